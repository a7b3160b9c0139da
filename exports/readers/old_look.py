"""A look at the raw cells of an .xls or .ods, for what the fast reader cannot say: errors, hidden rows and columns.

Of an .ods it does not say either which cells are merged. The whole file is read a second time only if its bytes hold
signs of errors or of what is hidden.
"""

from __future__ import annotations

import html
import importlib
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any, Final
from xml.etree import ElementTree

from exports.readers.cellxml import Look

_WRONG: Final = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}\x02.[\x00-\x2b]...\xff\xff", re.DOTALL)
_HIDDEN_ROW: Final = re.compile(rb"\x08\x02\x10\x00.{12}([\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff])", re.DOTALL)
_ODD: Final = re.escape(bytes(range(1, 256, 2)))
_HIDDEN_COLUMN: Final = re.compile(rb"\x7d\x00\x0c\x00.{8}[" + _ODD + rb"]", re.DOTALL)
_DAMAGE: Final = (ValueError, OSError, LookupError, AssertionError, AttributeError, TypeError, struct.error)
_ERROR: Final = 5
"""How xlrd calls an error."""
_MOST_REPEATED: Final = 1000
"""Rows and columns repeated more often are the blank rest of a sheet."""
_SHOWN_AS: Final = re.compile(r"#[A-Z/0?!]+|Err:\d+")
_SPANNED: Final = b"-spanned="
_SHEET: Final = re.compile(rb'<table:table\s(?:[^>"]|"[^"]*")*?\btable:name="([^"]*)"')
_ROW: Final = re.compile(rb"<table:table-row(?=[\s/>])")
_CELL: Final = re.compile(rb'<table:(?:covered-)?table-cell\b((?:[^>"]|"[^"]*")*)>')
_ROWS_REPEATED: Final = re.compile(rb'table:number-rows-repeated="(\d+)"')
_COLUMNS_REPEATED: Final = re.compile(rb'table:number-columns-repeated="(\d+)"')
_ROWS_SPANNED: Final = re.compile(rb'table:number-rows-spanned="(\d+)"')
_COLUMNS_SPANNED: Final = re.compile(rb'table:number-columns-spanned="(\d+)"')
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KIND: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def look(content: bytes) -> dict[str, Look]:
    """Return a look at each sheet by name; empty where there is nothing to be said, or for a file of another kind."""
    if content.startswith(b"PK"):
        return _of_ods(content)
    if any(sign.search(content) for sign in (_WRONG, _HIDDEN_ROW, _HIDDEN_COLUMN)):
        return _of_xls(content)
    return {}


def _of_xls(content: bytes) -> dict[str, Look]:
    xlrd: Any = importlib.import_module("xlrd")  # loaded for such a file alone; it comes without types
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_DAMAGE):
        return {}  # the fast reader says what is wrong with it
    return {sheet.name: _of_old_sheet(sheet, xlrd.error_text_from_code) for sheet in book.sheets()}


def _of_old_sheet(sheet: Any, names: dict[int, str]) -> Look:
    flaws = {
        (row, column): names.get(sheet.cell_value(row, column), "#N/A")
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind == _ERROR
    }
    rows = frozenset(row for row, about in sheet.rowinfo_map.items() if about.hidden)
    columns = frozenset(column for column, about in sheet.colinfo_map.items() if about.hidden)
    return Look(flaws=flaws, hidden_rows=rows, hidden_columns=columns)


def _of_ods(content: bytes) -> dict[str, Look]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        if "content.xml" not in package.namelist():
            return {}
        xml = package.read("content.xml")
    merged = _merged(xml) if _SPANNED in xml else {}
    if b'value-type="error"' not in xml and b"table:visibility=" not in xml:
        return {name: Look(merged=cells) for name, cells in merged.items()}
    root = ElementTree.fromstring(xml)
    found = {table.get(f"{_TABLE}name", ""): _of_table(table) for table in root.iter(f"{_TABLE}table")}
    return {name: replace(seen, merged=merged.get(name, ())) for name, seen in found.items()}


def _merged(xml: bytes) -> dict[str, tuple[tuple[int, int, int, int], ...]]:
    """Return the merged cells of each sheet; rows without any are only counted."""
    found: dict[str, tuple[tuple[int, int, int, int], ...]] = {}
    starts = [*_SHEET.finditer(xml)]
    ends = [*(one.start() for one in starts[1:]), len(xml)]
    for sheet, end in zip(starts, ends, strict=True):
        last = xml.rfind(_SPANNED, sheet.end(), end)
        if last < 0:
            continue
        cells: list[tuple[int, int, int, int]] = []
        at = 0
        for row in _ROW.split(xml[sheet.end() : xml.find(b">", last) + 1])[1:]:
            if _SPANNED in row:
                cells += _merged_of(row, at)
            at += _number(_ROWS_REPEATED, row[: row.find(b">")])
        found[html.unescape(sheet[1].decode())] = tuple(cells)
    return found


def _merged_of(row: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    place = 0
    for cell in _CELL.finditer(row):
        about = cell[1]
        down, across = _number(_ROWS_SPANNED, about), _number(_COLUMNS_SPANNED, about)
        if down > 1 or across > 1:
            yield at, place, at + down - 1, place + across - 1
        place += _number(_COLUMNS_REPEATED, about)


def _number(pattern: re.Pattern[bytes], about: bytes) -> int:
    found = pattern.search(about)
    return int(found[1]) if found else 1


def _of_table(table: ElementTree.Element) -> Look:
    flaws: dict[tuple[int, int], str] = {}
    rows: set[int] = set()
    columns: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        many = int(column.get(f"{_TABLE}number-columns-repeated", "1"))
        if column.get(f"{_TABLE}visibility") and many < _MOST_REPEATED:
            columns.update(range(at, at + many))
        at += many
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        many = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        if row.get(f"{_TABLE}visibility") in ("collapse", "filter") and many < _MOST_REPEATED:
            rows.update(range(at, at + many))
        place = 0
        for cell in row:
            if cell.get(_KIND) == "error":
                found = _SHOWN_AS.search("".join(text for one in cell.iter(f"{_TEXT}p") for text in one.itertext()))
                flaws[at, place] = found[0] if found else "#N/A"
            place += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        at += many
    return Look(flaws=flaws, hidden_rows=frozenset(rows), hidden_columns=frozenset(columns))
