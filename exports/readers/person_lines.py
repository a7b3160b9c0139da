"""Lists that say several things of a person in one column, in lines or on rows of their own: sổ mẫu 7-HSĐV and its kin.

Such a column is called “Nam, nữ; ngày sinh; dân tộc; tôn giáo”, or has as many headings one below the other as a
person has rows. What it says is written into columns behind the table, one for each thing; sentences still name its own
letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Final

from exports.readers import aside, days, roll_grid, schooling, values
from exports.readers.headings import HEADER_ROWS, NOT_ASKED, bare, words
from exports.readers.member_headings import HEADINGS
from exports.readers.sheet import Sheet, Value
from models.dates import PartialDate
from models.text import clean, fold

_BETWEEN: Final = re.compile(r"[;,\n]")
_MOST: Final = 6
_FIRST: Final = 200
_NUMBERS: Final = NOT_ASKED | {"so thu tu", "so tt"}
_LEAST: Final = 3
"""How many people must have as many rows."""
_ONCE: Final = frozenset(("born", "born_male", "born_female", "admitted", "citizen"))
_BACK: Final = "ngay chuyen den"
_LEFT: Final = (("ngay chuyen di", "Chuyển đi"), ("ngay tu tran", "Từ trần"), ("ngay ra khoi dang", ""))
_DAY: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|(?<!\d)(?:19|20)\d\d(?!\d)")
_SAID: Final = tuple(  # what a line says it is
    (re.compile(sign, re.IGNORECASE), field)
    for sign, field in (
        (r"(?:ks|khai sinh|tên khai sinh)\s*:\s*(.+)", "birth_name"),
        (r"(?:tên khác|bí danh|tên gọi khác)\s*:\s*(.+)", "other_name"),
        (r"\(([^\W\d][^()\d]*)\)", "other_name"),
        (r"(?:llct|lý luận(?: chính trị)?)\s*:\s*(.+)", "theory"),
        (r"(.*\b(?:llct|lý luận).*)", "theory"),
        (r"(?:ll|số ll|lý lịch|số lý lịch)\s*:\s*(.+)", "dossier_number"),
        (r"(?:trước|trước đây)\s*:\s*(.+)", "former_occupation"),
        (r"(?:nay|hiện nay)\s*:\s*(.+)", "work"),
        (r"(?:ct|chính thức)\s*:?\s*(\d.*)", "official"),
    )
)
_PEOPLES: Final = frozenset(
    "kinh tay thai hoa khmer muong nung mong hmong dao giarai ede bana sandiu xodang cotu gie brau odu romam pupeo "  # noqa: SIM905
    "cham sanchay hre raglai mnong tho xtieng khomu bruvankieu giay gietrieng taoi ma co choro xinhmun hanhi churu lao "
    "lachi khang phula lahu lalo lolo chut mang pathen colao cong boy sila ngai lu".split()
)
_FAITHS: Final = re.compile(r"(khong|phat giao|thien chua|cong giao|tin lanh|cao dai|hoa hao|hoi giao|dao )")


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
        return [whole]
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
    whole = HEADINGS.field_of(" ".join(said))
    fields = [whole] if whole is not None else [field for cell in said for field in _fields(cell)]
    parts = [part for cell in said for part in _BETWEEN.split(cell) if part.strip()]
    unread = next((clean(part) for part in parts if HEADINGS.field_of(part) is None), "") if "" in fields else ""
    return _Column(place, tuple(fields), unread)


def _rewritten(sheet: Sheet, head: tuple[int, int], columns: Sequence[_Column], blocks: Mapping[int, int]) -> Sheet:
    """Return the sheet with what each column says written into columns of their own."""
    top, last = head
    people = blocks or {
        row: row + 1 for row in range(last + 1, len(sheet.rows)) if not _numbers_columns(sheet.rows[row])
    }
    taken = {field for column in columns for field in column.fields}
    added: dict[str, tuple[int, dict[int, Value]]] = {}
    back: dict[int, date | None] = {}
    left = [HEADINGS.labels[field] for field in ("left", "duty")]
    rows = [list(cells) for cells in sheet.rows]
    for column in columns:
        place, first = column.place, column.fields[0] if column.fields else ""
        heading = " ".join(clean(str(row[place])) for row in rows[top : last + 1] if row[place] is not None)
        reader = _reader(column, words(heading), taken)
        if words(heading).startswith(_BACK):
            back = {start: _last_day([row[place] for row in rows[start:end]]) for start, end in people.items()}
        if reader is None and not blocks:
            continue
        for field in filter(None, dict.fromkeys(column.fields[1:])):
            added.setdefault(HEADINGS.labels[field], (place, {}))
        for start, end in people.items():
            cells = [sheet.rows[row][place] for row in range(start, end)]
            said = reader(cells) if reader is not None else {first: _together(cells)}
            rows[start][place] = said.pop(first, None)
            for field, value in said.items():
                label = HEADINGS.labels[field] if field else column.unread or heading
                added.setdefault(label, (place, {}))[1][start] = value
        is_empty = all(rows[start][place] is None for start in people)
        is_read = reader is not None and not first and is_empty  # its things stand behind the table now
        for row in range(top, last + 1):
            rows[row][place] = None
        rows[last][place] = HEADINGS.labels.get(first) or (None if is_read else heading or None)
    for start, came in back.items():  # who left and came back is here
        gone = None if came is None else _last_day([added[label][1].get(start) for label in left if label in added])
        if came is not None and gone is not None and gone <= came:
            for label in left:
                added[label][1].pop(start, None)
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


def _together(cells: Sequence[Value]) -> Value:
    """Return what the rows of a person say in one column as one."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) < 2:
        return filled[0] if filled else None
    return " ".join(dict.fromkeys(clean(values.shown_in_full(cell)) for cell in filled))


