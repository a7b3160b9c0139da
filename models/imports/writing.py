"""Writing a plan in the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    attendance,
    card_dates,
    cells,
    journal,
    members,
    membership_rules,
    residence,
    stays,
    trash,
    villages,
)
from models import meetings as gatherings
from models.bulk import indexes_set_aside, without_collecting
from models.card_dates import CardDates
from models.errors import KnownError
from models.imports import arrivals, lines
from models.imports.actions import (
    ImportRefused,
    Subject,
    Verdict,
    Write,
    WriteCell,
    WriteHistory,
    WriteMeeting,
    WriteMember,
    WriteRemoval,
    WriteSlip,
    WriteVillage,
)
from models.imports.arrivals import NAME_FORMS, Arrivals
from models.imports.histories import Histories
from models.imports.plans import ImportPlan
from models.imports.register import Register, cell_key
from models.progress import SILENT, Progress
from models.tables import Attendance, Event, Mark, Meeting, Member, Stay, TrashKind, Village
from models.text import name_forms

T = TypeVar("T")

_CHUNK: Final = 2500
_HOME: Final = "village_id"
_NUMBER: Final = "citizen_id"


@dataclass(frozen=True)
class Outcome:
    """What was done: (verdict, subject) → how many; refused rows are those left out."""

    counts: dict[tuple[Verdict, Subject], int]

    def of(self, verdict: Verdict) -> int:
        """How many things of all kinds a verdict befell."""
        return sum(number for (one, _subject), number in self.counts.items() if one is verdict)


def apply(session: Session, plan: ImportPlan, *, skip: bool = False, progress: Progress = SILENT) -> Outcome:
    """Write a plan and return what was done.

    Raises ImportRefused, with nothing written, if rows must be refused or asked; `skip` leaves those rows out instead.
    Raises KnownError, as quietly, if the register is no longer what the plan was made with.
    """
    if plan.errors and not skip:
        raise ImportRefused(plan.errors)
    if journal.standing(session) != plan.stands_on:
        raise KnownError("Sổ đã thay đổi sau khi xem trước; chưa ghi gì, hãy đọc lại rồi nhập.")
    alone = sum(action.write is not None for action in plan.single)
    writer = _Writer(session, plan.on, plan.as_of or plan.on, progress, alone + len(plan.newcomers or ()))
    with without_collecting():
        writer.write(plan)
    return Outcome(dict(plan.tally))


class _Writer:
    """Writes actions kind by kind: cells first, since the others stand on them."""

    def __init__(self, session: Session, on: date, as_of: date, progress: Progress, total: int) -> None:
        """`as_of` is the day on which the list finds its people."""
        self._session = session
        self._on = on
        self._as_of = as_of
        self._progress = progress
        self._done = 0
        self._total = total
        self._cell_ids = {key: cell.id for key, cell in Register(session).cells.items()}

    def write(self, plan: ImportPlan) -> None:
        """Write every action that has something to write."""
        kinds: dict[type[Write], list[Any]] = defaultdict(list)
        for action in plan.single:
            if action.write is not None:
                kinds[type(action.write)].append(action.write)
        for cell in _of(kinds, WriteCell):
            self._cell_ids[cell_key(cell.name)] = cells.add(self._session, cells.CellValues(name=cell.name))
            self._step("chi bộ")
        self._villages(_of(kinds, WriteVillage))
        people = _of(kinds, WriteMember)
        self._new_members(arrivals.of(plan))
        # planned with the events as they were: written before the dates of a line bring in events of their own
        self._write_lines({WriteHistory: kinds.pop(WriteHistory, [])})
        self._changed_members([one for one in people if one.member_id is not None])
        self._session.flush()
        self._write_lines(kinds)
        self._meetings(_of(kinds, WriteMeeting))
        for slip in _of(kinds, WriteSlip):
            self._slip(slip)
        for one in _of(kinds, WriteRemoval):
            self._step("Thùng rác")
            trash.remove(self._session, TrashKind.MEMBER, one.member_id, on=self._on, reason=one.reason)
        self._session.flush()

    def _step(self, what: str, count: int = 1) -> None:
        self._progress.step(self._done, self._total, f"Ghi {what}")
        self._done += count

    def _write_lines(self, kinds: Mapping[type[Write], list[Any]]) -> None:
        lines.write(self._session, kinds, self._on, self._cell_ids, self._step)

    def _villages(self, writes: list[WriteVillage]) -> None:
        for one in writes:
            self._step("thôn, bản")
            if one.village_id is None:
                village_id = villages.add(self._session, villages.VillageValues(**one.values))
            else:
                village_id = one.village_id
                _set(self._session.get_one(Village, village_id), one.values)
            if one.cell is not None:
                since = None if one.village_id is None else self._on
                villages.serve(self._session, village_id, self._cell_ids[one.cell], on=since)

    def _new_members(self, people: Arrivals) -> None:
        if not len(people):
            return
        self._session.flush()
        histories = Histories(self._session, self._on, membership_rules.book(self._session), self._as_of)
        with indexes_set_aside(self._session, (Member, Event, Stay), len(people)):
            for part in people.in_parts(_CHUNK):  # not all at once, so that stopping is heard and memory stays small
                self._step("đảng viên", len(part))
                ids = journal.insert_many(self._session, Member, part.values)
                histories.write(ids, histories.drawn(part, self._cell_ids))
        histories.end()

    def _changed_members(self, writes: list[WriteMember]) -> None:
        self._free_numbers({one.values[_NUMBER]: one.member_id or 0 for one in writes if one.values.get(_NUMBER)})
        for chunk in _chunks(writes):
            ids = [one.member_id for one in chunk]
            found = {member.id: member for member in self._session.scalars(select(Member).where(Member.id.in_(ids)))}
            before = {one.member_id or 0: CardDates.of(found[one.member_id or 0]) for one in chunk}
            for one in chunk:
                self._step("đảng viên")
                _fill(found[one.member_id or 0], one)
            card_dates.follow_all(self._session, before, on=self._on)
            self._move(one for one in chunk if one.cell is not None or one.duty is not None)
            homes = {one.member_id or 0: one.values[_HOME] for one in chunk if _HOME in one.values}
            residence.found_in(self._session, homes, on=self._as_of)

    def _free_numbers(self, wanted: dict[str, int]) -> None:
        """Take identity numbers from those whose lines give them another: two may exchange theirs. Raises KnownError.

        `wanted` is number → who gets it.
        """
        givers = set(wanted.values())
        for numbers in _chunks(list(wanted)):
            for holder in self._session.scalars(select(Member).where(Member.citizen_id.in_(numbers))):
                if wanted[holder.citizen_id or ""] == holder.id:
                    continue
                if holder.id not in givers:
                    raise KnownError(f"Số định danh này đang ghi cho đồng chí {holder.full_name}; hãy kiểm tra lại.")
                holder.citizen_id = None
        self._session.flush()

    def _move(self, writes: Iterable[WriteMember]) -> None:
        """Change cells and duties; a post ends with the cell."""
        wanted = {
            one.member_id or 0: stays.NewState(self._cell_ids[one.cell] if one.cell else None, duty=one.duty)
            for one in writes
        }
        gone = [member_id for member_id, new in wanted.items() if new.cell_id is not None]
        members.end_positions(self._session, gone, on=self._as_of)
        stays.change_all(self._session, wanted, on=self._as_of, is_day_known=False)

    def _meetings(self, writes: list[WriteMeeting]) -> None:
        made: list[tuple[Meeting, WriteMeeting]] = []
        for chunk in _chunks(writes):
            ids = [one.meeting_id for one in chunk if one.meeting_id is not None]
            found = {
                meeting.id: meeting for meeting in self._session.scalars(select(Meeting).where(Meeting.id.in_(ids)))
            }
            for one in chunk:
                self._step("cuộc họp")
                meeting = found.get(one.meeting_id or 0) or Meeting(
                    cell_id=one.cell_id, kind=one.kind, year=one.year, month=one.month
                )
                meeting.held_on, meeting.state = one.held_on, one.state
                made.append((meeting, one))
        self._session.add_all(meeting for meeting, _one in made)
        self._session.flush()  # the lines need the ids
        for chunk in _chunks(made):
            self._lines(chunk)

    def _slip(self, one: WriteSlip) -> None:
        self._step("phiếu điểm danh")
        if one.values:  # first: a roll not yet written is that of the day the cell met
            known = gatherings.read(self._session, one.meeting_id).values
            gatherings.edit(self._session, one.meeting_id, replace(known, **one.values), on=self._on)
        attendance.write(self._session, one.meeting_id, one.marks, on=self._on)

    def _lines(self, meetings: list[tuple[Meeting, WriteMeeting]]) -> None:
        ids = [one.meeting_id for _meeting, one in meetings if one.meeting_id is not None]
        query = select(Attendance).where(Attendance.meeting_id.in_(ids))
        known = {(line.meeting_id, line.member_id): line for line in self._session.scalars(query)}
        last = {
            meeting_id: line
            for meeting_id, line in self._session.execute(
                select(Attendance.meeting_id, func.max(Attendance.line))
                .where(Attendance.meeting_id.in_(ids))
                .group_by(Attendance.meeting_id)
            )
        }
        for meeting, one in meetings:
            place = last.get(meeting.id, 0)
            for line in one.lines:
                old = known.get((meeting.id, line.member_id))
                if old is not None:
                    old.duty, old.mark = line.duty, line.mark
                    if line.mark not in (Mark.EXCUSED, Mark.UNEXCUSED):
                        old.reason = None  # a reason belongs to an absence
                    continue
                place += 1
                self._session.add(
                    Attendance(
                        meeting_id=meeting.id,
                        member_id=line.member_id,
                        line=place,
                        full_name=line.full_name,
                        standing=line.standing,
                        duty=line.duty,
                        mark=line.mark,
                    )
                )


def _fill(member: Member, one: WriteMember) -> None:
    """Set what a line says of a member, but for the residence, which is dated."""
    _set(member, {name: value for name, value in one.values.items() if name != _HOME} | _forms_of(one))


def _forms_of(one: WriteMember) -> dict[str, Any]:
    """Return the forms of a name that are kept for search and order."""
    name = one.values.get("full_name")
    if not name:
        return {}
    return dict(zip(NAME_FORMS, name_forms(name), strict=True))


def _set(row: object, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _of(kinds: Mapping[type[Write], list[Any]], kind: type[T]) -> list[T]:
    return kinds.get(kind, [])  # type: ignore[arg-type]


def _chunks(rows: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
