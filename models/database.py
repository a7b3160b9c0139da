"""One data file, one door (style.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import get_ident
from typing import Any, Final

from sqlalchemy import URL, Connection, ExceptionContext, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from models import tables
from models.asking import driver, run
from models.errors import trouble_with_file
from models.progress import SILENT, Progress
from models.text import fold

APPLICATION_ID = 0x53434231  # "SCB1": marks our files (PRAGMA application_id)

Clock = Callable[[], datetime]
Listener = Callable[[frozenset[str]], None]


def _prepare(connection: Any, record: object) -> None:
    """Set up a new connection; DELETE journal because the officer carries one file on a USB stick."""
    del record
    connection.isolation_level = None  # our own BEGIN, so that DDL rolls back too
    # 32 MB of pages: a big list goes in without writing the same page many times. Their size is that of a new file;
    # half as many pages are half as many writes of a big list, and no search or mark is slower for it.
    for pragma in (
        "page_size=8192",
        "foreign_keys=ON",
        "journal_mode=DELETE",
        "synchronous=FULL",
        "busy_timeout=5000",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    connection.create_function("fold", 1, fold, deterministic=True)  # models.members searches names kept as written


def _begin(link: Connection) -> None:
    if not driver(link).in_transaction:  # else it was begun below SQLAlchemy, which now joins
        run(link, "BEGIN")


@contextmanager
def _transaction(link: Connection, begin: str = "BEGIN") -> Generator[None]:
    """Begin a transaction below SQLAlchemy; what was not committed (`_commit`) is rolled back.

    A session joins it when it is asked for rows of its own. To set up its transaction takes it about as long as SQLite
    needs for a mark, and a roll asks past it (models.asking).
    """
    run(link, begin)
    try:
        yield
    finally:
        if link.in_transaction():  # what SQLAlchemy takes for one, or the next to come would only join it
            link.rollback()
        if driver(link).in_transaction:
            run(link, "ROLLBACK")


def _commit(link: Connection) -> None:
    """Commit the transaction, whether or not SQLAlchemy joined it."""
    if link.in_transaction():
        link.commit()
    if driver(link).in_transaction:
        run(link, "COMMIT")


_TO_WRITE: Final = "BEGIN IMMEDIATE"


def _explain(context: ExceptionContext) -> None:
    """Turn trouble with the file itself (in use, full, gone) into its sentence: the officer can repair it."""
    if known := trouble_with_file(context.original_exception):
        raise known


def _newest_step(link: Connection) -> int:
    """Return the id of the newest step of the log, 0 for an empty one."""
    return run(link, "SELECT coalesce(max(id), 0) FROM step").fetchone()[0]


class Database:
    """The data file. `read()` and `write(label)` give a session; nothing mapped leaves the `with`.

    `listeners` hear the names of the tables a commit touched, after the commit.
    """

    def __init__(self, path: Path, *, user: str = "", clock: Clock = datetime.now) -> None:
        self.path = path
        self.user = user
        self.clock = clock
        self.listeners: list[Listener] = []
        self.engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(self.engine, "connect", _prepare)
        event.listen(self.engine, "begin", _begin)
        event.listen(self.engine, "handle_error", _explain)
        self._home = get_ident()
        self._kept: Connection | None = None
        self._is_busy = False  # the kept connection is in use
        self._readers = sessionmaker(autoflush=False)
        self._sessions: dict[sessionmaker[Session], Session] = {}  # those on the kept connection
        self._first_step: int | None = None
        self._taken_back: list[int] = []  # what redo would bring again, the last one first; only while the file is open

    @cached_property
    def _writers(self) -> sessionmaker[Session]:
        """What makes sessions whose changes are logged; the log is loaded with the first change, not to look."""
        from models import journal

        made = sessionmaker()
        event.listen(made, "after_flush", journal.note)
        event.listen(made, "before_flush", journal.number)
        return made

    @contextmanager
    def read(self) -> Generator[Session]:
        """Give a session for looking; what it might change is thrown away."""
        with self._link() as link, _transaction(link), self._session(link, self._readers) as session:
            yield session

    @contextmanager
    def write(self, label: str) -> Generator[Session]:
        """Give a session for one step: commits at the end, rolls back on any exception.

        `label` is the line of the log and the name of the undo entry, in the officer's words.
        """
        from models.journal import OpenStep

        tables.map_all()
        step = OpenStep(label, self.user, self.clock())
        with self._link() as link, _transaction(link, _TO_WRITE), self._session(link, self._writers) as session:
            session.info.update(step=step, touched=set[str]())
            self._remember_start(link)
            yield session
            if session.in_transaction():
                session.commit()
            _commit(link)
        if step.id is not None:  # newer work was done
            self._taken_back.clear()
        self._tell(frozenset(session.info["touched"]))

    def undo(self, *, of_this_run: bool = True, progress: Progress = SILENT) -> str | None:
        """Take back the newest step and return its label; None if there is none.

        `of_this_run` leaves alone what was done before the file was opened this time. Stopped (Cancelled out of
        `progress`), everything is as it was.
        """
        from models import journal

        with self._link() as link, _transaction(link, _TO_WRITE):
            self._remember_start(link)
            step = journal.last_done(link, (self._first_step or 0) if of_this_run else 0)
            touched = journal.revert(link, step, self.clock(), progress) if step else frozenset[str]()
            _commit(link)
        if step is not None:
            self._taken_back.append(step.id)
        self._tell(touched)
        return step.label if step else None

    def redo(self, *, progress: Progress = SILENT) -> str | None:
        """Do again the step taken back last and return its label; None if there is none.

        What was taken back before the file was opened this time stays so. It can be stopped as `undo` can.
        """
        if not self._taken_back:
            return None
        from models import journal

        with self._link() as link, _transaction(link, _TO_WRITE):
            step = journal.step(link, self._taken_back[-1])
            touched = journal.repeat(link, step, progress)
            _commit(link)
        self._taken_back.pop()
        self._tell(touched)
        return step.label

    def last_step(self) -> int:
        """Return the id of the newest step that still holds, 0 for none: greater than before once one was done."""
        from models import journal

        with self._link() as link, _transaction(link):
            step = journal.last_done(link)
            return 0 if step is None else step.id

    def rows_to_undo(self) -> int:
        """Return how many rows `undo` would put back: many take a while."""
        from models import journal

        with self._link() as link, _transaction(link):
            step = journal.last_done(link, self._first_step or 0)
            return 0 if step is None else journal.rows_of(link, step)

    def rows_to_redo(self) -> int:
        """Return how many rows `redo` would change again."""
        from models import journal

        with self._link() as link, _transaction(link):
            return journal.rows_of(link, journal.step(link, self._taken_back[-1])) if self._taken_back else 0

    def mark_start(self) -> None:
        """Let Ctrl+Z reach no further back than here: called when a file is opened, or filled with sample data."""
        with self._link() as link, _transaction(link):
            self._first_step = _newest_step(link)

    def close(self) -> None:
        """Let go of the file; a step at work still ends as it would have."""
        self.let_go()
        self.engine.dispose()

    def let_go(self) -> None:
        """Give the kept connection back to the pool; the next session takes it out again."""
        kept, self._kept = self._kept, None
        if kept is not None and not self._is_busy:
            kept.close()

    @contextmanager
    def _link(self) -> Generator[Connection]:
        """Give the connection that the thread of the window keeps; another one to other threads, or while it is busy.

        To take one out of the pool and put it back takes longer than SQLite needs for a mark.
        """
        if self._is_busy or get_ident() != self._home:
            with self.engine.connect() as link:
                yield link
            return
        link = self._kept = self._kept or self.engine.connect()
        self._is_busy = True
        try:
            yield link
        except BaseException:
            self._kept = None  # a COMMIT that was refused leaves SQLite inside it; the pool puts a connection right
            raise
        finally:
            self._is_busy = False
            if self._kept is not link:  # or the file was closed meanwhile
                link.close()

    @contextmanager
    def _session(self, link: Connection, maker: sessionmaker[Session]) -> Generator[Session]:
        """Give a session on a connection; on the kept one the same one again, empty, as to make one takes its time."""
        if link is not self._kept:
            with maker(bind=link) as session:
                yield session
            return
        session = self._sessions.get(maker)
        if session is None or session.bind is not link or session.in_transaction():  # changed after its step
            session = self._sessions[maker] = maker(bind=link)
        try:
            yield session
        finally:
            if session.in_transaction() or session.identity_map:
                session.close()

    def _remember_start(self, link: Connection) -> None:
        if self._first_step is None:
            self._first_step = _newest_step(link)

    def _tell(self, touched: frozenset[str]) -> None:
        if touched:
            for listener in list(self.listeners):
                listener(touched)
