"""Saving a workbook as openpyxl does, in half the time: the cells of a sheet are written as one text.

openpyxl opens and closes every element of every cell by itself, and lets each sheet go through a temporary file. Sheets
with what only it can write (notes, links, formulas over several cells, rich text) still have their cells written by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any, cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel  # pyright: ignore[reportUnknownVariableType]  # half known to the stubs
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element

_serial = cast(Any, to_excel)
_NO_ROWS = b"<sheetData/>"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _NotPlainError(Exception):
    """A cell that openpyxl has to write."""


def to_bytes(workbook: Workbook) -> bytes:
    """Return a workbook as its file will be."""
    buffer = BytesIO()
    workbook.properties.modified = DocumentProperties().created  # now, as openpyxl stamps what it saves
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        writer: Any = ExcelWriter(workbook, archive)
        if not workbook.write_only:
            writer.write_worksheet = partial(_write_sheet, writer)
        writer.write_data()
    return buffer.getvalue()


def _write_sheet(book: Any, sheet: Any) -> None:
    """Write a sheet into the archive: what openpyxl's own ExcelWriter.write_worksheet does, without a file."""
    sheet._drawing = SpreadsheetDrawing()
    sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
    writer: Any = WorksheetWriter(sheet, BytesIO())
    try:
        rows = "".join(_rows(writer, sheet))
        writer.write_rows = lambda: writer.xf.send(Element("sheetData"))
    except _NotPlainError:
        rows = ""
    writer.write()
    content: bytes = writer.read()
    sheet._rels = writer._rels
    if rows:
        content = content.replace(_NO_ROWS, b"<sheetData>%b</sheetData>" % rows.encode(), 1)
    book._archive.writestr(sheet.path[1:], content)
    book.manifest.append(sheet)


def _rows(writer: Any, sheet: Any) -> Iterator[str]:
    """Yield the rows. Raises _NotPlainError for a sheet with cells that hold more than a value."""
    workbook, dimensions = sheet.parent, sheet.row_dimensions
    styles: dict[bytes, str] = {}
    letters = [get_column_letter(column) for column in range(1, sheet.max_column + 1)]
    for row, cells in writer.rows():
        stated = "".join(f' {name}="{value}"' for name, value in dict(dimensions.get(row, {})).items() if name != "r")
        yield f'<row r="{row}"{stated}>'
        for cell in cells:
            key = b"" if cell._style is None else cell._style.tobytes()
            style = styles.get(key)
            if style is None:
                style = styles[key] = f' s="{cell.style_id}"' if cell.has_style else ""
            if cell._comment is not None or cell.hyperlink is not None:
                raise _NotPlainError
            if cell._value is not None or style:
                yield f'<c r="{letters[cell.column - 1]}{row}"{style}{_value(cell, workbook)}'
        yield "</row>"


def _value(cell: Any, workbook: Any) -> str:
    """Return the rest of a cell's element."""
    kind: str = cell.data_type
    value: Any = cell._value
    if value is None or value == "":
        return "/>"
    if kind == "s" and isinstance(value, str):
        space = ' xml:space="preserve"' if value != value.strip() else ""
        text = escape(value, {"\r": "&#13;"})
        if _NOT_XML.search(value):
            raise _NotPlainError
        return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'
    if kind == "f" and isinstance(value, str):
        return f"><f>{escape(value[1:])}</f><v/></c>"
    if kind == "d" and not workbook.iso_dates and not isinstance(value, timedelta):
        kind, value = "n", _serial(value, workbook.epoch)
    if kind not in ("n", "b", "e"):
        raise _NotPlainError
    return f' t="{kind}"><v>{escape(safe_string(value))}</v></c>'
