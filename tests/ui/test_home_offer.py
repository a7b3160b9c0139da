"""Residences taken from the addresses of many, by keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models import office
from models.office import Office
from models.tables import Member
from tests.ui.test_cells import book, screen  # noqa: F401
from tests.user import in_front, opened, press
from ui.cells.home_offer import HomeOfferDialog
from ui.cells.screen import VILLAGES
from ui.widgets.names import NamesDialog


def test_homes_nobody_wrote_are_taken_from_the_addresses_by_keys_and_taken_back(book, screen, qtbot):  # noqa: F811
    with book.write("Địa chỉ") as session:
        office.save(session, Office("Đảng ủy xã Mường Mẫu"))
        addresses = {2: "Bản Nà Sáy", 3: "bản Co Tở, xã Mường Mẫu", 4: "Bản Nà Sáy, xã Chiềng Cũ", 5: "Hà Nội"}
        for key, text in addresses.items():
            session.get_one(Member, key).permanent_address = text
    screen.reload()
    in_front(qtbot, screen)
    screen.tabs.setCurrentIndex(VILLAGES)
    screen.villages.table.setFocus()
    link = next(part for part in screen.villages.line.findChildren(QPushButton) if "chưa ghi nơi ở" in part.text())
    for _ in range(20):
        press(screen, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        if screen.focusWidget() is link:
            break
    press(link, Qt.Key.Key_Space)
    (people_list,) = screen.findChildren(NamesDialog)
    in_front(qtbot, people_list)
    press(people_list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, HomeOfferDialog)
    assert [(row.text, row.village) for row in form.model.rows] == [
        ("Bản Nà Sáy", "Nà Sáy"),
        ("bản Co Tở, xã Mường Mẫu", "Co Tở"),
    ]
    assert form.restore.text() == "Thêm 1 dòng có thể ở xã khác"
    press(form.restore, Qt.Key.Key_Space)
    assert [row.text for row in form.model.rows][2:] == ["Bản Nà Sáy, xã Chiềng Cũ"]
    form.table.setFocus()
    press(form, Qt.Key.Key_End)
    press(form, Qt.Key.Key_Delete)
    assert form.restore.text() == "Thêm 1 dòng có thể ở xã khác"
    assert form.save_button.text() == "Ghi nơi ở cho 2 đồng chí"
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.reload()
    assert {row.name: row.members for row in screen.villages.model.rows} == {
        "Nà Sáy": 2,
        "Co Tở": 1,
        "Noong Hịa": 0,
        "Pá Kháo": 0,
    }
    assert book.undo() == "Ghi nơi ở theo địa chỉ của 2 đồng chí"
    screen.reload()
    assert [row.members for row in screen.villages.model.rows] == [1, 0, 0, 0]
