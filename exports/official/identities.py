"""The sums that must come out right in a form and between forms, and what is said where they do not (domain.md 10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exports.by_hand import address
from exports.names import Behind, CellAt, Finding
from exports.official.asks import Answers, Show
from models import statistics
from models.statistics import Entry, Row
from models.text import plain

_FORMS = {
    "movement": "Biểu 1",
    "admitted": "Biểu 2",
    "members": "Biểu 3",
    "bodies": "Biểu 5",
    "rating": "Biểu 6",
    "work": "Biểu 7",
}
_PEOPLES = ("ethnic", "religion", "religious")


@dataclass(frozen=True)
class Identity:
    """`total` is the sum of `parts` without `less`.

    `lacking` are the words for those whose record says too little to stand in a part: they are named, and are no error.
    `traits` are the traits those words speak of. `is_told`: the form names them by itself.
    """

    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()
    lacking: str = ""
    traits: tuple[str, ...] = ()
    is_told: bool = False

    @property
    def keys(self) -> Iterator[str]:
        """Every row it speaks of."""
        yield self.total
        yield from self.parts
        yield from self.less


def form_of(key: str) -> str:
    """Return the form a row stands in."""
    form = _FORMS[key.partition(".")[0]]
    return f"{form}B" if key.split(".")[1] in _PEOPLES else form


Where = Callable[[str], CellAt | None]
"""Tells the cell that shows a row this period, in this form or else in its own; None for a row without one."""


def check(identity: Identity, answers: Answers, where: Where) -> Iterator[Finding]:
    """Say whether a sum comes out right as the forms show it, the numbers by hand among them."""
    total = answers.figure(identity.total)
    assert total is not None  # this period is always read
    missing, surplus = _difference(identity, answers, total.entries)
    lacking = missing if identity.lacking else []
    whole = _cell(identity.total, answers, where)
    yield from answers.named(
        identity.lacking.capitalize(),
        f"{{n}} đồng chí {identity.lacking}: {{names}}. Có ở {whole}, không ở dòng con nào.",
        [] if identity.is_told else lacking,
    )
    made = sum(answers.value(key) for key in identity.parts) - sum(answers.value(key) for key in identity.less)
    value = answers.value(identity.total)
    if value == made + len(lacking):
        return
    shown = _few(identity.parts, answers)
    plus = " + ".join("…" if key is None else _cell(key, answers, where) for key in shown)
    minus = "".join(f" − {_cell(key, answers, where)}" for key in identity.less)
    text = f"{whole} = {plain(value)}, nhưng {plus}{minus} = {plain(made)}."
    people = [
        answers.person(entry, said)
        for said, entries in (("Chỉ ở dòng tổng", missing), ("Chỉ ở các dòng con", surplus))
        for entry in entries
    ]
    named = (identity.total, *filter(None, shown), *identity.less)
    cells = [found for key in named if (found := where(key)) is not None]
    yield Finding(text, Behind("Số liệu không khớp", text, people) if people else None, cells)


def _difference(identity: Identity, answers: Answers, total: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return who is in the total and in no part, and who is in a part and not in the total, each as often as so.

    One who came twice in a period is two of the total, and may be one of a part.
    """
    made = [entry for key in identity.parts for entry in _entries(answers, key)]
    less = [entry for key in identity.less for entry in _entries(answers, key)]
    return _without(total, _without(made, less)), _without(_without(made, less), total)


def _entries(answers: Answers, key: str) -> list[Entry]:
    figure = answers.figure(key)
    return figure.entries if figure else []


def _without(entries: list[Entry], others: list[Entry]) -> list[Entry]:
    """Return entries but for others of the same people, one for one."""
    taken = Counter((entry.name.subject, entry.name.id) for entry in others)
    left: list[Entry] = []
    for entry in entries:
        one = entry.name.subject, entry.name.id
        if taken[one]:
            taken[one] -= 1
        else:
            left.append(entry)
    return left


def _cell(key: str, answers: Answers, where: Where) -> str:
    row: Row = statistics.find(key)
    found = where(key)
    said = [found.form] if found is not None and found.form else [] if found is not None else [form_of(key)]
    if found is not None:
        said.append(f"ô {address(*found.place[1:])}")
    if (key, Show.NOW) in answers.by_hand:
        said.append("số sửa tay")
    return f"“{answers.name(row)}” ({', '.join(said)})"


def _few(keys: tuple[str, ...], answers: Answers) -> list[str | None]:
    """Return the parts to name: all of a short sum, of a long one the ends and those by hand, None for a gap."""
    if len(keys) <= 4:
        return [*keys]
    named: list[str | None] = []
    for key in keys:
        if key in (keys[0], keys[-1]) or (key, Show.NOW) in answers.by_hand:
            named.append(key)
        elif named[-1] is not None:
            named.append(None)
    return named
