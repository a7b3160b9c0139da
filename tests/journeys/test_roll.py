"""The roll-call as an officer works it: keys only, on a window."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from models import attendance, cells, meetings, members, participation, stays
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.tables import Duty, Mark, MeetingState, Position
from tests.user import at_work, press, type_text, unikey_type
from ui.main_window import MainWindow, ScreenSpec

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)
NAMES = """
Lò Văn Ánh, Lường Văn Bằng, Mùa A Chư, Quàng Thị Dung, Lường Văn Đôi, Giàng A Dơ, Cà Thị Hoan, Quàng Văn Hặc,
Tòng Văn Ín, Lò Thị Lả, Sùng A Páo, Vì Văn Phương, Hạng A Sính, Lò Văn Thoan, Lầu A Tủa, Vừ A Vảng, Lò Văn Xôm,
Nguyễn Thị Đào, Trần Văn Kiên, Lê Thị Mỹ, Phạm Minh Quỳnh, Vàng Thị Ly, Thào A Dế, Cút Văn Xiên, Lò Thị Nga,
Hoàng Văn Giang, Lường Thị Biên, Tòng Thị Chiêu, Mùa A Nếnh, Đỗ Thị Uyên
"""


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    with db.write("Dựng hai chi bộ") as session:
        for name in ("Chi bộ bản Tin Tốc", "Chi bộ Trạm Y tế"):
            cell = cells.add(session, cells.CellValues(name))
            for full_name in NAMES.split(","):
                values = members.MemberValues(full_name, admitted_on=PartialDate(2010, 3, 3))
                members.add(session, values, cell, on=TODAY)
    return at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))


@pytest.fixture
def hands(window):
    """Count the keys pressed on the window."""
    return Hands(window)


class Hands:
    def __init__(self, window) -> None:
        self.window = window
        self.pressed = 0

    def type(self, text: str) -> None:
        self.pressed += len(text)
        type_text(self.window, text)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        press(self.window, key, modifiers)


def open_roll(window, cell: int = 0):
    screen = window.shown
    screen.open_month((2026, 11))
    with window.db.read() as session:
        ids = [row.id for row in meetings.of_month(session, 2026, 11)]
    screen.show_roll(ids[cell])
    return screen.roll


def marks_of(window, name: str = "Chi bộ bản Tin Tốc") -> dict[str, Mark]:
    with window.db.read() as session:
        row = next(row for row in meetings.of_month(session, 2026, 11) if row.cell_name == name)
        return {line.full_name: line.mark for line in attendance.roll(session, row.id).lines}


def state_of(window, name: str) -> MeetingState:
    with window.db.read() as session:
        return next(row.state for row in meetings.of_month(session, 2026, 11) if row.cell_name == name)


def test_thirty_people_with_two_absences_cost_at_most_eight_keys(window, hands, qtbot):
    roll = open_roll(window)
    hands.type("pa")
    hands.type("-")
    hands.type("va")
    hands.type("*")
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: roll.roll.meeting.cell_name == "Chi bộ Trạm Y tế")

    assert hands.pressed <= 8
    marks = marks_of(window)
    assert {name for name, mark in marks.items() if mark is not Mark.PRESENT} == {"Sùng A Páo", "Vừ A Vảng"}
    assert marks["Sùng A Páo"] is Mark.EXCUSED
    assert marks["Vừ A Vảng"] is Mark.UNEXCUSED
    assert len(marks) == 30
    assert state_of(window, "Chi bộ Trạm Y tế") is MeetingState.PLANNED


def test_a_full_cell_costs_one_key_and_opening_alone_writes_nothing(window, hands, qtbot):
    roll = open_roll(window)
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.PLANNED
    assert roll.notice.isVisible()
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: roll.roll.meeting.cell_name == "Chi bộ Trạm Y tế")
    assert set(marks_of(window).values()) == {Mark.PRESENT}

    hands.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert state_of(window, "Chi bộ Trạm Y tế") is MeetingState.PLANNED


def test_the_live_line_follows_each_mark(window, hands):
    roll = open_roll(window)
    hands.type("pa-")
    assert roll.live.figure.text() == "29/30 = 96,7 %"
    assert "đạt mục tiêu ≥ 90 % · còn được vắng 2 đồng chí" in roll.live.verdict.text()
    hands.type("va*do/")
    for name in ("kien", "uyen", "xom"):
        hands.type(f"{name}*")
    assert roll.live.figure.text() == "25/30 = 83,3 %"
    assert "chưa đạt mục tiêu ≥ 90 % · thiếu 2 đồng chí" in roll.live.verdict.text()
    assert [label.text() for label in roll.live.counts] == ["25", "1", "4", "0", "0"]


def test_initials_accents_and_unikey_find_the_same_name(window):
    roll = open_roll(window)
    for typed in ("lvx", "xom"):
        type_text(window, typed)
        assert roll.table.current_row().full_name == "Lò Văn Xôm"
        roll.finder.setText("")
    unikey_type(window, "xôm")
    assert roll.finder.text() == "xôm"
    assert roll.table.current_row().full_name == "Lò Văn Xôm"


def test_every_mark_key_writes_its_mark(window, hands):
    open_roll(window)
    for key, mark in (
        ("-", Mark.EXCUSED),
        ("+", Mark.PRESENT),
        ("*", Mark.UNEXCUSED),
        ("/", Mark.ONLINE),
        ("=", Mark.PRESENT),
    ):
        hands.type(f"pao{key}")
        assert marks_of(window)["Sùng A Páo"] is mark
    hands.press(Qt.Key.Key_Space)
    assert marks_of(window)["Sùng A Páo"] is Mark.EXCUSED
    hands.press(Qt.Key.Key_Space)
    assert marks_of(window)["Sùng A Páo"] is Mark.PRESENT
    hands.press(Qt.Key.Key_Delete)
    assert marks_of(window)["Sùng A Páo"] is Mark.UNRECORDED


def test_no_rate_while_somebody_is_unrecorded(window, hands):
    roll = open_roll(window)
    hands.type("pao")
    hands.press(Qt.Key.Key_Delete)
    assert roll.live.figure.text() == "29/30"
    assert "còn 1 đồng chí chưa ghi" in roll.live.verdict.text()
    with window.db.read() as session:
        figures = participation.figures(session, Period.month(2026, 11), on=TODAY)
    assert figures.total.rate is None


def test_a_reason_is_written_after_tab_and_offered_again(window, hands):
    roll = open_roll(window)
    hands.type("pao-")
    hands.press(Qt.Key.Key_Tab)
    assert roll.reason.hasFocus()
    unikey_type(window, "đi làm ăn xa")
    hands.press(Qt.Key.Key_Return)
    assert roll.finder.hasFocus()
    line = next(line for line in roll.roll.lines if line.full_name == "Sùng A Páo")
    assert (line.mark, line.reason) == (Mark.EXCUSED, "đi làm ăn xa")
    hands.type("pao+")
    line = next(line for line in roll.roll.lines if line.full_name == "Sùng A Páo")
    assert (line.mark, line.reason) == (Mark.PRESENT, "")


def test_undo_takes_the_last_mark_and_then_the_whole_roll_back(window, hands):
    roll = open_roll(window)
    hands.type("pao-va*")
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert marks_of(window)["Vừ A Vảng"] is Mark.PRESENT
    assert marks_of(window)["Sùng A Páo"] is Mark.EXCUSED
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.PLANNED
    assert roll.notice.isVisible()


def test_the_exempt_are_apart_and_cannot_be_marked(window, hands):
    with window.db.write("Miễn") as session:
        found = members.search(session, "lò văn ánh", on=TODAY)
        stays.change(session, found[0].id, on=date(2026, 10, 1), duty=Duty.EXEMPT)
        members.set_position(
            session, members.search(session, "thoan", on=TODAY)[0].id, Position.SECRETARY, on=TODAY.replace(day=1)
        )
    roll = open_roll(window)
    assert roll.model.rows[0].full_name == "Lò Văn Thoan"
    assert roll.model.rows[-1].full_name == "Lò Văn Ánh"
    assert not roll.model.rows[-1].is_expected
    said = []
    roll.said.connect(said.append)
    hands.type("anh-")
    assert said
    assert "ngoài diện" in said[0]
    assert roll.live.figure.text().startswith("29/29")


def test_a_meeting_ahead_of_time_takes_no_marks(window, hands):
    roll = open_roll(window)
    with window.db.write("Dời ngày") as session:
        from dataclasses import replace

        row = meetings.read(session, roll.roll.meeting.id)
        meetings.edit(session, row.id, replace(row.values, held_on=date(2026, 11, 20)), on=TODAY)
    assert "Chưa đến ngày họp" in roll.notice.text.text()
    assert roll.live.figure.text() == "dự kiến 30/30 = 100 %"
    assert (roll.live.figure.property("role"), roll.live.figure.property("state")) == ("muted", "idle")
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.PLANNED


def test_a_changed_register_is_shown_and_taken_over_when_asked(window, hands, qtbot):
    roll = open_roll(window)
    hands.type("pao-")
    with window.db.write("Kết nạp") as session:
        values = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2026, 11, 1))
        cell = roll.roll.meeting.cell_id
        members.add(session, values, cell, on=TODAY)
    assert "thêm Lò Thị Mới" in roll.notice.text.text()
    qtbot.mouseClick(roll.notice.button, Qt.MouseButton.LeftButton)
    assert marks_of(window)["Lò Thị Mới"] is Mark.UNRECORDED
    assert marks_of(window)["Sùng A Páo"] is Mark.EXCUSED


def test_the_month_board_opens_the_meeting_and_escape_comes_back(window, hands, qtbot):
    screen = window.shown
    screen.open_month((2026, 11))
    assert screen.board.table.hasFocus()
    assert [row.state.value for row in screen.board.model.rows] == ["Chưa ghi", "Chưa ghi"]
    hands.press(Qt.Key.Key_Return)
    assert screen.pages.currentWidget() is screen.roll
    hands.type("pao-")
    hands.press(Qt.Key.Key_Escape)
    assert screen.pages.currentWidget() is screen.board
    assert screen.board.model.rows[0].month.tally.excused == 1
    states = screen.board.model.columns[[one.title for one in screen.board.model.columns].index("Tình trạng")]
    assert [states.value(row) for row in screen.board.model.rows] == ["Đã ghi", "Chưa ghi"]
    hands.press(Qt.Key.Key_Return)
    hands.type("pao")
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Escape)
    assert [states.value(row) for row in screen.board.model.rows] == ["Ghi dở, còn 1", "Chưa ghi"]


@pytest.mark.parametrize("way", ["next cell", "next line", "board", "another screen"])
def test_a_reason_typed_without_enter_is_written(window, hands, way):
    roll = open_roll(window)
    hands.type("pa-")
    hands.press(Qt.Key.Key_Tab)
    type_text(window, "ốm")
    match way:
        case "next cell":
            hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        case "next line":
            roll.table.selectRow(0)
        case "board":
            window.shown.back_button.click()
        case _:
            assert window.shown.leave()
    with window.db.read() as session:
        lines = attendance.roll(session, roll._order[0]).lines
    assert {line.full_name: line.reason for line in lines if line.reason} == {"Sùng A Páo": "ốm"}


def test_escape_leaves_a_reason_unwritten(window, hands):
    roll = open_roll(window)
    hands.type("pa-")
    hands.press(Qt.Key.Key_Tab)
    type_text(window, "ốm")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    with window.db.read() as session:
        assert not any(line.reason for line in attendance.roll(session, roll._order[0]).lines)


def test_a_cell_that_did_not_meet_is_not_said_to_be_written(window, hands):
    roll = open_roll(window)
    with window.db.write("Không sinh hoạt") as session:
        meetings.set_not_held(session, roll.roll.meeting.id, "Mưa lũ")
    said = []
    roll.said.connect(said.append)
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert not said
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.NOT_HELD


def test_the_next_meeting_was_taken_back_meanwhile(window, hands):
    first = open_roll(window).roll.meeting
    values = meetings.MeetingValues(first.values.kind, date(2026, 11, 20))
    with window.db.write("Thêm cuộc họp") as session:
        added = meetings.add(session, first.cell_id, 2026, 11, values)
    assert added in window.shown.roll._order
    window.undo()
    assert added not in window.shown.roll._order
    with pytest.raises(KnownError, match="không còn trong sổ"):
        window.shown.show_roll(added)
    assert window.shown.pages.currentWidget() is window.shown.board


def test_those_who_need_not_attend_are_found_last(window, hands):
    with window.db.write("Miễn") as session:
        exempt = members.search(session, "cà thị hoan", on=TODAY)[0]
        stays.change(session, exempt.id, on=date(2026, 10, 1), duty=Duty.EXEMPT)
    roll = open_roll(window)
    hands.type("thi")
    found: list[str] = []
    for _ in range(20):
        found.append(roll.table.current_row().full_name)
        hands.press(Qt.Key.Key_Return)
    assert "Cà Thị Hoan" not in found
    assert len(set(found)) > 5
    roll.finder.setText("")
    hands.type("cth")
    assert roll.table.current_row().full_name == "Cà Thị Hoan"


def test_a_name_that_is_nobody_marks_nobody(window, hands):
    roll = open_roll(window)
    said: list[str] = []
    roll.said.connect(said.append)
    hands.type("qzx-")
    assert said == ["Không thấy ai là “qzx”; xóa chữ rồi thử lại"]
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.PLANNED
    for _ in "qzx":
        hands.press(Qt.Key.Key_Backspace)
    hands.type("pa-")
    assert marks_of(window)["Sùng A Páo"] is Mark.EXCUSED


def test_a_text_that_fits_nobody_is_seen_and_stands_in_the_way(window, hands):
    roll = open_roll(window)
    hands.type("pa")
    roll.finder.setText("")
    said: list[str] = []
    roll.said.connect(said.append)
    hands.type("qzx")
    assert roll.finder.property("wrong")
    assert roll.bar.sentence.isVisible()
    assert roll.bar.sentence.text() == "Không thấy ai là “qzx”; xóa chữ rồi thử lại"
    assert roll.table.current_row() is None
    assert not roll.table.selected_rows()
    hands.type("-")
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert said == ["Không thấy ai là “qzx”; xóa chữ rồi thử lại"] * 2
    assert roll.finder.property("wrong")
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.PLANNED
    assert roll.roll.meeting.cell_name == "Chi bộ bản Tin Tốc"

    hands.type("va")  # starts a new name
    assert roll.finder.text() == "va"
    assert not roll.finder.property("wrong")
    hands.type("*")
    assert marks_of(window)["Vừ A Vảng"] is Mark.UNEXCUSED


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_a_text_refused_is_cleared_with_one_key(window, hands, key):
    roll = open_roll(window)
    hands.type("zq-")
    hands.press(key)
    assert roll.finder.text() == ""
    assert not roll.finder.property("wrong")
    assert not roll.bar.sentence.isVisible()
    assert roll.table.current_row() is roll.model.rows[0]


def test_a_mark_handed_over_as_text_marks_nobody_either(window, hands):
    roll = open_roll(window)
    hands.type("zq-")
    roll.finder.insert("-")
    roll.finder.textEdited.emit("-")
    assert roll.finder.text() == "zq"
    assert roll.finder.property("wrong")
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.PLANNED


def test_an_arrow_leaves_the_text_that_fits_nobody(window, hands):
    roll = open_roll(window)
    hands.type("zq")
    hands.press(Qt.Key.Key_Down)
    assert roll.table.current_row() is roll.model.rows[1]
    assert roll.finder.text() == ""
    assert not roll.finder.property("wrong")
