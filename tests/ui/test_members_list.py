from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from models import members
from models.members import MemberFilter
from models.tables import Duty, Ending, Gender, Position, Standing
from models.text import masked
from tests.leaving import leave
from tests.ui.members_book import fill, names
from tests.user import in_front, press, type_text
from ui.members.columns import columns
from ui.members.screen import MembersScreen
from ui.members.words import Lookup
from ui.overview.behind import to_attendance

EVERYONE = ["Trần Văn An", "Lò Văn Ánh", "Lường Thị Ban", "Mùa A Chư", "Đỗ Thị Đào"]


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def screen(qtbot, db, ids) -> MembersScreen:
    shown = MembersScreen(db)
    qtbot.addWidget(shown)
    shown.resize(1170, 740)
    shown.reload()
    shown.show()
    return shown


def cell_text(screen: MembersScreen, name: str, key: str) -> str:
    column = next(one for one in screen.model.columns if one.name == key)
    return column.shown(next(row for row in screen.model.rows if row.full_name == name))


def test_the_list_stands_in_vietnamese_order_with_its_count(screen) -> None:
    assert names(screen) == EVERYONE
    assert screen.bar.count.text() == (
        "4 đảng viên · 2 chính thức · 1 dự bị · 1 chưa rõ · 1 miễn sinh hoạt · 1 sinh hoạt tạm thời tại đây"
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lo van a", ["Lò Văn Ánh"]), ("lva 1965", ["Lò Văn Ánh"]), ("6789", ["Lò Văn Ánh"]), ("đào", ["Đỗ Thị Đào"])],
)
def test_searching(qtbot, screen, typed: str, found: list[str]) -> None:
    screen.search.setText(typed)
    qtbot.waitUntil(lambda: names(screen) == found)
    assert screen.bar.count.text().startswith("1 / 4 đảng viên · 1 ")


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        (MemberFilter(standing=Standing.PROBATIONARY), ["Đỗ Thị Đào"]),
        (MemberFilter(duty=Duty.EXEMPT), ["Mùa A Chư"]),
        (MemberFilter(gender=Gender.FEMALE), ["Đỗ Thị Đào"]),
        (MemberFilter(is_minority=True), ["Lò Văn Ánh", "Lường Thị Ban"]),
        (MemberFilter(lacking="gender"), ["Lường Thị Ban"]),
        (MemberFilter(lacking="official_on"), ["Lường Thị Ban"]),
        (MemberFilter(is_minority=True, lacking="citizen_id"), ["Lường Thị Ban"]),
    ],
)
def test_filters_and_their_chips(screen, narrow: MemberFilter, found: list[str]) -> None:
    screen.filters.set_value(narrow)
    assert names(screen) == found
    for chip in list(screen.filters.chips):
        chip.click()
    assert names(screen) == EVERYONE
    assert screen.filters.chips == []


def test_a_menu_counts_what_each_choice_would_leave(screen) -> None:
    menu = screen.filters.buttons["lacking"].menu()
    menu.aboutToShow.emit()
    offered = dict(action.text().split("\t") for action in menu.actions() if "\t" in action.text())
    assert offered["Thiếu giới tính"] == "1"
    assert offered["Thiếu ngày chính thức"] == "1"  # not the one on probation
    for action in menu.actions():
        if action.text().startswith("Thiếu giới tính"):
            action.trigger()
    assert names(screen) == ["Lường Thị Ban"]
    assert screen.filters.buttons["lacking"].isChecked()
    assert [chip.text() for chip in screen.filters.chips] == ["Thiếu giới tính"]


@pytest.mark.parametrize("key", [*members.ORDERS, "position"])
def test_every_order_works_both_ways(screen, key: str) -> None:
    for descending in (False, True):
        screen.table.sort_asked.emit(key, descending)
        assert sorted(names(screen)) == sorted(EVERYONE)


def test_a_click_on_a_header_sorts(screen) -> None:
    screen.table.sort_asked.emit("admitted_on", True)
    assert names(screen)[:2] == ["Đỗ Thị Đào", "Lò Văn Ánh"]
    screen.table.sort_asked.emit("position", False)
    assert names(screen)[0] == "Lò Văn Ánh"
    screen.table.sort_asked.emit("cell", False)
    assert names(screen)[:3] == ["Lò Văn Ánh", "Lường Thị Ban", "Mùa A Chư"]
    screen.table.sort_asked.emit("number", True)  # numbers have no order of their own
    assert names(screen) == EVERYONE


