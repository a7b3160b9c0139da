"""The roll of a meeting: proposed from the register, frozen when first written (domain.md 4.5, 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from sqlalchemy import Date, bindparam, select
from sqlalchemy.orm import Session

from models import attenders, called, closings, journal, members, namesakes, participation, reasons, rules, stays
from models.asking import Asked
from models.attenders import MemberYear
from models.dates import PartialDate
from models.errors import KnownError
from models.left_out import LeftOut, left_out_before
from models.meetings import MeetingRow
from models.meetings import read as read_meeting
from models.participation import EMPTY, Tally
from models.tables import Attendance, Duty, Mark, Meeting, MeetingState, Member, Position, Standing, Stay
from models.text import clean


@dataclass(frozen=True)
class RollLine:
    """One person of the roll. `is_expected` is false for those the rule leaves out, who are listed apart.

    `shown_name` carries the birth where two of the roll share a name (models.namesakes). `left_out` tells why somebody
    is “chưa ghi” whom the rolls before left out and the register does not.
    """

    member_id: int
    full_name: str
    shown_name: str
    position: Position | None
    standing: Standing
    duty: Duty
    mark: Mark
    reason: str
    is_expected: bool
    year: MemberYear
    left_out: LeftOut | None = None


@dataclass(frozen=True)
class Roll:
    """A meeting's roll. Until it is written, the lines are a proposal: everyone expected is present.

    But those whom the roll before left out while the register does not are “chưa ghi” (models.left_out). Of a meeting
    that was not held there are no lines.
    """

    meeting: MeetingRow
    rule: rules.Rule
    is_written: bool
    lines: tuple[RollLine, ...]

    @property
    def expected(self) -> tuple[RollLine, ...]:
        """Those who should attend, in roll order."""
        return tuple(line for line in self.lines if line.is_expected)

    @property
    def outside(self) -> tuple[RollLine, ...]:
        """Those listed apart, with the reason in their duty."""
        return tuple(line for line in self.lines if not line.is_expected)

    @property
    def tally(self) -> Tally:
        """The counts as the roll stands, proposal included."""
        if not self.lines:
            return EMPTY
        counted = Counter((line.duty, line.standing, line.mark) for line in self.lines)
        return participation.tally(((*key, people) for key, people in counted.items()), self.rule)


_NO_YEAR = MemberYear(0, 0, 0, 0)


def roll(session: Session, meeting_id: int, *, held_on: date | None = None, is_bare: bool = False) -> Roll:
    """Return the roll of a meeting: the frozen one, or what the register proposes for its day.

    With `held_on`, one not yet written is proposed as if it were held on that day. A bare one is without the posts and
    the years of its people.
    """
    meeting = read_meeting(session, meeting_id)
    if held_on is not None and meeting.state is not MeetingState.RECORDED:
        meeting = replace(meeting, values=replace(meeting.values, held_on=held_on))
    book = rules.book(session)
    rule = book.on(meeting.held_on)
    years: Mapping[int, MemberYear] = {}
    posts: Mapping[int, Position] = {}
    if not is_bare:
        years = attenders.member_years(session, meeting.year, cell_id=meeting.cell_id, through=meeting.month, book=book)
        posts = members.positions(session, meeting.held_on, meeting.cell_id)
    is_written = meeting.state is MeetingState.RECORDED
    people, before = _PEOPLE[meeting.state](session, meeting, rule)
    apart = namesakes.marks((member_id, name, born) for member_id, name, born, *_rest in people)
    lines = tuple(
        RollLine(
            member_id=member_id,
            full_name=name,
            shown_name=name + apart.get(member_id, ""),
            position=posts.get(member_id),
            standing=standing,
            duty=duty,
            mark=mark,
            reason=reason or "",
            is_expected=duty not in rule.excluded,
            year=years.get(member_id, _NO_YEAR),
            left_out=before.get(member_id) if mark is Mark.UNRECORDED and duty is Duty.ACTIVE else None,
        )
        for member_id, name, _born, standing, duty, mark, reason in people
    )
    return Roll(meeting, rule, is_written, lines)


_NOBODY = "Chi bộ chưa có đảng viên nào trong danh sách ngày họp; hãy kiểm tra ngày họp và danh sách."

_Person = tuple[int, str, PartialDate | None, Standing, Duty, Mark, str | None]


_FROZEN = Asked(
    select(
        Attendance.member_id,
        Attendance.full_name,
        Member.born_on,
        Attendance.standing,
        Attendance.duty,
        Attendance.mark,
        Attendance.reason,
    )
    .join(Member, Member.id == Attendance.member_id)
    .where(Attendance.meeting_id == bindparam("meeting"))
    .order_by(Attendance.line, Attendance.id)
)
_MARK = Asked(
    select(Attendance.id, Attendance.mark, Attendance.reason).where(
        Attendance.meeting_id == bindparam("meeting"), Attendance.member_id == bindparam("member")
    )
)
_ON_LIST = Asked(
    select(Member.id, called.name_on(bindparam("day", type_=Date)), Member.born_on, Stay.standing, Stay.duty)
    .join(Stay, Stay.member_id == Member.id)
    .where(Stay.cell_id == bindparam("cell"), stays.holds_on(bindparam("day", type_=Date)))
    .order_by(Member.name_sort, Member.id)
)
_STATE = Asked(
    select(Meeting.state, Meeting.held_on, Meeting.year, Meeting.month, closings.IS_CLOSED).where(
        Meeting.id == bindparam("meeting")
    )
)


def _frozen(session: Session, meeting: MeetingRow, rule: rules.Rule) -> tuple[list[_Person], Mapping[int, LeftOut]]:
    """Return who is on the written list, and whom the rolls before left out, as far as somebody is “chưa ghi”."""
    people = _FROZEN.rows(session, meeting=meeting.id)
    if all(mark is not Mark.UNRECORDED or duty in rule.excluded for *_who, duty, mark, _reason in people):
        return people, {}
    return people, left_out_before(session, meeting.cell_id, meeting.held_on, rule.excluded)


def _proposed(session: Session, meeting: MeetingRow, rule: rules.Rule) -> tuple[list[_Person], Mapping[int, LeftOut]]:
    """Return who is on the list of the day, and of these whom the rolls before left out."""
    before = left_out_before(session, meeting.cell_id, meeting.held_on, rule.excluded)
    people: list[_Person] = []
    for member_id, name, born, standing, duty in on_list(session, meeting.cell_id, meeting.held_on):
        is_open = duty in rule.excluded or member_id in before
        mark = Mark.UNRECORDED if is_open else Mark.PRESENT
        people.append((member_id, name, born, standing, duty, mark, None))
    return people, before


def _nobody(_session: Session, _meeting: MeetingRow, _rule: rules.Rule) -> tuple[list[_Person], Mapping[int, LeftOut]]:
    """Return nobody: where no meeting was held nobody came, and nobody was absent."""
    return [], {}


_PEOPLE = {MeetingState.RECORDED: _frozen, MeetingState.PLANNED: _proposed, MeetingState.NOT_HELD: _nobody}


def on_list(session: Session, cell_id: int, day: date) -> list[tuple[int, str, PartialDate | None, Standing, Duty]]:
    """Return who is on a cell's list on a day: officers of the cell first, then by Vietnamese name order."""
    posts = members.positions(session, day, cell_id)
    people = _ON_LIST.rows(session, cell=cell_id, day=day)
    rank = {member_id: list(Position).index(post) for member_id, post in posts.items()}
    return sorted(people, key=lambda person: rank.get(person[0], len(Position)))


