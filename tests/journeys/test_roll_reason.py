"""The reason of an absence by keys: where the cursor goes, and for whom there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt

from models import reasons, stays
from models.tables import Duty
from tests.journeys.test_roll import TODAY, hands, marks_of, open_roll, window  # noqa: F401
from tests.user import in_front


def test_after_enter_the_cursor_stays_with_the_names_though_the_offered_words_wake_late(window, hands, qtbot):  # noqa: F811
    """Fast fingers are done with a reason before the window system hands the cursor to the list of words."""
    roll = open_roll(window)
    hands.type("pao")
    hands.press(Qt.Key.Key_Tab)
    hands.type("om")
    hands.press(Qt.Key.Key_Return)
    offered = roll.reason.completer().popup()
    offered.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    offered.hide()
    in_front(qtbot, window)
    hands.type("va")
    assert (roll.finder.text(), roll.reason.text()) == ("va", "")
    assert roll.roll.tally.excused == 1


def test_tab_says_of_whom_there_is_no_reason(window, hands):  # noqa: F811
    roll = open_roll(window)
    first = roll.roll.lines[0]
    with window.db.write("Miễn sinh hoạt") as session:
        stays.change(session, first.member_id, on=TODAY.replace(day=1), duty=Duty.EXEMPT)
    said: list[str] = []
    roll.said.connect(said.append)
    for letters, sentence in (
        ("lva", f"{first.full_name} ngoài diện phải dự (miễn sinh hoạt), không tính vào tỷ lệ."),
        ("zz", "Không thấy ai là “zz”; xóa chữ rồi thử lại"),
    ):
        hands.type(letters)
        hands.press(Qt.Key.Key_Tab)
        assert said.pop() == sentence
        assert roll.finder.hasFocus()
    assert not roll.roll.is_written
    assert len(marks_of(window)) == len(roll.roll.lines)


def test_the_reasons_used_are_asked_for_with_the_first_letter_not_to_open_a_roll(window, hands, monkeypatch):  # noqa: F811
    asked: list[object] = []
    known = reasons.used
    monkeypatch.setattr(reasons, "used", lambda *given, **more: asked.append(given) or known(*given, **more))
    roll = open_roll(window)
    hands.type("pao-")
    hands.press(Qt.Key.Key_Tab)
    assert asked == []
    hands.type("com")
    assert len(asked) == 1
    assert roll.reason.completer().completionCount() == 0  # nobody was away for anything like it yet
    hands.press(Qt.Key.Key_Return)
    roll.open(roll.roll.meeting.id)
    hands.type("va-")
    hands.press(Qt.Key.Key_Tab)
    hands.type("c")
    assert "com" in roll.reason.completer().model().stringList()
