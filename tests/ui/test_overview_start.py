"""*Tổng quan* as the window comes up: the figures first, what is left to do a moment later."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models import office, rules, tables
from models.database import Database
from models.office import Office
from tests.heard import heard
from tests.models.builders import P, cell, held, people
from ui.jobs import Job
from ui.overview import cards
from ui.overview.screen import OverviewScreen


@pytest.fixture(autouse=True)
def _book(db: Database) -> None:
    """Two cells of ten; one member of the first was absent in October."""
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    with db.write("Dựng") as session:
        for start in (0, 10):
            key = cell(session, f"Chi bộ bản {start}")
            who = people(session, key, 10, start=start)
            held(session, key, date(2026, 10, 3), {} if start else {who[0]: P})


def test_the_window_comes_with_its_figures_and_then_says_what_is_left(db: Database, qtbot: QtBot) -> None:
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.resize(1170, 738)
    made.reload()  # as the window does before it is shown
    assert made.cards.cards[cards.RATE].figure.text() == "95 %"
    assert made.waiting is None
    assert made.todo.nothing.text() == "Đang xem còn việc gì…"
    made.show()
    qtbot.waitUntil(lambda: made.waiting is not None)
    again = OverviewScreen(db)
    qtbot.addWidget(again)
    again.show()
    again.reload()  # in view everything comes at once
    assert list(made.todo.rows) == list(again.todo.rows) != []
    assert made.cards.cards[cards.ADMITTED].figure.text() == "0"


def test_a_window_closed_at_once_reads_nothing_more(db: Database, qtbot: QtBot) -> None:
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.reload()
    made._later.setInterval(500)  # not over before the window is closed, however busy the machine is
    made.show()
    made.grab()  # a picture of it
    qtbot.waitUntil(made._later.isActive)
    made.hide()
    asked: list[Any] = []
    made.jobs.started.connect(asked.append)
    with qtbot.waitSignal(made._later.timeout):
        pass
    assert made.waiting is None
    assert asked == []
    made.show()
    qtbot.waitUntil(lambda: made.waiting is not None)


def test_the_window_is_painted_before_the_rest_is_read(db: Database, qtbot: QtBot) -> None:
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.reload()
    made.show()
    assert not made._later.isActive()
    made.grab()
    qtbot.waitUntil(lambda: made.waiting is not None)


def test_what_was_read_aside_gives_way_to_what_a_change_brought(db: Database, qtbot: QtBot) -> None:
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.reload()
    made.show()
    jobs: list[Job] = []
    made.jobs.started.connect(jobs.append)
    qtbot.waitUntil(lambda: bool(jobs))  # its answer comes through the event loop, which waits from here on
    with db.write("Ghi tên") as session:
        office.save(session, Office(commune="Đảng ủy xã Pú Sáy"))
    made.reload()
    assert "office" not in made.todo.rows
    made.jobs.stop_all()
    if made.jobs.busy:
        qtbot.waitSignal(jobs[0].finished).wait()
    assert "office" not in made.todo.rows


def test_the_screen_watches_every_table_it_asks(db: Database, qtbot: QtBot) -> None:
    known = set(tables.Base.metadata.tables)
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.show()
    with heard(db) as said:
        made.reload()
    asked = {name for one in said for name in re.findall(r"(?:FROM|JOIN) (\w+)", one) if name in known}
    assert {"meeting", "meeting_task", "stay"} < asked
    assert asked - {"step", "change"} <= made.watches


def test_the_line_names_its_target_with_a_comma(db: Database, qtbot: QtBot) -> None:
    with db.write("Mục tiêu") as session:
        card = rules.values_of(rules.book(session).on(date(2026, 1, 1)))
        card["target"] = 92.5
        rules.save(session, date(2026, 1, 1), card)
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.reload()
    assert made.line.target_text == "mục tiêu 92,5"
