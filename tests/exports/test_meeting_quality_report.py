"""xep-loai-sinh-hoat: the superior's form, cell by cell as he printed it, with as many rows as there are cells."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

import resources
from exports import files
from exports.drafts import draft
from exports.meeting_quality import FORM
from exports.offered import find
from models.database import Database
from tests.exports.commune import CO_MAN, OCTOBER, SCHOOL, TODAY
from tests.models import builders as make

REPORT = find("xep-loai-sinh-hoat")
BODY, PRINTED = 8, 3


def _filled(db: Database) -> Any:
    return files.reread(draft(db, REPORT, OCTOBER, TODAY).workbook()).worksheets[0]


def _blank() -> Any:
    return load_workbook(resources.path("forms") / FORM).worksheets[0]


def _look(cell: Any) -> tuple[object, ...]:
    font, line = cell.font, cell.alignment
    edges = tuple(getattr(cell.border, side).style for side in ("left", "top", "right", "bottom"))
    return (
        font.name,
        font.sz,
        font.b,
        font.i,
        line.horizontal,
        line.vertical,
        line.wrap_text,
        edges,
        cell.fill.fill_type,
    )


@pytest.mark.usefixtures("people")
def test_the_rows_say_what_the_cells_did(db: Database) -> None:
    sheet = _filled(db)
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8, max_row=11)]
    day = datetime(2026, 10, 5)
    assert table == [
        [1, CO_MAN, 4, day, 95, "x", None, None, None, None],
        [2, SCHOOL, 3, day, 68.5, None, None, "x", None, "-1 đến muộn"],
        [3, "Chi bộ bản Co Kham", 1, None, None, None, None, None, None, "Không sinh hoạt: Đường sạt lở"],
        ["Tổng cộng", None, 8, None, None, 1, 0, 1, 0, None],
    ]
    assert (sheet["J9"].data_type, sheet["J9"].quotePrefix) == ("s", True)
    assert sheet["D8"].number_format == "dd/mm/yyyy"


@pytest.mark.usefixtures("people")
def test_head_and_signatures_come_from_the_office(db: Database) -> None:
    sheet = _filled(db)
    assert [sheet[place].value for place in ("A1", "A2", "D3", "F13", "A19", "A20", "F19")] == [
        "TỈNH ỦY ĐIỆN BIÊN",
        "ĐẢNG ỦY XÃ MƯỜNG MẪU",
        "Tháng 10 năm 2026",
        "Mường Mẫu, ngày 10 tháng 11 năm 2026",
        "Lò Thị Hương",
        "ĐT: 0912 345 678",
        "Quàng Văn Pâng",
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 27])
def test_the_form_is_untouched_but_for_what_is_filled_in(db: Database, count: int) -> None:
    with db.write("Mẫu") as session:
        for number in range(count):
            make.manned(session, f"Chi bộ {number}")
    blank, filled = _blank(), _filled(db)
    shift = max(count, 1) - PRINTED
    body = range(BODY, BODY + max(count, 1) + 1)  # the total line is filled in too

    def moved(row: int) -> int:
        return row if row < BODY + PRINTED else row + shift

    for row in blank.iter_rows():
        for cell in row:
            if BODY <= cell.row < BODY + PRINTED and count < PRINTED:
                continue
            twin = filled.cell(moved(cell.row), cell.column)
            assert _look(twin) == _look(cell), cell.coordinate
            if moved(cell.row) not in body and cell.coordinate not in {"D3", "F13"}:
                assert twin.value == cell.value, cell.coordinate
    for row in range(BODY, BODY + count):  # every new row looks like a printed one
        assert [_look(cell) for cell in filled[row]] == [_look(cell) for cell in blank[BODY]]
    assert {str(merge) for merge in filled.merged_cells.ranges} == {
        _shifted(str(merge), moved) for merge in blank.merged_cells.ranges
    }
    widths = {letter: column.width for letter, column in blank.column_dimensions.items()}
    assert {letter: column.width for letter, column in filled.column_dimensions.items()} == widths
    for row, dimension in blank.row_dimensions.items():
        if dimension.height:
            assert filled.row_dimensions[moved(row)].height == dimension.height
    assert filled.print_title_rows == blank.print_title_rows
    assert filled.freeze_panes == blank.freeze_panes
    assert vars(filled.page_margins) == vars(blank.page_margins)
    assert vars(filled.page_setup) | {"_parent": None} == vars(blank.page_setup) | {"_parent": None}


def _shifted(merge: str, moved: Any) -> str:
    from openpyxl.worksheet.cell_range import CellRange

    area = CellRange(merge)
    area.min_row, area.max_row = moved(area.min_row), moved(area.max_row)
    return area.coord


@pytest.mark.usefixtures("people")
def test_the_officer_is_told_which_cells_have_no_class(db: Database) -> None:
    with db.write("Mẫu") as session:
        from models.tables import Meeting

        for meeting in session.query(Meeting).filter_by(month=10):
            meeting.score = None
    texts = [found.text for found in draft(db, REPORT, OCTOBER, TODAY).findings()]
    assert texts == [
        "1 chi bộ không sinh hoạt tháng 10/2026: Chi bộ bản Co Kham.",
        f"2 chi bộ đã họp mà chưa có điểm, xếp loại tháng 10/2026: {CO_MAN}, {SCHOOL}.",
    ]
