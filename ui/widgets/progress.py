"""The strip that shows long work: what is being done, how far it is, and *Dừng*."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui import theme
from ui.jobs import Job
from ui.widgets.buttons import push_button
from ui.widgets.labels import ElidedLabel


class ProgressStrip(QWidget):
    """Shows one job at a time and hides when it has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = push_button(self.tr("Dừng"), "x")
        self._job: Job | None = None
        self._text = ""
        self.stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.MARGIN)
        row.addWidget(self.words, 3)
        row.addWidget(self.bar, 2)
        row.addWidget(self.stop)
        self.hide()

    def follow(self, job: Job, text: str = "") -> None:
        """Show this job until it ends; `text` says what it does until the job says more."""
        self._job = job
        self._text = text
        self.words.setText(text)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        job.progressed.connect(self.show_step)
        job.finished.connect(self._ended)
        self.show()

    def show_step(self, done: int, total: int, text: str = "") -> None:
        """Move the bar; a total of 0 means that nobody knows how long it takes."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.words.setText(text or self._text)

    def _cancel(self) -> None:
        self.stop.setEnabled(False)
        self.words.setText(self.tr("Đang dừng…"))
        if self._job:
            self._job.cancel()

    def _ended(self) -> None:
        self._job = None
        self.hide()
