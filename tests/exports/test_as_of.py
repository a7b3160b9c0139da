"""A figure of a day within a running period says what it would have said on that day: nothing later is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import statistics
from models.database import Database
from models.dates import Period
from models.indicators import INDICATORS, Facts, Scope
from models.statistics import Register
from tests.conftest import copied

_LATER = (  # what a book of the day did not have yet
    "UPDATE member SET official_on = NULL WHERE id IN (SELECT member_id FROM event WHERE kind = 'recognition' "
    "AND effective_on > :day)",  # the card does not tell another day once the event is gone
    *("DELETE FROM event WHERE effective_on > :day", "DELETE FROM stay WHERE since > :day"),
    "UPDATE stay SET until = NULL, ending = NULL WHERE until >= :day",
    *(f"DELETE FROM {name} WHERE since > :day" for name in ("post", "assignment", "cell_village")),
    *(f"UPDATE {name} SET until = NULL WHERE until >= :day" for name in ("post", "assignment", "cell_village")),
    "DELETE FROM attendance WHERE meeting_id IN (SELECT id FROM meeting WHERE held_on > :day)",
    "UPDATE meeting SET state = 'planned' WHERE held_on > :day AND state = 'recorded'",
    "UPDATE rating SET cell_rating = NULL WHERE cell_rated_on > :day",
    "UPDATE rating SET committee_rating = NULL WHERE committee_rated_on > :day",
    "UPDATE body_rating SET committee_rating = NULL WHERE decided_on > :day",
    "UPDATE class_participant SET certificate_on = NULL WHERE certificate_on > :day",
    "UPDATE training_class SET certified = NULL WHERE last_day > :day",
    "DELETE FROM class_participant WHERE class_id IN (SELECT id FROM training_class WHERE first_day > :day)",
    "DELETE FROM training_class WHERE first_day > :day",
    *(f"DELETE FROM {name} WHERE awarded_on > :day" for name in ("badge", "commendation", "body_commendation")),
    "DELETE FROM card_issue WHERE issued_on > :day AND NOT EXISTS (SELECT 1 FROM member WHERE member.id = member_id "
    "AND substr(issued_on, 1, length(card_issued_on)) = card_issued_on)",  # which says what the day on the card is of
    "DELETE FROM body_discipline WHERE effective_on > :day",
)
_DATED = (  # the commune in which everything happens leaves these days out
    "UPDATE rating SET cell_rated_on = date(year || '-10-05', '+' || (id % 90) || ' days') "
    "WHERE id % 4 AND cell_rating IS NOT NULL",
    "UPDATE rating SET committee_rated_on = date(year || '-11-20', '+' || (id % 90) || ' days') "
    "WHERE id % 4 AND committee_rating IS NOT NULL",
    "INSERT INTO body_rating (cell_id, year, quarter, own_rating, committee_rating, decided_on) "
    "SELECT id, 2025, 0, CASE WHEN id % 2 THEN 'httnv' END, 'htnv', date('2025-10-20', '+' || (id * 20) || ' days') "
    "FROM cell",
    "UPDATE training_class SET last_day = date(first_day, '+9 days')",
    "UPDATE class_participant SET certificate_on = (SELECT date(first_day, '+' || (class_participant.id % 10) || "
    "' days') FROM training_class WHERE id = class_id) WHERE certificate_on IS NOT NULL",
)


@contextmanager
def _book(source: Path, folder: Path, statements: tuple[str, ...], **asked: str) -> Iterator[Database]:
    """Give a copy of a book that some statements were run on."""
    folder.mkdir()
    path = folder / "mid.db"
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(path)) as link:
        read.backup(link)
        for statement in statements:
            link.execute(statement, asked)
        link.commit()
    (folder / "made").mkdir()
    with copied(path, folder / "made") as made:
        yield made


@pytest.fixture(scope="module")
def dated(busy: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with _book(busy.path, tmp_path_factory.mktemp("dated") / "all", _DATED) as made:
        yield made


def _figures(db: Database, period: Period, day: date) -> dict[str, Any]:
    """Return every indicator and every row of the official forms, with the names behind them."""
    found: dict[str, Any] = {}
    with db.read() as session:
        facts = Facts(session, Scope(period, day))
        for one in INDICATORS:
            figure = one.figure(facts)
            found[one.key] = figure.count, figure.of, figure.unknown
        known = Register(session).statistics(period, day, list(statistics.Group))
        for row in statistics.ROWS.values():
            figure = known.figure(row)
            found[row.key] = figure.value
    return found


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2026", "2026-11-10"),
        ("2026", "2026-06-16"),
        ("2025", "2025-11-17"),
        ("2025-Q4", "2025-11-14"),
        ("2025-12", "2025-12-14"),
        ("2026-02", "2026-02-16"),
        ("2025-12-15..2026-03-05", "2026-01-14"),
    ],
)
def test_what_was_written_since_is_in_no_figure_of_a_running_period(
    dated: Database, tmp_path: Path, asked: str, day: str
) -> None:
    period, on = Period.parse(asked), date.fromisoformat(day)
    of_now = _figures(dated, period, on)
    with _book(dated.path, tmp_path / "then", _LATER, day=day) as then:
        of_then = _figures(then, period, on)
    assert {key: (value, of_then[key]) for key, value in of_now.items() if value != of_then[key]} == {}
