"""Participation in cell meetings: the one definition (domain.md 4.5).

rate = those present (online too) among the eligible / the eligible. Eligible are the people of the frozen roster whose
duty the rule card of the meeting's date does not exclude; members on probation count. A rate is None while a mark or
a roll is still to be written; sums are pooled, never a mean of rates.
"""

from __future__ import annotations

import enum
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from operator import add
from typing import Any, NamedTuple

from sqlalchemy import Date, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models import cell_names, rules
from models.asked_to_meet import COULD_BE_HELD, listed_days, months_of
from models.asking import Asked, columns, ids
from models.dates import Period
from models.tables import (
    Attendance,
    Cell,
    Duty,
    Mark,
    Meeting,
    MeetingKind,
    MeetingState,
    SeveralMeetings,
    Standing,
)
from models.text import number


class Tally(NamedTuple):
    """Counts of people over one or several meetings; each person counts once a meeting.

    `listed` are the roster without guests; `official` + `probationary` + `unknown` = `listed`. The duties count those
    on the roster by duty, `outside` those of them who need not attend. `eligible` = present + online + excused +
    unexcused + unrecorded. `meetings` have a written roll; `unwritten` are due but have none.
    """

    meetings: int = 0
    unwritten: int = 0
    listed: int = 0
    official: int = 0
    probationary: int = 0
    unknown: int = 0
    exempt: int = 0
    temp_away: int = 0
    suspended: int = 0
    special_duty: int = 0
    guests: int = 0
    outside: int = 0
    eligible: int = 0
    present: int = 0
    online: int = 0
    excused: int = 0
    unexcused: int = 0
    unrecorded: int = 0

    def __add__(self, other: tuple[Any, ...]) -> Tally:
        return Tally(*map(add, self, other))

    @property
    def attended(self) -> int:
        """Those present in the room or online."""
        return self.present + self.online

    @property
    def counted(self) -> str:
        """Those present of those who had to attend, in words: “3.618/3.995”."""
        return f"{number(self.attended)}/{number(self.eligible)}"

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left “chưa ghi”."""
        return not self.unrecorded and not self.unwritten

    @property
    def rate(self) -> Fraction | None:
        """Participation 0–1, exact; None while something is “chưa ghi” or nobody had to attend."""
        return Fraction(self.attended, self.eligible) if self.eligible and self.is_complete else None


EMPTY = Tally()


class MonthState(enum.Enum):
    """What a cell's month shows; the labels are the words of the board."""

    NOT_MET = "Không sinh hoạt"
    AHEAD = "Chưa đến ngày họp"
    UNRECORDED = "Chưa ghi"
    RECORDED = "Đã ghi"


@dataclass(frozen=True, slots=True)
class MeetingTally:
    """One meeting with its counts and the rule card that judges it."""

    meeting_id: int
    cell_id: int
    year: int
    month: int
    kind: MeetingKind
    state: MeetingState
    held_on: date
    tally: Tally
    rule: rules.Rule


@dataclass(frozen=True, slots=True)
class CellMonth:
    """A cell's month: its state, pooled counts and the meetings they come from, oldest first."""

    state: MonthState
    tally: Tally
    meetings: tuple[MeetingTally, ...]

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all is written of a meeting; nobody said that the cell did not meet."""
        return self.state is MonthState.NOT_MET and not self.meetings

    @property
    def label(self) -> str:
        """The state in words; “Không sinh hoạt” only where somebody wrote that, “Chưa ghi” where nothing is."""
        if self.state is MonthState.AHEAD:
            day = next(row.held_on for row in self.meetings if row.state is not MeetingState.NOT_HELD)
            return f"{self.state.value} ({day.day}/{day.month})"
        return MonthState.UNRECORDED.value if self.is_silent else self.state.value

    @property
    def is_on_target(self) -> bool | None:
        """Whether the target is reached, judged before rounding; None without a rate."""
        rate = self.tally.rate
        return None if rate is None else self.meetings[0].rule.is_met(rate)


NO_MEETING = CellMonth(MonthState.NOT_MET, EMPTY, ())


@dataclass(frozen=True)
class CellSpan:
    """A cell with the months it is asked to meet in (ordinals year*12+month; None: open).

    The month it ended in is not one of them if it ended before the day by which cells have to meet, nor the month it
    was founded in if that was after the day, nor one of the `empty` months of the period, in which nobody stands on
    its list.
    """

    id: int
    name: str
    kind_id: int | None
    first: int | None
    last: int | None
    empty: frozenset[int] = frozenset()

    def is_active(self, year: int, month: int) -> bool:
        """Whether the cell is asked to meet in a month."""
        return self._lives(year, month) and year * 12 + month not in self.empty

    def has_nobody(self, year: int, month: int) -> bool:
        """Whether the cell would be asked to meet in a month if somebody stood on its list."""
        return self._lives(year, month) and year * 12 + month in self.empty

    def _lives(self, year: int, month: int) -> bool:
        at = year * 12 + month
        return (self.first is None or self.first <= at) and (self.last is None or at <= self.last)


@dataclass(frozen=True)
class Figures:
    """Participation of every cell and month of a period, as known on a day."""

    period: Period
    cells: tuple[CellSpan, ...]
    by_cell_month: dict[tuple[int, int, int], CellMonth]

    def cell_month(self, cell_id: int, year: int, month: int) -> CellMonth:
        """Return a cell's month; NO_MEETING where nothing was held."""
        return self.by_cell_month.get((cell_id, year, month), NO_MEETING)

    def is_active(self, cell: CellSpan, year: int, month: int) -> bool:
        """Whether a cell is asked to meet in a month by its dates, or has a meeting of it."""
        return cell.is_active(year, month) or self.cell_month(cell.id, year, month).state is not MonthState.NOT_MET

    def cell(self, cell_id: int) -> Tally:
        """Return a cell's counts over the period."""
        return _total(value.tally for (cell, _y, _m), value in self.by_cell_month.items() if cell == cell_id)

    def month(self, year: int, month: int) -> Tally:
        """Return the commune's counts of a month."""
        return _total(self._by_month.get((year, month), ()))

    @cached_property
    def _by_month(self) -> dict[tuple[int, int], list[Tally]]:
        found: dict[tuple[int, int], list[Tally]] = defaultdict(list)
        for (_cell, year, month), value in self.by_cell_month.items():
            found[year, month].append(value.tally)
        return found

    @property
    def total(self) -> Tally:
        """The commune's counts over the period."""
        return _total(value.tally for value in self.by_cell_month.values())

    def met(self, year: int, month: int) -> tuple[int, int]:
        """Return (cells with a written roll, cells asked to meet) in a month."""
        active = [cell.id for cell in self.cells if self.is_active(cell, year, month)]
        return sum(self.cell_month(cell, year, month).tally.meetings > 0 for cell in active), len(active)


