"""The pages show what the file holds, and divide as Excel divides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from exports import REPORTS, files, page_layout, pages
from exports.drafts import draft
from exports.pages import Page
from exports.report import Report
from exports.shown import shown
from models.database import Database
from tests.exports.commune import OCTOBER, TODAY
from tests.models import builders as make


def _texts(page: Page) -> list[str]:
    return [" ".join(words.lines) for words in page.words]


def _long(rows: int, *, landscape: bool = False) -> Any:
    """Give a sheet of ten columns with a repeated heading in row 2 and page numbers from page 2 on."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["Đầu trang"])
    for row in range(2, rows + 2):
        sheet.append([f"{row}.{column}" for column in range(1, 11)])
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"
    return sheet


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
@pytest.mark.usefixtures("people")
def test_every_value_of_the_file_is_on_a_page(db: Database, report: Report[Any]) -> None:
    workbook = files.reread(draft(db, report, OCTOBER, TODAY).workbook())
    for sheet in (one for one in workbook if one.sheet_state == "visible"):  # hidden dictionaries are not printed
        made = [page for page in pages.paginate(workbook) if page.sheet == sheet.title]
        drawn = [text.replace(" ", "") for page in made for text in _texts(page)]
        written = [
            shown(cell.value, cell.number_format).replace("\n", "").replace(" ", "")
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        if len(made) == 1:
            assert sorted(drawn) == sorted(written)
        else:  # headings come again, and pages have numbers
            assert set(written) <= set(drawn) <= {*written, *map(str, range(2, len(made) + 1))}


@pytest.mark.usefixtures("people")
def test_everything_stands_within_the_margins(db: Database) -> None:
    for report in REPORTS:
        for page in draft(db, report, OCTOBER, TODAY).pages():
            right, bottom = page.width - 15 / 25.4 * 72 + 1, page.height - 20 / 25.4 * 72 + 1
            assert all(84 <= rule.x1 <= rule.x2 <= right for rule in page.rules)
            assert all(56 <= rule.y1 <= rule.y2 <= bottom for rule in page.rules)


def test_headings_and_numbers_come_again_on_every_page() -> None:
    made = pages.paginate(_long(120).parent)
    assert len(made) == 3
    assert [page.number for page in made] == [1, 2, 3]
    assert _texts(made[0])[:3] == ["Đầu trang", "2.1", "2.2"]
    assert all(_texts(page)[0] == "2.1" for page in made[1:])
    assert [_texts(page)[-1] for page in made[1:]] == ["2", "3"]
    assert sorted({text for page in made for text in _texts(page) if text.endswith(".1")}, key=float) == [
        f"{row}.1" for row in range(2, 122)
    ]


def test_wide_sheets_shrink_in_whole_per_cent_and_narrow_ones_do_not_grow() -> None:
    wide, narrow = _long(3), _long(3)
    wide.column_dimensions["A"].width = 100
    for letter in "ABCDEFGHIJ":
        narrow.column_dimensions[letter].width = 5
    sizes = [pages.paginate(sheet.parent)[0].words[0].face.size for sheet in (wide, narrow)]
    assert sizes == [pytest.approx(0.5 * 11), 11]


def test_a_page_break_is_kept() -> None:
    from openpyxl.worksheet.pagebreak import Break

    sheet = _long(20)
    sheet.row_breaks.append(Break(id=10))
    assert page_layout.first_rows(sheet) == [1, 11]


@pytest.mark.parametrize("count", range(15, 40, 3))
def test_signatures_never_stand_without_a_line_of_the_table(db: Database, count: int) -> None:
    with db.write("Mẫu") as session:
        for number in range(1, count + 1):
            make.manned(session, f"Chi bộ {number}")
    for report in REPORTS[:2]:
        last = [page for page in draft(db, report, OCTOBER, TODAY).pages() if page.sheet in ("Theo chi bộ", "SHCB")][-1]
        together = {text.replace(" ", "") for text in _texts(last)}  # the form's narrow column breaks “Tổng”
        assert {"NGƯỜILẬPBIỂU", f"Chibộ{count}", "Tổngcộng"} <= together


def _wide() -> Any:
    """Give a sheet of 20 columns, 120 rows and no print set-up: ten columns and some 46 rows a page."""
    sheet: Any = Workbook().active
    for row in range(1, 121):
        sheet.append([f"{row}.{column}" for column in range(1, 21)])
    return sheet


def test_what_is_not_fitted_to_the_width_goes_on_to_the_right() -> None:
    sheet = _wide()
    made = pages.paginate(sheet.parent)
    assert all(page.width == pytest.approx(595.276) for page in made)
    assert all(words.box.x + words.box.width < page.width for page in made for words in page.words)
    begin = [_texts(page)[0].split(".")[1] for page in made]
    assert begin == ["1", "1", "1", "11", "11", "11"]
    sheet.page_setup.pageOrder = "overThenDown"
    assert [_texts(page)[0].split(".")[1] for page in pages.paginate(sheet.parent)] == ["1", "11"] * 3
    sheet.print_title_cols = "A:A"
    assert _texts(pages.paginate(sheet.parent)[1])[:2] == ["1.1", "1.11"]


def test_a_page_to_the_right_without_anything_on_it_is_left_out() -> None:
    sheet: Any = Workbook().active
    sheet.append([f"1.{column}" for column in range(1, 12)])
    for row in range(2, 100):
        sheet.append([row])
    assert [_texts(page)[0] for page in pages.paginate(sheet.parent)] == ["1.1", "47", "93", "1.11"]


def test_every_print_area_begins_a_page_and_cells_that_show_nothing_take_no_paper() -> None:
    sheet = _wide()
    sheet.print_area = "A1:B5,D7:E9"
    made = pages.paginate(sheet.parent)
    assert [(len(page.words), page.number, _texts(page)[0]) for page in made] == [(10, 1, "1.1"), (6, 2, "7.4")]
    sheet.title = "Quý 1, 2 'thử'"
    assert len(pages.paginate(files.reread(sheet.parent))) == 2
    empty: Any = Workbook().active
    empty["A1"], empty["C200"].number_format = 1, "0.00"
    assert len(pages.paginate(empty.parent)) == 1
    empty["C200"].fill = PatternFill("solid", fgColor="FFD9D9D9")
    assert len(pages.paginate(empty.parent)) > 1


def test_a_sheet_fitted_without_a_number_is_fitted_to_one_page() -> None:
    sheet = _wide()
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    assert len(pages.paginate(sheet.parent)) == 1


def test_heads_and_feet_stand_left_and_right_with_number_and_count() -> None:
    sheet = _wide()
    sheet.oddHeader.left.text, sheet.oddFooter.right.text = "Biểu &A", "Trang &P/&N"
    sheet.oddFooter.left.text = "&D"  # the day of printing is not known before
    last = pages.paginate(sheet.parent)[-1].words[-2:]
    assert [(words.lines, words.across) for words in last] == [(("Biểu Sheet",), "left"), (("Trang 6/6",), "right")]


def test_a_head_may_be_bold_and_pages_be_numbered_from_another_number() -> None:
    sheet = _wide()
    sheet.oddHeader.center.text, sheet.oddFooter.center.text = "&K01+000&BĐẢNG ỦY", "&P"
    sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = 5, True
    first, second = pages.paginate(sheet.parent)[:2]
    head, number = first.words[-2:]
    assert (head.lines, head.face.bold, number.lines) == (("ĐẢNG ỦY",), True, ("5",))
    assert second.words[-1].lines == ("6",)
    sheet.page_setup.useFirstPageNumber = False
    assert pages.paginate(sheet.parent)[0].words[-1].lines == ("1",)


def test_borders_join_into_long_lines_and_merged_cells_have_none_inside() -> None:
    sheet: Any = Workbook().active
    line = Side(style="thin")
    for row in range(1, 4):
        for column in range(1, 4):
            sheet.cell(row, column).border = Border(left=line, right=line, top=line, bottom=line)
    sheet.merge_cells("A1:C1")
    (page,) = pages.paginate(files.reread(sheet.parent))
    across = [rule for rule in page.rules if rule.y1 == rule.y2]
    down = [rule for rule in page.rules if rule.x1 == rule.x2]
    assert (len(across), len(down)) == (4, 4)
    assert sorted(round(rule.y2 - rule.y1) for rule in down) == [30, 30, 45, 45]


def test_faces_and_fills_are_those_of_the_cell() -> None:
    sheet: Any = Workbook().active
    cell = sheet["B2"]
    cell.value = "Chi bộ"
    cell.font = Font(name="Times New Roman", size=14, bold=True, italic=True, color="FFA61C1C")
    cell.alignment = Alignment(horizontal="right", vertical="top")
    cell.fill = PatternFill("solid", fgColor="FFD9D9D9")
    (page,) = pages.paginate(sheet.parent)
    (words,) = page.words
    assert (words.face.size, words.face.bold, words.face.italic, words.face.colour) == (14, True, True, "#A61C1C")
    assert (words.across, words.down) == ("right", "top")
    assert [patch.colour for patch in page.patches] == ["#D9D9D9"]


def test_an_unwrapped_text_runs_over_empty_neighbours_only() -> None:
    sheet: Any = Workbook().active
    sheet["A1"] = sheet["A2"] = "Danh sách đảng viên của toàn đảng bộ"
    sheet["B2"] = 1
    (page,) = pages.paginate(sheet.parent)
    free, held = (words for words in page.words if words.lines[0].startswith("Danh"))
    assert free.box.width > 2 * held.box.width


def test_hidden_rows_and_columns_take_no_room() -> None:
    sheet = _long(3)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    (page,) = pages.paginate(sheet.parent)
    assert not {"3.1", "2.2"} & set(_texts(page))


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (None, "General", ""),
        ("=1+1", "General", "=1+1"),
        (1459, "General", "1459"),
        (1459, "#,##0", "1.459"),
        (90.56, "0.00", "90,56"),
        (100, "0.00", "100,00"),
        (68.5, "General", "68,5"),
        (95.0, "General", "95"),
        (0.9056, "0.0%", "90,6%"),
        (1459.5, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "1.460"),
        (-1459, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "(1.459)"),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        (0, "0;-0;;@", ""),
        (-7, "0;-0;;@", "-7"),
        (12, '0" đồng chí"', "12 đồng chí"),
        (1459, '#,##0 "đ"', "1.459 đ"),
        (0, "#,###", ""),
        (3, "00", "03"),
        (2.5, "0.0##", "2,5"),
        (46000, "d/m/yyyy", "46000"),
        (date(2026, 10, 5), "dd/mm/yyyy", "05/10/2026"),
        (date(2026, 10, 5), "General", "05/10/2026"),
        (date(2026, 10, 5), "mm-dd-yy", "05/10/2026"),
        (date(2026, 10, 5), "yyyy-mm-dd", "05/10/2026"),
        (date(2026, 10, 5), "mmm-yy", "05/10/2026"),
        (date(2026, 10, 5), "dd/mm", "05/10"),
        (date(2026, 10, 5), "[$-42A]m\\/yyyy;@", "10/2026"),
        (date(2026, 10, 5), '"tháng "mm" năm "yyyy', "tháng 10 năm 2026"),
        (date(2026, 10, 5), "d.m.yy", "5.10.26"),
    ],
)
def test_values_are_shown_the_vietnamese_way(value: object, format: str, text: str) -> None:
    assert shown(value, format) == text


