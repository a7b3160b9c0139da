"""Pages that scroll bring into view what the keys come to, wherever they come from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.fields import FormDialog
from ui.widgets.beside import Beside
from ui.widgets.scrolled import Scrolled


def is_whole(one: QWidget) -> bool:
    return one.visibleRegion().boundingRect().height() == one.height()


@pytest.fixture(params=[Scrolled, lambda page: Beside(page, QWidget())], ids=["page", "two things"])
def window(qtbot, request) -> QWidget:
    made, inside = QWidget(), QWidget()
    made.fields = [QLineEdit() for _ in range(20)]  # type: ignore[attr-defined]
    made.button = QPushButton("Đóng")  # type: ignore[attr-defined]
    box, page = QVBoxLayout(made), QVBoxLayout(inside)
    for field in made.fields:  # type: ignore[attr-defined]
        page.addWidget(field)
    made.area = request.param(inside)  # type: ignore[attr-defined]
    box.addWidget(made.area)  # type: ignore[attr-defined]
    box.addWidget(made.button)  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    made.resize(200, 220)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_tab_from_outside_and_a_key_bring_a_field_into_view(window, qtbot) -> None:
    window.area.verticalScrollBar().setValue(9999)
    window.button.setFocus()
    assert not is_whole(window.fields[0])
    qtbot.keyClick(window.button, Qt.Key.Key_Tab)
    assert window.fields[0].hasFocus()
    assert is_whole(window.fields[0])
    window.fields[15].setFocus()
    assert is_whole(window.fields[15])


def test_what_is_clicked_does_not_move_below_the_pointer(window, qtbot) -> None:
    bar = window.area.verticalScrollBar()
    cut = next(
        field for field in window.fields if field.visibleRegion().boundingRect().height() not in (0, 28, field.height())
    )
    before = bar.value()
    qtbot.mousePress(cut, Qt.MouseButton.LeftButton)
    assert cut.hasFocus()
    assert bar.value() == before
    qtbot.mouseRelease(cut, Qt.MouseButton.LeftButton)


def test_tab_from_the_buttons_of_a_form_leads_to_its_first_field_in_view(qtbot) -> None:
    form = FormDialog("Thử")
    for number in range(40):
        form.add(f"f{number}", f"Mục {number}", QLineEdit())
    qtbot.addWidget(form)
    form.open()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    first, last = (form.fields[name].widget for name in ("f0", "f39"))
    qtbot.waitUntil(lambda: form.findChild(Scrolled).verticalScrollBar().maximum() > 500)
    last.setFocus()
    assert is_whole(last)
    assert not is_whole(first)
    form.cancel_button.setFocus()
    qtbot.keyClick(form.cancel_button, Qt.Key.Key_Tab)
    assert first.hasFocus()
    assert is_whole(first)
