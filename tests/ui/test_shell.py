from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from models import office
from models.database import Database
from models.office import Office
from tests.ui.plain_screens import SPECS, First
from tests.user import press, type_text
from ui import theme
from ui.main_window import SCREENS, MainWindow
from ui.screen import Screen
from ui.theme import State
from ui.widgets.status import Facts, age

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOON = datetime(2026, 11, 22, 12, 0, 7)


@pytest.fixture
def settings() -> theme.MemorySettings:
    return theme.MemorySettings()


@pytest.fixture
def window(db: Database, settings: theme.MemorySettings, look: theme.Theme, qtbot) -> MainWindow:
    made = MainWindow(db, SPECS, settings, look=look, clock=lambda: NOON)
    qtbot.addWidget(made)
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def first(window: MainWindow) -> First:
    screen = window.screen_of("first")
    assert isinstance(screen, First)
    return screen


def save(db: Database, name: str, label: str = "Sửa tên xã") -> None:
    with db.write(label) as session:
        office.save(session, Office(commune=name))


def test_the_first_screen_is_shown_and_the_others_are_not_built(window: MainWindow) -> None:
    assert isinstance(window.shown, First)
    assert window.shown.reloads == 1
    assert set(window.screens) == {"first"}
    assert window.nav.buttons["first"].isChecked()


def test_ctrl_and_a_number_or_a_click_change_the_screen(window: MainWindow, qtbot) -> None:
    press(window, Qt.Key.Key_2, CONTROL)
    assert window.shown.key == "second"
    assert window.nav.buttons["second"].isChecked()
    qtbot.mouseClick(window.nav.buttons["first"], Qt.MouseButton.LeftButton)
    assert window.shown.key == "first"


def test_a_screen_sends_the_officer_to_another_with_an_argument(window: MainWindow) -> None:
    window.shown.go.emit("second", ("cell", 7))
    assert window.shown.key == "second"
    assert window.screens["second"].items == [("cell", 7)]  # type: ignore[attr-defined]


def test_a_commit_reloads_the_visible_screen_and_marks_the_hidden_one(window: MainWindow, db: Database) -> None:
    window.show_screen("second")
    hidden, reloads = first(window), first(window).reloads
    save(db, "Đảng ủy xã Mường Mẫu")
    assert hidden.reloads == reloads
    assert window.screens["second"].reloads == 1  # type: ignore[attr-defined]
    window.show_screen("first")
    assert hidden.reloads == reloads + 1
    save(db, "Đảng ủy xã Mường Mẫu 2")
    assert hidden.reloads == reloads + 2


def test_a_commit_on_another_thread_reloads_on_this_one(window: MainWindow, db: Database, qtbot) -> None:
    threads: list[threading.Thread] = []
    screen = first(window)
    reload = screen.reload
    screen.reload = lambda: (threads.append(threading.current_thread()), reload())  # type: ignore[method-assign]
    worker = threading.Thread(target=save, args=(db, "Đảng ủy xã Nậm Lúc"))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_the_window_says_whose_book_it_is_and_that_it_is_written(window: MainWindow, db: Database) -> None:
    save(db, "Đảng ủy xã Mường Mẫu")
    assert window.nav.place.text() == "Đảng ủy xã Mường Mẫu"
    assert window.windowTitle() == "Đảng ủy xã Mường Mẫu – Sổ Chi Bộ"
    assert window.status.message.text() == "Đã ghi lúc 12:00:07"


