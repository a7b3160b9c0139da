"""What is offered for one cell of a form being learned: what was typed, or what its labels speak of, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from exports.learned import bound
from exports.learned.fill import Place
from exports.learned.reading.proposals import Proposal
from exports.learned.sketch import Sketch, suggest, title_of
from exports.learned.template import Template


class Offer(NamedTuple):
    """A line to be taken: what the cell would be bound to, what is said of it; `filters` None keeps those it has.

    One that is not `is_sure` is taken only where it is chosen.
    """

    text: str
    kind: str
    key: str
    about: str
    filters: tuple[str, ...] | None = None
    is_sure: bool = True


def typed(text: str) -> list[Offer]:
    """Return what fits the words typed, and these themselves as a text."""
    found = [] if "{" in text else bound.search(text)
    blanks = "\n".join(f"{{{name}}}: {what}" for name, what in bound.BLANKS.items())
    lines = [Offer(one.title, one.kind, one.key, one.about) for one in found]
    return [*lines, Offer(f"Chữ: {text}", bound.TEXT, text, blanks)]


def of_cell(sketch: Sketch, template: Template, place: Place, read: Proposal | None) -> list[Offer]:
    """Return what a cell is bound to, what its labels speak of (`read`: what they surely say), then the rest."""
    return list(_of_cell(sketch, template, place, read))


def _of_cell(sketch: Sketch, template: Template, place: Place, read: Proposal | None) -> Iterator[Offer]:
    now = template.at(place)
    if now is not None:
        yield Offer(f"Đang gắn: {title_of(template, now)}", now.kind, now.key, "")
    guessed = suggest(*sketch.labels(place))
    if read is not None:
        made = read.binding
        plain = None if made.filters or made.span else bound.find(made.kind, made.key)
        name = plain.title if plain else title_of(template, made)
        yield Offer(f"Gợi ý: {name}", made.kind, made.key, read.read_from, made.filters)
        guessed = [one for one in guessed if one != plain]
    for one in guessed:  # one with a word that stands nowhere around the cell is another thing, however like it
        is_sure = bound.is_named(one, " ".join(sketch.labels(place)))
        yield Offer(f"Gợi ý: {one.title}", one.kind, one.key, one.about, is_sure=is_sure)
    if now is None and read is None and not guessed and (maybe := sketch.share(template, place, is_sure=False)):
        made = maybe.binding
        yield Offer(f"Có thể: {title_of(template, made)}", made.kind, made.key, maybe.read_from, is_sure=False)
    for one in bound.choices():
        if one.kind in (bound.OFFICE, bound.TEXT, bound.ROWS):
            yield Offer(one.title, one.kind, one.key, one.about, is_sure=False)
