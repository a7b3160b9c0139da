"""The day on which a cell, or the committee, rated: one day for everybody who has a level and no day yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from models.errors import KnownError
from models.ratings import Judge
from ui.fields import DateField, FormDialog

Days = dict[Judge, date | None]


class DaysForm(FormDialog):
    """Asks for the two days and hands them to `write`, which may raise KnownError naming a field."""

    def __init__(self, cell_name: str, write: Callable[[Days], bool], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Ngày xếp loại của {cell}").format(cell=cell_name))
        self._write = write
        hint = self.tr("Ghi cho người đã có mức mà chưa có ngày.")
        self.cell = self.add("cell_rated_on", self.tr("Ngày chi bộ xếp loại"), DateField(), hint=hint)
        self.committee = self.add("committee_rated_on", self.tr("Ngày đảng ủy xếp loại"), DateField(), hint=hint)

    def save(self) -> None:
        """Write the days in one step."""
        days: Days = {"cell": self.day_of("cell_rated_on"), "committee": self.day_of("committee_rated_on")}
        if not any(days.values()):
            raise KnownError(self.tr("Hãy ghi ít nhất một ngày, ví dụ 05/12/2026."), field="cell_rated_on")
        if not self._write(days):
            raise KnownError(self.tr("Không có ai đã có mức mà chưa có ngày."), field="cell_rated_on")
