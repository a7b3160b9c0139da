"""People typed twice: a second row of one person is shown and left out, rows that contradict each other are refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from exports.readers.member_headings import HEADINGS
from models.dates import PartialDate
from models.member_records import MemberRecords
from models.records import MemberRecord, Problem, Severity
from models.text import fold

Letters = dict[str, dict[str, str]]
"""Of each sheet by name: the letters of the columns, by field."""
_NOT_SAID: Final = frozenset({"sheet", "row", "problems", "double_of", "is_cell_of_section", "plain"})
_SAID: Final = tuple(name for name in MemberRecord._fields if name not in _NOT_SAID)


def mark(records: MemberRecords, letters: Letters) -> MemberRecords:
    """Return the records with every person once.

    Later rows of one person are doubles, and what only they say goes to the first; rows that share a number, or all
    that names a person, but contradict each other are refused.
    """
    if not any(_may_be_twice(records, field) for field, _label, _key in _KEYS):
        return records
    before = list(records)
    marked = list(before)
    for field, label, key in _KEYS:
        groups: dict[object, list[int]] = defaultdict(list)
        for position, record in enumerate(marked):
            if (value := key(record)) is not None and record.double_of is None:
                groups[value].append(position)
        for group in groups.values():
            if len(group) > 1:
                _settle(marked, group, field, label, letters)
    return records.with_made(
        {n: one for n, (one, was) in enumerate(zip(marked, before, strict=True)) if one is not was}
    )


def _may_be_twice(records: MemberRecords, field: str) -> bool:
    """Tell at a glance whether two rows can share what a key looks at: in a long list, as a rule, none do."""
    if field == "name":
        return not (all(records.column("citizen_id")) and all(records.column("card_number")))
    numbers = records.column(_NUMBERS[field])
    return len(set(numbers)) < len(numbers) - max(0, numbers.count(None) - 1)


def _settle(records: list[MemberRecord], group: list[int], field: str, label: str, letters: Letters) -> None:
    first, *others = (records[position] for position in group)
    is_one = all(_agree(first, other) for other in others) and not any(records[one].is_refused for one in group)
    if is_one and (field != "name" or _is_beyond_doubt(first)):
        for position in group[1:]:
            other = records[position]
            first = _filled(first, other)
            where = _row_name(first, other.sheet)
            found = _problem(
                other, field, label, letters, f"Trùng {where}: cùng một đồng chí.", "Chỉ ghi một lần.", Severity.WARNING
            )
            records[position] = other._replace(double_of=first.row, problems=(*other.problems, found))
        records[group[0]] = first
        return
    refused = [position for position in group if not _is_marked(records[position])]
    for position in refused:
        record = records[position]
        rows = ", ".join(_row_name(records[one], record.sheet) for one in group[:6] if one != position)
        rows += " …" if len(group) > 6 else ""
        found = _problem(
            record, field, label, letters, f"{label} trùng với {rows}.", "Mỗi người chỉ giữ một dòng; sửa lại cho đúng."
        )
        records[position] = record._replace(problems=(*record.problems, found))


def _is_marked(record: MemberRecord) -> bool:
    return any(problem.is_error and " trùng với " in problem.reason for problem in record.problems)


def _agree(one: MemberRecord, other: MemberRecord) -> bool:
    """Tell whether two rows can speak of one person: what both say is the same; a blank agrees with anything."""
    for name in _SAID:
        if name == "cell_name" and (one.is_cell_of_section or other.is_cell_of_section):
            continue
        first, second = getattr(one, name), getattr(other, name)
        if first is not None and second is not None and not _same(first, second):
            return False
    return all(
        _same(value, other.plain[column])
        for column, value in one.plain.items()
        if column in other.plain and column != "note"  # remarks on two rows of one person seldom are the same
    )


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, PartialDate):
        return one.first <= other.last and other.first <= one.last
    return fold(one) == fold(other) if isinstance(one, str) else one == other


def _is_beyond_doubt(record: MemberRecord) -> bool:
    """Tell whether name and dates alone name one person: both dates to the day."""
    return all(day is not None and day.is_full for day in (record.born_on, record.admitted_on))


def _filled(first: MemberRecord, other: MemberRecord) -> MemberRecord:
    extra = {
        name: getattr(other, name)
        for name in _SAID
        if getattr(first, name) is None and getattr(other, name) is not None
    }
    if other.plain.keys() - first.plain.keys():
        extra["plain"] = {**other.plain, **first.plain}
    return first._replace(**extra) if extra else first


def _problem(
    record: MemberRecord,
    field: str,
    label: str,
    letters: Letters,
    reason: str,
    repair: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    del label
    letter = letters[record.sheet].get(field)
    value = str(getattr(record, _NUMBERS[field]) if field in _NUMBERS else record.full_name)
    return Problem(record.sheet, record.row, letter, HEADINGS.labels[field], value, reason, repair, severity)


def _row_name(record: MemberRecord, sheet: str) -> str:
    return f"dòng {record.row}" if record.sheet == sheet else f"dòng {record.row} trang “{record.sheet}”"


def _same_person(record: MemberRecord) -> object | None:
    """Return what names a person without numbers; None while the row says too little to call it the same."""
    if record.is_refused or record.born_on is None or record.admitted_on is None:
        return None
    if record.citizen_id and record.card_number:
        return None
    return fold(record.full_name), record.born_on, record.admitted_on


_NUMBERS: Final = {"citizen": "citizen_id", "card": "card_number", "external_id": "external_id"}
_KEYS: Final[tuple[tuple[str, str, Callable[[MemberRecord], object | None]], ...]] = (
    ("citizen", "Số CCCD", lambda record: record.citizen_id),
    ("card", "Số thẻ", lambda record: record.card_number),
    ("external_id", "Mã ở hệ thống cấp trên", lambda record: record.external_id),
    ("name", "Họ tên, ngày sinh và ngày kết nạp", _same_person),
)
