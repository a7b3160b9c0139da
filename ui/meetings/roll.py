"""The roll-call of one meeting, worked by keyboard alone (design.md 3)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from models import attendance, cells, closings, meeting_codes, meetings, reasons, roll_paste
from models.attendance import Difference, Roll, RollLine
from models.closings import Closing
from models.database import Database
from models.errors import KnownError
from models.meetings import MeetingRow
from models.tables import Mark, MeetingState
from models.text import plain
from models.times import show_time
from ui import messages, theme
from ui.meetings import left_out, nobody, order
from ui.meetings.columns import roll_columns
from ui.meetings.entry_line import EntryLine
from ui.meetings.finder import Finder, best_match
from ui.meetings.live import LiveLine, written_text
from ui.meetings.mark_bar import MarkBar
from ui.meetings.meeting_page import MeetingPage
from ui.meetings.order import named
from ui.meetings.paste import MarksDialog
from ui.meetings.reason import ReasonField
from ui.meetings.steps import MeetingSteps, difference_text
from ui.tables import RowsModel, Table
from ui.widgets.buttons import push_button
from ui.widgets.cards import Facts
from ui.widgets.copy_keys import CopyKeys
from ui.widgets.notice import Notice

LOW = 480  # below this height, in pixels, the row of facts makes room


class RollPage(MeetingPage):
    """One meeting's roll. Every mark is written at once; the first one freezes the whole list."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.roll: Roll | None = None
        self.closing: Closing | None = None
        """The edition by which the month of the roll is closed."""
        self._row = 0  # chosen before a text that fits nobody was typed
        self._difference = Difference()
        self._numbers: dict[int, int] = {}
        self.steps = MeetingSteps(db, lambda: self.roll, self)
        self._build()
        self._connect()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.facts = Facts()
        self.live = LiveLine()
        self.notice = Notice(key="F9")
        self.model = RowsModel[RollLine](roll_columns(self._numbers), self)
        self.table = Table(self.model, self, key=lambda line: line.member_id, sorting="none")
        self.table.setProperty("framed", True)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        self.finder = Finder()
        self.finder.setMinimumWidth(130)
        self.finder.setMaximumWidth(220)
        self.reason = ReasonField(self._give_reason, self._used_reasons)

        self.edit_button = push_button(self.tr("Sửa cuộc họp"), "pencil")
        self.edit_button.setToolTip("F2")
        self.menu_button = QPushButton(self.tr("Khác"))
        self.menu_button.setToolTip("F10")
        self.menu = QMenu(self.menu_button)
        self.menu_button.setMenu(self.menu)
        self.top = QWidget()
        top = QHBoxLayout(self.top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(theme.GAP)
        top.addWidget(self.facts, 1)
        for button in (self.edit_button, self.menu_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            top.addWidget(button)
        self.bar = MarkBar()
        self.box.addWidget(self.top)
        self.box.addWidget(self.live)
        self.box.addWidget(self.notice)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(EntryLine(self.finder, self.bar, self.reason))
        CopyKeys(self.table, (self.finder, self.reason))

    def _connect(self) -> None:
        self.steps.said.connect(self.said)
        self.edit_button.clicked.connect(self.steps.edit)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda at: self.menu.popup(self.table.viewport().mapToGlobal(at)))
        self.finder.typed.connect(self._go_to)
        self.finder.marked.connect(self._take_mark)
        self.finder.lost.connect(lambda _text: self.said.emit(self._nobody()))
        self.finder.found_changed.connect(self._show_found)
        self.bar.pressed.connect(self.mark)
        self.finder.moved.connect(self._move)
        self.finder.next_asked.connect(self._find_next)
        self.finder.reason_asked.connect(self._to_reason)
        self.finder.pasted.connect(self.paste)
        self.reason.returnPressed.connect(self._take_reason)
        self.table.chosen.connect(self.reason.show_line)
        self.table.chosen.connect(self._leave_lost)
        self.table.opened.connect(lambda _line: self._take_mark(None))
        self.set_keys(
            (
                ("Ctrl+Down", self.go_on),
                ("Ctrl+Up", self.go_back),
                ("Ctrl+PgDown", partial(self.go_on, write=False)),
                ("Ctrl+Return", self.write_all),
                ("F2", self.steps.edit),
                ("F8", self.to_unrecorded),
                ("F10", self.menu_button.showMenu),
                ("F9", self.notice.repair),
                ("Escape", self._escape),
            )
        )
        self.menu.addAction(self.tr("Bỏ qua, sang chi bộ sau"), partial(self.go_on, write=False))
        self.menu.addAction(self.tr("Dán cột điểm danh từ Excel (Ctrl+V)"), self.finder.take_clipboard)
        self.menu.addAction(self.tr("Sao chép các dòng đang chọn (Ctrl+C)"), self.table.copy)
        self.menu.addAction(self.tr("Chọn tất cả (Ctrl+A)"), self.table.selectAll)
        self.steps.fill(self.menu)

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def meeting(self) -> MeetingRow | None:
        """The meeting in view."""
        return self.roll.meeting if self.roll else None

    def open(self, meeting_id: int) -> None:
        """Show the roll of a meeting, ready for the first letter. Raises KnownError if it is gone."""
        self.reason.keep()
        with self._db.read() as session:
            meeting = meetings.read(session, meeting_id)
            month = meetings.of_month(session, meeting.year, meeting.month)
        self.go_through(order.held(month, meeting_id), month)
        self.reason.forget_used()
        self.roll = None
        self.finder.setText("")
        self._load(meeting_id)
        self._select(next((n for n, line in enumerate(self.model.rows) if _is_left(line)), 0))
        self.reason.show_line(self.table.current_row())
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Show the same roll as it is; back to the board if the meeting is gone."""
        if self.roll is None:
            return
        with self._db.read() as session:
            wanted = self.roll.meeting
            month = meetings.of_month(session, wanted.year, wanted.month)
        if wanted.id in {row.id for row in month}:
            self.go_through(order.held(month, wanted.id), month)
            self._load(wanted.id)
        else:
            self.reason.forget()
            self.left.emit()

    def _load(self, meeting_id: int) -> None:
        with self._db.read() as session:
            roll = self.roll = attendance.roll(session, meeting_id)
            self._difference = attendance.differences(session, meeting_id)
            chair, secretary = self._leaders(self.roll)
            decided = meetings.class_of(session, self.roll.meeting)
            year, month = self.roll.meeting.year, self.roll.meeting.month
            self.closing, reopened = closings.state(session, year, month)
        self._numbers.clear()
        self._numbers.update((line.member_id, number) for number, line in enumerate(roll.expected, 1))
        self.model.set_rows([*roll.expected, *roll.outside])
        if not self.model.rows:
            self.table.set_empty(nobody.words(self._db, roll.meeting))
        values = roll.meeting.values
        score = "" if values.score is None else plain(values.score)
        quality = decided.label if decided else ""
        times = f"{show_time(values.starts_at)} – {show_time(values.ends_at)}" if values.starts_at else ""
        if roll.meeting.minutes:
            times += self.tr(" ({minutes} phút)").format(minutes=roll.meeting.minutes)
        self.facts.show_facts(
            [
                (self.tr("Ngày họp"), f"{values.held_on:%d/%m/%Y}"),
                (self.tr("Loại"), values.kind.label),
                (self.tr("Hình thức"), values.form.label if values.form else ""),
                (self.tr("Bắt đầu – kết thúc"), times),
                (self.tr("Chủ trì"), chair),
                (self.tr("Thư ký"), secretary),
                (self.tr("Điểm – xếp loại"), " – ".join(part for part in (score, quality) if part)),
            ]
        )
        self.live.show_roll(roll, self._db.clock().date())
        self._show_notice(roll, reopened)
        self.titled.emit(*named(roll.meeting, self._order))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the names come first; the facts are in the form (F2)."""
        super().resizeEvent(event)
        self.top.setVisible(event.size().height() >= LOW)

    @staticmethod
    def _leaders(roll: Roll) -> tuple[str, str]:
        names = {line.member_id: line.shown_name for line in roll.lines}
        values = roll.meeting.values
        return names.get(values.chair_id or 0, ""), names.get(values.secretary_id or 0, "")

    def _show_notice(self, roll: Roll, reopened: Closing | None) -> None:
        meeting = roll.meeting
        if self.closing is not None:
            self.steps.say_closed(self.notice, meeting, self.closing)
        elif meeting.state is MeetingState.NOT_HELD:
            self.notice.say(nobody.not_held(meeting), self.tr("Có sinh hoạt"), self.steps.set_planned)
        elif not roll.is_written and meeting.held_on > self._db.clock().date():
            text = self.tr("Chưa đến ngày họp. Nếu chi bộ đã họp sớm hơn thì sửa lại ngày.")
            self.notice.say(text, self.tr("Sửa ngày họp"), self.steps.edit)
        elif left_out.say(self._db, roll, self.notice):
            return
        elif not roll.is_written and not self.model.rows:
            self.notice.say("")  # the empty table says what to do
        elif not roll.is_written:
            text = self.tr("Chưa ghi: đang hiện sẵn “có mặt”. Bấm dấu cho người vắng; Ctrl+↓ ghi và sang chi bộ sau.")
            self.notice.say(text, self.tr("Ghi (Ctrl+Enter)"), self.write_all)
        elif self._difference:
            self.notice.say(difference_text(self._difference), self.tr("Cập nhật danh sách"), self.steps.refresh)
        else:
            self.steps.say_rest(self.notice, roll, reopened)

    # -- finding and marking -------------------------------------------------------------------------------------

    def _names(self) -> list[str]:
        return [line.shown_name for line in self.model.rows]

    def _find_next(self) -> None:
        """Open the meeting whose printed number was typed, else go to the next name that fits."""
        if not self.finder.has_found:
            with self._db.read() as session:
                found = meeting_codes.find(session, self.finder.text())
            if found is not None:
                self.open(found)
                return
        self._go_to(self.finder.text(), after=self.table.currentIndex().row())

    def _go_to(self, text: str, after: int = -1) -> None:
        """Go to the person who fits; those who need not attend only if nobody else does."""
        names = self._names()
        number = best_match(names[: len(self._numbers)], text, after)
        number = best_match(names, text, after) if number is None else number
        self.finder.set_found(number is not None or not text)
        if number is not None:
            self._select(number)
        elif text:
            self.bar.say(self._nobody())

    def _nobody(self) -> str:
        return self.tr("Không thấy ai là “{text}”; xóa chữ rồi thử lại").format(text=self.finder.text())

    def _show_found(self, is_found: bool) -> None:
        """Choose nobody while nobody fits the text, then again the person chosen before."""
        if not is_found:
            self._row = max(0, self.table.currentIndex().row())
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
            return
        self.bar.say("")
        if self.table.current_row() is None and self.model.rows:
            self._select(min(self._row, len(self.model.rows) - 1))

    def _leave_lost(self, line: RollLine | None) -> None:
        """Whoever is chosen with the mouse or an arrow is meant, no longer the text that fits nobody."""
        if line is not None and not self.finder.has_found:
            self.finder.setText("")

    def _move(self, step: int) -> None:
        if self.model.rows:
            row = self.table.currentIndex().row() if self.finder.has_found else self._row
            self._select(max(0, min(len(self.model.rows) - 1, row + step)))

    def to_unrecorded(self) -> None:
        """Go to the next person who is not written yet, from the last round to the first."""
        rows = self.model.rows
        left = [number for number, line in enumerate(rows) if _is_left(line)]
        self.finder.setText("")
        if not left:
            self.said.emit(self.tr("Không còn ai chưa ghi."))
            return
        here = self.table.currentIndex().row()
        self._select(next((number for number in left if number > here), left[0]))
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select(self, number: int) -> None:
        self.table.selectRow(number)
        self.table.scrollTo(self.model.index(number, 0))

    def _take_mark(self, mark: Mark | None) -> None:
        line = self.table.current_row()
        if mark is None and line is not None:
            mark = Mark.EXCUSED if line.mark is Mark.PRESENT else Mark.PRESENT
        if mark is not None:
            self.mark(mark)

    def mark(self, mark: Mark) -> None:
        """Write a mark for the chosen person."""
        line = self.table.current_row()
        self.finder.setText("")
        if self.roll is None or line is None:
            if self.roll is not None and not self.model.rows:
                self.said.emit(nobody.words(self._db, self.roll.meeting))
            return
        if not line.is_expected:
            self.said.emit(
                self.tr("{name} ngoài diện phải dự ({duty}), không tính vào tỷ lệ.").format(
                    name=line.full_name, duty=line.duty.label.lower()
                )
            )
            return
        reason = line.reason if mark in (Mark.EXCUSED, Mark.UNEXCUSED) else ""
        self._write(f"{line.full_name}: {mark.label.lower()}", {line.member_id: (mark, reason)})

    def _write(self, what: str, marks: attendance.Marks) -> None:
        assert self.roll is not None
        meeting = self.roll.meeting
        text = self.tr("Điểm danh {cell} tháng {month}/{year}: {what}").format(
            cell=cells.short_name(meeting.cell_name), month=meeting.month, year=meeting.year, what=what
        )
        with self._db.write(text) as session:
            attendance.write(session, meeting.id, marks, on=self._db.clock().date())

    def paste(self, text: str) -> None:
        """Show what a column of marks copied from Excel would change, to be written in one step."""
        if self.roll is not None:
            try:
                marks = roll_paste.read(text, self.roll)
            except KnownError as error:
                messages.explain(self, error)
                return
            MarksDialog(self.roll, marks, partial(self._write, self.tr("dán từ Excel")), self).open()

    def _to_reason(self) -> None:
        line = self.table.current_row()
        if line is None:
            self.finder.refuse()
            return
        if line.mark not in (Mark.EXCUSED, Mark.UNEXCUSED):
            self.mark(Mark.EXCUSED)  # of somebody outside the count it says why they take no mark
        if line.is_expected:
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)
            self.reason.selectAll()

    def _take_reason(self) -> None:
        self.reason.keep()
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_reason(self, line: RollLine, reason: str) -> None:
        mark = line.mark if line.mark in (Mark.EXCUSED, Mark.UNEXCUSED) else Mark.EXCUSED
        self._write(f"{line.full_name}: {mark.label.lower()}", {line.member_id: (mark, reason)})

    def _used_reasons(self) -> list[str]:
        with self._db.read() as session:
            return reasons.used(session, on=self.roll.meeting.held_on if self.roll else None)

    def _escape(self) -> None:
        if self.finder.text() or self.reason.hasFocus():
            self.reason.forget()
            self.reason.show_line(self.table.current_row())
            self.finder.setText("")
            self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    # -- from cell to cell ---------------------------------------------------------------------------------------------

    def write_all(self) -> None:
        """Write the list as it is shown: everyone present."""
        if self.roll is not None and not self.roll.is_written and self.roll.meeting.state is MeetingState.PLANNED:
            self._write(self.tr("có mặt đủ"), {})

    def go_on(self, *, write: bool = True) -> None:
        """Write the roll if it is not yet, and open the next cell's; back to the board after the last."""
        self.reason.keep()
        if self.roll is None or (write and self.finder.refuse()):
            return
        meeting = self.roll.meeting
        is_open = self.closing is None and meeting.state is not MeetingState.NOT_HELD
        if write and is_open and meeting.held_on <= self._db.clock().date() and self.roll.lines:
            self.write_all()
            self.said.emit(written_text(self.roll))
        self.open_next(meeting)


def _is_left(line: RollLine) -> bool:
    return line.is_expected and line.mark is Mark.UNRECORDED
