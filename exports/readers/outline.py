"""How the sheets of a file are laid out: headings, samples, what each column is taken for by heading or content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Final

from exports.readers import days, split_days, statuses, values
from exports.readers.cellxml import column_letter
from exports.readers.headings import HEADER_ROWS, NOT_ASKED, Header, Known, Placed, bare, stacked, words
from exports.readers.sheet import Sheet, Value
from models.dates import PartialDate
from models.errors import KnownError
from models.legacy_text import Script
from models.outline import MEMBER_LIST, ColumnOutline, ReadingChoices, SheetOutline
from models.tables import EventKind
from models.text import clean

_SAMPLES: Final = 3
_LOOKED_AT: Final = 200
_FIGURES: Final = re.compile(r"\d{9,12}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_NAME: Final = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,5}")
_ETHNIC: Final = frozenset("kinh tay thai hoa muong nung mong dao lao giay khang".split())  # noqa: SIM905
_KINDS: Final = frozenset(bare(kind.label) for kind in EventKind)
_CELL: Final = re.compile("(chi bo|cb) ")
_EXEMPT: Final = re.compile(
    r"(?:dang vien |dv |doi tuong |dien )?(?:duoc )?mien(?: (?:cong tac|ct|va))* (?:sinh hoat|shd?)(?: dang| chi bo)*$"
)
"""“Miễn sinh hoạt”, which as a status is a value too, so that no row below a header may be taken for one by it."""
_DATES: Final = ("born", "admitted", "official")


def chosen_header(sheet: Sheet, known: Known, layout: str, choices: ReadingChoices) -> Header | None:
    """Return the header as the officer decided, now or when a file with these headings came last; None if never.

    `known` are the columns of the kind of list `layout`. Raises KnownError when the decision cannot stand (see
    `check_fields`).
    """
    fields = choices.fields.get(sheet.name) if (choices.layout or MEMBER_LIST) == layout else None
    if fields is None and not choices.remembered:
        return None
    top, guessed = _extent(sheet, known, choices)
    if fields is None:
        before = choices.remembered.get(fingerprint_of(sheet, known, choices) or "-")
        if before is None or before.layout != layout or choices.layout not in (None, layout):
            return None
        fields = before.fields
    check_fields(fields, known.labels)
    columns = {field: column for column, field in fields.items() if field and column < len(sheet.rows[0])}
    texts = {column: clean(value) for column, value in _headings(sheet, guessed, top).items()}
    parts = {part for column in columns.values() for part in split_days.beside(sheet, guessed, column) or ()}
    taken = parts | set(columns.values())
    return Header(guessed, columns, tuple(text for column, text in texts.items() if column not in taken), top=top)


def fingerprint_of(sheet: Sheet, known: Known, choices: ReadingChoices) -> str:
    """Return what sheets of the same making share, if this one is of a kind of list."""
    top, row = _extent(sheet, known, choices)
    return _outline(sheet, row, {}, MEMBER_LIST, top).fingerprint


def check_fields(fields: Mapping[int, str], labels: Mapping[str, str]) -> None:
    """Raise KnownError if two columns are taken for one field, or no column holds the names."""
    taken: dict[str, int] = {}
    for column, field in sorted(fields.items()):
        if field and field in taken:
            first, second = column_letter(taken[field]), column_letter(column)
            raise KnownError(f"Hai cột {first} và {second} cùng là “{labels[field]}”; hãy chỉ để một cột.")
        taken[field] = column
    if "name" not in taken:
        what = labels["name"]
        raise KnownError(f"Chưa có cột “{what}”; hãy chọn cột ghi {what.lower()}.")


def header_row(sheet: Sheet, headings: Known, choices: ReadingChoices) -> int:
    """Return the index of the header's last row: the officer's, the one found, or the row with most texts."""
    return _extent(sheet, headings, choices)[1]


def _extent(sheet: Sheet, headings: Known, choices: ReadingChoices) -> tuple[int | None, int]:
    """Return the first row of a header, None where it is not known, and its last (see `header_row`).

    That is the row before the first person where no header stands above, -1 if that is the first row of the sheet.
    """
    if (row := choices.header_rows.get(sheet.name)) is not None:
        return None, min(row - 1, len(sheet.rows) - 1)
    if (found := headings.find(sheet)) is not None:
        return getattr(found, "top", None), found.row
    counts = [sum(isinstance(value, str) for value in row) for row in sheet.rows[:HEADER_ROWS]]
    row = counts.index(max(counts)) if counts else 0
    first = next((n for n, cells in enumerate(sheet.rows[: row + 1]) if _is_somebody(cells)), None)
    return None, row if first is None else first - 1


def _is_somebody(row: list[Value]) -> bool:
    """Tell whether a row speaks of a person: a name, and a day or a long number."""
    texts = [clean(value) for value in row if isinstance(value, str)]
    return any(map(_NAME.fullmatch, texts)) and (
        any(isinstance(value, date) for value in row) or any(_FIGURES.fullmatch(text) for text in texts)
    )


def names_people(sheet: Sheet, known: Known) -> bool:
    """Tell whether a sheet has a column of names, or rows that speak of people."""
    has_names = any(known.field_of(cell) == "name" for row in sheet.rows[:HEADER_ROWS] for cell in row)
    return has_names or any(map(_is_somebody, sheet.rows[:_LOOKED_AT]))


def outline(sheet: Sheet, placed: Placed, layout: str) -> SheetOutline:
    """Return the outline of a sheet that was read as a kind of list."""
    fields = {column: field for field, column in placed.columns.items()}
    found = _outline(sheet, placed.row, fields, layout, getattr(placed, "top", None))
    days: int | None = getattr(placed, "dates", None)
    return found if days is None else replace(found, date_row=days + 1)


def guess(sheet: Sheet, headings: Known, layout: str, choices: ReadingChoices) -> SheetOutline:
    """Return the outline of a sheet nobody knows: fields by the headings, then by what stands below them."""
    row = header_row(sheet, headings, choices)
    fields: dict[int, str] = {}
    for column, text in _headings(sheet, row).items():
        field = headings.field_of(text)
        if field is not None and field not in fields.values():
            fields[column] = field
    parts = {part for column in fields for part in split_days.beside(sheet, row, column) or ()}
    dates: list[tuple[float, int]] = []
    for column in range(len(sheet.rows[0])):
        below = [one[column] for one in sheet.rows[row + 1 : row + 1 + _LOOKED_AT] if one[column] is not None]
        heading = words(sheet.rows[row][column] or "") if row >= 0 else ""
        if column in fields or column in parts or not below or heading in NOT_ASKED:
            continue
        free = [(field, fits) for field, fits in _CONTENT.items() if field in headings.labels]
        field = next((field for field, fits in free if field not in fields.values() and fits(below)), None)
        if field is not None:
            fields[column] = field
        elif (year := _middle_year(below)) is not None:
            dates.append((year, column))
    lacking = [field for field in _DATES if field in headings.labels and field not in fields.values()]
    fields |= {column: field for (_year, column), field in zip(sorted(dates), lacking, strict=False)}
    return _outline(sheet, row, fields, layout)


def with_more(sheet: Sheet, header: Header) -> Header:
    """Return the header of a list of members with columns told by what stands below headings that may be of others.

    “Đơn vị” or none over names of cells, “Miễn sinh hoạt” over days or marks, “Biến động” over remarks, not over the
    kinds of events of our own list.
    """
    if header.row < 0:
        return header
    columns, unread = dict(header.columns), list(header.unread)
    for column, texts in enumerate(stacked(sheet, header.row if header.top is None else header.top, header.row)):
        below = [one[column] for one in sheet.rows[header.row + 1 : header.row + 1 + _LOOKED_AT] if one[column]]
        if not below or column in columns.values() or column in header.parts:
            continue
        for field, (heading, fits) in _MORE.items():
            if field not in columns and heading.match(words(texts[0])) and fits(below):
                columns[field] = column
                unread = [text for text in unread if text != clean(texts[0])]
    return header if columns == header.columns else replace(header, columns=columns, unread=tuple(unread))


def _outline(sheet: Sheet, row: int, fields: Mapping[int, str], layout: str, top: int | None = None) -> SheetOutline:
    texts = _headings(sheet, row, top)
    found: list[ColumnOutline] = []
    for column in range(len(sheet.rows[row]) if sheet.rows else 0):
        scripts = sheet.conversion.scripts.get(column)
        samples = _samples(sheet, row, column)
        if samples or column in texts:
            found.append(
                ColumnOutline(
                    column,
                    sheet.letter(column),
                    clean(texts.get(column, "")),
                    samples,
                    fields.get(column),
                    scripts.most_common(1)[0][0] if scripts else Script.UNICODE,
                )
            )
    return SheetOutline(sheet.name, row + 1, tuple(found), layout)


def _headings(sheet: Sheet, row: int, top: int | None = None) -> dict[int, str]:
    """Return the headings by column; where the one above spans several columns, or stands above it unmerged, both."""
    if row < 0:
        return {}
    if top is not None and top < row and not any(top <= merge[0] <= row for merge in sheet.merged):
        return {column: names[0] for column, names in enumerate(stacked(sheet, top, row)) if names[0]}
    found = {column: str(value) for column, value in enumerate(sheet.rows[row]) if value is not None}
    for first, left, last, right in sorted(sheet.merged, reverse=True):  # the heading nearest to the column first
        above = sheet.rows[first][left] if first < len(sheet.rows) else None
        if not isinstance(above, str) or first >= row or row - first > 2:
            continue
        if last == row:
            found.setdefault(left, above)
        elif last < row and right > left:
            found |= {column: f"{above} {found[column]}" for column in range(left, right + 1) if column in found}
    return found


def _samples(sheet: Sheet, row: int, column: int) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for index in range(row + 1, min(len(sheet.rows), row + 1 + _LOOKED_AT)):
        value = sheet.rows[index][column]
        if value is None or len(found) >= _SAMPLES:
            continue
        before = sheet.conversion.cells.get((index, column))
        shown = values.shown(value)
        found.setdefault(clean(before.before) if before else shown, shown)
    return tuple(found.items())


def _most(fits: Callable[[Value], bool]) -> Callable[[list[Value]], bool]:
    return lambda below: sum(map(fits, below)) * 5 >= len(below) * 4


_CONTENT: Final[dict[str, Callable[[list[Value]], bool]]] = {
    "gender": _most(lambda value: values.gender(value).value is not None),
    "ethnic": _most(lambda value: isinstance(value, str) and bare(value) in _ETHNIC),
    "old_card": _most(lambda value: isinstance(value, str) and values.old_card_number(value) is not None),
    "citizen": _most(lambda value: values.identity_number(value, "").value is not None),
    "cell": _most(lambda value: isinstance(value, str) and _CELL.match(bare(value)) is not None),
    "duty": _most(lambda value: statuses.duty(value).value is not None),
    "name": lambda below: (
        _most(lambda value: isinstance(value, str) and _NAME.fullmatch(clean(value)) is not None)(below)
        and len(set(below)) * 2 > len(below)
    ),
}


_MORE: Final[dict[str, tuple[re.Pattern[str], Callable[[list[Value]], bool]]]] = {
    "cell": (re.compile(r"$|don vi\b|to chuc\b"), _CONTENT["cell"]),
    "exempt": (_EXEMPT, lambda _below: True),
    "note": (re.compile(r"bien dong\b"), lambda below: not _KINDS.issuperset(bare(str(value)) for value in below)),
}


def _middle_year(below: list[Value]) -> float | None:
    """Return the middle year of a column of dates, None if most cells are none."""
    found = [_year(value) for value in below]
    years = [year for year in found if year is not None]
    return median(years) if len(years) * 5 >= len(below) * 4 else None


def _year(value: Value) -> int | None:
    if isinstance(value, date):
        return value.year
    if isinstance(value, bool | float) or value is None:
        return None
    if isinstance(value, int):
        return value if 1900 <= value <= 2100 else None
    read: PartialDate | None = days.partial_date(value).value
    return read.year if read else None
