"""Khen thưởng, kỷ luật, đào tạo, cards given again of a member: reading, writing, taking off (domain.md 3.3, 3.4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import codes, dismissals, events, expulsions, stays
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventRow, EventValues
from models.tables import (
    BodyCommendation,
    BodyDiscipline,
    Candidate,
    CardIssue,
    CardIssueKind,
    ClassParticipant,
    CodeItem,
    Commendation,
    Course,
    Discipline,
    EventKind,
    Standing,
    Stay,
    TrainingClass,
)
from models.text import clean

NOT_ON_PROBATION = ("dismissal", "expulsion")
"""Codes of `discipline_form` that a member on probation cannot be given (domain.md 3.4)."""
_SUSPENSIONS = (EventKind.SUSPEND_START, EventKind.SUSPEND_END)
_DISCIPLINES = (codes.DISCIPLINE, codes.STATE_DISCIPLINE)


@dataclass(frozen=True)
class CommendationValues:
    """A commendation as the officer writes it; `kind_id` is of `commendation_kind`, `level_id` of `award_level`."""

    kind_id: int | None
    title: str = ""
    awarded_on: PartialDate | None = None
    decision_number: str = ""
    level_id: int | None = None


@dataclass(frozen=True)
class DisciplineValues:
    """A discipline as the officer writes it; `ends_on` is its last day in force.

    `form_id` is of `discipline_form` for the Party's, of `state_discipline_form` for one by the government or the law.
    """

    form_id: int | None
    effective_on: date | None
    content: str = ""
    issuer: str = ""
    decision_number: str = ""
    decision_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class CourseValues:
    """A school or course as the officer writes it; `kind_id` is of `class_kind`."""

    name: str
    kind_id: int | None = None
    school: str = ""
    first_on: PartialDate | None = None
    last_on: PartialDate | None = None
    study_form: str = ""
    certificate: str = ""


@dataclass(frozen=True)
class CardIssueValues:
    """A card given again as the officer writes it; the first one is the day on the member's own record."""

    kind: CardIssueKind | None
    issued_on: PartialDate | None
    decision_number: str = ""
    note: str = ""


Values = CommendationValues | DisciplineValues | CourseValues | CardIssueValues
Row = Commendation | BodyCommendation | Discipline | BodyDiscipline | Course | CardIssue
_TABLES: dict[type[Values], type[Commendation | Discipline | Course | CardIssue]] = {
    CommendationValues: Commendation,
    DisciplineValues: Discipline,
    CourseValues: Course,
    CardIssueValues: CardIssue,
}


@dataclass(frozen=True)
class ClassLine:
    """A class of the commune's own list that a member took part in, as a candidate or later; read only here."""

    name: str
    first_day: date
    last_day: date | None
    place: str
    certificate_number: str
    certificate_on: date | None


@dataclass(frozen=True)
class Records:
    """What stands on a member's card: row id → values, and the commune's classes; the newest first, undated last.

    `suspensions` are the events by which the Party life was suspended and resumed: written in the history, read here.
    """

    commendations: dict[int, CommendationValues]
    disciplines: dict[int, DisciplineValues]
    courses: dict[int, CourseValues]
    cards: dict[int, CardIssueValues]
    classes: list[ClassLine]
    suspensions: list[EventRow]


def of(session: Session, member_id: int) -> Records:
    """Return the commendations, disciplines, courses, cards and suspensions of a member."""
    return Records(
        _read(session, member_id, CommendationValues),
        _read(session, member_id, DisciplineValues),
        _read(session, member_id, CourseValues),
        _read(session, member_id, CardIssueValues),
        _classes(session, member_id),
        [row for row in reversed(events.history(session, member_id)) if row.values.kind in _SUSPENSIONS],
    )


_Kind = TypeVar("_Kind", bound=Values)


def _read(session: Session, member_id: int, kind: type[_Kind]) -> dict[int, _Kind]:
    table = _TABLES[kind]
    rows = session.scalars(select(table).where(table.member_id == member_id).order_by(table.id.desc()))
    found = [(row.id, stored(kind, row)) for row in rows]
    found.sort(key=lambda one: when.iso if (when := day_of(one[1])) else "", reverse=True)
    return dict(found)


