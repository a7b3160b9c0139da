"""Two tables side by side on one sheet: each is read as its own, nobody is lost, nothing moves across."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports import marked_copy
from exports.readers import read_file
from models import imports
from models.database import Database
from models.errors import KnownError
from models.outline import ReadingChoices, UnknownList
from tests.exports.books import write_book
from tests.exports.test_office_lists import ANH, HEAD, ON, XOM, names, people, read

IN = (1, "Vừ A Ín", "1990", "30/8/2018", "Bản Co Kham")


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_both_are_read(tmp_path: Path, gap: int):
    blank = [None] * gap
    reading = read(tmp_path / "a.xlsx", (*HEAD, *blank, *HEAD), (*ANH, *blank, *IN), XOM)
    assert names(reading) == ["Lò Văn Ánh", "Cà Thị Xôm", "Vừ A Ín"]
    letter = "FGH"[gap]
    assert {(one.sheet, one.row) for one in people(reading)} == {("DS", 2), ("DS", 3), (f"DS: bảng từ cột {letter}", 2)}
    assert f"Trang “DS”: có 2 bảng cạnh nhau, đọc riêng từng bảng; bảng sau từ cột {letter}." in reading.notes
    assert not any("mới đọc" in note for note in reading.notes)
    assert [outline.columns[1].letter for outline in reading.outlines] == ["B", "GHI"[gap]]


def test_three_tables_are_three(tmp_path: Path):
    reading = read(tmp_path / "a.xlsx", (*HEAD, *HEAD, None, *HEAD), (*ANH, *IN, None, *XOM))
    assert names(reading) == ["Lò Văn Ánh", "Vừ A Ín", "Cà Thị Xôm"]
    assert [one.name for one in reading.outlines] == ["DS", "DS: bảng từ cột F", "DS: bảng từ cột L"]


def test_each_has_the_columns_it_has(tmp_path: Path):
    """What only the second table says is not said of the people of the first."""
    more = (*HEAD, "Chi bộ")
    reading = read(tmp_path / "a.xlsx", (*HEAD, None, *more), (*ANH, None, *IN, "Chi bộ bản Co Kham"))
    assert [one.cell_name for one in people(reading)] == [None, "Chi bộ bản Co Kham"]


def test_a_title_over_one_is_its_cell_and_a_title_over_both_is_that_of_each(tmp_path: Path):
    each = (*["CHI BỘ BẢN NOONG É", *[None] * 4], None, "CHI BỘ BẢN CO KHAM")
    tables = ((*HEAD, None, *HEAD), (*ANH, None, *IN))
    found = people(read(tmp_path / "a.xlsx", each, *tables))
    assert [one.cell_name for one in found] == ["Chi bộ bản Noong É", "Chi bộ bản Co Kham"]
    both = ("CHI BỘ BẢN NOONG É",)
    found = people(read(tmp_path / "b.xlsx", both, *tables, merged=["A1:K1"]))
    assert [one.cell_name for one in found] == ["Chi bộ bản Noong É"] * 2
    found = people(read(tmp_path / "c.xlsx", both, *tables))  # over the first alone: nobody guesses
    assert [one.cell_name for one in found] == ["Chi bộ bản Noong É", None]


def test_signatures_and_totals_below_are_of_neither(tmp_path: Path):
    below = (("Tổng cộng: 2 đồng chí",), (*[None] * 7, "TM. CHI ỦY"), (*[None] * 7, "Lò Văn Chấn"))
    reading = read(tmp_path / "a.xlsx", (*HEAD, None, *HEAD), (*ANH, None, *IN), *below)
    assert names(reading) == ["Lò Văn Ánh", "Vừ A Ín"]


def test_unknown_tables_of_the_same_headings_are_named_one_by_one(tmp_path: Path, db: Database):
    head = ("TT", "Họ và tên", "Sinh", "Vào", "Dấu hiệu")
    one, two = (1, "Lò Văn Ánh", 1977, 2012, "a"), (1, "Vừ A Ín", 1990, 2018, "b")
    path = write_book(tmp_path / "a.xlsx", {"S": [(*head, *head), (*one, *two)]})
    with pytest.raises(UnknownList) as raised:
        read_file(path, ON)
    assert [outline.name for outline in raised.value.outlines] == ["S", "S: bảng từ cột F"]
    fields = {
        "S": {1: "name", 2: "born", 3: "admitted"},
        "S: bảng từ cột F": {6: "name", 7: "born", 8: "admitted"},
    }
    reading = read_file(path, ON, choices=ReadingChoices(fields=fields))
    assert [(one.full_name, str(one.born_on)) for one in people(reading)] == [
        ("Lò Văn Ánh", "1977"),
        ("Vừ A Ín", "1990"),
    ]
    with db.write("Cột") as session:
        imports.remember(session, reading.outlines)
    with db.read() as session:
        again = read_file(path, ON, choices=imports.as_before(session))
    assert names(again) == ["Lò Văn Ánh", "Vừ A Ín"]


def test_errors_are_marked_in_the_sheet_they_stand_in(tmp_path: Path):
    wrong = (1, "Vừ A Ín", "1990", "31/02/2018", "Bản Co Kham")
    path = tmp_path / "a.xlsx"
    reading = read(path, (*HEAD, None, *HEAD), (*ANH, None, *wrong))
    [refused] = [one for one in people(reading) if one.is_refused]
    assert marked_copy.write(path, refused.problems, tmp_path / "b.xlsx") == 1
    sheet = load_workbook(tmp_path / "b.xlsx")["DS"]
    assert (sheet["J2"].fill.fgColor.rgb, sheet["L1"].value) == ("FFF4C7C3", marked_copy.REASON)


def test_one_of_them_may_be_left_out(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    reading = read(path, (*HEAD, None, *HEAD), (*ANH, None, *IN))
    second = reading.outlines[1]
    reading = read_file(path, ON, choices=ReadingChoices(left_out=frozenset({second.name})))
    assert names(reading) == ["Lò Văn Ánh"]
    assert f"Trang “{second.name}”: không nhập, như đã chọn." in reading.notes
    assert reading.outlines[1].name == second.name  # it can be taken in again
    every = frozenset(outline.name for outline in reading.outlines)
    with pytest.raises(KnownError, match="Chưa chọn trang nào"):
        read_file(path, ON, choices=ReadingChoices(left_out=every))
