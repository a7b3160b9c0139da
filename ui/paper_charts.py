"""Painting a chart on paper: plain bars, lines, areas and points between their axes; round ones in paper_rounds.

All lengths are in the units the painter is scaled to, `unit` of them to a point.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from exports.chart_scale import Scale, across_of, drawn, is_stacked, part_of
from exports.on_paper import Chart, Series
from ui.paper_chart_frame import AXIS, GRID, INK, MIDDLE, WRAP, Fonts, Frame, colour_of
from ui.paper_rounds import Rounds

_BEND = 1 / 6  # of the way between its neighbours, how a smooth line leaves a point


def draw(chart: Chart, box: QRectF, painter: QPainter, fonts: Fonts, unit: float) -> None:
    """Draw a chart into a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    how = Rounds if chart.kind in Rounds.KINDS else _Painting
    how(chart, painter, fonts, unit).draw(box)
    painter.restore()


class _Painting(Frame):
    """One chart being drawn."""

    # -- the axes --------------------------------------------------------------------------------------------------

    def fill(self, room: QRectF) -> None:
        """Draw the axes and what lies between them."""
        chart, lying = self._chart, self._chart.kind == "bar"
        wide, high = room.width() / (4 * self._line), room.height() / (2 * self._line)
        sides = (False, True) if chart.second is not None else (False,)
        self._scales = [drawn(part_of(chart, is_second=one), wide if lying else high) for one in sides]
        self._below = drawn(across_of(chart), wide) if chart.kind == "scatter" else None
        names = [" ".join(name.split()) for name in chart.categories]
        upright, lower = (chart.across, chart.upright) if lying else (chart.upright, chart.across)
        left = self._widest(names if lying else self._scales[0].texts) if upright.is_shown else 0.0
        left = min(left, room.width() * 0.4)
        right = 0.0
        if lying or self._below is not None:
            right = self._measure.horizontalAdvance((self._below or self._scales[0]).texts[-1]) / 2
        elif chart.second is not None and chart.second.is_shown:
            right = self._widest(self._scales[1].texts) + 2 * self._pad
        inner = room.adjusted(left + self._pad, self._line / 2, -right, 0)
        is_named = lower.is_shown and not lying and self._below is None
        if lower.is_shown:
            deep = self._names_below(inner, names, measured=True) if is_named else self._line
            inner = inner.adjusted(0, 0, 0, -deep - self._pad)
        self._inner = inner
        self._rule(self._scales[0], is_across=lying)
        if self._below is not None:
            self._rule(self._below, is_across=True)
        if chart.second is not None:
            self._rule(self._scales[1], is_far=True)
        if is_named:
            self._names_below(inner, names)
        elif lying and upright.is_shown:
            self._names_beside(names, left)
        for is_second in sides:  # what goes by the second axis lies over all that goes by the first
            found = [one for one in chart.series if one.is_second == is_second]
            for series in (one for one in found if one.kind == "area"):
                self._area(series)
            self._bars([one for one in found if one.kind == "bar"])
            self._spans([one for one in found if one.kind == "line"])
            for series in (one for one in found if one.kind in ("line", "point")):
                self._curve(series)

    def _widest(self, words: Sequence[str]) -> float:
        return max(map(self._measure.horizontalAdvance, words), default=0.0)

    def _at(self, value: float, series: Series) -> float:
        """Where a number of a series lies on its axis."""
        return self._along(self._scales[series.is_second], value, is_across=self._chart.kind == "bar")

    def _along(self, scale: Scale, value: float, *, is_across: bool) -> float:
        share = scale.share(value)
        if is_across:
            return self._inner.left() + share * self._inner.width()
        return self._inner.bottom() - share * self._inner.height()

    def _slot(self, place: int, count: int) -> tuple[float, float]:
        """Return where the room of one category begins and how long it is; lying bars begin below."""
        lying = self._chart.kind == "bar"
        number = count - 1 - place if lying != self._chart.across.is_reversed else place
        if self._chart.on_ticks and count > 1:
            length = self._inner.width() / (count - 1)
            return self._inner.left() + (number - 0.5) * length, length
        length = (self._inner.height() if lying else self._inner.width()) / max(count, 1)
        return (self._inner.top() if lying else self._inner.left()) + number * length, length

    def _rule(self, scale: Scale, *, is_across: bool = False, is_far: bool = False) -> None:
        """Draw the lines and numbers of an axis, and the line that stands on its foot; the far one has numbers only."""
        inner, painter = self._inner, self._painter
        for number, text in zip(scale.ticks, scale.texts, strict=True):
            at = self._along(scale, number, is_across=is_across)
            if scale.axis.has_grid:
                painter.setPen(QPen(GRID, 0.5 * self._unit))
                self._cross(at, is_across=is_across)
            if scale.axis.is_shown:
                painter.setPen(INK)
                width = self._measure.horizontalAdvance(text)
                down = at + self._measure.ascent() - self._line / 2
                where = QPointF(inner.right() + self._pad if is_far else inner.left() - self._pad - width, down)
                if is_across:
                    where = QPointF(at - width / 2, inner.bottom() + self._pad / 2 + self._measure.ascent())
                painter.drawText(where, text)
        if not is_far:
            painter.setPen(QPen(AXIS, 0.75 * self._unit))
            self._cross(self._along(scale, scale.foot, is_across=is_across), is_across=is_across)

    def _cross(self, at: float, *, is_across: bool) -> None:
        """Draw a line through the whole chart, upright at a place across, or level."""
        inner = self._inner
        if is_across:
            self._painter.drawLine(QPointF(at, inner.top()), QPointF(at, inner.bottom()))
        else:
            self._painter.drawLine(QPointF(inner.left(), at), QPointF(inner.right(), at))

    def _names_below(self, room: QRectF, names: Sequence[str], *, measured: bool = False) -> float:
        """Write the categories below the columns, aslant where they are too long; return how high that is."""
        count = len(names)
        slot = room.width() / max(count - self._chart.on_ticks, 1)
        longest = max((self._measure.horizontalAdvance(word) for name in names for word in name.split()), default=0.0)
        fits = longest <= slot * 0.95
        heights = [self._measure.boundingRect(QRectF(0, 0, slot * 0.95, 1e6), WRAP, name).height() for name in names]
        high = max(heights, default=0.0)
        fits = fits and high <= 3.5 * self._line
        if not fits:
            wide = max(map(self._measure.horizontalAdvance, names), default=0.0)
            high = min(wide * 0.71 + self._line * 0.71, room.height() * 0.4)
        if measured:
            return high
        self._painter.setPen(INK)
        every = 1 if fits else max(1, math.ceil(1.1 * self._line / max(slot, 1.0)))
        for place, name in enumerate(names):
            begin, _ = self._slot(place, count)
            if fits:
                box = QRectF(begin + slot * 0.025, room.bottom() + self._pad / 2, slot * 0.95, high)
                self._painter.drawText(box, WRAP, name)
            elif place % every == 0:
                text = self._measure.elidedText(name, Qt.TextElideMode.ElideRight, (high - self._line * 0.5) / 0.71)
                self._painter.save()
                self._painter.translate(begin + slot / 2, room.bottom() + self._pad)
                self._painter.rotate(-45)
                at = QPointF(-self._measure.horizontalAdvance(text), self._line * 0.5)
                self._painter.drawText(at, text)
                self._painter.restore()
        return high

    def _names_beside(self, names: Sequence[str], wide: float) -> None:
        self._painter.setPen(INK)
        for place, name in enumerate(names):
            begin, slot = self._slot(place, len(names))
            text = self._measure.elidedText(name, Qt.TextElideMode.ElideRight, wide)
            x = self._inner.left() - self._pad - self._measure.horizontalAdvance(text)
            self._painter.drawText(QPointF(x, begin + slot / 2 - self._line / 2 + self._measure.ascent()), text)

    # -- bars, areas, lines, points --------------------------------------------------------------------------------

    def _bars(self, bars: Sequence[Series]) -> None:
        chart = self._chart
        beside = 1 if chart.stacking else len(bars)
        overlap = 0.0 if chart.stacking else chart.overlap / 100
        count = len(chart.categories)
        for place in range(count):
            begin, slot = self._slot(place, count)
            thick = slot / (beside - (beside - 1) * overlap + chart.gap / 100) if beside else 0.0
            first = begin + (slot - thick * (beside - (beside - 1) * overlap)) / 2
            whole = sum(abs(one.values[place] or 0) for one in bars if place < len(one.values)) or 1.0
            reached = {-1: 0.0, 1: 0.0}
            for number, series in enumerate(bars):
                value = series.values[place] if place < len(series.values) else None
                if value is None:
                    continue
                length = value / whole if chart.stacking == "percentStacked" else value
                sign = -1 if length < 0 else 1
                start = reached[sign] if chart.stacking else 0.0
                reached[sign] = start + length
                lying = chart.kind == "bar"
                step = 0 if chart.stacking else (beside - 1 - number if lying else number)
                across = first + step * thick * (1 - overlap)
                low, high = sorted((self._at(start, series), self._at(start + length, series)))
                bar = QRectF(low, across, high - low, thick) if lying else QRectF(across, low, thick, high - low)
                self._painter.fillRect(bar, QColor(colour_of(series, place)))
                self._bar_label(series, place, bar, is_inside=bool(chart.stacking))

    def _bar_label(self, series: Series, place: int, bar: QRectF, *, is_inside: bool) -> None:
        text = self.label(series, place)
        if not text:
            return
        wide = self._measure.horizontalAdvance(text)
        where = QRectF(0, 0, wide, self._line)
        where.moveCenter(bar.center())
        if not is_inside and self._chart.kind == "bar":
            where.moveLeft(bar.right() + self._pad / 2)
        elif not is_inside:
            where.moveBottom(bar.top())
        self._painter.setPen(INK)
        self._painter.drawText(where, MIDDLE | int(Qt.TextFlag.TextDontClip), text)

    def _heights(self, series: Series, blank: float | None = None) -> list[tuple[float, float] | None]:
        """Return from where to where a line or an area reaches at each point; None without number or `blank`."""
        stack = [one for one in self._chart.series if is_stacked(self._chart, one)]
        before = stack[: stack.index(series)] if series in stack else []
        found: list[tuple[float, float] | None] = []
        for place, number in enumerate(series.values):
            value = blank if number is None else number
            of_stack = [one.values[place] or 0.0 for one in stack if place < len(one.values)]
            is_share = series in stack and self._chart.stacking == "percentStacked"
            whole = (sum(map(abs, of_stack)) or 1.0) if is_share else 1.0
            low = sum(one.values[place] or 0.0 for one in before if place < len(one.values))
            found.append(None if value is None else (low / whole, (low + value) / whole))
        return found

    def _area(self, series: Series) -> None:
        """Fill what lies between a row of numbers and the one it stands on, or the axis."""
        count = len(self._chart.categories)
        reaches = [one or (0.0, 0.0) for one in self._heights(series, 0.0)[:count]]
        across = [begin + slot / 2 for begin, slot in (self._slot(place, count) for place in range(len(reaches)))]
        upper = [QPointF(x, self._at(high, series)) for x, (_low, high) in zip(across, reaches, strict=True)]
        lower = [QPointF(x, self._at(low, series)) for x, (low, _high) in zip(across, reaches, strict=True)]
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(colour_of(series, 0)))
        self._painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, point in enumerate(upper):
            self._bar_label(series, place, QRectF(point.x(), point.y(), 0, 0), is_inside=False)

    def _curve(self, series: Series) -> None:
        """Draw a line with its marks, or points that lie where their places and numbers say."""
        points = self._points(series)
        if series.sizes:
            self._bubbles(series, points)
            return
        self._painter.setPen(
            QPen(QColor(colour_of(series, 0)), 2.25 * self._unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        if series.has_line:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPath(_path(points, is_smooth=series.is_smooth))
        for place, point in enumerate(points):
            if point is None:
                continue
            if series.has_marks:
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(QColor(colour_of(series, place)))
                self._painter.drawEllipse(point, 3 * self._unit, 3 * self._unit)
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._bar_label(series, place, QRectF(point.x(), point.y() - self._pad, 0, 0), is_inside=False)

    def _spans(self, lines: Sequence[Series]) -> None:
        """Draw what lies between the lines at each place: lowest to highest, and first to last."""
        chart, count = self._chart, len(self._chart.categories)
        if not lines or not (chart.has_spans or chart.steps):
            return
        for place in range(count):
            begin, slot = self._slot(place, count)
            values = [value for one in lines if place < len(one.values) and (value := one.values[place]) is not None]
            if len(values) < 2:
                continue
            middle, (low, high) = begin + slot / 2, (self._at(end(values), lines[0]) for end in (min, max))
            self._painter.setPen(QPen(INK, 0.75 * self._unit))
            if chart.has_spans:
                self._painter.drawLine(QPointF(middle, low), QPointF(middle, high))
            if chart.steps is not None:
                first, last = values[0], values[-1]
                top, bottom = sorted((self._at(first, lines[0]), self._at(last, lines[0])))
                thick = slot / (1 + chart.gap / 100)
                self._painter.setBrush(QColor(chart.steps[last < first]))
                self._painter.drawRect(QRectF(middle - thick / 2, top, thick, bottom - top))
                self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _bubbles(self, series: Series, points: Sequence[QPointF | None]) -> None:
        """Draw points as large as their sizes say; the largest of the chart is a quarter as wide as there is room."""
        largest = max((size or 0.0 for one in self._chart.series for size in one.sizes), default=0.0)
        widest = min(self._inner.width(), self._inner.height()) / 8
        for place, (point, size) in enumerate(zip(points, series.sizes, strict=False)):
            if point is None or not size or size < 0:
                continue
            colour = QColor(colour_of(series, place))
            self._painter.setPen(QPen(colour.darker(120), 0.75 * self._unit))
            colour.setAlphaF(0.75)
            self._painter.setBrush(colour)
            reach = widest * math.sqrt(size / largest)
            self._painter.drawEllipse(point, reach, reach)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._bar_label(series, place, QRectF(point.x(), point.y(), 0, 0), is_inside=True)

    def _points(self, series: Series) -> list[QPointF | None]:
        if self._below is None:
            count = len(self._chart.categories)
            slots = (self._slot(place, count) for place in range(count))
            reaches = zip(slots, self._heights(series), strict=False)
            return [one and QPointF(begin + slot / 2, self._at(one[1], series)) for (begin, slot), one in reaches]
        places = zip(series.places, series.values, strict=False)
        return [
            None
            if across is None or value is None
            else QPointF(self._along(self._below, across, is_across=True), self._at(value, series))
            for across, value in places
        ]


def _path(points: Sequence[QPointF | None], *, is_smooth: bool) -> QPainterPath:
    """Return the line through points, straight or bent so that it runs through each; it stops where one is missing."""
    path = QPainterPath()
    for place, (one, following) in enumerate(pairwise(points), 1):
        if one is None or following is None:
            continue
        path.moveTo(one)
        if not is_smooth:
            path.lineTo(following)
            continue
        before = (points[place - 2] if place > 1 else None) or one
        after = (points[place + 1] if place + 1 < len(points) else None) or following
        path.cubicTo(one + (following - before) * _BEND, following - (after - one) * _BEND, following)
    return path
