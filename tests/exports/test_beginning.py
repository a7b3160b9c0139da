"""The first pages of a long report are those it has as a whole, and short ones have no beginning of their own."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from exports import own_lists
from exports.report import draft, find
from models import cells, members
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate, Period
from models.listing import saved
from models.listing.kinds import By
from models.listing.view import GroupBy, How, Total, View
from models.members import MemberValues
from models.progress import Cancelled
from tests.exports import commune as small
from tests.exports.commune import OCTOBER, TODAY

LIST = View(
    "Theo chi bộ",
    "members",
    ("full_name", "age", "note"),
    groups=(GroupBy("cell", By.VALUE),),
    totals=(Total("age", How.AVERAGE),),
)


COUNT = 320


def fill(session: Session) -> None:
    """Write a commune whose list of members is long; only the last of it has a note."""
    small.fill(session)
    cell = cells.add(session, CellValues("Chi bộ bản Nà Sáy"))
    for number in range(COUNT):
        values = MemberValues(
            f"Vừ A {chr(97 + number % 26)}{chr(97 + number // 26)}",
            born_on=PartialDate(1960 + number % 40),
            note="mới chuyển đến" if number == COUNT - 1 else "",
        )
        members.add(session, values, cell, on=TODAY, since=date(2020, 1, 1))
    saved.save(session, LIST)


@pytest.fixture
def many(db: Database) -> Database:
    """Give the long list."""
    with db.write("Mẫu") as session:
        fill(session)
    return db


class Stopping:
    """Stops the work at its first step after so many."""

    def __init__(self, after: int) -> None:
        self.left = after

    def step(self, done: int, total: int, text: str = "") -> None:
        """Count down."""
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize(
    "key", ["danh-sach-dang-vien", "so-danh-sach-dang-vien", f"{own_lists.PREFIX}{LIST.name}", "xep-loai-dang-vien"]
)
def test_the_first_pages_are_those_of_the_whole(many: Database, key: str) -> None:
    ready = draft(many, find(key, many), Period.year(2026) if key.startswith("xep") else None, TODAY)
    first, whole = ready.beginning(), ready.pages()
    assert first is not None
    assert 1 < len(first) < len(whole)
    assert first == whole[: len(first)]


def test_a_short_report_has_no_beginning(many: Database) -> None:
    for key in ("tham-gia-sinh-hoat", "bieu-1"):
        assert draft(many, find(key), OCTOBER, TODAY).beginning() is None


def test_the_pages_of_a_report_nobody_waits_for_are_given_up(many: Database) -> None:
    ready = draft(many, find("danh-sach-dang-vien"), None, TODAY)
    content = ready.content()
    drawn = len(ready.pages_of(content))
    assert drawn > 5
    with pytest.raises(Cancelled):
        ready.pages_of(content, Stopping(drawn - 1))
