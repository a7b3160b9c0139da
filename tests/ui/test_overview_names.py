"""The lists behind the figures: who is in them, what they say, where Enter leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from models import meetings, members, overview
from models.dates import PartialDate, Period
from models.members import MemberValues
from models.tables import Duty, Ending, Mark, MeetingKind
from tests.leaving import leave
from tests.models.builders import P, cell, held, meeting, people
from ui.overview.people import PeopleBehind
from ui.overview.rolls import RollsBehind
from ui.tables import Column
from ui.widgets.names import Group, NamesDialog

NOW = datetime(2026, 11, 14, 9, 0)
TODAY = NOW.date()


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def commune_of_three(db):
    """One cell with a month of every sort of mark and duty, one that did not meet, one not yet written."""
    db.clock = lambda: NOW
    with db.write("Dựng") as session:
        first, second, third = (cell(session, f"Chi bộ bản {name}") for name in ("Nà Sáy", "Pá Kháo", "Co Tở"))
        who = people(session, first, 10)
        for number, duty in enumerate((Duty.EXEMPT, Duty.EXEMPT, Duty.TEMP_AWAY)):
            people(session, first, 1, duty=duty, start=20 + number)
        people(session, second, 1, start=30)
        people(session, third, 4, start=40)
        held(session, first, date(2026, 10, 3), {who[0]: Mark.UNEXCUSED, who[1]: P, who[2]: Mark.ONLINE})
        meetings.set_not_held(session, meeting(session, second, date(2026, 10, 4)), "mưa lũ")
        held(session, third, date(2026, 10, 5))
        meeting(session, first, date(2026, 11, 3))
    return db


@pytest.fixture
def rolls(commune_of_three, window):
    return RollsBehind(commune_of_three, window)


@pytest.fixture
def register(commune_of_three, window):
    return PeopleBehind(commune_of_three, window)


def test_a_month_says_how_its_rate_came_about(rolls):
    dialog = rolls.month(2026, 10)
    assert dialog.explanation.text().splitlines() == [
        "12/14 lượt phải dự = 85,7 %, chưa đạt mục tiêu ≥ 90 % (Hướng dẫn 42-HD/BTCTW, 28/10/2025).",
        "Có mặt 12 (trong đó 1 trực tuyến), vắng có lý do 1, vắng không lý do 1.",
        "Không tính vào mẫu số: miễn sinh hoạt 2, sinh hoạt tạm thời nơi khác 1.",
        "Không sinh hoạt: Bản Pá Kháo.",
    ]


def test_the_parts_of_a_month_add_up_to_its_figures(rolls):
    dialog = rolls.month(2026, 10)
    assert [chip.text() for chip in dialog.chips] == [
        "Tất cả · 17",
        "Có mặt · 12",
        "Vắng có lý do · 1",
        "Vắng không lý do · 1",
        "Ngoài diện phải dự · 3",
    ]
    dialog.chips[3].click()
    assert [row.mark for row in dialog.model.rows] == [Mark.UNEXCUSED]
    dialog.chips[4].click()
    shown = [dialog.model.index(row, 3).data() for row in range(3)]
    assert sorted(shown) == ["Miễn sinh hoạt", "Miễn sinh hoạt", "Sinh hoạt tạm thời nơi khác"]


def test_enter_on_a_name_closes_the_list_and_opens_the_person(rolls, qtbot):
    dialog = rolls.month(2026, 10)
    dialog.chips[3].click()
    with qtbot.waitSignal(rolls.go) as heard:
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert heard.args == ["members", dialog.rows[0].member_id]
    assert not dialog.isVisible()


def test_a_running_month_says_what_is_still_to_be_written(rolls):
    dialog = rolls.month(2026, 11)
    assert dialog.explanation.text().splitlines() == [
        "Chưa có điểm danh nào được ghi.",
        "Chưa ghi xong: Bản Nà Sáy.",
        "Chưa họp: Bản Pá Kháo, Bản Co Tở.",
    ]


def test_the_cells_of_a_month_come_by_urgency_and_open_their_meeting(rolls, qtbot):
    dialog = rolls.met(2026, 10)
    assert dialog.explanation.text().startswith("2/3 chi bộ đã họp")
    assert [row.state.value for row in dialog.model.rows] == ["Không sinh hoạt", "Đã họp", "Đã họp"]
    with qtbot.waitSignal(rolls.go) as heard:
        dialog.table.opened.emit(dialog.model.rows[1])
    key = dialog.rows[1].cell_id
    assert heard.args == ["meetings", {"cell_id": key, "year": 2026, "month": 10}]


def test_the_year_of_a_cell_lists_the_months_gone_since_the_book_begins(rolls, db):
    with db.read() as session:
        first = meetings.of_month(session, 2026, 10)[0].cell_id
    dialog = rolls.cell_year(first, 2026)
    assert [row.month for row in dialog.model.rows] == [10, 11]
    shown = [dialog.model.index(0, column).data() for column in range(11)]
    assert shown == ["10/2026", "03/10/2026", "8", "10", "80 %", "", "", "Đã họp", "", "0", "3"]
    assert dialog.model.index(1, 4).data() == ""


@pytest.fixture
def history(rolls, db):
    """The cell of October with a class, and a theme in September 2025."""
    with db.write("Điểm") as session:
        held_in_october = meetings.of_month(session, 2026, 10)[0]
        values = replace(held_in_october.values, score=95.0)
        meetings.edit(session, held_in_october.id, values, on=TODAY)
        held(session, held_in_october.cell_id, date(2025, 9, 3), kind=MeetingKind.THEMATIC)
        held(session, held_in_october.cell_id, date(2025, 9, 4))
    return rolls.cell_year(held_in_october.cell_id, 2026)


def test_the_months_of_a_kind_are_counted_and_opened(history):
    assert [chip.text() for chip in history.chips] == [
        "24 tháng · 15",
        "Năm 2026 · 11",
        "Tốt · 1",
        "Dưới mục tiêu · 1",
        "Không sinh hoạt · 9",
        "Chưa ghi · 1",
    ]
    history.chips[2].click()
    assert [(row.year, row.month) for row in history.model.rows] == [(2026, 10)]
    text = history.explanation.text().splitlines()
    assert text[-1] == (
        "Đã họp 1 trong 11 tháng, không sinh hoạt 9, dưới mục tiêu 1. "
        "Chuyên đề quý I: 0 (thiếu), quý II: 0 (thiếu), quý III: 0 (thiếu), quý IV: 0."
    )


def test_the_year_turns_by_keyboard_and_the_line_goes_with_it(history, qtbot):
    assert [point.label for point in history.chart.points[::14]] == ["09/25", "11/26"]
    assert {point.target for point in history.chart.points} == {90.0}
    history.activateWindow()
    qtbot.waitUntil(lambda: history.table.hasFocus())
    QTest.keyClick(history.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert history.windowTitle() == "Chi bộ bản Nà Sáy, năm 2025"
    assert "Có chuyên đề · 1" in [chip.text() for chip in history.chips]
    assert [point.label for point in history.chart.points] == ["09/25", "10/25", "11/25", "12/25"]
    QTest.keyClick(history.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert not history.after.isEnabled()


def test_a_point_of_the_line_opens_its_meeting_by_keyboard(history, rolls, qtbot):
    history.chart.setFocus()
    QTest.keyClick(history.chart, Qt.Key.Key_Left)
    QTest.keyClick(history.chart, Qt.Key.Key_Left)
    assert history.chart.tip_of(history.chart.current) == "10/26: 80,0 %\n8/10 · Tốt"
    with qtbot.waitSignal(rolls.go) as heard:
        QTest.keyClick(history.chart, Qt.Key.Key_Return)
    assert heard.args == ["meetings", {"cell_id": history.cell_id, "year": 2026, "month": 10}]


def test_the_line_is_copied_as_its_table(history):
    history.chips[0].click()
    history.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert sum(line[:3].endswith("/") for line in lines) == 15
    assert any(line.startswith("10/2026\t03/10/2026\t8\t10\t80") for line in lines)


def test_who_attended_how_often_and_the_list_of_the_absent(history, rolls, qtbot):
    members_of_it = rolls.cell_members(history.cell_id, 2026, history)
    assert [(line.year.attended, line.year.obliged) for line in members_of_it.rows[:3]] == [(0, 1), (0, 1), (1, 1)]
    members_of_it.reject()
    with qtbot.waitSignal(rolls.go) as heard:
        history.absent_asked.emit(2026)
    assert heard.args == ["reports", ("dang-vien-vang", Period.year(2026), history.cell_id)]


def test_the_line_of_the_commune_has_its_table(rolls, db):
    with db.read() as session:
        shown = overview.read(session, TODAY)
    dialog = rolls.commune_months(shown.months)
    assert len(dialog.rows) == 24
    assert [dialog.model.index(1, column).data() for column in range(7)] == [
        *("10/2026", "12", "14", "85,7 %", "≥ 90 %", "2", "3"),
    ]


def test_members_with_those_who_came_and_left(register, db):
    with db.write("Biến động") as session:
        row = members.search(session, on=TODAY)[0]
        leave(session, row.id, on=date(2026, 5, 5), ending=Ending.TRANSFERRED_OUT)
        members.add(session, MemberValues("Lò Thị Mới", admitted_on=PartialDate(2026, 3, 3)), row.cell_id, on=TODAY)
    dialog = register.everyone()
    text = dialog.explanation.text().splitlines()[0]
    assert text == "18 đảng viên trong danh sách ngày 14/11/2026; cuối năm 2025: 18 (thêm 1, ra 1)."
    assert {chip.text() for chip in dialog.chips} >= {"Vào danh sách · 1", "Ra khỏi danh sách · 1", "Dự bị · 1"}
    (left,) = [row for row in dialog.rows if row.ending]
    assert (dialog.model.columns[4].shown(left), dialog.model.columns[5].shown(left)) == ("Chuyển đi", "05/05/2026")


def test_admissions_without_any_say_so(register):
    dialog = register.admitted()
    assert dialog.model.rows == []
    assert dialog.table.empty.words.text() == "Chưa có gì được ghi để tính con số này."
    assert "Chưa đặt chỉ tiêu kết nạp cho năm 2026." in dialog.explanation.text()


def test_what_lacks_is_offered_by_field(register):
    dialog = register.lacking()
    assert [chip.text() for chip in dialog.chips] == [
        "Tất cả · 18",
        "ngày sinh · 18",
        "số định danh · 18",
        "giới tính · 18",
        "dân tộc · 18",
    ]


@pytest.fixture
def dialog(window):
    columns = (Column[str]("Họ và tên", lambda row: row), Column[str]("Dài", len))
    groups = (Group[str]("Họ Lò", lambda row: row.startswith("Lò")), Group[str]("Họ Vừ", lambda row: "Vừ" in row))
    made = NamesDialog("Có mặt", "2/3 = 66,7 %", columns, ["Lò A", "Lò B", "Mùa C"], window, groups=groups)
    made.open()
    return made


def test_a_list_copies_its_title_explanation_and_rows(dialog):
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().splitlines() == [
        "Có mặt",
        "2/3 = 66,7 %",
        "",
        "Họ và tên\tDài",
        "Lò A\t4",
        "Lò B\t4",
        "Mùa C\t5",
    ]
    assert "<p>2/3 = 66,7 %</p><table " in copied.html()


def test_what_goes_for_a_line_stands_above_and_the_whole_is_copied(dialog):
    dialog.explain_each(lambda row: f"Quy định của {row}")
    assert dialog.explanation.text() == "Quy định của Lò A"
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.explanation.text() == "Quy định của Lò B"
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["Có mặt", "2/3 = 66,7 %"]


def test_a_group_without_rows_is_not_offered(dialog):
    assert [chip.text() for chip in dialog.chips] == ["Tất cả · 3", "Họ Lò · 2"]
    dialog.chips[1].click()
    assert dialog.model.rows == ["Lò A", "Lò B"]
    assert dialog.count.text() == "2 dòng · Enter mở dòng đang chọn"
    dialog.chips[0].click()
    assert len(dialog.model.rows) == 3


def test_escape_closes_the_list_without_opening_anything(dialog, qtbot):
    with qtbot.assertNotEmitted(dialog.opened):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_list_that_leads_nowhere_promises_nothing_and_stays(window, qtbot):
    column = Column[str]("Mục", lambda row: row)
    made = NamesDialog("Các lần chốt", "", (column,), ["Có mặt"], window, opens=False)
    made.open()
    assert made.count.text() == "1 dòng"
    with qtbot.assertNotEmitted(made.opened):
        QTest.keyClick(made.table, Qt.Key.Key_Return)
    assert made.isVisible()
    made.fill("Các lần chốt", "", [])
    assert made.count.isHidden()


def test_the_model_behind_a_list_is_sound(dialog, qtmodeltester):
    qtmodeltester.check(dialog.model)


def test_a_low_list_gives_the_room_of_its_title_to_the_rows(window, qtbot) -> None:
    shown = NamesDialog("Huy hiệu Đảng", "Tuổi Đảng tính đến ngày", (Column[int]("Số", str),), range(30), window)
    shown.open()
    shown.resize(800, 700)
    assert shown.heading.isVisible()
    assert shown.count.geometry().bottom() >= shown.buttons.geometry().top()  # beside the buttons, not above them
    shown.resize(800, 460)  # a screen of 768 lines at 150 %
    qtbot.waitUntil(lambda: not shown.heading.isVisible())
    assert shown.windowTitle() == "Huy hiệu Đảng"
    rows = shown.table.viewport().height() / shown.table.rowHeight(0)
    assert rows > 10, rows
