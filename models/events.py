"""Events of a member: recording, correcting, taking out; the stays are derived anew each time."""

from __future__ import annotations

import json
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models import admission_papers, cell_names, deriving, expulsions, journal, timeline
from models.asking import Asked, ids
from models.dates import PartialDate, as_known, day_told
from models.errors import KnownError
from models.tables import Cell, Duty, Event, EventKind, Flaw, Member, Scope, Standing, Stay
from models.text import clean, fold
from models.timeline import Impossible, Step


@dataclass(frozen=True)
class EventValues:
    """What the officer writes of an event; see tables.event for what each kind needs."""

    kind: EventKind
    effective_on: date
    is_day_known: bool = True
    cell_id: int | None = None
    standing: Standing | None = None
    duty: Duty | None = None
    scope: Scope | None = None
    place: str = ""
    decision_number: str = ""
    decision_on: date | None = None
    reason: str = ""
    ceremony_on: date | None = None
    confirmed_on: date | None = None
    flaw: Flaw | None = None
    is_month_known: bool | None = None
    first_introducer: str = ""
    second_introducer: str = ""

    @property
    def day(self) -> PartialDate:
        """The day as exact as it is known."""
        return as_known(self.effective_on, self.is_day_known, self.is_month_known)

    @property
    def told(self) -> PartialDate | None:
        """The day as it was told; None where it is only the earliest it can be."""
        return day_told(self.effective_on, self.is_day_known, self.is_month_known)


@dataclass(frozen=True)
class EventRow:
    """One event of a member's history, with the name of the cell it leads to."""

    id: int
    member_id: int
    values: EventValues
    cell_name: str


_NAMES = tuple(field.name for field in fields(EventValues))
_TEXTS = ("place", "decision_number", "reason", "first_introducer", "second_introducer")
_NEEDS_CELL = frozenset({*timeline.JOINING, EventKind.TRANSFER_INTERNAL})


def record(session: Session, member_id: int, *many: EventValues) -> None:
    """Write events of a member down, late ones too, and derive the stays anew; an expulsion is a discipline as well.

    Raises KnownError, with nothing written, if the member's history could not be so.
    """
    record_all(session, {member_id: many})


def record_all(session: Session, wanted: Mapping[int, Sequence[EventValues]]) -> None:
    """Write events down as `record` does, of many members at once. Raises KnownError, of many naming whom."""
    cells: frozenset[str] | None = None
    again = _readmitted(session, wanted)
    for member_id, many in wanted.items():
        for values in many:
            if values.kind is EventKind.TEMP_OUT and cells is None:
                cells = frozenset(fold(name) for name in session.scalars(select(Cell.name)))
            event = Event(member_id=member_id)
            fill(event, _near(values, cells or frozenset()))
            session.add(event)
            _tell_member(session, member_id, values, again)
            expulsions.join(session, event)
    session.flush()
    with _against_what_is_written([values for many in wanted.values() for values in many]):
        deriving.derive(session, *wanted)


def _near(values: EventValues, cells: Collection[str]) -> EventValues:
    """Write of a temporary stay that it is within the commune's own body where its place is one of the cells."""
    if values.kind is not EventKind.TEMP_OUT or values.scope is not None or not values.place:
        return values
    return replace(values, scope=Scope.SAME_BODY) if fold(values.place) in cells else values


def record_first(session: Session, member_id: int, *many: EventValues) -> None:
    """Write the first events of a member who has none, without asking the data file for them. Raises KnownError."""
    steps: list[Step] = []
    for values in many:
        event = Event(member_id=member_id)
        fill(event, values)
        session.add(event)
        steps.append(step_of_row(event))
    for spell in timeline.spells(steps):
        stay = Stay(member_id=member_id)
        deriving.fill(stay, spell)
        session.add(stay)


