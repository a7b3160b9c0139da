"""Dates of a member that cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import String, and_, func, or_, type_coerce
from sqlalchemy.orm import Session

from models import membership_rules, official_dates
from models.checks import people
from models.checks.finding import Hit, Rule, Severity
from models.dates import add_months
from models.tables import Member

_BORN, _ADMITTED, _OFFICIAL = map(people.year_of, (Member.born_on, Member.admitted_on, Member.official_on))
_FULL = len("2005-02-03")


def _born_after_admission(session: Session, on: date) -> Iterator[Hit]:
    for person in people.everybody(session, on, _BORN >= _ADMITTED):
        born, admitted = person.born_on, person.admitted_on
        if born and admitted and born.first > admitted.last:
            yield person.hit(f"Sinh {born} mà vào Đảng {admitted}.")


def _under_age(session: Session, on: date) -> Iterator[Hit]:
    book = membership_rules.book(session)
    oldest = max(card.values.least_age for card in book.cards)
    for person in people.everybody(session, on, _BORN + oldest >= _ADMITTED):
        born, admitted = person.born_on, person.admitted_on
        if not born or not admitted:
            continue
        least = book.on(admitted.last).least_age
        if born.first <= admitted.last < add_months(born.first, least * 12):
            yield person.hit(f"Sinh {born}, vào Đảng {admitted} khi chưa đủ {least} tuổi.")


def _official_before_admission(session: Session, on: date) -> Iterator[Hit]:
    for person in people.everybody(session, on, _OFFICIAL <= _ADMITTED):
        admitted, official = person.admitted_on, person.official_on
        if admitted and official and official.last < admitted.first:
            yield person.hit(f"Chính thức {official} mà vào Đảng {admitted}.")


def _official_too_early(session: Session, on: date) -> Iterator[Hit]:
    terms = membership_rules.book(session)
    months = max(card.values.probation_months for card in terms.cards)
    admission, recognition = (type_coerce(column, String) for column in (Member.admitted_on, Member.official_on))
    is_partial = (func.length(admission) < _FULL) | (func.length(recognition) < _FULL)
    is_early = recognition < func.date(admission, f"+{months} months")
    for person in people.everybody(session, on, and_(_OFFICIAL >= _ADMITTED, or_(is_partial, is_early))):
        admitted, official = person.admitted_on, person.official_on
        if not admitted or not official or official.last < admitted.first:
            continue
        if ends := official_dates.too_early(admitted, official, terms):
            yield person.hit(f"Vào Đảng {admitted}, chính thức {official}; đến {ends:%d/%m/%Y} mới hết dự bị.")


def _future(session: Session, on: date) -> Iterator[Hit]:
    for person in people.everybody(session, on, or_(*(year >= on.year for year in (_BORN, _ADMITTED, _OFFICIAL)))):
        days = (
            ("born_on", "Ngày sinh", person.born_on),
            ("admitted_on", "Ngày vào Đảng", person.admitted_on),
            ("official_on", "Ngày chính thức", person.official_on),
        )
        late = [(field, f"{word} {day}") for field, word, day in days if day and day.first > on]
        if late:
            words = ", ".join(said for _field, said in late)
            yield person.hit(f"{words} ở sau ngày {on:%d/%m/%Y}.", late[0][0])


RULES = (
    Rule(
        key="born-after-admission",
        title="Ngày sinh ở sau ngày vào Đảng",
        severity=Severity.ERROR,
        repair="Đối chiếu lý lịch rồi sửa ngày sinh hoặc ngày vào Đảng.",
        find=_born_after_admission,
        field="born_on",
    ),
    Rule(
        key="under-age",
        title="Vào Đảng khi chưa đủ tuổi",
        severity=Severity.ERROR,
        repair="Đối chiếu lý lịch, quyết định kết nạp rồi sửa ngày sinh hoặc ngày vào Đảng.",
        find=_under_age,
        field="born_on",
    ),
    Rule(
        key="official-before-admission",
        title="Ngày chính thức trước ngày vào Đảng",
        severity=Severity.ERROR,
        repair="Đối chiếu quyết định công nhận chính thức rồi sửa một trong hai ngày.",
        find=_official_before_admission,
        field="official_on",
    ),
    Rule(
        key="official-too-early",
        title="Chính thức khi chưa hết thời gian dự bị",
        severity=Severity.WARNING,
        repair="Đối chiếu quyết định công nhận chính thức; quyết định ghi đúng như vậy thì giữ nguyên.",
        find=_official_too_early,
        field="official_on",
    ),
    Rule(
        key="future-dates",
        title="Ngày ở sau hôm nay",
        severity=Severity.ERROR,
        repair="Sửa lại ngày; kiểm tra cả đồng hồ của máy.",
        find=_future,
        field="admitted_on",
    ),
)
