"""The screen *Dữ liệu*: bring lists in, check, back up and restore, the log, settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from ui.data.finding import look_up
from ui.data.page import DataPage
from ui.keys import turn_tabs_of
from ui.screen import Found, Screen, Spec
from ui.tables import Table


class PageSpec(Spec[DataPage]):
    """One page of the screen."""


PAGES = (
    PageSpec("import", "Nhập dữ liệu", "upload", "ui.data.intake:IntakePage", "danh sách, tệp Excel, sổ điểm danh"),
    PageSpec("check", "Kiểm tra số liệu", "shield-check", "ui.data.check:CheckPage", "thiếu thông tin, trùng, sai"),
    PageSpec("backup", "Sao lưu và khôi phục", "hard-drive", "ui.data.backups:BackupPage", "USB, bản sao"),
    PageSpec("trash", "Thùng rác", "trash-2", "ui.data.trash:TrashPage", "khôi phục, đã xóa, tách lại, gộp"),
    PageSpec("log", "Nhật ký", "history", "ui.data.log:LogPage", "hoàn tác, ai đã sửa"),
    PageSpec(
        "settings",
        "Thiết lập",
        "settings",
        "ui.data.settings:SettingsPage",
        "đảng ủy, người ký, mục tiêu, cỡ chữ, sáng tối",
    ),
)
_SPECS = {spec.key: spec for spec in PAGES}
_ALIASES = {"office": "settings", "rules": "settings", "health": "check"}


class DataScreen(Screen):
    """Six pages under one title; a page is made when it is first shown and reloads only while it is in view."""

    key: ClassVar[str] = "data"
    title: ClassVar[str] = "Dữ liệu"
    icon: ClassVar[str] = "database"
    help_page: ClassVar[str] = "du-lieu"
    watches: ClassVar[frozenset[str]] = frozenset(
        {"organization", "cell", "village", "cell_village", "member", "stay", "post"}
        | {"meeting", "attendance", "meeting_rule", "setting", "code_item", "holiday", "membership_rule", "trash"}
        | {"score_template", "score_sheet", "vote_rule", "rating_rule"}
        | {"candidate", "different_people", "event", "former", "former_residence", "meeting_line", "meeting_vote"}
    )

    def __init__(self, db: Any, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.pages: dict[str, DataPage] = {}
        self._stale: set[str] = set()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = QStackedWidget()
        for spec in PAGES:
            self.tabs.addTab(spec.title)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.back_up = self.add_action(self.tr("Sao lưu ngay"), "hard-drive", self.back_up_now)
        self.bring_in = self.add_action(self.tr("Nhập tệp…"), "upload", self.choose_file, primary=True)
        self.bring_in.setToolTip(self.tr("Nhập một danh sách từ tệp Excel (Ctrl+O)"))
        turn_tabs_of(self.tabs, self)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.tabs, self.go_down)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.tabs.currentChanged.connect(self._turn)
        QWidget.setTabOrder(self.bring_in, self.tabs)  # as it is read: from the tabs, Tab goes on into the page
        self.setFocusProxy(self.tabs)

    @property
    def shown(self) -> str:
        """The key of the page in view."""
        return PAGES[self.tabs.currentIndex()].key

    def page(self, key: str) -> DataPage:
        """One page, made on first use. Raises KeyError."""
        if key not in self.pages:
            made = _SPECS[key].load()(self)
            made.go.connect(self._go)
            made.said.connect(self.said)
            self.pages[key] = made
            self.stack.addWidget(made)
            self._stale.add(key)
        return self.pages[key]

    def reload(self) -> None:
        """Reload the page in view; the others when they are shown."""
        self._stale |= self.pages.keys()
        self._show(self.shown)

    def show_item(self, argument: object) -> None:
        """Show a page by its key, a page with what to choose on it, or the import window on a file (a Path)."""
        match argument:
            case Path():
                self._turn_to("import").show_item(argument)
            case (str(key), chosen):
                self._turn_to(key).show_item(chosen)
            case "office":
                self._turn_to("settings").show_item("office")
            case "backup":
                self._turn_to("backup")
                self.setFocusProxy(self.back_up)
            case str():
                self._turn_to(argument)
            case _:
                return

    def go_down(self) -> None:
        """Go from the titles to the list of the page in view, where it has none to its first button or field."""
        table = self.page(self.shown).findChild(Table)
        if table is not None and table.isVisible():
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tabs.focusNextChild()

    def choose_file(self) -> None:
        """Ask for a file and open the import window on it."""
        self.show_item(("import", "choose"))

    def back_up_now(self) -> None:
        """Make a backup beside the data file."""
        self.show_item(("backup", "now"))

    @classmethod
    def look_up(cls, db: Any, text: str) -> list[Found]:
        """Offer the pages that match, and the cards of the settings."""
        del db
        return look_up(text, cls.title, PAGES)

    def _turn_to(self, key: str) -> DataPage:
        key = _ALIASES.get(key, key)
        self.tabs.setCurrentIndex(list(_SPECS).index(key))
        self._show(key)
        return self.page(key)

    def _turn(self, place: int) -> None:
        self.setFocusProxy(self.tabs)
        self._show(PAGES[place].key)

    def _show(self, key: str) -> None:
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        if key in self._stale:
            self._stale.discard(key)
            page.reload()

    def _go(self, key: str, argument: object) -> None:
        if key == self.key:
            self.show_item(argument)
        else:
            self.go.emit(key, argument)
