"""Painting the round charts on paper: rings, and nets of numbers around a middle."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from exports.chart_scale import Scale, drawn
from exports.on_paper import Series, Split
from exports.shown import shown
from ui.paper_chart_frame import AXIS, GRID, INK, MIDDLE, Frame, colour_of

OTHERS = "Khác"
_DARK = 100  # of 255, the lightness below which ink is not read
_GAP, _BAR = 0.4, 0.5  # between two pies, and how wide a bar beside a pie is, of the pie


class _Part(NamedTuple):
    """A part of a pie, and what is written at it."""

    value: float
    colour: str
    text: str


def _ink(colour: str) -> QColor:
    """Return what is read on a colour: white on a dark one."""
    return QColor(Qt.GlobalColor.white) if QColor(colour).lightness() < _DARK else INK


class Rounds(Frame):
    """A round chart being drawn."""

    KINDS = ("pie", "radar")

    def fill(self, room: QRectF) -> None:
        """Draw the ring or the net."""
        if self._chart.kind == "pie":
            self._ring(room)
        else:
            self._net(room)

    def _ring(self, room: QRectF) -> None:
        """Draw the first series as parts of a whole, from the top clockwise."""
        series, split = self._chart.series[0], self._chart.split
        numbers = [max(one or 0.0, 0.0) for one in series.values]
        whole = sum(numbers)
        if not whole:
            return
        parts = [
            _Part(value, colour_of(series, place), self.label(series, place, value / whole) if value else "")
            for place, value in enumerate(numbers)
        ]
        side = min(room.width(), room.height()) - (2 * self._line if series.labels else 0)
        if split is not None:
            self._parted(room, side, parts, split)
            return
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(room.center())
        self._pie(ring, parts, 90.0, room, self._chart.hole)

    def _pie(self, ring: QRectF, parts: list[_Part], first: float, room: QRectF, hole: int = 0) -> None:
        """Draw parts clockwise from an angle on, in degrees, 0 at the right; their words stay within the room."""
        whole, start, side = sum(one.value for one in parts), first, ring.width()
        for one in parts:
            turn = 360 * one.value / whole
            self._painter.setPen(QPen(Qt.GlobalColor.white, self._unit))
            self._painter.setBrush(QColor(one.colour))
            self._painter.drawPie(ring, round(start * 16), -round(turn * 16))
            start -= turn
        if hole:
            inside = side * hole / 200
            self._painter.setBrush(QColor(self._chart.fill or "#FFFFFF"))
            self._painter.drawEllipse(ring.center(), inside, inside)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(INK)
        start = first
        for one in parts:
            turn = 360 * one.value / whole
            angle, start = math.radians(start - turn / 2), start - turn
            wide = self._measure.horizontalAdvance(one.text)
            is_inside = turn > 25 and wide < side * (0.35 if turn < 120 else 0.55)
            self._painter.setPen(_ink(one.colour) if is_inside else INK)
            beyond = self._line * 0.6 + abs(math.cos(angle)) * wide / 2
            reach = side * 0.325 if is_inside else side / 2 + beyond
            where = QRectF(0, 0, wide, self._line)
            where.moveCenter(ring.center() + QPointF(math.cos(angle) * reach, -math.sin(angle) * reach))
            where.moveLeft(min(max(where.left(), room.left()), max(room.right() - wide, room.left())))
            where.moveTop(min(max(where.top(), room.top()), room.bottom() - self._line))
            self._painter.drawText(where, MIDDLE | int(Qt.TextFlag.TextDontClip), one.text)

    def _parted(self, room: QRectF, side: float, parts: list[_Part], split: Split) -> None:
        """Draw a pie whose part at the right is shown again beside it, divided: as a pie or as a bar."""
        apart = [parts[at] for at in split.places]
        together = self._together(apart, sum(one.value for one in parts))
        rest = [one for at, one in enumerate(parts) if at not in split.places]
        size = split.size / 100
        wide = size * (_BAR if split.is_bar else 1.0)
        side = min(side, room.width() / (1 + _GAP + wide))
        ring, beside = QRectF(0, 0, side, side), QRectF(0, 0, side * wide, side * size)
        middle = room.center().y()
        left = room.center().x() - side * (1 + _GAP + wide) / 2
        ring.moveCenter(QPointF(left + side / 2, middle))
        beside.moveCenter(QPointF(left + side * (1 + _GAP + wide / 2), middle))
        half = 180 * together.value / (together.value + sum(one.value for one in rest))
        if split.has_lines:
            self._painter.setPen(QPen(AXIS, 0.75 * self._unit))
            end = beside.left() if split.is_bar else beside.center().x()
            for sign, high in ((1, beside.top()), (-1, beside.bottom())):
                angle = math.radians(half)
                edge = QPointF(math.cos(angle), -sign * math.sin(angle)) * (side / 2)
                self._painter.drawLine(ring.center() + edge, QPointF(end, high))
        self._pie(ring, [*rest, together], -half, QRectF(room.topLeft(), QPointF(beside.left(), room.bottom())))
        if split.is_bar:
            self._bar(beside, apart, room)
        else:
            self._pie(beside, apart, 90.0, QRectF(QPointF(ring.right(), room.top()), room.bottomRight()))

    def _together(self, apart: list[_Part], whole: float) -> _Part:
        """Return the part of a pie that stands for several."""
        series, value = self._chart.series[0], sum(one.value for one in apart)
        told = {"name": OTHERS, "value": shown(value, series.format), "percent": shown(value / whole, "0%")}
        words = "; ".join(told[one] for one in series.labels)
        return _Part(value, colour_of(series, len(series.values)), words)

    def _bar(self, box: QRectF, parts: list[_Part], room: QRectF) -> None:
        """Draw parts one below the other, their words in them or, where they are too long, at the right."""
        top, whole = box.top(), sum(one.value for one in parts)
        for one in parts:
            part = QRectF(box.left(), top, box.width(), box.height() * one.value / whole)
            top = part.bottom()
            self._painter.setPen(QPen(Qt.GlobalColor.white, self._unit))
            self._painter.setBrush(QColor(one.colour))
            self._painter.drawRect(part)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(INK)
            wide = self._measure.horizontalAdvance(one.text)
            where = QRectF(0, 0, wide, self._line)
            where.moveCenter(part.center())
            if wide > box.width():
                where.moveLeft(min(box.right() + self._pad, room.right() - wide))
            else:
                self._painter.setPen(_ink(one.colour))
            self._painter.drawText(where, MIDDLE | int(Qt.TextFlag.TextDontClip), one.text)

    def _net(self, room: QRectF) -> None:
        """Draw each series as a line around the middle, the first category above it, the others clockwise."""
        chart, painter = self._chart, self._painter
        names = [" ".join(name.split()) for name in chart.categories]
        middle, count = room.center(), max(len(names), 1)
        reach = self._reach(room, names)
        scale = drawn(chart, reach / (1.5 * self._line))

        def at(place: int, far: float) -> QPointF:
            angle = 2 * math.pi * place / count
            return middle + QPointF(math.sin(angle), -math.cos(angle)) * far * reach

        if scale.axis.has_grid:
            painter.setPen(QPen(GRID, 0.5 * self._unit))
            for number in scale.ticks:
                painter.drawPolygon(QPolygonF([at(place, scale.share(number)) for place in range(count)]))
        painter.setPen(QPen(AXIS, 0.75 * self._unit))
        for place in range(count):
            painter.drawLine(middle, at(place, 1.0))
        for series in chart.series:
            told = enumerate(series.values[: len(names)])
            self._web(series, [None if one is None else at(place, scale.share(one)) for place, one in told])
        painter.setPen(INK)
        for place, name in enumerate(names):
            self._name(name, at(place, 1.0), room)
        if scale.axis.is_shown:
            self._ticks(scale, middle, reach)

    def _web(self, series: Series, points: list[QPointF | None]) -> None:
        """Draw one line around the middle, open beside a point without a number; a filled one leaves that point out."""
        painter, present = self._painter, [one for one in points if one is not None]
        colour = QColor(colour_of(series, 0))
        if self._chart.is_filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF(present))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            return
        painter.setPen(QPen(colour, 2.25 * self._unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for one, following in zip(points, [*points[1:], *points[:1]], strict=True):
            if one is not None and following is not None:
                painter.drawLine(one, following)
        if series.has_marks:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for one in present:
                painter.drawEllipse(one, 3 * self._unit, 3 * self._unit)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(INK)
        for place, point in enumerate(points):
            if point is not None and (text := self.label(series, place)):
                where = QRectF(0, 0, self._measure.horizontalAdvance(text), self._line)
                where.moveCenter(point - QPointF(0, self._line * 0.7))
                painter.drawText(where, MIDDLE | int(Qt.TextFlag.TextDontClip), text)

    def _reach(self, room: QRectF, names: list[str]) -> float:
        """Return how far the net goes from the middle: the names beside it keep up to half of the room."""
        reach = room.height() / 2 - 1.4 * self._line
        for place, name in enumerate(names):
            aside = abs(math.sin(2 * math.pi * place / len(names)))
            wide = min(self._measure.horizontalAdvance(name) * (1 + aside) / 2 + self._pad, room.width() / 4)
            reach = min(reach, (room.width() / 2 - wide) / max(aside, 0.01))
        return max(reach, self._line)

    def _name(self, name: str, end: QPointF, room: QRectF) -> None:
        """Write a category beyond its end of the net: beside it, or above and below."""
        out = end - room.center()
        far = math.hypot(out.x(), out.y()) or 1.0
        across, down = out.x() / far, out.y() / far
        free = (room.width() / 2 - abs(out.x()) - self._pad) * 2 / (1 + abs(across))
        text = self._measure.elidedText(name, Qt.TextElideMode.ElideRight, free)
        where = QRectF(0, 0, self._measure.horizontalAdvance(text), self._line)
        where.moveCenter(end + QPointF(across * (where.width() / 2 + self._pad), down * self._line * 0.8))
        self._painter.drawText(where, MIDDLE | int(Qt.TextFlag.TextDontClip), text)

    def _ticks(self, scale: Scale, middle: QPointF, reach: float) -> None:
        """Write the numbers of the axis left of the line that goes up from the middle."""
        for number, text in zip(scale.ticks, scale.texts, strict=True):
            wide = self._measure.horizontalAdvance(text)
            down = middle.y() - scale.share(number) * reach - self._line / 2 + self._measure.ascent()
            self._painter.drawText(QPointF(middle.x() - self._pad - wide, down), text)
