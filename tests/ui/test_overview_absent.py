"""The absent village by village: names, the turn of the month, the year, and the way to the printed list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import villages
from models.database import Database
from models.tables import Member
from models.villages import VillageValues
from tests.models.builders import K, P, cell, held, people
from ui.overview.absent import AbsentDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(db: Database, window: QWidget) -> AbsentDialog:
    """Two cells: three of Nà Sáy absent in October, one of them and a teacher without a village in November."""
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    with db.write("Dựng") as session:
        home = villages.add(session, VillageValues("bản Nà Sáy"))
        first, second = cell(session, "Chi bộ bản Nà Sáy"), cell(session, "Chi bộ Trường Mầm non")
        who = people(session, first, 5)
        teachers = people(session, second, 3, start=10)
        for key in who:
            session.get_one(Member, key).village_id = home
        held(session, first, date(2026, 10, 5), {who[0]: P, who[1]: P, who[2]: K})
        held(session, first, date(2026, 11, 5), {who[0]: K})
        held(session, second, date(2026, 11, 6), {teachers[0]: P})
    made = AbsentDialog(db, 2026, 11, window)
    made.open()
    return made


def names(dialog: AbsentDialog) -> list[tuple[Any, ...]]:
    column = dialog.model.columns
    return [tuple(one.value(row) for one in column[:5]) for row in dialog.model.rows]


def test_the_absent_of_a_month_stand_village_by_village(dialog: AbsentDialog) -> None:
    assert dialog.windowTitle() == "Người vắng theo thôn, bản, tháng 11 năm 2026"
    assert names(dialog) == [
        ("bản Nà Sáy", "Lò Văn Aa", "Bản Nà Sáy", None, 1),
        ("Chưa ghi nơi ở", "Lò Văn Ak", "Trường Mầm non", 1, None),
    ]
    assert dialog.explanation.text().startswith("2 đồng chí vắng ở 1 thôn, bản: 1 lượt có lý do, 1 lượt không lý do.")
    assert [chip.text().partition(" · ")[0] for chip in dialog.chips] == ["Tất cả", "bản Nà Sáy", "Chưa ghi nơi ở"]


def test_keys_turn_the_month_and_the_year_is_one_button(dialog: AbsentDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert [row[1] for row in names(dialog)] == ["Lò Văn Aa", "Lò Văn Ab", "Lò Văn Ac"]
    qtbot.mouseClick(dialog.year_button, Qt.MouseButton.LeftButton)
    assert dialog.windowTitle().endswith("năm 2026")
    assert names(dialog)[0] == ("bản Nà Sáy", "Lò Văn Aa", "Bản Nà Sáy", 1, 1)
    dialog.turn(1)  # next year has not begun
    assert dialog.year == 2026
    asked: list[str] = []
    dialog.report_asked.connect(asked.append)
    qtbot.mouseClick(dialog.report_button, Qt.MouseButton.LeftButton)
    assert asked == ["2026"]
