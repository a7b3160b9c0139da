"""What a column says that holds several things of a person, told apart by the order of its heading and by its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from exports.readers import aside, days, people_names, remarks, schooling, statuses, values
from exports.readers.headings import bare
from exports.readers.sheet import Value
from models.dates import PartialDate
from models.tables import EventKind
from models.text import clean, fold

_LEFT: Final = (("ngay chuyen di", "Chuyển đi"), ("ngay tu tran", "Từ trần"), ("ngay ra khoi dang", ""))
_DAY: Final = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?!\d)"
)
_BIRTH: Final = re.compile(
    rf"(?P<name>[^\W\d][^\d(]*?)[\s,;(–-]+(?:sinh|sn|s)?[\s.:]*(?:năm|ngày)?\s*(?P<day>{_DAY.pattern})\s*\)?",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"(?P<name>[^\d()]+)\((?P<rest>[^()]+)\)\.?")
_OFFICIAL: Final = re.compile(r"\b(?:ct|chính thức)\b", re.IGNORECASE)
_LEVELS: Final = frozenset(("education", "professional", "theory", "foreign_language", "computing"))
EITHER: Final = re.compile(r"(?:trung cap|tc|so cap|sc|cu nhan)")
"""Levels that are of a profession and of political theory too."""
OF_THEORY: Final = re.compile(r"\b(?:llct|ly luan|chinh tri|hanh chinh)\b")
_THEORY_NAMED: Final = re.compile(r"(?:llct|ly luan(?: chinh tri)?) ?:")
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


def together(cells: Sequence[Value]) -> Value:
    """Return what the rows of a person say in one column as one."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) < 2:
        return filled[0] if filled else None
    return " ".join(dict.fromkeys(clean(values.shown_in_full(cell)) for cell in filled))


Reader = Callable[[Sequence[Value]], dict[str, Value]]


def reader(fields: tuple[str, ...], heading: str, taken: set[str]) -> Reader | None:
    """Return what tells the things apart that a column says, None for a column of one thing."""
    how = next((how for start, how in _LEFT if heading.startswith(start)), None)
    if how is not None and taken.isdisjoint(("left", "duty")):
        return partial(_left, how)
    if fields == ("note",) and taken.isdisjoint(("cell", "duty")):
        return _remark
    if heading.startswith("bo doi") and taken.isdisjoint(("enlisted_on", "discharged_on")):
        return _army
    if fields == ("admitted", "official"):
        return _days_of_party
    return partial(_things, fields) if len(set(fields) - {""}) > 1 else None


def names_theory(cells: Iterable[Value]) -> bool:
    """Tell whether a column puts “LLCT:” before what is of political theory, as our own lists do."""
    lines = (line for cell in cells if isinstance(cell, str) for line in re.split("[;\n]", cell))
    return any(_THEORY_NAMED.match(fold(line)) for line in lines)


def of_profession(said: dict[str, Value]) -> dict[str, Value]:
    """Return what a cell says with a lone “Trung cấp” as of a profession, where theory would have been named."""
    lone = said.get("")
    if isinstance(lone, str) and "professional" not in said and EITHER.fullmatch(fold(lone)):
        return {**{field: value for field, value in said.items() if field}, "professional": lone}
    return said


def has_birth(line: str) -> bool:
    """Tell whether a name has a birth behind it: “Lò Văn Ánh (1975)”."""
    return birth_behind(line) is not None


def birth_behind(line: str) -> tuple[str, str] | None:
    """Return a name and the birth behind it, None if none is there."""
    found = _BIRTH.fullmatch(clean(line))
    return None if found is None else (clean(found["name"]), found["day"])


def has_two_days(line: str) -> bool:
    """Tell whether a cell names two days."""
    return len(_DAY.findall(line)) == 2


def are_levels(fields: Sequence[str]) -> bool:
    """Tell whether all that a column says is of schooling; "" for headings nobody reads."""
    return any(fields) and _LEVELS.issuperset(filter(None, fields))


def has_other_levels(line: str) -> bool:
    """Tell whether a cell of general schooling also names a level of a profession or of theory: “12/12, TC”."""
    parts = schooling.parts(line)
    general = [part for part in parts if _is_plain(schooling.general(part))]
    others = [part for part in parts if part not in general]
    return bool(general) and any(
        _is_plain(schooling.professional(part)) or _is_plain(schooling.theory(part)) for part in others
    )


def _days_of_party(cells: Sequence[Value]) -> dict[str, Value]:
    """Return the days of admission and recognition of one cell, or of a row for each; a day alone is the first."""
    if len(cells) == 2 and (whole := _in_order(("admitted", "official"), cells)) is not None:
        return whole
    text = "\n".join(_lines(cells))
    found = _DAY.findall(text)
    if len(found) == 2:
        return {"admitted": found[0], "official": found[1]}
    if len(found) == 1 and _OFFICIAL.search(text):
        return {"official": found[0]}
    if len(found) == 1 and text.strip("/ ") == found[0]:  # the place of the other is empty
        return {"official" if text.startswith("/") else "admitted": found[0]}
    return {"admitted": cells[0] if len(cells) == 1 else text or None}


