"""“These are two people”: possible doubles that were looked into and are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from models.tables import DifferentPeople, Member


@dataclass(frozen=True)
class DifferentRow:
    """Two people made sure of, as the list shows them."""

    id: int
    first: str
    second: str
    noted_on: date


def note(session: Session, member_id: int, others: Iterable[int], *, on: date) -> None:
    """Write down that a member is none of the others."""
    known = pairs(session)
    for other in others:
        first, second = sorted((member_id, other))
        if first != second and (first, second) not in known:
            session.add(DifferentPeople(member_id=first, other_id=second, noted_on=on))


def forget(session: Session, pair_id: int) -> None:
    """Take it back: the check names the two again."""
    session.delete(session.get_one(DifferentPeople, pair_id))


def pairs(session: Session) -> set[tuple[int, int]]:
    """Return the pairs of members known to be two people, the lower id first."""
    query = select(DifferentPeople.member_id, DifferentPeople.other_id)
    return {(min(one, other), max(one, other)) for one, other in session.execute(query)}


def rows(session: Session) -> list[DifferentRow]:
    """Return all such pairs, the newest first."""
    one, other = aliased(Member), aliased(Member)
    query = (
        select(DifferentPeople.id, one.full_name, one.born_on, other.full_name, other.born_on, DifferentPeople.noted_on)
        .join(one, one.id == DifferentPeople.member_id)
        .join(other, other.id == DifferentPeople.other_id)
        .order_by(DifferentPeople.noted_on.desc(), DifferentPeople.id.desc())
    )
    return [
        DifferentRow(key, f"{name} ({born or '?'})", f"{also} ({day or '?'})", noted)
        for key, name, born, also, day, noted in session.execute(query)
    ]
