"""A table with *Thêm*, *Sửa*, *Bỏ* below it, for the short lists that a dialog keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from models import journal
from models.database import Database
from ui import theme
from ui.fields import FormDialog
from ui.keys import key_sequence
from ui.tables import Column, Row, RowsModel, Table
from ui.widgets.buttons import pass_enter, push_button
from ui.widgets.cards import Card
from ui.widgets.labels import label
from ui.widgets.room import fit_screen

Form = TypeVar("Form", bound=FormDialog)


class EditListDialog(QDialog, Generic[Row]):
    """Lists rows that the officer adds to, corrects and takes out.

    Subclasses set `db` and write `columns`, `read`, `form_for`, `take_out`. Show it with `open()`. Ctrl+N adds; Ctrl+Z
    takes back what was written while it is open, no more.
    """

    db: Database

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = label("", "heading", wrap=True)
        self.words = label("", "muted", wrap=True)
        self.model = RowsModel[Row](self.columns(), self)
        self.table: Table[Row] = Table(self.model, key=lambda row: row.id)  # type: ignore[attr-defined]
        self.table.set_empty(self.tr("Chưa ghi dòng nào. Bấm Thêm để ghi dòng đầu tiên."))
        self.table.setMinimumHeight(theme.UNIT * 50)
        self.table.opened.connect(lambda _row: self.edit())
        self.table.chosen.connect(lambda _row: self._follow())
        self.add_button = push_button(self.tr("Thêm…"), "plus", self.add, takes_enter=False)
        self.edit_button = push_button(self.tr("Sửa…"), "pencil", self.edit, takes_enter=False)
        self.remove_button = push_button(self.tr("Bỏ"), "trash-2", self.remove, takes_enter=False)
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.GAP)
        for button in (self.add_button, self.edit_button, self.remove_button):
            self.row.addWidget(button)
        self.row.addStretch(1)
        self.done_words = label("", "muted", wrap=True)
        self.done_words.hide()
        self._opened_at = 0
        QShortcut(key_sequence("Ctrl+Z"), self, self.take_back)
        QShortcut(key_sequence("Ctrl+N"), self, self.add)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        pass_enter(buttons.button(QDialogButtonBox.StandardButton.Close))
        frame = Card()
        frame.fill(self.table)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        self.box.setSpacing(theme.GAP)
        for widget in (self.heading, self.words):
            self.box.addWidget(widget)
        self.box.addWidget(frame, 1)
        self.box.addWidget(self.done_words)
        foot = QHBoxLayout()
        foot.setSpacing(theme.MARGIN)
        foot.addLayout(self.row, 1)
        foot.addWidget(buttons)
        self.box.addLayout(foot)

    def open(self) -> None:
        """Read the rows and show the dialog as wide as its columns ask for."""
        self.reload()
        fit_screen(self, max(520, self.table.wanted_width() + 4 * theme.MARGIN + 24), 480)
        self._opened_at = self.db.last_step()
        super().open()
        first = self.table if self.model.rows else self.add_button  # an empty list asks for its first row
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the rows anew; the cursor goes to one that has come, and the focus stays."""
        before = {self.table.key(row) for row in self.model.rows}
        held, place, rows = self.focusWidget(), self.table.currentIndex().row(), self.read()
        self.model.set_rows(rows)
        come = [key for row in rows if (key := self.table.key(row)) not in before]
        if before and len(come) == 1:
            self.table.select_key(come[0])
        elif rows and self.table.current_row() is None:
            self.table.selectRow(min(max(place, 0), len(rows) - 1))  # the next one where one went
        self._follow()
        if held is not None and held.isEnabled():
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_words(self, title: str, text: str) -> None:
        """Say what the list is of, and what to know of it."""
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.words.setText(text)

    def columns(self) -> Sequence[Column[Row]]:
        """The columns of the table."""
        return ()

    def read(self) -> list[Row]:
        """The rows to show."""
        return []

    def form_for(self, row: Row | None) -> FormDialog:
        """The form of a row, or of a new one."""
        raise LookupError(row)

    def take_out(self, row: Row) -> None:
        """Take a row out, in one step."""

    def add(self) -> FormDialog:
        """Ask for a new row."""
        return self._open(None)

    def edit(self) -> FormDialog | None:
        """Ask for what the chosen row should say."""
        row = self.table.current_row()
        return self._open(row) if row is not None else None

    def remove(self) -> None:
        """Take the chosen row out."""
        row = self.table.current_row()
        if row is None:
            return
        before = self.db.last_step()
        self.take_out(row)
        self.reload()
        if self.db.last_step() > before:
            with self.db.read() as session:
                done = journal.log(session, 1)[0].label
            self._say(self.tr("Đã {done}. Ctrl+Z lấy lại.").format(done=done[:1].lower() + done[1:]))

    def take_back(self) -> None:
        """Take back the last step written while the list is open."""
        if self.db.last_step() > self._opened_at:
            label = self.db.undo()
            self.reload()
            self._say(self.tr("Đã hoàn tác: {label}").format(label=label))

    def _say(self, words: str) -> None:
        self.done_words.setText(words)
        self.done_words.show()

    def _open(self, row: Row | None) -> FormDialog:
        return self.show_form(self.form_for(row))

    def show_form(self, form: Form) -> Form:
        """Open a form; the rows are read anew once it is gone: a list over it may have written though it did not."""
        for gone in (form.accepted, form.rejected):
            gone.connect(self.reload)
        form.open()
        return form

    def _follow(self) -> None:
        has_row = self.table.current_row() is not None
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(has_row)
