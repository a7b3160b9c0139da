"""Bars of progress: how much is done, and a mark where the time stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.rows import ROW_ROLE
from ui.theme import State

HEIGHT = 2 * theme.UNIT
_MARK = 2
_SIDE = theme.GAP + 3  # as the style indents the text of a cell


def paint_bar(painter: QPainter, room: QRectF, fraction: float, state: State, mark: float | None = None) -> None:
    """Paint a rail, the part done (0–1) in the colour of a state, and a mark where the time stands (None: no mark)."""
    c = theme.colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.line))
    painter.drawRoundedRect(room, 2, 2)
    filled = QRectF(room)
    filled.setWidth(room.width() * min(1.0, max(0.0, fraction)))
    painter.setBrush(c.ink(state))
    painter.drawRoundedRect(filled, 2, 2)
    if mark is not None:
        at = room.left() + (room.width() - _MARK) * min(1.0, max(0.0, mark))
        painter.setBrush(QColor(c.card))
        painter.drawRect(QRectF(at - 1, room.top() - 2, _MARK + 2, room.height() + 4))
        painter.setBrush(QColor(c.text))
        painter.drawRect(QRectF(at, room.top() - 2, _MARK, room.height() + 4))
    painter.restore()


class TimeBar(QWidget):
    """A bar of one target, with the mark of the time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[float, State, float | None] = (0.0, State.PLAIN, None)
        self.setFixedHeight(HEIGHT + 2 * theme.UNIT)

    def show_progress(self, fraction: float, state: State, mark: float | None) -> None:
        """Fill the bar to 0–1; `mark` is the part of the time that has passed."""
        self._shown = (fraction, state, mark)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar in the middle of its height."""
        room = QRectF(self.rect())
        room.setTop((room.height() - HEIGHT) / 2)
        room.setHeight(HEIGHT)
        paint_bar(QPainter(self), room, *self._shown)


class TwoLines(QStyledItemDelegate):
    """Paints a cell as its text and, below, a small grey line (`below`) or a bar (`bar`); both are given by the row.

    A bar is (fraction, state, mark of the time or None).
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        below: Callable[[Any], str] | None = None,
        bar: Callable[[Any], tuple[float, State, float | None]] | None = None,
        is_bold: bool = False,
    ) -> None:
        super().__init__(parent)
        self._below = below
        self._bar = bar
        self._is_bold = is_bold

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground as the style paints it, then the two lines."""
        drawn: Any = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        text, drawn.text = drawn.text, ""
        drawn.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        upper = QRect(drawn.rect).adjusted(_SIDE, theme.UNIT + 1, -_SIDE, -theme.UNIT - 1)
        lower = QRect(upper)
        upper.setBottom(upper.center().y())
        lower.setTop(upper.bottom() + 1)
        row = index.data(ROW_ROLE)
        colours = theme.colours()
        painter.save()
        ink = index.data(Qt.ItemDataRole.ForegroundRole) or QColor(colours.text)
        _write(painter, upper, text, theme.font_of(bold=self._is_bold), ink)
        if self._below:
            _write(painter, lower, self._below(row), theme.font_of(0.9), QColor(colours.muted))
        if self._bar:
            rail = QRectF(lower)
            rail.setTop(lower.center().y() - HEIGHT / 2)
            rail.setHeight(HEIGHT)
            paint_bar(painter, rail, *self._bar(row))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for two lines."""
        hint = super().sizeHint(option, index)
        hint.setHeight(two_lines(cast("Any", option).fontMetrics))
        return hint


def _write(painter: QPainter, room: QRect, text: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def two_lines(metrics: QFontMetrics) -> int:
    """How high a row of two lines is."""
    return 2 * metrics.height() + 3 * theme.UNIT
