"""The commune in which everything happens with days it leaves out, and cut back to what was known of it on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from models.database import Database
from tests.conftest import copied

LATER = (  # what a book of the day did not have yet
    "UPDATE member SET official_on = NULL WHERE id IN (SELECT member_id FROM event WHERE kind = 'recognition' "
    "AND effective_on > :day)",  # the card does not tell another day once the event is gone
    *("DELETE FROM event WHERE effective_on > :day", "DELETE FROM stay WHERE since > :day"),
    "UPDATE stay SET until = NULL, ending = NULL WHERE until >= :day",
    *(f"DELETE FROM {name} WHERE since > :day" for name in ("post", "assignment")),
    *(f"UPDATE {name} SET until = NULL WHERE until >= :day" for name in ("post", "assignment")),
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
"""Takes out what a book of a day did not have yet."""
DATED = (
    "UPDATE rating SET cell_rated_on = date(year || '-10-05', '+' || (id % 90) || ' days') "
    "WHERE id % 4 AND cell_rating IS NOT NULL",
    "UPDATE rating SET committee_rated_on = date(year || '-11-20', '+' || (id % 90) || ' days') "
    "WHERE id % 4 AND committee_rating IS NOT NULL",
    "INSERT INTO body_rating (cell_id, year, quarter, own_rating, committee_rating, decided_on) "
    "SELECT id, 2025, 0, CASE WHEN id % 2 THEN 'httnv' END, "
    "CASE id WHEN 1 THEN 'khtnv' WHEN 3 THEN 'htxsnv' ELSE 'htnv' "
    "END, date('2025-10-20', '+' || (id * 20) || ' days') FROM cell",
    "UPDATE cell SET kind_id = (SELECT id FROM code_item WHERE list_name = 'cell_kind' AND code = CASE cell.id % 4 "
    "WHEN 0 THEN 'village' WHEN 1 THEN 'school' WHEN 2 THEN 'health' END)",
    "UPDATE cell SET valid_from = CASE id WHEN 4 THEN '2025-12-31' ELSE '2026-02-28' END WHERE id IN (2, 4, 5)",
    "INSERT INTO cell_village (cell_id, village_id, since, until) SELECT 1, id, '2024-01-01', '2026-03-17' "
    "FROM village WHERE id NOT IN (SELECT village_id FROM cell_village)",
    "UPDATE member SET born_on = (1999 + id % 4) || '-05-17' WHERE id % 2 AND id IN "
    "(SELECT member_id FROM event WHERE kind = 'admission')",
    "UPDATE training_class SET last_day = date(first_day, '+9 days')",
    "UPDATE class_participant SET certificate_on = (SELECT date(first_day, '+' || (class_participant.id % 10) || "
    "' days') FROM training_class WHERE id = class_id) WHERE certificate_on IS NOT NULL",
)
"""Gives days to ratings and certificates, and kinds to the cells."""


@contextmanager
def copy_of(source: Path, folder: Path, statements: tuple[str, ...], **asked: str) -> Iterator[Database]:
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
