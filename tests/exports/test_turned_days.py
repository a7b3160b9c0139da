"""Days that an English Excel turned: found by column, asked about, put right with one choice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from exports.readers import read_file
from models.dates import PartialDate
from models.outline import ReadingChoices
from models.records import CellSheet, MemberRecord, Reading
from tests.exports.books import MEMBER_HEAD, member, roll_rows, write_book

ON = date(2026, 11, 22)
BIRTHS = ((25, 3, 1970), (5, 4, 1971), (7, 11, 1972), (30, 1, 1973), (14, 6, 1974), (8, 2, 1975))


def english(day: int, month: int, year: int) -> object:
    """Return what an English Excel makes of 5/4/1971 typed the Vietnamese way."""
    return datetime(year, day, month) if day <= 12 else f"{day}/{month}/{year}"


def book(tmp_path: Path, births: Sequence[object]) -> Path:
    people = [
        member(no=n, name=f"Lò Văn {name}", card=None, citizen=None, born=born)
        for n, (name, born) in enumerate(zip("Một Hai Ba Bốn Năm Sáu Bảy Tám".split(), births, strict=False), 1)  # noqa: SIM905
    ]
    return write_book(tmp_path / "a.xlsx", {"S": [MEMBER_HEAD, *people]})


def births(reading: Reading) -> list[PartialDate | None]:
    return [one.born_on for one in reading.records if isinstance(one, MemberRecord)]


def test_a_turned_column_is_warned_of_and_put_right_when_chosen(tmp_path: Path):
    path = book(tmp_path, [english(*one) for one in BIRTHS])
    reading = read_file(path, ON)
    assert births(reading)[1] == PartialDate(1971, 5, 4)
    [warning] = reading.problems
    assert not warning.is_error
    assert "04/05/1971 đúng ra là 05/04/1971" in warning.reason
    assert reading.outlines[0].turned == ("E",)
    right = read_file(path, ON, choices=ReadingChoices(turns_days=True))
    assert births(right) == [PartialDate(year, month, day) for day, month, year in BIRTHS]
    assert right.problems == ()
    assert right.outlines[0].turned == ("E",)  # to be taken back
    assert any("đã đảo ngày với tháng ở 3 ô cột E" in note for note in right.notes)


def test_a_column_typed_with_the_month_first_is_one_too(tmp_path: Path):
    path = book(tmp_path, ["3/25/1970", "4/5/1971", "11/7/1972"])
    assert read_file(path, ON).outlines[0].turned == ("E",)
    right = births(read_file(path, ON, choices=ReadingChoices(turns_days=True)))
    assert right == [PartialDate(1970, 3, 25), PartialDate(1971, 4, 5), PartialDate(1972, 11, 7)]


@pytest.mark.parametrize(
    "written",
    [
        [datetime(1970, 3, 25), "5/4/1971", datetime(1972, 11, 7), "8/2/1975"],
        [datetime(1971, 4, 5), "25/3/1970"],  # too few to tell
        [datetime(1971, 4, 5), datetime(1972, 11, 7), datetime(1975, 2, 8), "1970", "14.6.1974"],
        [datetime(1971, 1, 1), datetime(1972, 2, 2), datetime(1975, 3, 3), "25/3/1970", "30/4/1970"],
        ["5/4/1971", "25/3/1970", "3/25/1970"],
    ],
)
def test_where_it_cannot_be_told_nothing_is_said(tmp_path: Path, written: list[object]):
    assert read_file(book(tmp_path, written), ON).outlines[0].turned == ()


def roll(tmp_path: Path, *days: object) -> CellSheet:
    rows = roll_rows("SỔ ĐIỂM DANH CHI BỘ BẢN CO MẬN NĂM 2026", days, ("Lò Văn Ánh", *("x" for _day in days)))
    [found] = read_file(write_book(tmp_path / "a.xlsx", {"Co Mận": rows}), ON).records
    assert isinstance(found, CellSheet)
    return found


def test_turned_days_of_meetings_fall_into_their_months(tmp_path: Path):
    found = roll(tmp_path, datetime(2026, 5, 1), datetime(2026, 3, 2), "15/3/2026", datetime(2026, 6, 4))
    assert [held.held_on for held in found.meetings] == [
        *(date(2026, 1, 5), date(2026, 2, 3), date(2026, 3, 15), date(2026, 4, 6))
    ]
    assert [one.column for one in found.problems if "đổi chỗ" in one.reason and not one.is_error] == ["C", "D", "F"]


def test_a_meeting_at_the_next_month_s_beginning_is_not_turned(tmp_path: Path):
    found = roll(tmp_path, datetime(2026, 1, 5), datetime(2026, 3, 2), datetime(2026, 3, 5))
    assert [held.held_on for held in found.meetings][1] == date(2026, 3, 2)


def test_a_day_in_the_heading_of_its_month_is_the_meeting_s(tmp_path: Path):
    rows = [
        ("SỔ ĐIỂM DANH CHI BỘ BẢN CO MẬN NĂM 2026",),
        ("TT", "Họ và tên", "T1\n(03/01)", "T2 (ngày 05/02/2026)", "T3 (04/3)", "T4"),
        (1, "Lò Văn Ánh", "x", "x", "P", None),
    ]
    [found] = read_file(write_book(tmp_path / "a.xlsx", {"S": rows}), ON).records
    assert isinstance(found, CellSheet)
    assert [held.held_on for held in found.meetings] == [date(2026, 1, 3), date(2026, 2, 5), date(2026, 3, 4)]
    assert [one for one in found.problems if one.is_error] == []


def test_a_day_on_which_many_were_admitted_tells_as_much_as_one(tmp_path: Path):
    waves = [datetime(1970 + n, 2, 3) if n % 2 else f"19/5/{1970 + n}" for n in range(8)]
    assert read_file(book(tmp_path, waves), ON).outlines[0].turned == ()
