"""A list nobody knows: header and columns guessed from content, put right by hand, remembered by its headings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports import marked_copy
from exports.readers import read_file
from models import imports
from models.database import Database
from models.errors import KnownError
from models.outline import ReadingChoices, SheetOutline, UnknownList
from models.records import MemberRecord, Reading
from tests.exports.books import member, member_book, write_book

ON = date(2026, 11, 22)
HEAD = ("TT", "Đồng chí", "Sinh", "Vào", "Dấu hiệu", "Thuộc", "Khác")
ROWS = [
    (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", "011077501364", "Chi bộ bản Co Mận", "a"),
    (2, "Lý Thị Say", 1988, datetime(2017, 8, 30), 11188232440, "Chi bộ bản Noong É", "b"),
    (3, "Sùng A Tủa", "4.2.2001", "27/11/22", "011201443320", "Chi bộ bản Co Mận", None),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_book(tmp_path / "la.xlsx", {"S": [("DANH SÁCH",), (), HEAD, *ROWS]})


def outline_of(path: Path) -> SheetOutline:
    with pytest.raises(UnknownList) as raised:
        read_file(path, ON)
    [outline] = raised.value.outlines
    return outline


def fields(outline: SheetOutline) -> dict[int, str]:
    return {column.index: column.field or "" for column in outline.columns}


def people(reading: Reading) -> list[MemberRecord]:
    return [record for record in reading.records if isinstance(record, MemberRecord)]


def test_columns_are_guessed_from_what_stands_in_them(path: Path):
    outline = outline_of(path)
    assert outline.header_row == 3
    assert fields(outline) == {0: "", 1: "name", 2: "born", 3: "admitted", 4: "citizen", 5: "cell", 6: ""}
    assert outline.columns[4].samples[1] == ("11188232440", "11188232440")


def test_it_is_read_as_the_officer_says(path: Path):
    reading = read_file(path, ON, choices=ReadingChoices(fields={"S": fields(outline_of(path))}))
    found = people(reading)
    assert [one.full_name for one in found] == [row[1] for row in ROWS]
    assert [one.citizen_id for one in found] == ["011077501364", "011188232440", "011201443320"]
    assert [str(one.admitted_on) for one in found] == ["15/10/2012", "30/08/2017", "27/11/2022"]
    assert not any(one.is_refused for one in found)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({2: "born", 3: "born"}, "Hai cột C và D cùng là “Ngày sinh”; hãy chỉ để một cột."),
        ({1: ""}, "Chưa có cột “Họ và tên”; hãy chọn cột ghi họ và tên."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(path: Path, change: dict[int, str], sentence: str):
    with pytest.raises(KnownError) as raised:
        read_file(path, ON, choices=ReadingChoices(fields={"S": fields(outline_of(path)) | change}))
    assert raised.value.message == sentence


def test_the_second_file_of_that_making_is_known(path: Path, tmp_path: Path, db: Database):
    decided = fields(outline_of(path))
    reading = read_file(path, ON, choices=ReadingChoices(fields={"S": decided}))
    with db.write("Nhập") as session:
        imports.remember(session, reading.outlines)
    with db.read() as session:
        known = ReadingChoices(remembered=imports.recalled(session))
    other = write_book(tmp_path / "sau.xlsx", {"T": [[one.upper() for one in HEAD], *ROWS[:2]]})
    assert [one.full_name for one in people(read_file(other, ON, choices=known))] == ["Lò Văn Ánh", "Lý Thị Say"]
    assert fields(read_file(other, ON, choices=known).outlines[0]) == decided


def test_a_column_read_wrongly_is_put_right(tmp_path: Path):
    book = member_book(tmp_path / "a.xlsx", member(), member(no=2, name="Cà Văn Xôm", citizen=None, card=None))
    first = read_file(book, ON)
    swapped = fields(first.outlines[0]) | {4: "admitted", 5: "born"}
    assert all(one.is_refused for one in people(read_file(book, ON, choices=ReadingChoices(fields={"DS": swapped}))))
    moved = replace(ReadingChoices(), header_rows={"DS": 1}, fields={"DS": fields(first.outlines[0])})
    assert people(read_file(book, ON, choices=moved)) == people(first)


def test_the_workbook_comes_back_with_its_errors_marked(tmp_path: Path, db: Database):
    source = member_book(
        tmp_path / "a.xlsx",
        member(),
        member(no=2, name="CÀ VĂN XÔM", citizen="011090000001", card=None, born="31/2/90"),
    )
    with db.read() as session:
        plan = imports.plan(session, read_file(source, ON), ON)
    assert marked_copy.write(source, plan.errors, tmp_path / "b.xlsx") == 1
    sheet = load_workbook(tmp_path / "b.xlsx").worksheets[0]
    assert sheet["E3"].fill.fgColor.rgb == "FFF4C7C3"
    assert sheet["E2"].fill.fill_type is None
    assert sheet["J1"].value == marked_copy.REASON
    assert "E3" in str(sheet["J3"].value)
    assert sheet["J2"].value is None
    for row in (1, 2, 3):
        before = load_workbook(source).worksheets[0]
        assert [cell.value for cell in sheet[row]][:9] == [cell.value for cell in before[row]]
    with pytest.raises(KnownError, match="tệp gốc"):
        marked_copy.write(source, plan.errors, source)
    with pytest.raises(KnownError, match="xlsx"):
        marked_copy.write(tmp_path / "a.xls", plan.errors, tmp_path / "c.xlsx")
