"""A day in three columns, as lists for paper write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.readers import read_file
from models.outline import ReadingChoices
from models.records import CandidateRecord, MemberRecord, Reading
from tests.exports.books import write_book

ON = date(2026, 11, 22)
PEOPLE = (
    (1, "Lò Văn Ánh", 12, 5, 1977, "15", "10", "2012", "Bản Noong É"),
    (2, "Cà Thị Xôm", None, None, 1988, "", "8", "2017", "Bản Co Kham"),
    (3, "Vừ A Ín", "…", "7", "1990.0", "30/8/2017", None, None, "Bản Co Kham"),
)
READ = [
    ("Lò Văn Ánh", "12/05/1977", "15/10/2012"),
    ("Cà Thị Xôm", "1988", "08/2017"),
    ("Vừ A Ín", "07/1990", "30/08/2017"),
]
ABOVE = ("STT", "Họ và tên", "Ngày sinh", None, None, "Ngày vào Đảng", None, None, "Nơi ở hiện nay")
UNDER = (None, None, "Ngày", "Tháng", "Năm", "Ngày", "Tháng", "Năm", None)
MERGED = ("C1:E1", "F1:H1")
UPRIGHT = ("A1:A2", "B1:B2", "I1:I2")


def read(
    path: Path, *rows: Sequence[Any], merged: Sequence[str] = (), choices: ReadingChoices | None = None
) -> Reading:
    return read_file(write_book(path, {"DS": rows}, merged={"DS": merged}), ON, choices=choices or ReadingChoices())


def lives(reading: Reading) -> list[tuple[str, str, str]]:
    people = [one for one in reading.records if isinstance(one, MemberRecord)]
    assert [one.plain["address"] for one in people] == [row[-1] for row in PEOPLE[: len(people)]]
    return [(one.full_name, str(one.born_on), str(one.admitted_on)) for one in people]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        ((ABOVE, UNDER), (*MERGED, *UPRIGHT)),
        ((ABOVE, UNDER), MERGED),
        ((ABOVE, UNDER), ()),
        ((ABOVE,), MERGED),
        ((ABOVE,), ()),
        ((ABOVE, (None,) * 9), ("C1:E2", "F1:H2", *UPRIGHT)),
        ((("STT", "Họ và tên", "Ngày sinh", "Tháng", "Năm", "Ngày vào Đảng", "Tháng", "Năm", "Nơi ở hiện nay"),), ()),
        (
            (
                (
                    "STT",
                    "Họ và tên",
                    "Ngày sinh",
                    "Tháng sinh",
                    "Năm sinh",
                    *("Ngày vào Đảng", "Tháng vào Đảng", "Năm vào Đảng"),
                    "Nơi ở hiện nay",
                ),
            ),
            (),
        ),
    ],
)
def test_a_day_in_three_columns_is_one(tmp_path: Path, head: tuple[Sequence[Any], ...], merged: Sequence[str]):
    reading = read(tmp_path / "a.xlsx", *head, *PEOPLE, merged=merged)
    assert lives(reading) == READ
    assert not [problem for one in reading.records for problem in one.problems]
    assert not [note for note in reading.notes if "cột" in note]


def test_the_year_may_stand_first(tmp_path: Path):
    under = (None, None, "Năm", "Tháng", "Ngày", "Năm", "Tháng", "Ngày", None)
    reading = read(tmp_path / "a.xlsx", ABOVE, under, (1, "Lò Văn Ánh", 1977, 5, 12, 2012, 10, 15, "Bản Noong É"))
    assert lives(reading) == READ[:1]


def test_a_day_that_is_none_is_refused_at_its_cell_with_what_stands_there(tmp_path: Path):
    wrong = (1, "Lò Văn Ánh", 31, 2, 1977, 15, "", 2012, "Bản Noong É")
    reading = read(tmp_path / "a.xlsx", ABOVE, UNDER, wrong, merged=MERGED)
    assert [(one.column, one.value) for one in reading.records[0].problems] == [("C", "31/2/1977"), ("F", "15/…/2012")]


def test_columns_beside_a_whole_day_are_not_joined_to_it(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày sinh", "Tháng sinh", "Năm sinh", "Ngày vào Đảng", "Nơi ở hiện nay")
    reading = read(tmp_path / "a.xlsx", head, (1, "Lò Văn Ánh", "12/5/1977", 5, 1977, "15/10/2012", "Bản Noong É"))
    assert lives(reading) == READ[:1]


def test_three_columns_named_by_hand(tmp_path: Path):
    head = ("TT", "Người", "Ngày", "Tháng", "Năm", "Vào", "Tháng", "Năm", "Ở")
    choices = ReadingChoices(fields={"DS": {1: "name", 2: "born", 5: "admitted", 8: "address"}}, header_rows={"DS": 1})
    born = [(name, day) for name, day, _admitted in lives(read(tmp_path / "a.xlsx", head, *PEOPLE, choices=choices))]
    assert born == [(name, day) for name, day, _admitted in READ]


def test_candidates_too(tmp_path: Path):
    rows = (
        ("STT", "Họ và tên", "Ngày sinh", None, None, "Số giấy chứng nhận"),
        (None, None, "Ngày", "Tháng", "Năm", None),
        (1, "Lò Văn Ánh", 12, 5, 1997, "12/GCN"),
    )
    [found] = read(tmp_path / "a.xlsx", *rows, merged=("C1:E1",)).records
    assert isinstance(found, CandidateRecord)
    assert str(found.born_on) == "12/05/1997"


TWO = (
    (1, "Lò Văn Ánh", "12/5", 1977, "15-10", "2012", "Bản Noong É"),
    (2, "Cà Thị Xôm", None, 1988, None, "8/2017", "Bản Co Kham"),
    (3, "Vừ A Ín", date(2026, 7, 9), "1990.0", "30/8/2017", None, "Bản Co Kham"),
)
READ_OF_TWO = [
    ("Lò Văn Ánh", "12/05/1977", "15/10/2012"),
    ("Cà Thị Xôm", "1988", "08/2017"),
    ("Vừ A Ín", "09/07/1990", "30/08/2017"),
]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        (
            (
                ("STT", "Họ và tên", "Ngày sinh", None, "Ngày vào Đảng", None, "Nơi ở hiện nay"),
                (None, None, "Ngày, tháng", "Năm", "Ngày/tháng", "Năm", None),
            ),
            ("C1:D1", "E1:F1"),
        ),
        (
            (
                (
                    *("STT", "Họ và tên", "Ngày, tháng sinh", "Năm sinh"),
                    *("Ngày tháng vào Đảng", "Năm vào Đảng", "Nơi ở hiện nay"),
                ),
            ),
            (),
        ),
    ],
)
def test_a_day_in_two_columns_is_one(tmp_path: Path, head: tuple[Sequence[Any], ...], merged: Sequence[str]):
    """“Ngày, tháng” and “Năm”; a cell in which Excel made a day of this year out of 9/7 is that day of its year."""
    reading = read(tmp_path / "a.xlsx", *head, *TWO, merged=merged)
    assert lives(reading) == READ_OF_TWO
    assert not [problem for one in reading.records for problem in one.problems]
    assert not [note for note in reading.notes if "cột" in note]


def test_a_heading_of_its_own_says_less_than_what_stands_below(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày sinh", "Năm sinh", "Ngày vào Đảng", None, "Nơi ở hiện nay")
    parts = [(1, "Lò Văn Ánh", "12/5", 1977, "15/10", 2012, "Bản Noong É")]
    assert lives(read(tmp_path / "a.xlsx", head, *parts)) == READ[:1]
    whole = [(1, "Lò Văn Ánh", date(1977, 5, 12), 1977, "15/10/2012", None, "Bản Noong É")]
    assert lives(read(tmp_path / "b.xlsx", head, *whole)) == READ[:1]


@pytest.mark.parametrize(
    ("day", "year", "shown"), [(12.1, 1977, "12.1?/1977"), ("12/5", None, "12/5/…"), (31, 1977, "31/1977")]
)
def test_a_day_in_two_columns_that_may_be_another_is_refused(tmp_path: Path, day: Any, year: Any, shown: str):
    head = ("STT", "Họ và tên", "Ngày, tháng sinh", "Năm sinh", "Ngày vào Đảng", "Nơi ở hiện nay")
    reading = read(tmp_path / "a.xlsx", head, (1, "Lò Văn Ánh", day, year, "15/10/2012", "Bản Noong É"))
    assert [(one.column, one.value, one.is_error) for one in reading.records[0].problems] == [("C", shown, True)]


def test_a_float_of_day_and_month(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày, tháng sinh", "Năm sinh", "Ngày vào Đảng", "Nơi ở hiện nay")
    reading = read(tmp_path / "a.xlsx", head, (1, "Lò Văn Ánh", 12.05, 1977, "15/10/2012", "Bản Noong É"))
    assert lives(reading) == READ[:1]


def test_a_year_beside_a_whole_day_is_none_of_it(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày tháng năm sinh", "Năm", "Ngày vào Đảng", "Nơi ở hiện nay")
    reading = read(tmp_path / "a.xlsx", head, (1, "Lò Văn Ánh", date(1977, 5, 12), 2012, "15/10/2012", "Bản Noong É"))
    assert lives(reading) == READ[:1]
