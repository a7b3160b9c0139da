"""*Việc cần làm*: the lines that wait for the officer, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from ui import copying
from ui.keys import key_sequence
from ui.rows import Column
from ui.theme import State
from ui.widgets.cards import Card, TodoRow
from ui.widgets.chips import tab_through
from ui.widgets.labels import label

_URGENCY = (State.BAD, State.WARN, State.PLAIN, State.IDLE)


@dataclass(frozen=True)
class TodoLine:
    """One line: `key` is what the screen does on a click, `state` how urgent it is."""

    key: str
    icon: str
    text: str
    detail: str
    state: State


class _Lines(QScrollArea):
    """A scroll area that would like to show everything (Qt's own asks for a fixed number of letters)."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.wanted = 0
        self.rows: list[TodoRow] = []
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """As high as the lines."""
        return QSize(super().sizeHint().width(), self.wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows that a line lets through go from line to line."""
        place = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if place is None or step is None:
            super().keyPressEvent(event)
            return
        self.rows[min(max(0, place + step), len(self.rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line that the keys come to is in view."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, TodoRow):
            self.ensureWidgetVisible(watched, 0, 0)
        return super().eventFilter(watched, event)


class TodoCard(Card):
    """The card with the lines; it scrolls when there are more than fit.

    Its focus proxy is the line opened last, or the one that came to its place once the work was done.
    """

    chosen = Signal(str)
    """A line was clicked: its key, the one of the TodoLine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Việc cần làm"))
        self.rows: dict[str, TodoRow] = {}
        self.lines: list[TodoLine] = []
        """As they stand, the most urgent first."""
        self._opened: str | None = None
        self._is_long = False
        self.nothing = label(self.tr("Đang xem còn việc gì…"), "muted", wrap=True)
        inside = QWidget()
        inside.setProperty("bare", True)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.nothing)
        self._lines.addStretch(1)
        self._scroll = _Lines()
        self._scroll.setWidget(inside)
        self.box.addWidget(self._scroll, 1)

    def show_lines(self, lines: Iterable[TodoLine]) -> None:
        """Show what is left to do, the most urgent first; the keys stay where they were."""
        self.lines = lines = sorted(lines, key=lambda line: _URGENCY.index(line.state))
        here = self.window().focusWidget()  # also while a list or a form stands before the window
        focused = next((key for key, row in self.rows.items() if row is here), None)
        before = [*self.rows]
        for row in self.rows.values():
            self._lines.removeWidget(row)
            row.deleteLater()
        self.rows = {}
        for place, line in enumerate(lines):
            row = TodoRow(line.icon, line.text, line.detail, line.state)
            row.clicked.connect(partial(self._open, line.key))
            row.installEventFilter(self._scroll)
            self._lines.insertWidget(place, row)
            row.show()  # now: what is not shown yet takes no focus
            self.rows[line.key] = row
        self._scroll.rows = [*self.rows.values()]
        tab_through(self._scroll.rows, self._after())
        self.nothing.setText(self.tr("Không có việc nào đang chờ."))
        self.nothing.setVisible(not lines)
        self._come_back(before, focused or self._opened, has_focus=focused is not None)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the line that has the keys."""
        if event.matches(QKeySequence.StandardKey.Copy) and (here := self._here()):
            self.copy([here])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the line under the pointer or the keys, or all of them."""
        if not self.lines:
            return
        under = self.childAt(event.pos())
        line = next((one for one in self.lines if under and self.rows[one.key].isAncestorOf(under)), self._here())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if line is not None:
            one = menu.addAction(self.tr("Sao chép dòng này"), partial(self.copy, [line]))
            one.setShortcut(key_sequence("Ctrl+C"))
        menu.addAction(self.tr("Sao chép mọi việc"), partial(self.copy, self.lines))
        menu.popup(event.globalPos())

    def copy(self, lines: Sequence[TodoLine]) -> None:
        """Put lines on the clipboard as a table with headings."""
        columns = (
            Column[TodoLine](self.tr("Việc cần làm"), lambda line: line.text),
            Column[TodoLine](self.tr("Chi tiết"), lambda line: line.detail),
        )
        QGuiApplication.clipboard().setMimeData(copying.mime(columns, lines))

    def _here(self) -> TodoLine | None:
        """The line that has the keys."""
        return next((line for line in self.lines if self.rows[line.key].hasFocus()), None)

    def _open(self, key: str) -> None:
        self._come_back([], key, has_focus=False)
        self.chosen.emit(key)

    def _come_back(self, before: Sequence[str], key: str | None, *, has_focus: bool) -> None:
        """Let the focus come to a line, or to the one at the place that it had among those before."""
        keys = [*self.rows]
        if key not in self.rows:
            key = keys[min(before.index(key), len(keys) - 1)] if keys and key in before else None
        self._opened = key
        self.setFocusProxy(self.rows[key] if key is not None else None)  # type: ignore[arg-type]
        if has_focus:
            self.setFocus()

    def _after(self) -> QWidget:
        """Where Tab goes on from the last line."""
        found = self.nextInFocusChain() or self
        while found is not self and (self.isAncestorOf(found) or found.focusPolicy() is Qt.FocusPolicy.NoFocus):
            found = found.nextInFocusChain() or self
        return found

    def set_long(self, is_long: bool) -> None:
        """Show every line at once, where the page scrolls as a whole."""
        self._is_long = is_long
        self._fit()

    def _fit(self) -> None:
        """Ask for the height of all lines, but do with three of them: what is more scrolls."""
        heights = [row.sizeHint().height() for row in self.rows.values()] or [self.nothing.sizeHint().height()]
        self._scroll.wanted = sum(heights)
        self._scroll.setMinimumHeight(sum(heights) if self._is_long else min(sum(heights), 3 * max(heights)))
        self._scroll.setMaximumHeight(sum(heights))
        self._scroll.updateGeometry()
