"""The page *Thùng rác*: what was taken out by hand or made one, to be put back, taken apart or thrown away."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from models import trash
from models.errors import KnownError
from models.tables import TrashKind
from models.text import number
from models.trash import Restored, TrashRow
from ui import messages, theme
from ui.data.page import DataPage
from ui.data.restore_form import RestoreForm
from ui.screen import Screen
from ui.tables import Column, RowsModel, Table
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.labels import label

_NAMED = 5


class TrashPage(DataPage):
    """What lies in the trash, newest first; Enter puts the chosen thing back."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.rows = RowsModel[TrashRow](
            (
                Column(self.tr("Ngày bỏ"), lambda row: row.removed_on, width=11),
                Column(self.tr("Loại"), lambda row: row.kind.label, width=15, role="muted"),
                Column(self.tr("Tên"), lambda row: row.name, width=34, least=24, bold=True, tip=lambda row: row.name),
                Column(self.tr("Lý do"), lambda row: row.reason, width=24, least=12, tip=lambda row: row.reason),
                Column(
                    self.tr("Kèm theo"),
                    lambda row: row.detail,
                    width=30,
                    least=12,
                    leaves=1,
                    role="muted",
                    tip=lambda row: row.detail,
                ),
            ),
            self,
        )
        self.table = Table(self.rows, key=lambda row: row.id, name="trash", settings=screen.settings)
        self.table.set_empty(self.tr("Thùng rác trống. Những gì xóa khỏi sổ vì ghi nhầm sẽ nằm ở đây."))
        self.restore_button = push_button(self.tr("Khôi phục"), "undo-2", self.restore, kind="primary")
        self.delete_button = push_button(self.tr("Xóa hẳn…"), "x", self.delete_chosen)
        self.empty_button = push_button(self.tr("Làm rỗng thùng rác…"), "trash-2", self.delete_all)
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.MARGIN, 0, theme.GAP, 0)
        tools.setSpacing(theme.GAP)
        words = self.tr("Không ai trong thùng rác được tính vào số liệu nào.")
        tools.addWidget(label(words, "small", wrap=True), 1)
        for button in (self.restore_button, self.delete_button, self.empty_button):
            tools.addWidget(button)
        card = Card()
        card.box.setContentsMargins(1, theme.GAP, 1, 1)
        card.box.addLayout(tools)
        card.box.addWidget(self.table, 1)
        self.body.addWidget(card, 1)
        self.table.opened.connect(lambda _row: self.restore())
        self.table.chosen.connect(lambda _row: self._follow())

    def reload(self) -> None:
        """Read the trash anew."""
        with self.db.read() as session:
            self.rows.set_rows(trash.items(session))
        if self.rows.rows and self.table.current_row() is None:
            self.table.selectRow(0)
        self._follow()

    def restore(self) -> None:
        """Put the chosen thing back where it was, or take two records apart again."""
        row = self.table.current_row()
        if row is None:
            return
        words = self.tr("Tách lại {name}") if row.kind is TrashKind.MERGE else self.tr("Khôi phục {name}")
        step = words.format(name=row.name)
        with self.db.read() as session:
            closed = trash.closed_home(session, row.id)
        if closed is not None:
            form = RestoreForm(self.db, row.id, step, closed, self)
            form.accepted.connect(lambda: self._tell_restored(step, form.restored))
            form.open()
            return
        try:
            with self.db.write(step) as session:
                done = trash.restore(session, row.id)
        except KnownError as error:
            messages.explain(self, error)
            return
        self._tell_restored(step, done)

    def _tell_restored(self, step: str, done: Restored | None) -> None:
        if done is not None and done.notes:
            messages.tell(
                self, self.tr("{step}: đã xong, trừ những điều sau.").format(step=step), "\n".join(done.notes)
            )
        self.said.emit(self.tr("{step}: đã xong. Ctrl+Z để hoàn tác.").format(step=step))

    def delete_chosen(self) -> None:
        """Throw what is chosen away for good, after asking."""
        self._delete(self.table.selected_rows(), self.tr("Xóa hẳn"))

    def delete_all(self) -> None:
        """Empty the trash, after asking."""
        self._delete(self.rows.rows, self.tr("Làm rỗng thùng rác"))

    def _delete(self, rows: list[TrashRow], step: str) -> None:
        if not rows:
            return
        names = "\n".join(
            f"– {row.kind.label}: {row.name}" + (f" ({row.detail})" if row.detail else "") for row in rows[:_NAMED]
        )
        more = self.tr("\n– và {n} mục khác").format(n=number(len(rows) - _NAMED)) if len(rows) > _NAMED else ""
        messages.ask(
            self,
            self.tr("Xóa hẳn {n} mục khỏi thùng rác?").format(n=number(len(rows))),
            self.tr("Sau khi đóng chương trình sẽ không khôi phục, không tách lại được nữa:\n{names}{more}").format(
                names=names, more=more
            ),
            step,
            lambda: self._throw_away([row.id for row in rows], step),
        )

    def _throw_away(self, ids: list[int], step: str) -> None:
        with self.db.write(self.tr("{step} ({n} mục)").format(step=step, n=number(len(ids)))) as session:
            trash.empty(session, ids)
        self.said.emit(self.tr("Đã xóa hẳn {n} mục.").format(n=number(len(ids))))

    def _follow(self) -> None:
        row = self.table.current_row()
        is_merge = row is not None and row.kind is TrashKind.MERGE
        self.restore_button.setText(self.tr("Tách lại") if is_merge else self.tr("Khôi phục"))
        self.restore_button.setEnabled(row is not None)
        self.delete_button.setEnabled(row is not None)
        self.empty_button.setEnabled(bool(self.rows.rows))
