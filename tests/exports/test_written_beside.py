"""Numbers by hand in cells that nothing is bound in are held against those beside by the words of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from exports.learned.checks import written_beside
from exports.learned.fill import Form, Place
from exports.learned.filling import Filled
from exports.learned.template import Template
from exports.learned.xml.grid import Spot
from exports.report import Needs

SHEET = "Biểu"
Row = tuple[str, int | None]


def filled(rows: Sequence[Row], printed: Sequence[int] = ()) -> Filled:
    """Give a form with rows from the fourth on, their numbers by hand but for those `printed`, by place."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    sheet["A1"], sheet["A3"], sheet["B3"] = "BÁO CÁO", "Chỉ tiêu", "Số lượng"
    values: dict[Place, int] = {}
    for row, (text, value) in enumerate(rows, 4):
        sheet.cell(row, 1).value = text
        if value is not None and row - 4 in printed:
            sheet.cell(row, 2).value = value
        elif value is not None:
            values[Place(SHEET, Spot(row, 2))] = value
    buffer = BytesIO()
    book.save(buffer)
    form = Form(buffer.getvalue(), "biểu.xlsx")
    return Filled(Template("Biểu", Needs.PERIOD, form), form, {**values}, {}, (), by_hand=frozenset(values))


def told(rows: Sequence[Row], printed: Sequence[int] = ()) -> list[str]:
    return [one.text for one in written_beside.findings(filled(rows, printed))]


def test_a_part_is_no_more_than_what_it_is_among() -> None:
    rows = [("1. Số hộ dân", 40), ("Trong đó: Hộ nghèo", 41), ("2. Số thôn", 8)]
    assert told(rows) == [
        "“Trong đó: Hộ nghèo” (ô B5, số ghi tay) = 41, nhưng “1. Số hộ dân” (ô B4, số ghi tay) = 40: ô trước là một "
        "phần của ô sau nên không thể lớn hơn."
    ]
    assert told([rows[0], ("Trong đó: Hộ nghèo", 40), rows[2]]) == []


def test_nothing_is_told_of_what_came_with_the_form_or_does_not_add_up() -> None:
    rows = [("1. Số hộ, chia ra:", 40), ("- Hộ nghèo", 30), ("- Hộ khác", 30)]
    assert len(told(rows)) == 1
    assert told(rows, printed=(0, 1, 2)) == []
    assert told([("1. Số hộ", 40), ("- Hộ nghèo", 30), ("- Hộ khác", 30)]) == []  # no words say that they divide it
    assert told([("1. Số hộ, chia ra:", 40), ("- Tỷ lệ hộ nghèo (%)", 60), ("- Hộ khác", 40)]) == []
    assert told([("1. Số hộ, chia ra:", 40), ("- Tuổi bình quân", 60)]) == []


def test_a_sum_with_a_part_left_blank_may_lack_it() -> None:
    assert told([("1. Số hộ, chia ra:", 40), ("- Hộ nghèo", 10), ("- Hộ khác", None)]) == []


def test_parts_the_book_reckons_may_lack_some() -> None:
    rows = [("1. Số hộ, chia ra:", 40), ("- Hộ nghèo", 10), ("- Hộ khác", 20)]
    assert len(told(rows)) == 1
    assert told(rows, printed=(1,)) == []


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ([("Bản A", 3), ("Bản B", 4), ("Cộng", 8)], True),
        ([("Bản A", 3), ("Bản B", 4), ("Tổng cộng:", 7)], False),
        ([("Bản A", 3), ("Trong đó: Nữ", 2), ("Dân tộc thiểu số", 1), ("Cộng", 3)], False),
        ([("I. Xã", 3), ("1. Bản A", 1), ("2. Bản B", 2), ("II. Phường", 4), ("Cộng", 7)], False),
        ([("Tổng số hộ", 7), ("Bản A", 3), ("Cộng", 3)], False),
    ],
)
def test_the_last_row_is_those_above(rows: list[Row], is_told: bool) -> None:
    assert bool(told(rows)) == is_told


class Node:
    """A row and those it is divided into."""

    def __init__(self, parts: list[Node], value: int) -> None:
        self.parts = parts
        self.value = sum(one.value for one in parts) if parts else value

    def rows(self, depth: int = 0, number: int = 0) -> Iterator[tuple[Node, str]]:
        """Yield each row with its words, top down."""
        sign = ("I", "II", "III", "IV")[number] if not depth else ("1234", "abcd", "----")[depth - 1][number]
        text = f"{sign} " if sign == "-" else f"{sign}{')' if sign.islower() else '.'} "
        yield self, f"{text}Số hộ {'xyzt'[number]}{', chia ra:' if self.parts else ''}"
        for place, one in enumerate(self.parts):
            yield from one.rows(depth + 1, place)


@st.composite
def _nodes(draw: st.DrawFn, depth: int = 0) -> Node:
    is_divided = depth < 3 and draw(st.booleans())
    parts = [draw(_nodes(depth + 1)) for _ in range(draw(st.integers(2, 3)))] if is_divided else []
    return Node(parts, draw(st.integers(0, 9)))


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_of_a_tree_of_rows_exactly_the_totals_of_the_one_changed_are_told(data: st.DataObject) -> None:
    roots = [data.draw(_nodes()) for _ in range(2)]
    rows = [one for place, root in enumerate(roots) for one in root.rows(number=place)]
    shown: list[Row] = [(text, node.value) for node, text in rows]
    total = sum(one.value for one in roots)
    made = filled([*shown, ("Cộng", total)])
    assert written_beside.findings(made) == []
    changed = data.draw(st.integers(0, len(rows) - 1))
    more = data.draw(st.integers(-5, 50).filter(bool))
    node, at = rows[changed][0], Place(SHEET, Spot(changed + 4, 2))
    again = replace(made, values=made.values | {at: node.value + more})
    above = {place for place, (one, _text) in enumerate(rows, 4) if node in one.parts or (one is node and node.parts)}
    above |= {len(rows) + 4} if node in roots else set()
    found = written_beside.findings(again)
    assert sorted(one.cells[0].place[1] for one in found) == sorted(above)
    assert all((SHEET, changed + 4, 2) in {cell.place for cell in one.cells} for one in found)
