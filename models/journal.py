"""The log of every change, and taking a step back with it (style.md 2)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Dialect, func, insert, select, update
from sqlalchemy import inspect as inspect_row
from sqlalchemy.orm import LoaderCallableStatus, Mapper, Session, UOWTransaction

from models import log_batches, tables, taking_back
from models.asking import QUICK, kept, link_of, run, storing
from models.bulk import insert_rows
from models.log_batches import Line, Values
from models.progress import SILENT, Progress
from models.tables import Change, Step

_MANY = 20
_LOG_TABLES = frozenset({"step", "change"})


@dataclass(frozen=True)
class StepRow:
    """One line of the log: what was done, by whom, when, how many rows it changed, when it was taken back."""

    id: int
    label: str
    user: str
    at: datetime
    rows: int
    undone_at: datetime | None


@dataclass
class OpenStep:
    """The step a write transaction is filling; its row is made with the first change."""

    label: str
    user: str
    at: datetime
    id: int | None = None


def note(session: Session, context: UOWTransaction) -> None:
    """Write down, after a flush, every row it added, changed or deleted (event `after_flush`)."""
    del context
    rows: list[dict[str, object]] = []
    touched = cast("set[str]", session.info["touched"])
    for row in session.new:
        _add(rows, touched, row, before=None, after=_made(session, row))
    for row in sorted(session.dirty, key=_place):  # a set: without an order, the log would differ from run to run
        before, after = _difference(session, row)
        if after:
            _add(rows, touched, row, before=before, after=after)
    for row in session.deleted:
        was, _now = _difference(session, row)  # what was set and never written is not what undo brings back
        _add(rows, touched, row, before=stored(session, row) | was, after=None)
    if rows:
        step_id = _step_id(session)
        session.connection().execute(insert(Change), [{**row, "step_id": step_id} for row in rows])


def number(session: Session, context: UOWTransaction, instances: object) -> None:
    """Give ids to many new rows of one kind before a flush, so that they go in together (event `before_flush`).

    Without ids SQLite would be asked for each one by itself. Only this transaction can write, so none is taken.
    """
    del context, instances
    new: dict[type[tables.Base], list[Any]] = defaultdict(list)
    for row in session.new:
        if row.id is None:
            new[type(row)].append(row)
    for kind, rows in new.items():
        if len(rows) >= _MANY:
            last = session.connection().execute(select(func.max(kind.__table__.c.id))).scalar() or 0
            for key, row in enumerate(rows, last + 1):
                row.id = key


def insert_many(session: Session, kind: type[tables.Base], columns: Mapping[str, Sequence[Any]]) -> range:
    """Insert many new rows of one table, given as columns, and write them into the log, past the ORM; return their ids.

    Columns not named are empty. Write everything else that is pending first.
    """
    stores = _columns(kind, session.get_bind().dialect)
    stored = [_kept_many(column, store) if (store := stores[name]) else column for name, column in columns.items()]
    return insert_kept(session, kind, tuple(columns), list(zip(*stored, strict=True)))


def insert_kept(
    session: Session, kind: type[tables.Base], names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> range:
    """Insert new rows as `insert_many` does, given row by row with their values as SQLite keeps them."""
    if not rows:
        return range(0)
    link = session.connection()
    table = kind.__tablename__
    first = _next_id(link, table)
    insert_rows(link, table, names, rows)
    return _logged(session, table, names, range(first, first + len(rows)))


def insert_chosen(
    session: Session, kind: type[tables.Base], names: Sequence[str], query: str, parameters: tuple[Any, ...] = ()
) -> range:
    """Insert the rows that an SQL query gives, in its order, as `insert_kept` does; they never come into Python."""
    link = session.connection()
    table = kind.__tablename__
    first = _next_id(link, table)
    count = link.exec_driver_sql(f"INSERT INTO {table} ({', '.join(names)}) {query}", parameters).rowcount
    return _logged(session, table, names, range(first, first + count))


def _next_id(link: Connection, table: str) -> int:
    """Return the id from which SQLite numbers new rows on; only this transaction can write."""
    return 1 + (link.exec_driver_sql(f"SELECT max(id) FROM {table}").scalar() or 0)


def _logged(session: Session, table: str, names: Sequence[str], ids: range) -> range:
    """Write new rows into the log as one batch and return their ids."""
    if ids:
        line = _step_id(session), table, ids.start, log_batches.told(("id", *names), len(ids))
        run(link_of(session), "INSERT INTO change (step_id, table_name, row_id, after) VALUES (?, ?, ?, ?)", line)
        cast("set[str]", session.info["touched"]).add(table)
    return ids


def _kept_many(column: Iterable[Any], store: Callable[[Any], Any]) -> list[Any]:
    """Return the values of a column as SQLite keeps them."""
    if store in QUICK:
        return [None if one is None else store(one) for one in column]
    known: dict[Any, Any] = {None: None}
    found: list[Any] = []
    for one in column:
        if one not in known:
            known[one] = store(one)
        found.append(known[one])
    return found


def change_one(
    session: Session, kind: type[tables.Base], row_id: int, before: Mapping[str, Any], after: Values
) -> None:
    """Set some columns of one row and write it into the log at once, past the ORM; what is as before stays out.

    `before` and `after` are values by column, as Python has them. The row must not be loaded in this session.
    """
    store = _columns(kind, session.get_bind().dialect)
    was, now = (
        {name: kept(store[name], values[name]) for name in after if before[name] != after[name]}
        for values in (before, after)
    )
    if not now:
        return
    link = link_of(session)
    table = kind.__tablename__
    columns = ", ".join(f"{name} = ?" for name in now)
    run(link, f"UPDATE {table} SET {columns} WHERE id = ?", (*now.values(), row_id))
    line = _step_id(session), table, row_id, json.dumps(was), json.dumps(now)
    run(link, "INSERT INTO change (step_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?)", line)
    cast("set[str]", session.info["touched"]).add(table)


def _place(row: object) -> tuple[str, int]:
    return row.__tablename__, row.id  # type: ignore[attr-defined]


def _add(
    rows: list[dict[str, object]], touched: set[str], row: object, *, before: Values | None, after: Values | None
) -> None:
    table = cast("str", row.__tablename__)  # type: ignore[attr-defined]
    if table in _LOG_TABLES:
        return
    touched.add(table)
    rows.append({"table_name": table, "row_id": row.id, "before": before, "after": after})  # type: ignore[attr-defined]


def _step_id(session: Session) -> int:
    """Return the open step's id, making its row on first use."""
    step = cast("OpenStep", session.info["step"])
    if step.id is None:
        values = step.label, step.user, step.at.isoformat(" ", "microseconds")
        made = run(link_of(session), "INSERT INTO step (label, user, at) VALUES (?, ?, ?)", values)
        step.id = cast("int", made.lastrowid)
    return step.id


