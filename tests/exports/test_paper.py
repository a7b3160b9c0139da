"""Preview = file = paper: every report's file, put on paper by another program, has the preview's pages and texts.

LibreOffice draws all files in one go. Its letters are those of Times New Roman in width (Liberation Serif). Compared
are the number of pages and, page by page, every letter and digit; blanks and the signs of the machine's own locale
(comma or dot in numbers) are not. The columns of the data-entry workbook are narrower than their texts, which both cut
at the edge of the column, each by its own letters: compared there is what is whole on every page.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from contextlib import closing
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from PySide6.QtGui import QFontDatabase

from exports import REPORTS, drafts, offered
from exports.learned import bound, forms
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.pages import Page
from exports.report import Needs
from models import cells, members, overrides, saved_forms
from models.database import Database
from models.dates import PartialDate
from models.members import MemberValues
from models.opening import open_database
from models.tables import Gender
from tests.exports import commune
from tests.exports.commune import OCTOBER, TODAY
from tests.exports.conftest import LibreOffice
from ui.printing import write_pdf

pytestmark = [
    pytest.mark.skipif(
        shutil.which("pdftotext") is None, reason="pdftotext, which reads what is on the paper, is not on this machine"
    ),
    pytest.mark.usefixtures(
        "qapp"
    ),  # paper needs Qt's fonts; an application of its own would stand in the way of later tests
]
LEARNED = f"{forms.PREFIX}Biểu học"
KEYS = [one.key for one in REPORTS] + [LEARNED]
NAMES = ("Lò Văn", "Quàng Thị", "Nguyễn Thị Hồng", "Sùng A", "Tòng Văn", "Cà Thị")
GIVEN = ("Ánh", "Bình", "Chương", "Dơ", "Đôi", "Hặc", "Khụt", "Lả", "Mua", "Nghĩa", "Pâng", "Thưởng")
PEOPLE = 70  # a list of several pages
CUT = "nhap-lieu-4.0"
WHOLE = re.compile(r"\d\d/\d\d/\d{3}|\d{12}|Nam\b|Nữ\b|STT|Chi bộ|Đang sinh hoạt|Chi tiết|Quốc gia")


@pytest.fixture(scope="module")
def drawn(
    empty_file: Path, libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[list[Page], Path]]:
    """Give the preview's pages and the PDF that LibreOffice made of the file, by report."""
    folder = tmp_path_factory.mktemp("paper")
    copy = folder / "so.db"
    copy.write_bytes(empty_file.read_bytes())
    with closing(open_database(copy, clock=lambda: datetime(2026, 11, 10, 8))) as db:
        _fill(db)
        shown: dict[str, tuple[list[Page], Path]] = {}
        for number, key in enumerate(KEYS):
            ready = drafts.draft(db, offered.find(key, db), OCTOBER, TODAY)
            content = ready.content()
            (folder / f"{number}.xlsx").write_bytes(content)
            shown[key] = ready.pages_of(content), folder / f"{number}.pdf"
    libreoffice("pdf", folder, *(path.with_suffix(".xlsx") for _pages, path in shown.values()))
    return shown


def _fill(db: Database) -> None:
    with db.write("Mẫu") as session:
        commune.fill(session)
        of = [one.id for one in cells.rows(session, TODAY)]
        for number in range(PEOPLE):
            name = f"{NAMES[number % len(NAMES)]} {GIVEN[number % len(GIVEN)]}"
            values = MemberValues(
                name,
                gender=Gender.FEMALE if " Thị" in name else Gender.MALE,
                born_on=PartialDate(1950 + number % 30, 1 + number % 12, 1 + number % 28),
                admitted_on=PartialDate(2001 + number % 20, 5, 19),
                official_on=PartialDate(2002 + number % 20, 5, 19),
                citizen_id=f"0110{number:08}",
            )
            members.add(session, values, of[number % len(of)], on=TODAY, since=date(2021, 1, 1))
    with db.write("Mẫu") as session:
        saved_forms.save(session, "Biểu học", _learned().to_bytes())
    ready = drafts.draft(db, offered.find("bieu-1"), OCTOBER, TODAY)
    with db.write("Sửa tay") as session:
        spots = ready.spots(ready.workbook().worksheets[0].title, 10, 2)
        scope = ready.scope
        overrides.write(session, "bieu-1", scope.key, scope.label, spots, "7", "Ghi chú không in ra giấy", on=TODAY)