def test_what_is_not_known_says_so(screen) -> None:
    assert cell_text(screen, "Lường Thị Ban", "gender") == "chưa rõ"
    assert cell_text(screen, "Lường Thị Ban", "official_on") == "chưa rõ"
    assert cell_text(screen, "Đỗ Thị Đào", "official_on") == "–"
    assert cell_text(screen, "Lường Thị Ban", "born_on") == "05/1970"
    assert cell_text(screen, "Lò Văn Ánh", "position") == Position.SECRETARY.label


def test_identity_numbers_are_masked_on_screen_and_on_the_clipboard(screen, ids) -> None:
    assert masked("011065006789") == "011•••••6789"
    assert cell_text(screen, "Lò Văn Ánh", "citizen_id") == "011•••••6789"
    screen.table.select_key(ids["Lò Văn Ánh"])
    screen.table.copy()
    assert "011065006789" not in QGuiApplication.clipboard().text()


def test_the_one_chosen_stays_chosen_while_typing(qtbot, screen, ids) -> None:
    screen.table.select_key(ids["Đỗ Thị Đào"])
    screen.search.setText("đ")
    qtbot.waitUntil(lambda: names(screen) == ["Đỗ Thị Đào"])
    assert screen.table.current_row().id == ids["Đỗ Thị Đào"]
    screen.search.clear()
    qtbot.waitUntil(lambda: len(screen.model.rows) == 5)
    assert screen.table.current_row().id == ids["Đỗ Thị Đào"]


def test_the_list_of_a_past_day(qtbot, screen) -> None:
    screen.bar.day.setText("31/12/2000")
    screen.bar.day.editingFinished.emit()
    assert names(screen) == ["Lường Thị Ban", "Mùa A Chư"]
    assert screen.bar.notice.text.text() == "! Danh sách như của ngày 31/12/2000, không phải hôm nay."
    screen.bar.notice.button.click()
    assert names(screen) == EVERYONE
    assert screen.bar.notice.isHidden()
    assert screen.bar.day.text() == "14/11/2026"


@pytest.mark.parametrize("typed", ["31/02/2026", "01/2026", "23/11/2026"])
def test_a_day_that_cannot_be_asked_for(screen, typed: str) -> None:
    screen.bar.day.setText(typed)
    screen.bar.day.editingFinished.emit()
    assert names(screen) == EVERYONE
    assert screen.bar.day.property("wrong") is True
    assert typed in screen.bar.notice.text.text()


def test_another_screen_asks_for_a_member_or_a_filter(qtbot, screen, ids) -> None:
    screen.search.setText("lva")
    qtbot.waitUntil(lambda: len(screen.model.rows) == 1)
    screen.show_item(ids["Mùa A Chư"])
    assert screen.table.current_row().full_name == "Mùa A Chư"
    screen.show_item({"lacking": "gender"})
    assert names(screen) == ["Lường Thị Ban"]
    screen.show_item({"cell_id": screen.table.current_row().cell_id})
    assert names(screen) == ["Lò Văn Ánh", "Lường Thị Ban", "Mùa A Chư"]


def test_one_who_left_is_found_among_those_who_left(db, screen, ids) -> None:
    with db.write("Chuyển đi") as session:
        leave(session, ids["Mùa A Chư"], on=date(2026, 6, 30), ending=Ending.TRANSFERRED_OUT)
    screen.reload()
    assert "Mùa A Chư" not in names(screen)
    screen.show_item(ids["Mùa A Chư"])
    assert screen.filters.value.has_left
    assert names(screen) == ["Mùa A Chư"]
    assert screen.table.current_row().full_name == "Mùa A Chư"
    assert "Chuyển đi 30/06/2026" in shown(screen)


def test_one_who_left_is_reached_from_the_search_box_by_keys(qtbot, db, screen, ids) -> None:
    with db.write("Chuyển đi") as session:
        leave(session, ids["Mùa A Chư"], on=date(2026, 6, 30), ending=Ending.TRANSFERRED_OUT)
    screen.reload()
    in_front(qtbot, screen)
    screen.search.setFocus()
    type_text(screen, "mua a chu")
    qtbot.waitUntil(lambda: screen.table.empty.button.text() == "Xem đồng chí đã ra khỏi danh sách")
    press(screen, Qt.Key.Key_Down)
    assert screen.table.empty.button.hasFocus()
    press(screen, Qt.Key.Key_Space)
    assert names(screen) == ["Mùa A Chư"]
    assert screen.table.hasFocus()


