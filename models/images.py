"""Rows as they were: which rows hang on one, what taking it out changes, and putting all of it back.

A change is (table, row id, values before, values after) as the log has it; None for no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias, cast

from sqlalchemy import ForeignKey, Table, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import journal, tables
from models.change_words import ROWS
from models.errors import KnownError
from models.journal import Values
from models.log_batches import Line
from models.text import number

Change = tuple[str, int, Values | None, Values | None]
Links: TypeAlias = "Iterator[tuple[type[tables.Base], str]]"

_NOT_WITHOUT: Final = frozenset({("class_participant", "member_id"), ("term", "cell_id"), ("former", "cell_id")})
"""Columns that may be empty, but not in a row that was made for this one."""
_CAN_BE_MISSED: Final = frozenset({"attendance"})
"""Rows that are left out if what they belong to is gone meanwhile."""


def links(table: str) -> Links:
    """Yield the columns (mapped class, name) that point at a table, in a steady order."""
    for mapper in sorted(tables.Base.registry.mappers, key=lambda one: str(one.local_table)):
        own = cast("Table", mapper.local_table)
        for column in own.columns:
            if any(key.column.table.name == table for key in column.foreign_keys):
                yield mapper.class_, column.name


def is_part(kind: type[tables.Base], column: str) -> bool:
    """Tell whether a row goes with the one its column points at, instead of only losing the mention of it."""
    table = cast("Table", kind.__table__)
    return not table.columns[column].nullable or (table.name, column) in _NOT_WITHOUT


def pointing(session: Session, row: Any) -> Iterator[tuple[Any, type[tables.Base], str]]:
    """Yield every row that points at one, with its kind and the name of the column."""
    for kind, column in links(row.__tablename__):
        found = session.scalars(select(kind).where(getattr(kind, column) == row.id).order_by("id")).all()
        yield from ((one, kind, column) for one in found)


def take_out(session: Session, row: Any) -> list[Change]:
    """Delete a row with all that is part of it, and clear every mention of it; return the changes made."""
    changes: list[Change] = []
    for child, kind, column in list(pointing(session, row)):
        if is_part(kind, column):
            changes += take_out(session, child)
        else:
            changes.append(set_values(session, child, {column: None}))
    session.flush()
    changes.append((row.__tablename__, row.id, journal.stored(session, row), None))
    session.delete(row)
    session.flush()
    return changes


def parts(session: Session, row: Any) -> Iterator[Change]:
    """Yield what would go with a row, as changes without their values."""
    for child, kind, column in pointing(session, row):
        if is_part(kind, column):
            yield child.__tablename__, child.id, {}, None
            yield from parts(session, child)


def set_values(session: Session, row: Any, values: Values) -> Change:
    """Set columns of a row and return the change."""
    before = journal.stored(session, row)
    for name, value in values.items():
        setattr(row, name, value)
    after = journal.stored(session, row)
    return (
        row.__tablename__,
        row.id,
        {name: before[name] for name in values},
        {name: after[name] for name in values},
    )


def counted(changes: Iterable[Change], leaving_out: str = "") -> str:
    """Say how many rows of which kind were taken out: “12 dòng điểm danh, 3 biến động”."""
    counts: dict[str, int] = {}
    for table, _row, _before, after in changes:
        if after is None and table != leaving_out:
            counts[table] = counts.get(table, 0) + 1
    return ", ".join(f"{number(count)} {ROWS[table].noun}" for table, count in counts.items())


def put_back(session: Session, changes: Iterable[Change]) -> list[str]:
    """Undo changes made some time ago; return a sentence for each thing that had to stay as it is now.

    A row whose number has been given to another comes back under a new one. What was set anew since stays.
    Raises KnownError, with nothing written, if something needed is gone or has been written again.
    """
    session.flush()
    wanted = [
        (table, row, _fitted(table, before, is_row=after is None), after)
        for table, row, before, after in changes
        if before is not None and table in tables.Base.metadata.tables
    ]
    fresh = _Numbers(session, ((table, row) for table, row, _before, _after in wanted))
    moved = {
        (table, row): fresh.next_of(table)
        for table, row, _before, after in wanted
        if after is None and fresh.is_taken(table, row)
    }
    back = {(table, moved.get((table, row), row)) for table, row, _before, after in wanted if after is None}
    notes: list[str] = []
    ready: list[Line] = []
    coming: dict[tuple[str, int], Values] = {}
    for table, row, before, after in reversed(wanted):
        for name, key in _keys_of(table, before):
            place = key.column.table.name, cast("int", before[name])
            before[name] = moved.get(place, place[1])
        lost = [name for name, place in _places(table, before) if place not in back and not fresh.is_taken(*place)]
        if any(not tables.Base.metadata.tables[table].columns[name].nullable for name in lost):
            if table not in _CAN_BE_MISSED:
                raise KnownError(
                    f"Không khôi phục được {ROWS[table].noun}: {_nouns(table, lost)} của nó không còn trong sổ; "
                    "hãy khôi phục mục ấy trước."
                )
            notes.append(f"Một {ROWS[table].noun} không trở lại: {_nouns(table, lost)} của nó không còn.")
            continue
        before.update(dict.fromkeys(lost))
        if after is None:
            before["id"] = moved.get((table, row), row)
            coming[table, row] = before
            ready.append(Line(table, before["id"], None, before))
            continue
        if (table, row) in coming:  # it was cleared of a mention before it went too
            coming[table, row].update(before)
            continue
        now = _now(session, table, row, before)
        same = [name for name in now if now[name] == (after or {}).get(name)]
        if same:
            ready.append(Line(table, row, {name: now[name] for name in same}, {name: before[name] for name in same}))
        if len(same) < len(now):
            notes.append(f"Một {ROWS[table].noun} đã được sửa từ đó; vẫn để như hiện nay.")
    try:
        journal.put(session, ready)
    except IntegrityError as error:
        raise KnownError("Trong sổ đã có một mục khác cùng tên hoặc cùng số; hãy sửa mục ấy rồi khôi phục.") from error
    return sorted(set(notes))


def _fitted(table: str, values: Values, *, is_row: bool) -> Values:
    """Return values as the table has them today: columns of an older version go, new ones begin as in a new row."""
    columns = tables.Base.metadata.tables[table].columns
    fitted = {name: value for name, value in values.items() if name in columns}
    if is_row:
        for column in columns:
            start = cast("Any", column.default)
            if column.name not in fitted and start is not None and start.is_scalar:
                fitted[column.name] = getattr(start.arg, "value", start.arg)
    return fitted


def _now(session: Session, table: str, row: int, columns: Iterable[str]) -> Values:
    """Return what some columns of a row hold now, nothing if the row is gone."""
    names = list(columns)
    listed = ", ".join(f'"{name}"' for name in names)
    found = session.connection().exec_driver_sql(f"SELECT {listed} FROM {table} WHERE id = ?", (row,)).first()
    return {} if found is None else dict(zip(names, found, strict=True))


def _keys_of(table: str, values: Values) -> Iterator[tuple[str, ForeignKey]]:
    for column in tables.Base.metadata.tables[table].columns:
        if values.get(column.name) is not None:
            yield from ((column.name, key) for key in column.foreign_keys)


def _places(table: str, values: Values) -> Iterator[tuple[str, tuple[str, int]]]:
    return ((name, (key.column.table.name, cast("int", values[name]))) for name, key in _keys_of(table, values))


def _nouns(table: str, names: Iterable[str]) -> str:
    columns = tables.Base.metadata.tables[table].columns
    return ", ".join(ROWS[key.column.table.name].noun for name in names for key in columns[name].foreign_keys)


class _Numbers:
    """Which row numbers are taken, and the next that are free; those that come back are kept for them."""

    def __init__(self, session: Session, coming: Iterable[tuple[str, int]]) -> None:
        self._session = session
        self._next: dict[str, int] = {}
        self._coming: dict[str, int] = {}
        for table, row in coming:
            self._coming[table] = max(row, self._coming.get(table, 0))

    def is_taken(self, table: str, row: int) -> bool:
        """Tell whether a row with this number is in the register."""
        own = tables.Base.metadata.tables[table]
        return self._session.execute(select(own.c.id).where(own.c.id == row)).first() is not None

    def next_of(self, table: str) -> int:
        """Return a number nobody has."""
        own = tables.Base.metadata.tables[table]
        if table not in self._next:
            last = self._session.execute(select(func.max(own.c.id))).scalar() or 0
            self._next[table] = max(last, self._coming.get(table, 0))
        self._next[table] += 1
        return self._next[table]
