"""Numbers written by hand in a report: found again in it as it is now, written with a note, spoken of before sending.

The note is a comment of the cell: the superior's layout and the printed page stay exactly as they are, and whoever
opens the file sees which numbers the office wrote itself, and why. A form that was learned from the superior's own file
gets the number alone, since nothing else of that file may change: its notes stand in a small text file beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from exports import files
from exports.names import CellAt, Finding
from exports.report import TOLD, listed
from exports.shown import shown
from models.overrides import OverrideRow, Spot
from models.text import fold

_NO_WORDS = re.compile(r"[–\-\d.,;()=*/ %x]*")  # numbers, dashes and the line that numbers the columns
UNITS = {"don vi tinh", "dvt", "ma so", "ma chi tieu"}
"""Headings of columns whose words do not name their row."""
_NOTE_WIDTH, _NOTE_HEIGHT = 300, 110  # of a note opened in Excel, in dots


@dataclass(frozen=True)
class ByHand:
    """A number by hand and its cell now; `spot` is None where that is gone. `reckoned` is the program's number now.

    One of an `is_open` cell stands in place of no number of the program: `reckoned` is what the form came with there.
    """

    row: OverrideRow
    spot: Spot | None
    reckoned: str = ""
    is_open: bool = False

    @property
    def is_stale(self) -> bool:
        """Whether the program reckons something else than when the number was written."""
        return self.reckoned != self.row.computed

    @property
    def address(self) -> str:
        """The cell as Excel names it, with its row's words."""
        spot = self.spot or self.row.spot
        return f"ô {address(spot.row, spot.column)}" + (f" “{spot.line}”" if spot.line else "")

    def finding(self) -> Finding:
        """Say it before the report leaves the office."""
        row = self.row
        if self.spot is None:
            return Finding(
                f"{self._kind} {row.shown} ({self.address}, lý do: {row.reason}) không còn chỗ trong báo cáo: dòng "
                f"hoặc cột đó không còn; {self._what.lower()} này không được dùng."
            )
        said = f"{self._kind}: {self.address} = {row.shown}; lý do: {row.reason}."
        if self.is_stale:
            said += f" Số máy tính nay là {_or_blank(self.reckoned)}, trước là {_or_blank(row.computed)}: hãy xem lại."
        elif self._instead:
            said += f" {'Biểu in sẵn' if self.is_open else 'Số máy tính'}: {_or_blank(row.computed)}."
        return Finding(said, cells=(CellAt(self.spot.place),))

    @property
    def kept(self) -> str:
        """What is kept of it with an export: the number, the program's, the reason."""
        instead = f" ({self._instead})" if self._instead else ""
        return f"{self.row.shown}{instead}; lý do: {self.row.reason}"

    def note(self) -> str:
        """Return what the cell's note in the file says."""
        row, instead = self.row, self._instead
        lines = (
            f"{self._kind}: {row.shown}",
            instead[:1].upper() + instead[1:],
            f"Lý do: {row.reason}",
            f"Ghi ngày {row.written_on:%d/%m/%Y}",
        )
        return "\n".join(filter(None, lines))

    @property
    def _kind(self) -> str:
        return f"{self._what} {'ghi' if self.is_open else 'sửa'} tay"

    @property
    def _what(self) -> str:
        return "Chữ" if isinstance(self.row.value, str) else "Số"

    @property
    def _instead(self) -> str:
        """What the number stands in place of; "" where the cell was blank."""
        if self.is_open:
            return f"biểu in sẵn: {self.reckoned}" if self.reckoned else ""
        return f"máy tính: {_or_blank(self.reckoned)}"


def forgotten(found: Sequence[ByHand], period: str) -> Finding:
    """Say of blank cells what was written by hand into them in the period before, of that name."""
    told = [f"{one.address} ({one.row.shown})" for one in found]
    said = f"{period} có ghi tay ở {listed(told, TOLD)}; kỳ này còn trống"
    said += ": đứng ở ô, bấm F2 để ghi, hoặc để trống nếu đúng."
    return Finding(said, cells=[CellAt(one.spot.place) for one in found if one.spot is not None])


def _or_blank(text: str) -> str:
    return text or "để trống"


def address(row: int, column: int) -> str:
    """Return the name Excel gives a cell: B8, AA12."""
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(ord("A") + left) + letters
    return f"{letters}{row}"


def spot_of(sheet: Any, row: int, column: int, *, is_fixed: bool) -> tuple[Spot, str]:
    """Return a cell of a written sheet with the words beside and above it, and what it shows.

    In a table (not `is_fixed`) the first words of the row tell whose it is, with as many of the next as no other row
    begins with; in a form those next to the cell.
    """
    return _spot(_Words(sheet, is_fixed), sheet.title, row, column)


def _spot(words: _Words, sheet: str, row: int, column: int) -> tuple[Spot, str]:
    return Spot(sheet, row, column, words.line(row, column), words.heading(row, column)), words.shown(row, column)


def locate(
    sheet_of: Callable[[str], Any],
    rows: Sequence[OverrideRow],
    *,
    is_fixed: bool,
    moving: Mapping[str, int] | None = None,
) -> tuple[ByHand, ...]:
    """Find the cells of numbers by hand in the report as the program reckons it.

    `sheet_of` gives a written sheet by its name, None where there is none.
    `moving`: sheet of a form → the row from which on its cells are known by their words, as in a table.
    """
    words: dict[tuple[str, bool], _Words] = {}
    found: list[ByHand] = []
    for row in rows:
        sheet = row.spot.sheet
        written = sheet_of(sheet)
        if written is None:
            found.append(ByHand(row, None))
            continue
        stays = is_fixed and not (moving and row.spot.row >= moving.get(sheet, row.spot.row + 1))
        if (sheet, stays) not in words:
            words[sheet, stays] = _Words(written, stays)
        place = words[sheet, stays].find(row.spot, row.computed)
        if place is None:
            found.append(ByHand(row, None))
        else:
            found.append(ByHand(row, *_spot(words[sheet, stays], sheet, *place)))
    return tuple(found)


