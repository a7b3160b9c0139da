"""The line above a form that the program has already is read whole, however narrow the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt

from exports.learned.reading.known_blanks import Known
from ui.reports.known_form import KnownForm


@pytest.mark.parametrize("width", [520, 860])
def test_what_is_otherwise_in_a_form_of_ours_is_told_whole(qtbot, width: int) -> None:
    line = KnownForm()
    qtbot.addWidget(line)
    title = "Biểu 2 – Phân tích chất lượng đảng viên mới kết nạp theo thành phần, lứa tuổi"
    line.show_known(Known("bieu-2", title, differences=("Dòng 3",)))
    line.resize(width, line.sizeHint().height())
    line.show()
    told = line.told
    flags = int(Qt.TextFlag.TextWordWrap)

    def is_whole() -> bool:
        needed = told.fontMetrics().boundingRect(QRect(0, 0, told.width(), 0), flags, told.text())
        return needed.height() <= told.height() <= line.minimumSizeHint().height()

    qtbot.waitUntil(is_whole, timeout=3000)
    assert title in told.text()
