from __future__ import annotations

from datetime import date, datetime, time

import pytest

from models import attendance, cells, changes, journal, meetings, members, office, stays, villages
from models.cells import CellValues
from models.change_words import ROWS, SETTINGS
from models.changes import ChangeLine
from models.database import Database
from models.dates import PartialDate
from models.meetings import MeetingValues
from models.members import MemberValues
from models.office import Office
from models.tables import Base, Duty, Gender, Mark, MeetingKind, MonthClosing
from models.villages import VillageValues

TODAY = date(2026, 11, 22)
FOLLOWS = {"name_fold", "name_sort", "initials", "sort_order", "line", "id"}
NOT_OF_THE_LOG = {"step", "change", "snapshot"}


@pytest.fixture
def people(db: Database) -> dict[str, int]:
    with db.write("Thêm") as session:
        cell = cells.add(session, CellValues("Chi bộ bản Co Mận"))
        values = MemberValues("Lò Văn Ánh", gender=Gender.MALE, born_on=PartialDate(1977))
        return {"cell": cell, "member": members.add(session, values, cell, on=TODAY, since=date(2020, 1, 1))}


def newest(db: Database) -> tuple[str, list[ChangeLine]]:
    with db.read() as session:
        step = journal.log(session, limit=1)[0].id
        return changes.summary(session, step), changes.lines(session, step)


def test_every_column_has_a_word() -> None:
    for name, table in Base.metadata.tables.items():
        if name in NOT_OF_THE_LOG:
            continue
        silent = {column.name for column in table.columns} - ROWS[name].fields.keys() - FOLLOWS
        if name == "setting":
            silent -= {"key"}  # it names the row
        if name == "trash":
            silent -= {"changes"}  # rows of other tables, which have words of their own
        if name == "attendance":
            silent -= {"member_id"}  # the name frozen on the roll stands for it
        if name == "month_closing":
            silent -= {"cells"}  # the figures, which editions of a month are compared by
        assert silent == set(), name


def test_every_setting_of_the_office_has_a_word(db: Database) -> None:
    with db.write("Khai") as session:
        office.save(session, Office())
    summary, lines = newest(db)
    assert {line.subject for line in lines} == set(SETTINGS.values())
    assert summary == "Thêm 8 thiết lập"


def test_added_rows_are_a_line_each_with_what_they_hold(db: Database, people: dict[str, int]) -> None:
    summary, lines = newest(db)
    assert summary == "Thêm 1 chi bộ, 1 đảng viên, 1 biến động, 1 dòng quá trình"
    assert lines[1] == ChangeLine("Thêm đảng viên", "Lò Văn Ánh", "", "", "Giới tính: Nam; Ngày sinh: 1977")
    assert lines[2].subject == "Ghi sổ, Lò Văn Ánh"
    assert lines[3].subject == "Lò Văn Ánh"
    assert "Chi bộ: Chi bộ bản Co Mận; Tư cách: Chưa rõ; Sinh hoạt: Đang sinh hoạt" in lines[3].after


def test_a_correction_shows_old_and_new(db: Database, people: dict[str, int]) -> None:
    with db.write("Sửa") as session:
        values = MemberValues("Lò Văn Ánh", born_on=PartialDate(1977, 5, 12), citizen_id="011077000001")
        members.edit(session, people["member"], values, on=TODAY)
    summary, lines = newest(db)
    assert summary == "Sửa 1 đảng viên"
    assert [(line.field, line.before, line.after) for line in lines] == [
        ("Giới tính", "Nam", ""),
        ("Ngày sinh", "1977", "12/05/1977"),
        ("Số định danh", "", "011077000001"),
    ]
    assert {(line.action, line.subject) for line in lines} == {("Sửa đảng viên", "Lò Văn Ánh")}


