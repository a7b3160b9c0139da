"""The page *Cột*: which fields a list shows, in which order, and what its lines of totals say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from models.listing.kinds import Field, Kind, Subject
from models.listing.view import How, Total
from models.text import fold
from ui import theme
from ui.fields import Choice, SearchField
from ui.keys import key_sequence
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

_KEY = Qt.ItemDataRole.UserRole
_SOUGHT = 14  # letters the search has room for beside its button, however large they are
_LEAST = 3  # lines of a list that are in sight whatever the size of the letters


class _Chosen(QListWidget):
    """The columns; Alt+↑ and Alt+↓ move the one stood on, Delete takes it away."""

    moved = Signal(int)
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that change the list; the others move in it."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.moved.emit(steps[key])
        elif key == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class ColumnsPage(QWidget):
    """All fields above, found by typing; the chosen ones below, moved by Alt+↑ and Alt+↓, taken away by Delete."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._totals: dict[str, How] = {}
        self._pooled = self.tr("tính gộp")
        self.search = SearchField(self.tr("Tìm trường để thêm cột"))
        self.search.setMinimumWidth(self.search.fontMetrics().averageCharWidth() * _SOUGHT)
        self.offered = QListWidget()
        self.offered.setAccessibleName(self.tr("Các trường"))
        self.chosen = _Chosen()
        self.chosen.setAccessibleName(self.tr("Các cột đã chọn"))
        self.add_button = push_button(self.tr("Thêm"), "plus", self.add, takes_enter=False)
        self.up_button = push_button(self.tr("Lên"), "", lambda: self.move_by(-1), takes_enter=False)
        self.down_button = push_button(self.tr("Xuống"), "", lambda: self.move_by(1), takes_enter=False)
        self.drop_button = push_button(self.tr("Bỏ"), "x", self.drop, takes_enter=False)
        self.up_button.setToolTip(self._native("Alt+Up"))
        self.down_button.setToolTip(self._native("Alt+Down"))
        self.drop_button.setToolTip(self._native("Del"))
        self.total = Choice()
        self.total.setAccessibleName(self.tr("Dòng cộng của cột"))
        self.total.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.total.setMinimumContentsLength(7)
        self.total_label = label(self.tr("Dòng cộng của cột"), "small")
        self.total_label.setBuddy(self.total)
        self._build()
        self.search.searched.connect(lambda _text: self._offer())
        self.search.returnPressed.connect(self._add_found)
        self.offered.itemActivated.connect(lambda _line: self.add())
        self.chosen.currentRowChanged.connect(lambda _row: self._show_total())
        self.total.picked.connect(self._take_total)
        self.chosen.moved.connect(self.move_by)
        self.chosen.dropped.connect(self.drop)

    def set_subject(self, subject: Subject) -> None:
        """Offer the fields of another subject."""
        self.chosen.clear()  # while its fields are still known
        self._fields = subject.by_key
        self._totals = {}
        self.search.clear()
        self._offer()

    def show_columns(self, columns: tuple[str, ...], totals: tuple[Total, ...]) -> None:
        """Show the columns of a list and their totals."""
        self._totals = {total.field: total.how for total in totals}
        self.chosen.clear()
        for key in columns:
            self._list(key)
        self.chosen.setCurrentRow(0)
        self._show_total()

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns, from left to right."""
        return tuple(self.chosen.item(row).data(_KEY) for row in range(self.chosen.count()))

    @property
    def totals(self) -> tuple[Total, ...]:
        """What the lines of totals show."""
        return tuple(Total(key, self._totals[key]) for key in self.columns if key in self._totals)

    # -- what the officer does -----------------------------------------------------------------------------------

    def add(self) -> None:
        """Add the field stood on above as the last column; one that is there already is gone to."""
        line = self.offered.currentItem()
        if line is None:
            return
        key: str = line.data(_KEY)
        if key in self.columns:
            self.chosen.setCurrentRow(self.columns.index(key))
            return
        self._list(key)
        self.chosen.setCurrentRow(self.chosen.count() - 1)
        self.changed.emit()

    def _add_found(self) -> None:
        self._offer()  # Enter may come before the pause of the typing
        self.add()
        self.search.selectAll()

    def drop(self) -> None:
        """Take the column stood on away."""
        if self.chosen.currentItem() is not None:
            self.chosen.takeItem(self.chosen.currentRow())
            self.changed.emit()

    def move_by(self, by: int) -> None:
        """Move the column stood on up (-1) or down (1)."""
        row = self.chosen.currentRow()
        if row < 0 or not 0 <= row + by < self.chosen.count():
            return
        line = self.chosen.takeItem(row)
        self.chosen.insertItem(row + by, line)
        self.chosen.setCurrentRow(row + by)
        self.changed.emit()

    def _take_total(self, how: How | None) -> None:
        line = self.chosen.currentItem()
        if line is None:
            return
        key: str = line.data(_KEY)
        self._totals.pop(key, None)
        if how is not None:
            self._totals[key] = how
        line.setText(self._words(key))
        self.changed.emit()

    # -- showing ---------------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        words = fold(self.search.text()).split()
        self.offered.clear()
        for key, field in self._fields.items():
            if all(word in fold(field.label) for word in words):
                line = QListWidgetItem(field.label, self.offered)
                line.setData(_KEY, key)
                line.setToolTip(field.about)
        self.offered.setCurrentRow(0)

    def _list(self, key: str) -> None:
        line = QListWidgetItem(self._words(key), self.chosen)
        line.setData(_KEY, key)

    def _words(self, key: str) -> str:
        how = self._totals.get(key)
        if how is None:
            return self._fields[key].label
        words = self._pooled if self._fields[key].kind is Kind.RATE else how.label
        return f"{self._fields[key].label} – {words}"

    def _show_total(self) -> None:
        line = self.chosen.currentItem()
        kind = self._fields[line.data(_KEY)].kind if line else Kind.TEXT
        entries: list[tuple[str, How | None]] = [(self.tr("không"), None)]
        if kind is Kind.NUMBER:
            entries += [(how.label, how) for how in How]
        if kind is Kind.RATE:
            entries.append((self._pooled, How.SUM))
        self.total.set_entries(entries)
        self.total.set_value(self._totals.get(line.data(_KEY)) if line else None)
        self.total.setEnabled(len(entries) > 1)
        for button in (self.up_button, self.down_button, self.drop_button):
            button.setEnabled(line is not None)

    def _build(self) -> None:
        moves = QHBoxLayout()
        moves.setSpacing(theme.UNIT)
        for button in (self.up_button, self.down_button, self.drop_button):
            moves.addWidget(button)
        totals = QHBoxLayout()
        totals.addWidget(self.total_label)
        totals.addWidget(self.total, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.GAP,) * 4)
        box.setSpacing(theme.GAP)
        find = QHBoxLayout()
        find.setSpacing(theme.UNIT)
        find.addWidget(self.search, 1)
        find.addWidget(self.add_button)
        box.addLayout(find)
        for lines in (
            self.offered,
            self.chosen,
        ):  # where the window is low the page scrolls, not the eye through a slit
            lines.setProperty("framed", True)  # of two lists the one the keys go to is to be seen
            lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the end of a long word is cut
            lines.setMinimumHeight(_LEAST * (lines.fontMetrics().height() + theme.GAP))
        box.addWidget(self.offered, 4)
        box.addWidget(label(self.tr("Các cột, từ trái sang phải"), "small"))
        box.addWidget(self.chosen, 3)
        box.addLayout(moves)
        box.addLayout(totals)

    @staticmethod
    def _native(keys: str) -> str:
        return key_sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