def test_whom_an_event_takes_off_the_list_the_card_goes_on_showing(qtbot, db, screen, ids) -> None:
    screen.table.select_key(ids["Lường Thị Ban"])
    with db.write("Chuyển đi") as session:
        leave(session, ids["Lường Thị Ban"], on=date(2026, 6, 30), ending=Ending.TRANSFERRED_OUT)
    screen.reload()
    screen._follow(ids["Lường Thị Ban"], True)
    assert screen.table.current_row() is None
    assert screen.table.selected_rows() == []
    qtbot.waitUntil(lambda: screen.card.name.text() == "Lường Thị Ban")
    screen.reload()  # and after whatever is written next
    assert screen.chosen().full_name == "Lường Thị Ban"
    assert db.undo() == "Chuyển đi"
    screen.reload()
    assert screen.table.current_row().full_name == "Lường Thị Ban"


def test_when_somebody_is_taken_off_from_elsewhere_the_next_one_is_chosen(db, screen, ids) -> None:
    with db.write("Chuyển đi") as session:
        leave(session, ids["Đỗ Thị Đào"], on=date(2026, 11, 1), ending=Ending.TRANSFERRED_OUT)
    screen.table.select_key(ids["Đỗ Thị Đào"])
    screen.reload()
    assert screen.table.current_row().full_name == "Mùa A Chư"  # the last one


def test_ctrl_k_finds_members(db, ids) -> None:
    (found,) = MembersScreen.look_up(db, "lo van a")
    assert (found.title, found.detail, found.argument) == ("Lò Văn Ánh", "Bản Tin Tốc · 1965", ids["Lò Văn Ánh"])
    assert MembersScreen.look_up(db, "không ai") == []


def test_ctrl_k_finds_one_who_left_after_those_on_the_list(db, ids) -> None:
    with db.write("Từ trần") as session:
        leave(session, ids["Mùa A Chư"], on=date(2026, 6, 30), ending=Ending.DIED)
    (found,) = MembersScreen.look_up(db, "mua a chu")
    assert found.argument == ids["Mùa A Chư"]
    assert found.detail.endswith("Từ trần 30/06/2026")
    everybody = [one.title for one in MembersScreen.look_up(db, "a")]
    assert everybody[-1] == "Mùa A Chư"


def test_a_search_that_finds_nobody_offers_those_who_left(db, qtbot, screen, ids) -> None:
    with db.write("Chuyển đi") as session:
        leave(session, ids["Mùa A Chư"], on=date(2026, 6, 30), ending=Ending.TRANSFERRED_OUT)
    screen.reload()
    screen.search.setText("mua a chu")
    qtbot.waitUntil(lambda: not screen.model.rows)
    assert screen.table.empty.words.text() == "Không ai trong danh sách khớp; khớp 1 đồng chí đã ra khỏi danh sách."
    qtbot.mouseClick(screen.table.empty.button, Qt.MouseButton.LeftButton)
    assert names(screen) == ["Mùa A Chư"]
    screen.bar.clear()
    screen.search.setText("khong co ai")
    qtbot.waitUntil(lambda: not screen.model.rows)
    assert "khớp với điều đang tìm" in screen.table.empty.words.text()


def test_a_search_that_only_the_filter_defeats_offers_to_drop_the_filter_alone(db, qtbot, screen, ids) -> None:
    screen.filters.set_value(MemberFilter(has_left=True))
    screen.search.setText("lo van anh")
    qtbot.waitUntil(lambda: screen.table.empty.button.text() == "Tìm trong tất cả")
    said = "Trong những người đang lọc không ai khớp; trong cả danh sách khớp 1 đồng chí."
    assert screen.table.empty.words.text() == said
    qtbot.mouseClick(screen.table.empty.button, Qt.MouseButton.LeftButton)
    assert names(screen) == ["Lò Văn Ánh"]
    assert screen.search.text() == "lo van anh"
    screen.filters.set_value(MemberFilter(has_left=True))
    screen.search.setText("khong co ai")
    qtbot.waitUntil(lambda: screen.table.empty.button.text() == "Bỏ tìm và lọc")


def test_an_empty_book_says_what_to_do(qtbot, db) -> None:
    screen = MembersScreen(db)
    qtbot.addWidget(screen)
    screen.reload()
    assert "nhập danh sách" in screen.table.empty.words.text()
    with qtbot.waitSignal(screen.go) as asked:
        screen.table.empty.button.click()
    assert asked.args == ["data", "import"]


def test_nothing_found_offers_the_way_back(qtbot, screen) -> None:
    screen.search.setText("zzz")
    qtbot.waitUntil(lambda: not screen.model.rows)
    qtbot.waitUntil(lambda: not screen.edit_button.isEnabled())
    screen.table.empty.button.click()
    assert names(screen) == EVERYONE


