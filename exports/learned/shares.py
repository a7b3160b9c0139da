"""A percentage of two cells of the form itself: women in the total beside them, a row in the one it is a part of."""

from __future__ import annotations

import re
from collections.abc import Mapping

from exports.learned import bound
from exports.learned.fill import Place
from exports.learned.reading import time_words
from exports.learned.reading.labels import SheetWords
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot, spot_of
from models import indicators
from models.text import fold

_NARROWED = {  # what is another figure, narrowed
    "women": ("members", "gender:female"),
    "minority": ("members", "minority:yes"),
    "official": ("members", "standing:official"),
    "probationary": ("members", "standing:probationary"),
    "exempt": ("members", "duty:exempt"),
    "admitted_women": ("admitted", "gender:female"),
    "admitted_minority": ("admitted", "minority:yes"),
    "rated_htxsnv": ("rated", "1"),
    "rated_httnv": ("rated", "2"),
    "rated_htnv": ("rated", "3"),
    "rated_khtnv": ("rated", "4"),
    "bodies_htxsnv": ("bodies_rated", "1"),
    "bodies_httnv": ("bodies_rated", "2"),
    "bodies_htnv": ("bodies_rated", "3"),
    "bodies_khtnv": ("bodies_rated", "4"),
}

_PERCENT_OF = re.compile(r"[\s()%]*(?:ty le)?[\s()%]+")


def key_of(part: Spot, whole: Spot) -> str:
    """Return the key of a binding that shows `part` in per cent of `whole`: C5/B5."""
    return f"{part}/{whole}"


def cells_of(key: str) -> tuple[Spot, Spot] | None:
    """Return the two cells of such a key; None for any other text."""
    found = bound.SHARE_KEY.fullmatch(key)
    return (spot_of(found[1]), spot_of(found[2])) if found else None


def lists_of(template: Template, share: Binding) -> tuple[Binding, Binding] | None:
    """Return the columns of a list that a share in its first row is of: it goes down the list with them."""
    two = cells_of(share.key) if share.kind == bound.SHARE else None
    if two is None:
        return None
    part, whole = (template.at(template.form.corner(Place(share.place.sheet, spot))) for spot in two)
    if part is None or whole is None or {part.kind, whole.kind} != {bound.ROWS}:
        return None
    kinds = {one.key.partition(".")[0] for one in (part, whole)}
    is_in_row = part.place.spot.row == whole.place.spot.row == share.place.spot.row
    return (part, whole) if is_in_row and len(kinds) == 1 else None


def of_list(first: int, heads: Mapping[int, str], columns: Mapping[int, str]) -> dict[Spot, str]:
    """Return cell → key of the shares in the first row of a list: “Tỷ lệ %” after a column, or “Tỷ lệ % nữ”.

    `heads` are the headings by column, `columns` what those of the list show; the whole is all members beside them.
    """
    whole = next((column for column, key in columns.items() if key == "members"), None)
    parts = [column for column, key in columns.items() if _NARROWED.get(key, ("",))[0] == "members"]
    found: dict[Spot, str] = {}
    for column, text in heads.items() if whole is not None else ():
        if column in columns:
            continue
        of = _PERCENT_OF.sub(" ", fold(text)).strip()
        if time_words.is_percent(text):
            part = column - 1 if column - 1 in parts else None
        else:
            part = next((one for one in parts if "%" in text and fold(heads[one]) == of), None)
        if part is not None and whole is not None:
            found[Spot(first, column)] = key_of(Spot(first, part), Spot(first, whole))
    return found


def of_cell(template: Template, place: Place, sheet: SheetWords, *, is_sure: bool = True) -> str:
    """Return the key of what a cell below a bare “Tỷ lệ %” may show of the figures bound around it, "" for none.

    Not `is_sure` that of two beside it, whether or not the labels say that the one is a part of the other.
    """
    figures = {
        one.place.spot: one
        for one in template.bindings
        if one.place.sheet == place.sheet and one.kind in (bound.INDICATOR, bound.STATISTIC) and one.span == bound.NOW
    }
    return (read if is_sure else _beside)(figures, sheet, place.spot)


def read(figures: Mapping[Spot, Binding], sheet: SheetWords, spot: Spot) -> str:
    """Return the key of what a cell below a bare “Tỷ lệ %” shows; "" where its place does not say.

    `figures` are the numbers of this period that the sheet shows, by place.
    """
    around = sheet.around(spot)
    beside = sheet.area(Spot(spot.row, spot.column - 1)).first
    part = figures.get(beside)
    if part is None or not around.column or not time_words.is_percent(around.column[0]) or _is_share(part):
        return ""
    for column in range(beside.column - 1, 0, -1):
        at = Spot(spot.row, column)
        other = sheet.around(at)
        if sheet.text(at) or not other.column or other.row != around.row:
            break
        if time_words.is_percent(other.column[0]):
            continue
        if at not in figures:
            return ""  # a plan, last year, a sum: it may be of that
        if _is_whole(figures[at], part):
            is_one_group = around.column[1:] == sheet.around(beside).column[1:]
            return key_of(beside, at) if is_one_group else ""
    below = [at for at, one in figures.items() if at.column == beside.column and _is_whole(one, part)]
    if not below:
        return ""
    return key_of(beside, min(below, key=lambda at: (len(_filters(figures[at])), abs(at.row - beside.row))))


def sure(read: Mapping[Spot, str]) -> dict[Spot, str]:
    """Return the shares of a sheet that can be of one thing only.

    Where one of a row is taken in the row it is a part of, those beside may be as well: women who are on probation, of
    all women or of all on probation.
    """
    pairs = {spot: cells for spot, key in read.items() if (cells := cells_of(key)) is not None}
    wholes = {whole.row for part, whole in pairs.values() if part.row != whole.row}
    return {
        spot: read[spot]
        for spot, (part, whole) in pairs.items()
        if part.row != whole.row or not wholes or part.row in wholes
    }


def _beside(figures: Mapping[Spot, Binding], sheet: SheetWords, spot: Spot) -> str:
    """Return the key of the figure left of a cell below “Tỷ lệ %” in per cent of the first one of its row."""
    around = sheet.around(spot)
    if not around.column or not time_words.is_percent(around.column[0]):
        return ""
    row = sorted(at for at, one in figures.items() if at.row == spot.row and at < spot and not _is_share(one))
    return key_of(row[-1], row[0]) if len(row) > 1 else ""


def _is_share(binding: Binding) -> bool:
    one = indicators.find(binding.key)
    return one is not None and one.is_share


def _is_whole(whole: Binding, part: Binding) -> bool:
    """Whether a figure counts those of another, and more."""
    is_alike = whole.kind == part.kind and counted(whole.key) == counted(part.key)
    return is_alike and _filters(whole) < _filters(part)


def counted(key: str) -> str:
    """Return the figure that another is a part of by what it is; itself where it is of none."""
    return _NARROWED.get(key, (key, ""))[0]


def _filters(binding: Binding) -> frozenset[str]:
    own = _NARROWED.get(binding.key, ("", ""))[1]
    cell = f"cell:{binding.cell}" if binding.cell else ""
    return frozenset(filter(None, (*binding.filters, own, cell)))
