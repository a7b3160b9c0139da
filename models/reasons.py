"""The reasons for absence: those used before and those of the code list; one typed without accents is the known one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import codes
from models.tables import Attendance
from models.text import clean, fold


def used(session: Session, limit: int = 40, on: date | None = None) -> list[str]:
    """Return the reasons for absence written before, most used first, then those of the code list (on a day)."""
    query = (
        select(Attendance.reason)
        .where(Attendance.reason.is_not(None))
        .group_by(Attendance.reason)
        .order_by(func.count().desc())
        .limit(limit)
    )
    written = [reason for reason in session.scalars(query) if reason]
    return written + [row.label for row in codes.items(session, codes.ABSENCE_REASON, on) if row.label not in written]


class Reasons:
    """What reasons are called; `meant` turns “om” into “ốm”, and leaves a truly new one as it is typed."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known: dict[str, list[str]] = {}
        for reason in known:
            self._known.setdefault(fold(reason), []).append(reason)

    def meant(self, typed: str) -> str:
        """Return the known reason that typed words are, accents and capitals left out aside; else the words, cleaned.

        Words with other accents than a known reason's are words of their own.
        """
        typed = clean(typed)
        alike = self._known.get(fold(typed), ()) if typed else ()
        return next((reason for reason in alike if _is_short_of(typed, reason)), typed)


def book(session: Session) -> Reasons:
    """Return the reasons known: the code list before what was only ever typed, that by how often it was used."""
    listed = [row.label for row in codes.items(session, codes.ABSENCE_REASON)]
    return Reasons([*listed, *used(session)])


def _is_short_of(typed: str, reason: str) -> bool:
    """Tell whether each letter typed is that of the reason, or the same one without its accents."""
    return len(typed) == len(reason) and all(
        one in (other, fold(other)) for one, other in zip(typed.lower(), reason.lower(), strict=True)
    )
