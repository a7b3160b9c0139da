"""What is typed or pasted into the grid of a rating round, read into ratings; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

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

    Whoever the rules leave out keeps nothing of it, unless a level is written for them already. Raises KnownError.
    """
    top, *rest = lines
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
    lines: Sequence[RatingLine], start: int, field: Field, rows: Sequence[Sequence[str]], rules: RatingRules
) -> dict[int, RatingValues]:
    """Return the ratings that change when a block is pasted at line `start`, column `field`.

    A block whose first column holds names goes to those people, whatever their order; a heading above them is passed
    over. Nothing of a block with a mistake in it is taken: raises KnownError naming the first ones.
    """
    people = {name: line for line in lines for name in _names(line)}
    if rows and fold(rows[0][0]) in _HEADINGS:
        rows = rows[1:]
    by_name = bool(rows) and any(fold(row[0]) in people for row in rows)
    targets = _by_name(lines, people, rows) if by_name else list(lines[start : start + len(rows)])
    if len(targets) < len(rows):
        raise KnownError(f"Khối chép có {len(rows)} dòng mà từ đây chỉ còn {len(targets)} người; chưa dán gì.")
    fields = FIELDS[FIELDS.index(field) :]
    changed: dict[int, RatingValues] = {}
    wrong: list[str] = []
    for line, row in zip(targets, rows, strict=True):
        values = line.values
        for one, text in zip(fields, row[1:] if by_name else row, strict=False):
            try:
                values = typed(values, one, text, rules) if text.strip() or one in ("points", "cause") else values
            except KnownError as error:
                wrong.append(f"{line.shown_name}: {error}")
        if values != line.values:
            changed[line.member_id] = values
    if wrong:
        more = f" (và {len(wrong) - _MOST_SHOWN} chỗ khác)" if len(wrong) > _MOST_SHOWN else ""
        raise KnownError("Chưa dán gì. " + " ".join(wrong[:_MOST_SHOWN]) + more)
    return changed


def _names(line: RatingLine) -> set[str]:
    """Return what a member may be called in a block: by the name alone, or as the grid shows it."""
    return {fold(line.full_name), fold(line.shown_name)}


def _by_name(
    lines: Sequence[RatingLine], people: Mapping[str, RatingLine], rows: Sequence[Sequence[str]]
) -> list[RatingLine]:
    names = [name for line in lines for name in _names(line)]
    unknown = [row[0].strip() for row in rows if fold(row[0]) not in people]
    if unknown:
        raise KnownError(f"Chưa dán gì: không có ai trong chi bộ tên {', '.join(unknown[:_MOST_SHOWN])}.")
    double = [row[0].strip() for row in rows if names.count(fold(row[0])) > 1]
    if double:
        raise KnownError(
            f"Chưa dán gì: chi bộ có nhiều người tên {double[0]}; hãy dán riêng các mức, theo thứ tự bảng."
        )
    return [people[fold(row[0])] for row in rows]
