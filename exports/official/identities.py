"""The sums that must come out right in a form and between forms, and what is said where they do not (domain.md 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exports.official.asks import Answers
from exports.report import Behind, Finding
from models import statistics
from models.statistics import Entry, Row
from models.text import number

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
    `traits` are the traits those words speak of.
    """

    total: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()
    lacking: str = ""
    traits: tuple[str, ...] = ()

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


def check(identity: Identity, answers: Answers, where: Callable[[str], str]) -> Iterator[Finding]:
    """Say whether a sum comes out right; `where` tells the cell of a row in this form, "" for one of another form."""
    total = answers.figure(identity.total)
    assert total is not None  # this period is always read
    missing, surplus = _difference(identity, answers, total.entries)
    lacking = missing if identity.lacking else []
    yield from answers.named(
        identity.lacking.capitalize(),
        f"{{n}} đồng chí {identity.lacking}: {{names}}. Có ở {_cell(identity.total, where)}, không ở dòng con nào.",
        lacking,
    )
    made = sum(answers.value(key) for key in identity.parts) - sum(answers.value(key) for key in identity.less)
    value = answers.value(identity.total)
    if value == made + len(lacking):
        return
    plus = " + ".join(_cell(key, where) for key in _few(identity.parts))
    minus = "".join(f" − {_cell(key, where)}" for key in identity.less)
    text = f"{_cell(identity.total, where)} = {number(int(value))}, nhưng {plus}{minus} = {number(int(made))}."
    people = [
        answers.person(entry, said)
        for said, entries in (("Chỉ ở dòng tổng", missing), ("Chỉ ở các dòng con", surplus))
        for entry in entries
    ]
    yield Finding(text, Behind("Số liệu không khớp", text, people))


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


def _cell(key: str, where: Callable[[str], str]) -> str:
    row: Row = statistics.find(key)
    place = where(key)
    return f"“{row.name.removesuffix(', chia ra:')}” ({f'ô {place}' if place else form_of(key)})"


def _few(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts to name: all of a short sum, the first and the last of a long one."""
    return keys if len(keys) <= 4 else (keys[0], keys[-1])
