"""How far targets are: actual, share, and the pace still needed (domain.md 8, design.md 3)."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from sqlalchemy.orm import Session

from models import targets
from models.dates import Period
from models.indicators import Facts, Figure, Indicator, Scope, Timing, formulas
from models.indicators.movement import ADMITTED
from models.tables import Measure
from models.targets import TargetRow


class Pace(enum.Enum):
    """How a target stands; the values are the words shown."""

    REACHED = "Đạt"
    ON_TRACK = "Đúng tiến độ"
    BEHIND = "Chậm tiến độ"
    OVER = "Vượt mức"
    MISSED = "Không đạt"
    UNKNOWN = "Chưa đủ số liệu"
    NOT_BEGUN = "Chưa đến kỳ"


@dataclass(frozen=True)
class TargetProgress:
    """How far a target is as of a day.

    `figure` is the indicator over the days that have passed; `start` the one on the eve of the first day, for an
    indicator of one day, whose way begins there and not at nothing.
    """

    row: TargetRow
    indicator: Indicator
    figure: Figure
    start: Figure | None
    on: date

    @property
    def period(self) -> Period:
        """The days of the target."""
        return self.row.values.period

    @property
    def is_reduction(self) -> bool:
        """Whether the goal is by how much the indicator comes down."""
        return self.row.values.measure is Measure.REDUCTION

    @property
    def actual(self) -> Fraction | None:
        """What has been reached, in the unit of the goal (shares and reductions 0–1); None when it cannot be told."""
        if not self.is_reduction:
            return self.figure.value
        if self.start is None or self.start.unknown or self.figure.unknown:
            return None
        return formulas.reduction(self.start.count, self.figure.count)

    @property
    def done(self) -> Fraction | None:
        """Actual / goal. Of a ceiling: how much of the way down from the start is done, 1 once below it."""
        actual = self.actual
        if actual is None:
            return None
        if not self.row.is_ceiling or self.indicator.timing is not Timing.DAY:
            return formulas.share(actual, self.row.goal)
        if self.row.is_met(actual):
            return Fraction(1)
        begin = self._begin
        return None if begin is None else formulas.share(begin - actual, begin - self.row.goal)

    @property
    def exceeded(self) -> Fraction | None:
        """By how much a goal to be reached is exceeded, as a rate above 0; None if it is not."""
        actual = self.actual
        if actual is None or self.row.is_ceiling:
            return None
        over = formulas.exceeded(actual, self.row.goal)
        return over if over is not None and over > 0 else None

    @property
    def elapsed(self) -> Fraction:
        """The part of the period that has passed, 0–1."""
        return formulas.elapsed(self.period, self.on)

    @property
    def missing(self) -> int | None:
        """How many more names (of a ceiling or a reduction: fewer) the goal takes, 0 once it is reached.

        None while the denominator or the start is not known.
        """
        bar = self._names_of(self.row.goal)
        if bar is None:
            return None
        strict = self.row.values.is_strict
        if self._goes_down:
            return max(0, self.figure.count - (ceil(bar) - 1 if strict else floor(bar)))
        return max(0, (floor(bar) + 1 if strict else ceil(bar)) - self.figure.count)

    @property
    def months_left(self) -> int:
        """Months in which something can still be done, the present one among them."""
        return formulas.months_left(self.period, self.on)

    @property
    def per_month(self) -> int | None:
        """How many names each month left takes, rounded up; None when nothing is missing or a pace says nothing.

        A rate that the whole period gives (participation) and a ceiling on what happens have no pace.
        """
        if not self.has_pace or not self.months_left or not self.missing:
            return None
        return ceil(Fraction(self.missing, self.months_left))

    @property
    def pace(self) -> Pace:
        """How the target stands: reached, missed, or on track or behind the time that has passed.

        A ceiling that is exceeded today is OVER, however little time has passed.
        """
        if self.on < self.period.first:
            return Pace.NOT_BEGUN
        met = self._is_met()
        if met is None:
            return Pace.UNKNOWN
        is_over = self.on > self.period.last
        if self.row.is_ceiling and self.indicator.timing is not Timing.DAY:
            met_so_far = Pace.REACHED if is_over else Pace.ON_TRACK
            return met_so_far if met else Pace.MISSED if is_over else Pace.OVER
        if met:
            return Pace.REACHED
        if is_over:
            return Pace.MISSED
        if self.row.is_ceiling:
            return Pace.OVER
        return Pace.ON_TRACK if self.has_pace and self._is_on_track() else Pace.BEHIND

    @property
    def has_pace(self) -> bool:
        """Whether the time that has passed says how much should be done."""
        if self.indicator.timing is Timing.DAY:
            return self.start is not None
        return self.indicator.timing is Timing.SUM and not self.row.is_ceiling

    @property
    def _goes_down(self) -> bool:
        return self.row.is_ceiling or self.is_reduction

    @property
    def _begin(self) -> Fraction | None:
        """Where the way to the goal began, in its unit."""
        if self.is_reduction or self.indicator.timing is not Timing.DAY:
            return Fraction(0)
        return None if self.start is None else self.start.value

    def _names_of(self, value: Fraction) -> Fraction | None:
        """Return how many names a value in the goal's unit is, before rounding to whole ones."""
        if self.is_reduction:
            return None if self.start is None or self.start.unknown else self.start.count * (1 - value)
        if self.indicator.is_share:
            return self.figure.of * value if self.figure.of else None
        return value

    def _is_met(self) -> bool | None:
        """Tell whether the goal is reached; None if that hangs on names of which no paper says."""
        actual = self.actual
        if actual is None:
            return None
        answers = {self.row.is_met(actual)}
        if not self.is_reduction and not self.indicator.is_share:
            answers.add(self.row.is_met(actual + self.figure.unknown))
        return answers.pop() if len(answers) == 1 else None

    def _is_on_track(self) -> bool:
        """Tell whether as much is done as the time passed asks for, in whole names: nobody can be half admitted."""
        begin = self._begin
        bar = None if begin is None else self._names_of(begin + (self.row.goal - begin) * self.elapsed)
        if bar is None:
            return False
        return self.figure.count <= ceil(bar) if self._goes_down else self.figure.count >= floor(bar)


