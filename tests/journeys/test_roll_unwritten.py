"""People of a roll still “chưa ghi”: named when going on, reached with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.journeys.test_roll import hands, open_roll, window  # noqa: F401


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["pao", "va"], "Còn 2 đồng chí chưa ghi: Sùng A Páo, Vừ A Vảng. Đã ghi Chi bộ bản Tin Tốc: 28/30 có mặt."),
        (["pao", "va", "xom", "kien"], "Còn 4 đồng chí chưa ghi. Đã ghi Chi bộ bản Tin Tốc: 26/30 có mặt."),
        ([], "Đã ghi Chi bộ bản Tin Tốc: 30/30 có mặt."),
    ],
)
def test_going_on_says_who_is_not_written(window, hands, names, expected):  # noqa: F811
    roll = open_roll(window)
    said: list[str] = []
    roll.said.connect(said.append)
    for name in names:
        hands.type(name)
        hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert said == [expected]


def test_a_roll_half_written_opens_at_the_first_who_is_not_written(window, hands):  # noqa: F811
    roll = open_roll(window)
    assert roll.table.currentIndex().row() == 0
    for name in ("va", "pao"):
        hands.type(name)
        hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Escape)
    roll = open_roll(window)
    assert roll.table.current_row().full_name == "Sùng A Páo"
    hands.type("+")
    hands.press(Qt.Key.Key_Escape)
    assert open_roll(window).table.current_row().full_name == "Vừ A Vảng"


def test_one_key_goes_from_one_not_written_to_the_next(window, hands):  # noqa: F811
    roll = open_roll(window)
    for name in ("pao", "va"):
        hands.type(name)
        hands.press(Qt.Key.Key_Delete)
    found = []
    for _ in range(3):
        hands.press(Qt.Key.Key_F8)
        found.append(roll.table.current_row().full_name)
    assert found == ["Sùng A Páo", "Vừ A Vảng", "Sùng A Páo"]
    hands.type("+")
    hands.press(Qt.Key.Key_F8)
    hands.type("-")
    said: list[str] = []
    roll.said.connect(said.append)
    hands.press(Qt.Key.Key_F8)
    assert said == ["Không còn ai chưa ghi."]
