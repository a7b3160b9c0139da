"""The chip of a filter in use shows all of its words; filters that have no room are in a menu."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup

from ui.members.filters import UsedChip
from ui.widgets.chip_row import ChipRow
from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowRow


def test_the_words_of_a_filter_in_use_have_as_much_room_before_them_as_behind(qtbot) -> None:
    row = FlowRow()
    qtbot.addWidget(row)
    row.resize(700, 60)
    row.add(chip := UsedChip("Cơ quan Đảng, MTTQ, đoàn thể, đã ra khỏi danh sách", row))
    row.show()
    image = chip.grab().toImage()
    before, behind = _free(image, range(2, image.width())), _free(image, range(image.width() - 3, 0, -1))
    assert abs(before - behind) <= 4


@pytest.fixture
def row(qtbot) -> ChipRow:
    made, group = ChipRow(), QButtonGroup()
    made.group = group  # type: ignore[attr-defined] - kept alive
    qtbot.addWidget(made)
    chips = [FilterChip(f"Bộ lọc số {number}") for number in range(9)]
    for chip in chips:
        group.addButton(chip)
    chips[0].setChecked(True)
    made.set_chips(chips)
    made.resize(3 * chips[0].sizeHint().width(), 90)
    made.show()
    return made


def in_view(row: ChipRow) -> list[str]:
    return [chip.title[-1] for chip in row.chips if chip.isVisible()]


def test_filters_that_a_low_window_has_no_line_for_are_in_a_menu(row: ChipRow, qtbot) -> None:
    assert len(in_view(row)) == 9
    assert not row.more.isVisible()
    row.set_lines(2)
    shown = in_view(row)
    assert 2 <= len(shown) < 6
    assert row.more.text() == f"{9 - len(shown)} bộ lọc khác"
    assert row.flow.heightForWidth(row.width()) < 3 * row.chips[0].height()
    menu = row.more.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [f"Bộ lọc số {n}" for n in range(len(shown), 9)]
    menu.actions()[-1].trigger()
    assert row.chips[8].isChecked()
    assert in_view(row)[-1] == "8"  # the one that is on is in view
    row.set_lines(0)
    assert len(in_view(row)) == 9


def _free(image: QImage, places: range) -> int:
    """How many columns within the frame hold nothing but the ground, at half the height of the letters."""
    rows = range(image.height() // 2 - 4, image.height() // 2 + 5)
    ground = image.pixelColor(places[0] + places.step * 4, image.height() // 2)
    return next(
        number for number, x in enumerate(places) if number > 4 and any(image.pixelColor(x, y) != ground for y in rows)
    )
