"""The targets of a year and every indicator, with the card of what is chosen in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import cells, namesakes, own_targets, pace, targets
from models.dates import Period
from models.indicators import INDICATORS, Figure
from models.pace import Reader, TargetProgress
from ui import messages
from ui.targets import names, words
from ui.targets.detail import Detail
from ui.targets.form import TargetForm
from ui.targets.lists import Catalogue, FilteredList, TargetList
from ui.widgets.beside import Beside
from ui.widgets.names import NamesDialog

if TYPE_CHECKING:
    from models.database import Database


class TargetsPage(Beside):
    """Two lists, one of them in view, and the card beside them."""

    go = Signal(str, object)
    chosen = Signal()
    written = Signal(int)
    """A target was written: its id."""

    def __init__(self, db: Database, parent: QWidget) -> None:
        self.targets, self.catalogue = TargetList(), Catalogue()
        self.lists, self.detail = QStackedWidget(), Detail()
        super().__init__(self.lists, self.detail)
        self.setParent(parent)
        self._db = db
        self.on = db.clock().date()
        self.year = self.on.year
        for page in (self.targets, self.catalogue):
            self.lists.addWidget(page)
            page.table.chosen.connect(lambda _row: self._show_detail())
            page.table.opened.connect(lambda row: self.show_names(row if isinstance(row, Figure) else row.figure))
        self.targets.table.set_empty(
            self.tr("Năm này chưa đặt chỉ tiêu nào. Thêm chỉ tiêu cấp trên giao để theo dõi tiến độ."),
            self.tr("Thêm chỉ tiêu"),
            self.add,
        )
        self.detail.names_asked.connect(self.show_names)
        self.detail.target_asked.connect(self._set_target)

    @property
    def list_shown(self) -> FilteredList:
        """The list in view."""
        return self.catalogue if self.lists.currentWidget() is self.catalogue else self.targets

    @property
    def line(self) -> TargetProgress | None:
        """The target chosen; indicators are not written."""
        row = self.list_shown.table.current_row()
        return row if isinstance(row, TargetProgress) else None

    @property
    def can_remove(self) -> bool:
        """Whether a target is chosen."""
        return self.line is not None

    def show_list(self, *, is_catalogue: bool) -> None:
        """Bring the indicators into view, or the targets."""
        self.lists.setCurrentWidget(self.catalogue if is_catalogue else self.targets)

    def reload(self, year: int, on: date) -> str:
        """Read the list in view as of a day, and return how many targets are reached, “x/y chỉ tiêu”."""
        self.year, self.on = year, on
        period, told = Period.year(year), ""
        with self._db.read() as session:
            if self.list_shown is self.targets:
                found = pace.of_period(session, period, on)
                told = self._sum(found, own_targets.reached(own_targets.rows(session, period, on)))
                self.targets.show_targets(found)
            else:
                reader = Reader(session, on)
                self.catalogue.show_figures([reader.figure(one, period) for one in INDICATORS])
        self._show_detail()
        return told

    def add(self) -> None:
        """Begin a new target."""
        self.open_form(None)

    def edit(self) -> None:
        """Open the form of the target chosen."""
        if self.line is not None:
            self.open_form(self.line)

    def remove(self) -> None:
        """Ask before the target chosen is taken away."""
        chosen = self.line
        if chosen is None:
            return
        name = f"{chosen.indicator.name}, {words.body(chosen.row)}, {words.period(chosen.period)}"
        messages.ask(
            self,
            self.tr("Xóa chỉ tiêu “{name}”?").format(name=name),
            self.tr("Số liệu thực hiện không mất. Ctrl+Z lấy lại được."),
            self.tr("Xóa chỉ tiêu"),
            lambda: self._remove(chosen),
        )

    def open_form(self, progress: TargetProgress | None, *, key: str = "", cell_id: int | None = None) -> TargetForm:
        """Open the form of a target, or of a new one that starts with an indicator and a cell."""
        row = progress.row if progress else None
        form = TargetForm(self._db, self.year, row, self, key=key, cell_id=cell_id)
        form.accepted.connect(lambda: self.written.emit(form.target_id))
        form.open()
        return form

    def show_names(self, figure: Figure, cell: str = "") -> NamesDialog:
        """List who stands behind a figure."""
        with self._db.read() as session:
            cell_names = cells.names(session)
            apart = namesakes.on(session, self.on)
        dialog = names.dialog(figure, cell_names, self, cell, apart=apart)
        dialog.opened.connect(lambda line: self.go.emit(*names.target_of(line)))
        dialog.open()
        return dialog

    def _remove(self, progress: TargetProgress) -> None:
        with self._db.write(self.tr("Xóa chỉ tiêu {name}").format(name=progress.indicator.name)) as session:
            targets.remove(session, progress.row.id)

    def _sum(self, found: list[TargetProgress], own: tuple[int, int]) -> str:
        """Return how many targets are reached, “x/y chỉ tiêu”; those counted by hand apart."""
        commune = [one for one in found if one.row.values.cell_id is None]
        parts: list[str] = []
        if commune:
            met, whole = pace.reached(commune)
            parts.append(self.tr("đạt {met}/{all} chỉ tiêu của xã").format(met=met, all=whole))
        if own[1]:
            parts.append(self.tr("{met}/{all} chỉ tiêu khác").format(met=own[0], all=own[1]))
        return " · ".join(parts)

    def _show_detail(self) -> None:
        row = self.list_shown.table.current_row()
        self.chosen.emit()
        if not isinstance(row, TargetProgress | Figure):
            self.detail.show_nothing()
        self.show_right(isinstance(row, TargetProgress | Figure))
        if not isinstance(row, TargetProgress | Figure):
            return
        with self._db.read() as session:
            reader = Reader(session, self.on)
            if isinstance(row, TargetProgress):
                self.detail.show_target(row, reader.cells_of(row))
            else:
                self.detail.show_figure(row, reader.by_cell(row))

    def _set_target(self, key: str, cell_id: int | None) -> None:
        """Open the form of a cell's part in the target shown: its own target if it has one, else a new one."""
        line = self.detail.table.current_row()
        chosen = self.line
        if chosen is None:
            self.open_form(None, key=key)
            return
        if line is not None and line.own is not None:
            self.open_form(line.own)
            return
        form = self.open_form(None, key=key, cell_id=cell_id)
        form.show_days(chosen.period)