Marks = Mapping[int, tuple[Mark, str]]


def write(session: Session, meeting_id: int, marks: Marks | None = None, *, on: date) -> None:
    """Freeze the roll of a meeting as it is proposed but for `marks` (member id → mark, reason).

    A roll already written only has its marks changed. Raises KnownError for a meeting after day `on`, and for one of
    which it is written that it was not held.
    """
    ((state, held_on, year, month, is_closed),) = _STATE.rows(session, meeting=meeting_id)
    if is_closed:
        raise KnownError(closings.closed_words(year, month))
    if state is MeetingState.NOT_HELD:
        raise KnownError("Đã ghi chi bộ không sinh hoạt; nếu có họp, hãy bấm “Có sinh hoạt” rồi điểm danh.")
    if held_on > on:
        raise KnownError(f"Chưa đến ngày họp {held_on:%d/%m/%Y}; hãy sửa ngày họp trước khi điểm danh.")
    if state is not MeetingState.RECORDED:
        _freeze(session, session.get_one(Meeting, meeting_id))
    known = cache(partial(reasons.book, session))
    for member_id, (mark, reason) in (marks or {}).items():
        _set(session, meeting_id, member_id, mark, reason, known)


def _freeze(session: Session, meeting: Meeting) -> None:
    row = read_meeting(session, meeting.id)
    rule = rules.book(session).on(meeting.held_on)
    people, _before = _proposed(session, row, rule)
    if not people:
        raise KnownError(_NOBODY)
    for line, (member_id, name, _born, standing, duty, mark, _reason) in enumerate(people, 1):
        session.add(
            Attendance(
                meeting_id=meeting.id,
                member_id=member_id,
                line=line,
                full_name=name,
                standing=standing,
                duty=duty,
                mark=mark,
            )
        )
    meeting.state = MeetingState.RECORDED
    session.flush()


