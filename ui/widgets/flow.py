"""A row that goes on in the next line when it is full, for chips, tags and key hints."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

from ui import theme


class FlowLayout(QLayout):
    """Lays widgets out from left to right in as many lines as they need; `is_right`: every line ends at the right."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = theme.GAP, is_right: bool = False) -> None:
        super().__init__(parent)
        self._is_right = is_right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt: one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Qt: how many."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt: one of them, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override] - None past the end, as Qt wants
        """Qt: take one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: it asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt: narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: how high for a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Qt: put everything into the room given."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest of them alone."""
        made = QSize()
        for item in self._shown():
            made = made.expandedTo(item.minimumSize())
        return made

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, room: QRect, *, move: bool) -> int:
        """Place the items line by line, each line centred on its height; return the height used."""
        gap, y = self.spacing(), room.y()
        for line in self._lines(room.width()):
            height = max(item.sizeHint().height() for item in line)
            x = room.x()
            if self._is_right:
                used = sum(item.sizeHint().width() + gap for item in line) - gap
                x += max(0, room.width() - used)
            for item in line:
                size = item.sizeHint()
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + gap
            y += height + gap
        return max(0, y - gap - room.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not lines or used + self.spacing() + wanted > width:
                lines.append([item])
                used = wanted
            else:
                lines[-1].append(item)
                used += self.spacing() + wanted
        return lines


class FlowRow(QWidget):
    """A widget whose children flow; `add` puts one more at the end."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = theme.GAP, is_right: bool = False) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap=gap, is_right=is_right)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(policy.Policy.Preferred)
        self.setSizePolicy(policy)

    def add(self, *widgets: QWidget) -> None:
        """Add widgets in order."""
        for widget in widgets:
            self.flow.addWidget(widget)

    def clear(self) -> None:
        """Take all widgets away."""
        while (item := self.flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def keep_room(self, width: int | None = None) -> None:
        """Ask for the height of all the lines at a width (the present one), where a box would squeeze the row."""
        self.setMinimumHeight(self.flow.heightForWidth(self.width() if width is None else width))


def together(*widgets: QWidget) -> QWidget:
    """Put widgets into one that never goes apart into two lines."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.UNIT)
    for widget in widgets:
        row.addWidget(widget)
    return group
