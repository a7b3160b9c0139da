"""The preview of marks pasted from Excel into a roll: who had which mark, and which it would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.attendance import Marks, Roll, RollLine
from models.errors import KnownError
from models.tables import Mark
from ui import theme
from ui.keys import key_sequence
from ui.meetings.columns import STATES
from ui.tables import Column, RowsModel, Table
from ui.widgets.cards import Card
from ui.widgets.labels import label
from ui.widgets.room import fit_screen

_ABSENT = (Mark.EXCUSED, Mark.UNEXCUSED)


@dataclass(frozen=True)
class Change:
    """One person whose mark the block says."""

    line: RollLine
    before: Mark | None
    after: Mark


class MarksDialog(QDialog):
    """Shows every mark that would be written; *Ghi* hands them to `write` in one step, *Hủy* leaves all as it was."""

    def __init__(
        self, roll: Roll, marks: Mapping[int, Mark], write: Callable[[Marks], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._marks = marks
        self._write = write
        self._reasons = {line.member_id: line.reason for line in roll.lines}
        self.setWindowTitle(self.tr("Dán cột điểm danh – xem trước"))
        changes = [
            Change(line, line.mark if roll.is_written else None, marks[line.member_id])
            for line in roll.expected
            if line.member_id in marks
        ]
        counts = Counter(marks.get(line.member_id, line.mark) for line in roll.expected)
        words = ", ".join(f"{counts[mark]} {mark.label.lower()}" for mark in Mark if counts[mark])
        said = self.tr("{cell}: {n} đồng chí phải dự, sẽ là {counts}.")
        self.title = label(said.format(cell=roll.meeting.cell_name, n=len(roll.expected), counts=words), wrap=True)
        self.table = Table(RowsModel[Change](self._columns(), self), self, key=lambda row: row.line.member_id)
        self.table.set_empty(self.tr("Không có dấu nào khác với đã ghi."))
        self.table.rows_model.set_rows(changes)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.write_button = QPushButton(self.tr("Ghi"))
        self.write_button.setProperty("kind", "primary")
        self.write_button.setDefault(True)
        self.write_button.setEnabled(bool(changes))
        self.cancel_button = QPushButton(self.tr("Hủy"))
        self.write_button.clicked.connect(self.write)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key_sequence(keys), self, self.write_button.click)
        self._build()
        self.table.setFocus()

    def write(self) -> None:
        """Write the marks in one step and close; what cannot be written is said, nothing is lost."""
        try:
            self._write(
                {key: (mark, self._reasons[key] if mark in _ABSENT else "") for key, mark in self._marks.items()}
            )
        except KnownError as error:
            self.error.setText(str(error))
            self.error.show()
            return
        self.accept()

    def _columns(self) -> tuple[Column[Change], ...]:
        return (
            Column(self.tr("Họ và tên"), lambda row: row.line.shown_name, width=22),
            Column(self.tr("Đang ghi"), lambda row: row.before or Mark.UNRECORDED, width=13, role="muted"),
            Column(self.tr("Sẽ ghi"), lambda row: row.after, width=16, state=lambda row: STATES[row.after]),
        )

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(label(self.tr("Ghi một lần; Ctrl+Z lấy lại được."), "muted"), 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.write_button)
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
