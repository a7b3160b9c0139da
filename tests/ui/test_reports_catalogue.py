"""The list of reports at the left: every title whole, whatever the size of the letters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt

from exports import REPORTS
from ui import theme
from ui.reports.catalogue import Catalogue

_PADDING = 10  # above and below a title, as the style has it


@pytest.mark.parametrize("size", list(theme.TextSize))
def test_every_title_is_whole_also_where_the_letters_grew_behind_another_screen(
    qtbot, free_look: theme.Theme, size: theme.TextSize
) -> None:
    titles = Catalogue(REPORTS)
    qtbot.addWidget(titles)
    titles.resize(250, 700)
    titles.show()
    titles.hide()
    free_look.set_size(size)
    titles.show()
    room = QRect(0, 0, titles.viewport().width() - 12, 0)
    wraps = int(Qt.TextFlag.TextWordWrap)

    def cut() -> list[str]:
        shown = [(titles.item(number), titles.visualItemRect(titles.item(number))) for number in range(titles.count())]
        letters = titles.fontMetrics()
        return [
            line.text()
            for line, rect in shown
            if line.flags() and rect.height() + 1 < letters.boundingRect(room, wraps, line.text()).height() + _PADDING
        ]

    qtbot.waitUntil(lambda: cut() == [])


def test_the_same_reports_anew_leave_the_list_where_it_was_scrolled_to(qtbot) -> None:
    titles = Catalogue(REPORTS)
    qtbot.addWidget(titles)
    titles.resize(250, 300)
    titles.show()
    titles.choose(REPORTS[12].key)
    bar = titles.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(bar.maximum())
    titles.set_reports([replace(one) for one in REPORTS])
    assert bar.value() == bar.maximum()
    assert titles.report == REPORTS[12]
    titles.set_reports(REPORTS[:-1])
    assert titles.report == REPORTS[12]
    assert titles.choose(REPORTS[-1].key) is False
