"""The words that stand around a cell of a form: its row, the rows that one is a part of, its heading level by level."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exports.by_hand import UNITS
from exports.learned import filters
from exports.learned.reading import neutral
from exports.learned.xml.grid import Area, Spot, area_of
from models.text import fold

_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?![IVX]\b)[A-ZĐ]\s*[-.)/]\s",
        r"[IVX]+\s*[-.)/]",
        r"\d+\s*[-.)/]\s*(?!\d)",
        r"\d+\.\d+",
        r"[a-zđ]\s*[-.)/]",
        r"[-–]",
        r"[+•*]",
    )
)
_DEEPEST = len(_LEVELS)
_UNIT_LINE = re.compile(r"\(?(?:don vi(?: tinh)?|dvt)\s*:")
_COUNTED_IN = {
    "dong chi",
    "d/c",
    "nguoi",
    "dang vien",
    "chi bo",
    "thon",
    "ban",
    "thon, ban",
    "cuoc",
    "lop",
    "luot",
    "%",
}
_DOTTED = re.compile(r"\s*[.…_][\s.…_]*")
_ROW = re.compile(r"[A-Z]\$?(\d+)")
_NO_END = 1 << 20
_AGES = re.compile(r"\d{2}\s*[-–]\s*\d{2}")


@dataclass(frozen=True)
class Labels:
    """What a cell is about: words of its row and of rows above that it is a part of, of its column; nearest first."""

    row: tuple[str, ...]
    column: tuple[str, ...]
    head: str = ""
    """The heading of the column the row's own words are in."""
    top: int = 0
    """The row the heading begins in."""
    is_first: bool = True
    """Whether no row of the table stands above this one."""
    has_parts: bool = False
    """Whether the row below is a part of this one."""

    @property
    def words(self) -> str:
        """The nearest of both, for a sentence: “Nữ | Kết nạp”."""
        return " | ".join(filter(None, (" – ".join(self.row[:2]), " – ".join(self.column))))


