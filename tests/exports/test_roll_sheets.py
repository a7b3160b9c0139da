"""The printed roll sheets: line by line as the screen has them, a page a cell, the number that opens the meeting."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exports import files
from exports.drafts import draft
from exports.offered import find
from exports.pages import Page
from models import attendance, meeting_codes, meetings
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.tables import Duty, Mark, Standing
from tests.exports.commune import CO_MAN, OCTOBER, TODAY
from tests.models.builders import cell, meeting, name, people, roster

KEY = "phieu-diem-danh"


def _texts(page: Page) -> list[str]:
    return [" ".join(words.lines) for words in page.words]


def _book(db: Database, cell_id: int | None = None, period: Period = OCTOBER) -> Any:
    return files.reread(draft(db, find(KEY), period, TODAY, cell_id).workbook())


def _column(sheet: Any, number: int) -> list[Any]:
    return [sheet.cell(row, number).value for row in range(1, sheet.max_row + 1)]


@pytest.mark.usefixtures("people")
def test_each_meeting_has_its_sheet_in_the_order_of_the_screen(db: Database) -> None:
    book = _book(db)
    with db.read() as session:
        rolls = [attendance.roll(session, row.id) for row in meetings.of_month(session, 2026, 10)]
        held = [roll for roll in rolls if roll.meeting.state.value != "not_held"]
    assert len(book.sheetnames) == len(held)
    for sheet, roll in zip(book, held, strict=True):
        names = _column(sheet, 2)
        wanted = [line.shown_name for line in (*roll.expected, *roll.outside)]
        assert [name for name in names if name in wanted] == wanted
        texts = {str(value) for column in (1, 4) for value in _column(sheet, column)}
        number = meeting_codes.code(roll.meeting.id, roll.meeting.cell_id, roll.meeting.month)
        assert f"Mã cuộc họp: {number}" in texts
        assert roll.meeting.cell_name.upper() in texts
        assert all(line.duty.label in texts for line in roll.outside)


@pytest.mark.usefixtures("people")
def test_a_written_roll_has_its_ticks_and_one_to_come_has_room_for_them(db: Database) -> None:
    sheet = _book(db).worksheets[0]
    row = _column(sheet, 2).index("Quàng Thị Đôi") + 1
    assert [sheet.cell(row, column).value for column in (4, 5, 6)] == [None, None, "x"]
    with db.write("Kỳ sau") as session:
        meetings.open_month(session, 2026, 11, on=TODAY)
    sheet = _book(db, period=Period.month(2026, 11)).worksheets[0]
    row = _column(sheet, 2).index("Quàng Thị Đôi") + 1
    assert [sheet.cell(row, column).value for column in (4, 5, 6, 7, 8)] == [None] * 5
    assert any("họp ngày khác" in str(value) for value in _column(sheet, 1))


@pytest.mark.usefixtures("people")
def test_one_cell_alone_is_one_sheet_in_a_file_named_after_it(db: Database) -> None:
    with db.read() as session:
        cell_id = next(row.cell_id for row in meetings.of_month(session, 2026, 10) if row.cell_name == CO_MAN)
    ready = draft(db, find(KEY), OCTOBER, TODAY, cell_id)
    assert ready.file_name == "phieu-diem-danh 2026-10 Bản Co Mận - Nà Hin"
    assert len(ready.workbook().sheetnames) == 1


@pytest.mark.parametrize("members", [1, 24, 30, 38])
def test_a_cell_has_one_page_as_long_as_its_list_fits(db: Database, members: int) -> None:
    _cell_of(db, members)
    (page,) = draft(db, find(KEY), OCTOBER, TODAY).pages()
    texts = _texts(page)
    assert {"THƯ KÝ", "CHỦ TRÌ", "Miễn sinh hoạt"} <= set(texts)
    assert min(words.face.size for words in page.words) >= 8.0
    assert max(words.box.y + words.box.height for words in page.words) <= page.height - 56.6


def test_a_list_too_long_for_a_page_goes_on_under_its_headings_with_the_signatures(db: Database) -> None:
    _cell_of(db, 60)
    first, second = draft(db, find(KEY), OCTOBER, TODAY).pages()
    assert "Họ và tên" in _texts(second)
    assert "THƯ KÝ" in _texts(second)
    assert "THƯ KÝ" not in _texts(first)
    assert max(words.face.size for words in first.words) == 14


def test_whom_the_roll_before_left_out_is_asked_after_on_the_sheet_and_in_the_check(db: Database) -> None:
    with db.write("Dựng") as session:
        key = cell(session)
        who = people(session, key, 3)
        duties = (Duty.ACTIVE, Duty.TEMP_AWAY, Duty.ACTIVE)
        lines = [(Standing.OFFICIAL, duty, Mark.PRESENT if duty is Duty.ACTIVE else Mark.UNRECORDED) for duty in duties]
        roster(session, key, date(2026, 9, 5), lines, who)
        meetings.open_month(session, 2026, 10, on=TODAY)
    sheet = _book(db).worksheets[0]
    foot = [str(value) for value in _column(sheet, 1)]
    asked = f"Lần trước ngoài diện phải dự: {name(1)} (sinh hoạt tạm thời nơi khác). Nay vẫn vậy thì để trống dòng đó."
    assert asked in foot
    assert any(text.startswith("Phải dự: …") for text in foot)  # 2 or 3: it is for the cell to say
    found = [one.text for one in draft(db, find(KEY), OCTOBER, TODAY).findings()]
    assert any(text.startswith("1 đồng chí ngoài diện phải dự") and name(1) in text for text in found)


def test_cells_without_a_meeting_are_named(db: Database) -> None:
    with db.write("Dựng") as session:
        people(session, cell(session), 2)
        cell(session, "Chi bộ bản Mới")
    found = [one.text for one in draft(db, find(KEY), OCTOBER, TODAY).findings()]
    assert "1 chi bộ chưa mở kỳ tháng 10 năm 2026: Chi bộ bản Nà Sáy." in found
    assert "1 chi bộ chưa có đảng viên nên không có phiếu: Chi bộ bản Mới." in found


def test_a_report_of_all_cells_takes_no_cell(db: Database, tmp_path: Any) -> None:
    from exports.making import produce

    with pytest.raises(KnownError, match="mọi chi bộ"):
        produce(db, "tham-gia-sinh-hoat", OCTOBER, TODAY, tmp_path, cell="Nà Sáy")
    with pytest.raises(KnownError, match="Không có chi bộ “Nà Sáy”"):
        produce(db, KEY, OCTOBER, TODAY, tmp_path, cell="Nà Sáy")
    _cell_of(db, 3)
    made = produce(db, KEY, OCTOBER, TODAY, tmp_path, cell="ban na say")
    assert made.name == "phieu-diem-danh 2026-10 Bản Nà Sáy.xlsx"


def _cell_of(db: Database, members: int) -> None:
    with db.write("Dựng") as session:
        key = cell(session)
        people(session, key, members)
        people(session, key, 1, duty=Duty.EXEMPT, start=members)
        meeting(session, key, date(2026, 10, 5))
