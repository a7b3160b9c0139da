"""Cells of a superior's form that nothing of the book fills, written by hand."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Border, Side
from sqlalchemy import select

from exports import files
from exports.drafts import Draft, draft
from exports.learned import free_cells
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Grid, Spot, spot_of
from exports.learned.xml.package import parse, serialise
from exports.making import produce
from exports.offered import find
from exports.report import Needs
from exports.sent import by_hand_of
from models import overrides
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.tables import Member
from tests.exports import learned_forms
from tests.exports.learned_forms import parts
from tests.exports.test_learned_forms import put

pytestmark = pytest.mark.usefixtures("people")
TODAY = date(2026, 11, 22)
OCTOBER = Period.month(2026, 10)
SHEET = "Biểu 01"
KEY = "mau:Biểu tổng hợp"
_LINE = Side(style="thin")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
_ROWS = (
    ("ĐẢNG ỦY XÃ ……………", None, None, None, "Biểu số 9"),
    (None,),
    ("TT", "Nội dung", "Số lượng", "Cùng kỳ", "Ghi chú"),
    ("A", "B", 1, 2, 3),
    (1, "Đảng viên chính thức"),
    (2, "Hộ nghèo", None, 41),
    (3, "Hộ cận nghèo"),
    (None, "Cộng", "=SUM(C5:C7)"),
    (None,),
    (None, "NGƯỜI LẬP BIỂU", None, "T/M ĐẢNG ỦY"),
    (None,),
    (None, "Số điện thoại:"),
)
_OPEN = {*("A8", "C6", "C7", "D5", "D6", "D7", "D8", "E5", "E6", "E7", "E8")}
"""Of the lined table; C5 is bound, C8 the superior's formula, row 4 counts the columns."""


