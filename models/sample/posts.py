"""Who leads each cell of the made-up commune."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.sample.places import Commune, Place
from models.stays import ONE_DAY
from models.tables import Duty, Member, Position, Post, Standing, Stay

_COMMITTEE_FROM = 9  # official members from which a cell elects a chi ủy (domain.md 1.5)


def fill(session: Session, chance: Random, commune: Commune) -> None:
    """Give every cell its secretary, deputy and committee from the day the records begin; two have a new secretary."""
    for number, place in enumerate(commune.places):
        since = commune.split.on if commune.split and place is commune.split.target else commune.first
        people = _candidates(session, commune, place, since)
        if number in (4, 7) and len(people) > 1:  # these two had another secretary until half a year ago
            changed = max(since + ONE_DAY, commune.on - timedelta(days=190))
            _elect(session, place, people.pop(chance.randrange(len(people))), Position.SECRETARY, since, changed)
        else:
            changed = None
        positions = [Position.SECRETARY, Position.DEPUTY_SECRETARY]
        if len(people) >= _COMMITTEE_FROM:
            positions += [Position.COMMITTEE_MEMBER] * chance.randint(1, 3)
        chosen = chance.sample(people, min(len(people), len(positions)))
        for position, member_id in zip(positions, chosen, strict=False):
            start = changed if changed and position is Position.SECRETARY else since
            _elect(session, place, member_id, position, start)
    if commune.merger:
        source = commune.merger.source
        people = _candidates(session, commune, source, commune.first, until=commune.merger.on - ONE_DAY)
        if people:
            _elect(session, source, people[0], Position.SECRETARY, commune.first, commune.merger.on)


def _candidates(session: Session, commune: Commune, place: Place, since: date, until: date | None = None) -> list[int]:
    """Return who was an official, attending member of a cell from `since` to `until`; those of a working age first."""
    query = (
        select(Member.id, Member.born_on)
        .join(Stay, Stay.member_id == Member.id)
        .where(
            Stay.cell_id == place.cell_id,
            Stay.standing == Standing.OFFICIAL,
            Stay.duty == Duty.ACTIVE,
            Stay.since <= since,
            Stay.until.is_(None) if until is None else Stay.until == until,
        )
        .order_by(Member.id)
    )
    found = session.execute(query).all()
    working = [key for key, born in found if born and commune.on.year - 60 < born.year]
    return working if len(working) > 1 else [key for key, _born in found]


def _elect(
    session: Session, place: Place, member_id: int, position: Position, since: date, ended: date | None = None
) -> None:
    until = ended - ONE_DAY if ended else None
    session.add(Post(member_id=member_id, cell_id=place.cell_id, position=position, since=since, until=until))
