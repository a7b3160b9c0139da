"""Lists of ratings that say only in the remarks why somebody has no level."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.database import Database
from models.imports import Verdict
from models.tables import RatingState
from tests.exports.test_rating_lists import GOOD, HEAD, Row, bring, levels, plan_of, rated, verdicts

__all__ = ["rated"]
TITLE: Row = ("XẾP LOẠI ĐẢNG VIÊN NĂM 2025",)
ANH: Row = (1, "Lò Văn Ánh", "12/05/1977", "Co Mận")
EXEMPT, NOT_YET = RatingState.EXEMPT, RatingState.NOT_YET


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Miễn xếp loại", EXEMPT),
        ("Được miễn sinh hoạt đảng", EXEMPT),
        ("Đ/c được miễn KĐ, XL", EXEMPT),
        ("Chưa đủ thời gian", EXEMPT),
        ("Mới kết nạp, chưa xếp loại", EXEMPT),
        ("Không xếp loại (chưa đủ 6 tháng)", EXEMPT),
        ("Không xếp loại", NOT_YET),
        ("Đi làm ăn xa nên chưa đánh giá", NOT_YET),
        ("Không được xếp loại", NOT_YET),
    ],
)
@pytest.mark.parametrize("over", ["Ghi chú", "Lý do không xếp loại"])
def test_a_remark_says_why_there_is_no_level_and_its_words_are_kept(
    rated: Database,
    tmp_path: Path,
    said: str,
    state: RatingState,
    over: str,
) -> None:
    rows = (TITLE, (*HEAD, "Xếp loại", over), (*ANH, None, said))
    bring(rated, tmp_path / "x.xlsx", rows)
    assert (levels(rated)[1].state, levels(rated)[1].note) == (state, said)
    assert verdicts(plan_of(rated, tmp_path / "x.xlsx")) == [Verdict.SKIP]


def test_what_else_is_remarked_writes_nothing_and_is_told(rated: Database, tmp_path: Path) -> None:
    rows: tuple[Row, ...] = (
        TITLE,
        (*HEAD, "Xếp loại", "Ghi chú"),
        (*ANH, "HTT", "Bí thư chi bộ"),
        (2, "Cà Thị Xôm", "02/01/1980", "Co Mận", "HTT", "Miễn xếp loại"),
        (3, "Vừ A Ín", 1990, "Co Mận", None, "Đi học"),
    )
    plan = bring(rated, tmp_path / "x.xlsx", rows)
    assert [[one.reason for one in action.problems] for action in plan.actions] == [
        [],
        ["Ghi chú trái với mức đã ghi; lấy mức."],
        ["Chưa rõ vì sao không xếp loại."],
    ]
    assert {key: (one.committee_rating, one.state, one.note) for key, one in levels(rated).items()} == {
        1: (GOOD, None, ""),
        2: (GOOD, None, ""),
    }
    assert "Cột Ghi chú của 2 dòng không nói vì sao không xếp loại nên không ghi." in plan.notes


def test_too_short_a_time_is_understood_in_the_column_of_levels(rated: Database, tmp_path: Path) -> None:
    bring(rated, tmp_path / "x.xlsx", (TITLE, (*HEAD, "Xếp loại"), (*ANH, "Chưa đủ thời gian")))
    assert levels(rated)[1].state is EXEMPT
