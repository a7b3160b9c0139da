"""Possible doubles that are two people: who was told apart, to be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models import different_people
from models.database import Database
from models.different_people import DifferentRow
from ui.rows import Column, RowsModel
from ui.tables import Table
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.widgets.room import fit_screen


class ToldApartDialog(QDialog):
    """The pairs the officer has made sure of; *Bỏ xác nhận* lets the check name them again."""

    def __init__(self, db: Database, parent: QWidget) -> None:
        super().__init__(parent)
        self._db = db
        self.setWindowTitle(self.tr("Đã xác nhận là hai người khác nhau"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, 640, 360)
        self.rows = RowsModel[DifferentRow](
            (
                Column(self.tr("Đồng chí"), lambda row: row.first, width=28, bold=True),
                Column(self.tr("Khác với"), lambda row: row.second, width=28),
                Column(self.tr("Xác nhận ngày"), lambda row: row.noted_on, width=14),
            ),
            self,
        )
        self.table = Table(self.rows, key=lambda row: row.id)
        self.table.set_empty(self.tr("Chưa xác nhận cặp nào."))
        self.forget_button = push_button(self.tr("Bỏ xác nhận"), "undo-2")
        close = QPushButton(self.tr("Đóng"))
        box = QVBoxLayout(self)
        box.addWidget(label(self.tr("Bỏ xác nhận thì phần kiểm tra lại nêu tên hai đồng chí."), "muted", wrap=True))
        box.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self.forget_button)
        line.addStretch(1)
        line.addWidget(close)
        box.addLayout(line)
        self.forget_button.clicked.connect(self.forget)
        close.clicked.connect(self.accept)
        self.table.chosen.connect(lambda row: self.forget_button.setEnabled(row is not None))
        self.reload()

    def reload(self) -> None:
        """Read the pairs anew."""
        with self._db.read() as session:
            self.rows.set_rows(different_people.rows(session))
        if self.rows.rows and self.table.current_row() is None:
            self.table.selectRow(0)
        self.forget_button.setEnabled(self.table.current_row() is not None)

    def forget(self) -> None:
        """Take the chosen pair back, in one step."""
        row = self.table.current_row()
        if row is None:
            return
        step = self.tr("Bỏ xác nhận {first} và {second} là hai người").format(first=row.first, second=row.second)
        with self._db.write(step) as session:
            different_people.forget(session, row.id)
        self.reload()