def _total(tallies: Iterable[Tally]) -> Tally:
    return Tally(*map(sum, zip(*tallies, strict=True)))  # in C: a year of 60 cells adds 13,000 numbers


def figures(
    session: Session, period: Period, *, on: date, cell_id: int | None = None, is_as_of: bool = False
) -> Figures:
    """Compute the participation of the months that a period touches, of one cell or all, as known on day `on`.

    A month's figure comes from its regular meetings: the first or all of them, as the rule card says. A meeting opened
    for a day after `on` is not yet due; nor, with `is_as_of`, is one held since, whose roll was not there on the day.
    Of a cell with nobody on its list nothing is asked: neither is a meeting opened for it due.
    """
    grouped: dict[tuple[int, int, int], list[MeetingTally]] = defaultdict(list)
    for row in meeting_tallies(session, period, cell_id=cell_id, kinds=(MeetingKind.REGULAR,)):
        grouped[row.cell_id, row.year, row.month].append(row)
    until = on if is_as_of else date.max
    months = {key: _cell_month(rows, on, until) for key, rows in grouped.items()}
    met = {key for (key, _year, _month), value in months.items() if value.state is not MonthState.NOT_MET}
    return Figures(period, tuple(_spans(session, period, cell_id, met)), months)


def _cell_month(meetings: list[MeetingTally], on: date, until: date) -> CellMonth:
    """Make a month of the meetings due by `on` and those with a roll held by `until`."""
    if len(meetings) == 1 and meetings[0].state is MeetingState.RECORDED and meetings[0].held_on <= until:  # nearly all
        counted = meetings[0].tally
        state = MonthState.RECORDED if counted.is_complete else MonthState.UNRECORDED
        return CellMonth(state, counted, tuple(meetings))
    held = [row for row in meetings if row.state is not MeetingState.NOT_HELD]
    due = [row for row in held if row.held_on <= (until if row.state is MeetingState.RECORDED else on)]
    if not due:
        return CellMonth(MonthState.AHEAD if held else MonthState.NOT_MET, EMPTY, tuple(meetings))
    if due[0].rule.several is SeveralMeetings.FIRST:
        due = due[:1]
    tally = _total(row.tally for row in due)
    return CellMonth(MonthState.RECORDED if tally.is_complete else MonthState.UNRECORDED, tally, tuple(due))


def _spans(session: Session, period: Period, cell_id: int | None, met: set[int]) -> Iterable[CellSpan]:
    book = rules.book(session)
    kept = _kept_names(session, *period.months()[0]) if period.is_month else {}
    asked = {"first": period.first, "last": period.last, "met": json.dumps(list(met)), "cell": cell_id}
    listed = listed_days(session, period, cell_id)
    every = frozenset(year * 12 + month for year, month in period.months())
    for key, name, kind_id, first, last in (_CELLS if cell_id is None else _ONE_CELL).rows(session, **asked):
        yield CellSpan(
            key,
            kept.get(key, name),
            kind_id,
            first and book.first_month(first),
            last and book.last_month(last),
            every - months_of(listed.get(key, ())),
        )