_Reader = Callable[[Sequence[Value]], dict[str, Value]]


def _reader(column: _Column, heading: str, taken: set[str]) -> _Reader | None:
    """Return what tells the things apart that a column says, None for a column of one thing."""
    how = next((how for start, how in _LEFT if heading.startswith(start)), None)
    if how is not None and taken.isdisjoint(("left", "duty")):
        return partial(_left, how)
    if column.fields == ("note",) and taken.isdisjoint(("cell", "duty")):
        return _remark
    if heading.startswith("bo doi") and taken.isdisjoint(("enlisted_on", "discharged_on")):
        return _army
    return partial(_things, column.fields) if len(set(column.fields) - {""}) > 1 else None


def _left(how: str, cells: Sequence[Value]) -> dict[str, Value]:
    """Return when and how somebody left the list."""
    said = _together(cells)
    if said is None:
        return {}
    text = values.shown_in_full(said)
    found = _DAY.search(text)
    return {"left": found[0] if found else None, "duty": how or (text if values.is_gone(text) else "Ra khỏi Đảng")}


def _last_day(cells: Sequence[Value]) -> date | None:
    """Return the last of the days that cells name."""
    texts = [day for cell in cells if cell is not None for day in _DAY.findall(values.shown_in_full(cell))]
    found: list[PartialDate | None] = [days.partial_date(text).value for text in texts]
    return max((day.last for day in found if day is not None), default=None)


def _army(cells: Sequence[Value]) -> dict[str, Value]:
    text = values.shown_in_full(_together(cells) or "")
    found = _DAY.findall(text)
    if not fold(text).startswith("bo doi") or len(found) != 2:
        return {"": text} if text else {}
    return {"enlisted_on": found[0], "discharged_on": found[1]}


def _remark(cells: Sequence[Value]) -> dict[str, Value]:
    """Return the cell, the standing and the remark that the last column of the book has below one another."""
    found: dict[str, Value] = {}
    rest: list[str] = []
    for line in _lines(cells):
        if "cell" not in found and aside.section([line]) is not None:
            found["cell"] = line
        elif "duty" not in found and values.duty(line).value is not None:
            found["duty"] = line
        else:
            rest.append(line)
    return {**found, "note": "\n".join(rest) or None}


def _lines(cells: Sequence[Value]) -> list[str]:
    return [clean(line) for cell in cells if cell is not None for line in _shown(cell).split("\n") if line.strip()]


