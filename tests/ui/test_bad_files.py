"""What the officer sees in the import window of files that are no lists, or lists at their worst: a clear sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from models.database import Database
from models.tables import Member
from tests.exports.books import INPUT, MEMBER_HEAD, member, member_book, roll_rows, write_book
from ui.data.import_dialog import ImportDialog
from ui.jobs import Jobs

LOCKED = Path(__file__).parents[1] / "data" / "locked"
GOOD = (INPUT / "thon_ban.xlsx").read_bytes()
OTHER = {"no": 2, "name": "CÀ VĂN XÔM", "citizen": "011090000001", "card": None, "born": "12/05/1990"}


@pytest.fixture
def dialog(qtbot: QtBot, db: Database) -> Iterable[ImportDialog]:
    jobs = Jobs()
    made = ImportDialog(db, jobs)
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.stop_all()


def look_at(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.open_file(path)
    qtbot.waitUntil(lambda: dialog._job is None and not dialog._jobs.busy)


def members(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Member)) or 0


def zipped(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "<x/>")


NO_LISTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "trống, không có nội dung nào; hãy xin lại tệp"),
    "csv": (lambda path: path.write_text("STT;Họ và tên"), "là văn bản thường (.csv, .txt), không phải bảng tính"),
    "docx": (lambda path: zipped(path, "word/document.xml"), "là văn bản Word; hãy chép bảng sang Excel"),
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.4\n"), "là tệp PDF, không phải bảng tính; hãy mở bằng Excel"),
    "zip": (lambda path: zipped(path, "a.txt"), "là tệp nén, không phải bảng tính; hãy giải nén"),
    "half": (lambda path: path.write_bytes(GOOD[: len(GOOD) // 2]), "bị hỏng hoặc chép chưa hết; hãy chép lại"),
    "password": (
        lambda path: path.write_bytes((LOCKED / "mat-khau.xlsx").read_bytes()),
        "có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu",
    ),
    "folder": (lambda path: path.mkdir(), "là thư mục; hãy chọn một tệp Excel"),
    "only a head": (lambda path: member_book(path), "là danh sách đảng viên nhưng không có dòng dữ liệu nào"),
}


@pytest.mark.parametrize(("make", "sentence"), NO_LISTS.values(), ids=NO_LISTS)
def test_a_file_that_is_no_list_is_refused_and_enter_asks_for_another(
    qtbot: QtBot,
    dialog: ImportDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], object],
    sentence: str,
) -> None:
    path = tmp_path / "danh sách.xlsx"
    make(path)
    look_at(qtbot, dialog, path)
    assert dialog.error.isVisible()
    assert "“danh sách.xlsx”" in dialog.error.text()
    assert sentence in dialog.error.text()
    assert dialog.focusWidget() is dialog.start.button
    monkeypatch.setattr(
        "ui.data.import_dialog.QFileDialog.getOpenFileNames", lambda *_args: ([str(INPUT / "thon_ban.xlsx")], "")
    )
    qtbot.keyClick(dialog.start.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._job is None and dialog.preview.isVisible())
    assert not dialog.error.isVisible()
    assert dialog.import_button.isEnabled()


BAD_ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "no such day": ({"born": "31/02/1990"}, "ô E3, Ngày sinh “31/02/1990”: Ngày 31/02/1990 không có thật. Hãy sửa"),
    "born later": ({"born": "12/05/2014"}, "ô F3, Ngày kết nạp “15/10/2012”: Ngày kết nạp 15/10/2012 trước ngày sinh"),
    "to come": ({"admitted": "15/10/2027"}, "ô F3, Ngày kết nạp “15/10/2027”: Ngày kết nạp 15/10/2027 chưa tới. Sửa"),
    "one number twice": ({"citizen": "011077501364"}, "ô D3, Số CCCD “011077501364”: Số CCCD trùng với dòng 2."),
    "300 letters": ({"name": "LÒ " + "A" * 297}, "Họ tên dài 300 chữ, quá 100. Ghi lại đúng họ và tên."),
    "emoji": ({"name": "CÀ VĂN 😀"}, "ô B3, Họ và tên “CÀ VĂN”: Họ tên có ký tự lạ “😀”. Xóa ký tự đó"),
    "no name": ({"name": None}, "ô B3, Họ và tên: Thiếu họ và tên. Ghi họ và tên, hoặc xóa cả dòng."),
    "Excel's error": ({"name": "#REF!"}, "ô B3, Họ và tên “#REF!”: Ô B3 mang lỗi #REF! của Excel. Sửa công thức"),
    "long cell": ({"cell": "Chi bộ " + "B" * 300}, "Dài 307 chữ, quá 200. Viết ngắn lại."),
}


@pytest.mark.parametrize(("changes", "sentence"), BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_the_first_line_and_says_its_field_and_its_repair(
    qtbot: QtBot, dialog: ImportDialog, db: Database, tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", member(), member(**{**OTHER, **changes})))
    rows = dialog.preview.table.rows_model.rows
    wrong = next(number for number, row in enumerate(rows) if "dòng 3" in row.place)
    dialog.preview.table.selectRow(wrong)
    assert rows[0].word == "Lỗi"
    assert sentence in dialog.preview.full.toPlainText()
    assert not dialog.import_button.isEnabled()
    assert dialog.reason.text()
    assert members(db) == 0


def formulas(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(MEMBER_HEAD)
    sheet.append(member(name='="LÒ VĂN "&"ÁNH"'))
    book.save(path)
    return path


def test_formulas_that_excel_never_worked_out_are_named(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look_at(qtbot, dialog, formulas(tmp_path / "a.xlsx"))
    said = "Ô B2 là công thức chưa có giá trị. Hãy mở tệp bằng Excel, bấm Lưu rồi nhập lại."
    assert said in dialog.preview.full.toPlainText()
    assert dialog.reason.text() == "Không có dòng nào nhập được."


def test_a_meeting_to_come_is_refused_by_its_cell(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    days = ["05/01/2026", *[None] * 10, "05/12/2026"]
    rows = roll_rows("SỔ ĐIỂM DANH CHI BỘ BẢN CO MẬN NĂM 2026", days, ("Lò Văn Ánh", "x", *[None] * 10, "x"))
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"Co Mận": rows}))
    said = "ô N5, Ngày họp “05/12/2026”: Ngày họp 05/12/2026 chưa tới. Sửa lại ngày họp, hoặc để trống."
    assert said in dialog.preview.full.toPlainText()


TITLES = [("ĐẢNG ỦY XÃ MƯỜNG MẪU",), (), ("DANH SÁCH ĐẢNG VIÊN",), *[()] * 5]
GROUPS = [
    ("STT", "Họ và tên", "Số giấy tờ", None, "Ngày", None, *MEMBER_HEAD[6:]),
    (None, None, *MEMBER_HEAD[2:6], None, None, None),
]
ODD_SHAPES: dict[str, tuple[dict[str, Any], str]] = {
    "head in row 9": ({"sheets": {"DS": [*TITLES, MEMBER_HEAD, member()]}}, ""),
    "merged head": (
        {"sheets": {"DS": [*GROUPS, member()]}, "merged": {"DS": ("A1:A2", "B1:B2", "C1:D1", "E1:F1")}},
        "",
    ),
    "hidden sheet": (
        {"sheets": {"Ẩn": [MEMBER_HEAD, member(**OTHER)], "DS": [MEMBER_HEAD, member()]}, "hidden": ["Ẩn"]},
        "Bỏ qua trang ẩn: “Ẩn”.",
    ),
    "200 columns": (
        {"sheets": {"DS": [(*MEMBER_HEAD, *(f"Cột {n}" for n in range(191))), (*member(), *range(191))]}},
        "Trang “DS”: chưa đọc 191 cột",
    ),
    "right-to-left marks": (
        {"sheets": {"DS": [MEMBER_HEAD, member(name="LÒ\u202e VĂN \u200fÁNH\u202c")]}},
        "",
    ),
}


@pytest.mark.parametrize(("book", "note"), ODD_SHAPES.values(), ids=ODD_SHAPES)
def test_a_list_of_an_odd_shape_is_read_and_what_was_left_aside_is_said(
    qtbot: QtBot, dialog: ImportDialog, db: Database, tmp_path: Path, book: dict[str, Any], note: str
) -> None:
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", **book))
    names = [row.name for row in dialog.preview.table.rows_model.rows]
    assert names == ["Chi bộ bản Co Mận", "Lò Văn Ánh"]
    assert note in dialog.preview.notes.text()
    with qtbot.waitSignal(dialog.imported):
        dialog.import_button.click()
    assert members(db) == 1


def test_many_refused_rows_are_counted_as_offices_write_numbers(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    rows = (member(no=n, name=f"LÒ VĂN {n}") for n in range(1200))
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", *rows))
    assert dialog.preview.skip.text() == "Bỏ 1.200 dòng lỗi hoặc chưa chọn, nhập các dòng còn lại"
