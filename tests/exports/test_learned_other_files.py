"""A learned form whose formulas take numbers from another file of the superior's."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from exports.drafts import draft
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot
from exports.names import CellAt
from exports.offered import find
from exports.report import Needs
from models.database import Database
from tests.exports.test_learned_forms import OCTOBER, TODAY, put

pytestmark = pytest.mark.usefixtures("people")


def _form(*formulas: str) -> Template:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Biểu"
    for row in (["Nội dung", "Số lượng"], ["Tổng số đảng viên", None], *(["Của tệp khác", one] for one in formulas)):
        sheet.append(row)
    for target in ("file:///C:/Bieu/so%20lieu%202025.xlsx", "huyen.xlsx"):
        link: Any = ExternalLink(externalBook=ExternalBook())
        link.externalBook.id = "rId1"
        relation: Any = Relationship
        link.file_link = relation(type="externalLinkPath", Target=target, TargetMode="External")
        links: Any = book
        links._external_links.append(link)
    buffer = BytesIO()
    book.save(buffer)
    made = Template("Biểu", Needs.PERIOD, Form(buffer.getvalue(), "bieu.xlsx"))
    return made.bind(Binding(Place("Biểu", Spot(2, 2)), "indicator", "members"))


def _said(db: Database) -> list[tuple[str, list[CellAt]]]:
    ready = draft(db, find("mau:Biểu", db), OCTOBER, TODAY)
    return [(one.text, [*one.cells]) for one in ready.findings() if "tệp khác" in one.text or "tính trước" in one.text]


def test_cells_that_take_from_another_file_name_it(db: Database) -> None:
    put(db, _form("=[1]Sheet1!A1", "='[2]Trang 1'!B2+B2", "=B2*2"))
    ((text, cells),) = _said(db)
    assert text.startswith("2 ô (B3:B4) lấy số từ tệp khác (“huyen.xlsx”, “so lieu 2025.xlsx”) nên")
    assert [cell.place for cell in cells] == [("Biểu", 3, 2), ("Biểu", 4, 2)]
    ready = draft(db, find("mau:Biểu", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    assert [sheet["B3"].value, sheet["B4"].value] == ["=[1]Sheet1!A1", "='[2]Trang 1'!B2+B2"]  # as they came


def test_a_form_that_takes_from_no_other_file_says_nothing_of_any(db: Database) -> None:
    put(db, _form("=B2*2"))
    assert _said(db) == []
