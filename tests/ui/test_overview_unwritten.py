"""Rolls still to be written, as *Việc cần làm* counts and lists them."""

from PySide6.QtCore import Qt

from models import attendance, meetings
from tests.models.builders import C
from tests.ui.test_overview import NOW, book, dialogs, shown, texts, told  # noqa: F401
from ui.overview import cards


def test_several_rolls_to_write_are_listed_and_the_card_counts_the_same(book, qtbot):  # noqa: F811
    with book.write("Ghi dở") as session:
        first = meetings.of_month(session, 2026, 11)[0]
        roll = attendance.roll(session, first.id)
        attendance.write(session, first.id, {roll.lines[0].member_id: (C, "")}, on=NOW.date())
    screen = shown(book, qtbot)
    assert screen.cards.cards[cards.MET].caption.text() == "1 chưa ghi, 1 ghi dở"
    row = screen.todo.rows["unwritten"]
    assert texts(row) == ["2 cuộc họp chưa ghi xong điểm danh", "tháng 11: 2 (1 chưa ghi, 1 ghi dở)"]
    heard = told(screen)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    opened = next(one for one in dialogs(screen) if one.windowTitle() == "Cuộc họp chưa ghi xong điểm danh")
    assert [(line.name, line.month, line.state.value) for line in opened.rows] == [
        ("Chi bộ bản Nà Sáy", 11, "Còn người chưa ghi"),
        ("Chi bộ Trạm Y tế", 11, "Chưa ghi điểm danh"),
    ]
    opened.opened.emit(opened.rows[1])
    assert heard == [("meetings", {"cell_id": opened.rows[1].cell_id, "year": 2026, "month": 11})]
