"""A box over the window while long work runs: what is being done, how far it is, *Dừng*; nothing else takes keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.progress import Progress
from ui import theme
from ui.jobs import Job, Jobs
from ui.widgets.progress import ProgressStrip

_LETTERS = 66  # so that the name of somebody in the work told has room beside the bar


class Waiting(QDialog):
    """Runs one piece of work as a job and closes when it has ended; Esc and the cross stop the work first.

    Connect to `job` before `start`. What is stopped leaves everything as it was.
    """

    def __init__(self, jobs: Jobs, work: Callable[[Progress], object], text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text)
        self.job = Job(work, jobs)
        self._jobs = jobs
        self._is_over = False
        self.strip = ProgressStrip()
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN * 2,) * 4)
        box.addWidget(self.strip)
        self.setMinimumWidth(max(theme.MARGIN * 45, self.fontMetrics().averageCharWidth() * _LETTERS))
        self.job.finished.connect(self._end)
        self.strip.follow(self.job, text)

    def start(self) -> None:
        """Show the box and begin."""
        self.open()
        self._jobs.start(self.job)

    def reject(self) -> None:
        """Ask the work to stop; the box closes when it has."""
        if self._is_over:
            super().reject()
        else:
            self.strip.stop.click()

    def _end(self) -> None:
        self._is_over = True
        self.reject()
