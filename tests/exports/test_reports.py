"""What holds for every report: written, read again, compared; its look, its page, its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports import REPORTS, files
from exports.drafts import draft
from exports.making import produce
from exports.names import Behind, Person
from exports.offered import find
from exports.report import Needs, Report, about, listed, percentage
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.office import Office, save
from models.progress import SILENT, Cancelled
from tests.exports.commune import OCTOBER, TODAY

every_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
every_document = pytest.mark.parametrize(  # what another program reads has the look that program gave it
    "report", [report for report in REPORTS if not report.is_exchange], ids=lambda report: report.key
)
MM = 1 / 25.4


def _cells(workbook: Any) -> dict[tuple[str, str], Any]:
    return {(sheet.title, cell.coordinate): cell for sheet in workbook for row in sheet.iter_rows() for cell in row}


@every_report
@pytest.mark.usefixtures("people")
def test_the_file_holds_what_was_built(db: Database, tmp_path: Path, report: Report[Any]) -> None:
    built = _cells(draft(db, report, OCTOBER, TODAY).workbook())
    read = _cells(load_workbook(produce(db, report.key, OCTOBER, TODAY, tmp_path)))
    assert read.keys() == built.keys()
    for place, cell in built.items():
        value = read[place].value
        if isinstance(cell.value, date):
            assert value.date() == cell.value, place
            assert read[place].number_format == "dd/mm/yyyy", place
            continue
        assert (value, read[place].number_format) == (cell.value, cell.number_format), place
        if isinstance(value, str):
            assert read[place].data_type == "s", place


@every_document
@pytest.mark.usefixtures("people")
def test_every_word_is_in_times_new_roman(db: Database, tmp_path: Path, report: Report[Any]) -> None:
    read = _cells(load_workbook(produce(db, report.key, OCTOBER, TODAY, tmp_path)))
    assert {cell.font.name for cell in read.values() if cell.value is not None} == {"Times New Roman"}


@every_document
@pytest.mark.usefixtures("people")
def test_the_page_is_that_of_a_party_document(db: Database, tmp_path: Path, report: Report[Any]) -> None:
    for sheet in load_workbook(produce(db, report.key, OCTOBER, TODAY, tmp_path)):
        margins = sheet.page_margins
        mm = [round(side / MM) for side in (margins.top, margins.bottom, margins.left, margins.right)]
        assert mm == [20, 20, 30, 15]
        assert sheet.page_setup.paperSize == 9  # A4
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows


@every_document
def test_an_empty_data_file_still_makes_a_report(db: Database, report: Report[Any]) -> None:
    ready = draft(db, report, OCTOBER, TODAY)
    texts = [cell.value for cell in _cells(files.reread(ready.workbook())).values()]
    assert any("ĐẢNG ỦY XÃ ……" in text for text in texts if isinstance(text, str))  # the dots of the form stay
    assert "người ký" in ready.findings()[-1].text


@every_report
@pytest.mark.usefixtures("people")
def test_a_report_made_again_is_the_same(db: Database, report: Report[Any]) -> None:
    first, second = (_cells(draft(db, report, OCTOBER, TODAY).workbook()) for _ in range(2))
    assert {place: cell.value for place, cell in first.items()} == {place: cell.value for place, cell in second.items()}


@every_report
@pytest.mark.usefixtures("people")
def test_a_stopped_report_leaves_nothing_behind(db: Database, tmp_path: Path, report: Report[Any]) -> None:
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            if text == "Đang ghi tệp" or total == 0:
                raise Cancelled

    with pytest.raises(Cancelled):
        produce(db, report.key, OCTOBER, TODAY, tmp_path / "ra", progress=Stop())
    assert list((tmp_path / "ra").glob("*")) == []


def test_every_report_has_a_name_of_its_own_and_a_place_in_the_menu() -> None:
    keys = [report.key for report in REPORTS]
    assert len(set(keys)) == len(keys)
    assert all(report.title and report.group for report in REPORTS)
    assert all(bool(report.sheets) != bool(report.build) for report in REPORTS)


def test_the_period_is_in_the_file_name(db: Database, tmp_path: Path) -> None:
    assert produce(db, "tham-gia-sinh-hoat", OCTOBER, TODAY, tmp_path).name == "tham-gia-sinh-hoat 2026-10.xlsx"
    assert produce(db, "danh-sach-dang-vien", OCTOBER, TODAY, tmp_path).name == "danh-sach-dang-vien 2026-10-31.xlsx"


def test_a_list_is_never_of_a_day_to_come(db: Database) -> None:
    scope = find("danh-sach-dang-vien").scope(Period.parse("2026"), TODAY, Office())
    assert (scope.as_of, scope.label) == (TODAY, "Tính đến ngày 10/11/2026")


@pytest.mark.parametrize("period", [None, Period.parse("2026-Q3"), Period.parse("2026-10-01..2026-10-31")])
def test_a_monthly_report_asks_for_a_month(period: Period | None) -> None:
    for report in REPORTS:
        if report.needs is Needs.MONTH:
            with pytest.raises(KnownError, match="2026-10"):
                report.scope(period, TODAY, Office())


def test_an_unknown_name_is_said_to_be_unknown(db: Database, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="bieu-99"):
        produce(db, "bieu-99", OCTOBER, TODAY, tmp_path)


def test_what_the_office_has_not_said_is_a_finding(db: Database) -> None:
    with db.write("Mẫu") as session:
        save(session, Office(commune="Đảng ủy xã Mường Mẫu", superior="Tỉnh ủy", place="Mường Mẫu", preparer="A"))
    (found,) = draft(db, find("danh-sach-dang-vien"), None, TODAY).findings()
    assert found.text == "Chưa khai người ký; biểu để dấu chấm ở các chỗ này."


def test_a_pdf_is_painted_from_the_pages_of_the_file(db: Database, tmp_path: Path) -> None:
    painted: list[int] = []

    def paint(pages: Any, path: Path) -> None:
        painted.append(len(pages))
        path.write_bytes(b"%PDF")

    made = produce(db, "xep-loai-sinh-hoat", OCTOBER, TODAY, tmp_path, "pdf", SILENT, paint)
    assert (made.name, painted) == ("xep-loai-sinh-hoat 2026-10.pdf", [1])


def test_people_a_sentence_is_about_are_named_in_short_and_opened_all() -> None:
    assert about([], "chưa có ngày sinh") == []
    people = [Person(number, f"Lò Văn {number}", "Bản A", "Cần xem") for number in range(1, 16)]
    (told,) = about(people, "chưa có ngày sinh")
    names = ", ".join(one.full_name for one in people[:12])
    assert told.text == f"15 đồng chí chưa có ngày sinh: {names} và 3 tên khác."
    assert told.behind == Behind("Chưa có ngày sinh", "15 đồng chí chưa có ngày sinh.", people)
    (short,) = about(people[:2], "chưa có ngày sinh", ["An (1960)", "An (1970)"])
    assert short.text == "2 đồng chí chưa có ngày sinh: An (1960), An (1970)."


def test_many_names_are_cut_short_but_counted() -> None:
    names = [f"Chi bộ {number}" for number in range(1, 13)]
    assert listed(names, most=8) == ", ".join(names[:8]) + " và 4 tên khác"
    assert listed(names[:9], most=8).endswith("Chi bộ 9")
    assert listed(names) == ", ".join(names)


@pytest.mark.parametrize(
    ("attended", "eligible", "shown"),
    [(3618, 3995, 90.56), (1, 3, 33.33), (2, 3, 66.67), (1, 800, 0.13), (7, 7, 100.0)],
)
def test_a_rate_is_rounded_half_up_to_two_decimals(attended: int, eligible: int, shown: float) -> None:
    from fractions import Fraction

    assert percentage(Fraction(attended, eligible)) == shown
