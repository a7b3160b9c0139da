from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from models.progress import Progress
from ui import jobs as jobs_module
from ui.jobs import Job, Jobs
from ui.widgets.progress import ProgressStrip


@pytest.fixture
def jobs(qapp: QApplication):
    made = Jobs()
    yield made
    made.stop_all()


def test_the_result_arrives_on_the_windows_thread(jobs: Jobs, qapp: QApplication, qtbot) -> None:
    threads: list[object] = []

    def work(progress: Progress) -> int:
        threads.append(QThread.currentThread())
        progress.step(1, 1)
        return 42

    job = Job(work, jobs)
    heard: list[tuple[object, object]] = []
    job.succeeded.connect(lambda result: heard.append((result, QThread.currentThread())))
    with qtbot.waitSignal(job.finished):
        jobs.start(job)
    assert heard == [(42, qapp.thread())]
    assert threads[0] != qapp.thread()
    assert not jobs.busy


def test_a_failure_is_handed_over(jobs: Jobs, qtbot) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("hỏng")

    job = Job(work, jobs)
    with qtbot.waitSignal(job.failed) as heard, qtbot.assertNotEmitted(job.succeeded):
        jobs.start(job)
    assert isinstance(heard.args[0], ValueError)


def test_a_cancelled_job_stops_at_its_next_step(jobs: Jobs, qtbot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[int] = []

    def work(progress: Progress) -> None:
        for number in range(1000):
            progress.step(number, 1000)
            begun.set()
            go_on.wait(5)
            done.append(number)

    job = Job(work, jobs)
    jobs.start(job)
    assert begun.wait(5)
    job.cancel()
    with qtbot.waitSignal(job.stopped), qtbot.assertNotEmitted(job.succeeded):
        go_on.set()
    assert done == [0]


def test_jobs_queue_one_at_a_time(jobs: Jobs, qtbot) -> None:
    order: list[str] = []
    first = Job(lambda _p: order.append("first"), jobs)
    second = Job(lambda _p: order.append("second"), jobs)
    with qtbot.waitSignals([first.finished, second.finished], order="strict"):
        jobs.start(first)
        jobs.start(second)
    assert order == ["first", "second"]


def test_progress_is_told_at_most_every_50_ms(jobs: Jobs, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(number / 100 for number in range(1000))
    monkeypatch.setattr(jobs_module, "monotonic", lambda: next(clock))
    told: list[int] = []

    def work(progress: Progress) -> None:
        for number in range(1, 101):
            progress.step(number, 100)  # the clock moves 10 ms

    job = Job(work, jobs)
    job.progressed.connect(lambda done, _total, _text: told.append(done))
    with qtbot.waitSignal(job.finished):
        jobs.start(job)
    assert told[0] == 1
    assert told[-1] == 100
    assert 18 <= len(told) <= 22


def test_closing_stops_everything(qapp: QApplication) -> None:
    begun = threading.Event()
    stopped: list[bool] = []

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress.step(0, 0)
        finally:
            stopped.append(True)

    jobs = Jobs()
    jobs.start(Job(work, jobs))
    jobs.start(Job(work, jobs))
    assert begun.wait(5)
    jobs.stop_all()
    assert stopped == [True]


def test_the_strip_shows_what_is_done_and_stops_it(jobs: Jobs, qtbot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    told, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        progress.step(3, 10, "Đang đọc bản Tin Tốc")
        told.set()
        go_on.wait(5)
        progress.step(4, 10)

    job = Job(work, jobs)
    strip.follow(job, "Đang nhập")
    assert strip.words.text() == "Đang nhập"
    jobs.start(job)
    qtbot.waitUntil(lambda: strip.bar.value() == 3)
    assert strip.words.text() == "Đang đọc bản Tin Tốc"
    strip.stop.click()
    assert not strip.stop.isEnabled()
    with qtbot.waitSignal(job.stopped):
        go_on.set()
    assert not strip.isVisible()
