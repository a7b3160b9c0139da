"""Ctrl+K finds every tab of every screen by its title, and Enter shows it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtWidgets import QTabBar, QWidget
from sqlalchemy import select

from models.tables import Meeting
from tests.ui.test_keys_everywhere import bring, window  # noqa: F401  (a fixture)
from ui.cells.screen import CellsScreen
from ui.main_window import SCREENS, MainWindow
from ui.meetings.screen import MeetingsScreen
from ui.members.screen import MembersScreen
from ui.palette import Hit
from ui.widgets.flow_tabs import FlowTabs

_COUNT = re.compile(r" \([\d.]+\)$")


def bars(root: QWidget) -> list[QTabBar | FlowTabs]:
    """Give the rows of tabs of a screen, of those in view and of those to come."""
    return [*root.findChildren(QTabBar), *root.findChildren(FlowTabs)]


def titles(bar: QTabBar | FlowTabs) -> list[str]:
    """Give what the tabs of a row are called."""
    if isinstance(bar, FlowTabs):
        return [button.text() for button in bar.buttons]
    return [_COUNT.sub("", bar.tabText(place)) for place in range(bar.count())]


@pytest.mark.parametrize("key", [spec.key for spec in SCREENS])
def test_every_tab_is_found_by_its_title_and_shown(qtbot, window: MainWindow, key: str) -> None:  # noqa: F811
    screen, name = bring(qtbot, window, key), window.shown.title
    if isinstance(screen, MeetingsScreen):
        with window.db.read() as session:  # its tabs are those of a meeting
            screen.show_roll(session.scalars(select(Meeting.id)).first() or 0)
    for bar in bars(screen):
        for place, title in enumerate(titles(bar)):
            window.show_screen("overview")
            window.search.open(title)
            hit = next((one for one in window.search.hits() if (one.title, one.detail) == (title, name)), None)
            assert hit is not None, title
            hit.run()
            assert window.shown is screen
            assert bar.currentIndex() == place
            window.search.close_box()


def test_words_of_the_screen_may_stand_beside(window: MainWindow) -> None:  # noqa: F811
    def found(typed: str) -> list[tuple[str, str]]:
        window.search.close_box()
        window.search.open(typed)
        return [(one.title, one.detail) for one in window.search.hits()]

    assert ("Xếp loại", "Chỉ tiêu") in found("chi tieu xep loai")
    assert [one for one in found("xep loai") if one[0] == "Xếp loại"] == [
        ("Xếp loại", "Đảng viên"),
        ("Xếp loại", "Chỉ tiêu"),
    ]
    assert not {"Lý lịch", "Quá trình"} & {title for title, _detail in found("dang vien")}


def test_lines_of_the_menus_are_found_by_their_words_or_those_of_the_menu(window: MainWindow) -> None:  # noqa: F811
    window.show_screen("cells")

    def found(typed: str) -> set[tuple[str, str]]:
        window.search.close_box()
        window.search.open(typed)
        return {(one.title, one.detail) for one in window.search.hits()}

    for typed in ("tach", "tach chi bo", "to chuc lai"):
        assert ("Tách…", "Tổ chức lại") in found(typed), typed
    assert ("Tách thôn, bản…", "Tổ chức lại") in found("tach thon")
    assert ("Nhiệm kỳ…", "Hồ sơ") in found("nhiem ky")
    assert not {title for title, detail in found("chi bo") if detail == "Tổ chức lại"}
    window.show_screen("members")
    assert any(detail == "Biến động" for _title, detail in found("xoa ten"))


@pytest.mark.parametrize("key", ["members", "cells"])
def test_the_way_back_to_today_is_found_while_another_day_is_shown(window: MainWindow, key: str) -> None:  # noqa: F811
    window.show_screen(key)
    screen = window.shown

    def found() -> list[Hit]:
        window.search.close_box()
        window.search.open("ve hom nay")
        return [one for one in window.search.hits() if (one.title, one.detail) == ("Về hôm nay", screen.title)]

    assert found() == []
    field = (
        screen.bar.day if isinstance(screen, MembersScreen) else screen.on if isinstance(screen, CellsScreen) else None
    )
    assert field is not None
    field.set_value(date(2026, 1, 1))
    field.editingFinished.emit()
    (hit,) = found()
    hit.run()
    assert found() == []
    assert field.day() == window.db.clock().date()


@pytest.mark.parametrize(
    ("typed", "first"), [("tach thon", "Tách thôn, bản…"), ("giai the thon", "Giải thể thôn, bản…")]
)
def test_the_line_that_has_all_the_words_is_the_one_enter_takes(
    window: MainWindow,  # noqa: F811
    typed: str,
    first: str,
) -> None:
    window.show_screen("cells")  # whose name, “Chi bộ, thôn bản”, has the word too
    window.search.open(typed)
    assert window.search.hits()[0].title == first
