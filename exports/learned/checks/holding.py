"""Whether the numbers of a learned form, those by hand among them, hold together as the program's own forms do.

Held are the sums declared beside the forms whose rows all stand here, with whatever narrows them alike; the parts of a
number by one item of the record, or by Party cell; what counts only names that another counts; and cells that count the
same, here or in another form of the period. Nothing is read from labels: what a cell is bound to tells whom it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from exports.learned import bound, filters
from exports.learned.checks.meanings import Meaning, of_binding, of_row
from exports.learned.checks.other_forms import Elsewhere
from exports.learned.checks.sum_words import BY_HAND, Sentences
from exports.learned.fill import Place, Value
from exports.learned.filling import Filled
from exports.learned.rolls import span
from exports.learned.template import Binding, Template
from exports.names import Finding
from exports.official.spec import OFFICIALS
from exports.report import Scope
from models.statistics.kinds import Condition

_LASTING = {"gender", "ethnic", "minority"}
"""Traits that are the same on every day: by these alone a sum over two groups, of two days, can be narrowed."""
_WHOLE = ("gender", "standing", "minority", "working", "age_band", "education", "admission_band")
"""Traits of which everybody has one of the filters' values, or a record that leaves it blank."""


class Shown(NamedTuple):
    """A number of the form: where, whom it counts, in words, what it shows and what the program reckons."""

    place: Place
    meaning: Meaning
    title: str
    value: int | float
    reckoned: int | float
    is_by_hand: bool = False

    @property
    def mark(self) -> str:
        """What is said of one by hand."""
        return BY_HAND if self.is_by_hand else ""


Alike = Mapping[Meaning, Sequence[Shown]]
"""Whom numbers count → the cells that show it."""


class _Rule(NamedTuple):
    """`total` is `parts` without `less`; not `is_exact` where the parts may lack some, as many as they do by the book.

    Not `is_whole`: the parts are not all there are, and may lack any number.
    """

    total: Meaning
    parts: tuple[Meaning, ...]
    less: tuple[Meaning, ...] = ()
    is_exact: bool = False
    is_whole: bool = True


@dataclass(frozen=True)
class _Sum:
    """A rule by the cells it is of."""

    rule: _Rule
    total: Shown
    parts: tuple[Shown, ...]
    less: tuple[Shown, ...]

    @property
    def every(self) -> tuple[Shown, ...]:
        """All cells it speaks of."""
        return (self.total, *self.parts, *self.less)

    @property
    def made(self) -> int | float:
        """What the parts come to."""
        return sum(one.value for one in self.parts) - sum(one.value for one in self.less)

    @property
    def lacking(self) -> int | float:
        """How many the parts lack by the program's own numbers: records that leave the item blank."""
        made = sum(one.reckoned for one in self.parts) - sum(one.reckoned for one in self.less)
        return 0 if self.rule.is_exact else self.total.reckoned - made

    @property
    def holds(self) -> bool:
        """Whether it comes out right as shown; one that never did so by the program's own numbers is not judged."""
        lacks = self.total.value - self.made
        return self.lacking < 0 or (lacks >= 0 and (not self.rule.is_whole or lacks <= self.lacking))


def findings(data: Filled, scope: Scope) -> list[Finding]:
    """Say what does not hold, in one sentence each that names the cells."""
    around = data.around
    return told([*_shown(data, scope)], around.others, around.cells, has_sheets=data.form.has_sheets)


def told(
    shown: Iterable[Shown], others: Mapping[Meaning, Elsewhere], cells: Collection[str], *, has_sheets: bool = False
) -> list[Finding]:
    """Say what does not hold of numbers.

    `others` are those of other forms, `cells` the names of all Party cells as filters.known_as has them.
    """
    say = Sentences(has_sheets=has_sheets)
    alike = defaultdict[Meaning, list[Shown]](list)
    for one in shown:
        alike[one.meaning].append(one)
    found = [
        say.unlike(those[0], one)
        for those in alike.values()
        for one in those[1:]
        if one.value != those[0].value and one.reckoned == those[0].reckoned
    ]
    counts = {meaning: those for meaning, those in alike.items() if meaning.is_count}
    broken = [one for one in _sums(counts, cells) if not one.holds]
    found += [say.sum(one.total, one.parts, one.less, one.lacking if one.rule.is_whole else 0) for one in broken]
    of_sums = [{*one.every} for one in broken]
    found += [say.more(*pair) for pair in _more(counts) if not any({*pair} <= those for those in of_sums)]
    for meaning, other in others.items():
        for one in alike.get(meaning, ()):
            if one.value != (one.reckoned if other.value is None else other.value):
                found.append(say.elsewhere(one, other, one.reckoned))
    return found


def _shown(data: Filled, scope: Scope) -> Iterator[Shown]:
    for place, (binding, one) in data.reckoned.items():
        meaning = of_binding(data.template, binding, span(scope), scope.as_of)
        value, reckoned = _number(data.values.get(place)), _number(one.value)
        if meaning is not None and value is not None and reckoned is not None:
            yield Shown(place, meaning, _title(data.template, binding), value, reckoned, place in data.by_hand)


