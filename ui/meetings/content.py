"""The page *Nội dung* of one meeting: what was spoken, tasks and votes, worked by keyboard (domain.md 4.2, 4.4)."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models import attendance, closings, content, meetings, tasks, votes
from models.attendance import Roll
from models.contradictions import Contradiction, Unfit
from models.database import Database
from models.errors import KnownError
from models.meetings import MeetingRow
from models.person_names import PersonName
from models.tables import MeetingState, Part
from ui import theme
from ui.meetings import nobody, unfit
from ui.meetings.lines_panel import LinesPanel
from ui.meetings.meeting_page import MeetingPage
from ui.meetings.order import named, with_roll
from ui.meetings.panel import Panel
from ui.meetings.tasks_panel import ReviewPanel, TasksPanel
from ui.meetings.votes_panel import VotesPanel
from ui.widgets.chips import KeyHints
from ui.widgets.notice import Notice
from ui.widgets.side_list import SideList

_REVIEW, _TASKS, _VOTES = "review", "tasks", "votes"
_ORDER: tuple[Part | str, ...] = (
    Part.AGENDA,
    _REVIEW,
    Part.POLITICS,
    Part.WORK,
    Part.PRAISE,
    Part.REMINDER,
    Part.LIMIT,
    Part.FEE,
    Part.OPINION,
    Part.DIRECTION,
    _TASKS,
    Part.CONCLUSION,
    _VOTES,
)
"""The parts in the order a meeting goes through them."""


LOW = 420  # below this height, in pixels, the row of keys makes room


class ContentPage(MeetingPage):
    """Parts at the left, the lines of the chosen one at the right; every line is written at once."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.roll: Roll | None = None
        self._shown = 0
        self.parts = SideList()
        self.parts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.parts.addItems([self._name(part) for part in _ORDER])
        self.papers_button = QPushButton(self.tr("Văn bản (F7)"))
        self.papers_menu = QMenu(self.papers_button)
        self.papers_button.setMenu(self.papers_menu)
        self.papers_button.setToolTip(self.tr("Biên bản, nghị quyết, giấy mời của cuộc họp này; sổ văn bản"))
        theme.dress(self.papers_button, "file-text")
        self.notice = Notice(key="F9")
        self.lines = LinesPanel(db)
        self.review = ReviewPanel(db)
        self.tasks = TasksPanel(db)
        self.votes = VotesPanel(db)
        self.panels = QStackedWidget()
        for panel in (self.lines, self.review, self.tasks, self.votes):
            panel.said.connect(self.said)
            self.panels.addWidget(panel)
        self.hints = KeyHints(
            (
                ("Enter", self.tr("ghi dòng")),
                ("Alt+↓", self.tr("phần sau")),
                ("Ctrl+Enter", self.tr("sửa dòng")),
                ("Ctrl+Del", self.tr("xóa dòng")),
                ("Shift+↑↓", self.tr("đổi thứ tự")),
            )
        )
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addWidget(self.panels, 1)
        right.addWidget(self.hints)
        middle = QHBoxLayout()
        middle.setSpacing(theme.MARGIN)
        left = QVBoxLayout()
        left.setSpacing(theme.GAP)
        left.addWidget(self.parts, 1)
        left.addWidget(self.papers_button)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        self.box.addWidget(self.notice)
        self.box.addLayout(middle, 1)
        self.parts.currentRowChanged.connect(self._turn)
        self.set_keys(
            (
                ("Alt+Down", partial(self.go_part, 1)),
                ("Alt+Up", partial(self.go_part, -1)),
                ("Ctrl+Down", self.go_on),
                ("Ctrl+Up", self.go_back),
                ("F7", self.papers_button.showMenu),
                ("F9", self.notice.repair),
                ("Escape", self._escape),
            )
        )
        self.parts.setCurrentRow(0)

    def _name(self, part: Part | str) -> str:
        if isinstance(part, Part):
            return part.label
        return {
            _REVIEW: self.tr("Nhiệm vụ kỳ trước"),
            _TASKS: self.tr("Giao nhiệm vụ"),
            _VOTES: self.tr("Biểu quyết"),
        }[part]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the lines come first; the keys are told in the help (F1)."""
        super().resizeEvent(event)
        self.hints.setVisible(event.size().height() >= LOW)

    # -- showing -------------------------------------------------------------------------------------------------

    @property
    def meeting(self) -> MeetingRow | None:
        """The meeting in view."""
        return self.roll.meeting if self.roll else None

    @property
    def panel(self) -> Panel[Any]:
        """The part in view."""
        shown = self.panels.currentWidget()
        assert isinstance(shown, Panel)
        return shown

    def open(self, meeting_id: int) -> None:
        """Show the content of a meeting, the same part as before. Raises KnownError if it is gone."""
        with self._db.read() as session:
            meeting = meetings.read(session, meeting_id)
            month = meetings.of_month(session, meeting.year, meeting.month)
        self.go_through(with_roll(month, meeting_id), month)
        self._load(meeting_id)
        self.panel.focus()

    def reload(self) -> None:
        """Show the same meeting as it is; back to the board if it is gone."""
        if self.roll is None:
            return
        try:
            self._load(self.roll.meeting.id)
        except KnownError:
            self.roll = None
            self.left.emit()

    def _load(self, meeting_id: int) -> None:
        with self._db.read() as session:
            roll = attendance.roll(session, meeting_id)
            closing = closings.holding(session, roll.meeting.year, roll.meeting.month)
            counts: dict[Part | str, int] = {**content.counts(session, meeting_id)}
            back = tasks.brought_back(session, meeting_id)
            counts[_TASKS] = len(tasks.given(session, meeting_id))
            counts[_VOTES] = len(votes.read(session, meeting_id))
        self.roll = roll
        meeting = roll.meeting
        for number, part in enumerate(_ORDER):
            count = f"{sum(row.result is not None for row in back)}/{len(back)}" if back else ""
            shown = count if part == _REVIEW else str(counts.get(part) or "")
            self.parts.item(number).setText(f"{self._name(part)}  ({shown})" if shown else self._name(part))
        is_open = closing is None and meeting.state is not MeetingState.NOT_HELD
        is_held = meeting.state is not MeetingState.NOT_HELD
        if not (is_held and unfit.say(self._db, roll, self.notice, closing=closing, show=self._show_unfit)):
            self.notice.say("" if is_held else nobody.not_held(meeting, self.tr("nên không có nội dung.")))
        self._show_panel()
        for panel in (self.lines, self.review, self.tasks, self.votes):
            panel.set_open(is_open)
        self.titled.emit(*named(meeting, self._order))

    def keep(self) -> bool:
        """Write what is typed and not yet written; False if it cannot be, and stays where it is."""
        return self.roll is None or self.panel.keep()

    def _turn(self, number: int) -> None:
        if not self.keep():
            self._mark_part()
            return
        part = _ORDER[number]
        self._shown = number
        if isinstance(part, Part):
            self.lines.set_part(part)
        chosen: dict[Part | str, Panel[Any]] = {_REVIEW: self.review, _TASKS: self.tasks, _VOTES: self.votes}
        self.panels.setCurrentWidget(chosen.get(part, self.lines))
        self.setFocusProxy(self.panel)
        self._show_panel()
        self.panel.focus()

    def _show_panel(self) -> None:
        if self.roll is None:
            return
        people = [
            PersonName(line.member_id, line.shown_name, line.standing.label)
            for line in sorted(self.roll.lines, key=lambda line: not line.is_expected)
        ]
        self.panel.show_roll(self.roll, people)

    def _mark_part(self) -> None:
        self.parts.blockSignals(True)
        self.parts.setCurrentRow(self._shown)
        self.parts.blockSignals(False)

    def show_part(self, part: Part | str) -> None:
        """Turn to a part: one of the lines, or “review”, “tasks”, “votes”."""
        self.parts.setCurrentRow(_ORDER.index(part))

    def show_task(self, task_id: int) -> None:
        """Turn to the part that judges a task, or, where no meeting after it does, to the one that gives it."""
        for part, panel in ((_REVIEW, self.review), (_TASKS, self.tasks)):
            self.show_part(part)
            if panel.table.select_key(task_id):
                return

    def _show_unfit(self, what: Contradiction) -> None:
        self.show_part(_VOTES if what.of is Unfit.VOTE else Part.OPINION)

    def go_part(self, step: int) -> None:
        """Turn to the next part, or the one before."""
        self.parts.setCurrentRow(max(0, min(len(_ORDER) - 1, self.parts.currentRow() + step)))

    # -- from cell to cell ---------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Open the next cell's meeting; back to the board after the last.."""
        if self.roll is None or not self.keep():
            return
        self.open_next(self.roll.meeting)

    def _escape(self) -> None:
        if not self.panel.cancel():
            self.left.emit()
