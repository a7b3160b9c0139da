"""Pages are painted the same on any device, and a PDF needs no display."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from exports import metrics
from exports.on_paper import Box, Face, Page, Patch, Picture, Rule, Shape, Words
from tests.exports.test_learned_drawings import png
from ui import printing
from ui.reports import paper

FACE = Face("Times New Roman", 12, False, False, "", "#000000")
PORTRAIT = (595.276, 841.89)


def _page(
    *words: Words, patches: tuple[Patch, ...] = (), rules: tuple[Rule, ...] = (), landscape: bool = False
) -> Page:
    width, height = PORTRAIT[::-1] if landscape else PORTRAIT
    return Page(width, height, "Trang", 1, patches, rules, words)


def _painted(page: Page, dots: float = 1.0) -> QImage:
    image = QImage(round(page.width * dots), round(page.height * dots), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    printing.paint(page, painter, dots)
    painter.end()
    return image


def _ink(image: QImage) -> tuple[int, int, int, int]:
    """Give left, top, right, bottom of what is not white."""
    dark = [
        (x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).lightness() < 160
    ]
    across, down = zip(*dark, strict=True)
    return min(across), min(down), max(across), max(down)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("across", "down", "left", "top"),
    [("left", "top", 100, 200), ("center", "center", 187, 243), ("right", "bottom", 273, 286)],
)
def test_text_stands_where_its_cell_says(across: str, down: str, left: int, top: int) -> None:
    words = Words(Box(100, 200, 200, 100), ("HHH",), FACE, across, down)
    x, y, _right, _bottom = _ink(_painted(_page(words)))
    assert x == pytest.approx(left, abs=4)
    assert y == pytest.approx(top, abs=6)


@pytest.mark.usefixtures("qapp")
def test_text_too_long_is_cut_at_the_cell() -> None:
    words = Words(Box(100, 200, 30, 20), ("Danh sách đảng viên",), FACE, "left", "center")
    assert _ink(_painted(_page(words)))[2] <= 131


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("turn", "top"), [(90, 245), (-90, 202)])
def test_a_turned_text_runs_along_the_height_of_its_cell(turn: int, top: int) -> None:
    words = Words(Box(100, 200, 30, 100), ("HHHHH",), FACE, "left", "center", turn=turn)
    left, begins, right, ends = _ink(_painted(_page(words)))
    assert 100 < left < right < 130
    assert ends - begins > 3 * (right - left)
    assert begins == pytest.approx(top, abs=12)


@pytest.mark.usefixtures("qapp")
def test_a_line_and_a_text_box_are_painted_where_they_lie() -> None:
    clip, under = Box(0, 0, 595, 841), Box(100, 300, 80, 0)
    line = Picture(under, clip, b"", "", Shape("line", "#000000"))
    assert _ink(_painted(replace(_page(), pictures=(line,)))) == pytest.approx((100, 300, 180, 300), abs=1)
    box = Box(100, 200, 200, 100)
    words = Words(Box(107, 204, 186, 16), ("HHH",), FACE, "right", "center")
    framed = line._replace(box=box, shape=Shape("box", ""), texts=(words,))
    left, top, right, bottom = _ink(_painted(replace(_page(), pictures=(framed,))))
    assert left > 250
    assert right <= 294
    assert 200 < top < bottom < 222


@pytest.mark.usefixtures("qapp")
def test_lines_and_fills_keep_their_places_at_any_size() -> None:
    page = _page(patches=(Patch(Box(50, 60, 40, 20), "#606060"),), rules=(Rule(50, 60, 90, 60, 0.5, False),))
    assert _ink(_painted(page)) == pytest.approx((50, 60, 89, 79), abs=1)
    assert _ink(_painted(page, 2)) == pytest.approx((100, 120, 179, 159), abs=1)


@pytest.mark.usefixtures("qapp")
def test_letters_are_as_wide_as_the_lines_were_broken_for() -> None:
    from exports import metrics

    text = "Tổng hợp đánh giá, xếp loại"
    left, _top, right, _bottom = _ink(
        _painted(_page(Words(Box(50, 100, 500, 40), (text,), FACE._replace(size=24), "left", "center")), 2)
    )
    assert (right - left) / 2 == pytest.approx(metrics.text_width(text, 24), rel=0.04)


def test_a_pdf_has_every_page_the_right_way_round(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    target = tmp_path / "báo cáo.pdf"
    words = Words(Box(100, 200, 200, 100), ("Chi bộ",), FACE, "left", "top")
    printing.write_pdf([_page(words), _page(words, landscape=True)], target)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", target.read_bytes())
    assert [float(width) < float(height) for width, height in boxes] == [True, False]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_pdf_that_cannot_be_opened_is_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot
    with pytest.raises(OSError, match="open"):
        printing.write_pdf([_page()], tmp_path / "no" / "a.pdf")


def test_the_command_line_needs_no_display(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    script = (
        "import sys; from pathlib import Path; from ui import printing; from exports.pages import *\n"
        "face = Face('Times New Roman', 12, False, False, '', '#000000')\n"
        "words = Words(Box(100, 200, 200, 100), ('Chi bộ',), face, 'left', 'top')\n"
        "printing.write_pdf([Page(595.276, 841.89, 'Trang', 1, (), (), (words,))], Path(sys.argv[1]))\n"
    )
    silent = {name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "DISPLAY"}}
    subprocess.run([sys.executable, "-c", script, str(target)], cwd=Path(__file__).parents[2], env=silent, check=True)
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_drawn_within_its_page_and_what_cannot_be_drawn_is_framed_with_words() -> None:
    page = _page()
    box, clip = Box(100, 100, 80, 60), Box(90, 90, 50, 200)
    red = _painted(replace(page, pictures=(Picture(box, clip, png((200, 0, 0)), ""),)))
    assert red.pixelColor(120, 130).name() == "#c80000"
    assert red.pixelColor(160, 130).name() == "#ffffff"  # on the next page
    for content in (b"", b"no picture"):
        frame = _painted(replace(page, pictures=(Picture(box, page_box(page), content, "Biểu đồ"),)), 2.0)
        assert frame.pixelColor(210, 210).name() == "#f5f5f5"
        left, top, right, bottom = _ink(frame)
        assert left > 195
        assert right < 365
        assert top > 195
        assert bottom < 325


def page_box(page: Page) -> Box:
    return Box(0, 0, page.width, page.height)


@pytest.mark.usefixtures("qapp")
def test_the_paper_is_that_of_the_page() -> None:
    a3 = Page(1190.551, 841.89, "Trang", 1, (), (), ())
    assert printing.page_layout(a3).pageSize().name() == "A3"
    assert printing.page_layout(a3).orientation() is printing.QPageLayout.Orientation.Landscape
    assert printing.page_layout(_page()).pageSize().name() == "A4"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_told(qtbot: QtBot) -> None:
    with pytest.raises(OSError, match="No space left"):
        printing.write_pdf([_page()], Path("/dev/full"))


@pytest.mark.usefixtures("qapp")
def test_a_line_that_fits_in_times_new_roman_is_whole_with_letters_of_another_font() -> None:
    line = "Ạạ ệ ộ đánh giá, xếp loại chất lượng đảng viên 450"
    room = metrics.text_width(line, 12)
    box = Box(100, 200, room, 20)
    image = _painted(_page(Words(box, (line,), FACE, "left", "top")), 4.0)
    left, _top, right, _bottom = _ink(image)
    assert right / 4 <= 100 + room + 1
    assert right / 4 > 100 + room - 12  # the last digit is there
    assert left / 4 < 104


def _is_gone(widget: QWidget) -> bool:
    return not shiboken6.isValid(widget)


def test_the_print_dialog_puts_the_pages_asked_for_on_paper(qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    window, said = QWidget(), list[str]()
    qtbot.addWidget(window)
    words = Words(Box(100, 200, 200, 100), ("Chi bộ",), FACE, "left", "top")
    for number, (first, last, count) in enumerate(((0, 0, 3), (2, 3, 2))):
        pages = [_page(words), _page(words, landscape=True), _page(words)]
        dialog = paper.ask_printer("Biểu", pages, window, said.append)
        printer, target = dialog.printer(), tmp_path / f"{number}.pdf"
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setFromTo(first, last)
        dialog.done(QDialog.DialogCode.Accepted)
        qtbot.waitUntil(partial(_is_gone, dialog))  # before its window is
        assert len(re.findall(rb"/MediaBox", target.read_bytes())) == count
        assert said[-1] == f"Đã gửi {count} trang tới máy in."
