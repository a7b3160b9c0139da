"""An expulsion written as a discipline or as an event: both say the same, whatever is done to either."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import awards, codes, deriving, events, expulsions, merging, migrations, stays, trash
from models.awards import DisciplineValues
from models.errors import KnownError
from models.events import EventValues
from models.tables import Discipline, Event, EventKind
from tests.models import builders as make
from tests.models.builders import TODAY

DAY = date(2025, 6, 2)
PAPER = EventValues(EventKind.EXPELLED, DAY, decision_number="12-QĐ/UBKT", decision_on=DAY, reason="Vi phạm")


@pytest.fixture
def member(session: Session) -> int:
    return make.people(session, make.cell(session), 1)[0]


def discipline(session: Session, day: date = DAY, **more) -> DisciplineValues:
    return DisciplineValues(codes.id_of(session, codes.DISCIPLINE, "expulsion"), day, **more)


def of(session: Session, member: int) -> dict[int, DisciplineValues]:
    session.flush()
    return awards.of(session, member).disciplines


def expelled(session: Session, member: int) -> list[Event]:
    return [one for one in events.of_member(session, member) if one.kind is EventKind.EXPELLED]


def test_an_event_is_a_discipline_too_and_takes_it_along(session, member):
    events.record(session, member, PAPER)
    ((key, written),) = of(session, member).items()
    assert written == discipline(session, content="Vi phạm", decision_number="12-QĐ/UBKT", decision_on=DAY)
    (event,) = expelled(session, member)
    later = DAY + timedelta(days=9)
    events.correct(session, event.id, replace(PAPER, effective_on=later, decision_number="13-QĐ/UBKT", reason=""))
    after = of(session, member)
    assert list(after) == [key]
    assert (after[key].effective_on, after[key].decision_number, after[key].content) == (later, "13-QĐ/UBKT", "")
    events.correct(session, event.id, replace(PAPER, kind=EventKind.STRUCK_OFF))
    assert of(session, member) == {}
    events.correct(session, event.id, PAPER)
    assert len(of(session, member)) == 1
    events.remove(session, event.id)
    assert of(session, member) == {}
    assert stays.current(session, member) is not None


def test_a_discipline_is_an_event_too_and_takes_it_along(session, member):
    awards.expel(session, member, discipline(session, content="c" * 300, decision_number="5"), on=TODAY)
    ((key, values),) = of(session, member).items()
    (event,) = expelled(session, member)
    assert (event.decision_number, len(event.reason or "")) == ("5", 200)
    moved = replace(values, effective_on=DAY + timedelta(days=500), decision_number="6", issuer="Ban Thường vụ")
    awards.write(session, member, moved, key, on=TODAY)
    assert of(session, member) == {key: moved}  # all of its three hundred letters
    assert (event.effective_on, event.decision_number) == (moved.effective_on, "6")
    warning = replace(moved, form_id=codes.id_of(session, codes.DISCIPLINE, "warning"))
    awards.write(session, member, warning, key, on=TODAY)
    assert (of(session, member), expelled(session, member)) == ({key: warning}, [])
    awards.expel(session, member, moved, key, on=TODAY)
    assert len(expelled(session, member)) == 1
    awards.remove(session, DisciplineValues, key)
    assert (of(session, member), expelled(session, member)) == ({}, [])
    assert stays.current(session, member) is not None


@pytest.mark.parametrize(("day", "number"), [(0, ""), (3, ""), (90, "12-qđ/ubkt")])
def test_a_file_of_before_gets_the_two_tied(db, tmp_path, monkeypatch, day, number):
    """The same day, a few days apart, the same decision; the nearer one is tied, the other stays alone."""
    with db.write("Dựng") as session:
        member = make.people(session, make.cell(session), 1)[0]
        session.add(Event(member_id=member, kind=EventKind.EXPELLED, effective_on=DAY, decision_number="12-QĐ/UBKT"))
        form = codes.id_of(session, codes.DISCIPLINE, "expulsion")
        old, other = (
            Discipline(member_id=member, form_id=form, effective_on=DAY + timedelta(days=days), decision_number=paper)
            for days, paper in ((day, number), (95, ""))
        )
        session.add_all([old, other])
        session.flush()
        deriving.derive(session, member)
        known = old.id
    with db.engine.begin() as link:
        link.exec_driver_sql("DROP INDEX uq_discipline_event")
        link.exec_driver_sql("ALTER TABLE discipline DROP COLUMN event_id")
        link.exec_driver_sql("PRAGMA user_version = 25")
    steps = migrations._steps()
    with monkeypatch.context() as patch:  # the steps after it may be there already
        patch.setattr(migrations, "_steps", lambda: steps[:26])
        patch.setattr(migrations, "VERSION", 26)
        migrations.migrate(db, tmp_path)
    with db.write("Sửa") as session:
        (event,) = expelled(session, member)
        tied = expulsions.discipline_of(session, event)
        assert tied is not None
        assert tied.id == known
        events.correct(session, event.id, replace(PAPER, decision_number="14"))
    with db.read() as session:
        numbers = {key: values.decision_number for key, values in of(session, member).items()}
    assert numbers == {known: "14", known + 1: ""}


def test_the_link_holds_where_neither_number_nor_day_tells(session, member):
    """Two expulsions a few days apart, each its own: corrected so that they look like each other's."""
    awards.expel(session, member, discipline(session, decision_number="1"), on=TODAY)
    (first,) = expelled(session, member)
    back = EventValues(EventKind.RESTORED, DAY + timedelta(days=10), cell_id=make.cell(session, "Chi bộ Khác"))
    events.record(session, member, back)
    awards.expel(session, member, discipline(session, DAY + timedelta(days=20), decision_number="2"), on=TODAY)
    (second,) = (one for one in expelled(session, member) if one is not first)
    keys = {one.decision_number: key for key, one in of(session, member).items()}
    of_second = of(session, member)[keys["2"]]
    awards.write(session, member, replace(of_second, decision_number="1"), keys["2"], on=TODAY)
    assert (first.decision_number, second.decision_number) == ("1", "1")
    events.correct(session, second.id, replace(PAPER, effective_on=DAY + timedelta(days=900), decision_number="3"))
    shown = {key: (one.decision_number, one.effective_on) for key, one in of(session, member).items()}
    assert shown == {keys["1"]: ("1", DAY), keys["2"]: ("3", DAY + timedelta(days=900))}


