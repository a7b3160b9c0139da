"""What is typed or pasted into the grid of a rating round, read into ratings; nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from models.errors import KnownError
from models.rating_rules import RatingRules
from models.ratings import Judge, RatingLine, RatingValues
from models.tables import RatingCause, RatingLevel, RatingState
from models.text import fold

Field = Literal["cell", "committee", "points", "cause"]
FIELDS: tuple[Field, ...] = ("cell", "committee", "points", "cause")
"""What the grid takes, in the order of its columns."""
_LEVELS = tuple(RatingLevel)
_STATES = {"mien": RatingState.EXEMPT, "duoc mien": RatingState.EXEMPT, "chua": RatingState.NOT_YET}
_SHORT = {
    "xuat sac": 0,
    "hoan thanh xuat sac": 0,
    "tot": 1,
    "hoan thanh tot": 1,
    "hoan thanh": 2,
    "khong hoan thanh": 3,
}
_HEADINGS = ("ho va ten", "ho ten", "ten")
_MOST_SHOWN = 5


def read_level(text: str, rules: RatingRules) -> RatingLevel | RatingState | None:
    """Return the level or state a text names: 1–4, HTTNV, the words in full or short, “miễn”, “chưa”; None for "".

    Raises KnownError.
    """
    told = fold(text)
    if not told:
        return None
    if told in _STATES:
        return _STATES[told]
    if told in _SHORT:
        return _LEVELS[_SHORT[told]]
    for number, level in enumerate(_LEVELS, 1):
        words = {str(number), fold(level.label), fold(level.short), fold(rules.label(level)), fold(rules.short(level))}
        if told in words:
            return level
    for state in RatingState:
        if told == fold(state.label):
            return state
    raise KnownError(f"“{text.strip()}” không phải là mức xếp loại; hãy ghi số 1–4, HTTNV, hoặc chữ “miễn”.")


def read_points(text: str) -> float | None:
    """Return points of a hundred; None for nothing. Raises KnownError."""
    if not text.strip():
        return None
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        points = -1.0
    if not 0 <= points <= 100:
        raise KnownError(f"Điểm “{text.strip()}” không đọc được; điểm là số từ 0 đến 100, như 92,5.")
    return points


def read_cause(text: str) -> RatingCause | None:
    """Return the cause a text names: its number 1–5 or its words; None for nothing. Raises KnownError."""
    told = fold(text)
    if not told:
        return None
    for number, cause in enumerate(RatingCause, 1):
        if told in (str(number), fold(cause.label)):
            return cause
    raise KnownError(f"“{text.strip()}” không phải là nguyên nhân; hãy ghi số 1–5 theo thứ tự của biểu 6.")


def typed(values: RatingValues, field: Field, text: str, rules: RatingRules) -> RatingValues:
    """Return a rating with one field as typed; an empty text takes it away. Raises KnownError."""
    match field:
        case "points":
            return replace(values, points=read_points(text))
        case "cause":
            return with_cause(values, read_cause(text))
        case _:
            given = read_level(text, rules)
            if isinstance(given, RatingState):
                return values.with_state(given)
            if given is None and values.state is not None:
                return values.with_state(None)
            return values.with_level(field, given)


def with_cause(values: RatingValues, cause: RatingCause | None) -> RatingValues:
    """Return a rating with the cause of not having fulfilled the tasks. Raises KnownError for another level."""
    if cause is not None and values.level is not RatingLevel.NOT_FULFILLED:
        raise KnownError("Nguyên nhân chỉ ghi khi không hoàn thành nhiệm vụ; hãy chọn mức 4 trước.")
    return replace(values, cause=cause)


def filled(lines: Sequence[RatingLine], field: Field) -> dict[int, RatingValues]:
    """Return the ratings that change when the value of the topmost line goes into the others (fill down).

    One that says why there is no level, or whom the rules leave out, gives that. Whoever the rules leave out keeps
    nothing of it, unless a level is written for them already. Raises KnownError.
    """
    top, *rest = lines
    without = RatingState.EXEMPT if top.is_exempt else top.values.state
    changed: dict[int, RatingValues] = {}
    for line in rest:
        if line.is_exempt:
            continue
        values = line.values
        match field:
            case "points":
                new = replace(values, points=top.values.points)
            case "cause":
                new = with_cause(values, top.values.cause)
            case _ if without is not None:
                new = values.with_state(without)
            case "cell":
                new = values.with_level(field, top.values.cell_rating, top.values.cell_rated_on)
            case "committee":
                new = values.with_level(field, top.values.committee_rating, top.values.committee_rated_on)
        if new != values:
            changed[line.member_id] = new
    return changed


def blanks_given(lines: Iterable[RatingLine], field: Field, level: RatingLevel) -> dict[int, RatingValues]:
    """Return the ratings of those who have no level in a column yet, given one; who is left out stays so."""
    return {
        line.member_id: line.values.with_level("cell" if field == "cell" else "committee", level)
        for line in lines
        if not line.is_exempt
        and line.values.state is None
        and (line.values.cell_rating if field == "cell" else line.values.committee_rating) is None
    }


def as_the_cell_said(lines: Iterable[RatingLine]) -> dict[int, RatingValues]:
    """Return the ratings of those whom only the cell rated, with the committee's level like it."""
    return {
        line.member_id: line.values.with_level("committee", line.values.cell_rating)
        for line in lines
        if line.values.cell_rating is not None and line.values.committee_rating is None
    }


