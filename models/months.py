"""A month of the commune, cell by cell: what the monthly reports and their checks are made of."""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from models import attendance, cells, closings, codes, meetings, participation, roll_standings, rules
from models.closings import Closing, Correction, FrozenCell, FrozenPerson
from models.dates import Period
from models.errors import KnownError
from models.meetings import MeetingRow
from models.participation import CellMonth, Figures, MonthState, Tally
from models.tables import MeetingClass, MeetingKind, MeetingState, Standing
from models.unwritten import Unwritten


@dataclass(frozen=True)
class CellInMonth:
    """A cell's month: its figures, the meetings they come from and the class of the first that has one.

    `official`, `probationary`, `unknown` are those of the roster, or of the register where no roll was written.
    """

    cell_id: int
    name: str
    kind: str
    month: CellMonth
    meetings: tuple[MeetingRow, ...]
    thematic: str
    official: int
    probationary: int
    unknown: int
    scored: MeetingRow | None
    quality: MeetingClass | None
    is_apart: bool = False
    """Whether the cell is not asked to meet; then `meetings` are those of any kind, unless the month is known."""

    @property
    def label(self) -> str:
        """How the month stands, in words; of a cell apart why it does not count, or what its meeting was."""
        if not self.is_apart or not self.month.is_silent:
            return self.month.label
        return self.meetings[0].values.kind.label if self.members else "Không có đảng viên"

    @property
    def state(self) -> MonthState:
        """Whether the cell met and whether all of it is written down."""
        return self.month.state

    @property
    def has_roll(self) -> bool:
        """Whether a roll was written, be it in part."""
        return self.month.tally.meetings > 0

    @property
    def is_settled(self) -> bool:
        """Whether all of the roll is written, or it is written that the cell did not meet."""
        return self.state in (MonthState.RECORDED, MonthState.NOT_MET) and not self.month.is_silent

    @property
    def is_planned_in_full(self) -> bool:
        """Whether day, hour and place of the meeting are known, as the calendar of the month shows them."""
        return all(one.values.starts_at is not None and one.values.place for one in self.meetings)

    @property
    def members(self) -> int:
        """Members of the cell, whatever their duty."""
        return self.official + self.probationary + self.unknown

    @property
    def note(self) -> str:
        """What the secretary wrote beside the meetings, e.g. why there was none; the same words once."""
        return "; ".join(dict.fromkeys(meeting.values.note for meeting in self.meetings if meeting.values.note))


class MonthStep(enum.Enum):
    """The way of a month from its opening to its closing; the values are the words shown."""

    OPEN = "Mở kỳ"
    PLAN = "Lịch"
    ROLL = "Điểm danh"
    SCORE = "Chấm điểm"
    CHECK = "Kiểm tra"
    CLOSE = "Chốt"


