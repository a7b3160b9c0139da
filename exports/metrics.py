"""How wide text is in Times New Roman, and how high a row must be to show it.

openpyxl does not fit row heights, and Excel keeps whatever height a file gives a row: a wrapped line that was not
reckoned with stays hidden on paper. The widths are those of the font (Liberation Serif has the same), so the
preview breaks lines where Excel breaks them. All lengths are points unless a name says otherwise.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

# Advance widths in thousandths of the size for U+0020…U+007E.
_REGULAR = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 "
    "564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 "
    "278 500 500 722 500 500 444 480 200 480 541"
)
_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 500 500 333 333 "
    "570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 "
    "722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 "
    "333 556 500 722 500 500 444 394 220 394 520"
)
_LETTERS = {"Ơ": 778, "ơ": 607, "Ư": 778, "ư": 676, "Đ": 722, "đ": 500}
_OTHERS = _LETTERS | {"…": 1000, "–": 500, "—": 1000, "“": 444, "”": 444}
_OTHERS_BOLD = _OTHERS | {"Ơ": 843, "ơ": 670, "Ư": 853, "ư": 778, "đ": 556, "“": 500, "”": 500}

PADDING = 4.0  # left free beside the text of a cell, both sides together
SAFETY = 0.5  # more than that is left free where a row's height is reckoned: rather a blank line than a hidden one
_DIGITS = {"Times New Roman": 0.5, "Liberation Serif": 0.5, "Arial": 0.556}
_DIGIT = 0.507  # Calibri: width of a digit at size 1
_SLASH = 0.386  # and of a stroke, the widest of these types
_PIXEL = 0.75
DEFAULT_COLUMN = 48.0
DEFAULT_ROW = 15.0
HIGHEST_ROW = 408.75  # in Excel


def _table(widths: str, others: dict[str, int]) -> dict[str, float]:
    table = {chr(32 + place): int(width) / 1000 for place, width in enumerate(widths.split())}
    return table | {letter: width / 1000 for letter, width in others.items()}


_WIDTHS = {False: _table(_REGULAR, _OTHERS), True: _table(_BOLD, _OTHERS_BOLD)}


@lru_cache(maxsize=1024)
def _advance(letter: str, bold: bool) -> float:
    """Width of one letter at size 1; a letter with marks is as wide as the letter that bears them."""
    table = _WIDTHS[bold]
    while letter not in table:
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) == 1:
            return 0.0 if unicodedata.combining(letter) else 0.75
        letter = unicodedata.normalize("NFC", parts[:-1])
    return table[letter]


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line of text, in the unit of `size`: points."""
    return sum(_advance(letter, bold) for letter in text) * size


def wrap(text: str, width: float, size: float, bold: bool = False, slack: float = 0.0) -> list[str]:
    """Break text into the lines it takes in a width (points): at blanks, and inside a word wider than all of it.

    `slack` is what a single word may be wider without being broken: it then runs into the cell's padding.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if text_width(longer, size, bold) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _cut(word, width + slack, size, bold)
            lines += full
        lines.append(line)
    return lines


def _cut(word: str, width: float, size: float, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size, bold) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def line_height(size: float) -> float:
    """Height Excel gives one line of text, in points as `size` is."""
    return size * 1.32


def usual_height(lines: int, size: float) -> float:
    """Height (points) Excel gives a row of so many lines when the file says nothing."""
    return math.ceil(lines * size * 1.3125 / _PIXEL - 0.01) * _PIXEL


def row_height(lines: int, size: float) -> float:
    """Height (points) of a row that shows so many lines, in whole dots of a screen; Excel knows none above 409.

    What lies between two dots is drawn by one program as the lower and by another as the higher, and pages would part.
    """
    return min(math.ceil((lines * line_height(size) + 1.5) / _PIXEL) * _PIXEL, HIGHEST_ROW)


def digit_pixels(font: str, size: float) -> int:
    """Width of the widest digit of a workbook's base font at 96 dots an inch; column widths are counted in it."""
    return math.floor(size / _PIXEL * _DIGITS.get(font, _DIGIT) + 0.5)


def date_width(font: str, size: float) -> float:
    """Width of a date as dd/mm/yyyy, in points as `size` is, in the type of a cell."""
    return (8 * _DIGITS.get(font, _DIGIT) + 2 * _SLASH) * size


def column_points(width: float, digit: int) -> float:
    """Width of a column on paper, in points, from its width in the file, counted in digits of `digit` pixels."""
    return math.floor((256 * width + 128 // digit) / 256 * digit) * _PIXEL