def test_the_keys_between_search_and_table(qtbot, screen) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.search.hasFocus)
    qtbot.keyClick(screen.search, Qt.Key.Key_Down)
    assert screen.table.hasFocus()
    qtbot.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.search.hasFocus()
    qtbot.keyClicks(screen.search, "chu")
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.search.text() == ""


def test_the_arrows_move_in_the_table(qtbot, screen) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.search.hasFocus)
    qtbot.keyClick(screen.search, Qt.Key.Key_Down)
    for name in EVERYONE[1:3]:
        qtbot.keyClick(screen.table, Qt.Key.Key_Down)
        assert screen.table.current_row().full_name == name
    screen.search.setText("a")
    qtbot.keyClick(screen.table, Qt.Key.Key_Escape)
    assert screen.search.text() == "a"


def test_the_list_shown_is_what_is_exported(qtbot, screen, tmp_path, monkeypatch) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "danh sách.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    screen.filters.set_value(MemberFilter(is_minority=True))
    screen.table.sort_asked.emit("full_name", True)
    screen.export()
    qtbot.waitUntil(lambda: not screen.jobs.busy and target.exists())
    values = [cell.value for row in load_workbook(target).worksheets[0].iter_rows() for cell in row]
    people = [value for value in values if value in EVERYONE]
    assert people == ["Lường Thị Ban", "Lò Văn Ánh"]


def test_the_model_is_a_proper_one(qtmodeltester, screen) -> None:
    qtmodeltester.check(screen.model)


def test_columns_are_named_as_the_query_orders_them() -> None:
    keys = {column.name for column in columns(Lookup())}
    assert set(members.ORDERS) <= keys


def shown(screen) -> list[str]:
    """Return what the first line of the table says."""
    return [str(column.value(screen.model.rows[0])) for column in screen.model.columns]


def test_a_hit_found_by_another_name_says_by_which(qtbot, db, ids, screen) -> None:
    with db.write("Đổi tên") as session:
        key = ids["Đỗ Thị Đào"]
        values = members.read(session, key)
        members.edit(session, key, replace(values, birth_name="Đỗ Thị Mơ", other_name="Sáu Đào"), on=date(2026, 11, 14))
    (found,) = MembersScreen.look_up(db, "thi mo")
    assert (found.title, found.detail) == ("Đỗ Thị Đào", "tên khai sinh Đỗ Thị Mơ · Trạm Y tế")
    assert "tên" not in MembersScreen.look_up(db, "do thi dao")[0].detail
    screen.reload()
    screen.search.setText("sau dao")
    qtbot.waitUntil(lambda: names(screen) == ["Đỗ Thị Đào"])
    assert screen.bar.count.text().endswith(" · Đỗ Thị Đào: tên khác Sáu Đào")


def test_f6_goes_to_the_tabs_of_the_card_and_back_to_the_table(qtbot, screen) -> None:
    in_front(qtbot, screen)
    screen.search.setFocus()
    press(screen, Qt.Key.Key_F6)
    assert screen.focusWidget() is screen.card.tabs.buttons[0]
    press(screen, Qt.Key.Key_Right)
    assert screen.card.tabs.currentWidget() is screen.card.history
    press(screen, Qt.Key.Key_F6)
    assert screen.focusWidget() is screen.table


def test_a_line_about_absences_opens_the_meetings_of_the_member(db, screen, ids) -> None:
    key, argument = to_attendance(SimpleNamespace(member_id=ids["Mùa A Chư"]))
    assert key == screen.key
    screen.show_item(argument)
    screen.setFocus()  # as the window does afterwards
    assert screen.table.current_row().full_name == "Mùa A Chư"
    assert screen.card.tabs.currentWidget() is screen.card.year
    assert screen.window().focusWidget() is screen.table


def test_the_count_is_said_for_short_and_in_further_lines_rather_than_cut(qtbot, screen) -> None:
    count = screen.bar.count
    full = count.text()
    screen.resize(1900, 740)
    qtbot.waitUntil(lambda: count.shown() == full)
    high = count.height()
    screen.resize(760, 740)
    brief = "4 đảng viên · 2 chính thức · 1 dự bị · 1 chưa rõ · 1\u00a0miễn · 1\u00a0tạm thời tại đây"
    qtbot.waitUntil(lambda: count.shown() == brief)
    qtbot.waitUntil(lambda: count.height() >= count.wanted_height())
    assert count.text() == full
    screen.resize(1900, 740)
    qtbot.waitUntil(lambda: (count.shown(), count.height()) == (full, high))
