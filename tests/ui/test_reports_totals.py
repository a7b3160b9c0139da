"""The line of totals that the superior left blank below a list is bound by typing which column it is of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exports.learned.fill import Place
from exports.learned.template import Binding
from exports.learned.xml.grid import spot_of
from tests.exports.learned_forms import SHEET
from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from tests.ui.test_reports_learned import learn, offers
from ui.reports.screen import ReportsScreen


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def test_the_total_of_a_column_of_a_list_is_typed(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in (("Chi bộ", "Đảng viên", "Nữ"), (), (), ("Tổng cộng",)):
        sheet.append(row)
    path = tmp_path / "Theo chi bộ.xlsx"
    book.save(path)
    dialog = learn(screen, path)
    rows = (("A2", "name"), ("B2", "members"), ("C2", "women"))
    dialog.template = dialog.template.bind(
        *(Binding(Place(SHEET, spot_of(at)), "rows", f"cells.{key}") for at, key in rows)
    )
    for column, typed in ((2, "tổng b2"), (3, "=SUM(C2)")):
        dialog.open_cell(SHEET, 4, column)
        dialog.search.setText(typed)
        qtbot.waitUntil(lambda: offers(dialog)[0].startswith("Tổng của cột danh sách từ ô"))
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_button.click()
    wait_for(qtbot, screen, "Theo chi bộ 2026-10")
    assert screen.preview is not None
    shown = {place.spot: value for place, value in screen.preview.draft.data.values.items()}
    last = max(spot.row for spot in shown)
    for column in (2, 3):
        above = [value for spot, value in shown.items() if spot.column == column and spot.row < last]
        assert shown[last, column] == sum(above) > 0
        assert len(above) == 3
