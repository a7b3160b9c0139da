"""Who is new and exempt since a day on which the probation was not over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.database import Database
from models.tables import Duty
from tests.exports.books import write_book
from tests.exports.test_exemptions import HEAD, bring_in, life


@pytest.mark.parametrize("official", [None, "15/06/2022"])
def test_who_is_new_may_be_exempt_before_the_probation_was_over(db: Database, tmp_path: Path, official: str | None):
    """Without a day of recognition the book only knows when the probation ended, which is after the exemption."""
    chu = (1, "Mùa A Chư", "12/05/1947", "15/06/2021", official, "Chi bộ bản Co Mận", "01/03/2022")
    path = write_book(tmp_path / "a.xlsx", {"DS": [(*HEAD, "Ngày miễn SH"), chu]})
    bring_in(db, path)
    begins = [(duty, since) for duty, since, _until in life(db)]
    assert begins == [(Duty.ACTIVE, date(2021, 6, 15)), (Duty.EXEMPT, date(2022, 3, 1))]
