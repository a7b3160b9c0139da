"""Pages one below the other, as they will be printed; only what is in sight is painted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from exports.on_paper import Box
from exports.pages import Page
from ui import printing, theme

_GAP = theme.MARGIN
_STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_POINTS_TO_INCH = 72


class PageScroll(QAbstractScrollArea):
    """Shows pages. `zoom` is 1.0 for the size on paper; None fits the width of the widest page.

    Ctrl and the wheel, Ctrl +, Ctrl - change the size; Ctrl 0 fits the width again.
    """

    page_changed = Signal(int, int)
    """The page at the top of the view (from 1; 0: none) and how many there are."""
    zoom_changed = Signal(float)
    """The size shown, 1.0 as on paper; 0.0 while there is nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages: tuple[Page, ...] = ()
        self._zoom: float | None = None
        self._scale = 1.0  # dots to the point
        self._tops: list[int] = []
        self._height = 0
        self._width = 0
        self._words = ""
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setSingleStep(40)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages shown."""
        return self._pages

    @property
    def zoom(self) -> float:
        """The size shown, 1.0 as on paper."""
        return self._scale * _POINTS_TO_INCH / self.logicalDpiX()

    def sizeHint(self) -> QSize:
        """Room for half a page."""
        return QSize(640, 480)

    def lay(self, pages: Sequence[Page], words: str) -> None:
        """Show other pages, staying where the view is if they are as long; `words` is what an empty view says."""
        self._pages, self._words = tuple(pages), words
        self._lay_out()
        self._tell_page()

    def set_zoom(self, zoom: float | None) -> None:
        """Show the pages larger or smaller, keeping the place; None fits the width."""
        place = self._place()
        self._zoom = zoom if zoom is None else min(max(zoom, _STEPS[0]), _STEPS[-1])
        self._lay_out()
        self.verticalScrollBar().setValue(round(place * self._height))

    def step_zoom(self, by: int) -> None:
        """Go to the next size up (1) or down (-1)."""
        number = bisect_right(_STEPS, self.zoom + 0.005)
        next_one = _STEPS[min(number, len(_STEPS) - 1)] if by > 0 else _STEPS[max(number - 1, 0)]
        if by < 0 and next_one > self.zoom - 0.005:
            next_one = _STEPS[max(number - 2, 0)]
        self.set_zoom(next_one)

    def show_page(self, number: int) -> None:
        """Scroll to a page, counted from 1."""
        if 0 < number <= len(self._tops):
            self.verticalScrollBar().setValue(self._tops[number - 1] - _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the width anew."""
        super().resizeEvent(event)
        place = self._place()
        self._lay_out()
        self.verticalScrollBar().setValue(round(place * self._height))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home, End, blanks and pages move; Ctrl with + - 0 changes the size."""
        bar, key = self.verticalScrollBar(), event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                return self.step_zoom(1)
            if key == Qt.Key.Key_Minus:
                return self.step_zoom(-1)
            if key == Qt.Key.Key_0:
                return self.set_zoom(None)
        elif key == Qt.Key.Key_Home:
            return bar.setValue(0)
        elif key == Qt.Key.Key_End:
            return bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Space:
            return bar.setValue(bar.value() + bar.pageStep())
        return super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, white also when the window is dark: paper is white."""
        painter = QPainter(self.viewport())
        colours = theme.colours()
        painter.fillRect(event.rect(), QColor(colours.header))
        if not self._pages:
            painter.setPen(QColor(colours.muted))
            room = QRectF(self.viewport().rect()).adjusted(_GAP, _GAP, -_GAP, -_GAP)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
            return
        left, top = self._origin()
        ratio = self.devicePixelRatioF()
        for page, page_top in zip(self._pages, self._tops, strict=True):
            width, height = page.width * self._scale, page.height * self._scale
            paper = QRectF(left + (self._width - width) / 2, page_top - top, width, height)
            if not paper.adjusted(-1, -1, 1, 1).intersects(QRectF(event.rect())):
                continue
            painter.setPen(QColor(colours.line_strong))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRect(paper)
            painter.save()
            painter.scale(1 / ratio, 1 / ratio)  # in dots of the screen, so that thin lines are even at 150 %
            painter.translate(round(paper.x() * ratio), round(paper.y() * ratio))
            printing.paint(page, painter, self._scale * ratio)
            painter.restore()

    def page_at(self, y: float) -> int:
        """The place of the page at a height of the view, its gap below included; -1 above the first."""
        return bisect_right(self._tops, round(y) + self.verticalScrollBar().value()) - 1

    def rect_of(self, page: int, box: Box) -> QRectF:
        """Where a box of a page (in points) lies on the viewport."""
        left, top = self._origin()
        x = left + (self._width - self._pages[page].width * self._scale) / 2 + box.x * self._scale
        return QRectF(
            x, self._tops[page] - top + box.y * self._scale, box.width * self._scale, box.height * self._scale
        )

    def _origin(self) -> tuple[float, int]:
        """Where the pages begin: their left edge on the viewport, and how far down the view is."""
        spare = self.viewport().width() - self._width
        left = spare / 2 if spare > 0 else _GAP - self.horizontalScrollBar().value()
        return left, self.verticalScrollBar().value()

    def _place(self) -> float:
        return self.verticalScrollBar().value() / self._height if self._height else 0.0

    def _lay_out(self) -> None:
        """Reckon sizes and places, and how far the bars go."""
        dots = self.logicalDpiX() / _POINTS_TO_INCH
        widest = max((page.width for page in self._pages), default=1.0)
        # The vertical bar's room is always kept free, or fitting the width would take and give it by turns.
        bar = self.verticalScrollBar().sizeHint().width()
        room = max(self.width() - bar - 2 * _GAP, 100)
        self._scale = room / widest if self._zoom is None else self._zoom * dots
        if self._zoom is None:
            self._scale = min(self._scale, _STEPS[-1] * dots)
        self._width = round(widest * self._scale)
        self._tops, place = [], _GAP
        for page in self._pages:
            self._tops.append(place)
            place += round(page.height * self._scale) + _GAP
        self._height = place
        view = self.viewport()
        for scroll, whole, shown in (
            (self.verticalScrollBar(), self._height, view.height()),
            (self.horizontalScrollBar(), self._width + 2 * _GAP, view.width()),
        ):
            scroll.setPageStep(shown)
            scroll.setRange(0, max(0, whole - shown) if self._pages else 0)
        view.update()
        self.zoom_changed.emit(self.zoom if self._pages else 0.0)

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        self.page_changed.emit(bisect_right(self._tops, middle), len(self._pages))
        self.viewport().update()
