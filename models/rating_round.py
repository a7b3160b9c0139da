"""The rating round of the commune: counts as form 6 has them, the cap on excellent ones, which cells are done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from models import cells, ratings
from models.indicators.formulas import closing
from models.rating_rules import RatingRules
from models.ratings import WHOLE_YEAR, Judge, RatingLine
from models.tables import RatingCause, RatingLevel, RatingState

LEVELS = tuple(RatingLevel)
CLOSING = (
    "Tỷ lệ làm tròn hai số lẻ; phần lệch để cộng đúng 100,00 % ưu tiên dồn vào mức đông nhất, các mức có số bằng nhau "
    "thì tỷ lệ bằng nhau."
)
"""How the shares of the levels are rounded, as declared to who reads them (domain.md 8.5)."""


@dataclass(frozen=True)
class RatingCounts:
    """How a body stands in a round, as the member part of form 6 counts (domain.md 5.4): 1 = 2 + 3 + 4.

    `levels` are the counts of the four levels, the best first; `causes` of not having fulfilled the tasks, under None
    where nobody wrote why. `open` are those of `not_yet` of whom nothing is written at all.
    """

    present: int = 0
    exempt: int = 0
    not_yet: int = 0
    levels: tuple[int, int, int, int] = (0, 0, 0, 0)
    causes: tuple[tuple[RatingCause | None, int], ...] = ()
    open: int = 0

    @property
    def rated(self) -> int:
        """Row 4: those with a level."""
        return sum(self.levels)

    @property
    def shares(self) -> list[Decimal]:
        """The levels in per cent with two decimals that add up to exactly 100, for display only."""
        return closing(self.levels)

    def of(self, level: RatingLevel) -> int:
        """Return the count of a level."""
        return self.levels[LEVELS.index(level)]


@dataclass(frozen=True)
class Cap:
    """The most that may be excellent among those rated so far, and how many are; `most` None: no limit known.

    `reckoned` says how the most comes about.
    """

    most: int | None
    excellent: int
    reckoned: str = ""

    @property
    def over(self) -> int:
        """How many too many."""
        return 0 if self.most is None else max(0, self.excellent - self.most)


@dataclass(frozen=True)
class CellRound:
    """A cell in a round: counts by what is decided (`counts`), by the cell's own word and by the committee's.

    `cap` is the cell's own; None where there is none, or one of all cells together.
    """

    cell_id: int
    name: str
    counts: RatingCounts
    by_cell: RatingCounts
    by_committee: RatingCounts
    cap: Cap | None = None

    @property
    def is_over(self) -> bool:
        """Whether too many of the cell are excellent."""
        return self.cap is not None and self.cap.over > 0

    @property
    def is_done(self) -> bool:
        """Whether nobody's rating is still to be written."""
        return self.counts.open == 0


@dataclass(frozen=True)
class Round:
    """A year's (`quarter` 0) or quarter's round of the commune, with the rules of its last day."""

    year: int
    quarter: int
    rules: RatingRules
    cells: tuple[CellRound, ...]
    lines: tuple[RatingLine, ...]

    @property
    def counts(self) -> RatingCounts:
        """All cells together, by what is decided: the committee's word, before there is one the cell's."""
        return count(self.lines)

    @property
    def done(self) -> int:
        """How many cells are done."""
        return sum(cell.is_done for cell in self.cells)

    @property
    def undecided(self) -> list[RatingLine]:
        """Those with the cell's word only."""
        return [line for line in self.lines if line.values.cell_rating and not line.values.committee_rating]

    @property
    def over(self) -> list[CellRound]:
        """The cells with more excellent ones than their own cap; none where the cap is of all together."""
        return [cell for cell in self.cells if cell.is_over]

    def cap(self, counts: RatingCounts) -> Cap:
        """Return how counts, of whom the rules reckon a cap together, stand to it."""
        return _cap(self.rules, counts)


def _cap(rules: RatingRules, counts: RatingCounts) -> Cap:
    most, reckoned = rules.most_excellent(counts.levels), rules.cap_reckoned(counts.levels)
    return Cap(most, counts.of(RatingLevel.EXCELLENT), reckoned)


def count(lines: Iterable[RatingLine], judge: Judge | None = None) -> RatingCounts:
    """Return the counts of lines, by what is decided or by the word of the cell or the committee alone."""
    kinds: Counter[RatingLevel | RatingState] = Counter()
    causes: Counter[RatingCause | None] = Counter()
    blank = 0
    for line in lines:
        level = level_of(line, judge)
        if level is not None:
            kinds[level] += 1
            if level is RatingLevel.NOT_FULFILLED:
                causes[line.values.cause] += 1
        else:
            kinds[RatingState.EXEMPT if line.is_exempt else RatingState.NOT_YET] += 1
            blank += line.is_open
    best, good, fulfilled, failed = (kinds[level] for level in LEVELS)
    return RatingCounts(
        kinds.total(),
        kinds[RatingState.EXEMPT],
        kinds[RatingState.NOT_YET],
        (best, good, fulfilled, failed),
        tuple((cause, causes[cause]) for cause in (*RatingCause, None) if causes[cause]),
        blank,
    )


def level_of(line: RatingLine, judge: Judge | None) -> RatingLevel | None:
    """Return the level of a line: the one decided, or that of the cell or the committee alone."""
    match judge:
        case "cell":
            return line.values.cell_rating
        case "committee":
            return line.values.committee_rating
        case _:
            return line.values.level


def read(session: Session, year: int, quarter: int = WHOLE_YEAR, *, on: date) -> Round:
    """Return the round of a period: the lists at its end, or on day `on` while it runs; cells without members too."""
    last = min(ratings.period(year, quarter).last, on)
    lines = ratings.lines(session, year, quarter, on=on)
    of_cell: dict[int, list[RatingLine]] = {row.id: [] for row in cells.rows(session, last)}
    for line in lines:
        of_cell.setdefault(line.cell_id, []).append(line)
    names, rules = cells.names(session, last), ratings.rules_of(session, year, quarter)

    def of(cell_id: int, held: list[RatingLine]) -> CellRound:
        counts = count(held)
        cap = _cap(rules, counts) if rules.is_capped_by_cell else None
        return CellRound(cell_id, names[cell_id], counts, count(held, "cell"), count(held, "committee"), cap)

    return Round(year, quarter, rules, tuple(of(*one) for one in of_cell.items()), tuple(lines))
