"""Many new rows of one table as one line of the log: a list that comes in adds hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import ColumnElement, case, func

from models.tables import Change

Values = dict[str, object]


class Line(NamedTuple):
    """A row that a step changed; None before: a new one, None after: one taken away. Values as SQLite keeps them."""

    table: str
    row: int
    before: Values | None
    after: Values | None


_BEGINS: Final = "["  # a batch is a JSON array (names of the columns, then the rows), the values of one row an object


def insertion(table: str, names: Sequence[str]) -> str:
    """Return the SQL that logs every row of a table from an id on; parameters: step, table, first id, first id.

    SQLite makes the JSON itself, of what it keeps: no second walk over the rows. Without an index it can only go
    through them by their ids; a subquery in that order takes twice as long.
    """
    columns = ", ".join(names)
    quoted = ", ".join(f"'{name}'" for name in names)
    return (
        "INSERT INTO change (step_id, table_name, row_id, after) "
        f"SELECT ?, ?, ?, '[' || json_array({quoted}) || ',' || substr(json_group_array(json_array({columns})), 2) "
        f"FROM {table} NOT INDEXED WHERE id >= ?"
    )


def unpacked(table: str, row_id: int, before: Any, after: Any) -> Iterator[Line]:
    """Yield the rows that a line of the log speaks of: itself, or each of a batch; table, id, before, after."""
    if not isinstance(after, list):
        yield Line(table, row_id, before, after)
        return
    names, *rows = cast("list[list[Any]]", after)
    for row in rows:
        values: Values = dict(zip(names, row, strict=True))
        yield Line(table, cast("int", values["id"]), None, values)


def is_batch() -> ColumnElement[bool]:
    """Return the condition that a line of the log is a batch, for a query over Change; never NULL."""
    return func.coalesce(func.substr(Change.after, 1, 1), "") == _BEGINS


def rows_of_batch() -> ColumnElement[int]:
    """Return how many rows a batch has, for a query over Change."""
    return func.json_array_length(Change.after) - 1


def counted() -> ColumnElement[int]:
    """Return how many rows the lines of the log speak of, for a query over Change; 0 where there is no line."""
    rows = case((Change.id.is_(None), 0), (is_batch(), rows_of_batch()), else_=1)
    return func.coalesce(func.sum(rows), 0)