@dataclass(frozen=True, slots=True)
class StepCount:
    """How far a step is: cells done of the cells that have to be; CHECK and CLOSE count the month itself."""

    step: MonthStep
    done: int
    total: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left of the step."""
        return self.done >= self.total > 0


@dataclass(frozen=True)
class Month:
    """The month of all cells asked to meet or that met, in their order, and the rule card of its last day.

    `closing` is the edition by which it is closed: then which cells it has, their names and numbers of members are
    those of that day, whatever was written about transfers since.
    """

    period: Period
    rows: tuple[CellInMonth, ...]
    figures: Figures
    rule: rules.Rule
    closing: Closing | None
    reopened: Closing | None = None
    """The edition that was opened again to be corrected, until the month is closed anew."""
    apart: tuple[CellInMonth, ...] = ()
    """Cells not asked to meet of which a meeting is written all the same, e.g. opened while nobody was on the list.

    They count nowhere, but are in view: what is written can be read, and taken out.
    """

    def of_cells(self, ids: Collection[int]) -> Month:
        """Return the month of some cells alone, its closing and figures too."""
        closing = self.closing
        return replace(
            self,
            rows=tuple(one for one in self.rows if one.cell_id in ids),
            figures=replace(self.figures, cells=tuple(one for one in self.figures.cells if one.id in ids)),
            closing=closing and replace(closing, cells=tuple(one for one in closing.cells if one.cell_id in ids)),
            apart=tuple(one for one in self.apart if one.cell_id in ids),
        )

    @property
    def total(self) -> Tally:
        """The commune's counts."""
        return self.figures.total

    def names(self, *states: MonthState) -> list[str]:
        """Return the names of the cells whose month stands so by what is written; see `silent`."""
        return [row.name for row in self.rows if row.state in states and not row.month.is_silent]

    @property
    def unwritten(self) -> Unwritten:
        """How many cells have a mark or a roll still to be written."""
        rows = [row for row in self.rows if row.state is MonthState.UNRECORDED and not row.month.is_silent]
        partly = sum(row.has_roll for row in rows)
        return Unwritten(len(rows) - partly, partly)

    @property
    def silent(self) -> list[str]:
        """The names of the cells of which no meeting is written."""
        return [row.name for row in self.rows if row.month.is_silent]

    @property
    def without_members(self) -> list[str]:
        """The names of the cells left out: nobody stood on their lists in the month, and no roll is written."""
        ((year, month),) = self.period.months()
        shown = {row.cell_id for row in self.rows}
        return [cell.name for cell in self.figures.cells if cell.id not in shown and cell.has_nobody(year, month)]

    @property
    def steps(self) -> tuple[StepCount, ...]:
        """How far the month is on each of its steps."""
        opened = [row for row in self.rows if row.meetings]
        planned = [row for row in opened if row.is_planned_in_full]
        settled = [row for row in self.rows if row.is_settled]
        with_roll = [row for row in self.rows if row.has_roll]
        scored = [row for row in with_roll if row.scored]
        is_right = (
            len(settled) == len(self.rows)
            and len(scored) == len(with_roll)
            and not any(row.month.is_on_target is False or row.unknown for row in self.rows)
        )
        return (
            StepCount(MonthStep.OPEN, len(opened), len(self.rows)),
            StepCount(MonthStep.PLAN, len(planned), len(opened)),
            StepCount(MonthStep.ROLL, len(settled), len(self.rows)),
            StepCount(MonthStep.SCORE, len(scored), len(with_roll)),
            StepCount(MonthStep.CHECK, int(is_right), 1),
            StepCount(MonthStep.CLOSE, int(self.closing is not None), 1),
        )

    @property
    def frozen(self) -> list[FrozenCell]:
        """What is reckoned of every cell now, in the form in which a closing keeps it."""
        return [_frozen(row) for row in self.rows]


def read(session: Session, year: int, month: int, *, on: date, as_of: date) -> Month:
    """Read a month as known on day `on`; who is on the lists of cells without a roll is taken from day `as_of`."""
    period = Period.month(year, month)
    figures = participation.figures(session, period, on=on)
    written: dict[int, list[MeetingRow]] = {}
    for meeting in meetings.of_month(session, year, month):
        written.setdefault(meeting.cell_id, []).append(meeting)
    closing, reopened = closings.state(session, year, month)
    heads = closing.cells if closing else _heads(session, figures, year, month, as_of)
    book = rules.book(session)

    def row(head: _Head | FrozenCell) -> CellInMonth:
        return _row(head, figures.cell_month(head.cell_id, year, month), written, book)

    rows = tuple(map(row, heads))
    asked = {one.cell_id for one in rows}
    others = [one[0] for key, one in written.items() if key not in asked]
    apart = tuple(
        replace(one, meetings=tuple(written[one.cell_id]) if one.month.is_silent else one.meetings, is_apart=True)
        for one in map(row, _heads_apart(session, others, as_of))
    )
    return Month(period, rows, figures, book.on(period.last), closing, reopened, apart)


@dataclass(frozen=True)
class _Head:
    """What a cell's row says apart from its meetings."""

    cell_id: int
    name: str
    kind: str
    official: int
    probationary: int
    unknown: int


def _heads(session: Session, figures: Figures, year: int, month: int, as_of: date) -> list[_Head]:
    """Return the cells asked to meet in the month or that met; members of one without a roll as in the register."""
    active = [cell for cell in figures.cells if figures.is_active(cell, year, month)]
    tallies = {cell.id: figures.cell_month(cell.id, year, month).tally for cell in active}
    has_gaps = not all(tally.meetings for tally in tallies.values())
    listed = cells.listed(session, as_of) if has_gaps else {}
    kinds = codes.labels(session, codes.CELL_KIND)
    heads: list[_Head] = []
    for cell in active:
        tally = tallies[cell.id]
        counts = listed.get(cell.id, {})
        numbers = [counts.get(one, 0) for one in (Standing.OFFICIAL, Standing.PROBATIONARY, Standing.UNKNOWN)]
        if tally.meetings:
            numbers = [tally.official, tally.probationary, tally.unknown]
        kind = kinds.get(cell.kind_id, "") if cell.kind_id else ""
        heads.append(_Head(cell.id, cell.name, kind, *numbers))
    return heads


