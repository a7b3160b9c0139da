"""Huy hiệu Đảng: the waves of award, who is due at one, and the badges awarded (domain.md 2.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import Date, bindparam, select
from sqlalchemy.orm import Session

from models import called, membership_rules, party_age
from models.asking import Asked
from models.dates import PartialDate
from models.errors import KnownError
from models.membership_rules import TermBook
from models.on_list import holds_on
from models.party_age import PartyAge
from models.tables import Badge, Duty, Member, Stay
from models.text import clean, sort_key


def _waves(book: TermBook, year: int) -> list[date]:
    """Return the days of award of a year, each by the card in force on that very day."""
    days = {date(year, month, day) for card in book.cards for month, day in card.values.waves}
    return sorted(day for day in days if (day.month, day.day) in book.on(day).waves)


def next_wave(book: TermBook, on: date) -> date:
    """Return the first day of award on or after a day; where the cards leave a year without one, in a later year."""
    years = range(on.year, on.year + _reach(book))
    return next(day for year in years for day in _waves(book, year) if day >= on)


def wave_before(book: TermBook, wave: date) -> date:
    """Return the day of award before a day."""
    years = range(wave.year, wave.year - _reach(book), -1)
    return next(day for year in years for day in reversed(_waves(book, year)) if day < wave)


def _reach(book: TermBook) -> int:
    """Return in how many years a wave is found: every card has one, but each may begin just after its day."""
    return len(book.cards) + 2


@dataclass(frozen=True)
class DueLine:
    """A member who has reached a badge by a wave without having been given it or a higher one.

    `is_new`: reached since the wave before, else it was due earlier and no award is written. `unwritten` are lower
    badges that nobody has written either.
    """

    member_id: int
    full_name: str
    cell_id: int
    born_on: PartialDate | None
    admitted_on: PartialDate | None
    age: PartyAge
    years: int
    reached_on: date
    is_new: bool
    unwritten: tuple[int, ...]


def due(session: Session, wave: date, *, on: date, book: TermBook | None = None) -> list[DueLine]:
    """Return who is due at a wave among those on the lists on a day, those new at it first, then by badge and name.

    They are named as they were called on that day. `book` saves asking for the rules anew. Guests are left out: their
    own Party body proposes them. Members exempt from meetings keep the right.
    """
    ages = party_age.ages(session, wave)
    given: dict[int, list[int]] = defaultdict(list)
    for member_id, years in _GIVEN.rows(session):
        given[member_id].append(years)
    book = book or membership_rules.book(session)
    milestones, before = book.on(wave).milestones, wave_before(book, wave)
    found: list[DueLine] = []
    for member_id, name, cell_id, born, admitted in _LISTED.rows(session, day=on):
        age = ages.get(member_id)
        reached = [years for years in milestones if age is not None and years <= age.years]
        if age is None or not reached or max(given[member_id], default=0) >= reached[-1]:
            continue
        day = age.reaches(reached[-1])
        assert day is not None  # the age has it
        lower = tuple(years for years in reached[:-1] if years not in given[member_id])
        found.append(DueLine(member_id, name, cell_id, born, admitted, age, reached[-1], day, day > before, lower))
    if found and (then := called.others(session, on)):
        found = [replace(line, full_name=then.get(line.member_id, line.full_name)) for line in found]
    return sorted(found, key=lambda line: (not line.is_new, -line.years, sort_key(line.full_name)))


_GIVEN = Asked(select(Badge.member_id, Badge.years))
_LISTED = Asked(
    select(Member.id, Member.full_name, Stay.cell_id, Member.born_on, Member.admitted_on)
    .join(Stay, Stay.member_id == Member.id)
    .where(holds_on(bindparam("day", type_=Date)), Stay.duty != Duty.GUEST)
    .order_by(Member.id)
)


@dataclass(frozen=True)
class BadgeValues:
    """A badge as the officer writes it."""

    years: int
    awarded_on: date | None = None
    decision_number: str = ""
    decision_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class BadgeRow:
    """A badge that a member has."""

    id: int
    values: BadgeValues


_NAMES = tuple(field.name for field in fields(BadgeValues))


def of(session: Session, member_id: int) -> list[BadgeRow]:
    """Return the badges of a member, the first one first."""
    query = select(Badge).where(Badge.member_id == member_id).order_by(Badge.years)
    return [BadgeRow(row.id, _values(row)) for row in session.scalars(query)]


def written(session: Session) -> dict[int, dict[int, BadgeValues]]:
    """Return member id → years → badge, of everybody who has one."""
    found: dict[int, dict[int, BadgeValues]] = {}
    for row in session.scalars(select(Badge)):
        found.setdefault(row.member_id, {})[row.years] = _values(row)
    return found


def _values(row: Badge) -> BadgeValues:
    return BadgeValues(row.years, row.awarded_on, row.decision_number or "", row.decision_on, row.note or "")


def check(values: BadgeValues, milestones: Collection[int]) -> None:
    """Raise KnownError naming the field if a badge is of no such years, or its days contradict each other."""
    if values.years not in milestones:
        raise KnownError(f"Không có Huy hiệu {values.years} năm tuổi Đảng.", field="years")
    if values.decision_on and values.awarded_on and values.decision_on > values.awarded_on:
        raise KnownError("Ngày quyết định ở sau ngày trao; hãy sửa lại.", field="decision_on")


def award(session: Session, member_id: int, values: BadgeValues) -> None:
    """Write a badge of a member, or write the one of these years anew. Raises KnownError."""
    award_many(session, [(member_id, values)])


def award_many(session: Session, wanted: Sequence[tuple[int, BadgeValues]]) -> None:
    """Write badges (member id, badge), or write those of these years anew. Raises KnownError."""
    milestones = membership_rules.book(session).milestones
    query = select(Badge).where(Badge.member_id.in_({member_id for member_id, _values in wanted}))
    known = {(row.member_id, row.years): row for row in session.scalars(query)}
    for member_id, values in wanted:
        check(values, milestones)
        row = known.setdefault((member_id, values.years), Badge(member_id=member_id))
        for name in _NAMES:
            value = getattr(values, name)
            setattr(row, name, (clean(value) or None) if isinstance(value, str) else value)
        session.add(row)


def award_all(session: Session, years: Mapping[int, int], paper: BadgeValues) -> None:
    """Write the badges of a wave: member id → full years, all by the decision and on the day of `paper`.

    Raises KnownError.
    """
    award_many(session, [(member_id, replace(paper, years=full)) for member_id, full in years.items()])


def take_back(session: Session, badge_id: int) -> None:
    """Take a badge off a member's card."""
    session.delete(session.get_one(Badge, badge_id))
