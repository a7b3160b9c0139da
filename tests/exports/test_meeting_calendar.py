"""lich-sinh-hoat: when and where every cell meets in a month, and whom to reach."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from exports.drafts import draft
from exports.making import produce
from exports.meeting_calendar import REPORT
from exports.offered import find
from models import assignments, cells, meetings, members, villages
from models.assignments import AssignmentValues
from models.cells import CellValues
from models.database import Database
from models.dates import Period
from models.meetings import MeetingValues
from models.tables import MeetingKind, MeetingRule, Member, Position, Task
from models.villages import VillageValues
from tests.exports.commune import CO_KHAM, CO_MAN, OCTOBER, OFFICE, SCHOOL, TODAY

KEY = "lich-sinh-hoat"
DECEMBER = Period.month(2026, 12)


@pytest.fixture
def planned(db: Database, people: dict[str, int]) -> Database:
    """December opened: one cell with all that is needed, one with a meeting without hour, one with none."""
    with db.write("Lịch") as session:
        known = {name: key for key, name in cells.names(session).items()}
        day = date(2026, 12, 5)
        values = MeetingValues(MeetingKind.REGULAR, day, starts_at=time(8), place="Nhà văn hóa bản")
        meetings.add(session, known[CO_MAN], 2026, 12, values)
        meetings.add(session, known[SCHOOL], 2026, 12, MeetingValues(MeetingKind.REGULAR, date(2026, 12, 7)))
        members.set_position(session, people["Lò Văn Ánh"], Position.SECRETARY, on=date(2026, 1, 1))
        session.get_one(Member, people["Lò Văn Ánh"]).phone = "0988 111 222"
        village = villages.add(session, VillageValues("bản Co Mận", cell_id=known[CO_MAN]))
        assignments.add(session, AssignmentValues(people["Nguyễn Thị Đào"], village, Task.VILLAGE))
    return db


def test_the_file_says_when_where_and_whom_to_reach(planned: Database, tmp_path: Path) -> None:
    sheet = load_workbook(produce(planned, KEY, DECEMBER, TODAY, tmp_path)).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=10, max_row=15, max_col=7)]
    assert table == [
        ["STT", "Chi bộ", "Số lượng", "Thời gian sinh hoạt", "Địa điểm", "Bí thư, điện thoại", "Ghi chú"],
        [1, 2, 3, 4, 5, 6, 7],
        [
            1,
            CO_MAN,
            4,
            "08h00 ngày 05/12/2026",
            "Nhà văn hóa bản",
            "Lò Văn Ánh, 0988 111 222",
            "Cấp ủy viên phụ trách: Nguyễn Thị Đào",
        ],
        [2, SCHOOL, 3, "ngày 07/12/2026", None, None, None],
        [3, CO_KHAM, 1, None, None, None, "Chưa có lịch"],
        ["Tổng cộng", None, 8, None, None, None, None],
    ]
    first = [cell.value for cell in sheet["A"] if isinstance(cell.value, str)]
    assert first[:8] == [
        OFFICE.superior.upper(),
        OFFICE.commune.upper(),
        "*",
        "Số ……-TB/ĐU",
        "THÔNG BÁO",
        "Lịch sinh hoạt lệ các chi bộ trực thuộc",
        "Tháng 12 năm 2026",
        "-----",
    ]
    assert any("cấp ủy viên phụ trách" in text and "dự sinh hoạt" in text for text in first)


def test_the_notice_says_how_long_before_the_papers_go_out(planned: Database) -> None:
    said = REPORT.sheets[0].notes
    assert said is not None
    data = draft(planned, find(KEY), DECEMBER, TODAY).data
    document = data.month.rule.document
    assert f"Chi bộ gửi tài liệu chậm nhất 1 ngày trước ngày họp ({document})." in said(data)
    with planned.write("Quy định") as session:
        for row in session.scalars(select(MeetingRule)):
            row.notice_days = None
    assert len(said(draft(planned, find(KEY), DECEMBER, TODAY).data)) == len(said(data)) - 1


def test_the_officer_is_told_what_the_calendar_lacks(planned: Database) -> None:
    found = [one.text for one in draft(planned, find(KEY), DECEMBER, TODAY).findings()]
    assert found == [
        f"1 chi bộ chưa có lịch sinh hoạt: {CO_KHAM}.",
        f"1 chi bộ chưa ghi giờ họp: {SCHOOL}.",
        f"1 chi bộ chưa ghi nơi họp: {SCHOOL}.",
        f"2 chi bộ chưa ghi bí thư: {SCHOOL}, {CO_KHAM}.",
    ]


@pytest.mark.usefixtures("people")
def test_a_cell_that_does_not_meet_says_why(db: Database) -> None:
    (line,) = [one for one in draft(db, find(KEY), OCTOBER, TODAY).data.lines if one.name == CO_KHAM]
    assert (line.when, line.note) == ("", "Không sinh hoạt; Đường sạt lở")


def test_the_numbers_open_the_names_on_the_lists(planned: Database) -> None:
    ready = draft(planned, find(KEY), DECEMBER, TODAY)
    with planned.read() as session:
        own, every = (read(session) for row in (12, 15) if (read := ready.behind("Lịch sinh hoạt", row, 3)))
    assert [len(own.people), len(every.people)] == [4, 8]
    assert "Tòng Văn Cú" in [one.full_name for one in own.people]


def test_a_cell_of_two_villages_names_everyone_in_charge_once(planned: Database, people: dict[str, int]) -> None:
    with planned.write("Ghép") as session:
        of = {name: key for key, name in cells.names(session).items()}
        other = villages.add(session, VillageValues("bản Nà Hin", cell_id=of[CO_MAN]))
        for who in ("Nguyễn Thị Đào", "Lò Văn Ánh"):
            assignments.add(session, AssignmentValues(people[who], other, Task.VILLAGE))
        cells.add(session, CellValues("Chi bộ Công an xã"))
        found = assignments.of_cells(session, TODAY)
    assert found == {of[CO_MAN]: ("Nguyễn Thị Đào", "Lò Văn Ánh")}
