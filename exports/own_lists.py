"""The lists the officer put together, as reports like any other, and each as one small file for a neighbour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from exports.files import file_word, replacing
from exports.names import Behind, Finding, Gathering, Person
from exports.report import DATE, PERCENT, Align, Column, Needs, Report, RowKind, Scope, Sheet, Value, percentage
from models.database import Database
from models.errors import KnownError
from models.indicators.formulas import half_up
from models.indicators.kinds import Subject
from models.listing import building, saved, view
from models.listing.building import Line, LineKind, ListTable, build, shown
from models.listing.crossing import ALL, CrossTable
from models.listing.kinds import Field, Kind, Rate, Who
from models.listing.view import How, Share, View
from models.listing.wording import conditions

GROUP = "Danh sách tự lập"
PREFIX = saved.PREFIX
ENDING = ".danhsach"
LIST, CROSS = "Danh sách", "Bảng hai chiều"
_MOST_BYTES = 100_000  # a list takes about one thousand
_HEAD = 40  # digits that the name of the Party and the line of place and date take, the place still blank too
_UPRIGHT, _LYING = 72, 112  # digits that a page takes without shrinking, the number of the line left aside
_KINDS = {LineKind.ROW: RowKind.ROW, LineKind.GROUP: RowKind.HEADING, LineKind.TOTAL: RowKind.TOTAL}
_WHOLE = "#,##0"


def write(one: View, target: Path) -> Path:
    """Write a list into a file. Raises KnownError if the folder cannot be written."""
    with replacing(target) as temporary:
        temporary.write_text(view.to_json(one), encoding="utf-8")
    return target


def read(source: Path) -> tuple[View, list[str]]:
    """Return the list of a file, and the columns that this version lacks and left out. Raises KnownError."""
    try:
        if source.stat().st_size > _MOST_BYTES:
            raise KnownError(f"Tệp “{source.name}” quá lớn để là danh sách tự lập; hãy chọn tệp khác.")
        text = source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnownError(f"Không đọc được tệp “{source.name}”; hãy kiểm tra USB, ổ đĩa rồi thử lại.") from error
    except ValueError as error:  # no text
        raise KnownError(f"Tệp “{source.name}” không phải là danh sách tự lập; hãy chọn tệp khác.") from error
    return view.received(text)


def file_name(one: View) -> str:
    """Return the name of a list's file."""
    return f"{file_word(one.name) or GROUP}{ENDING}"


def reports(db: Database) -> list[Report[Any]]:
    """Return the lists of a data file as reports; one that cannot be read says so when it is asked for."""
    with db.read() as session:
        return [_report(row.name, row.content) for row in saved.rows(session)]


@lru_cache(maxsize=100)  # the list is asked for with every letter typed into the search
def _report(name: str, content: str) -> Report[Any]:
    try:
        return report_of(view.from_json(content))
    except KnownError as error:
        problem = error

        def refuse(_session: Session, _scope: Scope) -> NoReturn:
            raise problem

        return Report[Any](key=f"{PREFIX}{name}", title=name, group=GROUP, needs=Needs.DATE, fetch=refuse)


def report_of(one: View) -> Report[ListTable]:
    """Return a list as a report: a sheet of lines, a sheet of two fields, or both."""
    return Report[ListTable](
        key=f"{PREFIX}{one.name}",
        title=one.name,
        group=GROUP,
        needs=Needs.PERIOD if one.of.of_period else Needs.DATE,
        fetch=lambda session, scope: build(session, one, scope.period, scope.as_of),
        check=_check,
        sheets=sheets_of(one),
        widened=one.of.widened,
    )


