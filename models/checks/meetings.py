"""Meetings whose roll or score is not what it should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, extract, func, or_, select
from sqlalchemy.orm import Session

from models import contradictions, rules
from models.asked_to_meet import COULD_BE_HELD
from models.checks.finding import Hit, Rule, Severity
from models.tables import Attendance, Cell, Duty, Mark, Meeting, MeetingKind, MeetingState, Member, Stay

_BY_CELL = (Cell.sort_order, Cell.id, Meeting.held_on, Meeting.id)


def _unrecorded(session: Session, on: date) -> Iterator[Hit]:
    del on
    book = rules.book(session)
    heads: dict[int, tuple[date, str, int]] = {}
    names: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Meeting.id, Meeting.held_on, Cell.name, Cell.id, Attendance.full_name, Attendance.duty)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(Attendance.mark == Mark.UNRECORDED, Meeting.state == MeetingState.RECORDED)
        .order_by(*_BY_CELL, Attendance.line)
    )
    for meeting_id, held_on, cell, cell_id, name, duty in session.execute(query):
        if duty not in book.on(held_on).excluded:
            heads[meeting_id] = held_on, cell, cell_id
            names[meeting_id].append(name)
    for meeting_id, (held_on, cell, cell_id) in heads.items():
        people = names[meeting_id]
        what = f"Còn {len(people)} đồng chí chưa ghi: {', '.join(people)}."
        yield Hit(what, f"Họp {held_on:%d/%m/%Y}", cell, cell_id=cell_id, meeting_id=meeting_id)


def _other_month(session: Session, on: date) -> Iterator[Hit]:
    """Held in another month than the one it is counted in: made up for late, or a slip of the pen."""
    del on
    query = (
        select(Meeting.id, Meeting.held_on, Meeting.year, Meeting.month, Cell.name, Cell.id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(
            Meeting.state != MeetingState.NOT_HELD,
            or_(
                extract("year", Meeting.held_on) != Meeting.year,
                extract("month", Meeting.held_on) != Meeting.month,
            ),
        )
        .order_by(*_BY_CELL)
    )
    for meeting_id, held_on, year, month, cell, cell_id in session.execute(query):
        what = f"Cuộc họp của tháng {month}/{year} ghi ngày họp {held_on:%d/%m/%Y}."
        yield Hit(what, f"Họp {held_on:%d/%m/%Y}", cell, cell_id=cell_id, meeting_id=meeting_id)


def _without_roll(session: Session, on: date) -> Iterator[Hit]:
    query = (
        select(Meeting.id, Meeting.held_on, Meeting.kind, Cell.name, Cell.id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(Meeting.state == MeetingState.PLANNED, Meeting.held_on < on, COULD_BE_HELD)
        .order_by(*_BY_CELL)
    )
    for meeting_id, held_on, kind, cell, cell_id in session.execute(query):
        what = f"{kind.label}, chưa có điểm danh."
        yield Hit(what, f"Họp {held_on:%d/%m/%Y}", cell, cell_id=cell_id, meeting_id=meeting_id)


def _roster(session: Session, on: date) -> Iterator[Hit]:
    del on
    clauses: dict[int, list[str]] = defaultdict(list)
    outside: dict[int, list[str]] = defaultdict(list)
    missing: dict[int, list[str]] = defaultdict(list)
    duties: dict[int, list[str]] = defaultdict(list)
    if not (unlike := session.scalars(_UNLIKE).all()):
        return
    for meeting_id, name, written, kept in _otherwise_listed(session, unlike):
        if kept is None:
            outside[meeting_id].append(name)
        else:
            duties[meeting_id].append(f"{name} ghi “{written.label}”, danh sách là “{kept.label}”")
    for meeting_id, name in session.execute(_LEFT_OUT.where(_among(unlike))):
        missing[meeting_id].append(name)
    for words, by_meeting in (
        ("không có trong danh sách ngày đó", outside),
        ("có trong danh sách mà thiếu ở điểm danh", missing),
    ):
        for meeting_id, people in by_meeting.items():
            clauses[meeting_id].append(f"{', '.join(people)} {words}")
    for meeting_id, parts in duties.items():
        clauses[meeting_id] += parts
    heads = (
        select(Meeting.id, Meeting.held_on, Cell.name, Cell.id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(_among(clauses))
        .order_by(*_BY_CELL)
    )
    for meeting_id, held_on, cell, cell_id in session.execute(heads):
        if meeting_id in clauses:
            what = "; ".join(clauses[meeting_id]) + "."
            yield Hit(what, f"Họp {held_on:%d/%m/%Y}", cell, cell_id=cell_id, meeting_id=meeting_id)


_MANY: Final = 10_000
# Committee meetings have a roster of their own.
_WHOLE_CELL = and_(Meeting.state == MeetingState.RECORDED, Meeting.kind != MeetingKind.COMMITTEE)
_ON_THE_DAY = and_(
    Stay.cell_id == Meeting.cell_id,
    Stay.since <= Meeting.held_on,
    or_(Stay.until.is_(None), Stay.until >= Meeting.held_on),
)


_ON_THE_ROLL = and_(Attendance.meeting_id == Meeting.id, Attendance.member_id == Stay.member_id)
_AS_LISTED = (  # one walk over the lists of all days: the two that name people take twice as long
    select(Meeting.id, func.count().label("listed"), func.count(Attendance.id).label("alike"))
    .join(Stay, _ON_THE_DAY)
    .outerjoin(Attendance, and_(_ON_THE_ROLL, Attendance.duty == Stay.duty))
    .group_by(Meeting.id)
    .subquery()
)
_ROLLED = select(Attendance.meeting_id, func.count().label("people")).group_by(Attendance.meeting_id).subquery()
_UNLIKE = (  # the meetings whose roll is not the list of its day, person by person with their duties
    select(Meeting.id)
    .outerjoin(_AS_LISTED, _AS_LISTED.c.id == Meeting.id)
    .outerjoin(_ROLLED, _ROLLED.c.meeting_id == Meeting.id)
    .where(
        _WHOLE_CELL,
        or_(
            func.coalesce(_AS_LISTED.c.listed, 0) != func.coalesce(_AS_LISTED.c.alike, 0),
            func.coalesce(_ROLLED.c.people, 0) != func.coalesce(_AS_LISTED.c.alike, 0),
        ),
    )
)
_OTHERWISE = (
    select(Meeting.id, Attendance.full_name, Attendance.duty, Stay.duty)
    .join(Meeting, Meeting.id == Attendance.meeting_id)
    .outerjoin(Stay, and_(Stay.member_id == Attendance.member_id, _ON_THE_DAY))
    .where(or_(Stay.id.is_(None), Stay.duty != Attendance.duty))
    .order_by(Meeting.id, Attendance.line)
)
_LEFT_OUT = (
    select(Meeting.id, Member.full_name)
    .join(Stay, _ON_THE_DAY)
    .join(Member, Member.id == Stay.member_id)
    .where(~exists().where(_ON_THE_ROLL))
    .order_by(Meeting.id, Member.name_sort)
)


def _otherwise_listed(session: Session, unlike: Sequence[int]) -> Iterator[tuple[int, str, Duty, Duty | None]]:
    """Yield meeting, name and both duties of who has another one on the list of the day, None for not on it."""
    query = _OTHERWISE.where(_among(unlike))
    return ((key, name, written, kept) for key, name, written, kept in session.execute(query))


def _among(meetings: Collection[int]) -> ColumnElement[bool]:
    """Return the condition to be one of some meetings; of very many, more than SQLite takes values, to have a roll."""
    return Meeting.id.in_(meetings) if len(meetings) <= _MANY else _WHOLE_CELL


def _without_score(session: Session, on: date) -> Iterator[Hit]:
    """One line a cell and year: the months are few, the meetings of ten years many."""
    open_months: dict[tuple[int, str, int], list[tuple[int, int]]] = defaultdict(list)
    query = (
        select(Cell.id, Cell.name, Meeting.year, Meeting.month, Meeting.id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(
            Meeting.state == MeetingState.RECORDED,
            Meeting.kind == MeetingKind.REGULAR,
            Meeting.score.is_(None),
            Meeting.quality.is_(None),
            Meeting.year * 12 + Meeting.month < on.year * 12 + on.month,
        )
        .order_by(Meeting.year.desc(), Cell.sort_order, Cell.id, Meeting.month, Meeting.held_on)
    )
    for cell_id, cell, year, month, meeting_id in session.execute(query):
        open_months[cell_id, cell, year].append((month, meeting_id))
    for (cell_id, cell, year), found in open_months.items():
        words = ", ".join(dict.fromkeys(str(month) for month, _id in found))
        what = f"Chưa chấm điểm tháng {words} năm {year}."
        yield Hit(what, cell, cell_id=cell_id, meeting_id=found[-1][1], amount=len(found))


def _denied(session: Session, on: date) -> Iterator[Hit]:
    """The minutes were written, then the roll was corrected: they say different things."""
    del on
    for one in contradictions.read(session):
        yield Hit(one.text, f"Họp {one.held_on:%d/%m/%Y}", one.cell, cell_id=one.cell_id, meeting_id=one.meeting_id)


def _one_officer(session: Session, on: date) -> Iterator[Hit]:
    """Who chairs cannot write the minutes as well: mostly the same name taken twice."""
    del on
    query = (
        select(Meeting.id, Meeting.held_on, Cell.name, Cell.id, Member.full_name)
        .join(Cell, Cell.id == Meeting.cell_id)
        .join(Member, Member.id == Meeting.chair_id)
        .where(Meeting.state != MeetingState.NOT_HELD, Meeting.chair_id == Meeting.secretary_id)
        .order_by(*_BY_CELL)
    )
    for meeting_id, held_on, cell, cell_id, name in session.execute(query):
        what = f"{name} vừa chủ trì vừa làm thư ký."
        yield Hit(what, f"Họp {held_on:%d/%m/%Y}", cell, cell_id=cell_id, meeting_id=meeting_id)


RULES = (
    Rule(
        key="unrecorded",
        title="Điểm danh còn “chưa ghi”",
        severity=Severity.UNKNOWN,
        repair="Mở cuộc họp rồi ghi nốt; tháng chưa có tỷ lệ khi còn người chưa ghi.",
        find=_unrecorded,
    ),
    Rule(
        key="no-roll",
        title="Cuộc họp đã qua chưa điểm danh",
        severity=Severity.UNKNOWN,
        repair="Mở cuộc họp rồi điểm danh, hoặc ghi “không sinh hoạt” kèm lý do.",
        find=_without_roll,
    ),
    Rule(
        key="other-month",
        title="Ngày họp ở ngoài tháng của cuộc họp",
        severity=Severity.WARNING,
        repair="Ghi nhầm ngày thì sửa ngày họp; họp bù sang tháng khác thì để nguyên.",
        find=_other_month,
        field="held_on",
    ),
    Rule(
        key="roster",
        title="Điểm danh khác danh sách của ngày họp",
        severity=Severity.WARNING,
        repair="Đối chiếu ngày chuyển đến, chuyển đi, miễn sinh hoạt; rồi sửa quá trình hoặc cập nhật điểm danh.",
        find=_roster,
    ),
    Rule(
        key="minutes",
        title="Nội dung cuộc họp khác điểm danh",
        severity=Severity.WARNING,
        repair="Mở cuộc họp: sửa điểm danh nếu ghi nhầm; đúng rồi thì sửa người phát biểu, số phiếu ở Nội dung (F3), "
        "chủ trì, thư ký ở F2. Biên bản đã in thì lập lại.",
        find=_denied,
    ),
    Rule(
        key="one-officer",
        title="Chủ trì cũng là thư ký cuộc họp",
        severity=Severity.WARNING,
        repair="Chọn lại thư ký của cuộc họp; biên bản đã in thì lập lại.",
        find=_one_officer,
        field="secretary_id",
    ),
    Rule(
        key="no-score",
        title="Cuộc họp tháng trước chưa chấm điểm",
        severity=Severity.UNKNOWN,
        repair="Mở cuộc họp rồi ghi điểm; danh sách xếp loại để trống tháng chưa có điểm.",
        find=_without_score,
    ),
)
