"""Writing official dates nobody wrote: every name and date is on the screen before anything is written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.database import Database
from models.official_dates import OfficialOffer, offer_official_dates, write_official_dates
from models.progress import Progress
from models.text import number, sort_key
from ui import messages, theme
from ui.jobs import Job, Jobs
from ui.tables import Column, RowsModel, Table
from ui.widgets.buttons import pass_enter, push_button
from ui.widgets.cards import Card
from ui.widgets.chips import KeyHints
from ui.widgets.labels import label
from ui.widgets.progress import ProgressStrip
from ui.widgets.room import fit_screen


def write(db: Database, member_ids: list[int], words: str, progress: Progress) -> int:
    """Write the dates in one step (a job); stopping it writes none."""
    with db.write(words) as session:
        return write_official_dates(session, member_ids, db.clock().date(), progress=progress)


class OfficialDatesDialog(QDialog):
    """The list of those offered; lines can be taken out, and only what is left is written."""

    written = Signal(str)
    """A sentence saying how many dates were written."""

    def __init__(self, db: Database, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._jobs = jobs
        self._job: Job | None = None
        self.setWindowTitle(self.tr("Ghi ngày chính thức"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, 860, 600)
        with db.read() as session:
            self._offers = offer_official_dates(session, db.clock().date())
        self.model = RowsModel[OfficialOffer](
            (
                Column(self.tr("Họ và tên"), lambda row: row.full_name, 24, sort=lambda row: sort_key(row.full_name)),
                Column(self.tr("Chi bộ"), lambda row: row.cell, width=27),
                Column(self.tr("Ngày vào Đảng"), lambda row: row.admitted_on, width=14),
                Column(self.tr("Sẽ ghi ngày chính thức"), lambda row: row.official_on, width=20, bold=True),
            ),
            self,
        )
        self.table = Table(self.model, key=lambda row: row.member_id)
        self.table.set_empty(self.tr("Không có đồng chí nào đã hết thời gian dự bị mà chưa ghi ngày chính thức."))
        self.strip = ProgressStrip()
        self.remove = push_button(self.tr("Bỏ dòng đang chọn"), "minus")
        self.restore = push_button(self.tr("Lấy lại đủ danh sách"), "undo-2")
        self.save_button = QPushButton()
        self.save_button.setProperty("kind", "primary")
        self.cancel_button = QPushButton(self.tr("Hủy bỏ"))
        for button in (self.remove, self.restore, self.save_button, self.cancel_button):
            pass_enter(button)
        self._build()
        self.remove.clicked.connect(self.take_out)
        self.restore.clicked.connect(self.take_back)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table, self.take_out)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.take_back()

    def take_out(self) -> None:
        """Leave the selected people out; their date is not written."""
        if self._job is not None:
            return
        out = {row.member_id for row in self.table.selected_rows()}
        place = self.table.currentIndex().row()
        self.model.set_rows([row for row in self.model.rows if row.member_id not in out])
        if self.model.rows:
            self.table.selectRow(min(place, len(self.model.rows) - 1))
        self._count()

    def take_back(self) -> None:
        """List everybody again."""
        self.model.set_rows(self._offers)
        if self.model.rows:
            self.table.selectRow(0)
        self._count()

    def save(self) -> None:
        """Write the dates of those still listed."""
        if not self.model.rows or self._job is not None:
            return
        ids = [row.member_id for row in self.model.rows]
        words = self.tr("Ghi ngày chính thức của {n} đồng chí").format(n=number(len(ids)))
        job = Job(partial(write, self._db, ids, words), self._jobs)
        job.succeeded.connect(self._done)
        job.failed.connect(self._explain)
        job.stopped.connect(self._stopped)
        self._job = job
        self.strip.follow(job, self.tr("Đang ghi"))
        self._count()
        self._jobs.start(job)

    def reject(self) -> None:
        """Close without writing; not while it is being written."""
        if self._job is None:
            super().reject()

    def _done(self, count: int) -> None:
        self._job = None
        text = self.tr("Đã ghi ngày chính thức của {n} đồng chí; Ctrl+Z để hoàn tác.")
        self.written.emit(text.format(n=number(count)))
        self.accept()

    def _explain(self, error: Exception) -> None:
        self._job = None
        self._count()
        messages.explain(self, error)

    def _stopped(self) -> None:
        self._job = None
        self._count()

    def _count(self) -> None:
        left = len(self.model.rows)
        self.save_button.setText(self.tr("Ghi ngày chính thức cho {n} đồng chí").format(n=number(left)))
        for button in (self.save_button, self.remove):
            button.setEnabled(left > 0 and self._job is None)
        self.restore.setEnabled(left < len(self._offers) and self._job is None)
        self.cancel_button.setEnabled(self._job is None)

    def _build(self) -> None:
        what = label(
            self.tr(
                "Ngày chính thức = ngày vào Đảng + thời gian dự bị, cho các đồng chí dưới đây. Chỉ ghi khi biết chắc "
                "các đồng chí đã được công nhận chính thức; đồng chí nào chưa chắc thì bỏ khỏi danh sách."
            ),
            wrap=True,
        )
        after = label(
            self.tr(
                "Ghi xong, tình trạng dự bị, chính thức được tính lại theo ngày này; dấu điểm danh đã ghi không đổi."
            ),
            "small",
            wrap=True,
        )
        card = Card()
        card.fill(self.table)
        tools = QHBoxLayout()
        tools.setSpacing(theme.GAP)
        tools.addWidget(self.remove)
        tools.addWidget(self.restore)
        tools.addWidget(KeyHints([("Delete", self.tr("bỏ dòng"))]), 1, Qt.AlignmentFlag.AlignVCenter)
        bottom = QHBoxLayout()
        bottom.setSpacing(theme.GAP)
        bottom.addStretch(1)
        bottom.addWidget(self.save_button)
        bottom.addWidget(self.cancel_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(what)
        box.addWidget(after)
        box.addWidget(card, 1)
        box.addLayout(tools)
        box.addWidget(self.strip)  # in a line of its own: beside the long button its words would be cut
        box.addLayout(bottom)
