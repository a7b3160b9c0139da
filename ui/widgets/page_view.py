"""The preview: the pages of a report, with the cells that open or can be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from exports.pages import Page, Words
from ui import copying, theme
from ui.widgets.page_scroll import PageScroll

_BESIDE = 2  # pixels that marks and frames reach out beside the words of a cell, which they would hide
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


class PageView(PageScroll):
    """Shows the pages of a report.

    Cells that have something behind them open on a click; Enter chooses the first in sight, the arrows go to the next,
    Enter opens it, Ctrl+C copies it, Esc leaves. Where numbers can be written, F2 and the right button ask for it.
    """

    cell_opened = Signal(str, int, int)
    """A cell was opened: its sheet, row and column, counted from 1."""

    cell_stood_on = Signal(str, int, int)
    """The keys went to a cell, which is not opened by that."""

    cell_edit_asked = Signal(str, int, int)
    """F2 on a cell that can be written, or a double click on one that does not open."""

    cell_menu_asked = Signal(str, int, int, QPoint)
    """The right button on a cell that can be written, with the place on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Bản xem trước"))
        self._opens: Opens = _nothing
        self._edits: Edits = _never
        self._marks: Mapping[tuple[str, int, int], str] = {}
        self.chosen: Spot | None = None
        self.viewport().setMouseTracking(True)

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
        self._opens, self._edits, self._marks = opens, edits, marks or {}
        self.chosen = None
        self.lay(pages, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, leave, open and copy cells; the rest is about pages."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        has_modifiers = bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        if not self._take_cell_key(Qt.Key(event.key()), has_modifiers):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages, then the marks and the frame of the cell chosen."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_marks(painter)
        if self.chosen is not None:
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._rect(self.chosen).adjusted(-_BESIDE, 1, _BESIDE, -1))

    def _paint_marks(self, painter: QPainter) -> None:
        """Mark cells as Excel marks one with a note, in a colour of the light window, since paper is white."""
        ink = theme.colours(theme.palette(dark=False)).ink(theme.State.WARN)
        tint = QColor(ink)
        tint.setAlpha(50)
        for number, page in enumerate(self._pages) if self._marks else ():
            for words in page.words:
                if (page.sheet, *words.cell) in self._marks:
                    rect = self._rect(Spot(number, words)).adjusted(-_BESIDE, 0, _BESIDE, 0)
                    painter.fillRect(rect, tint)
                    side, corner = 3 * self._scale + 4, rect.topRight()
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(ink)
                    painter.drawPolygon([corner, corner - QPointF(side, 0), corner + QPointF(0, side)])

    # -- what stands behind the cells ------------------------------------------------------------------------------

    @property
    def chosen_cell(self) -> tuple[str, int, int] | None:
        """The sheet, row and column of the cell stood on."""
        return None if self.chosen is None else self._cell(self.chosen)

    def spots(self) -> list[Spot]:
        """The cells that open or can be written, page by page, each page from its top left corner."""
        return [
            Spot(number, words)
            for number, page in enumerate(self._pages)
            for words in page.words
            if self._is_spot(page.sheet, words)
        ]

    def copy(self) -> None:
        """Put what the cell stood on shows on the clipboard."""
        if self.chosen is not None:
            text = " ".join(" ".join(self.chosen.words.lines).split())
            QGuiApplication.clipboard().setMimeData(copying.of_one(text))

    def _is_spot(self, sheet: str, words: Words) -> bool:
        return bool(words.cell[0]) and (self._opens(sheet, *words.cell) or self._edits(sheet, words))

    def spot_at(self, where: QPointF) -> Spot | None:
        """The cell that opens or can be written under a point of the view."""
        number = self.page_at(where.y())
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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click writes into a cell that has nothing behind it."""
        spot = self.spot_at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton and not self._opens(*self._cell(spot)):
            self._choose(spot)
            self.cell_edit_asked.emit(*self._cell(spot))

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
            return self._stand_on(next((spot for spot in self.spots() if view.contains(self._rect(spot))), None))
        if key == Qt.Key.Key_F2:
            self.cell_edit_asked.emit(*self._cell(self.chosen))
        elif is_enter:
            self._open(self.chosen)
        elif key == Qt.Key.Key_Escape:
            self._choose(None)
        elif key in _WAYS:
            self._stand_on(self._beside(self.chosen, *_WAYS[key]))
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

    def _stand_on(self, spot: Spot | None) -> bool:
        """Choose a cell by the keys, and tell of it; False for none."""
        self._choose(spot)
        if spot is not None:
            self.cell_stood_on.emit(*self._cell(spot))
        return spot is not None

    def _open(self, spot: Spot) -> None:
        self.cell_opened.emit(*self._cell(spot))

    def _cell(self, spot: Spot) -> tuple[str, int, int]:
        return self._pages[spot.page].sheet, *spot.words.cell

    def _rect(self, spot: Spot) -> QRectF:
        """Where a cell lies on the viewport."""
        return self.rect_of(spot.page, spot.words.clip or spot.words.box)
