"""What is said of a superior's list that the program does not read, and of one it has itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from exports import meeting_quality
from tests.exports.proposal_forms import Known
from tests.exports.unseen_lists import FORMS
from tests.ui import reports_book
from tests.user import drop
from ui.reports.screen import ReportsScreen


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def test_the_word_that_leaves_a_list_open_is_named(screen: ReportsScreen, tmp_path: Path) -> None:
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(next(one for one in FORMS if "tiêu biểu" in one.name).content())
    dialog = screen.learned.open_file(path)
    assert dialog is not None
    asked = dialog.propose()
    assert asked is not None
    assert "chưa hiểu chữ “TIÊU BIỂU” trong tiêu đề" in asked.untold.text()
    asked.accept()  # the name of the office; nothing else is read
    assert dialog.propose() is None
    assert "“TIÊU BIỂU”" in dialog.error.text()
    dialog.reject()


def test_the_monthly_list_leads_to_the_report(screen: ReportsScreen) -> None:
    dialog = screen.learned.open_file(resources.path("forms") / meeting_quality.FORM)
    assert dialog is not None
    assert dialog.known.isVisibleTo(dialog)
    assert meeting_quality.REPORT.title in dialog.known.told.text()
    dialog.reject()


def test_the_years_of_a_form_are_those_of_the_report_until_one_chooses_otherwise(
    screen: ReportsScreen, tmp_path: Path
) -> None:
    year = screen.db.clock().year
    rows: list[list[object]] = [
        ["BIỂU SO SÁNH SỐ LIỆU ĐẢNG VIÊN"],
        ["TT", "Chỉ tiêu", f"Năm {year - 1}", f"Năm {year}"],
        [1, "Kết nạp đảng viên"],
    ]
    path = tmp_path / "so sánh.xlsx"
    path.write_bytes(Known("so sánh", rows).content())
    dialog = screen.learned.open_file(path)
    assert dialog is not None
    asked = dialog.propose()
    assert asked is not None

    def shown() -> list[str]:
        return [line.text(1) for line in asked.lines()]

    assert asked.of_report.isVisibleTo(asked)
    assert shown() == [
        "Năm {nam_truoc}",
        "Năm {nam}",
        "Kết nạp đảng viên (năm trước)",
        "Kết nạp đảng viên (cả năm)",
    ]
    asked.of_report.click()
    assert shown() == [f"Kết nạp đảng viên (năm {one})" for one in (year - 1, year)]
    asked.of_report.click()
    asked.take_button.click()
    assert [one.span for one in dialog.template.bindings] == ["", "", "p-y", "y"]
    drop(dialog)
    assert not dialog.isVisible()