class SheetWords:
    """A sheet of openpyxl, to be asked about the words around its cells."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.rows, self.columns = int(sheet.max_row), int(sheet.max_column)
        self._said: dict[Spot, tuple[str, ...]] = {}
        self._around: dict[Spot, Labels] = {}

    @cached_property
    def _merged(self) -> dict[Spot, Area]:
        areas = [area_of(str(one)) for one in self._sheet.merged_cells.ranges]
        return {
            Spot(row, column): area
            for area in areas
            for row in range(area.first.row, min(area.last.row, self.rows) + 1)
            for column in range(area.first.column, min(area.last.column, self.columns) + 1)
        }

    def area(self, spot: Spot) -> Area:
        """Return the merged block a place is in, else the place alone."""
        return self._merged.get(spot) or Area(spot, spot)

    @cached_property
    def _texts(self) -> dict[Spot, str]:
        found: dict[Spot, str] = {}
        for cells in self._sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str) and cell.value[:1] != "=" and _says(cell.value):
                    found[Spot(cell.row, cell.column)] = " ".join(cell.value.split())
        return found

    def text(self, spot: Spot) -> str:
        """Return the words a place shows; "" for numbers and formulas."""
        return self._texts.get(self.area(spot).first, "")

    @cached_property
    def _spelled(self) -> dict[Spot, str]:
        return {spot: neutral.spelled(text) for spot, text in self._texts.items()}

    def _says(self, spot: Spot) -> str:
        """Return the words a place shows with their short forms written out."""
        return self._spelled.get(self.area(spot).first, "")

    @property
    def texts(self) -> dict[Spot, str]:
        """All words of the sheet by where they stand."""
        return self._texts

    def raw(self, spot: Spot) -> Any:
        """Return what a place holds, as openpyxl has it."""
        return self._sheet.cell(*spot).value

    def is_blank(self, spot: Spot) -> bool:
        """Whether nothing stands in a place that is no hidden part of a merged block."""
        return self.area(spot).first == spot and (self._is_beyond(spot) or self._sheet.cell(*spot).value is None)

    def is_dotted(self, spot: Spot) -> bool:
        """Whether a place holds dots to be written on, and nothing else."""
        value = None if self._is_beyond(spot) else self._sheet.cell(*spot).value
        return isinstance(value, str) and _DOTTED.fullmatch(value) is not None

    def is_lined(self, spot: Spot) -> bool:
        """Whether a place draws a line at a side and one above or below, as the cells of a table do."""
        if self._is_beyond(spot):
            return False
        border = self._sheet.cell(*spot).border
        sides = [side is not None and side.style is not None for side in (border.left, border.right)]
        return any(sides) and any(side is not None and side.style is not None for side in (border.top, border.bottom))

    def _is_beyond(self, spot: Spot) -> bool:
        """Whether a place lies outside of what the sheet has: asking openpyxl for it would make it."""
        return spot.row > self.rows or spot.column > self.columns

    @cached_property
    def last_printed(self) -> int:
        """The last row that is printed; where the sheet leaves that open, there is always one more."""
        areas = (one.rpartition("!")[2] for one in str(self._sheet.print_area or "").split(","))
        return max((int(row) for area in areas for row in _ROW.findall(area)), default=_NO_END)

    def label_at(self, spot: Spot) -> Spot | None:
        """Return where the words of a cell's row stand: the nearest left of it that are no unit."""
        left = (Spot(spot.row, column) for column in range(spot.column - 1, 0, -1))
        at = next((one for one in left if self.text(one) and not self._is_unit(one)), None)
        return None if at is None else self.area(at).first

    def is_asked(self, spot: Spot) -> bool:
        """Whether a place below no heading stands between words and a unit: “Tổng số đảng viên | | đồng chí”."""
        label = self.label_at(spot)
        after = self.text(Spot(spot.row, self.area(spot).last.column + 1))
        is_next = label is not None and self.area(label).last.column == spot.column - 1
        return is_next and fold(after).strip(" .()") in _COUNTED_IN

    def around(self, spot: Spot) -> Labels:
        """Return the words around a cell, read once."""
        if spot not in self._around:
            self._around[spot] = self._read_around(spot)
        return self._around[spot]

    def _read_around(self, spot: Spot) -> Labels:
        label = self.label_at(spot)
        if label is None:
            return Labels((), tuple(self._above(spot, 0)))
        above = self._above(spot, label.column)
        last = self.area(label).last.column
        told = [self._says(Spot(row, column)) for column in range(last, label.column - 1, -1) for row in above.values()]
        head = next((text for text in told if text), "")
        between = range(last + 1, spot.column)
        if head and any(self._says(Spot(row, column)) == head for column in between for row in above.values()):
            return Labels((), tuple(above))  # a table beside begins anew there: its own row has no words
        rows = self._rows_with_text.get(label.column, [])
        place, headed = bisect_left(rows, label.row), max(above.values(), default=0)
        is_first = place == 0 or rows[place - 1] <= headed
        return Labels(
            self._words_of(label), tuple(above), head, min(above.values(), default=0), is_first, self._parts(label)
        )

    def is_loose(self, label: Spot) -> bool:
        """Whether a row without a number, in a numbered table, follows one that begins “Trong đó”: a part, or none?"""
        above, numbers = Spot(label.row - 1, label.column), label.column - 1
        if not numbers or self._level(label) or not fold(self._texts.get(above, "")).startswith("trong do"):
            return False
        return self.raw(Spot(label.row, numbers)) is None

    def _parts(self, label: Spot) -> bool:
        below = Spot(self.area(label).last.row + 1, label.column)
        return below in self._texts and self._level(below) > self._level(label)

    def _is_unit(self, spot: Spot) -> bool:
        """Whether a place stands in a column of units: “đồng chí”, “bản”."""
        return any(row < spot.row for row in self._units.get(spot.column, ()))

    @cached_property
    def _units(self) -> dict[int, list[int]]:
        """Column → the rows of headings that say it holds units or codes."""
        found: dict[int, list[int]] = {}
        for spot, text in self._texts.items():
            if fold(text).strip(" .:") in UNITS:
                found.setdefault(spot.column, []).append(spot.row)
        return found

    def _words_of(self, label: Spot) -> tuple[str, ...]:
        if label not in self._said:
            self._said[label] = (self._says(label), *self._beside(label), *self._parents(label))
        return self._said[label]

    def _beside(self, label: Spot) -> list[str]:
        """Return the words further left, of a block merged over several rows: “Đảng viên | Nữ”."""
        found: list[str] = []
        for column in range(label.column - 1, 0, -1):
            area = self.area(Spot(label.row, column))
            text = self._says(area.first)
            if text and area.first.row < area.last.row and text not in found:
                found.append(text)
        return found

    def _parents(self, label: Spot) -> list[str]:
        """Return the rows above that a row is a part of, nearest first."""
        found: list[str] = []
        at = self.whole_of(label)
        while at is not None:
            found.append(self._spelled[at])
            at = self.whole_of(at)
        return found

    def whole_of(self, label: Spot) -> Spot | None:
        """Return the words of the row that a row is a part of, by its numbering or by how far it is set in."""
        level = self._level(label)
        for row in range(label.row - 1, 0, -1) if level else ():
            at = Spot(row, label.column)
            text = self._texts.get(at, "")
            if text and self.area(at).first.row < self.area(at).last.row:
                return None
            if text and self._level(at) < level:
                return at
        return None

    def _level(self, at: Spot) -> float:
        text = self._texts[at]
        if fold(text).startswith("trong do"):
            return _DEEPEST
        found = next((number for number, level in enumerate(_LEVELS) if level.match(text)), None)
        if found is not None:
            return found
        indent = self._sheet.cell(*at).alignment.indent or len(text) - len(text.lstrip())
        return float(indent) / 100 + (_DEEPEST if indent else 0)

    def _above(self, spot: Spot, label_column: int) -> dict[str, int]:
        """Return the heading of a column, the lowest level first: words that stand one upon the other → their row."""
        found: dict[str, int] = {}
        rows = self._rows_with_text.get(spot.column, [])
        place = bisect_left(rows, spot.row)
        row = spot.row
        while place:
            place -= 1
            area = self.area(Spot(rows[place], spot.column))
            is_section = area.first.column <= label_column < area.last.column  # a row of the table, merged across it
            is_section = is_section or _UNIT_LINE.match(fold(self._texts[area.first])) is not None
            if found and (is_section or self._is_broken(area.last.row + 1, row, spot.column)):
                break
            if not is_section:
                found.setdefault(self._spelled[area.first], area.first.row)
                row = area.first.row
        return found

    @cached_property
    def _rows_with_text(self) -> dict[int, list[int]]:
        """Column → the rows, in order, that a text begins in that reaches over it."""
        found: dict[int, list[int]] = {}
        for spot in sorted(self._texts):
            area = self.area(spot)
            for column in range(spot.column, min(area.last.column, self.columns) + 1):
                found.setdefault(column, []).append(spot.row)
        return found

    def _is_broken(self, first: int, end: int, column: int) -> bool:
        """Whether a place between two texts of a heading is anything but the number of its column."""
        return any(not _is_numbering(self._sheet.cell(row, column).value) for row in range(first, end))


