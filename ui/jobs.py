"""Work too long for the window: one worker thread, progress at most every 50 ms, and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from PySide6.QtCore import Qt as QtNames

from models.progress import Cancelled, Progress

PAUSE = 0.05


class _Run(QRunnable):
    """Carries a job onto the worker thread."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        """Called by the pool, on the worker thread."""
        self._job.work()


class Job(QObject):
    """One piece of work; `work(progress)` runs on the worker thread and touches no widget.

    All signals arrive on the thread that made the job. Exactly one of `succeeded(result)`, `failed(exception)` and
    `stopped()` is emitted, then `finished()`. Give `Jobs` as the parent so that no screen can take the job with it.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    finished = Signal()
    _stepped = Signal(int, int, str)
    _ended = Signal(str, object)

    def __init__(self, work: Callable[[Progress], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = threading.Event()
        self._last = float("-inf")
        self._stepped.connect(self._tell_step, QtNames.ConnectionType.QueuedConnection)
        self._ended.connect(self._tell_end, QtNames.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report progress from the work; raises Cancelled once `cancel` was called."""
        if self._cancelled.is_set():
            raise Cancelled
        now = monotonic()
        if now - self._last >= PAUSE or done == total:
            self._last = now
            self._stepped.emit(done, total, text)

    def work(self) -> None:
        """Do the work on the worker thread and announce how it ended."""
        try:
            if self._cancelled.is_set():
                raise Cancelled
            result = self._work(self)
        except Cancelled:
            self._ended.emit("stopped", None)
        except Exception as error:  # whatever went wrong belongs to the listener of `failed`
            self._ended.emit("failed", error)
        else:
            self._ended.emit("succeeded", result)

    @Slot(int, int, str)
    def _tell_step(self, done: int, total: int, text: str) -> None:
        self.progressed.emit(done, total, text)

    @Slot(str, object)
    def _tell_end(self, how: str, what: object) -> None:
        if how == "succeeded":
            self.succeeded.emit(what)
        elif how == "failed":
            self.failed.emit(what)
        else:
            self.stopped.emit()
        self.finished.emit()


class Jobs(QObject):
    """The queue of jobs of one window: one at a time, in order."""

    started = Signal(Job)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: list[Job] = []

    @property
    def busy(self) -> bool:
        """Whether any job is running or waiting."""
        return bool(self._open)

    def start(self, job: Job) -> None:
        """Queue a job; it begins when those before it have ended."""
        job.setParent(self)
        self._open.append(job)
        job.finished.connect(self._forget)
        self.started.emit(job)
        self._pool.start(_Run(job))

    def stop_all(self) -> None:
        """Cancel everything and wait until the worker thread is idle; for closing the window."""
        for job in self._open:
            job.cancel()
        self._pool.waitForDone()

    @Slot()
    def _forget(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._open:
            self._open.remove(job)
            job.deleteLater()
