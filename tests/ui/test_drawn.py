"""The painted widgets: what they say, how they are walked, and that they paint fast."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QTabBar, QWidget

from models import tsv
from ui import theme
from ui.colours import LIGHT
from ui.theme import State
from ui.widgets.cards import Card, Facts, StatCard, TodoRow
from ui.widgets.charts import LineChart, Point, state_of
from ui.widgets.chips import FilterChip, KeyHints, tag
from ui.widgets.flow import FlowRow
from ui.widgets.labels import ElidedLabel
from ui.widgets.matrix import Matrix, MatrixCell, MatrixRow
from ui.widgets.side_list import SideList
from ui.widgets.tab_line import TabLine

GOOD, BAD, UNKNOWN = MatrixCell("92,7", State.GOOD, "38/41"), MatrixCell("84,2", State.BAD), MatrixCell("…", State.IDLE)


def rows(count: int) -> list[MatrixRow]:
    cells = [GOOD, BAD, UNKNOWN, MatrixCell("–", State.IDLE, dashed=True), *[GOOD] * 7, MatrixCell()]
    return [MatrixRow(f"cell-{number}", f"Bản thứ {number}", cells) for number in range(1, count + 1)]


@pytest.fixture
def matrix(qtbot) -> Matrix:
    made = Matrix()
    qtbot.addWidget(made)
    made.set_rows(rows(60), "Chi bộ")
    made.resize(700, 500)
    made.show()
    return made


def test_the_arrows_walk_and_enter_opens(matrix: Matrix, qtbot) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End):
        qtbot.keyClick(matrix, key)
    with qtbot.waitSignal(matrix.opened) as heard:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert heard.args == ["cell-3", 12]


def test_the_cursor_scrolls_into_view_and_stops_at_the_ends(matrix: Matrix, qtbot) -> None:
    for _ in range(70):
        qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.current == (59, 10)
    assert matrix.viewport().rect().contains(matrix.square(59, 10))
    qtbot.keyClick(matrix, Qt.Key.Key_PageUp)
    assert 30 < matrix.current[0] < 59


def test_the_whole_matrix_is_copied(matrix: Matrix, qtbot) -> None:
    qtbot.keyClick(matrix, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = tsv.read(QApplication.clipboard().text())
    assert len(lines) == 61
    assert lines[0][:3] == ["Chi bộ", "T1", "T2"]
    assert lines[1][:4] == ["Bản thứ 1", "92,7", "84,2", "…"]
    assert 'x:num="92.7"' in QApplication.clipboard().mimeData().html()  # to be reckoned with in Excel


def test_a_click_opens_a_square_or_a_name(matrix: Matrix, qtbot) -> None:
    with qtbot.waitSignal(matrix.opened) as heard:
        where = matrix.square(4, 1).center()
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard.args == ["cell-5", 2]
    with qtbot.waitSignal(matrix.row_opened) as heard:
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, matrix.square(6, 0).center().y()))
    assert heard.args == ["cell-7"]


def test_a_click_on_the_header_opens_nothing(matrix: Matrix, qtbot) -> None:
    with qtbot.assertNotEmitted(matrix.opened):
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 4))


def test_every_square_is_found_where_it_is_painted(matrix: Matrix) -> None:
    for width in (380, 700, 1200):
        matrix.resize(width, 500)
        for place in ((0, 0), (3, 5), (2, 11)):
            matrix.select(f"cell-{place[0] + 1}", place[1] + 1)
            assert matrix.cell_at(matrix.square(*place).center()) == place


def test_figures_keep_their_room_when_the_matrix_is_narrow(matrix: Matrix) -> None:
    matrix.resize(380, 400)
    wanted = matrix.fontMetrics().horizontalAdvance("84,2")
    assert matrix.square(0, 1).width() >= wanted
    assert matrix.horizontalScrollBar().maximum() > 0
    matrix.select("cell-1", 12)
    assert matrix.viewport().rect().contains(matrix.square(0, 11))


def test_the_cursor_begins_at_the_latest_month_and_it_is_in_view(matrix: Matrix) -> None:
    assert matrix.current == (0, 10)
    matrix.resize(380, 400)
    assert matrix.viewport().rect().contains(matrix.square(0, 10))


def test_the_row_stays_under_the_cursor_when_rows_change(matrix: Matrix) -> None:
    matrix.select("cell-9", 5)
    matrix.set_rows(list(reversed(rows(60))))
    assert matrix.rows[matrix.current[0]].key == "cell-9"


def test_a_state_is_told_by_colour_and_by_sign(matrix: Matrix) -> None:
    image = matrix.viewport().grab().toImage()
    good, bad = matrix.square(0, 4), matrix.square(0, 1)
    assert image.pixelColor(good.topLeft() + QPoint(4, 1)) == QColor(LIGHT.green_soft)
    assert image.pixelColor(bad.topLeft() + QPoint(4, 1)) == QColor(LIGHT.red_soft)
    right_half = bad.adjusted(bad.width() * 7 // 10, 0, 0, 0)
    assert QColor(LIGHT.red) in colours_in(image, right_half)  # the ▼ beside the figure


def colours_in(image: QImage, box) -> list[QColor]:
    return [image.pixelColor(x, y) for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())]


def test_sixty_rows_paint_quickly(matrix: Matrix) -> None:
    matrix.resize(900, 1600)
    image = QImage(matrix.size(), QImage.Format.Format_ARGB32_Premultiplied)
    matrix.render(image)
    start = perf_counter()
    for _ in range(3):
        matrix.render(image)
    assert (perf_counter() - start) / 3 < 0.15


def test_an_empty_matrix_still_names_its_lines_whole(matrix: Matrix) -> None:
    matrix.set_rows([], "Chi bộ trực thuộc")
    assert matrix.label_width >= matrix.fontMetrics().horizontalAdvance("Chi bộ trực thuộc") * 0.95


def test_an_empty_matrix_says_what_to_do(matrix: Matrix) -> None:
    matrix.set_empty("Chưa có chi bộ nào.", "Thêm chi bộ", lambda: None)
    assert not matrix.empty.isVisible()
    matrix.set_rows([])
    assert matrix.empty.isVisible()


@pytest.fixture
def chart(qtbot) -> LineChart:
    made = LineChart()
    qtbot.addWidget(made)
    values = [91.0, 89.2, None, 92.5, 90.9]
    made.set_points([Point(f"{month:02}/26", value) for month, value in enumerate(values, 1)], 90.0)
    made.resize(400, 240)
    made.show()
    return made


def test_the_chart_can_be_read_as_text(chart: LineChart) -> None:
    assert chart.as_text().splitlines()[:3] == ["01/26: 91,0 %", "02/26: 89,2 %", "03/26: chưa có số liệu"]
    assert chart.accessibleDescription() == chart.as_text()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([91.0, 89.2, 92.5], (85.0, 95.0)),
        ([100.0, 100.0], (85.0, 100.0)),
        ([0.0], (0.0, 95.0)),
        ([None, None], (85.0, 95.0)),
    ],
)
def test_the_axis_holds_all_values_and_the_target(qtbot, values: list[float | None], expected) -> None:
    chart = LineChart()
    qtbot.addWidget(chart)
    chart.set_points([Point("01/26", value) for value in values], 90.0)
    low, high = chart.scale_range()
    assert (low, high) == expected
    assert low <= 90 <= high
    chart.grab()


def test_the_month_s_own_rule_says_whether_a_point_is_below(qtbot) -> None:
    """A month of exactly 90 misses “> 90 %” and reaches “≥ 90 %”; the chart does not compare for itself."""
    chart = LineChart()
    qtbot.addWidget(chart)
    chart.resize(400, 240)
    chart.set_points([Point("01/26", 90.0, is_met=met) for met in (False, True, None)], 90.0)
    assert [state_of(point) for point in chart.points] == [State.BAD, State.GOOD, State.IDLE]
    image = chart.grab().toImage()
    drawn = [image.pixelColor(chart._place(number, 90.0).toPoint()) for number in range(3)]
    assert drawn == [QColor(LIGHT.red), QColor(LIGHT.green), LIGHT.ink(State.IDLE)]


def test_a_chart_without_points_paints(qtbot) -> None:
    chart = LineChart()
    qtbot.addWidget(chart)
    for points in ([], [Point("01/26", 50.0)]):
        chart.set_points(points)
        chart.grab()


def test_the_chart_is_walked_by_keyboard(chart: LineChart, qtbot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 4
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.opened) as heard:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert heard.args == [3]
    assert chart.tip_of(2) == "03/26: chưa có số liệu"


def test_a_stat_card_opens_by_mouse_and_keyboard(qtbot) -> None:
    card = StatCard("Tham gia sinh hoạt tháng 10")
    qtbot.addWidget(card)
    card.show_figure("90,9 %", "361/397 lượt phải dự – đạt mục tiêu", State.GOOD, 0.909)
    card.show()
    heard: list[int] = []
    card.clicked.connect(lambda: heard.append(1))
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(card, key)
    assert len(heard) == 3
    assert "90,9 %" in card.accessibleName()
    assert card.figure.palette().color(card.figure.foregroundRole()) == QColor(LIGHT.green)
    card.show_figure("461", "443 chính thức", State.PLAIN)
    assert not card.bar.isVisible()


def test_a_todo_row_is_clicked_and_follows_the_dark(qtbot, free_look: theme.Theme) -> None:
    row = TodoRow("circle-alert", "5 chi bộ chưa họp", "đã qua ngày 10", State.BAD)
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitSignal(row.clicked):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    free_look.set_scheme(theme.Scheme.DARK)
    QApplication.processEvents()
    sign = row._sign.pixmap().toImage()
    spots = [sign.pixelColor(x, y) for x in range(sign.width()) for y in range(sign.height())]
    assert max(spots, key=lambda spot: spot.alpha()).red() > 230


def test_chips_flow_into_a_second_line(qtbot) -> None:
    row = FlowRow()
    qtbot.addWidget(row)
    chips = [FilterChip(f"Tình trạng {number}") for number in range(6)]
    row.add(*chips)
    row.resize(1200, 40)
    row.show()
    one_line = row.heightForWidth(1200)
    assert row.heightForWidth(300) > one_line * 2
    row.resize(300, row.heightForWidth(300))
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert not any(a.geometry().intersects(b.geometry()) for a in chips for b in chips if a is not b)


def test_a_chip_shows_its_count(qtbot) -> None:
    chip = FilterChip("Dự bị")
    qtbot.addWidget(chip)
    chip.set_count(1459)
    assert chip.text() == "Dự bị · 1.459"
    chip.set_count(None)
    assert chip.text() == "Dự bị"


def test_key_hints_and_tags_paint(qtbot) -> None:
    for widget in (KeyHints([("+", "có mặt"), ("Del", "chưa ghi")]), tag("Dự bị", State.WARN)):
        qtbot.addWidget(widget)
        assert not widget.grab().isNull()


def test_facts_are_replaced(qtbot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show()
    facts.show_facts([("Chủ trì", "Lò Văn Hiêng"), ("Thư ký", "")])
    facts.show_facts([("Chủ trì", "Cà Thị Hoan")])
    QApplication.processEvents()
    shown = [label.text() for label in facts.findChildren(type(facts.heading)) if label.isVisible()]
    assert shown == ["Chủ trì", "Cà Thị Hoan"]


def test_a_card_shows_its_heading_only_if_it_has_one(qtbot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.show()
    assert not card.heading.isVisible()
    card.set_title("Việc cần làm")
    assert card.heading.isVisible()


def test_a_long_line_ends_in_dots_and_tells_the_rest(qtbot) -> None:
    label = ElidedLabel("361/397 lượt phải dự – đạt mục tiêu")
    qtbot.addWidget(label)
    label.resize(600, 20)
    label.show()
    assert label.toolTip() == ""
    label.resize(80, 20)
    assert label.toolTip() == label.text()
    assert label.minimumSizeHint().width() < 60


def test_the_target_steps_where_a_rule_changes(chart: LineChart) -> None:
    points = [Point(f"{month:02}/26", 85.0, target=80.0 if month < 4 else 90.0) for month in range(1, 7)]
    chart.set_points(points)
    assert chart.scale_range() == (75.0, 95.0)
    image = chart.grab().toImage()

    def is_dashed(month: int, target: float) -> bool:
        y = round(chart._place(month - 1, target).y())
        x = round(chart._place(month - 1, target).x())
        near = [image.pixel(x + step, y + up) for step in range(-8, 9) for up in (-1, 0, 1)]
        return any(QColor(pixel).red() > QColor(pixel).blue() + 60 for pixel in near)

    assert [is_dashed(month, 80.0) for month in (2, 5)] == [True, False]
    assert [is_dashed(month, 90.0) for month in (2, 5)] == [False, True]


def test_facts_go_on_in_a_second_line_where_the_first_is_full(qtbot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([(f"Mục {number}", "một giá trị khá dài") for number in range(6)])
    facts.show()
    one_line = facts.heightForWidth(2000)
    assert facts.heightForWidth(400) > one_line
    assert facts.minimumSizeHint().width() < 400
    facts.show_facts([("Mục", "ngắn")])
    qtbot.waitUntil(lambda: facts.heightForWidth(400) == one_line)


def test_the_lines_of_a_side_list_are_whole_and_it_never_scrolls_sideways(qtbot) -> None:
    parts = SideList()
    qtbot.addWidget(parts)
    parts.addItems(["Nội dung họp", "Phương hướng, nhiệm vụ", "Tình hình đóng đảng phí"])
    parts.setCurrentRow(0)  # lays the lines out before the style is known
    parts.resize(parts.sizeHint())
    parts.show()
    words = parts.fontMetrics()
    qtbot.waitUntil(lambda: parts.visualItemRect(parts.item(1)).height() >= words.height() + 8)
    wanted = max(words.horizontalAdvance(parts.item(number).text()) for number in range(3))
    assert parts.viewport().width() > wanted
    assert not parts.horizontalScrollBar().isVisible()


def test_tabs_take_a_line_of_their_own_where_there_is_no_room_for_both(qtbot) -> None:
    tabs, right = QTabBar(), QLineEdit()
    right.setMinimumWidth(300)
    for title in ("Chi bộ (24)", "Thôn, bản (20)", "Tổ chức (26)"):
        tabs.addTab(title)
    line = TabLine(tabs, right)
    qtbot.addWidget(line)
    line.resize(1000, 40)
    line.show()
    assert tabs.geometry().bottom() > right.geometry().top()
    line.resize(tabs.sizeHint().width() + 200, 80)
    qtbot.waitUntil(lambda: tabs.geometry().bottom() < right.geometry().top())
    assert tabs.tabRect(2).right() <= tabs.width()
    right.setMinimumWidth(100)
    qtbot.waitUntil(lambda: tabs.geometry().bottom() > right.geometry().top())


def test_the_tab_chosen_makes_room_for_its_bold_title(qtbot) -> None:
    tabs = QTabBar()
    right = QWidget()
    right.setMinimumWidth(50)
    QHBoxLayout(right).addWidget(QLineEdit("rất nhiều chỗ"))
    for title in ("Chi bộ (24)", "Thôn, bản, tổ dân phố (20)", "Tổ chức (26)"):
        tabs.addTab(title)
    tabs.setStyleSheet("QTabBar::tab:selected { font-weight: bold; }")
    line = TabLine(tabs, right)
    qtbot.addWidget(line)
    line.resize(tabs.sizeHint().width() + 120, 40)
    line.show()
    for number in (1, 2, 0):
        tabs.setCurrentIndex(number)
        qtbot.waitUntil(lambda: tabs.width() >= tabs.sizeHint().width(), timeout=5000)
