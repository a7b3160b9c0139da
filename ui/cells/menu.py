"""The menus *Tổ chức lại*, the decisions on organisations and villages, and *Hồ sơ*, what else is kept of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from models import codes, journal, past_decisions
from models.bodies import Body, name_of
from models.cell_register import CellLine
from models.database import Database
from models.organizations import TreeLine
from models.past_decisions import DecisionLine
from models.villages import VillageRow
from ui.cells.decision import DecisionForm
from ui.cells.kinds import KindsDialog
from ui.cells.records import BodyRecordsDialog
from ui.cells.rename import EndOrganizationForm, RenameForm, ReparentForm
from ui.cells.reshape import DissolveForm, MergeForm, SplitForm
from ui.cells.superiors import MergeOrganizationsForm, SplitOrganizationForm
from ui.cells.terms import TermsDialog
from ui.cells.village_decisions import (
    EndVillageForm,
    MergeVillagesForm,
    RenameVillageForm,
    SplitVillageForm,
    VillageDecisionForm,
)
from ui.keys import key_sequence
from ui.overview.cell_history import CellHistory
from ui.overview.rolls import RollsBehind
from ui.ratings.bodies import BodyRatingsDialog
from ui.screen import Screen
from ui.tables import Column
from ui.widgets.names import NamesDialog

AnyDialog = TypeVar("AnyDialog", bound=QDialog)
VillageForms = Callable[[Database, int | None, QWidget], VillageDecisionForm]


class DecisionMenu(QObject):
    """Opens the forms for the row under the cursor of the screen (`row`), of a cell as of the day of its lists."""

    people_asked = Signal()
    """Who is in charge of a village is wanted."""
    organization_asked = Signal()
    """A new organisation is wanted."""
    decided = Signal()
    """A decision was written; the row under the cursor may stand elsewhere by it."""

    def __init__(
        self,
        screen: Screen,
        menu: QMenu,
        records_menu: QMenu,
        row: Callable[[], CellLine | VillageRow | TreeLine | None],
        day: Callable[[], date],
    ) -> None:
        super().__init__(screen)
        self.screen = screen
        self.menu, self.records_menu = menu, records_menu
        self._row, self._day = row, day
        self.rolls = RollsBehind(screen.db, screen)
        self.rolls.go.connect(screen.go)
        QShortcut(key_sequence("F7"), screen, self.history)
        self.fill(menu)
        self.fill_villages(menu.addMenu(self.tr("Thôn, bản")))
        menu.addSeparator()
        self._add(menu, self.tr("Thêm tổ chức đảng…"), self.organization_asked.emit)
        self._add(menu, self.tr("Các lần tổ chức lại…"), self.show_past)
        self.fill_records(records_menu)
        self._add(records_menu, self.tr("Người phụ trách thôn, bản…"), self.people_asked.emit)
        records_menu.addSeparator()
        self._add(records_menu, self.tr("Loại hình chi bộ…"), partial(self._kinds, codes.CELL_KIND))
        self._add(records_menu, self.tr("Loại hình tổ chức đảng…"), partial(self._kinds, codes.ORGANIZATION_KIND))

    def fill(self, menu: QMenu) -> None:
        """Put the decisions on a cell or organisation into a menu."""
        for words, slot in (
            (self.tr("Tách…"), self.split),
            (self.tr("Sáp nhập…"), self.merge),
            (self.tr("Đổi tên…"), self.rename),
            (self.tr("Giải thể…"), self.dissolve),
            (self.tr("Đổi cấp trên…"), self.reparent),
        ):
            self._add(menu, words, slot)

    def fill_records(self, menu: QMenu) -> None:
        """Put what else is kept of a cell or organisation into a menu; of an organisation there are no meetings."""
        if self._organization_id is None:
            self._add(menu, self.tr("Các tháng sinh hoạt…"), self.history)
        for words, slot in (
            (self.tr("Nhiệm kỳ…"), self.terms),
            (self.tr("Khen thưởng, kỷ luật…"), self.records),
            (self.tr("Xếp loại tổ chức đảng…"), self.rate),
        ):
            self._add(menu, words, slot)

    def fill_villages(self, menu: QMenu) -> None:
        """Put the decisions on a village into a menu."""
        forms: tuple[tuple[str, VillageForms], ...] = (
            (self.tr("Tách thôn, bản…"), SplitVillageForm),
            (self.tr("Sáp nhập thôn, bản…"), MergeVillagesForm),
            (self.tr("Đổi tên thôn, bản…"), RenameVillageForm),
            (self.tr("Giải thể thôn, bản…"), EndVillageForm),
        )
        for words, form in forms:
            self._add(menu, words, partial(self.reshape_village, form))

    def reshape_village(self, form: VillageForms) -> VillageDecisionForm:
        """Ask how the village under the cursor changes."""
        row = self._row()
        return self._open(form(self.screen.db, row.id if isinstance(row, VillageRow) else None, self.screen))

    def _add(self, menu: QMenu, words: str, slot: Callable[[], object]) -> None:
        action = menu.addAction(words)
        action.triggered.connect(lambda: slot())

    def history(self) -> CellHistory | None:
        """Show the months of the cell under the cursor."""
        if self._cell_id is None:
            self.screen.said.emit(self.tr("Hãy chọn một chi bộ trong danh sách trước."))
            return None
        return self.rolls.cell_year(self._cell_id, self._day().year)

    def split(self) -> SplitForm | SplitOrganizationForm:
        """Ask how the cell or organisation is split."""
        if self._organization_id is not None:
            return self._open(SplitOrganizationForm(self.screen.db, self._organization_id, self.screen))
        return self._open(SplitForm(self.screen.db, self._cell_id, self.screen))

    def merge(self) -> MergeForm | MergeOrganizationsForm:
        """Ask which cells or organisations become one."""
        if self._organization_id is not None:
            return self._open(MergeOrganizationsForm(self.screen.db, self._organization_id, self.screen))
        return self._open(MergeForm(self.screen.db, self._cell_id, self.screen))

    def rename(self) -> RenameForm:
        """Ask for another name."""
        return self._open(RenameForm(self.screen.db, self._subject, self.screen))

    def dissolve(self) -> DissolveForm | EndOrganizationForm:
        """Ask where everybody goes."""
        body = self.body
        if body is not None and body.organization_id is not None:
            with self.screen.db.read() as session:
                name = name_of(session, body)
            return self._open(EndOrganizationForm(self.screen.db, body.organization_id, name, self.screen))
        return self._open(DissolveForm(self.screen.db, self._cell_id, self.screen))

    def reparent(self) -> ReparentForm:
        """Ask for another superior."""
        return self._open(ReparentForm(self.screen.db, self._subject, self.screen))

    def terms(self) -> TermsDialog | None:
        """Show the terms of the body under the cursor."""
        return self._of_body(TermsDialog)

    def records(self) -> BodyRecordsDialog | None:
        """Show the commendations and disciplines of the body under the cursor."""
        return self._of_body(BodyRecordsDialog)

    def _of_body(self, kind: Callable[[Database, Body, str, QWidget], AnyDialog]) -> AnyDialog | None:
        body = self.body
        if body is None:
            self.screen.said.emit(self.tr("Hãy chọn một chi bộ hoặc tổ chức trong danh sách trước."))
            return None
        with self.screen.db.read() as session:
            name = name_of(session, body)
        return self._open(kind(self.screen.db, body, name, self.screen))

    def rate(self) -> BodyRatingsDialog:
        """Show the ratings of the bodies, the cursor on the one chosen; those of a year are written at its end."""
        today = self.screen.db.clock().date()
        year = today.year if today.month > 10 else today.year - 1
        return self._open(BodyRatingsDialog(self.screen.db, year, parent=self.screen, body=self.body))

    def show_past(self) -> NamesDialog:
        """List the decisions written so far."""
        with self.screen.db.read() as session:
            lines = past_decisions.lines(session)
        columns = (
            Column[DecisionLine](self.tr("Từ ngày"), lambda line: line.on, width=12),
            Column[DecisionLine](self.tr("Việc"), lambda line: line.kind, width=13),
            Column[DecisionLine](self.tr("Chi bộ, tổ chức, thôn bản"), lambda line: line.before, width=36, least=22),
            Column[DecisionLine](self.tr("Thành"), lambda line: line.after, width=36, least=22),
            Column[DecisionLine](self.tr("Số quyết định"), lambda line: line.number, width=14),
            Column[DecisionLine](self.tr("Ngày quyết định"), lambda line: line.decided_on, width=16, leaves=1),
        )
        return self._open(
            NamesDialog(
                self.tr("Các lần sắp xếp tổ chức"),
                self.tr("Mỗi lần là một quyết định; trước ngày có hiệu lực, mọi danh sách và báo cáo vẫn như cũ."),
                columns,
                lines,
                self.screen,
                empty=self.tr("Chưa ghi lần tách, sáp nhập, đổi tên, giải thể hay đổi cấp trên nào."),
                opens=False,
            )
        )

    def _kinds(self, list_name: str) -> KindsDialog:
        return self._open(KindsDialog(self.screen.db, list_name, self.screen))

    @property
    def body(self) -> Body | None:
        """The cell or organisation under the cursor; None on the list of villages."""
        row = self._row()
        if isinstance(row, CellLine):
            return Body(cell_id=row.id)
        return row.body if isinstance(row, TreeLine) else None

    @property
    def _subject(self) -> Body | None:
        """What a decision is about: the body under the cursor, of a village the cell that serves it."""
        row = self._row()
        if isinstance(row, VillageRow):
            return Body(cell_id=row.cell_id) if row.cell_id is not None else None
        return self.body

    @property
    def _cell_id(self) -> int | None:
        return self._subject.cell_id if self._subject is not None else None

    @property
    def _organization_id(self) -> int | None:
        return self.body.organization_id if self.body is not None else None

    def _open(self, dialog: AnyDialog) -> AnyDialog:
        if isinstance(dialog, DecisionForm):
            dialog.accepted.connect(self._say_done)
        dialog.open()
        return dialog

    def _say_done(self) -> None:
        """Say what was decided in the words by which undo takes it back."""
        self.decided.emit()
        with self.screen.db.read() as session:
            done = journal.log(session, 1)[0].label
        self.screen.said.emit(self.tr("Đã {done}").format(done=done[:1].lower() + done[1:]))
