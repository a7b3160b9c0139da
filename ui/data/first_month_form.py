"""The form of the month from which the office keeps its meetings here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models import first_month
from models.database import Database
from models.errors import KnownError
from ui.fields import DateField, FormDialog


class FirstMonthForm(FormDialog):
    """From which month the office runs its meetings here; older ones came from books and nobody is reminded of them."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        super().__init__(tr("FirstMonth", "Tháng bắt đầu theo dõi sinh hoạt"), parent, width=460)
        self._db = db
        with db.read() as session:
            known = first_month.read(session)
        hint = tr(
            "FirstMonth",
            "Tháng trước đó nhập từ sổ cũ nên không nhắc thiếu chuyên đề, chậm nhập kết quả. "
            "Để trống thì lấy tháng mở kỳ lần tới.",
        )
        self.month = self.add(
            "month", tr("FirstMonth", "Theo dõi trên phần mềm từ tháng"), DateField(partial=True), hint=hint
        )
        self.month.setText(f"{known[1]:02}/{known[0]}" if known else "")
        self.month.setPlaceholderText("01/2026")

    def save(self) -> None:
        """Write the month in one step. Raises KnownError naming the field."""
        typed = self.month.value()
        if typed is not None and (typed.month is None or typed.day is not None):
            raise KnownError(self.tr("Hãy ghi tháng và năm, ví dụ 01/2026."), field="month")
        month = (typed.year, typed.month) if typed is not None and typed.month is not None else None
        with self._db.write(self.tr("Sửa tháng bắt đầu theo dõi sinh hoạt")) as session:
            first_month.save(session, month, on=self._db.clock().date())
