"""Whose an attendance sheet is that does not say so, or says it with other tone marks; the same of villages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.readers import read_file
from models import imports
from models.database import Database
from models.imports import ImportPlan, Subject, Verdict
from models.outline import ReadingChoices, fingerprint
from models.records import Severity
from tests.exports.books import member, member_book, roll_rows, write_book

ON = date(2026, 11, 22)
LOONG, KHAM = "Chi bộ bản Huổi Loóng", "Chi bộ bản Co Kham"
OF_LOONG = ("Lò Văn Ánh", "Cà Thị Xôm", "Vừ A Ín", "Quàng Văn Hặc")
OF_KHAM = ("Lò Văn Ánh", "Sùng A Tủa", "Mùa A Dợ", "Lý Thị Say")


@pytest.fixture
def known(db: Database, tmp_path: Path) -> Database:
    people = [
        member(no=n, name=name, cell=cell, card=None, citizen=None, born=f"{n}/5/{1960 + n}")
        for n, (name, cell) in enumerate([*((one, LOONG) for one in OF_LOONG), *((one, KHAM) for one in OF_KHAM)], 1)
    ]
    with db.write("Nhập") as session:
        imports.apply(session, imports.plan(session, read_file(member_book(tmp_path / "ds.xlsx", *people), ON), ON))
    return db


def plan(db: Database, path: Path, choices: ReadingChoices | None = None) -> ImportPlan:
    with db.read() as session:
        return imports.plan(
            session, read_file(path, ON, choices=imports.as_before(session, choices or ReadingChoices())), ON
        )


def roll(path: Path, names: Sequence[str], *, title: str = "SỔ ĐIỂM DANH NĂM 2026", tab: str = "Sheet1") -> Path:
    return write_book(path, {tab: roll_rows(title, ("05/01/2026",), *((name, "x") for name in names))})


def cells(found: ImportPlan) -> list[str]:
    return [one.name for one in found.actions if one.subject is Subject.MEETING and one.verdict is Verdict.ADD]


def warnings(found: ImportPlan) -> list[str]:
    return [one.reason for one in found.all_problems if one.severity is Severity.WARNING]


def test_a_cell_spelt_with_other_tones_is_taken_and_said(known: Database, tmp_path: Path):
    found = plan(known, roll(tmp_path / "a.xlsx", OF_LOONG, title="SỔ ĐIỂM DANH CHI BỘ BẢN HUỐI LOÓNG NĂM 2026"))
    assert cells(found) == ["Tháng 1/2026, Bản Huổi Loóng"]
    assert warnings(found) == ["“Chi bộ bản Huối Loóng” được hiểu là “Chi bộ bản Huổi Loóng”."]


def test_a_sheet_that_names_no_cell_is_of_the_cell_of_its_people(known: Database, tmp_path: Path):
    found = plan(known, roll(tmp_path / "a.xlsx", OF_LOONG))
    assert cells(found) == ["Tháng 1/2026, Bản Huổi Loóng"]
    assert warnings(found) == [
        "Tệp không ghi chi bộ; 4 trong 4 họ tên là của Chi bộ bản Huổi Loóng, nên lấy chi bộ ấy."
    ]


@pytest.mark.parametrize("names", [OF_LOONG[:2], (*OF_LOONG[:3], *OF_KHAM[1:]), ("Ai Đó Ở", "Xa Lắm A", "Không Ai B")])
def test_where_the_people_do_not_tell_it_is_asked(known: Database, tmp_path: Path, names: Sequence[str]):
    found = plan(known, roll(tmp_path / "a.xlsx", names))
    assert cells(found) == []
    assert [one.reason for one in found.errors] == ["Tiêu đề và tên trang không ghi là sổ của chi bộ nào."]


def test_what_was_said_of_a_sheet_holds_for_the_next_file_unless_its_people_say_otherwise(
    known: Database, tmp_path: Path
):
    first = roll(tmp_path / "thang 1.xlsx", OF_LOONG[:2])
    said = ReadingChoices(cells={"Sheet1": LOONG})
    reading = read_file(first, ON, choices=said)
    with known.write("Nhập") as session:
        imports.remember_choices(session, reading, said)
    found = plan(known, roll(tmp_path / "thang 2.xlsx", OF_LOONG[:2]))
    assert cells(found) == ["Tháng 1/2026, Bản Huổi Loóng"]
    assert "Trang “Sheet1”: là của Chi bộ bản Huổi Loóng, như lần nhập trước." in found.notes
    assert cells(plan(known, roll(tmp_path / "kham.xlsx", OF_KHAM))) == ["Tháng 1/2026, Bản Co Kham"]
    other = plan(known, roll(tmp_path / "x.xlsx", OF_KHAM[1:3]))
    assert [one.subject for one in other.actions] == [
        Subject.SHEET
    ]  # too few to tell, and none of them is of Huổi Loóng
    assert other.errors


def test_next_month_s_day_in_a_heading_is_no_other_making():
    assert fingerprint(["T1 (05/01)", "T2"]) == fingerprint(["T1 (05/01)", "T2 (03/02)"])
    assert fingerprint(["Ngày vào Đảng (dự bị)"]) != fingerprint(["Ngày vào Đảng"])


def village_book(path: Path, *rows: tuple[Any, ...]) -> Path:
    return write_book(path, {"S": [("TT", "Tên bản", "Số hộ", "Chi bộ lãnh đạo", "Trưởng bản"), *rows]})


def test_a_village_list_says_which_cell_and_village_it_means(known: Database, tmp_path: Path):
    book = village_book(
        tmp_path / "a.xlsx", (1, "Huổi Loóng", 58, "Chi bộ Huối Loóng", "Lò Văn X"), ("Cộng", None, "#REF!")
    )
    found = plan(known, book)
    assert [one.subject for one in found.actions] == [Subject.VILLAGE]  # and no new cell
    assert warnings(found) == ["“Chi bộ Huối Loóng” được hiểu là “Chi bộ bản Huổi Loóng”."]
    assert "Trang “S”: chưa đọc 1 cột (“Trưởng bản”)." in found.notes
    with known.write("Nhập") as session:
        imports.apply(session, found)
    again = plan(known, village_book(tmp_path / "b.xlsx", (1, "Huối Loóng", 60, None, None)))
    assert warnings(again) == ["“Huối Loóng” được hiểu là “Huổi Loóng”."]


def test_where_two_cells_fit_it_is_asked(known: Database, tmp_path: Path):
    with known.write("Lập") as session:
        imports.apply(
            session,
            imports.plan(
                session,
                read_file(
                    member_book(
                        tmp_path / "c.xlsx",
                        member(name="Giàng A Của", card=None, citizen=None, cell="Chi bộ thôn Huổi Loóng"),
                    ),
                    ON,
                ),
                ON,
            ),
        )
    several = "Tên này có thể là Chi bộ bản Huổi Loóng hoặc Chi bộ thôn Huổi Loóng."
    found = plan(known, roll(tmp_path / "a.xlsx", OF_LOONG, title="SỔ ĐIỂM DANH CHI BỘ HUỔI LOÓNG NĂM 2026"))
    assert [one.reason for one in found.errors] == [several]
    found = plan(known, village_book(tmp_path / "b.xlsx", (1, "Bản Mới", 58, "Chi bộ Huổi Loóng", None)))
    assert [one.reason for one in found.errors] == [several]