def _made(session: Session, row: object) -> Values:
    """Return all columns of a row just made; what nobody set is empty."""
    values = vars(row)
    found: Values = {}
    for name, store in _columns(type(row), session.get_bind().dialect).items():
        found[name] = kept(store, values.get(name))
    return found


@lru_cache(maxsize=64)
def _columns(kind: type[object], dialect: Dialect) -> dict[str, Callable[[Any], Any] | None]:
    """Return the columns of a table with what turns a value into the one SQLite keeps."""
    mapper = cast("Mapper[Any]", inspect_row(kind))
    return {one.key: storing(one.type, dialect) for one in mapper.columns}


def stored(session: Session, row: object) -> Values:
    """Return all columns of a row as the values SQLite keeps."""
    columns = _columns(type(row), session.get_bind().dialect)
    return {name: kept(store, getattr(row, name)) for name, store in columns.items()}


def _difference(session: Session, row: object) -> tuple[Values, Values]:
    """Return what a row said before and says now, as SQLite keeps it, in the columns that differ."""
    before: Values = {}
    after: Values = {}
    loaded = cast("dict[str, Any]", inspect_row(row).committed_state)  # type: ignore[union-attr]
    if not loaded:
        return before, after
    for name, store in _columns(type(row), session.get_bind().dialect).items():
        if name not in loaded:
            continue  # nobody set it: asking SQLAlchemy for the history of every column takes long
        old, new = loaded[name], getattr(row, name)
        if old is LoaderCallableStatus.NO_VALUE:
            old = None
        if old != new:
            before[name], after[name] = kept(store, old), kept(store, new)
    return before, after