def test_colours_of_the_theme_are_drawn() -> None:
    from openpyxl.styles.colors import Color

    sheet = _long(3)
    sheet["A1"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
    sheet["A1"].font = Font(color=Color(theme=0))
    sheet["A2"].fill = PatternFill("solid", fgColor=Color(indexed=13))
    (page,) = pages.paginate(files.reread(sheet.parent))
    assert [patch.colour for patch in page.patches] == ["#A7C0DE", "#FFFF00"]
    assert page.words[0].face.colour == "#FFFFFF"


def test_a_text_shrinks_to_its_cell_or_stands_in_the_middle_of_those_beside() -> None:
    sheet = _long(2)
    for number, word in enumerate(("shrink", "centerContinuous"), 1):
        for column in range(1, 5):
            sheet.cell(number, column, None).value = None
            sheet.cell(number, column).alignment = Alignment(
                horizontal="left" if number == 1 else word, shrink_to_fit=number == 1
            )
        sheet.cell(number, 1).value = "Danh sách đảng viên của chi bộ"
    (page,) = pages.paginate(sheet.parent)
    small, middle = (words for words in page.words if words.lines[0].startswith("Danh"))
    assert small.face.size < middle.face.size
    assert middle.box.width > 3 * small.box.width


def test_a_number_is_on_one_line_with_the_decimals_its_column_has_room_for() -> None:
    sheet = _long(2)
    for number, width in enumerate((12, 6), 1):
        sheet.cell(3, number, 100 * 14 / 47).alignment = Alignment(wrap_text=True)
        sheet.column_dimensions["AB"[number - 1]].width = width
    sheet["C3"] = 1234567  # a whole number is not cut
    sheet.column_dimensions["C"].width = 4
    (page,) = pages.paginate(files.reread(sheet.parent))
    lines = {words.cell: words.lines for words in page.words}
    assert lines[3, 1] == ("29,78723404",)
    assert lines[3, 2] == ("29,79",)
    assert lines[3, 3] == ("1234567",)


def test_yes_and_no_are_written_and_placed_as_excel_does() -> None:
    sheet: Any = Workbook().active
    sheet.append([True, False, 7, "#DIV/0!"])
    sheet["B1"].alignment = Alignment(horizontal="left")
    (page,) = pages.paginate(sheet.parent)
    assert [(words.lines, words.across) for words in page.words] == [
        (("TRUE",), "center"),
        (("FALSE",), "left"),
        (("7",), "right"),
        (("#DIV/0!",), "center"),
    ]


def test_a_merged_text_is_laid_out_over_its_whole_room_and_goes_on_where_the_page_ends() -> None:
    """“Trong đó nữ” over two columns, the second on the next page: as on paper, not squeezed into the first."""
    workbook = Workbook()
    sheet: Any = workbook.active
    for column, width in zip("ABCD", (60, 20, 20, 20), strict=True):
        sheet.column_dimensions[column].width = width
    sheet["A1"], sheet["B1"], sheet["A2"] = "Tiêu chí", "Trong đó: đảng viên nữ", "Tổng"
    sheet["B1"].alignment = Alignment(wrap_text=True, horizontal="center")
    sheet.merge_cells("B1:D1")
    sheet["D2"] = 5
    first, second = pages.paginate(workbook)
    parts = [words for page in (first, second) for words in page.words if words.cell == (1, 2)]
    assert [words.lines for words in parts] == [("Trong đó: đảng viên nữ",)] * 2
    left, right = parts
    assert left.clip is not None
    assert right.clip is not None
    assert left.clip.width < left.box.width
    assert left.box.width == pytest.approx(right.box.width)
    hidden = left.box.width - left.clip.width
    assert right.clip.x - right.box.x == pytest.approx(left.clip.width, abs=3)
    assert right.clip.width == pytest.approx(hidden, abs=6)
    alone = next(words for words in first.words if words.cell == (1, 1))
    assert alone.clip is None
