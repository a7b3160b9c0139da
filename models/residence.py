"""Where a member lived on a day: a decision on villages changes it from a day on, and older papers keep the older one.

A residence itself is not dated: what the officer corrects on a card is taken as true from the start. Only what a
decision on villages changes is kept, so that the villages of a past day still have the people they had.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.tables import FormerResidence, Member


def home_on(day: date) -> ColumnElement[int]:
    """Return the village a member of the query lived in on a day, NULL where it is not known."""
    former = select(FormerResidence.village_id).where(
        FormerResidence.member_id == Member.id, FormerResidence.until >= day
    )
    first = former.order_by(FormerResidence.until, FormerResidence.id).limit(1)
    return func.coalesce(first.correlate(Member).scalar_subquery(), Member.village_id)


class Homes:
    """Where members lived on any day, all read at once."""

    def __init__(self, session: Session) -> None:
        self._former: dict[int, list[FormerResidence]] = defaultdict(list)
        for row in session.scalars(select(FormerResidence).order_by(FormerResidence.until, FormerResidence.id)):
            self._former[row.member_id].append(row)

    def of(self, member: Member, day: date) -> int | None:
        """Return the village a member lived in on a day."""
        former = (row.village_id for row in self._former.get(member.id, ()) if row.until >= day)
        return next(former, member.village_id)
