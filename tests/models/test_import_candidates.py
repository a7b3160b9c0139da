"""A list of quần chúng ưu tú brought in: new people, known ones, and what cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from exports.readers import recognise
from models import candidates, cells, imports, members
from models.candidates import Admission
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.imports import ImportPlan, Subject, Verdict
from models.members import MemberValues
from models.tables import Candidate, Gender

TODAY = date(2026, 11, 22)
HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Chi bộ", "Số GCN", "Ngày cấp GCN", "Ngày vào nguồn"]
LINE = [1, "LÒ THỊ MAI", "12/5/1999", "Nữ", "Thái", "bản Nà Sáy", "15/GCN", date(2025, 6, 20), "3/2/2025"]


@pytest.fixture
def cell(db: Database) -> int:
    with db.write("Dựng sổ") as session:
        return cells.add(session, CellValues("Chi bộ bản Nà Sáy"))


def plan(db: Database, folder: Path, *lines: list[object], head: list[str] = HEAD) -> ImportPlan:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["DANH SÁCH QUẦN CHÚNG ƯU TÚ"], head, *lines):
        sheet.append(line)
    book.save(folder / "nguon.xlsx")
    reading = recognise.read_file(folder / "nguon.xlsx", TODAY)
    assert reading.layout == "quan-chung"
    with db.read() as session:
        return imports.plan(session, reading, TODAY)


def test_a_list_goes_in_once_and_can_be_undone(db: Database, cell: int, tmp_path: Path) -> None:
    found = plan(db, tmp_path, LINE)
    assert [(one.verdict, one.subject) for one in found.actions] == [(Verdict.ADD, Subject.CANDIDATE)]
    with db.write("Nhập nguồn") as session:
        imports.apply(session, found)
    with db.read() as session:
        row = session.query(Candidate).one()
        assert (row.full_name, row.born_on, row.gender) == ("Lò Thị Mai", PartialDate(1999, 5, 12), Gender.FEMALE)
        assert (row.certificate_number, row.certificate_on) == ("15/GCN", date(2025, 6, 20))
        assert (row.listed_on, row.cell_id) == (date(2025, 2, 3), cell)
    assert plan(db, tmp_path, LINE).actions[0].verdict is Verdict.SKIP
    changed = plan(db, tmp_path, [*LINE[:6], "16/GCN", *LINE[7:]])
    assert [(one.field, one.before, one.after) for one in changed.actions[0].differences] == [
        ("Số giấy chứng nhận", "15/GCN", "16/GCN")
    ]
    with db.write("Nhập lại") as session:
        imports.apply(session, changed)
    assert db.undo() == "Nhập lại"
    assert db.undo() == "Nhập nguồn"
    with db.read() as session:
        assert session.query(Candidate).count() == 0


def test_a_blank_erases_nothing(db: Database, cell: int, tmp_path: Path) -> None:
    with db.write("Nhập nguồn") as session:
        imports.apply(session, plan(db, tmp_path, LINE))
    again = plan(db, tmp_path, [1, "Lò Thị Mai", 1999, None, None, None, None, None, None])
    assert again.actions[0].verdict is Verdict.SKIP
    with db.read() as session:
        assert session.query(Candidate).one().certificate_number == "15/GCN"


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        (1, None, "Thiếu họ và tên"),
        (2, "12/5/2030", "ở sau hôm nay"),
        (4, "Tháy Đen", "trong danh mục"),
        (5, "bản Không Có", "Không có chi bộ"),
        (5, None, "Thiếu chi bộ"),
        (7, "20/6/2027", "chưa đến"),
    ],
)
def test_what_cannot_be_is_refused(
    db: Database, cell: int, tmp_path: Path, place: int, value: object, reason: str
) -> None:
    found = plan(db, tmp_path, [*LINE[:place], value, *LINE[place + 1 :]])
    assert found.actions[0].verdict is Verdict.ERROR
    assert any(reason in one.reason for one in found.errors)


def test_one_who_is_a_member_already_is_said(db: Database, cell: int, tmp_path: Path) -> None:
    with db.write("Thêm") as session:
        members.add(session, MemberValues("Lò Thị Mai", born_on=PartialDate(1999, 5, 12)), cell, on=TODAY)
    found = plan(db, tmp_path, LINE, LINE)
    assert any("Đã là đảng viên" in one.reason for one in found.actions[0].problems)
    assert found.actions[1].verdict is Verdict.ERROR  # the same person twice


def test_a_list_of_members_stays_one(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Ngày cấp", "Ghi chú"])
    book.worksheets[0].append(["Lò Văn Ánh", 1965, "3/2/1990", "Chi bộ bản Nà Sáy", "1/1/2020", "x"])
    book.save(tmp_path / "ds.xlsx")
    assert recognise.read_file(tmp_path / "ds.xlsx", TODAY).layout == "dang-vien"


def test_who_is_a_member_by_now_is_not_put_into_the_source_again(db: Database, cell: int, tmp_path: Path) -> None:
    with db.write("Nhập nguồn") as session:
        imports.apply(session, plan(db, tmp_path, LINE))
    with db.write("Kết nạp") as session:
        key = session.query(Candidate).one().id
        candidates.admit(session, key, Admission("15-QĐ", date(2026, 9, 1), date(2026, 9, 28)), on=TODAY)
    [action] = plan(db, tmp_path, LINE).actions
    assert (action.verdict, action.write) == (Verdict.SKIP, None)
    assert "Đã là đảng viên: " in action.problems[-1].reason


def test_a_name_without_birth_that_a_member_of_the_cell_bears_is_not_added(
    db: Database, cell: int, tmp_path: Path
) -> None:
    with db.write("Đảng viên") as session:
        members.add(session, MemberValues("Lò Thị Mai", born_on=PartialDate(1999)), cell, on=date(2025, 1, 1))
    without = [*LINE[:2], None, *LINE[3:]]
    assert [one.verdict for one in plan(db, tmp_path, without).actions] == [Verdict.SKIP]
    elsewhere = [1, "Lò Thị Mai", "1/1/2000", *LINE[3:]]
    assert [one.verdict for one in plan(db, tmp_path, elsewhere).actions] == [Verdict.ADD]
