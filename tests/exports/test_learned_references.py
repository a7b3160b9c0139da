"""References of formulas: found among everything else a formula holds, moved as a count of their own says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.learned.xml.grid import letters
from exports.learned.xml.references import Insertion, Refused, filled_down, hides_cells, moved

HOME, OTHER = "Biểu 01", "Tổng hợp"
ORDER = (HOME, OTHER, "Trang3")


def inserted(first: int, last: int, count: int) -> Insertion:
    """Give rows put into the list of the home sheet."""
    return Insertion(HOME, first, last, count, ORDER)


# -- the oracle: a formula as made of tokens, each saying by itself what it is to become ------------------------------


@st.composite
def tokens(draw: st.DrawFn, home: str, first: int, last: int, count: int) -> tuple[str, str]:
    """Give a piece of a formula before and after `count` rows came before row `last`, counted row by row."""

    def after(row: int) -> int:
        return row if row < last else row + count

    kind = draw(st.sampled_from(["cell", "range", "columns", "rows", "text", "word", "number", "error", "book"]))
    mark = st.sampled_from(["", "$"])
    row_of, column_of = st.integers(1, 60), st.integers(1, 60).map(letters)
    sheet = draw(st.sampled_from(["", HOME, OTHER]))
    moves = (sheet or home) == HOME
    prefix = f"'{sheet}'!" if sheet else ""
    if kind in ("cell", "range"):
        ends = sorted(draw(st.lists(row_of, min_size=2, max_size=2)))[: 1 if kind == "cell" else 2]
        named = [(draw(mark) + draw(column_of) + draw(mark), row) for row in ends]
        before = ":".join(f"{column}{row}" for column, row in named)
        return prefix + before, prefix + ":".join(f"{column}{after(row) if moves else row}" for column, row in named)
    if kind == "columns":
        text = f"{prefix}{draw(mark)}{draw(column_of)}:{draw(mark)}{draw(column_of)}"
        return text, text
    if kind == "rows":
        ends = sorted(draw(st.lists(row_of, min_size=2, max_size=2)))
        marks = [draw(mark), draw(mark)]
        made = [
            ":".join(f"{one}{row}" for one, row in zip(marks, rows, strict=True))
            for rows in (ends, [after(row) if moves else row for row in ends])
        ]
        return prefix + made[0], prefix + made[1]
    if kind == "book":
        text = draw(st.sampled_from(["[1]Trang1!B9", f"'[2]{HOME}'!$B$9", "Bảng1[[#This Row],[B9]]", "Bảng1[B9]"]))
        return text, text
    choices = {
        "text": ['"B9"', '"A1:B9 ""B9"" \'"', '""'],
        "word": ["LOG10(", "SUM(", "tong_B9", "B9.tong", "XFE9", "_xlfn.B9(", "đảngB9", "TRUE"],
        "number": ["9", "1.5E+9", "12%"],
        "error": ["#REF!", "#N/A", "#DIV/0!"],
    }
    text = draw(st.sampled_from(choices[kind]))
    return text, text


@given(st.data())
def test_every_reference_moves_and_nothing_else(data: st.DataObject) -> None:
    first = data.draw(st.integers(1, 40))
    last = first + data.draw(st.integers(1, 10))
    count = data.draw(st.integers(1, 900))
    home = data.draw(st.sampled_from([HOME, OTHER]))
    made = data.draw(st.lists(tokens(home, first, last, count), min_size=1, max_size=8))
    signs = data.draw(st.lists(st.sampled_from(["+", "-", "*", ",", "&", "<=", " ", ";"]), min_size=8, max_size=8))

    def joined(which: int) -> str:
        return "".join(one[which] + sign for one, sign in zip(made, signs, strict=False))

    assert moved(joined(0), home, inserted(first, last, count)).text == joined(1)


@given(st.integers(1, 50), st.integers(1, 50), st.integers(0, 20), st.integers(1, 50))
def test_a_sum_over_the_list_always_takes_in_all_of_it(above: int, first: int, more: int, count: int) -> None:
    top, last = min(above, first), first + more
    text = moved(f"SUM(B{top}:B{last})", HOME, inserted(first, last, count), row=last + 1).text
    assert text == f"SUM(B{top}:B{last + count})"


@given(st.integers(1, 50), st.integers(0, 50))
def test_down_and_down_again_is_down_by_both(one: int, other: int) -> None:
    formula = "SUM($B5:C$9)+D7*'Tổng hợp'!E2-3:3&\"B5\""
    assert filled_down(filled_down(formula, one), other) == filled_down(formula, one + other)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("B6", "B8"),
        ("SUM(B5:B5)", "SUM(B5:B7)"),
        ("SUM(B4:D5)", "SUM(B4:D7)"),
        ("SUM(5:5)", "SUM(5:7)"),
        ("B9:B5", "B11:B5"),
        ("SUM(B5:B6)", "SUM(B5:B8)"),
    ],
)
def test_what_ends_with_the_only_row_of_a_list_grows(formula: str, expected: str) -> None:
    assert moved(formula, HOME, inserted(5, 5, 2), row=6).text == expected


def test_a_row_s_own_sum_stays_in_its_row() -> None:
    assert moved("SUM(C5:E5)", HOME, inserted(5, 5, 2), row=5).text == "SUM(C5:E5)"


def test_what_misses_part_of_the_list_is_told() -> None:
    assert moved("SUM(B5:B8)", HOME, inserted(5, 9, 2), row=20).cuts_list
    assert not moved("SUM(B5:B9)", HOME, inserted(5, 9, 2), row=20).cuts_list
    assert not moved("SUM(B5:B8)", HOME, inserted(5, 9, 2), row=9).cuts_list  # a running total within the list
    assert moved("B5", HOME, inserted(5, 5, 2), row=20).names_row


def test_a_name_keeps_what_is_counted_from_where_it_is_used() -> None:
    made = moved(f"'{HOME}'!$A$1:$D$20+'{HOME}'!B9", "", inserted(5, 8, 3), only_fixed=True)
    assert made.text == f"'{HOME}'!$A$1:$D$23+'{HOME}'!B9"


@pytest.mark.parametrize("span", [f"'{HOME}:{OTHER}'!B9", f"'{HOME}:Trang3'!$B$9:$B$12"])
def test_a_sum_through_several_sheets_is_refused(span: str) -> None:
    with pytest.raises(Refused, match="qua nhiều trang"):
        moved(f"SUM({span})", "Trang3", inserted(5, 8, 3))
    assert moved(f"SUM({span})", "Trang3", Insertion("Khác", 5, 8, 3, (*ORDER, "Khác"))).text == f"SUM({span})"


def test_sheets_are_told_apart_as_excel_does() -> None:
    assert moved("'BIỂU 01'!B9", OTHER, inserted(5, 8, 3)).text == "'BIỂU 01'!B12"
    quoted = Insertion("Tổ 1's", 5, 8, 3)
    assert moved("'Tổ 1''s'!B9", OTHER, quoted).text == "'Tổ 1''s'!B12"


def test_filled_down_beyond_the_sheet_is_an_error() -> None:
    assert filled_down("B1+$C$1", -1) == "#REF!+$C$1"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('HYPERLINK("#\'Biểu 01\'!B9","Xem B9")', 'HYPERLINK("#\'Biểu 01\'!B12","Xem B9")'),
        ('hyperlink( "#B9" , B9)', 'hyperlink( "#B12" , B12)'),
        ('HYPERLINK("#\'Biểu 01\'!A5:B8")&"#B9"', 'HYPERLINK("#\'Biểu 01\'!A5:B11")&"#B9"'),
        ('HYPERLINK("#\'Tổng hợp\'!B9","B9")', 'HYPERLINK("#\'Tổng hợp\'!B9","B9")'),
        ('HYPERLINK("#tong_B9","B9")', 'HYPERLINK("#tong_B9","B9")'),
        ('HYPERLINK("http://x/#B9","B9")', 'HYPERLINK("http://x/#B9","B9")'),
        ('HYPERLINK("#"&CELL("address",B9),"B9")', 'HYPERLINK("#"&CELL("address",B12),"B9")'),
    ],
)
def test_a_jump_written_as_text_goes_to_where_its_cell_is_now(formula: str, expected: str) -> None:
    assert moved(formula, HOME, inserted(5, 8, 3), row=20).text == expected
    assert not hides_cells(formula)


@pytest.mark.parametrize(
    "formula", ['HYPERLINK("#\'Biểu 01\'!B"&A2,"Xem")', 'HYPERLINK("[Sổ.xlsx]Trang1!"&A2)', 'INDIRECT("B9")']
)
def test_a_cell_named_piece_by_piece_is_told(formula: str) -> None:
    assert hides_cells(formula)
