"""Getting somebody back from the trash whose cell was closed meanwhile: where they belong now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from models import cells, trash
from models.database import Database
from models.trash import ClosedHome, Restored
from ui.fields import Choice, FormDialog
from ui.widgets.labels import label

_OFF = 0


class RestoreForm(FormDialog):
    """Asks for the cell, or to leave the member off the list; afterwards `restored` is what came back."""

    def __init__(self, db: Database, trash_id: int, step: str, closed: ClosedHome, parent: QWidget) -> None:
        super().__init__(step, parent, width=520)
        self._db = db
        self._trash_id = trash_id
        self._step = step
        self.restored: Restored | None = None
        words = self.tr(
            "{cell} không còn từ {day}. Chọn chi bộ nhận đồng chí từ ngày ấy, hoặc để đồng chí ngoài danh sách."
        )
        self.form.addWidget(label(words.format(cell=closed.name, day=f"{closed.closed_on:%d/%m/%Y}"), wrap=True))
        with db.read() as session:
            entries = [(row.short_name, row.id) for row in cells.rows(session, db.clock().date())]
        off = self.tr("Không vào danh sách (ghi Chuyển đi từ {day})").format(day=f"{closed.closed_on:%d/%m/%Y}")
        self.home = self.add("home", self.tr("Chi bộ"), Choice([(self.tr("Chưa chọn"), None), *entries, (off, _OFF)]))
        self.home.set_value(closed.successor_id if closed.successor_id in {key for _name, key in entries} else None)
        self.save_button.setText(self.tr("Khôi phục"))

    def save(self) -> None:
        """Put the member back. Raises KnownError while nothing is chosen."""
        chosen: int | None = self.home.value()
        with self._db.write(self._step) as session:
            self.restored = trash.restore(session, self._trash_id, home=chosen or None, is_gone=chosen == _OFF)
