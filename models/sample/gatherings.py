"""The meetings of the made-up commune with their rolls: months that are done, and the present one half written."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import rules
from models.sample.lists import Entry, Lists
from models.sample.places import Commune, Place
from models.sample.words import DEDUCTIONS, LEADERS, NOT_HELD_REASONS, OFFICE_REASONS, VILLAGE_REASONS
from models.tables import Attendance, Mark, Meeting, MeetingForm, MeetingKind, MeetingState, Position
from models.text import percent

_BUSY_MONTHS = (2, 6, 10)  # Tết, the summer crop, the harvest


@dataclass(frozen=True)
class Habit:
    """How a cell meets: its day and hour, how often its people stay away, how often points are lost."""

    place: Place
    day: int
    starts_at: time
    absence: float
    faults: float
    is_apart: bool
    quarter_month: int


@dataclass(frozen=True)
class Chronicle:
    """Writes meetings: the habits of the cells, the lists, how often each member stays away, the rule cards."""

    commune: Commune
    lists: Lists
    habits: tuple[Habit, ...]
    absence: dict[int, tuple[float, float]]
    book: rules.RuleBook


def chronicle(session: Session, chance: Random, commune: Commune, lists: Lists) -> Chronicle:
    """Make up how the cells meet and how often each member stays away, with and without a reason."""
    places = [*commune.places, *([commune.merger.source] if commune.merger else [])]
    habits = tuple(
        Habit(
            place=place,
            day=chance.choice((3, 3, 4, 5, 5, 6, 7, 8)) if number % 6 else chance.choice((15, 20, 25, 27)),
            starts_at=time(19, chance.choice((0, 30))) if place.is_village else time(14, chance.choice((0, 30))),
            absence=3 if number in (5, 11) else chance.uniform(0.5, 1.3),
            faults=chance.uniform(0.8, 3.2) if number % 8 else 7,
            is_apart=not place.is_village and number % 2 == 0,
            quarter_month=number % 3,
        )
        for number, place in enumerate(places)
    )
    members = sorted({stay.member_id for stays in lists.stays.values() for stay in stays})
    absence = {key: (chance.uniform(0.01, 0.09), 0.004) for key in members}
    for key in chance.sample(members, len(members) // 25):
        absence[key] = (chance.uniform(0.2, 0.35), 0.01)
    for key in chance.sample(members, min(3, len(members))):
        absence[key] = (0.05, 0.3)
    return Chronicle(commune, lists, habits, absence, rules.book(session))


def write_month(session: Session, chance: Random, told: Chronicle, year: int, month: int) -> None:
    """Write a month that is over: every cell met and wrote its roll but for a few that could not meet."""
    is_last = date(year, month, calendar.monthrange(year, month)[1]) + timedelta(days=1) == told.commune.on.replace(
        day=1
    )
    written: list[tuple[Meeting, list[Attendance]]] = []
    for number, habit in enumerate(told.habits):
        day = min(habit.day, calendar.monthrange(year, month)[1])
        if chance.random() < 0.1:
            day = max(1, day - chance.randint(1, 2))
        held_on = date(year, month, day)
        entries = told.lists.on(habit.place.cell_id, held_on)
        if not entries:
            continue
        meeting = _planned(habit, year, month, held_on)
        if chance.random() < 0.006 or (is_last and number == 9):
            meeting.state, meeting.note = MeetingState.NOT_HELD, chance.choice(NOT_HELD_REASONS)
            written.append((meeting, []))
            continue
        written.append((meeting, _hold(chance, told, habit, meeting, entries)))
        if habit.is_apart and month % 3 == habit.quarter_month:
            next_day = held_on + timedelta(days=1)
            later = _planned(habit, year, month, next_day, MeetingKind.THEMATIC)
            entries = told.lists.on(habit.place.cell_id, next_day)
            written.append((later, _hold(chance, told, habit, later, entries)))
    _add(session, written)


def _add(session: Session, written: list[tuple[Meeting, list[Attendance]]]) -> None:
    session.add_all([meeting for meeting, _lines in written])
    session.flush()
    for meeting, lines in written:
        for line in lines:
            line.meeting_id = meeting.id
        session.add_all(lines)
    session.flush()


def write_present_month(session: Session, chance: Random, told: Chronicle) -> None:
    """Write some rolls of the month opened for today: some meetings due are “chưa ghi”, one roll has gaps."""
    habits = {habit.place.cell_id: habit for habit in told.habits}
    on = told.commune.on
    query = select(Meeting).where(Meeting.year == on.year, Meeting.month == on.month, Meeting.held_on <= on)
    written: list[tuple[Meeting, list[Attendance]]] = []
    for number, meeting in enumerate(session.scalars(query.order_by(Meeting.id)).all()):
        entries = told.lists.on(meeting.cell_id, meeting.held_on)
        if not entries or number % 4 == 2:
            continue
        if number == 4:
            meeting.state, meeting.note = MeetingState.NOT_HELD, NOT_HELD_REASONS[0]
            continue
        lines = _hold(chance, told, habits[meeting.cell_id], meeting, entries)
        if number == 1:
            gaps = [line for line in lines if line.mark is Mark.PRESENT][-2:]
            for line in gaps:
                line.mark = Mark.UNRECORDED
            meeting.score = meeting.deduction_note = None
        written.append((meeting, lines))
    _add(session, written)


def _planned(habit: Habit, year: int, month: int, held_on: date, kind: MeetingKind = MeetingKind.REGULAR) -> Meeting:
    return Meeting(
        cell_id=habit.place.cell_id,
        kind=kind,
        form=MeetingForm.IN_PERSON,
        state=MeetingState.PLANNED,
        year=year,
        month=month,
        held_on=held_on,
        starts_at=habit.starts_at,
        place=habit.place.meets_at,
    )


def _hold(chance: Random, told: Chronicle, habit: Habit, meeting: Meeting, entries: list[Entry]) -> list[Attendance]:
    """Let a meeting take place: return its roll, and write form, times, chair, secretary and score on it."""
    rule = told.book.on(meeting.held_on)
    is_online = not habit.place.is_village and chance.random() < 0.06
    meeting.state = MeetingState.RECORDED
    meeting.form = MeetingForm.COMBINED if is_online else MeetingForm.IN_PERSON
    factor = habit.absence * (1.3 if meeting.month in _BUSY_MONTHS else 1)
    lines: list[Attendance] = []
    for number, entry in enumerate(entries, 1):
        mark, reason = Mark.UNRECORDED, None
        if entry.duty not in rule.excluded:
            mark, reason = _mark(chance, told, habit, entry, factor, is_online=is_online)
        lines.append(
            Attendance(
                member_id=entry.member_id,
                line=number,
                full_name=entry.full_name,
                standing=entry.standing,
                duty=entry.duty,
                mark=mark,
                reason=reason,
            )
        )
    _lead(chance, habit, meeting, entries, lines)
    _score(chance, habit, meeting, lines)
    return lines


def _mark(
    chance: Random, told: Chronicle, habit: Habit, entry: Entry, factor: float, *, is_online: bool
) -> tuple[Mark, str | None]:
    excused, unexcused = told.absence[entry.member_id]
    care = 0.3 if entry.position else 1
    drawn = chance.random()
    if drawn < excused * factor * care:
        if is_online:
            return Mark.ONLINE, None
        return Mark.EXCUSED, chance.choice(VILLAGE_REASONS if habit.place.is_village else OFFICE_REASONS)
    return (Mark.UNEXCUSED, None) if drawn > 1 - unexcused * care else (Mark.PRESENT, None)


def _lead(chance: Random, habit: Habit, meeting: Meeting, entries: list[Entry], lines: list[Attendance]) -> None:
    """Choose chair and secretary among those present, and set the times."""
    present = [entry for entry, line in zip(entries, lines, strict=True) if line.mark is Mark.PRESENT]
    chairs = [entry for entry in present if entry.position in (Position.SECRETARY, Position.DEPUTY_SECRETARY)]
    chair = next(iter(chairs or present), None)
    others = [entry for entry in present if entry is not chair]
    meeting.chair_id = chair.member_id if chair else None
    meeting.secretary_id = others[(habit.day + meeting.year) % min(3, len(others))].member_id if others else None
    is_regular = meeting.kind is MeetingKind.REGULAR
    meeting.is_thematic_combined = is_regular and not habit.is_apart and meeting.month % 3 == habit.quarter_month
    minutes = chance.choice((90, 90, 95, 100, 105)) + 30 * meeting.is_thematic_combined
    if chance.random() < 0.03:
        minutes -= 20
    meeting.starts_at = habit.starts_at
    meeting.ends_at = (datetime.combine(meeting.held_on, habit.starts_at) + timedelta(minutes=minutes)).time()
    if chance.random() < 0.12:
        name, _gender, _people, title = chance.choice(LEADERS[:4])
        meeting.superior_guest = f"Đồng chí {name}, {title}"


def _score(chance: Random, habit: Habit, meeting: Meeting, lines: list[Attendance]) -> None:
    """Take points off a hundred, each with its reason (frame of HD 42-HD/BTCTW, II.5)."""
    if meeting.kind is not MeetingKind.REGULAR:
        return
    lost: list[tuple[int, str]] = []
    came = sum(line.mark in (Mark.PRESENT, Mark.ONLINE) for line in lines)
    due = came + sum(line.mark in (Mark.EXCUSED, Mark.UNEXCUSED) for line in lines)
    if due and came * 10 < due * 9:
        lost.append((2 if came * 4 < due * 3 else 1, f"tỷ lệ dự sinh hoạt đạt {percent(Fraction(came, due))}"))
    if any(line.mark is Mark.UNEXCUSED for line in lines):
        lost.append((1, "có đảng viên vắng không lý do"))
    number = min(2, int(chance.expovariate(1 / habit.faults)))  # more would not fit a line of the form
    lost += chance.sample(DEDUCTIONS, number)
    meeting.score = 100 - sum(points for points, _why in lost)
    note = "; ".join(f"{why} −{points}" for points, why in lost)
    meeting.deduction_note = note[:1].upper() + note[1:] or None
