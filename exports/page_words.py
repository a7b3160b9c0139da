"""Texts on a page beside those of plain cells: running heads, cells of several typefaces, boxes over the cells."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from exports import metrics, rich_text
from exports.looks import Look
from exports.on_paper import Box, Face, Piece, Shape, Words
from exports.page_layout import INCH, Layout

_LONG_CODE = re.compile(r"&\[(Page|Tab)\]")
_CODE = re.compile(r"&(?:K\d\d[+-]\d{3}|([PNADTFGZBIUESXYOH&]))", re.IGNORECASE)
"""Page, pages, sheet; the day, the hour, file and picture, which are not known before printing, are left out, as are
colours and strokes other than bold and slanted."""


def running_heads(layout: Layout, number: int, count: int) -> Iterator[Words]:
    """Yield what a sheet wants at the head and foot of page `number` of `count`, page numbers among them."""
    told, setup = layout.sheet.HeaderFooter, layout.sheet.page_setup
    shown = number + ((setup.firstPageNumber or 1) - 1 if setup.useFirstPageNumber else 0)
    is_first, is_even = number == 1, shown % 2 == 0
    known = {"P": str(shown), "N": str(count), "A": layout.sheet.title, "&": "&"}
    kind = "first" if told.differentFirst and is_first else "even" if told.differentOddEven and is_even else "odd"
    for item, at_top in ((f"{kind}Header", True), (f"{kind}Footer", False)):
        for across in ("left", "center", "right"):
            part = getattr(getattr(told, item), across)
            if part.text and (found := _running_head(layout, part, known, across, at_top=at_top)):
                yield found


def _running_head(layout: Layout, part: Any, known: Mapping[str, str], across: str, *, at_top: bool) -> Words | None:
    text = _LONG_CODE.sub(lambda found: f"&{found[1][0].replace('T', 'A')}", part.text)
    codes = {one.upper() for one in _CODE.findall(text)}
    lines = tuple(_CODE.sub(lambda found: known.get((found[1] or "").upper(), ""), text).strip().split("\n"))
    if not any(lines):
        return None
    margin = (layout.sheet.page_margins.header if at_top else layout.sheet.page_margins.footer) * INCH
    size = float(part.size or 11) * layout.scale  # Excel shrinks them with the sheet
    high = 2 * size * len(lines)
    box = Box(layout.left, margin if at_top else layout.paper[1] - margin - high, layout.room[0], high)
    name, _, style = (part.font or "Times New Roman").partition(",")
    face = Face(name, size, "Bold" in style or "B" in codes, "Italic" in style or "I" in codes, "", "#000000")
    return Words(box, lines, face, across, "top" if at_top else "bottom")


def in_pieces(words: Words, pieces: tuple[Piece, ...], look: Look, scale: float) -> Words:
    """Return the words of a cell in their several typefaces, as high a line as the largest wants."""
    room = words.box.width / scale if look.wraps else math.inf
    lines = rich_text.lines_of(pieces, look.face, room)
    made = tuple(
        tuple(
            Piece(one.text, one.face and one.face._replace(size=one.face.size * scale), one.rise * scale)
            for one in line
        )
        for line in lines
    )
    size = max(one.face.size for line in made for one in line if one.face)
    texts = tuple("".join(one.text for one in line) for line in made)
    return words._replace(lines=texts, face=words.face._replace(size=size), pieces=made)


def paragraphs(shape: Shape, box: Box, scale: float) -> tuple[Words, ...]:
    """Return the paragraphs of a text box, one below the other."""
    aside, below = (length * scale for length in shape.inset)
    room = max(box.width - 2 * aside, 1.0)
    made: list[Words] = []
    top = 0.0
    for one in shape.paragraphs:
        face = one.face._replace(size=one.face.size * scale)
        lines = tuple(metrics.wrap(one.text, room, face.size, face.bold))
        high = metrics.line_height(face.size) * len(lines)
        made.append(Words(Box(box.x + aside, box.y + below + top, room, high), lines, face, one.across, "center"))
        top += high
    free = {"center": 0.5, "bottom": 1.0}.get(shape.down, 0.0) * max(box.height - 2 * below - top, 0.0)
    return tuple(one._replace(box=one.box._replace(y=one.box.y + free)) for one in made)
