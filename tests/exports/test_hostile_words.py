"""Words that look like formulas, in every text of the data file: no report that can be chosen makes more of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Enum, String, update

from exports import REPORTS, own_lists
from exports.drafts import draft
from exports.making import produce
from exports.offered import find, reports
from models import listing, office, sample
from models.database import Database
from models.dates import Period
from models.listing import saved
from models.listing.view import View
from models.opening import open_database
from models.tables import Base

TODAY = date(2026, 11, 14)
YEAR, MONTH = Period.year(2026), Period.parse("2026-10")
WORDS = {  # the columns that hold what somebody typed, whatever table they are of
    *(
        "address",
        "answer",
        "birth_name",
        "certificate_number",
        "content",
        "decision_number",
        "deduction_note",
        "detail",
    ),
    *("document", "first_introducer", "full_name", "group_name", "home_town", "issuer", "label", "left_reason"),
    *("name", "note", "occupation", "other_name", "phone", "place", "reason", "recruited_by", "school"),
    *("second_introducer", "subject", "superior_guest", "text", "title", "unit"),
}
READ_AS_TOLD = {"saved_form", "saved_list", "setting", "score_template", "step", "change", "snapshot", "override"}
MOST = 50  # columns of a list
VIEWS = [
    View(f"{subject.key} {begin}", subject.key, tuple(field.key for field in subject.fields[begin : begin + MOST]))
    for subject in listing.SUBJECTS
    for begin in range(0, len(subject.fields), MOST)
]
LISTS = [f"{own_lists.PREFIX}{view.name}" for view in VIEWS]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a small sample each of whose texts begins with “=”, and a list of every kind with all its columns."""
    with closing(
        open_database(tmp_path_factory.mktemp("words") / "mau.db", clock=lambda: datetime(2026, 11, 14))
    ) as db:
        sample.generate(db, TODAY, members=40, cells=4)
        with db.write("Mẫu") as session:
            for table in Base.metadata.sorted_tables:
                if table.name in READ_AS_TOLD:
                    continue
                for column in table.columns:
                    if column.name in WORDS and isinstance(column.type, String) and not isinstance(column.type, Enum):
                        session.execute(update(table).where(column != "").values({column: "=1+1 " + column}))
            told = office.read(session)
            office.save(session, replace(told, commune=f"=1+1 {told.commune}", preparer="@SUM(A1)", signer="+1"))
            for view in VIEWS:
                saved.save(session, view)
        yield db


def _written(db: Database, key: str, folder: Path) -> Any:
    needs = find(key, db).needs.name
    return load_workbook(produce(db, key, MONTH if needs == "MONTH" else YEAR, TODAY, folder))


@pytest.mark.parametrize("key", [*(one.key for one in REPORTS), *LISTS])
def test_what_looks_like_a_formula_stays_text(book: Database, key: str, tmp_path: Path) -> None:
    formulas = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in _written(book, key, tmp_path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {}


@pytest.mark.parametrize("key", [one.key for one in REPORTS if not one.is_exchange] + LISTS)
def test_every_sheet_is_ready_for_the_printer(book: Database, key: str, tmp_path: Path) -> None:
    for sheet in _written(book, key, tmp_path):
        margins = sheet.page_margins
        mm = [round(side * 25.4) for side in (margins.top, margins.bottom, margins.left, margins.right)]
        assert (mm, sheet.page_setup.paperSize) == ([20, 20, 30, 15], 9), sheet.title
        assert sheet.print_title_rows, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        endless = [  # without a format Excel shows as many decimals as the column has room for
            cell.coordinate
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, float) and cell.number_format == "General" and cell.value != round(cell.value, 2)
        ]
        assert endless == [], sheet.title


def test_nothing_that_can_be_chosen_is_left_out(book: Database) -> None:
    assert {one.key for one in reports(book)} == {*(one.key for one in REPORTS), *LISTS}
    (sheet, *_rest) = draft(book, find("danh-sach-dang-vien"), None, TODAY).workbook().worksheets
    assert any(str(cell.value).startswith("=1+1 ") for row in sheet.iter_rows() for cell in row)
