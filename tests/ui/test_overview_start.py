"""*Tổng quan* as the window comes up: the figures first, what is left to do a moment later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.database import Database
from tests.models.builders import P, cell, held, people
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
    made.show()
    made.hide()
    asked: list[Any] = []
    made.jobs.started.connect(asked.append)
    with qtbot.waitSignal(made._later.timeout):
        pass
    assert made.waiting is None
    assert asked == []
    made.show()
    qtbot.waitUntil(lambda: made.waiting is not None)
