"""Who came onto the lists and who left them since 1 January (domain.md 3)."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, String, bindparam, column, func, select, table
from sqlalchemy.orm import Session

from models.asking import Asked, columns
from models.on_list import ONE_DAY, holds_on
from models.tables import Duty, Ending, Standing, Stay

_STAY = columns(Stay)
_OURS = _STAY.duty != Duty.GUEST
_CARD = table("member", column("id", Integer), column("admitted_on", String))
"""What the figure of the window needs of the card: mapping all of it takes longer than asking."""

_ON_DAY = (holds_on(bindparam("day", type_=Date)), _OURS)
_NOW = Asked(
    select(_STAY.member_id, _STAY.standing, _STAY.duty, _STAY.is_since_known, _CARD.c.admitted_on.is_(None))
    .join_from(Stay.__table__, _CARD, _CARD.c.id == _STAY.member_id)
    .where(*_ON_DAY)
)
_THEN = Asked(select(_STAY.member_id).where(*_ON_DAY))


@dataclass(frozen=True)
class PeopleFigure:
    """Members on the lists on a day, guests apart; `at_new_year` those with whom the year began, A of form 1.

    `undated` are on the list now and not then, but no paper says since when: the difference is then no fact.
    """

    total: int
    official: int
    probationary: int
    unknown: int
    exempt: int
    at_new_year: int
    undated: int

    @property
    def change(self) -> int | None:
        """Members more (or fewer) since the year began, B − C of form 1; None while that cannot be known."""
        return None if self.undated else self.total - self.at_new_year


def people(session: Session, on: date) -> PeopleFigure:
    """Count the members on the lists on a day and at the end of the year before."""
    before = _at_new_year(session, on)
    now = _NOW.rows(session, day=on)
    standings = Counter(standing for _id, standing, *_rest in now)
    return PeopleFigure(
        total=len(now),
        official=standings[Standing.OFFICIAL],
        probationary=standings[Standing.PROBATIONARY],
        unknown=standings[Standing.UNKNOWN],
        exempt=sum(duty is Duty.EXEMPT for _id, _standing, duty, *_rest in now),
        at_new_year=len(before),
        undated=sum(
            key not in before and not is_known and is_undated for key, _standing, _duty, is_known, is_undated in now
        ),
    )


class Change(enum.Enum):
    """How a member's place on the list differs from that at new year; the values are the words shown."""

    NONE = ""
    JOINED = "Vào danh sách"
    LEFT = "Ra khỏi danh sách"


@dataclass(frozen=True)
class ListLine:
    """A member on the list on a day, or one who left it since 1 January.

    `day` is the first on the list, or the first no longer on it; None if neither or if no paper says; `ending` how they
    left.
    """

    member_id: int
    full_name: str
    cell_id: int
    cell_name: str
    standing: Standing
    duty: Duty
    change: Change = Change.NONE
    day: date | None = None
    ending: Ending | None = None


def lines(session: Session, on: date) -> list[ListLine]:
    """Return the members on the lists on a day in name order, then those who left since 1 January by the day.

    They and their cells are called as on the day, or on their last.
    """
    from models import called, cell_names
    from models.tables import Cell, Member

    before = _at_new_year(session, on)
    joined = _first_days(session, on)

    def columns(day: date | ColumnElement[date]) -> tuple[Any, ...]:
        names = called.name_on(day), cell_names.name_on(day).label("cell_name")
        return Member.id, names[0].label("full_name"), Stay.cell_id, names[1], Stay.standing, Stay.duty

    here = (
        select(*columns(on))
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(holds_on(on), _OURS)
    )
    found = called.in_order(
        ListLine(*row) if row.id in before else ListLine(*row, change=Change.JOINED, day=joined.get(row.id))
        for row in session.execute(here.order_by(Member.name_sort, Member.id))
    )
    gone = before - {line.member_id for line in found}
    last = (
        select(*columns(func.coalesce(Stay.until, on)), Stay.until, Stay.ending)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(Stay.until >= _eve(on), Stay.until < on, _OURS)
        .order_by(Stay.until, Member.name_sort)
    )
    left = {
        row.id: ListLine(*row[:6], change=Change.LEFT, day=row.until + ONE_DAY, ending=row.ending)
        for row in session.execute(last)
        if row.id in gone
    }
    return found + list(left.values())


def _eve(on: date) -> date:
    """Return the last day of the year before: who comes or leaves on 1 January does so in the year."""
    return date(on.year, 1, 1) - ONE_DAY


def _at_new_year(session: Session, on: date) -> set[int]:
    return {member_id for (member_id,) in _THEN.rows(session, day=_eve(on))}


def _first_days(session: Session, on: date) -> dict[int, date | None]:
    """Return member id → first day on a list since 1 January; None where it is only when they were written down."""
    query = (
        select(Stay.member_id, Stay.since, Stay.is_since_known, _CARD.c.admitted_on.is_(None))
        .join(_CARD, _CARD.c.id == Stay.member_id)
        .where(Stay.since > _eve(on), Stay.since <= on, _OURS)
        .order_by(Stay.since.desc())
    )
    return {
        member_id: since if is_known or not is_undated else None
        for member_id, since, is_known, is_undated in session.execute(query)
    }
