"""Pasting into the member table: every change is shown, old and new, before one step writes them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models import imports
from models.database import Database
from models.errors import KnownError
from models.imports import Choices, Decisions, ImportPlan, Outcome, Subject, Verdict
from models.progress import Progress
from models.text import number
from ui import messages, theme
from ui.data.import_preview import ImportPreview
from ui.jobs import Job, Jobs
from ui.keys import key_sequence
from ui.theme import State
from ui.widgets.labels import label, set_state
from ui.widgets.progress import ProgressStrip
from ui.widgets.room import fit_screen

Planner = Callable[[Choices, Decisions, bool], ImportPlan]
"""Plans the block with the officer's answers and decisions; True: text is to be read as it is stored."""


def write_plan(db: Database, plan: ImportPlan, text: str, skip: bool, progress: Progress) -> Outcome:
    """Write a plan in one step of the log (a job)."""
    with db.write(text) as session:
        return imports.apply(session, plan, skip=skip, progress=progress)


class PasteDialog(QDialog):
    """The preview of a pasted block; *Ghi* writes it in one step, *Hủy* leaves everything as it was."""

    written = Signal(str)
    """A sentence saying what was written."""

    def __init__(self, db: Database, jobs: Jobs, plan: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._jobs = jobs
        self._job: Job | None = None
        self._make = plan
        self._choices: dict[tuple[str, int], int] = {}
        self._decisions: dict[tuple[str, int], int] = {}
        self.setWindowTitle(self.tr("Dán từ Excel – xem trước"))
        self.preview = ImportPreview(has_file=False)
        self.error = label("", "error", wrap=True)
        self.strip = ProgressStrip()
        self.reason = label("", "muted", wrap=True)
        self.write_button = QPushButton(self.tr("Ghi"))
        self.write_button.setProperty("kind", "primary")
        self.write_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Hủy"))
        self._build()
        self.preview.answered.connect(self._take_answer)
        self.preview.decided.connect(self._show_state)
        self.preview.as_stored.connect(lambda _on: self._look())
        self.write_button.clicked.connect(self.write)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key_sequence(keys), self, self.write_button.click)
        self.plan = plan({}, {}, False)
        self._show_plan()
        self.preview.table.setFocus()

    def write(self) -> None:
        """Write what the preview shows, in one step, and close; many rows take a while and can be stopped."""
        text = self.tr("Dán từ Excel: {words}").format(words=said(self.plan))
        job = Job(partial(write_plan, self._db, self.plan, text, self.preview.skip.isChecked()), self._jobs)
        job.succeeded.connect(self._end)
        job.failed.connect(self._explain)
        job.finished.connect(self._end_job)
        self._job = job
        self.preview.setEnabled(False)
        self.write_button.setEnabled(False)
        self.strip.follow(job, self.tr("Đang ghi"))
        self._jobs.start(job)

    def reject(self) -> None:
        """Close, or stop the writing first: then nothing is written."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _end_job(self) -> None:
        self._job = None
        self.preview.setEnabled(True)
        self._show_state()

    def _explain(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            messages.explain(self, error)
            return
        self.error.setText(str(error))
        self.error.show()

    def _end(self, outcome: Outcome) -> None:
        words = said(self.plan)
        left_out = outcome.of(Verdict.ERROR) + outcome.of(Verdict.ASK)
        more = self.tr(" Đã bỏ {n} dòng lỗi.").format(n=number(left_out)) if left_out else ""
        self.accept()
        self.written.emit(self.tr("Đã dán: {words}.{more} Ctrl+Z để lấy lại.").format(words=words, more=more))

    def _look(self) -> None:
        self.plan = self._make(self._choices, self._decisions, self.preview.keep_text.isChecked())
        self._show_plan()

    def _take_answer(self, sheet: str, row: int, chosen: int, is_decision: bool) -> None:
        (self._decisions if is_decision else self._choices)[sheet, row] = chosen
        self._look()

    def _show_plan(self) -> None:
        self.preview.show_plan(self.plan)
        self.preview.title.setText(said(self.plan, self.tr("Dán vào bảng: ")))
        self.error.hide()
        self._show_state()

    def _show_state(self) -> None:
        """Let *Ghi* be pressed only when it would write something, and say why not."""
        reason = ""
        if not self.plan.changes_something:
            reason = self.tr("Không có dòng nào ghi được.") if self.plan.errors else self.tr("Không có gì khác để ghi.")
        elif self.plan.errors and not self.preview.skip.isChecked():
            reason = self.tr("Có dòng lỗi: sửa trong Excel rồi dán lại, hoặc đánh dấu bỏ các dòng ấy.")
        self.reason.setText(reason)
        self.write_button.setEnabled(not reason)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.reason, 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.write_button)
        set_state(self.reason, State.WARN)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(self.preview, 1)
        box.addWidget(self.error)
        box.addWidget(self.strip)
        box.addLayout(buttons)
        self.error.hide()
        fit_screen(self, 1000, 620)


def said(plan: ImportPlan | Outcome, before: str = "") -> str:
    """Say what a plan does: “sửa 12, thêm 3 đảng viên”."""
    actions = plan.actions if isinstance(plan, ImportPlan) else ()
    counts = {
        verdict: sum(one.verdict is verdict and one.subject is Subject.MEMBER for one in actions)
        for verdict in (Verdict.CHANGE, Verdict.ADD)
    }
    parts = [f"{verdict.label.lower()} {number(count)}" for verdict, count in counts.items() if count]
    return before + (f"{', '.join(parts)} đảng viên" if parts else "không có gì khác")
