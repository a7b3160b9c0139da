"""What nobody has written yet; it stays “chưa rõ” and is never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from models import membership_rules, stays
from models.checks import people
from models.checks.finding import Finder, Hit, Rule, Severity
from models.checks.people import Person
from models.official_dates import first_time, proposed
from models.tables import Cell, Duty, Event, Member, Standing, Stay


def _standing(session: Session, on: date) -> Iterator[Hit]:
    for person in people.on_list(session, on, Stay.standing == Standing.UNKNOWN):
        yield person.hit(_without_official(person))


def _official(session: Session, on: date) -> Iterator[Hit]:
    late = (Member.official_on.is_(None), Member.admitted_on.is_not(None), Stay.standing != Standing.UNKNOWN)
    late = (*late, first_time(on))
    terms = membership_rules.book(session)
    for person in people.on_list(session, on, *late):
        if person.standing and person.admitted_on and proposed(person.admitted_on, on, terms):
            yield person.hit(f"{_without_official(person)} Đang ghi là {person.standing.label.lower()}.")


def _without_official(person: Person) -> str:
    since = f"Vào Đảng {person.admitted_on}" if person.admitted_on else "Chưa ghi ngày vào Đảng"
    return f"{since}, chưa ghi ngày chính thức."


def _empty(is_empty: ColumnElement[bool], words: str) -> Finder:
    def find(session: Session, on: date) -> Iterator[Hit]:
        return (person.hit(f"Chưa ghi {words}.") for person in people.on_list(session, on, is_empty))

    return find


class Undated(NamedTuple):
    """A member of a cell of whom nobody wrote since when, and the event of which the day is not known."""

    member_id: int
    full_name: str
    since: date
    event_id: int


def undated(session: Session, cell_id: int, on: date) -> list[Undated]:
    """Return who stands behind the count that the rule “since” gives for a cell, by name."""
    query = (
        select(Member.id, Member.full_name, Stay.since, func.max(Event.id))
        .join(Stay, Stay.member_id == Member.id)
        .join(Event, and_(Event.member_id == Member.id, Event.effective_on == Stay.since))
        .where(Stay.cell_id == cell_id, Stay.is_since_known.is_(False), Stay.duty != Duty.GUEST, stays.holds_on(on))
        .group_by(Member.id, Stay.since)
        .order_by(Member.name_sort, Member.id)
    )
    return [Undated(*row) for row in session.execute(query)]


def _since(session: Session, on: date) -> Iterator[Hit]:
    """A count for each cell: an import of a list leaves it open for everyone, and names would bury the rest."""
    query = (
        select(Cell.id, Cell.name, func.count())
        .join(Stay, Stay.cell_id == Cell.id)
        .where(Stay.is_since_known.is_(False), Stay.duty != Duty.GUEST, stays.holds_on(on))
        .group_by(Cell.id)
        .order_by(Cell.sort_order, Cell.id)
    )
    for cell_id, cell, count in session.execute(query):
        what = f"{count} đồng chí chưa rõ ngày bắt đầu sinh hoạt ở chi bộ; tạm tính từ ngày sớm nhất có thể."
        yield Hit(what, cell, cell_id=cell_id, amount=count)


def _missing(key: str, field: str, is_empty: ColumnElement[bool], words: str) -> Rule:
    return Rule(
        key=f"no-{key}",
        title=f"Chưa ghi {words}",
        severity=Severity.UNKNOWN,
        repair="Mở lý lịch rồi ghi thêm, hoặc nhập tệp của cấp trên có cột này.",
        find=_empty(is_empty, words),
        field=field,
    )


RULES = (
    Rule(
        key="standing",
        title="Chưa rõ chính thức hay dự bị",
        severity=Severity.UNKNOWN,
        repair="Ghi ngày chính thức từng đồng chí, hoặc ghi một lần: ngày vào Đảng + thời gian dự bị.",
        find=_standing,
        field="official_on",
    ),
    Rule(
        key="no-official-date",
        title="Hết hạn dự bị, chưa ghi ngày chính thức",
        severity=Severity.UNKNOWN,
        repair="Ghi ngày chính thức theo quyết định công nhận.",
        find=_official,
        field="official_on",
    ),
    _missing("gender", "gender", Member.gender.is_(None), "giới tính"),
    _missing("ethnic", "ethnic_id", Member.ethnic_id.is_(None), "dân tộc"),
    _missing("birth", "born_on", Member.born_on.is_(None), "ngày sinh"),
    _missing("citizen-id", "citizen_id", Member.citizen_id.is_(None), "số định danh"),
    _missing("admission", "admitted_on", Member.admitted_on.is_(None), "ngày vào Đảng"),
    Rule(
        key="since",
        title="Chưa rõ ngày bắt đầu sinh hoạt ở chi bộ",
        severity=Severity.UNKNOWN,
        repair="Chỉ cần ghi khi ngày này làm sai số liệu của tháng đã qua; sửa ở mục Quá trình của lý lịch.",
        find=_since,
        asks_cell=False,
    ),
)
