"""The one table model: a list of rows seen through columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from models import text as words
from ui import theme
from ui.theme import State

Row = TypeVar("Row")
Align = Literal["left", "center", "right"]
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
"""Role under which every cell gives its row object."""

_FLAGS = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


def show(value: object) -> str:
    """A value as an office writes it: 05/11/2026, 1.459, 92,7 %; empty for None. Years go through `text=str`."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return words.percent(value)
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int) and not isinstance(value, bool):
        return words.number(value)
    if isinstance(value, float):
        return words.number(value, 0 if value == int(value) else 1)
    return str(value)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: where its value comes from and how it is shown.

    `width` is in characters of body text. `text` formats the value (default: `show`). `sort` gives what to order by
    (default: the value). `state` colours the text, which must tell the state in words too; `role` is a constant colour
    such as "muted". `key` names the column in sort requests and kept settings (default: its title). `hidden` columns
    wait in the column menu; one that `grows` takes the room the others leave, instead of the last. `edit` gives what
    stands in the editor of a cell that may be corrected in place. Columns of one `group` share a menu of their own.
    Where there is too little room for all, one with `least` shrinks to so many characters (0: never), and
    `short` is its title where the whole one does not fit; if that is not enough, one that `leaves` goes, the highest
    number first, until there is room again. `longest` is a word of the column that may stand in a few rows only, where
    nobody looks when the width is found. One that is `brief` is told in full elsewhere: it stays in one line, where the
    words of others go on in further ones.
    """

    title: str
    value: Callable[[Row], Any]
    width: int = 12
    align: Align | None = None
    text: Callable[[Any], str] = show
    sort: Callable[[Row], Any] | None = None
    state: Callable[[Row], State] | None = None
    role: str = ""
    tip: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    bold: bool = False
    key: str = ""
    hidden: bool = False
    grows: bool = False
    header_tip: str = ""
    edit: Callable[[Row], str] | None = None
    group: str = ""
    least: int = 0
    short: str = ""
    leaves: int = 0
    longest: str = ""
    brief: bool = False

    @property
    def name(self) -> str:
        """What sort requests and kept settings call the column."""
        return self.key or self.title

    def shown(self, row: Row) -> str:
        """The text of one cell."""
        value = self.value(row)
        return self.text(value) if value is not None else ""

    def order(self, row: Row) -> Any:
        """What one row is ordered by in this column; None comes last."""
        return self.sort(row) if self.sort else self.value(row)


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows through columns. It keeps the list it was given and nothing else."""

    edited = Signal(object, str, str)
    """A cell was corrected in place: the row, the name of the column, what was typed. Nothing is changed here."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._shortened: frozenset[int] = frozenset()

    def shorten(self, numbers: frozenset[int]) -> None:
        """Show the short titles of these columns."""
        if numbers != self._shortened:
            self._shortened = numbers
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; a `Table` keeps its selection by key."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_at(self, index: Index | int) -> Row:
        """The row behind an index or a row number."""
        return self.rows[index if isinstance(index, int) else index.row()]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: one cell in one role."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.shown(row)
            case Qt.ItemDataRole.EditRole:
                return column.edit(row) if column.edit else column.shown(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _FLAGS[column.align or _usual(column.value(row))]
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(column, row)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(row) if column.tip else None
            case Qt.ItemDataRole.FontRole:
                return theme.font_of(bold=True) if column.bold else None
            case Qt.ItemDataRole.DecorationRole:
                name = column.icon(row) if column.icon else ""
                return theme.icon(name, "muted") if name else None
            case _:
                return row if role == ROW_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: a cell of a column with `edit` can be edited."""
        usual = super().flags(index)
        can = index.isValid() and self.columns[index.column()].edit is not None
        return usual | Qt.ItemFlag.ItemIsEditable if can else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: tell what was typed in a cell; whoever hears it writes it and shows the rows anew."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, column = self.rows[index.row()], self.columns[index.column()]
        if column.edit is None or str(value) == column.edit(row):
            return False
        self.edited.emit(row, column.name, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: titles across, 1 … n down."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.short if section in self._shortened else column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.header_tip or (column.title if section in self._shortened else None)
            case Qt.ItemDataRole.TextAlignmentRole:
                usual = column.align or (_usual(column.value(self.rows[0])) if self.rows else "left")
                return _FLAGS[usual]
            case _:
                return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: order the rows at hand; for short lists. Long lists are ordered by the query instead."""
        if not 0 <= column < len(self.columns):
            return
        key = self.columns[column].order
        known = [row for row in self.rows if key(row) is not None]
        unknown = [row for row in self.rows if key(row) is None]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self.set_rows(known + unknown)


def chosen_numbers(model: QItemSelectionModel) -> list[int]:
    """Return the numbers of the rows selected, from the top, where whole rows are.

    By their ranges, since Qt's own `selectedRows` asks of every cell in them whether it may be selected.
    """
    chosen = model.selection()
    ranges = (chosen.at(place) for place in range(chosen.count()))
    return sorted({number for one in ranges for number in range(one.top(), one.bottom() + 1)})


def _usual(value: object) -> Align:
    return "right" if isinstance(value, int | float | Fraction) and not isinstance(value, bool) else "left"


def _colour(column: Column[Any], row: Any) -> Any:
    if column.state and (state := column.state(row)) is not State.PLAIN:
        return theme.colours().ink(state)
    return theme.colours().of(column.role) if column.role else None
