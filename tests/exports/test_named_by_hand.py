"""Village lists and attendance books whose columns nobody knows: named by hand once, known the next time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import import_report
from exports.readers import check_unchanged, read_file
from models import imports
from models.database import Database
from models.errors import KnownError
from models.outline import ReadingChoices, UnknownList
from models.records import CellSheet, VillageRecord
from models.tables import Mark
from tests.exports.books import member, member_book, write_book

ON = date(2026, 11, 22)
VILLAGES = [("Địa danh", "Nhà", "Người"), ("Bản Co Mận", 80, 390), ("Bản Noong É", 61, 300)]
ROLL_HEAD = ("TT", "Đồng chí", "1", "2", "3")
PEOPLE = [(1, "Lò Văn Ánh", "x", "P", "x"), (2, "Lý Thị Say", "x", "x", "K")]


def roll_rows(name: str) -> list[tuple[Any, ...]]:
    return [
        (f"SỔ ĐIỂM DANH NĂM 2026 - {name.upper()}",),
        ROLL_HEAD,
        (None, None, "03/01/2026", "05/02/2026", "04/03/2026"),
        *PEOPLE,
    ]


def named(layout: str, fields: dict[int, str], sheet: str = "S") -> ReadingChoices:
    return ReadingChoices(layout=layout, fields={sheet: fields})


def test_a_village_list_is_read_as_the_officer_says_and_known_the_next_time(tmp_path: Path, db: Database):
    book = write_book(tmp_path / "a.xlsx", {"S": VILLAGES})
    with pytest.raises(UnknownList):
        read_file(book, ON)
    reading = read_file(book, ON, choices=named("thon-ban", {0: "name", 1: "households", 2: "population"}))
    found = [record for record in reading.records if isinstance(record, VillageRecord)]
    assert [(one.name, one.households, one.population) for one in found] == VILLAGES[1:]
    with db.write("Nhập") as session:
        imports.remember(session, reading.outlines)
    with db.read() as session:
        known = ReadingChoices(remembered=imports.recalled(session))
    again = write_book(tmp_path / "sau.xlsx", {"T": [VILLAGES[0], ("Bản Pá Chả", 20, 99)]})
    [one] = read_file(again, ON, choices=known).records
    assert isinstance(one, VillageRecord)
    assert (one.name, one.households) == ("Bản Pá Chả", 20)


def test_an_attendance_book_is_guessed_named_once_and_all_its_sheets_are_read(tmp_path: Path):
    cells = ("Chi bộ bản Co Mận", "Chi bộ bản Noong É")
    book = write_book(tmp_path / "a.xlsx", {name: roll_rows(name) for name in cells})
    with pytest.raises(UnknownList) as raised:
        read_file(book, ON)
    outline = raised.value.outlines[0]
    assert outline.layout == "diem-danh"
    fields = {column.index: column.field or "" for column in outline.columns}
    assert fields == {0: "number", 1: "name", 2: "month1", 3: "month2", 4: "month3"}
    reading = read_file(book, ON, choices=named("diem-danh", fields, cells[0]))
    found = [record for record in reading.records if isinstance(record, CellSheet)]
    assert [one.cell_name for one in found] == list(cells)
    assert [[held.held_on.month for held in one.meetings] for one in found] == [[1, 2, 3]] * 2
    assert [mark.mark for mark in found[0].lines[1].marks] == [Mark.PRESENT, Mark.PRESENT, Mark.UNEXCUSED]
    assert not any(problem.is_error for problem in reading.all_problems())


@pytest.mark.parametrize(
    ("layout", "fields", "sentence"),
    [
        ("thon-ban", {0: "name", 1: "households", 2: "households"}, "Hai cột B và C cùng là “Số hộ”"),
        ("thon-ban", {0: "", 1: "households"}, "Chưa có cột “Tên thôn, bản”"),
        ("diem-danh", {0: "name", 1: "month1", 2: "month1"}, "Hai cột B và C cùng là “Tháng 1”"),
        ("diem-danh", {0: "name", 1: ""}, "Chưa có cột tháng nào"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(tmp_path: Path, layout: str, fields: dict[int, str], sentence: str):
    book = write_book(tmp_path / "a.xlsx", {"S": VILLAGES})
    with pytest.raises(KnownError, match=sentence):
        read_file(book, ON, choices=named(layout, fields))


def test_a_book_of_marks_without_its_days_says_so(tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", {"S": [ROLL_HEAD, *PEOPLE]})
    fields = {1: "name", 2: "month1", 3: "month2", 4: "month3"}
    [problem] = read_file(book, ON, choices=named("diem-danh", fields)).all_problems()
    assert problem.reason == "Không thấy dòng “Ngày họp”."


ODD = [  # a line for the chair between the months and their days, which nobody named
    ("SỔ ĐIỂM DANH NĂM 2026",),
    ("TT", "Họ và tên", "Tháng 1", "Tháng 2", "Tháng 3"),
    (None, "Chủ trì", "Ánh", "Ánh", "Say"),
    (None, "Hội trường thôn", None, None, None),
    (None, "Họp vào", "03/01/2026", "05/02/2026", "04/03/2026"),
    *PEOPLE,
]


def test_the_row_of_days_of_an_odd_book_is_pointed_out_once_for_all_its_sheets(tmp_path: Path, db: Database):
    names = ("Chi bộ bản Co Mận", "Chi bộ bản Noong É")
    book = write_book(tmp_path / "a.xlsx", dict.fromkeys(names, ODD))
    before = read_file(book, ON)
    assert {one.reason for one in before.all_problems() if one.is_error} == {"Không thấy dòng “Ngày họp”."}
    assert [one.date_row for one in before.outlines] == [None, None]
    reading = read_file(book, ON, choices=ReadingChoices(date_rows={names[0]: 5}))
    found = [record for record in reading.records if isinstance(record, CellSheet)]
    assert [[held.held_on for held in one.meetings] for one in found] == [
        [date(2026, 1, 3), date(2026, 2, 5), date(2026, 3, 4)]
    ] * 2
    assert [[line.full_name for line in one.lines] for one in found] == [["Lò Văn Ánh", "Lý Thị Say"]] * 2
    assert not [one for one in reading.all_problems() if one.is_error]
    assert [one.date_row for one in reading.outlines] == [5, 5]
    with db.write("Nhập") as session:
        imports.remember_days(session, reading.outlines[:1])
    with db.read() as session:
        known = ReadingChoices(remembered_days=imports.recalled_days(session))
    later = write_book(tmp_path / "sau.xlsx", {"Chi bộ bản Pá Chả": [("SỔ",), *ODD]})
    [one] = read_file(later, ON, choices=known).records
    assert isinstance(one, CellSheet)
    assert [held.row for held in one.meetings] == [6, 6, 6]
    unsaid = replace(known, date_rows={"Chi bộ bản Pá Chả": 0})
    [one] = read_file(later, ON, choices=unsaid).records
    assert isinstance(one, CellSheet)
    assert not one.meetings


def test_a_row_of_days_that_is_not_there_is_refused(tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", {"S": ODD})
    with pytest.raises(KnownError, match="Trang “S” không có dòng 99; hãy chọn lại dòng ngày họp"):
        read_file(book, ON, choices=ReadingChoices(date_rows={"S": 99}))


def test_a_row_of_days_without_days_says_so_cell_by_cell(tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", {"S": ODD})
    problems = read_file(book, ON, choices=ReadingChoices(date_rows={"S": 3})).all_problems()
    places = [one.place for one in problems if one.is_error and one.field == "Ngày họp"]
    assert places == ["Trang “S”, ô C3", "Trang “S”, ô D3", "Trang “S”, ô E3"]


def test_what_was_remembered_before_kinds_were_is_a_list_of_members(db: Database):
    from models.office import put_setting

    with db.write("Cũ") as session:
        put_setting(session, "Cột của danh sách abc", "1=name;2=born")
    with db.read() as session:
        assert imports.recalled(session)["abc"] == ("dang-vien", {1: "name", 2: "born"})


def test_a_file_changed_or_gone_after_the_preview_is_not_written(tmp_path: Path):
    book = member_book(tmp_path / "a.xlsx", member())
    read = read_file(book, ON)
    check_unchanged(book, read.sha256)
    member_book(book, member(), member(no=2, name="CÀ VĂN XÔM", citizen=None, card=None))
    with pytest.raises(KnownError, match="đã được sửa sau khi xem trước; chưa ghi gì"):
        check_unchanged(book, read.sha256)
    book.unlink()
    with pytest.raises(KnownError, match=r"Không còn đọc được tệp “a.xlsx”.*chưa ghi gì"):
        check_unchanged(book, read.sha256)


def test_the_command_line_writes_nothing_of_a_file_that_changes_under_it(
    tmp_path: Path, db: Database, monkeypatch: pytest.MonkeyPatch
):
    book = member_book(tmp_path / "a.xlsx", member())
    plan = imports.plan

    def meanwhile(*given: Any, **more: Any) -> imports.ImportPlan:
        book.write_bytes(book.read_bytes() + b" ")
        return plan(*given, **more)

    monkeypatch.setattr(imports, "plan", meanwhile)
    with pytest.raises(KnownError, match="chưa ghi gì"):
        import_report.run(db, book, is_dry=False, skips=False, say=lambda _line: None)
    with db.read() as session:
        assert imports.plan(session, read_file(book, ON), ON).added(imports.Subject.MEMBER) == 1
