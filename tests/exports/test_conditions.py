"""What conditions, slanting lines and several fonts in a cell make of the page: by the values filled in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from exports import conditions, files, pages, rich_text
from exports.conditions import Shade
from exports.learned.fill import Form, Place
from exports.learned.xml import drawings
from exports.learned.xml.grid import Spot
from exports.learned.xml.package import Package
from exports.on_paper import Face, Piece

SHEET = "Biểu"
RED = {"fill": PatternFill(bgColor="FFC7CE"), "font": Font(color="9C0006", bold=True)}
MARKED = Shade("#FFC7CE", "#9C0006", bold=True)


def sheet_of(*rules: tuple[str, Any], numbers: tuple[float | None, ...] = (1, 5, 9)) -> Any:
    """Give a sheet with numbers in A1:A3, their names in B1:B3, and rules on it, as read from a file."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row, (number, name) in enumerate(zip(numbers, ("Bản Tạo", "Trạm Y tế", "Cơ quan"), strict=True), 1):
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = number, name
        sheet.cell(row, 1).font = Font(italic=True)
    for area, rule in rules:
        sheet.conditional_formatting.add(area, rule)
    return files.reread(book)[SHEET]


def cells_of(*rules: tuple[str, Any], **told: Any) -> dict[tuple[int, int], Shade]:
    """Give the cells that rules change."""
    return conditions.shades(sheet_of(*rules, **told))


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        (CellIsRule("lessThan", ["5"], **RED), {1}),
        (CellIsRule("between", ["9", "5"], **RED), {2, 3}),
        (CellIsRule("notEqual", ["$A$2"], **RED), {1, 3}),
        (FormulaRule(['AND(A1>1,B1<>"Cơ quan")'], **RED), {2}),
        (FormulaRule(['NOT(ISERROR(SEARCH("y tế",B1)))'], **RED), {2}),
        (FormulaRule(["A1=MAX($A$1:$A$3)"], **RED), {3}),
        (FormulaRule(["UNHEARD(A1)"], **RED), set()),
        (FormulaRule(["1/0"], **RED), set()),
        (Rule("top10", rank=2, dxf=DifferentialStyle(**RED)), {2, 3}),
        (Rule("aboveAverage", aboveAverage=False, dxf=DifferentialStyle(**RED)), {1}),
        (Rule("duplicateValues", dxf=DifferentialStyle(**RED)), set()),
    ],
)
def test_a_rule_changes_the_cells_that_fit(rule: Any, rows: set[int]) -> None:
    assert cells_of(("A1:A3", rule)) == {(row, 1): MARKED for row in rows}


def test_the_first_rule_has_its_say_and_may_be_the_last() -> None:
    green = PatternFill(bgColor="C6EFCE")
    both = cells_of(("A1:A3", FormulaRule(["A1>8"], fill=green)), ("A1:A3", CellIsRule("greaterThan", ["4"], **RED)))
    assert both == {(2, 1): MARKED, (3, 1): MARKED._replace(fill="#C6EFCE")}
    alone = cells_of(
        ("A1:A3", FormulaRule(["A1>8"], fill=green, stopIfTrue=True)),
        ("A1:A3", CellIsRule("greaterThan", ["4"], **RED)),
    )
    assert alone[3, 1] == Shade("#C6EFCE")


def test_scales_and_bars_go_by_all_numbers() -> None:
    scale = cells_of(("A1:A3", ColorScaleRule("min", None, "000000", "max", None, "FFFFFF")))
    assert [scale[row, 1].fill for row in (1, 2, 3)] == ["#000000", "#808080", "#FFFFFF"]
    bars = cells_of(("A1:A3", DataBarRule("min", None, "max", None, "638EC6")), numbers=(None, 5, 10))
    assert {row: shade.bar and shade.bar[:2] for (row, _), shade in bars.items()} == {2: (0, 0.5), 3: (0, 1)}
    below = cells_of(("A1:A3", DataBarRule("min", None, "max", None, "638EC6")), numbers=(-5, 5, 15))
    assert [below[row, 1].bar and below[row, 1].bar[:2] for row in (1, 2)] == [(0, 0.25), (0.25, 0.5)]


