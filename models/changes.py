"""The log in words: what a step changed, whose row, which field, the old value and the new one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import indicators, saved_forms, tables, taking_back
from models.change_words import OTHER_SETTINGS, ROWS, SETTINGS
from models.journal import Values
from models.text import number
from models.value_words import in_words, stored

_Change = tuple[str, int, Values | None, Values | None]


def _list_told(content: str) -> str:
    from models.listing import saved  # the fields of all lists, for a step seldom looked at

    return saved.told(content)


_FILES = {("saved_list", "content"): _list_told, ("saved_form", "content"): saved_forms.told}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a step: “Sửa đảng viên”, “Lò Văn Ánh”, “Ngày sinh”, “1956”, “12/05/1956”.

    A row that was added or deleted is one line without a field; what it held stands in `after` or `before`.
    """

    action: str
    subject: str
    field: str
    before: str
    after: str


def summary(session: Session, step_id: int) -> str:
    """Return how many rows of which kind a step touched: “Thêm 2 đảng viên, 4 dòng quá trình; sửa 1 chi bộ”."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str, int]] = set()
    many: dict[str, list[range]] = defaultdict(list)  # rows that came in together
    for (table, row_id, before, after), rows in taking_back.heads_of(session.connection(), step_id):
        if table not in ROWS or (table, row_id) in seen or any(row_id in one for one in many[table]):
            continue
        if rows > 1:
            many[table].append(range(row_id, row_id + rows))
        else:
            seen.add((table, row_id))
        counts[_verb(before, after)][table] += rows
    parts = [
        f"{verb} {', '.join(f'{number(count)} {ROWS[table].noun}' for table, count in counts[verb].items())}"
        for verb in ("thêm", "sửa", "xóa")
        if counts[verb]
    ]
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def lines(session: Session, step_id: int, limit: int = 500) -> list[ChangeLine]:
    """Return the lines of a step in the order they were made, at most `limit`."""
    told = (line for line in taking_back.lines_of(session.connection(), step_id) if line.table in ROWS)
    changes = list(islice(told, limit))  # a list that came in has hundreds of thousands
    names = _Names(session, changes)
    made = (line for change in changes for line in _lines_of(change, names))
    return [line for line, _number in zip(made, range(limit), strict=False)]


def _verb(before: Values | None, after: Values | None) -> str:
    return "thêm" if before is None else "xóa" if after is None else "sửa"


def _lines_of(change: _Change, names: _Names) -> Iterator[ChangeLine]:
    table, row_id, before, after = change
    words = ROWS[table]
    verb = _verb(before, after)
    action = f"{verb[:1].upper()}{verb[1:]} {words.noun}"
    subject = names.subject(table, row_id)
    if before is not None and after is not None:
        for field, label in _fields(table, after):
            old, new = (names.shown(table, field, values.get(field)) for values in (before, after))
            yield ChangeLine(action, subject, label, old, new)
        return
    held = before or after or {}
    text = "; ".join(
        f"{label}: {shown}"
        for field, label in _fields(table, held)
        if field not in words.named_by and (shown := names.shown(table, field, held[field]))
    )
    yield ChangeLine(action, subject, "", *((text, "") if after is None else ("", text)))


def _fields(table: str, values: Values) -> Iterator[tuple[str, str]]:
    return ((field, label) for field, label in ROWS[table].fields.items() if field in values)


class _Names:
    """What rows are called: from the data file, and for rows no longer there from the step itself."""

    def __init__(self, session: Session, changes: Iterable[_Change]) -> None:
        self._session = session
        self._rows: dict[str, dict[int, Values]] = defaultdict(dict)
        for table, row_id, before, after in changes:
            known = self._rows[table].setdefault(row_id, {})
            for values in (before, after):
                known.update(values or {})
        self._read: dict[str, set[int]] = defaultdict(set)
        for table in ("stay", "post", "attendance", "cell_village", "rating", "term", "assignment", "succession"):
            self._load(table, self._rows[table])

    def subject(self, table: str, row_id: int) -> str:
        """Return whose row it is: a name, or the names of the rows it ties together."""
        row = self._row(table, row_id)
        parts = (self.shown(table, field, row.get(field)) for field in ROWS[table].named_by)
        return ROWS[table].joined_by.join(part for part in parts if part) or f"số {row_id}"

    def shown(self, table: str, field: str, value: object) -> str:
        """Return a stored value in words; empty for nothing."""
        if value is None or value == "":
            return ""
        column = tables.Base.metadata.tables[table].c[field]
        for key in column.foreign_keys:
            return self.subject(key.column.table.name, int(str(value)))
        if table == "setting" and field == "key":
            return {**SETTINGS, **OTHER_SETTINGS}.get(str(value), str(value))
        if field == "indicator_key":
            return indicators.title(str(value))
        if table in ("rating", "body_rating") and field == "quarter":
            return f"quý {value}" if value else "cả năm"
        if (table, field) in _FILES:
            return _FILES[table, field](str(value))
        return in_words(table, field, value)

    def _row(self, table: str, row_id: int) -> Values:
        known = self._rows[table].get(row_id)
        if known is None or not known.keys() >= set(ROWS[table].named_by):
            self._load(table, [row_id])
        return self._rows[table].get(row_id, {})

    def _load(self, table: str, ids: Iterable[int]) -> None:
        """Read the columns that name rows; what the step itself said of a row stays as it was then."""
        wanted = [row_id for row_id in ids if row_id not in self._read[table]]
        self._read[table].update(wanted)
        columns = tables.Base.metadata.tables[table].c
        names = [columns[name] for name in ROWS[table].named_by]
        for start in range(0, len(wanted), 500):
            query = select(columns.id, *names).where(columns.id.in_(wanted[start : start + 500]))
            for row_id, *values in self._session.execute(query):
                fresh = dict(zip(ROWS[table].named_by, map(stored, values), strict=True))
                self._rows[table][row_id] = {**fresh, **self._rows[table].get(row_id, {})}