def record_first_all(session: Session, wanted: Mapping[int, Sequence[EventValues]]) -> None:
    """Write the first events of many members as `record_first` does of one, past the ORM. Raises KnownError."""
    told: list[tuple[Any, ...]] = []
    spells: list[tuple[Any, ...]] = []
    for member_id, many in wanted.items():
        for values in many:
            check(values)
            told.append((member_id, *(_kept(name, getattr(values, name)) for name in _NAMES)))
        spells += ((member_id, *spell) for spell in timeline.spells(map(step_of, many)))
    for kind, names, rows in ((Event, _NAMES, told), (Stay, timeline.Spell._fields, spells)):
        columns = zip(*rows, strict=True) if rows else ((),) * (1 + len(names))
        journal.insert_many(session, kind, dict(zip(("member_id", *names), columns, strict=True)))


def correct(session: Session, event_id: int, values: EventValues) -> None:
    """Write an event anew and derive the stays. Raises KnownError."""
    correct_all(session, {event_id: values})


def correct_all(session: Session, wanted: Mapping[int, EventValues]) -> None:
    """Write events (id → values) anew as `correct` does, many at once. Raises KnownError, of many naming whom."""
    rows = session.scalars(select(Event).where(Event.id.in_(wanted))).all()
    holders = {row.member_id for row in rows}
    kept = session.scalars(select(Member).where(Member.id.in_(holders))).all()  # asked for one by one below
    told: dict[int, list[EventValues]] = {}
    for row in rows:
        told.setdefault(row.member_id, []).append(wanted[row.id])
    again = _readmitted(session, told)
    for event_id, values in wanted.items():
        _correct(session, session.get_one(Event, event_id), values, again)
    session.flush()
    with _against_what_is_written(list(wanted.values())):
        deriving.derive(session, *(member.id for member in kept))


@contextmanager
def _against_what_is_written(wanted: Sequence[EventValues]) -> Generator[None]:
    """Where another event than those to be written cannot be any more, name one of these and that other."""
    try:
        yield
    except Impossible as error:
        step, reason = error.step, error.reason
        if not wanted or any((one.kind, one.effective_on) == (step.kind, step.on) for one in wanted):
            raise
        what = timeline.told(wanted[0].kind, wanted[0].effective_on)
        raise KnownError(
            f"Không ghi được {what}: đã ghi {timeline.told(step.kind, step.on)}, mà {reason}; "
            "hãy kiểm tra ngày và thứ tự.",
            field="on",
        ) from error


def _correct(session: Session, event: Event, values: EventValues, again: Mapping[int, date]) -> None:
    member = session.get_one(Member, event.member_id)
    was = as_known(event.effective_on, event.is_day_known, event.is_month_known)
    is_moved = (values.kind, values.day) != (event.kind, was)
    if event.kind is EventKind.ADMISSION:
        admitted = member.admitted_on
        if is_moved and admitted is not None and admitted.first <= event.effective_on <= admitted.last:
            member.admitted_on = values.day  # it was this event's, and follows it
        for field, told in _PAPERS.items():
            day = getattr(event, told)
            if day is not None and getattr(member, field) == PartialDate.of(day):
                setattr(member, field, None)
    source = admission_papers.source_of(session, event)
    discipline, said = expulsions.discipline_of(session, event), event.reason
    fill(event, values)
    if source is not None:
        admission_papers.follow(source, event)
    expulsions.follow(session, event, discipline, said)
    _tell_member(session, event.member_id, values, again)


def remove(session: Session, event_id: int) -> None:
    """Take an event out of the history, an expulsion out of the disciplines too, and derive the stays.

    Raises KnownError if the rest cannot stand without it.
    """
    event = session.get_one(Event, event_id)
    member = session.get_one(Member, event.member_id)
    if event.kind is EventKind.RECOGNITION and _day(member.official_on) == event.effective_on:
        member.official_on = None
    if (source := admission_papers.source_of(session, event)) is not None:
        admission_papers.take_back(source)
    if (discipline := expulsions.discipline_of(session, event)) is not None:
        expulsions.take_out(session, discipline)
    what = timeline.told(event.kind, event.effective_on)
    session.delete(event)
    session.flush()
    try:
        deriving.derive(session, member.id)
    except Impossible as error:
        later = timeline.told(error.step.kind, error.step.on)
        raise KnownError(
            f"Không bỏ được {what}: sau đó đã ghi {later}, mà {error.reason}; hãy sửa hoặc bỏ biến động ấy trước."
        ) from error


