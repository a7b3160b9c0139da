"""What the officer is told before an admission; nothing here forbids it (domain.md 2.6, 3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import calendar, candidates, membership_rules, stays
from models.dates import PartialDate, add_months
from models.membership_rules import TermValues
from models.party_age import full_months
from models.pipeline import ceremony_due
from models.tables import Cell, CodeItem, Duty, Member, Standing, Stay
from models.text import fold

_LITTLE_SCHOOLING = ("literate", "primary")


@dataclass(frozen=True)
class Case:
    """What is known of an admission while its form is filled in; None is not known, or not yet."""

    born_on: PartialDate | None = None
    education_id: int | None = None
    certificate_on: date | None = None
    former_id: int | None = None
    introducer_ids: tuple[int, ...] = ()
    decision_on: date | None = None
    ceremony_on: date | None = None
    full_name: str = ""


def warnings(session: Session, case: Case, *, on: date) -> list[str]:
    """Return what speaks against an admission or is to be made sure of, as sentences; judged on the decision's day."""
    day = case.decision_on or on
    terms = membership_rules.book(session)
    rule = terms.on(day)
    found = [
        *_of_name(session, case, on),
        *_of_age(case.born_on, day, rule),
        *_of_schooling(session, case),
        *_of_certificate(case, day, rule),
        *_of_return(session, case, day, rule),
        *_of_introducers(session, case, day, rule),
    ]
    if case.decision_on is not None:
        due = ceremony_due(case.decision_on, calendar.read(session), terms)
        held = case.ceremony_on or on
        if held > due:
            found.append(
                f"Lễ kết nạp quá hạn: phải tổ chức trong {rule.ceremony_days} ngày làm việc, chậm nhất {due:%d/%m/%Y}."
            )
    return found


def _of_name(session: Session, case: Case, on: date) -> Iterator[str]:
    """Say so if somebody of the name and birth is a member here already, as one admitted past the source list is."""
    if not case.full_name or case.born_on is None:
        return
    query = (
        select(Member.full_name, Cell.name)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(stays.holds_on(on), Member.name_fold == fold(case.full_name), Member.born_on == case.born_on)
    )
    for name, cell in session.execute(query):
        yield f"Đã có đảng viên {name}, sinh {case.born_on}, ở {cell}; hãy kiểm tra có phải cùng một người không."


def _of_age(born: PartialDate | None, day: date, rule: TermValues) -> Iterator[str]:
    if born is None:
        yield f"Chưa ghi ngày sinh nên chưa biết có đủ {rule.least_age} tuổi, không quá {rule.most_age} tuổi không."
        return
    if add_months(born.last, 12 * rule.least_age) > day:
        sure = add_months(born.first, 12 * rule.least_age) > day
        yield f"{'Chưa' if sure else 'Có thể chưa'} đủ {rule.least_age} tuổi vào ngày {day:%d/%m/%Y} (sinh {born})."
    if full_months(born.first, day) > 12 * rule.most_age:
        yield (
            f"Đã quá {rule.most_age} tuổi vào ngày {day:%d/%m/%Y} (sinh {born}); phải được cấp ủy cấp tỉnh đồng ý."
            if full_months(born.last, day) > 12 * rule.most_age
            else f"Có thể đã quá {rule.most_age} tuổi (sinh {born}); hãy ghi đủ ngày sinh."
        )


def _of_schooling(session: Session, case: Case) -> Iterator[str]:
    code = None if case.education_id is None else session.get_one(CodeItem, case.education_id).code
    if code in _LITTLE_SCHOOLING:
        yield "Chưa tốt nghiệp trung học cơ sở; hãy xem quy định riêng cho trường hợp này."


def _of_certificate(case: Case, day: date, rule: TermValues) -> Iterator[str]:
    if case.certificate_on is None:
        yield "Chưa ghi giấy chứng nhận đã học lớp bồi dưỡng nhận thức về Đảng."
    elif day > (until := rule.certificate_until(case.certificate_on)):
        yield (
            f"Giấy chứng nhận lớp nhận thức về Đảng đã hết giá trị từ sau ngày {until:%d/%m/%Y} "
            f"({rule.certificate_months} tháng); phải học lại."
        )


def _of_return(session: Session, case: Case, day: date, rule: TermValues) -> Iterator[str]:
    if case.former_id is None:
        return
    left = candidates.left_party_on(session, case.former_id)
    if left is None:
        yield "Chưa ghi ngày ra khỏi Đảng trước đây nên chưa biết đã đủ thời gian để kết nạp lại."
    elif said := rule.too_soon_back(left, day):
        yield said


def _of_introducers(session: Session, case: Case, day: date, rule: TermValues) -> Iterator[str]:
    if len(case.introducer_ids) < 2:
        yield "Phải có hai đảng viên chính thức giới thiệu."
    for member_id in case.introducer_ids:
        yield from _of_introducer(session, member_id, day, rule)
    if case.introducer_ids:
        yield (
            f"Người giới thiệu phải cùng công tác, lao động, học tập với người vào Đảng ít nhất "
            f"{rule.introducer_months} tháng; chương trình không biết việc này, hãy đối chiếu hồ sơ."
        )


def _of_introducer(session: Session, member_id: int, day: date, rule: TermValues) -> Iterator[str]:
    name = session.get_one(Member, member_id).full_name
    stay = session.scalar(select(Stay).where(Stay.member_id == member_id, stays.holds_on(day), Stay.duty != Duty.GUEST))
    if stay is None:
        yield f"Đồng chí {name} không có trong danh sách ngày {day:%d/%m/%Y}."
        return
    if stay.standing is not Standing.OFFICIAL:
        yield f"Đồng chí {name} không phải đảng viên chính thức vào ngày {day:%d/%m/%Y}."
    query = select(Stay.since, Stay.is_since_known).where(Stay.member_id == member_id).order_by(Stay.since)
    for since, is_known in session.execute(query.limit(1)):
        if is_known and add_months(since, rule.introducer_months) > day:
            yield f"Đồng chí {name} mới vào danh sách từ {since:%d/%m/%Y}, chưa đủ {rule.introducer_months} tháng."
