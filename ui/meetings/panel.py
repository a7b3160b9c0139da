"""A part of the page *Nội dung*: its lines in a table, and below it the fields in which Enter writes the next one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Generic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.attendance import Roll
from models.database import Database
from models.errors import KnownError
from models.person_names import PersonName
from ui import messages, theme
from ui.tables import Column, Row, RowsModel, Table
from ui.widgets.copy_keys import CopyKeys
from ui.widgets.labels import label


class Panel(QWidget, Generic[Row]):
    """Lists rows of one sort; Enter adds what is typed, or saves the row being edited.

    Subclasses write `columns`, `build`, `read`, `write`, `fill`, `take_out`, `words`.
    """

    said = Signal(str)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self.roll: Roll | None = None
        self.edited: Row | None = None
        self.is_open = True
        self.head = label("", "muted", wrap=True)
        self.head.hide()
        self.model = RowsModel[Row](self.columns(), self)
        self.table: Table[Row] = Table(self.model, self, key=self.key, sorting="none")
        self.table.setProperty("framed", True)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.opened.connect(lambda _row: self.edit())
        self.entry = QHBoxLayout()
        self.entry.setSpacing(theme.GAP)
        self.fields = self.build()
        for field in self.fields:
            field.installEventFilter(self)
            if isinstance(field, QLineEdit):
                field.returnPressed.connect(partial(self._entered, field))
        if self.fields:
            self.setFocusProxy(self.fields[0])
        CopyKeys(self.table, self.fields)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.GAP)
        self.box.addWidget(self.head)
        self.box.addWidget(self.table, 1)
        self.box.addLayout(self.entry)

    # -- what a subclass says -------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the table."""
        return ()

    def key(self, row: Row) -> int:
        """What tells rows apart."""
        return row.id  # type: ignore[attr-defined]

    def build(self) -> list[QWidget]:
        """Put the fields into `entry` and return them in the order of Tab."""
        return []

    def read(self, session: Any) -> list[Row]:
        """The rows of the meeting."""
        return []

    def write(self, session: Any, row: Row | None) -> None:
        """Write a new row, or what has become of one. Raises KnownError."""

    def fill(self, row: Row | None) -> None:
        """Show a row in the fields, or empty them."""

    def take_out(self, session: Any, row: Row) -> None:
        """Take a row out. Raises KnownError."""

    def put(self, session: Any, row: Row, step: int) -> None:
        """Move a row up or down, where rows have an order of their own."""

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return all(not field.text().strip() for field in self.fields if isinstance(field, QLineEdit))

    @property
    def words(self) -> str:
        """What the step is called in the log: “Ý kiến”."""
        return ""

    # -- showing --------------------------------------------------------------------------------------------------

    def show_roll(self, roll: Roll, people: Sequence[PersonName]) -> None:
        """Show the rows of a meeting, its people at hand; what is being typed stays if it is the same one."""
        if self.roll is None or self.roll.meeting.id != roll.meeting.id:
            self.edited = None
            self.fill(None)
        self.roll = roll
        self.offer(people)
        with self._db.read() as session:
            self.model.set_rows(self.read(session))

    def offer(self, people: Sequence[PersonName]) -> None:
        """Take the people that may be named."""

    def set_open(self, is_open: bool) -> None:
        """Let the fields be typed in, or only show the rows."""
        self.is_open = is_open
        for field in self.fields:
            if isinstance(field, QLineEdit):
                field.setReadOnly(not is_open)  # it keeps the cursor, and with it the keys
            else:
                field.setEnabled(is_open)

    def focus(self) -> None:
        """Put the cursor where the next row is typed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys -----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter writes, ↑ ↓ move in the list, Ctrl+Enter edits the row chosen; an open list of names comes first."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        modifiers = event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._chooses(watched):
                self.edit() if modifiers & Qt.KeyboardModifier.ControlModifier else self.save()
                return True
        elif key == Qt.Key.Key_Delete and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.remove()
            return True
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not isinstance(watched, QComboBox):
            step = -1 if key == Qt.Key.Key_Up else 1
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self.shift(step)
                return True
            plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and not self._chooses(watched):
                self.go(step)
                return True
        return super().eventFilter(watched, event)

    def _entered(self, field: QLineEdit) -> None:
        """Enter under an open list of names comes past the filter; it writes too, unless it chooses a name.

        The list is still at work on the key then: what is written shows anew only after it.
        """
        finder = field.completer()
        if finder is not None and not self._chooses(field):
            finder.popup().hide()
            QTimer.singleShot(0, self, self.save)

    @staticmethod
    def _chooses(field: QObject) -> bool:
        """Whether a list of names hangs open under a field, with one of them chosen."""
        finder = field.completer() if isinstance(field, QLineEdit) else None
        return finder is not None and finder.popup().isVisible() and finder.popup().currentIndex().isValid()

    def go(self, step: int) -> None:
        """Choose another row."""
        if self.model.rows:
            wanted = max(0, min(len(self.model.rows) - 1, self.table.currentIndex().row() + step))
            self.table.selectRow(wanted)
            self.table.scrollTo(self.model.index(wanted, 0))

    def cancel(self) -> bool:
        """Give up what is being typed; False if nothing was."""
        if self.edited is None and self.is_empty():
            return False
        self.edited = None
        self.fill(None)
        self.focus()
        return True

    # -- writing --------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Take the chosen row into the fields."""
        row = self.table.current_row()
        if row is not None and self.is_open:
            self.edited = row
            self.fill(row)
            self.focus()

    def save(self) -> None:
        """Write what is typed and make room for the next row."""
        if self.roll is None or (self.edited is None and self.is_empty()):
            return
        edited = self.edited
        try:
            with self._db.write(self._step(self.tr("sửa") if edited is not None else self.tr("thêm"))) as session:
                self.write(session, edited)
        except KnownError as error:
            self.complain(error)
            return
        self.edited = None
        self.fill(None)
        if edited is None and self.model.rows:
            self.table.selectRow(len(self.model.rows) - 1)
            self.table.scrollToBottom()
        self.focus()

    def keep(self) -> bool:
        """Write what is typed before another part or page comes; False if it cannot be written and stays."""
        if self.is_open and not self.is_empty():
            self.save()
        return not self.is_open or self.is_empty()

    def remove(self) -> None:
        """Take the chosen row out; Ctrl+Z brings it back."""
        row = self.table.current_row()
        if row is None or not self.is_open:
            return
        try:
            with self._db.write(self._step(self.tr("xóa"))) as session:
                self.take_out(session, row)
        except KnownError as error:
            self.complain(error)
            return
        self.edited = None
        self.said.emit(self.tr("Đã xóa một dòng; Ctrl+Z lấy lại."))

    def shift(self, step: int) -> None:
        """Move the chosen row up or down."""
        row = self.table.current_row()
        if row is None or not self.is_open:
            return
        with self._db.write(self._step(self.tr("đổi thứ tự"))) as session:
            self.put(session, row, step)

    def complain(self, error: KnownError) -> None:
        """Say what is wrong; what was typed stays."""
        self.said.emit(error.message)
        messages.explain(self, error)

    def _step(self, what: str) -> str:
        assert self.roll is not None
        meeting = self.roll.meeting
        text = self.tr("{words} họp {day} {cell}: {what}")
        return text.format(words=self.words, day=f"{meeting.held_on:%d/%m/%Y}", cell=meeting.cell_name, what=what)
