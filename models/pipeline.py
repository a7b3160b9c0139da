"""The way into the Party: who stands at which stage on a day, and which days are due (domain.md 2.6)."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import known, reminders
from models.calendar import WorkingCalendar
from models.dates import PartialDate
from models.known import Known
from models.membership_rules import TermBook
from models.on_list import holds_on
from models.tables import Candidate, Duty, Event, EventKind, Gender, Member, Standing, Stay


class Stage(enum.Enum):
    """How far somebody is, in order; the values are the words shown."""

    LISTED = "Quần chúng ưu tú"
    TAUGHT = "Đã học lớp nhận thức"
    PROPOSED = "Chi bộ đề nghị"
    FILED = "Xong hồ sơ, thẩm tra"
    DECIDED = "Có quyết định, chờ lễ"
    PROBATION = "Đảng viên dự bị"
    OFFICIAL = "Chính thức trong năm"
    LEFT = "Ra khỏi nguồn"


WAITING = (Stage.LISTED, Stage.TAUGHT, Stage.PROPOSED, Stage.FILED, Stage.DECIDED)
"""The stages of those who are in the source list and not yet members."""


class Alarm(enum.Enum):
    """What wants looking after, the most urgent first; the values are the words shown."""

    CEREMONY_LATE = "Quá hạn lễ kết nạp"
    CERTIFICATE_OVER = "Giấy chứng nhận hết hạn"
    CONSIDER_LATE = "Quá hạn xét chính thức"
    CONSIDER = "Đang trong hạn xét chính thức"
    CEREMONY = "Chờ lễ kết nạp"
    CERTIFICATE_SOON = "Giấy chứng nhận sắp hết hạn"
    PROBATION_SOON = "Sắp hết thời gian dự bị"

    @property
    def is_late(self) -> bool:
        """Whether a day has been missed."""
        return self in (Alarm.CEREMONY_LATE, Alarm.CERTIFICATE_OVER, Alarm.CONSIDER_LATE)


@dataclass(frozen=True)
class Line:
    """Somebody on the way, as known on a day.

    `since` is the day the stage was reached, None if no paper says. `due_on` is the day that `alarm` speaks of: the
    last one for the ceremony, the certificate or the cell's decision, or the end of the 12 months. A candidate who
    has become a member has both ids.
    """

    candidate_id: int | None
    member_id: int | None
    full_name: str
    gender: Gender | None
    born_on: PartialDate | None
    cell_id: int
    stage: Stage
    since: date | None
    certificate_on: date | None = None
    certificate_until: date | None = None
    alarm: Alarm | None = None
    due_on: date | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """What tells one line from another."""
        return f"c{self.candidate_id}" if self.candidate_id is not None else f"m{self.member_id}"


def stage_of(row: Candidate, on: date) -> tuple[Stage, date]:
    """Return the furthest stage a candidate had reached on a day, and the day of reaching it; members aside."""
    if row.left_on is not None and row.left_on <= on:
        return Stage.LEFT, row.left_on
    steps = (
        (Stage.DECIDED, row.decision_on),
        (Stage.FILED, row.filed_on),
        (Stage.PROPOSED, row.proposed_on),
        (Stage.TAUGHT, row.certificate_on),
    )
    for stage, day in steps:
        if day is not None and day <= on:
            return stage, max(day, row.listed_on)
    return Stage.LISTED, row.listed_on


def lines(session: Session, on: date) -> list[Line]:
    """Return everybody on the way as known on a day, by stage, the most urgent first, then by name.

    The source list, all members on probation (those nobody had in a source list too), and those recognised in the
    year of the day. Who left the source list stays among the lines of that year.
    """
    by = known.read(session)
    return sorted([*_candidates(session, on, by), *_members(session, on, by)], key=_urgency)


def sources(session: Session, on: date, by: Known) -> list[Line]:
    """Return the source list alone, in the same order: the lines of those who are not yet members."""
    return sorted(_candidates(session, on, by), key=_urgency)


def _urgency(line: Line) -> tuple[int, int]:
    return _STAGES.index(line.stage), _ALARMS.index(line.alarm) if line.alarm else len(_ALARMS)


_STAGES, _ALARMS = list(Stage), list(Alarm)


def _candidates(session: Session, on: date, by: Known) -> Iterator[Line]:
    query = select(Candidate).where(Candidate.listed_on <= on).order_by(Candidate.name_sort, Candidate.id)
    for row in session.scalars(query):
        if row.member_id is not None and row.ceremony_on is not None and row.ceremony_on <= on:
            continue
        stage, since = stage_of(row, on)
        if stage is Stage.LEFT and since.year != on.year:
            continue
        given = row.certificate_on if row.certificate_on is not None and row.certificate_on <= on else None
        until = by.terms.on(on).certificate_until(given) if given else None
        alarm, due_on = _alarm(row, stage, on, by)
        yield Line(
            candidate_id=row.id,
            member_id=None,
            full_name=row.full_name,
            gender=row.gender,
            born_on=row.born_on,
            cell_id=row.cell_id,
            stage=stage,
            since=since,
            certificate_on=given,
            certificate_until=until,
            alarm=alarm,
            due_on=due_on,
            note=(row.left_reason or "") if stage is Stage.LEFT else (row.occupation or ""),
        )


def ceremony_due(decision_on: date, days: WorkingCalendar, terms: TermBook) -> date:
    """Return the last day for the ceremony after a decision, by the card in force on the day of the decision."""
    return days.add_working_days(decision_on, terms.on(decision_on).ceremony_days)


def _alarm(row: Candidate, stage: Stage, on: date, by: Known) -> tuple[Alarm | None, date | None]:
    if stage is Stage.DECIDED and row.decision_on is not None:
        due = ceremony_due(row.decision_on, by.days, by.terms)
        return (Alarm.CEREMONY_LATE if on > due else Alarm.CEREMONY), due
    if stage in WAITING and row.certificate_on is not None and row.certificate_on <= on:
        rule = by.terms.on(on)
        until = rule.certificate_until(row.certificate_on)
        if on > until:
            return Alarm.CERTIFICATE_OVER, until
        if on >= rule.certificate_notice_from(row.certificate_on):
            return Alarm.CERTIFICATE_SOON, until
    return None, None


_PROBATION = {
    reminders.Stage.LATE: Alarm.CONSIDER_LATE,
    reminders.Stage.DUE: Alarm.CONSIDER,
    reminders.Stage.SOON: Alarm.PROBATION_SOON,
    reminders.Stage.AHEAD: Alarm.PROBATION_SOON,
}


def _members(session: Session, on: date, by: Known) -> Iterator[Line]:
    """Yield the members on probation and those recognised this year, by name."""
    due = {line.member_id: line for line in reminders.probation_due(session, on, by=by)}
    again = reminders.readmitted(session, on)
    listed = {key: row for row in session.scalars(select(Candidate)) if (key := row.member_id) is not None}
    first, recognised = date(on.year, 1, 1), Event.kind == EventKind.RECOGNITION
    event = select(Event.member_id, Event.effective_on).where(recognised, Event.effective_on.between(first, on))
    official = {member_id: day for member_id, day in session.execute(event)}
    query = (
        select(Member, Stay.cell_id, Stay.standing)
        .join(Stay, Stay.member_id == Member.id)
        .where(holds_on(on), Stay.duty != Duty.GUEST)
        .where((Stay.standing == Standing.PROBATIONARY) | Member.id.in_(official))
        .order_by(Member.name_sort, Member.id)
    )
    for member, cell_id, standing in session.execute(query):
        is_official = standing is Standing.OFFICIAL
        if not is_official and standing is not Standing.PROBATIONARY:
            continue
        line, source = due.get(member.id), listed.get(member.id)
        if source is not None and source.ceremony_on is not None and source.ceremony_on > on:
            continue  # the decision made them a member, but on that day they still waited for the ceremony
        alarm = None if is_official or line is None else _PROBATION[line.stage(on)]
        admitted = again.get(member.id, member.admitted_on)
        yield Line(
            candidate_id=source.id if source else None,
            member_id=member.id,
            full_name=member.full_name,
            gender=member.gender,
            born_on=member.born_on,
            cell_id=cell_id,
            stage=Stage.OFFICIAL if is_official else Stage.PROBATION,
            since=official.get(member.id) if is_official else admitted.first if admitted else None,
            certificate_on=source.certificate_on if source else None,
            alarm=alarm,
            due_on=None if alarm is None or line is None else _due_day(alarm, line),
        )


def _due_day(alarm: Alarm, line: reminders.ProbationLine) -> date:
    return line.due_on if alarm is Alarm.PROBATION_SOON else line.last_on