def dated(lines: Iterable[RatingLine], days: Mapping[Judge, date | None]) -> dict[int, RatingValues]:
    """Return the ratings of those who have a level and no day of it, given the day of the cell or the committee."""
    changed: dict[int, RatingValues] = {}
    for line in lines:
        values = line.values
        for judge, day in days.items():
            level = values.cell_rating if judge == "cell" else values.committee_rating
            known = values.cell_rated_on if judge == "cell" else values.committee_rated_on
            if day is not None and level is not None and known is None:
                values = values.with_level(judge, level, day)
        if values != line.values:
            changed[line.member_id] = values
    return changed


def pasted(
    lines: Sequence[RatingLine],
    for_rows: Callable[[int], Sequence[RatingLine]],
    field: Field | None,
    rows: Sequence[Sequence[str]],
    rules: RatingRules,
) -> dict[int, RatingValues]:
    """Return the ratings that change when a block is pasted from column `field` (None: none of these) on.

    `for_rows` gives the lines that so many rows are for, one row possibly for several: then not for whom the rules
    leave out, unless they alone are meant. An empty cell erases nothing.
    A block with a column of names goes to those people, whatever their order; where headings name its columns, as in
    what was copied from here or exported, those say what they are, and others are passed over. Nothing of a block with
    a mistake in it is taken: raises KnownError naming the first ones.
    """
    people = {name: line for line in lines for name in _names(line)}
    block = _read(rows, field, people, rules)
    if block.names is None:
        targets = list(for_rows(len(block.rows)))
    else:
        targets = _by_name(lines, people, [row[block.names] for row in block.rows])
    if len(targets) < len(block.rows):
        raise KnownError(
            f"Chưa dán gì: khối chép có {len(block.rows)} dòng mà từ đây chỉ còn {len(targets)} người; hãy đứng ở dòng "
            "trên, hoặc chép kèm cột họ tên rồi dán lại."
        )
    if len(block.rows) == 1:
        targets = [line for line in targets if not line.is_exempt] or targets
    told = [*block.rows] * len(targets) if len(block.rows) == 1 else block.rows
    changed: dict[int, RatingValues] = {}
    wrong: list[str] = []
    for line, row in zip(targets, told, strict=True):
        values = line.values
        for one, place in block.fields.items():
            text = row[place].strip()
            try:
                if text and not _is_known(line, one, text):
                    values = typed(values, one, text, rules)
            except KnownError as error:
                wrong.append(f"{line.shown_name}: {error}")
        if values != line.values:
            changed[line.member_id] = values
    if wrong:
        more = f" (và {len(wrong) - _MOST_SHOWN} chỗ khác)" if len(wrong) > _MOST_SHOWN else ""
        raise KnownError("Chưa dán gì. " + " ".join(wrong[:_MOST_SHOWN]) + more)
    return changed