def test_a_stay_is_named_after_its_member(db: Database, people: dict[str, int]) -> None:
    with db.write("Miễn") as session:
        stays.change(session, people["member"], on=date(2026, 3, 1), duty=Duty.EXEMPT)
    lines = newest(db)[1]
    assert (lines[0].action, lines[0].subject) == ("Thêm biến động", "Miễn công tác và sinh hoạt đảng, Lò Văn Ánh")
    assert lines[1] == ChangeLine("Sửa dòng quá trình", "Lò Văn Ánh", "Đến ngày", "", "28/02/2026")


def test_meetings_and_marks_are_named_by_day_and_cell(db: Database, people: dict[str, int]) -> None:
    with db.write("Họp") as session:
        values = MeetingValues(MeetingKind.REGULAR, date(2026, 10, 5), starts_at=time(19, 30), score=92.5)
        meeting = meetings.add(session, people["cell"], 2026, 10, values)
    assert "Bắt đầu: 19:30" in newest(db)[1][0].after
    assert "Điểm: 92,5" in newest(db)[1][0].after
    assert "Kết hợp chuyên đề: không" in newest(db)[1][0].after
    with db.write("Điểm danh") as session:
        attendance.write(session, meeting, on=TODAY)
    with db.write("Sửa điểm danh") as session:
        attendance.write(session, meeting, {people["member"]: (Mark.EXCUSED, "ốm")}, on=TODAY)
    lines = newest(db)[1]
    assert {line.subject for line in lines} == {"Lò Văn Ánh, 05/10/2026, Chi bộ bản Co Mận"}
    assert [(line.field, line.before, line.after) for line in lines] == [
        ("Điểm danh", "Có mặt", "Vắng có lý do"),
        ("Lý do", "", "ốm"),
    ]


def test_rows_that_are_gone_keep_the_names_they_had(db: Database, people: dict[str, int]) -> None:
    with db.write("Họp") as session:
        meeting = meetings.add(session, people["cell"], 2026, 10, MeetingValues(MeetingKind.REGULAR, date(2026, 10, 5)))
        attendance.write(session, meeting, on=TODAY)
    with db.write("Xóa cuộc họp") as session:
        meetings.delete(session, meeting)
    summary, lines = newest(db)
    assert summary == "Xóa 1 dòng điểm danh, 1 cuộc họp"
    assert lines[0].action == "Xóa dòng điểm danh"
    assert lines[0].subject == "Lò Văn Ánh, 05/10/2026, Chi bộ bản Co Mận"
    assert "Điểm danh: Có mặt" in lines[0].before
    for _ in range(3):
        db.undo()
    with db.read() as session:
        first = journal.log(session)[-1].id
        assert changes.lines(session, first)[3].subject == "Lò Văn Ánh"


def test_a_village_served_by_a_cell(db: Database, people: dict[str, int]) -> None:
    with db.write("Thôn") as session:
        villages.add(session, VillageValues("Nà Hin", cell_id=people["cell"], is_border=True))
    lines = newest(db)[1]
    assert [line.subject for line in lines] == ["Nà Hin", "Nà Hin, Chi bộ bản Co Mận"]
    assert lines[0].after == "Biên giới: có"


def test_long_steps_are_cut(db: Database, people: dict[str, int]) -> None:
    with db.write("Nhiều") as session:
        for number in range(20):
            villages.add(session, VillageValues(f"Bản {number}"))
        step = session.info["step"]
    with db.read() as session:
        assert changes.summary(session, step.id) == "Thêm 20 thôn, bản"
        assert len(changes.lines(session, step.id, limit=7)) == 7


def test_a_month_that_was_closed_is_called_as_people_call_it(db: Database) -> None:
    with db.write("Chốt tháng") as session:
        closed_at = datetime(2026, 10, 2, 8)
        session.add(MonthClosing(year=2026, month=9, edition=1, closed_at=closed_at, closed_by="Lò Thị Mai", cells=[]))
    _summary, lines = newest(db)
    assert (lines[0].action, lines[0].subject) == ("Thêm lần chốt tháng", "9/2026")
