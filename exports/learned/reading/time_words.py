"""The words of a heading that say of when its figures are: last year's, their ratio, the sum since January."""

from __future__ import annotations

import re

from exports.learned import bound
from models.text import fold

_OF_BEFORE = re.compile(r"(?:thuc hien |ket qua |so lieu )?cung ky(?: (?:nam )?(?:truoc|ngoai)| nam [\d .…]+)?")
_RATIO = re.compile(
    r"(?:ty le |tang,? giam )?(?:ky nay |thuc hien )?(?:so|so sanh)(?: voi)? cung ky(?: nam (?:truoc|ngoai))?"
)
_PERCENT = re.compile(r"|ty le|so sanh|ty le so sanh")
_SO_FAR = re.compile(r"(?:luy ke|cong don)(?: (?:tu )?(?:dau nam|ca nam|trong nam|nam [\d .…]+))?|tu dau nam den nay")
_SUMMED = re.compile(
    r"(?:lũy|luỹ) kế(?: số)? (\w.*?) (?:từ đầu|trong) năm|(\w.*?)[ (,–-]+(?:lũy|luỹ) kế(?: từ đầu năm)?\)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"[^\w%]+")


def span_of(text: str) -> str:
    """Return of when a heading says its figures are; "" where it does not."""
    plain = _BARE.sub(" ", fold(text)).strip()
    if _RATIO.fullmatch(" ".join(plain.replace("%", " ").split())):
        return bound.RATIO if "%" in plain or "ty le" in plain else ""
    if _OF_BEFORE.fullmatch(plain):
        return bound.BEFORE
    return bound.SO_FAR if _SO_FAR.fullmatch(plain) else ""


def summed(text: str) -> str:
    """Return what a heading counts that also says it is since January: “Kết nạp lũy kế từ đầu năm” → Kết nạp."""
    found = _SUMMED.fullmatch(" ".join(text.split()))
    return next((one for one in found.groups() if one), "") if found else ""


def is_percent(text: str) -> bool:
    """Whether a heading says “%” and not of what."""
    plain = _BARE.sub(" ", fold(text)).strip()
    return "%" in plain and _PERCENT.fullmatch(" ".join(plain.replace("%", " ").split())) is not None