_CELL, _MEETING, _LINE = columns(Cell), columns(Meeting), columns(Attendance)
_FIRST, _LAST = (bindparam(name, type_=Date) for name in ("first", "last"))
_LIVING = (
    select(_CELL.id, cell_names.name_on(_LAST), _CELL.kind_id, _CELL.valid_from, _CELL.valid_to)
    .where(or_(cell_names.lives_in(_FIRST, _LAST), _CELL.id.in_(ids("met"))))  # who met counts, whatever the dates say
    .order_by(_CELL.sort_order, _CELL.id)
)
_CELLS, _ONE_CELL = Asked(_LIVING), Asked(_LIVING.where(_CELL.id == bindparam("cell")))


def _kept_names(session: Session, year: int, month: int) -> dict[int, str]:
    """Return what the cells were called when a month was closed."""
    from models import closings  # the figures of the window are of years

    return closings.cell_names(session, year, month)


def meeting_tallies(
    session: Session,
    period: Period,
    *,
    cell_id: int | None = None,
    kinds: tuple[MeetingKind, ...] = tuple(MeetingKind),
) -> list[MeetingTally]:
    """Return the meetings of the months a period touches with their counts, by day held.

    Not those without a roll of cells on whose list nobody stands on the day or in the month.
    """
    counted, meetings = _tallied(kinds, of_cell=cell_id is not None)
    asked = {
        "first_year": period.first.year,
        "last_year": period.last.year,
        "first": period.first.year * 12 + period.first.month,
        "last": period.last.year * 12 + period.last.month,
        "cell": cell_id,
    }
    lines: dict[int, list[tuple[Duty, Standing, Mark, int]]] = defaultdict(list)
    for meeting_id, duty, standing, mark, count in counted.rows(session, **asked):
        lines[meeting_id].append((duty, standing, mark, count))
    book = rules.book(session)
    found: list[MeetingTally] = []
    for row in meetings.rows(session, **asked):
        rule = book.on(row[-1])
        found.append(MeetingTally(*row, tally(lines.get(row[0], ()), rule, row[-2]), rule))
    return found


_Lines = Asked[int, Duty, Standing, Mark, int]
_Meetings = Asked[int, int, int, int, MeetingKind, MeetingState, date]


@cache
def _tallied(kinds: tuple[MeetingKind, ...], *, of_cell: bool) -> tuple[_Lines, _Meetings]:
    """Return what asks for the counts of the rolls, and for the meetings themselves."""
    month = _MEETING.year * 12 + _MEETING.month
    scope = [
        _MEETING.year.between(bindparam("first_year"), bindparam("last_year")),  # SQLite uses its index: 3 times faster
        month.between(bindparam("first"), bindparam("last")),
        or_(*(_MEETING.kind == kind for kind in kinds)),
    ]
    if of_cell:
        scope.append(_MEETING.cell_id == bindparam("cell"))
    who = (_LINE.meeting_id, _LINE.duty, _LINE.standing, _LINE.mark)
    rolls = Attendance.__table__.join(Meeting.__table__, _MEETING.id == _LINE.meeting_id)
    counted = select(*who, func.count()).select_from(rolls).where(*scope).group_by(*who)
    when = (_MEETING.year, _MEETING.month, _MEETING.kind, _MEETING.state, _MEETING.held_on)
    meetings = select(_MEETING.id, _MEETING.cell_id, *when).where(*scope, COULD_BE_HELD)
    meetings = meetings.order_by(_MEETING.held_on, _MEETING.id)
    return Asked(counted), Asked(meetings)


_PLACES = {name: place for place, name in enumerate(Tally._fields)}
_BY_DUTY = {
    Duty.EXEMPT: _PLACES["exempt"],
    Duty.TEMP_AWAY: _PLACES["temp_away"],
    Duty.SUSPENDED: _PLACES["suspended"],
    Duty.SPECIAL_DUTY: _PLACES["special_duty"],
    Duty.GUEST: _PLACES["guests"],
}
_BY_STANDING = {standing: _PLACES[standing.name.lower()] for standing in Standing}
_BY_MARK = {mark: _PLACES[mark.name.lower()] for mark in Mark}
_MEETINGS, _UNWRITTEN, _LISTED, _OUTSIDE, _ELIGIBLE = map(
    _PLACES.__getitem__, ("meetings", "unwritten", "listed", "outside", "eligible")
)


def tally(
    lines: Iterable[tuple[Duty, Standing, Mark, int]], rule: rules.Rule, state: MeetingState = MeetingState.RECORDED
) -> Tally:
    """Count one meeting's roster, given as (duty, standing, mark, people), by a rule card."""
    counts = [0] * len(_PLACES)
    counts[_MEETINGS] = int(state is MeetingState.RECORDED)
    counts[_UNWRITTEN] = int(state is MeetingState.PLANNED)
    for duty, standing, mark, people in lines:
        if duty in _BY_DUTY:
            counts[_BY_DUTY[duty]] += people
        if duty is not Duty.GUEST:
            counts[_LISTED] += people
            counts[_BY_STANDING[standing]] += people
        if duty in rule.excluded:
            counts[_OUTSIDE] += people
        else:
            counts[_ELIGIBLE] += people
            counts[_BY_MARK[mark]] += people
    return Tally(*counts)
