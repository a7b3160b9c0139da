"""What stands above a roll: which meeting it is, that none was held, who led it though marked absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import meetings
from models.meetings import MeetingValues
from models.tables import MeetingKind
from tests.journeys.test_roll import hands, open_roll, window  # noqa: F401
from ui.meetings.form import MeetingDialog


def test_the_title_tells_the_meetings_of_one_month_apart(window):  # noqa: F811
    roll = open_roll(window)
    first = roll.roll.meeting
    assert window.shown.heading.text() == "Bản Tin Tốc, họp 05/11/2026"
    assert window.shown.subtitle.text() == "tháng 11/2026 · 1/2"
    with window.db.write("Thêm cuộc họp") as session:
        theme = meetings.add(session, first.cell_id, 2026, 11, MeetingValues(MeetingKind.THEMATIC, date(2026, 11, 12)))
        late = replace(first.values, held_on=date(2026, 12, 2))
        meetings.edit(session, first.id, late, on=date(2026, 12, 3))
    window.shown.show_roll(theme)
    assert window.shown.heading.text() == "Bản Tin Tốc, chuyên đề 12/11/2026"
    window.shown.show_roll(first.id)
    assert window.shown.heading.text() == "Bản Tin Tốc, họp 02/12/2026"
    assert window.shown.subtitle.text().startswith("tháng 11/2026")


def test_of_another_meeting_that_was_not_held_no_page_says_it_of_the_month(window, hands):  # noqa: F811
    """The cell met as ever; its thematic meeting was called off."""
    first = open_roll(window).roll.meeting
    with window.db.write("Thêm cuộc họp") as session:
        theme = meetings.add(session, first.cell_id, 2026, 11, MeetingValues(MeetingKind.THEMATIC, date(2026, 11, 12)))
        meetings.set_not_held(session, theme, "")
    window.shown.show_roll(theme)
    assert window.shown.heading.text() == "Bản Tin Tốc, chuyên đề tháng 11/2026"
    content = window.shown.content
    content.open(theme)
    assert content.notice.text.text() == "Cuộc họp này không họp nên không có nội dung."
    content.open(first.id)
    with window.db.write("Không sinh hoạt") as session:
        meetings.set_not_held(session, first.id, "mưa lũ")
    content.open(first.id)
    assert content.notice.text.text() == "Chi bộ không sinh hoạt tháng này nên không có nội dung."


@pytest.mark.parametrize(("note", "said"), [("mưa lũ", ": mưa lũ."), ("", ".")])
def test_of_a_meeting_that_was_not_held_nobody_is_shown_as_present(window, hands, note, said):  # noqa: F811
    roll = open_roll(window)
    with window.db.write("Không sinh hoạt") as session:
        meetings.set_not_held(session, roll.roll.meeting.id, note)
    assert roll.model.rows == []
    assert roll.live.figure.text() == "Không sinh hoạt"
    assert [shown.text() for shown in roll.live.counts] == ["0"] * 5
    assert roll.notice.text.text() == f"Chi bộ không sinh hoạt tháng này{said}"
    assert window.shown.heading.text() == "Bản Tin Tốc, tháng 11/2026"
    told: list[str] = []
    roll.said.connect(told.append)
    hands.type("-")
    assert told == ["Không sinh hoạt nên không có điểm danh. Nếu có họp, bấm F9 (Có sinh hoạt)."]
    hands.press(Qt.Key.Key_F9)
    assert len(roll.model.rows) == 30
    assert roll.live.figure.text() == "30/30 = 100 %"


@pytest.mark.parametrize("page", ["roll", "content"])
def test_who_led_though_marked_absent_is_corrected_in_the_form_of_the_meeting(window, hands, qtbot, page):  # noqa: F811
    roll = open_roll(window)
    line = roll.model.rows[0]
    with window.db.write("Thư ký") as session:
        meeting = meetings.read(session, roll.roll.meeting.id)
        values = replace(meeting.values, secretary_id=line.member_id)
        meetings.edit(session, meeting.id, values, on=date(2026, 11, 14))
    hands.type("-")
    assert roll.notice.text.text() == f"Đã làm thư ký cuộc họp, nhưng điểm danh ghi {line.full_name} vắng có lý do."
    if page == "content":
        hands.press(Qt.Key.Key_F3)
        qtbot.waitUntil(window.shown.content.notice.isVisible)
    hands.press(Qt.Key.Key_F9)
    form = window.findChild(MeetingDialog)
    form.secretary.set_value(None)
    qtbot.keyClick(form.held_on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not getattr(window.shown, page).notice.isVisible())


def test_the_line_above_a_month_begins_as_a_sentence(window):  # noqa: F811
    window.shown.open_month((2026, 11))
    said = window.shown.board.summary
    assert said.text() == "Tháng 11 còn 2 chi bộ chưa ghi xong điểm danh · 0/2 chi bộ đã họp"


def test_the_rate_of_a_month_says_how_many_cells_it_is_of(window, hands):  # noqa: F811
    roll = open_roll(window)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with window.db.write("Không sinh hoạt") as session:
        other = next(row for row in meetings.of_month(session, 2026, 11) if row.id != roll.roll.meeting.id)
        meetings.set_not_held(session, other.id, "mưa lũ")
    hands.press(Qt.Key.Key_Escape)
    said = window.shown.board.summary
    assert said.text() == "30/30 = 100 % – đạt mục tiêu ≥ 90 % · 1/2 chi bộ đã họp"


@pytest.mark.parametrize("what", ["clear", "delete"])
def test_the_question_before_a_meeting_goes_names_it_and_then_says_how_it_comes_back(window, hands, what):  # noqa: F811
    roll = open_roll(window)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    getattr(roll.steps, what)()
    (box,) = roll.findChildren(QMessageBox)
    which = "cuộc họp ngày 05/11/2026 (thường kỳ) của Chi bộ bản Tin Tốc"
    assert box.text() == {"clear": f"Xóa điểm danh của {which}?", "delete": f"Xóa {which}?"}[what]
    said: list[str] = []
    window.shown.said.connect(said.append)
    next(button for button in box.buttons() if button.text().startswith("Xóa")).click()
    assert (
        said[-1]
        == {
            "clear": f"Đã xóa điểm danh của {which}; Ctrl+Z lấy lại.",
            "delete": f"Đã xóa {which}; khôi phục ở Dữ liệu, Thùng rác, hoặc Ctrl+Z.",
        }[what]
    )