def _says(text: str) -> bool:
    """Whether a text is words: “%” at the head of a column is, and so are ages."""
    return any(map(str.isalpha, text)) or text.strip("() ") == "%" or _AGES.fullmatch(text.strip()) is not None


def _is_numbering(value: Any) -> bool:
    """Whether a cell numbers its column: 1, (2), 4=2*100/3."""
    return value is not None and not any(map(str.isalpha, str(value)))


def category(labels: Labels) -> str:
    """Return the trait that the rows or headings around speak of: “Trình độ lý luận chính trị” → theory."""
    outer = (*labels.row[1:], *labels.column[1:])
    inner = [text for text in (*labels.column[:1], labels.head) if filters.read(text) is None]
    return next((found for text in (*outer, *inner) if (found := trait_of(text))), "")


def trait_of(text: str) -> str:
    """Return the trait a heading names: “Trình độ lý luận chính trị” → theory; "" for none."""
    said = fold(text)
    return next((trait for words, trait in _CATEGORIES.items() if words in said), "")


def only_trait(text: str) -> str:
    """Return the one trait that a folded title names; "" where it names none, or several."""
    found = {trait for words, trait in _CATEGORIES.items() if words in text}
    return found.pop() if len(found) == 1 else ""


def is_trait(text: str) -> bool:
    """Whether a heading names a trait and nothing else: “2. Dân tộc”."""
    return filters.plain(text) in _CATEGORIES


_CATEGORIES = {
    "gioi tinh": "gender",
    "tinh trang": "standing",
    "ly luan chinh tri": "theory",
    "chuyen mon": "professional",
    "giao duc pho thong": "education",
    "van hoa": "education",
    "chuc danh khoa hoc": "title",
    "nghe nghiep": "occupation",
    "ton giao": "religion",
    "dan toc": "ethnic",
    "thoi gian ket nap": "admission_band",
    "thoi gian vao dang": "admission_band",
    "tuoi doi": "age_band",
    "do tuoi": "age_band",
}
