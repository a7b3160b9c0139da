"""The monthly list of the quality of meetings is known as ours when the superior sends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

import resources
from exports import files, meeting_quality
from exports.drafts import draft
from exports.learned import bound, filters, forms
from exports.learned.fill import Place
from exports.learned.reading import known_blanks, known_lists
from exports.learned.reading.known_blanks import Known
from exports.learned.reading.labels import SheetWords
from exports.learned.template import Binding, Line, Template
from exports.learned.xml.grid import Spot
from exports.report import Needs
from models.database import Database
from models.dates import Period
from tests.exports.commune import CO_MAN, TODAY
from tests.exports.test_learned_proposals import accepted, template_of

OCTOBER = Period.month(2026, 10)


def _sent(change: Callable[[Any], None] = lambda _sheet: None) -> Known:
    book = load_workbook(resources.path("forms") / meeting_quality.FORM)
    change(book.worksheets[0])
    return known_blanks.read(SheetWords(book.worksheets[0]))


def test_as_it_is() -> None:
    known = _sent()
    assert (known.report, known.title, known.differences) == (
        meeting_quality.REPORT.key,
        meeting_quality.REPORT.title,
        (),
    )


def test_below_another_title_with_another_column() -> None:
    def change(sheet: Any) -> None:
        sheet["D1"], sheet["C5"] = "BẢNG CHẤM ĐIỂM CÁC CHI BỘ", "Đảng viên có mặt"

    known = _sent(change)
    assert known.report == meeting_quality.REPORT.key
    assert known.differences == ("cột C không có trong mẫu", "không thấy cột “Số lượng đảng viên” của mẫu")


@pytest.mark.parametrize(
    "cells",
    [
        {"F6": "Đạt"},  # no column for each class
        {"D1": "TỔNG HỢP", **dict.fromkeys(("B5", "C5", "D5", "J5"), "Khác")},
    ],
)
def test_another_list_is_none_of_ours(cells: dict[str, str]) -> None:
    def change(sheet: Any) -> None:
        for address, text in cells.items():
            sheet[address] = text

    assert _sent(change).report == ""


def _learned(change: Callable[[Any], None] = lambda _sheet: None) -> Template:
    """Give the list as the superior sends it with all that is proposed for it."""
    book = load_workbook(resources.path("forms") / meeting_quality.FORM)
    change(book.worksheets[0])
    buffer = BytesIO()
    book.save(buffer)
    return accepted(template_of(buffer.getvalue()))


def _shown(db: Database, made: Template, period: Period = OCTOBER) -> Any:
    found = draft(db, forms.report_of("Tháng", made), period, TODAY)
    assert found.report.own_file is not None
    return files.from_bytes(found.report.own_file.content(found.data), with_results=True).worksheets[0]


def test_learned_it_shows_what_the_report_shows(commune: Database) -> None:
    made = _learned()
    assert made.needs is Needs.MONTH
    assert len([one for one in made.bindings if one.kind in (bound.ROWS, bound.SUM)]) == 15
    sheet = _shown(commune, made)
    ours = files.reread(draft(commune, meeting_quality.REPORT, OCTOBER, TODAY).workbook()).worksheets[0]
    last = next(cell.row for cell in ours["A"] if cell.value == "Tổng cộng")
    rows = range(8, last + 1)
    assert len(rows) > 10
    for row in rows:
        told, wanted = ([one.cell(row, column).value for column in range(1, 11)] for one in (sheet, ours))
        assert [one if one != "" else None for one in told] == [one if one != "" else None for one in wanted], row


@pytest.mark.usefixtures("people")
def test_its_totals_open_their_names_and_follow_a_number_by_hand(db: Database) -> None:
    made = _learned()
    report = forms.report_of("Tháng", made)
    found = draft(db, report, OCTOBER, TODAY)
    name = found.data.template.bindings[0].place.sheet
    with db.read() as session:
        read = found.behind(name, 11, 3)
        assert read is not None
        total = len(read(session).people)
        score = found.behind(name, 8, 5)
        assert score is not None
        assert [one.cell for one in score(session).months] == [CO_MAN]
        marks = found.behind(name, 11, 6)
        assert marks is not None
        assert len(marks(session).months) == found.data.values[next(at for at in found.data.sums if at.spot == (11, 6))]
    assert found.data.values[next(at for at in found.data.sums if at.spot == (11, 3))] == total == 8
    assert all(found.is_editable(at.sheet, *at.spot, "0") for at in found.data.sums)  # of no marks, too
    assert found.report.fixed is not None
    changed = found.report.fixed.overridden(found.data, {(name, 8, 3): 104})
    first: Any = found.data.values[next(at for at in found.data.values if at.spot == (8, 3))]
    assert changed.values[next(at for at in found.data.sums if at.spot == (11, 3))] == total - first + 104
    assert any("chưa có điểm" in one.text or "không sinh hoạt" in one.text for one in found.findings())


def test_a_longer_period_is_refused_in_a_sentence(commune: Database) -> None:
    made = replace(_learned(), needs=Needs.PERIOD)
    found = draft(commune, forms.report_of("Tháng", made), Period.year(2026), TODAY)
    said = [one.text for one in found.findings() if "chỉ lập cho một tháng" in one.text]
    assert len(said) == 1
    assert "10 ô (A8:J8)" in said[0]


@pytest.mark.parametrize(("period", "cell"), [(Period.year(2026), ""), (OCTOBER, "Bản Xa")])
def test_the_totals_of_a_list_that_is_not_filled_stay_open(commune: Database, period: Period, cell: str) -> None:
    made = _learned()
    columns = [replace(one, cell=cell) for one in made.bindings if one.kind == bound.ROWS]
    found = draft(commune, forms.report_of("Tháng", replace(made.bind(*columns), needs=Needs.PERIOD)), period, TODAY)
    assert {one.spot.row for one in found.data.values}.isdisjoint({8, 11})
    assert [one.text.partition(": ")[0] for one in found.findings() if "chưa có tổng" in one.text] == [
        "5 ô (C11, F11:I11)"
    ]


@pytest.mark.usefixtures("people")
def test_no_meeting_is_behind_a_class_or_score_that_is_blank(db: Database) -> None:
    found = draft(db, forms.report_of("Tháng", _learned()), OCTOBER, TODAY)
    sheet = found.data.template.bindings[0].place.sheet
    with db.read() as session:
        for spot in (Spot(row, column) for row in (8, 9, 10) for column in range(5, 10)):
            read = found.behind(sheet, *spot)
            assert read is not None
            assert len(read(session).months) == (Place(sheet, spot) in found.data.values), spot


@pytest.mark.usefixtures("people")
def test_a_share_of_its_totals_follows_a_number_by_hand(db: Database) -> None:
    made = _learned()
    sheet = made.bindings[0].place.sheet
    at = Place(sheet, Spot(12, 6))
    found = draft(db, forms.report_of("Tháng", made.bind(Binding(at, bound.SHARE, "F11/C11"))), OCTOBER, TODAY)
    assert found.data.values[at] == Fraction(1, 8)
    first: Any = found.data.values[Place(sheet, Spot(8, 3))]
    assert found.report.fixed is not None
    changed = found.report.fixed.overridden(found.data, {(sheet, 8, 3): first + 2})
    assert changed.values[at] == Fraction(1, 10)


def test_other_headings_and_columns_stay_open() -> None:
    def change(sheet: Any) -> None:
        sheet["B5"], sheet["C5"], sheet["J5"] = "Chi bộ", "Đảng viên có mặt", "Ghi chú"

    told = {str(one.place.spot): one.key for one in _learned(change).bindings if one.kind in (bound.ROWS, bound.SUM)}
    assert (told["B8"], told["J8"], told["F11"]) == ("quality.name", "quality.note", "F8")
    assert not {"C8", "C11"} & set(told)


def test_a_summary_of_the_classes_below_moves_nothing() -> None:
    def change(sheet: Any) -> None:
        for column, text in enumerate(("Tốt", "Khá", "Trung bình", "Kém"), 6):
            sheet.cell(16, column).value = text

    told = {str(one.place.spot): one.key for one in _learned(change).bindings if one.kind in (bound.ROWS, bound.SUM)}
    assert (told["B8"], told["F8"], told["F11"]) == ("quality.name", "quality.good", "F8")


@pytest.mark.parametrize("rest", ["NÔNG THÔN", "TRƯỜNG HỌC"])
def test_nothing_is_proposed_where_the_title_leaves_cells_out(rest: str) -> None:
    book = load_workbook(resources.path("forms") / meeting_quality.FORM)
    sheet: Any = book.worksheets[0]
    sheet["D1"] = f"{sheet['D1'].value} {rest}"
    assert known_lists.columns(SheetWords(sheet)) is None


def test_no_total_is_offered_of_a_column_without_room() -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("F8:F10")  # one mark for all rows: nothing goes down there

    told = {str(one.place.spot): one.key for one in _learned(change).bindings if one.kind in (bound.ROWS, bound.SUM)}
    assert "F8" not in told
    assert "F11" not in told
    assert told["G11"] == "G8"


@pytest.mark.usefixtures("people")
def test_of_a_list_narrowed_to_a_cell_nothing_is_said_of_others(db: Database) -> None:
    made = _learned()
    every = draft(db, forms.report_of("Tháng", made), OCTOBER, TODAY).findings()
    assert any("1 chi bộ không sinh hoạt tháng 10/2026: " in one.text for one in every)
    sheet = made.bindings[0].place.sheet
    for name, is_said in (("bản Co Mận - Nà Hin", False), ("bản Co Kham", True)):
        only = made.narrow(Line(sheet, 8, 0), [filters.of_place(filters.CELL, name)])
        found = [one.text for one in draft(db, forms.report_of("Tháng", only), OCTOBER, TODAY).findings()]
        assert any("không sinh hoạt" in text for text in found) == is_said, name
