"""People typed twice: a second row of one person is shown and left out, rows that contradict each other are refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from exports.readers.member_headings import HEADINGS
from models.dates import PartialDate
from models.imports.register import cell_key
from models.member_records import MemberRecords
from models.records import MemberRecord, Problem, Severity
from models.text import fold

Letters = dict[str, dict[str, str]]
"""Of each sheet by name: the letters of the columns, by field."""
_NOT_SAID: Final = frozenset(
    {"sheet", "row", "problems", "double_of", "is_cell_of_section", "plain", "more_schooling", "once_said"}
)
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
    if _may_be_twice(records, "name"):
        _settle_vaguer(marked, letters)
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
            _make_double(records, group[0], position, field, letters)
        return
    refused = [position for position in group if not _is_marked(records[position])]
    for position in refused:
        record = records[position]
        rows = ", ".join(_row_name(records[one], record.sheet) for one in group[:6] if one != position)
        rows += " …" if len(group) > 6 else ""
        found = _problem(
            record, field, letters, f"{label} trùng với {rows}.", "Mỗi người chỉ giữ một dòng; sửa lại cho đúng."
        )
        records[position] = record._replace(problems=(*record.problems, found))


def _make_double(records: list[MemberRecord], first: int, second: int, field: str, letters: Letters) -> None:
    """Leave out a row of somebody who has one; what only it says goes to the first."""
    one, other = records[first], records[second]
    reason = f"Trùng {_row_name(one, other.sheet)}: cùng một đồng chí."
    found = _problem(other, field, letters, reason, "Chỉ ghi một lần.", Severity.WARNING)
    records[second] = other._replace(double_of=one.row, problems=(*other.problems, found))
    records[first] = _filled(one, other)


def _settle_vaguer(records: list[MemberRecord], letters: Letters) -> None:
    """Look at people of one name in one cell whose days are the same but for being known less exactly in one row.

    One day that is the same to the day settles it; without any there is only a word that they may be one.
    """
    groups: dict[object, list[int]] = defaultdict(list)
    for position, record in enumerate(records):
        if record.double_of is None and not record.is_refused:
            groups[fold(record.full_name), cell_key(record.cell_name or "")].append(position)
    for group in groups.values():
        for n, second in enumerate(group):
            for first in group[:n]:
                one, other = records[first], records[second]
                if one.double_of is not None or not _agree(one, other):
                    continue
                if _shares_a_day(one, other):
                    _make_double(records, first, second, "name", letters)
                else:
                    reason = f"Có thể trùng {_row_name(one, other.sheet)}: cùng họ tên, cùng chi bộ."
                    repair = "Nếu là một đồng chí, bỏ một dòng trong tệp rồi nhập lại."
                    found = _problem(other, "name", letters, reason, repair, Severity.WARNING)
                    records[second] = other._replace(problems=(*other.problems, found))
                break


def _shares_a_day(one: MemberRecord, other: MemberRecord) -> bool:
    pairs = ((one.born_on, other.born_on), (one.admitted_on, other.admitted_on))
    return any(first is not None and first.is_full and first == second for first, second in pairs)


def _is_marked(record: MemberRecord) -> bool:
    return any(problem.is_error and " trùng với " in problem.reason for problem in record.problems)


def _agree(one: MemberRecord, other: MemberRecord) -> bool:
    """Tell whether two rows can speak of one person: what both say is the same; a blank agrees with anything."""
    for name in _SAID:
        if name == "cell_name" and (one.is_cell_of_section or other.is_cell_of_section):
            continue
        first, second = getattr(one, name), getattr(other, name)
        if first is None or second is None or _same(first, second):
            continue
        if name != "cell_name" or cell_key(first) != cell_key(second):
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
    for name in ("born_on", "admitted_on", "official_on"):
        day, closer = getattr(first, name), getattr(other, name)
        if day is not None and closer is not None and len(closer.iso) > len(day.iso):
            extra[name] = closer
    if other.plain.keys() - first.plain.keys():
        extra["plain"] = {**other.plain, **first.plain}
    if other.more_schooling and other.more_schooling != first.more_schooling:
        extra["more_schooling"] = "; ".join(filter(None, (first.more_schooling, other.more_schooling)))
    return first._replace(**extra) if extra else first


def _problem(
    record: MemberRecord,
    field: str,
    letters: Letters,
    reason: str,
    repair: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
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
