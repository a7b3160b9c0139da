"""*Nguồn phát triển*: who is on the way into the Party, stage by stage, and what comes next for each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models import candidates, cells, pipeline
from models.pipeline import Alarm, Line, Stage
from models.tables import EventKind
from models.text import number, sort_key
from ui import messages, theme
from ui.keys import key_sequence
from ui.members.event_form import EventForm
from ui.pipeline import words
from ui.pipeline.card import CandidateCard
from ui.pipeline.form import CandidateForm
from ui.pipeline.stages import Stages
from ui.pipeline.steps import LeaveForm, StepForm
from ui.tables import Column, RowsModel, Table
from ui.widgets.beside import Beside
from ui.widgets.cards import Card
from ui.widgets.labels import label

if TYPE_CHECKING:
    from models.database import Database

_STAGE, _CERTIFICATE = 2, 5
"""Columns that some stages do without."""


class PipelinePage(QWidget):
    """The cards of the stages, the table of those at the stage chosen, and the card of one of them."""

    go = Signal(str, object)
    chosen = Signal()
    """Another line, or none, is chosen."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self.lines: list[Line] = []
        self._alarms: Collection[Alarm] = ()
        self._names: dict[int, str] = {}
        self.stages = Stages()
        self.model = RowsModel[Line](self._columns(), self)
        self.table = Table(self.model, key=lambda line: line.key, sorting="rows", name="pipeline")
        self.table.setAccessibleName(self.tr("Nguồn phát triển đảng viên"))
        self.card = CandidateCard(db)
        self.told = label("", "muted")
        self.everyone = QPushButton(self.tr("Xem tất cả"))
        self.everyone.setProperty("kind", "link")
        self._build()
        self.stages.chosen.connect(lambda _stage: self._choose())
        self.table.chosen.connect(self._show_card)
        self.table.opened.connect(self._open)
        self.everyone.clicked.connect(self.show_all)
        self.card.step_asked.connect(self.write_step)
        self.card.member_asked.connect(lambda key: self.go.emit("members", key))
        QShortcut(key_sequence("F4"), self).activated.connect(self.card.next_button.click)

    @property
    def line(self) -> Line | None:
        """The line chosen."""
        return self.table.current_row()

    def reload(self, _year: int, on: date) -> str:
        """Read who is on the way as of a day; returns a sentence for the subtitle."""
        with self._db.read() as session:
            self.lines = pipeline.lines(session, on)
            self._names = {key: cells.short_name(name) for key, name in cells.names(session).items()}
        self.stages.show_lines(self.lines)
        self._choose(is_reload=True)
        waiting = sum(line.stage in pipeline.WAITING for line in self.lines)
        return self.tr("{n} người trong nguồn").format(n=number(waiting))

    def show_candidate(self, candidate_id: int) -> None:
        """Bring a candidate into view."""
        line = next((line for line in self.lines if line.candidate_id == candidate_id), None)
        if line is None:
            return
        if not self.table.select_key(line.key):
            self.show_all()
            self.table.select_key(line.key)
        self._beside.show_row(self.table)  # also where the list stands below the stages and the page scrolls

    def show_alarms(self, alarms: Collection[Alarm]) -> None:
        """Show only those whom some alarms speak of."""
        self._alarms = alarms
        self.stages.choose(None)

    def show_all(self) -> None:
        """Show everybody."""
        self._alarms = ()
        self.stages.choose(None)
        self.table.setFocus()

    def add(self) -> CandidateForm:
        """Begin a new candidate."""
        return self._open_form(CandidateForm(self._db, self))

    def edit(self) -> None:
        """Open the form of the candidate chosen, or the record of a member nobody had in the list."""
        line = self.line
        if line is not None and line.candidate_id is not None:
            is_old = line.alarm in self._alarms and line.alarm is not Alarm.CEREMONY_LATE  # came for the certificate
            at = "certificate_on" if is_old else "full_name"
            self._open_form(CandidateForm(self._db, self, candidate_id=line.candidate_id, at=at))
        elif line is not None:
            self.go.emit("members", line.member_id)

    @property
    def can_remove(self) -> bool:
        """Whether the line chosen is a candidate who may be taken out of the list."""
        return self.line is not None and self.line.candidate_id is not None and self.line.member_id is None

    def remove(self) -> None:
        """Ask before a candidate is taken out of the list for good."""
        line = self.line
        if line is None or not self.can_remove:
            return
        messages.ask(
            self,
            self.tr("Xóa {name} khỏi nguồn?").format(name=line.full_name),
            self.tr("Chỉ xóa khi ghi nhầm; người không còn trong nguồn thì dùng “Ra khỏi nguồn”. Ctrl+Z lấy lại được."),
            self.tr("Xóa khỏi nguồn"),
            lambda: self._remove(line),
        )

    def write_step(self, stage: Stage) -> None:
        """Open the form of the step that leads the one chosen to a stage."""
        line = self.line
        if line is not None and line.member_id is not None and stage is Stage.OFFICIAL:
            recognition = EventForm(self._db, line.member_id, self, kind=EventKind.RECOGNITION)
            recognition.accepted.connect(lambda: self._keep_in_sight(line))
            recognition.open()
            return
        if line is None or line.candidate_id is None:
            return
        if stage is Stage.LISTED:
            with self._db.write(self.tr("Đưa trở lại nguồn: {name}").format(name=line.full_name)) as session:
                candidates.come_back(session, line.candidate_id)
            return
        form = (
            LeaveForm(self._db, line.candidate_id, self)
            if stage is Stage.LEFT
            else StepForm(self._db, line.candidate_id, stage, self)
        )
        form.accepted.connect(lambda: self.show_candidate(form.candidate_id))
        form.open()

    def _keep_in_sight(self, line: Line) -> None:
        self.table.select_key(line.key)
        self._beside.show_row(self.table)

    def _open_form(self, form: CandidateForm) -> CandidateForm:
        form.accepted.connect(lambda: self.show_candidate(form.candidate_id or 0))
        form.open()
        return form

    def _open(self, line: Line) -> None:
        if line.member_id is not None:
            self.go.emit("members", line.member_id)
        else:
            self.edit()

    def _remove(self, line: Line) -> None:
        if line.candidate_id is not None:
            with self._db.write(self.tr("Xóa khỏi nguồn: {name}").format(name=line.full_name)) as session:
                candidates.remove(session, line.candidate_id)

    def _choose(self, *, is_reload: bool = False) -> None:
        """Show the lines of the stage chosen, of the alarms asked for, or all."""
        stage = self.stages.stage
        if stage is not None and not is_reload:
            self._alarms = ()
        shown = [
            line
            for line in self.lines
            if (stage is None or line.stage is stage) and (not self._alarms or line.alarm in self._alarms)
        ]
        self.table.set_column_shown(_STAGE, stage is None)
        has_none = stage in (None, Stage.LISTED, Stage.PROBATION, Stage.OFFICIAL)
        self.table.set_column_shown(_CERTIFICATE, not has_none)  # among all, what is due names the day
        self.model.set_rows(shown)
        if shown and self.table.current_row() is None:
            self.table.selectRow(0)
        self.table.scrollTo(self.table.currentIndex())  # a step taken, or taken back, moves the line elsewhere
        self._tell(stage, len(shown))
        self._set_empty(stage)
        self._show_card(self.line)

    def _tell(self, stage: Stage | None, count: int) -> None:
        if self._alarms:
            what = ", ".join(alarm.value.lower() for alarm in self._alarms)
        else:
            what = stage.value if stage else self.tr("Tất cả")
        self.told.setText(self.tr("{what}: {n} người").format(what=what, n=number(count)))
        self.everyone.setVisible(stage is not None or bool(self._alarms))

    def _set_empty(self, stage: Stage | None) -> None:
        if self.lines:
            self.table.set_empty(self.tr("Không có ai ở giai đoạn này."))
            return
        self.table.set_empty(
            self.tr("Nguồn chưa có ai. Thêm quần chúng ưu tú để theo dõi từng bước đến khi chính thức."),
            self.tr("Thêm quần chúng"),
            self.add,
        )

    def _show_card(self, line: Line | None) -> None:
        self.card.show_line(line)
        self._beside.share_room()
        self.chosen.emit()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(self.told)
        top.addWidget(self.everyone)
        top.addStretch(1)
        top.addWidget(label(self.tr("F4: ghi bước tiếp theo · Enter: mở"), "small"))
        left = Card()
        left.fill(self.table)
        line = QWidget()
        line.setLayout(top)
        top.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._beside = Beside(left, self.card, (70, 30), above=(self.stages, line))
        box.addWidget(self._beside)

    def _columns(self) -> tuple[Column[Line], ...]:
        tr = QCoreApplication.translate
        return (
            Column(
                tr("PipelinePage", "Họ và tên"),
                lambda line: line.full_name,
                width=18,
                sort=lambda line: sort_key(line.full_name),
            ),
            Column(
                tr("PipelinePage", "Chi bộ"),
                lambda line: self._names.get(line.cell_id, ""),
                width=14,
                leaves=1,
                grows=True,
            ),
            Column(tr("PipelinePage", "Giai đoạn"), lambda line: line.stage.value, width=21),
            Column(tr("PipelinePage", "Từ ngày"), lambda line: line.since, width=11, leaves=2),
            Column(tr("PipelinePage", "Cần nhắc"), words.alarm, width=28, least=20, state=words.state),
            Column(
                tr("PipelinePage", "Giấy chứng nhận đến"), lambda line: line.certificate_until, width=18, hidden=True
            ),
            Column(tr("PipelinePage", "Sinh"), lambda line: line.born_on, width=11, hidden=True),
            Column(tr("PipelinePage", "Ghi chú"), lambda line: line.note, width=20, role="muted", hidden=True),
        )
