"""A list that names its cell nowhere: the officer says on the page of columns whose it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from exports import import_report
from models.database import Database
from models.imports import ImportRefused
from models.members import MemberValues
from models.members import add as add_member
from models.tables import Cell, Member, Stay
from tests.exports.books import roll_rows, write_book
from tests.models import builders as make
from tests.ui.test_import_columns import press
from tests.ui.test_import_dialog import dialog, jobs, look_at, settle, shown  # noqa: F401
from tests.user import type_text
from ui.data.import_dialog import ImportDialog

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Nơi ở hiện nay")
ANH = (1, "Lò Văn Ánh", "12/5/1977", "15/10/2012", "Bản Noong É")
XOM = (2, "Cà Thị Xôm", "1988", "30/8/2017", "Bản Co Kham")
IN = (1, "Vừ A Ín", "1990", "30/8/2018", "Bản Co Kham")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    of_kham = ("Chi bộ bản Co Kham",)
    return write_book(tmp_path / "a.xlsx", {"S": [HEAD, ANH, of_kham, XOM], "T": [HEAD, of_kham, IN]})


def places(db: Database) -> dict[str, str]:
    with db.read() as session:
        query = select(Member.full_name, Cell.name).join(Stay, Stay.member_id == Member.id).join(Cell)
        return {name: cell for name, cell in session.execute(query)}


@pytest.mark.parametrize(
    ("typed", "cell"),
    [("CHI BO BAN NOONG E", "Chi bộ bản Noong É"), ("Noong É", "Chi bộ bản Noong É"), ("Chi bộ Trạm", "Chi bộ Trạm")],
)
def test_a_whole_sheet_is_of_the_cell_that_is_typed(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    source: Path,
    typed: str,
    cell: str,
):
    with db.write("Dựng") as session:
        make.cell(session, "Chi bộ bản Noong É")
        make.cell(session, "Chi bộ bản Co Kham")
    look_at(qtbot, dialog, source)
    assert [word for word, _name in shown(dialog)].count("Lỗi") > 0
    missing = [line for line in dialog.preview.table.rows_model.rows if "Thiếu chi bộ" in line.content]
    assert all("chọn ở Cột và chữ" in line.content for line in missing)
    press(qtbot, dialog, dialog.preview.columns)
    page = dialog.columns
    assert page.cell.isVisible()
    assert page.cell.count() == 3
    page.cell.setFocus()
    type_text(page.cell, typed)
    qtbot.keyClick(page.cell, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert dialog.preview.isVisible()
    assert page.choices().cells == {"S": page.cell.written()}
    assert "Lỗi" not in [word for word, _name in shown(dialog)], dialog.preview.errors_text()
    press(qtbot, dialog, dialog.import_button)
    assert places(db) == {"Lò Văn Ánh": cell, **dict.fromkeys(("Cà Thị Xôm", "Vừ A Ín"), "Chi bộ bản Co Kham")}


def test_what_was_said_of_one_sheet_and_one_file_is_not_said_of_another(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    source: Path,
    tmp_path: Path,
):
    look_at(qtbot, dialog, source)
    press(qtbot, dialog, dialog.preview.columns)
    page = dialog.columns
    page.cell.write("Chi bộ bản Noong É")
    page.sheet.set_value("T")
    page.sheet.picked.emit("T")
    assert page.cell.written() == ""
    page.sheet.set_value("S")
    page.sheet.picked.emit("S")
    assert page.cell.written() == "Chi bộ bản Noong É"
    press(qtbot, dialog, page.again)
    look_at(qtbot, dialog, write_book(tmp_path / "b.xlsx", {"S": [HEAD, ANH]}))
    assert [word for word, _name in shown(dialog)] == ["Lỗi"]
    press(qtbot, dialog, dialog.preview.columns)
    assert page.cell.written() == ""


def test_an_attendance_book_that_names_no_cell_is_asked_whose_it_is_and_known_the_next_time(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    """The book comes again month by month, so what was said holds for headings and tab like these."""
    with db.write("Dựng") as session:
        kham = make.cell(session, "Chi bộ bản Co Kham")
        make.cell(session, "Chi bộ bản Noong É")
        add_member(session, MemberValues("Lò Văn Ánh"), kham, on=date(2026, 11, 22), since=date(2020, 1, 1))
    title = "SỔ ĐIỂM DANH NĂM 2026"
    path = tmp_path / "so.xlsx"
    write_book(path, {"Sheet1": roll_rows(title, ("03/01/2026", None, None), ("Lò Văn Ánh", "x"))})
    said: list[str] = []
    with pytest.raises(ImportRefused):
        import_report.run(db, path, is_dry=True, skips=False, say=said.append)
    assert said[-1] == (
        "Lỗi: Trang “Sheet1”, dòng 4 · Chi bộ “Sheet1” · Tiêu đề và tên trang không ghi là sổ của chi bộ nào. "
        "Ghi tên chi bộ ở trên bảng hoặc đặt làm tên trang; "
        "hay bấm “Cột và chữ…” ở cửa sổ nhập rồi chọn Chi bộ của cả trang."
    )
    look_at(qtbot, dialog, path)
    assert shown(dialog) == [("Lỗi", "Sheet1")]
    press(qtbot, dialog, dialog.preview.columns)
    page = dialog.columns
    assert page.cell.isVisible()
    page.cell.setFocus()
    type_text(page.cell, "chi bo ban co kham")
    qtbot.keyClick(page.cell, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert shown(dialog) == [("Thêm", "Tháng 1/2026, Bản Co Kham")], dialog.preview.errors_text()
    press(qtbot, dialog, dialog.import_button)
    write_book(path, {"Sheet1": roll_rows(title, ("03/01/2026", "05/02/2026", None), ("Lò Văn Ánh", "x", "x"))})
    said.clear()
    assert import_report.run(db, path, is_dry=True, skips=False, say=said.append) == 0
    assert "Trang “Sheet1”: là của Chi bộ bản Co Kham, như lần nhập trước." in said
    days = ("03/01/2026", "05/02/2026", "05/03/2026")
    write_book(tmp_path / "thang 3.xlsx", {"Sheet1": roll_rows(title, days, ("Lò Văn Ánh", "x", "x", "x"))})
    look_at(qtbot, dialog, tmp_path / "thang 3.xlsx")
    assert [word for word, _name in shown(dialog)] == ["Bỏ qua", "Thêm", "Thêm"], "one click, whatever the file's name"
    write_book(tmp_path / "khac.xlsx", {"Sheet1": roll_rows(title, days[:1], ("Người Ở Đâu", "x"))})
    look_at(qtbot, dialog, tmp_path / "khac.xlsx")
    assert shown(dialog)[0] == ("Lỗi", "Người Ở Đâu")
