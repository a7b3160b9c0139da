"""Times of day as offices write them."""

from __future__ import annotations

import re
from datetime import time

from models.errors import KnownError
from models.text import clean

_TIME = re.compile(r"(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?|(?<=\d\d)(\d{2}))?\s*(?:p|phút)?", re.IGNORECASE)

_LONGEST = 12 * 60  # minutes a meeting may last: a longer one is two times in the wrong order


def parse_time(text: str) -> time | None:
    """Return a time typed as 19:30, 19h30, 19h or 1930; None for nothing. Raises KnownError."""
    typed = clean(text)
    if not typed:
        return None
    found = _TIME.fullmatch(typed)
    hour, minute = (int(found[1]), int(found[2] or found[3] or 0)) if found else (99, 0)
    if hour > 23 or minute > 59:
        raise KnownError(f"“{typed}” không phải là giờ; hãy nhập như 19:30.")
    return time(hour, minute)


def show_time(value: time | None) -> str:
    """Return a time as 19:30, nothing for None."""
    return f"{value:%H:%M}" if value else ""


def end_trouble(start: time | None, end: time | None) -> str:
    """Return what is wrong with the end of a meeting, "" if nothing is; one may last past midnight, not half a day."""
    if start is None or end is None:
        return ""
    if start == end:
        return "Giờ kết thúc trùng giờ bắt đầu."
    minutes = minutes_between(start, end)
    if minutes <= _LONGEST:
        return ""
    return f"Từ {show_time(start)} đến {show_time(end)} là {minutes // 60} giờ; hãy xem lại giờ bắt đầu, giờ kết thúc."


def minutes_between(start: time, end: time) -> int:
    """Return how long it lasts, past midnight if the end is the smaller one."""
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)