def stored(kind: type[_Kind], row: Row) -> _Kind:
    """Return what a row says."""
    held: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(kind)}
    held.update({field.name: held[field.name] or "" for field in fields(kind) if field.type == "str"})
    return kind(**held)


def day_of(values: Values) -> PartialDate | None:
    """Return the day by which records are put in order."""
    match values:
        case CommendationValues():
            return values.awarded_on
        case DisciplineValues():
            return _whole(values.effective_on)
        case CourseValues():
            return values.last_on or values.first_on
        case CardIssueValues():
            return values.issued_on


def _whole(day: date | None) -> PartialDate | None:
    return None if day is None else PartialDate.of(day)


def _classes(session: Session, member_id: int) -> list[ClassLine]:
    query = (
        select(TrainingClass, ClassParticipant.certificate_number, ClassParticipant.certificate_on)
        .join(ClassParticipant, ClassParticipant.class_id == TrainingClass.id)
        .outerjoin(Candidate, Candidate.id == ClassParticipant.candidate_id)
        .where(or_(ClassParticipant.member_id == member_id, Candidate.member_id == member_id))
        .order_by(TrainingClass.first_day.desc(), TrainingClass.id)
    )
    return [
        ClassLine(held.name, held.first_day, held.last_day, held.place or "", number or "", day)
        for held, number, day in session.execute(query)
    ]


def write(session: Session, member_id: int, values: Values, row_id: int | None = None, *, on: date) -> int:
    """Write a record of a member, or write one anew; the event of an expulsion follows.

    Returns the id of its row. Raises KnownError naming the field.
    """
    values = checked(values, on)
    if isinstance(values, DisciplineValues):
        _check_standing(session, member_id, values)
    table = _TABLES[type(values)]
    row = table(member_id=member_id) if row_id is None else session.get_one(table, row_id)
    if isinstance(row, Discipline) and isinstance(values, DisciplineValues):
        if row_id is not None and values.form_id != row.form_id:
            dismissals.take_back(session, row)  # it is no dismissal any more
        _follow(session, row, values)
    fill(session, row, values)
    if isinstance(row, Discipline) and isinstance(values, DisciplineValues):
        alone = expulsions.tie(session, row)  # it may stand in the history already
        if alone is not None:
            events.correct(session, alone.id, _paper(values))
    return row.id


def fill(session: Session, row: Row, values: Values) -> None:
    """Write checked values into a row."""
    for field in fields(values):
        value = getattr(values, field.name)
        setattr(row, field.name, None if value == "" else value)
    session.add(row)
    session.flush()


def expel(session: Session, member_id: int, values: DisciplineValues, row_id: int | None = None, *, on: date) -> int:
    """Write an expulsion on the card and take the member off the list from the day it takes effect.

    Returns the id of its row. Raises KnownError naming the field.
    """
    written = write(session, member_id, values, row_id, on=on)
    if not has_event(session, written):
        events.record(session, member_id, _paper(values))
    return written


def remove(session: Session, kind: type[Values], row_id: int) -> None:
    """Take a record off a member's card, and with it what it brought about.

    The event of an expulsion goes too; positions ended by a dismissal are held again.

    Raises KnownError if the rest of the history cannot stand without it.
    """
    row = session.get_one(_TABLES[kind], row_id)
    if isinstance(row, Discipline) and (event := expulsions.event_of(session, row)) is not None:
        events.remove(session, event.id)  # and the discipline with it
        return
    if isinstance(row, Discipline):
        dismissals.take_back(session, row)
    session.delete(row)


def has_event(session: Session, row_id: int) -> bool:
    """Whether a discipline is an expulsion that stands in the member's history too."""
    return expulsions.event_of(session, session.get_one(Discipline, row_id)) is not None


def _follow(session: Session, row: Discipline, values: DisciplineValues) -> None:
    """Bring the event of an expulsion in line with what the discipline will say; another form takes the event back."""
    event = expulsions.event_of(session, row)
    if event is None:
        return
    if values.form_id != row.form_id:
        expulsions.untie(session, row)  # it is no expulsion any more, and stays when the event goes
        events.remove(session, event.id)
    else:
        events.correct(session, event.id, _paper(values))


