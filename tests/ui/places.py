"""What is open before the officer: the row under the cursor, the page, as tests of ways there compare them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from models.organizations import TreeLine
from ui.cells.screen import CellsScreen
from ui.main_window import MainWindow
from ui.meetings.meeting_page import MeetingPage
from ui.meetings.screen import MeetingsScreen
from ui.members.screen import MembersScreen
from ui.tables import Table
from ui.targets.screen import TargetsScreen


def member_shown(window: MainWindow) -> object:
    """The member under the cursor of *Đảng viên*."""
    screen = window.shown
    assert isinstance(screen, MembersScreen)
    row = screen.table.current_row()
    return row.id if row else None


def body_shown(window: MainWindow) -> object:
    """The cell, organisation or village under the cursor of *Chi bộ, thôn bản*, where the keys are."""
    screen = window.shown
    assert isinstance(screen, CellsScreen)
    table = QApplication.focusWidget()
    assert isinstance(table, Table)
    row = table.current_row()
    return row.body if isinstance(row, TreeLine) else row and row.id


def candidate_shown(window: MainWindow) -> object:
    """Who of the way into the Party is under the cursor."""
    screen = window.shown
    assert isinstance(screen, TargetsScreen)
    row = screen.pipeline.table.current_row()
    return row.candidate_id if row else None


def meeting_shown(window: MainWindow) -> object:
    """The meeting open and which page of it."""
    screen = window.shown
    assert isinstance(screen, MeetingsScreen)
    page = screen.pages.currentWidget()
    assert isinstance(page, MeetingPage)
    return type(page), page.meeting and page.meeting.id


def month_shown(window: MainWindow) -> object:
    """The month on the board, and how many cells have a meeting in it."""
    screen = window.shown
    assert isinstance(screen, MeetingsScreen)
    return screen.board.chosen_month(), sum(bool(line.meetings) for line in screen.board.table.rows_model.rows)
