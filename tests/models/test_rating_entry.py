from __future__ import annotations

from collections.abc import Callable

import pytest

from models import rating_entry
from models.errors import KnownError
from models.rating_rules import RatingRules
from models.ratings import NO_MEETINGS, NOTHING, RatingLine, RatingValues
from models.tables import Duty, RatingCause, RatingLevel, RatingState, Standing

BEST, GOOD, FULFILLED, FAILED = RatingLevel
RULES = RatingRules("x")
OLD = RatingRules("x", is_old_wording=True)


def line(number: int, name: str, values: RatingValues = NOTHING, exemption: str = "") -> RatingLine:
    return RatingLine(number, name, 1, Standing.OFFICIAL, Duty.ACTIVE, values, exemption, NO_MEETINGS, ())


LINES = [
    line(1, "Lò Văn Ánh"),
    line(2, "Cà Thị Đôi"),
    line(3, "Tòng Văn Cú", exemption="được miễn"),
    line(4, "Lò Văn Pó"),
]


@pytest.mark.parametrize(
    ("text", "rules", "told"),
    [
        ("1", RULES, BEST),
        (" httnv ", RULES, GOOD),
        ("Hoàn thành nhiệm vụ", RULES, FULFILLED),
        ("Không hoàn thành", RULES, FAILED),
        ("Xuất sắc", RULES, BEST),
        ("vi phạm tư cách đảng viên", OLD, FAILED),
        ("VPTC", OLD, FAILED),
        ("miễn", RULES, RatingState.EXEMPT),
        ("Chưa kiểm điểm, xếp loại", RULES, RatingState.NOT_YET),
        ("  ", RULES, None),
    ],
)
def test_a_level_is_read_however_it_is_written(text: str, rules: RatingRules, told: object) -> None:
    assert rating_entry.read_level(text, rules) is told


@pytest.mark.parametrize("text", ["5", "giỏi", "VPTC"])
def test_what_is_no_level_is_refused(text: str) -> None:
    with pytest.raises(KnownError, match="không phải là mức"):
        rating_entry.read_level(text, RULES)


def test_typing_keeps_a_rating_whole() -> None:
    failed = rating_entry.typed(NOTHING, "cell", "4", RULES)
    failed = rating_entry.typed(failed, "cause", "4", RULES)
    assert failed == RatingValues(FAILED, cause=RatingCause.DISCIPLINED)
    assert rating_entry.typed(failed, "committee", "3", RULES).cause is None
    exempt = rating_entry.typed(failed, "cell", "miễn", RULES)
    assert exempt == RatingValues(state=RatingState.EXEMPT)
    assert rating_entry.typed(exempt, "committee", "", RULES) == NOTHING
    assert rating_entry.typed(NOTHING, "points", "92,5", RULES).points == 92.5
    with pytest.raises(KnownError, match="mức 4"):
        rating_entry.typed(NOTHING, "cause", "1", RULES)
    for text in ("trăm", "101", "nan"):
        with pytest.raises(KnownError, match="Điểm"):
            rating_entry.read_points(text)


def test_filling_and_giving_pass_over_who_is_left_out() -> None:
    top = line(9, "Vi Văn A", RatingValues(GOOD))
    assert rating_entry.filled([top, *LINES], "cell") == {who: RatingValues(GOOD) for who in (1, 2, 4)}
    assert set(rating_entry.blanks_given([top, *LINES], "cell", BEST)) == {1, 2, 4}
    assert set(rating_entry.blanks_given([top, *LINES], "committee", BEST)) == {9, 1, 2, 4}
    assert rating_entry.as_the_cell_said([top, *LINES]) == {9: RatingValues(GOOD, committee_rating=GOOD)}


@pytest.mark.parametrize(
    ("top", "state"),
    [
        (line(9, "Vi Văn A", RatingValues(state=RatingState.EXEMPT)), RatingState.EXEMPT),
        (line(9, "Vi Văn A", RatingValues(state=RatingState.NOT_YET)), RatingState.NOT_YET),
        (line(9, "Vi Văn A", exemption="được miễn"), RatingState.EXEMPT),
    ],
)
@pytest.mark.parametrize("field", ["cell", "committee"])
def test_filling_gives_why_there_is_no_level(top: RatingLine, state: RatingState, field: rating_entry.Field) -> None:
    rated = line(4, "Lò Văn Pó", RatingValues(GOOD, points=81.5))
    assert rating_entry.filled([top, LINES[0], rated], field) == {
        1: RatingValues(state=state),
        4: RatingValues(state=state, points=81.5),
    }


def from_line(start: int) -> Callable[[int], list[RatingLine]]:
    """Where the table has the rows of a block go that is pasted at a line."""
    return lambda count: LINES[start : start + count]


def test_a_block_goes_down_from_the_line_chosen() -> None:
    changed = rating_entry.pasted(
        LINES, from_line(1), "cell", [["2", "3", "81,5"], ["", "", ""], ["KHTNV", "4", ""]], RULES
    )
    assert changed == {
        2: RatingValues(GOOD, committee_rating=FULFILLED, points=81.5),
        4: RatingValues(FAILED, committee_rating=FAILED),
    }


