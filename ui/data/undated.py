"""Who stands behind “Chưa rõ ngày bắt đầu sinh hoạt ở chi bộ” of a cell: each to be given the day where it stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models.checks import Finding
from models.checks.lacking import Undated, undated
from models.database import Database
from ui.tables import Column
from ui.widgets.names import NamesDialog


def show_undated(db: Database, finding: Finding, parent: QWidget) -> NamesDialog:
    """List the members of a cell of whom nobody wrote since when; Ctrl+Enter writes it, the next line waits."""
    tr = QCoreApplication.translate

    def read() -> list[Undated]:
        with db.read() as session:
            return undated(session, finding.cell_id or 0, db.clock().date())

    dialog = NamesDialog(
        tr("Undated", "{cell}: chưa rõ ngày bắt đầu sinh hoạt").format(cell=finding.name),
        tr(
            "Undated",
            "Chỉ cần ghi khi ngày này làm sai số liệu của tháng đã qua. Bấm “Ghi ngày…” (Ctrl+Enter) để ghi ngày thật "
            "sự bắt đầu; Enter mở lý lịch.",
        ),
        (
            Column[Undated](tr("Undated", "Họ và tên"), lambda row: row.full_name, width=26),
            Column[Undated](tr("Undated", "Đang tạm tính từ"), lambda row: row.since, width=18),
        ),
        read(),
        parent,
        key=lambda row: row.member_id,
    )

    def write(rows: list[Undated]) -> None:
        from ui.members.event_form import EventForm

        form = EventForm(db, rows[0].member_id, dialog, event_id=rows[0].event_id)
        form.accepted.connect(lambda: dialog.show_rest(read()))
        form.open()

    dialog.add_action(tr("Undated", "Ghi ngày…"), "pencil", write)
    dialog.open()
    return dialog
