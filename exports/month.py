"""A month of the commune, cell by cell: what the monthly reports and their checks are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from exports.report import Scope
from models import cells, codes, meetings, participation, rules
from models.dates import Period
from models.meetings import MeetingRow
from models.participation import CellMonth, Figures, MonthState, Tally
from models.tables import MeetingClass, MeetingKind, MeetingState


@dataclass(frozen=True)
class CellInMonth:
    """A cell's month: its figures, the meetings they come from and the class of the first that has one.

    `official`, `probationary`, `unknown` are those of the roster, or of the register where no roll was written.
    """

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

    @property
    def state(self) -> MonthState:
        """Whether the cell met and whether all of it is written down."""
        return self.month.state

    @property
    def has_roll(self) -> bool:
        """Whether a roll was written, be it in part."""
        return self.month.tally.meetings > 0

    @property
    def members(self) -> int:
        """Members of the cell, whatever their duty."""
        return self.official + self.probationary + self.unknown

    @property
    def note(self) -> str:
        """What the secretary wrote beside the meeting, e.g. why there was none."""
        return "; ".join(meeting.values.note for meeting in self.meetings if meeting.values.note)


@dataclass(frozen=True)
class Month:
    """The month of all cells that existed in it, in their order, and the rule card of its last day."""

    period: Period
    rows: tuple[CellInMonth, ...]
    figures: Figures
    rule: rules.Rule

    @property
    def total(self) -> Tally:
        """The commune's counts."""
        return self.figures.total

    def names(self, *states: MonthState) -> list[str]:
        """Return the names of the cells whose month stands so."""
        return [row.name for row in self.rows if row.state in states]


def read(session: Session, scope: Scope) -> Month:
    """Read the month of a report."""
    period = scope.period
    if period is None:
        raise ValueError("a monthly report has a period")
    (year, month) = period.months()[0]
    figures = participation.figures(session, period, on=scope.on)
    written: dict[int, list[MeetingRow]] = {}
    for meeting in meetings.of_month(session, year, month):
        written.setdefault(meeting.cell_id, []).append(meeting)
    active = [cell for cell in figures.cells if figures.is_active(cell, year, month)]
    has_gaps = any(not figures.cell_month(cell.id, year, month).tally.meetings for cell in active)
    registers = {row.id: row for row in cells.rows(session, scope.as_of)} if has_gaps else {}
    book = rules.book(session)
    kinds = codes.labels(session, codes.CELL_KIND)
    rows: list[CellInMonth] = []
    for cell in active:
        value = figures.cell_month(cell.id, year, month)
        counted = {row.meeting_id for row in value.meetings}
        regular = tuple(row for row in written.get(cell.id, []) if row.id in counted)
        scored = next((row for row in regular if row.values.score is not None or row.values.quality), None)
        source = value.tally if value.tally.meetings else registers.get(cell.id, value.tally)
        rows.append(
            CellInMonth(
                name=cell.name,
                kind=kinds.get(cell.kind_id, "") if cell.kind_id else "",
                month=value,
                meetings=regular,
                thematic=_thematic(written.get(cell.id, []), regular),
                official=source.official,
                probationary=source.probationary,
                unknown=source.unknown,
                scored=scored,
                quality=meetings.class_by(book, scored) if scored else None,
            )
        )
    return Month(period, tuple(rows), figures, book.on(period.last))


def _thematic(all_meetings: list[MeetingRow], regular: tuple[MeetingRow, ...]) -> str:
    """Say how the cell took up its theme: in a meeting of its own, or in the regular one."""
    own = any(row.values.kind is MeetingKind.THEMATIC and row.state is MeetingState.RECORDED for row in all_meetings)
    combined = any(row.values.is_thematic_combined for row in regular)
    return "Họp riêng" if own else "Kết hợp" if combined else ""


def held_on(row: CellInMonth) -> date | None:
    """Return the day the cell met, None unless something is written of a meeting."""
    meeting = row.scored or next(iter(row.meetings), None)
    return meeting.held_on if meeting and (row.has_roll or row.scored) else None
