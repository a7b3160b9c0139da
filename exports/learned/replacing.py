"""A neighbour's Party cells and villages in a template replaced by ours, each once for all its cells and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from sqlalchemy.orm import Session

from exports import files
from exports.learned import bound, filters
from exports.learned.checks import elsewhere
from exports.learned.fill import Place
from exports.learned.reading.labels import SheetWords
from exports.learned.template import Binding, Template
from models import cells, villages
from models.cells import short_name
from models.text import fold

_KINDS = (filters.CELL, filters.VILLAGE)
_NEAR = 0.85  # of the letters of a name, for another to be offered


class Strange(NamedTuple):
    """A Party cell or village (`kind` of filters) that a template names and the book lacks, and cells bound to it."""

    kind: str
    name: str
    cells: int


Taken = Mapping[tuple[str, str], str]
"""Kind and name of a strange place → the full name of ours in its stead; "" unbinds its cells."""


def places(session: Session, on: date) -> dict[str, list[str]]:
    """Return what the book has of the places that a template may name on a day, kind → their full names."""
    return {filters.CELL: [*cells.names(session, on).values()], filters.VILLAGE: [*villages.names(session).values()]}


def offered(session: Session, on: date) -> dict[str, list[str]]:
    """Return those of `places` that are there on the day: what a closed one counts is over."""
    return {
        filters.CELL: [one.name for one in cells.rows(session, on)],
        filters.VILLAGE: [one.name for one in villages.rows(session, on)],
    }


def strange(template: Template, known: Mapping[str, Collection[str]]) -> list[Strange]:
    """Return the places that the book lacks as the form names them from the top; `known` are ours, kind → names."""
    found: list[Strange] = []
    for kind, names in known.items():
        ours = {filters.known_as(one) for one in names}
        called: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for binding in sorted(template.bindings, key=lambda one: one.place):
            said = {filters.known_as(one): one for one in elsewhere.named(template, binding, kind)}
            for key in said.keys() - ours:
                called.setdefault(key, said[key])
                counts[key] += 1
        found += [Strange(kind, name, counts[key]) for key, name in called.items()]
    return found


def used(template: Template, known: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """Return those of our places that a template names, by their kind."""
    found: dict[str, set[str]] = {}
    for kind, names in known.items():
        every = (one for binding in template.bindings for one in elsewhere.named(template, binding, kind))
        said = {*map(filters.known_as, every)}
        found[kind] = {one for one in names if filters.known_as(one) in said}
    return found


def near(those: Sequence[Strange], known: Mapping[str, Collection[str]]) -> dict[tuple[str, str], str]:
    """Return for each strange place the one of ours that is called nearly so or only accented otherwise.

    None where another is called so too.
    """
    found: dict[tuple[str, str], str] = {}
    for kind, names in known.items():
        folded = Counter(fold(short_name(one)) for one in names)
        ours = {name: one for one in names if folded[name := fold(short_name(one))] == 1}
        for one in those:
            close = get_close_matches(fold(one.name), ours, 2, _NEAR) if one.kind == kind else []
            close = [name for name in close if re.findall(r"\d+", name) == re.findall(r"\d+", fold(one.name))]
            if len(close) == 1:
                found[kind, one.name] = ours[close[0]]
    return {key: name for key, name in found.items() if list(found.values()).count(name) == 1}


def replaced(template: Template, taken: Taken) -> Template:
    """Return the template with places taken for others: in its bindings, filters and the labels printed on the form."""
    new = {(kind, filters.known_as(name)): ours for (kind, name), ours in taken.items()}
    kept = [one for one in template.bindings if not _is_freed(template, one, new)]
    made = replace(
        template,
        bindings=tuple(_renamed(one, new) for one in kept),
        narrowed={
            line: keys
            for line, told in template.narrowed.items()
            if (keys := tuple(filter(None, (_key(key, new) for key in told)))) or not told
        },
    )
    sheets = {one.place.sheet for one in template.bindings if any(_of(template, one, new))}
    return made.bind(*_labels(made, sheets, new))


def _of(template: Template, binding: Binding, new: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield what is taken for each place that a binding names."""
    for kind in _KINDS:
        for name in elsewhere.named(template, binding, kind):
            if (key := (kind, filters.known_as(name))) in new:
                yield new[key]


def _is_freed(template: Template, binding: Binding, new: Mapping[tuple[str, str], str]) -> bool:
    return "" in _of(template, binding, new)


def _renamed(binding: Binding, new: Mapping[tuple[str, str], str]) -> Binding:
    cell = new.get((filters.CELL, filters.known_as(binding.cell)), binding.cell) if binding.cell else ""
    keys = (_key(key, new) for key in binding.filters)
    return replace(binding, cell=short_name(cell), filters=tuple(dict.fromkeys(filter(None, keys))))


def _key(key: str, new: Mapping[tuple[str, str], str]) -> str:
    """Return a filter with its place replaced; "" for one of a place that is given up."""
    place = filters.place_of(key)
    ours = new.get((place[0], filters.known_as(place[1]))) if place is not None else None
    if place is None or ours is None:
        return key
    return filters.of_place(place[0], short_name(ours) if place[0] == filters.CELL else ours) if ours else ""


def _labels(template: Template, sheets: set[str], new: Mapping[tuple[str, str], str]) -> Iterator[Binding]:
    """Yield what writes our names over the labels of the form that are nothing but one replaced, numbered or not.

    One that is both a Party cell and a village, which are now called otherwise, stays.
    """
    by_name = {
        name: ours
        for (_kind, name), ours in new.items()
        if ours and all(new.get((kind, name), ours) == ours for kind in _KINDS)
    }
    texts = {one.place: one for one in template.bindings if one.kind == bound.TEXT}
    for one in texts.values():
        if text := _label(one.key, by_name):
            yield replace(one, key=text)
    book = files.from_bytes(template.form.content)
    for sheet in sheets & {*book.sheetnames}:
        for spot, words in SheetWords(book[sheet]).texts.items():
            place, text = Place(sheet, spot), _label(words, by_name)
            if text and template.at(place) is None and not template.form.why_not(place):
                yield Binding(place, bound.TEXT, text)


def _label(words: str, by_name: Mapping[str, str]) -> str:
    """Return a label with the name replaced: “2. Chi bộ Bản Xa” → “2. Chi bộ Bản Co”; "" for any other words."""
    bare = filters.without_number(words)
    ours = by_name.get(filters.known_as(bare))
    if not ours or bare not in words:
        return ""
    is_short = fold(short_name(bare)) == fold(bare)
    return words.replace(bare, short_name(ours) if is_short else ours)
