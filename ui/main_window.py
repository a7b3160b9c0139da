"""The window: navigation, one screen at a time, the status line, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from models.errors import KnownError
from ui import messages, theme
from ui.jobs import Jobs
from ui.keys import key_sequence
from ui.screen import BACKUP, Screen, ScreenSpec, Tab
from ui.widgets.nav import Navigation
from ui.widgets.status import Facts, StatusLine, facts_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.database import Database
    from ui.help import HelpWindow
    from ui.palette import SearchBox
    from ui.widgets.waiting import Waiting

NARROW_BELOW = 5.3
"""The navigation shows icons only in a window less than so many times its own width."""

MANY_ROWS = 2_000
"""A step that changed as many rows takes longer than a blink to take back."""


SCREENS = (
    ScreenSpec("overview", "Tổng quan", "layout-dashboard", "ui.overview.screen:OverviewScreen"),
    ScreenSpec("members", "Đảng viên", "users", "ui.members.screen:MembersScreen"),
    ScreenSpec("cells", "Chi bộ, thôn bản", "network", "ui.cells.screen:CellsScreen"),
    ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),
    ScreenSpec("targets", "Chỉ tiêu", "target", "ui.targets.screen:TargetsScreen"),
    ScreenSpec("reports", "Báo cáo", "file-text", "ui.reports.screen:ReportsScreen"),
    ScreenSpec("data", "Dữ liệu", "database", "ui.data.screen:DataScreen"),
)


class MainWindow(QMainWindow):
    """Shows the screens of one data file and tells them when it changes."""

    changed = Signal(object)
    """Tables that a commit touched; comes on the window's thread wherever the commit was."""

    def __init__(
        self,
        db: Database,
        screens: Sequence[ScreenSpec] = SCREENS,
        settings: theme.Settings | None = None,
        *,
        look: theme.Theme | None = None,
        backups: Path | None = None,
        facts: Callable[[], Facts] | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__()
        self.db = db
        self.settings = theme.MemorySettings() if settings is None else settings
        self.look = look
        self.specs = {spec.key: spec for spec in screens}
        self.screens: dict[str, Screen] = {}
        self.stale: set[str] = set()
        self._touched = frozenset[str]()
        self.jobs = Jobs(self)
        self.meanwhile: Callable[[], str] | None = None
        self._facts = facts or partial(facts_of, db, backups)
        self._help: HelpWindow | None = None
        self.waiting: Waiting | None = None

        self.nav = Navigation([(spec.key, spec.icon, spec.title) for spec in screens])
        self.stack = QStackedWidget()
        self.status = StatusLine(clock)
        self.refresh_facts()
        self._build()
        self._connect()
        self._restore_place()
        self.show_screen(next(iter(self.specs)))

    @cached_property
    def search(self) -> SearchBox:
        """Ctrl+K, built when it is first asked for."""
        from ui.finding import search_box

        return search_box(self, self.centralWidget())

    @property
    def shown(self) -> Screen:
        """The screen in view."""
        screen = self.stack.currentWidget()
        assert isinstance(screen, Screen)
        return screen

    def screen_of(self, key: str) -> Screen:
        """One screen, built on first use. Raises KeyError for a key that is not in the window."""
        if key not in self.screens:
            screen = self.specs[key].load()(self.db, self)
            screen.settings = self.settings
            screen.jobs = self.jobs
            screen.go.connect(self.show_screen)
            screen.said.connect(self.status.say)
            self.screens[key] = screen
            self.stale.add(key)
        return self.screens[key]

    def show_screen(self, key: str, argument: object = None) -> None:
        """Bring a screen into view, up to date, and hand it the argument if there is one."""
        if "search" in self.__dict__:
            self.search.hide()
        current = self.stack.currentWidget()
        screen = self.screen_of(key)
        if isinstance(current, Screen) and current is not screen and not current.leave():
            self.nav.show_chosen(current.key)
            return
        self._refresh(key)
        if self.stack.indexOf(screen) < 0:  # only now: in the window each label is dressed at once, and once is enough
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        self.nav.show_chosen(key)
        if isinstance(argument, Tab):
            screen.turn_to(argument.place)
        elif argument is not None:
            screen.show_item(argument)
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self) -> None:
        """Take back the last step and say which."""
        words = (self.tr("Đang hoàn tác"), self.tr("Đã hoàn tác{where}: {label}"), self.tr("Không còn gì để hoàn tác."))
        self._step(self.db.undo, self.db.rows_to_undo, words)

    def redo(self) -> None:
        """Do the step taken back last again and say which."""
        words = (self.tr("Đang làm lại"), self.tr("Đã làm lại{where}: {label}"), self.tr("Không có gì để làm lại."))
        self._step(self.db.redo, self.db.rows_to_redo, words)

    def reopen(self, meanwhile: Callable[[], str]) -> None:
        """Close, let `meanwhile` put another data file in place while nobody has it open, and come back on that.

        `meanwhile` returns the sentence to say afterwards; a KnownError it raises is told, and the data is as before.
        """
        self.meanwhile = meanwhile
        if not self.close():
            self.meanwhile = None

    def open_help(self, page: str | None = None) -> None:
        """Show a help page; without a name that of the screen in view."""
        self.help_window().bring(page or self.shown.help_page)

    def help_window(self) -> HelpWindow:
        """The window of the help, built when it is first asked for."""
        if self._help is None:
            from ui.help import HelpWindow  # its text view is not needed to start

            self._help = HelpWindow()
            self.destroyed.connect(self._help.deleteLater)
        return self._help

    def refresh_facts(self) -> None:
        """Read anew whose book this is and when it was last backed up."""
        facts = self._facts()
        self.nav.set_place(facts.commune)
        self.status.show_facts(str(self.db.path), facts)
        name = self.tr("Sổ Chi Bộ")
        self.setWindowTitle(f"{facts.commune} – {name}" if facts.commune else name)

    def backed_up(self) -> None:
        """Tell of a backup that was made: no table changed, but how old the newest is stands on screens."""
        self._grow_stale(frozenset({BACKUP}))
        self.refresh_facts()

    def display_menu(self) -> QMenu:
        """Text size, light and dark."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.look is None:
            return menu
        for size in theme.TextSize:
            self._tick(menu, theme.size_label(size), size is self.look.size, partial(self.look.set_size, size))
        menu.addSeparator()
        for scheme in theme.Scheme:
            chosen = scheme is self.look.scheme
            self._tick(menu, theme.scheme_label(scheme), chosen, partial(self.look.set_scheme, scheme))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window with little room shows the navigation as icons."""
        super().resizeEvent(event)
        self._fit_navigation()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text field keeps Ctrl+Z for its own typing; once that is used up the key is the program's, as Ctrl+E is."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(watched, event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place on the screen; let running work stop first."""
        if not self.shown.leave():
            event.ignore()
            return
        self.jobs.stop_all()
        if "search" in vars(self):
            self.search.jobs.stop_all()
        if self._tell in self.db.listeners:
            self.db.listeners.remove(self._tell)
        self.settings.setValue("window/geometry", self.saveGeometry())
        if self._help is not None:
            self._help.close()
        super().closeEvent(event)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.setMinimumSize(800, 480)

    def _connect(self) -> None:
        self.nav.chosen.connect(self.show_screen)
        self.nav.search_asked.connect(self._open_search)
        self.status.help.clicked.connect(lambda: self.open_help())
        self.status.display.clicked.connect(self._show_display_menu)
        keys: list[tuple[str, Callable[[], object]]] = [
            (f"Ctrl+{number}", partial(self.show_screen, key)) for number, key in enumerate(self.specs, 1)
        ]
        keys += [("Ctrl+K", self._open_search), ("F1", self.open_help), ("Ctrl+Z", self.undo)]
        keys += [("Ctrl+Y", self.redo), ("Ctrl+Shift+Z", self.redo)]
        if "data" in self.specs:
            keys += [("Ctrl+O", partial(self.show_screen, "data", ("import", "choose")))]
        for text, slot in keys:
            QShortcut(key_sequence(text), self).activated.connect(slot)
        self.changed.connect(self._after_change)
        self.db.listeners.append(self._tell)
        QApplication.instance().focusChanged.connect(self._watch_focus)  # type: ignore[union-attr]
        if self.look is not None:
            self.look.changed.connect(self._fit_navigation)

    def _tell(self, tables: frozenset[str]) -> None:
        self.changed.emit(tables)

    def _after_change(self, tables: frozenset[str]) -> None:
        self._touched = tables
        for line in self.shown.findChildren(QLineEdit):
            if line.window() is self:  # typed before this change, so Ctrl+Z takes the change back first
                line.setModified(False)
        self._grow_stale(tables)
        self.status.say_written()
        if "setting" in tables:
            self.refresh_facts()
        self._refresh(self.shown.key)

    def _grow_stale(self, tables: frozenset[str]) -> None:
        self.stale |= {key for key, screen in self.screens.items() if screen.watches & tables}

    def _refresh(self, key: str) -> None:
        if key in self.stale:
            self.stale.discard(key)
            self.screens[key].reload()

    def _step(self, go: Callable[..., str | None], size: Callable[[], int], words: tuple[str, str, str]) -> None:
        """Take a step back or do it again; a big one under a box with its progress, so that the window stays alive."""
        doing, done, nothing = words

        def say(label: str | None) -> None:
            self.status.say(done.format(label=label, where=self._where()) if label else nothing)

        if self.waiting is not None:
            return
        try:
            if size() < MANY_ROWS:
                say(go())
                return
        except KnownError as error:
            messages.explain(self, error)
            return
        from ui.widgets.waiting import Waiting  # seldom needed

        self.waiting = Waiting(self.jobs, lambda progress: go(progress=progress), doing, self)
        self.waiting.job.succeeded.connect(say)
        self.waiting.job.stopped.connect(lambda: self.status.say(self.tr("Đã dừng, mọi thứ vẫn như trước.")))
        self.waiting.job.failed.connect(partial(messages.explain, self))
        self.waiting.job.finished.connect(self._end_waiting)
        self.waiting.start()

    def _where(self) -> str:
        """Say where to look at what was just changed, if that is another screen than the one in view."""
        from ui.whereabouts import screen_of  # only once something is taken back

        key = screen_of(self._touched)
        if key is None or key == self.shown.key or key not in self.specs:
            return ""
        place = list(self.specs).index(key) + 1
        return self.tr(" ở {screen} (Ctrl+{place})").format(screen=self.specs[key].title, place=place)

    def _end_waiting(self) -> None:
        self.waiting = None

    def _watch_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        for widget, watch in ((before, False), (now, True)):
            if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and self.isAncestorOf(widget):
                widget.removeEventFilter(self)
                if watch:
                    widget.installEventFilter(self)

    def _fit_navigation(self) -> None:
        narrow = self.width() < NARROW_BELOW * self.nav.full_width
        self.nav.set_narrow(narrow)

    def _restore_place(self) -> None:
        kept = self.settings.value("window/geometry")
        if isinstance(kept, QByteArray) and self.restoreGeometry(kept):
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(1366, room.width()), min(768, room.height()))
        if room.width() <= 1400:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _open_search(self) -> None:
        self.search.open()

    def _show_display_menu(self) -> None:
        menu = self.display_menu()
        corner = self.status.display.mapToGlobal(self.status.display.rect().topLeft())
        corner.setY(corner.y() - menu.sizeHint().height())
        menu.popup(corner)

    @staticmethod
    def _tick(menu: QMenu, text: str, chosen: bool, slot: Callable[[], object]) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: slot())


def _is_ours(field: QObject, event: QKeyEvent) -> bool:
    """Whether a key pressed in a text field should reach the program instead: undo and redo once used up, Ctrl+E.

    On Linux a field takes Ctrl+E for the way to the end of the line; End does that as well.
    """
    if isinstance(field, QLineEdit) and QKeySequence(event.keyCombination()) == key_sequence("Ctrl+E"):
        return True
    undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
    if not undo and not redo and QKeySequence(event.keyCombination()) != key_sequence("Ctrl+Y"):
        return False
    if isinstance(field, QLineEdit):
        return not (field.isModified() and field.isUndoAvailable() if undo else field.isRedoAvailable())
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return not (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