def test_taking_it_back_and_doing_it_again_leaves_both_or_neither(db):
    with db.write("Dựng") as session:
        member = make.people(session, make.cell(session), 1)[0]
    with db.write("Khai trừ") as session:
        awards.expel(session, member, discipline(session, content="Vi phạm"), on=TODAY)
    with db.write("Bỏ") as session:
        awards.remove(session, DisciplineValues, next(iter(of(session, member))))
    for turn, many in ((db.undo, 1), (db.undo, 0), (db.redo, 1), (db.redo, 0), (db.undo, 1)):
        turn()
        with db.read() as session:
            assert (len(expelled(session, member)), len(of(session, member))) == (many, many)
            assert all(expulsions.discipline_of(session, one) is not None for one in expelled(session, member))


@pytest.mark.parametrize("takes_history", [False, True])
def test_two_records_made_one_and_taken_apart_keep_the_link(db, takes_history):
    with db.write("Dựng") as session:
        kept, other = make.people(session, make.cell(session), 2)
    with db.write("Khai trừ") as session:
        awards.expel(session, other, discipline(session, content="Vi phạm"), on=TODAY)
    with db.write("Gộp") as session:
        trashed = merging.merge(session, kept, other, on=TODAY, takes_history=takes_history)
    with db.read() as session:
        (key,) = of(session, kept)
        assert awards.has_event(session, key) is takes_history
        assert len(expelled(session, kept)) == takes_history
    with db.write("Tách lại") as session:
        trash.restore(session, trashed)
    with db.read() as session:
        (event,) = expelled(session, other)
        tied = expulsions.discipline_of(session, event)
        assert tied is not None
        assert (tied.id, tied.member_id) == (key, other)


