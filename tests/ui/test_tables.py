from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget

from models import tsv
from models.dates import PartialDate
from tests.user import press
from ui import theme
from ui.colours import LIGHT
from ui.rows import ROW_ROLE, Column, RowsModel, show
from ui.tables import Table
from ui.theme import State


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    card: str
    admitted: date | None
    meetings: int


PEOPLE = [
    Person(1, "Lò Văn Ánh", "014088001111", date(1990, 5, 3), 1459),
    Person(2, "Vừ A Bằng", "014088002222", None, 7),
    Person(3, "Cà Thị Hoan", "014088003333", date(1985, 1, 2), 12),
]


def columns() -> tuple[Column[Person], ...]:
    return (
        Column("Họ và tên", lambda row: row.name, 24, key="name"),
        Column("Số CCCD", lambda row: row.card, hidden=True),
        Column("Ngày vào Đảng", lambda row: row.admitted, state=lambda row: State.GOOD if row.admitted else State.WARN),
        Column("Số lần dự", lambda row: row.meetings, role="muted"),
    )


@pytest.fixture
def table(qtbot) -> Table[Person]:
    made = Table(RowsModel[Person](columns()), key=lambda row: row.id)
    qtbot.addWidget(made)
    made.rows_model.set_rows(PEOPLE)
    made.resize(800, 300)
    made.show()
    return made


def names(table: Table[Person]) -> list[str]:
    model = table.rows_model
    return [model.index(number, 0).data() for number in range(model.rowCount())]


def test_the_row_with_the_cursor_stays_in_view_when_the_table_gets_lower(table: Table[Person]) -> None:
    table.rows_model.set_rows([Person(number, "Lò Văn Ánh", "", None, number) for number in range(60)])
    table.show()
    table.selectRow(59)
    table.scrollTo(table.currentIndex())
    table.resize(800, 180)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    table.scrollToTop()
    table.resize(800, 120)  # out of view it stays so
    assert table.verticalScrollBar().value() == 0


def test_the_model_keeps_qts_rules(qtmodeltester, qtbot) -> None:
    model = RowsModel[Person](columns())
    model.set_rows(PEOPLE)
    qtmodeltester.check(model, force_py=True)
    model.set_rows([])
    qtmodeltester.check(model, force_py=True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (date(2026, 11, 5), "05/11/2026"),
        (1459, "1.459"),
        (Fraction(38, 41), "92,7 %"),
        (12.04, "12,0"),
        (PartialDate(1956, 5), "05/1956"),
        ("=1+1", "=1+1"),
        (State.GOOD, "good"),
    ],
)
def test_values_are_written_as_an_office_writes_them(value: object, text: str) -> None:
    assert show(value) == text


