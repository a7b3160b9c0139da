"""The percentage of two columns of a list: typed once in its first row, it goes down every row."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from exports.drafts import Draft, draft
from exports.learned.fill import Form, Place
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.proposals import Reader
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.offered import find
from exports.report import Needs
from models import overrides
from models.database import Database
from tests.exports import listed_forms
from tests.exports.learned_forms import SHEET
from tests.exports.listed_forms import LIST
from tests.exports.test_learned_forms import OCTOBER, TODAY, binding, learned, put
from tests.exports.test_learned_proposals import template_of

pytestmark = pytest.mark.usefixtures("people")
FIRST = 30


def listed(address: str, kind: str, key: str) -> Binding:
    return Binding(Place(LIST, spot_of(address)), kind, key)


def test_a_share_of_two_columns_goes_down_the_list_and_follows_a_number_by_hand(db: Database) -> None:
    columns = {"B": "name", "D": "members", "E": "official"}
    bindings = [listed(f"{column}5", "rows", f"cells.{key}") for column, key in columns.items()]
    form = Form(listed_forms.form(rows=2), "ds.xlsx")
    made = Template("Biểu tổng hợp", Needs.PERIOD, form)
    for one in (*bindings, listed("H5", "share", "E5/D5")):
        made = made.bind(one)
    put(db, made)

    def shown() -> tuple[Draft[Any], Any]:
        ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
        return ready, load_workbook(BytesIO(ready.content()), data_only=True)[LIST]

    ready, sheet = shown()
    rows = [row for row in range(5, 50) if sheet.cell(row, 2).value and sheet.cell(row, 2).value != "Cộng"]
    assert len(rows) > 2  # more than the form came with
    for row in rows:
        part, whole = sheet.cell(row, 5).value, sheet.cell(row, 4).value
        assert sheet.cell(row, 8).value == (pytest.approx(100 * part / whole, abs=0.05) if whole else None)
    assert sheet.cell(rows[-1] + 1, 8).value is None
    last = next(row for row in reversed(rows) if sheet.cell(row, 4).value)
    read = ready.behind(LIST, last, 8)
    assert read is not None
    with db.read() as session:
        assert read(session).explanation.startswith(f"Ô E{last}: ")
    twice = 2 * sheet.cell(last, 4).value
    with db.write("Sửa tay") as session:
        spots = ready.spots(LIST, last, 5)
        key, scope = ready.report.key, ready.scope
        overrides.write(session, key, scope.key, scope.label, spots, str(twice), "Theo biên bản", on=TODAY)
    again = shown()[1]
    assert (again.cell(last, 5).value, again.cell(last, 8).value) == (twice, 200)


def test_a_share_beside_a_list_of_one_cell_of_it_stays_where_it_is(db: Database) -> None:
    columns = {"E": "name", "F": "members"}
    bindings = [binding(f"{column}{FIRST}", "rows", f"cells.{key}") for column, key in columns.items()]
    put(db, learned(*bindings, binding("B5", "indicator", "members"), binding(f"H{FIRST}", "share", f"F{FIRST}/B5")))
    sheet = load_workbook(BytesIO(draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY).content()), data_only=True)[
        SHEET
    ]
    assert sheet[f"H{FIRST}"].value == pytest.approx(100 * sheet[f"F{FIRST}"].value / sheet["B5"].value, abs=0.05)
    assert sheet[f"H{FIRST + 1}"].value is None


@pytest.mark.parametrize(
    ("heads", "made"),
    [
        (("Tổng số đảng viên", "Nữ", "Tỷ lệ %", "Dự bị", "Tỷ lệ % dự bị"), {"E2": "D2/C2", "G2": "F2/C2"}),
        (("Tổng số đảng viên", "Nữ", "Dự bị", "Tỷ lệ nữ (%)", "Ghi chú"), {"F2": "D2/C2"}),
        (("Tổng số đảng viên", "Tỷ lệ %", "Nữ", "Dự bị", "Tỷ lệ đảng viên biết chữ (%)"), {}),
        (("Nữ", "Tỷ lệ %", "Dự bị", "Ghi chú", "Khác"), {}),
    ],
)
def test_a_share_is_proposed_where_its_heading_says_of_what(heads: tuple[str, ...], made: dict[str, str]) -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.append(["STT", "Chi bộ", *heads])
    for row in (2, 3):
        for column in range(1, 8):
            sheet.cell(row, column).border = Border(bottom=Side("thin"))
    buffer = BytesIO()
    book.save(buffer)
    template = template_of(buffer.getvalue())
    found = Reader(template, ()).proposals(sheet.title, SheetWords(sheet))
    assert any(one.binding.kind == "rows" for one in found)
    assert {str(one.binding.place.spot): one.binding.key for one in found if one.binding.kind == "share"} == made