def test_the_page_shows_what_was_filled_in() -> None:
    sheet = sheet_of(("A1:A3", CellIsRule("lessThan", ["5"], **RED)), numbers=(8, 8, 8))
    content = Form(files.to_bytes(sheet.parent)).fill({Place(SHEET, Spot(2, 1)): 2})[0]
    (page,) = pages.paginate(files.from_bytes(content, with_results=True))
    assert [patch.colour for patch in page.patches] == ["#FFC7CE"]
    faces = {words.cell: words.face for words in page.words}
    assert (faces[2, 1].colour, faces[2, 1].bold, faces[2, 1].italic) == ("#9C0006", True, True)
    assert (faces[1, 1].colour, faces[1, 1].bold) == ("#000000", False)


@pytest.mark.parametrize(
    ("rule", "letters", "colours"),
    [
        (IconSetRule("3Arrows", "percent", [0, 33, 67]), "▼►▲", 3),
        (IconSetRule("3Arrows", "percent", [0, 33, 67], reverse=True), "▲►▼", 3),
        (IconSetRule("3TrafficLights1", "num", [0, 5, 10]), "⬤⬤⬤", 2),
        (IconSetRule("5Quarters", "num", [0, 2, 4, 6, 8]), "◯◑⬤", 1),
        (IconSetRule("4Rating", "percentile", [0, 25, 50, 75]), "▂▆█", 1),
    ],
)
def test_a_sign_stands_before_its_number_by_where_that_lies(rule: Any, letters: str, colours: int) -> None:
    shades = cells_of(("A1:A3", rule))
    signs = [sign for row in (1, 2, 3) if (sign := shades[row, 1].sign) is not None]
    assert ("".join(text for text, _ in signs), len({colour for _, colour in signs})) == (letters, colours)


def test_an_edge_may_belong_to_the_sign_below_and_the_number_may_be_hidden() -> None:
    rule = IconSetRule("3TrafficLights1", "num", [0, 5, 9], showValue=False)
    rule.iconSet.cfvo[2].gte = False
    sheet = sheet_of(("A1:A3", rule))
    shades = conditions.shades(sheet)
    assert [shades[row, 1].sign for row in (1, 2, 3)] == [("⬤", "#D0312D"), ("⬤", "#E0A100"), ("⬤", "#E0A100")]
    (page,) = pages.paginate(sheet.parent)
    assert [(words.lines, words.cell) for words in page.words if words.cell[1] != 2] == [
        (("⬤",), (row, 1)) for row in (1, 2, 3)
    ]
    assert "Biểu tượng" not in drawings.warning(Package(files.to_bytes(sheet.parent)))


def test_beside_a_sign_the_number_stays_what_is_clicked() -> None:
    sheet = sheet_of(("A1:A3", IconSetRule("3Arrows", "percent", [0, 33, 67])))
    (page,) = pages.paginate(sheet.parent)
    assert [words.lines[0] for words in page.words if words.cell[1] == 1] == ["1", "5", "9"]
    assert [words.lines[0] for words in page.words if not words.cell[0]] == ["▼", "►", "▲"]