def is_discipline(session: Session, event_id: int) -> bool:
    """Whether an event is an expulsion that stands among the disciplines too."""
    return expulsions.discipline_of(session, session.get_one(Event, event_id)) is not None


_AT_ONCE = 400  # SQLite takes so many values in a query, and more


def of_member(session: Session, member_id: int) -> Sequence[Event]:
    """Return the rows of a member's events, oldest first, for verbs that change them; `derive` comes after."""
    return session.scalars(_of(member_id)).all()


def of_members(session: Session, member_ids: Sequence[int]) -> Iterator[tuple[int, list[Event]]]:
    """Yield members with the rows of their events as `of_member` gives them, with few queries for many."""
    for start in range(0, len(member_ids), _AT_ONCE):
        some = member_ids[start : start + _AT_ONCE]
        known: dict[int, list[Event]] = {member_id: [] for member_id in some}
        query = select(Event).where(Event.member_id.in_(some)).order_by(Event.effective_on, Event.id)
        for event in session.scalars(query):
            known[event.member_id].append(event)
        yield from known.items()


def write_anew(session: Session, member_id: int, known: Sequence[Event], wanted: Sequence[EventValues]) -> None:
    """Let the events of a member be those wanted, in place of the known; `derive` comes after."""
    rows = sorted(known, key=lambda event: event.id)  # events of one day hold in the order of their ids
    for event in rows[len(wanted) :]:
        session.delete(event)
    rows += [Event(member_id=member_id) for _values in wanted[len(rows) :]]
    for event, values in zip(rows, wanted, strict=False):
        fill(event, values)
        session.add(event)


def _of(member_id: int) -> Select[Event]:
    return select(Event).where(Event.member_id == member_id).order_by(Event.effective_on, Event.id)


def _day(value: PartialDate | None) -> date | None:
    return value.first if value else None


def check(values: EventValues) -> None:
    """Raise KnownError naming the field if an event contradicts itself, whoever it is of."""
    if values.kind in _NEEDS_CELL and values.cell_id is None:
        raise KnownError("Hãy chọn chi bộ.", field="cell_id")
    if values.scope is Scope.SAME_BODY and values.kind is not EventKind.TEMP_OUT:
        raise KnownError("Trong đảng bộ xã thì ghi “Chuyển sinh hoạt nội bộ”.", field="scope")
    if values.decision_on is not None and values.decision_on > values.effective_on and values.kind in _DECIDED_BEFORE:
        raise KnownError(
            f"Quyết định ngày {values.decision_on:%d/%m/%Y} ở sau ngày có hiệu lực {values.effective_on:%d/%m/%Y}.",
            field="decision_on",
        )
    if values.ceremony_on is not None and values.ceremony_on < values.effective_on:
        raise KnownError("Lễ kết nạp không thể trước ngày vào Đảng ghi trên quyết định.", field="ceremony_on")
    gone = values.decision_on or values.effective_on
    if values.confirmed_on is not None and values.confirmed_on < gone and values.is_day_known:
        raise KnownError(f"Nơi đến không thể tiếp nhận trước ngày chuyển đi {gone:%d/%m/%Y}.", field="confirmed_on")


def fill(event: Event, values: EventValues) -> None:
    """Write values on a row; what is so already is left alone. Raises KnownError."""
    check(values)
    for name in _NAMES:
        value = _kept(name, getattr(values, name))
        if getattr(event, name) != value:
            setattr(event, name, value)


