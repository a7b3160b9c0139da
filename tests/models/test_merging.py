"""Two records of one person made one, and taken apart again long after."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from models import attendance, events, members, merging, trash
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.members import MemberValues
from models.tables import Attendance, Badge, EventKind, Mark, Meeting, Member, Position, Post, TrashKind
from tests.models import builders
from tests.models.test_trash import register

TODAY = date(2026, 11, 22)


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    with db.write("Dựng sổ") as session:
        first, second = (builders.cell(session, f"Chi bộ bản {name}") for name in ("Nà Sáy", "Co Mận"))
        shared = {"gender": None, "admitted_on": PartialDate(2000, 5, 1)}
        kept = members.add(
            session,
            MemberValues("Lò Văn Ánh", born_on=PartialDate(1977), **shared),
            first,
            on=TODAY,
            since=date(2010, 1, 1),
        )
        other = members.add(
            session,
            MemberValues(
                "Lò Văn Ánh", born_on=PartialDate(1977, 5, 12), citizen_id="011077000001", phone="0912", **shared
            ),
            second,
            on=TODAY,
            since=date(2012, 1, 1),
        )
        session.add_all(
            [Badge(member_id=kept, years=30), Badge(member_id=other, years=30), Badge(member_id=other, years=40)]
        )
        members.set_position(session, other, Position.SECRETARY, on=date(2020, 1, 1))
        september = builders.held(session, second, date(2026, 9, 5))
        both = builders.held(session, first, date(2026, 10, 5))
        unwritten = builders.held(session, first, date(2026, 11, 5))
        for meeting, mark in ((both, Mark.EXCUSED), (unwritten, Mark.EXCUSED)):
            line = session.scalars(select(Attendance).where(Attendance.meeting_id == meeting)).first()
            assert line is not None
            session.add(
                Attendance(
                    meeting_id=meeting,
                    member_id=other,
                    line=9,
                    full_name="Lò Văn Ánh",
                    standing=line.standing,
                    duty=line.duty,
                    mark=mark,
                    reason="Ốm",
                )
            )
            if meeting == unwritten:
                line.mark = Mark.UNRECORDED
        session.get_one(Meeting, september).chair_id = other
        session.get_one(Member, other).external_id = "A-17"
    return {"kept": kept, "other": other, "september": september, "both": both, "unwritten": unwritten, "cell": second}


def merge(db: Database, ids: dict[str, int], **how: object) -> int:
    with db.write("Gộp") as session:
        return merging.merge(session, ids["kept"], ids["other"], on=TODAY, **how)  # type: ignore[arg-type]


def marks(db: Database, member_id: int) -> dict[int, Mark]:
    with db.read() as session:
        query = select(Attendance.meeting_id, Attendance.mark).where(Attendance.member_id == member_id)
        return {meeting: mark for meeting, mark in session.execute(query)}


def test_the_records_stand_side_by_side(db: Database, ids: dict[str, int]) -> None:
    with db.read() as session:
        found = {pair.label: pair for pair in merging.pairs(session, ids["kept"], ids["other"])}
        assert merging.history(session, ids["kept"])[0].startswith("01/01/2010 – ")
    assert (found["Ngày sinh"].kept, found["Ngày sinh"].other) == ("1977", "12/05/1977")
    assert found["Họ và tên"].is_same
    assert found["Số định danh"].kept == ""
    assert "Tôn giáo" not in found


def test_everything_comes_to_the_record_kept(db: Database, ids: dict[str, int]) -> None:
    with db.read() as session:
        meant = merging.meant(session, ids["kept"], ids["other"])
    assert "giữ “Có mặt”, bỏ “Vắng có lý do”." in " ".join(meant.conflicts)
    assert "lấy “Vắng có lý do” vì dòng kia chưa ghi." in " ".join(meant.conflicts)
    merge(db, ids, taken=("born_on", "citizen_id", "phone"))
    with db.read() as session:
        values = members.read(session, ids["kept"])
        assert [row.id for row in members.search(session, on=TODAY)] == [ids["kept"]]
        assert sorted(session.scalars(select(Badge.years).where(Badge.member_id == ids["kept"]))) == [30, 40]
        assert members.positions(session, TODAY) == {ids["kept"]: Position.SECRETARY}
        assert session.get_one(Meeting, ids["september"]).chair_id == ids["kept"]
        assert session.get_one(Member, ids["kept"]).external_id == "A-17"
        assert next(event.cell_name for event in events.history(session, ids["kept"])) == "Chi bộ bản Nà Sáy"
        (item,) = trash.items(session)
    assert (values.born_on, values.citizen_id, values.phone) == (PartialDate(1977, 5, 12), "011077000001", "0912")
    assert marks(db, ids["kept"]) == {
        ids["september"]: Mark.PRESENT,
        ids["both"]: Mark.PRESENT,
        ids["unwritten"]: Mark.EXCUSED,
    }
    assert marks(db, ids["other"]) == {}
    assert item.kind is TrashKind.MERGE


@pytest.mark.parametrize("takes_history", [False, True])
def test_they_can_be_taken_apart_again(db: Database, ids: dict[str, int], takes_history: bool) -> None:
    before = register(db)
    item = merge(db, ids, taken=("born_on", "citizen_id"), takes_history=takes_history)
    db.mark_start()  # another day: Ctrl+Z reaches no further back
    assert db.undo() is None
    with db.write("Tách lại") as session:
        assert trash.restore(session, item).notes == ()
    assert register(db) == before
    assert db.undo() == "Tách lại"


@pytest.mark.parametrize("takes_history", [False, True])
def test_one_ctrl_z_takes_it_back(db: Database, ids: dict[str, int], takes_history: bool) -> None:
    before = register(db)
    merge(db, ids, takes_history=takes_history)
    assert db.undo() == "Gộp"
    assert register(db) == before


def test_what_happened_since_stays_with_the_record_kept(db: Database, ids: dict[str, int]) -> None:
    item = merge(db, ids, taken=("phone",), takes_history=True)
    with db.write("Sửa") as session:
        values = members.read(session, ids["kept"])
        assert values.phone == "0912"
        events.record(session, ids["kept"], EventValues(EventKind.EXEMPT_START, date(2026, 11, 10)))
        session.get_one(Member, ids["kept"]).phone = "0977"
        attendance.write(session, builders.meeting(session, ids["cell"], date(2026, 11, 8)), {}, on=TODAY)
    with db.write("Tách lại") as session:
        notes = trash.restore(session, item).notes
    assert notes == ("Một đảng viên đã được sửa từ đó; vẫn để như hiện nay.",)
    with db.read() as session:
        kinds = [event.values.kind for event in events.history(session, ids["kept"])]
        assert EventKind.EXEMPT_START in kinds
        assert members.read(session, ids["kept"]).phone == "0977"
        assert members.read(session, ids["other"]).phone == "0912"
        assert len(members.search(session, on=TODAY)) == 2


def test_the_decision_of_a_position_that_both_have_stays(db: Database, ids: dict[str, int]) -> None:
    def paper() -> tuple[str | None, date | None]:
        with db.read() as session:
            [post] = session.scalars(select(Post).where(Post.member_id == ids["kept"])).all()
            return post.decision_number, post.decision_on

    with db.write("Chức vụ") as session:
        [post] = session.scalars(select(Post).where(Post.member_id == ids["other"])).all()
        post.until, post.decision_number, post.decision_on = date(2022, 6, 30), "15-QĐ/ĐU", date(2019, 12, 20)
        span = {"since": post.since, "until": post.until}
        session.add(Post(member_id=ids["kept"], cell_id=post.cell_id, position=post.position, **span))
    kept = merge(db, ids)
    assert paper() == ("15-QĐ/ĐU", date(2019, 12, 20))
    with db.write("Tách") as session:
        trash.restore(session, kept)
    assert paper() == (None, None)


def test_one_record_is_not_two(db: Database, ids: dict[str, int]) -> None:
    with pytest.raises(KnownError), db.write("Gộp") as session:
        merging.merge(session, ids["kept"], ids["kept"], on=TODAY)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"citizen_id": "011077000001"}, {"citizen_id": "011077000002"}, ["số định danh"]),
        ({"citizen_id": "011077000001"}, {}, []),
        ({"born_on": PartialDate(1977)}, {"born_on": PartialDate(1978, 5, 12)}, []),
        ({"born_on": PartialDate(1977, 5, 12)}, {"born_on": PartialDate(1978, 5, 12)}, ["ngày sinh"]),
    ],
)
def test_what_speaks_for_two_people(db: Database, first, second, expected) -> None:
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session, "Chi bộ bản Nà Sáy")
        one, two = (
            members.add(session, MemberValues("Lò Văn Ánh", **values), cell, on=TODAY, since=date(2010, 1, 1))
            for values in (first, second)
        )
        assert [what for what, *_values in merging.telling_apart(session, one, two)] == expected
