"""The first morning with the program: lists come in, are checked and repaired, and a copy goes on the stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from models import backup, members
from models.database import Database
from models.official_dates import offer_official_dates
from tests.conftest import INPUT, LISTS, NOW
from tests.user import in_front, press, type_text
from ui.data.check import CheckPage
from ui.data.import_dialog import ImportDialog
from ui.data.official import OfficialDatesDialog
from ui.data.screen import DataScreen
from ui.data.setting_forms import OfficeForm
from ui.data.settings import SettingsPage
from ui.main_window import SCREENS, MainWindow

PATIENCE = 60_000
DATA_KEY = Qt.Key(Qt.Key.Key_0 + 1 + [spec.key for spec in SCREENS].index("data"))


@pytest.fixture
def window(qtbot: QtBot, db: Database) -> Iterator[MainWindow]:
    shown = MainWindow(db, SCREENS, clock=lambda: NOW)
    qtbot.addWidget(shown)
    shown.showNormal()
    shown.resize(1366, 768)
    in_front(qtbot, shown)
    yield shown
    shown.jobs.stop_all()


def data_screen(window: MainWindow) -> DataScreen:
    screen = window.shown
    assert isinstance(screen, DataScreen)
    return screen


def rested(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=PATIENCE)


def opened(qtbot: QtBot, window: MainWindow, kind: type[QWidget]) -> QWidget:
    def shown() -> list[QWidget]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    in_front(qtbot, shown()[0])
    return shown()[0]


def bring_in(qtbot: QtBot, window: MainWindow, choose: Callable[[], object]) -> None:
    """Choose a file, look at the preview, bring it in."""
    choose()
    dialog = opened(qtbot, window, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.import_button.isVisible() and dialog.import_button.isEnabled(), timeout=PATIENCE)
    with qtbot.waitSignal(dialog.imported, timeout=PATIENCE):
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(ImportDialog))
    in_front(qtbot, window)


def test_from_the_lists_to_a_checked_register_and_a_copy(
    qtbot: QtBot, window: MainWindow, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(window, DATA_KEY, Qt.KeyboardModifier.ControlModifier)
    screen = data_screen(window)

    for name in LISTS:
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, name=name: ([str(INPUT / name)], ""))
        bring_in(qtbot, window, lambda: press(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier))
    intake = screen.pages["import"]
    assert [step.label for step in intake.before.rows] == [f"Nhập {name}" for name in reversed(LISTS)]  # type: ignore[attr-defined]

    press(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    check = screen.pages["check"]
    assert isinstance(check, CheckPage)
    rested(qtbot, window)
    qtbot.waitUntil(lambda: bool(check.rules.rows))
    check.rule_table.setFocus()
    while check.heading.text() != "Chưa rõ chính thức hay dự bị":
        press(check.rule_table, Qt.Key.Key_Down)
    with db.read() as session:
        offers = offer_official_dates(session, NOW.date())
    assert len(check.names.rows) == len(offers) > 400

    press(check.rule_table, Qt.Key.Key_Return)  # to the names
    press(check.name_table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    first = check.name_table.current_row()
    assert first is not None
    press(check.name_table, Qt.Key.Key_Return)  # to the member
    assert window.shown.key == "members"
    assert window.shown.table.current_row().full_name == first.name  # type: ignore[attr-defined]

    press(window, DATA_KEY, Qt.KeyboardModifier.ControlModifier)
    rested(qtbot, window)
    qtbot.mouseClick(check.official_button, Qt.MouseButton.LeftButton)
    dialog = opened(qtbot, window, OfficialDatesDialog)
    assert isinstance(dialog, OfficialDatesDialog)
    press(dialog.table, Qt.Key.Key_Delete)  # the first is not sure
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    rested(qtbot, window)
    qtbot.waitUntil(lambda: len(check.names.rows) == 1)
    with db.read() as session:
        assert members.read(session, offers[0].member_id).official_on is None
        assert members.read(session, offers[1].member_id).official_on == offers[1].official_on

    in_front(qtbot, window)
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # taken back as one step
    rested(qtbot, window)
    qtbot.waitUntil(lambda: len(check.names.rows) == len(offers))
    in_front(qtbot, window)  # a step of this size is taken back under a box

    stick = tmp_path / "usb"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    press(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(screen.pages["backup"].choose_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    rested(qtbot, window)
    (made,) = backup.backups(stick, db.path.stem)
    backup.check(made.path)


def test_the_office_says_who_it_is(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_text(window.search.line, "thiết lập")
    press(window.search.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.shown, DataScreen) and window.shown.shown == "settings")
    settings = data_screen(window).pages["settings"]
    assert isinstance(settings, SettingsPage)
    settings.office_button.setFocus()
    press(settings.office_button, Qt.Key.Key_Space)
    form = opened(qtbot, window, OfficeForm)
    assert isinstance(form, OfficeForm)
    type_text(form.inputs["commune"], "Đảng ủy xã Mường Mẫu")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settings.values["commune"].text() == "Đảng ủy xã Mường Mẫu"
    assert window.nav.place.text() == "Đảng ủy xã Mường Mẫu"
