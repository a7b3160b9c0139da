"""A workbook is saved as openpyxl saves it: the same parts, the same cells, whatever stands in them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.formula import ArrayFormula

from exports import REPORTS, saving
from exports.drafts import draft
from exports.report import Report
from models.database import Database
from tests.exports.commune import OCTOBER, TODAY

_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a file; of what kind a number or nothing is goes without saying."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        found = {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}
    for name, part in found.items():
        if name.startswith("xl/worksheets/sheet"):
            root = ElementTree.fromstring(part)
            for cell in root.iter(_CELL):
                if cell.get("t") == "n" or len(cell) == 0:
                    cell.attrib.pop("t", None)
            found[name] = ElementTree.tostring(root)
    return found


def _by_openpyxl(workbook: Workbook) -> bytes:
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _agree(workbook: Workbook) -> None:
    _by_openpyxl(workbook)  # the first saving of a workbook leaves more traces in it than the second
    ours, theirs = _parts(saving.to_bytes(workbook)), _parts(_by_openpyxl(workbook))
    assert list(ours) == list(theirs)
    assert ours == theirs


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=12).map(
    lambda text: ILLEGAL_CHARACTERS_RE.sub("", text)
)
_VALUE = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    _TEXT,
    st.sampled_from(["=SUM(A1:A3)", '=IF(A1<2,"&","")', "#N/A", " trước", "sau ", "<&>\"'", "dòng\nmới\t\r"]),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(), timedelta(days=400)),
)
_PLACE = st.tuples(st.integers(1, 40), st.integers(1, 60), _VALUE, st.booleans())


@given(st.lists(_PLACE, max_size=12))
def test_any_values(cells: list[tuple[int, int, object, bool]]) -> None:
    workbook = Workbook()
    sheet: Any = workbook.active
    for row, column, value, is_dressed in cells:
        cell = sheet.cell(row, column, value)
        if is_dressed:
            cell.font, cell.border = Font(bold=True), Border(left=Side("thin"))
        sheet.row_dimensions[row].height = 20 + column
    sheet.row_dimensions[50].hidden = True
    sheet.merge_cells("C3:E5")
    _agree(workbook)


def test_what_only_openpyxl_can_write() -> None:
    workbook = Workbook()
    first: Any = workbook.active
    first["A1"], first["A1"].comment = 3, Comment("Số sửa tay", "Sổ Chi Bộ")
    for name, value in (
        ("Chữ", CellRichText("Đảng ", TextBlock(InlineFont(b=True), "viên"))),
        ("Mảng", ArrayFormula("A1:A2", "=B1:B2*2")),
        ("Giờ", timedelta(hours=3)),
        ("Trống", None),
    ):
        workbook.create_sheet(name)["A1"] = value
    workbook["Trống"]["B2"].hyperlink = "https://example.org/"
    _agree(workbook)
    comments = load_workbook(BytesIO(saving.to_bytes(workbook)))
    assert comments.worksheets[0]["A1"].comment is not None


def test_a_text_no_file_can_hold_is_refused_not_written() -> None:
    workbook = Workbook()
    cell: Any = workbook.active["A1"]
    cell._value, cell.data_type = "\uffff", "s"
    with pytest.raises(ValueError, match="XML"):
        saving.to_bytes(workbook)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("one", REPORTS, ids=lambda one: one.key)
def test_every_report(db: Database, one: Report[Any]) -> None:
    _agree(draft(db, one, OCTOBER, TODAY).workbook())


def test_times() -> None:
    workbook = Workbook()
    workbook.active.append([time(7, 30), date(1899, 12, 31), datetime(1900, 2, 28, 12)])
    _agree(workbook)
