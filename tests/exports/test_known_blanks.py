"""A form of the superior's that the program carries, come again with a few things otherwise: only these stay open."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import resources
from exports.learned import bound
from exports.learned.reading import known_blanks
from exports.learned.reading.known_blanks import Known
from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import spot_of
from exports.official import form_1, form_2, form_3, form_5, form_6, form_7, peoples
from exports.official.spec import Official
from tests.exports.test_learned_proposals import accepted, template_of


def changed(official: Official, change: Callable[[Any], object]) -> tuple[Known, dict[str, str]]:
    """Give what a changed form is taken for, and cell → key of what is proposed for it."""
    book = load_workbook(resources.path("forms") / official.file)
    change(book.worksheets[0])
    buffer = BytesIO()
    book.save(buffer)
    made = accepted(template_of(buffer.getvalue()))
    found = {str(one.place.spot): one.key for one in made.bindings if one.kind == bound.STATISTIC}
    return known_blanks.read(SheetWords(book.worksheets[0])), found


def put_row(sheet: Any) -> None:
    """Put a badge between others."""
    sheet.insert_rows(30)
    sheet["A30"] = "- Huy hiệu Đảng 48 năm"


def test_a_row_put_in_stays_open_and_those_below_keep_their_figures() -> None:
    known, found = changed(form_7.OFFICIAL, put_row)
    assert known.differences == ("dòng 30 “- Huy hiệu Đảng 48 năm” không có trong mẫu",)
    assert "B30" not in found
    assert (found["B29"], found["B31"], found["C54"]) == ("work.badges.45", "work.badges.50", "work.forged")


def test_a_row_taken_out_is_told_of() -> None:
    known, found = changed(form_7.OFFICIAL, lambda sheet: sheet.delete_rows(30))
    assert known.differences == ("không thấy dòng “- Huy hiệu Đảng 50 năm” của mẫu",)
    assert (found["B29"], found["B30"]) == ("work.badges.45", "work.badges.55")


def test_what_is_a_part_of_a_reworded_row_stays_open_with_it() -> None:
    """“Tặng cờ” below other bodies than ours counts other flags."""

    def change(sheet: Any) -> None:
        sheet["A13"] = "b) Số tổ chức công đoàn được khen, chia ra:"

    known, found = changed(form_7.OFFICIAL, change)
    assert known.differences[0].startswith("dòng 13 là “b) Số tổ chức công đoàn được khen, chia ra:”, mẫu là “b) Số")
    assert known.differences[1] == "dòng 14 “- Tặng cờ” là phần của một dòng đã đổi"
    assert not any(f"{column}{row}" in found for column in "BCD" for row in range(13, 17))
    assert found["B17"] == "work.praised.section"


def test_a_column_put_in_moves_the_others_with_their_headings() -> None:
    def change(sheet: Any) -> None:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_cols(2)
        sheet["B5"] = "Mã số"
        for area in ("A5:A6", "B5:B6", "C5:D5", "E5:E6"):
            sheet.merge_cells(area)
        sheet.title = "Trang 1"

    known, found = changed(form_3.OFFICIAL, change)
    assert known.differences == ("cột B không có trong mẫu",)
    assert (found["C8"], found["E69"]) == ("members.all", "members.theory.advanced")
    assert not any(at.startswith("B") for at in found)


def test_columns_that_changed_places_are_of_when_they_say() -> None:
    def change(sheet: Any) -> None:
        sheet["B6"], sheet["C6"] = sheet["C6"].value, sheet["B6"].value

    figures = changed(form_3.OFFICIAL, change)[0].figures
    assert figures[spot_of("B8")] == ("members.all", bound.BEFORE)
    assert figures[spot_of("C8")] == ("members.all", bound.NOW)


@pytest.mark.parametrize("official", [peoples.FORM_2B, peoples.FORM_3B], ids=lambda one: one.key)
def test_the_percentages_of_a_form_are_those_of_its_own_cells(official: Official) -> None:
    sheet = load_workbook(resources.path("forms") / official.file).worksheets[0]
    known = known_blanks.read(SheetWords(sheet))
    assert (known.differences, len(known.shares)) == ((), 65)
    told = {str(spot): key for spot, key in known.shares.items()}
    assert (told["E8"], told["E11"], told["J31"], told["J39"]) == ("C8/C8", "C11/C8", "H31/C8", "H39/C8")


def test_a_percentage_follows_its_row_and_is_open_where_its_whole_is() -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(12)

    def other_total(sheet: Any) -> None:
        sheet["B8"] = "Đảng viên nam chia theo dân tộc"

    for make, wanted in ((change, "C13/C8"), (other_total, None)):
        book = load_workbook(resources.path("forms") / peoples.FORM_3B.file)
        make(book.worksheets[0])
        told = {str(spot): key for spot, key in known_blanks.read(SheetWords(book.worksheets[0])).shares.items()}
        assert told.get("E13" if wanted else "E12") == wanted


def test_the_wording_of_the_district_is_that_of_the_form() -> None:
    def change(sheet: Any) -> None:
        sheet["A13"] = "b. Huyện khác trong tỉnh chuyển đến"

    known, found = changed(form_1.OFFICIAL, change)
    assert (known.differences, found["B13"]) == ((), "movement.B2b")


@pytest.mark.parametrize("commune", ["Đảng ủy xã Mường Mẫu", "Đảng ủy phường Him Lam"])
def test_an_office_has_its_own_row_of_form_5(commune: str) -> None:
    sheet = SheetWords(load_workbook(resources.path("forms") / form_5.OFFICIAL.file).worksheets[0])
    rows = {spot.row for spot in known_blanks.read(sheet, commune).figures}
    assert rows == {10 if "phường" in commune else 9, 34}


@pytest.mark.parametrize("official", [form_3.OFFICIAL, peoples.FORM_3B, form_2.OFFICIAL], ids=lambda one: one.key)
def test_a_form_of_other_people_is_not_ours(official: Official) -> None:
    """The rows of 3B are peoples, whoever is counted: only the title tells."""

    def change(sheet: Any) -> None:
        at = next(cell for cell in sheet[1] if cell.column > 1 and cell.value and "Biểu số" not in cell.value)
        at.value = str(at.value).replace("ĐẢNG VIÊN", "CẤP ỦY VIÊN")
        for cell in ("A8", "B8"):
            sheet[cell] = sheet[cell].value and str(sheet[cell].value).replace("Đảng viên", "Cấp ủy viên")

    known = changed(official, change)[0]
    assert (known.report, known.figures) == ("", {})


def _titled(title: str | None, below: str = "", **cells: str) -> Callable[[Any], None]:
    """Give the change that takes the number of a form away and gives it another title, a line below, other words."""

    def change(sheet: Any) -> None:
        head = [cell for cell in sheet[1] if cell.column > 1 and cell.value]
        head[0].value, head[-1].value = title, None
        sheet.cell(4, head[0].column).value = below or None
        for address, text in cells.items():
            sheet[address] = text

    return change


@pytest.mark.parametrize(
    ("official", "change"),
    [
        (form_1.OFFICIAL, _titled("BIẾN ĐỘNG ĐẢNG VIÊN TRONG KỲ")),
        (form_1.OFFICIAL, _titled(None)),
        (form_2.OFFICIAL, _titled("BÁO CÁO KẾT QUẢ KẾT NẠP ĐẢNG VIÊN MỚI")),
        (form_3.OFFICIAL, _titled("THỐNG KÊ CƠ CẤU ĐẢNG VIÊN TOÀN ĐẢNG BỘ", B5="Số liệu thực hiện")),
        (peoples.FORM_3B, _titled("BIỂU TỔNG HỢP ĐẢNG VIÊN THEO DÂN TỘC, TÔN GIÁO", C5="Số lượng", H5="Số lượng")),
        (peoples.FORM_2B, _titled("KẾT NẠP ĐẢNG VIÊN PHÂN THEO DÂN TỘC, TÔN GIÁO")),
        (form_5.OFFICIAL, _titled("SỐ LƯỢNG TỔ CHỨC ĐẢNG VÀ ĐẢNG VIÊN", B5="Tổ chức cơ sở đảng", E6="Trong đó")),
        (form_6.OFFICIAL, _titled("KẾT QUẢ KIỂM ĐIỂM, XẾP LOẠI ĐẢNG VIÊN")),
        (form_7.OFFICIAL, _titled("BÁO CÁO NGHIỆP VỤ ĐẢNG VIÊN")),
    ],
)
def test_a_form_is_known_by_its_rows_below_a_title_in_other_words(
    official: Official, change: Callable[[Any], None]
) -> None:
    as_it_is = known_blanks.read(SheetWords(load_workbook(resources.path("forms") / official.file).worksheets[0]))
    known = changed(official, change)[0]
    assert (known.report, known.differences) == (official.key, ())
    assert known.figures == as_it_is.figures
    assert known.figures


@pytest.mark.parametrize(
    ("official", "change"),
    [
        (form_3.OFFICIAL, _titled("THỐNG KÊ ĐẢNG VIÊN NỮ")),
        (form_3.OFFICIAL, _titled("ĐẢNG VIÊN LÀ CÁN BỘ, CÔNG CHỨC")),
        (form_3.OFFICIAL, _titled("CHẤT LƯỢNG ĐẢNG VIÊN", "(Chỉ tính đảng viên ở thôn, bản)")),
        (peoples.FORM_3B, _titled(None)),  # of all, or of those admitted?
        (peoples.FORM_3B, _titled("CẤP ỦY VIÊN THEO DÂN TỘC, TÔN GIÁO")),
        (peoples.FORM_2B, _titled("ĐẢNG VIÊN DỰ BỊ THEO DÂN TỘC, TÔN GIÁO")),
    ],
)
def test_nothing_is_proposed_where_a_title_may_be_of_others(official: Official, change: Callable[[Any], None]) -> None:
    known, found = changed(official, change)
    assert (known.report, found) == ("", {})


def test_below_another_title_what_changed_stays_open_and_is_told() -> None:
    def change(sheet: Any) -> None:
        _titled("BÁO CÁO TÌNH HÌNH TĂNG, GIẢM ĐẢNG VIÊN", B5="Kế hoạch")(sheet)
        sheet["A16"] = "1. Từ trần, mất tích"

    known, found = changed(form_1.OFFICIAL, change)
    assert known.report == form_1.OFFICIAL.key
    assert "dòng 16 là “1. Từ trần, mất tích”, mẫu là “1. Từ trần”" in known.differences
    assert "không thấy cột B của mẫu" in known.differences
    assert not any(at.startswith(("B", "C")) or at == "D16" for at in found)
    assert found["D8"] == "movement.A"


def test_any_other_sheet_is_none_of_ours() -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for row in (["THỐNG KÊ ĐỘI NGŨ ĐẢNG VIÊN"], ["Tiêu chí", "Kỳ này"], ["Đảng viên nữ"]):
        sheet.append(row)
    assert known_blanks.read(SheetWords(sheet)) == Known()
