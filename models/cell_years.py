"""What a cell made of a stretch of months: met or not, on target or not, in which class, with which themes.

The histories of cells and the yearly summary are made of it; it takes the same few queries however many cells and years
there are. Participation is that of models.participation, the class of a month that of its meeting (domain.md 4.5, 4.3).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import closings, meetings, participation, rules
from models.closings import FrozenCell
from models.dates import Period
from models.participation import EMPTY, CellMonth, Figures, MonthState, Tally
from models.rules import RuleBook
from models.tables import Meeting, MeetingClass, MeetingKind, MeetingState


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A cell's month: its participation, the class of its meeting, how often a theme was taken up."""

    cell_id: int
    year: int
    month: int
    value: CellMonth
    quality: MeetingClass | None
    themes: int
    is_over: bool
    note: str = ""

    @property
    def held_on(self) -> date | None:
        """The day of the meeting, None while nothing is planned and when the cell did not meet."""
        is_held = self.value.meetings and self.value.state is not MonthState.NOT_MET
        return self.value.meetings[0].held_on if is_held else None

    @property
    def has_met(self) -> bool:
        """Whether a roll is written, be it in part."""
        return self.value.tally.meetings > 0

    @property
    def is_missed(self) -> bool:
        """Whether the cell did not meet: it is written so, or the month is over without a meeting."""
        return self.value.state is MonthState.NOT_MET and (self.is_over or bool(self.value.meetings))

    @property
    def is_unwritten(self) -> bool:
        """Whether the day of the meeting is past and no roll is written."""
        return self.value.state is MonthState.UNRECORDED and not self.has_met

    @property
    def is_below(self) -> bool:
        """Whether the rate misses the target of the month's own rule card."""
        return self.value.is_on_target is False

    @property
    def is_unrated(self) -> bool:
        """Whether the cell met and the meeting has no class yet."""
        return self.has_met and self.quality is None


@dataclass(frozen=True, slots=True)
class Quarter:
    """The themes of a cell's quarter, and how many its rule card asks for."""

    cell_id: int
    year: int
    quarter: int
    themes: int
    asked: int

    @property
    def is_short(self) -> bool:
        """Whether there were fewer than asked."""
        return self.themes < self.asked


@dataclass(frozen=True)
class CellYear:
    """The months of a cell, oldest first, or of all of them (`cell_id` None), with their pooled counts.

    `quarters` are those that are over and that the cell lived through.
    """

    cell_id: int | None
    name: str
    months: tuple[MonthLine, ...]
    quarters: tuple[Quarter, ...]
    tally: Tally

    def of_year(self, year: int) -> CellYear:
        """Return the same cell with the months of one year only."""
        months = tuple(line for line in self.months if line.year == year)
        quarters = tuple(one for one in self.quarters if one.year == year)
        return CellYear(self.cell_id, self.name, months, quarters, sum((one.value.tally for one in months), EMPTY))

    def count(self, keeps: Callable[[MonthLine], bool]) -> int:
        """Return how many of the months are so."""
        return sum(map(keeps, self.months))

    @property
    def classes(self) -> Counter[MeetingClass | None]:
        """How many months are in each class; under None those that met and have none."""
        return Counter(line.quality for line in self.months if line.quality or line.has_met)

    @property
    def themes(self) -> int:
        """How often a theme was taken up."""
        return sum(line.themes for line in self.months)

    @property
    def short_quarters(self) -> int:
        """How many quarters had fewer themes than asked."""
        return sum(quarter.is_short for quarter in self.quarters)


@dataclass(frozen=True, slots=True)
class Drift:
    """A figure of a closed month that would come out otherwise today: a rule card that holds for it was changed."""

    cell: str
    year: int
    month: int
    field: str
    closed: str
    now: str

    @property
    def words(self) -> str:
        """The figure in one line: “Chi bộ A tháng 10/2026: phải dự 20, nay tính 19”."""
        return f"{self.cell} tháng {self.month}/{self.year}: {self.field.lower()} {self.closed}, nay tính {self.now}"


@dataclass(frozen=True)
class CellYears:
    """The cells in their order, the commune as a whole, and the figures that both come from.

    Of a closed month the cells' counts and classes are those it was closed with; `drift` says where they would be
    others today.
    """

    period: Period
    cells: tuple[CellYear, ...]
    total: CellYear
    figures: Figures
    drift: tuple[Drift, ...] = ()


