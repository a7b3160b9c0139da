"""The card of *Thiết lập* with the templates of score sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models import score_templates
from models.database import Database
from models.score_templates import Template
from ui import messages
from ui.data.dated_cards import DatedCards
from ui.data.template_form import TemplateForm
from ui.tables import Column


class ScoreCards(DatedCards[Template]):
    """The versions, the newest first, then the patterns; one in use is only ever copied to a new day."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        foot = tr(
            "ScoreCards",
            "Mỗi cuộc họp chấm theo mẫu có hiệu lực vào ngày họp. Mẫu đã có phiếu chấm không sửa được nữa: sửa là "
            "sửa một bản sao dùng từ một ngày mới; phiếu đã chấm giữ nguyên mẫu cũ.",
        )
        super().__init__(db, tr("ScoreCards", "Mẫu phiếu chấm điểm sinh hoạt"), _columns(), foot, parent)
        self.table.set_empty(self.tr("Chưa có mẫu phiếu nào."))
        self.edit_button.setText(self.tr("Sửa…"))
        self.add_button.setText(self.tr("Dùng mẫu này từ ngày…"))
        self.remove_button = self.add_action(self.tr("Bỏ"), "trash-2", self.remove)
        self.table.chosen.connect(self._name_edit)

    def _name_edit(self, chosen: Template | None) -> None:
        """Say on the button itself what editing a template does that meetings are scored on."""
        is_used = chosen is not None and chosen.sheets > 0
        self.edit_button.setText(self.tr("Sửa bản sao từ ngày mới…") if is_used else self.tr("Sửa…"))
        self.add_button.setVisible(not is_used)

    def read(self) -> tuple[Sequence[Template], int]:
        """The templates, and the one in force today."""
        with self.db.read() as session:
            found = score_templates.rows(session)
            present = score_templates.on(session, self.db.clock().date())
        return found[::-1], present.id if present else 0

    def form_for(self, version: Template | None) -> TemplateForm:
        """The form of a template."""
        if version is None:
            raise LookupError("a template is made from another")
        return TemplateForm(self.db, version, self)

    def edit(self) -> TemplateForm | None:
        """Open the chosen template; one that meetings are scored on as a copy for a new day."""
        chosen = self.table.current_row()
        if chosen is None:
            return None
        if not chosen.sheets:
            return self.show_form(self.form_for(chosen))
        copy = replace(chosen, id=0, effective_from=None, sheets=0)
        return self.show_form(TemplateForm(self.db, copy, self, copied_from=chosen))

    def add(self) -> TemplateForm | None:
        """Open a copy of the chosen template, to be given a day."""
        chosen = self.table.current_row()
        if chosen is None:
            return None
        return self.show_form(self.form_for(replace(chosen, id=0, effective_from=None, sheets=0)))

    def remove(self) -> None:
        """Take the chosen template away once the officer has confirmed it."""
        chosen = self.table.current_row()
        if chosen is None:
            return
        messages.ask(
            self,
            self.tr("Bỏ mẫu phiếu “{name}”?").format(name=chosen.name),
            self.tr("Các cuộc họp chưa chấm sẽ theo mẫu còn lại. Ctrl+Z lấy lại được."),
            self.tr("Bỏ mẫu này"),
            lambda: self._remove(chosen),
        )

    def _remove(self, chosen: Template) -> None:
        with self.db.write(self.tr("Bỏ mẫu phiếu {name}").format(name=chosen.name)) as session:
            score_templates.delete(session, chosen.id)
        self.reload()


def _columns() -> tuple[Column[Template], ...]:
    tr = QCoreApplication.translate
    return (
        Column(tr("ScoreCards", "Tên"), lambda one: one.name, width=26, least=12),
        Column(tr("ScoreCards", "Số mục"), lambda one: len(one.leaves), width=8, align="right"),
        Column(
            tr("ScoreCards", "Phiếu đã chấm"),
            lambda one: one.sheets,
            width=14,
            least=7,
            short=tr("ScoreCards", "Phiếu"),
            align="right",
        ),
        Column(tr("ScoreCards", "Văn bản"), lambda one: one.document, width=40, least=11, tip=lambda one: one.document),
    )