@pytest.mark.parametrize("takes_history", [False, True])
@pytest.mark.parametrize("is_of_kept", [False, True])
def test_an_expulsion_written_while_they_were_one_is_not_the_others(db, takes_history, is_of_kept):
    """Both were expelled; of the one record left, the expulsion is taken out and another written."""
    with db.write("Dựng") as session:
        kept, other = make.people(session, make.cell(session), 2)
    with db.write("Khai trừ") as session:
        for member, number in ((kept, "1"), (other, "2"))[not is_of_kept :]:
            awards.expel(session, member, discipline(session, decision_number=number, content=number), on=TODAY)
    with db.write("Gộp") as session:
        trashed = merging.merge(session, kept, other, on=TODAY, takes_history=takes_history)
    with db.write("Ghi lại") as session:
        for event in expelled(session, kept):
            expulsions.untie(session, tied) if (tied := expulsions.discipline_of(session, event)) else None
            events.remove(session, event.id)
        events.record(session, kept, replace(PAPER, effective_on=DAY + timedelta(days=3), decision_number="9"))
    if takes_history and is_of_kept:  # the one that comes back would be expelled twice
        with pytest.raises(KnownError, match="không có trong danh sách"), db.write("Tách lại") as session:
            trash.restore(session, trashed)
        return
    with db.write("Tách lại") as session:
        trash.restore(session, trashed)
    with db.read() as session:
        for member in (kept, other):
            for key, values in of(session, member).items():
                tied = expulsions.event_of(session, session.get_one(Discipline, key))
                assert tied is None or tied.member_id == member
                assert tied is None or values.decision_number == tied.decision_number
            assert all(expulsions.discipline_of(session, event) is not None for event in expelled(session, member))


def test_one_that_stands_alone_is_completed_not_doubled(session, member):
    awards.write(session, member, discipline(session, content="Vi phạm", decision_number="12"), on=TODAY)
    assert expelled(session, member) == []
    events.record(session, member, EventValues(EventKind.EXPELLED, DAY + timedelta(days=1)))
    (values,) = of(session, member).values()
    (event,) = expelled(session, member)
    assert (values.effective_on, values.content) == (DAY + timedelta(days=1), "Vi phạm")
    assert (event.decision_number, event.reason) == ("12", "Vi phạm")


def test_a_discipline_written_for_an_expulsion_of_old_corrects_it(session, member):
    session.add(Event(member_id=member, kind=EventKind.EXPELLED, effective_on=DAY))
    session.flush()
    deriving.derive(session, member)
    awards.write(session, member, discipline(session, DAY + timedelta(days=2), decision_number="7"), on=TODAY)
    (event,) = expelled(session, member)
    assert (event.effective_on, event.decision_number) == (DAY + timedelta(days=2), "7")


def test_an_expulsion_on_an_unknown_day_makes_no_discipline_of_a_wrong_day(session, member):
    events.record(session, member, replace(PAPER, is_day_known=False))
    assert of(session, member) == {}


_WHAT = ("event", "discipline", "move event", "move discipline", "drop event", "drop discipline")
_STEPS = st.lists(st.tuples(st.sampled_from(_WHAT), st.integers(0, 300), st.sampled_from(["", "1", "2"])), max_size=8)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_whatever_is_done_to_either_both_say_the_same(session, member, steps):
    with session.begin_nested() as point:
        for what, days, number in steps:
            day = DAY + timedelta(days=days)
            present, written = expelled(session, member), list(of(session, member))
            paper = EventValues(EventKind.EXPELLED, day, decision_number=number)
            match what:
                case "event" if not present:
                    events.record(session, member, paper)
                case "discipline" if not present:
                    awards.expel(session, member, discipline(session, day, decision_number=number), on=TODAY)
                case "move event" if present:
                    events.correct(session, present[0].id, paper)
                case "move discipline" if written:
                    values = discipline(session, day, decision_number=number)
                    awards.write(session, member, values, written[0], on=TODAY)
                case "drop event" if present:
                    events.remove(session, present[0].id)
                case "drop discipline" if written:
                    awards.remove(session, DisciplineValues, written[0])
                case _:
                    continue
            told = [(one.effective_on, one.decision_number) for one in expelled(session, member)]
            held = [(one.effective_on, one.decision_number or None) for one in of(session, member).values()]
            assert told == held
            assert (stays.current(session, member) is None) is bool(told)
            assert len(session.scalars(select(Discipline)).all()) == len(told)
        point.rollback()
