"""Cells × months: one small square for each month, with its figure, its sign and its colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ui import theme
from ui.theme import State
from ui.widgets.empty import EmptyState

SIGN_WIDTH = 8
_RATE = re.compile(r"\d{1,3}(,\d)?")
MONTHS = tuple(f"T{month}" for month in range(1, 13))


@dataclass(frozen=True)
class MatrixCell:
    """One square: its text (“92,5”, “…”, “–”; empty: no square), how it stands, its tip; `dashed`: only a frame.

    A tip may be told when it is asked for: a year has hundreds of squares, and few are pointed at.
    """

    text: str = ""
    state: State = State.PLAIN
    tip: str | Callable[[], str] = ""
    dashed: bool = False

    @property
    def worth(self) -> str | float:
        """The rate it shows as a number, to be reckoned with in Excel; else its text."""
        return float(self.text.replace(",", ".")) if _RATE.fullmatch(self.text) else self.text

    @property
    def told(self) -> str:
        """What the tip says."""
        return self.tip if isinstance(self.tip, str) else self.tip()


@dataclass(frozen=True)
class MatrixRow:
    """One row: what it stands for, its name, one cell for each column, and a tip for the name."""

    key: Hashable
    label: str
    cells: Sequence[MatrixCell]
    tip: str = ""


class Matrix(QAbstractScrollArea):
    """Rows of squares under a header that stays; the arrows walk, Enter or a click opens."""

    opened = Signal(object, int)
    """A square was chosen: key of the row, number of the column from 1."""
    row_opened = Signal(object)
    """A name was chosen: key of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # to tell what Qt's own is, every kind of widget would be loaded
        self.rows: list[MatrixRow] = []
        self.title = ""
        self.columns: tuple[str, ...] = MONTHS
        self.current = (0, 0)
        self._hovered: tuple[int, int] | None = None
        self.row_height = self.header_height = 24
        self.label_width = 96
        self.columns_width = 0
        self.empty = EmptyState(self.viewport())
        self.empty.hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def set_rows(self, rows: Sequence[MatrixRow], title: str = "", columns: Sequence[str] = MONTHS) -> None:
        """Show other rows; the cursor stays on the row it was on, and begins in the last column that has a figure."""
        kept = self.rows[self.current[0]].key if self.rows else None
        column = self.current[1] if self.rows else _last_column(rows)
        self.rows = list(rows)
        self.title = title
        self.columns = tuple(columns)
        row = next((n for n, r in enumerate(self.rows) if r.key == kept), 0)
        self.current = (row, max(0, min(column, len(self.columns) - 1)))
        self.empty.setVisible(self.empty.has_words and not self.rows)
        self._measure()
        self._show_column()
        self._describe()
        self.viewport().update()

    def select(self, key: Hashable, column: int) -> bool:
        """Put the cursor on a row and a column (from 1); False if the row is not shown."""
        for number, row in enumerate(self.rows):
            if row.key == key:
                self._move_to(number, column - 1)
                return True
        return False

    def copied(self) -> QMimeData:
        """The whole matrix with its headings, as the clipboard takes it: text/plain and text/html."""
        from ui import copying  # neither of them is needed for the window to stand
        from ui.rows import Column

        columns = [Column[MatrixRow](self.title, lambda row: row.label)]
        columns += [
            Column[MatrixRow](name, lambda row, place=place: row.cells[place].worth if place < len(row.cells) else "")
            for place, name in enumerate(self.columns)
        ]
        return copying.mime(columns, self.rows)

    def square(self, row: int, column: int) -> QRect:
        """Where one square is in the viewport."""
        left, height = self.label_width - self.horizontalScrollBar().value(), self.row_height
        room = self.columns_width
        x = left + room * column // len(self.columns)
        after = left + room * (column + 1) // len(self.columns)
        y = self.header_height + row * height - self.verticalScrollBar().value()
        return QRect(x + 2, y + 1, after - x - 3, height - 3)

    def sizeHint(self) -> QSize:
        """Room for every row."""
        return QSize(680, self.header_height + self.row_height * max(6, len(self.rows)))

    def minimumSizeHint(self) -> QSize:
        """Room for a few rows."""
        return QSize(360, self.header_height + self.row_height * 5)

    def cell_at(self, where: QPoint) -> tuple[int, int] | None:
        """Row and column under a point of the viewport; column -1 is the name."""
        y = where.y() - self.header_height
        if y < 0 or not self.rows:
            return None
        row = (y + self.verticalScrollBar().value()) // self.row_height
        if not 0 <= row < len(self.rows):
            return None
        left = self.label_width
        if where.x() < left:
            return row, -1
        x = where.x() - left + self.horizontalScrollBar().value()
        return row, min(len(self.columns) - 1, x * len(self.columns) // max(1, self.columns_width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rows in view, then the header over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, height = self.header_height, self.row_height
        scroll = self.verticalScrollBar().value()
        first = scroll // height
        last = min(len(self.rows), (scroll + self.viewport().height() - top) // height + 1)
        below = QRect(0, top, self.viewport().width(), self.viewport().height() - top)
        painter.setClipRect(below)
        self._paint_names(painter, first, last)
        painter.setClipRect(below.adjusted(self.label_width, 0, 0, 0))
        painter.setFont(theme.font_of(0.9))
        c = theme.colours()
        for number in range(first, last):
            for column, cell in enumerate(self.rows[number].cells[: len(self.columns)]):
                self._paint_cell(painter, c, cell, self.square(number, column), (number, column))
        painter.setClipping(False)
        self._paint_header(painter)

    def _paint_names(self, painter: QPainter, first: int, last: int) -> None:
        c, metrics, width = theme.colours(), QFontMetrics(self._name_font()), self.label_width - theme.GAP
        painter.setFont(self._name_font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for number in range(first, last):
            square = self.square(number, 0)
            painter.setPen(QColor(c.text))
            name = metrics.elidedText(self.rows[number].label, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(theme.UNIT, square.y(), width, square.height()), flags, name)
            painter.setPen(QColor(c.line))
            painter.drawLine(0, square.bottom() + 2, self.viewport().width(), square.bottom() + 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_cell(
        self, painter: QPainter, c: theme.Colours, cell: MatrixCell, square: QRect, place: tuple[int, int]
    ) -> None:
        box = QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5)
        if cell.text:
            ink = QColor(c.muted) if cell.state is State.IDLE else c.ink(cell.state)
            if cell.dashed:
                painter.setPen(QPen(QColor(c.line_strong), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.soft(cell.state))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(ink)
            sign = SIGN_WIDTH if cell.state is State.BAD else 0
            painter.drawText(square.adjusted(0, 0, -sign, 0), Qt.AlignmentFlag.AlignCenter, cell.text)
            if sign:
                used = painter.fontMetrics().horizontalAdvance(cell.text)
                middle = QPointF(square.x() + (square.width() - sign + used) / 2 + 5.5, square.center().y() + 1)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in ((-3.5, -2.5), (3.5, -2.5), (0, 3))]))
        focused = place == self.current and self.hasFocus()
        if focused or place == self._hovered:
            painter.setPen(QPen(QColor(c.accent_text if focused else c.line_strong), 2 if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 3, 3)

    def _paint_header(self, painter: QPainter) -> None:
        c, height = theme.colours(), self.header_height
        painter.setFont(theme.font_of(0.9))
        painter.setPen(QColor(c.muted))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(theme.UNIT, 0, self.label_width, height - 2), flags, self.title)
        painter.setClipRect(self.viewport().rect().adjusted(self.label_width, 0, 0, 0))
        for column, name in enumerate(self.columns):
            square = self.square(0, column)
            painter.drawText(QRect(square.x(), 0, square.width(), height - 2), Qt.AlignmentFlag.AlignCenter, name)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(c.line_strong))
        painter.drawLine(0, height - 1, self.viewport().width(), height - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End, Page Up and Down walk; Enter opens; Ctrl+C copies everything."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setMimeData(self.copied())
            return
        row, column = self.current
        page = max(1, (self.viewport().height() - self.header_height) // self.row_height - 1)
        moves = {
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, len(self.columns) - 1),
            Qt.Key.Key_PageUp: (row - page, column),
            Qt.Key.Key_PageDown: (row + page, column),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._move_to(*moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.rows:
            self.opened.emit(self.rows[row].key, column + 1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "columns_width"):
            self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The click counts when the button is released."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the mouse shows that it can be clicked."""
        place = self.cell_at(event.position().toPoint())
        if place != self._hovered:
            self._hovered = place
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if place else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens a square or a name."""
        place = self.cell_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        row, column = place
        if column < 0:
            self._move_to(row, self.current[1])
            self.row_opened.emit(self.rows[row].key)
        else:
            self._move_to(row, column)
            self.opened.emit(self.rows[row].key, column + 1)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tip for the square or the name under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.cell_at(event.pos())
            QToolTip.showText(event.globalPos(), self.tip_of(*place) if place else "", self)
            return True
        return super().viewportEvent(event)

    def tip_of(self, row: int, column: int) -> str:
        """What the tip of a square, or of a name (column -1), says."""
        shown = self.rows[row]
        if column < 0:
            return shown.tip or shown.label
        return shown.cells[column].told if column < len(shown.cells) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scroll bar and the empty words follow the room."""
        super().resizeEvent(event)
        self._measure()
        self._show_column()

    def set_empty(self, text: str, button_text: str = "", slot: object = None) -> None:
        """What stands here while there are no rows."""
        self.empty.set_words(text, button_text, slot if callable(slot) else None)
        self.empty.setVisible(not self.rows)

    def _name_font(self) -> QFont:
        return theme.font_of(0.95)

    def _measure(self) -> None:
        """Names take what the longest needs, at most a third; the figures what they need, even if it must scroll."""
        names, figures = QFontMetrics(self._name_font()), QFontMetrics(theme.font_of(0.9))
        width = self.viewport().width()
        longest = max(names.horizontalAdvance(words) for words in (self.title, *(row.label for row in self.rows)))
        least = figures.horizontalAdvance("00,0") + SIGN_WIDTH + theme.UNIT
        self.row_height = max(figures.height(), names.height()) + theme.UNIT
        self.header_height = figures.height() + theme.GAP
        self.label_width = min(longest + theme.MARGIN, max(96, width * 3 // 10))
        self.columns_width = max(width - self.label_width, least * len(self.columns))
        self.empty.setGeometry(self.viewport().rect())
        room = self.viewport().height() - self.header_height
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self.rows) * self.row_height - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(self.row_height)
        across = self.horizontalScrollBar()
        shown = self.viewport().width() - self.label_width
        across.setRange(0, max(0, self.columns_width - shown))
        across.setPageStep(max(1, shown))
        across.setSingleStep(max(1, self.columns_width // len(self.columns)))

    def _move_to(self, row: int, column: int) -> None:
        if not self.rows:
            return
        self.current = (min(len(self.rows) - 1, max(0, row)), min(len(self.columns) - 1, max(0, column)))
        top = self.current[0] * self.row_height
        bar = self.verticalScrollBar()
        bar.setValue(max(min(bar.value(), top), top + self.row_height - bar.pageStep()))
        self._show_column()
        self._describe()
        self.viewport().update()

    def _show_column(self) -> None:
        across, left = self.horizontalScrollBar(), self.columns_width * self.current[1] // len(self.columns)
        right = left + self.columns_width // len(self.columns) + 1
        across.setValue(max(min(across.value(), left), right - across.pageStep()))

    def _describe(self) -> None:
        if self.rows:
            row, column = self.current
            self.setAccessibleDescription(f"{self.rows[row].label}, {self.columns[column]}: {self.tip_of(row, column)}")


def _last_column(rows: Sequence[MatrixRow]) -> int:
    """The last column in which any row has a figure, 0 if there is none."""
    return max((n for row in rows for n, cell in enumerate(row.cells) if cell.text), default=0)