def read(session: Session, period: Period, *, on: date, cell_id: int | None = None) -> CellYears:
    """Return what the cells, or one, made of the months that a period touches, as known on a day.

    Months still to come are left out unless something is written of them already, and so are those before the first
    meeting of the book: nothing is known of them.
    """
    known = participation.figures(session, period, on=on, cell_id=cell_id)
    book = rules.book(session)
    classes: dict[int, MeetingClass | None] = {}
    notes: dict[int, str] = {}
    themes: Counter[tuple[int, int, int]] = Counter()
    for row in meetings.of_period(session, period, cell_id=cell_id):
        classes[row.id], notes[row.id] = meetings.class_by(book, row), row.values.note
        is_theme = row.values.kind is MeetingKind.THEMATIC or row.values.is_thematic_combined
        themes[row.cell_id, row.year, row.month] += is_theme and row.state is MeetingState.RECORDED

    closed = {
        (*month, cell.cell_id): cell
        for month, edition in closings.all_holding(session, {year for year, _month in period.months()}).items()
        for cell in edition.cells
    }
    drift: list[Drift] = []
    begins = session.scalar(select(func.min(Meeting.year * 12 + Meeting.month)))
    counted = [key for key in period.months() if begins is not None and key[0] * 12 + key[1] >= begins]

    def line(cell: int, year: int, month: int) -> MonthLine:
        value = known.cell_month(cell, year, month)
        own = [meeting.meeting_id for meeting in value.meetings]
        quality = next((found for key in own if (found := classes[key])), None)
        is_over = (year, month) < (on.year, on.month)
        note = "; ".join(notes[key] for key in own if notes[key])
        made = MonthLine(cell, year, month, value, quality, themes[cell, year, month], is_over, note)
        frozen = closed.get((year, month, cell))
        if frozen is None:
            return made
        drift.extend(_drift(made, frozen))
        return _as_closed(made, frozen)

    found: list[CellYear] = []
    for cell in known.cells:
        lines = tuple(
            line(cell.id, year, month)
            for year, month in counted
            if known.is_active(cell, year, month)
            and ((year, month) <= (on.year, on.month) or known.cell_month(cell.id, year, month).tally != EMPTY)
        )
        if lines:
            tally = sum((one.value.tally for one in lines), EMPTY)
            found.append(CellYear(cell.id, cell.name, lines, tuple(_quarters(lines, book)), tally))
    months = tuple(one for year in found for one in year.months)
    quarters = tuple(one for year in found for one in year.quarters)
    tally = known.total
    for one in months:
        now, kept = known.cell_month(one.cell_id, one.year, one.month).tally, one.value.tally
        if kept != now:
            moved = {name: getattr(tally, name) + getattr(kept, name) - getattr(now, name) for name in _KEPT}
            tally = tally._replace(**moved)
    total = CellYear(None, "Tổng cộng", months, quarters, tally)
    return CellYears(period, tuple(found), total, known, tuple(drift))


_KEPT = ("eligible", "present", "online", "excused", "unexcused", "unrecorded")
"""The counts of a tally that a closing keeps; of those who came it keeps the sum."""
_CLASSES = {one.label: one for one in MeetingClass}


def _as_closed(line: MonthLine, frozen: FrozenCell) -> MonthLine:
    """Return a cell's month with the figures it was closed with."""
    now = line.value.tally
    online = min(now.online, frozen.attended)
    tally = now._replace(
        eligible=frozen.eligible,
        present=frozen.attended - online,
        online=online,
        excused=frozen.excused,
        unexcused=frozen.unexcused,
        unrecorded=frozen.unrecorded,
    )
    value = line.value if tally == now else replace(line.value, tally=tally)
    return replace(line, value=value, quality=_CLASSES.get(frozen.quality))


def _drift(line: MonthLine, frozen: FrozenCell) -> Iterator[Drift]:
    tally = line.value.tally
    now = {
        "eligible": tally.eligible,
        "attended": tally.attended,
        "excused": tally.excused,
        "unexcused": tally.unexcused,
        "unrecorded": tally.unrecorded,
        "quality": line.quality.label if line.quality else "",
    }
    for name, value in now.items():
        kept = getattr(frozen, name)
        if kept != value:
            words = closings.FIELD_WORDS[name]
            blank = "chưa có"
            yield Drift(frozen.name, line.year, line.month, words, str(kept) or blank, str(value) or blank)


def _quarters(lines: tuple[MonthLine, ...], book: RuleBook) -> list[Quarter]:
    """Return the quarters of which all three months are among the lines and over."""
    months: dict[tuple[int, int], list[MonthLine]] = defaultdict(list)
    for line in lines:
        if line.is_over:
            months[line.year, (line.month + 2) // 3].append(line)
    return [
        Quarter(
            own[0].cell_id,
            year,
            quarter,
            sum(one.themes for one in own),
            book.on(Period.quarter(year, quarter).last).thematic_per_quarter,
        )
        for (year, quarter), own in months.items()
        if len(own) == 3
    ]