def form(*, is_lined: bool = True) -> Form:
    """Give a form with a table in A3:E8, the signatures and a line that asks for a number below it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in _ROWS:
        sheet.append(row)
    sheet.merge_cells("D10:E10")
    for row in sheet["A3:E8"] if is_lined else ():
        for cell in row:
            cell.border = _BOX
    buffer = BytesIO()
    book.save(buffer)
    return Form(buffer.getvalue(), "bieu.xlsx")


def learned(made: Form, *addresses: str) -> Template:
    """Give a template of a form with the members bound in these cells."""
    bindings = tuple(Binding(Place(SHEET, spot_of(one)), "indicator", "official") for one in addresses)
    return Template("Biểu tổng hợp", Needs.PERIOD, made, bindings)


def drafted(db: Database, period: Period = OCTOBER) -> Draft[object]:
    return draft(db, find(KEY, db), period, TODAY)


def write(db: Database, address: str, text: str, period: Period = OCTOBER) -> None:
    """Write a number by hand into a cell of the form."""
    ready = drafted(db, period)
    spots = ready.spots(SHEET, *spot_of(address))
    with db.write("Sửa tay") as session:
        scope = ready.scope
        words = ready.takes_words(SHEET, *spot_of(address))
        overrides.write(session, KEY, scope.key, scope.label, spots, text, "Theo xã báo", on=TODAY, takes_words=words)


def free(made: Form, *filled: str) -> set[str]:
    values = {Place(SHEET, spot_of(one)): 1 for one in filled}
    return {str(one.spot) for one in free_cells.of(made, values, {})}


def test_the_blank_cells_of_a_lined_table_are_free_and_those_that_ask() -> None:
    assert free(form(), "C5") == {*_OPEN, "C12"}


def test_without_lines_the_table_is_where_words_stand_beside_and_above() -> None:
    found = free(form(is_lined=False), "C5")
    assert {*_OPEN, "C12"} - found == {"A8"}  # no words beside it
    assert found.isdisjoint({"A1", "A2", "C4", "C5", "C8", "A6"})


def test_numbers_that_count_lines_are_not_free_where_a_table_stands_beside_another() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in (("Dân tộc", "Số", "TT", "Dân tộc", "Số"), ("Kinh", None, 7, "Thái", 12)):
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    assert free(Form(buffer.getvalue(), "x.xlsx")) == {"B2", "E2"}


def test_a_free_cell_is_written_by_hand_and_the_superiors_formula_follows(db: Database, tmp_path: Path) -> None:
    put(db, learned(form(), "C5"))
    ready = drafted(db)
    assert ready.is_editable(SHEET, 6, 3, "")
    assert not ready.is_editable(SHEET, 8, 3, "0")
    before = produce(db, KEY, OCTOBER, TODAY, tmp_path / "a")
    write(db, "C6", "12")
    write(db, "D6", "40")  # where another number came with the form
    ready = drafted(db)
    assert [one.text for one in ready.findings()][:2] == [
        "Số ghi tay: ô C6 “Hộ nghèo” = 12; lý do: Theo xã báo.",
        "Số ghi tay: ô D6 “Hộ nghèo” = 40; lý do: Theo xã báo. Biểu in sẵn: 41.",
    ]
    made = produce(db, KEY, OCTOBER, TODAY, tmp_path / "b")
    old, new = (load_workbook(one, data_only=True)[SHEET] for one in (before, made))
    changed = {cell.coordinate for row in new.iter_rows() for cell in row if cell.value != old[cell.coordinate].value}
    assert changed == {"C6", "D6", "C8"}
    assert (new["C6"].value, new["D6"].value) == (12, 40)
    assert new["C8"].value == old["C8"].value + 12
    was, now = parts(before.read_bytes()), parts(made.read_bytes())
    assert {name for name in now if now[name] != was[name]} == {"xl/worksheets/sheet1.xml"}
    told = files.beside(made).read_text(encoding="utf-8-sig")
    assert "ô C6 “Hộ nghèo”, trang “Biểu 01”\nSố ghi tay: 12\nLý do: Theo xã báo" in told
    assert "Số ghi tay: 40\nBiểu in sẵn: 41\nLý do" in told
    page = ready.pages()[0]
    assert ["".join(one.lines) for one in page.words if one.cell == (6, 3)] == ["12"]


def test_a_blank_that_the_file_says_nothing_of_can_be_pointed_at(db: Database) -> None:
    made = learned_forms.form()  # a table without lines, whose C5 is no cell of the file
    assert b'r="C5"' not in parts(made)["xl/worksheets/sheet1.xml"]
    put(db, Template("Biểu tổng hợp", Needs.PERIOD, Form(made, "x.xlsx")))
    assert drafted(db).is_editable(SHEET, 8, 2, "")
    assert (8, 2) in {one.cell for page in drafted(db).pages() for one in page.words}
    write(db, "B8", "30")
    assert load_workbook(BytesIO(drafted(db).content()))[SHEET]["B8"].value == 30


def test_the_number_is_of_its_period_alone(db: Database) -> None:
    put(db, learned(form()))
    write(db, "C7", "3")
    assert [one.row.value for one in drafted(db).placed] == [3]
    assert drafted(db, Period.month(2026, 9)).placed == ()


def test_words_are_written_into_a_cell_of_remarks_and_told_as_words(db: Database, tmp_path: Path) -> None:
    put(db, learned(form(), "C5"))
    remark = "Trừ 02 điểm do 03 đồng chí vắng không lý do, đã nhắc nhở; =1+1"
    assert drafted(db).takes_words(SHEET, 6, 5)
    assert not drafted(db).takes_words(SHEET, 5, 3)  # bound
    write(db, "E6", remark)
    write(db, "C7", "12")
    ready = drafted(db)
    assert ready.findings()[0].text == f"Chữ ghi tay: ô E6 “Hộ nghèo” = “{remark}”; lý do: Theo xã báo."
    made = produce(db, KEY, OCTOBER, TODAY, tmp_path)
    sheet = load_workbook(made)[SHEET]
    assert (sheet["E6"].value, sheet["E6"].data_type, sheet["C7"].value) == (remark, "s", 12)
    told = files.beside(made).read_text(encoding="utf-8-sig")
    assert f"ô E6 “Hộ nghèo”, trang “Biểu 01”\nChữ ghi tay: “{remark}”\nLý do: Theo xã báo" in told
    assert by_hand_of(ready)["ô E6 “Hộ nghèo”, trang “Biểu 01”"] == f"“{remark}”; lý do: Theo xã báo"
    write(db, "E6", "12")  # a number again
    assert [one.row.value for one in drafted(db).placed] == [12, 12]
    db.undo()
    assert [one.row.value for one in drafted(db).placed] == [remark, 12]


def test_words_in_place_of_a_number_are_refused(db: Database) -> None:
    put(db, learned(form(), "C5"))
    with pytest.raises(KnownError, match="không phải là số"):
        write(db, "C5", "nhiều")


def test_the_row_is_named_by_its_words_and_not_by_its_unit(db: Database) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in (("Nội dung", "ĐVT", "Số"), ("Hộ nghèo", "hộ", None), (None, "lượt", None)):
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    put(db, learned(Form(buffer.getvalue(), "x.xlsx")))
    lines = [spots[0][0].line for row in (2, 3) if (spots := drafted(db).spots(SHEET, row, 3))]
    assert lines == ["Hộ nghèo", "lượt"]


def test_what_the_period_before_had_by_hand_is_asked_for(db: Database) -> None:
    put(db, learned(form(), "C5"))
    write(db, "C6", "12")
    write(db, "E7", "Đã sáp nhập")
    write(db, "D6", "40")  # where a number came with the form: not blank
    november = Period.month(2026, 11)
    ready = drafted(db, november)
    (said,) = [one for one in ready.findings() if "kỳ này còn trống" in one.text]
    assert said.text.startswith(
        "Tháng 10 năm 2026 có ghi tay ở ô C6 “Hộ nghèo” (12), ô E7 “Hộ cận nghèo” (“Đã sáp nhập”); kỳ này còn trống"
    )
    assert [one.place for one in said.cells] == [(SHEET, 6, 3), (SHEET, 7, 5)]
    write(db, "C6", "11", november)
    write(db, "E7", "Như trước", november)
    ready = drafted(db, november)
    assert not any("kỳ này còn trống" in one.text for one in ready.findings())


def test_a_number_below_a_list_moves_with_its_line(db: Database) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in (("TT", "Họ và tên", "Điểm"), (None,), (None, "Tổng số hộ"), (None, "Hộ nghèo")):
        sheet.append(row)
    for row in sheet["A1:C4"]:
        for cell in row:
            cell.border = _BOX
    buffer = BytesIO()
    book.save(buffer)
    made = Template("Biểu tổng hợp", Needs.PERIOD, Form(buffer.getvalue(), "x.xlsx"))
    put(db, made.bind(Binding(Place(SHEET, Spot(2, 2)), "rows", "members.full_name")))
    ready = drafted(db)
    rows = {cell.value: cell.row for cell in load_workbook(BytesIO(ready.content()))[SHEET]["B"]}
    assert rows["Hộ nghèo"] > 4
    people = [name for name in rows if name not in ("Họ và tên", "Tổng số hộ", "Hộ nghèo")]
    write(db, f"C{rows['Hộ nghèo']}", "9")
    write(db, f"C{rows[people[1]]}", "8")
    with db.write("Đổi tên") as session:
        first = next(one for one in session.scalars(select(Member)) if one.full_name == people[0])
        first.name_sort = "z"  # the last of all: the others go up
    sheet = load_workbook(BytesIO(drafted(db).content()))[SHEET]
    written = {sheet.cell(row, 2).value: (row, cell) for row in range(2, 99) if (cell := sheet.cell(row, 3).value)}
    assert written == {people[1]: (rows[people[1]] - 1, 8), "Hộ nghèo": (rows["Hộ nghèo"], 9)}


_CELLS = st.lists(
    st.lists(st.sampled_from((None, None, 5, "Chữ", "Số hộ:", "=1+1")), min_size=4, max_size=4), min_size=3, max_size=6
)
_MERGES = st.lists(st.sampled_from(("A1:B1", "B2:C3", "D1:D2", "A3:A4", "C4:D4")), max_size=3, unique=True)


@settings(max_examples=40, deadline=None)
@given(_CELLS, _MERGES, st.booleans(), st.data())
def test_what_is_written_by_hand_changes_its_cell_and_nothing_else(
    cells: list[list[str | int | None]], merges: list[str], is_lined: bool, data: st.DataObject
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in cells:
        sheet.append(row)
    for one in merges:
        sheet.merge_cells(one)
    for row in sheet["A1:D4"] if is_lined else ():
        for cell in row:
            cell.border = _BOX
    buffer = BytesIO()
    book.save(buffer)
    made = Form(buffer.getvalue(), "x.xlsx")
    found = sorted(free_cells.of(made, {}, {}))
    covered = {cell.coordinate for row in sheet.iter_rows() for cell in row if isinstance(cell, MergedCell)}
    kept = load_workbook(BytesIO(made.content)).worksheets[0]
    for place in found:
        assert str(place.spot) not in covered
        assert kept.cell(*place.spot).value in (None, 5)
    assume(found)
    chosen = data.draw(st.sampled_from(found))
    name = sheet.title
    was, now = (parts(made.fill({place: value})[0]) for place, value in ((chosen, 7), (chosen, 77)))
    part = "xl/worksheets/sheet1.xml"
    assert {one for one in now if now[one] != was[one]} == {part}
    before, after = Grid(parse(was[part])), Grid(parse(now[part]))
    assert after.number(chosen.spot) == 77
    after.put_number(chosen.spot, 7)
    assert serialise(after.root) == serialise(before.root)
    filled, _left = made.fill({chosen: 77})
    values = {cell.coordinate: cell.value for row in load_workbook(BytesIO(filled))[name].iter_rows() for cell in row}
    printed = {cell.coordinate: cell.value for row in kept.iter_rows() for cell in row}
    assert {key for key in values if values[key] != printed.get(key)} == {str(chosen.spot)}


def test_the_rows_a_list_is_written_down_are_not_left_unbound() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in (("TT", "Họ và tên", "Điểm", "Ghi chú"), (None,), (None,), (None,), (None, "Tổng số hộ")):
        sheet.append(row)
    for row in sheet["A1:D5"]:
        for cell in row:
            cell.border = _BOX
    buffer = BytesIO()
    book.save(buffer)
    made = Template("Biểu", Needs.PERIOD, Form(buffer.getvalue(), "x.xlsx"))
    made = made.bind(Binding(Place(SHEET, Spot(2, 2)), "rows", "members.full_name"))
    assert [str(one) for one in free_cells.unbound(made, SHEET)] == ["C5"]
