"""Classes for candidates and members: holding them, who takes part, certificates, and the sums (domain.md 8.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import called
from models.codes import AWARENESS as AWARENESS
from models.codes import CLASS_KIND, NOT_MINORITY
from models.codes import NEW_MEMBER as NEW_MEMBER
from models.codes import PARTY_WORK as PARTY_WORK
from models.dates import Period
from models.errors import KnownError
from models.tables import Candidate, ClassParticipant, CodeItem, Gender, Member, Stay, TrainingClass
from models.text import clean, number, sort_key


@dataclass(frozen=True)
class ClassValues:
    """What the officer writes of a class; the heads where there is no list of names, see tables.training."""

    kind_id: int | None
    name: str
    first_day: date | None
    last_day: date | None = None
    place: str = ""
    note: str = ""
    heads: int | None = None
    women: int | None = None
    minority: int | None = None
    certified: int | None = None


@dataclass(frozen=True)
class ClassRow:
    """A class with its figures. `minority` are those of an ethnic group other than Kinh, as far as it is written.

    The figures are those of the list of names, or the heads where they are more; `named` and `named_certificates` are
    those whom the list has.
    """

    id: int
    values: ClassValues
    kind: str
    kind_code: str
    people: int
    women: int
    minority: int
    certificates: int
    named: int = 0
    named_certificates: int = 0

    def as_of(self, day: date) -> ClassRow:
        """Return the class before its last day without the certificates that no name is known of."""
        is_over = self.values.last_day is None or self.values.last_day <= day
        return self if is_over else replace(self, certificates=self.named_certificates)

    @property
    def nameless(self) -> int:
        """How many took part whose names are not on the list."""
        return self.people - self.named

    @property
    def nameless_certificates(self) -> int:
        """How many were given a certificate whose names are not on the list."""
        return self.certificates - self.named_certificates


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in a class. One who took part as a candidate and is a member now has both ids."""

    id: int
    class_id: int
    candidate_id: int | None
    member_id: int | None
    full_name: str
    gender: Gender | None
    ethnic_code: str | None
    cell_id: int | None
    certificate_number: str
    certificate_on: date | None

    def as_of(self, day: date) -> Participant:
        """Return the same without a certificate given after a day."""
        is_later = self.certificate_on is not None and self.certificate_on > day
        return replace(self, certificate_number="", certificate_on=None) if is_later else self

    @property
    def person(self) -> tuple[str, int]:
        """What tells one person from another, whatever they took part as."""
        return ("member", self.member_id) if self.member_id is not None else ("candidate", self.candidate_id or 0)


_NAMES = tuple(field.name for field in fields(ClassValues))
_TEXTS = ("name", "place", "note")
_OF_WHOM = ("women", "minority", "certified")


def add(session: Session, values: ClassValues) -> int:
    """Write a class down and return its id. Raises KnownError."""
    row = TrainingClass()
    _fill(row, values)
    session.add(row)
    session.flush()
    return row.id


def edit(session: Session, class_id: int, values: ClassValues) -> None:
    """Correct a class. Raises KnownError."""
    _fill(session.get_one(TrainingClass, class_id), values)


def remove(session: Session, class_id: int) -> None:
    """Take a class away with its list; certificates already on the cards of candidates stay."""
    for row in session.scalars(select(ClassParticipant).where(ClassParticipant.class_id == class_id)):
        session.delete(row)
    session.flush()
    session.delete(session.get_one(TrainingClass, class_id))


def _fill(row: TrainingClass, values: ClassValues) -> None:
    if values.kind_id is None:
        raise KnownError("Hãy chọn loại lớp.", field="kind_id")
    if not clean(values.name):
        raise KnownError("Hãy ghi tên lớp.", field="name")
    if values.first_day is None:
        raise KnownError("Hãy ghi ngày khai giảng.", field="first_day")
    if values.last_day is not None and values.last_day < values.first_day:
        raise KnownError("Ngày bế giảng ở trước ngày khai giảng.", field="last_day")
    for field, most in (("name", 200), ("place", 200), ("note", 500)):
        if len(clean(getattr(values, field))) > most:
            raise KnownError(f"Nội dung dài quá {most} chữ; hãy rút gọn.", field=field)
    _refuse_heads(values)
    for name in _NAMES:
        value = getattr(values, name)
        setattr(row, name, (clean(value) or None) if name in _TEXTS else value)


