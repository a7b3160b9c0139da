"""The monthly reports against a second count that shares nothing with the program's (domain.md 4.5, 7.6, 7.9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from models import sample
from models.database import Database
from models.opening import open_database
from tests.conftest import INPUT
from tests.exports import eventful, eventful_life, written
from tests.exports.raw_book import Book
from tests.exports.recount_months import Months

_MONTHS = [f"{year}-{month:02}" for year, month in eventful_life.MONTHS]


@pytest.fixture(scope="module")
def counted(busy: Database) -> Months:
    return Months(Book(busy.path), eventful.TODAY)


@pytest.mark.parametrize("asked", _MONTHS)
def test_participation_is_counted_twice(busy: Database, counted: Months, asked: str) -> None:
    found = written.lines(busy, "tham-gia-sinh-hoat", asked, eventful.TODAY)
    _same(found, counted.participation(*map(int, asked.split("-"))))


def _same(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    assert [line["Chi bộ"] for line in found] == [line["Chi bộ"] for line in wanted]
    columns = {name for line in wanted for name in line if name[0] != "_"}
    shown = {name for name in found[0] if name != "Loại chi bộ"}
    assert not shown - columns
    for mine, theirs in zip(wanted, found, strict=True):
        told = {name: mine.get(name) for name in shown}
        assert {name: theirs[name] for name in shown} == told
    for name in columns - shown:  # a column with nothing to say is left out
        assert not any(line.get(name) for line in wanted), name


@pytest.mark.parametrize("asked", _MONTHS)
def test_the_absent_are_counted_twice(busy: Database, counted: Months, asked: str) -> None:
    found = [tuple(line.values()) for line in written.lines(busy, "tham-gia-sinh-hoat", asked, eventful.TODAY, 1)]
    wanted = counted.absent(*map(int, asked.split("-")))
    assert found == wanted


@pytest.mark.parametrize("asked", _MONTHS)
def test_the_calendar_is_made_twice(busy: Database, counted: Months, asked: str) -> None:
    found = [tuple(line.values()) for line in written.lines(busy, "lich-sinh-hoat", asked, eventful.TODAY)]
    assert found == counted.calendar(*map(int, asked.split("-")))


def test_every_roll_has_the_list_of_its_day(counted: Months) -> None:
    book, rolls = counted.book, Counter[tuple[object, ...]]()
    for line in book.table("attendance"):
        rolls[line["meeting_id"], line["member_id"], line["standing"], line["duty"]] += 1
    wanted = Counter[tuple[object, ...]](
        (meeting["id"], who, at.standing, at.duty)
        for meeting in book.table("meeting")
        if meeting["state"] == "recorded"
        for who, at in counted.everybody(date.fromisoformat(meeting["held_on"])).items()
        if at.cell == meeting["cell_id"]
    )
    assert rolls == wanted


def test_there_is_every_kind_of_month(counted: Months) -> None:
    found = Counter(
        line["Tỷ lệ (%)"] if isinstance(line["Tỷ lệ (%)"], str) else "%"
        for year, month in eventful_life.MONTHS
        for line in counted.participation(year, month)
    )
    assert {"%", "–", "Chưa ghi", "Không sinh hoạt", "Chưa đến ngày họp (2/12)"} <= found.keys()
    rolls = Counter((line["mark"], line["duty"]) for line in counted.book.table("attendance"))
    marks = {"present", "present_online", "absent_excused", "absent_unexcused", "unrecorded"}
    duties = {"active", "exempt", "temp_away", "suspended", "special_duty", "guest"}
    assert {(mark, duty) for mark in marks for duty in duties} <= rolls.keys()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the made-up commune of the sample; nothing here writes."""
    path = tmp_path_factory.mktemp("sample") / "mau.db"
    with closing(open_database(path, clock=lambda: datetime(2026, 11, 14, 9))) as made:
        sample.generate(made, date(2026, 11, 14))
        yield made


@pytest.mark.parametrize("asked", ["2026-03", "2026-10", "2026-11"])
def test_the_months_of_the_sample_are_counted_twice(book: Database, asked: str) -> None:
    today, year, month = date(2026, 11, 14), *map(int, asked.split("-"))
    known = Months(Book(book.path), today)
    _same(written.lines(book, "tham-gia-sinh-hoat", asked, today), known.participation(year, month))
    absent = [tuple(line.values()) for line in written.lines(book, "tham-gia-sinh-hoat", asked, today, 1)]
    assert absent == known.absent(year, month)
    notice = [tuple(line.values()) for line in written.lines(book, "lich-sinh-hoat", asked, today)]
    assert notice == known.calendar(year, month)


_LETTERS = {"x": "Có mặt", "P": "Vắng có lý do", "K": "Vắng không lý do", "M": "Được miễn", "TĐ": "Tạm thời đi"}


def test_the_months_are_those_of_the_office_s_own_book_letter_by_letter(commune: Database) -> None:
    """Read the year's book of attendance as it lies on the desk, and hold both reports of every month against it."""
    marks: dict[tuple[int, str], Counter[str]] = {}
    absent: dict[int, Counter[tuple[str, ...]]] = {month: Counter() for month in range(1, 13)}
    days: dict[tuple[int, str], str] = {}
    for sheet in load_workbook(INPUT / "so_diem_danh_2026.xlsx").worksheets:
        cell = str(sheet["A1"].value).partition(" NĂM 2026 - ")[2].casefold()
        _head, when, *people = [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
        for month in range(1, 13):
            letters = [(str(row[1]), str(row[month + 1])) for row in people if row[month + 1]]
            if letters:
                days[month, cell] = f"ngày {when[month + 1]}"
                marks[month, cell] = Counter(_LETTERS[letter] for _name, letter in letters)
                those = [(_bare(name), cell, _LETTERS[letter]) for name, letter in letters if letter in "PK"]
                absent[month] += Counter(those)
    assert len(marks) > 250
    for month in range(1, 13):
        asked = f"2026-{month:02}"
        *lines, _whole = written.lines(commune, "tham-gia-sinh-hoat", asked, eventful.TODAY)
        for line in lines:
            wanted = marks.get((month, line["Chi bộ"].casefold()), Counter[str]())
            assert [line[word] or 0 for word in _LETTERS.values()] == [wanted[word] for word in _LETTERS.values()]
            if wanted:
                assert line["Cộng"] == wanted.total()
                assert line["Phải dự"] == wanted.total() - wanted["Được miễn"] - wanted["Tạm thời đi"]
        named = written.lines(commune, "tham-gia-sinh-hoat", asked, eventful.TODAY, 1)
        assert (
            Counter((_bare(one["Họ và tên"]), one["Chi bộ"].casefold(), one["Hình thức vắng"]) for one in named)
            == absent[month]
        )
        *notice, _whole = written.lines(commune, "lich-sinh-hoat", asked, eventful.TODAY)
        told = {one["Chi bộ"].casefold(): one["Thời gian sinh hoạt"] for one in notice if one["Thời gian sinh hoạt"]}
        assert told == {name: day for (of, name), day in days.items() if of == month}


def _bare(name: str) -> str:
    """Return a name without the birth that tells two of one name apart."""
    return re.sub(r" \(\d[\d/]*\)$", "", name)
