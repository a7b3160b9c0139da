"""The page *Chấm điểm* of one meeting, worked by keyboard alone (domain.md 4.2, 4.3)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from models import cells, meetings, score_sheets
from models.database import Database
from models.errors import KnownError
from models.meetings import MeetingRow
from models.score_sheets import Entry, Line, Sheet
from models.tables import MeetingState
from models.text import plain, to_number
from ui import messages, theme
from ui.meetings import nobody, unfit
from ui.meetings.form import MeetingDialog
from ui.meetings.meeting_page import MeetingPage
from ui.meetings.order import named, with_roll
from ui.meetings.points import PointsField
from ui.meetings.score_columns import score_columns
from ui.meetings.score_form import MonthDecisionForm, ResultForm
from ui.meetings.score_head import ScoreHead
from ui.tables import RowsModel, Table
from ui.widgets.copy_keys import CopyKeys
from ui.widgets.labels import ElidedLabel
from ui.widgets.notice import Notice

LOW = 370  # below this height, in pixels, the buttons of the head do without their words


class ScorePage(MeetingPage):
    """One meeting's score sheet. What is written at once; the first points freeze the whole sheet."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.sheet: Sheet | None = None
        self._build()
        self._connect()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = ScoreHead()
        self.notice = Notice(key="F9")
        self.model = RowsModel[Line](score_columns(), self)
        self.table = Table(self.model, self, key=lambda line: line.criterion.id, sorting="none")
        self.table.setProperty("framed", True)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = ElidedLabel()
        self.note.setProperty("role", "small")
        self.points = PointsField()
        self.reason = QLineEdit()
        self.reason.setMaxLength(300)
        self.reason.setAccessibleName(self.tr("Vì sao bị trừ điểm"))
        bottom = QHBoxLayout()
        bottom.setSpacing(theme.GAP)
        bottom.addWidget(self.points, 1)
        for words, slot in (
            (self.tr("+  Điểm tối đa"), self._give_full),
            (self.tr("-  Bớt"), self._give_less),
            (self.tr("Del  Theo số liệu"), self._give_back),
        ):
            button = QPushButton(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("kind", "flat")
            button.clicked.connect(slot)
            bottom.addWidget(button)
        bottom.addWidget(self.reason, 4)
        for part in (self.head, self.notice):
            self.box.addWidget(part)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.note)
        self.box.addLayout(bottom)
        CopyKeys(self.table, (self.points, self.reason))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the lines come first."""
        super().resizeEvent(event)
        self.head.set_low(event.size().height() < LOW)

    def _connect(self) -> None:
        self.head.edit_button.clicked.connect(self.edit)
        self.head.result_button.clicked.connect(self.open_result)
        self.head.month_button.clicked.connect(self.decide_month)
        self.points.given.connect(self._take)
        self.points.full_asked.connect(self._give_full)
        self.points.less_asked.connect(self._give_less)
        self.points.back_asked.connect(self._give_back)
        self.points.moved.connect(self._move)
        self.points.reason_asked.connect(self._to_reason)
        self.reason.returnPressed.connect(self._take_reason)
        self.table.chosen.connect(self._show_reason)
        self.set_keys(
            (
                ("Ctrl+Return", self.write_all),
                ("Ctrl+Down", self.go_on),
                ("Ctrl+Up", self.go_back),
                ("Ctrl+PgDown", partial(self.go_on, write=False)),
                ("F2", self.edit),
                ("F6", self.open_result),
                ("F7", self.decide_month),
                ("F9", self.notice.repair),
                ("Escape", self._escape),
            )
        )

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def meeting(self) -> MeetingRow | None:
        """The meeting in view."""
        return self.sheet.roll.meeting if self.sheet else None

    def open(self, meeting_id: int) -> None:
        """Show the sheet of a meeting, at the first line without points. Raises KnownError if it is gone."""
        with self._db.read() as session:
            sheet = score_sheets.read(session, meeting_id)
            month = meetings.of_month(session, sheet.roll.meeting.year, sheet.roll.meeting.month)
        self.go_through(with_roll(month, meeting_id), month)
        self._show(sheet)
        lines = [number for number, line in enumerate(self.model.rows) if not line.criterion.is_group]
        open_lines = [number for number in lines if self.model.rows[number].points is None]
        if lines:
            self._select((open_lines or lines)[0])
        self.points.setText("")
        self.points.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Show the same sheet as it is; back to the board if the meeting is gone."""
        if self.sheet is None:
            return
        try:
            with self._db.read() as session:
                sheet = score_sheets.read(session, self.sheet.roll.meeting.id)
        except KnownError:
            self.sheet = None
            self.left.emit()
        else:
            self._show(sheet)

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        meeting = sheet.roll.meeting
        self.model.set_rows(list(sheet.lines))
        self._show_reason(self.table.current_row())
        self.head.show_sheet(sheet)
        self._show_notice(sheet)
        note = sheet.shown_note
        self.note.setText(self.tr("Trừ điểm: {note}").format(note=note) if note else "")
        self.note.setVisible(bool(note))
        self.titled.emit(*named(meeting, self._order))

    def _show_reason(self, line: Line | None) -> None:
        """Show why a line has its points: the officer's words to be edited, else the register's in grey."""
        words = "" if line is None else line.reason
        is_own = line is not None and line.is_by_hand
        self.reason.setText(words if is_own else "")
        self.reason.setPlaceholderText(words if words and not is_own else self.tr("Vì sao bị trừ (Tab)"))
        self.reason.setCursorPosition(0)

    def _show_notice(self, sheet: Sheet) -> None:
        meeting = sheet.roll.meeting
        if sheet.closing is not None:
            unfit.say(self._db, sheet.roll, self.notice, closing=sheet.closing)
        elif meeting.state is MeetingState.NOT_HELD:
            self.notice.say(nobody.not_held(meeting, self.tr("nên không chấm điểm.")))
        elif sheet.template is None:
            self.notice.say(
                self.tr(
                    "Chưa có mẫu phiếu cho ngày {day}. Thêm mẫu ở Dữ liệu, Thiết lập; hoặc ghi điểm bằng F2."
                ).format(day=f"{meeting.held_on:%d/%m/%Y}")
            )
        elif not sheet.is_written and meeting.values.score is not None:
            text = self.tr("Đã ghi {score} điểm không qua phiếu; chấm phiếu thì điểm của phiếu thay điểm ấy.")
            self.notice.say(text.format(score=plain(meeting.values.score)), self.tr("Ghi phiếu"), self.write_all)
        elif not sheet.is_written:
            text = self.tr("Chưa chấm: đang hiện sẵn điểm đề nghị. Sửa mục bị trừ; Ctrl+↓ ghi và sang chi bộ sau.")
            self.notice.say(text, self.tr("Ghi (Ctrl+Enter)"), self.write_all)
        elif sheet.outdated:
            text = self.tr("Số liệu đã khác lúc chấm ở mục {n}.").format(
                n=", ".join(line.criterion.number for line in sheet.outdated)
            )
            self.notice.say(text, self.tr("Chấm lại các mục ấy"), self.refresh)
        else:
            self.notice.say("")

    # -- giving points -------------------------------------------------------------------------------------------

    def _line(self) -> Line | None:
        line = self.table.current_row()
        return None if line is None or line.criterion.is_group else line

    def _take(self, text: str) -> None:
        try:
            points = to_number(text)
        except KnownError as error:
            messages.explain(self, error)
            return
        if points is not None and self._give(Entry(points, self.reason.text())):
            self._move(1)

    def _give_full(self) -> None:
        line = self._line()
        if line is not None and self._give(Entry(line.criterion.max_points)):
            self._move(1)

    def _give_less(self) -> None:
        """Go one band down, or one point where any can be given."""
        line = self._line()
        if line is None:
            return
        now = line.criterion.max_points if line.points is None else line.points
        allowed = line.criterion.allowed
        lower = max(0.0, now - 1) if allowed is None else max((one for one in allowed if one < now), default=now)
        if lower != now:
            self._give(Entry(lower, self.reason.text()))

    def _give_back(self) -> None:
        if self._line() is not None:
            self._give(Entry(None))

    def _take_reason(self) -> None:
        line = self._line()
        if line is not None and line.points is not None:
            self._give(Entry(line.points, self.reason.text()))
        self.points.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_reason(self) -> None:
        line = self._line()
        if line is None:
            return
        if line.points is None:
            self.said.emit(self.tr("Mục {n} chưa có điểm; hãy nhập điểm trước.").format(n=line.criterion.number))
            return
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)
        self.reason.selectAll()

    def _give(self, entry: Entry) -> bool:
        """Write points for the chosen line; a refusal is said, and nothing is written."""
        line = self._line()
        if line is None:
            return False
        what = self.tr("mục {n}").format(n=line.criterion.number)
        if entry.points is not None:
            what += f": {plain(entry.points)}"
        return self._write(what, {line.criterion.id: entry})

    def _write(self, what: str, entries: dict[int, Entry]) -> bool:
        assert self.sheet is not None
        meeting = self.sheet.roll.meeting
        text = self.tr("Chấm điểm {cell} tháng {month}/{year}: {what}").format(
            cell=cells.short_name(meeting.cell_name), month=meeting.month, year=meeting.year, what=what
        )
        try:
            with self._db.write(text) as session:
                score_sheets.write(session, meeting.id, entries, on=self._db.clock().date())
        except KnownError as error:
            self.said.emit(error.message)
            self.notice.say(error.message)
            return False
        return True

    def refresh(self) -> None:
        """Let the register score anew what it scored before."""
        if self.sheet is None:
            return
        meeting = self.sheet.roll.meeting
        text = self.tr("Chấm lại theo số liệu: {cell} tháng {month}/{year}")
        with self._db.write(text.format(cell=meeting.cell_name, month=meeting.month, year=meeting.year)) as session:
            score_sheets.refresh(session, meeting.id)

    # -- moving --------------------------------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        """Go to another line that takes points; groups are stepped over."""
        lines = [number for number, line in enumerate(self.model.rows) if not line.criterion.is_group]
        if not lines:
            return
        now = self.table.currentIndex().row()
        place = lines.index(now) if now in lines else 0
        self._select(lines[max(0, min(len(lines) - 1, place + step))])

    def _select(self, number: int) -> None:
        self.table.selectRow(number)
        self.table.scrollTo(self.model.index(number, 0))

    def write_all(self) -> None:
        """Write the sheet as it is shown."""
        if self.sheet is not None and self._is_open(self.sheet):
            self._write(self.tr("cả phiếu"), {})

    def _is_open(self, sheet: Sheet) -> bool:
        """Tell whether a sheet that is not written yet can be."""
        meeting = sheet.roll.meeting
        can_be = sheet.closing is None and sheet.template is not None and meeting.state is not MeetingState.NOT_HELD
        return can_be and not sheet.is_written and meeting.held_on <= self._db.clock().date()

    def go_on(self, *, write: bool = True) -> None:
        """Write the sheet if it is not yet, and open the next cell's; back to the board after the last."""
        if self.sheet is None:
            return
        meeting = self.sheet.roll.meeting
        if write and self._is_open(self.sheet) and not self._write(self.tr("cả phiếu"), {}):
            return
        if write and self.sheet.is_written:
            left = self.sheet.total.left
            words = self.tr("Đã ghi phiếu của {cell}; còn {n} mục chưa có điểm.") if left else ""
            words = words or self.tr("Đã chấm {cell}: {score}.")
            self.said.emit(words.format(cell=meeting.cell_name, score=self.head.figure.text(), n=left))
        self.open_next(meeting)

    def edit(self) -> None:
        """Open the form of the meeting: its day and times."""
        if self.sheet is not None:
            meeting = self.sheet.roll.meeting
            MeetingDialog(self._db, meeting.cell_id, meeting.year, meeting.month, meeting, self).open()

    def open_result(self) -> ResultForm | None:
        """Ask for the cell's own score and class, and what was decided."""
        if self.sheet is None or self.sheet.template is None:
            return None
        form = ResultForm(self._db, self.sheet, self)
        form.open()
        return form

    def decide_month(self) -> MonthDecisionForm | None:
        """Ask for the day on which the classes of the whole month were decided."""
        if self.sheet is None:
            return None
        meeting = self.sheet.roll.meeting
        form = MonthDecisionForm(self._db, meeting.year, meeting.month, self)
        form.open()
        return form

    def _escape(self) -> None:
        if self.points.text() or self.reason.hasFocus():
            self.points.setText("")
            self._show_reason(self._line())
            self.points.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()
