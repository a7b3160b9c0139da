"""Tabs whose titles go on in a second line where the first is full, for narrow cards with many of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.keys import key_sequence
from ui.widgets.buttons import pass_enter
from ui.widgets.flow import FlowRow

_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_PageUp: -1}


class FlowTabs(QWidget):
    """A page at a time below its title; the arrow keys go from title to title, Ctrl+Tab from page to page."""

    currentChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._row = FlowRow(gap=0)
        self._pages = QStackedWidget()
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # the titles come first
        rule = QFrame()
        rule.setProperty("rule", True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._row)
        box.addWidget(rule)
        box.addWidget(self._pages, 1)
        self._group.idToggled.connect(self._turn)

    def addTab(self, page: QWidget, title: str) -> None:
        """Qt: one more page."""
        button = _Title(title, self._go)
        self._group.addButton(button, len(self.buttons))
        self.buttons.append(button)
        self._row.add(button)
        self._pages.addWidget(page)
        if len(self.buttons) == 1:
            button.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every line of titles stays in view, however low the page below becomes."""
        super().resizeEvent(event)
        self._row.keep_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+Tab and Ctrl+Page Down show the next page, with Shift or Page Up the one before."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self._go(step)

    def turn_from(self, window: QWidget) -> None:
        """Let the same keys turn the pages from everywhere in a window, a name or a preview beside the pages too."""
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+Tab", 1), ("Ctrl+PgUp", -1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(key_sequence(keys), window).activated.connect(partial(self._go, step))

    def _go(self, step: int) -> None:
        """Turn the pages round and round; the cursor comes along, as what had it may be out of sight."""
        self.setCurrentIndex((self.currentIndex() + step) % len(self.buttons))
        self.buttons[self.currentIndex()].setFocus()

    def currentIndex(self) -> int:
        """Qt: the place of the page that is shown."""
        return self._pages.currentIndex()

    def setCurrentIndex(self, number: int) -> None:
        """Qt: show the page at a place."""
        self.buttons[number].setChecked(True)

    def currentWidget(self) -> QWidget:
        """Qt: the page that is shown."""
        return self._pages.currentWidget()

    def setCurrentWidget(self, page: QWidget) -> None:
        """Qt: show a page."""
        self.buttons[self._pages.indexOf(page)].setChecked(True)

    def _turn(self, number: int, is_on: bool) -> None:
        if is_on:
            self._pages.setCurrentIndex(number)
            self.currentChanged.emit(number)


class _Title(QPushButton):
    """The title of a page; room for its bold letters, so that choosing it moves nothing."""

    def __init__(self, text: str, go: Callable[[int], None]) -> None:
        super().__init__(text)
        self._go = go
        self.setCheckable(True)
        self.setProperty("tab", True)
        pass_enter(self)  # or it would be the button that Enter presses in a dialog
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → go title by title, over the end of a line too; Qt would look for one beside it on the screen."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self._go(step)

    def sizeHint(self) -> QSize:
        """Room for bold letters."""
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        hint.setWidth(QFontMetrics(bold).horizontalAdvance(self.text()) + 4 * theme.UNIT)
        return hint