def _heads_apart(session: Session, firsts: Sequence[MeetingRow], as_of: date) -> list[_Head]:
    """Return the cells of some meetings, which are not asked to meet, with the members of the register."""
    listed = cells.listed(session, as_of) if firsts else {}
    shown = (Standing.OFFICIAL, Standing.PROBATIONARY, Standing.UNKNOWN)
    return [
        _Head(one.cell_id, one.cell_name, "", *(listed.get(one.cell_id, {}).get(standing, 0) for standing in shown))
        for one in firsts
    ]


def _row(
    head: _Head | FrozenCell, value: CellMonth, written: dict[int, list[MeetingRow]], book: rules.RuleBook
) -> CellInMonth:
    counted = {row.meeting_id for row in value.meetings}
    own = written.get(head.cell_id, [])
    regular = tuple(row for row in own if row.id in counted)
    scored = next(
        (row for row in regular if row.values.score is not None or row.values.quality or row.self_class), None
    )
    return CellInMonth(
        cell_id=head.cell_id,
        name=head.name,
        kind=head.kind,
        month=value,
        meetings=regular,
        thematic=_thematic(own, regular),
        official=head.official,
        probationary=head.probationary,
        unknown=head.unknown,
        scored=scored,
        quality=meetings.class_by(book, scored) if scored else None,
    )


def _frozen(row: CellInMonth) -> FrozenCell:
    tally, day = row.month.tally, held_on(row)
    return FrozenCell(
        cell_id=row.cell_id,
        name=row.name,
        kind=row.kind,
        state=row.state.value,
        held_on=f"{day:%d/%m/%Y}" if day else "",
        official=row.official,
        probationary=row.probationary,
        unknown=row.unknown,
        eligible=tally.eligible,
        attended=tally.attended,
        excused=tally.excused,
        unexcused=tally.unexcused,
        unrecorded=tally.unrecorded,
        score=row.scored.values.score if row.scored else None,
        quality=row.quality.label if row.quality else "",
    )


def close(session: Session, year: int, month: int, *, at: datetime, by: str) -> Closing:
    """Close a month (chốt) with its figures as they are now. Raises KnownError; see models.closings."""
    today = at.date()
    if Period.month(year, month).first > today:
        raise KnownError(f"Tháng {month}/{year} chưa đến; chưa chốt được.")
    as_of = min(Period.month(year, month).last, today)
    known = read(session, year, month, on=today, as_of=as_of)
    listed = {row.cell_id for row in known.rows if not row.has_roll}
    kept = [
        replace(cell, people=_listed(session, cell.cell_id, as_of)) if cell.cell_id in listed else cell
        for cell in known.frozen
    ]
    return closings.put(session, year, month, kept, at=at, by=by)


def _listed(session: Session, cell_id: int, day: date) -> tuple[FrozenPerson, ...]:
    """Return who stands on a cell's list on a day, to be kept behind the number of a month closed without a roll."""
    return tuple(
        FrozenPerson(key, name, standing.value, duty.value)
        for key, name, _born, standing, duty in attendance.on_list(session, cell_id, day)
    )


def reopen(session: Session, year: int, month: int, reason: str, *, at: datetime) -> int:
    """Open a closed month again to correct it; return how many “chưa rõ” its rolls learn of the register by it.

    Raises KnownError; see models.closings.
    """
    closings.reopen(session, year, month, reason, at=at)
    session.flush()
    return roll_standings.learn(session, [one.member_id for one in roll_standings.known_since(session, year, month)])


def drift(known: Month) -> list[Correction]:
    """Return what differs today from what a closed month was closed with; nothing should, but a rule card can."""
    if known.closing is None:
        return []
    now = replace(known.closing, cells=tuple(known.frozen))
    return closings.corrections(known.closing, now)


def _thematic(all_meetings: list[MeetingRow], regular: tuple[MeetingRow, ...]) -> str:
    """Say how the cell took up its theme: in a meeting of its own, or in the regular one."""
    own = any(row.values.kind is MeetingKind.THEMATIC and row.state is MeetingState.RECORDED for row in all_meetings)
    combined = any(row.values.is_thematic_combined for row in regular)
    return "Họp riêng" if own else "Kết hợp" if combined else ""


def held_on(row: CellInMonth) -> date | None:
    """Return the day the cell met, None unless something is written of a meeting."""
    meeting = row.scored or next(iter(row.meetings), None)
    return meeting.held_on if meeting and (row.has_roll or row.scored) else None