def _refuse_heads(values: ClassValues) -> None:
    """Raise KnownError for heads that cannot be."""
    told = {name: getattr(values, name) for name in _OF_WHOM if getattr(values, name) is not None}
    if values.heads is None and told:
        raise KnownError("Hãy ghi tổng số người học trước.", field="heads")
    if values.heads is not None and values.heads < 1:
        raise KnownError("Lớp có danh sách tên thì để trống số người học.", field="heads")
    for name, count in told.items():
        if not 0 <= count <= (values.heads or 0):
            raise KnownError(f"Không thể nhiều hơn {number(values.heads or 0)} người học; hãy sửa lại.", field=name)


def enrol(session: Session, class_id: int, *, candidate_ids: Iterable[int] = (), member_ids: Iterable[int] = ()) -> int:
    """Put people on the list of a class and return how many were not on it yet."""
    known = select(ClassParticipant.candidate_id, ClassParticipant.member_id).where(
        ClassParticipant.class_id == class_id
    )
    there = {(candidate_id, member_id) for candidate_id, member_id in session.execute(known)}
    wanted = [(key, None) for key in candidate_ids] + [(None, key) for key in member_ids]
    new = [pair for pair in dict.fromkeys(wanted) if pair not in there]
    session.add_all(ClassParticipant(class_id=class_id, candidate_id=c, member_id=m) for c, m in new)
    session.flush()
    return len(new)


def withdraw(session: Session, participant_id: int) -> None:
    """Take somebody off the list of a class; a certificate already on a candidate's card stays."""
    session.delete(session.get_one(ClassParticipant, participant_id))


