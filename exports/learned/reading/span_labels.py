"""Of which span a cell is by its heading or its row: this period, last year, the two compared, since January."""

from __future__ import annotations

from dataclasses import replace

from exports.learned import bound
from exports.learned.reading import part_labels, time_words
from exports.learned.reading.labels import Labels, SheetWords
from exports.learned.xml.grid import Spot


def read(around: Labels, spot: Spot, sheet: SheetWords) -> tuple[str, Labels]:
    """Return of when a figure is by its heading, and the labels without the words that say so."""
    found = [(time_words.span_of(text), level) for level, text in enumerate(around.column)]
    said = [(span, level) for span, level in found if span]
    down = time_words.span_of(around.row[0]) if around.row else ""
    if down:
        row = (part_labels.EVERYBODY, *around.row[1:])
        return (bound.NOW, around) if said else (down, replace(around, row=row))  # two of them say neither
    summed = [(rest, level) for level, text in enumerate(around.column) if (rest := time_words.summed(text))]
    if not said and len(summed) == 1:
        rest, level = summed[0]
        column = (*around.column[:level], rest, *around.column[level + 1 :])
        return bound.SO_FAR, replace(around, column=column)
    beside = sheet.around(Spot(spot.row, spot.column - 1))
    is_percent = around.column and time_words.is_percent(around.column[0])
    if not said and is_percent and beside.row == around.row and bound.BEFORE in map(time_words.span_of, beside.column):
        said = [(bound.RATIO, 0)]  # a “%” beside last year's is that of the two
    if len(said) != 1:
        return bound.NOW, around
    span, level = said[0]
    return span, replace(around, column=(*around.column[:level], *around.column[level + 1 :]))
