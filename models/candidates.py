"""Candidates: entering, correcting, leaving the source list, and becoming a member (domain.md 2.6)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import events, members
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.member_values import checked_name
from models.members import MemberValues
from models.tables import Candidate, Cell, ClassParticipant, Event, EventKind, Gender, Member
from models.text import clean, fold, sort_key


@dataclass(frozen=True)
class CandidateValues:
    """What the officer writes of a candidate; see tables.candidate. Steps that have not been taken have no date."""

    full_name: str
    cell_id: int | None
    listed_on: date | None
    gender: Gender | None = None
    born_on: PartialDate | None = None
    ethnic_id: int | None = None
    religion_id: int | None = None
    education_id: int | None = None
    professional_id: int | None = None
    village_id: int | None = None
    occupation: str = ""
    is_youth_member: bool = False
    former_id: int | None = None
    helper1_id: int | None = None
    helper2_id: int | None = None
    certificate_number: str = ""
    certificate_on: date | None = None
    proposed_on: date | None = None
    filed_on: date | None = None
    decision_number: str = ""
    decision_on: date | None = None
    introducer1_id: int | None = None
    introducer2_id: int | None = None
    note: str = ""


PEOPLE = ("helper1_id", "helper2_id", "introducer1_id", "introducer2_id")
"""The members that help a candidate and introduce them."""
_NAMES = tuple(field.name for field in fields(CandidateValues))
_TEXTS = {"occupation": 100, "certificate_number": 40, "decision_number": 40, "note": 500}
_STEPS = {
    "listed_on": "Ngày vào danh sách nguồn",
    "certificate_on": "Ngày giấy chứng nhận",
    "proposed_on": "Ngày chi bộ đề nghị",
    "filed_on": "Ngày xong hồ sơ, thẩm tra",
    "decision_on": "Ngày quyết định",
}
_IN_ORDER = ("listed_on", "proposed_on", "filed_on", "decision_on")
"""A certificate may be older than the entry in the list; these may not come before one another."""


def add(session: Session, values: CandidateValues, *, on: date) -> int:
    """Enter a candidate in the source list and return the id. Raises KnownError."""
    candidate = Candidate()
    _fill(session, candidate, values, on)
    session.add(candidate)
    session.flush()
    return candidate.id


def read(session: Session, candidate_id: int) -> CandidateValues:
    """Return what is written of a candidate, texts without a value as "". Raises NoResultFound for no such id."""
    row = session.get_one(Candidate, candidate_id)
    values = {name: getattr(row, name) for name in _NAMES}
    values.update({name: values[name] or "" for name in _TEXTS})
    return CandidateValues(**values)


@dataclass(frozen=True)
class Record:
    """A candidate as written, with what the verbs below set."""

    values: CandidateValues
    ceremony_on: date | None
    member_id: int | None
    left_on: date | None
    left_reason: str


def record(session: Session, candidate_id: int) -> Record:
    """Return everything written of a candidate."""
    row = session.get_one(Candidate, candidate_id)
    return Record(read(session, candidate_id), row.ceremony_on, row.member_id, row.left_on, row.left_reason or "")


def edit(session: Session, candidate_id: int, values: CandidateValues, *, on: date) -> None:
    """Correct what is written of a candidate. Raises KnownError; the decision of one admitted stands with the event."""
    row = session.get_one(Candidate, candidate_id)
    if row.member_id is not None and (values.decision_on, values.decision_number) != (
        row.decision_on,
        row.decision_number or "",
    ):
        raise KnownError(
            "Đã kết nạp; hãy sửa số, ngày quyết định ở biến động “Kết nạp” của đảng viên.", field="decision_on"
        )
    _fill(session, row, values, on)


def remove(session: Session, candidate_id: int) -> None:
    """Take a candidate entered by mistake out of the list and out of classes. Raises KnownError for one admitted."""
    row = session.get_one(Candidate, candidate_id)
    if row.member_id is not None:
        raise KnownError("Người này đã được kết nạp; không xóa khỏi nguồn được nữa.")
    for part in session.scalars(select(ClassParticipant).where(ClassParticipant.candidate_id == candidate_id)):
        session.delete(part)
    session.flush()
    session.delete(row)


def leave(session: Session, candidate_id: int, *, on: date, reason: str, today: date) -> None:
    """Let a candidate leave the source list on a day. Raises KnownError."""
    row = session.get_one(Candidate, candidate_id)
    if row.member_id is not None:
        raise KnownError("Người này đã được kết nạp; hãy ghi biến động ở màn hình Đảng viên.")
    if not clean(reason):
        raise KnownError("Hãy ghi lý do ra khỏi nguồn.", field="left_reason")
    if on > today:
        raise KnownError(f"Ngày {on:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field="left_on")
    if on < row.listed_on:
        raise KnownError(f"Vào danh sách nguồn ngày {row.listed_on:%d/%m/%Y}; hãy ghi ngày sau đó.", field="left_on")
    row.left_on, row.left_reason = on, clean(reason)[:200]


def come_back(session: Session, candidate_id: int) -> None:
    """Put one who left the source list back where they stood."""
    row = session.get_one(Candidate, candidate_id)
    row.left_on = row.left_reason = None


@dataclass(frozen=True)
class Admission:
    """The papers of an admission."""

    decision_number: str
    decision_on: date | None
    ceremony_on: date | None
    introducer1_id: int | None = None
    introducer2_id: int | None = None


def admit(session: Session, candidate_id: int, paper: Admission, *, on: date) -> int:
    """Make a member of a candidate once the ceremony was held, and return the member's id. Raises KnownError.

    They are in the Party from the day of the decision, not of the ceremony (domain.md 2.6); one who was a member
    here before is admitted again (kết nạp lại) under the same card.
    """
    row = session.get_one(Candidate, candidate_id)
    decision_on, ceremony_on = _checked(row, paper, on)
    row.decision_number, row.decision_on, row.ceremony_on = (
        clean(paper.decision_number) or None,
        decision_on,
        ceremony_on,
    )
    row.introducer1_id, row.introducer2_id = paper.introducer1_id, paper.introducer2_id
    first, second = _introducers(session, row)
    event = EventValues(
        EventKind.ADMISSION if row.former_id is None else EventKind.READMISSION,
        decision_on,
        cell_id=row.cell_id,
        decision_number=paper.decision_number,
        decision_on=decision_on,
        ceremony_on=ceremony_on,
    )
    try:
        if row.former_id is not None:
            events.record(session, row.former_id, replace(event, first_introducer=first, second_introducer=second))
            member_id = row.former_id
        else:
            member_id = members.add(session, _card(session, row, decision_on), row.cell_id, on=on, by=event)
    except KnownError as error:
        field = "decision_on" if error.field in ("admitted_on", "on") else error.field
        raise KnownError(error.message, field=field) from error
    row.member_id = member_id
    return member_id


def _checked(row: Candidate, paper: Admission, on: date) -> tuple[date, date]:
    if row.member_id is not None:
        raise KnownError("Người này đã được kết nạp.")
    if row.left_on is not None:
        raise KnownError("Người này đã ra khỏi nguồn; hãy đưa trở lại nguồn trước.")
    if paper.decision_on is None:
        raise KnownError("Hãy ghi ngày quyết định kết nạp.", field="decision_on")
    if paper.ceremony_on is None:
        raise KnownError("Hãy ghi ngày tổ chức lễ kết nạp.", field="ceremony_on")
    for field, day in (("decision_on", paper.decision_on), ("ceremony_on", paper.ceremony_on)):
        if day > on:
            raise KnownError(f"Ngày {day:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field=field)
    if paper.ceremony_on < paper.decision_on:
        raise KnownError("Lễ kết nạp không thể trước ngày quyết định.", field="ceremony_on")
    if paper.introducer1_id is not None and paper.introducer1_id == paper.introducer2_id:
        raise KnownError("Hai người giới thiệu phải là hai đồng chí khác nhau.", field="introducer2_id")
    before = max(filter(None, (row.proposed_on, row.filed_on)), default=None)
    if before is not None and paper.decision_on < before:
        raise KnownError(f"Quyết định ở trước ngày đề nghị, thẩm tra ({before:%d/%m/%Y}).", field="decision_on")
    return paper.decision_on, paper.ceremony_on


def _card(session: Session, row: Candidate, decision_on: date) -> MemberValues:
    first, second = _introducers(session, row)
    return MemberValues(
        full_name=row.full_name,
        gender=row.gender,
        born_on=row.born_on,
        ethnic_id=row.ethnic_id,
        religion_id=row.religion_id,
        education_id=row.education_id,
        professional_id=row.professional_id,
        village_id=row.village_id,
        admitted_on=PartialDate.of(decision_on),
        former_occupation=row.occupation or "",
        is_youth_union_member=row.is_youth_member or None,  # unticked says nothing
        admission_cell=session.get_one(Cell, row.cell_id).name,
        first_introducer=first,
        second_introducer=second,
    )


def _introducers(session: Session, row: Candidate) -> list[str]:
    """Return the names of the two who introduce a candidate, empty where nobody is chosen."""
    keys = (row.introducer1_id, row.introducer2_id)
    return [session.get_one(Member, key).full_name if key is not None else "" for key in keys]


def _fill(session: Session, row: Candidate, values: CandidateValues, on: date) -> None:
    check(values, on)
    name = clean(values.full_name)
    if values.cell_id is None:
        raise KnownError("Hãy chọn chi bộ theo dõi.", field="cell_id")
    for first, second, words in (
        ("helper1_id", "helper2_id", "Hai đảng viên giúp đỡ"),
        ("introducer1_id", "introducer2_id", "Hai người giới thiệu"),
    ):
        if getattr(values, first) is not None and getattr(values, first) == getattr(values, second):
            raise KnownError(f"{words} phải là hai đồng chí khác nhau.", field=second)
    for field, most in _TEXTS.items():
        if len(clean(getattr(values, field))) > most:
            raise KnownError(f"Nội dung dài quá {most} chữ; hãy rút gọn.", field=field)
    for field in _NAMES:
        value = getattr(values, field)
        setattr(row, field, (clean(value) or None) if field in _TEXTS else value)
    row.full_name, row.name_fold, row.name_sort = name, fold(name), sort_key(name)


def check(values: CandidateValues, on: date) -> None:
    """Raise KnownError naming the field that cannot be so: a name that no member could have, or a day."""
    checked_name(values.full_name)
    if values.listed_on is None:
        raise KnownError("Hãy ghi ngày vào danh sách nguồn.", field="listed_on")
    if values.born_on is not None and values.born_on.first > on:
        raise KnownError(f"Ngày sinh {values.born_on} ở sau hôm nay; hãy sửa lại.", field="born_on")
    for field, words in _STEPS.items():
        day: date | None = getattr(values, field)
        if day is not None and day > on:
            raise KnownError(f"{words} {day:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field=field)
    before, step = None, ""
    for field in _IN_ORDER:
        day = getattr(values, field)
        if day is None:
            continue
        if before is not None and day < before:
            raise KnownError(f"{_STEPS[field]} ở trước {step.lower()} ({before:%d/%m/%Y}).", field=field)
        before, step = day, _STEPS[field]


def same_person(session: Session, full_name: str, born_on: PartialDate | None, *, except_id: int = 0) -> str:
    """Return a sentence if the source list already has somebody of this name (and birth, if known); empty if not."""
    query = select(Candidate).where(Candidate.name_fold == fold(full_name), Candidate.id != except_id)
    if born_on is not None:
        query = query.where(or_(Candidate.born_on.is_(None), Candidate.born_on == born_on))
    other = session.scalars(query).first()
    if other is None or not clean(full_name):
        return ""
    born = f", sinh {other.born_on}" if other.born_on else ""
    return f"Trong nguồn đã có {other.full_name}{born}; hãy kiểm tra có phải cùng một người không."


def left_party_on(session: Session, member_id: int) -> date | None:
    """Return the day a former member last left the Party (xóa tên, xin ra, khai trừ), None if no event says so."""
    out = (EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.RESIGNED)
    query = select(Event.effective_on).where(Event.member_id == member_id, Event.kind.in_(out))
    return max(session.scalars(query), default=None)


def find(session: Session, text: str, limit: int = 10) -> list[tuple[int, str, PartialDate | None]]:
    """Return the candidates (id, name, birth) not yet members whose name holds a text, accents aside, by name."""
    sought = f"%{fold(text)}%"
    query = (
        select(Candidate.id, Candidate.full_name, Candidate.born_on)
        .where(Candidate.name_fold.like(sought), Candidate.member_id.is_(None))
        .order_by(Candidate.name_sort, Candidate.id)
        .limit(limit)
    )
    return [(key, name, born) for key, name, born in session.execute(query)]
