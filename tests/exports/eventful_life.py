"""What is done in the commune in which everything happens: meetings with rolls, posts, villages, classes, targets."""

from __future__ import annotations

import contextlib
from datetime import date, time
from fractions import Fraction
from random import Random

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import (
    assignments,
    attendance,
    candidates,
    codes,
    meetings,
    members,
    reasons,
    residence,
    rules,
    targets,
    training,
    villages,
)
from models.assignments import AssignmentValues
from models.candidates import CandidateValues
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.meetings import MeetingValues
from models.rules import RuleValues
from models.tables import (
    Cell,
    ClassParticipant,
    CodeItem,
    Comparator,
    Duty,
    Event,
    Gender,
    Mark,
    Meeting,
    MeetingClass,
    MeetingForm,
    MeetingKind,
    Member,
    Position,
    SeveralMeetings,
    Stay,
    Task,
)
from models.targets import TargetValues
from models.text import fold, sort_key
from models.training import ClassValues
from models.villages import VillageValues
from tests.exports import eventful
from tests.exports.eventful import DAYS, TODAY
from tests.models import builders

MONTHS = (*((2025, month) for month in range(10, 13)), *((2026, month) for month in range(1, 13)))
_NAMES = 90  # for 240 people: two or three of a name, some of them in one cell
_TEXTS = (
    *("birth_name", "other_name", "home_town", "home_province", "schooling", "foreign_language", "former_occupation"),
    *("occupation", "card_number", "old_card_number", "dossier_number", "note"),
)


def fill(session: Session, seed: int = 0) -> None:
    """Write the commune and all that is done in it; the same for the same seed."""
    eventful.fill(session, seed)
    chance = Random(seed + 1)
    _tell_more(session, chance)
    _take_posts(session, chance)
    _change_rules(session)
    _settle(session, chance)
    for year, month in MONTHS:
        for cell in session.scalars(select(Cell).order_by(Cell.id)).all():
            _meet(session, chance, cell, year, month)
    _develop(session, chance)


def _tell_more(session: Session, chance: Random) -> None:
    """Fill the cards, let people share names, and say from where they came and of what they died."""
    for number, who in enumerate(session.scalars(select(Member).order_by(Member.id)).all()):
        who.full_name = name = builders.name(number % _NAMES)
        who.name_fold, who.name_sort = fold(name), sort_key(name)
        for column in _TEXTS:
            setattr(who, column, f"{column} {number}" if chance.random() < 0.5 else None)
        for column in ("official_on", "enlisted_on", "discharged_on"):
            day = chance.choice([PartialDate.of(chance.choice(DAYS)), PartialDate(1979), PartialDate(1979, 2), None])
            setattr(who, column, day)
    for event in session.scalars(select(Event)).all():
        if chance.random() < 0.7:
            event.place, event.reason = f"Đảng bộ xã {event.id}", f"lý do {event.id}"
    session.flush()


def _take_posts(session: Session, chance: Random) -> None:
    for cell_id in session.scalars(select(Cell.id).order_by(Cell.id)).all():
        here = session.scalars(select(Stay.member_id).where(Stay.cell_id == cell_id, Stay.until.is_(None))).all()
        for place, who in enumerate(chance.sample(sorted(here), min(3, len(here)))):
            with contextlib.suppress(KnownError):
                members.set_position(session, who, [*Position][place], on=chance.choice(DAYS))
            session.execute(update(Member).where(Member.id == who).values(phone=chance.choice([None, f"09{who:08}"])))


def _change_rules(session: Session) -> None:
    """Let two guides of the made-up province change what counts, in the middle of a month and of the year."""
    stricter = frozenset({Duty.EXEMPT, Duty.SPECIAL_DUTY, Duty.GUEST})
    for day, excluded, several in (
        (date(2026, 4, 15), stricter, SeveralMeetings.POOLED),
        (date(2026, 8, 1), builders.EXCLUDED, SeveralMeetings.FIRST),
    ):
        card: RuleValues = {
            "document": f"Hướng dẫn mẫu {day:%d/%m/%Y}",
            "target": 85.5,
            "comparator": Comparator.MORE_THAN,
            "excluded": excluded,
            "several": several,
        }
        rules.save(session, day, card)


def _settle(session: Session, chance: Random) -> None:
    """Found villages, let cells serve them, people live in them and look after them."""
    cells = [*session.scalars(select(Cell.id).where(Cell.valid_to.is_(None)).order_by(Cell.id))]
    for number in range(12):
        cell = chance.choice([None, *cells])
        counts = chance.choice([None, 20 + number]), chance.choice([None, 100 + number])
        villages.add(session, VillageValues(f"Bản {number}", *counts, None, None, cell))
    known = [*villages.names(session)]
    for key in known[:4]:
        values = VillageValues(villages.names(session)[key], 33, 150, True, None, chance.choice([None, *cells]))
        villages.edit(session, key, values, on=chance.choice(DAYS))
    for who in session.scalars(select(Member).order_by(Member.id)).all():
        who.village_id = chance.choice(known[:9])
        if chance.random() < 0.2:
            session.flush()
            with contextlib.suppress(KnownError), session.begin_nested():
                residence.move(session, who.id, chance.choice(known[:10]), chance.choice(DAYS), on=TODAY)
    people = session.scalars(select(Member.id).order_by(Member.id)).all()
    for number, who in enumerate(chance.sample(people, 40)):
        task = chance.choice([*Task])
        group = (f"Nhóm {number}", chance.choice([None, 7])) if task is Task.HOUSEHOLDS else ("", None)
        since = chance.choice([None, *DAYS])
        until = chance.choice([None, None, date(2026, 10, 1)]) if since is None or since < date(2026, 9, 1) else None
        values = AssignmentValues(who, chance.choice(known), task, *group, since=since, until=until)
        with contextlib.suppress(KnownError), session.begin_nested():
            assignments.add(session, values)


