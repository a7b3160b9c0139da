"""*Nhiệm kỳ*: the terms of a cell or organisation, and how early their end is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from models import terms
from models.bodies import Body
from models.database import Database
from models.terms import TermRow, TermValues
from ui import theme
from ui.fields import DateField, FormDialog
from ui.tables import Column
from ui.widgets.edit_list import EditListDialog
from ui.widgets.labels import label


class TermForm(FormDialog):
    """A term with both its days."""

    def __init__(self, db: Database, body: Body, name: str, row: TermRow | None, parent: QWidget | None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Sửa nhiệm kỳ") if row else self.tr("Thêm nhiệm kỳ"))
        self._db, self._body, self._name, self._row = db, body, name, row
        days = QHBoxLayout()
        days.setSpacing(theme.MARGIN)
        self.form.addLayout(days)
        self.since = self.add("since", self.tr("Từ ngày"), DateField(), required=True, into=days)
        self.until = self.add("until", self.tr("Đến hết ngày"), DateField(), required=True, into=days)
        self.document = self.add(
            "document",
            self.tr("Văn bản"),
            QLineEdit(),
            hint=self.tr("Nghị quyết đại hội, quyết định chuẩn y hoặc kéo dài nhiệm kỳ"),
        )
        self.document.setMaxLength(200)
        if row is not None:
            self.since.set_value(row.since)
            self.until.set_value(row.until)
            self.document.setText(row.document)

    def save(self) -> None:
        """Write the term in one step."""
        values = TermValues(self.day_of("since"), self.day_of("until"), self.document.text())
        with self._db.write(self.tr("Ghi nhiệm kỳ của {name}").format(name=self._name)) as session:
            if self._row is None:
                terms.add(session, self._body, values)
            else:
                terms.edit(session, self._row.id, values)


class TermsDialog(EditListDialog[TermRow]):
    """The terms of one cell or organisation, and how early the end of any term is told."""

    def __init__(self, db: Database, body: Body, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.db, self.body, self.name = db, body, name
        self.set_words(
            self.tr("Nhiệm kỳ của {name}").format(name=name),
            self.tr("Nhiệm kỳ được kéo dài thì sửa ngày kết thúc và ghi văn bản."),
        )
        with db.read() as session:
            days = terms.notice(session)
        self.notice = QSpinBox(minimum=0, maximum=999, value=days)
        self.notice.setAccessibleName(self.tr("Nhắc trước khi hết nhiệm kỳ bao nhiêu ngày"))
        self.notice.editingFinished.connect(self._take_notice)
        self.row.addWidget(label(self.tr("Nhắc trước (ngày)"), "muted"))
        self.row.addWidget(self.notice)

    def columns(self) -> Sequence[Column[TermRow]]:
        """A term by its years, its days and the paper behind it."""
        return (
            Column(self.tr("Nhiệm kỳ"), lambda row: row.name, width=12, bold=True),
            Column(self.tr("Từ ngày"), lambda row: row.since, width=12),
            Column(self.tr("Đến hết ngày"), lambda row: row.until, width=13),
            Column(self.tr("Văn bản"), lambda row: row.document, width=36, tip=lambda row: row.document),
        )

    def read(self) -> list[TermRow]:
        """The terms, newest first."""
        with self.db.read() as session:
            return terms.of(session, self.body)

    def form_for(self, row: TermRow | None) -> TermForm:
        """The form of a term."""
        return TermForm(self.db, self.body, self.name, row, self)

    def take_out(self, row: TermRow) -> None:
        """Take a term out."""
        with self.db.write(self.tr("Bỏ nhiệm kỳ {term} của {name}").format(term=row.name, name=self.name)) as session:
            terms.remove(session, row.id)

    def _take_notice(self) -> None:
        days = self.notice.value()
        with self.db.read() as session:
            kept = terms.notice(session)
        if days != kept:
            with self.db.write(self.tr("Nhắc nhiệm kỳ trước {n} ngày").format(n=days)) as session:
                terms.set_notice(session, days)