def test_ctrl_z_and_its_return_say_what_they_did(window: MainWindow, db: Database) -> None:
    save(db, "Đảng ủy xã Mường Mẫu", "Sửa tên xã")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert window.status.message.text() == "Đã hoàn tác: Sửa tên xã"
    assert window.nav.place.text() == ""
    press(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert window.status.message.text() == "Đã làm lại: Sửa tên xã"
    assert window.nav.place.text() == "Đảng ủy xã Mường Mẫu"
    press(window, Qt.Key.Key_Y, CONTROL)
    assert window.status.message.text() == "Không có gì để làm lại."
    for _ in range(2):
        press(window, Qt.Key.Key_Z, CONTROL)
    assert window.status.message.text() == "Không còn gì để hoàn tác."


def test_what_was_typed_before_a_change_is_taken_back_after_it(window: MainWindow, db: Database) -> None:
    field = first(window).field
    field.setFocus()
    type_text(field, "Lò")
    save(db, "Đảng ủy xã Mường Mẫu", "Sửa tên xã")
    press(field, Qt.Key.Key_Z, CONTROL)
    assert window.status.message.text() == "Đã hoàn tác: Sửa tên xã"
    assert field.text() == "Lò"


def test_a_text_field_takes_ctrl_z_for_its_own_typing_first(window: MainWindow, db: Database) -> None:
    save(db, "Đảng ủy xã Mường Mẫu")
    field = first(window).field
    field.setFocus()
    type_text(field, "Lò")
    press(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert window.nav.place.text() == "Đảng ủy xã Mường Mẫu"
    press(field, Qt.Key.Key_Y, CONTROL)
    assert field.text() == "Lò"
    field.setText("")  # as the roll-call empties its field after each name
    press(field, Qt.Key.Key_Z, CONTROL)
    assert window.nav.place.text() == ""
    press(field, Qt.Key.Key_Y, CONTROL)
    assert window.nav.place.text() == "Đảng ủy xã Mường Mẫu"


def test_a_screen_with_unfinished_typing_may_keep_the_window(window: MainWindow) -> None:
    first(window).may_leave = False
    press(window, Qt.Key.Key_2, CONTROL)
    assert window.shown.key == "first"
    assert window.nav.buttons["first"].isChecked()
    assert not window.close()
    first(window).may_leave = True
    assert window.close()


def test_a_closed_window_no_longer_listens(window: MainWindow, db: Database) -> None:
    window.close()
    assert db.listeners == []


def test_the_place_on_the_screen_is_remembered(
    window: MainWindow, db: Database, settings: theme.MemorySettings, qtbot
) -> None:
    window.resize(800, 520)
    window.close()
    again = MainWindow(db, SPECS, settings)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (800, 520)
    again.close()


def test_f1_opens_the_help_of_the_screen(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    helper = window.help_window()
    assert helper.isVisible()
    assert helper.page == "index"  # “mot” has no page of its own
    window.close()
    assert not helper.isVisible()


def test_the_search_box_finds_people_without_accents_and_goes_there(window: MainWindow, qtbot) -> None:
    press(window, Qt.Key.Key_K, CONTROL)
    assert window.search.isVisible()
    type_text(window.search.line, "lo thi")
    qtbot.waitUntil(lambda: any(hit.title == "Lò Thị Đào" for hit in window.search.hits()))
    people = [hit.title for hit in window.search.hits() if hit.detail == "Chi bộ bản Tin Tốc"]
    press(window.search.line, Qt.Key.Key_Down)
    press(window.search.line, Qt.Key.Key_Return)
    assert not window.search.isVisible()
    assert people[:2] == ["Lò Văn Ánh", "Lò Thị Đào"]
    assert window.shown.items == [2]  # type: ignore[attr-defined]


def test_the_search_box_knows_screens_and_commands(window: MainWindow) -> None:
    for typed, title in (("man hinh hai", "Màn hình hai"), ("them dang", "Thêm đảng viên"), ("co chu rat", None)):
        window.search.open(typed)
        hits = window.search.hits()
        assert hits, typed
        if title:
            assert hits[0].title == title
        window.search.close_box()
    window.search.open("them dang")
    press(window.search.line, Qt.Key.Key_Return)
    assert first(window).pressed == 1


def test_the_search_box_says_when_nothing_fits(window: MainWindow) -> None:
    window.search.open("qqqq")
    assert window.search.hits() == []
    assert window.search.none.isVisible()
    press(window.search.line, Qt.Key.Key_Return)
    press(window.search.line, Qt.Key.Key_Escape)
    assert not window.search.isVisible()


def test_what_was_done_is_said_whole_while_what_always_stands_there_gives_way(window: MainWindow) -> None:
    window.resize(1000, 600)
    window.status.show_facts("D:/Sổ Chi Bộ/so-chi-bo.db", Facts(user="Lường Thị Biên", backup_at=NOON))
    said = "Đã ghi: Đình chỉ sinh hoạt đảng: Mùa Nhè Thắng (sinh 1992, Huổi Ngoi)."
    window.status.say(said)
    QApplication.processEvents()
    assert window.status.message.shown_in(window.status.message.width()) == said


def test_what_always_stands_in_the_status_line_stands_there_whole_or_not_at_all(window: MainWindow) -> None:
    status = window.status
    status.show_facts("D:/Sổ Chi Bộ/so-chi-bo.db", Facts(user="Lường Thị Biên", backup_at=NOON))

    def shown(width: int) -> list[str]:
        window.resize(width, 600)
        QApplication.processEvents()
        parts = [part for part in (status.backup, status.user) if part.isVisible()]
        assert [part.text() for part in parts] == [part.shown_in(part.width()) for part in parts]
        return [part.text() for part in parts]

    assert shown(1366) == ["Sao lưu: hôm nay 12:00", "Cán bộ: Lường Thị Biên"]
    status.say("Đã ghi: Đình chỉ sinh hoạt đảng: Mùa Nhè Thắng (sinh 1992, Huổi Ngoi). Ctrl+Z để lấy lại.")
    assert len(shown(1366)) == 2
    assert not {"Cán bộ: Lường Thị Biên"} & set(shown(911))
    status._timer.timeout.emit()
    assert len(shown(911)) == 2
    assert len(shown(1366)) == 2


def test_closing_the_search_box_gives_the_cursor_back(window: MainWindow) -> None:
    field = first(window).field
    field.setFocus()
    window.search.open()
    assert window.search.line.hasFocus()
    press(window.search.line, Qt.Key.Key_Escape)
    assert field.hasFocus()
    window.search.open()
    press(window.search.line, Qt.Key.Key_2, CONTROL)
    assert not window.search.isVisible()
    assert window.shown.key == "second"


def test_a_shortcut_of_a_hidden_screen_does_nothing(window: MainWindow) -> None:
    press(window, Qt.Key.Key_N, CONTROL)
    window.show_screen("second")
    press(window, Qt.Key.Key_N, CONTROL)
    assert (first(window).pressed, window.screens["second"].pressed) == (1, 1)  # type: ignore[attr-defined]


def test_a_fifth_action_is_refused(db: Database, qtbot) -> None:
    screen = Screen(db)
    qtbot.addWidget(screen)
    for number in range(4):
        screen.add_action(f"Việc {number}", "check", lambda: None)
    with pytest.raises(ValueError, match="at most 4"):
        screen.add_menu("Thêm", "ellipsis")


def test_the_display_menu_changes_the_look(window: MainWindow, free_look: theme.Theme) -> None:
    menu = window.display_menu()
    words = {action.text(): action for action in menu.actions() if action.text()}
    assert list(words) == ["Vừa", "Lớn", "Rất lớn", "Theo máy", "Sáng", "Tối"]
    assert [text for text, action in words.items() if action.isChecked()] == ["Vừa", "Sáng"]
    words["Tối"].trigger()
    words["Rất lớn"].trigger()
    assert (free_look.scheme, free_look.size) == (theme.Scheme.DARK, theme.TextSize.HUGE)


@pytest.mark.parametrize("size", list(theme.TextSize))
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (911, 512)])
def test_the_window_fits(window: MainWindow, free_look: theme.Theme, size: theme.TextSize, width, height) -> None:
    free_look.set_size(size)
    window.resize(width, height)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.text()
    assert window.nav.narrow or width > 1000
    right = window.stack.mapTo(window, window.stack.rect().topRight())
    assert right.x() < width


def test_a_narrow_window_shows_icons_with_names_as_tips(window: MainWindow) -> None:
    assert not window.nav.narrow
    assert window.nav.keys.text() == "Ctrl +"
    assert window.nav.keys.isVisible()
    window.resize(911, 512)
    assert window.nav.narrow
    assert not window.nav.keys.isVisible()
    assert window.nav.buttons["second"].toolTip() == "Màn hình hai (Ctrl+2)"


@pytest.mark.parametrize(
    ("at", "text", "state"),
    [
        (None, "Chưa sao lưu lần nào", State.WARN),
        (datetime(2026, 11, 22, 8, 5), "Sao lưu: hôm nay 08:05", State.PLAIN),
        (datetime(2026, 11, 21, 23, 59), "Sao lưu: hôm qua 23:59", State.PLAIN),
        (datetime(2026, 11, 16, 9, 0), "Sao lưu: 6 ngày trước", State.PLAIN),
        (datetime(2026, 11, 13, 9, 0), "Sao lưu: 9 ngày trước", State.WARN),
    ],
)
def test_the_age_of_the_backup_is_told_in_words(at: datetime | None, text: str, state: State) -> None:
    assert age(at, NOON) == (text, state)


def test_the_status_line_names_file_and_user(db: Database, qtbot) -> None:
    facts = Facts("Đảng ủy xã Mường Mẫu", "Lò Thị Hương", datetime(2026, 11, 22, 8, 5))
    window = MainWindow(db, SPECS, facts=lambda: facts, clock=lambda: NOON)
    qtbot.addWidget(window)
    status = window.status
    shown = (status.message.text(), status.backup.text(), status.user.text())
    assert shown == (str(db.path), "Sao lưu: hôm nay 08:05", "Cán bộ: Lò Thị Hương")
    window.shown.said.emit("Đã xuất 2 tệp.")
    assert status.message.text() == "Đã xuất 2 tệp."
    status._timer.timeout.emit()
    assert status.message.text() == str(db.path)
    window.close()


def test_the_last_backup_is_found_beside_the_file(db: Database, tmp_path: Path, qtbot) -> None:
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    (folder / f"{db.path.stem}-20261122-080500.db").write_bytes(b"")
    window = MainWindow(db, SPECS, clock=lambda: NOON)
    qtbot.addWidget(window)
    assert window.status.backup.text() == "Sao lưu: hôm nay 08:05"
    window.close()


def test_every_screen_of_the_program_has_its_own_key_and_icon() -> None:
    assert len({spec.key for spec in SCREENS}) == len(SCREENS) <= 9
    for spec in SCREENS:
        theme.icon(spec.icon)


def test_enter_presses_the_button_that_has_the_cursor(window: MainWindow) -> None:
    screen = first(window)
    screen.add.setFocus()
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Enter)
    screen.field.setFocus()
    press(window, Qt.Key.Key_Return)
    assert screen.pressed == 2
