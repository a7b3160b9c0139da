"""Ways in which a line of *Việc cần làm* comes about, and the verbs by which the screens end it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models import (
    assignments,
    attendance,
    backup,
    badges,
    candidates,
    codes,
    events,
    first_month,
    meetings,
    members,
    office,
    tasks,
    terms,
    villages,
)
from models.assignments import AssignmentValues
from models.badges import BadgeValues
from models.bodies import Body
from models.candidates import Admission, CandidateValues
from models.database import Database
from models.dates import PartialDate
from models.events import EventValues
from models.members import MemberValues
from models.office import Office
from models.tables import (
    EventKind,
    Gender,
    Mark,
    MeetingClass,
    MeetingKind,
    Member,
    Task,
)
from models.terms import TermValues
from models.villages import VillageValues
from tests.conftest import NOW
from tests.models.builders import C, X, cell, held, people

TODAY = NOW.date()
CELL = "Chi bộ bản Nà Sáy"
WHO = 5
"""So many members the cell has, of whom the second is the one that a line speaks of."""


@dataclass(frozen=True)
class Book:
    """What the tidy data file holds: one cell, its members, its meeting of the month."""

    cell_id: int
    who: tuple[int, ...]
    meeting_id: int
    path: Path
    copy: Path


def tidy(db: Database) -> Book:
    """Write a file that leaves nothing to do and nothing to find wrong."""
    with db.write("Dựng") as session:
        office.save(session, Office(commune="Đảng ủy xã Mường Mẫu"))
        cell_id = cell(session, CELL)
        who = people(session, cell_id, WHO)
        ethnic = codes.items(session, codes.ETHNIC)[0].id
        for place, key in enumerate(who):
            row = session.get_one(Member, key)
            row.gender, row.ethnic_id = Gender.MALE, ethnic
            row.born_on, row.citizen_id = PartialDate(1980, 5, 1), f"01108000{place:04}"
        made = held(session, cell_id, date(2026, 11, 3))
        meetings.edit(session, made, replace(meetings.read(session, made).values, quality=MeetingClass.GOOD), on=TODAY)
    return Book(cell_id, tuple(who), made, db.path, backup.backup(db.path, backup.folder_of(db.path), NOW))


def in_months(marks: dict[int, Mark], *months: int) -> Callable[[Session, Book], list[int]]:
    """Meetings of some months with these marks by the place of a member, the one of November too."""

    def arrange(session: Session, book: Book) -> list[int]:
        found = {book.who[place]: mark for place, mark in marks.items()}
        attendance.write(session, book.meeting_id, {key: (mark, "") for key, mark in found.items()}, on=TODAY)
        return [*(held(session, book.cell_id, date(2026, month, 3), found) for month in months), book.meeting_id]

    return arrange


def all_there(session: Session, book: Book, made: list[int]) -> None:
    """The roll turns out to be wrong: everybody was there."""
    for meeting_id in made:
        attendance.write(session, meeting_id, dict.fromkeys(book.who, (X, "")), on=TODAY)


def never_opened(session: Session, book: Book) -> None:
    judged(session, book, held(session, book.cell_id, date(2026, 10, 3)))
    attendance.clear(session, book.meeting_id)
    meetings.delete(session, book.meeting_id)


def others_met(session: Session, book: Book) -> None:
    never_opened(session, book)
    other = cell(session, "Chi bộ Trạm Y tế")
    people(session, other, 3, start=20)
    held(session, other, date(2026, 11, 4))


def unmarked(session: Session, book: Book) -> list[int]:
    return [held(session, book.cell_id, date(2026, 10, 3), {book.who[1]: C})]


def unjudged(session: Session, book: Book) -> int:
    first_month.save(session, (2026, 10), on=TODAY)
    return held(session, book.cell_id, date(2026, 10, 3))


def judged(session: Session, _book: Book, meeting_id: int) -> None:
    values = meetings.read(session, meeting_id).values
    meetings.edit(session, meeting_id, replace(values, quality=MeetingClass.GOOD), on=TODAY)


def no_thematic(session: Session, book: Book) -> int:
    first_month.save(session, (2026, 7), on=TODAY)
    made = [held(session, book.cell_id, date(2026, month, 3)) for month in (7, 8, 9, 10)]
    for meeting_id in made:
        judged(session, book, meeting_id)
    return made[2]


def thematic(session: Session, book: Book, _made: int) -> None:
    held(session, book.cell_id, date(2026, 9, 20), kind=MeetingKind.THEMATIC)


def late_task(session: Session, book: Book) -> int:
    given = held(session, book.cell_id, date(2026, 10, 3))
    return tasks.add(session, given, "Vận động ba hộ làm hố xử lý rác", (book.who[1],), date(2026, 10, 30))


def on_probation(session: Session, book: Book) -> int:
    values = MemberValues("Vừ A Dính", admitted_on=PartialDate(2025, 11, 10))
    came = EventValues(EventKind.ADMISSION, date(2025, 11, 10), cell_id=book.cell_id)
    return members.add(session, values, book.cell_id, on=TODAY, by=came)


def thirty_years(session: Session, book: Book) -> int:
    values = MemberValues("Vừ A Dính", admitted_on=PartialDate(1996, 12, 1), official_on=PartialDate(1997, 12, 1))
    return members.add(session, values, book.cell_id, on=TODAY, since=date(2020, 1, 1))


def on_the_way(**papers: Any) -> Callable[[Session, Book], int]:
    def arrange(session: Session, book: Book) -> int:
        values = CandidateValues("Thào Thị Mỷ", book.cell_id, date(2021, 1, 5), **papers)
        return candidates.add(session, values, on=TODAY)

    return arrange


def admit(session: Session, _book: Book, key: int) -> None:
    candidates.admit(session, key, Admission("15-QĐ/ĐU", date(2026, 9, 1), date(2026, 9, 28)), on=TODAY)


def certify(session: Session, _book: Book, key: int) -> None:
    values = candidates.read(session, key)
    candidates.edit(session, key, replace(values, certificate_on=date(2026, 10, 1)), on=TODAY)


def gone(session: Session, book: Book) -> int:
    events.record(session, book.who[1], EventValues(EventKind.TRANSFER_OUT, date(2026, 7, 1), decision_number="7"))
    return book.who[1]


def confirm(session: Session, _book: Book, key: int) -> None:
    row = events.history(session, key)[-1]
    assert row.values.kind is EventKind.TRANSFER_OUT
    events.correct(session, row.id, replace(row.values, confirmed_on=date(2026, 8, 1)))


def award(session: Session, _book: Book, key: int) -> None:
    badges.award_all(session, {key: 30}, BadgeValues(30, date(2026, 11, 7), "9-QĐ/TU", date(2026, 10, 20)))


def small(session: Session, _book: Book) -> int:
    key = cell(session, "Chi bộ Trạm Y tế")
    people(session, key, 2, start=20)
    return key


def fill_up(session: Session, book: Book, key: int) -> None:
    events.record(session, book.who[1], EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 11, 9), cell_id=key))


def ending(session: Session, book: Book) -> int:
    return terms.add(session, Body(cell_id=book.cell_id), TermValues(date(2024, 1, 1), date(2026, 12, 31)))


def prolong(session: Session, _book: Book, key: int) -> None:
    terms.edit(session, key, TermValues(date(2024, 1, 1), date(2027, 6, 30), "45-QĐ/ĐU"))


def in_charge(session: Session, book: Book, village_id: int) -> None:
    assignments.add(session, AssignmentValues(book.who[0], village_id, Task.VILLAGE, since=date(2026, 11, 1)))


def lives_in(session: Session, book: Book) -> int:
    """Write where the second member lives as an address that names a village, and of another one that is elsewhere."""
    villages.add(session, VillageValues("Nà Sáy"))
    session.get_one(Member, book.who[1]).address = "Bản Nà Sáy, xã Mường Mẫu"
    session.get_one(Member, book.who[2]).address = "Bản Nà Sáy, xã Chiềng Cũ"
    return book.who[1]


def forget_birth(session: Session, book: Book) -> int:
    session.get_one(Member, book.who[1]).born_on = None
    return book.who[1]


def remember_birth(session: Session, _book: Book, key: int) -> None:
    members.edit(session, key, replace(members.read(session, key), born_on=PartialDate(1980, 5, 1)), on=TODAY)