def apply(workbook: Any, found: Sequence[ByHand]) -> None:
    """Write numbers by hand into their cells, each with its note; looks, widths and heights stay."""
    from openpyxl.comments import Comment

    for one in found:
        if one.spot is None:
            continue
        cell = workbook[one.spot.sheet].cell(one.spot.row, one.spot.column)
        format = cell.number_format
        cell.value = one.row.value
        cell.number_format = format
        cell.comment = Comment(one.note(), "Sổ Chi Bộ", height=_NOTE_HEIGHT, width=_NOTE_WIDTH)


def write_companion(target: Path, title: str, found: Sequence[ByHand]) -> Path | None:
    """Say beside a filled form which numbers the office wrote itself, and why; None where there is none.

    What an earlier export said there is taken away with the numbers it spoke of.
    """
    told = [f"{one.address}, trang “{one.spot.sheet}”\n{one.note()}" for one in found if one.spot is not None]
    return say_beside(target, title, told)


def say_beside(target: Path, title: str, told: Sequence[str]) -> Path | None:
    """Write the text file of `write_companion`; `told` are the numbers, each with its cell and reason."""
    path = files.beside(target)
    if not told:
        path.unlink(missing_ok=True)
        return None
    head = f"Số sửa tay trong tệp “{target.name}” – {title}"
    why = "Tệp của cấp trên không bị thêm ghi chú; các số, chữ sau do cơ quan ghi tay:"
    with files.replacing(path) as temporary:
        temporary.write_text("\n\n".join((f"{head}\n{why}", *told)) + "\n", encoding="utf-8-sig", newline="\r\n")
    return path


class _Words:
    """The words of a sheet by which a cell is known; each is read once, however many cells are looked for."""

    def __init__(self, sheet: Any, is_fixed: bool) -> None:
        from exports import inner

        self._text, self._begins = cache(self._read), cache(self._words_before)
        self._cells = inner.cells(sheet)
        self._is_fixed = is_fixed
        self._size = sheet.max_row, sheet.max_column
        self._corner = {
            (row, column): (merge.min_row, merge.min_col)
            for merge in sheet.merged_cells.ranges
            if merge.min_col < merge.max_col or merge.min_row < merge.max_row
            for row in range(merge.min_row, merge.max_row + 1)
            for column in range(merge.min_col, merge.max_col + 1)
        }

    def _read(self, row: int, column: int) -> str:
        found = self._cells.get(self._corner.get((row, column), (row, column)))
        value = found.value if found is not None else None
        return "" if not isinstance(value, str) or _NO_WORDS.fullmatch(value) else " ".join(value.split())

    def shown(self, row: int, column: int) -> str:
        """What a cell shows."""
        found = self._cells.get((row, column))
        return shown(found.value, found.number_format) if found is not None else ""

    def line(self, row: int, column: int) -> str:
        if self._is_fixed:
            before = (place for place in range(column - 1, 0, -1) if self._text(row, place))
            nearest = next(before, 0)
            told = next((place for place in (nearest, *before) if place and not self._is_unit(row, place)), nearest)
            return self._text(row, told) if told else ""
        mine = self._begins(row, column)
        others = [self._begins(one, column) for one in self._rows if one != row and self._is_number(one, column)]
        return next((words for words in mine if not any(words in one for one in others)), mine[-1] if mine else "")

    def _is_unit(self, row: int, column: int) -> bool:
        """Whether a cell stands in a column of units or codes: “đồng chí”, below “ĐVT”."""
        return any(fold(self._text(above, column)).strip(" .:") in UNITS for above in range(row - 1, 0, -1))

    def _words_before(self, row: int, column: int) -> list[str]:
        """The words before a cell of a table: the first of them, the first two, and so on."""
        words = dict.fromkeys(text for place in range(1, column) if (text := self._text(row, place)))
        return [*accumulate(words, "{} – {}".format)]

    def heading(self, row: int, column: int) -> str:
        return next((text for above in range(row - 1, 0, -1) if (text := self._text(above, column))), "")

    def find(self, spot: Spot, reckoned: str) -> tuple[int, int] | None:
        """Return the row and column of a cell now; in a table those with its words, None without or with several.

        Of several rows the one is meant where `reckoned` stands, which the number took the place of.
        """
        if self._is_fixed:
            return spot.row, spot.column
        alike = [row for row in self._rows if spot.line in self._begins(row, self._size[1] + 1)]
        tops = (min(spot.row, self._size[0]), *alike)  # at its old place another table's words may stand by now
        every = range(1, self._size[1] + 1)
        columns = [one for one in every if any(self.heading(row, one) == spot.heading for row in tops)]
        column = self._only(columns, spot.column)
        if column is None:
            return None
        rows = [row for row in alike if self._is_number(row, column) and spot.line in self._begins(row, column)]
        same = [row for row in rows if self.shown(row, column) == reckoned]
        row = self._only(same if len(rows) > 1 and same else rows, spot.row)
        return None if row is None else (row, column)

    @staticmethod
    def _only(places: Sequence[int], known: int) -> int | None:
        return known if known in places else places[0] if len(places) == 1 else None

    @property
    def _rows(self) -> range:
        return range(1, self._size[0] + 1)

    def _is_number(self, row: int, column: int) -> bool:
        found = self._cells.get((row, column))
        return found is not None and (found.value is None or isinstance(found.value, int | float))