def test_numbers_stand_right_and_words_left(table: Table[Person]) -> None:
    model, role = table.rows_model, Qt.ItemDataRole.TextAlignmentRole
    assert model.index(0, 3).data(role) & Qt.AlignmentFlag.AlignRight
    assert model.index(0, 0).data(role) & Qt.AlignmentFlag.AlignLeft
    assert model.headerData(3, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight


def test_a_state_colours_its_cell_and_a_role_its_column(table: Table[Person]) -> None:
    model, role = table.rows_model, Qt.ItemDataRole.ForegroundRole
    assert model.index(0, 2).data(role).name() == LIGHT.green.lower()
    assert model.index(1, 2).data(role).name() == LIGHT.amber.lower()
    assert model.index(0, 3).data(role).name() == LIGHT.muted.lower()
    assert model.index(0, 0).data(role) is None


def test_the_row_is_behind_every_cell(table: Table[Person]) -> None:
    assert table.rows_model.index(2, 1).data(ROW_ROLE) is PEOPLE[2]


def test_enter_and_double_click_open_the_row(table: Table[Person], qtbot) -> None:
    table.selectRow(1)
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [PEOPLE[1]]
    where = table.visualRect(table.rows_model.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(table.opened) as heard:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard.args == [PEOPLE[2]]


def test_the_selection_follows_the_person_not_the_place(table: Table[Person], qtbot) -> None:
    table.selectRow(2)
    table.rows_model.set_rows(list(reversed(PEOPLE)))
    assert table.current_row() == PEOPLE[2]
    assert table.selected_rows() == [PEOPLE[2]]
    with qtbot.waitSignal(table.chosen, check_params_cb=lambda row: row is None):
        table.rows_model.set_rows(PEOPLE[:2])
    assert table.current_row() is None


def test_several_selected_rows_survive_a_reload(table: Table[Person]) -> None:
    table.selectAll()
    table.rows_model.set_rows(PEOPLE[1:])
    assert table.selected_rows() == PEOPLE[1:]


def test_moving_the_cursor_tells_the_row(table: Table[Person], qtbot) -> None:
    table.selectRow(0)
    with qtbot.waitSignal(table.chosen) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert heard.args == [PEOPLE[1]]


def test_copying_gives_headers_and_what_is_shown(table: Table[Person], qtbot) -> None:
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "Họ và tên\tNgày vào Đảng\tSố lần dự\nLò Văn Ánh\t03/05/1990\t1.459"
    table.set_column_shown(1, True)
    copied = table.copied()
    assert "014088001111" in copied.text()
    assert "mso-number-format:'\\@'" in copied.html()


def test_excel_gets_days_and_numbers_whatever_its_language(table: Table[Person]) -> None:
    table.selectRow(0)
    html = table.copied().html()
    assert '<td x:num="32996" sdval="32996" ' in html
    assert "style=\"mso-number-format:'dd/mm/yyyy'\">03/05/1990</td>" in html
    assert 'x:num="1459"' in html
    assert html.count("<th ") == 3


def test_ctrl_a_and_ctrl_c_copy_the_whole_table(table: Table[Person], qtbot) -> None:
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = tsv.read(QApplication.clipboard().text())
    assert [row[0] for row in rows] == ["Họ và tên", *(person.name for person in PEOPLE)]


def test_the_menu_of_a_table_offers_copying(table: Table[Person]) -> None:
    table.selectRow(1)
    table.copy_menu().actions()[0].trigger()
    assert "Vừ A Bằng" in QApplication.clipboard().text()


def test_the_cursor_keeps_its_column_across_a_reload(table: Table[Person]) -> None:
    table.setCurrentIndex(table.rows_model.index(1, 2))
    table.rows_model.set_rows(list(reversed(PEOPLE)))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)


def test_copied_text_cannot_break_out_of_its_cell(table: Table[Person]) -> None:
    table.rows_model.set_rows([Person(9, "<b>A\tB</b>\nC", "1", None, 0)])
    table.selectRow(0)
    copied = table.copied()
    assert copied.text().splitlines()[1].split("\t") == ["<b>A B</b> C", "", "0"]
    assert "&lt;b&gt;" in copied.html()


def test_a_click_on_a_header_sorts_and_the_unknown_come_last(table: Table[Person], qtbot) -> None:
    click_header(table, 2, qtbot)
    assert names(table) == ["Cà Thị Hoan", "Lò Văn Ánh", "Vừ A Bằng"]
    click_header(table, 2, qtbot)
    assert names(table) == ["Lò Văn Ánh", "Cà Thị Hoan", "Vừ A Bằng"]


def test_a_long_table_asks_its_screen_to_sort(qtbot) -> None:
    table = Table(RowsModel[Person](columns()), key=lambda row: row.id, sorting="ask")
    qtbot.addWidget(table)
    table.rows_model.set_rows(PEOPLE)
    table.show()
    with qtbot.waitSignal(table.sort_asked) as heard:
        click_header(table, 0, qtbot)
    assert heard.args == ["name", False]
    assert names(table) == [person.name for person in PEOPLE]


def test_showing_the_order_does_not_ask_for_it(qtbot) -> None:
    table = Table(RowsModel[Person](columns()), sorting="ask")
    qtbot.addWidget(table)
    with qtbot.assertNotEmitted(table.sort_asked):
        table.set_sorted("name", descending=True)
    assert table.horizontalHeader().sortIndicatorSection() == 0


def click_header(table: Table[Person], column: int, qtbot) -> None:
    header = table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_chosen_columns_are_remembered(qtbot) -> None:
    settings = theme.MemorySettings()
    first = Table(RowsModel[Person](columns()), name="people", settings=settings)
    qtbot.addWidget(first)
    assert first.isColumnHidden(1)
    menu = first.column_menu()
    menu.actions()[1].trigger()
    menu.actions()[3].trigger()
    second = Table(RowsModel[Person](columns()), name="people", settings=settings)
    qtbot.addWidget(second)
    assert [second.isColumnHidden(number) for number in range(4)] == [False, False, False, True]


def test_the_last_column_cannot_be_hidden(table: Table[Person]) -> None:
    for number in (0, 2):
        table.set_column_shown(number, False)
    assert [action.isEnabled() for action in table.column_menu().actions()] == [True, True, True, False]


def test_an_empty_table_says_what_to_do(table: Table[Person], qtbot) -> None:
    pressed: list[bool] = []
    table.set_empty("Chưa có ai. Hãy nhập danh sách.", "Nhập", lambda: pressed.append(True))
    assert not table.empty.isVisible()
    table.rows_model.set_rows([])
    assert table.empty.isVisible()
    qtbot.mouseClick(table.empty.button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    table.rows_model.set_rows(PEOPLE)
    assert not table.empty.isVisible()


def test_the_cursor_goes_from_the_button_of_an_empty_table_to_the_rows_it_brings(table: Table[Person], qtbot) -> None:
    table.set_empty("Không ai khớp.", "Bỏ lọc", lambda: table.rows_model.set_rows(PEOPLE))
    table.rows_model.set_rows([])
    qtbot.waitUntil(lambda: QApplication.activeWindow() is table.window())
    table.empty.go_to_button()
    assert table.empty.button.hasFocus()
    press(table.empty.button, Qt.Key.Key_Space)
    assert not table.empty.isVisible()
    assert table.hasFocus()


def test_rows_are_high_enough_for_the_text(table: Table[Person], free_look: theme.Theme) -> None:
    assert table.rowHeight(0) >= 28
    free_look.set_size(theme.TextSize.HUGE)
    QApplication.processEvents()
    assert table.rowHeight(0) >= QFontMetrics(QApplication.font()).height() + 8


def test_a_growing_column_takes_the_room_that_is_left(qtbot) -> None:
    model = RowsModel[str](
        (Column("Việc", str, width=10, grows=True), Column("Nay", lambda _row: "Lò Văn Ánh", width=10))
    )
    table = Table(model)
    qtbot.addWidget(table)
    model.set_rows(["Thêm Lò Văn Ánh"])
    table.resize(100, 200)
    table.show()
    narrow, other = table.columnWidth(0), table.columnWidth(1)
    table.resize(900, 200)
    assert table.columnWidth(0) > narrow + 500
    assert table.columnWidth(1) <= other + 20
    table.resize(100, 200)
    assert table.columnWidth(0) == narrow


def marked(table: Table[Person]) -> tuple[list[int], int | None]:
    current = table.current_row()
    return [row.id for row in table.selected_rows()], current.id if current else None


def test_choosing_a_row_while_ctrl_is_held_leaves_one_row_selected(table: Table[Person]) -> None:
    table.select_key(1)
    QTest.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
        table.select_key(3)
    finally:
        QTest.keyRelease(table, Qt.Key.Key_Control)
    assert marked(table) == ([3], 3)


def test_ctrl_end_and_ctrl_home_choose_the_row_they_lead_to(table: Table[Person]) -> None:
    table.select_key(2)
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert marked(table) == ([3], 3)
    QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert marked(table) == ([1], 1)
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert marked(table) == ([1, 2, 3], 3)


def test_when_the_row_under_the_cursor_goes_the_cursor_goes_to_the_other_selected(table: Table[Person]) -> None:
    shown: list[Person | None] = []
    table.select_key(1)
    flag = table.selectionModel().SelectionFlag
    table.selectionModel().setCurrentIndex(table.rows_model.index(1, 0), flag.Select | flag.Rows)
    assert marked(table) == ([1, 2], 2)
    table.chosen.connect(shown.append)
    table.rows_model.set_rows([PEOPLE[0], PEOPLE[2]])
    assert marked(table) == ([1], 1)
    assert shown[-1] == PEOPLE[0]


def test_a_table_that_gets_its_cursor_with_the_focus_selects_that_row(table: Table[Person], qtbot) -> None:
    table.selectionModel().clear()
    table.clearFocus()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    selected, current = marked(table)
    assert selected == [current]


def test_rows_selected_without_a_cursor_stay_selected(table: Table[Person]) -> None:
    table.selectionModel().clear()
    table.selectAll()
    table.rows_model.set_rows(list(reversed(PEOPLE)))
    assert marked(table) == ([3, 2, 1], 3)


def test_what_is_cut_in_a_cell_is_told_below_the_pointer(table: Table[Person]) -> None:
    wide, narrow = (table.rows_model.index(0, 0), 24), (table.rows_model.index(0, 0), 4)
    for index, letters in (wide, narrow):
        table.setColumnWidth(0, letters * table.fontMetrics().averageCharWidth())
        where = table.visualRect(index).center()
        event = QHelpEvent(QEvent.Type.ToolTip, where, table.viewport().mapToGlobal(where))
        QApplication.sendEvent(table.viewport(), event)
        assert table.heights.is_cut(index) == (letters == 4)
        assert QToolTip.text() == ("Lò Văn Ánh" if letters == 4 else "")
    QToolTip.hideText()


def test_a_bar_beside_the_row_shows_that_the_table_has_the_keys(qtbot) -> None:
    page, model = QWidget(), RowsModel[str]((Column("Tên", str, width=12),))
    table, other = Table(model), QLineEdit()
    box = QVBoxLayout(page)
    box.addWidget(table)
    box.addWidget(other)
    qtbot.addWidget(page)
    model.set_rows(["Một", "Hai"])
    page.show()
    page.activateWindow()
    table.selectRow(1)

    def bar(row: int) -> bool:
        place = table.visualRect(model.index(row, 0))
        image = table.viewport().grab().toImage()
        return image.pixelColor(1, place.center().y()) == QColor(theme.colours().accent_text)

    table.setFocus()
    qtbot.waitUntil(lambda: table.hasFocus() and (bar(0), bar(1)) == (False, True))
    other.setFocus()
    qtbot.waitUntil(lambda: not bar(1))
