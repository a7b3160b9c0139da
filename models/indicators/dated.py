"""To whom something happened in a period, by their events and, where none says the day, by the card (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import String, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from models.dates import PartialDate, as_known
from models.indicators.scope import Scope
from models.on_list import ONE_DAY
from models.tables import CodeItem, Duty, Event, EventKind, Gender, Member, Stay

if TYPE_CHECKING:
    from models.called import Names
    from models.residence import Homes


class Dated(NamedTuple):
    """A member admitted or recognised in the cell they were in then; `is_sure` is false if it may be another period."""

    id: int
    full_name: str
    cell_id: int
    day: PartialDate
    gender: Gender | None
    ethnic_code: str | None
    born_on: PartialDate | None
    village_id: int | None
    is_sure: bool


def in_period(
    session: Session,
    scope: Scope,
    homes: Callable[[], Homes],
    names: Callable[[], Names],
    column: InstrumentedAttribute[PartialDate | None],
    *kinds: EventKind,
) -> list[Dated]:
    """Return those to whom something happened in the period of a scope, by day: by an event of `kinds`, else by card.

    `column` is the date of the card that these events write; `homes` and `names` are asked for only with the first
    found. Before the period there is nobody. A date on the card counts if the member was on a list here then; a partial
    one may be outside the period. Of an event known by its month or year the card may give the day within it; where it
    says another, the event stands. Who came and left again, or was recognised and left, on one day was on no list on
    it, and counts by the event: in the cell they came to, else in the one they left.
    """
    if (span := scope.span) is None:
        return []
    stored = type_coerce(column, String)
    known = func.replace(func.strftime("%Y-%m", Event.effective_on), "-01", "")  # of January the year
    is_else = column.is_(None) | ~stored.startswith(known) | (Event.kind == EventKind.READMISSION)
    told = Event.kind.in_(kinds) & (Event.is_day_known | is_else)
    then, written = Event.effective_on.between(span.first, span.last), aliased(Event)
    happened = select(Event.member_id).where(Event.kind.in_(kinds), then)
    carded = (stored >= str(span.first.year)) & (stored <= span.last.isoformat())
    query = (
        select(
            *(Member.id, Member.full_name, Member.gender, Member.born_on, Member.village_id, CodeItem.code),
            *(Stay.cell_id, Stay.since, Stay.until, Event.effective_on, column.label("by_card")),
            *(Event.is_day_known, Event.is_month_known),
            *(written.effective_on.label("written_on"), written.cell_id.label("into")),
        )
        .outerjoin(Stay, (Stay.member_id == Member.id) & (Stay.duty != Duty.GUEST))
        .outerjoin(CodeItem, CodeItem.id == Member.ethnic_id)
        .outerjoin(Event, (Event.member_id == Member.id) & told)
        .outerjoin(
            written,
            (written.member_id == Member.id)
            & written.kind.in_(kinds)
            & written.effective_on.between(span.first, span.last),
        )
        .where(
            or_(Member.id.in_(happened), carded),  # few, before all is joined
            or_(then, Event.id.is_(None) & carded),
        )
        .order_by(Member.name_sort, Member.id, Stay.since)
    )
    is_coming = EventKind.RECOGNITION not in kinds
    found, gone = dict[int, Dated](), dict[int, Dated]()
    row: Any
    for row in session.execute(query):
        on: date | None = row.effective_on
        day: PartialDate | None = as_known(on, row.is_day_known, row.is_month_known) if on else row.by_card
        if row.id in found or day is None or day.last < span.first:
            continue
        is_on_list = row.since and row.since <= day.last and (row.until is None or row.until >= day.first)
        has_left = row.until and row.written_on == row.until + ONE_DAY
        cell_id = row.cell_id if is_on_list else (is_coming and row.into) or (row.cell_id if has_left else None)
        if cell_id is not None:
            home, is_sure = homes().of(row.id, row.village_id, day.first), day in scope.period
            (found if is_on_list else gone)[row.id] = Dated(
                row.id,
                names().of(row.id, row.full_name, day.first),
                cell_id,
                day,
                row.gender,
                row.code,
                row.born_on,
                home,
                is_sure,
            )
    return sorted((gone | found).values(), key=lambda row: row.day)