def sheets_of(one: View) -> tuple[Sheet[ListTable], ...]:
    """Return the sheets that show a list."""
    wide = sum(one.of.by_key[key].width for key in one.columns) > _UPRIGHT
    lines = Sheet[ListTable](
        name=LIST,
        title=one.name,
        rows=lambda table: table.lines,
        columns=(),
        columns_of=partial(_columns, one),
        kind=lambda line: _KINDS[line.kind],
        total=lambda table: table.total,
        notes=_notes,
        landscape=wide,
        empty="Không có dòng nào đúng các điều kiện.",
    )
    cross = Sheet[ListTable](
        name=CROSS,
        title=one.name,
        subject=_cross_words(one),
        rows=lambda table: _cross_rows(table)[:-1],
        columns=(),
        columns_of=_cross_columns,
        total=lambda table: (_cross_rows(table) or [None])[-1],
        notes=_notes,
        empty="Không có gì đúng các điều kiện.",
    )
    return (*((lines,) if one.columns else ()), *((cross,) if one.cross else ()))


def _check(table: ListTable, _scope: Scope) -> list[Finding]:
    found = [Finding(doubt) for doubt in table.doubts]
    if not table.count:
        found.append(Finding("Không có dòng nào đúng các điều kiện; hãy xem lại phần lọc."))
    return found


def _notes(table: ListTable) -> Sequence[str]:
    notes = [f"Tổng số: {table.counted}."]
    if table.view.filters:
        notes.append(f"Chỉ gồm: {'; '.join(conditions(table.view))}.")
    return notes


# -- the lines -----------------------------------------------------------------------------------------------------


def _columns(one: View, lines: Sequence[Line]) -> list[Column[Line]]:
    made: list[Column[Line]] = []
    for place, key in enumerate(one.columns):
        field = one.of.by_key[key]
        made.append(
            Column[Line](
                _heading(field),
                partial(_first if place == 0 else _value, place),
                width=field.width,
                format=_format(one, place, lines),
                align=_align(field, place),
                behind=partial(_behind_line, field) if field.kind in (Kind.NUMBER, Kind.RATE) else None,
            )
        )
    if len(made) == 1:  # the head has two blocks side by side, and so needs two columns
        made.append(Column[Line]("", lambda _line: None, width=made[0].width, bare=True))
    return _filling(made, _LYING if sum(column.width for column in made) > _UPRIGHT else _UPRIGHT)


def _filling(columns: list[Column[Any]], room: float) -> list[Column[Any]]:
    """Return columns grown to the width of the page: the head of the document needs it, whatever the table.

    A wide column followed by narrow ones leaves them enough for the right block of the head, unbroken.
    """
    growth = max(1.0, room / sum(column.width for column in columns))
    widths = [column.width * growth for column in columns]
    whole = sum(widths)
    if len(columns) > 1:
        split = min(range(1, len(columns)), key=lambda place: abs(sum(widths[:place]) - 0.4 * whole))
        right = sum(widths[split:])
        shares = (whole - _HEAD) / (whole - right), _HEAD / right
        widths = [width * shares[place >= split] for place, width in enumerate(widths)] if right < _HEAD else widths
    return [replace(column, width=round(width, 1)) for column, width in zip(columns, widths, strict=True)]


def _heading(field: Field) -> str:
    return f"{field.label} (%)" if field.kind is Kind.RATE else field.label


def _align(field: Field, place: int) -> Align:
    return "left" if place == 0 or (field.kind in (Kind.TEXT, Kind.CODE) and field.width >= 14) else "center"


def _format(one: View, place: int, lines: Sequence[Line]) -> str:
    """Return how a column writes its values; one with decimals, or with a mean of them below it, as each has them."""
    key = one.columns[place]
    match one.of.by_key[key].kind:
        case Kind.DATE:
            return DATE
        case Kind.RATE:
            return PERCENT
        case Kind.NUMBER:
            is_mean = any(total.field == key and total.how is How.AVERAGE for total in one.totals)
            values = (line.values[place] for line in lines if line.values)
            return "" if is_mean or any(isinstance(value, float) for value in values) else _WHOLE
        case _:
            return ""


def _value(place: int, line: Line) -> Value:
    """Return what a line shows in a column: a number as a number, a rate in per cent."""
    if not line.values:
        return None
    value = line.values[place]
    match value:
        case Rate():
            return percentage(value.share)
        case bool():
            return shown(value)
        case float():
            return float(half_up(Fraction(str(value)), 2))
        case _:
            return value


