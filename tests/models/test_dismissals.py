"""A dismissal ends the positions chosen, and gives back those only, whatever else ended on the same day."""

from __future__ import annotations

from datetime import date

import pytest

from models import awards, codes, committee, dismissals, events, members, merging, migrations, trash
from models.awards import DisciplineValues
from models.committee import PostValues
from models.errors import KnownError
from models.events import EventValues
from models.tables import CommitteePost, CommitteeRole, EventKind, Position, Post
from tests.models import builders as make
from tests.models.builders import TODAY

DAY = date(2026, 6, 2)
LAST = date(2026, 6, 1)


@pytest.fixture
def who(db) -> int:
    """Give a secretary who is in the committee, and left another post of it on the eve of the dismissal."""
    with db.write("Dựng") as session:
        (member,) = make.people(session, make.cell(session), 1)
        members.set_position(session, member, Position.SECRETARY, on=date(2024, 1, 1))
        committee.write(session, member, PostValues(CommitteeRole.COMMITTEE_MEMBER, date(2025, 7, 1)), on=TODAY)
        ended = PostValues(CommitteeRole.INSPECTION_MEMBER, date(2020, 7, 1), LAST)
        committee.write(session, member, ended, on=TODAY)
    return member


def dismiss(db, who: int) -> int:
    with db.write("Cách chức") as session:
        form = codes.id_of(session, codes.DISCIPLINE, dismissals.CODE)
        key = awards.write(session, who, DisciplineValues(form, DAY), on=TODAY)
        dismissals.end(session, key, [one.key for one in dismissals.held(session, who, key)])
    return key


def ends(db) -> dict[str, date | None]:
    with db.read() as session:
        posts = [*session.query(CommitteePost), *session.query(Post)]
        return {(row.role if isinstance(row, CommitteePost) else row.position).value: row.until for row in posts}


HELD = {"committee_member": None, "inspection_member": LAST, "secretary": None}
GIVEN_UP = dict.fromkeys(HELD, LAST)


def test_what_ended_by_itself_the_day_before_is_not_held_again(db, who) -> None:
    assert ends(db) == HELD
    key = dismiss(db, who)
    assert ends(db) == GIVEN_UP
    with db.write("Bỏ") as session:
        awards.remove(session, DisciplineValues, key)
    assert ends(db) == HELD
    for turn, shown in ((db.undo, GIVEN_UP), (db.undo, HELD), (db.redo, GIVEN_UP), (db.redo, HELD)):
        turn()
        assert ends(db) == shown


def test_one_kept_after_all_is_held_on(db, who) -> None:
    key = dismiss(db, who)
    with db.write("Sửa") as session:
        kept = [one.key for one in dismissals.held(session, who, key) if "Bí thư" not in one.title]
        dismissals.end(session, key, kept)
    assert ends(db) == {**GIVEN_UP, "secretary": None}


@pytest.mark.parametrize("form", ["warning", "expulsion"])
def test_another_form_gives_back_what_it_had_ended(db, who, form: str) -> None:
    key = dismiss(db, who)
    with db.write("Sửa") as session:
        values = DisciplineValues(codes.id_of(session, codes.DISCIPLINE, form), DAY)
        awards.write(session, who, values, key, on=TODAY)
    assert ends(db) == HELD
    with db.write("Khai trừ") as session:
        events.record(session, who, EventValues(EventKind.EXPELLED, DAY))
    with db.write("Bỏ") as session:
        (event,) = (one for one in events.of_member(session, who) if one.kind is EventKind.EXPELLED)
        events.remove(session, event.id)


def test_a_position_taken_up_later_is_refused(db, who) -> None:
    with db.write("Chức vụ") as session:
        new = PostValues(CommitteeRole.STANDING_MEMBER, date(2026, 9, 1))
        committee.write(session, who, new, on=TODAY)
    with pytest.raises(KnownError, match="sau ngày cách chức"):
        dismiss(db, who)


def test_it_goes_along_when_two_records_are_made_one_and_apart(db, who) -> None:
    key = dismiss(db, who)
    with db.write("Gộp") as session:
        (other,) = make.people(session, 1, 1, start=9)
        trashed = merging.merge(session, other, who, on=TODAY)
    with db.read() as session:
        assert {row.member_id for row in session.query(Post) if row.dismissal_id == key} == {other}
    with db.write("Tách") as session:
        trash.restore(session, trashed)
        assert {row.member_id for row in session.query(CommitteePost) if row.dismissal_id == key} == {who}


def test_it_can_be_taken_off_after_the_records_it_met_as_one_were_taken_apart(db, who) -> None:
    with db.write("Gộp") as session:
        (other,) = make.people(session, 1, 1, start=9)
        trashed = merging.merge(session, other, who, on=TODAY)
    key = dismiss(db, other)
    with db.write("Tách") as session:
        trash.restore(session, trashed)
    with db.write("Bỏ") as session:
        awards.remove(session, DisciplineValues, key)
    assert ends(db) == HELD


def test_a_file_of_before_gets_the_positions_tied(db, who, tmp_path, monkeypatch) -> None:
    dismiss(db, who)
    with db.engine.begin() as link:
        for table in ("post", "committee_post"):
            link.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN dismissal_id")
        link.exec_driver_sql("PRAGMA user_version = 28")
    steps = migrations._steps()
    with monkeypatch.context() as patch:  # the steps after it may be there already
        patch.setattr(migrations, "_steps", lambda: steps[:29])
        patch.setattr(migrations, "VERSION", 29)
        migrations.migrate(db, tmp_path)
    with db.read() as session:
        assert [row.dismissal_id for row in session.query(Post)] == [1]
