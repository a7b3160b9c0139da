"""Lists of ratings of several makings: whose level, of which year, one column or one a level."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import drafts, import_report, making, rating_list
from exports.readers import ratings as ratings_read
from exports.readers import read_file, transfers
from exports.readers.headings import Headings
from models import imports, members, ratings
from models.database import Database
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.imports import ImportPlan, Verdict
from models.members import MemberValues
from models.outline import ReadingChoices
from models.ratings import RatingValues
from models.tables import RatingLevel, RatingState
from tests.exports.books import write_book
from tests.models import builders

TODAY = date(2026, 11, 22)
CO_MAN = "Chi bộ bản Co Mận"
Row = tuple[Any, ...]
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Chi bộ")
ONE: tuple[Row, ...] = (
    ("ĐẢNG BỘ XÃ MƯỜNG MẪU",),
    ("KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN NĂM 2025",),
    (*HEAD, "Chi bộ xếp loại", "Đảng ủy xếp loại", "Điểm"),
    (1, "LÒ VĂN ÁNH", "12/05/1977", "Co Mận", "HTXSNV", "Hoàn thành tốt nhiệm vụ", "85,5"),
    (2, "Cà Thị Xôm", "02/01/1980", "Co Mận", "Hoàn thành nhiệm vụ", None, None),
    (3, "Vừ A Ín", None, "Co Mận", "Miễn đánh giá", "Miễn đánh giá", None),
    (None, "Tổng cộng: 3 đồng chí"),
)
GOOD, FULFILLED, EXCELLENT = RatingLevel.GOOD, RatingLevel.FULFILLED, RatingLevel.EXCELLENT


@pytest.fixture
def rated(db: Database) -> Database:
    with db.write("Dựng") as session:
        cell = builders.cell(session, CO_MAN)
        for name, born in (
            ("Lò Văn Ánh", PartialDate(1977, 5, 12)),
            ("Cà Thị Xôm", PartialDate(1980, 1, 2)),
            ("Vừ A Ín", PartialDate(1990)),
        ):
            values = MemberValues(
                name, born_on=born, admitted_on=PartialDate(2010, 5, 1), official_on=PartialDate(2011, 5, 1)
            )
            members.add(session, values, cell, on=TODAY)
    return db


def plan_of(db: Database, path: Path, choices: ReadingChoices | None = None) -> ImportPlan:
    reading = read_file(path, TODAY, choices=choices or ReadingChoices())
    with db.read() as session:
        return imports.plan(session, reading, TODAY)


def bring(db: Database, path: Path, rows: tuple[Row, ...], merged: tuple[str, ...] = ()) -> ImportPlan:
    plan = plan_of(db, write_book(path, {"DS": rows}, merged={"DS": merged}))
    with db.write("Nhập") as session:
        imports.apply(session, plan)
    return plan


def verdicts(plan: ImportPlan) -> list[Verdict]:
    return [action.verdict for action in plan.actions]


def levels(db: Database, year: int = 2025, quarter: int = 0) -> dict[int, RatingValues]:
    with db.read() as session:
        return ratings.written(session, year, quarter)


def test_both_levels_of_a_year_are_written_once(rated: Database, tmp_path: Path) -> None:
    plan = bring(rated, tmp_path / "xl.xlsx", ONE)
    assert plan.sentence == (
        "Đây là danh sách xếp loại đảng viên: mỗi dòng ghi mức xếp loại của một đảng viên; thêm 3 xếp loại."
    )
    found = levels(rated)
    assert (found[1].cell_rating, found[1].committee_rating, found[1].points) == (EXCELLENT, GOOD, 85.5)
    assert (found[2].cell_rating, found[2].committee_rating) == (FULFILLED, None)
    assert found[3].state is RatingState.EXEMPT
    assert verdicts(plan_of(rated, tmp_path / "xl.xlsx")) == [Verdict.SKIP] * 3
    rated.undo()
    assert levels(rated) == {}


def test_a_level_put_right_is_shown_before_and_after_and_a_blank_leaves_it(rated: Database, tmp_path: Path) -> None:
    bring(rated, tmp_path / "xl.xlsx", ONE)
    rows = (*ONE[:3], (*ONE[3][:4], None, "HTNV", None), (*ONE[4][:4], None, "HTNV", None))
    plan = bring(rated, tmp_path / "xl2.xlsx", rows)
    assert [tuple(one) for action in plan.actions for one in action.differences] == [
        ("Đảng ủy xếp loại", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"),
        ("Đảng ủy xếp loại", "", "Hoàn thành nhiệm vụ"),
    ]
    assert levels(rated)[1].cell_rating is EXCELLENT
    assert levels(rated)[1].points == 85.5


MARKS = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")


def test_one_column_a_level_with_an_x(rated: Database, tmp_path: Path) -> None:
    rows: tuple[Row, ...] = (
        ("TỔNG HỢP XẾP LOẠI ĐẢNG VIÊN",),
        ("TT", "Họ và tên", "Năm sinh", "Chi bộ", "Chi bộ xếp loại", None, None, None, "Đảng ủy xếp loại năm 2025"),
        (None, None, None, None, *MARKS, *MARKS),
        (1, "Lò Văn Ánh", 1977, "Co Mận", "x", None, None, None, None, "x", None, None),
        (2, "Cà Thị Xôm", 1980, "Co Mận", None, None, "X", None, None, None, "x", None),
    )
    bring(rated, tmp_path / "x.xlsx", rows, ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:L2"))
    found = levels(rated)
    assert (found[1].cell_rating, found[1].committee_rating) == (EXCELLENT, GOOD)
    assert (found[2].cell_rating, found[2].committee_rating) == (FULFILLED, FULFILLED)


def test_a_mark_that_is_not_understood_is_told(rated: Database, tmp_path: Path) -> None:
    rows: tuple[Row, ...] = (
        ("Xếp loại năm 2025",),
        ("TT", "Họ và tên", "Năm sinh", "Chi bộ", "Chi bộ xếp loại", None, None, None),
        (None, None, None, None, *MARKS),
        (1, "Lò Văn Ánh", 1977, "Co Mận", "...", "xem lại", "x", None),
    )
    path = write_book(tmp_path / "x.xlsx", {"DS": rows}, merged={"DS": ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2")})
    [action] = plan_of(rated, path).actions
    assert [(one.column, one.reason) for one in action.problems] == [("F", "Không hiểu ô đánh dấu.")]


@pytest.mark.parametrize(
    ("title", "judge"),
    [
        (("CHI BỘ BẢN CO MẬN",), "cell_rating"),
        (("ĐẢNG BỘ XÃ MƯỜNG MẪU",), "committee_rating"),
    ],
)
def test_a_list_with_one_level_is_of_whom_its_title_names(
    rated: Database, tmp_path: Path, title: Row, judge: str
) -> None:
    rows = (title, ("XẾP LOẠI ĐẢNG VIÊN NĂM 2025",), (*HEAD, *MARKS), (1, "Lò Văn Ánh", 1977, "Co Mận", None, "x"))
    bring(rated, tmp_path / "x.xlsx", rows)
    assert getattr(levels(rated)[1], judge) is GOOD
    other = {"cell_rating": "xep-loai", "committee_rating": "xep-loai-chi-bo"}[judge]
    plan = plan_of(rated, tmp_path / "x.xlsx", ReadingChoices(layout=other))
    assert verdicts(plan) == [Verdict.CHANGE]


def test_a_quarter_is_told_by_the_title(rated: Database, tmp_path: Path) -> None:
    rows = (("XẾP LOẠI ĐẢNG VIÊN QUÝ III NĂM 2026",), (*HEAD, "Xếp loại"), (1, "Lò Văn Ánh", 1977, "Co Mận", "HTT"))
    bring(rated, tmp_path / "x.xlsx", rows)
    assert levels(rated, 2026, 3)[1].committee_rating is GOOD


def test_a_year_nobody_named_is_asked_once(rated: Database, tmp_path: Path) -> None:
    rows = (("XẾP LOẠI ĐẢNG VIÊN",), (*HEAD, "Xếp loại"), (1, "Lò Văn Ánh", 1977, "Co Mận", "HTT"))
    path = write_book(tmp_path / "x.xlsx", {"DS": rows})
    assert read_file(path, TODAY).wants_year
    plan = plan_of(rated, path)
    assert plan.actions[0].problems[0].reason == "Chưa rõ xếp loại của năm nào."
    assert plan.sentence.endswith("một đảng viên; hỏi năm xếp loại của 1 dòng.")
    with pytest.raises(KnownError, match="hãy thêm --nam và năm ấy"):
        import_report.run(rated, path, is_dry=False, skips=False, say=str)
    assert import_report.run(rated, path, is_dry=True, skips=False, say=str, year=2024) == 0
    assert verdicts(plan_of(rated, path, ReadingChoices(year=2024))) == [Verdict.ADD]


def test_what_cannot_be_is_refused(rated: Database, tmp_path: Path) -> None:
    rows = (
        *ONE[:3],
        (1, "Lò Văn Ánh", "12/05/1977", "Co Mận", "Loại A", None, None),
        (2, "Ai Đó Kìa", "12/05/1977", "Co Mận", "HTT", None, None),
        (3, "Cà Thị Xôm", 1980, "Co Mận", "HTT", None, 120),
        (4, "Vừ A Ín", 1990, "Co Mận", "HTT", None, None),
        (5, "Vừ A Ín", 1990, "Co Mận", "HTT", None, None),
    )
    plan = plan_of(rated, write_book(tmp_path / "x.xlsx", {"DS": rows}))
    assert verdicts(plan) == [Verdict.ERROR] * 3 + [Verdict.ADD, Verdict.ERROR]
    assert [action.problems[0].reason for action in plan.actions if action.problems] == [
        "“Loại A” không phải là mức xếp loại.",
        "Trong sổ không có đồng chí này.",
        "“120” không phải là điểm.",
        "Dòng này và dòng 7 trang “DS” là cùng một đồng chí.",
    ]


def test_the_programs_own_report_comes_back_unchanged(rated: Database, tmp_path: Path) -> None:
    bring(rated, tmp_path / "xl.xlsx", ONE)
    ready = drafts.draft(rated, rating_list.REPORT, Period.parse("2025"), TODAY)
    path = making.save(ready, tmp_path / "bao-cao.xlsx")
    plan = plan_of(rated, path)
    assert verdicts(plan) == [Verdict.SKIP] * 3
    assert not plan.problems
    assert any(note.startswith("Bỏ qua trang không có tên người: “") for note in plan.notes)


def test_a_sheet_of_people_that_is_not_known_is_told(rated: Database, tmp_path: Path) -> None:
    beside = (("Ông bà", "Sinh ngày"), ("Lò Văn Ánh", "12/05/1977"))
    path = write_book(tmp_path / "xl.xlsx", {"DS": ONE, "Khác": beside, "Tổng": (("Mức", "Số"), ("Tốt", 2))})
    plan = plan_of(rated, path)
    assert [problem.sheet for problem in plan.problems] == ["Khác"]
    assert "Bỏ qua trang không có tên người: “Tổng”." in plan.notes


def test_the_first_rows_are_looked_through_once_for_kinds_with_the_same_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    find = Headings.find
    monkeypatch.setattr(Headings, "find", lambda self, sheet: looked.append(id(self)) or find(self, sheet))
    read_file(write_book(tmp_path / "xl.xlsx", {"DS": ONE}), TODAY)
    told_apart = (transfers.HEADINGS, ratings_read.HEADINGS)
    assert [looked.count(id(one)) for one in told_apart] == [1, 1]
