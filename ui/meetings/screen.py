"""The screen *Sinh hoạt*."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from exports.report import listed
from models import alarms, cells, meetings, month_words, participation
from models.dates import Period, add_months
from models.errors import KnownError
from models.meetings import MeetingRow
from models.months import CellInMonth, Month, MonthStep
from models.person_names import PersonName
from models.tables import MeetingKind
from ui.keys import key_sequence
from ui.meetings.board import BoardPage
from ui.meetings.closing import ClosingDesk
from ui.meetings.content import ContentPage
from ui.meetings.form import MeetingDialog
from ui.meetings.look_up import look_up
from ui.meetings.meeting_page import MeetingPage
from ui.meetings.papers import PaperSteps
from ui.meetings.roll import RollPage
from ui.meetings.score import ScorePage
from ui.meetings.slips import Place, SlipSteps
from ui.meetings.tabs import CONTENT, ROLL, SCORE, TITLES, MeetingTabs
from ui.overview.alarms import AlarmsBehind
from ui.overview.rolls import RollsBehind
from ui.screen import Found, Screen


class MeetingsScreen(Screen):
    """The board of the cells' meetings, and behind each square the roll-call."""

    key: ClassVar[str] = "meetings"
    title: ClassVar[str] = "Sinh hoạt"
    icon: ClassVar[str] = "calendar-check"
    help_page: ClassVar[str] = "sinh-hoat"
    tab_titles: ClassVar[tuple[str, ...]] = TITLES
    watches: ClassVar[frozenset[str]] = frozenset(
        {"meeting", "attendance", "meeting_rule", "month_closing", "cell", "stay", "member", "post"}
        | {"score_template", "score_sheet", "score_mark"}
        | {"meeting_line", "meeting_task", "task_person", "task_review", "meeting_vote", "vote_rule", "paper"}
    )

    def __init__(self, db: Any, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.board = BoardPage(db)
        self.roll = RollPage(db)
        self.content = ContentPage(db)
        self.score = ScorePage(db)
        self.pages = QStackedWidget()
        for page in (self.board, self.roll, self.content, self.score):
            self.pages.addWidget(page)
        self.tabs = MeetingTabs()
        self.tabs.turned.connect(self._turn)
        self.header.add_tabs(self.tabs)
        self.slips = SlipSteps(db, lambda: self.jobs, self)
        for widget in (self.slips.strip, self.slips.done, self.pages):
            self.body.addWidget(widget)
        self.add_meeting = self.add_action(self.tr("Thêm cuộc họp"), "plus", self.ask_meeting, shortcut="Ctrl+N")
        self.open_month_button = self.add_action(
            self.tr("Mở kỳ"), "calendar-plus", self.open_month, primary=True, shortcut="Ctrl+Shift+M"
        )
        self.slips.go.connect(self.go)
        self.slips.said.connect(self.said)
        self.slips.serve(self.board)
        self.papers = PaperSteps(db, self)
        self.papers.written.connect(self.slips.done.show_file)
        self.papers.fill(self.content.papers_menu, self._open_meeting)
        self.papers.fill_month(self.board.slips_menu, lambda: (self.board.year, self.board.month))
        self.roll.menu.addSeparator()
        self.slips.fill(self.roll.menu, self._place_of_roll)
        self.back_button = self.add_action(self.tr("Về bảng"), "chevron-left", self.show_board, tip="Esc")
        self.next_button = self.add_action(self.tr("Chi bộ sau"), "arrow-down", self.go_on, primary=True)
        self.next_button.setToolTip(self.tr("Ghi và sang chi bộ sau (Ctrl+↓)"))
        self.behind = RollsBehind(db, self)
        self.behind.go.connect(self.go)
        self.desk = ClosingDesk(db, self)
        self.desk.said.connect(self.said)
        self.board.step_chosen.connect(self.take_step)
        self.warnings = AlarmsBehind(db, self)
        self.warnings.go.connect(self.go)
        self.board.alarms.clicked.connect(self.show_alarms)
        self.board.message.clicked.connect(self.copy_reminder)
        self.board.names_asked.connect(self.behind.month)
        self.board.absent_asked.connect(self.behind.absent)
        self.board.cell_asked.connect(self.behind.cell_year)
        self.board.opened.connect(self.open_cell_month)
        self.board.matrix.empty.set_words(
            self.tr("Chưa có chi bộ nào. Hãy nhập danh sách chi bộ, đảng viên trước."),
            self.tr("Nhập dữ liệu"),
            lambda: self.go.emit("data", "import"),
        )
        self.board.table.set_empty(self.tr("Chưa có chi bộ nào."))
        for chip in (self.board.year_chip, self.board.class_chip, self.board.month_chip):
            chip.toggled.connect(self._name_board)
        correct = QShortcut(key_sequence("F2"), self.board.table)
        correct.setContext(Qt.ShortcutContext.WidgetShortcut)
        correct.activated.connect(self.correct_meeting)
        for page in (self.roll, self.content, self.score):
            page.left.connect(self.show_board)
            page.said.connect(self.said)
            page.titled.connect(partial(self._name_page, page))
        for keys, place in (("F3", CONTENT), ("F4", SCORE)):
            turn = QShortcut(key_sequence(keys), self.pages)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(partial(self.turn, place))
        self.show_board()

    # -- pages ---------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the page in view anew."""
        self._name_month()
        page = self.pages.currentWidget()
        next(one for one in (self.roll, self.content, self.score, self.board) if one is page).reload()

    def show_board(self) -> None:
        """Back to the board."""
        self.roll.reason.keep()
        page = self.pages.currentWidget()
        was = page.meeting if isinstance(page, MeetingPage) else None
        self.pages.setCurrentWidget(self.board)
        self.roll.roll = self.content.roll = self.score.sheet = None
        self._show_actions(is_roll=False)
        self.header.keep_room_for(())
        self.set_title(self.title)
        self._name_board()
        if page is not self.board:
            self.board.reload()
            if was is not None:
                self.board.choose(was.cell_id, was.year, was.month)  # the officer goes on from where they came to
            (self.board.table if self.board.month_chip.isChecked() else self.board.matrix).setFocus()

    def show_roll(self, meeting_id: int) -> None:
        """Open the roll of a meeting. Raises KnownError, the board in view, if it is gone."""
        self._show_page(ROLL, self.roll, self.roll.finder, meeting_id)

    def show_content(self, meeting_id: int, task_id: int | None = None) -> None:
        """Open what a meeting spoke of, at one of its tasks. Raises KnownError, the board in view, if it is gone."""
        self._show_page(CONTENT, self.content, self.content, meeting_id)
        if task_id is not None:
            self.content.show_task(task_id)

    def show_score(self, meeting_id: int) -> None:
        """Open the score sheet of a meeting. Raises KnownError, the board in view, if it is gone."""
        self._show_page(SCORE, self.score, self.score.points, meeting_id)

    def _show_page(self, place: int, page: MeetingPage, focus: QWidget, meeting_id: int) -> None:
        self.leave()
        self.pages.setCurrentWidget(page)
        self.setFocusProxy(focus)  # the window gives the cursor to the screen after `show_item`
        self._show_actions(is_roll=True)
        self.tabs.show_page(place)
        try:
            page.open(meeting_id)
        except KnownError:
            self.show_board()
            raise

    def _open_meeting(self) -> int | None:
        """The meeting whose page is in view, or the one of the line chosen in the month's list."""
        page = self.pages.currentWidget()
        if isinstance(page, MeetingPage):
            return page.meeting.id if page.meeting else None
        line = self.board.table.current_row() if self.board.month_chip.isChecked() else None
        return line.meetings[0].id if line is not None and line.meetings else None

    def _turn(self, place: int) -> None:
        """Show another page of the meeting that is open."""
        meeting_id = self._open_meeting()
        if meeting_id is not None:
            {ROLL: self.show_roll, CONTENT: self.show_content, SCORE: self.show_score}[place](meeting_id)

    def turn_to(self, place: int) -> None:
        """Show a page of the meeting that is open or chosen; say how one is opened where none is."""
        if self._open_meeting() is None:
            self.said.emit(self.tr("Chọn chi bộ và tháng rồi bấm Enter để mở cuộc họp."))
        self._turn(place)

    def turn(self, place: int) -> None:
        """Show a page of the meeting chosen, or back to its roll if it is in view already."""
        is_there = self.pages.currentWidget() is {CONTENT: self.content, SCORE: self.score}[place]
        self._turn(ROLL if is_there else place)

    def go_on(self) -> None:
        """Write the page in view and open the next cell's."""
        page = self.pages.currentWidget()
        next(one for one in (self.roll, self.content, self.score) if one is page).go_on()

    def leave(self) -> bool:
        """Write what was typed but not confirmed before another page or screen comes."""
        self.roll.reason.keep()
        self.content.keep()
        return True

    def _place_of_roll(self) -> Place | None:
        roll = self.roll.roll
        return (roll.meeting.year, roll.meeting.month, roll.meeting.cell_id) if roll else None

    def _show_actions(self, *, is_roll: bool) -> None:
        for button in (self.add_meeting, self.open_month_button):
            button.setVisible(not is_roll)
        for button in (self.back_button, self.next_button):
            button.setVisible(is_roll)
        self.tabs.setVisible(is_roll)
        self._name_month()

    def _name_board(self) -> None:
        """Say what the letters and figures in view are, and how a meeting is opened."""
        if self.pages.currentWidget() is not self.board:
            return
        self.setFocusProxy(self.board.table if self.board.month_chip.isChecked() else self.board.matrix)
        if self.board.class_chip.isChecked():
            self.set_subtitle(
                self.tr("T tốt · K khá · TB trung bình · Kém · ✓ cấp ủy đã xếp · ? chưa xếp loại · … chưa ghi")
            )
        elif self.board.month_chip.isChecked():
            self.set_subtitle(self.tr("Enter mở điểm danh · F3 nội dung · F4 chấm điểm · F2 sửa cuộc họp"))
        else:
            self.set_subtitle(self.tr("chọn một ô để mở cuộc họp · số là tỷ lệ tham gia, %"))

    def _name_page(self, page: MeetingPage, whose: str, text: str) -> None:
        """Whose meeting it is stands in the title, which is never cut; the tabs say which page of it."""
        if self.pages.currentWidget() is page:
            self.header.keep_room_for(page.titles)
            self.set_title(whose)
            self.set_subtitle(text)

    # -- the month -----------------------------------------------------------------------------------------------

    def _month_to_open(self) -> tuple[int, int]:
        """The first month, from this one on, in which a cell still lacks a meeting; at most next month."""
        today = self.db.clock().date()
        month = (today.year, today.month)
        with self.db.read() as session:
            lacking, nobody = meetings.to_open(session, *month)
            is_due = bool(lacking) or bool(nobody and not meetings.of_month(session, *month))
        following = add_months(today, 1)
        return month if is_due else (following.year, following.month)

    def _name_month(self) -> None:
        year, month = self._month_to_open()
        self.open_month_button.setText(self.tr("Mở kỳ tháng {month}").format(month=month))
        self.open_month_button.setToolTip(
            self.tr("Tạo cuộc họp tháng {month}/{year} cho mọi chi bộ chưa có").format(month=month, year=year)
        )

    def open_month(self, wanted: tuple[int, int] | None = None) -> None:
        """Make the month's meetings for all cells at once and show the month."""
        year, month = wanted or self._month_to_open()
        with self.db.write(self.tr("Mở kỳ tháng {month}/{year}").format(month=month, year=year)) as session:
            made = meetings.open_month(session, year, month, on=self.db.clock().date())
            _lacking, nobody = meetings.to_open(session, year, month)
        said = self.tr("Đã mở kỳ tháng {month}/{year}: {n} cuộc họp mới.").format(month=month, year=year, n=len(made))
        if nobody:
            said += self.tr(" Chưa mở cho chi bộ chưa có đảng viên: {names}.").format(names=listed(nobody, 6))
        self.said.emit(said)
        self.show_board()
        self.board.show_month(year, month)
        self.board.table.setFocus()
        self.board.table.selectRow(0)

    def ask_meeting(self) -> None:
        """Open the form of one more meeting of the month in view, of the cell under the cursor or another."""
        with self.db.read() as session:
            known = cells.rows(session, self.db.clock().date())
        words = self.tr("{n} đảng viên")
        offered = [PersonName(row.id, row.short_name, words.format(n=row.members), row.name) for row in known]
        self._new_meeting(self.board.chosen_cell() or 0, *self.board.chosen_month(), offered=offered)

    def correct_meeting(self) -> None:
        """Open the form of the meeting of the line chosen in the month's list."""
        line = self.board.table.current_row()
        if line is not None and line.meetings:
            self._correct(line)

    def _correct(self, line: CellInMonth) -> None:
        meeting = line.meetings[0]
        MeetingDialog(self.db, line.cell_id, meeting.year, meeting.month, meeting, self).open()

    def take_step(self, step: MonthStep, month: Month) -> None:
        """Do the step of the month that was chosen: open what is still lacking of it, check, or close."""
        year, number = month.period.months()[0]

        def first(is_lacking: Callable[[CellInMonth], bool]) -> CellInMonth | None:
            return next((row for row in month.rows if is_lacking(row)), None)

        match step:
            case MonthStep.OPEN:
                self.open_month((year, number))
            case MonthStep.PLAN if row := first(lambda row: bool(row.meetings) and not row.is_planned_in_full):
                self._correct(row)
            case MonthStep.PLAN if any(row.meetings for row in month.rows):
                self.go.emit("reports", ("lich-sinh-hoat", month.period))
            case MonthStep.ROLL if row := first(lambda row: not row.is_settled):
                self.open_cell_month(row.cell_id, year, number)
            case MonthStep.SCORE if row := first(lambda row: row.has_roll and row.scored is None):
                self.show_score(row.meetings[0].id)
            case MonthStep.CHECK:
                self.desk.check(year, number)
            case MonthStep.CLOSE:
                self.desk.close(month)
            case _:
                self.said.emit(self.tr("Bước “{step}” đã xong.").format(step=step.value))

    def show_alarms(self) -> None:
        """List everything that is wrong with the meetings as of today."""
        today = self.db.clock().date()
        with self.db.read() as session:
            window = Period(add_months(today.replace(day=1), -11), today)
            found = alarms.read(session, participation.figures(session, window, on=today), today)
        self.warnings.show(found)

    def copy_reminder(self) -> None:
        """Put the text for the secretary of the chosen cell on the clipboard."""
        line = self.board.table.current_row()
        if line is None or self.board.shown is None:
            self.said.emit(self.tr("Hãy chọn một chi bộ trong danh sách tháng."))
            return
        with self.db.read() as session:
            text = month_words.reminder(session, line, self.board.year, self.board.month)
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("Đã chép tin nhắn gửi {cell}; dán vào Zalo bằng Ctrl+V.").format(cell=line.name))

    def open_cell_month(self, cell_id: int, year: int, month: int) -> None:
        """Open a cell's meeting of a month: the only one, one of several, or the form of a new one."""
        with self.db.read() as session:
            found = meetings.of_month(session, year, month, cell_id=cell_id)
        if not found:
            today = self.db.clock().date()
            if Period.month(year, month).first > add_months(today, 1):
                self.said.emit(self.tr("Tháng {month}/{year} chưa đến kỳ.").format(month=month, year=year))
                return
            self._new_meeting(cell_id, year, month)
        elif len(found) == 1:
            self.show_roll(found[0].id)
        else:
            self._choose(found)

    def _choose(self, found: list[MeetingRow]) -> None:
        menu = QMenu(self)
        for row in found:
            text = f"{row.held_on:%d/%m/%Y} · {row.values.kind.label} · {row.state.label}"
            menu.addAction(text, lambda key=row.id: self.show_roll(key))
        menu.popup(self.mapToGlobal(self.rect().center()))

    def _new_meeting(self, cell_id: int, year: int, month: int, **more: Any) -> None:
        form = MeetingDialog(self.db, cell_id, year, month, parent=self, **more)
        form.accepted.connect(lambda: self.show_roll(form.saved_id))
        form.open()

    # -- from elsewhere ------------------------------------------------------------------------------------------

    def show_item(self, argument: object) -> None:
        """Take a meeting id, or a dict with "meeting_id", "content", "score", "open": (year, month), or a month.

        The roll may come with the "member" to put the cursor on, the content with the "task"; a month with a "cell_id"
        to open, its score sheet if "score" is asked for, a kind of meeting to "add" to it, or the "first" of its list.
        """
        match argument:
            case int():
                self.show_roll(argument)
            case {"meeting_id": int(key), **more}:
                self.show_roll(key)
                self.roll.table.select_key(more.get("member"))
            case {"content": int(key), **more}:
                self.show_content(key, more.get("task"))
            case {"open": (int(year), int(month))}:
                self.open_month((year, month))
            case {"add": MeetingKind() as kind, "cell_id": int(cell), "year": int(year), "month": int(month)}:
                self._new_meeting(cell, year, month, kind=kind)
            case {"cell_id": int(cell), "year": int(year), "month": int(month), **more}:
                self.open_cell_month(cell, year, month)
                if more.get("score"):
                    self._turn(SCORE)
            case {"year": int(year), "month": int(month), **more}:
                self.show_board()
                self.board.show_month(year, month)
                if "first" in more:
                    self.board.choose(more["first"], year, month)
            case {"score": int(key)}:
                self.show_score(key)
            case _:
                self.show_board()

    @classmethod
    def look_up(cls, db: Any, text: str) -> list[Found]:
        """Offer the meeting whose printed number was typed, and the latest meeting month of the cells that match."""
        return look_up(db, text)
