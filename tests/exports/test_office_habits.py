"""What offices write in a cell by habit: years of two digits, short words for degrees, a word behind a count."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.readers import read_file
from exports.readers.days import birth, partial_date
from exports.readers.schooling import professional, theory
from exports.readers.values import count, identity_number, phone
from models.dates import PartialDate
from models.records import CandidateRecord, MemberRecord
from tests.exports.books import MEMBER_HEAD, member, write_book

ON = date(2026, 11, 22)


@pytest.mark.parametrize(("written", "year"), [("62", 1962), (62, 1962), ("’85", 1985), ("01", 2001), ("28", 1928)])
def test_two_digits_are_a_year_of_birth_and_it_is_said(written: object, year: int):
    found = birth(written)  # type: ignore[arg-type]
    assert found.value == PartialDate(year)
    assert found.is_warning
    assert found.after == str(year)


def test_two_digits_are_a_birth_in_a_list_and_no_day_of_admission(tmp_path: Path):
    book = write_book(
        tmp_path / "a.xlsx",
        {"S": [MEMBER_HEAD, member(born=77), member(name="Lò Văn Hai", citizen=None, card=None, admitted="12")]},
    )
    first, second = (one for one in read_file(book, ON).records if isinstance(one, MemberRecord))
    assert first.born_on == PartialDate(1977)
    assert [(one.after, one.is_error) for one in first.problems] == [("1977", False)]
    assert [one.field for one in second.problems if one.is_error] == ["Ngày kết nạp"]


def test_an_age_behind_a_year_is_no_part_of_it():
    assert birth("1995\n(31 tuổi)").value == PartialDate(1995)
    assert birth("12/5/1995, 31 tuổi").value == PartialDate(1995, 5, 12)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("30-Thg8-17", PartialDate(2017, 8, 30)),
        ("30-thg 8-2017", PartialDate(2017, 8, 30)),
        ("3/T12/1999", PartialDate(1999, 12, 3)),
        ("Thg8-2017", PartialDate(2017, 8)),
        ("30-Aug-17", PartialDate(2017, 8, 30)),
        ("1 December 2017", PartialDate(2017, 12, 1)),
        ("May-1975", PartialDate(1975, 5)),
    ],
)
def test_a_day_that_excel_shows_with_the_name_of_its_month_is_that_day(written: str, day: PartialDate):
    assert partial_date(written).value == day


@pytest.mark.parametrize("written", ["30-Thg13-17", "31-Feb-2017", "30-Abc-17", "Thg8"])
def test_a_month_that_is_none_is_refused(written: str):
    found = partial_date(written)
    assert found.value is None
    assert found.reason


@pytest.mark.parametrize(
    ("written", "level", "is_said"),
    [
        ("CĐSP", "Cao đẳng", False),
        ("ĐHSP Toán", "Đại học", False),
        ("TCYT", "Trung cấp", False),
        ("Trung học sư phạm", "Trung cấp", False),
        ("CNTT (ĐH)", "Đại học", True),
        ("Kế toán - trung cấp", "Trung cấp", True),
        ("đang học ĐH", None, True),
        ("KS nuôi trồng TS", None, True),
        ("Kế toán", None, True),
    ],
)
def test_a_degree_is_read_from_the_short_words_of_schools(written: str, level: str | None, is_said: bool):
    found = professional(written)
    assert (found.value, bool(found.reason)) == (level, is_said)


def test_so_is_the_level_of_theory():
    assert theory("TCLLCT").value == "Trung cấp"
    assert theory("CCCT").value == "Cao cấp, cử nhân"


def test_letters_typed_for_digits_are_put_right_where_twelve_come_out():
    found = identity_number("O11O75000222", "Số CCCD")
    assert (found.value, found.is_warning) == ("011075000222", True)
    assert identity_number("O1107500022", "Số CCCD").value is None


@pytest.mark.parametrize(
    ("written", "kept", "is_said"),
    [
        ("0987654321/0912000111", "0987654321", True),
        ("0912 345 678 (vợ: 0987 111 222)", "0912 345 678", True),
        ("'0912345112", "0912345112", False),
        ("+84987000111", "+84987000111", False),
        ("0987 65432", "0987 65432", True),
    ],
)
def test_of_telephones_without_room_the_first_is_kept_and_one_of_another_length_is_told(
    written: str, kept: str, is_said: bool
):
    found = phone(written)
    assert (found.value, found.is_warning) == (kept, is_said)


def test_a_count_may_say_what_it_counts():
    assert count("58 hộ").value == 58
    assert count("4.310 nhân khẩu").value == 4310
    assert count("hộ").reason


def test_a_certificate_not_yet_earned_is_no_number(tmp_path: Path):
    head = ("TT", "Họ và tên", "Năm sinh", "Chi bộ", "Số GCN", "Ngày GCN")
    rows: list[tuple[Any, ...]] = [head, (1, "Giàng A Sếnh", 95, "Chi bộ bản Pá Hẹ", "chưa học", None)]
    [found] = read_file(write_book(tmp_path / "a.xlsx", {"S": rows}), ON).records
    assert isinstance(found, CandidateRecord)
    assert found.certificate_number is None
    assert found.born_on == PartialDate(1995)


def test_a_certificate_with_a_number_and_no_day_is_doubted(tmp_path: Path):
    head = ("TT", "Họ và tên", "Năm sinh", "Chi bộ", "Số GCN", "Ngày GCN")
    rows: list[tuple[Any, ...]] = [head, (1, "Giàng A Sếnh", 95, "Chi bộ bản Pá Hẹ", "12/2025", None)]
    [found] = read_file(write_book(tmp_path / "a.xlsx", {"S": rows}), ON).records
    assert isinstance(found, CandidateRecord)
    assert found.certificate_number == "12/2025"
    problem = found.problems[-1]
    reason = "Ghi số giấy chứng nhận mà không ghi ngày; sổ chưa có ngày thì chưa tính là đã học."
    assert (problem.is_error, problem.reason) == (False, reason)