def certify(session: Session, class_id: int, numbers: dict[int, str], on: date, *, today: date) -> None:
    """Write the certificates given on a day: participant id → number, which may be empty. Raises KnownError.

    A certificate of the class on the Party is also written on the card of the candidate, unless a later one is there.
    """
    row = session.get_one(TrainingClass, class_id)
    if on > today:
        raise KnownError(f"Ngày {on:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field="certificate_on")
    if on < row.first_day:
        raise KnownError(f"Lớp khai giảng ngày {row.first_day:%d/%m/%Y}; hãy ghi ngày sau đó.", field="certificate_on")
    is_awareness = session.get_one(CodeItem, row.kind_id).code == AWARENESS
    for participant_id, certificate in numbers.items():
        part = session.get_one(ClassParticipant, participant_id)
        before = part.certificate_on
        part.certificate_number, part.certificate_on = clean(certificate)[:40] or None, on
        if is_awareness and part.candidate_id is not None:
            candidate = session.get_one(Candidate, part.candidate_id)
            if candidate.certificate_on in (None, before) or candidate.certificate_on <= on:
                candidate.certificate_number, candidate.certificate_on = part.certificate_number, on


def participants(session: Session, class_ids: Iterable[int]) -> list[Participant]:
    """Return who took part in some classes, by class and name; members as they were called when the class began."""
    wanted = list(class_ids)
    ethnic = {key: code for key, code in session.execute(select(CodeItem.id, CodeItem.code))}
    as_candidate = (
        select(ClassParticipant, Candidate)
        .join(Candidate, Candidate.id == ClassParticipant.candidate_id)
        .where(ClassParticipant.class_id.in_(wanted))
    )
    as_member = (
        select(ClassParticipant, Member, called.name_on(TrainingClass.first_day.expression))
        .join(Member, Member.id == ClassParticipant.member_id)
        .join(TrainingClass, TrainingClass.id == ClassParticipant.class_id)
        .where(ClassParticipant.class_id.in_(wanted))
    )
    found: list[tuple[str, Participant]] = []
    for part, who in session.execute(as_candidate):
        found.append((who.name_sort, _participant(part, who, who.full_name, who.member_id, who.cell_id, ethnic)))
    cells = _cells_of(session)
    for part, who, name in session.execute(as_member):
        place = who.name_sort if name == who.full_name else sort_key(name)
        found.append((place, _participant(part, who, name, who.id, cells.get(who.id), ethnic)))
    return [one for _sort, one in sorted(found, key=lambda pair: (pair[1].class_id, pair[0], pair[1].id))]


def _participant(
    part: ClassParticipant,
    who: Candidate | Member,
    name: str,
    member_id: int | None,
    cell_id: int | None,
    ethnic: dict[int, str],
) -> Participant:
    return Participant(
        id=part.id,
        class_id=part.class_id,
        candidate_id=part.candidate_id,
        member_id=member_id,
        full_name=name,
        gender=who.gender,
        ethnic_code=ethnic.get(who.ethnic_id or 0),
        cell_id=cell_id,
        certificate_number=part.certificate_number or "",
        certificate_on=part.certificate_on,
    )


def _cells_of(session: Session) -> dict[int, int]:
    """Return member id → the cell of their last stay."""
    query = select(Stay.member_id, Stay.cell_id).order_by(Stay.since, Stay.id)
    return {member_id: cell_id for member_id, cell_id in session.execute(query)}


def read(session: Session, class_id: int) -> ClassValues:
    """Return what is written of a class."""
    return _values(session.get_one(TrainingClass, class_id))


def rows(session: Session, period: Period) -> list[ClassRow]:
    """Return the classes that began in a period with their figures, the newest first."""
    query = (
        select(TrainingClass, CodeItem.label, CodeItem.code)
        .join(CodeItem, CodeItem.id == TrainingClass.kind_id)
        .where(TrainingClass.first_day.between(period.first, period.last))
        .order_by(TrainingClass.first_day.desc(), TrainingClass.id.desc())
    )
    found = list(session.execute(query))
    people: dict[int, list[Participant]] = defaultdict(list)
    for one in participants(session, [row.id for row, _label, _code in found]):
        people[one.class_id].append(one)
    return [_row(row, label, code, people[row.id]) for row, label, code in found]


def _row(row: TrainingClass, label: str, code: str, people: list[Participant]) -> ClassRow:
    return ClassRow(
        id=row.id,
        values=_values(row),
        kind=label,
        kind_code=code,
        people=max(row.heads or 0, len(people)),
        women=max(row.women or 0, sum(one.gender is Gender.FEMALE for one in people)),
        minority=max(row.minority or 0, sum(is_minority(one) for one in people)),
        certificates=max(row.certified or 0, certified := sum(map(is_certified, people))),
        named=len(people),
        named_certificates=certified,
    )


def is_certified(one: Participant) -> bool:
    """Whether somebody was given the certificate of a class."""
    return one.certificate_on is not None


def is_minority(one: Participant) -> bool:
    """Whether somebody is of an ethnic group other than Kinh, as far as it is written."""
    return one.ethnic_code is not None and one.ethnic_code not in NOT_MINORITY


def _values(row: TrainingClass) -> ClassValues:
    values = {name: getattr(row, name) for name in _NAMES}
    values.update({name: values[name] or "" for name in _TEXTS})
    return ClassValues(**values)


@dataclass(frozen=True)
class KindSum:
    """The classes of one kind in a period: how many, “lượt người”, “người” (each once), certificates given.

    Of the people, those known by their number only (`nameless`) are counted in every class they took part in.
    """

    kind: str
    classes: int
    turns: int
    people: int
    women: int
    minority: int
    certificates: int
    nameless: int = 0


def sums(session: Session, period: Period) -> list[KindSum]:
    """Return the key figures of the classes that began in a period, kind by kind in the order of the list."""
    found = rows(session, period)
    everybody = participants(session, [row.id for row in found])
    kinds = (
        select(CodeItem.code, CodeItem.label)
        .where(CodeItem.list_name == CLASS_KIND)
        .order_by(CodeItem.form_order, CodeItem.id)
    )
    result: list[KindSum] = []
    for code, label in session.execute(kinds):
        of_kind = [row for row in found if row.kind_code == code]
        ids = {row.id for row in of_kind}
        if of_kind:
            result.append(
                KindSum(
                    kind=label,
                    classes=len(of_kind),
                    turns=sum(row.people for row in of_kind),
                    people=len({one.person for one in everybody if one.class_id in ids})
                    + sum(row.nameless for row in of_kind),
                    women=sum(row.women for row in of_kind),
                    minority=sum(row.minority for row in of_kind),
                    certificates=sum(row.certificates for row in of_kind),
                    nameless=sum(row.nameless for row in of_kind),
                )
            )
    return result
