"""A chart sheet as a page: the chart alone on its paper, within the margins (ECMA-376, 18.3.1.12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exports.on_paper import Anchored, Box, Page, Picture
from exports.page_layout import INCH, paper_size

_MARGINS = (0.7, 0.75, 0.7, 0.75)  # inches, as Excel begins with


def chart_page(sheet: Any, over: Sequence[Anchored]) -> Page:
    """Return the page of a chart sheet; it lies on its side unless the file says otherwise."""
    setup, told = sheet.pageSetup, sheet.pageMargins
    is_upright = setup is not None and setup.orientation == "portrait"
    size = paper_size(None if setup is None else setup.paperSize)
    width, height = size if is_upright else size[::-1]
    margins = _MARGINS if told is None else (told.left, told.top, told.right, told.bottom)
    left, top, right, bottom = (one * INCH for one in margins)
    box = Box(left, top, width - left - right, height - top - bottom)
    drawn = tuple(Picture(box, box, one.content, one.words, one.shape, (), one.chart) for one in over)
    return Page(width, height, sheet.title, 1, (), (), (), drawn)
