"""Painting a chart on paper: plain bars, lines and rings, with the words and numbers around them.

All lengths are in the units the painter is scaled to, `unit` of them to a point.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from exports.chart_scale import scale_of, tick
from exports.on_paper import Axis, Chart, Series
from exports.shown import shown

Fonts = Callable[[float, bool], tuple[QFont, QFontMetricsF]]
"""A font of so many points, bold or not, with its measures."""

_INK, _GRID, _AXIS = (QColor(colour) for colour in ("#404040", "#D9D9D9", "#8C8C8C"))
_WRAP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


def draw(chart: Chart, box: QRectF, painter: QPainter, fonts: Fonts, unit: float) -> None:
    """Draw a chart into a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Painting(chart, painter, fonts, unit).draw(box)
    painter.restore()


class _Painting:
    """One chart being drawn."""

    def __init__(self, chart: Chart, painter: QPainter, fonts: Fonts, unit: float) -> None:
        self._chart, self._painter, self._fonts, self._unit = chart, painter, fonts, unit
        self._font, self._measure = fonts(chart.size, False)
        self._line = self._measure.height()
        self._pad = 5 * unit

    def draw(self, box: QRectF) -> None:
        chart, painter = self._chart, self._painter
        if chart.fill:
            painter.fillRect(box, QColor(chart.fill))
        if chart.edge:
            painter.setPen(QPen(QColor(chart.edge), 0.75 * self._unit))
            painter.drawRect(box)
        room = box.adjusted(self._pad, self._pad, -self._pad, -self._pad)
        room = self._titled(self._legend(self._title(room)))
        painter.setFont(self._font)
        if room.width() < 2 * self._line or room.height() < 2 * self._line:
            return  # as Excel leaves it out of a box too small
        if chart.kind == "pie":
            self._ring(room)
        else:
            self._plot(room)

    # -- around ----------------------------------------------------------------------------------------------------

    def _title(self, room: QRectF) -> QRectF:
        """Write the title and return what is left below it."""
        if not self._chart.title:
            return room
        font, measure = self._fonts(self._chart.title_size, True)
        self._painter.setFont(font)
        self._painter.setPen(_INK)
        high = measure.boundingRect(room, _WRAP, self._chart.title).height()
        self._painter.drawText(QRectF(room.x(), room.y(), room.width(), high), _WRAP, self._chart.title)
        return room.adjusted(0, high + self._pad, 0, 0)

    def _legend(self, room: QRectF) -> QRectF:
        """Write what each colour is and return what is left beside or above it."""
        entries = self._entries()
        if not self._chart.legend or not entries:
            return room
        self._painter.setFont(self._font)
        key = 0.7 * self._line
        widths = [key + self._pad + self._measure.horizontalAdvance(name) + 2 * self._pad for name, _ in entries]
        if self._chart.legend in ("left", "right"):
            wide = min(max(widths), room.width() / 2)
            left = room.left() if self._chart.legend == "left" else room.right() - wide
            top = room.center().y() - len(entries) * self._line * 0.6
            for number, (name, colour) in enumerate(entries):
                self._entry(left, top + number * 1.2 * self._line, wide, name, colour)
            is_left = self._chart.legend == "left"
            return room.adjusted(wide if is_left else 0, 0, 0 if is_left else -wide, 0)
        rows: list[list[int]] = [[]]
        for number, width in enumerate(widths):
            if rows[-1] and sum(widths[one] for one in rows[-1]) + width > room.width():
                rows.append([])
            rows[-1].append(number)
        high = 1.2 * self._line * len(rows)
        top = room.top() if self._chart.legend == "top" else room.bottom() - high
        for row in rows:
            x = room.center().x() - sum(widths[one] for one in row) / 2
            for number in row:
                self._entry(x, top, widths[number], *entries[number])
                x += widths[number]
            top += 1.2 * self._line
        is_top = self._chart.legend == "top"
        return room.adjusted(0, high + self._pad if is_top else 0, 0, 0 if is_top else -high - self._pad)

    def _entries(self) -> list[tuple[str, str]]:
        first = self._chart.series[0]
        if self._chart.kind == "pie" or (len(first.colours) > 1 and len(self._chart.series) == 1):
            return [(name, _colour(first, place)) for place, name in enumerate(self._chart.categories)]
        return [(one.name, _colour(one, 0)) for one in self._chart.series]

    def _entry(self, x: float, y: float, width: float, name: str, colour: str) -> None:
        side = 0.6 * self._line
        self._painter.fillRect(QRectF(x, y + (self._line - side) / 2, side, side), QColor(colour))
        start = side + self._pad
        text = self._measure.elidedText(name, Qt.TextElideMode.ElideRight, width - start)
        self._painter.setPen(_INK)
        self._painter.drawText(QPointF(x + start, y + self._measure.ascent()), text)

    def _titled(self, room: QRectF) -> QRectF:
        """Write the names of the axes and return what is left between them."""
        lying = self._chart.kind == "bar"
        axes = self._chart.across, self._chart.upright
        below, beside = (axis.title for axis in (axes[::-1] if lying else axes))
        if self._chart.kind == "pie":
            return room
        self._painter.setFont(self._font)
        self._painter.setPen(_INK)
        if below:
            self._painter.drawText(
                QRectF(room.left(), room.bottom() - self._line, room.width(), self._line), _MIDDLE, below
            )
            room = room.adjusted(0, 0, 0, -self._line - self._pad / 2)
        if beside:
            self._painter.save()
            self._painter.translate(room.left(), room.bottom())
            self._painter.rotate(-90)
            self._painter.drawText(QRectF(0, 0, room.height(), self._line), _MIDDLE, beside)
            self._painter.restore()
            room = room.adjusted(self._line + self._pad / 2, 0, 0, 0)
        return room

    # -- bars, columns, lines --------------------------------------------------------------------------------------

    def _plot(self, room: QRectF) -> None:
        chart, lying = self._chart, self._chart.kind == "bar"
        most = (room.width() / (4 * self._line)) if lying else (room.height() / (2 * self._line))
        begin, end, step = scale_of(chart, most)
        ticks = [begin + number * step for number in range(round((end - begin) / step) + 1)]
        format = "0%" if chart.stacking == "percentStacked" else chart.upright.format
        texts = [tick(one, format, step) for one in ticks]
        names = [" ".join(name.split()) for name in chart.categories]
        upright = names if lying else texts
        is_shown = chart.across.is_shown if lying else chart.upright.is_shown
        wide = max(map(self._measure.horizontalAdvance, upright), default=0.0) if is_shown else 0.0
        wide = min(wide, room.width() * 0.4)
        right = self._measure.horizontalAdvance(texts[-1]) / 2 if lying else 0.0
        inner = room.adjusted(wide + self._pad, self._line / 2, -right, 0)
        is_shown = chart.upright.is_shown if lying else chart.across.is_shown
        if is_shown:
            high = self._line if lying else self._names_below(inner, names, measured=True)
            inner = inner.adjusted(0, 0, 0, -high - self._pad)
        self._inner, self._range = inner, (begin, end)
        self._grid(ticks, texts)
        if not lying and is_shown:
            self._names_below(inner, names)
        elif lying and chart.across.is_shown:
            self._names_beside(names, wide)
        self._bars()
        for series in chart.series:
            if series.kind == "line":
                self._curve(series)

    def _at(self, value: float) -> float:
        """Where a number lies on its axis."""
        begin, end = self._range
        share = (min(max(value, begin), end) - begin) / (end - begin)
        share = 1 - share if self._chart.upright.is_reversed else share
        if self._chart.kind == "bar":
            return self._inner.left() + share * self._inner.width()
        return self._inner.bottom() - share * self._inner.height()

    def _slot(self, place: int, count: int) -> tuple[float, float]:
        """Return where the room of one category begins and how long it is; lying bars begin below."""
        lying = self._chart.kind == "bar"
        length = (self._inner.height() if lying else self._inner.width()) / max(count, 1)
        number = count - 1 - place if lying != self._chart.across.is_reversed else place
        return (self._inner.top() if lying else self._inner.left()) + number * length, length

    def _grid(self, ticks: Sequence[float], texts: Sequence[str]) -> None:
        inner, lying = self._inner, self._chart.kind == "bar"
        axis: Axis = self._chart.upright
        for number, text in zip(ticks, texts, strict=True):
            at = self._at(number)
            if axis.has_grid:
                self._painter.setPen(QPen(_GRID, 0.5 * self._unit))
                ends = (
                    (QPointF(at, inner.top()), QPointF(at, inner.bottom()))
                    if lying
                    else (QPointF(inner.left(), at), QPointF(inner.right(), at))
                )
                self._painter.drawLine(*ends)
            if axis.is_shown:
                self._painter.setPen(_INK)
                width = self._measure.horizontalAdvance(text)
                where = (
                    QPointF(at - width / 2, inner.bottom() + self._pad / 2 + self._measure.ascent())
                    if lying
                    else QPointF(inner.left() - self._pad - width, at + self._measure.ascent() - self._line / 2)
                )
                self._painter.drawText(where, text)
        self._painter.setPen(QPen(_AXIS, 0.75 * self._unit))
        zero = self._at(max(ticks[0], 0.0) if ticks[-1] > 0 else ticks[-1])
        if lying:
            self._painter.drawLine(QPointF(zero, inner.top()), QPointF(zero, inner.bottom()))
        else:
            self._painter.drawLine(QPointF(inner.left(), zero), QPointF(inner.right(), zero))

    def _names_below(self, room: QRectF, names: Sequence[str], *, measured: bool = False) -> float:
        """Write the categories below the columns, aslant where they are too long; return how high that is."""
        count = len(names)
        slot = room.width() / max(count, 1)
        longest = max((self._measure.horizontalAdvance(word) for name in names for word in name.split()), default=0.0)
        fits = longest <= slot * 0.95
        heights = [self._measure.boundingRect(QRectF(0, 0, slot * 0.95, 1e6), _WRAP, name).height() for name in names]
        high = max(heights, default=0.0)
        fits = fits and high <= 3.5 * self._line
        if not fits:
            wide = max(map(self._measure.horizontalAdvance, names), default=0.0)
            high = min(wide * 0.71 + self._line * 0.71, room.height() * 0.4)
        if measured:
            return high
        self._painter.setPen(_INK)
        every = 1 if fits else max(1, math.ceil(1.1 * self._line / max(slot, 1.0)))
        for place, name in enumerate(names):
            begin, _ = self._slot(place, count)
            if fits:
                box = QRectF(begin + slot * 0.025, room.bottom() + self._pad / 2, slot * 0.95, high)
                self._painter.drawText(box, _WRAP, name)
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
        self._painter.setPen(_INK)
        for place, name in enumerate(names):
            begin, slot = self._slot(place, len(names))
            text = self._measure.elidedText(name, Qt.TextElideMode.ElideRight, wide)
            x = self._inner.left() - self._pad - self._measure.horizontalAdvance(text)
            self._painter.drawText(QPointF(x, begin + slot / 2 - self._line / 2 + self._measure.ascent()), text)

    def _bars(self) -> None:
        chart = self._chart
        bars = [one for one in chart.series if one.kind == "bar"]
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
                low, high = sorted((self._at(start), self._at(start + length)))
                bar = QRectF(low, across, high - low, thick) if lying else QRectF(across, low, thick, high - low)
                self._painter.fillRect(bar, QColor(_colour(series, place)))
                self._bar_label(series, place, bar, is_inside=bool(chart.stacking))

    def _bar_label(self, series: Series, place: int, bar: QRectF, *, is_inside: bool) -> None:
        text = self._label(series, place)
        if not text:
            return
        wide = self._measure.horizontalAdvance(text)
        where = QRectF(0, 0, wide, self._line)
        where.moveCenter(bar.center())
        if not is_inside and self._chart.kind == "bar":
            where.moveLeft(bar.right() + self._pad / 2)
        elif not is_inside:
            where.moveBottom(bar.top())
        self._painter.setPen(_INK)
        self._painter.drawText(where, _MIDDLE | int(Qt.TextFlag.TextDontClip), text)

    def _label(self, series: Series, place: int, share: float | None = None) -> str:
        value = series.values[place]
        told = {
            "name": self._chart.categories[place] if place < len(self._chart.categories) else "",
            "value": "" if value is None else shown(value, series.format),
            "percent": "" if share is None else shown(share, "0%"),
        }
        return "; ".join(filter(None, (told[one] for one in series.labels)))

    def _curve(self, series: Series) -> None:
        chart, count = self._chart, len(self._chart.categories)
        before = [one for one in chart.series if one.kind == "line"]
        before = before[: before.index(series)] if chart.stacking and chart.kind == "line" else []
        line = QPolygonF()
        pen = QPen(QColor(_colour(series, 0)), 2.25 * self._unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        for place, value in enumerate((*series.values[:count], None)):
            if value is None:
                self._painter.setPen(pen)
                self._painter.drawPolyline(line)
                line = QPolygonF()
                continue
            begin, slot = self._slot(place, count)
            reached = value + sum(one.values[place] or 0.0 for one in before if place < len(one.values))
            point = QPointF(begin + slot / 2, self._at(reached))
            line.append(point)
            if series.has_marks:
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(QColor(_colour(series, 0)))
                self._painter.drawEllipse(point, 3 * self._unit, 3 * self._unit)
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._bar_label(series, place, QRectF(point.x(), point.y() - self._pad, 0, 0), is_inside=False)

    # -- rings -----------------------------------------------------------------------------------------------------

    def _ring(self, room: QRectF) -> None:
        """Draw the first series as parts of a whole, from the top clockwise."""
        series = self._chart.series[0]
        numbers = [max(one or 0.0, 0.0) for one in series.values]
        whole = sum(numbers)
        if not whole:
            return
        side = min(room.width(), room.height()) - (2 * self._line if series.labels else 0)
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(room.center())
        start = 90.0
        for place, value in enumerate(numbers):
            turn = 360 * value / whole
            self._painter.setPen(QPen(Qt.GlobalColor.white, self._unit))
            self._painter.setBrush(QColor(_colour(series, place)))
            self._painter.drawPie(ring, round(start * 16), -round(turn * 16))
            start -= turn
        if self._chart.hole:
            inside = side * self._chart.hole / 200
            self._painter.setBrush(QColor(self._chart.fill or "#FFFFFF"))
            self._painter.drawEllipse(ring.center(), inside, inside)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(_INK)
        start = 90.0
        for place, value in enumerate(numbers):
            turn = 360 * value / whole
            text = self._label(series, place, value / whole) if value else ""
            angle, start = math.radians(start - turn / 2), start - turn
            wide = self._measure.horizontalAdvance(text)
            is_inside = turn > 25 and wide < side * 0.35
            beyond = self._line * 0.6 + abs(math.cos(angle)) * wide / 2
            reach = side * 0.325 if is_inside else side / 2 + beyond
            where = QRectF(0, 0, wide, self._line)
            where.moveCenter(ring.center() + QPointF(math.cos(angle) * reach, -math.sin(angle) * reach))
            where.moveLeft(min(max(where.left(), room.left()), max(room.right() - wide, room.left())))
            where.moveTop(min(max(where.top(), room.top()), room.bottom() - self._line))
            self._painter.drawText(where, _MIDDLE | int(Qt.TextFlag.TextDontClip), text)


def _colour(series: Series, place: int) -> str:
    return series.colours[min(place, len(series.colours) - 1)]
