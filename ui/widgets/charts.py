"""A line over months with its target, drawn so that colour is never the only sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
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

REACH = 12.0
"""How near the mouse must be to a point, in pixels."""


@dataclass(frozen=True)
class Point:
    """One month: its short name, its value in percent (None: no figure, the line has a gap), words for the tip.

    `is_met` is whether the value reaches the target, as the month's own rule judges the exact figure; None: no target.
    `target` is that month's own target in percent, where it may differ from month to month.
    """

    label: str
    value: float | None
    tip: str = ""
    is_met: bool | None = None
    target: float | None = None


def percent(value: float) -> str:
    """A value of the chart in words: 90,9 %."""
    return f"{value:.1f} %".replace(".", ",")


def state_of(point: Point) -> State:
    """How a point stands towards the target."""
    if point.is_met is None:
        return State.IDLE
    return State.GOOD if point.is_met else State.BAD


class LineChart(QWidget):
    """Values by month as a line; points that miss the target are red squares, those that reach it green dots."""

    opened = Signal(int)
    """A point was clicked, or Enter pressed on it: its place in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[Point] = []
        self.target: float | None = None
        self.target_text = ""
        self.current = -1
        self.setMinimumHeight(140)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_points(self, points: Sequence[Point], target: float | None = None, target_text: str = "") -> None:
        """Show other months; `target` is a line in percent, `target_text` the word beside it."""
        self.points = list(points)
        self.target = target
        self.target_text = target_text or self.tr("mục tiêu")
        self.current = -1
        self.setAccessibleDescription(self.as_text())
        self.update()

    def as_text(self) -> str:
        """The chart as lines of text, for screen readers and the clipboard."""
        unknown = self.tr("chưa có số liệu")
        return "\n".join(f"{p.label}: {percent(p.value) if p.value is not None else unknown}" for p in self.points)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(380, 220)

    def _targets(self) -> list[float | None]:
        """The target of each month: its own, or the one of all."""
        return [self.target if point.target is None else point.target for point in self.points]

    def scale_range(self) -> tuple[float, float]:
        """The lowest and highest value of the axis, whole fives around what is shown, at least ten apart."""
        shown = [p.value for p in self.points if p.value is not None]
        shown += [target for target in self._targets() if target is not None]
        if not shown:
            return 0.0, 100.0
        low = max(0.0, (min(shown) - 1) // 5 * 5)
        high = min(100.0, -(-(max(shown) + 1) // 5) * 5)
        low = max(0.0, min(low, high - 10))
        return low, max(high, low + 10)

    def _area(self) -> QRectF:
        metrics = QFontMetricsF(theme.font_of(0.9))
        right = max(metrics.horizontalAdvance(self.target_text), metrics.horizontalAdvance("100,0 %") * 1.1)
        left = metrics.horizontalAdvance("100 %") + theme.GAP
        top, bottom = metrics.height() / 2 + 2, metrics.height() + theme.GAP
        return QRectF(self.rect()).adjusted(left, top, -right - theme.MARGIN, -bottom)

    def _place(self, number: int, value: float) -> QPointF:
        area = self._area()
        low, high = self.scale_range()
        across = area.width() * (number / (len(self.points) - 1) if len(self.points) > 1 else 0.5)
        return QPointF(area.left() + across, area.bottom() - area.height() * (value - low) / (high - low))

    def point_at(self, where: QPointF) -> int:
        """The place of the point under the mouse, -1 if there is none."""
        best, nearest = -1, REACH
        for number, point in enumerate(self.points):
            if point.value is None:
                continue
            away = self._place(number, point.value) - where
            distance = (away.x() ** 2 + away.y() ** 2) ** 0.5
            if distance < nearest:
                best, nearest = number, distance
        return best

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grid, target, line, points, the label of the last point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font_of(0.9))
        self._paint_grid(painter)
        self._paint_line(painter)
        self._paint_last(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        c, area, metrics = theme.colours(), self._area(), QFontMetricsF(painter.font())
        low, high = self.scale_range()
        step = 5 if high - low <= 30 else 20
        value = low
        while value <= high:
            y = self._place(0, value).y()
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(c.muted))
            box = QRectF(0, y - metrics.height() / 2, area.left() - theme.GAP, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:.0f} %")
            value += step
        self._paint_months(painter, metrics)

    def _paint_months(self, painter: QPainter, metrics: QFontMetricsF) -> None:
        if not self.points:
            return
        area = self._area()
        room = metrics.horizontalAdvance("00/00") + theme.GAP
        fitting = max(1, int(area.width() // room))
        every = next(n for n in (1, 2, 3, 4, 6, 12, len(self.points)) if len(self.points) <= fitting * n or n >= 12)
        for number in range(0, len(self.points), every):
            x = self._place(number, 0).x()
            box = QRectF(x - room / 2, area.bottom() + theme.UNIT, room, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.points[number].label)

    def _paint_line(self, painter: QPainter) -> None:
        c, area = theme.colours(), self._area()
        painter.setPen(QPen(QColor(c.red), 1, Qt.PenStyle.DashLine))
        half, number = area.width() / max(1, len(self.points) - 1) / 2, 0
        for target, months in groupby(self._targets()):  # where a rule changes, the line steps
            last = number + len(list(months)) - 1
            if target is not None:
                here, there = self._place(number, target), self._place(last, target)
                left, right = max(area.left(), here.x() - half), min(area.right(), there.x() + half)
                painter.drawLine(QPointF(left, here.y()), QPointF(right, here.y()))
            number = last + 1
        painter.setPen(QPen(QColor(c.muted), 1.6))
        before: QPointF | None = None
        for number, point in enumerate(self.points):
            here = None if point.value is None else self._place(number, point.value)
            if before is not None and here is not None:
                painter.drawLine(before, here)
            before = here
        for number, point in enumerate(self.points):
            if point.value is not None:
                self._paint_point(painter, number, point.value, state_of(point))

    def _paint_point(self, painter: QPainter, number: int, value: float, state: State) -> None:
        c = theme.colours()
        radius = 5.0 if number == self.current else 3.2
        painter.setPen(QPen(QColor(c.card), 1))
        painter.setBrush(c.ink(state))
        here = self._place(number, value)
        if state is State.BAD:
            painter.drawRect(QRectF(here.x() - radius, here.y() - radius, 2 * radius, 2 * radius))
        else:
            painter.drawEllipse(here, radius, radius)

    def _paint_last(self, painter: QPainter) -> None:
        c, area, metrics = theme.colours(), self._area(), QFontMetricsF(painter.font())
        left, room, height = area.right() + theme.GAP, self.width() - area.right() - theme.GAP, metrics.height()
        taken: float | None = None
        last = next((n for n in reversed(range(len(self.points))) if self.points[n].value is not None), None)
        if last is not None and (value := self.points[last].value) is not None:
            taken = self._place(last, value).y()
            painter.setPen(QColor(c.text))
            painter.setFont(theme.font_of(0.9, bold=True))
            box = QRectF(left, taken - height / 2, room, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, percent(value))
            painter.setFont(theme.font_of(0.9))
        target = next((one for one in reversed(self._targets()) if one is not None), None)
        if target is not None:
            y = self._place(0, target).y()
            if taken is not None and abs(taken - y) < height:
                y = taken + height if taken <= y else taken - height
            painter.setPen(QColor(c.red))
            box = QRectF(left, y - height / 2, room, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.target_text)

    def tip_of(self, number: int) -> str:
        """What the tip of one point says."""
        point = self.points[number]
        shown = self.tr("chưa có số liệu") if point.value is None else percent(point.value)
        return f"{point.label}: {shown}" + (f"\n{point.tip}" if point.tip else "")

    def event(self, event: QEvent) -> bool:
        """A tip for the point under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.point_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tip_of(number) if number >= 0 else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The point under the mouse grows."""
        self._move_to(self.point_at(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if self.current >= 0 else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a point opens it."""
        number = self.point_at(event.position())
        if number >= 0:
            self.opened.emit(number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the last point: without one, nothing would show where the keys are."""
        super().focusInEvent(event)
        if self.points and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._move_to(len(self.points) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No point stands out where the keys are no more."""
        super().focusOutEvent(event)
        self._move_to(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → walk along the points with their tips, Enter opens."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and self.points:
            start = self.current if self.current >= 0 else (len(self.points) if step < 0 else -1)
            self._move_to(min(len(self.points) - 1, max(0, start + step)))
            where = self._place(self.current, self.points[self.current].value or self.scale_range()[0])
            QToolTip.showText(self.mapToGlobal(where.toPoint() + QPoint(0, 8)), self.tip_of(self.current), self)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _move_to(self, number: int) -> None:
        if number != self.current:
            self.current = number
            self.update()
