"""The report of the targets written by hand: what was asked, what was told, how many are reached."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from io import BytesIO

from openpyxl import load_workbook

from exports.drafts import draft
from exports.offered import find
from models import own_targets
from models.database import Database
from models.dates import Period
from models.own_targets import OwnTargetValues

YEAR = Period.year(2026)
TODAY = date(2026, 11, 14)
TARGETS = (
    OwnTargetValues("Hộ nghèo", YEAR, Fraction("12.5"), "%", Fraction("11.98"), date(2026, 6, 30), is_ceiling=True),
    OwnTargetValues("Thôn văn hóa", Period.parse("2025-01-01..2030-12-31"), Fraction(10), "thôn", Fraction(8)),
    OwnTargetValues("Nước sạch", YEAR, Fraction(90), "%", document="NQ 01-NQ/ĐU"),
    OwnTargetValues("Của năm khác", Period.year(2024), Fraction(1)),
)


def test_every_target_of_the_period_stands_with_what_was_told(db: Database) -> None:
    with db.write("Dựng") as session:
        for values in TARGETS:
            own_targets.add(session, values, on=TODAY)
    ready = draft(db, find("chi-tieu-khac"), YEAR, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(number for number, row in enumerate(rows) if row[1] == "Hộ nghèo")
    told_on = datetime(2026, 6, 30)
    assert rows[first][2:10] == ["%", "Không quá", 12.5, 11.98, told_on, None, "Đạt", "Năm 2026"]
    assert rows[first + 1][1:9] == ["Thôn văn hóa", "thôn", "Từ mức này", 10, 8, None, 80, "Chưa đạt"]
    assert rows[first + 2][1:9] == ["Nước sạch", "%", "Từ mức này", 90, None, None, None, "Chưa ghi"]
    said = [cell for row in rows for cell in row if isinstance(cell, str)]
    assert "Đạt 1/3 chỉ tiêu (33,33 %)." in said
    assert not any("Của năm khác" in words for words in said)
    assert any("1 chỉ tiêu chưa ghi số thực hiện: Nước sạch." in one.text for one in ready.findings())
    behind = ready.behind(sheet.title, first + 1, 6)
    assert behind is not None
    with db.read() as session:
        told = behind(session)
    assert "Được giao không quá 12,5 %; Đã thực hiện 11,98 tính đến 30/06/2026" in told.explanation


def test_a_report_of_a_past_month_keeps_the_number_of_its_time(db: Database) -> None:
    with db.write("Dựng") as session:
        key = own_targets.add(session, TARGETS[0], on=TODAY)
        own_targets.tell(session, key, Fraction("10.5"), date(2026, 11, 1), on=TODAY)
    for period, told in ((Period.month(2026, 5), None), (Period.month(2026, 7), 11.98), (YEAR, 10.5)):
        ready = draft(db, find("chi-tieu-khac"), period, TODAY)
        rows = [
            [cell.value for cell in row] for row in load_workbook(BytesIO(ready.content())).worksheets[0].iter_rows()
        ]
        (line,) = (row for row in rows if row[1] == "Hộ nghèo")
        assert line[5] == told
