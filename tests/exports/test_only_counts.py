"""Lists that only count absences are told apart from what can be brought in, in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports.making import produce
from exports.readers import read_file
from models.database import Database
from models.errors import KnownError
from tests.exports.books import write_book
from tests.exports.test_year_summary import TODAY, YEAR, lived  # noqa: F401

OFFICES_OWN = (
    ("DANH SÁCH ĐẢNG VIÊN VẮNG HỌP CHI BỘ NĂM 2025",),
    ("TT", "Họ và tên", "Chi bộ", "Số buổi vắng", "Lý do"),
    (1, "Lò Văn Ánh", "Chi bộ bản Co Mận", 2, "Đi làm ăn xa"),
)


def test_our_list_of_the_absent_is_none_to_bring_in(lived: Database, tmp_path: Path):  # noqa: F811
    path = produce(lived, "dang-vien-vang", YEAR, TODAY, tmp_path)
    with pytest.raises(KnownError) as told:
        read_file(path, TODAY)
    assert told.value.message.startswith(f"Tệp “{path.name}” là danh sách đảng viên vắng sinh hoạt, không nhập được")
    assert "nhập sổ điểm danh" in told.value.message


def test_so_is_the_list_of_an_office(tmp_path: Path):
    path = write_book(tmp_path / "vang.xlsx", {"S": OFFICES_OWN})
    with pytest.raises(KnownError, match="không nhập được"):
        read_file(path, date(2026, 11, 23))


def test_a_list_of_members_that_counts_absences_too_is_read_as_members(tmp_path: Path):
    title, head, line = OFFICES_OWN
    book = write_book(tmp_path / "vang.xlsx", {"S": (title, (*head, "Ngày sinh", "Số CCCD"), (*line, 1977, None))})
    found = read_file(book, date(2026, 11, 23))
    assert [one.full_name for one in found.records] == ["Lò Văn Ánh"]  # type: ignore[union-attr]


def test_a_roll_of_one_meeting_is_still_read(tmp_path: Path):
    rows = (
        ("ĐIỂM DANH SINH HOẠT CHI BỘ THÁNG 5 NĂM 2026, ngày 05/5/2026",),
        ("Chi bộ bản Co Mận",),
        ("TT", "Họ và tên", "Có mặt", "Vắng có lý do", "Vắng không lý do"),
        (1, "Lò Văn Ánh", "x", None, None),
        (2, "Cà Thị Xôm", None, "x", None),
    )
    assert read_file(write_book(tmp_path / "a.xlsx", {"S": rows}), date(2026, 11, 23)).layout == "diem-danh"
