"""The first pages of a long report are those it has as a whole, and short ones have no beginning of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from exports import drafts, own_lists
from exports.drafts import draft
from exports.offered import find
from models import cells, meetings, members
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate, Period
from models.listing import saved
from models.listing.kinds import By
from models.listing.view import GroupBy, How, Total, View
from models.meetings import MeetingValues
from models.members import MemberValues
from models.overrides import OverrideRow, Spot
from models.progress import Cancelled
from models.tables import MeetingKind
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
    ready = draft(many, find(key, many), Period.year(2026) if key.startswith(("xep", "so-danh")) else None, TODAY)
    first, whole = ready.beginning(), ready.pages()
    assert first is not None
    assert 1 < len(first) < len(whole)
    assert first == whole[: len(first)]


def test_the_sheets_before_a_long_one_are_a_beginning_by_themselves(
    many: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "_ENOUGH", 5)
    ready = draft(many, find("xep-loai-dang-vien"), Period.year(2026), TODAY)
    first, whole = ready.beginning(), ready.pages()
    assert first is not None
    assert {page.sheet for page in first} == {"Theo chi bộ", "Theo mức"}
    assert first == whole[: len(first)]


def test_the_first_members_of_the_entry_book_come_before_all_of_them(many: Database) -> None:
    ready = draft(many, find("nhap-lieu-4.0"), None, TODAY)
    asked = Steps()
    first, whole = ready.beginning(asked), ready.pages()
    assert first
    assert len(first) < len(whole) / 5
    assert first == whole[: len(first)]
    assert max(asked.totals) < COUNT / 2  # not even put into the workbook


class Steps:
    """Keeps how much each step of a work said there is to do."""

    def __init__(self) -> None:
        self.totals: list[int] = []

    def step(self, done: int, total: int, text: str = "") -> None:
        """Keep it."""
        self.totals.append(total)


@pytest.fixture
def cells_with_much(db: Database) -> Database:
    """Give nine cells, each with a meeting in October and with something to check."""
    with db.write("Mẫu") as session:
        small.fill(session)
        for number in range(6):
            cell = cells.add(session, CellValues(f"Chi bộ bản Nà {chr(65 + number)}"))
            members.add(session, MemberValues(f"Vừ A {chr(65 + number)}"), cell, on=TODAY, since=date(2020, 1, 1))
            meetings.add(session, cell, 2026, 10, MeetingValues(MeetingKind.REGULAR, date(2026, 10, 5)))
    return db


@pytest.mark.parametrize("key", ["phieu-diem-danh", "kiem-tra-theo-chi-bo"])
def test_the_first_sheets_are_those_of_the_whole(cells_with_much: Database, key: str) -> None:
    ready = draft(cells_with_much, find(key), OCTOBER if key.startswith("phieu") else None, TODAY)
    first, whole = ready.beginning(), ready.pages()
    assert first is not None
    assert len({page.sheet for page in first}) == 3
    assert len({page.sheet for page in whole}) > 6
    assert first == whole[: len(first)]


def test_a_number_by_hand_is_not_left_out_of_the_first_pages(cells_with_much: Database) -> None:
    ready = draft(cells_with_much, find("phieu-diem-danh"), OCTOBER, TODAY)
    row = OverrideRow(1, "phieu-diem-danh", Spot("Co Mận", 12, 2), 5, "4", "", TODAY)
    assert ready.beginning() is not None
    assert replace(ready, by_hand=(row,)).beginning() is None


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