def _first(place: int, line: Line) -> Value:
    """Return what a line shows in the first column, where headings and totals have their words."""
    if line.kind is LineKind.ROW:
        return _value(place, line)
    text = f"{'    ' * line.level}{line.text}"
    return f"{text}: {shown(line.values[place])}" if line.values and line.values[place] is not None else text


def _behind_line(field: Field, session: Session, table: ListTable, line: Line) -> Behind:
    title = line.text.strip()
    if field.people is None:
        return behind(title or table.view.name, table, line.people)
    counted = building.people(session, table, field, line.people)
    return behind(f"{title or line.people[0].name} – {field.label}", table, counted, field.label)


def behind(title: str, table: ListTable, people: Sequence[Who], counted_as: str = "") -> Behind:
    """Return the names behind a number of a list: its rows, or the members or months that are `counted_as` something.

    A row with a month is a meeting or a cell's month.
    """
    explanation = _explained(table)
    if any(one.month for one in people):
        months = [
            Gathering(one.cell_id, one.cell, *one.month, one.held_on, counted_as or one.name)
            for one in people
            if one.month and one.cell_id is not None
        ]
        return Behind(title, explanation, months=months)
    of = table.view.of
    usual = Subject.MEMBER if counted_as else of.counted
    told = [Person(one.id, one.name, one.cell, counted_as or of.label, subject=one.of or usual) for one in people]
    return Behind(title, explanation, told)


def _explained(table: ListTable) -> str:
    return "; ".join(conditions(table.view)) or f"Mọi {table.view.of.unit}."


# -- the table of two fields -----------------------------------------------------------------------------------------

_CrossRow = tuple[CrossTable, ListTable, int]  # with the place of the row; the one behind the last is that of the sums


def _cross_words(one: View) -> str:
    if one.cross is None:
        return ""
    rows, columns = (one.of.by_key[side.field].label for side in (one.cross.rows, one.cross.columns))
    share = "" if one.cross.share is Share.NONE else f" ({one.cross.share.label})"
    return f"{rows} và {columns.lower()}{share}"


def _cross_rows(table: ListTable) -> list[_CrossRow]:
    cross = table.cross
    return [(cross, table, place) for place in range(len(cross.rows) + 1)] if cross and cross.rows else []


def _cross_columns(rows: Sequence[_CrossRow]) -> list[Column[_CrossRow]]:
    if not rows:
        return [Column[_CrossRow](name, lambda _row: None, width=_LYING / 2) for name in ("", ALL)]
    cross, table, _place = rows[0]
    made = [Column[_CrossRow](cross.row_label, lambda row: (*cross.rows, ALL)[row[2]], width=22, align="left")]
    has_share = cross.share is not Share.NONE
    counts, shares = cross.with_sums, cross.shares if has_share else []
    for place, name in enumerate((*cross.columns, ALL)):
        made.append(
            Column[_CrossRow](
                "Số lượng" if has_share else name,
                _count(counts, place),
                width=8 if has_share else 10,
                format=_WHOLE,
                group=name if has_share else "",
                behind=partial(_behind_count, table, place),
            )
        )
        if has_share:
            made.append(Column[_CrossRow]("%", _share(shares, place), width=8, format=PERCENT, group=name))
    return _filling(made, _LYING)


def _count(counts: Sequence[Sequence[int]], place: int) -> Callable[[_CrossRow], Value]:
    return lambda row: counts[row[2]][place]


def _share(shares: Sequence[Sequence[Any]], place: int) -> Callable[[_CrossRow], Value]:
    return lambda row: float(shares[row[2]][place])


def _behind_count(table: ListTable, column: int, _session: Session, _data: Any, row: _CrossRow) -> Behind:
    cross, _table, place = row
    title = " – ".join(((*cross.rows, ALL)[place], (*cross.columns, ALL)[column]))
    return behind(title, table, cross.behind(place, column))
