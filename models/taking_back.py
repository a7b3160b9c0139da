"""Taking a step of the log back, and doing it again: every row as it was before, or after.

A list of 50,000 members is some hundred lines of the log, each of thousands of new rows (`log_batches`). They are
taken away, or put back, as SQLite keeps them: a dictionary for each row would fill the memory of a small computer.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Connection, String, case, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.exc import IntegrityError

from models import log_batches
from models.bulk import indexes_aside, insert_rows, without_collecting
from models.errors import KnownError
from models.log_batches import DIFFERS, Line, Values
from models.progress import SILENT, Progress
from models.tables import Change

_A_WHILE: Final = 500  # rows one by one between two looks at whether to stop


class _Batch(NamedTuple):
    """A line of the log with many new rows of one table, numbered on from `first`."""

    line: int
    table: str
    first: int
    rows: int


def revert(link: Connection, step_id: int, progress: Progress = SILENT) -> frozenset[str]:
    """Put every row of a step back to what it was before; return the tables touched.

    Raises KnownError, and Cancelled out of `progress`; the caller's transaction is then to be rolled back.
    """
    log_batches.keep(link, step_id)
    batches, changes = _read(link, step_id)
    work = _Work(link, progress, sum(batch.rows for batch in batches) + len(changes))
    with without_collecting(), _told():
        for table, some in groupby(reversed(_by_table(batches)), key=lambda batch: batch.table):
            work.remove(table, list(some))
        # the last one first: a number may have gone from one row to the next
        work.put([Line(table, row, after, before) for table, row, before, after in reversed(changes)])
    return frozenset(one.table for one in batches) | frozenset(change[0] for change in changes)


def repeat(link: Connection, step_id: int, progress: Progress = SILENT) -> frozenset[str]:
    """Do a step that was taken back once more; return the tables touched. Raises as `revert` does."""
    batches, changes = _read(link, step_id)
    work = _Work(link, progress, sum(batch.rows for batch in batches) + len(changes))
    with without_collecting(), _told():
        work.put(changes)
        for table, some in groupby(_by_table(batches), key=lambda batch: batch.table):
            work.bring(table, list(some))
    return frozenset(one.table for one in batches) | frozenset(change[0] for change in changes)


@contextmanager
def _told() -> Generator[None]:
    """Say that something else holds what is there only once: it was written past this program."""
    try:
        yield
    except IntegrityError as error:
        raise KnownError(DIFFERS) from error


def put(link: Connection, changes: Sequence[Line], progress: Progress = SILENT) -> frozenset[str]:
    """Bring rows from one stored state to another: table, row id, as it is, as it shall be; return the tables.

    Raises IntegrityError where another row holds what may be there only once.
    """
    _Work(link, progress, len(changes)).put(changes)
    return frozenset(table for table, *_rest in changes)


def lines_of(link: Connection, step_id: int) -> Iterator[Line]:
    """Yield what a step changed, row by row: table, row id, values before, values after (stored form)."""
    query = select(Change.id, Change.table_name, Change.row_id, Change.before, Change.after)
    for line in link.execute(query.where(Change.step_id == step_id).order_by(Change.id)):
        yield from log_batches.unpacked(link, *line)


def heads_of(link: Connection, step_id: int) -> Iterator[tuple[Line, int]]:
    """Yield the lines of a step as they stand, each with how many rows it speaks of; a batch without its values."""
    whole = case((log_batches.is_batch(), "{}"), else_=sql_cast(Change.after, String))
    rows = case((log_batches.is_batch(), log_batches.rows_of_batch()), else_=1)
    query = select(Change.table_name, Change.row_id, Change.before, whole, rows)
    for table, row, before, after, count in link.execute(query.where(Change.step_id == step_id).order_by(Change.id)):
        yield Line(table, row, before, None if after is None else json.loads(after)), count


def _read(link: Connection, step_id: int) -> tuple[list[_Batch], list[Line]]:
    """Return a step's batches as they stand, and its other changes folded; all folded if one touches a batch's row."""
    query = select(Change.id, Change.table_name, Change.row_id, log_batches.rows_of_batch())
    query = query.where(Change.step_id == step_id, log_batches.is_batch())
    batches = [_Batch(*row) for row in link.execute(query.order_by(Change.id))]
    if not batches:
        return [], _folded(lines_of(link, step_id))
    others = select(Change.table_name, Change.row_id, Change.before, Change.after)
    others = others.where(Change.step_id == step_id, ~log_batches.is_batch())
    single = _folded(Line(*row) for row in link.execute(others.order_by(Change.id)))
    spans: dict[str, list[range]] = defaultdict(list)
    for batch in batches:
        spans[batch.table].append(range(batch.first, batch.first + batch.rows))
    if any(row in span for table, row, *_rest in single for span in spans[table]):
        return [], _folded(lines_of(link, step_id))
    return batches, single


def _by_table(batches: list[_Batch]) -> list[_Batch]:
    """Return batches table by table, in the order in which the tables first came; within one, as they came."""
    order = list(dict.fromkeys(batch.table for batch in batches))
    return sorted(batches, key=lambda batch: order.index(batch.table))


def _folded(lines: Iterable[Line]) -> list[Line]:
    """Return the lines of a step with several changes of one row folded into one."""
    net: dict[tuple[str, int], list[Values | None]] = {}
    for table, row, before, after in lines:
        known = net.get((table, row))
        if known is None:
            net[table, row] = [before, after]
            continue
        first, last = known
        if first is not None and before is not None:
            first = {**before, **first}
        net[table, row] = [first, None if after is None else {**(last or {}), **after}]
    return [
        Line(table, row, pair[0], pair[1]) for (table, row), pair in net.items() if any(p is not None for p in pair)
    ]


class _Work:
    """Brings rows from one state to another and tells how far it is."""

    def __init__(self, link: Connection, progress: Progress, total: int) -> None:
        self._link = link
        self._progress = progress
        self._total = total
        self._done = 0
        link.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def remove(self, table: str, batches: list[_Batch]) -> None:
        """Take the rows of batches away, the last ones first."""
        with indexes_aside(self._link, (table,), sum(batch.rows for batch in batches), are_going=True):
            for batch in batches:
                self._step(batch.rows)
                span = (batch.first, batch.first + batch.rows - 1)
                found = self._link.exec_driver_sql(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", span)
                _all(found.rowcount, batch.rows)

    def bring(self, table: str, batches: list[_Batch]) -> None:
        """Put the rows of batches in again."""
        with indexes_aside(self._link, (table,), sum(batch.rows for batch in batches)):
            for batch in batches:
                self._step(batch.rows)
                kept = self._link.execute(select(sql_cast(Change.after, String)).where(Change.id == batch.line))
                names, *rows = cast("list[list[Any]]", json.loads(kept.scalar_one()))
                self._insert(table, names, list(map(tuple, rows)))

    def put(self, changes: Iterable[Line]) -> None:
        """Bring rows from their state `before` to their state `after`; deletes first, so that unique keys are free."""
        changes = list(changes)
        gone: dict[str, list[tuple[int]]] = defaultdict(list)
        back: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
        for table, row, now, then in changes:
            if then is None:
                gone[table].append((row,))
            elif now is None:
                back[table, tuple(then)].append(tuple(then.values()))
        for table, rows in gone.items():
            for some in _some(rows):
                self._step(len(some))
                _all(self._link.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", some).rowcount, len(some))
        waiting: list[Line] = []
        for some in _some([one for one in changes if one[2] is not None and one[3] is not None]):
            self._step(len(some))
            waiting += [one for one in some if not self._is_updated(one)]
        self._untangle(waiting)
        for (table, names), rows in back.items():
            for some in _some(rows):
                self._step(len(some))
                self._insert(table, names, some)

    def _untangle(self, waiting: list[Line]) -> None:
        """Bring rows to what others held that were to have something else first; two may have changed places."""
        is_cut = False
        while waiting:
            still = [one for one in waiting if not self._is_updated(one)]
            if len(still) == len(waiting):
                if is_cut:
                    self._update(still[0])  # somebody outside of these rows has it: say so
                for one in still:
                    self._let_go(one)
                is_cut = True
            waiting = still

    def _is_updated(self, one: Line) -> bool:
        """Bring a row to its new state; tell whether that could be: another may still hold what is there only once."""
        try:
            self._update(one)
        except IntegrityError:
            return False
        return True

    def _update(self, one: Line) -> None:
        then = one.after or {}
        columns = ", ".join(f'"{name}" = ?' for name in then)
        statement = f"UPDATE {one.table} SET {columns} WHERE id = ?"
        _all(self._link.exec_driver_sql(statement, (*then.values(), one.row)).rowcount, 1)

    def _let_go(self, one: Line) -> None:
        """Let a row about to change hold meanwhile, of what is there only once, something nobody else has."""
        indexes = [row[1] for row in self._link.exec_driver_sql(f'PRAGMA index_list("{one.table}")') if row[2]]
        held = {row[2] for name in indexes for row in self._link.exec_driver_sql(f'PRAGMA index_info("{name}")')}
        columns = ", ".join(f'"{name}" = -id' for name in one.after or {} if name in held)
        if columns:
            self._link.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            try:
                self._link.exec_driver_sql(f"UPDATE {one.table} SET {columns} WHERE id = ?", (one.row,))
            finally:  # no rollback ends it, and others use the connection next
                self._link.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")

    def _insert(self, table: str, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        _all(insert_rows(self._link, table, [f'"{name}"' for name in names], rows), len(rows))

    def _step(self, count: int) -> None:
        self._progress.step(self._done, self._total)
        self._done += count


def _some(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), _A_WHILE):
        yield rows[start : start + _A_WHILE]


def _all(count: int, wanted: int) -> None:
    if count != wanted:
        raise KnownError(DIFFERS)
