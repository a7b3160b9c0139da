"""Things taken out by hand: nobody counts them, and they come back as they were."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from models import attendance, cells, checks, members, past_decisions, renaming, stays, trash, villages
from models.bodies import Body
from models.cells import CellValues
from models.database import Database
from models.decisions import Decision
from models.errors import KnownError
from models.members import MemberValues
from models.tables import (
    Assignment,
    Attendance,
    Badge,
    Base,
    Mark,
    Meeting,
    Member,
    Position,
    Task,
    Term,
    Trash,
    TrashKind,
)
from models.trash import Restored
from models.villages import VillageValues
from tests.models import builders

TODAY = date(2026, 11, 22)
NOT_OF_THE_REGISTER = {"trash", "step", "change"}


def register(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the register, by table."""
    with db.read() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in NOT_OF_THE_REGISTER
        }


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session)
        village = villages.add(session, VillageValues("Bản Nà Sáy", cell_id=cell))
        who = builders.people(session, cell, 4)
        session.get_one(Member, who[0]).village_id = village
        session.get_one(Member, who[0]).citizen_id = "011065006789"
        members.set_position(session, who[0], Position.SECRETARY, on=date(2020, 1, 1))
        session.add(Badge(member_id=who[0], years=30))
        meeting = builders.held(session, cell, date(2026, 10, 5), {who[1]: Mark.EXCUSED})
        session.get_one(Meeting, meeting).chair_id = who[0]
    return {"cell": cell, "village": village, "meeting": meeting, "first": who[0], "second": who[1]}


def remove(db: Database, kind: TrashKind, row: int) -> int:
    with db.write("Xóa") as session:
        return trash.remove(session, kind, row, on=TODAY, reason="  ghi   nhầm ")


def restore(db: Database, item: int) -> Restored:
    with db.write("Khôi phục") as session:
        return trash.restore(session, item)


@pytest.mark.parametrize("kind", ["first", "meeting", "village"])
def test_what_was_removed_comes_back_as_it_was(db: Database, ids: dict[str, int], kind: str) -> None:
    before = register(db)
    item = remove(db, TrashKind("member" if kind == "first" else kind), ids[kind])
    assert register(db) != before
    assert restore(db, item).notes == ()
    assert register(db) == before
    assert db.undo() == "Khôi phục"
    assert db.undo() == "Xóa"
    assert register(db) == before


def test_nobody_counts_who_lies_in_the_trash(db: Database, ids: dict[str, int]) -> None:
    remove(db, TrashKind.MEMBER, ids["first"])
    with db.read() as session:
        assert len(members.search(session, on=TODAY)) == 3
        assert sum(members.count(session, TODAY).values()) == 3
        assert cells.rows(session, TODAY)[0].members == 3
        assert ids["first"] not in {line.member_id for line in attendance.roll(session, ids["meeting"]).lines}
        assert session.get_one(Meeting, ids["meeting"]).chair_id is None
        assert not [one for one in checks.run(session, TODAY) if one.member_id == ids["first"]]
        (row,) = trash.items(session)
    assert (row.kind, row.reason, row.removed_on) == (TrashKind.MEMBER, "ghi nhầm", TODAY)
    assert "1 dòng điểm danh" in row.detail


def test_it_is_said_before_what_goes_along(db: Database, ids: dict[str, int]) -> None:
    with db.read() as session:
        words = trash.what_goes(session, TrashKind.MEMBER, ids["first"])
        assert "1 dòng điểm danh" in words
        assert "1 chức vụ" in words
        assert trash.what_goes(session, TrashKind.MEETING, ids["meeting"]) == "4 dòng điểm danh"


def test_a_number_given_to_another_meanwhile_is_not_taken_from_them(db: Database, ids: dict[str, int]) -> None:
    """SQLite gives the number of a deleted last row to the next one."""
    with db.write("Thêm") as session:
        last = members.add(session, MemberValues("Mùa A Chư"), ids["cell"], on=TODAY, since=builders.LONG_AGO)
        on_roll = builders.held(session, ids["cell"], date(2026, 11, 5))
    item = remove(db, TrashKind.MEMBER, last)
    with db.write("Thêm người khác") as session:
        assert members.add(session, MemberValues("Vàng A Dế"), ids["cell"], on=TODAY) == last
    assert restore(db, item).name == "Mùa A Chư"
    with db.read() as session:
        names = {row.id: row.full_name for row in members.search(session, on=TODAY)}
        back = next(key for key, name in names.items() if name == "Mùa A Chư")
        assert names[last] == "Vàng A Dế"
        assert session.scalars(select(Attendance.member_id).where(Attendance.meeting_id == on_roll)).all().count(back)
        assert stays.current(session, back) is not None


def test_an_identity_number_given_again_is_refused_with_nothing_done(db: Database, ids: dict[str, int]) -> None:
    item = remove(db, TrashKind.MEMBER, ids["first"])
    with db.write("Thêm lại") as session:
        members.add(session, MemberValues("Lò Văn Khác", citizen_id="011065006789"), ids["cell"], on=TODAY)
    before = register(db)
    with pytest.raises(KnownError, match="cùng số"):
        restore(db, item)
    assert register(db) == before
    with db.read() as session:
        assert len(trash.items(session)) == 1


def test_a_roll_that_is_gone_is_missed_not_mourned(db: Database, ids: dict[str, int]) -> None:
    item = remove(db, TrashKind.MEMBER, ids["first"])
    remove(db, TrashKind.MEETING, ids["meeting"])
    notes = restore(db, item).notes
    assert notes == ("Một dòng điểm danh không trở lại: cuộc họp của nó không còn.",)