def _left(how: str, cells: Sequence[Value]) -> dict[str, Value]:
    """Return when and how somebody left the list."""
    said = together(cells)
    if said is None:
        return {}
    text = values.shown_in_full(said)
    found = _DAY.search(text)
    if not how and not statuses.is_gone(text):
        remark = remarks.read(text)
        is_resigned = remark is not None and remark.leaving is EventKind.RESIGNED
        how = "Cho ra khỏi Đảng" if is_resigned else "Ra khỏi Đảng"
    return {"left": found[0] if found else None, "duty": how or text}


def last_day(cells: Sequence[Value]) -> date | None:
    """Return the last of the days that cells name."""
    texts = [day for cell in cells if cell is not None for day in _DAY.findall(values.shown_in_full(cell))]
    found: list[PartialDate | None] = [days.partial_date(text).value for text in texts]
    return max((day.last for day in found if day is not None), default=None)


def _army(cells: Sequence[Value]) -> dict[str, Value]:
    text = values.shown_in_full(together(cells) or "")
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
        elif "duty" not in found and statuses.duty(line).value is not None:
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
    if len(lines) == 1 and fields[:1] == ("name",) and (found_in := _IN_BRACKETS.fullmatch(lines[0])):
        lines = [clean(found_in["name"]), *map(clean, re.split("[,;]", found_in["rest"]))]
    elif len(lines) == 1 and ";" in lines[0] and "work" not in fields:
        lines = [clean(part) for part in lines[0].split(";") if part.strip()]
    elif len(lines) == 1 and _LEVELS.issuperset(filter(None, fields)):
        return _levels(fields, lines[0])
    elif len(lines) == 1 and "born" in fields and "name" in fields and (said := _BIRTH.fullmatch(lines[0])):
        return _things(tuple(one for one in fields if one != "born"), [said["name"]]) | {"born": said["day"]}
    elif len(lines) == 1 and len(parts := _parts(lines[0])) == len(fields):
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
        may_be_either = {"professional", "theory"}.issubset(open_fields) and EITHER.fullmatch(fold(line))
        fitting = () if may_be_either else (one for one in open_fields if _fits(one, line, is_sure=True))
        field = next(iter(fitting), None)
        if field is None:
            unknown.append(line)
        else:
            found[field] = line
            open_fields.remove(field)
    return {**found, "": ", ".join(unknown)} if unknown else found


def _parts(line: str) -> list[str]:
    """Return what stands between commas, or else between slashes: “Thái/Không”."""
    return [clean(part) for part in line.split("," if "," in line else "/")]


def _levels(fields: tuple[str, ...], line: str) -> dict[str, Value]:
    """Return the levels of schooling that a line names: by their words where these are sure, else in order.

    What may be of several and has no place of its own stands under "": “12/12, TC” may be of profession or theory.
    """
    parts = schooling.parts(line)
    told = [_level(part, fields) for part in parts]
    found: dict[str, list[str]] = {}
    for part, field in zip(parts, told, strict=True):
        if field is not None:
            found.setdefault(field, []).append(part)
    rest = [part for part, field in zip(parts, told, strict=True) if field is None]
    open_fields = [field for field in fields if field and field not in found]
    is_in_order = len(parts) == len([one for one in fields if one]) and "" not in fields
    if is_in_order and all(
        sure in (None, field) and _fits(field, part) for field, part, sure in zip(fields, parts, told, strict=True)
    ):
        return dict(zip(fields, parts, strict=True))
    if rest and len(rest) == len(open_fields) and all(map(_fits, open_fields, rest)):
        found |= {field: [part] for field, part in zip(open_fields, rest, strict=True)}
        rest = []
    said: dict[str, Value] = {field: ", ".join(words) for field, words in found.items()}
    return {**said, "": ", ".join(rest)} if rest else said


def _level(part: str, fields: tuple[str, ...]) -> str | None:
    """Return the one field of which a level can be by its words, None where it may be of several or is of none."""
    line = fold(part)
    if "education" in fields and _is_plain(schooling.general(part)):
        return "education"
    if "theory" in fields and (OF_THEORY.search(line) or line in ("cao cap", "cc", "cao cap, cu nhan")):
        return "theory"
    if "professional" in fields and _is_plain(schooling.professional(part)):
        return None if "theory" in fields and EITHER.fullmatch(line) else "professional"
    return None


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
    **dict.fromkeys(("born", "admitted", "official", "card_issued", "left", "exempt"), _is_day),
    "gender": lambda line: values.gender(line).value is not None,
    "ethnic": lambda line: bare(line).replace(" ", "") in _PEOPLES,
    "religion": lambda line: _FAITHS.match(fold(line)) is not None,
    "education": lambda line: _is_plain(schooling.general(line)),
    "professional": lambda line: schooling.says_something(schooling.professional(line)),
    "theory": lambda line: schooling.says_something(schooling.theory(line)),
    "name": lambda line: " " in line and _is_plain(people_names.person_name(line)),
    "card": _is_card,
    "old_card": lambda line: values.old_card_number(line) is not None,
    "citizen": lambda line: _is_plain(values.identity_number(line, "")),
    "dossier_number": lambda line: any(map(str.isdigit, line)) and not line.startswith("HH"),
}
