"""The superior's forms that the program carries itself, met again among those to be learned: taken cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache

from exports.learned import bound
from exports.learned.grid import Spot
from exports.learned.labels import SheetWords
from models.text import fold

_NUMBER = re.compile(r"bieu so (\d+b?)\s*-\s*btctw")
_HEADINGS = 5  # the row they begin in; above stand the names of offices, which every office writes for itself
Figures = Mapping[Spot, tuple[str, str]]
"""Cell → the row of the statistics it shows, and of when."""


@lru_cache(maxsize=1)
def read(sheet: SheetWords) -> Figures:
    """Return what the cells of a sheet show that is one of our forms word by word; nothing for any other."""
    top = " ".join(fold(text) for spot, text in sheet.texts.items() if spot.row < _HEADINGS)
    number = _NUMBER.search(top)
    known = _known().get(number[1]) if number else None
    if known is None:
        return {}
    words, figures = known
    last = max(spot.row for spot in figures)
    found = {spot: fold(text) for spot, text in sheet.texts.items() if _HEADINGS <= spot.row <= last}
    return figures if found == words else {}


@cache
def _known() -> dict[str, tuple[Mapping[Spot, str], Figures]]:
    """Return the number of a form → the words of its table, and what its cells show."""
    from exports import form
    from exports.official import form_1, form_2, form_3, form_7, peoples
    from exports.official.asks import Show
    from exports.report import Scope
    from models.office import Office

    scope = Scope(None, date.max, date.max, Office())  # these forms have the same cells in every period
    spans = {Show.NOW: bound.NOW, Show.BEFORE: bound.BEFORE, Show.RATIO: bound.RATIO}
    made: dict[str, tuple[Mapping[Spot, str], Figures]] = {}
    forms = (form_1.OFFICIAL, form_2.OFFICIAL, peoples.FORM_2B, form_3.OFFICIAL, peoples.FORM_3B, form_7.OFFICIAL)
    for official in forms:
        figures = {
            Spot(*place): (ask.key, spans[ask.show]) for place, ask in official.asks(scope).items() if ask.show in spans
        }
        last = max(spot.row for spot in figures)
        words = SheetWords(form.load(official.file).worksheets[0]).texts
        made[official.key.removeprefix("bieu-")] = (
            {spot: fold(text) for spot, text in words.items() if _HEADINGS <= spot.row <= last},
            figures,
        )
    return made
