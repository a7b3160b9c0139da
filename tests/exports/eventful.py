"""A made-up commune in which everything happens at least once, much of it on the first or last day of a period."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models import awards, body_awards, codes, events, office, organizations, ratings, reorganize
from models.awards import CardIssueValues, CommendationValues
from models.bodies import Body
from models.cells import CellValues
from models.dates import PartialDate
from models.decisions import Decision
from models.errors import KnownError
from models.events import EventValues
from models.organizations import OrganizationValues
from models.ratings import RatingValues
from models.reorganize import Part
from models.statistics.work import WAY_OF
from models.tables import (
    Badge,
    CardIssueKind,
    CodeItem,
    Duty,
    Event,
    EventKind,
    Flaw,
    Gender,
    Member,
    RatingCause,
    RatingLevel,
    RatingState,
    Scope,
    Standing,
    Stay,
)
from models.text import fold, sort_key
from tests.exports.commune import OFFICE
from tests.models import builders

TODAY = date(2026, 11, 22)
PEOPLE = 240
DAYS = (  # the first and last days of the periods that are asked for, a leap day, and some between
    *(date(2024, 1, 1), date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 28), date(2025, 6, 30)),
    *(date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 17), date(2026, 6, 30)),
    *(date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1), TODAY),
)
_PARTIAL = (None, PartialDate(2025), PartialDate(2026), PartialDate(2026, 6), PartialDate(2024, 2, 29))
_BADGES = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
_LISTS = {
    "ethnic_id": codes.ETHNIC,
    "religion_id": codes.RELIGION,
    "education_id": codes.EDUCATION,
    "professional_id": codes.PROFESSIONAL,
    "theory_id": codes.THEORY,
    "occupation_id": codes.OCCUPATION,
    "academic_title_id": codes.ACADEMIC_TITLE,
}
_FLAGS = ("is_youth_union_member", "is_business_owner", "has_foreign_spouse", "has_broken_family_planning")


def fill(session: Session, seed: int = 0) -> None:
    """Write the commune; the same for the same seed."""
    chance = Random(seed)
    office.save(session, OFFICE)
    kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
    commune = organizations.add(session, OrganizationValues("Đảng bộ xã Mường Mẫu", kind))
    section = organizations.add(session, OrganizationValues("Đảng bộ các cơ quan đảng", None, commune))
    cells = [builders.cell(session, f"Chi bộ bản {number}", date(2020, 1, 1)) for number in range(5)]
    people = [_person(session, chance, number, cells) for number in range(PEOPLE)]
    _reshape(session, cells)
    _happen(session, chance, people, cells)
    _rate(session, chance, people)
    _praise(session, chance, people, [Body(organization_id=commune), Body(organization_id=section)], cells)


def _person(session: Session, chance: Random, number: int, cells: list[int]) -> int:
    name = builders.name(number)
    row = Member(full_name=name, name_fold=fold(name), name_sort=sort_key(name), initials="lv")
    for column, list_name in _LISTS.items():
        known = session.scalars(select(CodeItem.id).where(CodeItem.list_name == list_name)).all()
        setattr(row, column, chance.choice([None, *known]))
    for column in _FLAGS:
        setattr(row, column, chance.choice([None, False, True]))
    row.gender = chance.choice([None, *Gender])
    row.born_on = _some_day(chance, 1930, 2007)
    session.add(row)
    session.flush()
    first = EventValues(
        EventKind.LISTED,
        chance.choice([date(2020, 5, 1), date(2020, 5, 1), *DAYS]),
        chance.choice([True, False]),
        chance.choice(cells),
        chance.choice([*Standing]),
        chance.choice([None, Duty.ACTIVE, Duty.EXEMPT]),
    )
    enter = EventValues(
        chance.choice([EventKind.ADMISSION, EventKind.TRANSFER_IN, EventKind.TEMP_IN]),
        chance.choice(DAYS),
        cell_id=chance.choice(cells),
        scope=chance.choice([None, Scope.OTHER_PROVINCE, Scope.SAME_PROVINCE]),
    )
    events.record_first(session, row.id, chance.choice([first, first, first, enter]))
    if number % 3:
        row.admitted_on = _some_day(chance, 1944, 2026)
    row.card_issued_on = chance.choice([None, *map(PartialDate.of, DAYS), *_PARTIAL])
    session.flush()
    return row.id


def _some_day(chance: Random, first: int, last: int) -> PartialDate | None:
    year = chance.randint(first, last)
    day = date(year, 1, 1) + timedelta(days=chance.randint(0, 364))
    full = PartialDate.of(day)
    return chance.choice([None, full, full, full, full, PartialDate(year, day.month), PartialDate(year)])


def _happen(session: Session, chance: Random, people: list[int], cells: list[int]) -> None:
    """Let something happen to everybody, as far as the program lets it; several things may be on one day."""
    for who in people:
        for kind in chance.sample([*EventKind], 9):
            scopes = [None, Scope.OTHER_PROVINCE, Scope.SAME_PROVINCE]
            if kind in (EventKind.TEMP_IN, EventKind.TEMP_OUT):
                scopes.append(Scope.SAME_BODY)
            values = EventValues(
                kind,
                chance.choice(DAYS),
                chance.random() < 0.8,
                chance.choice(cells),
                chance.choice([None, *Standing]) if kind in (EventKind.LISTED, EventKind.TRANSFER_IN) else None,
                scope=chance.choice(scopes),
                flaw=chance.choice([None, *Flaw]) if kind in WAY_OF else None,
            )
            with contextlib.suppress(KnownError), session.begin_nested():
                events.record(session, who, values)


def _reshape(session: Session, cells: list[int]) -> None:
    """Found a cell out of another and let one go up in another, in the middle of a year."""
    day = date(2026, 3, 17)
    there = select(Stay.member_id).where(Stay.cell_id == cells[0], Stay.since < day).order_by(Stay.member_id)
    part = Part(CellValues("Chi bộ bản mới"), tuple(session.scalars(there).all()[:3]))
    reorganize.split(session, cells[0], [part], Decision(day), today=TODAY)
    reorganize.merge(session, [cells[4], cells[3]], cells[3], Decision(day), today=TODAY)


def _rate(session: Session, chance: Random, people: list[int]) -> None:
    def values() -> RatingValues:
        level, other = chance.choice([*RatingLevel]), chance.choice([None, *RatingLevel])
        cause = chance.choice([None, *RatingCause]) if (other or level) is RatingLevel.NOT_FULFILLED else None
        rated = RatingValues(cell_rating=level, committee_rating=other, cause=cause)
        return chance.choice([rated, rated, RatingValues(state=chance.choice([*RatingState]))])

    for year, quarter in ((2025, 0), (2026, 0), (2026, 3), (2025, 1)):
        some = chance.sample(people, PEOPLE * 2 // 3)
        ratings.put_many(session, {who: values() for who in some}, year, quarter, on=TODAY)


def _praise(session: Session, chance: Random, people: list[int], bodies: list[Body], cells: list[int]) -> None:
    days: list[Any] = [*map(PartialDate.of, DAYS), *_PARTIAL]
    bodies = [*bodies, *(Body(cell_id=key) for key in cells)]
    for list_name, write in (
        (codes.COMMENDATION, lambda values: awards.write(session, chance.choice(people), values, on=TODAY)),
        (codes.BODY_COMMENDATION, lambda values: body_awards.write(session, chance.choice(bodies), values, on=TODAY)),
    ):
        for kind in [*session.scalars(select(CodeItem.id).where(CodeItem.list_name == list_name))] * 5:
            write(CommendationValues(kind, awarded_on=chance.choice(days)))
    for number, who in enumerate(chance.sample(people, 60)):
        day = chance.choice([None, *DAYS])
        session.execute(insert(Badge).values(member_id=who, years=_BADGES[number % len(_BADGES)], awarded_on=day))
    for who in chance.sample(people, 60):
        day = chance.choice([one for one in days if one is not None])
        awards.write(session, who, CardIssueValues(chance.choice([*CardIssueKind]), day), on=TODAY)


def kinds(session: Session) -> set[EventKind]:
    """Return what has happened."""
    return set(session.scalars(select(Event.kind).distinct()))
