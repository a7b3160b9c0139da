"""Ways in which the rules of *Kiểm tra số liệu* are broken, where each leads, and the verbs that mend it there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models import (
    attendance,
    candidates,
    cells,
    codes,
    different_people,
    events,
    meetings,
    members,
    recognitions,
    villages,
    votes,
)
from models.candidates import CandidateValues
from models.cells import CellValues
from models.dates import PartialDate
from models.events import EventValues
from models.members import MemberValues
from models.tables import EventKind, Gender, Member, Stay, VoteKind
from models.villages import VillageValues
from models.votes import Count
from tests.models.builders import C, P, meeting, name, people
from tests.ui.places import body_shown, candidate_shown, meeting_shown, member_shown
from tests.ui.work_to_do import CELL, TODAY, Book, all_there, fill_up, judged, on_probation, small, unjudged
from ui.main_window import MainWindow
from ui.meetings.roll import RollPage
from ui.meetings.score import ScorePage

BORN = PartialDate(1980, 5, 1)
ADMITTED, OFFICIAL = PartialDate(2000, 5, 1), PartialDate(2001, 5, 1)
SECOND = name(1)
"""The name of the second member of the cell, of whom most findings speak."""


@dataclass(frozen=True)
class Case:
    """How a rule is broken, whom or what its line names, where Enter leads, and the verb that the place offers.

    What `spoil` returns is handed to the others; `place` and `expected` must agree.
    """

    key: str
    spoil: Callable[[Session, Book], Any]
    mend: Callable[[Session, Book, Any], Any]
    place: Callable[[MainWindow], object] = member_shown
    expected: Callable[[Book, Any], object] = lambda book, _made: book.who[1]
    named: str = SECOND
    cell: str = CELL
    findings: int = 1


def _with(**columns: object) -> Callable[[Session, Book], None]:
    """Write of the second member what the forms refuse or leave open, as an old file carries it."""

    def spoil(session: Session, book: Book) -> None:
        row = session.get_one(Member, book.who[1])
        for column, value in columns.items():
            setattr(row, column, value)

    return spoil


def _card(**fields: object) -> Callable[[Session, Book, Any], None]:
    """Correct the card of the second member."""

    def mend(session: Session, book: Book, _made: object) -> None:
        key = book.who[1]
        members.edit(session, key, replace(members.read(session, key), **fields), on=TODAY)  # pyright: ignore[reportArgumentType]

    return mend


def _same_card(session: Session, book: Book) -> None:
    for key in book.who[1:3]:
        row = session.get_one(Member, key)
        row.card_number = row.citizen_id = None
        row.card_number = "011080000099"


def _twice(session: Session, book: Book) -> int:
    first = session.get_one(Member, book.who[1])
    card = MemberValues(first.full_name, gender=Gender.MALE, born_on=BORN, admitted_on=ADMITTED, official_on=OFFICIAL)
    return members.add(session, card, book.cell_id, on=TODAY, since=date(2026, 11, 5))


def _unknown(session: Session, book: Book) -> int:
    card = MemberValues("Vừ A Dính", gender=Gender.MALE, born_on=BORN)
    return members.add(session, card, book.cell_id, on=TODAY, since=date(2026, 11, 5))


def _recognised(session: Session, _book: Book, key: int) -> None:
    card = replace(members.read(session, key), admitted_on=ADMITTED, official_on=OFFICIAL)
    members.edit(session, key, card, on=TODAY)


def _undated(session: Session, book: Book) -> None:
    row = session.query(Stay).filter_by(member_id=book.who[1]).one()
    row.is_since_known = False


def _dated(session: Session, book: Book, _made: object) -> None:
    (row,) = events.history(session, book.who[1])
    events.correct(session, row.id, replace(row.values, is_day_known=True))


def _kindless(session: Session, _book: Book) -> int:
    key = cells.add(session, CellValues("Chi bộ 5"))
    people(session, key, 3, start=20)
    return key


def _kind(session: Session, _book: Book, key: int) -> None:
    kind = codes.items(session, codes.CELL_KIND)[0].id
    cells.edit(session, key, CellValues("Chi bộ 5", kind_id=kind))


def _unrecorded(session: Session, book: Book) -> None:
    attendance.write(session, book.meeting_id, {book.who[1]: (C, "")}, on=TODAY)


def _planned(session: Session, book: Book) -> int:
    return meeting(session, book.cell_id, date(2026, 11, 10))


def _other_month(session: Session, book: Book) -> None:
    values = meetings.read(session, book.meeting_id).values
    meetings.edit(session, book.meeting_id, replace(values, held_on=date(2026, 10, 30)), on=TODAY)


def _own_month(session: Session, book: Book, _made: object) -> None:
    values = meetings.read(session, book.meeting_id).values
    meetings.edit(session, book.meeting_id, replace(values, held_on=date(2026, 11, 3)), on=TODAY)


def _came_before(session: Session, book: Book) -> None:
    people(session, book.cell_id, 1, since=date(2026, 11, 1), start=30)


def _fewer_voters(session: Session, book: Book) -> None:
    votes.add(session, book.meeting_id, "Thông qua nghị quyết", VoteKind.SIMPLE, Count(len(book.who)))
    attendance.write(session, book.meeting_id, {book.who[1]: (P, "ốm")}, on=TODAY)


def _one_officer(session: Session, book: Book) -> None:
    values = meetings.read(session, book.meeting_id).values
    leading = replace(values, chair_id=book.who[1], secretary_id=book.who[1])
    meetings.edit(session, book.meeting_id, leading, on=TODAY)


def _two_officers(session: Session, book: Book, _made: object) -> None:
    values = meetings.read(session, book.meeting_id).values
    meetings.edit(session, book.meeting_id, replace(values, secretary_id=book.who[2]), on=TODAY)


def _still_waiting(session: Session, book: Book) -> int:
    values = CandidateValues(SECOND, book.cell_id, date(2021, 1, 5), born_on=BORN)
    return candidates.add(session, values, on=TODAY)


def _admitted(session: Session, book: Book) -> int:
    card = MemberValues("Vừ A Dính", gender=Gender.MALE, born_on=BORN, admitted_on=PartialDate(2026, 11, 5))
    came = EventValues(EventKind.ADMISSION, date(2026, 11, 5), cell_id=book.cell_id)
    return members.add(session, card, book.cell_id, on=TODAY, by=came)


def _introduced(session: Session, _book: Book, key: int) -> None:
    card = replace(members.read(session, key), first_introducer=name(0), second_introducer=name(2))
    members.edit(session, key, card, on=TODAY)


def _meeting(page: type = RollPage) -> Callable[[Book, Any], object]:
    return lambda book, made: (page, made or book.meeting_id)


def _made(_book: Book, made: Any) -> Any:
    return made


HELD = "Họp 03/11/2026"
OTHER = "Vừ A Dính"

CASES = (
    Case("born-after-admission", _with(born_on=PartialDate(2001, 5, 1)), _card(born_on=BORN)),
    Case("under-age", _with(born_on=PartialDate(1990, 5, 1)), _card(born_on=BORN)),
    Case("official-before-admission", _with(official_on=PartialDate(1999, 5, 1)), _card(official_on=OFFICIAL)),
    Case("official-too-early", _with(official_on=PartialDate(2000, 8, 1)), _card(official_on=OFFICIAL)),
    Case("future-dates", _with(official_on=PartialDate(2027, 5, 1)), _card(official_on=OFFICIAL)),
    Case("citizen-id", _with(citizen_id="011090000001"), _card(citizen_id="011080000001")),
    Case("old-identity-number", _with(old_identity_number="04012345"), _card(old_identity_number="040123456")),
    Case("phone", _with(phone="0912 345"), _card(phone="0912 345 678")),
    Case("card-number", _with(card_number="011080000777"), _card(card_number="011080000001")),
    Case("same-card", _same_card, _card(card_number="011080000001"), findings=2),
    Case(
        "doubles",
        _twice,
        lambda session, book, other: different_people.note(session, book.who[1], [other], on=TODAY),
        findings=2,
    ),
    Case("standing", _unknown, _recognised, expected=_made, named=OTHER),
    Case(
        "no-official-date",
        on_probation,
        lambda session, _book, key: recognitions.recognise(session, key, PartialDate(2026, 11, 10)),
        expected=_made,
        named=OTHER,
    ),
    Case("no-gender", _with(gender=None), _card(gender=Gender.MALE)),
    Case(
        "no-ethnic",
        _with(ethnic_id=None),
        lambda session, book, made: _card(ethnic_id=codes.items(session, codes.ETHNIC)[0].id)(session, book, made),
    ),
    Case("no-birth", _with(born_on=None), _card(born_on=BORN)),
    Case("no-citizen-id", _with(citizen_id=None), _card(citizen_id="011080000001")),
    Case("no-admission", _with(admitted_on=None), _card(admitted_on=ADMITTED)),
    Case("since", _undated, _dated, body_shown, lambda book, _made: book.cell_id, named=CELL, cell=""),
    Case("no-kind", _kindless, _kind, body_shown, _made, named="Chi bộ 5", cell=""),
    Case("small-cells", small, fill_up, body_shown, _made, named="Chi bộ Trạm Y tế", cell=""),
    Case(
        "village-alone",
        lambda session, _book: villages.add(session, VillageValues("Nà Hin")),
        lambda session, book, key: villages.serve(session, key, book.cell_id, on=TODAY),
        body_shown,
        _made,
        named="Nà Hin",
        cell="",
    ),
    Case(
        "unrecorded",
        _unrecorded,
        lambda session, book, _made: all_there(session, book, [book.meeting_id]),
        meeting_shown,
        _meeting(),
        named=HELD,
    ),
    Case(
        "no-roll",
        _planned,
        lambda session, book, key: all_there(session, book, [key]),
        meeting_shown,
        _meeting(),
        named="Họp 10/11/2026",
    ),
    Case("other-month", _other_month, _own_month, meeting_shown, _meeting(), named="Họp 30/10/2026"),
    Case(
        "roster",
        _came_before,
        lambda session, book, _made: attendance.refresh(session, book.meeting_id),
        meeting_shown,
        _meeting(),
        named=HELD,
    ),
    Case(
        "minutes",
        _fewer_voters,
        lambda session, book, _made: all_there(session, book, [book.meeting_id]),
        meeting_shown,
        _meeting(),
        named=HELD,
    ),
    Case("one-officer", _one_officer, _two_officers, meeting_shown, _meeting(), named=HELD),
    Case("no-score", unjudged, judged, meeting_shown, _meeting(ScorePage), named=CELL, cell=""),
    Case(
        "candidate_is_member",
        _still_waiting,
        lambda session, _book, key: candidates.remove(session, key),
        candidate_shown,
        _made,
    ),
    Case("no-introducers", _admitted, _introduced, expected=_made, named=OTHER),
)
OF_THE_FILE = ("file", "links")
"""What no screen mends but an earlier copy."""
