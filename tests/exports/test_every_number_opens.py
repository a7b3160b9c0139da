"""Every number of every shipped report opens what it counts; a count opens as many names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports import REPORTS
from exports.drafts import Draft, draft
from exports.report import Needs, Report
from models import sample
from models.database import Database
from models.dates import Period
from models.opening import open_database

TODAY = date(2026, 11, 14)
_PERIODS = {Needs.MONTH: Period.month(2026, 10), Needs.PERIOD: Period.year(2026), Needs.DATE: None}
COUNTS = {  # sheet and column → headings of counts, all of whose numbers are as many names
    "xep-loai-sinh-hoat": [("SHCB", "C"), ("SHCB", "F"), ("SHCB", "G"), ("SHCB", "H"), ("SHCB", "I")],
    "tham-gia-sinh-hoat": [("Theo chi bộ", "D"), ("Đảng viên vắng", "F"), ("Đảng viên vắng", "G")],
    "dang-vien-vang": [("Đảng viên vắng", "G"), ("Theo thôn, bản", "C")],
    "xep-loai-dang-vien": [("Theo mức", "C"), ("Theo mức", "E"), ("Theo mức", "G"), ("Theo chi bộ", "C")],
    "thon-ban": [("Thôn, bản", "F"), ("Thôn, bản", "H"), ("Thôn, bản", "I")],
    "phat-trien-dang-vien": [("Phát triển đảng viên", "D"), ("Phát triển đảng viên", "E")],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the made-up commune of the sample; nothing here writes."""
    path: Path = tmp_path_factory.mktemp("sample") / "mau.db"
    with closing(open_database(path, clock=lambda: datetime(2026, 11, 14, 9))) as made:
        sample.generate(made, TODAY)
        yield made


def ready(book: Database, report: Report[Any]) -> tuple[Draft[Any], Any]:
    made = draft(book, report, _PERIODS[report.needs], TODAY)
    return made, load_workbook(BytesIO(made.content()))


def numbers(sheet: Any) -> Iterator[Any]:
    """Yield the cells with a number that is no place in a row of places."""
    for row in sheet.iter_rows():
        found = [cell for cell in row if isinstance(cell.value, int | float) and not isinstance(cell.value, bool)]
        values = [cell.value for cell in found]
        if len(found) > 3 and values == list(range(1, len(found) + 1)):
            continue  # the numbers of the columns
        yield from (cell for cell in found if cell.column > 1)  # the first column numbers the lines


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
def test_every_number_opens_something(book: Database, report: Report[Any]) -> None:
    made, workbook = ready(book, report)
    closed = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible"
        for cell in numbers(sheet)
        if made.behind(sheet.title, cell.row, cell.column) is None
    ]
    assert closed == []


@pytest.mark.parametrize("report", [one for one in REPORTS if one.key in COUNTS], ids=lambda report: report.key)
def test_a_count_opens_as_many_names(book: Database, report: Report[Any]) -> None:
    made, workbook = ready(book, report)
    with book.read() as session:
        for name, letter in COUNTS[report.key]:
            cells = [cell for cell in numbers(workbook[name]) if cell.column_letter == letter]
            assert cells, letter
            for cell in cells:
                read = made.behind(name, cell.row, cell.column)
                assert read is not None
                found = read(session)
                assert len(found.people) + len(found.months) == cell.value, (found.title, cell.coordinate)
