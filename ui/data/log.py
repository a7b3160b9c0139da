"""The page *Nhật ký*: who did what and when, what it changed in words, and taking the last step back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from models import changes, journal
from models.changes import ChangeLine
from models.errors import KnownError
from models.journal import StepRow
from models.text import number
from ui import messages, theme
from ui.data.page import DataPage
from ui.screen import Screen
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.labels import label

PAGE = 200
MOST_LINES = 500
_LEAST = 5
"""Heights of a row that each list keeps, header and all; where there is less room the page scrolls."""


class LogPage(DataPage):
    """Steps above, newest first; below what the chosen one changed, old and new."""

    scrolls = True

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._wanted = PAGE
        self.steps = RowsModel[StepRow](
            (
                Column(self.tr("Lúc"), lambda row: row.at, width=16, state=_faded),
                Column(
                    self.tr("Việc"), lambda row: row.label, width=38, least=24, state=_faded, tip=_label, grows=True
                ),
                Column(self.tr("Người"), lambda row: row.user, width=16, leaves=1, state=_faded),
                Column(self.tr("Số chỗ ghi"), lambda row: row.rows, width=10, leaves=2, state=_faded),
                Column(self.tr("Tình trạng"), self._present, width=10, state=_faded),
            ),
            self,
        )
        self.table = Table(self.steps, key=lambda row: row.id, sorting="none", name="log")
        self.table.set_empty(self.tr("Chưa ghi việc gì."))
        self.table.chosen.connect(self._show_step)
        self.lines = RowsModel[ChangeLine](
            (
                Column(self.tr("Việc"), lambda one: one.action, width=18, leaves=1, role="muted"),
                Column(self.tr("Ai, cái gì"), lambda one: one.subject, width=32, least=26, tip=lambda one: one.subject),
                Column(self.tr("Mục"), lambda one: one.field, width=15),
                Column(self.tr("Trước"), lambda one: one.before or None, width=16, tip=lambda one: one.before),
                Column(self.tr("Sau"), lambda one: one.after or None, width=16, tip=lambda one: one.after),
            ),
            self,
        )
        self.line_table = Table(self.lines, sorting="none")
        self.line_table.chosen.connect(self._show_line)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.MARGIN)
        splitter.addWidget(self._above())
        splitter.addWidget(self._below())
        splitter.setSizes([300, 320])
        for table in (self.table, self.line_table):
            table.setMinimumHeight(_LEAST * theme.CONTROL_HEIGHT)
        self.body.addWidget(splitter, 1)

    def reload(self) -> None:
        """Read the newest lines, as many as were asked for."""
        with self.db.read() as session:
            steps = journal.log(session, limit=self._wanted + 1)
        self.more.setVisible(len(steps) > self._wanted)
        self.steps.set_rows(steps[: self._wanted])
        if steps and self.table.current_row() is None:
            self.table.selectRow(0)
        else:
            self._show_step(self.table.current_row())
        last = next((step for step in steps if step.undone_at is None), None)
        self.undo_button.setToolTip(
            self.tr("Hoàn tác: {label} (Ctrl+Z)").format(label=last.label) if last else self.tr("Ctrl+Z")
        )

    def show_item(self, argument: object) -> None:
        """Choose a step by its id, reading back until it is there."""
        if not isinstance(argument, int):
            return
        while not self.table.select_key(argument) and self.more.isVisibleTo(self):
            self.show_more()

    def show_more(self) -> None:
        """Read as many older lines again."""
        self._wanted += PAGE
        self.reload()

    def undo(self) -> None:
        """Take the last step of this run back."""
        if self.main_window is not None:
            self.main_window.undo()
            return
        try:
            done = self.db.undo()
        except KnownError as error:
            messages.explain(self, error)
            return
        self.said.emit(self.tr("Đã hoàn tác: {label}").format(label=done) if done else self.tr("Không còn gì."))

    def _above(self) -> QWidget:
        self.undo_button = push_button(self.tr("Hoàn tác việc gần nhất"), "undo-2", self.undo)
        self.more = push_button(self.tr("Xem các việc trước đó"), slot=self.show_more, kind="flat")
        self.more.hide()
        card = Card()
        card.box.setContentsMargins(1, theme.GAP, 1, 1)
        tools = QHBoxLayout()
        tools.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        note = label(self.tr("Hoàn tác được các việc từ khi mở chương trình lần này."), "small", wrap=True)
        tools.addWidget(note, 1)
        tools.addWidget(self.undo_button)
        card.box.addLayout(tools)
        card.box.addWidget(self.table, 1)
        card.box.addWidget(self.more)
        return card

    def _below(self) -> QWidget:
        self.heading = label("", "heading", wrap=True)
        self.summary = label("", "small", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        head.setSpacing(2)
        head.addWidget(self.heading)
        head.addWidget(self.summary)
        card = Card()
        card.box.setContentsMargins(1, theme.MARGIN - 2, 1, 1)
        card.box.addLayout(head)
        self.detail = label("", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.GAP)
        card.box.addWidget(self.line_table, 1)
        card.box.addWidget(self.detail)
        return card

    def _show_step(self, step: StepRow | None) -> None:
        if step is None:
            self.heading.setText("")
            self.summary.setText("")
            self.lines.set_rows([])
            self._show_line(None)
            return
        with self.db.read() as session:
            summary = changes.summary(session, step.id)
            lines = changes.lines(session, step.id, MOST_LINES)
        self.heading.setText(step.label)
        cut = self.tr(" · chỉ hiện {n} dòng đầu").format(n=number(MOST_LINES)) if len(lines) == MOST_LINES else ""
        self.summary.setText(f"{summary}{cut}")
        self.lines.set_rows(lines)
        self._show_line(None)

    def _show_line(self, line: ChangeLine | None) -> None:
        self.detail.setVisible(line is not None)
        if line is not None:
            what = f"{line.action} {line.subject}. {line.field}".rstrip(". ")
            values = f"{line.before or self.tr('chưa ghi')} → {line.after or self.tr('bỏ trống')}"
            self.detail.setText(f"{what}: {values if line.field else line.before or line.after}")

    def _present(self, row: StepRow) -> str:
        if row.undone_at is None:
            return ""
        return self.tr("đã hoàn tác {time}").format(time=f"{row.undone_at:%d/%m %H:%M}")


def _label(row: StepRow) -> str:
    return row.label


def _faded(row: StepRow) -> State:
    return State.IDLE if row.undone_at else State.PLAIN
