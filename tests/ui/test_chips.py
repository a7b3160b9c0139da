"""The chip of a filter in use shows all of its words."""

from __future__ import annotations

from PySide6.QtGui import QImage

from ui.members.filters import UsedChip
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


def _free(image: QImage, places: range) -> int:
    """How many columns within the frame hold nothing but the ground, at half the height of the letters."""
    rows = range(image.height() // 2 - 4, image.height() // 2 + 5)
    ground = image.pixelColor(places[0] + places.step * 4, image.height() // 2)
    return next(
        number for number, x in enumerate(places) if number > 4 and any(image.pixelColor(x, y) != ground for y in rows)
    )
