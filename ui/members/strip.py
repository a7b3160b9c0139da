"""A member's year as twelve squares: a sign and a letter for each month, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.theme import State


@dataclass(frozen=True)
class Month:
    """One square: sign over letter (both empty: nothing was written that month), its state and its tip."""

    sign: str = ""
    letter: str = ""
    state: State = State.IDLE
    tip: str = ""


class YearStrip(QWidget):
    """Twelve squares with the number of the month under each."""

    chosen = Signal(int)
    """A square was clicked, or Enter pressed on it: its month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.months: tuple[Month, ...] = (Month(),) * 12
        self.current = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_months(self, months: Sequence[Month]) -> None:
        """Show another year."""
        self.months = tuple(months)
        self.setAccessibleName("; ".join(month.tip for month in self.months if month.tip))
        self.update()

    def begin(self) -> None:
        """Let the keys begin at the last meeting of the year, where they are at none."""
        written = [number for number, month in enumerate(self.months, 1) if month.sign or month.letter]
        if written and self.current not in written:
            self.current = written[-1]

    def sizeHint(self) -> QSize:
        """Two lines in a square, one below."""
        return QSize(12 * 22, self._square_height() + self._line() + theme.UNIT)

    def minimumSizeHint(self) -> QSize:
        """Squares may get narrow."""
        return QSize(12 * 18, self.sizeHint().height())

    def square(self, month: int) -> QRect:
        """Where the square of a month (1–12) is."""
        left, right = self.width() * (month - 1) // 12, self.width() * month // 12
        return QRect(left + 1, 0, right - left - 2, self._square_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Squares, then the numbers of the months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        for number, month in enumerate(self.months, 1):
            box = self.square(number)
            shape = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
            if month.letter:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.soft(month.state))
                painter.drawRoundedRect(shape, 3, 3)
                painter.setPen(c.ink(month.state))
                half = box.height() // 2
                painter.setFont(theme.font_of(0.9, bold=True))
                painter.drawText(box.adjusted(0, 1, 0, -half + 2), Qt.AlignmentFlag.AlignCenter, month.sign)
                painter.setFont(theme.font_of(0.9))
                painter.drawText(box.adjusted(0, half - 2, 0, -1), Qt.AlignmentFlag.AlignCenter, month.letter)
            else:
                painter.setPen(QPen(QColor(c.line_strong), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(shape, 3, 3)
            if number == self.current and self.hasFocus():
                painter.setPen(QPen(QColor(c.accent_text), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(shape, 3, 3)
            painter.setPen(QColor(c.muted))
            painter.setFont(theme.font_of(0.85))
            below = QRect(box.x(), box.bottom() + theme.UNIT // 2, box.width(), self._line())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(number))

    def event(self, event: QEvent) -> bool:
        """A tip for the square under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a square opens the meeting."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._month_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → walk along the months with their tips, Enter opens the meeting."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step:
            self.current = min(12, max(1, self.current + step))
            self.update()
            box = self.square(self.current)
            QToolTip.showText(self.mapToGlobal(box.bottomLeft()), self.months[self.current - 1].tip, self)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which month the keys are at."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys went elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def tip_at(self, where: QPoint) -> str:
        """What the tip under a point says."""
        return self.months[self._month_at(where) - 1].tip

    def _month_at(self, where: QPoint) -> int:
        return min(12, max(1, where.x() * 12 // max(1, self.width()) + 1))

    def _line(self) -> int:
        return QFontMetrics(theme.font_of(0.9)).height()

    def _square_height(self) -> int:
        return 2 * self._line() + 2
