"""Whatever the officer does can be taken back and done again, to the last byte of the data."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import attendance, cells, events, meetings, members, office, official_dates, rules, stays, villages
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.meetings import MeetingValues
from models.members import MemberValues
from models.office import Office
from models.opening import open_database
from models.tables import (
    Cell,
    Comparator,
    Duty,
    Ending,
    Event,
    EventKind,
    Mark,
    Meeting,
    MeetingKind,
    Member,
    Position,
    SeveralMeetings,
    Standing,
    Village,
)
from models.villages import VillageValues
from tests import leaving
from tests.conftest import hurry
from tests.whole import whole

TODAY = date(2026, 11, 22)

Pick = Callable[[int], int]
"""Chooses one of so many things."""
Deed = Callable[[Session, Pick], None]


def _any(session: Session, table: Any, pick: Pick) -> int:
    ids = list(session.scalars(select(table.id).order_by(table.id)))
    if not ids:
        raise KnownError("Chưa có gì để chọn.")
    return ids[pick(len(ids))]


def _day(pick: Pick) -> date:
    return date(2024, 1, 1) + timedelta(days=pick(1000))


def _name(pick: Pick) -> str:
    return f"Lò {('Văn', 'Thị')[pick(2)]} {('Ánh', 'Đào', 'Hoà', 'Ước')[pick(4)]} {'ABCDEF'[pick(6)]}"


def add_cell(session: Session, pick: Pick) -> None:
    cells.add(session, CellValues(f"Chi bộ bản {pick(8)}"))


def edit_cell(session: Session, pick: Pick) -> None:
    cells.edit(session, _any(session, Cell, pick), CellValues(f"Chi bộ bản {pick(8)}", place=f"Nhà {pick(3)}"))


def close_cell(session: Session, pick: Pick) -> None:
    cells.close(session, _any(session, Cell, pick), _day(pick))


def add_village(session: Session, pick: Pick) -> None:
    villages.add(session, VillageValues(f"Bản {pick(5)}", households=pick(200), cell_id=_any(session, Cell, pick)))


def edit_village(session: Session, pick: Pick) -> None:
    served = _any(session, Cell, pick) if pick(2) else None
    values = VillageValues(f"Bản {pick(5)}", is_border=bool(pick(2)), cell_id=served)
    villages.edit(session, _any(session, Village, pick), values, on=_day(pick))


def add_member(session: Session, pick: Pick) -> None:
    official = PartialDate(2005, 2, 3) if pick(2) else None
    values = MemberValues(
        _name(pick), born_on=PartialDate(1977), admitted_on=PartialDate(2004, 2), official_on=official
    )
    since = _day(pick) if pick(2) else None
    members.add(session, values, _any(session, Cell, pick), on=TODAY, since=since)


def edit_member(session: Session, pick: Pick) -> None:
    member_id = _any(session, Member, pick)
    number = f"0110770000{pick(20):02}" if pick(2) else ""
    values = MemberValues(_name(pick), citizen_id=number, admitted_on=PartialDate(2004, 2), note=f"ghi chú {pick(9)}")
    members.edit(session, member_id, values, on=TODAY)


def change_stay(session: Session, pick: Pick) -> None:
    stays.change(
        session,
        _any(session, Member, pick),
        on=_day(pick),
        cell_id=_any(session, Cell, pick),
        duty=list(Duty)[pick(len(Duty))],
        standing=list(Standing)[pick(len(Standing))],
    )


def leave(session: Session, pick: Pick) -> None:
    leaving.leave(session, _any(session, Member, pick), on=_day(pick), ending=list(Ending)[pick(len(Ending))])


def recognise(session: Session, pick: Pick) -> None:
    stays.recognise(session, _any(session, Member, pick), PartialDate.from_iso(_day(pick).isoformat()))


def record_event(session: Session, pick: Pick) -> None:
    events.record(session, _any(session, Member, pick), _event(session, pick))


def correct_event(session: Session, pick: Pick) -> None:
    events.correct(session, _any(session, Event, pick), _event(session, pick))


def remove_event(session: Session, pick: Pick) -> None:
    events.remove(session, _any(session, Event, pick))


def _event(session: Session, pick: Pick) -> EventValues:
    kind = list(EventKind)[pick(len(EventKind))]
    return EventValues(kind, _day(pick), cell_id=_any(session, Cell, pick) if pick(2) else None, reason=f"{pick(9)}")


def recognise_all(session: Session, pick: Pick) -> None:
    del pick
    offers = official_dates.offer_official_dates(session, TODAY)
    official_dates.write_official_dates(session, [offer.member_id for offer in offers], TODAY)


def set_position(session: Session, pick: Pick) -> None:
    position = (*Position, None)[pick(len(Position) + 1)]
    members.set_position(session, _any(session, Member, pick), position, on=_day(pick))


def open_month(session: Session, pick: Pick) -> None:
    meetings.open_month(session, 2026, 1 + pick(12), on=TODAY)


def add_meeting(session: Session, pick: Pick) -> None:
    day = _day(pick)
    meetings.add(session, _any(session, Cell, pick), day.year, day.month, MeetingValues(MeetingKind.THEMATIC, day))


def edit_meeting(session: Session, pick: Pick) -> None:
    meeting = meetings.read(session, _any(session, Meeting, pick))
    values = MeetingValues(meeting.values.kind, meeting.held_on, place=f"Nhà {pick(4)}", score=float(pick(101)))
    meetings.edit(session, meeting.id, values, on=TODAY)


def not_held(session: Session, pick: Pick) -> None:
    meetings.set_not_held(session, _any(session, Meeting, pick), "Mưa lũ")


def delete_meeting(session: Session, pick: Pick) -> None:
    meetings.delete(session, _any(session, Meeting, pick))


def call_roll(session: Session, pick: Pick) -> None:
    meeting_id = _any(session, Meeting, pick)
    marks = {
        line.member_id: (list(Mark)[pick(len(Mark))], ("", "ốm")[pick(2)])
        for line in attendance.roll(session, meeting_id).lines
        if pick(2)
    }
    attendance.write(session, meeting_id, marks, on=TODAY)


def clear_roll(session: Session, pick: Pick) -> None:
    attendance.clear(session, _any(session, Meeting, pick))


def refresh_roll(session: Session, pick: Pick) -> None:
    attendance.refresh(session, _any(session, Meeting, pick))


def save_office(session: Session, pick: Pick) -> None:
    office.save(session, Office(commune=f"Đảng ủy xã {pick(4)}"))


def save_rule(session: Session, pick: Pick) -> None:
    values = rules.RuleValues(
        document=f"Văn bản {pick(9)}",
        target=float(pick(101)),
        comparator=list(Comparator)[pick(2)],
        excluded=frozenset({Duty.EXEMPT, Duty.GUEST}),
        several=list(SeveralMeetings)[pick(2)],
    )
    rules.save(session, _day(pick), values)


def add_and_delete(session: Session, pick: Pick) -> None:
    """One step that makes rows, changes them and takes them away again."""
    add_meeting(session, pick)
    newest = max(session.scalars(select(Meeting.id)))
    if pick(2):
        meetings.set_not_held(session, newest, "Nhầm")
        session.flush()
    meetings.delete(session, newest)


DEEDS: tuple[Deed, ...] = (
    *(add_cell, edit_cell, close_cell, add_village, edit_village, add_member, add_member, edit_member),
    *(record_event, record_event, correct_event, remove_event),
    *(change_stay, leave, recognise, recognise_all, set_position, open_month, add_meeting, edit_meeting, not_held),
    *(delete_meeting, call_roll, clear_roll, refresh_roll, save_office, save_rule, add_and_delete),
)


def do(db: Database, deed: Deed, pick: Pick) -> None:
    """Do one thing as a step; what the verbs refuse leaves no trace, which the comparison will prove."""
    try:
        with db.write(deed.__name__) as session:
            deed(session, pick)
    except KnownError:
        return


def last_step(path: Path) -> int:
    """Return the number of the newest line of the log; what was refused or changed nothing writes none."""
    with closing(sqlite3.connect(path)) as link:
        return link.execute("SELECT max(id) FROM step").fetchone()[0]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=4, max_size=24), dice=st.randoms(use_true_random=False))
def test_everything_can_be_taken_back_and_done_again(empty_file: Path, deeds: list[Deed], dice: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty_file, Path(folder) / "so.db"))
        with closing(open_database(path)) as db:
            hurry(db)
            for deed in (add_cell, add_member):
                do(db, deed, dice.randrange)
            stages, steps = [whole(path)], last_step(path)
            for deed in deeds:
                do(db, deed, dice.randrange)
                if last_step(path) != steps:
                    stages, steps = [*stages, whole(path)], last_step(path)
                else:
                    assert whole(path) == stages[-1]
            for stage in reversed(stages[:-1]):
                assert db.undo() is not None
                assert whole(path) == stage
            for stage in stages[1:]:
                assert db.redo() is not None
                assert whole(path) == stage
            assert db.redo() is None
            while db.undo() is not None:
                pass
            assert whole(path) == whole(empty_file)
