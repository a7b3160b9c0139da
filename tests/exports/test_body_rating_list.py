"""The list of the ratings of cells and organisations: its lines, its sums, who is missing."""

from __future__ import annotations

from datetime import date

from exports import body_rating_list
from exports.drafts import draft
from exports.offered import find
from models import body_ratings
from models.bodies import Body
from models.body_ratings import BodyRatingValues
from models.dates import Period
from models.tables import RatingLevel
from tests.models.builders import TODAY, cell


def test_the_levels_are_listed_and_summed(db) -> None:
    with db.write("Xếp loại") as session:
        for name in "ABC":
            cell(session, f"Chi bộ bản {name}")
        first = BodyRatingValues(RatingLevel.GOOD, RatingLevel.EXCELLENT, "5-QĐ/ĐU", date(2026, 1, 10))
        body_ratings.put(session, [Body(cell_id=1)], 2025, 0, first, on=TODAY)
        body_ratings.put(session, [Body(cell_id=2)], 2025, 0, BodyRatingValues(RatingLevel.GOOD), on=TODAY)
    ready = draft(db, find("xep-loai-to-chuc-dang"), Period.parse("2025"), TODAY)
    (sheet,) = ready.report.sheets
    rows = [[column.value(row) for column in sheet.columns] for row in sheet.rows(ready.data)]
    assert [row[2:5] for row in rows] == [["HTTNV", "HTXSNV", "5-QĐ/ĐU"], ["HTTNV", "", ""], ["", "", ""]]
    assert body_rating_list.notes(ready.data)[0] == (
        "Đã xếp loại 2/3: HTXSNV 1 (50,00 %); HTTNV 1 (50,00 %); HTNV 0 (0,00 %); KHTNV 0 (0,00 %)."
    )
    (finding,) = body_rating_list.check(ready.data, ready.scope)
    assert finding.text == "1 chi bộ, tổ chức chưa ghi xếp loại: Chi bộ bản C."
