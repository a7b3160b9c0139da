"""Lists that say several things of a person in one column, in lines or on rows of their own: sổ mẫu 7-HSĐV and its kin.

Such a column is called “Nam, nữ; ngày sinh; dân tộc; tôn giáo”, or has as many headings one below the other as a
person has rows. What it says is written into columns behind the table, one for each thing; sentences still name its own
letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from exports.readers import aside, roll_grid, told_apart, values
from exports.readers.headings import HEADER_ROWS, NOT_ASKED, words
from exports.readers.member_headings import HEADINGS
from exports.readers.sheet import Sheet, Untold, Value
from models.text import clean, fold

_BETWEEN: Final = re.compile(r"[;,/\n()]")
_PARTED: Final = re.compile(r"[;,/]")
"""What parts the things of a heading even where its words together are one: “Ngày vào Đảng / chính thức”."""
_OF_PARTY: Final = ("admitted", "official")
_MOST: Final = 6
_FIRST: Final = 200
_NUMBERS: Final = NOT_ASKED | {"so thu tu", "so tt"}
_LEAST: Final = 3
"""How many people must have as many rows."""
_ONCE: Final = frozenset(("born", "born_male", "born_female", "admitted", "citizen"))
_BESIDE_NAME: Final = frozenset({*_ONCE, "gender", "ethnic", "religion", "official"} - {"born_male", "born_female"})
_OTHER_LEVELS: Final = ("professional", "theory")
_LEVELS: Final = ("education", *_OTHER_LEVELS)
_SCHOOLING: Final = "trinh do"
_BACK: Final = "ngay chuyen den"


@dataclass(frozen=True)
class _Column:
    """A column that says several things: the fields of its headings in their order, "" for one nobody reads."""

    place: int
    fields: tuple[str, ...]
    unread: str = ""


def apart(sheet: Sheet) -> Sheet:
    """Return the sheet with one row a person and one column for each thing; itself where it is so already."""
    if roll_grid.COLUMNS.find(sheet) is not None:
        return sheet
    for top in range(min(HEADER_ROWS, len(sheet.rows))):
        heads = [_fields(cell) for cell in sheet.rows[top]]
        if not any("name" in found for found in heads):
            continue
        blocks = _blocks(sheet, top)
        first = min(blocks, default=top + 1)
        last = max((row for row in range(top, first) if _is_head(sheet, row)), default=top) if blocks else top
        columns = [_column(sheet, top, last, place) for place in range(len(sheet.rows[top]))]
        if _are_several(sheet, columns, blocks):
            return sheet
        columns = _by_content(sheet, last, columns)
        many = [one for one in columns if len(set(one.fields) - {""}) > 1]
        fields = {field for one in columns for field in one.fields}
        if "name" in fields and (many or blocks) and len(fields) > _LEAST:
            return _rewritten(sheet, (top, last), columns, blocks)
    return sheet


def note(sheet: Sheet) -> str:
    """Return the sentence saying how such a list was read, "" for one that says each thing in a column of its own."""
    said: list[str] = []
    if sheet.joined:
        said.append("mỗi người nhiều dòng, đã ghép làm một")
    if sheet.sources:
        letters = ", ".join(dict.fromkeys(sheet.letter(column) for column in sorted(sheet.sources)))
        said.append(f"cột {letters} ghi nhiều mục, đã tách từng mục")
    return f"Trang “{sheet.name}”: {'; '.join(said)}." if said else ""


def _fields(cell: Value) -> list[str]:
    """Return the fields a heading names one after the other, "" for words nobody reads."""
    if not isinstance(cell, str):
        return []
    if (whole := HEADINGS.field_of(cell)) is not None:
        two = tuple(map(HEADINGS.field_of, _PARTED.split(cell)))
        return list(_OF_PARTY) if two == _OF_PARTY else [whole, *(_beside_name(cell) if whole == "name" else ())]
    parts = [part for part in _BETWEEN.split(cell) if part.strip()]
    found: list[str] = []
    while parts:
        for length in range(len(parts), 0, -1):
            field = HEADINGS.field_of(" ".join(parts[:length]))
            if field is not None or length == 1:
                found.append(field or "")
                del parts[:length]
                break
    return found


def _beside_name(cell: str) -> list[str]:
    """Return the fields that a heading of names says in brackets: “Họ tên (năm sinh, dân tộc)”; not another name."""
    inside = re.search(r"\(([^()]*)\)", cell)
    found = [HEADINGS.field_of(part) for part in _PARTED.split(inside[1])] if inside else []
    return [field for field in found if field] if _BESIDE_NAME.issuperset(found) else []


def _blocks(sheet: Sheet, top: int) -> dict[int, int]:
    """Return where the people of several rows begin, and the row behind each; empty where each has one row."""
    numbers = next(
        (n for n, cell in enumerate(sheet.rows[top]) if isinstance(cell, str) and words(cell) in _NUMBERS), 0
    )
    below = range(top + 1, len(sheet.rows))
    for some in (below[:_FIRST], below):  # a long list of one row each need not be walked to its end
        starts = [row for row in some if _is_number(sheet.rows[row][numbers])]
        if len(starts) < _LEAST:
            return {}
        height, often = Counter(after - row for row, after in pairwise(starts)).most_common(1)[0]
        if not 1 < height <= _MOST or 3 * often < 2 * (len(starts) - 1):
            return {}
    found: dict[int, int] = {}
    for start, after in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        end = start + 1
        while end < min(after, start + height) and not _ends(sheet.rows[end]):
            end += 1
        found[start] = end
    more = sum(
        any(cell is not None for cell in sheet.rows[start + 1]) for start, end in found.items() if end > start + 1
    )
    if 2 * more < len(found):  # blank rows between people of one row
        return {}
    return {start: end for start, end in found.items() if not _numbers_columns(sheet.rows[start])}


def _are_several(sheet: Sheet, columns: Sequence[_Column], blocks: Mapping[int, int]) -> bool:
    """Tell whether rows below a number are of other people: a number a home. One person has one day of birth."""
    once = [one.place for one in columns if len(one.fields) == 1 and one.fields[0] in _ONCE]
    twice = sum(
        any(sum(sheet.rows[row][place] is not None for row in range(start, end)) > 1 for place in once)
        for start, end in blocks.items()
    )
    return 4 * twice > len(blocks)


def _is_number(cell: Value) -> bool:
    return (isinstance(cell, int) and not isinstance(cell, bool)) or (isinstance(cell, str) and cell.strip().isdigit())


def _ends(cells: list[Value]) -> bool:
    """Tell whether a row is no more of the person above: the name of a cell, or a sum."""
    return aside.section(cells) is not None or aside.total(cells) is not None


def _numbers_columns(cells: list[Value]) -> bool:
    filled = [cell for cell in cells if cell is not None]
    return len(filled) > _LEAST and all(map(aside.is_column_number, filled))


def _is_head(sheet: Sheet, row: int) -> bool:
    cells = sheet.rows[row]
    return any(cell is not None for cell in cells) and not _numbers_columns(cells) and aside.section(cells) is None


def _column(sheet: Sheet, top: int, last: int, place: int) -> _Column:
    spans = [(first, left) for first, left, _last, right in sheet.merged if right > left and left <= place <= right]
    texts = [sheet.rows[row][place] for row in range(top, last + 1) if (row, place) not in spans]
    said = [cell for cell in texts if isinstance(cell, str)]
    whole = HEADINGS.field_of(" ".join(said)) if len(said) != 1 else None
    fields = [whole] if whole is not None else [field for cell in said for field in _fields(cell)]
    parts = [part for cell in said for part in _BETWEEN.split(cell) if part.strip()]
    unread = next((clean(part) for part in parts if HEADINGS.field_of(part) is None), "") if "" in fields else ""
    return _Column(place, tuple(fields), unread)


def _by_content(sheet: Sheet, last: int, columns: Sequence[_Column]) -> list[_Column]:
    """Return the columns with what stands below one more than its heading says: a birth behind the name, a second day.

    “Ngày vào Đảng chính thức” is the official day alone, unless most of its cells name two.
    """
    taken = {field for column in columns for field in column.fields}
    found: list[_Column] = []
    for column in columns:
        cells = [cells[column.place] for cells in sheet.rows[last + 1 : last + 1 + _FIRST]]
        texts = [cell for cell in cells if isinstance(cell, str)]
        fields = column.fields
        if fields == ("name",) and taken.isdisjoint(_ONCE & {"born", "born_male", "born_female"}):
            if 2 * sum(told_apart.has_birth(text) for text in texts) > len(texts):
                fields = ("name", "born")
        elif fields in (("admitted",), ("official",)) and not taken.issuperset(_OF_PARTY):
            twice = sum(told_apart.has_two_days(text) for text in texts)
            if twice and (fields == ("admitted",) or 2 * twice > len(texts)):
                fields = _OF_PARTY
        elif fields == ("education",) and any(told_apart.has_other_levels(text) for text in texts):
            fields = ("education", *(field for field in _OTHER_LEVELS if field not in taken))
        elif fields == ("",) and fold(column.unread) == _SCHOOLING and taken.isdisjoint(_LEVELS):
            fields = _LEVELS
        found.append(replace(column, fields=fields))
    return found


def _rewritten(sheet: Sheet, head: tuple[int, int], columns: Sequence[_Column], blocks: Mapping[int, int]) -> Sheet:
    """Return the sheet with what each column says written into columns of their own."""
    top, last = head
    people = blocks or {
        row: row + 1 for row in range(last + 1, len(sheet.rows)) if not _numbers_columns(sheet.rows[row])
    }
    taken = {field for column in columns for field in column.fields}
    added: dict[str, tuple[int, dict[int, Value]]] = {}
    back: dict[int, date | None] = {}
    untold: dict[int, list[Untold]] = {}
    left = [HEADINGS.labels[field] for field in ("left", "duty")]
    rows = [list(cells) for cells in sheet.rows]
    for column in columns:
        place, first = column.place, column.fields[0] if column.fields else ""
        heading = " ".join(clean(str(row[place])) for row in rows[top : last + 1] if row[place] is not None)
        reader = told_apart.reader(column.fields, words(heading), taken)
        if words(heading).startswith(_BACK):
            back = {
                start: told_apart.last_day([row[place] for row in rows[start:end]]) for start, end in people.items()
            }
        if reader is None and not blocks:
            continue
        levels = column.fields if told_apart.are_levels(column.fields) else ()
        is_named = "professional" in column.fields and told_apart.names_theory(
            sheet.rows[row][place] for start, end in people.items() for row in range(start, end)
        )
        for field in filter(None, dict.fromkeys(column.fields[1:])):
            added.setdefault(HEADINGS.labels[field], (place, {}))
        for start, end in people.items():
            cells = [sheet.rows[row][place] for row in range(start, end)]
            said = reader(cells) if reader is not None else {first: told_apart.together(cells)}
            said = told_apart.of_profession(said) if is_named else said
            rows[start][place] = said.pop(first, None)
            is_to_be_told = "" not in column.fields or bool(levels)
            if is_to_be_told and len(column.fields) > 1 and (rest := said.pop("", None)) is not None:
                text = values.shown(told_apart.together(cells))
                untold.setdefault(start, []).append(Untold(place, heading, text, str(rest), levels))
            for field, value in said.items():
                label = HEADINGS.labels[field] if field else column.unread or heading
                added.setdefault(label, (place, {}))[1][start] = value
        is_empty = all(rows[start][place] is None for start in people)
        is_read = reader is not None and not first and is_empty  # its things stand behind the table now
        for row in range(top, last + 1):
            rows[row][place] = None
        rows[last][place] = HEADINGS.labels.get(first) or (None if is_read else heading or None)
    for start, came in back.items():  # who left and came back is here
        gone = (
            None
            if came is None
            else told_apart.last_day([added[label][1].get(start) for label in left if label in added])
        )
        if came is not None and gone is not None and gone <= came:
            for label in left:
                added[label][1].pop(start, None)
    sheet = replace(sheet, untold=untold)
    return _with_columns(sheet, rows, last, added, frozenset(n for a, b in blocks.items() for n in range(a + 1, b)))


def _with_columns(
    sheet: Sheet,
    rows: list[list[Value]],
    head: int,
    added: Mapping[str, tuple[int, Mapping[int, Value]]],
    joined: frozenset[int],
) -> Sheet:
    width = len(rows[0])
    behind = sorted(added.items(), key=lambda one: HEADINGS.field_of(one[0]) is None)  # the others come and go
    for row, cells in enumerate(rows):
        cells.extend(label if row == head else said.get(row) for label, (_place, said) in behind)
        if row in joined:
            cells[:] = [None] * len(cells)
    sources = {width + n: place for n, (_label, (place, _said)) in enumerate(behind)}
    return replace(sheet, rows=rows, sources=sources, joined=joined)
