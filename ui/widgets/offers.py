"""Writing for many at once what the program can tell: everything is on the screen before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.database import Database
from models.progress import Progress
from models.text import number
from ui import messages, theme
from ui.jobs import Job, Jobs
from ui.tables import Column, RowsModel, Table
from ui.widgets.buttons import pass_enter, push_button
from ui.widgets.cards import Card
from ui.widgets.chips import KeyHints
from ui.widgets.labels import label
from ui.widgets.progress import ProgressStrip
from ui.widgets.room import fit_screen


@dataclass(frozen=True)
class OfferWords:
    """What such a list says: its title, what is offered, what follows, that nobody is offered anything.

    `button`, `step` (the log) and `done` hold {n}, how many are written; `more` how many lines are not sure.
    """

    title: str
    what: str
    after: str
    empty: str
    button: str
    step: str
    done: str
    more: str = ""


class OfferDialog(QDialog):
    """The list of those offered something; lines can be taken out, and only what is left is written, in one step.

    `offered` reads the lines, each with a `member_id`; `write` writes those of some members. Lines that are not sure
    are listed only once they are asked for.
    """

    written = Signal(str)
    """A sentence saying how much was written."""

    def __init__(
        self,
        db: Database,
        jobs: Jobs,
        words: OfferWords,
        columns: Sequence[Column[Any]],
        offered: Callable[[Any, date], Sequence[Any]],
        write: Callable[..., int],
        parent: QWidget | None = None,
        *,
        is_sure: Callable[[Any], bool] = lambda _row: True,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._jobs = jobs
        self._job: Job | None = None
        self._words = words
        self._write = write
        with db.read() as session:
            self._offers = offered(session, db.clock().date())
        self.setWindowTitle(self._words.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, 860, 600)
        self.model = RowsModel[Any](columns, self)
        self.table: Table[Any] = Table(self.model, key=lambda row: row.member_id)
        self.table.set_empty(self._words.empty)
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
        self._unsure = [row for row in self._offers if not is_sure(row)]
        self._list([row for row in self._offers if is_sure(row)])

    def take_out(self) -> None:
        """Leave the selected people out; nothing is written of them."""
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
        self._list(self._offers)

    def _list(self, rows: Sequence[Any]) -> None:
        self.model.set_rows(rows)
        if self.model.rows:
            self.table.selectRow(0)
        self._count()

    def save(self) -> None:
        """Write what is offered to those still listed (a job); stopping it writes nothing."""
        if not self.model.rows or self._job is not None:
            return
        ids = [row.member_id for row in self.model.rows]
        job = Job(partial(self._do, ids, self._words.step.format(n=number(len(ids)))), self._jobs)
        job.succeeded.connect(self._done)
        job.failed.connect(self._explain)
        job.stopped.connect(self._stopped)
        self._job = job
        self.strip.follow(job, self.tr("Đang ghi"))
        self._count()
        self._jobs.start(job)

    def _do(self, ids: list[int], words: str, progress: Progress) -> int:
        with self._db.write(words) as session:
            return self._write(session, ids, self._db.clock().date(), progress=progress)

    def reject(self) -> None:
        """Close without writing; not while it is being written."""
        if self._job is None:
            super().reject()

    def _done(self, count: int) -> None:
        self._job = None
        self.written.emit(self._words.done.format(n=number(count)))
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
        self.save_button.setText(self._words.button.format(n=number(left)))
        for button in (self.save_button, self.remove):
            button.setEnabled(left > 0 and self._job is None)
        is_more = bool(self._unsure) and not any(row in self._unsure for row in self.model.rows)
        more = self._words.more.format(n=number(len(self._unsure)))
        self.restore.setText(more if is_more else self.tr("Lấy lại đủ danh sách"))
        self.restore.setEnabled(left < len(self._offers) and self._job is None)
        self.cancel_button.setEnabled(self._job is None)

    def _build(self) -> None:
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
        box.addWidget(label(self._words.what, wrap=True))
        box.addWidget(label(self._words.after, "small", wrap=True))
        box.addWidget(card, 1)
        box.addLayout(tools)
        box.addWidget(self.strip)  # in a line of its own: beside the long button its words would be cut
        box.addLayout(bottom)
