"""Taking out of the register what was never meant to be in it: what goes along, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from models import trash
from models.database import Database
from models.tables import TrashKind
from ui.fields import FormDialog
from ui.screen import Screen
from ui.widgets.labels import label


class RemoveForm(FormDialog):
    """Says what goes into the trash with a thing and asks for the reason. Raises KnownError if it must not go."""

    def __init__(self, db: Database, kind: TrashKind, row_id: int, name: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self._db = db
        self._what = (kind, row_id)
        self._label = self.tr("Xóa {kind} {name}").format(kind=kind.label.lower(), name=name)
        self.setWindowTitle(self.tr("Xóa khỏi sổ vì ghi nhầm"))
        with db.read() as session:
            along = trash.what_goes(session, kind, row_id)
        lines = [self.tr("{name} sẽ vào Thùng rác.").format(name=name)]
        if along:
            lines.append(
                self.tr("Đi theo: {along}. Các số liệu đã có được tính lại như chưa từng ghi.").format(along=along)
            )
        if kind is TrashKind.MEMBER:
            lines.append(self.tr("Đồng chí chuyển đi, từ trần, ra khỏi Đảng thì không xóa mà ghi ở Biến động."))
        lines.append(self.tr("Lấy lại: Ctrl+Z, hoặc sau này ở Dữ liệu, trang Thùng rác."))
        self.words = label("\n".join(lines), wrap=True)
        self.form.addWidget(self.words)
        self.reason = self.add("reason", self.tr("Lý do (không bắt buộc)"), QLineEdit())
        self.reason.setMaxLength(200)
        self.save_button.setText(self.tr("Xóa"))

    def save(self) -> None:
        """Put it into the trash."""
        kind, row_id = self._what
        with self._db.write(self._label) as session:
            trash.remove(session, kind, row_id, on=self._db.clock().date(), reason=self.reason.text())


def ask_to_remove(screen: Screen, kind: TrashKind, row_id: int, name: str) -> RemoveForm:
    """Ask before a thing of a screen goes into the trash, and say that it went. Raises KnownError if it must not."""
    form = RemoveForm(screen.db, kind, row_id, name, screen)
    said = form.tr("Đã đưa {name} vào Thùng rác (Dữ liệu). Ctrl+Z để lấy lại.").format(name=name)
    form.accepted.connect(lambda: screen.said.emit(said))
    form.open()
    return form
