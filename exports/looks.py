"""What the style of a cell comes to on paper: typeface, colours, lines, how its text stands."""

from __future__ import annotations

import colorsys
import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from exports import geometry
from exports.on_paper import Face

_SIDES = ("left", "top", "right", "bottom")
_UNDERLINES = {"single": "text", "double": "text", "singleAccounting": "rule", "doubleAccounting": "rule"}
_INDENT = 7.0
_THEME_COLOUR = re.compile(
    rb"<a:(dk1|lt1|dk2|lt2|accent[1-6]|hlink|folHlink)>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{6})\"", re.DOTALL
)
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")


class Look(NamedTuple):
    """What a cell's style comes to: typeface at full size, alignment, the four border styles, fill.

    `turn` is in degrees as `geometry.turn` has it; a turned text `wraps_turned` where its row is too low for a line.
    """

    face: Face
    across: str
    down: str
    wraps: bool
    indent: float
    format: str
    edges: tuple[str, str, str, str]
    fill: str
    turn: int
    wraps_turned: bool
    shrinks: bool
    slants: str = ""
    """The lines from corner to corner: a border style, with / for the one that rises and \\ for the one that falls."""


def look_of(cell: Any) -> Look:
    """Return the look of a cell of openpyxl."""
    font, alignment, border, fill = cell.font, cell.alignment, cell.border, cell.fill
    theme = cell.parent.parent.loaded_theme
    return Look(
        Face(
            font.name,
            font.sz or 11,
            bool(font.b),
            bool(font.i),
            underline(font.u),
            colour(font.color, theme) or "#000000",
        ),
        alignment.horizontal or "general",
        alignment.vertical or "bottom",
        geometry.wraps(cell),
        (alignment.indent or 0) * _INDENT,
        cell.number_format,
        tuple((getattr(border, side).style or "") if getattr(border, side) else "" for side in _SIDES),  # pyright: ignore
        colour(fill.fgColor, theme) if fill.fill_type == "solid" else "",
        geometry.turn(cell),
        bool(alignment.wrap_text),
        bool(alignment.shrink_to_fit) and not alignment.wrap_text,
        _slants(border),
    )


def underline(told: str | None) -> str:
    """Return how a text is underlined, as `Face` has it."""
    return _UNDERLINES.get(told or "", "")


def _slants(border: Any) -> str:
    style = border.diagonal.style if border.diagonal else ""
    signs = ("/" if border.diagonalUp else "") + ("\\" if border.diagonalDown else "")
    return f"{style}{signs}" if style and signs else ""


def colour(told: Any, theme: bytes | None) -> str:
    """Return a colour as #RRGGBB, of the workbook's theme too; "" for the one the system decides."""
    if told is None:
        return ""
    found = ""
    if told.type == "rgb" and isinstance(told.rgb, str):
        found = told.rgb[-6:]
    elif told.type == "indexed":
        found = _indexed().get(told.indexed, "")
    elif told.type == "theme":
        found = _theme(theme or b"").get(told.theme, "")
    return f"#{_tinted(found, told.tint or 0.0)}" if found else ""


@cache
def _indexed() -> dict[int, str]:
    from openpyxl.styles import colors

    listed: tuple[str, ...] = colors.COLOR_INDEX
    return {place: told[-6:] for place, told in enumerate(listed)}


@lru_cache(maxsize=8)
def _theme(content: bytes) -> dict[int, str]:
    found = theme_colours(content)
    return {place: found[name] for place, name in enumerate(_THEME_ORDER) if name in found}


def theme_colours(content: bytes) -> dict[str, str]:
    """Return the colours of a workbook's theme as RRGGBB by their names: lt1, accent1."""
    usual = {"lt1": "FFFFFF", "dk1": "000000"}
    return usual | {name.decode(): value.decode() for name, value in _THEME_COLOUR.findall(content)}


def lit(rgb: str, factor: float = 1.0, more: float = 0.0) -> str:
    """Return a colour of the theme as #RRGGBB its light times `factor` and some more (20.1.2.3.20); grey for ""."""
    if not rgb:
        return "#808080"
    if (factor, more) == (1.0, 0.0):
        return f"#{rgb.upper()}"
    hue, light, strong = colorsys.rgb_to_hls(*(int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    made = colorsys.hls_to_rgb(hue, min(max(light * factor + more, 0.0), 1.0), strong)
    return "#" + "".join(f"{round(part * 255):02X}" for part in made)


def _tinted(rgb: str, tint: float) -> str:
    """Return a colour made lighter, or darker by a negative tint (18.8.19)."""
    if not tint:
        return rgb.upper()
    hue, light, strong = colorsys.rgb_to_hls(*(int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), strong))
