"""What the column of statuses says: how a member stands to the meetings and to probation, or that they are gone."""

from __future__ import annotations

import re
from typing import Final

from exports.readers import remarks, values
from exports.readers.remarks import Remark
from exports.readers.sheet import Value
from exports.readers.values import Read
from models import text
from models.tables import Duty, EventKind, Standing


def duty(value: Value) -> Read[Duty]:
    """Read how the upper system says a member stands to the meetings (Trạng thái)."""
    if value is None:
        return Read()
    if found := _DUTIES.get(text.fold(str(value))):
        return Read(found)
    if read(value) is not None:
        return Read()
    known = ", ".join(
        one.label for one in (Duty.ACTIVE, Duty.EXEMPT, Duty.TEMP_AWAY, Duty.SUSPENDED, Duty.SPECIAL_DUTY)
    )
    reason = f"“{values.shown(value)}” chưa rõ là trạng thái nào, giữ ở Ghi chú."
    return Read(None, reason, f"Có trạng thái khác thì ghi một trong: {known}.", is_warning=True)


def with_unknown(value: Value, said: str | None) -> str | None:
    """Return what is kept in the note of a member, with a status that nobody understands."""
    if value is None or text.fold(str(value)) in _DUTIES or read(value) is not None:
        return said
    return "; ".join(filter(None, (said, f"Trạng thái ghi: {values.shown(value)}")))


def read(value: Value) -> Remark | None:
    """Return what a status says beside a duty: official or on probation, gone, or asked for; None for none of these."""
    if value is None:
        return None
    line = text.fold(str(value)).strip(" .;")
    if line in _DUTIES:
        return None
    if (standing := STANDINGS.get(line)) is not None:  # the dates say who is on probation
        return Remark(standing=standing)
    if (found := remarks.read(str(value))) is not None:
        return found
    first = _GONE.search(line)
    if first is None or _OTHERS.search(line[: first.start()]) or _ELSE.match(line[first.end() :]):
        return None
    return Remark(next(kind for word, kind in _GONE_WORDS.items() if word in line), is_gone=True)


def is_gone(value: Value) -> bool:
    """Tell whether a status says that somebody is no longer on the list."""
    return (found := read(value)) is not None and found.is_gone


STANDINGS: Final = {
    f"{who}{said}": meant
    for who in ("", "dang vien ", "dv ")
    for said, meant in (("chinh thuc", Standing.OFFICIAL), ("du bi", Standing.PROBATIONARY))
}
"""The mere words for a standing, folded."""
_DUTIES: Final = {
    **dict.fromkeys(
        (
            "dang sinh hoat",
            "dang hoat dong",
            "sinh hoat",
            "sinh hoat binh thuong",
            "dang sinh hoat dang",
            "dang sh",
            "dang shd",
        ),
        Duty.ACTIVE,
    ),
    **dict.fromkeys(
        (
            "mien sinh hoat",
            "duoc mien sinh hoat",
            "mien sinh hoat dang",
            "mien cong tac va sinh hoat dang",
            "duoc mien cong tac va sinh hoat dang",
            "mien cong tac, sinh hoat dang",
            "duoc mien",
            "mien",
            "mien sh",
            "mien shd",
            "duoc mien shd",
            "mien cong tac",
            "mien cong tac va shd",
            "mien ct va shd",
            "mien ct, shd",
        ),
        Duty.EXEMPT,
    ),
    **dict.fromkeys(
        (
            "sinh hoat tam thoi noi khac",
            "chuyen sinh hoat tam thoi",
            "sinh hoat dang tam thoi noi khac",
            "chuyen sinh hoat dang tam thoi",
            "da chuyen sinh hoat tam thoi",
            "da chuyen sinh hoat dang tam thoi",
            "chuyen di tam thoi",
            "tam thoi noi khac",
            "tam vang",
        ),
        Duty.TEMP_AWAY,
    ),
    **dict.fromkeys(
        ("dinh chi sinh hoat", "dinh chi sinh hoat dang", "bi dinh chi sinh hoat", "dinh chi"), Duty.SUSPENDED
    ),
    **dict.fromkeys(("lam nhiem vu dac biet", "nhiem vu dac biet"), Duty.SPECIAL_DUTY),
    **dict.fromkeys(
        ("sinh hoat tam thoi tai day", "sinh hoat tam thoi den", "tam thoi den", "tam thoi tai day"), Duty.GUEST
    ),
}
_GONE_WORDS: Final = {
    "tu tran": EventKind.DIED,
    "da mat": EventKind.DIED,
    "chet": EventKind.DIED,
    "qua doi": EventKind.DIED,
    "chuyen di": EventKind.TRANSFER_OUT,
    "da chuyen": EventKind.TRANSFER_OUT,
    "xoa ten": EventKind.STRUCK_OFF,
    "khai tru": EventKind.EXPELLED,
    "xin ra": EventKind.RESIGNED,
    "ra khoi dang": None,
    "roi khoi": None,
}
_GONE: Final = re.compile(rf"(?:^| )(?:{'|'.join(_GONE_WORDS)})")
_OTHERS: Final = re.compile(
    r"\b(?:chong|vo|con|bo|me|cha|ong|ba|anh|chi|em|bac|chau|khong|chua|sau|khoi phuc|phuc hoi)\b"
)
"""Before a way of leaving: whose it is instead, or that it was not."""
_ELSE: Final = re.compile(
    r" (?:den|ve$|the|giay|ho so|ho khau|cho o|noi o|cong tac|nghi|chi bo)\b"
    r"|.*\b(?:nay|da ve|tro ve|tro lai|quay ve|quay lai|ve lai|chuyen ve|chuyen den|khoi phuc|phuc hoi)\b"
)
"""After it: what was moved or lost instead, or that somebody came back."""
