"""The card of *Thiết lập* with the code lists: what each holds, what nobody has compared yet, and the list itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models import codes
from models.codes import LISTS
from models.database import Database
from ui import theme
from ui.cells.kinds import KindsDialog
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.labels import label


@dataclass(frozen=True)
class ListRow:
    """A code list: how many words are in use today, and how many of them nobody has held against a document."""

    name: str
    title: str
    used: int
    unchecked: int


class CodeLists(Card):
    """The lists; *Mở* or Enter opens one to add, rename and close its words."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Danh mục"))
        self._db = db
        self.rows = RowsModel[ListRow](
            (
                Column(self.tr("Danh mục"), lambda row: row.title, width=40),
                Column(self.tr("Đang dùng"), lambda row: row.used, width=12),
                Column(
                    self.tr("Chưa đối chiếu"),
                    lambda row: f"{State.WARN.sign} {row.unchecked}" if row.unchecked else "",
                    width=16,
                    state=lambda _row: State.WARN,
                ),
            ),
            self,
        )
        self.table: Table[ListRow] = Table(self.rows, key=lambda row: row.name, sorting="none")
        self.table.setMinimumHeight(theme.UNIT * 45)
        self.table.opened.connect(lambda _row: self.open_list())
        self.open_button = push_button(self.tr("Mở danh mục…"), "clipboard-list", self.open_list)
        self.top.addStretch(1)
        self.top.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.fill(self.table)
        words = self.tr(
            "Các từ để chọn trong biểu mẫu. Từ không dùng nữa thì ghi ngày cuối cùng, hồ sơ cũ vẫn giữ. Từ có dấu ! "
            "chưa ai đối chiếu với văn bản."
        )
        foot = label(words, "small", wrap=True)
        foot.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.GAP)
        self.box.addWidget(foot)

    def reload(self) -> None:
        """Count the words anew."""
        today = self._db.clock().date()
        with self._db.read() as session:
            found = [(name, title, codes.items(session, name, today)) for name, title in LISTS.items()]
        self.rows.set_rows(
            [ListRow(name, title, len(rows), sum(row.is_unchecked for row in rows)) for name, title, rows in found]
        )
        if self.table.current_row() is None:
            self.table.selectRow(0)

    def open_list(self) -> KindsDialog | None:
        """Open the list chosen."""
        row = self.table.current_row()
        if row is None:
            return None
        dialog = KindsDialog(self._db, row.name, self)
        dialog.finished.connect(lambda _code: self.reload())
        dialog.open()
        return dialog
