"""Badges, probations, the months of a period and its absent against a second count (domain.md 2.6, 2.7, 4.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

import pytest

from exports.drafts import draft
from exports.offered import find
from models.database import Database
from models.dates import Period as Asked
from tests.exports import written
from tests.exports.eventful import TODAY
from tests.exports.raw_book import Book
from tests.exports.recount_ages import Ages
from tests.exports.recount_gathered import Gathered
from tests.exports.recount_months import Months
from tests.exports.recount_office import Office

_DAYS = ("2024-12-31", "2025-06-30", "2026-02-28", "2026-03-17", "2026-11-22")
_PERIODS = ("2026", "2025", "2026-H1", "2026-Q2", "2026-10", "2025-11-15..2026-02-28")


@pytest.fixture(scope="module")
def book(busy: Database) -> Book:
    return Book(busy.path)


def _lines(db: Database, key: str, asked: str, sheet: int = 0) -> list[tuple[object, ...]]:
    found = written.lines(db, key, asked, TODAY, sheet)
    return [tuple(one.date() if isinstance(one, datetime) else one for one in line.values()) for line in found]


@pytest.mark.parametrize("day", _DAYS)
def test_every_column_of_those_due_for_a_badge(busy: Database, book: Book, day: str) -> None:
    wanted = Ages(book, Office(book, date.fromisoformat(day), TODAY)).badges()
    assert _lines(busy, "huy-hieu-dang", f"{day}..{day}") == wanted
    assert len(wanted) > 20


@pytest.mark.parametrize("day", _DAYS)
def test_every_column_of_those_on_probation(busy: Database, book: Book, day: str) -> None:
    wanted = Ages(book, Office(book, date.fromisoformat(day), TODAY)).probations()
    assert _lines(busy, "danh-sach-du-bi", f"{day}..{day}") == wanted
    assert len(wanted) > 15


@pytest.mark.parametrize("asked", _PERIODS)
def test_what_the_cells_made_of_the_months(busy: Database, book: Book, asked: str) -> None:
    days = Asked.parse(asked)
    wanted = Gathered(Months(book, TODAY), days.first, days.last).summary()
    ready = draft(busy, find("tong-hop-sinh-hoat"), days, TODAY)
    (sheet,) = ready.report.sheets
    assert sheet.total is not None
    rows = [*sheet.rows(ready.data), sheet.total(ready.data)]
    assert [row.name for row in rows] == [*wanted]
    for column in sheet.used_columns(rows)[1:]:  # two of its columns are called “Chưa ghi”
        name = "Tháng chưa ghi" if (column.group, column.heading) == ("Số tháng", "Chưa ghi") else column.heading
        found = {row.name: column.value(row) for row in rows}
        assert found == {cell: counts.get(name, 0) for cell, counts in wanted.items()}, name


@pytest.mark.parametrize("asked", _PERIODS)
def test_the_absent_of_the_months(busy: Database, book: Book, asked: str) -> None:
    days = Asked.parse(asked)
    wanted = Gathered(Months(book, TODAY), days.first, days.last).absent()
    *lines, whole = _lines(busy, "dang-vien-vang", asked)
    assert lines == [line for _who, line in wanted]
    assert whole[3:6] == tuple(sum(int(str(line[at])) for _who, line in wanted) for at in (3, 4, 5))
    for sheet, column in ((1, 2), (2, 1)):  # by village, by cell
        *groups, total = _lines(busy, "dang-vien-vang", asked, sheet)
        assert {str(one[0]): one[1:] for one in groups} == _grouped(wanted, column)
        assert total[2:] == whole[3:6]
    by_name = Counter((line[1], line[0], *line[2:8]) for line in _lines(busy, "dang-vien-vang", asked, 3)[:-1])
    assert by_name == Counter((line[0], line[2], line[1], *line[3:6], *line[7:]) for _who, line in wanted)


def _grouped(people: Sequence[tuple[int, tuple[object, ...]]], column: int) -> dict[str, tuple[object, ...]]:
    """Return village or cell → how many people were absent, and how often."""
    found: dict[str, tuple[object, ...]] = {}
    for name in {str(line[column]) for _who, line in people}:
        own = [(who, line) for who, line in people if line[column] == name]
        times = (sum(int(str(line[at])) for _who, line in own) for at in (3, 4, 5))
        found[name] = len({who for who, _line in own}), *times
    return found
