"""The words of the superior's forms: those of the old layout (huyện), of the new one (tỉnh), and since when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models import form_labels
from models.database import Database
from models.errors import KnownError
from models.form_labels import NAMES, NEW, OLD, WORDINGS
from ui import theme
from ui.fields import DateField, FormDialog
from ui.widgets.labels import label


class FormLabelsForm(FormDialog):
    """The day of the change, and each wording that changed in both layouts side by side."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("FormLabels", "Chữ trên biểu của cấp trên"), parent, width=760)
        self._db = db
        with db.read() as session:
            kept = form_labels.read(session)
        self.new_from = self.add("new_from", self.tr("{name} dùng từ ngày").format(name=NAMES[NEW]), DateField())
        self.new_from.set_value(kept.new_from)
        self.form.addWidget(
            label(self.tr("Báo cáo của kỳ kết thúc trước ngày này dùng {name}.").format(name=NAMES[OLD]), "small")
        )
        self.inputs: dict[str, dict[str, QLineEdit]] = {OLD: {}, NEW: {}}
        for key, wording in WORDINGS.items():
            self.form.addWidget(label(wording.what, "heading"))
            row = QHBoxLayout()
            row.setSpacing(theme.MARGIN)
            for profile in (kept.old, kept.new):
                field = QLineEdit(profile.text(key))
                field.setMaxLength(300)
                field.setPlaceholderText(wording.of(profile.key))
                self.inputs[profile.key][key] = self.add(f"{profile.key}.{key}", profile.name, field, into=row)
                field.setCursorPosition(0)
            self.form.addLayout(row)

    def save(self) -> None:
        """Write the layouts in one step; an emptied wording is the program's again."""
        day: date | None = self.day_of("new_from")
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày bắt đầu dùng mẫu mới."), field="new_from")
        words = {name: {key: field.text() for key, field in fields.items()} for name, fields in self.inputs.items()}
        with self._db.write(self.tr("Sửa chữ trên biểu của cấp trên")) as session:
            form_labels.save(session, day, words[OLD], words[NEW])
