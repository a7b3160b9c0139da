"""What can be done to a meeting as a whole: correct it, bring its list up to date, clear or delete it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models import attendance, closings, meetings, roll_standings, trash
from models.attendance import Difference, Roll
from models.closings import Closing
from models.database import Database
from models.meetings import MeetingRow
from models.tables import TrashKind
from ui import messages
from ui.meetings import unfit
from ui.meetings.closing import ReopenDialog
from ui.meetings.form import MeetingDialog, NotHeldDialog
from ui.widgets.notice import Notice


class MeetingSteps(QObject):
    """The steps behind the menu of a roll; `roll()` gives the one that is open."""

    said = Signal(str)

    def __init__(self, db: Database, roll: Callable[[], Roll | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._db = db
        self._roll = roll
        self._window = parent

    def fill(self, menu: QMenu) -> None:
        """Put the steps into a menu."""
        menu.addAction(self.tr("Sửa cuộc họp…"), self.edit)
        menu.addAction(self.tr("Cập nhật danh sách theo sổ đảng viên"), self.refresh)
        menu.addAction(self.tr("Chi bộ không sinh hoạt…"), self.set_not_held)
        menu.addSeparator()
        menu.addAction(self.tr("Xóa điểm danh đã ghi…"), self.clear)
        menu.addAction(self.tr("Xóa cuộc họp…"), self.delete)

    def edit(self) -> None:
        """Open the form of the meeting."""
        if roll := self._roll():
            meeting = roll.meeting
            MeetingDialog(self._db, meeting.cell_id, meeting.year, meeting.month, meeting, self._window).open()

    def refresh(self) -> None:
        """Bring the written list in line with the register of the meeting's day."""
        roll = self._roll()
        if roll is None or not roll.is_written:
            self.said.emit(self.tr("Danh sách chưa ghi nên vẫn theo sổ đảng viên."))
            return
        text = self.tr("Cập nhật danh sách điểm danh {cell}").format(cell=roll.meeting.cell_name)
        with self._db.write(text) as session:
            done = attendance.refresh(session, roll.meeting.id)
        self.said.emit(
            self.tr("Danh sách: thêm {a}, bớt {r}, đổi {c}.").format(
                a=len(done.added), r=len(done.removed), c=len(done.changed)
            )
        )

    def reopen(self) -> None:
        """Ask why the closed month of the meeting is opened again."""
        if roll := self._roll():
            with self._db.read() as session:
                closing = closings.holding(session, roll.meeting.year, roll.meeting.month)
            if closing is not None:
                ReopenDialog(self._db, closing, self._window).open()

    def say_closed(self, notice: Notice, meeting: MeetingRow, closing: Closing) -> None:
        """Say that the month is closed, and of whom it was not known then how they stand; offer to open it again."""
        with self._db.read() as session:
            known = roll_standings.known_since(session, meeting.year, meeting.month)
        own = [one for one in known if one.meeting_id == meeting.id]
        text = f"{unfit.closed_words(closing)} {roll_standings.known_words(own)}".rstrip()
        notice.say(text, unfit.reopen_words(closing), self.reopen)

    def say_rest(self, notice: Notice, roll: Roll, reopened: Closing | None) -> None:
        """Say of a written roll what is not about its list: what the minutes say otherwise, a month being corrected."""
        if not unfit.say(self._db, roll, notice):
            text = self.tr("Đang mở để đính chính ({label}).")
            notice.say(text.format(label=reopened.label) if reopened else "")

    def set_not_held(self) -> None:
        """Ask why the cell did not meet."""
        if roll := self._roll():
            NotHeldDialog(self._db, roll.meeting, self._window).open()

    def set_planned(self) -> None:
        """Take “không sinh hoạt” back."""
        if roll := self._roll():
            text = self.tr("Bỏ ghi “không sinh hoạt” của {cell}").format(cell=roll.meeting.cell_name)
            with self._db.write(text) as session:
                meetings.set_planned(session, roll.meeting.id)

    def clear(self) -> None:
        """Throw the written roll away, after asking."""
        roll = self._roll()
        if roll is not None and roll.is_written:
            self._ask(
                roll,
                self.tr("Xóa điểm danh của {meeting}?"),
                self.tr("Cuộc họp trở lại “chưa ghi”. Ctrl+Z lấy lại được."),
                self.tr("Xóa điểm danh"),
                attendance.clear,
                self.tr("Đã xóa điểm danh của {meeting}; Ctrl+Z lấy lại."),
            )

    def delete(self) -> None:
        """Delete the meeting, after asking."""
        if roll := self._roll():
            self._ask(
                roll,
                self.tr("Xóa {meeting}?"),
                self.tr("Cuộc họp cùng điểm danh vào Thùng rác ở màn hình Dữ liệu; khôi phục được sau này."),
                self.tr("Xóa cuộc họp"),
                self._throw_away,
                self.tr("Đã xóa {meeting}; khôi phục ở Dữ liệu, Thùng rác, hoặc Ctrl+Z."),
            )

    def _throw_away(self, session: Any, meeting_id: int) -> None:
        trash.remove(session, TrashKind.MEETING, meeting_id, on=self._db.clock().date())

    def _ask(
        self, roll: Roll, question: str, consequence: str, yes: str, verb: Callable[[Any, int], object], done: str
    ) -> None:
        meeting = roll.meeting
        which = self.tr("cuộc họp ngày {day} ({kind}) của {cell}").format(
            kind=meeting.values.kind.label.lower(), day=f"{meeting.held_on:%d/%m/%Y}", cell=meeting.cell_name
        )

        def do() -> None:
            with self._db.write(f"{yes}: {meeting.cell_name} {meeting.held_on:%d/%m/%Y}") as session:
                verb(session, meeting.id)
            self.said.emit(done.format(meeting=which))

        messages.ask(self._window, question.format(meeting=which), consequence, yes, do)


def difference_text(difference: Difference) -> str:
    """Return in a sentence what separates a written roll from the register of its day, with names."""
    tr = QCoreApplication.translate
    parts = [
        f"{word} {', '.join(names[:3])}{'…' if len(names) > 3 else ''}"
        for word, names in (
            (tr("RollPage", "thêm"), difference.added),
            (tr("RollPage", "bớt"), difference.removed),
            (tr("RollPage", "đổi"), difference.changed),
        )
        if names
    ]
    return tr("RollPage", "Sổ đảng viên ngày họp đã khác danh sách này: {parts}.").format(parts="; ".join(parts))
