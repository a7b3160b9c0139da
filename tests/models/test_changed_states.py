"""A change of somebody's cell, standing or duty: which events it leaves, and how well their day is known."""

from __future__ import annotations

from datetime import date

import pytest

from models import events, stays
from models.dates import PartialDate
from models.errors import KnownError
from models.stays import NewState
from models.tables import Duty, EventKind, Standing
from tests.models import builders as make

DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (NewState(standing=Standing.PROBATIONARY), EventKind.LISTED),
        (NewState(duty=Duty.EXEMPT), EventKind.EXEMPT_START),
        (NewState(duty=Duty.GUEST), EventKind.LISTED),
    ],
)
def test_a_change_of_a_day_not_known_says_so(db, new: NewState, kind: EventKind):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1)
        stays.change_all(session, {who: new}, on=DAY, is_day_known=False)
        told = events.history(session, who)[-1].values
        assert (told.kind, told.is_day_known) == (kind, False)


def test_so_does_a_move_and_what_stays_as_it_was_is_no_event(db):
    with db.write("Dựng") as session:
        home, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mận")
        (who,) = make.people(session, home, 1)
        before = len(events.history(session, who))
        same = NewState(cell_id=other, standing=Standing.OFFICIAL, duty=Duty.ACTIVE)
        stays.change_all(session, {who: same}, on=DAY, is_day_known=False)
        told = [(row.values.kind, row.values.is_day_known) for row in events.history(session, who)[before:]]
        assert told == [(EventKind.TRANSFER_INTERNAL, False)]


def test_one_duty_ends_before_another_begins(db):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, duty=Duty.EXEMPT)
        stays.change_all(session, {who: NewState(duty=Duty.SUSPENDED)}, on=DAY)
        kinds = [row.values.kind for row in events.history(session, who)][-2:]
        assert kinds == [EventKind.EXEMPT_END, EventKind.SUSPEND_START]
        assert stays.history(session, who)[-1].duty is Duty.SUSPENDED


def test_many_are_recognised_only_after_their_admission(db):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1)  # admitted on 1 May 2000
        with pytest.raises(KnownError, match="trước ngày vào Đảng"):
            stays.recognise_many(session, {who: PartialDate(2000, 4)})
        with pytest.raises(KnownError, match="trước ngày vào Đảng"):
            stays.recognise(session, who, PartialDate(2000))  # may be before: that year began before the admission