def _paper(values: DisciplineValues) -> EventValues:
    assert values.effective_on is not None  # asked for when it was written
    return EventValues(
        EventKind.EXPELLED,
        values.effective_on,
        decision_number=clean(values.decision_number),
        decision_on=values.decision_on,
        reason=expulsions.reason_of(clean(values.content)) or "",
    )


def disciplined(session: Session, first: date, last: date, *lists: str) -> dict[int, list[str]]:
    """Return member id → forms of the disciplines that took effect within some days, for ratings and reports.

    Those of some code lists, or the Party's and the government's; the latter are told apart.
    """
    query = (
        select(Discipline.member_id, CodeItem.label, CodeItem.list_name)
        .join(CodeItem, CodeItem.id == Discipline.form_id)
        .where(Discipline.effective_on.between(first, last), CodeItem.list_name.in_(lists or _DISCIPLINES))
        .order_by(Discipline.effective_on, Discipline.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for member_id, label, side in session.execute(query):
        found[member_id].append(label if side == codes.DISCIPLINE else f"{label} (chính quyền, pháp luật)")
    return found


def checked(values: Values, on: date) -> Values:
    """Return values with clean texts. Raises KnownError naming the field for what cannot be of anybody on a day."""
    texts = {field.name: clean(getattr(values, field.name)) for field in fields(values) if field.type == "str"}
    values = replace(values, **texts)
    match values:
        case CommendationValues():
            if values.kind_id is None:
                raise KnownError("Hãy chọn hình thức khen thưởng.", field="kind_id")
            _has_come(values.awarded_on, on, "awarded_on")
        case DisciplineValues():
            _check_discipline(values, on)
        case CourseValues():
            _check_course(values, on)
        case CardIssueValues():
            if values.kind is None:
                raise KnownError("Hãy chọn việc cấp lại hay đổi thẻ.", field="kind")
            if values.issued_on is None:
                raise KnownError("Hãy ghi ngày cấp lại, đổi thẻ; chỉ nhớ năm thì ghi năm.", field="issued_on")
            _has_come(values.issued_on, on, "issued_on")
    return values


def _check_discipline(values: DisciplineValues, on: date) -> None:
    if values.form_id is None:
        raise KnownError("Hãy chọn hình thức kỷ luật.", field="form_id")
    if values.effective_on is None:
        raise KnownError("Hãy ghi ngày quyết định kỷ luật có hiệu lực.", field="effective_on")
    _has_come(_whole(values.effective_on), on, "effective_on")
    _has_come(_whole(values.decision_on), on, "decision_on")
    if values.ends_on is not None and values.ends_on < values.effective_on:
        raise KnownError("Ngày hết hiệu lực ở trước ngày có hiệu lực; hãy sửa lại.", field="ends_on")


def _check_standing(session: Session, member_id: int, values: DisciplineValues) -> None:
    """Raise KnownError for a form that somebody on probation cannot be given (domain.md 3.4)."""
    assert values.effective_on is not None  # asked for already
    form = session.get_one(CodeItem, values.form_id)
    standing = session.scalar(
        select(Stay.standing).where(Stay.member_id == member_id, stays.holds_on(values.effective_on))
    )
    is_party = form.list_name == codes.DISCIPLINE
    if is_party and standing is Standing.PROBATIONARY and form.code in NOT_ON_PROBATION:
        raise KnownError(
            f"Ngày {values.effective_on:%d/%m/%Y} đồng chí còn dự bị; khi đó chỉ có khiển trách hoặc cảnh cáo.",
            field="form_id",
        )


def _check_course(values: CourseValues, on: date) -> None:
    if not values.name:
        raise KnownError("Hãy ghi tên lớp hoặc ngành học.", field="name")
    _has_come(values.first_on, on, "first_on")
    if values.first_on is not None and values.last_on is not None and values.last_on.last < values.first_on.first:
        raise KnownError(f"Học xong {values.last_on} trước khi bắt đầu {values.first_on}.", field="last_on")


def _has_come(day: PartialDate | None, on: date, field: str) -> None:
    if day is not None and day.first > on:
        raise KnownError(f"Ngày {day} chưa đến; hãy sửa lại.", field=field)
