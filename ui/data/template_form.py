"""The form of a score sheet's template: its head, and its groups and lines as a draft until it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models import score_templates
from models.database import Database
from models.errors import KnownError
from models.score_templates import FULL, Criterion, Template
from models.tables import ScoreKind, WithoutTheme
from models.text import plain
from ui import theme
from ui.data.criterion_form import CriterionForm
from ui.fields import Choice, DateField, FormDialog
from ui.keys import key_sequence
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.labels import label, set_state


class TemplateForm(FormDialog):
    """`template` with id 0 becomes a new version; nothing is written before *Lưu*."""

    def __init__(
        self, db: Database, template: Template, parent: QWidget | None = None, *, copied_from: Template | None = None
    ) -> None:
        super().__init__("", parent, width=820)
        self.setWindowTitle(self.tr("Mẫu phiếu chấm điểm"))
        self._db = db
        self._template = template
        if copied_from is not None:
            text = self.tr(
                "Mẫu “{name}” đã có {n} phiếu chấm nên không sửa được; đây là bản sao dùng từ ngày dưới đây."
            )
            told = label(text.format(name=copied_from.name, n=copied_from.sheets), wrap=True)
            set_state(told, State.WARN)
            self.form.addWidget(told)
        self._build()
        self._show(list(template.criteria))
        self._lines = tuple(self.model.rows)

    def _build(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(theme.MARGIN)
            self.form.addLayout(row)
        template = self._template
        self.effective_from = self.add(
            "effective_from", self.tr("Áp dụng cho các cuộc họp từ ngày"), DateField(), into=first
        )
        self.effective_from.set_value(template.effective_from)
        self.name = self.add("name", self.tr("Tên mẫu"), QLineEdit(template.name), required=True, into=first)
        self.issuer = self.add("issuer", self.tr("Nơi ban hành"), QLineEdit(template.issuer), into=second)
        self.document = self.add("document", self.tr("Theo văn bản"), QLineEdit(template.document), into=second)
        for field in (self.name, self.issuer, self.document):
            field.setMaxLength(200)
            field.setCursorPosition(0)
        entries = [(one.label, one) for one in WithoutTheme]
        self.without_theme = self.add("without_theme", self.tr("Tháng không có chuyên đề"), Choice(entries))
        self.without_theme.set_value(template.without_theme)
        self.model = RowsModel[Criterion](self._columns(), self)
        self.table = Table(self.model, key=lambda one: one.number, sorting="none")
        self.table.setMinimumHeight(theme.UNIT * 60)
        self.table.opened.connect(lambda _row: self.edit_line())
        self.add("criteria", self.tr("Các nhóm và mục"), self.table)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        self.sum = label("", "heading")
        row.addWidget(self.sum)
        row.addStretch(1)
        for words, icon, slot in (
            (self.tr("Thêm nhóm"), "plus", lambda: self.add_line(ScoreKind.GROUP)),
            (self.tr("Thêm mục"), "plus", lambda: self.add_line(ScoreKind.NUMBER)),
            (self.tr("Sửa (Enter)"), "pencil", self.edit_line),
            (self.tr("Bỏ (Delete)"), "trash-2", self.remove_line),
        ):
            row.addWidget(push_button(words, icon, slot, takes_enter=False))
        self.form.addLayout(row)
        words = self.tr("Alt+↑, Alt+↓ đổi chỗ; Alt+→ đưa mục vào nhóm ở trên, Alt+← đưa ra ngoài.")
        self.form.addWidget(label(words, "small"))
        for keys, slot in (
            ("Delete", self.remove_line),
            ("Alt+Up", lambda: self.move_line(-1)),
            ("Alt+Down", lambda: self.move_line(1)),
            ("Alt+Right", lambda: self.indent_line(is_below=True)),
            ("Alt+Left", lambda: self.indent_line(is_below=False)),
        ):
            shortcut = QShortcut(key_sequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def _columns(self) -> tuple[Column[Criterion], ...]:
        def name(one: Criterion) -> str:
            return ("    " if one.is_below else "") + one.text

        def how(one: Criterion) -> str:
            if one.is_group:
                return ""
            return f"{one.kind.label}: {one.source.label.lower()}" if one.source else one.kind.label

        return (
            Column(self.tr("TT"), lambda one: one.number, width=5, role="muted"),
            Column(self.tr("Nội dung"), name, width=46, least=30, tip=lambda one: one.text),
            Column(self.tr("Tối đa"), lambda one: plain(one.max_points), width=7, align="right", bold=True),
            Column(self.tr("Cách chấm"), how, width=30, least=14, role="muted", tip=how),
        )

    # -- the draft -----------------------------------------------------------------------------------------------

    def _show(self, lines: list[Criterion], place: int = 0) -> None:
        shown = list(score_templates.numbered(lines))
        self.model.set_rows(shown)
        if shown:
            self.table.selectRow(max(0, min(place, len(shown) - 1)))
        full = replace(self._template, criteria=tuple(shown)).full
        self.sum.setText(self.tr("Tổng {points}/100 điểm").format(points=plain(float(full))))
        set_state(self.sum, State.GOOD if full == FULL else State.BAD)
        self.fields["criteria"].clear_error()

    def has_unsaved(self) -> bool:
        """Whether the head was written into or the lines are others."""
        return super().has_unsaved() or tuple(self.model.rows) != self._lines

    def _place(self) -> int:
        return self.table.currentIndex().row()

    def add_line(self, kind: ScoreKind) -> CriterionForm:
        """Ask for a new line below the chosen one, in its group; a group comes to the end."""
        place = self._place() + 1
        lines = list(self.model.rows)
        chosen = lines[place - 1] if place else None
        if kind is ScoreKind.GROUP:
            place, is_below = len(lines), False
        else:
            is_below = chosen is not None and (chosen.is_group or chosen.is_below)

        def take(one: Criterion) -> None:
            self._show([*lines[:place], one, *lines[place:]], place)

        return self._open(Criterion(0, "", "", kind, 0, is_below=is_below), take)

    def edit_line(self) -> CriterionForm | None:
        """Ask for what the chosen line should say."""
        place, lines = self._place(), list(self.model.rows)
        if place < 0:
            return None

        def take(one: Criterion) -> None:
            self._show([*lines[:place], one, *lines[place + 1 :]], place)

        return self._open(lines[place], take)

    def _open(self, one: Criterion, take: Callable[[Criterion], None]) -> CriterionForm:
        form = CriterionForm(one, take, self)
        form.open()
        return form

    def remove_line(self) -> None:
        """Take the chosen line out; a group goes with what is in it."""
        place, lines = self._place(), list(self.model.rows)
        if place < 0:
            return
        end = place + 1
        while lines[place].is_group and end < len(lines) and lines[end].is_below:
            end += 1
        self._show(lines[:place] + lines[end:], place)

    def move_line(self, step: int) -> None:
        """Let the chosen line change places with the one above or below."""
        place, lines = self._place(), list(self.model.rows)
        other = place + step
        if 0 <= place < len(lines) and 0 <= other < len(lines):
            lines[place], lines[other] = lines[other], lines[place]
            self._show(lines, other)

    def indent_line(self, *, is_below: bool) -> None:
        """Put the chosen line into the group above it, or take it out."""
        place, lines = self._place(), list(self.model.rows)
        if place > 0 and not lines[place].is_group:
            lines[place] = replace(lines[place], is_below=is_below)
            self._show(lines, place)

    def save(self) -> None:
        """Write the template in one step. Raises KnownError naming the field."""
        day = self.day_of("effective_from")
        if day is None and not self._template.id:
            raise KnownError(self.tr("Hãy ghi ngày bắt đầu áp dụng."), field="effective_from")
        template = replace(
            self._template,
            name=self.name.text(),
            issuer=self.issuer.text(),
            document=self.document.text(),
            effective_from=day,
            without_theme=self.without_theme.value(),
            criteria=tuple(self.model.rows),
        )
        text = self.tr("Sửa mẫu phiếu {name}") if template.id else self.tr("Thêm mẫu phiếu {name}")
        with self._db.write(text.format(name=template.name)) as session:
            score_templates.save(session, template)