def _shown(cell: Value) -> str:
    return cell if isinstance(cell, str) else values.shown_in_full(cell)


def _things(fields: tuple[str, ...], cells: Sequence[Value]) -> dict[str, Value]:
    """Return what the lines of a person say, by field; under "" what nobody can tell."""
    if len(cells) == len(fields) and (whole := _in_order(fields, cells)) is not None:
        return whole
    lines = _lines(cells)
    if len(lines) == 1 and ";" in lines[0] and "work" not in fields:
        lines = [clean(part) for part in lines[0].split(";") if part.strip()]
    elif len(lines) == 1 and len(parts := [clean(part) for part in lines[0].split(",")]) == len(fields):
        is_told = all(field in _TESTS and _fits(field, part) for field, part in zip(fields, parts, strict=True))
        lines = parts if is_told else lines
    found: dict[str, Value] = {}
    rest: list[str] = []
    for line in lines:
        match = _named(line)
        if match is not None and match[1] not in found and _may_say(match[1], fields):
            found[match[1]] = match[0]
        else:
            rest.append(line)
    open_fields = [field for field in fields if field and field not in found]
    if len(rest) == len(open_fields) and all(_fits(field, line) for field, line in zip(open_fields, rest, strict=True)):
        return {**found, **dict(zip(open_fields, rest, strict=True))}
    if open_fields == ["former_occupation", "work"] and len(rest) == 1:
        return {**found, "work": rest[0]}
    unknown: list[str] = []
    for line in rest:
        field = next((one for one in open_fields if _fits(one, line, is_sure=True)), None)
        if field is None:
            unknown.append(line)
        else:
            found[field] = line
            open_fields.remove(field)
    return {**found, "": ", ".join(unknown)} if unknown else found


def _in_order(fields: tuple[str, ...], cells: Sequence[Value]) -> dict[str, Value] | None:
    """Return the rows of a person as what the headings say, a row for each; None where a row says something else."""
    found: dict[str, Value] = {}
    for field, cell in zip(fields, cells, strict=True):
        named = _named(clean(cell)) if isinstance(cell, str) else None
        if named is not None and named[1] != field:
            return None
        if cell is not None:
            found[field] = cell if named is None else named[0]
    return found


def _named(line: str) -> tuple[str, str] | None:
    """Return what a line says and the field that it names itself, None if it names none."""
    return next(((found[1], field) for sign, field in _SAID if (found := sign.fullmatch(line))), None)


def _may_say(field: str, fields: tuple[str, ...]) -> bool:
    """Tell whether a column may say a thing that its headings name, or the names beside a name."""
    return field in fields or ("name" in fields and field in ("birth_name", "other_name"))


def _fits(field: str, line: str, *, is_sure: bool = False) -> bool:
    """Tell whether a line may be of a field; with `is_sure` also that it is of no other."""
    test = _TESTS.get(field)
    if test is not None:
        return test(line)
    return not (is_sure and field in ("theory", "former_occupation")) and not _is_day(line)


def _is_day(line: str) -> bool:
    found: PartialDate | None = days.partial_date(line).value
    return found is not None


def _is_plain(read: values.Read[str]) -> bool:
    return read.value is not None and not read.reason


def _is_card(line: str) -> bool:
    return _is_plain(values.identity_number(line, "")) or values.old_card_number(line) is not None


_TESTS: Final[Mapping[str, Callable[[str], bool]]] = {
    **dict.fromkeys(("born", "admitted", "official", "card_issued", "left"), _is_day),
    "gender": lambda line: values.gender(line).value is not None,
    "ethnic": lambda line: bare(line).replace(" ", "") in _PEOPLES,
    "religion": lambda line: _FAITHS.match(fold(line)) is not None,
    "education": lambda line: _is_plain(schooling.general(line)),
    "professional": lambda line: schooling.professional(line).value is not None,
    "card": _is_card,
    "old_card": lambda line: values.old_card_number(line) is not None,
    "citizen": lambda line: _is_plain(values.identity_number(line, "")),
    "dossier_number": lambda line: any(map(str.isdigit, line)) and not line.startswith("HH"),
}
