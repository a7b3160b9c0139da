"""The lines of *Việc cần làm* about the way into the Party and about transfers, and where they lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models import candidates, events
from models.candidates import CandidateValues
from models.events import EventValues
from models.tables import EventKind
from tests.models.builders import cell, held, people
from tests.user import at_work
from ui.data.screen import DataScreen
from ui.main_window import MainWindow
from ui.meetings.screen import MeetingsScreen
from ui.overview.screen import OverviewScreen
from ui.targets.screen import TargetsScreen
from ui.widgets.names import NamesDialog

TODAY = date(2026, 11, 14)


@pytest.fixture
def screen(db, qtbot):
    with db.write("Dựng") as session:
        key = cell(session)
        who = people(session, key, 5)
        held(session, key, date(2026, 10, 3))
        new = CandidateValues("Vừ A Dính", key, date(2021, 1, 5))
        candidates.add(session, replace(new, decision_on=date(2026, 9, 1)), on=TODAY)
        candidates.add(session, replace(new, full_name="Thào Thị Mỷ", certificate_on=date(2021, 12, 1)), on=TODAY)
        candidates.add(session, replace(new, full_name="Cứ A Páo", certificate_on=date(2021, 2, 1)), on=TODAY)
        candidates.add(session, replace(new, full_name="Lò Thị Ín", certificate_on=date(2024, 2, 1)), on=TODAY)
        events.record(session, who[0], EventValues(EventKind.TRANSFER_OUT, date(2026, 7, 1), decision_number="7"))
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.resize(1170, 738)
    made.show()
    made.reload()
    return made


def told(screen) -> list[tuple[str, object]]:
    heard: list[tuple[str, object]] = []
    screen.go.connect(lambda *what: heard.append(what))
    return heard


def name(screen, key: str) -> str:
    return screen.todo.rows[key].accessibleName()


def test_each_line_says_who_and_leads_to_them(screen):
    assert name(screen, "ceremony") == "1 lễ kết nạp quá hạn. Vừ A Dính"
    assert name(screen, "certificates") == ("2 giấy chứng nhận sắp, đã hết hạn. 1 đã hết hạn · Cứ A Páo, Thào Thị Mỷ")
    assert name(screen, "transfers").startswith("1 đồng chí chuyển đi chưa có xác nhận")
    heard = told(screen)
    QTest.keyClick(screen.todo.rows["ceremony"], Qt.Key.Key_Return)
    QTest.keyClick(screen.todo.rows["certificates"], Qt.Key.Key_Return)
    assert heard == [
        ("targets", {"alarms": ["CEREMONY_LATE"]}),
        ("targets", {"alarms": ["CERTIFICATE_OVER", "CERTIFICATE_SOON"]}),
    ]


def test_the_transfers_are_listed_with_their_letters(screen):
    QTest.keyClick(screen.todo.rows["transfers"], Qt.Key.Key_Return)
    dialog = screen.findChild(NamesDialog)
    assert dialog is not None
    (line,) = dialog.rows
    assert (line.letter_number, line.since) == ("7", date(2026, 7, 1))


def test_the_cursor_is_where_the_line_leads(screen, db, qtbot):
    window = at_work(qtbot, MainWindow(db, clock=db.clock))
    window.show_screen("targets", {"alarms": ["CEREMONY_LATE"]})
    targets = window.screen_of("targets")
    assert isinstance(targets, TargetsScreen)
    table = targets.pipeline.table
    assert window.focusWidget() is table
    assert table.current_row().full_name == "Vừ A Dính"
    window.show_screen("data", "backup")
    data = window.screen_of("data")
    assert isinstance(data, DataScreen)
    assert window.focusWidget() is data.back_up
    data.tabs.setCurrentIndex(0)
    window.show_screen("data")
    assert window.focusWidget() is data.tabs


def test_of_several_cells_that_did_not_meet_the_cursor_goes_to_the_first(db, qtbot) -> None:
    with db.write("Dựng") as session:
        keys = [cell(session, name) for name in ("Chi bộ Công an", "Chi bộ Quân sự", "Chi bộ Trạm Y tế")]
        for key in keys:
            people(session, key, 3)
            held(session, key, date(2026, 10, 3))
        held(session, keys[0], date(2026, 11, 3))
    window = at_work(qtbot, MainWindow(db))
    overview = window.screen_of("overview")
    assert isinstance(overview, OverviewScreen)
    qtbot.waitUntil(lambda: "month" in overview.todo.rows)
    QTest.keyClick(overview.todo.rows["month"], Qt.Key.Key_Return)
    meetings = window.shown
    assert isinstance(meetings, MeetingsScreen)
    assert meetings.board.chosen_cell() == keys[1]