def _set(
    session: Session, meeting_id: int, member_id: int, mark: Mark, reason: str, known: Callable[[], reasons.Reasons]
) -> None:
    found = _MARK.rows(session, meeting=meeting_id, member=member_id)
    if not found:
        raise KnownError("Đồng chí không có trong danh sách đã ghi của cuộc họp này; hãy bấm “Cập nhật danh sách”.")
    ((key, was, why),) = found
    reason = clean(reason)
    if reason and reason != why:  # to know the reasons is to read every roll there is: not for a mark of the same one
        reason = known().meant(reason)
    before = {"mark": was, "reason": why}
    journal.change_one(session, Attendance, key, before, {"mark": mark, "reason": reason or None})


def clear(session: Session, meeting_id: int) -> None:
    """Throw a written roll away; the meeting is “chưa ghi” again."""
    meeting = closings.changeable(session, meeting_id)
    for line in session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id)).all():
        session.delete(line)
    meeting.state = MeetingState.PLANNED


@dataclass(frozen=True)
class Difference:
    """What separates a written roll from the register of the meeting's day, as names."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def differences(session: Session, meeting_id: int) -> Difference:
    """Compare a written roll with the register: who would come in, go out, or change name, standing or duty."""
    meeting = read_meeting(session, meeting_id)
    if meeting.state is not MeetingState.RECORDED:
        return Difference()
    listed = on_list(session, meeting.cell_id, meeting.held_on)
    written = _FROZEN.rows(session, meeting=meeting_id)
    known = {key: (name, standing, duty) for key, name, _born, standing, duty, _mark, _reason in written}
    wanted = {key: (name, standing, duty) for key, name, _born, standing, duty in listed}
    return Difference(
        added=tuple(name for key, (name, *_) in wanted.items() if key not in known),
        removed=tuple(name for key, (name, *_) in known.items() if key not in wanted),
        changed=tuple(name for key, (name, *_) in known.items() if key in wanted and known[key] != wanted[key]),
    )


def refresh(session: Session, meeting_id: int) -> Difference:
    """Bring a written roll in line with the register of the meeting's day; return what was done.

    Who is new comes in as “chưa ghi”; who was not on the list that day is taken out; standing and duty are set right;
    marks stay, but that of a person who now has to attend is to be written anew. Raises KnownError without a roll,
    where nobody would be left on it, and if the month is closed.
    """
    meeting = closings.changeable(session, meeting_id)
    if meeting.state is not MeetingState.RECORDED:
        raise KnownError("Cuộc họp chưa có điểm danh; không có gì để cập nhật.")
    done = differences(session, meeting_id)
    rule = rules.book(session).on(meeting.held_on)
    known = _lines(session, meeting_id)
    people = on_list(session, meeting.cell_id, meeting.held_on)
    if not people:
        raise KnownError(_NOBODY)
    for place, person in enumerate(people, 1):
        line = known.pop(person[0], None)
        if line is None:
            line = Attendance(meeting_id=meeting_id, member_id=person[0], mark=Mark.UNRECORDED)
            session.add(line)
        elif line.duty in rule.excluded and person[4] not in rule.excluded:
            line.mark = Mark.UNRECORDED
        line.line = place
        _key, line.full_name, _born, line.standing, line.duty = person
    for line in known.values():
        session.delete(line)
    return done


def _lines(session: Session, meeting_id: int) -> dict[int, Attendance]:
    found = session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.line))
    return {line.member_id: line for line in found}