def _kept(name: str, value: Any) -> Any:
    """Return a value as the row has it: texts without stray blanks, empty ones as none."""
    return (clean(value) if value else None) or None if name in _TEXTS else value


_DECIDED_BEFORE = frozenset({EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.TRANSFER_OUT})


def _readmitted(session: Session, wanted: Mapping[int, Sequence[EventValues]]) -> dict[int, date]:
    """Return of the members to be recognised the day on which they were first admitted again, if they were."""
    recognised = [key for key, many in wanted.items() if any(one.kind is EventKind.RECOGNITION for one in many)]
    days = [(key, one.effective_on) for key in recognised for one in wanted[key] if one.kind is EventKind.READMISSION]
    if recognised:
        days += _READMISSIONS.rows(session, keys=json.dumps(recognised))
    found: dict[int, date] = {}
    for member_id, day in days:
        found[member_id] = min(day, found.get(member_id, day))
    return found


_READMISSIONS = Asked(
    select(Event.member_id, Event.effective_on).where(
        Event.kind == EventKind.READMISSION, Event.member_id.in_(ids("keys"))
    )
)


def _tell_member(session: Session, member_id: int, values: EventValues, again: Mapping[int, date]) -> None:
    """Keep the dates of the card in step with the events; it has those of the first time in the Party (item 12)."""
    if values.kind not in (EventKind.RECOGNITION, EventKind.ADMISSION):
        return
    if values.kind is EventKind.RECOGNITION and again.get(member_id, date.max) <= values.effective_on:
        return
    member = session.get_one(Member, member_id)
    tell_papers(member, values)
    day, official = values.day, member.official_on
    if values.kind is EventKind.ADMISSION:
        member.admitted_on = member.admitted_on or day
    elif official is None or not (day.first <= official.first and official.last <= day.last):
        member.official_on = day  # a month in which the card has the day already says nothing new


_PAPERS = {"admission_decided_on": "decision_on", "admission_ceremony_on": "ceremony_on"}


def tell_papers(member: Member, values: EventValues) -> None:
    """Write the decision and the ceremony of an admission on the member's card; other events have none there."""
    for field, told in _PAPERS.items():
        day = getattr(values, told)
        if values.kind is EventKind.ADMISSION and day is not None:
            setattr(member, field, PartialDate.of(day))


def step_of_row(event: Event) -> Step:
    """Return what the timeline needs of a row."""
    return Step(event.kind, event.effective_on, event.is_day_known, event.cell_id, event.standing, event.duty)


def history(session: Session, member_id: int) -> list[EventRow]:
    """Return a member's events, oldest first."""
    query = (
        select(Event, cell_names.name_on(Event.effective_on.expression))
        .outerjoin(Cell, Cell.id == Event.cell_id)
        .where(Event.member_id == member_id)
        .order_by(Event.effective_on, Event.id)
    )
    return [_row(event, cell_name or "") for event, cell_name in session.execute(query)]


class Histories:
    """The events of everybody, read at once, for who looks at the histories of many."""

    def __init__(self, session: Session) -> None:
        columns = (getattr(Event, name) for name in ("id", "member_id", *_NAMES))
        query = select(*columns).order_by(Event.effective_on, Event.id)
        self._rows: dict[int, list[Any]] = {}
        for row in session.execute(query):
            self._rows.setdefault(row.member_id, []).append(row)

    def of(self, member_id: int) -> list[EventRow]:
        """Return a member's events, oldest first; cells are not named."""
        return [_row(row, "") for row in self._rows.get(member_id, ())]


def _row(event: Any, cell_name: str) -> EventRow:
    values = {name: getattr(event, name) for name in _NAMES}
    values.update({name: values[name] or "" for name in _TEXTS})
    return EventRow(event.id, event.member_id, EventValues(**values), cell_name)


def step_of(values: EventValues) -> Step:
    """Return what the timeline needs of an event."""
    return Step(values.kind, values.effective_on, values.is_day_known, values.cell_id, values.standing, values.duty)
