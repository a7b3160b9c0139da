"""The report of the rating round, read again from its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports.drafts import draft
from exports.making import produce
from exports.offered import find
from models import rating_rules, ratings
from models.database import Database
from models.dates import Period
from models.indicators import Facts, Scope
from models.indicators import find as indicator
from models.rating_round import CLOSING
from models.rating_rules import RatingRules
from models.ratings import WHOLE_YEAR, RatingValues
from models.tables import CapScope, Duty, RatingCause, RatingLevel
from tests.models import builders as make
from tests.models.builders import TODAY

BEST, GOOD, FULFILLED, FAILED = RatingLevel
YEAR = Period.year(2025)


@pytest.fixture
def rated(db: Database) -> list[int]:
    """Rate two cells: the committee takes one excellent back; one is exempt, one has no word, one has failed."""
    with db.write("Dựng") as session:
        first, second = make.cell(session), make.cell(session, "Chi bộ bản Na Côm")
        people = make.people(session, first, 3) + make.people(session, first, 1, duty=Duty.EXEMPT, start=5)
        people += make.people(session, second, 3, start=10)
        written = {
            people[0]: RatingValues(BEST, None, GOOD),
            people[1]: RatingValues(BEST, None, BEST),
            people[2]: RatingValues(FAILED, cause=RatingCause.UNDER_HALF),
            people[4]: RatingValues(GOOD, None, GOOD, None, 81.5),
            people[5]: RatingValues(GOOD, None, GOOD),
        }
        ratings.put_many(session, written, 2025, WHOLE_YEAR, on=TODAY)
    return people


def rows(sheet: Any) -> list[list[Any]]:
    """The lines of the table, without the empty cells that merging leaves."""
    first = next(row for row in range(1, 40) if sheet.cell(row, 1).value == 1 and sheet.cell(row, 2).value == 2)
    found = []
    for row in sheet.iter_rows(min_row=first + 1, values_only=True):
        if all(value is None for value in row):
            break
        found.append(list(row))
    return found


@pytest.mark.usefixtures("rated")
def test_cells_levels_and_names_stand_side_by_side(db: Database, tmp_path: Path) -> None:
    book = load_workbook(produce(db, "xep-loai-dang-vien", YEAR, TODAY, tmp_path))
    assert book.sheetnames == ["Theo chi bộ", "Theo mức", "Danh sách"]
    assert rows(book["Theo chi bộ"]) == [
        [1, "Bản Nà Sáy", 4, 1, 0, 3, 2, 0, 0, 1, 1, 1, 0, 0],
        [2, "Bản Na Côm", 3, 0, 1, 2, 0, 2, 0, 0, 0, 2, 0, 0],
        ["Tổng cộng", None, 7, 1, 1, 5, 2, 2, 0, 1, 1, 3, 0, 0],
    ]
    assert rows(book["Theo mức"]) == [
        [1, "Hoàn thành xuất sắc nhiệm vụ", 2, 40, 1, 25, 1, 20],
        [2, "Hoàn thành tốt nhiệm vụ", 2, 40, 3, 75, 3, 60],
        [3, "Hoàn thành nhiệm vụ", 0, 0, 0, 0, 0, 0],
        [4, "Không hoàn thành nhiệm vụ", 1, 20, 0, 0, 1, 20],
        ["Tổng số đã xếp loại", None, 5, 100, 4, 100, 5, 100],
    ]
    below = {str(cell.value) for name in ("Theo chi bộ", "Theo mức") for row in book[name].iter_rows() for cell in row}
    assert CLOSING in below
    assert (
        "Xuất sắc không quá 20 % số hoàn thành tốt nhiệm vụ của toàn đảng bộ: nhiều nhất 0 (20 % của 3 là 0,6, làm "
        "tròn xuống 0), đã ghi 1, đang quá 1." in below
    )
    assert "Đảng ủy xếp loại khác chi bộ: 1 đồng chí." in below
    listed = [row[1:5] for row in rows(book["Danh sách"])]
    assert [(row[2], row[3]) for row in listed] == [
        ("HTXSNV", "HTXSNV"),
        ("HTXSNV", "HTTNV"),
        ("HTTNV", "HTTNV"),
        ("HTTNV", "HTTNV"),
        ("KHTNV", None),
        (None, None),
        ("miễn", "miễn"),
    ]


def test_the_report_says_what_to_look_at_and_opens_its_names(db: Database, rated: list[int]) -> None:
    ready = draft(db, find("xep-loai-dang-vien"), YEAR, TODAY)
    said = [finding.text for finding in ready.findings()]
    assert "đang quá 1" in said[0]  # one excellent, 20 % of three is none
    assert said[1].startswith("1 đồng chí chưa ghi xếp loại: Lò Văn Am")
    assert said[2].startswith("1 đồng chí mới có chi bộ xếp loại")
    assert "Chưa ai đối chiếu" in said[3]
    assert [len(one.behind.people) for one in ready.findings()[1:3] if one.behind] == [1, 1]
    over = ready.findings()[0].behind
    assert over is not None
    assert [person.member_id for person in over.people] == [rated[1]]
    sheet = ready.workbook()["Theo chi bộ"]
    first = next(row for row in range(1, 40) if sheet.cell(row, 2).value == "Bản Nà Sáy")
    read = ready.behind("Theo chi bộ", first, 11)
    assert read is not None
    with db.read() as session:
        told = read(session)
    assert [person.member_id for person in told.people] == [rated[1]]


def test_who_failed_without_a_cause_is_named(db: Database, rated: list[int]) -> None:
    with db.write("Xếp loại") as session:
        ratings.put_many(session, {rated[2]: RatingValues(FAILED)}, 2025, WHOLE_YEAR, on=TODAY)
    said = [finding.text for finding in draft(db, find("xep-loai-dang-vien"), YEAR, TODAY).findings()]
    (told,) = [text for text in said if "nguyên nhân" in text]
    assert told.startswith("1 đồng chí không hoàn thành nhiệm vụ mà chưa ghi nguyên nhân (biểu 6): ")


def test_any_other_period_is_that_of_its_year(db: Database) -> None:
    report = find("xep-loai-dang-vien")
    assert draft(db, report, Period.month(2025, 10), TODAY).scope.label == "Năm 2025"
    assert draft(db, report, Period.parse("2025-Q3"), TODAY).scope.label == "Quý III năm 2025"


@pytest.mark.usefixtures("rated")
def test_the_indicators_count_the_same(db: Database) -> None:
    with db.read() as session:
        facts = Facts(session, Scope(YEAR, TODAY))
        told = {}
        for key in ("rated", "rated_htxsnv", "rated_httnv", "rated_htnv", "rated_khtnv"):
            found = indicator(key)
            assert found is not None
            figure = found.figure(facts)
            told[key] = (figure.count, figure.of)
        ahead = Facts(session, Scope(Period.year(2027), date(2026, 1, 1)))
        assert ahead.ratings == []
    assert told == {
        "rated": (5, 6),
        "rated_htxsnv": (1, 5),
        "rated_httnv": (3, 5),
        "rated_htnv": (0, 5),
        "rated_khtnv": (1, 5),
    }


def test_a_cap_of_each_cell_stands_with_the_cell(db: Database, rated: list[int], tmp_path: Path) -> None:
    with db.write("Quy định") as session:
        rating_rules.save(session, date(2025, 12, 1), RatingRules("HD", cap_percent=50, cap_scope=CapScope.CELL))
    told = (
        "Xuất sắc không quá 50 % số hoàn thành tốt nhiệm vụ của từng chi bộ: "
        "1 chi bộ quá: Bản Nà Sáy (ghi 1, nhiều nhất 0)."
    )
    first = draft(db, find("xep-loai-dang-vien"), YEAR, TODAY).findings()[0]
    assert first.text == told
    assert first.behind is not None
    assert [(person.member_id, person.cell) for person in first.behind.people] == [(rated[1], "Bản Nà Sáy")]
    sheet = load_workbook(produce(db, "xep-loai-dang-vien", YEAR, TODAY, tmp_path))["Theo chi bộ"]
    assert told in {str(cell.value) for row in sheet.iter_rows() for cell in row}
    heads = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=12) for cell in row}
    assert [row[heads["Xuất sắc tối đa"] - 1] for row in rows(sheet)] == [0, 1, None]
    with db.write("Hạ") as session:  # the committee takes the only excellent one back
        ratings.put_many(session, {rated[1]: RatingValues(BEST, None, FULFILLED)}, 2025, WHOLE_YEAR, on=TODAY)
    said = [finding.text for finding in draft(db, find("xep-loai-dang-vien"), YEAR, TODAY).findings()]
    assert not [text for text in said if "xuất sắc" in text.lower()]
