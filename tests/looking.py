"""What an eye would see at once in a window: words cut off, one thing over another, things beyond the edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QWidget,
)

from ui import theme
from ui.fields import DateField
from ui.tables import Table
from ui.widgets.labels import CaptionLabel, ElidedLabel

_THINGS = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox, QGroupBox)
_WORDED = (QPushButton, QCheckBox, QRadioButton)
_SLACK = 1  # px lost in rounding
_SIDE, _ARROW = 11, 12  # px beside a title and of the arrow, as the style sheet draws them


def faults(root: QWidget) -> list[str]:
    """What is wrong to the eye in a window that is shown: one line each, empty if nothing is."""
    seen = [one for one in root.findChildren(QWidget) if isinstance(one, _THINGS) and one.isVisible()]
    tables = [one for one in (root, *root.findChildren(Table)) if isinstance(one, Table) and one.isVisible()]
    return [*_cut(seen), *_overlapping(seen), *_outside(seen), *_covered(tables)]


def _cut(seen: Sequence[QWidget]) -> Iterator[str]:
    for one in seen:
        if isinstance(one, DateField) and not (one.text() or one.partial):
            wanted = one.fontMetrics().horizontalAdvance(hint := one.placeholderText()) + 4 * theme.UNIT
            if wanted > one.width():
                yield f"hint cut off, {one.width()} of {wanted}: {hint} ({one.accessibleName()})"
        if isinstance(one, ElidedLabel) or not _words(one):
            continue
        if isinstance(one, CaptionLabel):
            if one.wanted_height() > one.height() + _SLACK:
                yield f"lines cut off: {_words(one)}"
        elif isinstance(one, QLabel) and one.wordWrap():
            if one.heightForWidth(one.width()) > one.height() + _SLACK:
                yield f"lines cut off: {_words(one)}"
        elif isinstance(one, (QLabel, *_WORDED)) and one.sizeHint().width() > one.width() + _SLACK:
            yield f"cut off, {one.width()} of {one.sizeHint().width()}: {_words(one)}"
        elif isinstance(one, (QLabel, *_WORDED)) and one.fontMetrics().height() > one.height() + _SLACK:
            yield f"too low, {one.height()}: {_words(one)}"


def _overlapping(seen: Sequence[QWidget]) -> Iterator[str]:
    by_parent: dict[int, list[QWidget]] = {}
    for one in seen:
        by_parent.setdefault(id(one.parentWidget()), []).append(one)
    for siblings in by_parent.values():
        for one, other in combinations(siblings, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > _SLACK and shared.height() > _SLACK:
                yield f"{_named(one)} over {_named(other)}"


def _covered(tables: Sequence[Table[Any]]) -> Iterator[str]:
    """Titles of columns, and the arrows of the order, that lie below the sign of the columns away."""
    for table in tables:
        if (sign := table.away_sign) is not None and sign.isVisible():
            below = {words for words, place in titles(table) if place.intersects(sign.geometry())}
            yield from (f"“{words}” below “{sign.text()}”" for words in sorted(below))


def cut_cells(root: QWidget) -> list[str]:
    """Cells in view whose words their column and row cut off, where the words are not told in full beside the table."""
    return [f"cell cut off: {words}" for table in root.findChildren(Table) for words in _cut_in(table)]


def _cut_in(table: Table[Any]) -> Iterator[str]:
    if not table.isVisible() or not table.rows_model.rows:
        return
    whole = [n for n in table.shown_columns() if not table.rows_model.columns[n].brief]
    last = table.rowAt(table.viewport().height() - 1)
    for row in range(max(0, table.rowAt(0)), (last if last >= 0 else len(table.rows_model.rows) - 1) + 1):
        for index in (table.rows_model.index(row, number) for number in whole):
            if table.itemDelegateForColumn(index.column()) is None and table.heights.is_cut(index):
                yield str(index.data())


def titles(table: Table[Any]) -> Iterator[tuple[str, QRect]]:
    """What stands in the header of a table, and where: each title, and the arrow of the order as ↕."""
    header, letters = table.horizontalHeader(), QFontMetrics(theme.font_of(bold=True))
    for number in table.shown_columns():
        room = QRect(header.sectionViewportPosition(number), 0, header.sectionSize(number), header.height())
        words = str(table.rows_model.headerData(number, Qt.Orientation.Horizontal))
        side = table.rows_model.headerData(number, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        size = QSize(letters.horizontalAdvance(words), letters.height())
        inner = room.adjusted(_SIDE, 0, -_SIDE, 0)
        yield words, QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, side, size, inner)
        if header.isSortIndicatorShown() and header.sortIndicatorSection() == number:
            yield "↕", room.adjusted(room.width() - _ARROW, 0, 0, 0)


def _outside(seen: Sequence[QWidget]) -> Iterator[str]:
    for one in seen:
        above = one.parentWidget()
        scrolled = above is not None and isinstance(above.parentWidget(), QAbstractScrollArea)  # it is scrolled there
        if above is None or scrolled or isinstance(above, QAbstractScrollArea):
            continue
        if not above.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(one.geometry()):
            yield f"{_named(one)} beyond the edge of {type(above).__name__}"


def _words(one: QWidget) -> str:
    return one.text() if isinstance(one, QLabel | QAbstractButton) else ""


def _named(one: QWidget) -> str:
    return f"{type(one).__name__} “{_words(one) or one.accessibleName() or one.objectName()}”"


def ambiguous(root: QWidget) -> list[str]:
    """Keys that more than one thing of a window waits for at once: Qt lets none of them have such a key."""
    pairs = combinations(_waiting(root), 2)
    return sorted({one[0].toString() for one, other in pairs if one[0] == other[0] and _meet(one, other)})


_Waiting = tuple[QKeySequence, QWidget, Qt.ShortcutContext]


def _waiting(root: QWidget) -> Iterator[_Waiting]:
    """What keys are waited for, where, and from how far; letters of words (Alt+…) too."""
    for shortcut in root.findChildren(QShortcut):
        if isinstance(place := shortcut.parent(), QWidget) and shortcut.isEnabled() and place.isVisible():
            yield from ((key, place, shortcut.context()) for key in _keys_of(shortcut))
    for action in root.findChildren(QAction):
        for place in action.associatedObjects() if action.isEnabled() else ():
            if isinstance(place, QWidget) and place.isVisible():
                yield from ((key, place, action.shortcutContext()) for key in action.shortcuts())
    for button in root.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and not button.shortcut().isEmpty():
            yield button.shortcut(), button, Qt.ShortcutContext.WindowShortcut


def _keys_of(shortcut: QShortcut) -> list[QKeySequence]:
    return shortcut.keys()


def _meet(one: _Waiting, other: _Waiting) -> bool:
    """Whether both wait while the cursor is in some one place."""
    (_, first, near), (_, second, far) = one, other
    inner = (Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if first.window() is not second.window():
        return False
    if near not in inner or far not in inner or first is second:
        return True
    return (near is inner[1] and first.isAncestorOf(second)) or (far is inner[1] and second.isAncestorOf(first))
