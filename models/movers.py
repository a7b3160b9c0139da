"""What a decision on cells will do, told before it is written: who would move, what ends, what stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models import members, namesakes, residence, stays
from models.tables import (
    Attendance,
    CellVillage,
    Duty,
    Meeting,
    MeetingState,
    Member,
    Position,
    Standing,
    Stay,
    Village,
)


@dataclass(frozen=True)
class Mover:
    """Somebody on the list of a cell that a decision speaks of; `position` None for a plain member.

    `arrives` is the day on which somebody came who was not yet on the list, `apart` follows the name of one of two
    (models.namesakes).
    """

    member_id: int
    full_name: str
    cell_id: int
    standing: Standing
    duty: Duty
    position: Position | None
    village_id: int | None
    village: str
    arrives: date | None = None
    apart: str = ""

    @property
    def shown_name(self) -> str:
        """The name as lists show it."""
        return self.full_name + self.apart

    @property
    def id(self) -> int:
        """Id of the member."""
        return self.member_id


@dataclass(frozen=True)
class ServedVillage:
    """A village that such a cell serves."""

    id: int
    name: str
    cell_id: int


@dataclass(frozen=True)
class Makeup:
    """Of whom the list of a cell consists; guests are on that of another one."""

    official: int
    probationary: int
    unknown: int
    guests: int

    @property
    def members(self) -> int:
        """Members on the list, guests apart."""
        return self.official + self.probationary + self.unknown

    def is_below(self, least: int) -> bool:
        """Whether there are fewer official members than a number, whatever those of unknown standing are."""
        return self.official + self.unknown < least


def makeup(people: Iterable[Mover]) -> Makeup:
    """Count people by their standing."""
    counts = Counter(one.duty if one.duty is Duty.GUEST else one.standing for one in people)
    return Makeup(
        counts[Standing.OFFICIAL], counts[Standing.PROBATIONARY], counts[Standing.UNKNOWN], counts[Duty.GUEST]
    )


def movers(session: Session, cell_ids: Collection[int], on: date) -> list[Mover]:
    """Return those on the lists of some cells on a day, guests too, by position, then by name."""
    return _movers(session, Stay.cell_id.in_(cell_ids), on)


def late_comers(session: Session, cell_ids: Collection[int], on: date) -> list[Mover]:
    """Return those who came to some cells after a day, by name, once each: a cell that closed leads them elsewhere."""
    query = (
        select(Member, Stay)
        .join(Stay, Stay.member_id == Member.id)
        .where(Stay.cell_id.in_(cell_ids), Stay.since > on)
        .order_by(Member.name_sort, Member.id, Stay.since.desc())
    )
    there = {one.id for one in movers(session, cell_ids, on)}
    found = {
        member.id: Mover(
            member.id,
            member.full_name,
            stay.cell_id,
            stay.standing,
            stay.duty,
            None,
            member.village_id,
            "",
            stay.since,
        )
        for member, stay in session.execute(query)
        if member.id not in there
    }
    return list(found.values())


def residents(session: Session, village_id: int, on: date) -> list[Mover]:
    """Return those on the lists of the commune on a day who live in a village, by position, then by name."""
    return _movers(session, and_(residence.home_on(on) == village_id, Stay.duty != Duty.GUEST), on)


def _movers(session: Session, which: ColumnElement[bool], on: date) -> list[Mover]:
    posts, apart = members.positions(session, on), namesakes.on(session, on)
    query = (
        select(Member, Stay, Village.id, Village.name)
        .join(Stay, Stay.member_id == Member.id)
        .outerjoin(Village, Village.id == residence.home_on(on))
        .where(which, stays.holds_on(on))
        .order_by(Member.name_sort, Member.id)
    )
    found = [
        Mover(
            member.id,
            member.full_name,
            stay.cell_id,
            stay.standing,
            stay.duty,
            posts.get(member.id),
            home,
            village or "",
            apart=apart.get(member.id, ""),
        )
        for member, stay, home, village in session.execute(query)
    ]
    rank = list(Position)
    return sorted(found, key=lambda one: rank.index(one.position) if one.position else len(rank))


def served(session: Session, cell_ids: Collection[int], on: date) -> list[ServedVillage]:
    """Return the villages that some cells serve on a day or later, in their order."""
    query = (
        select(Village.id, Village.name, CellVillage.cell_id)
        .join(CellVillage, CellVillage.village_id == Village.id)
        .where(CellVillage.cell_id.in_(cell_ids), or_(CellVillage.until.is_(None), CellVillage.until >= on))
        .order_by(Village.sort_order, Village.id)
    )
    return [ServedVillage(*row) for row in session.execute(query)]


@dataclass(frozen=True)
class Effects:
    """What comes of a decision beside the moves.

    `planned` meetings opened and not written go with their cells; `rolls` of that day or later were written with people
    who would move out of a cell that goes on, and stay as they are; `posts` are the names of those whose position in
    the old cell ends. `last_roll` is the last day on which a closing cell met after all, which forbids the decision.
    """

    planned: int
    rolls: int
    posts: tuple[str, ...]
    last_roll: date | None = None


def effects(session: Session, closing: Collection[int], moved: Sequence[Mover], on: date) -> Effects:
    """Return what else a decision would do."""
    planned = select(func.count(Meeting.id)).where(
        Meeting.cell_id.in_(closing), Meeting.held_on >= on, Meeting.state == MeetingState.PLANNED
    )
    going = {one.member_id for one in moved}
    recorded = (Meeting.held_on >= on, Meeting.state == MeetingState.RECORDED)
    written = (
        select(Meeting.id, Attendance.member_id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Meeting.cell_id.in_({one.cell_id for one in moved}.difference(closing)), *recorded)
    )
    rolls = {meeting_id for meeting_id, member_id in session.execute(written) if member_id in going}
    posts = tuple(f"{one.full_name} ({one.position.label})" for one in moved if one.position)
    last = session.scalar(select(func.max(Meeting.held_on)).where(Meeting.cell_id.in_(closing), *recorded))
    return Effects(session.scalar(planned) or 0, len(rolls), posts, last)
