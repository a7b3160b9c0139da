from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

import resources
from ui.help import HelpWindow, pages
from ui.main_window import SCREENS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.md").write_text("# Bắt đầu\n\nXem [Đảng viên](dang-vien.md).\n", encoding="utf-8")
    (tmp_path / "dang-vien.md").write_text("# Đảng viên\n\nCách tìm một người.\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def helper(folder: Path, qtbot) -> HelpWindow:
    made = HelpWindow(folder)
    qtbot.addWidget(made)
    return made


def test_a_page_is_shown_with_its_line_in_the_list(helper: HelpWindow) -> None:
    helper.show_page("dang-vien")
    assert "Cách tìm một người." in helper.text.toPlainText()
    assert helper.list.currentItem().text() == "Đảng viên"


def test_an_unknown_page_falls_back_to_the_index(helper: HelpWindow) -> None:
    helper.show_page("khong-co")
    assert helper.page == "index"


def test_links_lead_to_pages_and_never_to_the_network(helper: HelpWindow) -> None:
    helper.show_page("index")
    helper.text.anchorClicked.emit(QUrl("dang-vien.md"))
    assert helper.page == "dang-vien"
    helper.text.anchorClicked.emit(QUrl("https://example.org/index.md"))
    assert helper.page == "dang-vien"


def test_choosing_in_the_list_shows_the_page(helper: HelpWindow) -> None:
    helper.show_page("index")
    helper.list.setCurrentRow(1)
    assert helper.page == "dang-vien"


def test_pages_are_found_by_title_without_accents(helper: HelpWindow) -> None:
    assert [hit.title for hit in helper.hits("dang")] == ["Đảng viên"]
    assert helper.hits("") == []


def test_without_pages_a_sentence_stands_there(tmp_path: Path, qtbot) -> None:
    helper = HelpWindow(tmp_path)
    qtbot.addWidget(helper)
    helper.show_page("index")
    assert "chưa có" in helper.text.toPlainText()


def test_the_carried_pages_begin_with_the_index() -> None:
    assert next(iter(pages(resources.path("help")))) == "index"
    assert len(pages(resources.path("help"))) > len(SCREENS)


def test_the_pages_stand_as_the_index_lists_them(tmp_path: Path) -> None:
    index = "# Hướng dẫn\n\n- [Tổng quan](tong-quan.md)\n- [Đảng viên](dang-vien.md)\n"
    for name, text in {
        "index": index,
        "dang-vien": "# Đảng viên",
        "bao-cao": "# Báo cáo",
        "tong-quan": "# Tổng quan",
    }.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    assert list(pages(tmp_path)) == ["index", "tong-quan", "dang-vien", "bao-cao"]
