"""Every number of an official form has its card, those that only the office can write as well."""

from __future__ import annotations

from typing import Any

import pytest

from exports.drafts import draft
from exports.offered import find
from exports.official.spec import OFFICIALS
from models.database import Database
from models.dates import Period
from tests.exports.commune import TODAY

YEAR = Period.year(2026)


@pytest.mark.parametrize("key", OFFICIALS)
@pytest.mark.usefixtures("people")
def test_no_number_is_without_its_card(db: Database, key: str) -> None:
    ready = draft(db, find(key), YEAR, TODAY)
    sheet: Any = ready.workbook().worksheets[0]
    first = OFFICIALS[key].first
    numbers = [cell for line in sheet.iter_rows(min_row=first) for cell in line if isinstance(cell.value, int | float)]
    assert numbers
    with db.read() as session:
        for cell in numbers:
            read = ready.behind(sheet.title, cell.row, cell.column)
            assert read is not None, cell.coordinate
            assert "Nguồn: " in read(session).explanation


@pytest.mark.parametrize(
    ("key", "place", "title", "why"),
    [
        ("bieu-2", (62, 2), "Không còn quần chúng – ghi tay", "số này chỉ ghi tay, không tính từ nguồn phát triển."),
        ("bieu-5", (10, 2), "2. Phường – ghi tay", "nên chương trình không tính; có tổ chức ấy thì ghi tay."),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_line_by_hand_says_what_it_is_and_why(
    db: Database, key: str, place: tuple[int, int], title: str, why: str
) -> None:
    ready = draft(db, find(key), YEAR, TODAY)
    sheet: Any = ready.workbook().worksheets[0]
    assert sheet.cell(*place).value is None
    read = ready.behind(sheet.title, *place)
    assert read is not None
    with db.read() as session:
        told = read(session)
    assert told.title == title
    assert why in told.explanation
    assert "Nguồn: đảng ủy tự xác định" in told.explanation
    assert ready.is_open(sheet.title, *place)
    assert ready.is_editable(sheet.title, *place, "")


@pytest.mark.usefixtures("people")
def test_a_heading_of_a_form_opens_nothing(db: Database) -> None:
    ready = draft(db, find("bieu-2"), YEAR, TODAY)
    assert ready.behind(ready.workbook().worksheets[0].title, 17, 2) is None  # II. Phân tích
