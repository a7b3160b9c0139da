"""Headings that say how their cells are written: “Giới tính (Nam: x)”, “Họ tên (năm sinh, dân tộc)”, “Số CMND/CCCD”."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports.readers import read_file
from models.records import MemberRecord
from tests.exports.books import write_book

ON = date(2026, 11, 22)
_DAYS = ("12/05/1977", "15/10/2012", "Chi bộ bản Co Mận")


def people(tmp_path: Path, *rows: tuple[object, ...]) -> tuple[list[MemberRecord], list[str]]:
    reading = read_file(write_book(tmp_path / "a.xlsx", {"S": list(rows)}), ON)
    return [one for one in reading.records if isinstance(one, MemberRecord)], list(reading.notes)


@pytest.mark.parametrize(
    ("heading", "of_first", "of_second"),
    [
        ("Giới tính (Nam: x)", "Nam", "Nữ"),
        ("Giới tính (nữ đánh dấu x)", "Nữ", "Nam"),
        ("Giới tính (x là nữ)", "Nữ", "Nam"),
        ("Giới tính (Nam: x, nữ để trống)", "Nam", "Nữ"),
    ],
)
def test_a_mark_is_of_the_sex_that_the_heading_names(tmp_path: Path, heading: str, of_first: str, of_second: str):
    found, notes = people(
        tmp_path,
        ("STT", "Họ và tên", heading, "Ngày sinh", "Ngày vào Đảng", "Chi bộ"),
        (1, "Lò Văn Ánh", "x", *_DAYS),
        (2, "Quàng Thị Bó", None, *_DAYS),
        (None, "Cộng: 2 đồng chí", None, None, None, None),
    )
    assert [one.gender.label for one in found if one.gender] == [of_first, of_second]
    assert not any(one.problems for one in found)
    assert (
        f"Trang “S”: cột C đánh dấu là {of_first}, để trống hiểu là {of_second}; không phải thì ghi rõ Nam, Nữ."
        in notes
    )


@pytest.mark.parametrize("heading", ["Giới tính", "Giới tính (nam/nữ x)"])
def test_a_mark_that_no_heading_explains_is_refused(tmp_path: Path, heading: str):
    found, _notes = people(
        tmp_path,
        ("STT", "Họ và tên", heading, "Ngày sinh", "Ngày vào Đảng", "Chi bộ"),
        (1, "Lò Văn Ánh", "x", *_DAYS),
        (2, "Quàng Thị Bó", None, *_DAYS),
    )
    assert [problem.field for one in found for problem in one.problems if problem.is_error] == ["Giới tính"]
    assert found[1].gender is None


def test_what_stands_in_brackets_behind_the_name_is_taken_as_the_heading_says(tmp_path: Path):
    found, _notes = people(
        tmp_path,
        ("STT", "Họ tên (năm sinh, dân tộc)", "Ngày vào Đảng", "Chi bộ"),
        (1, "Lò Văn Ánh (1960, Thái)", "15/10/2012", "Chi bộ bản Co Mận"),
        (2, "Vừ A Sử, 1980, Mông", "15/10/2012", "Chi bộ bản Co Mận"),
        (3, "Quàng Thị Bó (12/3/1970; Kinh)", "15/10/2012", "Chi bộ bản Co Mận"),
        (4, "Cà Văn Ấm (Thái)", "15/10/2012", "Chi bộ bản Co Mận"),
        (5, "Lường Thị Ón", "15/10/2012", "Chi bộ bản Co Mận"),
    )
    assert [(one.full_name, str(one.born_on or ""), one.ethnic) for one in found] == [
        ("Lò Văn Ánh", "1960", "Thái"),
        ("Vừ A Sử", "1980", "Mông"),
        ("Quàng Thị Bó", "12/03/1970", "Kinh"),
        ("Cà Văn Ấm", "", "Thái"),
        ("Lường Thị Ón", "", None),
    ]
    assert not any(one.problems for one in found)


@pytest.mark.parametrize(
    ("written", "kept"), [("040123456", "040123456"), ("040 123 456", "040123456"), (40123456, "040123456")]
)
def test_nine_digits_are_the_number_of_the_old_card_and_the_row_comes_in(tmp_path: Path, written: object, kept: str):
    (one,), _notes = people(
        tmp_path,
        ("STT", "Họ và tên", "Số CMND/CCCD", "Ngày sinh", "Ngày vào Đảng", "Chi bộ"),
        (1, "Lò Văn Ánh", written, *_DAYS),
    )
    assert (one.citizen_id, one.old_identity_number) == (None, kept)
    (problem,) = one.problems
    assert not problem.is_error
    assert problem.reason == "9 chữ số là số CMND cũ: ghi vào “Số CMND cũ”, chưa có số CCCD."


def test_a_number_of_the_old_card_with_a_column_of_its_own_stays(tmp_path: Path):
    (one,), _notes = people(
        tmp_path,
        ("STT", "Họ và tên", "Số CCCD", "Số CMND cũ", "Ngày sinh", "Ngày vào Đảng", "Chi bộ"),
        (1, "Lò Văn Ánh", "040123456", "040999999", *_DAYS),
    )
    assert (one.citizen_id, one.old_identity_number) == (None, "040999999")
