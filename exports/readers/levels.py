"""What a list says of schooling beyond the one level of each kind that the card has a field for: it goes to the note.

A lone “TC” below “văn hóa, chuyên môn, LLCT” may be of a profession or of political theory. Somebody is asked once a
file (models.outline.LEVELS); until then it is kept in the note too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from exports.readers import schooling, values
from exports.readers.headings import Known, Placed
from exports.readers.member_fields import Fields
from exports.readers.rows import Row
from exports.readers.sheet import Sheet, Untold
from exports.readers.told_apart import EITHER, OF_THEORY
from models.outline import LEVELS
from models.text import fold

_READERS: Final = {
    "education": schooling.general,
    "professional": schooling.professional,
    "theory": schooling.theory,
}


def asked(sheet: Sheet, where: Placed) -> tuple[str, ...]:
    """Return the words of a sheet that may be of a profession or of theory, each as it is first written.

    What somebody has said already is asked no more.
    """
    meant: Mapping[str, str] = getattr(where, "levels", {})
    return tuple(part for folded, part in _either(sheet).items() if folded not in meant)


def answered(sheet: Sheet, where: Placed) -> dict[str, str]:
    """Return the words of a sheet that somebody has said the field of, each as it is first written: word → field."""
    meant: Mapping[str, str] = getattr(where, "levels", {})
    return {part: meant[folded] for folded, part in _either(sheet).items() if folded in meant}


def note(sheet: Sheet, where: Placed) -> str:
    """Return the sentence that says how words were understood as somebody said, "" if none was."""
    said = ", ".join(f"“{word}” là {LEVELS[field].lower()}" for word, field in answered(sheet, where).items())
    return f"Trang “{sheet.name}”: {said}, như đã chọn." if said else ""


def known(meant: Mapping[str, str]) -> dict[str, str]:
    """Return the words that somebody said the field of, without those they were unsure of."""
    return {word: field for word, field in meant.items() if field in LEVELS}


def take(row: Row, said: dict[str, Any], fields: Fields, known: Known) -> None:
    """Put into `said` what the row's cells of schooling say besides the levels read; what was not said is remarked on.

    `fields` says what words mean and meant before, as somebody said; `known` names the columns.
    """
    once: dict[str, str] = {}
    texts = {
        field: values.shown_in_full(cell) for field in _READERS if isinstance(cell := row.raw(field), str) and cell
    }
    rest: list[str] = []
    for one in row.untold:
        if not row.reads_levels(one):
            continue
        for part in _words(one):
            field = fields.levels.get(fold(part)) if _may_be_either(one, part) else None
            if (before := fields.levels_before.get(fold(part))) and (level := _READERS[before](part).value):
                once[before] = level
            if field is None:
                rest.append(part)
                _remark(row, one, part)
            else:
                texts[field] = ", ".join(filter(None, (texts.get(field), part)))
                said[field] = row.take(field, _READERS[field](texts[field]))
    if said.get("theory") is None and not texts.get("theory"):
        _take_theory(texts.get("professional", ""), said)
    several = [f"{known.labels[field]}: {text}" for field, text in texts.items() if schooling.says_more(field, text)]
    unsure = [f"Trình độ chưa rõ mục: {', '.join(rest)}"] if rest else []
    said["once_said"] = tuple((field, level) for field, level in once.items() if said.get(field) is None)
    said["more_schooling"] = "; ".join((*several, *unsure)) or None


def _either(sheet: Sheet) -> dict[str, str]:
    """Return the words of a sheet that may be of either field, as first written, by their folded form."""
    found: dict[str, str] = {}
    for several in sheet.untold.values():
        for part in (part for one in several for part in _words(one) if _may_be_either(one, part)):
            found.setdefault(fold(part), part)
    return found


def _words(one: Untold) -> list[str]:
    return one.part.split(", ")


def _may_be_either(one: Untold, part: str) -> bool:
    return LEVELS.keys() <= set(one.levels) and EITHER.fullmatch(fold(part)) is not None


def _take_theory(text: str, said: dict[str, Any]) -> None:
    """Take the level of theory that says it is one (“ĐH Luật, TC LLCT”) where the list has it nowhere else."""
    for part in schooling.parts(text):
        found = schooling.theory(part)
        if OF_THEORY.search(fold(part)) and found.value is not None and not found.reason:
            said["theory"] = found.value


def _remark(row: Row, one: Untold, part: str) -> None:
    if _may_be_either(one, part):
        reason = f"“{part}” chưa rõ là chuyên môn hay lý luận chính trị, giữ ở Ghi chú."
        row.complain_of_part(one, reason, "Chọn ở phía trên bảng, hoặc ghi rõ trong tệp.")
    else:
        row.complain_of_part(one, f"“{part}” chưa rõ là mục nào, giữ ở Ghi chú.", "Ghi rõ trong tệp nếu cần.")
