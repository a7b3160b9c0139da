"""tham-gia-sinh-hoat: by cell with the pooled rate, and the absent by name (domain.md 7.9)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from exports import files
from exports.drafts import draft
from exports.offered import find
from exports.report import PERCENT
from models import attendance, cells, meetings, months, stays
from models.database import Database
from models.dates import Period
from models.meetings import MeetingValues
from models.tables import Cell, Duty, MeetingKind, MeetingRule
from tests.exports.commune import CO_MAN, FORMULA, OCTOBER, SCHOOL, TODAY
from tests.models import builders

REPORT = find("tham-gia-sinh-hoat")
CELLS, ABSENT = "Theo chi bộ", "Đảng viên vắng"


def _sheet(db: Database, name: str) -> Any:
    return files.reread(draft(db, REPORT, OCTOBER, TODAY).workbook())[name]


def _rows(sheet: Any) -> dict[str, dict[str, Any]]:
    """Give the lines of the table by the name they bear, each by its heading."""
    (top,) = (row for row in range(1, 20) if sheet.cell(row, 1).value == "STT")
    headings = [sheet.cell(top + 1, column).value or sheet.cell(top, column).value for column in range(1, 30)]
    lines: dict[str, dict[str, Any]] = {}
    for row in range(top + 3, sheet.max_row + 1):
        values = {heading: sheet.cell(row, column).value for column, heading in enumerate(headings, 1) if heading}
        if values["STT"] == "Tổng cộng" or isinstance(values["STT"], int):
            lines[values["STT"] if isinstance(values["STT"], str) else sheet.cell(row, 2).value] = values
    return lines


def _texts(sheet: Any) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def _open_roll(db: Database, cell: str) -> None:
    with db.write("Mở") as session:
        (meeting,) = (row for row in meetings.of_month(session, 2026, 10) if row.cell_name == cell)
        attendance.clear(session, meeting.id)


@pytest.mark.usefixtures("people")
def test_a_cell_that_met(db: Database) -> None:
    line = _rows(_sheet(db, CELLS))[CO_MAN]
    assert line == {
        "STT": 1,
        "Chi bộ": CO_MAN,
        "Loại chi bộ": "Thôn, bản, tổ dân phố",
        "Cộng": 4,
        "CT": 3,
        "DB": 1,
        "Được miễn": 1,
        "Tạm thời đi": 0,
        "Phải dự": 3,
        "Có mặt": 1,
        "Vắng có lý do": 1,
        "Vắng không lý do": 1,
        "Tỷ lệ (%)": 33.33,
        "Hình thức": "Trực tiếp",
        "Thời lượng (phút)": 90,
        "Chuyên đề": "Kết hợp",
        "Điểm": 95,
        "Xếp loại": "Tốt",
        "Cấp ủy viên dự": None,
        "Ghi chú": None,
    }


@pytest.mark.usefixtures("people")
def test_a_cell_that_did_not_meet_is_named_and_stays_out_of_the_rate(db: Database) -> None:
    sheet = _sheet(db, CELLS)
    line = _rows(sheet)["Chi bộ bản Co Kham"]
    assert (line["Cộng"], line["Phải dự"], line["Có mặt"]) == (1, None, None)
    assert (line["Tỷ lệ (%)"], line["Ghi chú"]) == ("Không sinh hoạt", "Đường sạt lở")
    assert "1. Chi bộ đã sinh hoạt: 2/3. Không sinh hoạt: Chi bộ bản Co Kham." in _texts(sheet)


def test_who_moved_between_two_meetings_is_named_as_counted_twice(db: Database) -> None:
    with db.write("Chuyển chi bộ") as session:
        old, new = builders.cell(session), builders.cell(session, "Chi bộ bản Co Mặn")
        who, *_others = builders.people(session, old, 3)
        away, *_rest = builders.people(session, new, 2, start=5)
        stays.change(session, away, on=date(2026, 10, 1), duty=Duty.TEMP_AWAY)
        builders.held(session, old, date(2026, 10, 3))
        stays.change(session, who, on=date(2026, 10, 4), cell_id=new)
        builders.held(session, new, date(2026, 10, 5))
    totals = _rows(_sheet(db, CELLS))["Tổng cộng"]
    assert totals["Cộng"] == 6  # of five people
    found = [one.text for one in draft(db, find("tham-gia-sinh-hoat"), OCTOBER, TODAY).findings()]
    assert (
        "1 đồng chí chuyển chi bộ giữa hai cuộc họp tháng 10/2026 nên có trong điểm danh của cả hai chi bộ; "
        "tổng số đảng viên tính hai lần: Lò Văn Aa." in found
    )


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("key", ["tham-gia-sinh-hoat", "xep-loai-sinh-hoat"])
def test_a_cell_with_nobody_is_left_out_and_named(db: Database, key: str) -> None:
    def texts() -> list[str]:
        return [found.text for found in draft(db, find(key), OCTOBER, TODAY).findings()]

    before = texts()
    with db.write("Chi bộ mới") as session:
        builders.cell(session, "Chi bộ bản Mới")
    assert [text for text in texts() if text not in before] == [
        "1 chi bộ chưa có đảng viên nên không tính tháng 10/2026: Chi bộ bản Mới."
    ]
    assert "Chi bộ bản Mới" not in _rows(_sheet(db, CELLS))


@pytest.mark.usefixtures("people")
def test_the_total_rate_is_pooled_not_a_mean(db: Database) -> None:
    sheet = _sheet(db, CELLS)
    total = _rows(sheet)["Tổng cộng"]
    assert (total["Phải dự"], total["Có mặt"], total["Tỷ lệ (%)"]) == (5, 3, 60)  # the mean would be 66,67
    assert total["Cộng"] == 8
    assert "2. Tỷ lệ đảng viên tham gia sinh hoạt: 3/5 = 60 %, chưa đạt mục tiêu ≥ 90 %." in _texts(sheet)


@pytest.mark.usefixtures("people")
def test_no_rate_while_a_roll_is_unwritten_and_the_reason_is_said(db: Database) -> None:
    _open_roll(db, SCHOOL)
    sheet = _sheet(db, CELLS)
    lines = _rows(sheet)
    assert (lines[SCHOOL]["Tỷ lệ (%)"], lines[SCHOOL]["Có mặt"], lines[SCHOOL]["Cộng"]) == ("Chưa ghi", None, 3)
    assert lines[CO_MAN]["Tỷ lệ (%)"] == 33.33
    assert lines["Tổng cộng"]["Tỷ lệ (%)"] == "–"
    assert f"2. Chưa tính tỷ lệ chung vì còn 1 chi bộ chưa ghi xong điểm danh: {SCHOOL}." in _texts(sheet)


def test_unrecorded_marks_have_a_column_only_when_there_are_any(db: Database, people: dict[str, int]) -> None:
    from models.tables import Mark

    assert "Chưa ghi" not in _texts(_sheet(db, CELLS))
    with db.write("Bỏ dấu") as session:
        (meeting,) = (row for row in meetings.of_month(session, 2026, 10) if row.cell_name == SCHOOL)
        attendance.write(session, meeting.id, {people["Nguyễn Thị Đào"]: (Mark.UNRECORDED, "")}, on=TODAY)
    line = _rows(_sheet(db, CELLS))[SCHOOL]
    assert (line["Chưa ghi"], line["Có mặt"], line["Tỷ lệ (%)"]) == (1, 1, "Chưa ghi")
    assert line["Ghi chú"] == "Còn 1 đồng chí chưa ghi"


@pytest.mark.usefixtures("people")
def test_the_absent_are_named_with_their_count_of_the_year(db: Database) -> None:
    sheet = _sheet(db, ABSENT)
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=12, max_row=13, min_col=1, max_col=7)]
    assert table == [
        [1, "Cà Văn Ấm", CO_MAN, "Vắng có lý do", FORMULA, 0, 1],
        [2, "Quàng Thị Đôi", CO_MAN, "Vắng không lý do", None, 2, 0],
    ]


@pytest.mark.usefixtures("people")
def test_a_reason_like_a_formula_stays_text(db: Database) -> None:
    cell = _sheet(db, ABSENT)["E12"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (FORMULA, "s", True)


@pytest.mark.usefixtures("people")
def test_the_officer_is_told_what_is_missing(db: Database) -> None:
    _open_roll(db, SCHOOL)
    assert [found.text for found in draft(db, REPORT, OCTOBER, TODAY).findings()] == [
        f"Còn 1 chi bộ chưa ghi xong điểm danh tháng 10/2026: {SCHOOL}.",
        "1 chi bộ không sinh hoạt tháng 10/2026: Chi bộ bản Co Kham.",
        f"1 chi bộ không đạt mục tiêu ≥ 90 % tháng 10/2026: {CO_MAN}.",
    ]


@pytest.mark.usefixtures("people")
def test_a_cell_that_met_before_its_written_founding_has_its_line(db: Database) -> None:
    with db.write("Ghi ngày thành lập") as session:
        (row,) = (row for row in cells.rows(session, TODAY) if row.name == CO_MAN)
        session.get_one(Cell, row.id).valid_from = date(2026, 11, 1)  # as a list may have it; the form refuses
    assert _rows(_sheet(db, CELLS))[CO_MAN]["Phải dự"] == 3
    assert CO_MAN in {cell.value for cell in _sheet(db, ABSENT)["C"]}


@pytest.mark.usefixtures("people")
def test_a_closed_month_says_its_edition_and_what_a_changed_rule_moved(db: Database) -> None:
    with db.write("Chốt") as session:
        months.close(session, 2026, 10, at=datetime(2026, 11, 2, 8), by="")
    lines = [cell.value for cell in _sheet(db, CELLS)["A"]]
    assert "4. Số liệu đã chốt lần 1, ngày 02/11/2026." in lines
    ready = draft(db, REPORT, OCTOBER, TODAY)
    assert not [one for one in ready.findings() if "khác bản đã chốt" in one.text]
    with db.write("Sửa quy định") as session:
        for card in session.scalars(select(MeetingRule)):
            card.excluded_duties = ""
    ready = draft(db, REPORT, OCTOBER, TODAY)
    (finding,) = (one for one in ready.findings() if "khác bản đã chốt" in one.text)
    assert "phải dự" in finding.text


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("unwritten", [False, True])
def test_every_number_opens_as_many_names(db: Database, unwritten: bool) -> None:
    """Principle 1 of design.md: counts of rolls and, where no roll is written, of the register."""
    if unwritten:
        _open_roll(db, SCHOOL)
    made = draft(db, REPORT, OCTOBER, TODAY)
    sheet = _sheet(db, CELLS)
    opened = 0
    with db.read() as session:
        for cells_of_row in sheet.iter_rows():
            for cell in cells_of_row:
                read = made.behind(CELLS, cell.row, cell.column)
                if read is None:
                    continue
                opened += 1
                found = read(session)
                if found.months:  # minutes and points are those of one meeting
                    assert [one.held_on for one in found.months] == [date(2026, 10, 5)]
                elif cell.number_format != PERCENT:
                    assert len(found.people) == cell.value, found.title
                else:  # a rate: those who had to attend, of whom so many did
                    came = sum(one.counted_as in ("Có mặt", "Trực tuyến") for one in found.people)
                    assert round(100 * came / len(found.people), 2) == cell.value
    assert opened > 20
    assert made.behind(CELLS, 1, 1) is made.behind("Không có", 12, 3) is made.behind(CELLS, 10_000, 3) is None


@pytest.mark.usefixtures("people")
def test_the_names_say_what_was_counted_and_who_was_left_out(db: Database) -> None:
    made = draft(db, REPORT, OCTOBER, TODAY)
    first, lines, columns = made._tables[CELLS]
    place = next(number for number, column in enumerate(columns) if column.heading == "Vắng có lý do")
    with db.read() as session:
        read = made.behind(CELLS, first, place + 2)
        assert read is not None
        found = read(session)
    assert found.title == f"Vắng có lý do – {CO_MAN}, tháng 10/2026"
    assert found.explanation.startswith("1 tên. Có mặt 1/3 phải dự = 33,33 %; 1 người ngoài diện phải dự (")
    assert [one.counted_as for one in found.people] == ["Vắng có lý do"]
    assert len(lines) == len(made.data.month.rows) + 1


@pytest.mark.usefixtures("people")
def test_a_month_nobody_wrote_anything_of_is_not_called_a_month_without_meeting(db: Database) -> None:
    with db.write("Lịch") as session:
        planned = next(row.id for row in cells.rows(session, TODAY) if row.name == SCHOOL)
        meetings.add(session, planned, 2026, 11, MeetingValues(MeetingKind.REGULAR, date(2026, 11, 27)))
    made = draft(db, REPORT, Period.month(2026, 11), TODAY)
    sheet = files.reread(made.workbook())[CELLS]
    lines = _rows(sheet)
    assert (lines[CO_MAN]["Tỷ lệ (%)"], lines[SCHOOL]["Tỷ lệ (%)"]) == ("Chưa ghi", "Chưa đến ngày họp (27/11)")
    assert [found.text for found in made.findings()] == [
        f"2 chi bộ chưa có cuộc họp tháng 11/2026: {CO_MAN}, Chi bộ bản Co Kham.",
        f"1 chi bộ chưa đến ngày họp tháng 11/2026: {SCHOOL}.",
    ]
    assert not any("hông sinh hoạt" in text for text in _texts(sheet))
    quality = draft(db, find("xep-loai-sinh-hoat"), Period.month(2026, 11), TODAY)
    notes = [cell.value for cell in files.reread(quality.workbook()).worksheets[0]["J"]]
    assert notes.count("Chưa ghi") == 2
    assert quality.findings()[0].text.startswith("2 chi bộ chưa có cuộc họp tháng 11/2026: ")
