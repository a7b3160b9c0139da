"""Identity and card numbers held against the person, and people written twice (domain.md 2.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import different_people
from models.checks import people
from models.checks.finding import Hit, Rule, Severity
from models.checks.people import Person
from models.identity import mismatches, old_number_flaw, phone_flaw
from models.member_values import MemberValues
from models.tables import Member
from models.text import clean, masked, name_forms


def _citizen_id(session: Session, on: date) -> Iterator[Hit]:
    for person in people.on_list(session, on, Member.citizen_id.is_not(None)):
        number = person.citizen_id or ""
        if wrong := mismatches(number, person.gender, person.born_on):
            yield person.hit(f"Số định danh {masked(number)}: {'; '.join(wrong)}.")


def _card(session: Session, on: date) -> Iterator[Hit]:
    for person in people.on_list(session, on, Member.card_number != Member.citizen_id):
        yield person.hit(f"Số thẻ {masked(person.card_number)}, số định danh {masked(person.citizen_id)}.")


def _old_number(session: Session, on: date) -> Iterator[Hit]:
    for person, number in _with(session, on, Member.old_identity_number):
        if flaw := old_number_flaw(number):
            yield person.hit(f"Số {masked(number)}: {flaw[:1].lower()}{flaw[1:]}")


def _phone(session: Session, on: date) -> Iterator[Hit]:
    for person, number in _with(session, on, Member.phone):
        if flaw := phone_flaw(number):
            yield person.hit(f"Điện thoại {flaw}")


def _with(session: Session, on: date, column: InstrumentedAttribute[str | None]) -> Iterator[tuple[Person, str]]:
    """Yield those on the lists on whose card a number is written, with that number."""
    numbers = {key: number for key, number in session.execute(select(Member.id, column).where(column.is_not(None)))}
    for person in people.on_list(session, on, column.is_not(None)):
        yield person, numbers[person.id] or ""


def _same_card(session: Session, on: date) -> Iterator[Hit]:
    twice = select(Member.card_number).group_by(Member.card_number).having(func.count() > 1)
    for person in people.everybody(session, on, Member.card_number.in_(twice)):
        yield person.hit(f"Số thẻ {masked(person.card_number)} ghi cho nhiều đồng chí.")


def alike(session: Session, on: date) -> dict[int, list[Person]]:
    """Return member id → the other records that may be of the same person, where one of them is on a list."""
    found: dict[int, list[Person]] = {}
    for person, others in _pairs(session, on):
        found[person.id] = others
    return found


def known_as(session: Session, values: MemberValues, on: date) -> list[Person]:
    """Return who may be the person of a new card already, as `alike` would say once it is written; also who has left.

    A card without a birth is like nobody's, and of one who is known by an identity number the verb itself says so.
    """
    if (born := values.born_on) is None:
        return []
    name, citizen_id = name_forms(clean(values.full_name))[0], clean(values.citizen_id) or None
    same = people.everybody(session, on, Member.name_fold == name, people.year_of(Member.born_on) == born.year)
    return [person for person in same if _may_be_one(person, person._replace(born_on=born, citizen_id=citizen_id))]


def _doubles(session: Session, on: date) -> Iterator[Hit]:
    for person, others in _pairs(session, on):
        where = ", ".join(f"đồng chí {other.full_name} ({other.born_on}, {other.place})" for other in others)
        yield person.hit(f"Sinh {person.born_on}; cùng họ tên và năm sinh với {where}.")


def _pairs(session: Session, on: date) -> Iterator[tuple[Person, list[Person]]]:
    named: dict[tuple[str, int], list[Person]] = defaultdict(list)
    key = Member.name_fold, people.year_of(Member.born_on)
    twice = select(*key).where(Member.born_on.is_not(None)).group_by(*key).having(func.count() > 1)
    for person in people.everybody(session, on, tuple_(*key).in_(twice)):
        if person.born_on:
            named[person.name_fold, person.born_on.year].append(person)
    told_apart = different_people.pairs(session)
    for group in named.values():
        for person in group:
            others = [
                other
                for other in group
                if other is not person
                and _may_be_one(person, other)
                and (min(person.id, other.id), max(person.id, other.id)) not in told_apart
            ]
            if others and any(one.cell_id is not None for one in (person, *others)):
                yield person, others


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether nothing tells two people of one name and birth year apart: a day, a month, an identity number."""
    born, also = one.born_on, other.born_on
    if born is None or also is None or not (born.first <= also.last and also.first <= born.last):
        return False
    if born.is_full and born == also:
        return True
    return not (one.citizen_id and other.citizen_id and one.citizen_id != other.citizen_id)


RULES = (
    Rule(
        key="citizen-id",
        title="Số định danh khác giới tính, năm sinh",
        severity=Severity.WARNING,
        repair="Đối chiếu thẻ căn cước rồi sửa số, giới tính hoặc năm sinh. Số đúng như thẻ thì để nguyên.",
        find=_citizen_id,
        field="citizen_id",
    ),
    Rule(
        key="old-identity-number",
        title="Số CMND cũ không đủ chữ số",
        severity=Severity.WARNING,
        repair="Đối chiếu giấy tờ cũ rồi sửa số; không còn giấy tờ thì để trống.",
        find=_old_number,
        field="old_identity_number",
    ),
    Rule(
        key="phone",
        title="Số điện thoại có lẽ ghi nhầm",
        severity=Severity.WARNING,
        repair="Hỏi lại rồi sửa số ở lý lịch. Số đúng thì để nguyên.",
        find=_phone,
        field="phone",
    ),
    Rule(
        key="card-number",
        title="Số thẻ đảng viên khác số định danh",
        severity=Severity.WARNING,
        repair="Thẻ mới lấy số định danh làm số thẻ; đối chiếu thẻ rồi sửa số ghi sai.",
        find=_card,
        field="card_number",
    ),
    Rule(
        key="same-card",
        title="Số thẻ ghi cho nhiều đồng chí",
        severity=Severity.WARNING,
        repair="Đối chiếu thẻ của từng đồng chí rồi sửa số ghi nhầm.",
        find=_same_card,
        field="card_number",
    ),
    Rule(
        key="doubles",
        title="Có thể một người được ghi hai lần",
        severity=Severity.WARNING,
        repair="Đối chiếu lý lịch; đúng là một người thì gộp hai lý lịch (tách lại được), "
        "hai người thì bấm Hai người khác nhau.",
        find=_doubles,
    ),
)
