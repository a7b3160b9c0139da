"""A letter typed in the member search, against the same query through sqlite3, and painted against a bare table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import event

from models import members
from models.database import Database
from models.text import fold
from tests.bench.data import TODAY, opened
from tests.bench.timing import Result, compare

TYPED = ("l", "lo", "lo v", "lo va", "lo van", "lva")  # one letter after the other, and initials
Query = tuple[str, tuple[object, ...]]
ROUNDS = {1_500: 25, 50_000: 7}


def run(large: Path, crowd: Path) -> Iterator[Result]:
    """Measure the query alone, then the screen with its table painted."""
    for path, count in ((large, 1_500), (crowd, 50_000)):
        with closing(opened(path)) as db, closing(sqlite3.connect(path)) as link:
            link.create_function("fold", 1, fold, deterministic=True)  # as models.database gives it to SQLite
            queries = _queries(db)

            def floor(queries=queries, link=link) -> None:
                for statement, values in queries:
                    link.execute(statement, values).fetchall()

            def ours(db=db) -> None:
                for text in TYPED:
                    with db.read() as session:
                        members.search(session, text, on=TODAY)

            yield compare(_title(count, "rows at hand"), ours, floor, aim=2, rounds=ROUNDS[count])
            yield _painted(db, link, queries, count)


def _queries(db: Database) -> list[Query]:
    """Return what the search asks SQLite for each text, as plain SQL."""
    asked: list[Query] = []

    def note(_link: object, _cursor: object, statement: str, values: tuple[object, ...], *_rest: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    for text in TYPED:
        with db.read() as session:
            members.search(session, text, on=TODAY)
    event.remove(db.engine, "before_cursor_execute", note)
    return asked


def _painted(db: Database, link: sqlite3.Connection, queries: list[Query], count: int) -> Result:
    """Measure the screen with its table painted, against the bare query with a bare table of the same size painted."""
    from PySide6.QtWidgets import QTableView

    from tests.bench.window import BareRows, application
    from ui.members.screen import MembersScreen

    app = application()
    screen = MembersScreen(db)
    bare, rows = QTableView(), BareRows()
    bare.setModel(rows)
    for window in (screen, bare):
        window.resize(1366, 768)
        window.show()
    screen.reload()
    app.processEvents()

    def ours() -> None:
        for text in TYPED:
            screen.search.blockSignals(True)  # the pause after a letter is no work
            screen.search.setText(text)
            screen.search.blockSignals(False)
            screen.look()
            app.processEvents()

    def floor() -> None:
        for statement, values in queries:
            rows.show(link.execute(statement, values).fetchall())
            app.processEvents()

    result = compare(_title(count, "table painted"), ours, floor, aim=2, rounds=ROUNDS[count])
    for window in (screen, bare):
        window.hide()
        window.deleteLater()
    app.processEvents()
    return result


def _title(count: int, what: str) -> str:
    return f"a letter, {count} members: {what}"
