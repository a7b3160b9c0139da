"""Many new rows of one table as one line of the log: a list that comes in adds hundreds of thousands.

While they stand in their table, the line tells their columns and how many they are: `[[names], count]`. When they are
taken back it keeps them, for they are to come again: `[[names], [values], [values], ...]`. What they said as they came
is what they say now without the changes since, of which the log keeps each with what was there before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, case, func

from models.errors import KnownError
from models.tables import Change

DIFFERS: Final = "Không hoàn tác được vì dữ liệu đã được sửa bằng cách khác; mọi thứ vẫn giữ nguyên."

Values = dict[str, object]


class Line(NamedTuple):
    """A row that a step changed; None before: a new one, None after: one taken away. Values as SQLite keeps them."""

    table: str
    row: int
    before: Values | None
    after: Values | None


_BEGINS: Final = "["  # a batch is a JSON array, the values of one row an object
_COUNTED: Final = "$[1]"  # how many they are, or the first of them


def told(names: Sequence[str], count: int) -> str:
    """Return what the log says of rows that have come: their columns, the id among them, and how many they are."""
    return json.dumps([names, count])


def keep(link: Connection, step_id: int) -> None:
    """Let a step's batches keep their rows, which are about to go. Raises KnownError where one is gone already.

    SQLite makes the JSON itself, of what it keeps: no second walk over the rows. Without an index it can only go
    through them by their ids; a subquery in that order takes twice as long.
    """
    asked = """SELECT id, table_name, row_id, after FROM change
        WHERE step_id = ? AND substr(after, 1, 1) = ? AND json_type(after, ?) = 'integer'"""
    for line, table, first, after in link.exec_driver_sql(asked, (step_id, _BEGINS, _COUNTED)).all():
        names, count = cast("tuple[list[str], int]", json.loads(after))
        span = first, first + count - 1
        found = link.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE id BETWEEN ? AND ?", span).scalar_one()
        if found != count:
            raise KnownError(DIFFERS)
        if _later(link, line, table, span):
            rows = json.dumps([names, *_as_they_came(link, line, table, names, span)])
            link.exec_driver_sql("UPDATE change SET after = ? WHERE id = ?", (rows, line))
            continue
        quoted = ", ".join(f"'{name}'" for name in names)
        link.exec_driver_sql(
            f"UPDATE change SET after = (SELECT '[' || json_array({quoted}) || ',' || "
            f"substr(json_group_array(json_array({', '.join(names)})), 2) "
            f"FROM {table} NOT INDEXED WHERE id BETWEEN ? AND ?) WHERE id = ?",
            (*span, line),
        )


def unpacked(link: Connection, line: int, table: str, row_id: int, before: Any, after: Any) -> Iterator[Line]:
    """Yield the rows that a line of the log speaks of: itself, or each of a batch."""
    if not isinstance(after, list):
        yield Line(table, row_id, before, after)
        return
    names, *rows = cast("list[list[Any]]", after)
    if isinstance(rows[0], int):
        rows = _as_they_came(link, line, table, names, (row_id, row_id + rows[0] - 1))
    for row in rows:
        values: Values = dict(zip(names, row, strict=True))
        yield Line(table, cast("int", values["id"]), None, values)


def is_batch() -> ColumnElement[bool]:
    """Return the condition that a line of the log is a batch, for a query over Change; never NULL."""
    return func.coalesce(func.substr(Change.after, 1, 1), "") == _BEGINS


def rows_of_batch() -> ColumnElement[int]:
    """Return how many rows a batch has, for a query over Change."""
    is_counted = func.json_type(Change.after, _COUNTED) == "integer"
    return case((is_counted, func.json_extract(Change.after, _COUNTED)), else_=func.json_array_length(Change.after) - 1)


def counted() -> ColumnElement[int]:
    """Return how many rows the lines of the log speak of, for a query over Change; 0 where there is no line."""
    rows = case((Change.id.is_(None), 0), (is_batch(), rows_of_batch()), else_=1)
    return func.coalesce(func.sum(rows), 0)


def _as_they_came(
    link: Connection, line: int, table: str, names: Sequence[str], span: tuple[int, int]
) -> list[list[Any]]:
    """Return what the rows of a batch said when they came, in the order of their ids.

    A column or table that a later schema has no more is left empty.
    """
    there = {row[1] for row in link.exec_driver_sql(f"PRAGMA table_info({table})")}
    shared = [name for name in names if name in there]
    rows: dict[int, Values] = {}
    if shared:
        asked = f"SELECT {', '.join(shared)} FROM {table} WHERE id BETWEEN ? AND ?"
        for row in link.exec_driver_sql(asked, span):
            values: Values = dict(zip(shared, row, strict=True))
            rows[cast("int", values["id"])] = values
    for row_id, before, after in reversed(_later(link, line, table, span)):
        if after is not None and after.startswith(_BEGINS):  # a number can be given again
            gone = json.loads(after)
            count = gone[1] if isinstance(gone[1], int) else len(gone) - 1
            for one in range(row_id, row_id + count):
                rows.pop(one, None)
        elif before is None:
            rows.pop(row_id, None)
        else:
            rows[row_id] = {**rows.get(row_id, {}), **json.loads(before)}
    return [[rows[one].get(name) for name in names] for one in sorted(rows)]


def _later(link: Connection, line: int, table: str, span: tuple[int, int]) -> list[tuple[int, str | None, str | None]]:
    """Return what the log says after a line of some rows: id, before, after; what was undone is not in the table."""
    asked = """
        SELECT row_id, before, after FROM change JOIN step ON step.id = change.step_id
        WHERE change.id > ? AND table_name = ? AND undone_at IS NULL
        AND (row_id BETWEEN ? AND ? OR (substr(after, 1, 1) = '[' AND row_id < ?)) ORDER BY change.id"""
    return [(row[0], row[1], row[2]) for row in link.exec_driver_sql(asked, (line, table, *span, span[0]))]
