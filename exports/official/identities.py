"""The sums that must come out right in a form and between forms, and what is said where they do not (domain.md 10)."""

from __future__ import annotations

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
    plus = " + ".join(_cell(key, answers, where) for key in _few(identity.parts))
    minus = "".join(f" − {_cell(key, answers, where)}" for key in identity.less)
    text = f"{whole} = {plain(value)}, nhưng {plus}{minus} = {plain(made)}."
    people = [
        answers.person(entry, said)
        for said, entries in (("Chỉ ở dòng tổng", missing), ("Chỉ ở các dòng con", surplus))
        for entry in entries
    ]
    named = (identity.total, *_few(identity.parts), *identity.less)
    cells = [found for key in named if (found := where(key)) is not None]
    yield Finding(text, Behind("Số liệu không khớp", text, people) if people else None, cells)


def _difference(identity: Identity, answers: Answers, total: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return who is in the total and in no part, and who is in a part and not in the total."""
    made: dict[tuple[object, int], Entry] = {}
    for key in identity.parts:
        made.update(_by_id(answers, key))
    for key in identity.less:
        for one in _by_id(answers, key):
            made.pop(one, None)
    whole = {(entry.name.subject, entry.name.id): entry for entry in total}
    return (
        [entry for one, entry in whole.items() if one not in made],
        [entry for one, entry in made.items() if one not in whole],
    )


def _by_id(answers: Answers, key: str) -> dict[tuple[object, int], Entry]:
    figure = answers.figure(key)
    return {(entry.name.subject, entry.name.id): entry for entry in figure.entries} if figure else {}


def _cell(key: str, answers: Answers, where: Where) -> str:
    row: Row = statistics.find(key)
    found = where(key)
    said = [found.form] if found is not None and found.form else [] if found is not None else [form_of(key)]
    if found is not None:
        said.append(f"ô {address(*found.place[1:])}")
    if (key, Show.NOW) in answers.by_hand:
        said.append("số sửa tay")
    return f"“{row.name.removesuffix(', chia ra:')}” ({', '.join(said)})"


def _few(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts to name: all of a short sum, the first and the last of a long one."""
    return keys if len(keys) <= 4 else (keys[0], keys[-1])