def test_one_rating_for_many_leaves_out_whom_the_rules_do() -> None:
    """As filling down does, and the level given to all blanks; chosen alone they are meant."""
    chosen = rating_entry.pasted(LINES, lambda _count: LINES, "cell", [["2"]], RULES)
    assert chosen == dict.fromkeys((1, 2, 4), RatingValues(GOOD))
    assert rating_entry.pasted(LINES, lambda _count: LINES[2:3], "cell", [["2"]], RULES) == {3: RatingValues(GOOD)}


def test_a_block_with_names_goes_to_those_people() -> None:
    rows = [["Họ và tên", "Mức"], ["lò văn pó", "1"], ["Lo Van Anh", "2"]]
    assert rating_entry.pasted(LINES, from_line(2), "committee", rows, RULES) == {
        4: RatingValues(committee_rating=BEST),
        1: RatingValues(committee_rating=GOOD),
    }


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["1"], ["giỏi"], ["2"]], "Cà Thị Đôi: “giỏi”"),
        ([["1"]] * 5, "chỉ còn 4 người"),
        ([["Lò Văn Ánh", "1"], ["Vì Văn Lạ", "2"]], "tên Vì Văn Lạ"),
    ],
)
def test_a_block_with_a_mistake_is_not_taken(rows: list[list[str]], words: str) -> None:
    with pytest.raises(KnownError, match=words):
        rating_entry.pasted(LINES, from_line(0), "cell", rows, RULES)


def test_two_of_one_name_are_not_guessed() -> None:
    with pytest.raises(KnownError, match="nhiều người"):
        rating_entry.pasted([*LINES, line(5, "Lò Văn Ánh")], from_line(0), "cell", [["Lò Văn Ánh", "1"]], RULES)


def test_headings_say_what_the_columns_are_wherever_one_stands() -> None:
    """As copied from the grid: all of its columns, and “miễn” for who the rules leave out."""
    rows = [
        ["Họ và tên", "Chi bộ xếp loại", "Đảng ủy xếp loại", "Điểm", "Nguyên nhân", "Có mặt"],
        ["Lò Văn Ánh", "HTTNV", "", "88,5", "", "10/11"],
        ["Tòng Văn Cú", "miễn", "miễn", "", "", "0/0"],
        ["Cà Thị Đôi", "", "HTXSNV", "", "", "9/9"],
    ]
    for field in rating_entry.FIELDS:
        assert rating_entry.pasted(LINES, from_line(3), field, rows, RULES) == {
            1: RatingValues(GOOD, points=88.5),
            2: RatingValues(committee_rating=BEST),
        }


def test_the_exported_list_is_pasted_back_with_the_columns_it_has() -> None:
    rows = [
        ["STT", "Họ và tên", "Chi bộ", "Chi bộ xếp loại", "Đảng ủy xếp loại", "Dự sinh hoạt"],
        ["1", "2", "3", "4", "5", "6"],
        ["1", "Lò Văn Pó", "Bản Co Kham", "HTNV", "HTTNV", "3/4"],
        ["", "", "", "", "", ""],
    ]
    assert rating_entry.pasted(LINES, from_line(0), "points", rows, RULES) == {
        4: RatingValues(FULFILLED, committee_rating=GOOD)
    }


def test_a_level_beside_no_name_is_not_left_out_without_a_word() -> None:
    rows = [["Họ và tên", "Chi bộ xếp loại"], ["", "(mức)"], ["Lò Văn Ánh", "HTTNV"], ["", "HTXSNV"]]
    with pytest.raises(KnownError, match="“HTXSNV” mà không có họ tên"):
        rating_entry.pasted(LINES, from_line(0), "cell", rows, RULES)
    assert rating_entry.pasted(LINES, from_line(0), "cell", rows[:3], RULES) == {1: RatingValues(GOOD)}


def test_the_number_before_a_name_is_no_level() -> None:
    rows = [["1", "Lò Văn Ánh", "2"], ["2", "Lò Văn Pó", "3"]]
    assert rating_entry.pasted(LINES, from_line(0), "cell", rows, RULES) == {
        1: RatingValues(GOOD),
        4: RatingValues(FULFILLED),
    }


@pytest.mark.parametrize(
    ("rows", "start", "told"),
    [
        ([["HTTNV"]] * 2, len(LINES) - 1, "từ đây chỉ còn 1 người; hãy đứng ở dòng trên"),
        ([["Họ và tên", "Điểm"], ["Người Lạ", "90"]], 0, "không có ai trong chi bộ tên Người Lạ; hãy chọn đúng chi bộ"),
        ([["Họ và tên", "Chi bộ xếp loại"], ["", "HTXSNV"]], 0, "mà không có họ tên; hãy ghi họ tên"),
    ],
)
def test_what_is_not_pasted_names_the_repair(rows: list[list[str]], start: int, told: str) -> None:
    with pytest.raises(KnownError) as refused:
        rating_entry.pasted(LINES, from_line(start), "cell", rows, RULES)
    assert str(refused.value).startswith("Chưa dán gì: ")
    assert told in str(refused.value)
