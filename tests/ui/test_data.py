"""The screen *Dữ liệu* by itself: pages, what can be read, the check, official dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from models import checks, members, official_dates
from models.checks import Severity
from models.database import Database
from models.tables import Gender, Member, Standing, Stay
from tests.user import in_front
from ui.data.check import CheckPage
from ui.data.finding import CARDS
from ui.data.import_dialog import ImportDialog
from ui.data.intake import IntakePage
from ui.data.official import OfficialDatesDialog
from ui.data.screen import PAGES, DataScreen
from ui.data.settings import SettingsPage
from ui.theme import State


def make(qtbot: QtBot, db: Database) -> DataScreen:
    screen = DataScreen(db)
    qtbot.addWidget(screen)
    screen.resize(1150, 700)
    screen.reload()
    screen.show()
    in_front(qtbot, screen)
    return screen


@pytest.fixture
def screen(qtbot: QtBot, db: Database) -> DataScreen:
    return make(qtbot, db)


@pytest.fixture
def check(qtbot: QtBot, commune: Database) -> CheckPage:
    """Return the page of the check, its answer there."""
    screen = make(qtbot, commune)
    screen.show_item("check")
    page = screen.page("check")
    assert isinstance(page, CheckPage)
    answered(qtbot, page)
    return page


def answered(qtbot: QtBot, page: CheckPage) -> None:
    qtbot.waitUntil(lambda: bool(page.rules.rows) and not page.owner.jobs.busy)


def amounts(page: CheckPage) -> dict[str, int]:
    return {line.rule.key: line.amount for line in page.rules.rows if line.findings}


def asked(screen: DataScreen) -> list[tuple[str, object]]:
    gone: list[tuple[str, object]] = []
    screen.go.connect(lambda key, argument: gone.append((key, argument)))
    return gone


class TestPages:
    @pytest.mark.parametrize("key", [spec.key for spec in PAGES])
    def test_each_is_made_when_it_is_first_shown(self, screen: DataScreen, key: str) -> None:
        assert set(screen.pages) == {"import"}
        screen.show_item(key)
        assert screen.shown == key
        assert screen.stack.currentWidget() is screen.pages[key]

    @pytest.mark.parametrize(("wanted", "key"), [("office", "settings"), ("rules", "settings"), ("health", "check")])
    def test_other_screens_have_other_words_for_them(self, screen: DataScreen, wanted: str, key: str) -> None:
        screen.show_item(wanted)
        assert screen.shown == key

    def test_the_keyboard_turns_the_pages(self, qtbot: QtBot, screen: DataScreen) -> None:
        screen.tabs.setFocus()
        qtbot.keyClick(screen.tabs, Qt.Key.Key_Right)
        assert screen.shown == "check"
        qtbot.keyClick(screen, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(screen, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        assert screen.shown == "settings"

    def test_only_the_page_in_view_reads_anew(self, screen: DataScreen, db: Database) -> None:
        screen.show_item("log")
        screen.show_item("settings")
        with db.write("Khai tên") as session:
            from models import office

            office.save(session, office.Office(commune="Đảng ủy xã Mường Mẫu"))
        screen.reload()
        log = screen.pages["log"]
        assert log.steps.rows == []  # type: ignore[attr-defined]
        screen.show_item("log")
        assert [step.label for step in log.steps.rows] == ["Khai tên"]  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("typed", "keys"), [("sao luu", ["backup"]), ("usb", ["backup"]), ("muc tieu", ["settings"]), ("", [])]
    )
    def test_the_search_box_finds_them(self, db: Database, typed: str, keys: list[str]) -> None:
        assert [found.argument for found in DataScreen.look_up(db, typed)] == keys

    @pytest.mark.parametrize(("key", "title"), [(key, title) for key, title, _words in CARDS])
    def test_a_card_of_the_settings_is_found_and_shown(
        self, screen: DataScreen, db: Database, qtbot: QtBot, key: str, title: str
    ) -> None:
        found = DataScreen.look_up(db, title)
        assert [one.title for one in found] == [title]
        screen.show_item(found[0].argument)
        screen.setFocus()
        page = screen.page("settings")
        assert isinstance(page, SettingsPage)
        card = page.cards[key]
        assert card.heading.text() == title
        qtbot.waitUntil(lambda: card.table.hasFocus() and not card.table.visibleRegion().isEmpty())

    def test_a_rule_of_ratings_taken_back_is_shown_so(self, screen: DataScreen) -> None:
        assert {"rating_rule", "membership_rule", "vote_rule", "meeting_rule"} <= screen.watches


class TestIntake:
    def drop(self, page: IntakePage, *paths: Path) -> bool:
        """Drag files over the area and let go; return whether they were taken."""
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(9, 9), copy, dragged, left, none)
        enter.ignore()
        page.area.dragEnterEvent(enter)
        if enter.isAccepted():
            page.area.dropEvent(QDropEvent(QPointF(9, 9), copy, dragged, left, none))
        return enter.isAccepted()

    @pytest.fixture
    def page(self, screen: DataScreen) -> IntakePage:
        page = screen.page("import")
        assert isinstance(page, IntakePage)
        return page

    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
        paths: list[Path] = []
        monkeypatch.setattr(ImportDialog, "open_files", lambda _self, found: paths.extend(found))
        return paths

    def test_a_file_many_slips_or_their_folder_can_be_dropped(
        self, page: IntakePage, opened: list[Path], tmp_path: Path
    ) -> None:
        assert not self.drop(page, tmp_path / "trống")
        (tmp_path / "phiếu").mkdir()
        assert not self.drop(page, tmp_path / "phiếu")
        lists = [tmp_path / "phiếu" / "hai.xlsx", tmp_path / "phiếu" / "một.xlsx"]
        for path in (*lists, tmp_path / "phiếu" / "~$một.xlsx", tmp_path / "phiếu" / "ảnh.jpg"):
            path.touch()
        for dropped in ((lists[0],), lists, (tmp_path / "phiếu",)):
            opened.clear()
            assert self.drop(page, *dropped)
            assert opened == ([lists[0]] if len(dropped) == 1 and dropped[0] == lists[0] else lists)

    def test_a_file_can_be_chosen_by_keyboard(
        self, qtbot: QtBot, screen: DataScreen, opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "danh sách.xlsx"
        path.touch()
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_more: ([str(path)], ""))
        screen.show_item("log")
        qtbot.keyClick(screen.bring_in, Qt.Key.Key_Space)
        assert opened == [path]
        assert screen.shown == "import"

    def test_a_path_from_elsewhere_opens_the_import(
        self, screen: DataScreen, opened: list[Path], tmp_path: Path
    ) -> None:
        (tmp_path / "a.xlsx").touch()
        screen.show_item(tmp_path / "a.xlsx")
        assert opened == [tmp_path / "a.xlsx"]

    def test_a_file_that_is_gone_is_said(self, screen: DataScreen, opened: list[Path], tmp_path: Path) -> None:
        screen.show_item(tmp_path / "không còn.xlsx")
        assert opened == []
        (box,) = screen.findChildren(QMessageBox)
        assert "Không thấy tệp" in box.text()
        box.close()

    def test_what_came_in_before_is_listed_and_opens_in_the_log(self, qtbot: QtBot, commune: Database) -> None:
        screen = make(qtbot, commune)
        page = screen.page("import")
        assert isinstance(page, IntakePage)
        assert [step.label for step in page.before.rows] == [
            "Nhập so_diem_danh_2026.xlsx",
            "Nhập DS_DANGVIEN.xlsx",
            "Nhập thon_ban.xlsx",
        ]
        page.table.selectRow(1)
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert screen.shown == "log"
        assert screen.pages["log"].heading.text() == "Nhập DS_DANGVIEN.xlsx"  # type: ignore[attr-defined]


class TestCheck:
    def test_what_the_imported_lists_leave_open(self, check: CheckPage) -> None:
        assert amounts(check) == {
            "village-alone": 1,
            "roster": 3,
            "standing": 441,
            "no-gender": 461,
            "no-ethnic": 461,
            "since": 461,
            "no-score": 262,
        }
        assert check.summary.text() == f"7/{len(checks.RULES)} điều cần xem"
        assert check.totals.text() == "! Cần xem lại: 4   – Chưa rõ: 2.086"

    def test_heavier_rules_stand_first_and_those_kept_last(self, check: CheckPage) -> None:
        order = [(not line.findings, list(Severity).index(line.rule.severity)) for line in check.rules.rows]
        assert order == sorted(order)
        assert {line.rule.key for line in check.rules.rows} == {rule.key for rule in checks.RULES}

    def test_a_weight_is_a_sign_and_a_word_never_colour_alone(self, check: CheckPage) -> None:
        shown = {(line.state, check.rules.columns[0].shown(line)) for line in check.rules.rows}
        assert shown == {(State.WARN, "! Cần xem lại"), (State.IDLE, "– Chưa rõ"), (State.GOOD, "✓ Đạt")}

    def test_the_models_keep_qt_s_rules(self, check: CheckPage) -> None:
        for model in (check.rules, check.names):
            QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        check.show_item("no-gender")

    @pytest.mark.parametrize(
        ("rule", "key", "argument"),
        [
            ("no-gender", "members", int),
            ("roster", "meetings", dict),
            ("village-alone", "cells", dict),
        ],
    )
    def test_enter_goes_where_it_is_repaired(
        self, qtbot: QtBot, check: CheckPage, rule: str, key: str, argument: type
    ) -> None:
        gone = asked(check.owner)  # type: ignore[arg-type]
        check.show_item(rule)
        check.name_table.selectRow(0)
        qtbot.keyClick(check.name_table, Qt.Key.Key_Return)
        assert [(where, type(what)) for where, what in gone] == [(key, argument)]

    def test_a_count_without_names_opens_its_cell(self, check: CheckPage) -> None:
        gone = asked(check.owner)  # type: ignore[arg-type]
        check.show_item("since")
        check.name_table.selectRow(0)
        assert "Enter" in check.detail.text()
        finding = check.names.rows[0]
        check.open_finding(finding)
        assert gone == [("cells", {"cell_id": finding.cell_id})]

    def test_the_whole_sentence_of_the_chosen_name_can_be_read(self, check: CheckPage) -> None:
        check.show_item("roster")
        check.name_table.selectRow(0)
        assert check.names.rows[0].what in check.detail.text()

    def test_names_are_filtered_without_accents(self, qtbot: QtBot, check: CheckPage) -> None:
        check.show_item("no-gender")
        check.filter.setText("pa vat")
        qtbot.waitUntil(lambda: 0 < len(check.names.rows) < 461)
        assert {one.cell for one in check.names.rows} == {"Chi bộ bản Pá Vạt - Huổi Lực"}

    def test_the_list_is_copied_whole(self, check: CheckPage) -> None:
        check.show_item("village-alone")
        check.copy_names()
        assert QGuiApplication.clipboard().text() == (
            "Họ và tên, cuộc họp\tChi bộ\tCụ thể\nCo Lóng\t\tChưa ghi chi bộ nào phụ trách."
        )

    def test_the_list_can_be_printed_as_a_report(self, qtbot: QtBot, check: CheckPage) -> None:
        gone = asked(check.owner)  # type: ignore[arg-type]
        qtbot.mouseClick(check.print_button, Qt.MouseButton.LeftButton)
        assert gone == [("reports", ("kiem-tra-so-lieu", None))]

    def test_a_repair_elsewhere_shows_after_reloading_and_the_choice_stays(
        self, qtbot: QtBot, check: CheckPage, commune: Database
    ) -> None:
        check.show_item("no-gender")
        with commune.write("Sửa") as session:
            for member in session.scalars(select(Member)):
                member.gender = Gender.MALE
        check.owner.reload()
        answered(qtbot, check)
        assert "no-gender" not in amounts(check)
        assert check.heading.text() == "Chưa ghi giới tính"
        assert check.weight.text() == "✓ Đạt"
        assert not check.copy_button.isEnabled()

    def test_changes_while_checking_are_checked_again(self, qtbot: QtBot, check: CheckPage, commune: Database) -> None:
        check.reload()
        with commune.write("Sửa") as session:
            for member in session.scalars(select(Member)):
                member.gender = Gender.MALE
        check.reload()
        qtbot.waitUntil(lambda: "no-gender" not in amounts(check))

    def test_a_sound_register_says_so(self, qtbot: QtBot, screen: DataScreen) -> None:
        screen.show_item("check")
        page = screen.page("check")
        assert isinstance(page, CheckPage)
        answered(qtbot, page)
        assert page.summary.text() == f"✓ Cả {len(checks.RULES)} điều đều đạt"


class TestOfficialDates:
    @pytest.fixture
    def dialog(self, qtbot: QtBot, check: CheckPage) -> OfficialDatesDialog:
        check.show_item("standing")
        assert check.official_button.isVisible()
        dialog = check.offer_official_dates()
        in_front(qtbot, dialog)
        return dialog

    def test_the_button_stands_only_where_it_helps(self, check: CheckPage) -> None:
        check.show_item("no-gender")
        assert not check.official_button.isVisible()

    def test_every_name_and_date_is_shown_before_anything_is_written(
        self, dialog: OfficialDatesDialog, commune: Database
    ) -> None:
        with commune.read() as session:
            offers = official_dates.offer_official_dates(session, commune.clock().date())
            assert session.scalars(select(Member).where(Member.official_on.is_not(None))).first() is None
        assert dialog.model.rows == offers
        assert dialog.save_button.text() == f"Ghi ngày chính thức cho {len(offers)} đồng chí"
        dialog.reject()

    def test_those_taken_out_are_not_written(
        self, qtbot: QtBot, dialog: OfficialDatesDialog, commune: Database
    ) -> None:
        everybody = [row.member_id for row in dialog.model.rows]
        dialog.table.selectRow(0)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
        assert [row.member_id for row in dialog.model.rows] == everybody[2:]
        dialog.take_back()
        assert [row.member_id for row in dialog.model.rows] == everybody
        dialog.table.selectRow(1)
        dialog.take_out()
        said: list[str] = []
        dialog.written.connect(said.append)
        with qtbot.waitSignal(dialog.accepted, timeout=60_000):
            qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert said == [f"Đã ghi ngày chính thức của {len(everybody) - 1} đồng chí; Ctrl+Z để hoàn tác."]
        with commune.read() as session:
            unknown = session.scalars(select(Stay.member_id).where(Stay.standing == Standing.UNKNOWN)).all()
            assert set(unknown) == {everybody[1]}
            assert members.read(session, everybody[1]).official_on is None
        assert commune.undo() is not None

    def test_stopping_half_way_writes_nothing(
        self, qtbot: QtBot, dialog: OfficialDatesDialog, commune: Database
    ) -> None:
        dialog.save()
        assert not dialog.save_button.isEnabled()
        dialog.reject()
        assert dialog.isVisible()
        qtbot.mouseClick(dialog.strip.stop, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dialog.save_button.isEnabled)
        with commune.read() as session:
            assert session.scalars(select(Member).where(Member.official_on.is_not(None))).first() is None
        dialog.reject()

    def test_a_list_that_is_no_longer_true_is_refused_with_a_sentence(
        self, qtbot: QtBot, dialog: OfficialDatesDialog, commune: Database
    ) -> None:
        with commune.write("Sửa") as session:
            first = session.get_one(Member, dialog.model.rows[0].member_id)
            first.official_on = first.admitted_on
        dialog.save()
        qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox)))
        box = dialog.findChildren(QMessageBox)[0]
        assert "xem lại danh sách" in box.text()
        box.close()
        assert dialog.isVisible()
        assert dialog.save_button.isEnabled()
        dialog.reject()
        assert dialog.result() == QDialog.DialogCode.Rejected


def test_today_is_that_of_the_data_file(commune: Database) -> None:
    assert commune.clock().date() == date(2026, 11, 14)
