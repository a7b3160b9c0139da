"""The tasks a meeting gives, and those of the meetings before that come back to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from models import tasks
from models.attendance import Roll
from models.database import Database
from models.errors import KnownError
from models.late_tasks import TaskRow
from models.person_names import PersonName
from models.tables import TaskResult
from models.tasks import Judged
from models.text import percent
from ui.fields import DateField
from ui.meetings.panel import Panel
from ui.tables import Column
from ui.theme import State
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label
from ui.widgets.people_field import PeopleField


class TasksPanel(Panel[TaskRow]):
    """What is to be done, by whom, until when."""

    def columns(self) -> Sequence[Column[TaskRow]]:
        """Number, task, people, due day."""
        return (
            Column(self.tr("TT"), lambda row: self.model.rows.index(row) + 1, width=5, align="right"),
            Column(self.tr("Nhiệm vụ"), lambda row: row.text, width=56, least=16, tip=lambda row: row.text),
            Column(self.tr("Người thực hiện"), lambda row: row.who, width=28, least=12, tip=lambda row: row.who),
            Column(self.tr("Hạn"), lambda row: row.due_on, width=12, least=10),
        )

    def build(self) -> list[QWidget]:
        """Task, people, due day."""
        self.text = QLineEdit()
        self.text.setMaxLength(tasks.LONGEST)
        self.text.setPlaceholderText(self.tr("Nhiệm vụ (Tab sang người, hạn; Enter để thêm)"))
        self.text.setAccessibleName(self.tr("Nhiệm vụ"))
        self.who = PeopleField()
        self.who.setPlaceholderText(self.tr("Người thực hiện, cách nhau dấu phẩy"))
        self.who.setAccessibleName(self.tr("Người thực hiện"))
        self.due = DateField()
        self.due.setPlaceholderText(self.tr("hạn: ngày/tháng/năm"))
        self.due.setAccessibleName(self.tr("Hạn"))
        self.due.setMinimumWidth(150)
        self.entry.addWidget(self.text, 4)
        self.entry.addWidget(self.who, 3)
        self.entry.addWidget(self.due)
        self.table.set_empty(self.tr("Chưa giao nhiệm vụ nào. Gõ nhiệm vụ, Tab sang người và hạn, Enter để thêm."))
        return [self.text, self.who, self.due]

    def show_roll(self, roll: Roll, people: Sequence[PersonName]) -> None:
        """A due day without its year is the next one after the meeting."""
        self.due.from_day = roll.meeting.held_on
        super().show_roll(roll, people)

    def offer(self, people: Sequence[PersonName]) -> None:
        """Those on the list of the day may be given tasks."""
        self.who.set_people(people)

    def read(self, session: Any) -> list[TaskRow]:
        """The tasks of the meeting."""
        assert self.roll is not None
        return tasks.given(session, self.roll.meeting.id)

    def write(self, session: Any, row: TaskRow | None) -> None:
        """Write a task."""
        assert self.roll is not None
        text, who, due = self.text.text(), self.who.values(), self.due.day()
        if row is None:
            tasks.add(session, self.roll.meeting.id, text, who, due)
        else:
            tasks.edit(session, row.id, text, who, due)

    def fill(self, row: TaskRow | None) -> None:
        """Show a task in the fields."""
        self.text.setText(row.text if row else "")
        self.who.set_values(row.people if row else ())
        self.due.set_value(row.due_on if row else None)

    def take_out(self, session: Any, row: TaskRow) -> None:
        """Take a task out."""
        tasks.remove(session, row.id)

    @property
    def words(self) -> str:
        """The part."""
        return self.tr("Nhiệm vụ")


KEYS = {
    "+": TaskResult.DONE,
    "=": TaskResult.DONE,
    "/": TaskResult.DOING,
    "-": TaskResult.NOT_DONE,
    "*": TaskResult.DROPPED,
}
_STATES = {
    TaskResult.DONE: State.GOOD,
    TaskResult.DOING: State.WARN,
    TaskResult.NOT_DONE: State.BAD,
    TaskResult.DROPPED: State.IDLE,
}


class NoteField(QLineEdit):
    """What is said of a task; while it is empty, a few keys judge the task instead."""

    judged = Signal(object)
    """A key was pressed: the result, or None to take it back (Delete)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self._take_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that judge."""
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and not self.text() and event.text() in KEYS:
            self.judged.emit(KEYS[event.text()])
        elif plain and not self.text() and event.key() == Qt.Key.Key_Delete:
            self.judged.emit(None)
        else:
            super().keyPressEvent(event)

    def _take_key(self, text: str) -> None:
        """Some input methods hand a key over as text."""
        if text in KEYS:
            self.setText("")
            self.judged.emit(KEYS[text])


class ReviewPanel(Panel[Judged]):
    """Table I.3 of the resolution: the tasks set before, how they stood, what has come of them."""

    _waiting = ""

    def columns(self) -> Sequence[Column[Judged]]:
        """Number, task, people, due day, how it stood, what came of it."""
        return (
            Column(self.tr("TT"), lambda row: self.model.rows.index(row) + 1, width=4, align="right"),
            Column(
                self.tr("Nhiệm vụ đề ra"),
                lambda row: row.task.text,
                width=32,
                least=14,
                short=self.tr("Nhiệm vụ"),
                tip=lambda row: f"{row.task.text} ({row.task.given_on:%d/%m/%Y})",
            ),
            Column(
                self.tr("Người thực hiện"),
                lambda row: row.task.who,
                width=15,
                least=8,
                short=self.tr("Người"),
                tip=lambda row: row.task.who,
            ),
            Column(
                self.tr("Hạn"),
                lambda row: row.task.due_on,
                width=11,
                least=10,
                state=lambda row: State.BAD if row.is_overdue else State.PLAIN,
            ),
            Column(
                self.tr("Tình trạng đầu kỳ"),
                lambda row: row.start_words,
                width=17,
                least=8,
                short=self.tr("Đầu kỳ"),
                tip=lambda row: row.start_words,
            ),
            Column(
                self.tr("Kết quả thực hiện"),
                lambda row: row.result_words or self.tr("chưa đánh giá"),
                width=25,
                least=8,
                short=self.tr("Kết quả"),
                tip=lambda row: row.result_words,
                state=lambda row: _STATES[row.result] if row.result else State.PLAIN,
            ),
        )

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        keys = FlowRow()
        for words, result in (
            (self.tr("+  Xong"), TaskResult.DONE),
            (self.tr("/  Đang làm"), TaskResult.DOING),
            (self.tr("-  Chưa làm"), TaskResult.NOT_DONE),
            (self.tr("*  Thôi không làm"), TaskResult.DROPPED),
            (self.tr("Del  Chưa đánh giá"), None),
        ):
            keys.add(self._button(words, result))
        self.whole = label("", wrap=True)
        self.box.insertWidget(self.box.indexOf(self.table) + 1, self.whole)
        self.box.addWidget(keys)

    def key(self, row: Judged) -> int:
        """The task."""
        return row.task.id

    def build(self) -> list[QWidget]:
        """What is said, and the day it was done."""
        self.note = NoteField()
        self.note.setMaxLength(500)
        self.note.setPlaceholderText(self.tr("Bấm + - / * để đánh giá; gõ thêm kết quả rồi Enter"))
        self.note.setAccessibleName(self.tr("Kết quả thực hiện"))
        self.note.judged.connect(self.judge)
        self.done_on = DateField()
        self.done_on.setPlaceholderText(self.tr("xong ngày"))
        self.done_on.setToolTip(self.tr("Ngày hoàn thành; để trống là ngày họp"))
        self.done_on.setAccessibleName(self.tr("Ngày hoàn thành"))
        self.entry.addWidget(self.note, 3)
        self.entry.addWidget(self.done_on)
        self.table.set_empty(self.tr("Không có nhiệm vụ nào của kỳ trước chuyển sang cuộc họp này."))
        self.table.chosen.connect(self._show)
        return [self.note, self.done_on]

    def _button(self, words: str, result: TaskResult | None) -> QPushButton:
        button = QPushButton(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("kind", "flat")
        button.clicked.connect(lambda: self.judge(result))
        return button

    def read(self, session: Any) -> list[Judged]:
        """The tasks that came back; their share goes above them."""
        assert self.roll is not None
        rows = tasks.brought_back(session, self.roll.meeting.id)
        self._say_share(rows)
        return rows

    def show_roll(self, roll: Any, people: Sequence[PersonName]) -> None:
        """Choose the first task that is not judged yet."""
        is_new = self.roll is None or self.roll.meeting.id != roll.meeting.id
        super().show_roll(roll, people)
        if is_new or self.table.current_row() is None:
            left = [number for number, row in enumerate(self.model.rows) if row.result is None]
            self.table.selectRow(left[0] if left else 0)

    def _say_share(self, rows: Sequence[Judged]) -> None:
        found = tasks.share(rows)
        overdue = sum(row.is_overdue for row in rows)
        parts: list[str] = []
        if found.rate is not None:
            text = self.tr("Hoàn thành {done}/{all} = {rate}")
            parts.append(text.format(done=found.done, all=found.counted, rate=percent(found.rate)))
        if found.unjudged:
            parts.append(self.tr("còn {n} nhiệm vụ đến hạn chưa đánh giá").format(n=found.unjudged))
        if overdue:
            parts.append(self.tr("{n} nhiệm vụ quá hạn").format(n=overdue))
        self.head.setText(" · ".join(parts))
        self.head.setVisible(bool(parts))

    def judge(self, result: TaskResult | None) -> None:
        """Write how the chosen task stands and go to the next one not judged."""
        row = self.table.current_row()
        if row is None or not self.is_open:
            return
        if self._write(row, result, self.note.text().strip() or self._waiting or row.note, None):
            self._wait("")
            self._next(row)

    def save(self) -> None:
        """Write what is said of the chosen task."""
        row = self.table.current_row()
        if row is None or not self.is_open:
            return
        if row.result is None:  # the field has to be empty for the keys, so the words wait beside it
            self._wait(self.note.text().strip())
            return
        try:
            day = self.done_on.day()
        except KnownError as error:
            self.complain(error)
            return
        if self._write(row, row.result, self.note.text() or row.note, day):
            self.fill(None)
            self.go(1)
            self.focus()

    def _wait(self, words: str) -> None:
        """Keep words of a task until a key says how it stands."""
        self._waiting = words
        self.note.setText("")
        hint = self.tr("Bấm + - / * để đánh giá; gõ thêm kết quả rồi Enter")
        if words:
            hint = self.tr("“{words}”: bấm + (xong), / (đang làm), - (chưa làm), * (thôi)").format(words=words)
        self.note.setPlaceholderText(hint)

    def is_empty(self) -> bool:
        """Whether nothing is said; the day alone is that of the task."""
        return not self.note.text().strip()

    def _write(self, row: Judged, result: TaskResult | None, note: str, day: Any) -> bool:
        assert self.roll is not None
        try:
            with self._db.write(self._step(result.label.lower() if result else self.tr("bỏ đánh giá"))) as session:
                tasks.judge(session, self.roll.meeting.id, row.task.id, result, note, day)
        except KnownError as error:
            self.complain(error)
            return False
        return True

    def _next(self, row: Judged) -> None:
        keys = [one.task.id for one in self.model.rows]
        place = keys.index(row.task.id) if row.task.id in keys else -1
        later = [number for number, one in enumerate(self.model.rows) if one.result is None and number > place]
        if later:
            self.table.selectRow(later[0])

    def _show(self, row: Judged | None) -> None:
        self._wait("")
        self.done_on.set_value(row.done_on if row else None)
        self.whole.setText(" · ".join(filter(None, (row.task.text, row.task.who))) if row else "")
        self.whole.setVisible(row is not None)

    def fill(self, row: Judged | None) -> None:
        """Show what is said of a task."""
        self.note.setText(row.note if row else "")
        self.done_on.set_value(row.done_on if row else None)

    def remove(self) -> None:
        """Take the finding back; the task stays."""
        self.judge(None)

    @property
    def words(self) -> str:
        """The part."""
        return self.tr("Đánh giá nhiệm vụ")
