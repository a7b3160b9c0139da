"""What the letters of an attendance book mean: those of its own legend, else the usual ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from models.tables import Duty, Mark
from models.text import clean, fold, nfc

Meaning = tuple[Duty, Mark]
Legend = Mapping[str, Meaning]

PRESENT: Final = (Duty.ACTIVE, Mark.PRESENT)
USUAL: Final[Legend] = {
    "x": PRESENT,
    "P": (Duty.ACTIVE, Mark.EXCUSED),
    "K": (Duty.ACTIVE, Mark.UNEXCUSED),
    "M": (Duty.EXEMPT, Mark.UNRECORDED),
    "TĐ": (Duty.TEMP_AWAY, Mark.UNRECORDED),
}
SAID: Final[Legend] = {  # by the keys of models.outline.MARKS
    "present": PRESENT,
    "online": (Duty.ACTIVE, Mark.ONLINE),
    "excused": (Duty.ACTIVE, Mark.EXCUSED),
    "unexcused": (Duty.ACTIVE, Mark.UNEXCUSED),
    "exempt": (Duty.EXEMPT, Mark.UNRECORDED),
    "away": (Duty.TEMP_AWAY, Mark.UNRECORDED),
}
_MEANINGS: Final[tuple[tuple[re.Pattern[str], Meaning], ...]] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"khong (co )?(ly do|li do|phep)", (Duty.ACTIVE, Mark.UNEXCUSED)),
        (r"(co )?(ly do|li do|phep)", (Duty.ACTIVE, Mark.EXCUSED)),
        (r"truc tuyen", (Duty.ACTIVE, Mark.ONLINE)),
        (r"tam thoi", (Duty.TEMP_AWAY, Mark.UNRECORDED)),
        (r"mien", (Duty.EXEMPT, Mark.UNRECORDED)),
        (r"dac biet", (Duty.SPECIAL_DUTY, Mark.UNRECORDED)),
        (r"dinh chi", (Duty.SUSPENDED, Mark.UNRECORDED)),
        (r"co mat|co du|du hop", PRESENT),
    )
)
_LEFT_OUT: Final = {fold(duty.label): (duty, Mark.UNRECORDED) for duty in Duty if duty is not Duty.ACTIVE}
_HEAD: Final = re.compile(r"^\s*(ký hiệu|kí hiệu|chú thích|ghi chú|quy ước)[^:]*:", re.IGNORECASE)
_ENTRY: Final = re.compile(r"^[\s“\"'(\[]*([^\s“”\"'()\[\]:=–,;]{1,3})[\s”\"')\]]*[:=–-]?\s*(\D{3,})$")
_SAME_AS_X: Final = frozenset({"×", "✓", "✔", "√", "☑"})


def find(texts: Iterable[str]) -> Legend:
    """Return the letters a sheet explains, in its order; the usual ones if it explains fewer than two."""
    for text in texts:
        line = nfc(text)
        if head := _HEAD.match(line):
            entries = _entries(line[head.end() :])
            if len(entries) >= 2:
                return entries
    return USUAL


def _entries(line: str) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for part in re.split(r"[;,\n|]|\.\s", line):
        if entry := _ENTRY.match(part.strip(" .")):
            meaning = next((one for pattern, one in _MEANINGS if pattern.search(fold(entry[2]))), None)
            if meaning is not None:
                found[entry[1]] = meaning
    return found


def meaning(key: Legend, mark: str) -> Meaning | None:
    """Return what a mark means, None if the legend does not know it; capitals and a missing đ do not matter.

    The words themselves for why somebody need not come are known without a legend.
    """
    mark = clean(mark).strip(".").casefold()
    for letters, found in key.items():
        if letters.casefold() == mark:
            return found
    for letters, found in key.items():
        if fold(letters) == fold(mark) or (found == PRESENT and letters.casefold() == "x" and mark in _SAME_AS_X):
            return found
    return _LEFT_OUT.get(fold(mark))


def says_left_out(text: str) -> bool:
    """Tell whether a cell says in words why somebody need not come."""
    return fold(clean(text)) in _LEFT_OUT
