"""Every rule of *Kiểm tra số liệu*: broken, it names who and where, leads where it is mended, and is silent then."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt

from models import (
    checks,
)
from models.cells import short_name
from models.database import Database
from models.tables import Base, Gender, Member
from tests.heard import heard
from tests.ui.check_cases import CASES, OF_THE_FILE, Case
from tests.ui.work_to_do import TODAY, Book, tidy
from tests.user import at_work, press
from ui.data.check import CheckPage
from ui.data.screen import DataScreen
from ui.main_window import MainWindow


@pytest.fixture
def book(db: Database) -> Book:
    """A file in which nothing is wrong."""
    made = tidy(db)
    with db.read() as session:
        assert checks.run(session, TODAY) == []
    return made


@pytest.fixture
def window(book: Book, db: Database, qtbot) -> MainWindow:
    return at_work(qtbot, MainWindow(db, clock=db.clock))


def _page(window: MainWindow, qtbot) -> CheckPage:
    """*Kiểm tra số liệu* with its answer."""
    screen = window.screen_of("data")
    assert isinstance(screen, DataScreen)
    page = screen.page("check")
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(lambda: bool(page.rules.rows) and not window.jobs.busy and page._job is None)
    return page


def _open(window: MainWindow, qtbot, key: str) -> CheckPage:
    """Choose a rule by the keys and go to its names."""
    window.show_screen("data", ("check", key))
    page = _page(window, qtbot)
    page.rule_table.setFocus()
    line = page.rule_table.current_row()
    assert line is not None
    assert line.rule.key == key
    press(page.rule_table, Qt.Key.Key_Return)
    assert window.focusWidget() is page.name_table
    return page


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_finding_leads_to_its_place_and_leaves(window, book, db, qtbot, case: Case) -> None:
    with db.write("Có điều sai") as session:
        made = case.spoil(session, book)
    page = _open(window, qtbot, case.key)
    assert len(page.names.rows) == case.findings
    row = page.names.rows[0]
    shown = [column.shown(row) for column in page.names.columns]
    assert shown[:2] == [case.named, short_name(case.cell)]
    assert shown[2].endswith(".")
    page.name_table.selectRow(0)
    assert page.detail.text().startswith(f"{row.subject}: {row.what} ")
    assert "Enter: " in page.detail.text()
    press(page.name_table, Qt.Key.Key_Return)
    assert case.place(window) == case.expected(book, made)
    with db.write("Sửa") as session:
        case.mend(session, book, made)
    window.show_screen("data", ("check", case.key))
    _page(window, qtbot)
    assert page.names.rows == []


def test_coming_back_the_keys_are_on_the_next_line(window, book, db, qtbot) -> None:
    with db.write("Có điều sai") as session:
        for key in book.who[:3]:
            session.get_one(Member, key).gender = None
    page = _open(window, qtbot, "no-gender")
    page.name_table.selectRow(1)
    press(page.name_table, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is page.name_table
    assert page.name_table.current_row().member_id == book.who[1]
    for left in ([book.who[0], book.who[2]], [book.who[0]]):
        press(page.name_table, Qt.Key.Key_Return)
        with db.write("Sửa") as session:
            for key in set(book.who[:3]) - set(left):
                session.get_one(Member, key).gender = Gender.MALE
        press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
        _page(window, qtbot)
        assert page.name_table.current_row().member_id == left[-1]
    press(page.name_table, Qt.Key.Key_Return)
    with db.write("Sửa") as session:
        session.get_one(Member, book.who[0]).gender = Gender.MALE
    press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    _page(window, qtbot)
    assert window.focusWidget() is page.rule_table


@pytest.mark.parametrize("key", OF_THE_FILE)
def test_what_is_wrong_with_the_file_leads_to_its_copies(window, book, db, qtbot, key: str) -> None:
    wrong, right = {
        "file": ("UPDATE meeting SET month = 13", "UPDATE meeting SET month = 11"),
        "links": ("UPDATE stay SET cell_id = 999", f"UPDATE stay SET cell_id = {book.cell_id}"),
    }[key]
    _raw(db, wrong)
    page = _open(window, qtbot, key)
    assert page.names.rows
    press(page.name_table, Qt.Key.Key_Return)
    screen = window.shown
    assert isinstance(screen, DataScreen)
    assert screen.shown == "backup"
    _raw(db, right)
    with db.read() as session:
        assert checks.run(session, TODAY) == []


def _raw(db: Database, command: str) -> None:
    """Damage the file, or take the damage back, past all that keeps it whole."""
    with db.engine.connect() as link:
        raw = link.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA ignore_check_constraints=ON")
        raw.execute(command)
        raw.execute("PRAGMA ignore_check_constraints=OFF")
        raw.execute("PRAGMA foreign_keys=ON")


def test_all_rules_are_here() -> None:
    assert sorted([*(case.key for case in CASES), *OF_THE_FILE]) == sorted(rule.key for rule in checks.RULES)


def test_the_screen_watches_every_table_the_rules_ask(book, db: Database) -> None:
    with heard(db) as said, db.read() as session:
        checks.run(session, TODAY)
    asked = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", " ".join(said))) & set(Base.metadata.tables)
    assert {"candidate", "different_people", "meeting_vote"} < asked
    assert asked <= DataScreen.watches
