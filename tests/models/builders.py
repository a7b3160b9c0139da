"""Short ways to the little registers that the worked examples need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from models import attendance, cells, indicators, meetings, members, overview, rules, todo
from models.cells import CellValues
from models.dates import PartialDate, Period
from models.indicators import Facts, Figure, Scope
from models.meetings import MeetingValues
from models.members import MemberValues
from models.rules import Rule, RuleValues
from models.tables import (
    Attendance,
    Comparator,
    Duty,
    Mark,
    Meeting,
    MeetingForm,
    MeetingKind,
    MeetingState,
    SeveralMeetings,
    Standing,
)
from models.todo import Todo

TODAY = date(2026, 11, 22)
YEAR = Period.year(2026)
NOW = datetime(2026, 11, 22, 9, 0)
LONG_AGO = date(2010, 1, 1)
EXCLUDED = frozenset({Duty.EXEMPT, Duty.TEMP_AWAY, Duty.SUSPENDED, Duty.SPECIAL_DUTY})

# The letters of the attendance books: có mặt, trực tuyến, phép, không phép, chưa ghi.
X, T, P, K, C = Mark.PRESENT, Mark.ONLINE, Mark.EXCUSED, Mark.UNEXCUSED, Mark.UNRECORDED

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def name(number: int) -> str:
    """Return the name of a made-up person: names in the order of the numbers."""
    high, low = divmod(number, 26)
    return f"Lò Văn {_LETTERS[high % 26].upper()}{_LETTERS[low]}"


def figure(
    session: Session, key: str, period: Period = YEAR, on: date = TODAY, cells: frozenset[int] | None = None
) -> Figure:
    """Return what an indicator says of a period as known on a day, of all cells or of some."""
    indicator = indicators.find(key)
    assert indicator is not None
    return indicator.figure(Facts(session, Scope(period, on, cells)))


def cell(session: Session, title: str = "Chi bộ bản Nà Sáy", since: date | None = None) -> int:
    """Add a cell."""
    return cells.add(session, CellValues(title, valid_from=since))


def manned(session: Session, title: str = "Chi bộ bản Nà Sáy", since: date | None = None) -> int:
    """Add a cell with one member: nobody is asked to meet in one without any."""
    key = cell(session, title, since)
    people(session, key, 1, since=since or LONG_AGO)
    return key


def people(
    session: Session,
    cell_id: int,
    number: int,
    *,
    duty: Duty = Duty.ACTIVE,
    standing: Standing = Standing.OFFICIAL,
    since: date = LONG_AGO,
    start: int = 0,
) -> list[int]:
    """Add members of one duty and standing to a cell's list; `start` keeps names apart."""
    dates = {
        Standing.OFFICIAL: (PartialDate(2000, 5, 1), PartialDate(2001, 5, 1)),
        Standing.PROBATIONARY: (PartialDate(2026, 5, 1), None),
        Standing.UNKNOWN: (None, None),
    }
    admitted, official = dates[standing]
    return [
        members.add(
            session,
            MemberValues(name(start + place), admitted_on=admitted, official_on=official),
            cell_id,
            on=TODAY,
            since=max(since, admitted.first) if admitted else since,
            duty=duty,
        )
        for place in range(number)
    ]


def meeting(
    session: Session, cell_id: int, day: date, kind: MeetingKind = MeetingKind.REGULAR, month: int | None = None
) -> int:
    """Open a meeting of the month of its day, or of another month."""
    values = MeetingValues(kind, day, MeetingForm.IN_PERSON)
    return meetings.add(session, cell_id, day.year, month or day.month, values)


def held(
    session: Session,
    cell_id: int,
    day: date,
    marks: Mapping[int, Mark] | None = None,
    kind: MeetingKind = MeetingKind.REGULAR,
    month: int | None = None,
) -> int:
    """Hold a meeting like `meeting`: everyone expected is present but for `marks` (member id → mark)."""
    key = meeting(session, cell_id, day, kind, month)
    attendance.write(session, key, {who: (mark, "") for who, mark in (marks or {}).items()}, on=TODAY)
    return key


def roster(
    session: Session, cell_id: int, day: date, lines: Sequence[tuple[Standing, Duty, Mark]], who: list[int]
) -> int:
    """Write a meeting whose roster has just these standings, duties and marks, whoever stands on the list."""
    key = meeting(session, cell_id, day)
    session.get_one(Meeting, key).state = MeetingState.RECORDED
    session.add_all(
        Attendance(
            meeting_id=key,
            member_id=member_id,
            line=number,
            full_name="Lò Văn Ánh",
            standing=standing,
            duty=duty,
            mark=mark,
        )
        for number, (member_id, (standing, duty, mark)) in enumerate(zip(who, lines, strict=False), 1)
    )
    return key


def rule(**changes: Any) -> Rule:
    """Return a rule as HD 42 has it, but for what is changed."""
    card: dict[str, Any] = {
        "id": 1,
        "effective_from": date(2025, 10, 28),
        "document": "Hướng dẫn 42-HD/BTCTW",
        "target": Fraction(9, 10),
        "comparator": Comparator.AT_LEAST,
        "excluded": EXCLUDED,
        "several": SeveralMeetings.FIRST,
        "good_from": 90,
        "fair_from": 70,
        "average_from": 50,
        "minutes_regular": 90,
        "minutes_combined": 120,
        "due_day": 10,
    }
    return Rule(**(card | changes))


def card(session: Session, effective_from: date = date(2026, 1, 1), **changes: Any) -> None:
    """Save a rule that holds from a day on: HD 42 but for what is changed."""
    values: RuleValues = {
        "document": "Hướng dẫn của tỉnh",
        "target": 90,
        "comparator": Comparator.AT_LEAST,
        "excluded": EXCLUDED,
        "several": SeveralMeetings.FIRST,
    }
    values.update(changes)  # type: ignore[typeddict-item]
    rules.save(session, effective_from, values)


def left_to_do(session: Session, on: date = TODAY) -> Todo:
    """Return what is left to do on a day."""
    session.flush()
    return todo.read(session, overview.read(session, on))
