"""The rating round in little room: narrow and low windows, the largest letters."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from models import rating_rules
from models.rating_rules import RatingRules
from models.tables import CapScope, RatingLevel
from tests.journeys import test_ratings
from tests.user import press
from ui import theme
from ui.members.ratings import RatingForm
from ui.ratings.page import RatingsPage
from ui.widgets.chips import FilterChip

BEST = RatingLevel.EXCELLENT
cell_ids, page = test_ratings.cell_ids, test_ratings.page  # the same cells in the same window


@pytest.fixture
def cap_by_cell(db) -> None:
    with db.write("Quy định") as session:
        rating_rules.save(session, date(2026, 1, 1), RatingRules("Hướng dẫn tỉnh", cap_scope=CapScope.CELL))


@pytest.mark.usefixtures("cap_by_cell")
def test_a_narrow_window_shows_every_figure_whole(page: RatingsPage, qtbot):
    page.window().setStyleSheet(theme.stylesheet(False, theme.TextSize.MEDIUM))
    page.give_blanks(BEST)
    cap = page.sums.counts[0][7]
    assert cap.text().startswith("! 0 – đang quá 4 (")
    assert not cap.property("tight")
    page.window().resize(796, 768)
    qtbot.waitUntil(lambda: cap.text() == "! 0, quá 4")
    assert cap.property("tight") == "true"
    assert "đang quá 4" in cap.accessibleName()
    counts = [one for line in page.sums.counts for one in line]
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in counts))
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: cap.text().startswith("! 0 – đang quá 4 ("))  # how that comes about, where there is room


def test_the_cap_of_all_cells_is_told_by_the_heading_where_there_is_no_room(page: RatingsPage, qtbot):
    page.give_blanks(BEST)
    page.window().setStyleSheet(theme.stylesheet(False, theme.TextSize.HUGE))
    page.window().resize(640, 512)
    line = page.sums.counts[0]
    qtbot.waitUntil(lambda: line[-1].text() == "! 0, quá 4")
    assert page.sums.heads[-1].text() == "Tối đa ĐB"
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in line))


@pytest.mark.usefixtures("cap_by_cell")
def test_the_largest_letters_in_a_low_window_leave_the_shares_to_the_tips(page: RatingsPage, qtbot):
    page.give_blanks(BEST)
    best = page.sums.counts[0][3]
    assert best.text() == "4 (100,00 %)"
    page.window().setStyleSheet(theme.stylesheet(False, theme.TextSize.HUGE))
    page.window().resize(640, 512)
    qtbot.waitUntil(lambda: best.text() == "4")
    assert best.toolTip().startswith("4 (100,00 %)\n")
    line = page.sums.counts[0]
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in line))
    assert line[-1].text() == "! 0, quá 4"
    page.window().resize(911, 512)
    qtbot.waitUntil(lambda: not page.table.horizontalScrollBar().isVisible())
    chips = page.head.findChildren(FilterChip)
    assert [one.text() for one in chips] == ["Năm", "Q.I", "Q.II", "Q.III", "Q.IV"]
    assert [one.accessibleName() for one in chips][3] == "Quý III"
    qtbot.waitUntil(lambda: page.head.height() < 2 * page.head.cell.height())  # one line: the rest is for the names
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: chips[0].text() == "Cả năm")
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: best.text() == "4 (100,00 %)")


def test_a_low_window_keeps_its_height_for_the_names(page: RatingsPage, qtbot):
    page.window().resize(911, 512)
    sums, table = page.sums, page.table
    qtbot.waitUntil(lambda: sums.more.isVisible() and not sums.counts[1][0].isVisible())
    assert sums.counts[0][0].isVisible()
    qtbot.waitUntil(lambda: table.viewport().height() >= 11 * table.rowHeight(0))
    shown = page.window().shown  # type: ignore[attr-defined]
    assert not shown.header.isVisible()
    assert table.rowHeight(0) >= table.fontMetrics().height()
    press(table, Qt.Key.Key_F2)
    form = page.findChild(RatingForm)
    assert form is not None
    form.reject()
    sums.counts[0][0].setFocus()
    qtbot.keyClick(sums.counts[0][0], Qt.Key.Key_Down)
    assert page.window().focusWidget() is sums.counts[0][0]
    page.many_menu.aboutToShow.emit()
    assert page.bodies.text() in [one.text() for one in page.many_menu.actions()]
    qtbot.keyClick(sums.more, Qt.Key.Key_Space)
    assert sums.counts[1][0].isVisible()
    assert sums.months_button.isVisible()
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: not sums.more.isVisible())
    assert page.bodies.isVisible()
    assert sums.rule.isVisible()
    assert shown.header.isVisible()
    page.window().resize(911, 512)
    qtbot.waitUntil(lambda: not shown.header.isVisible())
    shown.show_page(0)
    assert shown.header.isVisible()


def test_the_keys_take_one_line_in_large_letters(page: RatingsPage, qtbot):
    page.window().setStyleSheet(theme.stylesheet(False, theme.TextSize.LARGE))
    page.window().resize(1366, 768)
    assert page.hints.hints[-1] == ("Ctrl+↓ →", "chi bộ sau, quý sau")
    qtbot.waitUntil(lambda: page.hints.height() < 2 * page.hints.fontMetrics().height() + 2 * theme.GAP)
