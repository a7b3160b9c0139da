"""Columns of “Năm 2025”, “Năm 2026” taken for the year before the report's and its own, so that a form serves again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from exports.learned import bound, parts
from exports.learned.fill import Place
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.proposals import Proposal
from exports.learned.template import Binding

_YEAR = re.compile(r"\b20\d\d\b")


def turned(found: Iterable[Proposal], name: str, sheet: SheetWords, year: int) -> list[Proposal]:
    """Return proposals with the running `year` as the report's and the one before as the one before it.

    The words that name the years are written anew with them. None where no figure is of a named year, or one is of
    another: its column stays what it is, and so do those beside it.
    """
    every = [*found]
    years = {said for one in every if (said := _year_of(one.binding.span))}
    if not years or not years <= {str(year), str(year - 1)} or str(year) not in years:
        return []
    made = [replace(one, binding=replace(one.binding, span=_span(one.binding.span, year))) for one in every]
    taken = {one.binding.place for one in every}
    for spot, text in sheet.texts.items():
        place = Place(name, spot)
        if place not in taken and (_year_of(parts.of(text)) or parts.over(text)) in years:
            written = _YEAR.sub(lambda said: "{nam}" if said[0] == str(year) else "{nam_truoc}", text)
            made.append(Proposal(Binding(place, bound.TEXT, written), text))
    return sorted(made, key=lambda one: one.binding.place.spot)


def _year_of(part: str) -> str:
    """Return the year that a part names, "" for one of the report's."""
    return part[:4] if part[:4].isdecimal() else ""


def _span(span: str, year: int) -> str:
    said = _year_of(span)
    if not said:
        return span
    own = span.partition("-")[2]
    return own if said == str(year) else f"{parts.BEFORE}-{own}"
