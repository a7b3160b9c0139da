"""The preview: pages one below the other, as they will be printed; only what is in sight is painted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from exports.pages import Page, Words
from ui import printing, theme

_GAP = theme.MARGIN
_STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_POINTS_TO_INCH = 72


_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

Opens = Callable[[str, int, int], bool]
Edits = Callable[[str, Words], bool]


def _nothing(_sheet: str, _row: int, _column: int) -> bool:
    return False


def _never(_sheet: str, _words: Words) -> bool:
    return False


class Spot(NamedTuple):
    """A cell that opens or can be written: the place of its page, and its text with its box."""

    page: int
    words: Words


class PageView(QAbstractScrollArea):
    """Shows the pages of a report. `zoom` is 1.0 for the size on paper; None fits the width of the widest page.

    Ctrl and the wheel, Ctrl +, Ctrl - change the size; Ctrl 0 fits the width again. Cells that have something behind
    them open on a click; Enter chooses the first in sight, the arrows go to the next, Enter opens it, Esc leaves. Where
    numbers can be written, F2 and the right button ask for it.
    """

    cell_opened = Signal(str, int, int)
    """A cell was opened: its sheet, row and column, counted from 1."""

    cell_edit_asked = Signal(str, int, int)
    """F2 on a cell that can be written."""

    cell_menu_asked = Signal(str, int, int, QPoint)
    """The right button on a cell that can be written, with the place on the screen."""

    page_changed = Signal(int, int)
    """The page at the top of the view (from 1; 0: none) and how many there are."""
    zoom_changed = Signal(float)
    """The size shown, 1.0 as on paper; 0.0 while there is nothing to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Bản xem trước"))
        self._pages: tuple[Page, ...] = ()
        self._zoom: float | None = None
        self._scale = 1.0  # dots to the point
        self._tops: list[int] = []
        self._height = 0
        self._width = 0
        self._words = ""
        self._opens: Opens = _nothing
        self._edits: Edits = _never
        self._marks: Mapping[tuple[str, int, int], str] = {}
        self.chosen: Spot | None = None
        self.viewport().setMouseTracking(True)
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

    def set_pages(
        self,
        pages: Sequence[Page],
        words: str = "",
        opens: Opens = _nothing,
        edits: Edits = _never,
        marks: Mapping[tuple[str, int, int], str] | None = None,
    ) -> None:
        """Show other pages, staying where the view is if they are as long; `words` is what an empty view says.

        `opens` tells of a sheet, row and column whether there is something behind the cell, `edits` of a sheet and a
        text whether its cell can be written; `marks` are cells to be marked, with what is said of them. A mark is on
        the screen alone, not on the paper.
        """
        self._pages = tuple(pages)
        self._opens, self._edits, self._marks = opens, edits, marks or {}
        self.chosen = None
        self._words = words
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
        if self._take_cell_key(Qt.Key(key), bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)):
            return None
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
        self._paint_marks(painter)
        if self.chosen is not None:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect(self.chosen).adjusted(1, 1, -1, -1))

    def _paint_marks(self, painter: QPainter) -> None:
        """Mark cells as Excel marks one with a note, in a colour of the light window, since paper is white."""
        ink = theme.colours(theme.palette(dark=False)).ink(theme.State.WARN)
        tint = QColor(ink)
        tint.setAlpha(50)
        for number, page in enumerate(self._pages) if self._marks else ():
            for words in page.words:
                if (page.sheet, *words.cell) in self._marks:
                    rect = self._rect(Spot(number, words))
                    painter.fillRect(rect, tint)
                    side, corner = 3 * self._scale + 4, rect.topRight()
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(ink)
                    painter.drawPolygon([corner, corner - QPointF(side, 0), corner + QPointF(0, side)])

    # -- what stands behind the cells ------------------------------------------------------------------------------

    def spots(self) -> list[Spot]:
        """The cells that open or can be written, page by page, each page from its top left corner."""
        return [
            Spot(number, words)
            for number, page in enumerate(self._pages)
            for words in page.words
            if self._is_spot(page.sheet, words)
        ]

    def _is_spot(self, sheet: str, words: Words) -> bool:
        return bool(words.cell[0]) and (self._opens(sheet, *words.cell) or self._edits(sheet, words))

    def spot_at(self, where: QPointF) -> Spot | None:
        """The cell that opens or can be written under a point of the view."""
        number = bisect_right(self._tops, round(where.y()) + self.verticalScrollBar().value()) - 1
        if number < 0:
            return None
        page = self._pages[number]
        for words in page.words:
            spot = Spot(number, words)
            if words.cell[0] and self._rect(spot).contains(where) and self._is_spot(page.sheet, words):
                return spot
        return None

    def show_cell(self, sheet: str, row: int, column: int) -> None:
        """Stand on a cell and bring it into sight, whether it opens or not; "" is the first sheet."""
        sheet = sheet or (self._pages[0].sheet if self._pages else "")
        found = (
            Spot(number, words)
            for number, page in enumerate(self._pages)
            for words in page.words
            if page.sheet == sheet and words.cell == (row, column)
        )
        self._choose(next(found, None))

    def choose_cell(self, row: int, column: int) -> None:
        """Stand on a cell of the first sheet shown, if it opens."""
        self._choose(next((spot for spot in self.spots() if spot.words.cell == (row, column)), None))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A cell that opens shows a hand, a marked one what is said of it."""
        spot = self.spot_at(event.position())
        opens = spot is not None and self._opens(*self._cell(spot))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.viewport().setToolTip("" if spot is None else self._marks.get(self._cell(spot), ""))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the cell."""
        spot = self.spot_at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(spot)
            if self._opens(*self._cell(spot)):
                self._open(spot)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button, or the menu key on the cell chosen."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        spot = self.chosen if is_key else self.spot_at(QPointF(event.pos()))
        if spot is None or not self._edits(self._pages[spot.page].sheet, spot.words):
            return super().contextMenuEvent(event)
        self._choose(spot)
        where = self.viewport().mapToGlobal(self._rect(spot).center().toPoint()) if is_key else event.globalPos()
        return self.cell_menu_asked.emit(*self._cell(spot), where)

    def _take_cell_key(self, key: Qt.Key, has_modifiers: bool) -> bool:
        """Obey a key that chooses, leaves or opens a cell; False for any other."""
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if has_modifiers or not (is_enter or self.chosen):
            return False
        if self.chosen is None:
            view = QRectF(self.viewport().rect())
            self._choose(next((spot for spot in self.spots() if view.contains(self._rect(spot))), None))
            return self.chosen is not None
        if key == Qt.Key.Key_F2:
            self.cell_edit_asked.emit(*self._cell(self.chosen))
        elif is_enter:
            self._open(self.chosen)
        elif key == Qt.Key.Key_Escape:
            self._choose(None)
        elif key in _WAYS:
            self._choose(self._beside(self.chosen, *_WAYS[key]))
        else:
            return False
        return True

    def _beside(self, chosen: Spot, across: int, down: int) -> Spot:
        """The nearest cell that opens in a direction, the same cell where there is none."""
        (row, column), here = chosen.words.cell, self._pages[chosen.page].sheet
        best, least = chosen, (1 << 30, 1 << 30)
        for spot in self.spots():
            if self._pages[spot.page].sheet != here:
                continue
            on, beside = spot.words.cell[0] - row, spot.words.cell[1] - column
            ahead, aside = (on * down, abs(beside)) if down else (beside * across, abs(on))
            if ahead > 0 and (aside, ahead) < least:
                best, least = spot, (aside, ahead)
        return best

    def _choose(self, spot: Spot | None) -> None:
        self.chosen = spot
        if spot is not None:
            rect, view = self._rect(spot), self.viewport().rect()
            down, across = self.verticalScrollBar(), self.horizontalScrollBar()
            if rect.top() < view.top() or rect.bottom() > view.bottom():
                down.setValue(down.value() + round(rect.center().y()) - view.height() // 2)
            if rect.left() < view.left() or rect.right() > view.right():
                across.setValue(across.value() + round(rect.center().x()) - view.width() // 2)
        self.viewport().update()

    def _open(self, spot: Spot) -> None:
        self.cell_opened.emit(*self._cell(spot))

    def _cell(self, spot: Spot) -> tuple[str, int, int]:
        return self._pages[spot.page].sheet, *spot.words.cell

    def _rect(self, spot: Spot) -> QRectF:
        """Where a cell lies on the viewport."""
        left, top = self._origin()
        page, box = self._pages[spot.page], spot.words.box
        x = left + (self._width - page.width * self._scale) / 2 + box.x * self._scale
        return QRectF(
            x, self._tops[spot.page] - top + box.y * self._scale, box.width * self._scale, box.height * self._scale
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
