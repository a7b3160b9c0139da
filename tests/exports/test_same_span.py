"""The column “cùng kỳ năm trước” of an official form while its period runs: as much of last year as of this one."""

from __future__ import annotations

from datetime import date

import pytest

from exports import files
from exports.drafts import draft
from exports.offered import find
from models import members
from models.database import Database
from models.dates import PartialDate, Period
from models.members import MemberValues
from tests.exports.commune import TODAY

ADMITTED = 10
"""The row of form 1 with those admitted."""


@pytest.mark.parametrize(
    ("period", "on", "admitted", "told"),
    [
        ("2026", TODAY, 1, "từ 01/01/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/01/2025 đến 10/11/2025."),
        ("2026-Q4", TODAY, 0, "từ 01/10/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/10/2025 đến 10/11/2025."),
        ("2026-H2", TODAY, 0, "từ 01/7/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/7/2025 đến 10/11/2025."),
        ("2026-11", TODAY, 0, "từ 01/11/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/11/2025 đến 10/11/2025."),
        (
            "2026-12",
            date(2026, 12, 5),
            1,
            "từ 01/12/2026 đến 05/12/2026; cùng kỳ năm trước tính từ 01/12/2025 đến 05/12/2025.",
        ),
        ("2026", date(2026, 12, 31), 2, ""),
        ("2026-H2", date(2027, 1, 4), 1, ""),
        ("2026-H1", TODAY, 1, ""),
    ],
)
@pytest.mark.usefixtures("people")
def test_as_much_of_last_year_is_counted(db: Database, period: str, on: date, admitted: int, told: str) -> None:
    """One admitted in June 2025 and one in December: beside a 2026 that runs, the second is of no comparison."""
    with db.write("Kết nạp") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        for month, name in ((6, "Lò Thị Hạ"), (12, "Lò Thị Đông")):
            day = PartialDate(2025, month, 5)
            values = MemberValues(name, admitted_on=day, born_on=PartialDate(2000, 1, month))
            members.add(session, values, cell_id, on=TODAY)
    ready = draft(db, find("bieu-1"), Period.parse(period), on)
    sheet = files.reread(ready.workbook()).worksheets[0]
    assert sheet.cell(ADMITTED, 3).value == admitted
    said = [one.text for one in ready.findings() if "Kỳ chưa hết" in one.text]
    assert said == ([f"Kỳ chưa hết: kỳ này tính {told}"] if told else [])
    read = ready.behind(sheet.title, ADMITTED, 3)
    assert read is not None
    with db.read() as session:
        behind = read(session)
    assert ("2025, tính đến ngày" in behind.title) is bool(told)
    assert len(behind.people) == admitted


@pytest.mark.usefixtures("people")
def test_a_form_without_the_column_says_only_its_own_span(db: Database) -> None:
    ready = draft(db, find("bieu-6"), Period.year(2026), TODAY)
    said = [one.text for one in ready.findings() if "Kỳ chưa hết" in one.text]
    assert said == ["Kỳ chưa hết: kỳ này tính từ 01/01/2026 đến 10/11/2026."]