def last_done(link: Connection, after_step: int = 0) -> Step | None:
    """Return the newest step that still holds, made after `after_step`."""
    return _step(link, select(Step).where(Step.undone_at.is_(None), Step.id > after_step).order_by(Step.id.desc()))


def step(link: Connection, step_id: int) -> Step:
    """Return one step."""
    found = _step(link, select(Step).where(Step.id == step_id))
    assert found is not None  # steps are never deleted
    return found


def _step(link: Connection, query: Any) -> Step | None:
    found = link.execute(query.limit(1)).mappings().first()
    return None if found is None else Step(**found)


def revert(link: Connection, step: Step, at: datetime, progress: Progress = SILENT) -> frozenset[str]:
    """Put every row of a step back to what it was before; return the tables touched. Raises as `taking_back` does."""
    touched = taking_back.revert(link, step.id, progress)
    link.execute(update(Step).where(Step.id == step.id).values(undone_at=at))
    return touched


def repeat(link: Connection, step: Step, progress: Progress = SILENT) -> frozenset[str]:
    """Do a step that was taken back once more; return the tables touched. Raises as `taking_back` does."""
    touched = taking_back.repeat(link, step.id, progress)
    link.execute(update(Step).where(Step.id == step.id).values(undone_at=None))
    return touched


def rows_of(link: Connection, step: Step) -> int:
    """Return how many rows a step changed."""
    return link.execute(select(log_batches.counted()).where(Change.step_id == step.id)).scalar_one()


def put(session: Session, changes: Iterable[Line]) -> None:
    """Bring rows from one stored state to another in the step at hand: table, row id, as it is, as it shall be.

    None is no row. What is loaded in the session is forgotten, since it may have changed.
    """
    session.flush()
    changes = list(changes)
    if not changes:
        return
    link = session.connection()
    cast("set[str]", session.info["touched"]).update(taking_back.put(link, changes))
    step_id = _step_id(session)
    rows = [{"table_name": t, "row_id": r, "before": now, "after": then} for t, r, now, then in changes]
    link.execute(insert(Change), [{**row, "step_id": step_id} for row in rows])
    session.expire_all()


def standing(session: Session) -> tuple[int, int]:
    """Return what no step done, taken back or done again leaves as it was: the newest step, and how many hold.

    The step that the session itself is filling does not count.
    """
    session.flush()
    open_step = session.info.get("step")
    own = open_step.id if isinstance(open_step, OpenStep) else None
    query = select(func.max(Step.id), func.count(Step.id).filter(Step.undone_at.is_(None)))
    newest, held = session.execute(query if own is None else query.where(Step.id != own)).one()
    return newest or 0, held


def log(session: Session, limit: int = 200, before: int | None = None) -> list[StepRow]:
    """Return the newest lines of the log, newest first; `before` pages on from a step id."""
    query = (
        select(Step.id, Step.label, Step.user, Step.at, log_batches.counted(), Step.undone_at)
        .outerjoin(Change, Change.step_id == Step.id)
        .group_by(Step.id)
        .order_by(Step.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Step.id < before)
    return [StepRow(*row) for row in session.execute(query)]


def said_before(session: Session, table: str, row_id: int, column: str) -> set[object]:
    """Return what a column of a row said before steps that still hold; what was undone was never said."""
    query = (
        select(func.json_extract(Change.before, f"$.{column}"))
        .join(Step, Step.id == Change.step_id)
        .where(Change.table_name == table, Change.row_id == row_id, Step.undone_at.is_(None))
    )
    return {value for value in session.scalars(query) if value is not None}
