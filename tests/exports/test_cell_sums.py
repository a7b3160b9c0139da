"""The Party cells together make the commune, in a table and between the forms and the table of all cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from exports import table
from exports.by_hand import address
from exports.drafts import Draft, draft
from exports.names import Finding
from exports.offered import find
from exports.official import cell_sums
from exports.official.spec import OFFICIALS
from exports.report import Sheet
from models import badges, body_awards, cells, codes, overrides, ratings, statistics
from models.awards import CommendationValues
from models.badges import BadgeValues
from models.bodies import Body
from models.database import Database
from models.dates import PartialDate, Period
from models.ratings import RatingValues
from models.statistics import cards
from models.tables import Member, RatingLevel
from tests.exports.commune import TODAY

YEAR = Period.year(2026)
TABLE = cell_sums.TABLE


def drafted(db: Database, key: str) -> Draft[Any]:
    return draft(db, find(key), YEAR, TODAY)


def write(db: Database, key: str, place: tuple[int, int], text: str) -> None:
    ready = drafted(db, key)
    sheet = ready.workbook().worksheets[0].title
    with db.write("Sửa tay") as session:
        spots = ready.spots(sheet, *place)
        overrides.write(session, key, ready.scope.key, ready.scope.label, spots, text, "Theo biên bản", on=TODAY)


def about(db: Database, key: str, words: str) -> list[Finding]:
    return [one for one in drafted(db, key).findings() if words in one.text]


def _total(db: Database, heading: str) -> tuple[int, int]:
    with db.read() as session:
        found = cell_sums.read(session, drafted(db, TABLE).scope).columns[heading]
    return found.place[1], found.place[2]


@pytest.mark.usefixtures("people")
def test_the_table_and_the_forms_are_one_as_reckoned(db: Database) -> None:
    with db.read() as session:
        sums = cell_sums.read(session, drafted(db, TABLE).scope)
    for key, official in OFFICIALS.items():
        answers = drafted(db, key).data.answers
        for row in official.of_cells:
            column = sums.columns[cell_sums.COLUMNS[row]]
            assert answers.value(row) == column.made == column.total, (key, row)
        assert not about(db, key, "các chi bộ cộng lại")


def test_those_of_whom_no_rating_is_written_are_said(commune: Database) -> None:
    """They count as not rated yet: nobody is in no column."""
    form = drafted(commune, "bieu-6").data.answers
    present, *told = (form.value(f"rating.{key}") for key in ("all", "exempt", "not_yet", "rated"))
    assert present == sum(told)
    said = about(commune, TABLE, "chưa ghi xếp loại năm 2026")
    assert [one.text.split()[0] for one in said] == [str(form.value("rating.not_yet"))]
    month = draft(commune, find(TABLE), Period.month(2026, 10), TODAY)
    assert not [one for one in month.findings() if "chưa ghi xếp loại" in one.text]


def test_the_table_and_the_forms_are_one_in_a_whole_commune(commune: Database) -> None:
    with commune.read() as session:
        sums = cell_sums.read(session, drafted(commune, TABLE).scope)
    for key, official in OFFICIALS.items():
        answers = drafted(commune, key).data.answers
        for row in official.of_cells:
            assert answers.value(row) == sums.columns[cell_sums.COLUMNS[row]].made, (key, row)


@pytest.mark.usefixtures("people")
def test_a_form_that_differs_from_its_cells_names_both_and_opens_them(db: Database) -> None:
    write(db, "bieu-1", (10, 2), "5")  # 1. Kết nạp
    (found,) = about(db, "bieu-1", "các chi bộ cộng lại")
    assert found.text.startswith("“1. Kết nạp” (ô B10, số sửa tay) = 5, nhưng các chi bộ cộng lại ")
    assert "Tổng hợp đảng viên theo chi bộ, cột “Kết nạp”, ô " in found.text
    here, there = found.cells
    assert (here.place, here.report) == (("", 10, 2), "")
    assert there.report == TABLE
    table = drafted(db, TABLE).workbook()[there.place[0]]
    assert "Tổng cộng" in [cell.value for cell in table[there.place[1]]]


@pytest.mark.usefixtures("people")
def test_a_cell_written_by_hand_is_held_against_the_last_line_and_the_forms(db: Database) -> None:
    row, column = _total(db, "Nữ")
    first = drafted(db, TABLE).workbook().worksheets[0].cell(row - 1, column).value
    write(db, TABLE, (row - 1, column), str(int(str(first)) + 3))
    (found,) = about(db, TABLE, "Cột “Nữ”: các dòng cộng lại")
    assert [one.place[1:] for one in found.cells] == [(row, column), (row - 1, column)]
    made = _made(drafted(db, TABLE), row, column)
    (form,) = about(db, "bieu-3", "“Nữ”")
    assert form.text.startswith(f"“Nữ” (ô B9) = {made}, nhưng các chi bộ cộng lại {made + 3} (")
    assert [one.place for one in form.cells] == [("", 9, 2), ("Theo chi bộ", row, column)]
    write(db, TABLE, (row, column), str(made + 3))
    assert not about(db, TABLE, "Cột “Nữ”: các dòng cộng lại")
    assert [one.text for one in about(db, "bieu-3", "các chi bộ cộng lại")] == [
        form.text
    ]  # its own cell stays as it was


@pytest.mark.usefixtures("people")
def test_with_a_number_by_hand_everybody_is_read_once_and_that_sheet_alone_is_written_to_find_it(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, column = _total(db, "Nữ")
    write(db, TABLE, (row - 1, column), "7")
    read: list[object] = []
    written: list[str] = []
    every, workbook = cards.read, table.workbook
    monkeypatch.setattr(cards, "read", lambda session: read.append(session) or every(session))

    def noted(sheets: Sequence[Sheet[Any]], *told: Any, **how: Any) -> Any:
        written.extend(one.name for one in sheets)
        return workbook(sheets, *told, **how)

    monkeypatch.setattr(table, "workbook", noted)
    ready = drafted(db, TABLE)
    assert len(read) == 1
    assert [one.spot.place for one in ready.placed if one.spot is not None] == [("Theo chi bộ", row - 1, column)]
    assert set(written) == {"Theo chi bộ"}
    shown = ready.workbook()
    assert shown["Theo chi bộ"].cell(row - 1, column).value == 7
    assert shown.sheetnames == [one.name for one in ready.report.sheets]


def _made(ready: Draft[Any], row: int, column: int) -> int:
    sheet: Any = ready.report.sheets[0]
    columns = sheet.used_columns(sheet.rows(ready.data))
    del row
    return columns[column - 2].value(sheet.total(ready.data))


def test_the_rows_held_against_the_cells_are_rows_of_the_registry() -> None:
    assert all(statistics.find(key) for key in cell_sums.COLUMNS)
    assert all(set(one.of_cells) <= cell_sums.COLUMNS.keys() for one in OFFICIALS.values())
    assert {key for key, one in OFFICIALS.items() if one.of_cells} == {
        *("bieu-1", "bieu-2", "bieu-2b", "bieu-3", "bieu-3b", "bieu-5", "bieu-6", "bieu-7"),
    }


@pytest.mark.usefixtures("people")
def test_forms_6_and_7_are_the_sum_of_their_cells_as_written_in_the_table(db: Database) -> None:
    with db.write("Ghi") as session:
        cell_id = cells.named(session, "Chi bộ bản Co Kham")
        kind = codes.id_of(session, codes.BODY_COMMENDATION, "certificate")
        values = CommendationValues(kind, awarded_on=PartialDate(2026, 2, 3))
        body_awards.write(session, Body(cell_id=cell_id), values, on=TODAY)
        member = session.scalars(select(Member.id).where(Member.full_name == "Sùng A Dơ")).one()
        badges.award(session, member, BadgeValues(30, date(2026, 2, 3)))
        ratings.put(session, member, 2026, 0, RatingValues(committee_rating=RatingLevel.GOOD), on=TODAY)
    book = load_workbook(BytesIO(drafted(db, TABLE).content()))
    for sheet, headings in (("Xếp loại", {"Có mặt", "HTTNV"}), ("Nghiệp vụ", {"Chi bộ được khen", "Huy hiệu Đảng"})):
        rows = list(book[sheet].iter_rows(values_only=True))
        heads = {value: place for row in rows for place, value in enumerate(row) if value in headings}
        lines: dict[Any, Any] = {word: row for row in rows for word in row[:2] if word}
        for heading, place in heads.items():
            found = [lines[name][place] for name in ("Bản Co Mận - Nà Hin", "Trường Mầm non", "Bản Co Kham")]
            assert found == ([4, 3, 1] if heading == "Có mặt" else [0, 0, 1]), heading
            assert sum(found) == lines["Tổng cộng"][place]
        assert heads.keys() == headings
    write(db, "bieu-7", (22, 2), "2")
    assert not about(db, "bieu-7", "các chi bộ cộng lại")  # a part of the row, which the table has no column for
    write(db, "bieu-7", (26, 2), "3")
    (found,) = about(db, "bieu-7", "các chi bộ cộng lại")
    assert found.text.startswith("“II. Tặng huy hiệu đảng trong năm” (ô B26, số sửa tay) = 3, nhưng")
    assert [one.place[0] for one in found.cells] == ["", "Nghiệp vụ"]


@pytest.mark.usefixtures("people")
def test_the_table_says_too_where_a_form_differs_from_it_and_opens_both(db: Database) -> None:
    assert not about(db, TABLE, "các chi bộ cộng lại")
    write(db, "bieu-1", (10, 2), "5")  # 1. Kết nạp
    row, column = _total(db, "Kết nạp")
    made = _made(drafted(db, TABLE), row, column)
    (found,) = about(db, TABLE, "các chi bộ cộng lại")
    assert found.text == (
        f"Cột “Kết nạp”: các chi bộ cộng lại {made} (ô {address(row, column)}), nhưng “1. Kết nạp” "
        "(Biểu 1, ô B10, số sửa tay) = 5."
    )
    here, there = found.cells
    assert (here.place, here.report) == (("Theo chi bộ", row, column), "")
    assert (there.place, there.report, there.form) == (("", 10, 2), "bieu-1", "Biểu 1")


@pytest.mark.usefixtures("people")
def test_a_cell_written_by_hand_in_the_table_names_every_form_that_differs(db: Database) -> None:
    row, column = _total(db, "Cuối kỳ")
    made = _made(drafted(db, TABLE), row, column)
    first = drafted(db, TABLE).workbook().worksheets[0].cell(row - 1, column).value
    write(db, TABLE, (row - 1, column), str(int(str(first)) + 3))
    (found,) = about(db, TABLE, "nhưng “")
    assert found.text.startswith(f"Cột “Cuối kỳ”: các chi bộ cộng lại {made + 3} (")
    assert f"(Biểu 1, ô B24) = {made}; " in found.text
    told = {one.report for one in found.cells} - {""}
    assert told == {key for key in OFFICIALS if about(db, key, "các chi bộ cộng lại")}
    assert len(told) > 1
