"""Every dialog and screen in the largest letters at 150 %: nothing cut off, one over another, or in English."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QScreen
from PySide6.QtWidgets import QApplication, QScrollArea, QTabBar, QTableView

from models import meetings, sample
from models.opening import open_database
from models.pipeline import Stage
from models.tables import MeetingKind
from tests import dialogs, sample_book
from tests.looking import ambiguous, cut_cells, faults
from tests.sample_book import Book
from tests.shots import NOW
from ui import theme
from ui.fields import FormDialog
from ui.main_window import MainWindow
from ui.tables import Table

WIDE, HIGH = 911, 512  # px that 150 % leaves of 1366×768; the screen of the tests is 800×800
TITLE_BAR = 32
LOW = QSize(874, 460)  # the largest dialog there


@pytest.fixture(scope="module")
def sample_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("sample") / "muong-mau.db"))
    with closing(open_database(path, clock=lambda: NOW)) as db:
        sample.generate(db, NOW.date())
    return path


@pytest.fixture
def book(qtbot, sample_file: Path, tmp_path: Path, monkeypatch, free_look: theme.Theme) -> Iterator[Book]:
    monkeypatch.setattr(sample_book, "PAUSE", 20)
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, WIDE, HIGH))
    free_look.set_size(theme.TextSize.HUGE)
    with closing(open_database(Path(shutil.copy(sample_file, tmp_path / "so.db")), clock=lambda: NOW)) as db:
        window = MainWindow(db, settings=theme.MemorySettings(), look=free_look, clock=lambda: NOW)
        window.showNormal()
        window.resize(WIDE, HIGH)
        yield Book(window)
        window.close()
        window.deleteLater()
        QApplication.processEvents()


def test_every_dialog_is_in_the_list() -> None:
    assert dialogs.classes() - {name.split(",")[0] for name in dialogs.DIALOGS} == set()


def test_nothing_is_cut_off_in_any_dialog(book: Book) -> None:
    found = {}
    for name in dialogs.DIALOGS:
        shown = dialogs.opened(book, name)
        found[name] = faults(shown) + cut_cells(shown)
        least = shown.minimumSizeHint().expandedTo(shown.minimumSize())  # Qt knows of a larger screen and may give more
        if least.width() > WIDE or least.height() > HIGH - TITLE_BAR:
            found[name].append(f"larger than the screen: {least}")
        pushed = [one for one in shown.findChildren(QScrollArea) if one.isVisible()]
        found[name] += [f"pushed {far}" for one in pushed if (far := one.horizontalScrollBar().maximum())]
        dialogs.shut(book)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_no_dialog_with_a_list_is_cut_or_pushed_sideways_on_a_low_screen(book: Book) -> None:
    found = {}
    for name in dialogs.DIALOGS:
        shown = dialogs.opened(book, name)
        tables = [one for one in shown.findChildren(QTableView) if one.isVisible()]
        if tables and not isinstance(shown, FormDialog):
            shown.resize(LOW)
            sample_book.settle(book.window)
            found[name] = faults(shown)
            found[name] += [f"pushed {far}" for one in tables if (far := one.horizontalScrollBar().maximum())]
        dialogs.shut(book)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_dialogs_fit_the_screen_in_wider_letters(book: Book, qapp: QApplication, free_look: theme.Theme) -> None:
    """Where the machine has other letters, as DejaVu Sans, a tenth wider than Noto Sans."""
    plain = qapp.font()
    wider = QFont(plain)
    wider.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 110)
    qapp.setFont(wider)
    free_look.set_size(theme.TextSize.LARGE)
    free_look.set_size(theme.TextSize.HUGE)
    found = {}
    for name in ("SentDialog", "ImportDialog, old letters", "ImportDialog, columns", "EditionsDialog", "AbsentDialog"):
        found[name] = dialogs.opened(book, name).width()
        dialogs.shut(book)
    qapp.setFont(plain)
    assert {name: width for name, width in found.items() if width > WIDE} == {}


def test_the_number_of_a_paper_is_asked_before_its_day(book: Book) -> None:
    asked = {
        "BadgeForm": ("decision_number", "decision_on"),
        "CandidateForm": ("certificate_number", "certificate_on"),
        "CellPostForm": ("decision_number", "decision_on"),
        "CertificateForm": ("number", "certificate_on"),
        "CommendationForm": ("decision_number", "awarded_on"),
        "DisciplineForm": ("decision_number", "decision_on"),
        "EventForm": ("decision_number", "decision_on"),
        "NameForm": ("decision_number", "decision_on"),
        "PostForm": ("decision_number", "decision_on"),
    }
    found = {}
    for name, pair in asked.items():
        form = dialogs.opened(book, name)
        assert isinstance(form, FormDialog)
        found[name] = tuple(field for field in form.fields if field in pair)
        dialogs.shut(book)
    step = book.made("pipeline.steps:StepForm", dialogs.CANDIDATE(book), Stage.TAUGHT)
    assert tuple(step.fields) == ("certificate_number", "certificate_on")
    assert found == asked


def test_no_key_is_waited_for_twice_in_any_dialog(book: Book) -> None:
    found = {}
    for name in dialogs.DIALOGS:
        found[name] = ambiguous(dialogs.opened(book, name))
        dialogs.shut(book)
    assert {name: keys for name, keys in found.items() if keys} == {}


def test_nothing_is_cut_off_on_any_screen(book: Book) -> None:
    found = {}
    for key in book.window.specs:
        screen = book.screen(key)
        sample_book.settle(book.window)
        found[key] = faults(book.window) + cut_cells(screen)
        for bar in [bar for bar in screen.findChildren(QTabBar) if bar.isVisible()]:
            for place in range(1, bar.count()):
                bar.setCurrentIndex(place)
                sample_book.settle(book.window)
                found[f"{key}, {bar.tabText(place)}"] = faults(book.window) + cut_cells(screen)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_score_sheet_has_room_for_its_lines(book: Book) -> None:
    """For the line in hand, however high, and the beginning of the next one."""
    screen = book.screen("meetings")
    screen.show_score(book.meeting.id)
    sample_book.settle(book.window)
    table = screen.score.table
    highest = max(table.rowHeight(row) for row in range(table.model().rowCount()))
    assert table.viewport().height() >= highest + table.verticalHeader().defaultSectionSize()


def test_the_head_of_a_roll_is_as_high_for_every_cell_of_the_month(book: Book) -> None:
    screen = book.screen("meetings")
    assert book.window.look is not None
    book.window.look.set_size(theme.TextSize.MEDIUM)
    heights = set()
    for meeting in book.read(meetings.of_month, sample_book.YEAR, sample_book.MONTH):
        if meeting.values.kind is not MeetingKind.REGULAR:
            continue  # the keys go through the monthly ones
        screen.show_roll(meeting.id)
        sample_book.settle(book.window)
        heights.add((screen.header.height(), screen.roll.live.height()))
    assert len(heights) == 1


def test_no_list_of_any_screen_has_to_be_pushed_sideways(book: Book) -> None:
    found: dict[str, int] = {}
    for key in book.window.specs:
        screen = book.screen(key)
        sample_book.settle(book.window)
        bar = next((one for one in screen.findChildren(QTabBar) if one.isVisible()), None)
        for place in range(bar.count() if bar else 1):
            if bar is not None:
                bar.setCurrentIndex(place)
                sample_book.settle(book.window)
            tab = f"{key}, {bar.tabText(place) if bar else ''}"
            for table in screen.findChildren(Table):
                if table.isVisible() and (beyond := table.horizontalScrollBar().maximum()):
                    found[tab] = beyond
    found.pop("data, Thiết lập", None)  # the cards of dated rules keep every column of a rule
    assert found == {}
