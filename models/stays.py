"""Stays: joining a cell, changing cell, standing or duty, leaving; always from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import cell_names, deriving, events, membership_rules, recognitions, timeline
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.membership_rules import TermBook
from models.on_list import ONE_DAY as ONE_DAY
from models.on_list import holds_on as holds_on
from models.tables import Cell, Duty, Ending, EventKind, Member, Standing, Stay


@dataclass(frozen=True, slots=True)
class Life:
    """The two dates on which standing depends."""

    admitted_on: PartialDate | None
    official_on: PartialDate | None


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


def standing_from(admitted: PartialDate | None, official: PartialDate | None, on: date, terms: TermBook) -> Standing:
    """Return the standing that the two dates prove on a day.

    Until the probation ends, by the rule of the day of admission, a member is on probation; later, without a
    recognition date, nobody can say.
    """
    return _standing(official, None if admitted is None else terms.probation_ends(admitted), on)


def _standing(official: PartialDate | None, probation_ends: date | None, on: date) -> Standing:
    if official is not None and official.first <= on:
        return Standing.OFFICIAL
    if probation_ends is not None and probation_ends > on:
        return Standing.PROBATIONARY
    return Standing.UNKNOWN if official is None else Standing.PROBATIONARY


def begin(
    session: Session,
    member: Member,
    cell_id: int,
    *,
    on: date,
    duty: Duty = Duty.ACTIVE,
    since: date | None = None,
    by: EventValues | None = None,
) -> None:
    """Put a new member on a cell's list as they stand on day `on`; `by` is how and when they came, if that is known.

    With `since` the start is known. Without it the earliest day it can be is taken (the admission) and marked as
    not known; when admission and recognition both lie before `on`, the probation makes a stay of its own, so that
    past counts come out right.
    """
    terms = membership_rules.book(session)
    life = Life(member.admitted_on, member.official_on)
    if by is not None and by.kind is not EventKind.LISTED:
        events.record_first(session, member.id, *arrived(life, replace(by, cell_id=cell_id), on, terms))
        return
    events.record_first(session, member.id, *listed(life, cell_id, on=on, terms=terms, duty=duty, since=since))


def listed(
    life: Life, cell_id: int, *, on: date, terms: TermBook, duty: Duty = Duty.ACTIVE, since: date | None = None
) -> list[EventValues]:
    """Return the events by which somebody who was found on a list comes to it; see `begin`."""
    return listing(turns_of(life, on, terms, since), cell_id, duty, is_known=since is not None)


class Turns(NamedTuple):
    """What the two dates of a life make of somebody found on a list: the standing, the first day, the probation's end.

    `turn` is None where the standing has been the same since the first day.
    """

    standing: Standing
    first: date
    turn: date | None


def turns_of(
    life: Life, on: date, terms: TermBook, since: date | None = None, *, found_on: date | None = None
) -> Turns:
    """Return how somebody found on a list on day `found_on` (None: `on`) stands on day `on`, and since when.

    See `begin`.
    """
    official = life.official_on
    admitted = None if life.admitted_on is None else life.admitted_on.first
    ends = None if admitted is None else terms.probation_from(admitted)
    standing = _standing(official, ends, on)
    first = since or min(admitted or found_on or on, found_on or on)
    turn = official.first if standing is Standing.OFFICIAL and official else None
    turn = ends if standing is Standing.UNKNOWN else turn
    return Turns(standing, first, turn if turn is not None and first < turn else None)


def in_words(life: Life, on: date, terms: TermBook, found_on: date | None = None) -> str:
    """Return what the history of somebody found on a list on a day (None: `on`) will say, as the officer reads it."""
    standing, first, turn = turns_of(life, on, terms, found_on=found_on)
    since = f"{first:%d/%m/%Y}" if life.admitted_on is None or life.admitted_on.first != first else life.admitted_on
    is_of_today = life.admitted_on is None and found_on is None
    of_list = f"{EventKind.LISTED.label} ngày nhập:" if is_of_today else f"{EventKind.LISTED.label}:"
    if turn is None:
        known = "có tên" if standing is Standing.UNKNOWN else standing.label.lower()
        return f"{of_list} {known} từ {since}"
    begun = f"{of_list} {Standing.PROBATIONARY.label.lower()} từ {since}"
    if standing is Standing.OFFICIAL:
        return f"{begun}, {standing.label.lower()} từ {life.official_on}"
    return f"{begun}; từ {turn:%d/%m/%Y} {standing.label.lower()} đã chính thức hay chưa"


def listing(turns: Turns, cell_id: int, duty: Duty, *, is_known: bool) -> list[EventValues]:
    """Return the events that write such a standing down; `is_known` says whether the first day is on paper."""
    standing, first, turn = turns
    if turn is None:
        return [EventValues(EventKind.LISTED, first, is_known, cell_id, standing, duty)]
    steps = [EventValues(EventKind.LISTED, first, is_known, cell_id, Standing.PROBATIONARY, Duty.ACTIVE)]
    if standing is Standing.OFFICIAL:
        steps.append(EventValues(EventKind.RECOGNITION, turn, is_day_known=is_known))
    if standing is Standing.UNKNOWN or duty is not Duty.ACTIVE:
        steps.append(EventValues(EventKind.LISTED, turn, is_known, standing=standing, duty=duty))
    return steps


def arrived(life: Life, by: EventValues, on: date, terms: TermBook) -> list[EventValues]:
    """Return the events of one whose coming is on paper: the arrival, and the end of a probation that came after."""
    if by.kind is EventKind.TEMP_IN:
        return [replace(by, standing=standing_from(life.admitted_on, life.official_on, on, terms))]
    held = standing_from(life.admitted_on, life.official_on, by.effective_on, terms)
    steps = [replace(by, standing=Standing.PROBATIONARY if by.kind is EventKind.ADMISSION else held)]
    if life.official_on is not None and by.effective_on < life.official_on.first <= on:
        steps.append(EventValues(EventKind.RECOGNITION, life.official_on.first))
    return steps


def current(session: Session, member_id: int) -> Stay | None:
    """Return a member's open stay, None for one who has left."""
    return session.scalar(select(Stay).where(Stay.member_id == member_id, Stay.until.is_(None)))


