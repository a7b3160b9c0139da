"""The screen *Đảng viên*: find, look at, add and correct members, as of any day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from models import cells, members
from models.members import MemberFilter, MemberRow
from models.text import number
from ui import messages
from ui.fields import FormDialog, on_pause
from ui.folders import usual_folder
from ui.jobs import Job
from ui.keys import key_sequence
from ui.members.bar import ListBar
from ui.members.card import TABS, MemberCard
from ui.members.columns import columns
from ui.members.form import MemberForm
from ui.members.grid import GridSteps
from ui.members.grid_table import GridTable
from ui.members.nobody import GONE, say_who_fits
from ui.members.order import Order
from ui.members.split import CardSplit
from ui.members.steps import EventSteps
from ui.members.words import WATCHED, Lookup, summary, where
from ui.screen import Found, Screen
from ui.tables import RowsModel
from ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from models.database import Database

REPORT = "danh-sach-dang-vien"
_FEW = 3


class MembersScreen(Screen):
    """The table of members, the filters above it and the card of the one chosen."""

    key = "members"
    title = "Đảng viên"
    icon = "users"
    help_page = "dang-vien"
    tab_titles = TABS
    watches = WATCHED

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.lookup = Lookup()
        self._asked: date | None = None
        self._order = Order()
        self._aside: MemberRow | None = None
        self._back_to: QWidget | None = None
        self.steps = EventSteps(db, self, self.chosen)
        self._everyone: list[MemberRow] | None = None
        self._build_actions()
        self.bar = ListBar(self.lookup, self.everyone)
        self.search, self.filters = self.bar.search, self.bar.filters
        self.links_found.append(self.bar.notice.button)
        self.model = RowsModel(columns(self.lookup), self)
        self.table = GridTable(self.model, self.settings, key=lambda row: row.id, sorting="ask", name="members/table")
        self.table.set_sorted(self._order.column)
        self.card = MemberCard(db, self.lookup)
        self.split = CardSplit(self.table, self.card, self.bar.card_button, self.settings)
        self.strip = ProgressStrip()
        self.grid = GridSteps(self, self.table, self.bar, self.lookup, self.more)
        self._build()
        self._card_pause = on_pause(self, self._show_card, 40)
        self._connect()
        self.setFocusProxy(self.search)

    @property
    def as_of(self) -> date:
        """The day whose list is shown."""
        return self._asked or self.db.clock().date()

    def chosen(self) -> MemberRow | None:
        """Whom the card speaks of: the row chosen, or whoever an event has just taken off the list."""
        return self.table.current_row() or self._aside

    def everyone(self) -> list[MemberRow]:
        """The members on the lists of the day, whatever is searched for."""
        if self._everyone is None:
            with self.db.read() as session:
                self._everyone = members.search(session, on=self.as_of)
        return self._everyone

    def reload(self) -> None:
        """Read names, counts and the list anew; the member chosen stays chosen."""
        self.lookup.read(self.db, self.as_of)
        self._everyone = None
        self.bar.show_day(self.as_of, self.db.clock().date())
        self.filters.show_value()
        self.look(self.table.currentIndex().row())

    def look(self, place: int = 0) -> None:
        """Ask for the members that search and filters leave, and show them.

        Where the one chosen is no longer among them, the one at `place` is chosen; nobody, while the card shows whom
        an event took off the list.
        """
        rows = self._order.search(self.db, self.search.text(), self.as_of, self.filters.value, self.lookup)
        self.lookup.numbers = {row.id: place for place, row in enumerate(rows, 1)}
        if not rows:  # what to say asks for those who have left
            self._say_empty()
        self.model.set_rows(rows)
        if self._aside is not None:
            self.table.select_key(self._aside.id)  # taken back
        if self.filters.value.has_left:
            self.bar.count.say(self.tr("{count} đồng chí đã ra khỏi danh sách").format(count=number(len(rows))))
        else:
            self.bar.count.say(*summary(rows, self.lookup.total, is_narrowed=self.bar.is_narrowing))
        self._say_other_names(rows)
        if rows and self.chosen() is None:
            self.table.selectRow(max(0, min(place, len(rows) - 1)))
        self.table.scrollTo(self.table.currentIndex())
        self._card_pause.start()

    def _say_other_names(self, rows: Sequence[MemberRow]) -> None:
        """Say beside the count by which other name a search found somebody; of a long list nobody asks."""
        words = self.search.text()
        if not words.strip() or not 0 < len(rows) <= _FEW:
            return
        with self.db.read() as session:
            other = members.found_by(session, words, [row.id for row in rows])
        said = [f"{row.full_name}: {other[row.id]}" for row in rows if row.id in other]
        self.bar.count.say(" · ".join((self.bar.count.text(), *said)))

    def show_item(self, argument: object) -> None:
        """Show a member (their id; or a dict with a tab of the card), those a MemberFilter leaves, two to make one."""
        if isinstance(argument, dict) and "member" in argument:
            self.bring(argument["member"])
            self.turn_to(TABS.index(argument["tab"]))
            self.setFocusProxy(self.table)  # until the screen is left
        elif isinstance(argument, dict):
            self.search.clear()
            self._ask_for(None)
            self.filters.set_value(MemberFilter(**argument))
        elif isinstance(argument, tuple):
            self.bring(argument[0])
            self.grid.offer_merge(*argument)
        elif isinstance(argument, int):
            self.bring(argument)

    def bring(self, member_id: int) -> None:
        """Choose a member, taking search, filters and the day away if they hide them."""
        self._aside = None
        self.look()
        if self.table.select_key(member_id):
            return
        self.bar.clear()
        if self.table.select_key(member_id):
            return
        self._ask_for(None)
        self.filters.set_value(GONE)
        self.table.select_key(member_id)

    @classmethod
    def look_up(cls, db: Database, text: str) -> list[Found]:
        """The members that match, by name, with their cell and year of birth; after them those who have left."""
        on = db.clock().date()
        with db.read() as session:
            rows = members.search(session, text, on=on, limit=8)
            rows += members.search(session, text, on=on, narrow=GONE, limit=8 - len(rows))
            names = cells.names(session) if rows else {}
            other = members.found_by(session, text, [row.id for row in rows]) if rows else {}
        return [Found(row.full_name, where(row, names, other.get(row.id, "")), row.id, "user") for row in rows]

    def _open_meeting(self, meeting_id: int) -> None:
        """Open the roll of a meeting with the cursor on the one chosen; the keys are here again on coming back."""
        if (row := self.chosen()) is not None:
            self._back_to = self.card.year.strip
            self.go.emit("meetings", {"meeting_id": meeting_id, "member": row.id})

    def showEvent(self, event: QShowEvent) -> None:
        """The search field waits for the first letter; after a meeting, the squares of the year for the next one."""
        super().showEvent(event)
        waiting, self._back_to = self._back_to or self.search, None
        self.setFocusProxy(waiting)
        waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the officer does -----------------------------------------------------------------------------------

    def add_member(self) -> None:
        """Open an empty form, in the cell that the list is narrowed to."""
        if not self.lookup.cells:
            messages.ask(
                self,
                self.tr("Chưa có chi bộ nào."),
                self.tr("Mỗi đảng viên phải ở trong một chi bộ; hãy lập chi bộ trước."),
                self.tr("Mở Chi bộ, thôn bản"),
                lambda: self.go.emit("cells", None),
            )
            return
        form = MemberForm(self.db, self, cell_id=self.filters.value.cell_id)
        self._open(form, lambda: self.bring(form.member_id or 0))

    def edit_member(self) -> None:
        """Open the form of the member chosen."""
        if (row := self.chosen()) is not None:
            form = MemberForm(self.db, self, member_id=row.id)
            self._open(form, lambda: self._follow(row.id, row.left is not None))

    def export(self) -> None:
        """Ask for a file and write the members shown, in the order shown."""
        from ui.members import export  # the workbook's library is loaded when it is needed

        ready = export.shown(self.db, self.model.rows, self.as_of)
        start = str(usual_folder() / f"{ready.file_name}.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Xuất danh sách đang hiện"), start, "Excel (*.xlsx)")
        if not name:
            return
        job = Job(partial(export.write, ready, Path(name).with_suffix(".xlsx")))
        job.succeeded.connect(partial(self._offer_file, len(ready.data)))
        job.failed.connect(partial(messages.explain, self))
        self.strip.follow(job, self.tr("Đang xuất danh sách"))
        self.jobs.start(job)

    def preview(self) -> None:
        """Go to the report of the whole list, to look at and print."""
        self.go.emit("reports", (REPORT, None))

    def _offer_file(self, count: int, file: Path) -> None:
        messages.ask(
            self,
            self.tr("Đã ghi {count} đảng viên vào tệp {name}.").format(count=number(count), name=file.name),
            str(file.parent),
            self.tr("Mở tệp"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))),
        )

    def _follow(self, member_id: int, has_left: bool) -> None:
        """After an event the card goes on showing whose it was; who is off the list has no row, nor has another one."""
        if has_left == self.filters.value.has_left:
            self.bring(member_id)
            return
        with self.db.read() as session:
            name = members.read(session, member_id).full_name
            found = members.search(session, name, on=self.as_of, narrow=MemberFilter(has_left=has_left))
        self.table.selectionModel().clear()
        self._aside = next((row for row in found if row.id == member_id), None)
        self.look()
        if self.window().focusWidget() is self.table:  # it would choose its first row when the window is in front again
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self) -> None:
        """Show what search and filters leave; with them somebody of the list is meant again."""
        self._aside = None
        self.look()

    def _choose(self, row: MemberRow | None) -> None:
        if row is not None:
            self._aside = None
        self._card_pause.start()

    @staticmethod
    def _open(form: FormDialog, after: Callable[[], object]) -> None:
        form.accepted.connect(after)
        form.open()

    # -- building --------------------------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        exporting = self.add_menu(self.tr("Xuất danh sách"), "download")
        exporting.addAction(self.tr("Danh sách đang hiện ra Excel…"), self.export)
        exporting.addAction(self.tr("Xem trước, in danh sách cả đảng bộ"), self.preview)
        self.more = self.add_menu(
            self.tr("Biến động"), "refresh-cw", tip=self.tr("Điều gì xảy ra với đồng chí đang chọn")
        )
        self.more.aboutToShow.connect(lambda: self.steps.fill(self.more))
        self.edit_button = self.add_action(self.tr("Sửa"), "pencil", self.edit_member, shortcut="F2")
        self.add_button = self.add_action(
            self.tr("Thêm đảng viên"), "user-plus", self.add_member, primary=True, shortcut="Ctrl+N"
        )

    def _build(self) -> None:
        self.body.addWidget(self.bar)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.bar.narrowed.connect(self._narrow)
        self.bar.day_asked.connect(self._ask_for)
        self.bar.columns_button.clicked.connect(self._ask_columns)
        self.split.toggled.connect(self._card_pause.start)
        self.table.opened.connect(lambda _row: self.edit_member())
        self.table.chosen.connect(self._choose)
        self.table.sort_asked.connect(self._sort)
        self.card.edit_asked.connect(self.edit_member)
        self.card.history.add_asked.connect(self.steps.record)
        self.card.history.correct_asked.connect(self.steps.correct)
        self.card.history.remove_asked.connect(self.steps.remove)
        self.steps.done.connect(self._follow)
        self.steps.said.connect(self.said)
        self.card.year.rolls.go.connect(self.go)
        self.card.year.meeting_asked.connect(self._open_meeting)
        self.search.returnPressed.connect(self._go_to_table)
        for keys, slot in (("Down", self._go_to_table), ("Esc", self.search.clear)):
            shortcut = QShortcut(key_sequence(keys), self.search)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)  # given to the constructor it would be ignored
            shortcut.activated.connect(slot)
        QShortcut(key_sequence("Ctrl+E"), self, self.steps.record)
        QShortcut(key_sequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(key_sequence("F6"), self, self._to_card)
        self.grid.wanted.connect(self.bring)
        QShortcut(key_sequence("Ctrl+B"), self, self.grid.edit_many)
        self.bar.grid_button.clicked.connect(lambda: self._offer_under(self.bar.grid_button))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_actions)

    # -- answering -------------------------------------------------------------------------------------------------

    def _ask_for(self, day: date | None) -> None:
        """Show the list of another day; None is today."""
        self._asked = None if day == self.db.clock().date() else day
        self.reload()

    def _sort(self, name: str, is_descending: bool) -> None:
        self._order = Order.by(name, is_descending)
        self.table.set_sorted(self._order.column, descending=self._order.is_descending)
        self.look()

    def _go_to_table(self) -> None:
        if not self.model.rows:
            self.table.empty.go_to_button()
            return
        if self.table.current_row() is None:
            self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_to(self, place: int) -> None:
        """Show a tab of the card, of the member chosen or else of the first."""
        self._go_to_table()
        if not self.card.isVisible():
            self.bar.card_button.click()
        self.card.tabs.setCurrentIndex(place)
        self._show_card()

    def _to_card(self) -> None:
        """Go to the titles of the card's tabs, opening the card; from there back to the table."""
        if self.card.isAncestorOf(self.focusWidget() or self):
            self._go_to_table()
            return
        if self.chosen() is None:
            return
        if not self.card.isVisible():
            self.bar.card_button.click()
        self._show_card()  # at once: the titles are there only with somebody
        self.card.tabs.buttons[self.card.tabs.currentIndex()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_card(self) -> None:
        row = self.chosen()
        self.edit_button.setEnabled(row is not None)
        if self.card.isVisible():
            self.card.show_member(row.id if row else None, self.as_of)

    def _ask_columns(self) -> None:
        menu = self.table.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.bar.columns_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _offer_actions(self, where: QPoint) -> None:
        self.grid.menu().popup(self.table.viewport().mapToGlobal(where))

    def _offer_under(self, button: QWidget) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def _say_empty(self) -> None:
        if say_who_fits(self.table, self.bar, self.db, self.as_of):
            return
        if self.lookup.total:
            self.table.set_empty(
                self.tr("Không có đồng chí nào khớp với điều đang tìm."), self.tr("Bỏ tìm và lọc"), self.bar.clear
            )
        elif self._asked is not None:
            self.table.set_empty(self.tr("Ngày này chưa có ai trong danh sách."))
        else:
            self.table.set_empty(
                self.tr("Chưa có đảng viên nào. Hãy nhập danh sách từ tệp Excel, hoặc bấm “Thêm đảng viên”."),
                self.tr("Nhập danh sách"),
                lambda: self.go.emit("data", "import"),
            )
