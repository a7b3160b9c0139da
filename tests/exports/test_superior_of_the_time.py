"""The superior at the head of reports: the district's committee until it ended, then the province's (domain 10.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from exports import REPORTS
from exports.drafts import draft
from exports.official import form_1
from exports.official.asks import Show
from models import form_labels
from models.database import Database
from models.dates import Period
from tests.exports.commune import TODAY


@pytest.mark.usefixtures("people")
def test_every_report_and_form_has_the_superior_of_its_day(db: Database) -> None:
    with db.write("Mẫu chữ") as session:
        form_labels.save(session, date(2025, 7, 1), {"superior": "Huyện ủy Mẫu"}, {})
    of_cells = {"phieu-diem-danh", "bao-cao-chi-bo"}  # at whose head is the commune
    for report in REPORTS:
        if report.own_file or report.is_exchange or report.widened or report.key in of_cells:
            continue
        for month, head in ((6, "HUYỆN ỦY MẪU"), (7, "TỈNH ỦY ĐIỆN BIÊN")):
            sheet = draft(db, report, Period.month(2025, month), TODAY).workbook().worksheets[0]
            heads = [str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row if cell.value]
            assert head in heads, (report.key, month)


@pytest.mark.usefixtures("people")
def test_the_cards_and_the_check_have_the_wording_of_the_day(db: Database) -> None:
    for asked, came in (("2025-H1", "b. Huyện khác trong tỉnh"), ("2025-H2", "b. Xã, đảng bộ khác trong tỉnh")):
        ready = draft(db, form_1.REPORT, Period.parse(asked), TODAY)
        read = ready.behind(ready.workbook().worksheets[0].title, 13, 2)
        assert read is not None
        with db.read() as session:
            assert read(session).title.startswith(f"{came} chuyển đến – ")
        data = replace(ready.data.answers, by_hand={("movement.B2b", Show.NOW): 9})
        said = [one.text for one in form_1.OFFICIAL.check(replace(ready.data, answers=data), ready.scope)]
        assert any(f"“{came} chuyển đến”" in text for text in said)


@pytest.mark.usefixtures("people")
def test_a_district_that_is_not_told_is_a_finding_that_says_where_to_write_it(db: Database) -> None:
    def said(asked: str) -> list[str]:
        found = draft(db, form_1.REPORT, Period.parse(asked), TODAY).findings()
        return [one.text for one in found if one.text.startswith("Chưa khai")]

    (old,) = said("2025-H1")
    assert old.startswith("Chưa khai cấp trên của mẫu cũ (huyện ủy); biểu để dấu chấm")
    assert old.endswith("nút “Mẫu cũ, mẫu mới…”.")
    assert said("2025-H2") == []
    with db.write("Mẫu chữ") as session:
        form_labels.save(session, date(2025, 7, 1), {"superior": "Huyện ủy Mẫu"}, {})
    assert said("2025-H1") == []
