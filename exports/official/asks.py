"""What a cell of an official form shows: a row of the registry, of this period or of the same one last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from exports.names import Behind, Finding, Person
from exports.report import TOLD, Value, listed, percentage, span_told
from models import statistics
from models.dates import Period
from models.indicators.kinds import Subject
from models.statistics import Entry, Figure, Row, Statistics
from models.text import number

NONE_KNOWN = "–"


class Show(Enum):
    """What of a row a cell shows."""

    NOW = "Kỳ này"
    BEFORE = "Cùng kỳ năm trước"
    RATIO = "(%) kỳ này so với cùng kỳ năm trước"
    SHARE = "Tỷ lệ (%)"


@dataclass(frozen=True)
class Ask:
    """A row of the registry in one of its columns; `base` is the row that a share is taken of."""

    key: str
    show: Show = Show.NOW
    base: str = ""


Place = tuple[int, int]
"""Row and column, counted from 1."""


@dataclass(frozen=True)
class Answers:
    """The figures of a form: of its period up to `day`, and of the same span last year (None: the book is empty).

    `by_hand` are the numbers the office wrote itself, by row and column, also those of the other forms of the period.
    `words` are what the lines are called whose wording hangs on the day of the report.
    """

    period: Period
    day: date
    now: Statistics
    before: Statistics | None
    cells: Mapping[int, str]
    by_hand: Mapping[tuple[str, Show], int | float] = field(default_factory=dict[tuple[str, Show], int | float])
    words: Mapping[str, str] = field(default_factory=dict[str, str])

    def name(self, row: Row) -> str:
        """Return what a row is called on the form of the day, as a sentence names it."""
        return self.words.get(row.key, row.name).removesuffix(", chia ra:").removesuffix(":")

    def figure(self, key: str, show: Show = Show.NOW) -> Figure | None:
        """Return a row's figure; None for one of last year that the book does not reach back to."""
        source = self.before if show is Show.BEFORE else self.now
        return None if source is None else source.figure(statistics.find(key))

    def value(self, key: str) -> int | float:
        """Return the value of a row this period as the form shows it, 0 for a mean of nobody."""
        return self.shown(key) or 0

    def shown(self, key: str, show: Show = Show.NOW) -> int | float | None:
        """Return what a form shows for a row: the number by hand, else the one reckoned; None where there is none."""
        by_hand = self.by_hand.get((key, show))
        if by_hand is not None:
            return by_hand
        source = self.before if show is Show.BEFORE else self.now
        return None if source is None else source.value(statistics.find(key))

    def answer(self, ask: Ask) -> Value:
        """Return what stands in a cell."""
        match ask.show:
            case Show.NOW | Show.BEFORE:
                figure = self.figure(ask.key, ask.show)
                return NONE_KNOWN if figure is None else figure.value
            case Show.RATIO:
                return self._ratio(ask.key)
            case Show.SHARE:
                return _percent(self.value(ask.key), self.value(ask.base))

    def _ratio(self, key: str) -> Value:
        """Return column 4: kỳ này × 100 / cùng kỳ; blank where last year is 0 (domain.md 7.2)."""
        if self.before is None and (key, Show.BEFORE) not in self.by_hand:
            return NONE_KNOWN
        return _percent(self.shown(key), self.shown(key, Show.BEFORE))

    def behind(self, ask: Ask) -> Behind:
        """Return the definition and the names behind a cell."""
        row = statistics.find(ask.key)
        shown = (Show.NOW, Show.BEFORE) if ask.show is Show.RATIO else (ask.show,)
        people = [person for show in shown for person in self._people(ask.key, show, is_one=len(shown) == 1)]
        return Behind(f"{self.name(row)} – {self._when(ask.show)}", self._explain(ask, row), people)

    def _explain(self, ask: Ask, row: Row) -> str:
        said = [_counted(self.figure(ask.key, ask.show))]
        if ask.show is Show.RATIO:
            said = [
                f"{show.value}: {number(Fraction(str(figure.value or 0)), 1 if row.mean_of else 0)}."
                for show in (Show.NOW, Show.BEFORE)
                if (figure := self.figure(ask.key, show)) is not None
            ]
        if ask.show is Show.SHARE:
            said.append(f"Tính trên {number(int(self.value(ask.base)))}.")
        return "\n".join(part for part in (" ".join(said), row.definition, f"Nguồn: {row.source}.") if part)

    def _when(self, show: Show) -> str:
        if show is Show.BEFORE:
            return span_told(self.period.year_before(), self.period.day_before(self.day))
        return span_told(self.period, self.day)

    def _people(self, key: str, show: Show, *, is_one: bool) -> Iterator[Person]:
        figure = self.figure(key, show)
        if figure is None:
            return
        yield from (self.person(entry, "Được tính" if is_one else show.value) for entry in figure.entries)
        if is_one:
            yield from (self.person(entry, "Sổ chưa ghi rõ") for entry in figure.unsure)

    def named(self, title: str, text: str, entries: Sequence[Entry], counted_as: str = "Cần xem") -> list[Finding]:
        """Return the finding about some entries, none without any; `text` has places for {n} and {names}."""
        if not entries:
            return []
        said = text.format(n=number(len(entries)), names=listed([entry.name.name for entry in entries], TOLD))
        return [Finding(said, Behind(title, said, [self.person(entry, counted_as) for entry in entries]))]

    def person(self, entry: Entry, counted_as: str) -> Person:
        """Return a name as it is listed."""
        name = entry.name
        cell = self.cells.get(name.cell_id, "") if name.cell_id is not None and name.subject is Subject.MEMBER else ""
        return Person(name.id, name.name, cell, counted_as, name.detail, name.subject)


@dataclass(frozen=True)
class Remark:
    """What is to be known of some `rows` beside their numbers: whom they leave out, by which rule.

    Every form that shows all of them says so, one learned from the superior too; without rows it is of one form alone.
    """

    rows: tuple[str, ...]
    say: Callable[[Answers], Sequence[Finding]]


def _counted(figure: Figure | None) -> str:
    if figure is None:
        return "Sổ không có ai ở thời gian này."
    if figure.row.mean_of:
        value = "chưa có ai" if figure.value is None else number(Fraction(str(figure.value)), 1)
        said = f"Kết quả: {value}."
    else:
        said = f"Được tính: {number(figure.value or 0)}."
    return f"{said} Sổ chưa ghi rõ: {number(len(figure.unsure))}." if figure.unsure else said


def _percent(part: int | float | None, whole: int | float | None) -> float | None:
    if part is None or not whole:
        return None
    return percentage(Fraction(str(part)) / Fraction(str(whole)))
