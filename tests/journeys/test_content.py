"""What a meeting spoke of is written with the keyboard alone: lines, opinions, tasks, votes, and last month's tasks."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models import attendance, cells, closings, content, meetings, members, months, tasks, votes
from models.dates import PartialDate
from models.errors import KnownError
from models.meetings import MeetingValues
from models.tables import Duty, Mark, MeetingKind, Part, TaskResult, VoteKind
from tests.user import at_work, press, type_text, unikey_type
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.board import BoardPage
from ui.meetings.closing import ReopenDialog

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)
NAMES = ("Lò Văn Ánh", "Mùa A Chư", "Quàng Thị Dung", "Lường Văn Đôi", "Cà Thị Hoan")
ENTER, TAB, ALT, CONTROL = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Tab,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    with db.write("Dựng một chi bộ đã họp") as session:
        cell = cells.add(session, cells.CellValues("Chi bộ bản Tin Tốc"))
        official = PartialDate(2010, 3, 3)
        who = [
            members.add(
                session,
                members.MemberValues(one, admitted_on=official, official_on=PartialDate(2011, 3, 3)),
                cell,
                on=TODAY,
                since=date(2012, 1, 1),
            )
            for one in NAMES
        ]
        members.add(
            session,
            members.MemberValues("Vàng Thị Mỷ", admitted_on=official, official_on=PartialDate(2011, 3, 3)),
            cell,
            on=TODAY,
            since=date(2012, 1, 1),
            duty=Duty.EXEMPT,
        )
        for month in (10, 11):
            values = MeetingValues(MeetingKind.REGULAR, date(2026, month, 5))
            key = meetings.add(session, cell, 2026, month, values)
            attendance.write(session, key, {who[1]: (Mark.EXCUSED, "ốm")}, on=TODAY)
            if month == 10:
                tasks.add(session, key, "Làm 300 m đường bản", who[:1], date(2026, 11, 1))
                tasks.add(session, key, "Thu quỹ khuyến học", who[1:3], date(2026, 12, 1))
    shown = at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))
    shown.show_screen("meetings", {"year": 2026, "month": 11})
    board = shown.findChild(BoardPage)
    board.table.setFocus()
    board.table.selectRow(0)
    press(shown, Qt.Key.Key_F3)
    return shown


def key_of(window) -> int:
    with window.db.read() as session:
        return meetings.of_month(session, 2026, 11)[0].id


def lines(window, part: Part) -> list[tuple[str, str]]:
    with window.db.read() as session:
        return [(row.speaker, row.text) for row in content.read(session, key_of(window), part)]


def test_every_enter_adds_the_next_line(window) -> None:
    page = window.shown.content
    assert page.lines.text.hasFocus()
    for text in ("Đánh giá kết quả tháng 10", "Phương hướng tháng 11 & <khác>"):
        type_text(window, text)
        press(window, ENTER)
    assert [text for _who, text in lines(window, Part.AGENDA)] == [
        "Đánh giá kết quả tháng 10",
        "Phương hướng tháng 11 & <khác>",
    ]
    assert page.parts.item(0).text() == "Nội dung họp  (2)"
    press(window, ENTER)  # nothing typed: nothing added
    press(window, Qt.Key.Key_Up)
    press(window, ENTER, CONTROL)
    assert page.lines.text.text() == "Đánh giá kết quả tháng 10"
    type_text(window, ", chi tiết")
    press(window, ENTER)
    assert lines(window, Part.AGENDA)[0][1] == "Đánh giá kết quả tháng 10, chi tiết"
    press(window, Qt.Key.Key_Delete, CONTROL)
    assert len(lines(window, Part.AGENDA)) == 1
    press(window, Qt.Key.Key_Z, CONTROL)
    assert len(lines(window, Part.AGENDA)) == 2


def test_letters_of_unikey_are_neither_lost_nor_doubled(window) -> None:
    unikey_type(window, "Đường vào bản đã được sửa")
    press(window, ENTER)
    assert lines(window, Part.AGENDA) == [("", "Đường vào bản đã được sửa")]


def test_an_opinion_names_who_gave_it(window) -> None:
    page = window.shown.content
    page.show_part(Part.OPINION)
    assert page.lines.who.hasFocus()
    type_text(window, "lva")
    press(window, TAB)
    type_text(window, "Nhất trí với dự thảo")
    press(window, ENTER)
    assert lines(window, Part.OPINION) == [("Lò Văn Ánh", "Nhất trí với dự thảo")]
    assert page.lines.who.hasFocus()
    type_text(window, "van")
    press(window, TAB)
    type_text(window, "Không rõ ai")
    press(window, ENTER)
    assert len(lines(window, Part.OPINION)) == 1
    assert page.lines.text.text() == "Không rõ ai"


def test_enter_writes_past_the_names_offered_and_a_due_day_needs_no_year(window) -> None:
    panel = window.shown.content.tasks
    window.shown.content.show_part("tasks")
    type_text(window, "Sửa mương bản")
    press(window, TAB)
    press(window, TAB)
    type_text(window, "1/12")
    press(window, TAB, Qt.KeyboardModifier.ShiftModifier)
    type_text(window, "dung")
    popup = panel.who.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, ENTER)  # where a person's key goes while the names hang open
    assert not popup.isVisible()
    QApplication.processEvents()
    assert [(row.text, row.who, row.due_on) for row in panel.model.rows] == [
        ("Sửa mương bản", "Quàng Thị Dung", date(2026, 12, 1))
    ]
    assert panel.is_empty()


def test_tasks_are_given_and_last_months_are_judged(window) -> None:
    page = window.shown.content
    page.show_part("review")
    assert [row.start_words for row in page.review.model.rows] == ["Mới giao, quá hạn 01/11/2026", "Mới giao"]
    assert page.review.head.text() == "còn 1 nhiệm vụ đến hạn chưa đánh giá · 1 nhiệm vụ quá hạn"
    first, second = page.review.model.rows
    assert page.review.whole.text() == f"{first.task.text} · {first.task.who}"
    type_text(window, "+")  # judges the first and goes to the next
    assert page.review.whole.text().startswith(second.task.text)
    type_text(window, "/")
    press(window, Qt.Key.Key_Down)
    type_text(window, "mới thu 2/5 hộ")
    press(window, ENTER)
    assert [row.result_words for row in page.review.model.rows] == [
        "Đã hoàn thành ngày 05/11/2026",
        "Đang thực hiện: mới thu 2/5 hộ",
    ]
    assert page.review.head.text() == "Hoàn thành 1/1 = 100 %"
    assert page.parts.item(1).text() == "Nhiệm vụ kỳ trước  (2/2)"
    page.show_part("tasks")
    type_text(window, "Vận động học sinh ra lớp")
    press(window, TAB)
    type_text(window, "dung, lvd")
    press(window, TAB)
    type_text(window, "30/11/2026")
    press(window, ENTER)
    with window.db.read() as session:
        given = tasks.given(session, key_of(window))
        assert [(row.text, row.who, row.due_on) for row in given] == [
            ("Vận động học sinh ra lớp", "Quàng Thị Dung, Lường Văn Đôi", date(2026, 11, 30))
        ]
        back = tasks.brought_back(session, key_of(window))
    assert [row.result for row in back] == [TaskResult.DONE, TaskResult.DOING]


def test_what_a_vote_needs_is_shown_before_it(window) -> None:
    page = window.shown.content
    page.show_part("votes")
    assert "Tính trên 5 đảng viên chính thức" in page.votes.head.text()
    assert "3 phiếu trở lên (quá 1/2)" in page.votes.head.text()
    assert "4 phiếu trở lên (từ 2/3)" in page.votes.head.text()
    page.votes.exempt_menu.actions()[0].trigger()  # the exempt member came after all
    assert "Tính trên 6 đảng viên chính thức" in page.votes.head.text()
    type_text(window, "Thông qua nghị quyết")
    for number in ("", "5", "0", "2"):
        press(window, TAB)
        type_text(window, number)
    press(window, ENTER)
    assert page.votes.model.rows == []  # seven votes of six
    press(page.votes.numbers[2], Qt.Key.Key_Backspace)
    type_text(page.votes.numbers[2], "0")
    press(page.votes.numbers[2], ENTER)
    with window.db.read() as session:
        found = votes.read(session, key_of(window))
    assert [(row.kind, row.result_words) for row in found] == [
        (VoteKind.SIMPLE, "5/6 đồng chí tán thành, đạt tỷ lệ 83,3 %")
    ]


def test_a_roll_that_changes_after_the_counting_offers_to_reckon_anew(window, qtbot) -> None:
    page = window.shown.content
    with window.db.write("Biểu quyết") as session:
        votes.add(session, key_of(window), "Thông qua nghị quyết", VoteKind.SIMPLE, votes.Count(4))
        votes.add(session, key_of(window), "Đề nghị công nhận", VoteKind.SPECIAL)  # not counted yet: nothing to reckon
    assert not page.notice.isVisible()
    page.show_part("votes")
    page.votes.exempt_menu.actions()[0].trigger()
    words = "1 biểu quyết đã kiểm trên 5 người; danh sách đã đổi, nay tính 6 người."
    assert page.notice.text.text() == words
    press(window, Qt.Key.Key_F3)
    roll = window.shown.roll
    assert roll.notice.text.text() == words
    assert roll.notice.button.text() == "Tính lại trên 6 người"
    qtbot.mouseClick(roll.notice.button, Qt.MouseButton.LeftButton)
    with window.db.read() as session:
        assert [row.base for row in votes.read(session, key_of(window))] == [6, None]
    assert not roll.notice.isVisible()
    window.undo()
    with window.db.read() as session:
        assert votes.read(session, key_of(window))[0].base == 5


def test_more_votes_than_people_are_never_reckoned_anew(window) -> None:
    page = window.shown.content
    page.show_part("votes")
    page.votes.exempt_menu.actions()[0].trigger()
    with window.db.write("Điểm danh đủ") as session:
        roll = attendance.roll(session, key_of(window))
        everyone = {line.member_id: (Mark.PRESENT, "") for line in roll.lines}
        attendance.write(session, key_of(window), everyone, on=TODAY)
        votes.add(session, key_of(window), "Thông qua nghị quyết", VoteKind.SIMPLE, votes.Count(6))
    page.votes.exempt_menu.actions()[0].trigger()
    with pytest.raises(KnownError, match="đã kiểm 6 phiếu, nhiều hơn 5"), window.db.write("Tính lại") as session:
        votes.recount(session, key_of(window))


def test_a_roll_corrected_after_the_minutes_is_told_on_the_page(window) -> None:
    page = window.shown.content
    with window.db.write("Ghi nội dung") as session:
        roll = attendance.roll(session, key_of(window))
        who = {line.full_name: line.member_id for line in roll.lines}
        content.add(session, key_of(window), Part.OPINION, "Nhất trí", who["Lò Văn Ánh"])
        votes.add(session, key_of(window), "Thông qua", VoteKind.SIMPLE, votes.Count(4))
    assert not page.notice.isVisible()
    with window.db.write("Điểm danh") as session:
        attendance.write(session, key_of(window), {who["Lò Văn Ánh"]: (Mark.EXCUSED, "ốm")}, on=TODAY)
    assert page.notice.text.text() == (
        "Có ý kiến phát biểu, nhưng điểm danh ghi Lò Văn Ánh vắng có lý do. "
        "Biểu quyết “Thông qua” ghi 4 phiếu, điểm danh chỉ có 3 người được biểu quyết dự họp."
    )
    page.notice.button.click()
    assert page.panel is page.lines
    assert page.lines.part is Part.OPINION
    assert page.lines.model.index(0, 1).data() == "Lò Văn Ánh ▼ vắng có lý do"
    page.show_part("votes")
    assert "▼ nhiều hơn 3 người dự được biểu quyết" in page.votes.model.index(0, 3).data()
    press(window, Qt.Key.Key_F3)
    assert window.shown.roll.notice.text.text().startswith("Có ý kiến phát biểu, nhưng")


def test_the_parts_are_walked_by_keys_and_a_closed_month_is_only_looked_at(window) -> None:
    page = window.shown.content
    press(window, Qt.Key.Key_Down, ALT)
    assert page.panel is page.review
    press(window, Qt.Key.Key_Up, ALT)
    assert page.panel is page.lines
    with window.db.write("Chốt") as session:
        months.close(session, 2026, 11, at=datetime(2026, 11, 14), by="")
        assert closings.holding(session, 2026, 11) is not None
    assert page.notice.isVisible()
    assert page.notice.button.text() == "Mở lại để đính chính (lần 2)"
    assert page.lines.text.isReadOnly()
    press(window, Qt.Key.Key_F9)
    (form,) = window.findChildren(ReopenDialog)
    form.reject()
    window.activateWindow()
    press(window, Qt.Key.Key_F3)
    assert window.shown.pages.currentWidget() is window.shown.roll


def test_what_is_typed_is_written_before_another_part_or_page_comes(window) -> None:
    page = window.shown.content
    type_text(window, "Nội dung một")
    press(window, Qt.Key.Key_Down, ALT)
    assert [text for _who, text in lines(window, Part.AGENDA)] == ["Nội dung một"]
    type_text(window, "vượt 20 m")
    press(window, ENTER)  # how it stands is still to be said
    assert "vượt 20 m" in page.review.note.placeholderText()
    type_text(window, "+")
    assert page.review.model.rows[0].result_words == "Đã hoàn thành ngày 05/11/2026: vượt 20 m"
    page.show_part(Part.OPINION)
    type_text(window, "khong ai")
    press(window, Qt.Key.Key_Down, ALT)
    assert page.lines.part is Part.OPINION  # nobody is called so: what was typed stays
    assert page.lines.who.text() == "khong ai"
    page.lines.cancel()
    press(window, TAB)
    type_text(window, "Khách phát biểu")
    press(window, Qt.Key.Key_F4)
    assert lines(window, Part.OPINION) == [("", "Khách phát biểu")]
