"""The register of documents issued: each with its number, day and file; a wrong entry is corrected or struck off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from models import cells, papers
from models.database import Database
from models.errors import KnownError
from models.papers import PaperRow
from ui.fields import DateField, FormDialog
from ui.tables import Column
from ui.widgets.edit_list import EditListDialog


class PaperForm(FormDialog):
    """An entry of the register to be corrected."""

    def __init__(self, db: Database, row: PaperRow, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=440)
        self.setWindowTitle(self.tr("Sửa {label}").format(label=row.label))
        self.db, self._row = db, row
        self.number = self.add("number", self.tr("Số"), QLineEdit(str(row.values.number)))
        self.symbol = self.add("symbol", self.tr("Ký hiệu"), QLineEdit(row.values.symbol))
        self.issued_on = self.add("issued_on", self.tr("Ngày văn bản"), DateField())
        self.issued_on.set_value(row.values.issued_on)
        self.about = self.add("title", self.tr("Trích yếu"), QLineEdit(row.values.title))

    def save(self) -> None:
        """Correct the entry. Raises KnownError naming the field."""
        text, day = self.number.text().strip(), self.day_of("issued_on")
        if not text.isdecimal():
            raise KnownError(self.tr("Hãy ghi số văn bản, ví dụ 5."), field="number")
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày văn bản."), field="issued_on")
        values = replace(
            self._row.values, number=int(text), symbol=self.symbol.text(), issued_on=day, title=self.about.text()
        )
        with self.db.write(self.tr("Sửa sổ văn bản: {label}").format(label=self._row.label)) as session:
            papers.edit(session, self._row.id, values)


class PaperRegister(EditListDialog[PaperRow]):
    """Every document, newest first."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        self.db = db
        super().__init__(parent)
        self.set_words(
            self.tr("Sổ văn bản"),
            self.tr("Số chạy liên tục từ 01 theo từng loại văn bản trong nhiệm kỳ. Văn bản mới lập ở trang Nội dung."),
        )
        self.table.set_empty(self.tr("Chưa có văn bản nào. Mở cuộc họp, trang Nội dung, bấm Văn bản để lập."))
        self.add_button.hide()

    def columns(self) -> Sequence[Column[PaperRow]]:
        """Number, day, kind, issuer, what it is about, file."""
        return (
            Column(self.tr("Số, ký hiệu"), lambda row: row.label, width=14),
            Column(self.tr("Ngày"), lambda row: row.values.issued_on, width=12),
            Column(self.tr("Loại"), lambda row: row.values.kind.label, width=14, least=10),
            Column(self.tr("Nơi ban hành"), _issuer, width=22, least=12, tip=lambda row: row.issuer),
            Column(
                self.tr("Trích yếu"),
                lambda row: row.values.title,
                width=46,
                least=22,
                grows=True,
                tip=lambda row: row.values.title,
            ),
            Column(
                self.tr("Tệp"),
                lambda row: row.values.file_name,
                width=30,
                least=6,
                leaves=1,
                tip=lambda row: row.values.file_name,
            ),
        )

    def read(self) -> list[PaperRow]:
        """Every document."""
        with self.db.read() as session:
            return papers.rows(session)

    def form_for(self, row: PaperRow | None) -> FormDialog:
        """The form of an entry; new ones come from their meeting."""
        if row is None:
            raise LookupError(row)
        return PaperForm(self.db, row, self)

    def take_out(self, row: PaperRow) -> None:
        """Strike an entry off; Ctrl+Z brings it back."""
        with self.db.write(self.tr("Bỏ khỏi sổ văn bản: {label}").format(label=row.label)) as session:
            papers.remove(session, row.id)


def _issuer(row: PaperRow) -> str:
    """Whose document it is, as the lists call a cell."""
    return cells.short_name(row.issuer) or QCoreApplication.translate("PaperRegister", "Đảng ủy")
