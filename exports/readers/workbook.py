"""A workbook of any kind as plain grids, with the coordinates of the file."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exports.layouts import entry_book
from exports.readers import cellxml, files, old_look, plain_text, scripts
from exports.readers.cellxml import Look
from exports.readers.member_headings import HEADINGS
from exports.readers.sheet import Sheet, Value
from models.errors import KnownError
from models.outline import AS_FOUND, ReadingChoices
from models.progress import SILENT, Progress

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file that are to be read, its SHA-256, and the names of hidden sheets left aside.

    `saved_on` is the day on which the file says it was last saved, None where it does not.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    left_aside: tuple[str, ...] = ()
    saved_on: date | None = None


def open_workbook(path: Path, progress: Progress = SILENT, choices: ReadingChoices = AS_FOUND) -> Workbook:
    """Read a workbook; hidden sheets are left aside unless there is no other, text in old encodings becomes Unicode.

    Raises KnownError (see `files.load`), also when no sheet holds a row.
    """
    content = files.load(path)
    try:
        sheets = _read(path.name, content, progress, choices)
    except (ValueError, LookupError, UnicodeError, ArithmeticError, SyntaxError):  # SyntaxError: broken XML
        raise files.damaged(path.name) from None
    shown = [sheet for sheet in sheets if not sheet.is_hidden and not sheet.is_empty]
    hidden = [sheet for sheet in sheets if sheet.is_hidden and not sheet.is_empty]
    if not shown and not hidden:
        raise KnownError(f"Tệp “{path.name}” không có dòng nào; hãy kiểm tra lại tệp.")
    aside = tuple(sheet.name for sheet in hidden) if shown else ()
    if known := {sheet.name: _dictionary(sheet) for sheet in sheets if sheet.name in entry_book.DICTIONARIES}:
        shown = [replace(sheet, dictionaries=known) for sheet in shown]
    sheets_read, digest = tuple(shown or hidden), hashlib.sha256(content).hexdigest()
    return Workbook(path.name, digest, sheets_read, aside, files.saved_on(content))


def _dictionary(sheet: Sheet) -> dict[str, str]:
    """Return code → word of a sheet that lists them in its first two columns under one heading."""
    return {str(row[0]): str(row[1]) for row in sheet.rows[1:] if len(row) > 1 and row[0] is not None and row[1]}


def _read(name: str, content: bytes, progress: Progress, choices: ReadingChoices) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if not content.startswith(files.PACKED) and (kept := plain_text.rows(content, _is_heading)) is not None:
        return [_sheet(name.rpartition(".")[0], kept, choices)]
    try:
        looks = cellxml.look(content) or old_look.look(content)
        for sheet_name, seen in looks.items():
            _refuse_far_corner(name, sheet_name, seen)
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            about = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            found: list[Sheet] = []
            for number, sheet in enumerate(about):
                progress.step(number, len(about), f"Đọc trang “{sheet.name}”")
                is_hidden = sheet.visible != SheetVisibleEnum.Visible
                found.append(
                    _grid(book.get_sheet_by_name(sheet.name), is_hidden, looks.get(sheet.name, Look()), choices)
                )
            return found
    except PasswordError:
        raise files.protected(name) from None
    except (CalamineError, OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError):
        raise files.unreadable(name, content) from None  # RuntimeError: a part that zipfile cannot unpack


def _refuse_far_corner(name: str, sheet: str, seen: Look) -> None:
    if seen.last_row * seen.last_column > cellxml.MAX_CELLS:
        corner = f"{cellxml.column_letter(seen.last_column - 1)}{seen.last_row}"
        raise KnownError(
            f"Tệp “{name}”, trang “{sheet}” có ô nằm rất xa bảng (tới ô {corner}); "
            "hãy xóa các dòng, cột thừa đó trong Excel, lưu rồi nhập lại."
        )


def _grid(sheet: CalamineSheet, is_hidden: bool, seen: Look, choices: ReadingChoices) -> Sheet:
    rows = [
        [
            (value if value and not value.isspace() else None) if type(value) is str else _TIDY[type(value)](value)
            for value in row
        ]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    width = len(rows[0]) if rows else 0
    merged = tuple((a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    merged = merged or tuple(
        (a, b, min(c, len(rows) - 1), min(d, width - 1)) for a, b, c, d in seen.merged if a < len(rows) and b < width
    )
    for row in rows:  # the reader gives a lone merged title its own length
        row.extend([None] * (width - len(row)))
    return replace(
        _sheet(sheet.name, rows, choices, seen.fonts),
        is_hidden=is_hidden,
        merged=merged,
        flaws=seen.flaws,
        unseen=(tuple(sorted(seen.hidden_rows)), tuple(sorted(seen.hidden_columns))),
    )


def _sheet(
    name: str, rows: list[list[Value]], choices: ReadingChoices, fonts: dict[tuple[int, int], str] | None = None
) -> Sheet:
    """Return a sheet of rows whose texts become Unicode."""
    _without_quotes(rows)
    done = scripts.convert(rows, fonts or {}, choices.of_sheet(name), choices.script, _is_heading)
    return Sheet(name, False, rows, conversion=done)


def _without_quotes(rows: list[list[Value]]) -> None:
    """Take away the sign that tells Excel “this is text” where it came to stand in the texts themselves."""
    if any(type(cell) is str and cell[0] in _QUOTES for row in rows[:_LOOKED_AT] for cell in row):
        for row in rows:
            row[:] = [_QUOTED.sub("", cell) if type(cell) is str else cell for cell in row]


def _is_heading(text: str) -> bool:
    return HEADINGS.field_of(text) is not None


def _number(value: float) -> Value:
    return int(value) if value.is_integer() else value


def _moment(value: datetime) -> Value:
    return value.date()


def _clock(value: time | timedelta) -> Value:
    return str(value)


def _same(value: Value) -> Value:
    return value


_LOOKED_AT: Final = 60
_QUOTES: Final = frozenset("'’‘`")
_QUOTED: Final = re.compile(r"^['’‘`](?=\w)(?!.*['’‘`]$)", re.DOTALL)
_TIDY: Final[dict[type, Callable[[Any], Value]]] = {
    float: _number,
    int: _same,
    bool: _same,
    date: _same,
    datetime: _moment,
    time: _clock,
    timedelta: _clock,
    type(None): _same,
}