def test_signs_of_newer_programs_are_not_drawn_and_told() -> None:
    content = files.to_bytes(sheet_of().parent)
    package = Package(content)
    (part,) = (one.part for one in package.sheets)
    newer = b'<extLst><ext><x14:cfRule type="iconSet" xmlns:x14="x14"/></ext></extLst></worksheet>'
    package.write(part, package.read(part).replace(b"</worksheet>", newer))
    assert "Biểu tượng theo điều kiện kiểu mới" in drawings.warning(package)


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        ("yesterday", date(2026, 11, 21), date(2026, 11, 21)),
        ("today", date(2026, 11, 22), date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 23), date(2026, 11, 23)),
        ("last7Days", date(2026, 11, 16), date(2026, 11, 22)),
        ("lastWeek", date(2026, 11, 15), date(2026, 11, 21)),  # from Sunday
        ("thisWeek", date(2026, 11, 22), date(2026, 11, 28)),
        ("nextWeek", date(2026, 11, 29), date(2026, 12, 5)),
        ("lastMonth", date(2026, 10, 1), date(2026, 10, 31)),
        ("thisMonth", date(2026, 11, 1), date(2026, 11, 30)),
        ("nextMonth", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_rule_of_time_goes_by_the_day_of_the_report(rule: Any, first: date, last: date) -> None:
    day = timedelta(days=1)
    told: Any = Rule("timePeriod", timePeriod=rule, formula=["TRUE"], dxf=DifferentialStyle(**RED))
    sheet = sheet_of(("A1:A4", told))
    for row, value in enumerate((first - day, first, datetime(last.year, last.month, last.day, 17, 30), last + day), 1):
        sheet.cell(row, 1).value = value
    assert set(conditions.shades(sheet, date(2026, 11, 22))) == {(2, 1), (3, 1)}
    assert conditions.shades(sheet) == {}


def test_a_formula_with_the_day_goes_by_the_day_of_the_report() -> None:
    sheet = sheet_of(("A1:A3", FormulaRule(formula=["A1<TODAY()"], **RED)))
    for row, value in enumerate((date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)), 1):
        sheet.cell(row, 1).value = value
    assert conditions.shades(sheet, date(2026, 11, 22)) == {(1, 1): MARKED}
    assert conditions.shades(sheet) == {}


def test_lines_go_from_corner_to_corner() -> None:
    sheet = sheet_of()
    sheet["B2"].border = Border(diagonal=Side(style="thin"), diagonalDown=True, diagonalUp=True)
    (page,) = pages.paginate(sheet.parent)
    rise, fall = page.rules
    assert (rise.x1, rise.y2) == (fall.x1, fall.y1)
    assert (rise.x2, rise.y1) == (fall.x2, fall.y2)
    assert rise.x1 < rise.x2
    assert rise.y1 > rise.y2


def _rich(*parts: Any, wraps: bool = False) -> tuple[bytes, Any]:
    """Give a file with a text of several fonts in A1, and its page."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    sheet["A1"] = CellRichText(*parts)
    sheet["A1"].alignment = Alignment(wrap_text=wraps)
    sheet["B1"] = "một kiểu"
    buffer = BytesIO()
    book.save(buffer)
    content = buffer.getvalue()
    read = files.from_bytes(content, with_results=True)
    return content, pages.paginate(read, runs=rich_text.read(content))[0].words[0]


def test_a_text_of_several_fonts_is_drawn_in_each() -> None:
    bold = TextBlock(InlineFont(rFont="Times New Roman", b=True, sz=14, color=Color("FF0000")), "đảng viên")
    small = TextBlock(InlineFont(sz=10, vertAlign="superscript"), "2")
    _, words = _rich("Tổng số ", bold, " m", small)
    plain = words.pieces[0][0].face
    assert words.lines == ("Tổng số đảng viên m2",)
    assert words.pieces[0][1] == Piece("đảng viên", Face("Times New Roman", 14, True, False, "", "#FF0000"))
    assert words.pieces[0][2] == Piece(" m", plain)
    raised = words.pieces[0][3]
    assert raised.rise > 0
    assert raised.face is not None
    assert raised.face.size < 10
    assert words.face.size == 14  # a line is as high as its largest letters


def test_lines_are_broken_across_fonts_at_blanks_alone() -> None:
    bold = TextBlock(InlineFont(b=True, sz=11), "BỘ ")
    _, words = _rich("ĐẢNG", bold, "XÃ\nbáo cáo", wraps=True)
    assert words.lines == ("ĐẢNGBỘ", "XÃ", "báo cáo")
    assert [one.text for one in words.pieces[0]] == ["ĐẢNG", "BỘ"]


def test_a_cell_written_anew_has_one_font() -> None:
    content, _ = _rich("Kỳ ", TextBlock(InlineFont(b=True), "báo cáo"))
    filled = Form(content).fill({Place(SHEET, Spot(1, 1)): "Tháng 10"})[0]
    made = pages.paginate(files.from_bytes(filled, with_results=True), runs=rich_text.read(filled))[0].words[0]
    assert (made.lines, made.pieces) == (("Tháng 10",), ())
