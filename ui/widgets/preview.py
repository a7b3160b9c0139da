"""What a pasted block would change, line by line, before it is written in one step."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.errors import KnownError
from ui import theme
from ui.keys import key_sequence
from ui.tables import Column, RowsModel, Table
from ui.widgets.cards import Card
from ui.widgets.labels import label
from ui.widgets.room import fit_screen

Row = TypeVar("Row")


class PreviewDialog(QDialog, Generic[Row]):
    """Shows every line that would be written; *Ghi* calls `write`, *Hủy bỏ* leaves all as it was."""

    def __init__(
        self,
        title: str,
        said: str,
        columns: Sequence[Column[Row]],
        changes: Sequence[Row],
        write: Callable[[], object],
        parent: QWidget | None = None,
        *,
        key: Callable[[Row], Hashable],
        empty: str,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self.setWindowTitle(title)
        self.title = label(said, wrap=True)
        self.table: Table[Any] = Table(RowsModel[Row](columns, self), self, key=key)
        self.table.set_empty(empty)
        self.table.rows_model.set_rows(changes)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.write_button = QPushButton(self.tr("Ghi"))
        self.write_button.setProperty("kind", "primary")
        self.write_button.setDefault(True)
        self.write_button.setEnabled(bool(changes))
        self.cancel_button = QPushButton(self.tr("Hủy bỏ"))
        self.write_button.clicked.connect(self.write)
        self.table.opened.connect(lambda _row: self.write_button.setFocus())  # Enter in the list, and Enter again
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key_sequence(keys), self, self.write_button.click)
        self._build()
        self.table.setFocus()

    def write(self) -> None:
        """Write all in one step and close; what cannot be written is said, nothing is lost."""
        try:
            self._write()
        except KnownError as error:
            self.error.setText(str(error))
            self.error.show()
            return
        self.accept()

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(label(self.tr("Ghi một lần; Ctrl+Z lấy lại được."), "muted"), 1)
        buttons.addWidget(self.write_button)
        buttons.addWidget(self.cancel_button)
        card = Card()
        card.fill(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(self.title)
        box.addWidget(card, 1)
        box.addWidget(self.error)
        box.addLayout(buttons)
        fit_screen(self, 700, 560)
