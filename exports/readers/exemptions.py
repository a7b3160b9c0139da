"""The column of exemptions from meetings (“Ngày miễn SH”, “Thời gian miễn sinh hoạt”): since when, or only a mark.

What cannot be taken is kept in the note of the member, so that nothing of the column is lost.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final, NamedTuple

from exports.readers import days, remarks, values
from exports.readers.rows import Row
from exports.readers.sheet import Value
from models.dates import PartialDate
from models.tables import Duty
from models.text import fold

_FIELD: Final = "exempt"
_LED_BY: Final = (
    r"(?:(?:da|duoc|dang|mien|cong tac|ct|sinh hoat|shd|sh|chi bo|va|tu|ke tu|bat dau|vao|ngay|thang|nam)[\s:,]+)*"
)
_DAY: Final = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{1,2}[/.-]\d{4}|(?:19|20)\d\d"
_WRITTEN: Final = re.compile(
    rf"{_LED_BY}(?P<since>{_DAY})(?:\s*(?:den|toi|-|–|—)\s*(?:het\s+)?(?:(?:ngay|thang|nam)\s+)*"
    rf"(?:(?P<until>{_DAY})|(?:hien )?nay))?(?P<rest>[\s,;(].*)?"
)
_NOT: Final = re.compile(r"(?:khong|chua)(?: duoc)?(?: mien)?(?: (?:sinh hoat|shd|sh))?(?: dang)?")
_MARKED: Final = re.compile(r"(?:(?:da|duoc|dang)\s+)*mien(?:[\s,]+(?:cong tac|ct|sinh hoat|sh|shd|dang|chi bo|va))*")
_OTHER_DAY: Final = re.compile(rf"^(?!.*\b(?:qd|quyet dinh|so)\b).*(?:{_DAY})")
"""In what stands behind a day: a second one, if it is not that of a decision."""
_REPAIR: Final = "Ghi ngày được miễn, hoặc dấu x nếu chưa rõ ngày; hoặc ghi biến động ở thẻ đảng viên."


class Exemption(NamedTuple):
    """What a cell says: exempt or not; since and until when, None where it does not say; `is_all` if nothing else."""

    is_exempt: bool
    since: PartialDate | None = None
    until: PartialDate | None = None
    is_all: bool = True


def read(value: Value) -> Exemption | None:
    """Return what a cell of the column says, None where nobody can tell."""
    if (ticked := values.tick(value).value) is not None:
        return Exemption(ticked)
    if not isinstance(value, str):
        found = days.partial_date(value).value
        return None if found is None else Exemption(is_exempt=True, since=found)
    line = remarks.in_figures(fold(value).strip(" .;"))
    if not line.strip(" .…-–_/\\") or _NOT.fullmatch(line):
        return Exemption(is_exempt=False)
    if _MARKED.fullmatch(line):
        return Exemption(is_exempt=True)
    written = _WRITTEN.fullmatch(line)
    if written is None or remarks.is_over(line) or _OTHER_DAY.search(written["rest"] or ""):
        plain = None if written else days.partial_date(value).value
        return None if plain is None else Exemption(is_exempt=True, since=plain)
    since, until = (days.partial_date(said).value if said else None for said in written.group("since", "until"))
    if since is None or (written["until"] and until is None):
        return None
    return Exemption(True, since, until, not (written["rest"] or "").strip(" .;,()"))


def take(row: Row, said: dict[str, Any], on: date) -> str:
    """Take what the column says into a record, where nothing else says how somebody stands; `on` is today.

    Returns what is to be kept in the note, empty where all of it is taken.
    """
    value = row.raw(_FIELD)
    if value is None:
        return ""
    found = read(value)
    if found is not None and not found.is_exempt:
        return ""
    reason, repair = _against(found, said, on)
    if found is not None and not reason:
        said["duty"] = Duty.EXEMPT
        said["left_on"] = _more_exact(said.get("left_on"), found.since)
        if found.until is not None:
            reason = f"Được miễn đến {found.until}; hết hạn thì ghi thôi miễn ở thẻ đảng viên."
            repair = "Thời hạn giữ ở Ghi chú."
    if reason:
        row.complain(_FIELD, reason, repair, is_warning=True)
    is_all = found is not None and found.is_all and not reason
    return "" if is_all else f"Cột miễn sinh hoạt ghi: {values.shown(value)}"


def _more_exact(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    """Return which of two days that can be the same says more."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda day: (day.month is not None, day.is_full))


def _against(found: Exemption | None, said: dict[str, Any], on: date) -> tuple[str, str]:
    """Return why an exemption is not taken, and the repair; empty where it is."""
    kept = "chưa ghi là miễn, giữ ở Ghi chú."
    if found is None:
        return f"Chưa rõ miễn sinh hoạt từ ngày nào: {kept}", _REPAIR
    if found.until is not None and found.since is not None and found.until.last < found.since.first:
        return f"Miễn từ {found.since} mà đến {found.until}: {kept}", "Sửa lại một trong hai ngày."
    if found.since is not None and found.since.first > on:
        return f"Ngày miễn {found.since} chưa tới: {kept}", "Ngày sai thì sửa lại; đúng thì đến ngày ấy ghi biến động."
    if found.until is not None and found.until.last < on:
        return (
            f"Đợt miễn đã hết {found.until}: {kept}",
            "Cần ghi đợt đã qua thì ghi biến động ở thẻ đảng viên; còn miễn thì sửa lại ngày.",
        )
    duty: Duty | None = said.get("duty")
    if said.get("is_gone") or said.get("leaving") or duty not in (None, Duty.EXEMPT):
        other = said["leaving"].label if said.get("leaving") else duty.label if duty else "không còn sinh hoạt ở đây"
        return f"Trạng thái là “{other}” mà cột miễn có ghi: {kept}", "Đang được miễn thì sửa lại trạng thái."
    other_day: PartialDate | None = said.get("left_on")
    if other_day and found.since and (other_day.last < found.since.first or found.since.last < other_day.first):
        return f"Chỗ khác trong dòng ghi ngày {other_day}, cột này ghi {found.since}: {kept}", "Sửa cho khớp nhau."
    return "", ""
