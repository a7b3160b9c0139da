"""*Chi bộ, thôn bản*: the register of cells, the villages and who serves them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTabBar

from models import cell_register, cells, villages
from models.cell_register import CellLine, ResidentLine
from models.cells import short_name
from models.tables import Standing
from models.text import fold
from models.villages import VillageRow
from ui import messages, theme
from ui.cells import lists
from ui.cells.form import CellForm, CloseForm, VillageForm
from ui.cells.lists import CellsPage, VillagesPage
from ui.fields import SearchField
from ui.screen import Found, Screen
from ui.tables import Column
from ui.widgets.names import NamesDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.database import Database

CELLS, VILLAGES = range(2)
_STANDINGS = {
    lists.OFFICIAL: Standing.OFFICIAL,
    lists.PROBATIONARY: Standing.PROBATIONARY,
    lists.UNSURE: Standing.UNKNOWN,
}


class CellsScreen(Screen):
    """Two lists behind two tabs; Enter shows the members of a cell or village, F2 corrects it."""

    key = "cells"
    title = "Chi bộ, thôn bản"
    icon = "network"
    help_page = "chi-bo-thon-ban"
    watches = frozenset({"cell", "cell_village", "village", "member", "stay", "post", "meeting", "code_item"})

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.cells = CellsPage(self.settings)
        self.villages = VillagesPage(self.settings)
        self.tabs = QTabBar()
        self.search = SearchField(self.tr("Tìm chi bộ, thôn, bản, bí thư"))
        self.pages = QStackedWidget()
        self._build()
        self.edit_button = self.add_action(self.tr("Sửa"), "pencil", self.edit, shortcut="F2")
        self.close_button = self.add_action(self.tr("Thôi hoạt động"), "x", self.close_cell)
        self.add_village_button = self.add_action(self.tr("Thêm thôn, bản"), "map-pin", self.add_village)
        self.add_cell_button = self.add_action(self.tr("Thêm chi bộ"), "plus", self.add_cell, primary=True)
        self._connect()
        self._follow()

    def reload(self) -> None:
        """Read cells and villages anew."""
        on = self.db.clock().date()
        with self.db.read() as session:
            lines = cell_register.lines(session, on)
            rows = villages.rows(session, on)
            homeless = len(cell_register.residents(session, None, on)) if rows else 0
        self.set_subtitle(self.tr("tính đến ngày {day}").format(day=f"{on:%d/%m/%Y}"))
        self.tabs.setTabText(CELLS, self.tr("Chi bộ ({n})").format(n=len(lines)))
        self.tabs.setTabText(VILLAGES, self.tr("Thôn, bản ({n})").format(n=len(rows)))
        self.cells.show_lines(lines)
        self.villages.show_villages(rows, homeless)
        self._follow()

    def show_item(self, argument: object) -> None:
        """Bring a cell (its id or {"cell_id"}), a village ({"village_id"}) or the cells that are too small."""
        match argument:
            case int(key) | {"cell_id": int(key)}:
                self.tabs.setCurrentIndex(CELLS)
                self.cells.bring(key)
            case {"village_id": int(key)}:
                self.tabs.setCurrentIndex(VILLAGES)
                self.villages.bring(key)
            case {"short": True}:
                self.tabs.setCurrentIndex(CELLS)
                self.cells.choose(lists.SHORT)
            case _:
                self.tabs.setCurrentIndex(CELLS)

    @classmethod
    def look_up(cls, db: Database, text: str) -> list[Found]:
        """Offer the cells and villages whose names hold what is typed."""
        sought, on = fold(text), db.clock().date()
        with db.read() as session:
            lines = cell_register.lines(session, on)
            rows = villages.rows(session, on)
        found = [
            Found(line.cell.name, f"{line.cell.members} đảng viên", {"cell_id": line.id}, cls.icon)
            for line in lines
            if sought in fold(line.cell.name)
        ]
        found += [
            Found(f"Thôn, bản {row.name}", row.served.value, {"village_id": row.id}, "map-pin")
            for row in rows
            if sought in fold(row.name)
        ]
        return found[:10]

    def add_cell(self) -> None:
        """Open the form of a new cell."""
        self._open(CellForm(self.db, None, self), lambda form: self.show_item({"cell_id": form.cell_id}))

    def add_village(self) -> None:
        """Open the form of a new village."""
        self._open(VillageForm(self.db, None, self), lambda form: self.show_item({"village_id": form.village_id}))

    def edit(self) -> None:
        """Open the form of the cell or village chosen."""
        row = self._page.table.current_row()
        if isinstance(row, CellLine):
            CellForm(self.db, row.cell, self).open()
        elif isinstance(row, VillageRow):
            VillageForm(self.db, row, self).open()

    def close_cell(self) -> None:
        """Ask from when the cell chosen is no more; say at once if members are still on its list."""
        row = self.cells.table.current_row()
        if not isinstance(row, CellLine):
            return
        if row.cell.members:
            text = self.tr("{name} còn {n} đảng viên trong danh sách.")
            detail = self.tr("Hãy chuyển các đồng chí sang chi bộ khác trước, rồi ghi chi bộ thôi hoạt động.")
            messages.tell(self, text.format(name=row.cell.name, n=row.cell.members), detail)
            return
        CloseForm(self.db, row.cell, self).open()

    def show_members(self, row: object) -> None:
        """Show who stands behind a row: the members of a cell, or those who live in a village."""
        if isinstance(row, CellLine):
            self.go.emit("members", {"cell_id": row.id})
        elif isinstance(row, VillageRow):
            text = self.tr("{n} đảng viên trong danh sách các chi bộ của xã ghi nơi ở tại {village}.")
            self.show_residents(row.id, self.tr("Đảng viên ở {village}").format(village=row.name), text, row.name)

    def show_residents(self, village_id: int | None, title: str, text: str, village: str = "") -> NamesDialog:
        """List who lives in a village; None: whose residence nobody has written."""
        with self.db.read() as session:
            lines = cell_register.residents(session, village_id, self.db.clock().date())
            names = cells.names(session)
        columns = (
            Column[ResidentLine](self.tr("Họ và tên"), lambda line: line.full_name, width=26),
            Column[ResidentLine](self.tr("Chi bộ"), lambda line: short_name(names[line.cell_id]), width=28),
            Column[ResidentLine](self.tr("Tình trạng"), lambda line: line.standing, width=12),
        )
        text = text.format(n=len(lines), village=village)
        dialog = NamesDialog(title, text, columns, lines, self)
        dialog.opened.connect(lambda line: self.go.emit("members", line.member_id))
        dialog.open()
        return dialog

    @property
    def _page(self) -> CellsPage | VillagesPage:
        return self.cells if self.pages.currentWidget() is self.cells else self.villages

    def _build(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for page, title in ((self.cells, self.tr("Chi bộ")), (self.villages, self.tr("Thôn, bản"))):
            self.pages.addWidget(page)
            self.tabs.addTab(title)
        self.search.setFixedWidth(self.search.fontMetrics().averageCharWidth() * 36)
        top = QHBoxLayout()
        top.addWidget(self.tabs, 1)
        top.addWidget(self.search)
        self.body.setSpacing(theme.UNIT)
        self.body.addLayout(top)
        self.body.addWidget(self.pages, 1)

    def _connect(self) -> None:
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        self.search.searched.connect(self._search)
        self.tabs.currentChanged.connect(self._turn)
        self.cells.line.chosen.connect(self._open_standing)
        self.villages.line.chosen.connect(self._open_figure)
        for page, text, button, slot in (
            (
                self.cells,
                self.tr("Chưa có chi bộ nào. Nhập danh sách ở màn hình Dữ liệu, hoặc thêm từng chi bộ."),
                self.tr("Thêm chi bộ"),
                self.add_cell,
            ),
            (
                self.villages,
                self.tr("Chưa có thôn, bản nào. Nhập danh sách ở màn hình Dữ liệu, hoặc thêm từng thôn, bản."),
                self.tr("Thêm thôn, bản"),
                self.add_village,
            ),
        ):
            page.set_empty(text, button, slot)
            page.unsought.connect(self.search.clear)
            page.table.opened.connect(self.show_members)
            page.table.chosen.connect(lambda _row: self._follow())
            page.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            page.table.customContextMenuRequested.connect(partial(self._show_menu, page))

    def _turn(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self._follow()

    def _follow(self) -> None:
        """Offer only what can be done to the row chosen."""
        has_row = self._page.table.current_row() is not None
        self.edit_button.setEnabled(has_row)
        self.close_button.setEnabled(has_row and self._page is self.cells)

    def _search(self, text: str) -> None:
        for page in (self.cells, self.villages):
            page.search(text)
        self._follow()

    def _open(self, form: CellForm | VillageForm, on_saved: object) -> None:
        form.accepted.connect(partial(on_saved, form))  # type: ignore[arg-type]
        form.open()

    def _open_standing(self, figure: str) -> None:
        standing = _STANDINGS.get(figure)
        self.go.emit("members", {"standing": standing} if standing else {})

    def _open_figure(self, figure: str) -> None:
        if figure == lists.HOMELESS:
            text = self.tr("{n} đảng viên chưa ghi thôn, bản nơi ở. Ghi xong mới biết chắc bản nào trắng đảng viên.")
            self.show_residents(None, self.tr("Chưa ghi nơi ở"), text)
        else:
            self.villages.choose(figure)

    def _show_menu(self, page: CellsPage | VillagesPage, where: QPoint) -> None:
        row = page.table.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Xem đảng viên của chi bộ") if page is self.cells else self.tr("Xem đảng viên ở đây")
        menu.addAction(words, lambda: self.show_members(row))
        menu.addAction(self.tr("Sửa…"), self.edit)
        if page is self.cells:
            menu.addAction(self.tr("Thôi hoạt động…"), self.close_cell)
        menu.popup(page.table.viewport().mapToGlobal(where))
