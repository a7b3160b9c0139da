"""The superior at the head of reports: the district's committee until it ended, then the province's (domain 10.1)."""

from __future__ import annotations

from datetime import date

import pytest

from exports import REPORTS
from exports.drafts import draft
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
