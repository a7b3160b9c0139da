"""The header of a screen comes to rest: sharing its room must not ask for another layout for ever."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QLabel, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.header import ActionButton, Header


class Counting(QObject):
    """Counts the layouts asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at every event of the header."""
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.mark.parametrize("width", [1200, 700, 520, 400, 300, 200])
@pytest.mark.parametrize("has_tabs", [False, True])
def test_no_layout_is_asked_for_once_it_stands(qtbot: QtBot, width: int, has_tabs: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    header = Header("Chi bộ, thôn bản")
    for words in ("Sửa", "Tổ chức lại", "Thêm chi bộ"):
        header.add_button(ActionButton(words))
    header.buttons[-1].setProperty("kind", "primary")
    if has_tabs:
        tabs = QTabBar()
        for words in ("Chi bộ (24)", "Thôn, bản (20)"):
            tabs.addTab(words)
        header.add_tabs(tabs)
    box = QVBoxLayout(window)
    box.addWidget(header)
    box.addWidget(QLabel("Nội dung"), 1)
    window.resize(width, 300)
    window.show()
    for _ in range(20):
        QCoreApplication.processEvents()
    counting = Counting()
    header.installEventFilter(counting)
    for _ in range(20):
        QCoreApplication.processEvents()
    assert counting.count == 0


def test_the_subtitle_stands_behind_tabs_in_a_second_line_where_the_first_would_cut_it(qtbot: QtBot) -> None:
    header, tabs = Header("Bản Háng Cuông, tháng 10/2026"), QTabBar()
    qtbot.addWidget(header)
    for words in ("Điểm danh", "Nội dung", "Chấm điểm"):
        tabs.addTab(words)
    header.add_tabs(tabs)
    header.add_button(ActionButton("Chi bộ sau"))
    header.subtitle.setText("8/23 · họp 08/10/2026")
    whole = header.subtitle.fontMetrics().horizontalAdvance(header.subtitle.text())
    title = header.heading.sizeHint().width()
    header.resize(title + whole + tabs.sizeHint().width() + 400, 80)
    header.show()
    assert header.subtitle.geometry().left() > header.heading.geometry().right()
    header.resize(title + whole + 40, 80)
    qtbot.waitUntil(lambda: header.subtitle.y() > header.heading.geometry().bottom() - 1)
    assert header.subtitle.x() > tabs.geometry().right()
    assert header.subtitle.shown_in(header.subtitle.width()) == header.subtitle.text()
    header.resize(title + whole + tabs.sizeHint().width() + 400, 80)
    qtbot.waitUntil(lambda: header.subtitle.y() < header.heading.geometry().bottom())
    assert header.subtitle.geometry().right() < tabs.x()


def test_the_height_is_the_same_for_titles_that_follow_one_another(qtbot: QtBot) -> None:
    titles = "Quân sự, họp 06/11/2026", "Trường PTDTBT Tiểu học Mường Mẫu, họp 08/11/2026"
    header, tabs = Header(titles[0]), QTabBar()
    qtbot.addWidget(header)
    for words in ("Điểm danh", "Nội dung", "Chấm điểm"):
        tabs.addTab(words)
    header.add_tabs(tabs)
    header.add_button(ActionButton("Chi bộ sau"))
    header.show()
    whole = header.heading.fontMetrics().horizontalAdvance(titles[1])
    header.resize(whole + 3 * header.buttons[0].width_in_words(), 100)
    qtbot.waitUntil(lambda: 0 < tabs.y() < header.heading.geometry().bottom())  # the short title leaves room beside it
    heights = set()
    header.keep_room_for(titles)
    for title in (*titles, titles[0]):
        header.heading.setText(title)
        qtbot.waitUntil(lambda: tabs.y() >= header.heading.geometry().bottom() - 1)
        heights.add(header.sizeHint().height())
    assert len(heights) == 1
    header.keep_room_for(())
    qtbot.waitUntil(lambda: tabs.y() < header.heading.geometry().bottom())


def test_a_subtitle_with_little_room_shows_its_beginning_and_tells_the_rest(qtbot: QtBot) -> None:
    header = Header("Trạm Y tế, họp 08/11/2026")
    qtbot.addWidget(header)
    header.subtitle.setText("tháng 11/2026 · 21/23")
    header.add_button(ActionButton("Chi bộ sau"))
    subtitle = header.subtitle
    room = subtitle.fontMetrics().horizontalAdvance("tháng 1")
    header.resize(header.width(), 60)
    header.show()
    subtitle.resize(room, subtitle.height())
    assert subtitle.shown_in(room) == "tháng…"
    assert subtitle.toolTip() == "tháng 11/2026 · 21/23"