class _Block(NamedTuple):
    """What is pasted: its rows, the column of names if there is one, and the column of each field."""

    rows: Sequence[Sequence[str]]
    names: int | None
    fields: Mapping[Field, int]


_NO_NAME = re.compile(r"[\s\d]*")  # a blank line, the line that numbers the columns
_MOST_BEFORE = 3  # columns before the names, as a number and a cell
_COLUMNS: Mapping[str, Field] = {
    "chi bo xep loai": "cell",
    "chi bo xl": "cell",
    "dang uy xep loai": "committee",
    "dang uy xl": "committee",
    "diem": "points",
    "nguyen nhan": "cause",
}


def _read(
    rows: Sequence[Sequence[str]], field: Field | None, people: Mapping[str, RatingLine], rules: RatingRules
) -> _Block:
    """Find the columns of a block by its headings, else the names by themselves and the fields from `field` on.

    Raises KnownError for a level under the headings that stands beside no name.
    """
    width = len(rows[0]) if rows else 0
    heads = [fold(one) for one in rows[0]] if rows else []
    names = next((place for place, head in enumerate(heads) if head in _HEADINGS), None)
    if names is not None:
        named: dict[Field, int] = {_COLUMNS[head]: place for place, head in enumerate(heads) if head in _COLUMNS}
        nameless = [row for row in rows[1:] if not row[names].strip()]
        for text in (row[place] for row in nameless for place in named.values()):
            if _is_level(text, rules):
                raise KnownError(
                    f"Chưa dán gì: một dòng ghi “{text.strip()}” mà không có họ tên; hãy ghi họ tên ở Excel rồi "
                    "chép, dán lại."
                )
        rows = [row for row in rows[1:] if not _NO_NAME.fullmatch(row[names])]
        if named:
            return _Block(rows, names, named)
    else:
        places = range(min(width, _MOST_BEFORE))
        names = next((place for place in places if any(fold(row[place]) in people for row in rows)), None)
    if field is None:
        raise KnownError("Hãy đứng ở cột xếp loại, điểm hoặc nguyên nhân rồi dán lại.")
    first = 0 if names is None else names + 1
    fields = FIELDS[FIELDS.index(field) :][: width - first]
    return _Block(rows, names, {one: first + place for place, one in enumerate(fields)})


def _is_level(text: str, rules: RatingRules) -> bool:
    """Whether a text is a level in words; a number may number the columns, another word stand under a heading."""
    try:
        return not text.strip().isdigit() and read_level(text, rules) is not None
    except KnownError:
        return False


def _is_known(line: RatingLine, field: Field, text: str) -> bool:
    """Whether a text only says what the grid shows of somebody whom the rules leave out."""
    return field in ("cell", "committee") and line.is_exempt and line.values.level is None and fold(text) == "mien"


def _names(line: RatingLine) -> set[str]:
    """Return what a member may be called in a block: by the name alone, or as the grid shows it."""
    return {fold(line.full_name), fold(line.shown_name)}


def _by_name(lines: Sequence[RatingLine], people: Mapping[str, RatingLine], told: Sequence[str]) -> list[RatingLine]:
    names = [name for line in lines for name in _names(line)]
    unknown = [name.strip() for name in told if fold(name) not in people]
    if unknown:
        raise KnownError(
            f"Chưa dán gì: không có ai trong chi bộ tên {', '.join(unknown[:_MOST_SHOWN])}; hãy chọn đúng chi bộ, hoặc "
            "sửa tên, bỏ dòng ấy ở Excel rồi chép, dán lại."
        )
    double = [name.strip() for name in told if names.count(fold(name)) > 1]
    if double:
        raise KnownError(
            f"Chưa dán gì: chi bộ có nhiều người tên {double[0]}; hãy dán riêng các mức, theo thứ tự bảng."
        )
    return [people[fold(name)] for name in told]