def _number(value: Value | None) -> int | float | None:
    return value if isinstance(value, int | float) else None


def _title(template: Template, binding: Binding) -> str:
    """Return what a cell counts, as a sentence names it: “Tổng số đảng viên, Nữ, cùng kỳ năm trước”."""
    name = (bound.name_of(binding.kind, binding.key) or "").removesuffix(", chia ra:").removesuffix(":")
    narrowed = [filters.name_of(key) or key for key in template.filters_of(binding)]
    when = (bound.span_name(binding.span) or "").lower() if binding.span else ""
    return ", ".join(filter(None, (name, binding.cell, *narrowed, when)))


def _nearest(those: Sequence[Shown], to: Shown) -> Shown:
    """Return which of the cells that count the same stands in the row or column of another, or on its sheet."""
    (sheet, at) = to.place

    def distance(one: Shown) -> tuple[bool, bool]:
        return one.place.sheet != sheet, one.place.spot.column != at.column and one.place.spot.row != at.row

    return min(those, key=distance)


def _sums(alike: Alike, cells: Collection[str]) -> Iterator[_Sum]:
    """Yield each sum of cells once, those declared beside the forms first."""
    met: set[tuple[Shown, frozenset[Shown]]] = set()
    for rule in (*_declared(alike), *_by_trait(alike), *_by_cell(alike, cells)):
        for total in alike[rule.total]:
            parts, less = (tuple(_nearest(alike[one], total) for one in those) for those in (rule.parts, rule.less))
            made = _Sum(rule, total, parts, less)
            key = total, frozenset(made.every)
            if key not in met:
                met.add(key)
                yield made


def _declared(alike: Alike) -> Iterator[_Rule]:
    """Yield the sums of the program's own forms whose rows all stand here, narrowed alike."""
    of_group = defaultdict[Hashable, list[Meaning]](list)
    for meaning in alike:
        of_group[meaning.of].append(meaning)
    for identity in dict.fromkeys(one for form in OFFICIALS.values() for one in form.identities):
        rows = {key: of_row(key) for key in identity.keys}
        group, total = rows[identity.total]
        is_of_one = len({of for of, _where in rows.values()}) == 1
        for meaning in of_group[group]:
            extra = meaning.where - total
            if not total <= meaning.where or not (is_of_one or _is_lasting(meaning, extra)):
                continue
            those = {key: meaning._replace(of=of, where=where | extra) for key, (of, where) in rows.items()}
            parts = tuple(those[key] for key in identity.parts)
            if meaning not in parts and all(one in alike for one in those.values()):
                less = tuple(those[key] for key in identity.less)
                yield _Rule(meaning, parts, less, is_exact=not identity.lacking)


def _is_lasting(meaning: Meaning, extra: Collection[Condition]) -> bool:
    return not meaning.places and all(trait in _LASTING for trait, _values in extra)


def _by_trait(alike: Alike) -> Iterator[_Rule]:
    """Yield what one item of the record divides a number into: the ages, men and women."""
    parts = defaultdict[tuple[Meaning, str], dict[frozenset[Hashable], Meaning]](dict)
    for meaning in alike:
        for trait, values in meaning.where:
            whole = meaning._replace(where=meaning.where - {(trait, values)})
            if whole in alike:
                parts[whole, trait][values] = meaning
    for (whole, trait), those in parts.items():
        every = frozenset[Hashable]().union(*those)
        if len(those) > 1 and len(every) == sum(map(len, those)):  # none is a part of another
            yield _Rule(whole, tuple(those.values()), is_whole=trait in _WHOLE and every >= _values(trait))


@cache
def _values(trait: str) -> frozenset[Hashable]:
    return frozenset(value for one in filters.fixed().values() if one.trait == trait for value in one.values)


def _by_cell(alike: Alike, cells: Collection[str]) -> Iterator[_Rule]:
    """Yield the numbers of Party cells that one of the commune is made of."""
    parts = defaultdict[Meaning, dict[str, Meaning]](dict)
    for meaning in alike:
        for kind, name in meaning.places:
            whole = meaning._replace(places=meaning.places - {(kind, name)})
            if kind == filters.CELL and whole in alike:
                parts[whole][name] = meaning
    for whole, those in parts.items():
        if len(those) > 1:
            yield _Rule(whole, tuple(those.values()), is_whole=bool(cells) and those.keys() >= {*cells})


def _more(alike: Alike) -> Iterator[tuple[Shown, Shown]]:
    """Yield each number that is more than the nearest one that counts the same names too: only by hand it can be."""
    written = {meaning for meaning, those in alike.items() if any(one.is_by_hand for one in those)}
    pairs = dict.fromkeys(pair for one in written for other in alike for pair in ((one, other), (other, one)))
    for part, whole in pairs:
        if not part.is_within(whole):
            continue
        two = ((one, _nearest(alike[whole], one)) for one in alike[part])
        more = [(one, other) for one, other in two if one.value > other.value and one.reckoned <= other.reckoned]
        if more and not any(part.is_within(one) and one.is_within(whole) for one in alike):
            yield from more
