"""Stays: joining a cell, changing cell, standing or duty, leaving; always from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from models.dates import PartialDate, add_months
from models.errors import KnownError
from models.tables import Cell, Duty, Ending, Member, Standing, Stay

ONE_DAY = timedelta(days=1)
PROBATION_MONTHS = 12  # Điều lệ Đảng, art. 5 (domain.md 2.6)


@dataclass(frozen=True)
class StayRow:
    """One line of a member's history."""

    id: int
    cell_id: int
    cell_name: str
    standing: Standing
    duty: Duty
    since: date
    is_since_known: bool
    until: date | None
    ending: Ending | None


def holds_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a stay counts on a day."""
    return and_(Stay.since <= day, or_(Stay.until.is_(None), Stay.until >= day))


def standing_from(admitted: PartialDate | None, official: PartialDate | None, on: date) -> Standing:
    """Return the standing that the two dates prove on a day.

    Within 12 months of admission a member is on probation; later, without a recognition date, nobody can say.
    """
    if official is not None and official.first <= on:
        return Standing.OFFICIAL
    if admitted is not None and add_months(admitted.first, PROBATION_MONTHS) > on:
        return Standing.PROBATIONARY
    return Standing.UNKNOWN if official is None else Standing.PROBATIONARY


def begin(
    session: Session, member: Member, cell_id: int, *, on: date, duty: Duty = Duty.ACTIVE, since: date | None = None
) -> None:
    """Put a new member on a cell's list as they stand on day `on`.

    With `since` the start is known. Without it the earliest day it can be is taken (the admission) and marked as
    not known; when admission and recognition both lie before `on`, the probation makes a stay of its own, so that
    past counts come out right.
    """
    standing = standing_from(member.admitted_on, member.official_on, on)
    first = since or min(on, member.admitted_on.first if member.admitted_on else on)
    official = member.official_on.first if member.official_on else None
    if standing is Standing.OFFICIAL and official is not None and first < official:
        session.add(
            _stay(member, cell_id, Standing.PROBATIONARY, Duty.ACTIVE, first, since is not None, official - ONE_DAY)
        )
        first = official
    elif standing is Standing.UNKNOWN and member.admitted_on is not None:
        due = add_months(member.admitted_on.first, PROBATION_MONTHS)
        if first < due:
            session.add(
                _stay(member, cell_id, Standing.PROBATIONARY, Duty.ACTIVE, first, since is not None, due - ONE_DAY)
            )
            first = due
    session.add(_stay(member, cell_id, standing, duty, first, since is not None, None))


def _stay(
    member: Member, cell_id: int, standing: Standing, duty: Duty, since: date, is_known: bool, until: date | None
) -> Stay:
    return Stay(
        member_id=member.id,
        cell_id=cell_id,
        standing=standing,
        duty=duty,
        since=since,
        is_since_known=is_known,
        until=until,
    )


def current(session: Session, member_id: int) -> Stay | None:
    """Return a member's open stay, None for one who has left."""
    return session.scalar(select(Stay).where(Stay.member_id == member_id, Stay.until.is_(None)))


def change(
    session: Session,
    member_id: int,
    *,
    on: date,
    cell_id: int | None = None,
    standing: Standing | None = None,
    duty: Duty | None = None,
    is_day_known: bool = True,
) -> None:
    """Change cell, standing or duty from day `on`; the old stay ends the day before.

    A stay that began on that very day is corrected in place. Raises KnownError if the member has left or the
    present stay began later.
    """
    old = current(session, member_id)
    if old is None:
        raise KnownError("Đồng chí đã ra khỏi danh sách; không đổi chi bộ hay tình trạng được nữa.")
    if old.since > on:
        raise KnownError(
            f"Đồng chí đã sinh hoạt như hiện nay từ {old.since:%d/%m/%Y}; hãy chọn ngày sau đó.", field="on"
        )
    wanted = (cell_id or old.cell_id, standing or old.standing, duty or old.duty)
    if wanted == (old.cell_id, old.standing, old.duty):
        return
    if old.since == on:
        old.cell_id, old.standing, old.duty = wanted
        return
    old.until = on - ONE_DAY
    session.flush()  # the closed stay first: a member has one open stay
    session.add(
        Stay(
            member_id=member_id,
            cell_id=wanted[0],
            standing=wanted[1],
            duty=wanted[2],
            since=on,
            is_since_known=is_day_known,
        )
    )


def leave(session: Session, member_id: int, *, on: date, ending: Ending, document: str | None = None) -> None:
    """End the membership here: `on` is the last day that counts. Raises KnownError if it cannot be."""
    old = current(session, member_id)
    if old is None:
        raise KnownError("Đồng chí đã ra khỏi danh sách từ trước.")
    if old.since > on:
        raise KnownError(
            f"Đồng chí đã sinh hoạt như hiện nay từ {old.since:%d/%m/%Y}; hãy chọn ngày sau đó.", field="on"
        )
    old.until, old.ending, old.document = on, ending, document


def recognise(session: Session, member_id: int, official_on: PartialDate) -> None:
    """Write a member's official date and set the standing right from that day on (công nhận chính thức).

    Raises KnownError if the date is before the admission.
    """
    member = session.get_one(Member, member_id)
    if member.admitted_on is not None and official_on.first < member.admitted_on.first:
        raise KnownError(
            f"Ngày chính thức {official_on} trước ngày vào Đảng {member.admitted_on}; hãy sửa lại.", field="official_on"
        )
    member.official_on = official_on
    for stay in session.scalars(select(Stay).where(Stay.member_id == member_id).order_by(Stay.since)).all():
        _set_standing(session, stay, official_on.first)


def _set_standing(session: Session, stay: Stay, official: date) -> None:
    if stay.until is not None and stay.until < official:
        stay.standing = Standing.PROBATIONARY
    elif stay.since >= official:
        stay.standing = Standing.OFFICIAL
    else:
        later = Stay(
            member_id=stay.member_id,
            cell_id=stay.cell_id,
            standing=Standing.OFFICIAL,
            duty=stay.duty,
            since=official,
            is_since_known=True,
            until=stay.until,
            ending=stay.ending,
            document=stay.document,
        )
        stay.standing, stay.until, stay.ending, stay.document = Standing.PROBATIONARY, official - ONE_DAY, None, None
        session.flush()
        session.add(later)


def history(session: Session, member_id: int) -> list[StayRow]:
    """Return a member's stays, oldest first."""
    query = (
        select(
            Stay.id,
            Stay.cell_id,
            Cell.name,
            Stay.standing,
            Stay.duty,
            Stay.since,
            Stay.is_since_known,
            Stay.until,
            Stay.ending,
        )
        .join(Cell, Cell.id == Stay.cell_id)
        .where(Stay.member_id == member_id)
        .order_by(Stay.since)
    )
    return [StayRow(*row) for row in session.execute(query)]