def _learned() -> Template:
    """A superior's form as it may come: no print set-up, a font of its own, a total."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu học"
    for row, text in enumerate(("BIỂU TỔNG HỢP", "Chỉ tiêu", "Đảng viên", "Nữ", "Cộng"), 1):
        sheet.cell(row, 1, text).font = Font(name="Times New Roman", size=13)
    sheet.column_dimensions["A"].width = 30
    sheet["B5"] = "=SUM(B3:B4)"
    buffer = BytesIO()
    book.save(buffer)
    made = Template("Biểu học", Needs.PERIOD, Form(buffer.getvalue(), "bieu.xlsx"))
    for address, key in (("B3", "members.all"), ("B4", "members.women")):
        made = made.bind(Binding(Place("Biểu học", spot_of(address)), bound.STATISTIC, key))
    return made


def _letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s\xa0.,]", "", text))


def _whole(text: str) -> Counter[str]:
    return Counter(WHOLE.findall(text))


def _skip_without_its_letters(key: str) -> None:
    """The columns of the data-entry workbook are so many digits of Calibri wide: other letters make other pages."""
    if key == CUT and not {"Calibri", "Carlito"} & set(QFontDatabase.families()):
        pytest.skip("neither Calibri nor Carlito, which has its widths, is on this machine")


def _on_paper(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return told.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("key", KEYS)
def test_the_paper_has_the_pages_and_texts_of_the_preview(drawn: dict[str, tuple[list[Page], Path]], key: str) -> None:
    _skip_without_its_letters(key)
    pages, pdf = drawn[key]
    paper = _on_paper(pdf)
    assert len(paper) == len(pages)
    read = _whole if key == CUT else _letters
    ours = [read("\n".join("\n".join(words.lines) for words in page.words)) for page in pages]
    theirs = [read(text) for text in paper]
    assert all(ours)
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True), 1):
        assert one == other, f"trang {number}"


def test_long_lists_are_among_them(drawn: dict[str, tuple[list[Page], Path]]) -> None:
    assert len(drawn["danh-sach-dang-vien"][0]) > 2
    assert len(drawn["bieu-3"][0]) > 1
    assert len({page.words[-1].cell[1] for page in drawn["nhap-lieu-4.0"][0]}) > 1  # it goes on to the right


def test_the_note_of_a_number_by_hand_is_not_printed(drawn: dict[str, tuple[list[Page], Path]]) -> None:
    (text,) = _on_paper(drawn["bieu-1"][1])
    assert "không in ra giấy" not in text
    assert re.search(r"1\. Kết nạp\s+7", text)


OFFICIAL = [one.key for one in REPORTS if one.key.startswith("bieu-")]


def _foot(pdf: Path) -> list[float]:
    """Return how far down the last word of each page ends, in points."""
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    pages = told.stdout.decode().split("<page ")[1:]
    return [max(float(one) for one in re.findall(r'yMax="([\d.]+)"', page)) for page in pages]


@pytest.mark.parametrize("key", OFFICIAL)
def test_the_forms_are_as_high_on_paper_as_in_the_preview(
    drawn: dict[str, tuple[list[Page], Path]], key: str, tmp_path: Path
) -> None:
    pages, pdf = drawn[key]
    write_pdf(pages, tmp_path / "ours.pdf")
    assert _foot(tmp_path / "ours.pdf") == pytest.approx(_foot(pdf), abs=1.5)
