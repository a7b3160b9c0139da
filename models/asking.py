"""Asking SQLite itself for columns: what a roll asks at every key, and every figure before it is reckoned.

SQLAlchemy builds the query and knows the types. Running a query that it compiled long ago takes it several times as
long as SQLite needs for the few rows of one meeting, so what is asked with every key goes past it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, Generic, TypeVarTuple, cast

from sqlalchemy import Connection, Date, Dialect, Integer, Select, String, bindparam, column, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from models.dates import PartialDate
from models.errors import trouble_with_file
from models.tables.base import PartialDateType

Columns = TypeVarTuple("Columns")
Turn = Callable[[Any], Any] | None
"""What turns a value into another; None where it stays as it is."""

_DIALECT: Final = sqlite.dialect()
_iso: Final[Callable[[PartialDate], str]] = attrgetter("iso")


def run(link: Connection, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Run one statement in the transaction of a connection, with values as SQLite keeps them.

    Trouble with the file itself raises KnownError, as everywhere.
    """
    with _told():
        return driver(link).execute(sql, values)


def driver(link: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection."""
    return cast("sqlite3.Connection", link.connection.driver_connection)


def link_of(session: Session) -> Connection:
    """Return the connection of a session, in a transaction.

    One that is in none any more is the session's own business: after a flush that failed it refuses to go on, where
    SQLite would keep each further statement by itself.
    """
    link = session.bind
    return link if isinstance(link, Connection) and driver(link).in_transaction else session.connection()


@contextmanager
def _told() -> Generator[None]:
    """Raise KnownError for trouble with the file itself."""
    try:
        yield
    except sqlite3.Error as error:
        if known := trouble_with_file(error):
            raise known from error
        raise


class Asked(Generic[*Columns]):
    """A query of columns that is compiled once; what it is asked with are the names of its `bindparam`s."""

    def __init__(self, query: Select[*Columns]) -> None:
        self._query = query

    def rows(self, session: Session, **values: Any) -> list[tuple[*Columns]]:
        """Return the rows with the values as Python has them; what is pending in the session is written first."""
        if session.autoflush and session.in_transaction():  # else nothing is pending
            session.flush()
        sql, parameters, readers = self._compiled
        asked = [fixed if name is None else kept(store, values[name]) for name, store, fixed in parameters]
        cursor = run(link_of(session), sql, asked)
        with _told():  # a drive may go away between two rows
            found = cursor.fetchall()
        if not found:
            return []
        stored = zip(*found, strict=True)
        columns = [map(read, column) if read else column for read, column in zip(readers, stored, strict=True)]
        return cast("list[tuple[*Columns]]", list(zip(*columns, strict=True)))

    @cached_property
    def _compiled(self) -> tuple[str, list[tuple[str | None, Turn, Any]], list[Turn]]:
        """The SQL; its parameters, by name and what stores them or by the stored value; what reads each column."""
        compiled = self._query.compile(dialect=_DIALECT)
        parameters: list[tuple[str | None, Turn, Any]] = []
        for name in compiled.positiontup or ():
            one = compiled.binds[name]
            store = storing(one.type, _DIALECT)
            parameters.append((one.key, store, None) if one.required else (None, None, kept(store, one.value)))
        readers: list[Turn] = [
            found.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) for found in self._query.selected_columns
        ]
        return str(compiled), parameters, readers


def columns(of: type[DeclarativeBase]) -> ReadOnlyColumnCollection[str, Any]:
    """Return the columns of a mapped class as those of its table.

    A query of columns needs no more, and SQLAlchemy compiles it in half the time; one of the attributes of a class has
    it first settle how all classes point at each other.
    """
    return of.__table__.c


def ids(name: str) -> Select[int]:
    """Return the ids of a parameter that is a JSON list, for `in_`: one query, however many they are."""
    return select(func.json_each(bindparam(name, type_=String)).table_valued(column("value", Integer)).c.value)


def storing(kind: Any, dialect: Dialect) -> Turn:
    """Return what turns a value of a column type into the one SQLite keeps; days by the shortest way, being so many."""
    if isinstance(kind, Date):
        return date.isoformat
    return _iso if isinstance(kind, PartialDateType) else kind.dialect_impl(dialect).bind_processor(dialect)


def kept(store: Turn, value: Any) -> Any:
    """Return a value as SQLite keeps it."""
    return value if value is None or store is None else store(value)


QUICK: Final = frozenset[Callable[[Any], Any]]({date.isoformat, _iso})
"""What `storing` returns that is faster done than looked up."""
