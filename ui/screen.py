"""What every screen shares: a title row with at most four actions, a body, and how it speaks to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.jobs import Jobs
from ui.keys import key_sequence
from ui.widgets.header import ActionButton, Header
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from models.database import Database

MOST_ACTIONS = 4


@dataclass(frozen=True)
class Found:
    """One thing the search box may offer; choosing it calls the screen's `show_item(argument)`."""

    title: str
    detail: str = ""
    argument: object = None
    icon: str = ""


Shown = TypeVar("Shown", bound=QWidget)


@dataclass(frozen=True)
class Spec(Generic[Shown]):
    """A screen, or a page of one: its module is imported when it is first needed; `words` are more it is found by."""

    key: str
    title: str
    icon: str
    where: str
    words: str = ""

    def load(self) -> type[Shown]:
        """The class of it."""
        module, _, name = self.where.partition(":")
        return getattr(import_module(module), name)


BACKUP = "backup"
"""In `watches` the backups, which are no table: a screen that tells how old the newest is."""


@dataclass(frozen=True)
class Tab:
    """Asks a screen for one of its tabs, by its place among `tab_titles`."""

    place: int


class Screen(QWidget):
    """One screen of the window. Subclasses set the class attributes, fill `body` and write `reload`.

    The window calls `reload` after a commit that touched a table in `watches`: at once while the screen is visible,
    else when it is next shown. The first `reload` also comes from the window, just before the screen is first shown.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    help_page: ClassVar[str] = "index"
    watches: ClassVar[frozenset[str]] = frozenset()
    scrolls: ClassVar[bool] = False
    """Whether the body may be higher than the window and then scrolls; for screens made of cards, not of tables."""
    tab_titles: ClassVar[tuple[str, ...]] = ()
    """What its tabs are called: the search box finds them by it, and `turn_to` shows them."""

    go = Signal(str, object)
    """Ask the window for another screen: its key, and the argument for its `show_item`."""
    said = Signal(str)
    """A sentence for the status line."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.db = db
        of_window: theme.Settings | None = getattr(parent, "settings", None)  # needed while the screen is built
        self.settings: theme.Settings = theme.MemorySettings() if of_window is None else of_window
        self.actions_shown: list[QPushButton] = []
        self.links_found: list[QPushButton] = []
        """Buttons within the page that Ctrl+K finds as well, while they are in view."""
        self.menus_shown: list[QMenu] = []
        self._jobs: Jobs | None = None
        self._first: QWidget | None = None

        self.header = Header(self.title)
        self.heading, self.subtitle = self.header.heading, self.header.subtitle
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.MARGIN)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN + theme.UNIT, theme.MARGIN, theme.MARGIN + theme.UNIT, theme.UNIT)
        outer.setSpacing(theme.MARGIN)
        outer.addWidget(self.header)
        if self.scrolls:
            outer.addWidget(self._scrolling_body(), 1)
        else:
            outer.addLayout(self.body, 1)

    @property
    def jobs(self) -> Jobs:
        """The window's queue for long work; a screen without a window gets its own."""
        if self._jobs is None:
            self._jobs = Jobs(self)
        return self._jobs

    @jobs.setter
    def jobs(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def setFocusProxy(self, widget: QWidget | None) -> None:
        """Qt: where the cursor goes with the screen; kept here, for Qt's own lets Tab pass by all that is before it."""
        self._first = widget

    def focusProxy(self) -> QWidget | None:
        """Qt: where the cursor goes with the screen."""
        return self._first

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Qt: put the cursor where work on the screen begins."""
        if self._first is None:
            super().setFocus(reason)
        else:
            self._first.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the cursor, as it does in a form; Qt itself takes only the space bar."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def set_title(self, text: str) -> None:
        """Change the big title, e.g. while a roll-call is open."""
        self.heading.setText(text)

    def set_subtitle(self, text: str) -> None:
        """The period, date or place the screen speaks of, in grey beside the title."""
        self.subtitle.setText(text)

    def add_action(
        self,
        text: str,
        icon: str,
        slot: Callable[[], object],
        *,
        primary: bool = False,
        shortcut: str | None = None,
        tip: str = "",
    ) -> QPushButton:
        """Put an action at the right of the title; also offered by the search box while the screen is visible."""
        button = self._add_button(text, icon, primary=primary)
        button.clicked.connect(lambda: slot())
        if shortcut:
            keys = key_sequence(shortcut)
            pressed = QShortcut(keys, self).activated  # a button's own shortcut waits 100 ms
            pressed.connect(lambda: None if button.isHidden() else button.click())
            tip = f"{tip or text} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"
        button.setToolTip(tip)
        return button

    def add_menu(self, text: str, icon: str, *, tip: str = "") -> QMenu:
        """Put a button with a menu at the right of the title; it counts as one action. Ctrl+K finds its lines."""
        button = self._add_button(text, icon)
        button.setToolTip(tip)
        button.setProperty("menu", True)
        menu = QMenu(text, button)
        button.setMenu(menu)
        self.menus_shown.append(menu)
        return menu

    def _scrolling_body(self) -> Scrolled:
        inside = QWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(self.body)
        area = Scrolled(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return area

    def _add_button(self, text: str, icon: str, *, primary: bool = False) -> QPushButton:
        if len(self.actions_shown) == MOST_ACTIONS:
            raise ValueError(f"{self.key}: a screen shows at most {MOST_ACTIONS} actions")
        button = ActionButton(text, self)
        if primary:
            button.setProperty("kind", "primary")
        theme.dress(button, icon, "on_accent" if primary else "text")
        self.actions_shown.append(button)
        self.header.add_button(button)
        return button

    def reload(self) -> None:
        """Read the data anew and show it, keeping selection and scroll position."""

    def show_item(self, argument: object) -> None:
        """Bring one thing into view; `argument` is what another screen or the search box passed along."""

    def turn_to(self, place: int) -> None:
        """Show the tab at a place among `tab_titles`."""

    def leave(self) -> bool:
        """Whether the window may show another screen now; a screen with unfinished typing may ask first."""
        return True

    @classmethod
    def look_up(cls, db: Database, text: str) -> list[Found]:
        """What the search box offers from this screen for a typed text, best first, at most about ten.

        Called without an instance, so that searching does not build every screen.
        """
        del db, text
        return []


class ScreenSpec(Spec[Screen]):
    """One screen of the window."""
