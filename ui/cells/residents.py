"""Who lives in a village, and whose residence nobody has written."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from models import cell_register, namesakes
from models.cell_register import ResidentLine
from models.cells import short_name
from models.database import Database
from models.villages import VillageRow
from ui.tables import Column
from ui.widgets.names import NamesDialog


class ResidentsDialog(NamesDialog):
    """The members on the lists of a day by their homes; without a village those who have none."""

    def __init__(self, db: Database, village: VillageRow | None, on: date, parent: QWidget | None = None) -> None:
        with db.read() as session:
            lines = cell_register.residents(session, village.id if village else None, on)
            apart = namesakes.on(session, on)
        columns = (
            Column[ResidentLine](
                self.tr("Họ và tên"), lambda line: line.full_name + apart.get(line.member_id, ""), width=26
            ),
            Column[ResidentLine](self.tr("Chi bộ"), lambda line: short_name(line.cell_name), width=28),
            Column[ResidentLine](self.tr("Tình trạng"), lambda line: line.standing, width=12),
        )
        if village is None:
            title = self.tr("Chưa ghi nơi ở")
            text = self.tr("{n} đảng viên chưa ghi thôn, bản nơi ở. Ghi xong mới biết chắc bản nào trắng đảng viên.")
            text = text.format(n=len(lines))
        else:
            title = self.tr("Đảng viên ở {village}").format(village=village.name)
            text = self.tr("{n} đảng viên trong danh sách các chi bộ của xã ghi nơi ở tại {village}.")
            text = text.format(n=len(lines), village=village.name)
        super().__init__(title, text, columns, lines, parent)
