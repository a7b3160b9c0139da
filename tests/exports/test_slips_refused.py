"""Slips that are not taken: of somewhere else, too old, or changed where they are locked; each with its sentence."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from exports import slips
from exports.layouts import slip as at
from exports.readers import in_folder, read_file
from models import attendance, closings, imports, meetings, office, stays
from models.closings import FrozenCell
from models.database import Database
from models.errors import KnownError
from models.office import Office
from models.tables import Meeting, MeetingKind, MeetingState, Member
from tests.exports import slip_files
from tests.exports.slip_files import (
    CO_MAN,
    SCHOOL,
    TODAY,
    change,
    fill,
    filled,
    meeting_of,
    of_cell,
    planned,
    refusal,
)


@pytest.fixture
def db(db: Database) -> Database:
    """Give a commune of two cells with the meetings of November opened, on the 5th."""
    return slip_files.commune(db)


@pytest.fixture
def folder(db: Database, tmp_path: Path) -> Path:
    """Give a folder with the slips of both cells."""
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    return tmp_path / "phieu"


# -- what is refused ---------------------------------------------------------------------------------------------------


def _row_of(sheet: Any, name: str) -> int:
    return next(row for row in range(at.FIRST, sheet.max_row + 1) if sheet.cell(row, at.NAME).value == name)


def test_a_slip_of_another_commune(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    with db.write("Sổ của xã khác") as session:
        office.save(session, Office(commune="Đảng ủy xã Nà Hỳ"))
        office.put_setting(session, office.IDENTITY, "0123456789abcdef")
    assert "“Đảng ủy xã Mường Mẫu”, sổ này là của “Đảng ủy xã Nà Hỳ”" in refusal(planned(db, path))


def test_a_slip_of_another_file_of_a_commune_of_the_same_name(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    with db.write("Sổ khác") as session:
        office.put_setting(session, office.IDENTITY, "0123456789abcdef")
    assert "lập từ một tệp dữ liệu khác, cũng của “Đảng ủy xã Mường Mẫu”" in refusal(planned(db, path))


def test_a_commune_that_corrects_its_name_still_takes_its_slips(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    with db.write("Đổi tên") as session:
        office.save(session, Office(commune="Đảng ủy xã Mường Mẫu mới"))
    assert planned(db, path).changes_something


def test_a_slip_from_before_files_had_an_identity_is_known_by_the_commune(db: Database, tmp_path: Path) -> None:
    with db.write("Tệp cũ") as session:
        identity = office.identity(session)
        office.put_setting(session, office.IDENTITY, "")
    slips.write_all(db, 2026, 11, tmp_path / "cu")
    path = filled(of_cell(tmp_path / "cu"))
    with db.write("Nâng cấp") as session:
        office.put_setting(session, office.IDENTITY, identity)
    assert planned(db, path).changes_something
    with db.write("Đổi tên") as session:
        office.save(session, Office(commune="Đảng ủy xã Nà Hỳ"))
    assert "sổ này là của “Đảng ủy xã Nà Hỳ”" in refusal(planned(db, path))


def test_a_slip_of_another_month_than_chosen(db: Database, folder: Path) -> None:
    plan = planned(db, filled(of_cell(folder)), month=(2026, 10))
    assert "Phiếu của tháng 11/2026, đang nhập tháng 10/2026" in refusal(plan)


def test_a_slip_of_a_month_that_is_closed(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    cell = FrozenCell(1, CO_MAN, "", "", "", 5, 0, 0, 5, 5, 0, 0, 0, None, "")
    with db.write("Chốt") as session:
        closings.put(session, 2026, 11, [cell], at=datetime(2026, 11, 22, 8), by="")
    assert "Tháng 11/2026 đã chốt số liệu" in refusal(planned(db, path))


def test_rows_added(db: Database, folder: Path) -> None:
    def add(sheet: Any) -> None:
        fill(sheet, {})
        sheet.cell(sheet.max_row + 1, at.NAME).value = "Hạng A Sính"

    assert "“Hạng A Sính” là dòng thêm vào phiếu" in refusal(planned(db, change(of_cell(folder), add)))


def test_a_row_copied_onto_another_name(db: Database, folder: Path) -> None:
    def copy(sheet: Any) -> None:
        fill(sheet, {})
        row = sheet.max_row + 1
        for column in range(1, 8):
            sheet.cell(row, column).value = sheet.cell(at.FIRST, column).value

    assert "“Lò Văn Ánh” là dòng thêm vào phiếu" in refusal(planned(db, change(of_cell(folder), copy)))


def test_people_renamed(db: Database, folder: Path) -> None:
    def rename(sheet: Any) -> None:
        fill(sheet, {})
        sheet.cell(_row_of(sheet, "Mùa A Chư"), at.NAME).value = "Mùa A Chua"

    said = refusal(planned(db, change(of_cell(folder), rename)))
    assert "Tên “Mùa A Chua” trong phiếu khác tên “Mùa A Chư” trong sổ" in said
    assert "Không sửa tên trong phiếu" in said


def test_a_name_corrected_in_the_register_does_not_excuse_a_touched_seal(db: Database, folder: Path) -> None:
    def spoil(sheet: Any) -> None:
        fill(sheet, {})
        sheet.cell(at.IDENTITY_ROW, 6).value = "0" * 16

    path = change(of_cell(folder), spoil)
    with db.write("Sửa tên") as session:
        for member in session.query(Member).filter_by(full_name="Mùa A Chư"):
            member.full_name = "Mùa A Chừ"
    assert "Tên “Mùa A Chư” trong phiếu khác tên “Mùa A Chừ” trong sổ" in refusal(planned(db, path))


def test_a_row_deleted(db: Database, folder: Path) -> None:
    def delete(sheet: Any) -> None:
        fill(sheet, {})
        row = _row_of(sheet, "Mùa A Chư")
        for column in range(1, 8):
            sheet.cell(row, column).value = None

    assert "Phiếu thiếu dòng của Mùa A Chư" in refusal(planned(db, change(of_cell(folder), delete)))


def test_unknown_marks_are_all_named_at_once(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder), {"Mùa A Chư": "đến muộn", "Vừ A Vảng": "?"})
    plan = planned(db, path)
    assert [problem.value for problem in plan.errors] == ["đến muộn", "?"]
    assert {problem.reason for problem in plan.errors} == {"Không rõ dấu này là gì."}
    assert {problem.column for problem in plan.errors} == {"D"}


def test_letters_are_those_of_the_roll_books_and_v_is_asked_back(db: Database, folder: Path) -> None:
    (problem,) = planned(db, filled(of_cell(folder), {"Mùa A Chư": "v", "Vừ A Vảng": "k", "Lò Văn Ánh": "P"})).errors
    assert (problem.value, problem.reason) == ("v", "“V” không nói vắng có lý do hay không.")
    assert problem.repair == "Ghi P nếu vắng có lý do, K nếu vắng không lý do."


def test_a_wrong_time_and_a_chair_who_is_nobody(db: Database, folder: Path) -> None:
    assert "không phải là giờ" in refusal(planned(db, filled(of_cell(folder), starts="tối")))
    assert "Giờ kết thúc trùng" in refusal(planned(db, filled(of_cell(folder), starts="19:30", ends="19:30")))
    path = filled(of_cell(folder, "Trường"), chair="Ông Chủ tịch xã")
    assert "Chủ trì “Ông Chủ tịch xã” không có trong danh sách" in refusal(planned(db, path))


def test_nothing_filled_in(db: Database, folder: Path) -> None:
    assert "chưa điền dấu điểm danh nào" in refusal(planned(db, of_cell(folder)))


def test_a_reason_without_a_mark(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder), {"Vừ A Vảng": ": ốm"})
    assert "Vừ A Vảng có lý do vắng mà không có dấu vắng" in refusal(planned(db, path))


@pytest.mark.parametrize("day", [date(2026, 11, 3), date(2026, 11, 5)], ids=["since", "on the day"])
def test_somebody_transferred_makes_the_slips_of_both_cells_old(db: Database, folder: Path, day: date) -> None:
    paths = [filled(path) for path in in_folder(folder)]
    with db.write("Chuyển") as session:
        roll = attendance.roll(session, meeting_of(db).id)
        who = next(line.member_id for line in roll.lines if line.full_name == "Vừ A Vảng")
        stays.change(session, who, on=day, cell_id=meeting_of(db, SCHOOL).cell_id)
    left, joined = planned(db, *paths).errors
    assert "Vừ A Vảng không còn trong danh sách của ngày họp" in left.reason
    assert "danh sách ngày họp nay có thêm Vừ A Vảng" in joined.reason


def test_somebody_transferred_the_day_after_is_still_on_the_slip(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    with db.write("Chuyển") as session:
        roll = attendance.roll(session, meeting_of(db).id)
        who = next(line.member_id for line in roll.lines if line.full_name == "Vừ A Vảng")
        stays.change(session, who, on=date(2026, 11, 6), cell_id=meeting_of(db, SCHOOL).cell_id)
    assert planned(db, path).changes_something
    late = filled(path, day="06/11/2026")  # held a day later, he was already gone
    assert "Vừ A Vảng không còn" in refusal(planned(db, late))


def test_two_slips_for_one_meeting(db: Database, folder: Path) -> None:
    first = filled(of_cell(folder))
    second = folder / "ban sao.xlsx"
    second.write_bytes(first.read_bytes())
    plan = planned(db, first, second)
    assert {problem.sheet for problem in plan.errors} == {first.name, "ban sao.xlsx"}
    assert all("Có hai phiếu của cùng cuộc họp này" in problem.reason for problem in plan.errors)
    assert not plan.changes_something


def test_a_meeting_moved_to_another_month(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    with db.write("Dời") as session:
        session.get_one(Meeting, meeting_of(db).id).month = 10
    assert "nay thuộc tháng 10/2026" in refusal(planned(db, path))


def test_a_meeting_whose_day_moved_out_of_the_month(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    with db.write("Dời") as session:
        session.get_one(Meeting, meeting_of(db).id).held_on = date(2026, 10, 31)
    assert "dời sang ngày 31/10/2026, ngoài tháng 11/2026" in refusal(planned(db, path))


def test_a_meeting_deleted_or_not_held_or_still_to_come(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    assert "Chưa đến ngày họp 29/11/2026" in refusal(planned(db, filled(of_cell(folder, "Trường"), day="29/11/2026")))
    with db.write("Không họp") as session:
        meetings.set_not_held(session, meeting_of(db).id, "mưa lũ")
    assert "đã ghi chi bộ không sinh hoạt" in refusal(planned(db, path))
    with db.write("Xóa") as session:
        meetings.delete(session, meeting_of(db).id)
    assert "không còn trong sổ" in refusal(planned(db, path))


def test_of_a_meeting_beside_the_monthly_one_not_the_month_is_said(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder))
    with db.write("Họp bất thường, không họp") as session:
        meetings.set_not_held(session, meeting_of(db).id, "mưa lũ")
        session.get_one(Meeting, meeting_of(db).id).kind = MeetingKind.EXTRAORDINARY
    assert "Trong sổ đã ghi cuộc họp này không họp." in refusal(planned(db, path))


def test_a_slip_whose_hidden_row_was_changed(db: Database, folder: Path) -> None:
    def move(sheet: Any) -> None:
        fill(sheet, {})
        sheet.cell(at.IDENTITY_ROW, 5).value = "2026-11-04"

    path = change(of_cell(folder), move)
    assert "Phần khóa của phiếu" in refusal(planned(db, path))
    change(path, lambda sheet: setattr(sheet.cell(at.IDENTITY_ROW, 3), "value", "tháng 11"))
    with pytest.raises(KnownError, match="bị sửa ở dòng ẩn"):
        read_file(path, TODAY)
    change(path, lambda sheet: setattr(sheet.cell(at.IDENTITY_ROW, 1), "value", "SCB-PHIEU-9"))
    with pytest.raises(KnownError, match="phiên bản khác"):
        read_file(path, TODAY)


def test_files_that_are_no_slips_are_named_and_the_good_one_can_still_come_in(db: Database, folder: Path) -> None:
    from openpyxl import Workbook

    good = filled(of_cell(folder))
    of_cell(folder, "Trường").unlink()
    (folder / "hong.xlsx").write_bytes(good.read_bytes()[:900])
    (folder / "ghi chu.xlsx").write_bytes(b"")
    book = Workbook()
    book.worksheets[0].append(["Mặt hàng", "Giá"])
    book.save(folder / "cho.xlsx")
    plan = planned(db, *in_folder(folder))
    said = {problem.sheet: problem.reason for problem in plan.errors}
    assert "hỏng" in said["hong.xlsx"]
    assert "trống" in said["ghi chu.xlsx"]
    assert "không phải phiếu điểm danh" in said["cho.xlsx"]
    assert len(said) == 3
    with db.write("Nhập") as session:
        imports.apply(session, plan, skip=True)
    assert meeting_of(db).state is MeetingState.RECORDED
