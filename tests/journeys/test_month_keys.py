"""A month of 25 cells with two exceptions each, typed from the board to the last cell without the mouse."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from models import attendance, cells, meetings, members
from models.cells import CellValues
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import Mark, MeetingState
from models.text import fold
from tests.user import at_work, press, type_text
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.finder import best_match

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)
CELLS = 25
MOST = 250
NAMES = [
    name.strip()
    for name in [
        "\nLò Văn Ánh",
        " Lường Văn Bằng",
        " Mùa A Chư",
        " Quàng Thị Dung",
        " Lường Văn Đôi",
        " Giàng A Dơ",
        " Cà Thị Hoan",
        " Quàng Văn Hặc",
        "\nTòng Văn Ín",
        " Lò Thị Lả",
        " Sùng A Páo",
        " Vì Văn Phương",
        " Hạng A Sính",
        " Lò Văn Thoan",
        " Lầu A Tủa",
        " Vừ A Vảng",
        " Lò Văn Xôm",
        "\nNguyễn Thị Đào",
        " Trần Văn Kiên",
        " Lê Thị Mỹ",
        " Phạm Minh Quỳnh",
        " Vàng Thị Ly",
        " Thào A Dế",
        " Cút Văn Xiên\n",
    ]
]


@pytest.fixture
def window(db, qtbot):
    with db.write("Dựng 25 chi bộ") as session:
        for number in range(CELLS):
            cell = cells.add(session, CellValues(f"Chi bộ bản số {number + 1}"))
            for name in NAMES:
                members.add(session, MemberValues(name, admitted_on=PartialDate(2010, 3, 3)), cell, on=TODAY)
        meetings.open_month(session, 2026, 11, on=TODAY)
    return at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))


def letters_for(roll, name: str) -> str:
    """Give what an officer types: letters of the given name until the right line is chosen."""
    shown = [line.shown_name for line in roll.model.rows]
    given = fold(name.split()[-1])
    for count in range(1, len(given) + 1):
        number = best_match(shown, given[:count])
        if number is not None and shown[number] == name:
            return given[:count]
    raise AssertionError(f"{name} cannot be found by the given name")


def test_a_month_of_25_cells_costs_at_most_250_keys(window, qtbot):
    screen = window.shown
    screen.board.show_month(2026, 11)
    screen.board.table.setFocus()
    screen.board.table.selectRow(0)
    pressed = 1
    press(window, Qt.Key.Key_Return)
    roll = screen.roll
    wanted: dict[str, dict[str, Mark]] = {}
    for number in range(CELLS):
        cell_name = roll.roll.meeting.cell_name
        first, second = NAMES[number % len(NAMES)], NAMES[(number * 5 + 7) % len(NAMES)]
        assert first != second
        wanted[cell_name] = {first: Mark.EXCUSED, second: Mark.UNEXCUSED}
        for name, key in ((first, "-"), (second, "*")):
            typed = letters_for(roll, name) + key
            type_text(window, typed)
            pressed += len(typed)
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        pressed += 1
    assert screen.pages.currentWidget() is screen.board
    assert pressed <= MOST

    with window.db.read() as session:
        for row in meetings.of_month(session, 2026, 11):
            assert row.state is MeetingState.RECORDED
            lines = attendance.roll(session, row.id).lines
            assert {line.full_name: line.mark for line in lines if line.mark is not Mark.PRESENT} == wanted[
                row.cell_name
            ]
    assert len(wanted) == CELLS


@pytest.mark.parametrize("is_list", [True, False])
def test_the_board_comes_back_at_the_cell_last_worked_on(window, is_list):
    board = window.shown.board
    board.show_month(2026, 11)
    first, second, third = [line.cell_id for line in board.model.rows][:3]
    if not is_list:
        board.year_chip.click()
    (board.table if is_list else board.matrix).setFocus()
    board.choose(first, 2026, 11)
    press(window, Qt.Key.Key_Return)
    for shown in (second, third):
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        assert window.shown.roll.roll.meeting.cell_id == shown
    press(window, Qt.Key.Key_Escape)
    assert window.shown.pages.currentWidget() is board
    assert (board.chosen_cell(), board.chosen_month()) == (third, (2026, 11))
