"""A new roll counts nobody as present whom the last one left out: it names them and writes them down."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import roll_duties
from models.tables import Duty, Mark, MeetingState, Standing
from tests.journeys.test_roll import hands, open_roll, state_of, window  # noqa: F401
from tests.models import builders as make
from tests.user import in_front, opened, press
from ui.meetings.left_out import LeftOutDialog


def _yes(qtbot) -> QMessageBox:
    """Answer the question with its only other button; return it."""
    question = opened(qtbot, QMessageBox)
    (yes,) = (one for one in question.buttons() if one is not question.escapeButton())
    in_front(qtbot, question)
    yes.setFocus()
    press(yes, Qt.Key.Key_Space)
    return question


def _rolled_in_october(window, *duties: Duty, cell: int = 0) -> list[str]:  # noqa: F811
    """Write an October roll in which the first people of the cell had these duties; return their names."""
    november = open_roll(window, cell).roll
    lines = november.lines[: len(duties)]
    with window.db.write("Điểm danh tháng 10") as session:
        marks = [(Standing.OFFICIAL, duty, Mark.UNRECORDED) for duty in duties]
        make.roster(session, november.meeting.cell_id, date(2026, 10, 5), marks, [line.member_id for line in lines])
    return [line.shown_name for line in lines]


def test_who_was_left_out_last_time_is_named_and_one_step_writes_it_down(window, hands, qtbot):  # noqa: F811
    first, second = _rolled_in_october(window, Duty.EXEMPT, Duty.TEMP_AWAY)
    roll = open_roll(window)
    said = roll.notice.text.text()
    assert said.startswith("Lần trước ngoài diện phải dự, sổ đảng viên chưa ghi: ")
    assert f"{first} (miễn sinh hoạt), {second} (sinh hoạt tạm thời nơi khác)." in said
    assert roll.live.figure.text() == "28/30"  # without a rate: nobody knows yet of the two
    assert roll.table.current_row().shown_name == first

    hands.press(Qt.Key.Key_F9)
    assert f"– {first}: miễn sinh hoạt từ 05/10/2026\n" in _yes(qtbot).informativeText()
    qtbot.waitUntil(lambda: roll.live.figure.text().startswith("28/28"))
    assert {line.shown_name: line.duty for line in roll.roll.outside} == {
        first: Duty.EXEMPT,
        second: Duty.TEMP_AWAY,
    }
    assert roll.notice.text.text().startswith("Chưa ghi: đang hiện sẵn")
    assert state_of(window, "Chi bộ bản Tin Tốc") is MeetingState.PLANNED  # nothing of the roll itself is written

    in_front(qtbot, window)
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: roll.notice.text.text() == said)


def test_a_roll_written_all_the_same_leaves_them_open_and_they_can_still_be_written_down(window, hands, qtbot):  # noqa: F811
    names = _rolled_in_october(window, *[Duty.EXEMPT] * 4)
    roll = open_roll(window)
    said = roll.notice.text.text()
    assert f"{names[2]} (miễn sinh hoạt) và 1 đồng chí nữa." in said
    assert f"{names[3]} (" not in said
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert roll.roll.is_written
    assert (roll.roll.tally.attended, roll.roll.tally.eligible, roll.roll.tally.unrecorded) == (26, 30, 4)

    hands.press(Qt.Key.Key_Plus)  # the cursor stands on the first of them, who has come again
    hands.press(Qt.Key.Key_F9)
    assert "Ghi 3 đồng chí này" in _yes(qtbot).text()
    qtbot.waitUntil(lambda: roll.live.figure.text().startswith("27/27"))
    assert not roll.notice.isVisible()


def test_those_of_all_cells_of_the_month_are_listed_and_written_in_one_step(window, hands, qtbot):  # noqa: F811
    first = _rolled_in_october(window, Duty.EXEMPT, Duty.TEMP_AWAY)
    second = _rolled_in_october(window, Duty.SPECIAL_DUTY, cell=1)
    roll = open_roll(window)
    hands.press(Qt.Key.Key_F9)
    question = opened(qtbot, QMessageBox)
    (every,) = (one for one in question.buttons() if "Mọi chi bộ tháng 11: 3 đồng chí" in one.text())
    in_front(qtbot, question)
    every.setFocus()
    press(every, Qt.Key.Key_Space)
    dialog = opened(qtbot, LeftOutDialog)
    assert [one.shown_name for one in dialog.rows] == [*first, *second]
    in_front(qtbot, dialog)
    press(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert (roll.roll.tally.attended, roll.roll.tally.eligible) == (28, 28)
    with window.db.read() as session:
        assert roll_duties.of_month(session, 2026, 11) == []
    window.db.undo()
    with window.db.read() as session:
        assert len(roll_duties.of_month(session, 2026, 11)) == 3
