"""A folder of slips as it comes back from the cells, most of them wrong in a way of their own, taken in the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from exports import slips
from exports.layouts import slip as at
from models import attendance, cells, meetings, members, office, stays
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import Meeting, MeetingState
from tests.exports.slip_files import change, fill, filled, of_cell
from tests.user import at_work
from ui.data.import_dialog import ImportDialog
from ui.main_window import MainWindow, ScreenSpec

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)
REASONS = {
    "Dấu V": "“V” không nói vắng có lý do hay không",
    "Thêm dòng": "“Hạng A Sính” là dòng thêm vào phiếu",
    "Đổi tên": "Tên “Mùa A Chua” trong phiếu khác tên “Mùa A Chư” trong sổ",
    "Hai phiếu": "Có hai phiếu của cùng cuộc họp này",
    "Dời tháng": "nay thuộc tháng 10/2026",
    "Chuyển đi": "Sùng A Páo không còn trong danh sách của ngày họp",
    "Nhận về": "danh sách ngày họp nay có thêm Sùng A Páo",
    "Tháng khác": "Phiếu của tháng 10/2026, đang nhập tháng 11/2026",
    "Xã khác": "“Đảng ủy xã Nà Hỳ”, sổ này là của “Đảng ủy xã Mường Mẫu”",
}
CELLS = ("Tốt", *REASONS)


def named(session: Any, month: int = 11) -> dict[str, Meeting]:
    """Return the meetings of a month by the short name of their cell."""
    rows = meetings.of_month(session, 2026, month)
    return {row.cell_name.removeprefix("Chi bộ "): session.get_one(Meeting, row.id) for row in rows}


@pytest.fixture
def folder(db: Database, tmp_path: Path) -> Path:
    """Give a commune of ten cells whose slips went out, and the folder with what came back."""
    with db.write("Dựng") as session:
        office.save(session, office.Office(commune="Đảng ủy xã Mường Mẫu"))
        for cell_name in CELLS:
            cell = cells.add(session, CellValues(f"Chi bộ {cell_name}"))
            for name in ("Lò Văn Ánh", "Mùa A Chư", "Sùng A Páo"):
                card = MemberValues(name, admitted_on=PartialDate(2010, 3, 3))
                members.add(session, card, cell, on=TODAY, since=date(2012, 1, 1))
        for month in (10, 11):
            meetings.open_month(session, 2026, month, on=TODAY)
    target = tmp_path / "phieu"
    slips.write_all(db, 2026, 11, target)
    slips.write_all(db, 2026, 10, tmp_path / "thang-10")
    with db.write("Xã khác") as session:
        identity = office.identity(session)
        office.save(session, office.Office(commune="Đảng ủy xã Nà Hỳ"))
        office.put_setting(session, office.IDENTITY, "0123456789abcdef")
    slips.write_all(db, 2026, 11, tmp_path / "xa-khac")
    with db.write("Xã mình") as session:
        office.save(session, office.Office(commune="Đảng ủy xã Mường Mẫu"))
        office.put_setting(session, office.IDENTITY, identity)
    for name, other in (("Tháng khác", "thang-10"), ("Xã khác", "xa-khac")):
        of_cell(target, name).write_bytes(of_cell(tmp_path / other, name).read_bytes())
    for path in target.iterdir():
        filled(path, {"Mùa A Chư": "V"} if "Dấu V" in path.name else {"Mùa A Chư": "P: ốm"})

    def add(sheet: Any) -> None:
        sheet.cell(sheet.max_row + 1, at.NAME).value = "Hạng A Sính"

    def rename(sheet: Any) -> None:
        row = next(row for row in range(at.FIRST, sheet.max_row + 1) if sheet.cell(row, at.NAME).value == "Mùa A Chư")
        fill(sheet, {})
        sheet.cell(row, at.NAME).value = "Mùa A Chua"

    change(of_cell(target, "Thêm dòng"), add)
    change(of_cell(target, "Đổi tên"), rename)
    (target / "Hai phiếu (1).xlsx").write_bytes(of_cell(target, "Hai phiếu").read_bytes())
    with db.write("Những gì xảy ra sau đó") as session:
        held = named(session)
        held["Dời tháng"].month = 10
        roll = attendance.roll(session, held["Chuyển đi"].id)
        who = next(line.member_id for line in roll.lines if line.full_name == "Sùng A Páo")
        stays.change(session, who, on=held["Chuyển đi"].held_on, cell_id=held["Nhận về"].cell_id)
    return target


def test_every_wrong_slip_is_refused_with_its_reason_and_the_good_one_comes_in(
    db: Database, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    board = window.shown.board  # type: ignore[attr-defined]
    board.year, board.month = 2026, 11
    board.slips_menu.actions()[3].trigger()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog._job is None and dialog._plan is not None, timeout=20_000)
    rows = dialog.preview.table.rows_model.rows
    for name, reason in REASONS.items():
        found = [row.full_text for row in rows if row.name.startswith(f"Chi bộ {name} ")]
        assert found, (name, [row.name for row in rows])
        assert all(reason in text for text in found), (name, found)
    assert [row.word for row in rows].count("Sửa") == 1
    dialog.preview.skip.setChecked(True)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog._job is None and dialog.undo_button.isVisible(), timeout=20_000)
    with db.read() as session:
        written = {name for name, row in named(session).items() if row.state is MeetingState.RECORDED}
    assert written == {"Tốt"}
