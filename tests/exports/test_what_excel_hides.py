"""What a file does not show: errors in cells, hidden rows and columns, days counted from 1904 or turned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from exports import import_report
from exports.readers import read_file
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.records import MemberRecord, Reading
from tests.exports.test_turned_days import BIRTHS, english
from tests.exports.test_turned_days import book as turned_book

ON = date(2026, 11, 22)
LISTS = Path(__file__).parents[1] / "data" / "lists"
HEAD = ("TT", "Họ và tên", "Số thẻ đảng viên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")
KINDS = (".xlsx", ".xls", ".ods")


def people(reading: Reading) -> list[MemberRecord]:
    return [one for one in reading.records if isinstance(one, MemberRecord)]


def hiding(path: Path) -> Path:
    """Return what was made into the .xls and .ods of the same content by another program."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "DS"
    sheet.append(HEAD)
    for n, name in enumerate(("Ánh", "Bo", "Có", "Dén", "Ín"), 1):
        row = (n, f"Lò Văn {name}", f"01105600000{n}", "12/05/1956", "19/05/1990", "Chi bộ bản Co Mận")
        sheet.append(row)
    for place, error in (("C4", "#N/A"), ("D5", "#NAME?")):
        sheet[place].value = error
        sheet[place].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("D", "E", hidden=True)
    book.save(path)
    return path


@pytest.fixture(params=KINDS)
def hidden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return hiding(tmp_path / "a.xlsx") if request.param == ".xlsx" else LISTS / f"loi_va_an{request.param}"


def test_a_cell_with_an_error_is_refused_by_its_name(hidden: Path):
    found = read_file(hidden, ON)
    assert [(one.place, one.value) for one in found.all_problems() if one.is_error] == [
        ("Trang “DS”, ô C4", "#N/A"),
        ("Trang “DS”, ô D5", "#NAME?"),
    ]
    assert [one.is_refused for one in people(found)] == [False, False, True, True, False]


def test_hidden_rows_and_columns_are_read_and_said(hidden: Path):
    found = read_file(hidden, ON)
    assert len(people(found)) == 5
    said = "Trang “DS”: 1 dòng đang ẩn hoặc đang lọc (dòng 3) và 2 cột đang ẩn (D, E) cũng được đọc."
    assert found.notes.count(said) == 1


def test_nothing_is_said_where_nothing_is_hidden(tmp_path: Path):
    book = Workbook()
    for row in (HEAD, (1, "Lò Văn Ánh", "011056000001", "12/05/1956", "19/05/1990", "Chi bộ bản Co Mận")):
        book.worksheets[0].append(row)
    book.worksheets[0].column_dimensions.group("J", "XFD", hidden=True)  # the blank rest of the sheet
    book.worksheets[0].row_dimensions[9].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert not any("ẩn" in note for note in read_file(tmp_path / "a.xlsx", ON).notes)


def test_days_counted_from_1904_are_those_that_excel_shows(tmp_path: Path):
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    row = (1, "Lò Văn Ánh", "011056000001", date(1956, 5, 12), date(1990, 5, 19), "Chi bộ bản Co Mận")
    for cells in (HEAD, row):
        book.worksheets[0].append(cells)
    book.save(tmp_path / "a.xlsx")
    [one] = people(read_file(tmp_path / "a.xlsx", ON))
    assert (one.born_on, one.admitted_on) == (PartialDate(1956, 5, 12), PartialDate(1990, 5, 19))


def run(db: Database, path: Path, *, turns_days: bool | None, is_dry: bool = False) -> list[str]:
    said: list[str] = []
    assert import_report.run(db, path, is_dry=is_dry, skips=False, say=said.append, turns_days=turns_days) == 0
    return said


@pytest.mark.parametrize("is_dry", [True, False])
def test_days_that_look_turned_are_not_written_from_the_command_line(db: Database, tmp_path: Path, is_dry: bool):
    path = turned_book(tmp_path, [english(*birth) for birth in BIRTHS])
    with pytest.raises(KnownError, match=r"Trang “S”, cột E: có lẽ bị đảo .* --ngay dao .* --ngay giu"):
        run(db, path, turns_days=None, is_dry=is_dry)


@pytest.mark.parametrize(("turns", "said"), [(True, True), (False, False)])
def test_they_are_once_it_was_said_how(db: Database, tmp_path: Path, turns: bool, said: bool):
    path = turned_book(tmp_path, [english(*birth) for birth in BIRTHS])
    lines = run(db, path, turns_days=turns)
    assert lines[-1] == "Đã ghi xong."
    assert any("đã đảo ngày với tháng" in line for line in lines) is said