@dataclass(frozen=True)
class CellLine:
    """One cell's part in a figure, and in a target its own target if it has one; no id: what belongs to no cell."""

    cell_id: int | None
    name: str
    figure: Figure
    own: TargetProgress | None = None


class Reader:
    """Figures and progress within one session; what several targets ask of the same days is read once."""

    def __init__(self, session: Session, on: date) -> None:
        self._session = session
        self.on = on
        self._facts: dict[tuple[Period, date], Facts] = {}

    def figure(self, indicator: Indicator, period: Period, cells: frozenset[int] | None = None) -> Figure:
        """Return an indicator over a period as known on the day, of the commune or of some cells."""
        scope = Scope(period, self.on, cells)
        return indicator.figure(self._read(scope), scope)

    def progress(self, row: TargetRow) -> TargetProgress | None:
        """Return how far a target is; None for an indicator this version does not know."""
        indicator = row.indicator
        if indicator is None:
            return None
        cells = targets.cells_of(self._session, row.values)
        start = None
        if indicator.timing is Timing.DAY:
            eve = row.values.period.first - timedelta(days=1)
            before = Scope(Period(eve, eve), eve, cells)
            start = indicator.figure(self._read(before), before)
        return TargetProgress(row, indicator, self.figure(indicator, row.values.period, cells), start, self.on)

    def of_year(self, indicator_key: str) -> TargetProgress | None:
        """Return how far the commune's target for the calendar year of the day is; None if none is set."""
        year = Period.year(self.on.year)
        for row in targets.rows(self._session, year):
            values = row.values
            is_whole = values.cell_id is None and values.organization_id is None and values.measure is Measure.LEVEL
            if values.indicator_key == indicator_key and values.period == year and is_whole:
                return self.progress(row)
        return None

    def by_cell(self, figure: Figure) -> list[CellLine]:
        """Return each cell's part in a figure, in the order of the cells; what belongs to no cell comes last."""
        facts = self._read(figure.scope)
        parts = figure.by_cell()
        listed = {row.id for row in facts.cells} | parts.keys()
        if figure.scope.cells is not None:
            listed &= figure.scope.cells
        lines = [
            CellLine(cell_id, name, parts.get(cell_id) or _nothing(figure, cell_id))
            for cell_id, name in facts.cell_names.items()
            if cell_id in listed
        ]
        return lines + ([CellLine(None, "", parts[None])] if None in parts and parts[None].names else [])

    def cells_of(self, progress: TargetProgress) -> list[CellLine]:
        """Return each cell's part in a target, with the cell's own target for the same indicator and days."""
        aim = _aim(progress.row)
        own = {
            row.values.cell_id: row
            for row in targets.rows(self._session, progress.period)
            if row.values.cell_id is not None and _aim(row) == aim
        }
        starts = progress.start.by_cell() if progress.start else {}
        lines: list[CellLine] = []
        for line in self.by_cell(progress.figure):
            if line.cell_id in own:
                start = progress.start and (starts.get(line.cell_id) or _nothing(progress.start, line.cell_id))
                row = own[line.cell_id]
                line = replace(line, own=TargetProgress(row, progress.indicator, line.figure, start, self.on))
            lines.append(line)
        return lines

    def _read(self, scope: Scope) -> Facts:
        key = scope.period, scope.on
        if key not in self._facts:
            self._facts[key] = Facts(self._session, replace(scope, cells=None))
        return self._facts[key]


def _aim(row: TargetRow) -> tuple[object, ...]:
    """Return what makes two targets ask the same, whomever they are for."""
    return row.values.indicator_key, row.values.period.first, row.values.period.last, row.values.measure


def _nothing(figure: Figure, cell_id: int | None) -> Figure:
    """Return the figure of a cell in which nothing is counted."""
    cells = frozenset[int]() if cell_id is None else frozenset({cell_id})
    base = None if figure.base is None else ()
    return replace(figure, scope=replace(figure.scope, cells=cells), names=(), base=base, unsure=())


def of_period(session: Session, period: Period, on: date) -> list[TargetProgress]:
    """Return how far the targets that touch a period are, as known on a day; unknown indicators are left out."""
    reader = Reader(session, on)
    return [found for row in targets.rows(session, period) if (found := reader.progress(row)) is not None]


def reached(found: Sequence[TargetProgress]) -> tuple[int, int]:
    """Return how many targets are reached, and of how many: “12/17 chỉ tiêu đạt”."""
    return sum(one.pace is Pace.REACHED for one in found), len(found)


@dataclass(frozen=True)
class Admissions:
    """Those admitted in the year of a day, and how far the commune's target for it is; None if none is set."""

    year: int
    figure: Figure
    target: TargetProgress | None


def admissions(session: Session, on: date) -> Admissions:
    """Return the year's admissions as known on a day."""
    reader = Reader(session, on)
    return Admissions(on.year, reader.figure(ADMITTED, Period.year(on.year)), reader.of_year(ADMITTED.key))
