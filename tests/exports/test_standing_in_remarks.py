"""The words for a standing in a column of remarks are no note; whatever else the cell says is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports.readers import clip, read_file
from models.records import MemberRecord
from models.tables import Duty, EventKind, Standing
from tests.exports.books import write_book

ON = date(2026, 11, 22)
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Ghi chú")
ANH = (1, "Lò Văn Ánh", "12/5/1977", "15/10/2012", "Chi bộ bản Huổi Loóng")


def of_note(folder: Path, note: str) -> MemberRecord:
    [record] = read_file(write_book(folder / "a.xlsx", {"DS": [HEAD, (*ANH, note)]}), ON).records
    assert isinstance(record, MemberRecord)
    return record


@pytest.mark.parametrize(
    ("note", "standing", "duty", "rest"),
    [
        ("Dự bị", Standing.PROBATIONARY, None, None),
        ("ĐV chính thức.", Standing.OFFICIAL, None, None),
        ("Chưa rõ", None, None, None),
        ("Dự bị; Miễn sinh hoạt", Standing.PROBATIONARY, Duty.EXEMPT, None),
        ("Sinh hoạt tạm thời nơi khác", None, Duty.TEMP_AWAY, None),
        ("miễn SH", None, Duty.EXEMPT, None),
        ("Miễn công tác, sinh hoạt đảng", None, Duty.EXEMPT, None),
        ("Dự bị; hộ nghèo, chưa cấp thẻ", Standing.PROBATIONARY, None, "hộ nghèo, chưa cấp thẻ"),
        ("Tổ trưởng tổ 2, miễn sinh hoạt", None, Duty.EXEMPT, "Tổ trưởng tổ 2"),
        ("Bí thư\nDự bị", Standing.PROBATIONARY, None, "Bí thư"),
        ("Chưa rõ ngày sinh", None, None, "Chưa rõ ngày sinh"),
        ("Dự bị từ 2025", None, None, "Dự bị từ 2025"),
        ("đang sinh hoạt, học ở Hà Nội", None, None, "đang sinh hoạt, học ở Hà Nội"),
        ("Người giới thiệu: Lò Văn Ban; 2 con", None, None, "Người giới thiệu: Lò Văn Ban; 2 con"),
    ],
)
def test_only_what_else_is_said_stays_a_note(
    tmp_path: Path, note: str, standing: Standing | None, duty: Duty | None, rest: str | None
):
    found = of_note(tmp_path, note)
    assert (found.standing, found.duty, found.plain.get("note")) == (standing, duty, rest)


def test_what_our_list_says_of_who_left_is_the_day_after_the_last(tmp_path: Path):
    found = of_note(tmp_path, "Chuyển đi; trong danh sách đến hết ngày 31/05/2026")
    assert (found.is_gone, found.leaving, str(found.left_on)) == (True, EventKind.TRANSFER_OUT, "01/06/2026")


def test_a_remark_against_the_column_of_the_status_stays_as_it_is(tmp_path: Path):
    rows = [(*HEAD, "Trạng thái"), (*ANH, "Miễn sinh hoạt", "Đang sinh hoạt"), (*ANH, "Miễn sinh hoạt", "Miễn SHĐ")]
    rows[2] = (2, "Cà Thị Xôm", *rows[2][2:])
    against, alike = read_file(write_book(tmp_path / "a.xlsx", {"DS": rows}), ON).records
    assert isinstance(against, MemberRecord)
    assert isinstance(alike, MemberRecord)
    assert (against.duty, against.plain.get("note")) == (Duty.ACTIVE, "Miễn sinh hoạt")
    assert (alike.duty, alike.plain.get("note")) == (Duty.EXEMPT, None)


def test_a_note_typed_for_a_member_stays_as_it_is_typed():
    [record] = clip.one_value("note", "Miễn sinh hoạt", ["Lò Văn Ánh"], ON).records
    assert isinstance(record, MemberRecord)
    assert (record.duty, record.plain) == (None, {"note": "Miễn sinh hoạt"})


def test_a_year_behind_a_name_is_the_birth_where_no_column_has_it(tmp_path: Path):
    rows = [
        ("STT", "Họ và tên", "Ngày vào Đảng", "Chi bộ"),
        (1, "Lò Văn Ánh (1962)", "3/2/1985", "Bản Co Mận"),
        (2, "Lò Văn Ánh (12/5/1974)", "3/2/1995", "Bản Co Mận"),
        *((n, name, "3/2/1995", "Bản Co Mận") for n, name in enumerate(("Cà Thị Xôm", "Vừ A Ín", "Lò Thị Mai"), 3)),
    ]
    found = [one for one in read_file(write_book(tmp_path / "a.xlsx", {"DS": rows}), ON).records]
    people = [(one.full_name, str(one.born_on or "")) for one in found if isinstance(one, MemberRecord)]
    assert people[:3] == [("Lò Văn Ánh", "1962"), ("Lò Văn Ánh", "12/05/1974"), ("Cà Thị Xôm", "")]
    assert [one.problems for one in found] == [()] * 5


def test_a_number_that_is_not_shown_whole_is_left_out_with_a_word(tmp_path: Path):
    rows = [("STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Số CCCD"), (*ANH[:3], ANH[4], "011•••••7901")]
    reading = read_file(write_book(tmp_path / "a.xlsx", {"DS": rows}), ON)
    [record] = reading.records
    assert isinstance(record, MemberRecord)
    assert (record.citizen_id, record.problems) == (None, ())
    assert "Trang “DS”: cột E che bớt chữ số (dấu •), không đọc các số ấy." in reading.notes


@pytest.mark.parametrize("heading", ["Ngày được miễn", "Ngày miễn SH", "Ngày được miễn công tác và sinh hoạt Đảng"])
def test_a_column_of_the_days_of_exemption_asks_what_happened(tmp_path: Path, heading: str):
    rows = [("STT", "Họ và tên", "Sinh năm", "Đơn vị (chi bộ)", heading), (1, "Lò Văn Ánh", "1940", ANH[4], "5/2023")]
    [record] = read_file(write_book(tmp_path / "a.xlsx", {"DS": rows}), ON).records
    assert isinstance(record, MemberRecord)
    assert (record.cell_name, str(record.left_on), record.problems) == (ANH[4], "05/2023", ())
