"""What stands around a chart on paper: its ground, title, legend and the names of its axes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from exports.on_paper import Chart, Series
from exports.shown import shown

Fonts = Callable[[float, bool], tuple[QFont, QFontMetricsF]]
"""A font of so many points, bold or not, with its measures."""
INK, GRID, AXIS = (QColor(colour) for colour in ("#404040", "#D9D9D9", "#8C8C8C"))
WRAP = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


def colour_of(series: Series, place: int) -> str:
    """Return the colour of a point."""
    return series.colours[min(place, len(series.colours) - 1)]


class Frame(ABC):
    """A chart being drawn: its ground, and what leaves the room for its bars, lines or rings."""

    def __init__(self, chart: Chart, painter: QPainter, fonts: Fonts, unit: float) -> None:
        self._chart, self._painter, self._fonts, self._unit = chart, painter, fonts, unit
        self._font, self._measure = fonts(chart.size, False)
        self._line = self._measure.height()
        self._pad = 5 * unit

    def draw(self, box: QRectF) -> None:
        """Draw all of it into a box."""
        room = self.room(box)
        if room.width() >= 2 * self._line and room.height() >= 2 * self._line:  # else Excel too leaves it out
            self.fill(room)

    @abstractmethod
    def fill(self, room: QRectF) -> None:
        """Draw the chart itself into what room is left."""

    def room(self, box: QRectF) -> QRectF:
        """Draw the ground, the title, the legend and the names of the axes; return what is left between them."""
        chart, painter = self._chart, self._painter
        if chart.fill:
            painter.fillRect(box, QColor(chart.fill))
        if chart.edge:
            painter.setPen(QPen(QColor(chart.edge), 0.75 * self._unit))
            painter.drawRect(box)
        room = box.adjusted(self._pad, self._pad, -self._pad, -self._pad)
        room = self._titled(self._legend(self._title(room)))
        painter.setFont(self._font)
        return room

    def _title(self, room: QRectF) -> QRectF:
        """Write the title and return what is left below it."""
        if not self._chart.title:
            return room
        font, measure = self._fonts(self._chart.title_size, True)
        self._painter.setFont(font)
        self._painter.setPen(INK)
        high = measure.boundingRect(room, WRAP, self._chart.title).height()
        self._painter.drawText(QRectF(room.x(), room.y(), room.width(), high), WRAP, self._chart.title)
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
            return room.adjusted(wide if is_left else 0, 0, 0 if is_left else -wide - self._pad, 0)
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
            return [(name, colour_of(first, place)) for place, name in enumerate(self._chart.categories)]
        return [(one.name, colour_of(one, 0)) for one in self._chart.series]

    def _entry(self, x: float, y: float, width: float, name: str, colour: str) -> None:
        side = 0.6 * self._line
        self._painter.fillRect(QRectF(x, y + (self._line - side) / 2, side, side), QColor(colour))
        start = side + self._pad
        text = self._measure.elidedText(name, Qt.TextElideMode.ElideRight, width - start)
        self._painter.setPen(INK)
        self._painter.drawText(QPointF(x + start, y + self._measure.ascent()), text)

    def _titled(self, room: QRectF) -> QRectF:
        """Write the names of the axes and return what is left between them."""
        lying = self._chart.kind == "bar"
        axes = self._chart.across, self._chart.upright
        below, beside = (axis.title for axis in (axes[::-1] if lying else axes))
        if self._chart.kind in ("pie", "radar"):
            return room
        self._painter.setFont(self._font)
        self._painter.setPen(INK)
        if below:
            self._painter.drawText(
                QRectF(room.left(), room.bottom() - self._line, room.width(), self._line), MIDDLE, below
            )
            room = room.adjusted(0, 0, 0, -self._line - self._pad / 2)
        if beside:
            self._painter.save()
            self._painter.translate(room.left(), room.bottom())
            self._painter.rotate(-90)
            self._painter.drawText(QRectF(0, 0, room.height(), self._line), MIDDLE, beside)
            self._painter.restore()
            room = room.adjusted(self._line + self._pad / 2, 0, 0, 0)
        if self._chart.second is not None and self._chart.second.title:
            self._painter.save()
            self._painter.translate(room.right(), room.top())
            self._painter.rotate(90)
            self._painter.drawText(QRectF(0, 0, room.height(), self._line), MIDDLE, self._chart.second.title)
            self._painter.restore()
            room = room.adjusted(0, 0, -self._line - self._pad / 2, 0)
        return room

    def label(self, series: Series, place: int, share: float | None = None) -> str:
        """Return what is written at a point; `share` is its part of the whole."""
        value = series.values[place]
        told = {
            "name": self._chart.categories[place] if place < len(self._chart.categories) else "",
            "value": "" if value is None else shown(value, series.format),
            "percent": "" if share is None else shown(share, "0%"),
        }
        return "; ".join(filter(None, (told[one] for one in series.labels)))
