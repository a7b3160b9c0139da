"""What does not fit into a line is broken, goes below or is left out whole, and never becomes another number."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.labels import ElidedLabel
from ui.widgets.sentence import SentenceLine

COUNTS = "450 đảng viên · 434 chính thức · 16 dự bị · 22 miễn sinh hoạt"


def _line(qtbot: QtBot, lines: int = 1) -> tuple[SentenceLine, QWidget]:
    before = QLabel("19/20 = 95 %")
    made = SentenceLine(before, QLabel("19 có mặt"), lines=lines)
    qtbot.addWidget(made)
    made.say("đạt mục tiêu ≥ 90 % · còn được vắng 1 đồng chí")
    made.show()
    return made, before


def _is_below(made: SentenceLine, before: QWidget) -> bool:
    return made.sentence.geometry().top() >= before.geometry().bottom()


@pytest.mark.parametrize(("lines", "tight_is_below"), [(1, True), (2, False)])
def test_a_sentence_goes_below_only_where_its_lines_do_not_fit(qtbot, lines, tight_is_below):
    made, before = _line(qtbot, lines)
    whole = made.sentence.fontMetrics().horizontalAdvance(made.sentence.text())
    beside = made.minimumSizeHint().width()
    for width, is_below in ((beside + 2 * whole, False), (beside + 3 * whole // 4, tight_is_below), (beside, True)):
        made.resize(width, 120)
        qtbot.waitUntil(lambda is_below=is_below: _is_below(made, before) == is_below)
        room = made.sentence.width()
        assert made.sentence.heightForWidth(room) <= made.sentence.height() or not is_below


def test_another_sentence_is_given_the_room_it_needs(qtbot):
    made, before = _line(qtbot)
    made.resize(made.minimumSizeHint().width() + 80, 120)
    qtbot.waitUntil(lambda: _is_below(made, before))
    made.say("đạt")
    qtbot.waitUntil(lambda: not _is_below(made, before))


def test_a_short_sentence_stands_where_the_longest_would(qtbot):
    sentence = "dự kiến: chưa đạt mục tiêu ≥ 90 % · thiếu 8 đồng chí"
    before = QLabel("9/9")
    made = SentenceLine(before, longest=("dự kiến 88/88 = 88,8 %", sentence))
    qtbot.addWidget(made)
    made.say("đạt")
    made.show()
    letters = made.sentence.fontMetrics()
    whole = letters.horizontalAdvance(sentence) + letters.horizontalAdvance("dự kiến 88/88 = 88,8 %")
    for width, is_below in ((whole + 200, False), (whole - 20, True)):
        made.resize(width, 120)
        qtbot.waitUntil(lambda is_below=is_below: _is_below(made, before) == is_below)


def test_a_label_leaves_out_whole_parts(qtbot):
    shown = ElidedLabel(COUNTS)
    qtbot.addWidget(shown)
    room = shown.fontMetrics().horizontalAdvance
    assert shown.shown_in(room(COUNTS)) == COUNTS
    assert shown.shown_in(room(COUNTS) - 1) == "450 đảng viên · 434 chính thức · 16 dự bị · …"
    assert shown.shown_in(room("450 đảng viên · …")) == "450 đảng viên · …"
    assert shown.shown_in(room("450 đảng")).endswith("…")
    names = ElidedLabel("đã qua hạn ngày 10 · Bản Na Sáy, Bản Nậm Sư")
    qtbot.addWidget(names)
    assert names.shown_in(room(names.text()) - 1) == "đã qua hạn ngày 10 · Bản Na Sáy, …"
    day = ElidedLabel("tính đến ngày 14/11/2026")
    qtbot.addWidget(day)
    assert day.shown_in(room("tính đến ngày 14/11/…")) == "tính đến ngày…"  # half a date would be another one
    long = ElidedLabel("Họp, " + "một câu dài " * 9)
    qtbot.addWidget(long)
    assert len(long.shown_in(room(long.text()) - 1)) > 50