class NewState(NamedTuple):
    """What becomes other on a day: cell, standing, duty; None stays as it is."""

    cell_id: int | None = None
    standing: Standing | None = None
    duty: Duty | None = None


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
    """Change cell, standing or duty from day `on`, as events of that day.

    Raises KnownError if the member has left or the present stay began later.
    """
    change_all(session, {member_id: NewState(cell_id, standing, duty)}, on=on, is_day_known=is_day_known)


def change_all(session: Session, wanted: Mapping[int, NewState], *, on: date, is_day_known: bool = True) -> None:
    """Change members as `change` does, with few queries for many. Raises KnownError, of many naming whom."""
    query = select(Stay).where(Stay.member_id.in_(wanted), Stay.until.is_(None))
    present = {stay.member_id: stay for stay in session.scalars(query)}
    steps: dict[int, list[EventValues]] = {}
    for member_id, new in wanted.items():
        try:
            steps[member_id] = _steps_to(new, present.get(member_id), on, is_day_known)
        except KnownError as error:
            raise deriving.naming(session, member_id, error) if len(wanted) > 1 else error from None
    events.record_all(session, {member_id: many for member_id, many in steps.items() if many})


def _steps_to(new: NewState, old: Stay | None, on: date, is_day_known: bool) -> list[EventValues]:
    """Return the events that lead from a stay to a new state. Raises KnownError if there can be none."""
    if old is None:
        raise KnownError("Đồng chí đã ra khỏi danh sách; không đổi chi bộ hay tình trạng được nữa.")
    if old.since > on:
        raise KnownError(
            f"Đồng chí đã sinh hoạt như hiện nay từ {old.since:%d/%m/%Y}; hãy chọn từ ngày ấy trở đi.", field="on"
        )
    steps: list[EventValues] = []
    if new.cell_id is not None and new.cell_id != old.cell_id:
        steps.append(EventValues(EventKind.TRANSFER_INTERNAL, on, is_day_known, new.cell_id))
    if new.standing is not None and new.standing is not old.standing:
        steps.append(EventValues(EventKind.LISTED, on, is_day_known, standing=new.standing))
    if new.duty is not None and new.duty is not old.duty:
        steps += [EventValues(kind, on, is_day_known) for kind in _duty_kinds(old.duty, new.duty)]
        if not steps or Duty.GUEST in (old.duty, new.duty):
            steps.append(EventValues(EventKind.LISTED, on, is_day_known, duty=new.duty))
    return steps


def _duty_kinds(old: Duty, new: Duty) -> list[EventKind]:
    """Return the events that lead from one duty to another."""
    ends = [kind for kind, duty in timeline.ENDS.items() if duty is old]
    return ends + [kind for kind, duty in timeline.STARTS.items() if duty is new]


def recognise(session: Session, member_id: int, official_on: PartialDate, paper: EventValues | None = None) -> None:
    """Write a member's official date and set the standing right from that day on (công nhận chính thức).

    `paper` bears the decision. Raises KnownError if the date is before the admission or the member was not on the
    list then.
    """
    _refuse_before_admission(session.get_one(Member, member_id), official_on)
    recognitions.recognise(session, member_id, official_on, paper)


def recognise_many(session: Session, days: Mapping[int, PartialDate]) -> None:
    """Write the official dates of members as `recognise` does for each, with few queries. Raises KnownError."""
    for member_id, official_on in days.items():
        _refuse_before_admission(session.get_one(Member, member_id), official_on)
    recognitions.recognise_many(session, days)


def _refuse_before_admission(member: Member, official_on: PartialDate) -> None:
    if member.admitted_on is not None and official_on.first < member.admitted_on.first:
        raise KnownError(
            f"Ngày chính thức {official_on} trước ngày vào Đảng {member.admitted_on}; hãy sửa lại.", field="official_on"
        )


def history(session: Session, member_id: int) -> list[StayRow]:
    """Return a member's stays, oldest first."""
    query = (
        select(
            Stay.id,
            Stay.cell_id,
            cell_names.name_on(func.coalesce(Stay.until, date.max)),
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
