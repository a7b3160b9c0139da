"""The lists of the office against a second count that shares nothing with the program's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from exports.drafts import draft
from exports.offered import find
from models import ratings
from models.database import Database
from models.dates import Period as Asked
from tests.exports import written
from tests.exports.eventful import TODAY
from tests.exports.raw_book import DAY, Book
from tests.exports.recount import Period
from tests.exports.recount_cells import Cells
from tests.exports.recount_office import Office

_DAYS = ("2024-12-31", "2025-06-30", "2026-02-28", "2026-03-17", "2026-11-22")
_PERIODS = ("2026", "2025", "2026-H1", "2026-Q2", "2026-02", "2024", "2025-11-15..2026-02-28")


@pytest.fixture(scope="module")
def book(busy: Database) -> Book:
    return Book(busy.path)


def _table(db: Database, key: str, asked: str, sheet: int = 0) -> list[dict[str, Any]]:
    return written.lines(db, key, asked, TODAY, sheet)


@pytest.mark.parametrize("asked", [*_PERIODS, *(f"{day}..{day}" for day in _DAYS)])
def test_every_column_of_the_book_of_members(busy: Database, book: Book, asked: str) -> None:
    days = Asked.parse(asked)
    wanted = Office(book, min(days.last, TODAY), TODAY).member_book(days.first)
    lines = _table(busy, "so-danh-sach-dang-vien", asked)
    assert Counter(tuple(value or "" for value in line.values()) for line in lines) == Counter(wanted)
    assert len(lines) > len(Period(book, days.first, days.last, TODAY).on_list)


def test_the_book_of_members_goes_cell_by_cell(busy: Database, book: Book) -> None:
    """Who left stands in the cell they left, where their name comes."""
    office = Office(book, TODAY, TODAY)
    places = [office.months.name(row, office.day) for row in office.cells()]
    at = [places.index(line["Ghi chú"].split("\n")[0]) for line in _table(busy, "so-danh-sach-dang-vien", "2026")]
    assert at == sorted(at)
    assert len({*at}) > 3


def test_the_line_below_the_book_tells_who_is_on_the_lists_from_who_left(busy: Database, book: Book) -> None:
    now = Period(book, date(2026, 1, 1), date(2026, 12, 31), TODAY)
    ready = draft(busy, find("so-danh-sach-dang-vien"), Asked.year(2026), TODAY)
    left = len(ready.data) - len(now.on_list)
    assert left == len(Office(book, TODAY, TODAY).gone(now.first)) > 20
    said = f"Tổng số đảng viên cuối kỳ: {len(now.on_list)}; ra khỏi danh sách trong kỳ: {left}."
    assert said in [cell.value for row in ready.workbook().worksheets[0].iter_rows() for cell in row]


@pytest.mark.parametrize("day", _DAYS)
def test_every_column_of_the_villages(busy: Database, book: Book, day: str) -> None:
    office = Office(book, date.fromisoformat(day), TODAY)
    wanted = office.villages()
    *lines, whole = _table(busy, "thon-ban", f"{day}..{day}")
    columns = "Thôn, bản", "Số hộ", "Nhân khẩu", "Số đảng viên", "Chi bộ"
    columns = (*columns, "Trắng đảng viên", "Chưa có chi bộ", "Cấp ủy viên phụ trách")
    assert [tuple(line[name] for name in columns) for line in lines] == wanted
    for name, at in (("Số hộ", 1), ("Nhân khẩu", 2), ("Số đảng viên", 3)):
        assert whole[name] == sum(int(str(line[at])) for line in wanted if line[at] is not None)
    for name, at in (("Trắng đảng viên", 5), ("Chưa có chi bộ", 6)):
        assert whole[name] == sum(line[at] == "x" for line in wanted)


@pytest.mark.parametrize("asked", _PERIODS)
def test_the_classes_with_those_taught(busy: Database, book: Book, asked: str) -> None:
    days = Asked.parse(asked)
    wanted = Office(book, min(days.last, TODAY), TODAY).classes(days.first, days.last)
    *lines, whole = _table(busy, "lop-boi-duong", asked)
    found = [[one.date() if isinstance(one, datetime) else one for one in line.values()] for line in lines]
    assert [tuple(line) for line in found] == wanted
    sums = [sum(int(str(line[at])) for line in wanted) for at in range(5, 9)]
    assert [whole[name] for name in ("Tổng số", "Nữ", "Dân tộc thiểu số", "Được cấp chứng nhận")] == sums


@pytest.mark.parametrize("asked", _PERIODS)
def test_the_notes_below_the_classes_by_kind(busy: Database, book: Book, asked: str) -> None:
    days = Asked.parse(asked)
    wanted = Office(book, min(days.last, TODAY), TODAY).class_notes(days.first, days.last)
    sheet = draft(busy, find("lop-boi-duong"), days, TODAY).workbook().worksheets[0]
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if " lượt người (" in str(cell.value)]
    assert told == wanted
    assert told


@pytest.mark.parametrize("asked", _PERIODS)
def test_the_development_by_cell(busy: Database, book: Book, asked: str) -> None:
    days = Asked.parse(asked)
    now = Period(book, days.first, days.last, TODAY)
    last = days.last if days.last <= TODAY else date(days.last.year, 12, 31)
    year = Period(book, date(days.last.year, 1, 1), last, TODAY)
    assert days.first != year.first or year.admitted() == now.admitted()  # counted since January, and in the period
    _held(_table(busy, "phat-trien-dang-vien", asked), Cells(now), Cells(now).development(year))


@pytest.mark.parametrize("asked", _PERIODS)
def test_the_summary_by_cell(busy: Database, book: Book, asked: str) -> None:
    days = Asked.parse(asked)
    cells = Cells(Period(book, days.first, days.last, TODAY))
    year, quarter = ratings.round_of(days)
    for sheet, wanted in enumerate((cells.summary(), cells.ratings(year, quarter), cells.work())):
        _held(_table(busy, "tong-hop-theo-chi-bo", asked, sheet), cells, wanted)


def _held(lines: list[dict[str, Any]], cells: Cells, wanted: Mapping[int | None, Mapping[str, object]]) -> None:
    """Hold every number of a table with a line for each cell, the sum last, against those counted."""
    names = {cells.office.short(row): row["id"] for row in cells.office.cells()} | {"Tổng cộng": None}
    shown = {names[line.pop("Chi bộ")]: line for line in lines}
    for cell in {*names.values()}:
        line, mine = shown.get(cell, {}), wanted.get(cell, {})
        assert line == {name: mine.get(name, 0) for name in line}, cell
        assert line or not any(mine.values()), cell  # a cell that nothing happened in has no line


def test_a_period_begins_where_the_one_before_ended(busy: Database) -> None:
    ends = _table(busy, "tong-hop-theo-chi-bo", "2025")[-1]["Cuối kỳ"]
    assert _table(busy, "tong-hop-theo-chi-bo", "2026")[-1]["Đầu kỳ"] == ends
    assert date(2026, 1, 1) - DAY == date(2025, 12, 31)