def test_what_was_set_anew_since_stays(db: Database, ids: dict[str, int]) -> None:
    item = remove(db, TrashKind.MEMBER, ids["first"])
    with db.write("Ghi chủ trì") as session:
        session.get_one(Meeting, ids["meeting"]).chair_id = ids["second"]
    assert restore(db, item).notes == ("Một cuộc họp đã được sửa từ đó; vẫn để như hiện nay.",)
    with db.read() as session:
        assert session.get_one(Meeting, ids["meeting"]).chair_id == ids["second"]


def test_what_an_older_version_threw_away_still_fits(db: Database, ids: dict[str, int]) -> None:
    before = register(db)
    item = remove(db, TrashKind.MEETING, ids["meeting"])
    with db.write("Như phiên bản cũ") as session:
        row = session.get_one(Trash, item)
        changes = [list(change) for change in row.changes]
        for change in changes:
            assert isinstance(change[2], dict)
            change[2] = {name: value for name, value in change[2].items() if name not in ("mark", "form")}
            change[2]["left_long_ago"] = 1
        row.changes = [*changes, ["table_left_long_ago", 1, {"id": 1}, None]]
    restore(db, item)
    after = register(db)
    assert [row[0] for row in after["attendance"]] == [row[0] for row in before["attendance"]]
    with db.read() as session:
        assert {line.mark for line in attendance.roll(session, ids["meeting"]).lines} == {Mark.UNRECORDED}


def test_a_cell_with_people_is_no_mistake(db: Database, ids: dict[str, int]) -> None:
    with pytest.raises(KnownError, match="Giải thể"):
        remove(db, TrashKind.CELL, ids["cell"])
    with db.write("Thêm") as session:
        empty = cells.add(session, CellValues("Chi bộ ghi nhầm"))
    before = register(db)
    item = remove(db, TrashKind.CELL, empty)
    restore(db, item)
    assert register(db) == before


def closed(db: Database, ids: dict[str, int]) -> tuple[int, int]:
    """Throw somebody away, then close their cell; return what lies in the trash and the cell the others went to."""
    item = remove(db, TrashKind.MEMBER, ids["first"])
    with db.write("Nhập chi bộ") as session:
        other = builders.cell(session, "Chi bộ bản Co Mận")
        for row in members.search(session, on=TODAY):
            if row.cell_id == ids["cell"]:
                stays.change(session, row.id, on=date(2026, 11, 1), cell_id=other)
        cells.close(session, ids["cell"], date(2026, 11, 1))
    return item, other


def test_into_a_cell_closed_meanwhile_nobody_comes_back_unasked(db: Database, ids: dict[str, int]) -> None:
    item, other = closed(db, ids)
    with db.read() as session:
        home = trash.closed_home(session, item)
        assert home is not None
        assert (home.cell_id, home.closed_on) == (ids["cell"], date(2026, 11, 1))
    before = register(db)
    with pytest.raises(KnownError, match="chọn chi bộ mới"):
        restore(db, item)
    assert register(db) == before
    with db.write("Khôi phục") as session:
        trash.restore(session, item, home=other)
    with db.read() as session:
        stay = stays.current(session, ids["first"])
        assert stay is not None
        assert (stay.cell_id, stay.since) == (other, date(2026, 11, 1))
        assert ids["first"] not in members.positions(session, TODAY)  # the post ended with the cell
    assert db.undo() == "Khôi phục"
    assert register(db) == before


def test_whoever_stays_off_the_list_left_when_the_cell_closed(db: Database, ids: dict[str, int]) -> None:
    item, _other = closed(db, ids)
    with db.write("Khôi phục") as session:
        trash.restore(session, item, is_gone=True)
    with db.read() as session:
        assert stays.current(session, ids["first"]) is None
        assert stays.history(session, ids["first"])[-1].until == date(2026, 10, 31)


def test_a_village_goes_with_whoever_is_in_charge_of_it(db: Database, ids: dict[str, int]) -> None:
    with db.write("Phân công") as session:
        session.add(Assignment(member_id=ids["second"], village_id=ids["village"], task=Task.VILLAGE))
    before = register(db)
    with db.read() as session:
        assert "phân công" in trash.what_goes(session, TrashKind.VILLAGE, ids["village"])
    restore(db, remove(db, TrashKind.VILLAGE, ids["village"]))
    assert register(db) == before


def test_a_cell_entered_by_mistake_goes_with_its_term_and_former_name(db: Database) -> None:
    with db.write("Ghi nhầm") as session:
        key = builders.cell(session, "Chi bộ Nhầm")
        session.add(Term(cell_id=key, since=date(2025, 1, 1), until=date(2027, 1, 1)))
        renaming.rename(session, Body(cell_id=key), "Chi bộ Lầm", Decision(date(2026, 6, 1)), today=TODAY)
    before = register(db)
    with db.read() as session:
        assert trash.what_goes(session, TrashKind.CELL, key) == "1 tên, cấp trên cũ, 1 nhiệm kỳ"
    item = remove(db, TrashKind.CELL, key)
    with db.read() as session:
        assert past_decisions.lines(session) == []
    restore(db, item)
    assert register(db) == before


def test_what_stands_in_the_way_is_counted(db: Database, ids: dict[str, int]) -> None:
    words = "còn .*1 cuộc họp, .* trong sổ nên không phải ghi nhầm"
    with pytest.raises(KnownError, match=words):
        remove(db, TrashKind.CELL, ids["cell"])


def test_emptying_is_for_good_but_for_ctrl_z(db: Database, ids: dict[str, int]) -> None:
    item = remove(db, TrashKind.MEMBER, ids["first"])
    with db.write("Làm rỗng") as session:
        trash.empty(session, [item])
    with db.read() as session:
        assert trash.items(session) == []
    db.undo()
    restore(db, item)
    with db.read() as session:
        assert len(members.search(session, on=TODAY)) == 4
