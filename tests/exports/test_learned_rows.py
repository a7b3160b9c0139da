"""Rows put into a form: everything that names a row below goes along, and the file is still sound."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.learned.fill import Form, Place
from exports.learned.xml.grid import spot_of
from exports.learned.xml.references import Insertion
from models.errors import KnownError
from tests.exports import listed_forms
from tests.exports.conftest import LibreOffice
from tests.exports.learned_forms import parts
from tests.exports.listed_forms import FIRST, LAST, LIST, SUMMARY, TOTAL

MORE = 10


def grown(content: bytes | None = None, count: int = MORE, last: int = LAST) -> tuple[Form, list[str]]:
    """Give the form with rows put into its list."""
    return Form(content or listed_forms.form()).with_rows([Insertion(LIST, FIRST, last, count)])


def opened(form: Form, *, values: bool = False):
    """Open what a form is now, every row of its list filled."""
    told = {Place(LIST, spot_of(f"D{row}")): 2 for row in range(FIRST, LAST + MORE + 1)}
    return load_workbook(BytesIO(form.fill(told)[0]), data_only=values)


def test_formulas_grow_and_move_on_every_sheet() -> None:
    form, told = grown()
    book = opened(form)
    sheet, total = book[LIST], TOTAL + MORE
    assert [sheet[f"{column}{total}"].value for column in "BDE"] == [
        "Cộng",
        f"=SUM(D5:D{total - 1})",
        f"=SUM(E5:E{total - 1})",
    ]
    for row in range(FIRST, total):
        assert (sheet.cell(row, 6).value, sheet.cell(row, 7).value) == (f"=D{row}-E{row}", f"=D{row}/D${total}")
    other = book[SUMMARY]
    assert [other[f"A{row}"].value for row in range(1, 5)] == [
        f"='{LIST}'!D{total}",
        f"=SUM('{LIST}'!D5:D{total - 1})",
        '="D9 "&A1',
        "=SUM(D9:D12)",
    ]
    assert sheet["I30"].value.ref == "I30:I31"
    assert sheet["I30"].value.text == f"=D{total}*{{1;2}}"
    assert told == []


def test_totals_are_worked_out_over_the_new_rows() -> None:
    book = opened(grown()[0], values=True)
    assert book[LIST][f"D{TOTAL + MORE}"].value == 2 * (LAST - FIRST + 1 + MORE)
    assert book[SUMMARY]["A1"].value == book[SUMMARY]["A2"].value == 2 * (LAST - FIRST + 1 + MORE)


def test_rows_look_alike_and_count_on() -> None:
    sheet = opened(grown()[0])[LIST]
    new = range(FIRST, TOTAL + MORE)
    assert {sheet.row_dimensions[row].height for row in new} == {21}
    assert sheet.row_dimensions[TOTAL + MORE].height == 33
    assert sheet.row_dimensions[TOTAL].height == 21
    assert {sheet.cell(row, 4).border.bottom.style for row in new} == {"thin"}
    assert [sheet.cell(row, 1).value for row in new] == list(range(1, len(new) + 1))
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert merged == {"A1:G1", f"E{12 + MORE}:G{12 + MORE}", *(f"B{row}:C{row}" for row in range(FIRST, 10 + MORE))}


def test_what_lies_beside_the_cells_goes_along() -> None:
    book = opened(grown()[0])
    sheet, last, total = book[LIST], LAST + MORE, TOTAL + MORE
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == f"D5:D{last}"
    assert area.rules[0].formula == [f"D5>D${total}/2"]
    (check,) = sheet.data_validations.dataValidation
    assert (str(check.sqref), check.formula1) == (f"E5:E{last}", f"$D${total}")
    assert sheet.print_area == f"'{LIST}'!$A$1:$G${14 + MORE}"
    assert sheet.print_title_rows == "$1:$4"
    assert [one.id for one in sheet.row_breaks.brk] == [total]
    assert sheet.auto_filter.ref == f"A4:G{last}"
    assert sheet.freeze_panes == "A5"
    assert book.defined_names["tong"].attr_text == f"'{LIST}'!$D${total}"
    assert sheet.tables["Bang1"].ref == f"A{15 + MORE}:B{17 + MORE}"
    assert sheet.tables["Bang1"].autoFilter is None or sheet.tables["Bang1"].autoFilter.ref.endswith(f"{17 + MORE}")
    assert sheet[f"E{12 + MORE}"].comment.text == "ký, đóng dấu"
    link = sheet[f"E{13 + MORE}"].hyperlink
    assert (link.ref, link.location) == (f"E{13 + MORE}", f"'{LIST}'!D{total}")


def test_drawings_charts_and_boxes_of_comments_go_along() -> None:
    content = listed_forms.form()
    before, after = parts(content), parts(grown(content)[0].fill({})[0])

    def numbers(told: dict[str, bytes], part: str, pattern: str) -> list[int]:
        return [int(one) for one in re.findall(pattern, told[part].decode())]

    drawing, boxes = "xl/drawings/drawing1.xml", next(name for name in before if name.endswith(".vml"))
    rows = r"<(?:\w+:)?[rR]ow>(\d+)"
    assert numbers(after, drawing, rows) == [one + MORE for one in numbers(before, drawing, rows)] != []
    assert numbers(after, boxes, rows) == [11 + MORE]
    assert f"'{LIST}'!$D$5:$D${LAST + MORE}" in after["xl/charts/chart1.xml"].decode()


def test_parts_without_a_word_of_the_list_stay_byte_for_byte() -> None:
    content = listed_forms.form()
    before, after = parts(content), parts(grown(content)[0].fill({})[0])
    assert list(before) == list(after)
    kept = {name for name in before if before[name] == after[name]}
    assert {"xl/worksheets/sheet3.xml", "xl/styles.xml", "xl/theme/theme1.xml", "[Content_Types].xml"} <= kept
    assert "xl/worksheets/_rels/sheet1.xml.rels" in kept


def test_a_form_that_needs_no_rows_is_left_alone() -> None:
    content = listed_forms.form()
    form, told = Form(content).with_rows([])
    assert told == []
    before, after = parts(content), parts(form.fill({Place(LIST, spot_of("D5")): 1})[0])
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
    }  # the second sums it up


def test_the_only_row_of_a_list_carries_what_ends_with_it() -> None:
    content = listed_forms.form(rows=1)
    form, told = grown(content, last=FIRST)
    sheet = load_workbook(BytesIO(form.fill({})[0]))[LIST]
    assert sheet[f"D{6 + MORE}"].value == f"=SUM(D5:D{5 + MORE})"
    assert sheet[f"F{5 + MORE}"].value == f"=D{5 + MORE}-E{5 + MORE}"
    assert sheet.auto_filter.ref == f"A4:G{5 + MORE}"
    assert [str(one.sqref) for one in sheet.conditional_formatting] == [f"D5:D{5 + MORE}"]
    assert told == []


def test_the_order_of_calculation_is_left_to_excel() -> None:
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="D9" i="1"/></calcChain>'
    )
    content = listed_forms.with_part(listed_forms.form(), "xl/calcChain.xml", chain, "calcChain")
    assert parts(Form(content).fill({Place(LIST, spot_of("D5")): 1})[0])["xl/calcChain.xml"] == chain
    after = parts(grown(content)[0].fill({})[0])
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]
    assert b'fullCalcOnLoad="1"' in after["xl/workbook.xml"]


def test_shared_formulas_get_a_text_each() -> None:
    content = listed_forms.changed(
        listed_forms.form(), "xl/worksheets/sheet1.xml", "<f>D5-E5</f>", '<f t="shared" ref="F5:F8" si="0">D5-E5</f>'
    )
    for row in (6, 7, 8):
        content = listed_forms.changed(
            content, "xl/worksheets/sheet1.xml", f"<f>D{row}-E{row}</f>", '<f t="shared" si="0"/>'
        )
    sheet = opened(grown(content)[0])[LIST]
    rows = range(FIRST, TOTAL + MORE)
    assert [sheet.cell(row, 6).value for row in rows] == [f"=D{row}-E{row}" for row in rows]


def test_a_block_formula_across_the_place_is_refused() -> None:
    content = listed_forms.changed(
        listed_forms.form(), "xl/worksheets/sheet1.xml", "<f>D5-E5</f>", '<f t="array" ref="F5:F8">D5:D8-E5:E8</f>'
    )
    with pytest.raises(KnownError, match=r"công thức mảng ở ô F5.*chèn sẵn 10 dòng"):
        grown(content)


def test_a_sum_through_sheets_is_refused() -> None:
    content = listed_forms.changed(
        listed_forms.form(), "xl/worksheets/sheet2.xml", r"SUM\(D9:D12\)", f"SUM('{LIST}:Không liên quan'!D9)"
    )
    with pytest.raises(KnownError, match="qua nhiều trang"):
        grown(content)


def test_what_the_program_cannot_follow_is_told() -> None:
    content = listed_forms.changed(
        listed_forms.form(),
        "xl/worksheets/sheet2.xml",
        r"SUM\(D9:D12\)",
        f"SUM('{LIST}'!D5:D7)+INDIRECT(&quot;D9&quot;)",
    )
    _, told = grown(content)
    assert [re.findall(r"ô (\w+), trang “([^”]+)”", one) for one in told] == [[("A4", SUMMARY)]] * 2
    assert "dòng cuối" in told[0]
    assert "INDIRECT" in told[1]


def test_a_list_too_long_for_a_sheet_is_refused() -> None:
    with pytest.raises(KnownError, match="không còn đủ dòng"):
        grown(count=1_048_576)


def test_two_lists_on_one_sheet() -> None:
    form, _ = Form(listed_forms.form()).with_rows([Insertion(LIST, FIRST, LAST, 3), Insertion(LIST, 16, 17, 2)])
    sheet = load_workbook(BytesIO(form.fill({})[0]))[LIST]
    assert sheet.tables["Bang1"].ref == "A18:B22"
    assert sheet["D12"].value == "=SUM(D5:D11)"


def test_libreoffice_reads_the_grown_form_and_comes_to_the_same(libreoffice: LibreOffice, tmp_path: Path) -> None:
    form, _ = grown()
    told = {Place(LIST, spot_of(f"D{row}")): row for row in range(FIRST, LAST + MORE + 1)}
    path = tmp_path / "bieu.xlsx"
    path.write_bytes(form.fill(told)[0])
    libreoffice("xlsx:Calc MS Excel 2007 XML", tmp_path / "out", path)
    book = load_workbook(tmp_path / "out" / "bieu.xlsx", data_only=True)
    expected = sum(told.values())
    sheet = book[LIST]
    assert sheet[f"D{TOTAL + MORE}"].value == expected
    assert sheet["I31"].value == 2 * expected
    assert sheet[f"G{FIRST + 6}"].value == pytest.approx((FIRST + 6) / expected)
    assert book[SUMMARY]["A1"].value == book[SUMMARY]["A2"].value == expected
    assert str(sheet.print_area).endswith(f"$G${14 + MORE}")


def test_ranges_down_to_the_last_row_of_a_sheet_stay_on_it() -> None:
    content = listed_forms.form()
    content = listed_forms.changed(content, "xl/worksheets/sheet1.xml", 'sqref="E5:E8"', 'sqref="E5:E1048576"')
    content = listed_forms.changed(
        content,
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        '<row r="1048576" ht="15"><c r="A1048576" s="0"/></row></sheetData>',
    )
    content = listed_forms.changed(content, "xl/worksheets/sheet2.xml", r"SUM\(D9:D12\)", f"SUM('{LIST}'!D5:D1048576)")
    book = opened(grown(content)[0])
    (check,) = book[LIST].data_validations.dataValidation
    assert str(check.sqref) == "E5:E1048576"
    assert book[SUMMARY]["A4"].value == f"=SUM('{LIST}'!D5:D1048576)"
    assert book[LIST].max_row < 1_048_576


def test_newer_formats_small_charts_and_controls_go_along() -> None:
    kinds = "http://schemas.microsoft.com/office"
    extra = (
        '<controls><control shapeId="1"><controlPr linkedCell="$D$9"><anchor moveWithCells="1">'
        "<from><row>11</row></from><to><row>13</row></to></anchor></controlPr></control></controls>"
        f'<extLst><ext xmlns:x14="{kinds}/spreadsheetml/2009/9/main" xmlns:xm="{kinds}/excel/2006/main">'
        f"<x14:dataValidation><x14:formula1><xm:f>'{LIST}'!$D$9</xm:f></x14:formula1><xm:sqref>E5:E7</xm:sqref>"
        f"</x14:dataValidation><x14:sparkline><xm:f>'{LIST}'!D5:D8</xm:f><xm:sqref>H7</xm:sqref></x14:sparkline></ext></extLst>"
    )
    content = listed_forms.changed(
        listed_forms.form(), "xl/worksheets/sheet1.xml", "</worksheet>", f"{extra}</worksheet>"
    )
    told = parts(grown(content)[0].fill({})[0])["xl/worksheets/sheet1.xml"].decode()
    assert re.findall(r"<xm:(?:f|sqref)>([^<]*)", told) == [f"'{LIST}'!$D$19", "E5:E17", f"'{LIST}'!D5:D18", "H7"]
    assert re.findall(r"<row>(\d+)", told) == ["21", "23"]
    assert 'linkedCell="$D$19"' in told