def _meet(session: Session, chance: Random, cell: Cell, year: int, month: int) -> None:
    """Let a cell meet in a month: not at all, once, or several times with a theme between."""
    for _time in range(chance.choice([0, 1, 1, 1, 2, 3])):
        day = date(year, month, chance.choice([1, 2, 5, 14, 15, 17, 18, 28]))
        values = MeetingValues(
            chance.choice([MeetingKind.REGULAR] * 4 + [MeetingKind.THEMATIC, MeetingKind.EXTRAORDINARY]),
            day,
            chance.choice([None, *MeetingForm]),
            start := chance.choice([None, time(7, 30), time(14)]),
            start and chance.choice([None, time(16, 5)]),
            chance.choice(["", "Nhà văn hóa"]),
            None,
            None,
            chance.choice(["", "Đồng chí Phó Bí thư"]),
            chance.random() < 0.3,
            chance.choice([None, 92.5, 90, 69.5, 50]),
            chance.choice([None, None, *MeetingClass]),
            "",
            chance.choice(["", "Mưa lũ"]),
        )
        with contextlib.suppress(KnownError), session.begin_nested():
            key = meetings.add(session, cell.id, year, month, values)
            session.get_one(Meeting, key).self_class = chance.choice([None, *MeetingClass])
            fate = chance.random()
            if fate < 0.1:
                meetings.set_not_held(session, key, "Bão")
            elif fate < 0.85 and day <= TODAY:
                attendance.write(session, key, on=TODAY)
                _mark(session, chance, key, chance.random() < 0.2)


def _mark(session: Session, chance: Random, meeting: int, is_unfinished: bool) -> None:
    known = reasons.used(session)
    marks: dict[int, tuple[Mark, str]] = {}
    for line in attendance.roll(session, meeting, is_bare=True).lines:
        mark = chance.choices([Mark.PRESENT, Mark.ONLINE, Mark.EXCUSED, Mark.UNEXCUSED], [80, 5, 10, 5])[0]
        if is_unfinished and chance.random() < 0.1:
            mark = Mark.UNRECORDED
        if line.is_expected or chance.random() < 0.2:  # one who is exempt may come all the same
            why = chance.choice(["", *known[:3]]) if mark in (Mark.EXCUSED, Mark.UNEXCUSED) else ""
            marks[line.member_id] = mark, why
    attendance.write(session, meeting, marks, on=TODAY)


def _develop(session: Session, chance: Random) -> None:
    """Teach candidates and members in classes, let candidates come on or leave, and set targets."""
    cells = [*session.scalars(select(Cell.id).where(Cell.valid_to.is_(None)).order_by(Cell.id))]
    ethnic = [*session.scalars(select(CodeItem.id).where(CodeItem.list_name == codes.ETHNIC))]
    kinds = [*session.scalars(select(CodeItem.id).where(CodeItem.list_name == codes.CLASS_KIND))]
    people = [*session.scalars(select(Member.id).order_by(Member.id))]
    waiting = [
        candidates.add(
            session,
            CandidateValues(
                f"Quần chúng {chr(ord('A') + number // 26)}{chr(ord('a') + number % 26)}",
                cells[number % len(cells)],
                date(2024, 3, 1),
                gender=chance.choice([None, *Gender]),
                ethnic_id=chance.choice([None, *ethnic]),
                certificate_on=chance.choice([None, date(2025, 6, 30), date(2026, 3, 17), date(2026, 10, 1)]),
            ),
            on=TODAY,
        )
        for number in range(40)
    ]
    for who in waiting[::6]:
        with contextlib.suppress(KnownError), session.begin_nested():
            candidates.leave(session, who, on=chance.choice(DAYS[10:]), reason="Đi xa", today=TODAY)
    for number, kind in enumerate(kinds * 4):
        day = DAYS[number % len(DAYS)]
        heads = chance.choice([(None, None, None, None), (60, 20, 25, 30), (3, 1, 2, 0)])
        key = training.add(session, ClassValues(kind, f"Lớp {number}", day, None, f"Hội trường {number}", "", *heads))
        training.enrol(
            session,
            key,
            candidate_ids=chance.sample(waiting, chance.choice([0, 5])),
            member_ids=chance.sample(people, chance.choice([0, 9])),
        )
        for part in session.scalars(select(ClassParticipant).where(ClassParticipant.class_id == key)).all():
            if chance.random() < 0.5:
                training.certify(session, key, {part.id: f"{part.id}"}, max(day, date(2026, 3, 1)), today=TODAY)
    for year in (2024, 2025, 2026):
        for cell in [*cells[:3], *([None] if year == 2025 else [])]:
            goal = Fraction(chance.randint(1, 9))
            targets.set_target(session, TargetValues("admitted", Period.year(year), goal, cell))
