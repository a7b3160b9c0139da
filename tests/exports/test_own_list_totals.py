"""The lines of totals of a list put together: what is written is what Excel shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports import own_lists
from exports.making import produce
from exports.shown import shown
from models.database import Database
from models.listing import saved
from models.listing.kinds import By
from models.listing.view import GroupBy, How, Total, View
from tests.exports import commune as small
from tests.exports.commune import OCTOBER, TODAY


@pytest.mark.parametrize("groups", [(), (GroupBy("age", By.VALUE),)])
@pytest.mark.parametrize(("how", "told"), [(How.AVERAGE, "51,13"), (How.SUM, "409")])
def test_a_mean_keeps_its_decimals_wherever_it_stands(
    db: Database, tmp_path: Path, groups: tuple[GroupBy, ...], how: How, told: str
) -> None:
    view = View("Tuổi", "members", ("full_name", "age"), groups=groups, totals=(Total("age", how),))
    with db.write("Mẫu") as session:
        small.fill(session)  # 37, 37, 49, 36, 86, 56, 38, 70: 409, and 51.125 of eight
        saved.save(session, view)
    sheet = load_workbook(produce(db, f"{own_lists.PREFIX}{view.name}", OCTOBER, TODAY, tmp_path)).worksheets[0]
    last = next(row for row in sheet.iter_rows() if str(row[0].value).startswith(("Trung bình chung", "Tổng cộng")))
    assert shown(last[2].value, last[2].number_format) == told
