"""Backups, the log and the settings of the screen *Dữ liệu*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models import backup, cells, members, office, rules
from models.cells import CellValues
from models.database import Database
from models.members import MemberValues
from models.office import Office
from models.tables import Comparator, Duty
from tests.conftest import NOW
from ui import theme
from ui.app import USER
from ui.data import log as log_module
from ui.data.backups import STICK, BackupPage, size
from ui.data.log import LogPage
from ui.data.page import DataPage
from ui.data.rule_form import RuleForm
from ui.data.screen import PAGES
from ui.data.setting_forms import OfficeForm
from ui.data.settings import SettingsPage
from ui.main_window import MainWindow, ScreenSpec
from ui.theme import Scheme, State, TextSize

LINES = 10
SPECS = (ScreenSpec("data", "Dữ liệu", "database", "ui.data.screen:DataScreen"),)


@pytest.fixture
def window(qtbot: QtBot, db: Database, free_look: theme.Theme) -> Iterator[MainWindow]:
    shown = MainWindow(db, SPECS, look=free_look, clock=lambda: NOW)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    yield shown
    shown.jobs.stop_all()


def page(window: MainWindow, key: str) -> object:
    window.show_screen("data", key)
    return window.screen_of("data").page(key)  # type: ignore[attr-defined]


def add_cell(db: Database, name: str) -> int:
    with db.write(f"Thêm {name}") as session:
        return cells.add(session, CellValues(name))


def box_of(parent: object) -> QMessageBox:
    (box,) = parent.findChildren(QMessageBox)  # type: ignore[attr-defined]
    return box


def press(qtbot: QtBot, box: QMessageBox, text: str) -> None:
    button = next(one for one in box.buttons() if one.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


class TestBackups:
    @pytest.fixture
    def here(self, window: MainWindow) -> BackupPage:
        made = page(window, "backup")
        assert isinstance(made, BackupPage)
        return made

    def test_without_any_it_says_so_and_offers_one(self, here: BackupPage) -> None:
        assert here.here.when.text() == "! Chưa có bản nào"
        assert here.stick.where.text().startswith("Chưa chọn thư mục")
        assert here.table.empty.isVisible()
        assert not here.restore_button.isEnabled()
        assert not here.stick_button.isEnabled()

    def test_a_copy_beside_the_data_file(self, qtbot: QtBot, window: MainWindow, here: BackupPage) -> None:
        qtbot.mouseClick(here.now_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(here.model.rows) == 1)
        (made,) = backup.backups(window.db.path.parent / "sao-luu", "so")
        assert (made.at, made.path) == (NOW, here.model.rows[0].row.path)
        assert here.here.when.text() == "✓ Hôm nay 09:00"
        assert window.status.backup.text() == "Sao lưu: hôm nay 09:00"
        assert window.status.message.text() == f"Đã sao lưu: {made.path}"

    def test_the_title_s_button_does_the_same_from_any_page(self, qtbot: QtBot, window: MainWindow) -> None:
        window.show_screen("data", "log")
        window.screen_of("data").back_up.click()  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: len(backup.backups(window.db.path.parent / "sao-luu", "so")) == 1)

    def test_a_stick_is_remembered(
        self, qtbot: QtBot, here: BackupPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stick = tmp_path / "usb"
        stick.mkdir()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
        here.choose_stick()
        qtbot.waitUntil(lambda: len(here.model.rows) == 1)
        assert here.owner.settings.value(STICK) == str(stick)
        assert here.stick.when.text() == "✓ Hôm nay 09:00"
        assert here.stick_button.isEnabled()
        assert [row.at for row in backup.backups(stick, "so")] == [NOW]

    def test_a_stick_that_is_not_there_is_said(self, here: BackupPage, tmp_path: Path) -> None:
        here.owner.settings.setValue(STICK, str(tmp_path / "rút rồi"))
        here.reload()
        assert here.stick.when.text() == "– Chưa cắm"

    def test_an_old_copy_is_amber_with_a_sign(self, here: BackupPage) -> None:
        backup.backup(here.db.path, here.folder, NOW - timedelta(days=9))
        here.reload()
        assert here.here.when.text() == "! 9 ngày trước"
        assert here.here.when.property("state") == State.WARN.value

    def test_a_folder_that_cannot_be_written_is_explained(self, qtbot: QtBot, here: BackupPage, tmp_path: Path) -> None:
        (tmp_path / "tệp").touch()
        here.owner.settings.setValue(STICK, str(tmp_path / "tệp"))
        here.back_up_on_stick()
        qtbot.waitUntil(lambda: bool(here.findChildren(QMessageBox)))
        assert "Không sao lưu được" in box_of(here).text()
        box_of(here).close()

    def test_all_copies_stand_in_one_list_newest_first(self, here: BackupPage, tmp_path: Path) -> None:
        here.owner.settings.setValue(STICK, str(tmp_path / "usb"))
        for days, folder in ((3, here.folder), (2, tmp_path / "usb"), (1, here.folder)):
            backup.backup(here.db.path, folder, NOW - timedelta(days=days))
        here.reload()
        shown = [tuple(column.shown(one) for column in here.model.columns[1:4:2]) for one in here.model.rows]
        assert shown == [("hôm qua", "máy này"), ("2 ngày trước", "USB, ổ khác"), ("3 ngày trước", "máy này")]
        QAbstractItemModelTester(here.model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    @pytest.mark.parametrize(
        ("count", "words"), [(10, "1 KB"), (812_400, "812 KB"), (4_210_000, "4,2 MB"), (1_234_000_000, "1.234,0 MB")]
    )
    def test_sizes_in_words(self, count: int, words: str) -> None:
        assert size(count) == words

    def test_before_restoring_it_says_what_will_be_lost_and_kept(
        self, qtbot: QtBot, here: BackupPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backup.backup(here.db.path, here.folder, NOW - timedelta(days=1))
        add_cell(here.db, "Chi bộ Một")
        here.reload()
        reopened: list[object] = []
        monkeypatch.setattr(MainWindow, "reopen", lambda _self, meanwhile: reopened.append(meanwhile))
        qtbot.keyClick(here.table, Qt.Key.Key_Return)
        box = box_of(here)
        assert box.text() == "Đưa toàn bộ dữ liệu về bản sao lưu lúc 09:00 ngày 13/11/2026?"
        assert "1 việc ghi từ lúc đó đến nay sẽ không còn trong sổ (việc gần nhất: “Thêm Chi bộ Một”)" in (
            box.informativeText()
        )
        assert str(here.folder) in box.informativeText()
        press(qtbot, box, "Không")
        assert reopened == []
        qtbot.waitUntil(lambda: not here.findChildren(QMessageBox))
        here.restore_button.click()
        press(qtbot, box_of(here), "Khôi phục")
        assert len(reopened) == 1

    def test_any_backup_file_can_be_chosen_but_no_stranger(
        self, here: BackupPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = backup.backup(here.db.path, tmp_path / "máy cũ", NOW - timedelta(days=5))
        stranger = tmp_path / "danh sách.db"
        stranger.write_text("Danh sách đảng viên", encoding="utf-8")
        for chosen, words in ((made, "lúc 09:00 ngày 09/11/2026?"), (stranger, "không phải tệp dữ liệu")):
            monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, chosen=chosen: (str(chosen), ""))
            here.choose_restore()
            box = here.findChildren(QMessageBox)[-1]
            assert words in box.text()
            box.close()

    def test_restoring_puts_the_copy_there_and_keeps_the_present(self, here: BackupPage) -> None:
        backup.backup(here.db.path, here.folder, NOW - timedelta(days=1))
        add_cell(here.db, "Chi bộ Một")
        here.reload()
        here.db.close()
        said = here.put_back(here.model.rows[0])
        assert said.startswith("Đã khôi phục dữ liệu của bản sao lưu lúc 09:00 ngày 13/11/2026.")
        assert "so-20261114-090000.db" in said
        with here.db.read() as session:
            assert cells.rows(session, NOW.date()) == []

    def test_nothing_is_restored_while_work_is_running(self, here: BackupPage, monkeypatch: pytest.MonkeyPatch) -> None:
        backup.backup(here.db.path, here.folder, NOW)
        here.reload()
        monkeypatch.setattr(type(here.owner.jobs), "busy", True)
        box = here.ask_restore(here.model.rows[0])
        assert box is not None
        assert "Đang có việc chạy dở" in box.text()
        box.close()


class TestLog:
    @pytest.fixture
    def log(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> LogPage:
        monkeypatch.setattr(log_module, "PAGE", LINES)
        cell = add_cell(window.db, "Chi bộ Một")
        with window.db.write("Thêm Lò Văn Ánh") as session:
            members.add(session, MemberValues("Lò Văn Ánh"), cell, on=NOW.date())
        made = page(window, "log")
        assert isinstance(made, LogPage)
        return made

    def test_it_tells_who_did_what_newest_first(self, log: LogPage, window: MainWindow) -> None:
        window.db.user = "Lò Thị Hương"
        add_cell(window.db, "Chi bộ Hai")
        log.reload()
        shown = [tuple(column.shown(step) for column in log.steps.columns) for step in log.steps.rows]
        assert shown[0] == ("14/11/2026 09:00", "Thêm Chi bộ Hai", "Lò Thị Hương", "1", "")
        assert [row[1] for row in shown] == ["Thêm Chi bộ Hai", "Thêm Lò Văn Ánh", "Thêm Chi bộ Một"]
        for model in (log.steps, log.lines):
            QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def test_a_step_shows_what_it_changed_in_words(self, log: LogPage, window: MainWindow) -> None:
        with window.db.write("Sửa lý lịch") as session:
            members.edit(session, 1, MemberValues("Lò Văn Ánh", phone="0912 345 678"), on=NOW.date())
        log.reload()
        log.table.selectRow(0)
        assert log.summary.text() == "Sửa 1 đảng viên"
        log.line_table.selectRow(0)
        assert log.detail.text() == "Sửa đảng viên Lò Văn Ánh. Điện thoại: chưa ghi → 0912 345 678"

    def test_the_last_step_is_taken_back_and_stays_in_the_log(
        self, qtbot: QtBot, log: LogPage, window: MainWindow
    ) -> None:
        assert "Thêm Lò Văn Ánh" in log.undo_button.toolTip()
        qtbot.mouseClick(log.undo_button, Qt.MouseButton.LeftButton)
        assert window.status.message.text() == "Đã hoàn tác: Thêm Lò Văn Ánh"
        assert log.steps.columns[-1].shown(log.steps.rows[0]) == "đã hoàn tác 14/11 09:00"
        assert "Thêm Chi bộ Một" in log.undo_button.toolTip()

    def test_older_lines_come_on_request(self, log: LogPage, window: MainWindow) -> None:
        first = min(step.id for step in log.steps.rows)
        for number in range(LINES):
            with window.db.write(f"Khai {number}") as session:
                office.save(session, Office(commune=f"Đảng ủy xã {number}"))
        log.reload()
        assert len(log.steps.rows) == LINES
        assert log.more.isVisible()
        window.show_screen("data", ("log", first))
        assert log.heading.text() == "Thêm Chi bộ Một"
        assert not log.more.isVisible()


class TestSettings:
    @pytest.fixture
    def settings(self, window: MainWindow) -> SettingsPage:
        made = page(window, "settings")
        assert isinstance(made, SettingsPage)
        return made

    def test_the_office_is_written_and_shown(self, qtbot: QtBot, settings: SettingsPage, window: MainWindow) -> None:
        assert settings.values["commune"].text() == "– chưa ghi"
        form = settings.edit_office()
        form.inputs["commune"].setText("  Đảng ủy xã  Mường Mẫu ")
        form.inputs["signer"].setText("Cà Văn Pâng")
        with qtbot.waitSignal(form.accepted):
            qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
        with window.db.read() as session:
            assert office.read(session) == Office(commune="Đảng ủy xã Mường Mẫu", signer="Cà Văn Pâng")
        assert settings.values["commune"].text() == "Đảng ủy xã Mường Mẫu"
        assert settings.values["superior"].property("state") == State.WARN.value
        assert window.windowTitle().startswith("Đảng ủy xã Mường Mẫu")

    def test_the_log_names_the_preparer_as_long_as_nobody_else_is_named(
        self, qtbot: QtBot, settings: SettingsPage, window: MainWindow
    ) -> None:
        for preparer in ("Lò Thị Hoa", "Cà Văn Pâng"):
            form = settings.edit_office()
            form.inputs["commune"].setText("Đảng ủy xã Mường Mẫu")
            form.inputs["preparer"].setText(preparer)
            with qtbot.waitSignal(form.accepted):
                qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
        assert (window.db.user, settings.user.text()) == ("Lò Thị Hoa", "Lò Thị Hoa")

    def test_the_form_of_the_office_opens_when_it_is_asked_for(self, window: MainWindow) -> None:
        window.show_screen("data", "office")
        (form,) = window.findChildren(OfficeForm)
        assert form.isVisible()
        asked: list[tuple[str, object]] = []
        window.shown.go.disconnect()  # the window of the tests has no other screen
        window.shown.go.connect(lambda *to: asked.append(to))
        form.reject()
        assert asked == [("overview", None)]  # where it is asked for

    def test_a_new_rule_holds_from_its_day_and_leaves_the_old_one(
        self, qtbot: QtBot, settings: SettingsPage, window: MainWindow
    ) -> None:
        before = list(settings.rule_cards.rows.rows)
        form = settings.rule_cards.add()
        form.effective_from.setText("1.1.27")
        form.document.setText("Hướng dẫn 99-HD/TU")
        form.target.setText("92,5")
        form.comparator.set_value(Comparator.MORE_THAN)
        form.excluded[Duty.GUEST].setChecked(True)
        with qtbot.waitSignal(form.accepted):
            qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
        assert settings.rule_cards.rows.rows[1:] == before
        new = settings.rule_cards.rows.rows[0]
        assert (new.effective_from, new.target, new.target_label) == (date(2027, 1, 1), Fraction(37, 40), "> 92,5 %")
        assert new.excluded == before[0].excluded | {Duty.GUEST}
        marks = [settings.rule_cards.rows.columns[1].shown(rule) for rule in settings.rule_cards.rows.rows]
        assert marks == ["", "✓ đang dùng", *[""] * (len(before) - 1)]
        assert window.db.undo() == "Quy định mới từ 01/01/2027"

    @pytest.mark.parametrize(
        ("field", "value", "wrong", "words"),
        [
            ("effective_from", "", "effective_from", "Hãy ghi ngày"),
            ("effective_from", "31/02/2027", "effective_from", "không có thật"),
            ("effective_from", "28/10/2025", "effective_from", "sửa bản đó"),
            ("document", " ", "document", "văn bản"),
            ("target", "chín mươi", "target", "không phải là số"),
            ("target", "", "target", "bằng số"),
            ("target", "101", "target", "0 đến 100"),
            ("due_day", "32", "due_day", "1 đến 31"),
            ("due_day", "", "due_day", "một số"),
            ("excused_running", "2,5", "excused_running", "số nguyên"),
            ("fair_from", "95", "good_from", "cao hơn"),
        ],
    )
    def test_a_wrong_rule_is_told_at_its_field(
        self, settings: SettingsPage, window: MainWindow, field: str, value: str, wrong: str, words: str
    ) -> None:
        form = settings.rule_cards.add()
        form.effective_from.setText("01/01/2027")
        form.document.setText("Hướng dẫn 99-HD/TU")
        (form.figures.get(field) or getattr(form, field)).setText(value)
        form.try_to_save()
        assert words in form.fields[wrong].message.text()
        assert form.isVisible()
        form.reject()
        with window.db.read() as session:
            assert all(rule.effective_from < date(2027, 1, 1) for rule in rules.book(session).rules)

    def test_a_rule_is_corrected_in_its_place(self, qtbot: QtBot, settings: SettingsPage) -> None:
        before = list(settings.rule_cards.rows.rows)
        settings.rule_cards.table.selectRow(0)
        qtbot.keyClick(settings.rule_cards.table, Qt.Key.Key_Return)
        form = settings.findChildren(RuleForm)[0]
        assert form.effective_from.isReadOnly()
        form.target.setText("95")
        form.try_to_save()
        assert [rule.target for rule in settings.rule_cards.rows.rows] == [
            Fraction(95, 100),
            *(r.target for r in before[1:]),
        ]
        assert settings.rule_cards.rows.rows[0].document == before[0].document

    def test_text_size_and_colours_are_those_of_the_window(
        self, qtbot: QtBot, settings: SettingsPage, free_look: theme.Theme
    ) -> None:
        for group, value in ((settings.sizes, TextSize.LARGE), (settings.schemes, Scheme.DARK)):
            chip = next(one for one in group.buttons() if one.property("value") == value.value)
            qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
            assert chip.isChecked()
        assert (free_look.size, free_look.scheme) == (TextSize.LARGE, Scheme.DARK)
        free_look.set_size(TextSize.MEDIUM)
        settings.reload()
        assert settings.sizes.checkedButton().text() == "Vừa"

    def test_the_name_of_who_works_here_stands_in_the_log(
        self, qtbot: QtBot, settings: SettingsPage, window: MainWindow
    ) -> None:
        settings.user.setText(" Lò  Thị Hương ")
        qtbot.keyClick(settings.user, Qt.Key.Key_Return)
        assert window.settings.value(USER) == "Lò Thị Hương"
        assert window.status.user.text() == "Cán bộ: Lò Thị Hương"
        add_cell(window.db, "Chi bộ Một")
        log = page(window, "log")
        assert isinstance(log, LogPage)
        assert log.steps.rows[0].user == "Lò Thị Hương"
        settings.user.setText("  ")
        qtbot.keyClick(settings.user, Qt.Key.Key_Return)
        assert settings.user.text() == "Lò Thị Hương"


@pytest.mark.parametrize("size_of_window", [(1366, 768), (1000, 620)])
@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_no_button_of_a_page_is_cut_off(
    qtbot: QtBot, window: MainWindow, key: str, size_of_window: tuple[int, int]
) -> None:
    window.resize(*size_of_window)
    shown = page(window, key)
    assert isinstance(shown, DataPage)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    buttons = [one for one in shown.findChildren(QPushButton) if one.isVisible()]
    assert buttons or key == "check"
    assert [one.text() for one in buttons if one.width() < one.sizeHint().width()] == []
