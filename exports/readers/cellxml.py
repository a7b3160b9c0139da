"""A look at the raw cells of an .xlsx, for what the fast reader cannot say.

The fast reader turns a formula that was never calculated and an error such as #N/A into an empty cell, and a stray
cell at the far corner of a sheet makes it ask for more memory than there is. Both are found here first.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

_CELL: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_PLAIN_FORMULA: Final = re.compile(rb"<f[\s/>]")  # found twice as fast
_ERROR: Final = re.compile(rb't="e"')  # found faster than by `in`
_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_FILLED: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*(?<!/)>')
_LETTERS: Final = re.compile(rb'r="([A-Z]{1,3})')
_ROWS: Final = re.compile(rb'r="(\d+)"')
_FAR_ROW: Final = re.compile(rb'<row(?!Breaks| r="\d{1,5}")')  # or one without a number
_NEAR: Final = 99_999
_TWO_LETTERS: Final = re.compile(rb'r="[A-Z]{2}')
_ALPHABET: Final = 26
_STYLED: Final = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?<!/)>")
_STYLE: Final = re.compile(rb'\bs="(\d+)"')
_HIDDEN: Final = b"hidden="
_IS_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_MIN: Final = re.compile(rb'\bmin="(\d+)"')
_MAX: Final = re.compile(rb'\bmax="(\d+)"')
_MOST_HIDDEN: Final = 1000
"""More columns hidden at once are the blank rest of a sheet."""
_OLD_FONT: Final = re.compile(rb'"(?:\.vn|vntime|vnarial|vni)', re.IGNORECASE)
_START: Final = 4096
_MOST_FONTS: Final = 400_000
MAX_CELLS: Final = 10_000_000  # 50,000 rows of 200 columns; the fast reader keeps a whole rectangle in memory
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True)
class Look:
    """What one sheet holds: a row and column beyond which no cell lies (from 1), and what is wrong where.

    Places are (row, column) from 0.

    A flaw is "" for a formula without a value, else the error Excel shows (#N/A). `fonts` names the font of the cells
    that are in one drawn for an old Vietnamese encoding (.VnTime, VNI-Times). `hidden_rows` and `hidden_columns` are
    those that Excel does not show, be they hidden by hand or by a filter. `merged` holds the merged cells (first row,
    first column, last row, last column) of a kind of file of which the fast reader does not tell them.
    """

    last_row: int = 0
    last_column: int = 0
    flaws: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    fonts: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


def look(content: bytes) -> dict[str, Look]:
    """Return a look at each sheet by name; empty for a file that is not an .xlsx or .xlsm."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        fonts = _old_fonts(package.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
        return {name: _look_at(package.read(part), fonts) for name, part in _parts(package) if part in names}


def _parts(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return sheet name and path of its XML, in workbook order."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found: list[tuple[str, str]] = []
    for element in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_ID) or element.get(_STRICT_ID), "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found.append((element.get("name", ""), path))
    return found


def _old_fonts(styles: bytes) -> dict[bytes, str]:
    """Return the cell styles whose font draws an old encoding: number of the style → name of the font."""
    if not _OLD_FONT.search(styles):
        return {}
    root = ElementTree.fromstring(styles)
    space = root.tag.partition("}")[0] + "}" if root.tag.startswith("{") else ""
    names: list[str] = []
    for font in root.iterfind(f"{space}fonts/{space}font"):
        found = font.find(f"{space}name")
        names.append("" if found is None else found.get("val", ""))
    formats = [int(one.get("fontId", "0")) for one in root.iterfind(f"{space}cellXfs/{space}xf")]
    return {
        str(number).encode(): names[font]
        for number, font in enumerate(formats)
        if font < len(names) and _OLD_FONT.search(b'"' + names[font].encode())
    }


def _look_at(xml: bytes, fonts: dict[bytes, str]) -> Look:
    is_prefixed = b":worksheet" in xml[:_START]  # every name then begins so
    last_row, last_column = _corner(xml, is_prefixed=is_prefixed)
    is_flawed = _ERROR.search(xml) is not None or (_FORMULA if is_prefixed else _PLAIN_FORMULA).search(xml) is not None
    found = Look(last_row, last_column, _flaws(xml) if is_flawed else {}, _fonts(xml, fonts) if fonts else {})
    return (
        replace(found, hidden_rows=_hidden_rows(xml), hidden_columns=_hidden_columns(xml)) if _HIDDEN in xml else found
    )


def _hidden_rows(xml: bytes) -> frozenset[int]:
    tags = (one[0] for one in _ROW.finditer(xml) if _IS_HIDDEN.search(one[0]))
    return frozenset(int(place[1]) - 1 for tag in tags if (place := _ROWS.search(tag)))


def _hidden_columns(xml: bytes) -> frozenset[int]:
    tags = [one[0] for one in _COLUMN.finditer(xml) if _IS_HIDDEN.search(one[0])]
    spans = [(_MIN.search(tag), _MAX.search(tag)) for tag in tags]
    return frozenset(
        column
        for first, last in spans
        if first and last and int(last[1]) - int(first[1]) < _MOST_HIDDEN
        for column in range(int(first[1]) - 1, int(last[1]))
    )


def _corner(xml: bytes, *, is_prefixed: bool) -> tuple[int, int]:
    """Return the last row and column: of all cells while that is near enough, else of the cells with something in.

    Where no column has two letters and no row six digits, it does not matter which is the last.
    """
    if not is_prefixed and not _FAR_ROW.search(xml) and not _TWO_LETTERS.search(xml):
        return _NEAR, _ALPHABET
    rows = _ROWS.findall(xml)
    last_row = max(map(int, rows), default=0)
    last_column = max((column_number(letters.decode()) for letters in set(_LETTERS.findall(xml))), default=0)
    if last_row * last_column <= MAX_CELLS and len(rows) >= xml.count(b":row" if is_prefixed else b"<row"):
        return last_row, last_column
    filled = _FILLED.findall(xml)
    columns = {letters for letters, _digits in filled}
    return (
        max((int(digits) for _letters, digits in filled), default=0),
        max((column_number(letters.decode()) for letters in columns), default=0),
    )


def _fonts(xml: bytes, fonts: dict[bytes, str]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for cell in _STYLED.finditer(xml):
        place, style = _PLACE.search(cell[1]), _STYLE.search(cell[1])
        name = fonts.get(style[1] if style else b"0")
        if name is not None and place is not None:
            found[int(place[2]) - 1, column_number(place[1].decode()) - 1] = name
            if len(found) >= _MOST_FONTS:
                break  # the neighbours and the sounds decide about the rest
    return found


def _flaws(xml: bytes) -> dict[tuple[int, int], str]:
    flaws: dict[tuple[int, int], str] = {}
    for cell in _CELL.finditer(xml):
        attributes, inside = cell[1], cell[2]
        place = _PLACE.search(attributes)
        if place is None:
            continue
        value = _VALUE.search(inside)
        where = (int(place[2]) - 1, column_number(place[1].decode()) - 1)
        if b't="e"' in attributes:
            flaws[where] = value[1].decode("utf-8", "replace") if value else ""
        elif value is None and b't="str"' not in attributes and _FORMULA.search(inside):
            flaws[where] = ""  # t="str" with an empty value is a formula whose answer is an empty text
    return flaws


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(index: int) -> str:
    """Return the letters of a column from its index: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
