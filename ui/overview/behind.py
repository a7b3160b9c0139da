"""What opens when a figure of *Tổng quan* is clicked: a list of the people, cells or meetings that make it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models import cells, namesakes
from models.database import Database
from models.text import sort_key
from ui.fields import FormDialog
from ui.tables import Column
from ui.widgets.names import Group, NamesDialog


class Behind(QObject):
    """Builds and opens lists over a window; `go` passes on what the officer chose in one."""

    go = Signal(str, object)

    def __init__(self, db: Database, window: QWidget) -> None:
        super().__init__(window)
        self.db = db
        self._window = window

    @property
    def window(self) -> QWidget:
        """The window that the lists belong to."""
        return self._window

    @property
    def today(self) -> date:
        """The day the figures stand for."""
        return self.db.clock().date()

    def open_list(
        self,
        title: str,
        text: str,
        columns: Sequence[Column[Any]],
        lines: Sequence[Any],
        target: Callable[[Any], tuple[str, object]],
        groups: Sequence[Group[Any]] = (),
        *,
        empty: str = "",
        over: QWidget | None = None,
    ) -> NamesDialog:
        """Open a list; `target` says which screen a line leads to, and with what. `over`: another list it came from."""
        dialog = NamesDialog(title, text, columns, lines, over or self._window, groups=groups, empty=empty)
        dialog.opened.connect(lambda line: self.go.emit(*target(line)))
        dialog.open()
        return dialog

    def offer_to_mend(
        self,
        dialog: NamesDialog,
        text: str,
        icon: str,
        form_of: Callable[[Any], FormDialog],
        rest: Callable[[], Sequence[Any]],
    ) -> None:
        """Give a list a button (Ctrl+Enter) for the form that mends the chosen line; what is `rest` stays for the next.

        `form_of` makes the form, of which the list is the parent.
        """

        def mend(rows: Sequence[Any]) -> None:
            form = form_of(rows[0])
            form.accepted.connect(lambda: dialog.show_rest(rest()))
            form.open()

        dialog.add_action(text, icon, mend)

    def name_column(self) -> Column[Any]:
        """The column with the person's name, told apart from another's in the same cell."""
        with self.db.read() as session:
            apart = namesakes.on(session, self.today)
        return Column(
            self.tr("Họ và tên"),
            lambda line: line.full_name + apart.get(line.member_id, ""),
            width=24,
            least=19,
            sort=_by_name,
        )

    def cell_column(self, names: dict[int, str]) -> Column[Any]:
        """The column with the cell, from names by id; empty for one who belongs to none any more."""
        return Column(self.tr("Chi bộ"), lambda line: cells.short_name(names.get(line.cell_id, "")), width=28, least=20)


def _by_name(line: Any) -> str:
    return sort_key(line.full_name)


def to_member(line: Any) -> tuple[str, object]:
    """Where a line about a person leads."""
    return "members", line.member_id


def to_attendance(line: Any) -> tuple[str, object]:
    """Where a line about somebody's absences leads: to the meetings of their year."""
    return "members", {"member": line.member_id, "tab": "Sinh hoạt"}
