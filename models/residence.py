"""Where a member lived on a day: moves and decisions on villages change it from a day on, older papers keep the older.

The present residence stands on the card; correcting it there is taken as true since the last change. What was before a
change is kept, so that the villages of a past day still have the people they had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, bindparam, case, select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.tables import FormerResidence, Member, Village

_DAY = timedelta(days=1)


def home_on(day: date | ColumnElement[date]) -> ColumnElement[int]:
    """Return the village a member of the query lived in on a day, NULL where it is not known."""
    former = select(FormerResidence.village_id).where(
        FormerResidence.member_id == Member.id, FormerResidence.until >= day
    )
    first = former.order_by(FormerResidence.until, FormerResidence.id).limit(1).correlate(Member)
    return case((former.correlate(Member).exists(), first.scalar_subquery()), else_=Member.village_id)


def elsewhere(session: Session, day: date) -> dict[int, int | None]:
    """Return member → village of those who on a day lived elsewhere than now; None where it is not known."""
    return {member_id: village_id for member_id, village_id in session.execute(_LATEST_FIRST, {"day": day})}


_LATEST_FIRST = (  # built once: the search asks it at every letter
    select(FormerResidence.member_id, FormerResidence.village_id)
    .where(FormerResidence.until >= bindparam("day", type_=Date))
    .order_by(FormerResidence.until.desc(), FormerResidence.id.desc())
)


class Homes:
    """Where members lived on any day, all read at once."""

    def __init__(self, session: Session) -> None:
        self._former: dict[int, list[tuple[date, int | None]]] = defaultdict(list)
        columns = FormerResidence.member_id, FormerResidence.until, FormerResidence.village_id
        query = select(*columns).order_by(FormerResidence.until, FormerResidence.id)
        for member_id, until, village_id in session.execute(query):
            self._former[member_id].append((until, village_id))

    def of(self, member_id: int, now: int | None, day: date) -> int | None:
        """Return the village a member, who `now` lives in one, lived in on a day."""
        former = (village_id for until, village_id in self._former.get(member_id, ()) if until >= day)
        return next(former, now)


@dataclass(frozen=True)
class HomeRow:
    """A time a member lived in one village, or of which that is not known (`village_id` None).

    `place` counts from the oldest, 0. `since` None: from the start; `until` None: still. `is_decided`: a decision on
    villages began it, so it is not corrected by hand.
    """

    place: int
    village_id: int | None
    name: str
    since: date | None
    until: date | None
    is_decided: bool


def history(session: Session, member_id: int) -> list[HomeRow]:
    """Return where a member lived, oldest first; the last is where they live now."""
    former = _former(session, member_id)
    names = {key: name for key, name in session.execute(select(Village.id, Village.name))}
    homes = [row.village_id for row in former] + [session.get_one(Member, member_id).village_id]
    return [
        HomeRow(
            place,
            village_id,
            names.get(village_id or 0, ""),
            former[place - 1].until + _DAY if place else None,
            former[place].until if place < len(former) else None,
            bool(place) and former[place - 1].reorganization_id is not None,
        )
        for place, village_id in enumerate(homes)
    ]


def move(session: Session, member_id: int, village_id: int | None, since: date | None, *, on: date) -> None:
    """Write that a member lives in another village from a day on; what came after that day stays. Raises KnownError."""
    day = _day(since, on)
    rows = history(session, member_id)
    now = next(row for row in rows if row.until is None or row.until >= day)
    if now.village_id == village_id:
        raise KnownError(f"Ngày {day:%d/%m/%Y} đồng chí đã ghi ở đó; hãy chọn thôn, bản khác.", field="village_id")
    if now.since == day:
        raise KnownError(f"Ngày {day:%d/%m/%Y} đã ghi một lần chuyển nơi ở; hãy sửa lần đó.", field="since")
    _refuse_village(session, village_id, day)
    session.add(FormerResidence(member_id=member_id, village_id=now.village_id, until=day - _DAY))
    session.flush()
    _set(session, member_id, now.place + 1, village_id)
    session.flush()


def move_now(session: Session, member_id: int, village_id: int | None, since: date, *, on: date) -> None:
    """Write that a member lives in another village since a day and still.

    Raises KnownError if a later move is written.
    """
    last = history(session, member_id)[-1].since
    if last is not None and since < last:
        raise KnownError(
            f"Ngày {last:%d/%m/%Y} đã ghi một lần chuyển nơi ở; hãy chọn ngày sau đó, hoặc ghi ở thẻ Quá trình.",
            field="since",
        )
    move(session, member_id, village_id, since, on=on)


def found_in(session: Session, homes: Mapping[int, int | None], *, on: date) -> None:
    """Write in which villages a list of day `on` finds members (member → village, None where it is not known).

    Who lived elsewhere has lived here since that day, so that the lists of earlier days keep their people; where no
    village was ever known, this one counts for the days before as well.
    """
    known: dict[int, list[FormerResidence]] = {member_id: [] for member_id in homes}
    query = select(FormerResidence).where(FormerResidence.member_id.in_(homes))
    for row in session.scalars(query.order_by(FormerResidence.until, FormerResidence.id)):
        known[row.member_id].append(row)
    for member in session.scalars(select(Member).where(Member.id.in_(homes))):
        former, village_id = known[member.id], homes[member.id]
        time = next((row for row in former if row.until >= on), member)  # what comes after that day stays
        if time.village_id == village_id:
            continue
        before = former[: former.index(time)] if isinstance(time, FormerResidence) else former
        last = before[-1] if before else None
        if last is not None and last.until == on - _DAY:  # moved today already: that move is put right
            if last.village_id == village_id and last.reorganization_id is None:
                session.delete(last)
        elif last is not None or time.village_id is not None:
            session.add(FormerResidence(member_id=member.id, village_id=time.village_id, until=on - _DAY))
        time.village_id = village_id
    session.flush()


def correct(
    session: Session, member_id: int, place: int, village_id: int | None, since: date | None, *, on: date
) -> None:
    """Write one of the times of `history` anew; the oldest has no first day. Raises KnownError."""
    rows = history(session, member_id)
    row = rows[place]
    if place:
        _refuse_decided(row)
        day = _day(since, on)
        before = rows[place - 1].since
        if (before is not None and day <= before) or (row.until is not None and day > row.until):
            raise KnownError("Ngày này vượt qua một lần chuyển nơi ở khác; hãy sửa lần đó trước.", field="since")
        if rows[place - 1].village_id == village_id:
            raise KnownError("Trước ngày đó đồng chí đã ghi ở đó; hãy chọn thôn, bản khác.", field="village_id")
        _refuse_village(session, village_id, day)
        _former(session, member_id)[place - 1].until = day - _DAY
    _set(session, member_id, place, village_id)
    session.flush()


def remove(session: Session, member_id: int, place: int) -> None:
    """Take a change of residence out: the member stayed where they were before. Raises KnownError."""
    rows = history(session, member_id)
    _refuse_decided(rows[place])
    _set(session, member_id, place, rows[place - 1].village_id)
    session.delete(_former(session, member_id)[place - 1])
    session.flush()


def _former(session: Session, member_id: int) -> Sequence[FormerResidence]:
    query = select(FormerResidence).where(FormerResidence.member_id == member_id)
    return session.scalars(query.order_by(FormerResidence.until, FormerResidence.id)).all()


def _set(session: Session, member_id: int, place: int, village_id: int | None) -> None:
    former = _former(session, member_id)
    row = former[place] if place < len(former) else session.get_one(Member, member_id)
    row.village_id = village_id


def _day(since: date | None, on: date) -> date:
    if since is None:
        raise KnownError("Hãy ghi ngày chuyển đến.", field="since")
    if since > on:
        raise KnownError(f"Ngày {since:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field="since")
    return since


def _refuse_decided(row: HomeRow) -> None:
    if row.is_decided:
        raise KnownError("Nơi ở này theo quyết định sắp xếp thôn, bản; hãy hoàn tác hoặc ghi lần chuyển sau đó.")


def _refuse_village(session: Session, village_id: int | None, day: date) -> None:
    if village_id is None:
        return
    row = session.get_one(Village, village_id)
    if (row.valid_from is not None and row.valid_from > day) or (row.valid_to is not None and row.valid_to < day):
        raise KnownError(f"{row.name} không có vào ngày {day:%d/%m/%Y}; hãy chọn lại.", field="village_id")
