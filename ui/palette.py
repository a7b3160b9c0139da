"""Ctrl+K: one box that finds people, cells, meetings, reports, commands and help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from models.text import fold
from ui import theme
from ui.jobs import Job, Jobs
from ui.widgets.labels import label

MOST = 40
_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why the line may lose the cursor and have it again by itself."""
_HIT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Hit:
    """One thing the search box offers, and what choosing it does."""

    title: str
    detail: str
    icon: str
    run: Callable[[], object]


Provider = Callable[[str], Sequence[Hit]]


def matches(typed: str, *texts: str) -> bool:
    """Whether every word typed begins a word of the texts; accents and case do not matter."""
    words = fold(" ".join(texts)).split()
    return all(any(word.startswith(part) for word in words) for part in fold(typed).split())


def _is_same(one: Hit, other: Hit) -> bool:
    return (one.title, one.detail, one.icon) == (other.title, other.detail, other.icon)


class _Lines(QStyledItemDelegate):
    """Paints a hit: icon, title, and the detail in grey at the right."""

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(0, max(34, option.fontMetrics.height() + 14))

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        hit: Hit = index.data(_HIT)
        c, room = theme.colours(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.selection))
            painter.drawRoundedRect(room, theme.RADIUS, theme.RADIUS)
        side = theme.ICON
        top = room.center().y() - side // 2
        painter.drawPixmap(room.x() + theme.GAP, top, theme.pixmap(hit.icon, "muted"))
        words = room.adjusted(theme.GAP * 2 + side + theme.UNIT, 0, -theme.MARGIN, 0)
        metrics = QFontMetrics(theme.font_of())
        title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, words.width())
        painter.setFont(theme.font_of())
        painter.setPen(QColor(c.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        rest = words.adjusted(metrics.horizontalAdvance(title) + 3 * theme.GAP, 0, 0, 0)
        small = theme.font_of(0.9)
        detail = QFontMetrics(small).elidedText(hit.detail, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.setFont(small)
        painter.setPen(QColor(c.muted))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, detail)
        painter.restore()


class SearchBox(QWidget):
    """Lies over the whole window while it is open; ↑ ↓ choose, Enter goes, Esc or a click outside closes.

    It closes, too, when the cursor goes elsewhere in the window.

    `prepare` loads what only the first search waits for, on another thread from when the box is first opened: until
    then the list has what `at_once` offers, and Enter waits for the rest.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.providers: list[Provider] = []
        self.at_once: list[Provider] = []
        self.prepare: Callable[[], object] | None = None
        self.jobs = Jobs(self)
        self._before: QWidget | None = None
        self.frame = QFrame(self)
        self.frame.setProperty("finder", True)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Tìm người, chi bộ, cuộc họp, báo cáo, lệnh, trợ giúp"))
        sign = self.line.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme.dress(sign, "search", "muted")
        self.list = QListWidget()
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words_of_none = (
            self.tr("Không thấy gì khớp. Có thể gõ không dấu, hoặc gõ ít chữ hơn."),
            self.tr("Đang tìm…"),
        )
        self.none = label(role="muted", wrap=True)
        self.none.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.MARGIN)
        box = QVBoxLayout(self.frame)
        box.setContentsMargins(theme.UNIT, theme.UNIT, theme.UNIT, theme.UNIT)
        box.setSpacing(theme.UNIT)
        box.addWidget(self.line)
        box.addWidget(self.none)
        box.addWidget(self.list)
        self._pause = QTimer(self, singleShot=True, interval=120)
        self._pause.timeout.connect(self._look_soon)
        self.line.textChanged.connect(self._pause.start)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        parent.installEventFilter(self)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the box, ready to type; with a text, all there is for it."""
        if self.isVisible():
            self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.line.selectAll()
            return
        self._before = self.window().focusWidget()
        self.line.setText(text)
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.prepare is not None and not self.jobs.busy:
            prepare = self.prepare
            job = Job(lambda _progress: prepare())
            job.finished.connect(self._go_on)  # what failed to load says so when it is asked
            self.jobs.start(job)
        self._ask(self.providers if text or self.prepare is None else self.at_once)

    def close_box(self) -> None:
        """Hide the box and give the cursor back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = None

    def _left(self, reason: Qt.FocusReason) -> None:
        """The cursor went elsewhere in the window, as by Ctrl+F: no key would close the box from there."""
        if self.isVisible() and reason not in _COMES_BACK:
            self._before = None
            self.hide()

    def look(self) -> None:
        """Ask every provider and show what they offer."""
        self._ask(self.providers)

    def _look_soon(self) -> None:
        """Show what is offered without a wait."""
        self._ask(self.providers if self.prepare is None else self.at_once)

    def _go_on(self) -> None:
        """Everything is loaded: show what else is offered for what is typed by now."""
        self.prepare = None
        if not self.isVisible() or self._pause.isActive():
            return
        chosen, went_on = self.list.currentItem(), self.list.currentRow() > 0
        stood_on: Hit | None = chosen.data(_HIT) if chosen is not None and went_on else None
        self.look()
        places = [at for at, hit in enumerate(self.hits()) if stood_on and _is_same(hit, stood_on)]
        self.list.setCurrentRow(places[0] if places else 0)

    def _ask(self, providers: Sequence[Provider]) -> None:
        self._pause.stop()
        self.none.setText(self._words_of_none[providers is self.at_once])
        typed = self.line.text().strip()
        self.list.clear()
        for provider in providers:
            for hit in provider(typed):
                if self.list.count() == MOST:
                    break
                item = QListWidgetItem(hit.title)
                item.setData(_HIT, hit)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title} {hit.detail}")
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.none.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        self._place()

    def hits(self) -> list[Hit]:
        """What is offered now, in order."""
        return [self.list.item(number).data(_HIT) for number in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys typed in the line move the list; the box follows the window."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        if watched is self.line and isinstance(event, QFocusEvent) and event.lostFocus():
            self._left(event.reason())
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the frame closes the box."""
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.close_box()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The window behind steps back."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))

    def _key(self, key: Qt.Key) -> bool:
        count = self.list.count()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(key)
        if step and count:
            self.list.setCurrentRow(min(count - 1, max(0, self.list.currentRow() + step)))
        elif key == Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive() or (self.prepare is not None and self.list.currentRow() <= 0):
                self.look()
            self._run(self.list.currentItem())
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        hit: Hit = item.data(_HIT)
        self.close_box()
        hit.run()

    def _place(self) -> None:
        window = self._over
        self.setGeometry(window.rect())
        width = min(640, window.width() - 48)
        line = self.list.sizeHintForRow(0) if self.list.count() else 0
        self.list.setFixedHeight(min(self.list.count() * line + 4, window.height() * 6 // 10))
        self.frame.setFixedWidth(width)
        self.frame.adjustSize()
        self.frame.move((window.width() - width) // 2, window.height() // 9)
