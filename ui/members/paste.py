"""Pasting into the member table: every change is shown, old and new, before one step writes them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from exports.readers import clip
from models import imports
from models.database import Database
from models.errors import KnownError
from models.imports import Action, Answers, ImportPlan, Outcome, Subject, Verdict
from models.members import MemberRow
from models.progress import SILENT, Progress
from models.text import number
from ui import messages, theme
from ui.data.import_preview import ImportPreview
from ui.jobs import Job, Jobs
from ui.keys import key_sequence
from ui.theme import State
from ui.unsaved import UnsavedDialog
from ui.widgets.labels import label, set_state
from ui.widgets.progress import ProgressStrip
from ui.widgets.room import fit_screen
from ui.widgets.waiting import Waiting

Planner = Callable[[Answers, Mapping[str, str], bool, Progress], ImportPlan]
"""Plans the block with the officer's answers, what words of schooling mean (models.outline.LEVELS), and whether text is
to be read as it is stored.
"""

MANY = 500
"""So many rows are planned by a job, under a box with its progress; fewer are there before one could be drawn."""


def plan_people(
    db: Database,
    text: str,
    html: str,
    fields: Sequence[str],
    shown: Set[int],
    cell_name: str | None,
    answers: Answers,
    marks: Mapping[str, str],
    as_stored: bool,
    progress: Progress,
) -> ImportPlan:
    """Plan a block that says whose its lines are; see `imports.plan_people`."""
    found = clip.block(text, html, as_stored=as_stored)
    assert found is not None  # it was there a moment ago, and is the same text
    on = db.clock().date()
    reading = clip.by_name(found, on, fields, marks)
    with db.read() as session:
        return imports.plan_people(
            session,
            reading,
            on,
            shown=shown,
            cell_name=cell_name,
            choices=answers.choices,
            decisions=answers.decisions,
            progress=progress,
        )


def plan_rows(
    db: Database,
    text: str,
    html: str,
    fields: Sequence[str],
    rows: Sequence[MemberRow],
    answers: Answers,
    marks: Mapping[str, str],
    as_stored: bool,
    progress: Progress,
) -> ImportPlan:
    """Plan a block row by row for the members at the same places; nothing is asked where the row says who it is."""
    del answers, marks
    found = clip.block(text, html, as_stored=as_stored)
    assert found is not None
    on = db.clock().date()
    reading = clip.by_place(found, fields, [row.full_name for row in rows], on)
    with db.read() as session:
        return imports.plan_rows(session, reading, on, [row.id for row in rows], progress=progress)


def plan_then(
    jobs: Jobs,
    work: Callable[[Progress], ImportPlan],
    count: int,
    window: QWidget,
    use: Callable[[ImportPlan], None],
) -> None:
    """Plan so many rows and use the plan; many of them while a box over the window shows how far it is."""
    if count < MANY:
        use(work(SILENT))
        return
    words = QCoreApplication.translate("PasteDialog", "Đang so khối dán với sổ")
    box = Waiting(jobs, work, words, window)
    box.job.succeeded.connect(use)
    box.job.failed.connect(partial(messages.explain, window))
    box.start()


def write_plan(db: Database, plan: ImportPlan, text: str, skip: bool, progress: Progress) -> Outcome:
    """Write a plan in one step of the log (a job)."""
    with db.write(text) as session:
        return imports.apply(session, plan, skip=skip, progress=progress)


class PasteDialog(UnsavedDialog):
    """The preview of a pasted block; *Ghi* writes it in one step, *Hủy bỏ* leaves everything as it was."""

    written = Signal(str)
    """A sentence saying what was written."""

    def __init__(
        self,
        db: Database,
        jobs: Jobs,
        make: Planner,
        plan: ImportPlan,
        parent: QWidget | None = None,
        *,
        words: Sequence[str] = (),
    ) -> None:
        """Of `words` of schooling is asked what they mean."""
        super().__init__(parent)
        self._db = db
        self._jobs = jobs
        self._job: Job | None = None
        self._make = make
        self._answers = Answers()
        self._is_answered = False
        self._marks = dict.fromkeys(words, "")
        self.setWindowTitle(self.tr("Dán từ Excel – xem trước"))
        self.preview = ImportPreview(has_file=False)
        self.error = label("", "error", wrap=True)
        self.strip = ProgressStrip()
        self.reason = label("", "muted", wrap=True)
        self.write_button = QPushButton(self.tr("Ghi"))
        self.write_button.setProperty("kind", "primary")
        self.write_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Hủy bỏ"))
        self._build()
        self.preview.answered.connect(self._take_answer)
        self.preview.meanings.told.connect(self._tell_mark)
        self.preview.decided.connect(self._show_state)
        self.preview.as_stored.connect(lambda _on: self._look())
        self.preview.looked_through.connect(self._go_on)  # Enter in the list, and Enter again writes
        self.write_button.clicked.connect(self.write)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key_sequence(keys), self, self.write_button.click)
        self.preview.meanings.ask(self._marks, are_levels=True)
        self._show_plan(plan)
        self.preview.table.setFocus()

    def _go_on(self) -> None:
        (self.preview.open_choice() or self.write_button).setFocus(Qt.FocusReason.TabFocusReason)

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
        answers = self._answers  # a job reads them while the officer may answer on
        work = partial(self._make, answers, dict(self._marks), self.preview.keep_text.isChecked())
        plan_then(self._jobs, work, len(self.plan.actions), self, self._show_plan)

    def has_unsaved(self) -> bool:
        """Whether anything was answered; what was pasted itself is still where it came from."""
        return self._is_answered

    def _take_answer(self, action: Action, chosen: int) -> None:
        self._is_answered = True
        self._answers = self._answers.with_one(action, chosen)
        self._look()

    def _tell_mark(self, mark: str, key: str) -> None:
        self._is_answered = True
        self._marks[mark] = key
        self._look()

    def _show_plan(self, plan: ImportPlan) -> None:
        self.plan = plan
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
        buttons.addWidget(self.write_button)
        buttons.addWidget(self.cancel_button)
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
    """Say what a plan does: “sửa 12, thêm 3 đảng viên”; where it does nothing, what its lines wait for."""
    actions = plan.actions if isinstance(plan, ImportPlan) else ()
    counts = {
        verdict: sum(one.verdict is verdict and one.subject is Subject.MEMBER for one in actions)
        for verdict in (Verdict.CHANGE, Verdict.ADD)
    }
    parts = [f"{verdict.label.lower()} {number(count)}" for verdict, count in counts.items() if count]
    if parts:
        return before + f"{', '.join(parts)} đảng viên"
    refused = {verdict: sum(one.verdict is verdict for one in actions) for verdict in (Verdict.ERROR, Verdict.ASK)}
    lines = [f"{number(count)} dòng {verdict.label.lower()}" for verdict, count in refused.items() if count]
    return before + (f"chưa dòng nào ghi được, {', '.join(lines)}" if lines else "không có gì khác")
