"""The card of *Thiết lập* with the templates of score sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from models import score_templates
from models.database import Database
from models.score_templates import Template
from ui import messages, theme
from ui.data.template_form import TemplateForm
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.labels import label


class ScoreCards(Card):
    """The versions, the newest first, then the patterns; one in use is only ever copied to a new day."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Mẫu phiếu chấm điểm sinh hoạt"))
        self._db = db
        self._present = 0
        self.rows = RowsModel[Template](self._columns(), self)
        self.table: Table[Template] = Table(self.rows, key=lambda one: one.id, sorting="none")
        self.table.set_empty(self.tr("Chưa có mẫu phiếu nào."))
        self.table.setMinimumHeight(theme.UNIT * 36)
        self.table.opened.connect(lambda _row: self.edit())
        self.remove_button = self._button(self.tr("Bỏ"), "trash-2", self.remove)
        self.edit_button = self._button(self.tr("Sửa…"), "pencil", self.edit)
        self.copy_button = self._button(self.tr("Dùng mẫu này từ ngày…"), "plus", self.copy)
        self.top.addStretch(1)
        for button in (self.remove_button, self.edit_button, self.copy_button):
            self.top.addWidget(button)
        self.fill(self.table)
        words = self.tr(
            "Mỗi cuộc họp chấm theo mẫu có hiệu lực vào ngày họp; phiếu đã chấm giữ nguyên mẫu cũ. "
            "Muốn đổi thì chọn một mẫu, bấm “Dùng mẫu này từ ngày…” rồi sửa."
        )
        foot = label(words, "small", wrap=True)
        foot.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.GAP)
        self.box.addWidget(foot)

    def reload(self) -> None:
        """Read the templates anew."""
        with self._db.read() as session:
            found = score_templates.rows(session)
            present = score_templates.on(session, self._db.clock().date())
        self._present = present.id if present else 0
        self.rows.set_rows(found)
        if self.table.current_row() is None:
            self.table.select_key(self._present)

    def edit(self) -> TemplateForm | None:
        """Open the chosen template; one that meetings are scored on as a copy for a new day."""
        chosen = self.table.current_row()
        if chosen is None:
            return None
        return self.copy() if chosen.sheets else self._open(chosen)

    def copy(self) -> TemplateForm | None:
        """Open a copy of the chosen template, to be given a day."""
        chosen = self.table.current_row()
        return self._open(replace(chosen, id=0, effective_from=None, sheets=0)) if chosen else None

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
        with self._db.write(self.tr("Bỏ mẫu phiếu {name}").format(name=chosen.name)) as session:
            score_templates.delete(session, chosen.id)
        self.reload()

    def _open(self, template: Template) -> TemplateForm:
        form = TemplateForm(self._db, template, self)
        form.accepted.connect(self.reload)
        form.open()
        return form

    def _button(self, text: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        theme.dress(button, icon)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: slot())
        return button

    def _columns(self) -> tuple[Column[Template], ...]:
        def since(one: Template) -> str:
            return f"{one.effective_from:%d/%m/%Y}" if one.effective_from else self.tr("mẫu có sẵn")

        return (
            Column(self.tr("Áp dụng từ"), since, width=13),
            Column(
                self.tr("Nay"),
                lambda one: self.tr("✓ đang dùng") if one.id == self._present else "",
                width=12,
                state=lambda one: State.GOOD,
            ),
            Column(self.tr("Tên"), lambda one: one.name, width=26),
            Column(self.tr("Số mục"), lambda one: len(one.leaves), width=8, align="right"),
            Column(self.tr("Phiếu đã chấm"), lambda one: one.sheets, width=14, align="right"),
            Column(self.tr("Văn bản"), lambda one: one.document, width=40, tip=lambda one: one.document),
        )
