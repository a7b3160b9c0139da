"""The tree of organisations as of a day: each body stands under its superior, indented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models import terms
from models.organizations import TreeLine
from models.text import number
from ui import theme
from ui.cells.page import Filter, ListPage
from ui.tables import Column
from ui.theme import State

_INDENT = "      "


class TreePage(ListPage):
    """Organisations and cells, superior first; sorting another column lays the tree flat."""

    def __init__(self, settings: theme.Settings) -> None:
        self._on = date.max
        self._notice = terms.USUAL_NOTICE
        super().__init__(self._columns(), lambda line: f"{line.name} {line.kind} {line.code}", "tree/table", settings)

    def show_tree(self, lines: Sequence[TreeLine], on: date, notice: int) -> None:
        """Show the tree of a day; `notice` is how many days ahead the end of a term is told."""
        self._on, self._notice = on, notice
        bodies = sum(line.body.cell_id is None for line in lines)
        cells = len(lines) - bodies
        members = sum(line.members for line in lines if line.body.cell_id is not None)
        words = self.tr("{bodies} tổ chức đảng cấp trên, {cells} chi bộ, {members} đảng viên")
        self.line.show_parts([(words.format(bodies=bodies, cells=cells, members=number(members)), "")])
        self.show_rows(lines, self._filters())

    def _columns(self) -> tuple[Column[TreeLine], ...]:
        def days(line: TreeLine) -> str:
            parts = [f"{day:%d/%m/%Y}" if day else "" for day in (line.valid_from, line.valid_to)]
            return " – ".join(parts) if any(parts) else ""

        return (
            Column(
                self.tr("Tổ chức"),
                lambda line: _INDENT * line.depth + line.name,
                width=38,
                least=36,
                tip=lambda line: line.name,
                icon=lambda line: "network" if line.body.cell_id is None else "users",
                sort=lambda line: line.name,
            ),
            Column(self.tr("Loại hình"), lambda line: line.kind, width=32, least=22, leaves=1, role="muted"),
            Column(
                self.tr("Chi bộ"), lambda line: line.cells if line.body.cell_id is None else None, width=7, leaves=2
            ),
            Column(self.tr("Đảng viên"), lambda line: line.members, width=10, bold=True),
            Column(self.tr("Nhiệm kỳ đến hết"), lambda line: line.term_until, width=18, state=self._term_state),
            Column(self.tr("Mã"), lambda line: line.code, width=21, leaves=3),
            Column(self.tr("Thời gian hoạt động"), days, width=24, hidden=True),
        )

    def _term_state(self, line: TreeLine) -> State:
        if line.term_until is None:
            return State.PLAIN
        return State.WARN if (line.term_until - self._on).days <= self._notice else State.PLAIN

    def _filters(self) -> list[Filter]:
        return [
            Filter("above", self.tr("Tổ chức cấp trên"), lambda line: line.body.cell_id is None),
            Filter("term", self.tr("Nhiệm kỳ sắp hết"), lambda line: self._term_state(line) is State.WARN),
            Filter("no code", self.tr("Chưa có mã"), lambda line: not line.code),
        ]
