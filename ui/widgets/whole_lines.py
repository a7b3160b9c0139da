"""Lists whose lines are broken where they are drawn, none of them cut."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme


class _Whole(QStyledItemDelegate):
    """Breaks a line where it is drawn: the style measures it without its padding, and would cut the last word off."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(narrower.rect.width() - 3 * theme.UNIT)  # type: ignore[attr-defined] - not in the stubs
        return super().sizeHint(narrower, index)


def break_lines(lines: QListWidget) -> None:
    """Have a list show its lines whole, anew for every width."""
    lines.setWordWrap(True)
    lines.setItemDelegate(_Whole(lines))
    lines.setResizeMode(QListWidget.ResizeMode.Adjust)  # a line needs another one once the list is narrower
    lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
