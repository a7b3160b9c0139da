"""White frames on the grey page: plain, with one big figure, or as a line of work to do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.theme import State
from ui.widgets.flow import FlowRow
from ui.widgets.labels import CaptionLabel, ElidedLabel, label, set_state


class Card(QFrame):
    """A white frame with an optional heading and, at its right, a grey note. Fill `box`."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, note: str = "") -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.heading = label(title, "heading")
        self.note = ElidedLabel(note)
        self.note.setProperty("role", "small")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.top = QHBoxLayout()
        self.top.setSpacing(theme.MARGIN)
        self.top.addWidget(self.heading)
        self.top.addWidget(self.note, 1)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(theme.MARGIN, theme.MARGIN - 2, theme.MARGIN, theme.MARGIN)
        self.box.setSpacing(theme.GAP)
        self.box.addLayout(self.top)
        self._show_top()

    def set_title(self, text: str) -> None:
        """Change the heading; an empty one takes no room."""
        self.heading.setText(text)
        self._show_top()

    def set_note(self, text: str) -> None:
        """Change the grey note at the right of the heading."""
        self.note.setText(text)
        self._show_top()

    def fill(self, widget: QWidget) -> None:
        """Let one widget, such as a table, take the whole card up to its border."""
        self.box.setContentsMargins(1, 1 if not self.heading.text() else theme.MARGIN, 1, 1)
        self.top.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        self.box.addWidget(widget, 1)

    def _show_top(self) -> None:
        self.heading.setVisible(bool(self.heading.text()))
        self.note.setVisible(bool(self.note.text()))


class Bar(QWidget):
    """A thin bar filled to a fraction."""

    HEIGHT = theme.UNIT + 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction = 0.0
        self._state = State.PLAIN
        self.setFixedHeight(self.HEIGHT)

    def show_fraction(self, fraction: float, state: State = State.PLAIN) -> None:
        """Fill the bar to 0–1 of its length in the colour of a state."""
        self._fraction = min(1.0, max(0.0, fraction))
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A grey rail and the filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rail = QRectF(self.rect())
        c = theme.colours()
        painter.setBrush(QColor(c.header))
        painter.drawRoundedRect(rail, 2, 2)
        rail.setWidth(rail.width() * self._fraction)
        painter.setBrush(c.ink(self._state))
        painter.drawRoundedRect(rail, 2, 2)


class _Clickable(QFrame):
    """A frame that answers to a click, Enter and Space alike."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setProperty("clickable", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The click counts when the button is released."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inside."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space act as a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class StatCard(_Clickable):
    """One big figure with what it counts above and how it is made up below; a click opens the names behind it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = CaptionLabel(title)
        self.title.setProperty("role", "small")
        self.figure = label("–", "figure")
        self.caption = CaptionLabel()
        self.caption.setProperty("role", "small")
        self.bar = Bar()
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN + 2, theme.GAP + 2, theme.MARGIN + 2, theme.GAP + 2)
        box.setSpacing(2)
        for part in (self.title, self.figure, self.caption):
            box.addWidget(part)
        box.addStretch(1)  # cards side by side are equally high, their bars on one line
        box.addWidget(self.bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_title(self, text: str) -> None:
        """Change what the figure counts."""
        self.title.setText(text)

    def show_figure(self, value: str, caption: str, state: State = State.PLAIN, fraction: float | None = None) -> None:
        """Show a figure; the caption tells its state in words, `fraction` 0–1 fills the bar (None: no bar)."""
        self.figure.setText(value)
        self.caption.setText(caption)
        set_state(self.figure, state)
        self.bar.setVisible(fraction is not None)
        self.bar.show_fraction(fraction or 0, state)
        self.setAccessibleName(f"{self.title.text()}: {value}. {caption}")


class TodoRow(_Clickable):
    """One line of work to do: an icon in the colour of its urgency, what it is, a detail; a click goes there."""

    def __init__(
        self, icon: str, text: str, detail: str = "", state: State = State.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", False)
        self.setProperty("row", True)
        self._names = (icon, _INK_NAME[state])
        self._sign = QLabel()
        self._arrow = QLabel()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(text))
        if detail:
            small = ElidedLabel(detail)
            small.setProperty("role", "small")
            words.addWidget(small)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.UNIT, 1, theme.UNIT, 1)
        line.setSpacing(theme.GAP)
        line.addWidget(self._sign)
        line.addLayout(words, 1)
        line.addWidget(self._arrow)
        self.setAccessibleName(f"{text}. {detail}" if detail else text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._draw()

    def changeEvent(self, event: Any) -> None:
        """Icons follow light and dark."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_arrow"):
            self._draw()

    def _draw(self) -> None:
        self._sign.setPixmap(theme.pixmap(*self._names))
        self._arrow.setPixmap(theme.pixmap("chevron-right", "muted", 16))


_INK_NAME = {State.PLAIN: "text", State.GOOD: "green", State.WARN: "amber", State.BAD: "red", State.IDLE: "muted"}


class Facts(Card):
    """A card of small headings over values, in as many lines as they need: Ngày họp 05/11/2026, Loại Thường kỳ …"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._row = FlowRow(gap=theme.MARGIN * 2)
        self.box.addWidget(self._row)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show pairs (heading, value); an empty value reads “–”."""
        while (item := self._row.flow.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for heading, value in facts:
            pair = QWidget()
            box = QVBoxLayout(pair)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
            box.addWidget(label(heading, "small"))
            box.addWidget(label(value or "–"))
            self._row.add(pair)
