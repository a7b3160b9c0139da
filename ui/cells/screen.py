"""*Chi bộ, thôn bản*: the register of cells, the villages and who serves them, the tree above; as of a day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models import assignments, cell_register, cells, organizations, terms, villages
from models.bodies import Body
from models.cell_register import CellLine
from models.errors import KnownError
from models.organizations import TreeLine
from models.tables import Standing, TrashKind
from models.text import fold
from models.villages import VillageRow
from ui import theme
from ui.cells import lists
from ui.cells.form import CellForm, VillageForm
from ui.cells.head import Head
from ui.cells.home_offer import HomeOfferDialog
from ui.cells.lists import CellsPage, VillagesPage
from ui.cells.menu import DecisionMenu
from ui.cells.organization_form import OrganizationForm
from ui.cells.people import PeopleDialog
from ui.cells.residents import ResidentsDialog
from ui.cells.tree import TreePage
from ui.keys import turn_tabs_of
from ui.removing import ask_to_remove
from ui.screen import Found, Screen

if TYPE_CHECKING:
    from models.database import Database

CELLS, VILLAGES, TREE = range(3)
_STANDINGS = {lists.OFFICIAL: Standing.OFFICIAL, lists.PROBATIONARY: Standing.PROBATIONARY}
_STANDINGS[lists.UNSURE] = Standing.UNKNOWN


class CellsScreen(Screen):
    """Three lists behind three tabs; Enter shows the members of a row, F2 corrects it.

    All are shown as of a day; what is written is written of today, so an earlier day is for looking.
    """

    key = "cells"
    title = "Chi bộ, thôn bản"
    icon = "network"
    help_page = "chi-bo-thon-ban"
    tab_titles = ("Chi bộ", "Thôn, bản", "Tổ chức")
    watches = frozenset(
        {"cell", "cell_village", "village", "member", "stay", "post", "meeting", "code_item"}
        | {"organization", "former", "term", "assignment", "setting", "reorganization", "former_residence"}
        | {"membership_rule"}
    )

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self._day: date | None = None
        self.cells = CellsPage(self.settings)
        self.villages = VillagesPage(self.settings)
        self.tree = TreePage(self.settings)
        self.head = Head(self.tab_titles)
        self.tabs, self.on, self.search = self.head.tabs, self.head.day, self.head.search
        self.links_found.append(self.head.now_button)
        self.now_button, self.people_button = self.head.now_button, self.head.people_button
        self.pages = QStackedWidget()
        self._build()
        self.menus_shown.append(self.head.records_menu)
        self.edit_button = self.add_action(self.tr("Sửa"), "pencil", self.edit, shortcut="F2")
        self.decisions = DecisionMenu(
            self,
            self.add_menu(self.tr("Tổ chức lại"), "network"),
            self.head.records_menu,
            lambda: self._page.table.current_row(),
            lambda: self.day,
        )
        self.add_village_button = self.add_action(
            self.tr("Thêm thôn, bản"), "map-pin", self.add_village, shortcut="Ctrl+Shift+N"
        )
        self.add_cell_button = self.add_action(
            self.tr("Thêm chi bộ"), "plus", self.add_cell, primary=True, shortcut="Ctrl+N"
        )
        self._connect()
        self._turn(CELLS)

    def reload(self) -> None:
        """Read cells and villages anew."""
        on = self.day
        with self.db.read() as session:
            lines = cell_register.lines(session, on)
            rows = villages.rows(session, on)
            homeless = len(cell_register.residents(session, None, on)) if rows else 0
            tree = organizations.tree(session, on)
            notice = terms.notice(session)
            care = assignments.care(session, on)
        words = self.tr("tính đến ngày {day}") if self.is_today else self.tr("như ngày {day}, chỉ để xem")
        self.set_subtitle(words.format(day=f"{on:%d/%m/%Y}"))
        self.now_button.setVisible(not self.is_today)
        self.tabs.setTabText(CELLS, self.tr("Chi bộ ({n})").format(n=len(lines)))
        self.tabs.setTabText(VILLAGES, self.tr("Thôn, bản ({n})").format(n=len(rows)))
        self.cells.show_lines(lines)
        self.villages.show_villages(rows, homeless, care)
        self.tabs.setTabText(TREE, self.tr("Tổ chức ({n})").format(n=len(tree)))
        self.tree.show_tree(tree, on, notice)
        self._follow()

    @property
    def day(self) -> date:
        """The day the lists are as of."""
        return self._day or self.db.clock().date()

    @property
    def is_today(self) -> bool:
        """Whether the lists are those of today, which alone can be written to."""
        return self._day is None

    def show_day(self, day: date | None) -> None:
        """Show the lists as of a day; None: of today, whatever day that is."""
        today = self.db.clock().date()
        self._day = None if day is None or day == today else day
        self.on.set_value(self.day)
        self.reload()

    def _take_day(self) -> None:
        try:
            day = self.on.day()
        except KnownError as error:
            self.said.emit(str(error))
            theme.set_role(self.on, "wrong", True)
            return
        theme.set_role(self.on, "wrong", False)
        if (day or self.db.clock().date()) != self.day:
            self.show_day(day)

    def show_item(self, argument: object) -> None:
        """Bring a cell (its id or {"cell_id"}), a village ({"village_id"}), an organisation ({"body"}), or the rows
        that a line of work is about: cells too small ("short") or whose term ends ("term"), villages nobody is in
        charge of ("uncared"), residences to be taken from addresses ("homes").
        """
        if not self.is_today:
            self.show_day(None)
        match argument:
            case int(key) | {"cell_id": int(key)}:
                self.tabs.setCurrentIndex(CELLS)
                self.cells.bring(key)
            case {"village_id": int(key)}:
                self.tabs.setCurrentIndex(VILLAGES)
                self.villages.bring(key)
            case {"body": Body() as body}:
                self.tabs.setCurrentIndex(TREE)
                self.tree.bring(body)
            case {"term": True}:
                self.tabs.setCurrentIndex(TREE)
                self.tree.choose("term")
            case {"uncared": True}:
                self.tabs.setCurrentIndex(VILLAGES)
                self.villages.choose(lists.UNCARED)
            case {"homes": True}:
                self.tabs.setCurrentIndex(VILLAGES)
                self.offer_homes()
            case {"short": True}:
                self.tabs.setCurrentIndex(CELLS)
                self.cells.choose(lists.SHORT)
            case _:
                self.tabs.setCurrentIndex(CELLS)

    def turn_to(self, place: int) -> None:
        """Show one of the lists."""
        self.tabs.setCurrentIndex(place)

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
        elif isinstance(row, TreeLine):
            self._edit_body(row.body)

    def _edit_body(self, body: Body) -> None:
        today = self.db.clock().date()
        with self.db.read() as session:
            cell = next((one for one in cells.rows(session, today) if one.id == body.cell_id), None)
            above = next((one for one in organizations.rows(session, today) if one.id == body.organization_id), None)
        if cell is not None:
            CellForm(self.db, cell, self).open()
        elif above is not None:
            OrganizationForm(self.db, above, self).open()

    def add_organization(self) -> None:
        """Open the form of a new organisation above the cells."""
        form = OrganizationForm(self.db, None, self)
        form.accepted.connect(lambda: self.show_item({"body": form.body}))
        form.open()

    def remove(self) -> None:
        """Ask before the cell or village chosen goes into the trash. Raises KnownError if it was no mistake."""
        row = self._page.table.current_row()
        if isinstance(row, CellLine):
            ask_to_remove(self, TrashKind.CELL, row.id, row.cell.name)
        elif isinstance(row, VillageRow):
            ask_to_remove(self, TrashKind.VILLAGE, row.id, row.name)

    def show_people(self) -> PeopleDialog | None:
        """Show who is in charge of the village under the cursor, and of its households."""
        row = self.villages.table.current_row()
        if self._page is not self.villages or row is None:
            self.tabs.setCurrentIndex(VILLAGES)
            self.said.emit(self.tr("Hãy chọn một thôn, bản trong danh sách trước."))
            return None
        dialog = PeopleDialog(self.db, row, self)
        dialog.open()
        return dialog

    def show_members(self, row: object) -> None:
        """Show who stands behind a row: the members of a cell, or those who live in a village."""
        if isinstance(row, CellLine):
            self.go.emit("members", {"cell_id": row.id})
        elif isinstance(row, TreeLine) and row.body.cell_id is not None:
            self.go.emit("members", {"cell_id": row.body.cell_id})
        elif isinstance(row, TreeLine):
            self.edit()
        elif isinstance(row, VillageRow):
            self.show_residents(row)

    def show_residents(self, village: VillageRow | None) -> ResidentsDialog:
        """List who lives in a village; None: whose residence nobody has written."""
        dialog = ResidentsDialog(self.db, village, self.day, self)
        if village is None and self.is_today:

            def offer(_rows: object) -> None:
                dialog.accept()
                self.offer_homes()

            dialog.add_action(self.tr("Ghi theo địa chỉ…"), "map-pin", offer)
        dialog.opened.connect(lambda line: self.go.emit("members", line.member_id))
        dialog.open()
        return dialog

    def offer_homes(self) -> HomeOfferDialog:
        """List whose address names the village they live in, to write it of all at once."""
        dialog = HomeOfferDialog(self.db, self.jobs, self)
        dialog.written.connect(self.said)
        dialog.open()
        return dialog

    @property
    def _page(self) -> CellsPage | VillagesPage | TreePage:
        return (self.cells, self.villages, self.tree)[max(0, self.pages.currentIndex())]

    def _build(self) -> None:
        self.on.set_value(self.day)
        for page in (self.cells, self.villages, self.tree):
            self.pages.addWidget(page)
        self.body.setSpacing(theme.UNIT)
        self.body.addWidget(self.head)
        self.body.addWidget(self.pages, 1)

    def _connect(self) -> None:
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        turn_tabs_of(self.tabs, self)
        self.search.searched.connect(self._search)
        self.tabs.currentChanged.connect(self._turn)
        self.on.editingFinished.connect(self._take_day)
        self.people_button.clicked.connect(lambda: self.show_people())
        self.now_button.clicked.connect(lambda: self.show_day(None))
        self.decisions.people_asked.connect(lambda: self.show_people())
        self.decisions.organization_asked.connect(self.add_organization)
        self.decisions.decided.connect(lambda: self._page.table.scrollTo(self._page.table.currentIndex()))
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
            (
                self.tree,
                self.tr("Chưa có tổ chức nào. Thêm đảng bộ xã rồi đến các chi bộ."),
                self.tr("Thêm tổ chức đảng"),
                self.add_organization,
            ),
        ):
            page.set_empty(text, button, slot)
            page.unsought.connect(self.search.clear)
            page.table.opened.connect(self.show_members)
            page.table.chosen.connect(lambda _row: self._follow())
            page.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            page.table.customContextMenuRequested.connect(partial(self._show_menu, page))

    def _turn(self, number: int) -> None:
        is_inside = self.window().focusWidget() is self._page.table  # also while a form stands over it
        self.pages.setCurrentIndex(number)
        self.setFocusProxy(self._page.table)
        if is_inside:  # turned by Ctrl+PgDn, or to what was added: the arrows go on in the next one
            self._page.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._follow()

    def _follow(self) -> None:
        """Offer only what can be done to the row chosen."""
        has_row = self._page.table.current_row() is not None
        self.edit_button.setEnabled(has_row and self.is_today)
        for button in (self.add_cell_button, self.add_village_button):
            button.setEnabled(self.is_today)
        self.people_button.setVisible(self._page is self.villages)
        self.head.records_button.setVisible(self._page is not self.villages)
        self.people_button.setEnabled(has_row)

    def _search(self, text: str) -> None:
        for page in (self.cells, self.villages, self.tree):
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
            self.show_residents(None)
        else:
            self.villages.choose(figure)

    def _show_menu(self, page: CellsPage | VillagesPage | TreePage, where: QPoint) -> None:
        row = page.table.current_row()
        if row is not None:
            self._menu_of(row).popup(page.table.viewport().mapToGlobal(where))

    def _menu_of(self, row: CellLine | VillageRow | TreeLine) -> QMenu:
        """Return the menu of a row of the lists, for one time; on another day than today it only shows."""
        is_village = isinstance(row, VillageRow)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Xem đảng viên ở đây") if is_village else self.tr("Xem đảng viên của chi bộ")
        if not isinstance(row, TreeLine) or row.body.cell_id is not None:
            menu.addAction(words, lambda: self.show_members(row))
        if self.is_today:
            menu.addAction(self.tr("Sửa…"), self.edit)
        menu.addSeparator()
        if self.is_today and is_village:
            self.decisions.fill_villages(menu)
        elif self.is_today:
            self.decisions.fill(menu)
        menu.addSeparator()
        if is_village:
            menu.addAction(self.tr("Người phụ trách…"), self.show_people)
        elif self.is_today:
            self.decisions.fill_records(menu)
        if self.is_today and not isinstance(row, TreeLine):
            menu.addSeparator()
            menu.addAction(self.tr("Xóa (ghi nhầm)…"), self.remove)
        return menu
