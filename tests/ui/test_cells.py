"""*Chi bộ, thôn bản*: what the lists show, filter and open."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models import cells, members, villages
from models.members import MemberValues
from models.tables import Cell, Position, Standing
from models.villages import VillageValues
from tests.models.builders import cell, held, people
from tests.user import in_front, press, type_text
from ui.cells import lists
from ui.cells.form import CellForm, VillageForm
from ui.cells.organization_form import OrganizationForm
from ui.cells.screen import CELLS, TREE, VILLAGES, CellsScreen
from ui.overview.cell_history import CellHistory
from ui.theme import State
from ui.widgets.names import NamesDialog

NOW = datetime(2026, 11, 14, 9, 0)
TODAY = NOW.date()


@pytest.fixture
def book(db):
    """A cell of one village, a joint cell, a small office, a village without a cell."""
    db.clock = lambda: NOW
    with db.write("Dựng") as session:
        own, joint, office = (
            cell(session, f"Chi bộ {name}") for name in ("bản Nà Sáy", "bản Co Tở - Noong Hịa", "Trạm Y tế")
        )
        for name, key in (("Nà Sáy", own), ("Co Tở", joint), ("Noong Hịa", joint), ("Pá Kháo", None)):
            villages.add(session, VillageValues(name, households=50, population=1459, cell_id=key))
        homes = {name: key for key, name in villages.names(session).items()}
        secretary = people(session, own, 5)[0]
        people(session, joint, 3, start=10, standing=Standing.UNKNOWN)
        people(session, office, 2, start=20)
        members.set_position(session, secretary, Position.SECRETARY, on=date(2024, 1, 1))
        members.add(session, MemberValues("Lò Thị Mới", village_id=homes["Nà Sáy"]), own, on=TODAY)
        held(session, own, date(2026, 10, 3))
    return db


@pytest.fixture
def screen(book, qtbot):
    made = CellsScreen(book)
    qtbot.addWidget(made)
    made.resize(1170, 738)  # what the navigation and the status line leave of 1366×768
    made.show()
    made.reload()
    return made


def told(screen):
    heard: list[tuple[str, object]] = []
    screen.go.connect(lambda *what: heard.append(what))
    return heard


def names(page):
    return [row.cell.name if hasattr(row, "cell") else row.name for row in page.model.rows]


def shown(page, row):
    return [page.model.index(row, column).data() for column in range(9)]


def test_a_cell_is_shown_with_all_that_is_known_of_it(screen):
    assert shown(screen.cells, 0) == [
        "Bản Nà Sáy",
        "Thôn, bản, tổ dân phố",
        "6",
        "5",
        "0",
        "1",
        "Nà Sáy",
        "Lò Văn Aa",
        "03/10/2026",
    ]
    assert screen.tabs.tabText(CELLS) == "Chi bộ (3)"


def test_a_small_cell_carries_a_warning_and_one_of_unknown_standings_does_not(screen):
    model = screen.cells.model
    assert model.columns[0].icon(model.rows[2]) == "triangle-alert"
    assert model.columns[3].state(model.rows[2]) is State.WARN
    assert "Dưới 3 đảng viên chính thức" in model.columns[0].tip(model.rows[2])
    assert model.columns[0].icon(model.rows[1]) == ""


def test_the_sum_of_the_cells_leads_to_the_members(screen, qtbot):
    assert screen.cells.line.text() == "3 chi bộ, 11 đảng viên = 7 chính thức + 0 dự bị + 4 chưa rõ"
    heard = told(screen)
    for figure in (lists.MEMBERS, lists.OFFICIAL, lists.UNSURE):
        qtbot.mouseClick(screen.cells.line.figures[figure], Qt.MouseButton.LeftButton)
    assert heard == [
        ("members", {}),
        ("members", {"standing": Standing.OFFICIAL}),
        ("members", {"standing": Standing.UNKNOWN}),
    ]


def test_the_identity_of_the_villages_filters_the_list(screen, qtbot):
    screen.tabs.setCurrentIndex(VILLAGES)
    line = screen.villages.line
    assert line.text() == (
        "4 thôn, bản = 1 có chi bộ độc lập + 2 ghép + 1 chưa có chi bộ ·  trắng đảng viên: 0 chắc chắn, "
        "3 chưa rõ vì 10 đảng viên chưa ghi nơi ở"
    )
    for figure, left in (
        (lists.OWN, ["Nà Sáy"]),
        (lists.JOINT, ["Co Tở", "Noong Hịa"]),
        (lists.NONE, ["Pá Kháo"]),
        (lists.UNKNOWN, ["Co Tở", "Noong Hịa", "Pá Kháo"]),
    ):
        qtbot.mouseClick(line.figures[figure], Qt.MouseButton.LeftButton)
        assert names(screen.villages) == left


def test_those_without_a_home_are_named(screen, qtbot):
    screen.tabs.setCurrentIndex(VILLAGES)
    qtbot.mouseClick(screen.villages.line.figures[lists.HOMELESS], Qt.MouseButton.LeftButton)
    (dialog,) = screen.findChildren(NamesDialog)
    assert len(dialog.rows) == 10
    heard = told(screen)
    dialog.table.opened.emit(dialog.rows[0])
    assert heard == [("members", dialog.rows[0].member_id)]


def test_a_village_is_shown_with_what_is_not_known_as_such(screen):
    assert shown(screen.villages, 1) == [
        "Co Tở",
        "50",
        "1.459",
        "chưa rõ",
        "chưa rõ",
        "Bản Co Tở - Noong Hịa",
        "Chi bộ ghép",
        "0",
        "chưa rõ",
    ]
    assert shown(screen.villages, 0)[-2:] == ["1", "không"]
    assert screen.villages.model.columns[6].state(screen.villages.model.rows[3]) is State.WARN


def test_enter_shows_who_stands_behind_a_row(screen):
    heard = told(screen)
    QTest.keyClick(screen.cells.table, Qt.Key.Key_Return)
    assert heard == [("members", {"cell_id": screen.cells.model.rows[0].id})]
    screen.tabs.setCurrentIndex(VILLAGES)
    QTest.keyClick(screen.villages.table, Qt.Key.Key_Return)
    (dialog,) = screen.findChildren(NamesDialog)
    assert dialog.windowTitle() == "Đảng viên ở Nà Sáy"
    assert [row.full_name for row in dialog.rows] == ["Lò Thị Mới"]


@pytest.mark.parametrize("tab", [CELLS, VILLAGES])
def test_tab_goes_from_the_search_to_the_figures_the_chips_then_to_the_table(screen, qtbot, tab):
    in_front(qtbot, screen)
    screen.tabs.setCurrentIndex(tab)
    screen.reload()
    page = (screen.cells, screen.villages)[tab]
    screen.search.setFocus()
    for figure in page.line.figures.values():
        press(screen, Qt.Key.Key_Tab)
        assert screen.focusWidget() is figure
    press(screen, Qt.Key.Key_Tab)
    assert screen.focusWidget() in page.chips.values()
    press(screen, Qt.Key.Key_Tab)
    assert screen.focusWidget() is page.table


def test_the_cursor_stays_where_a_cell_was_that_is_no_more(screen, qtbot):
    table, keys = screen.cells.table, [row.id for row in screen.cells.model.rows]
    table.select_key(keys[1])
    with screen.db.write("Bỏ") as session:
        session.get_one(Cell, keys[1]).valid_to = date(2026, 11, 1)
    screen.reload()
    assert [row.id for row in screen.cells.model.rows] == [keys[0], keys[2]]
    assert table.current_row().id == keys[2]


def test_chips_count_and_keep_their_part(screen, qtbot):
    chips = {chip.text(): chip for chip in screen.cells.chips.values()}
    assert list(chips) == [
        "Tất cả · 3",
        "Thôn, bản, tổ dân phố · 2",
        "Trạm y tế · 1",
        "Chi bộ ghép · 1",
        "Chưa ghi bí thư · 2",
        "Dưới 3 chính thức · 1",
    ]
    qtbot.mouseClick(chips["Chi bộ ghép · 1"], Qt.MouseButton.LeftButton)
    assert names(screen.cells) == ["Chi bộ bản Co Tở - Noong Hịa"]
    screen.reload()
    assert names(screen.cells) == ["Chi bộ bản Co Tở - Noong Hịa"]


def test_the_search_needs_no_accents_and_says_when_nothing_fits(screen, qtbot):
    type_text(screen.search, "sáy")
    qtbot.waitUntil(lambda: names(screen.cells) == ["Chi bộ bản Nà Sáy"])
    assert names(screen.villages) == ["Nà Sáy"]
    screen.search.clear()
    type_text(screen.search, "khong co")
    qtbot.waitUntil(lambda: names(screen.cells) == [])
    assert screen.cells.table.empty.words.text() == "Không có dòng nào khớp."
    qtbot.mouseClick(screen.cells.table.empty.button, Qt.MouseButton.LeftButton)
    assert screen.search.text() == ""
    assert len(names(screen.cells)) == 3


@pytest.mark.parametrize(
    ("argument", "tab", "row"),
    [
        (2, CELLS, "Chi bộ bản Co Tở - Noong Hịa"),
        ({"cell_id": 3}, CELLS, "Chi bộ Trạm Y tế"),
        ({"village_id": 4}, VILLAGES, "Pá Kháo"),
        ({"short": True}, CELLS, "Chi bộ Trạm Y tế"),
    ],
)
def test_another_screen_can_ask_for_a_row(screen, argument, tab, row):
    screen.villages.choose(lists.OWN)
    screen.show_item(argument)
    page = (screen.cells, screen.villages)[tab]
    assert screen.tabs.currentIndex() == tab
    assert screen.pages.currentWidget() is page
    current = page.table.current_row()
    assert (current.cell.name if tab == CELLS else current.name) == row


@pytest.mark.parametrize("tab", [CELLS, VILLAGES, TREE])
def test_the_cursor_comes_to_the_list_with_the_screen(screen, tab):
    screen.tabs.setCurrentIndex(tab)
    screen.setFocus()
    assert screen.focusWidget() is (screen.cells, screen.villages, screen.tree)[tab].table


def test_the_search_box_finds_cells_and_villages(book):
    found = CellsScreen.look_up(book, "co to")
    assert [(hit.title, hit.argument) for hit in found] == [
        ("Chi bộ bản Co Tở - Noong Hịa", {"cell_id": 2}),
        ("Thôn, bản Co Tở", {"village_id": 2}),
    ]


def test_a_past_day_is_shown_as_it_was_and_only_looked_at(screen, qtbot):
    screen.on.setText("31/12/2023")
    screen.on.editingFinished.emit()
    assert "chỉ để xem" in screen.subtitle.text()
    assert [row.secretary for row in screen.cells.model.rows] == ["", "", ""]
    assert not screen.edit_button.isEnabled()
    assert not screen.add_cell_button.isEnabled()
    qtbot.mouseClick(screen.now_button, Qt.MouseButton.LeftButton)
    assert screen.cells.model.rows[0].secretary == "Lò Văn Aa"
    assert screen.edit_button.isEnabled()
    assert screen.on.text() == "14/11/2026"


def test_a_day_that_is_none_is_said_and_changes_nothing(screen):
    heard: list[str] = []
    screen.said.connect(heard.append)
    screen.on.setText("31/02/2026")
    screen.on.editingFinished.emit()
    assert "31/02/2026" in heard[0]
    assert screen.is_today


def test_f2_opens_the_form_of_the_row(screen):
    screen.edit_button.click()
    assert screen.findChild(CellForm).name.text() == "Chi bộ bản Nà Sáy"
    screen.tabs.setCurrentIndex(VILLAGES)
    screen.edit_button.click()
    form = screen.findChild(VillageForm)
    assert (form.name.text(), form.population.text(), form.cell.currentText()) == ("Nà Sáy", "1459", "Bản Nà Sáy")
    assert form.border.value() is None


def test_the_tree_starts_with_the_commune(screen, qtbot):
    screen.tabs.setCurrentIndex(TREE)
    assert [line.depth for line in screen.tree.model.rows] == [0, 0, 0]
    screen.add_organization()
    form = screen.findChild(OrganizationForm)
    assert form.kind.currentText() == "Đảng bộ xã, phường, đặc khu"
    form.name.setText("Đảng bộ xã Mường Mẫu")
    form.code.setText("11900000000000")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    screen.reload()
    assert [(line.name, line.depth, line.code) for line in screen.tree.model.rows][:2] == [
        ("Đảng bộ xã Mường Mẫu", 0, "11.900.000.000.000"),
        ("Chi bộ bản Nà Sáy", 1, ""),
    ]


def test_the_tree_opens_members_and_forms(screen):
    screen.tabs.setCurrentIndex(TREE)
    heard = told(screen)
    QTest.keyClick(screen.tree.table, Qt.Key.Key_Return)
    assert heard == [("members", {"cell_id": 1})]
    screen.edit_button.click()
    assert screen.findChild(CellForm).name.text() == "Chi bộ bản Nà Sáy"


def test_an_empty_list_offers_to_begin(db, qtbot):
    screen = CellsScreen(db)
    qtbot.addWidget(screen)
    screen.show()
    screen.reload()
    assert not screen.edit_button.isEnabled()
    assert not screen.cells.line.isVisible()
    assert screen.cells.table.empty.button.text() == "Thêm chi bộ"
    qtbot.mouseClick(screen.cells.table.empty.button, Qt.MouseButton.LeftButton)
    form = screen.findChild(CellForm)
    assert form is not None
    assert form.windowTitle() == "Thêm chi bộ"


def test_the_columns_fit_a_window_of_1366(screen):
    for page in (screen.cells, screen.villages, screen.tree):
        screen.pages.setCurrentWidget(page)
        header = page.table.horizontalHeader()
        assert header.length() <= page.table.viewport().width()
        metrics = header.fontMetrics()
        for number, column in enumerate(page.model.columns):
            if not page.table.isColumnHidden(number):
                assert metrics.horizontalAdvance(column.title) < header.sectionSize(number)


def test_the_models_are_sound(screen, qtmodeltester):
    qtmodeltester.check(screen.cells.model)
    qtmodeltester.check(screen.villages.model)
    qtmodeltester.check(screen.tree.model)


def test_the_imported_commune_keeps_the_identity(commune, qtbot):
    screen = CellsScreen(commune)
    qtbot.addWidget(screen)
    screen.reload()
    text = screen.villages.line.text()
    assert text.startswith("22 thôn, bản = 17 có chi bộ độc lập + 4 ghép + 1 chưa có chi bộ")
    with commune.read() as session:
        total = sum(row.members for row in cells.rows(session, NOW.date()))
    assert f"{total} đảng viên" in screen.cells.line.text()


def test_f7_shows_the_months_of_the_cell_under_the_cursor(screen, qtbot):
    screen.activateWindow()
    screen.cells.table.setFocus()
    screen.cells.table.selectRow(0)
    QTest.keyClick(screen.cells.table, Qt.Key.Key_F7)
    (dialog,) = screen.findChildren(CellHistory)
    assert dialog.windowTitle() == "Chi bộ bản Nà Sáy, năm 2026"
    heard = told(screen)
    dialog.table.opened.emit(dialog.model.rows[0])
    assert heard == [("meetings", {"cell_id": dialog.cell_id, "year": 2026, "month": 10})]


def test_ctrl_page_down_goes_from_tab_to_tab_and_round(screen):
    screen.show()
    screen.activateWindow()
    screen.cells.table.setFocus()
    seen = []
    for _ in range(3):
        press(screen.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        seen.append(screen.tabs.currentIndex())
        assert screen.focusWidget() is (screen.cells, screen.villages, screen.tree)[seen[-1]].table
    assert seen == [VILLAGES, TREE, CELLS]


def test_the_menu_of_decisions_holds_decisions_alone_and_the_other_what_is_kept(screen):
    decisions = {action.text() for action in screen.decisions.menu.actions()}
    kept = {action.text() for action in screen.decisions.records_menu.actions()}
    assert {"Tách…", "Đổi cấp trên…", "Các lần tổ chức lại…"} <= decisions
    assert {"Nhiệm kỳ…", "Các tháng sinh hoạt…", "Loại hình chi bộ…"} <= kept
    assert not decisions & kept - {""}
    for tab, is_shown in ((CELLS, True), (VILLAGES, False), (TREE, True)):
        screen.tabs.setCurrentIndex(tab)
        assert screen.head.records_button.isVisibleTo(screen) is is_shown
