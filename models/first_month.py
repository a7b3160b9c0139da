"""The month from which the office runs its meetings here: the first one it opened in its own time.

Older months came from attendance books; what they lack nobody can write any more, so nobody is reminded of it.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models.dates import add_months
from models.errors import KnownError
from models.office import put_setting, setting

KEY = "meetings.first_month"
WORDS = {KEY: "Theo dõi sinh hoạt trên phần mềm từ tháng"}

Month = tuple[int, int]


def read(session: Session) -> Month | None:
    """Return year and month; None while no month was opened."""
    text = setting(session, KEY)
    return (int(text[:4]), int(text[5:])) if text else None


def save(session: Session, month: Month | None, *, on: date) -> None:
    """Write from which month the office runs its meetings here; None: the next month opened tells.

    Raises KnownError for a month more than one ahead of day `on`.
    """
    last = add_months(on, 1)
    if month is not None and month > (last.year, last.month):
        raise KnownError(f"Tháng {month[1]}/{month[0]} chưa đến; hãy ghi tháng đã hoặc đang theo dõi.", field="month")
    put_setting(session, KEY, f"{month[0]}-{month[1]:02}" if month else "")


def opened(session: Session, year: int, month: int, *, on: date) -> None:
    """Note that a month was opened on a day; one opened later than the month after it only fills an old book."""
    last = add_months(on, -1)
    known = read(session)
    if (year, month) >= (last.year, last.month) and (known is None or (year, month) < known):
        put_setting(session, KEY, f"{year}-{month:02}")
