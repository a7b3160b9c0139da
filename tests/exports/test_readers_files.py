"""Files that are not the workbook they pretend to be, and workbooks that are hard to read."""

from __future__ import annotations

import os
import shutil
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from exports.readers import read_file
from exports.readers.workbook import open_workbook
from models.errors import KnownError
from models.records import MemberRecord, Reading
from tests.exports.books import INPUT, MEMBER_HEAD, member, member_book, write_book

ON = date(2026, 11, 22)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def read(path: Path) -> Reading:
    return read_file(path, ON)


def refusal(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        read(path)
    return caught.value.message


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trong.xlsx", b"", "trống"),
        ("csv.xlsx", "STT;Họ và tên\n1;Lò Văn Ánh\n".encode(), ".csv"),
        ("csv16.xls", "STT\tHọ và tên\n".encode("utf-16"), ".csv"),
        ("web.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "trang web"),
        ("xml.xls", b'<?xml version="1.0"?><Workbook/>', "trang web"),
        ("giay.xlsx", b"%PDF-1.7\n\x00\x01", "PDF"),
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00", "không phải bảng tính"),
        ("khoa.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("cu.doc", OLE + "WordDocument".encode("utf-16-le"), "Word"),
        ("hong.xls", OLE + b"x" * 600, "hỏng"),
        ("hong2.xls", OLE + "Workbook".encode("utf-16-le") + b"x" * 2000, "hỏng"),
        ("nua.xlsx", b"PK\x03\x04" + b"x" * 100, "hỏng"),
        ("~$DS.xlsx", b"\x05user", "tệp tạm"),
    ],
)
def test_a_file_that_is_no_workbook_is_named_in_one_sentence(tmp_path: Path, name: str, content: bytes, words: str):
    path = tmp_path / name
    path.write_bytes(content)
    message = refusal(path)
    assert words in message
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_locked_by_a_password_is_not_called_damaged(kind: str):
    assert refusal(INPUT.parent / "locked" / f"mat-khau.{kind}").startswith(f"Tệp “mat-khau.{kind}” có mật khẩu")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    assert "Không tìm thấy" in refusal(tmp_path / "không có.xlsx")
    assert "thư mục" in refusal(tmp_path)
    assert "Không tìm thấy" in refusal(INPUT / "DS_DANGVIEN.xlsx" / "x.xlsx")


def test_a_locked_file_asks_to_close_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = member_book(tmp_path / "ds.xlsx", member())

    def locked(_self: Path) -> bytes:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert "đóng Excel" in refusal(path)


@pytest.mark.parametrize("part", ["word/document.xml", "ppt/presentation.xml", "readme.txt"])
def test_other_packages_are_told_apart(tmp_path: Path, part: str):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, "x")
    word = {"word": "Word", "ppt/": "trình chiếu", "read": "tệp nén"}[part[:4]]
    assert word in refusal(path)


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, kept: float):
    content = (INPUT / "DS_DANGVIEN.xlsx").read_bytes()
    path = tmp_path / "nua.xlsx"
    path.write_bytes(content[: int(len(content) * kept)])
    assert "chép chưa hết" in refusal(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_broken_insides_is_refused(tmp_path: Path, part: str):
    path = tmp_path / "hong.xlsx"
    with zipfile.ZipFile(INPUT / "thon_ban.xlsx") as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, content[: len(content) // 2] if name == part else content)
    assert "hỏng" in refusal(path)


def test_a_workbook_without_rows_is_refused(tmp_path: Path):
    assert "không có dòng nào" in refusal(write_book(tmp_path / "a.xlsx", {"Trang 1": [], "Trang 2": [(None, "  ")]}))
    assert "không có dòng dữ liệu" in refusal(member_book(tmp_path / "b.xlsx"))


def test_an_unknown_list_names_what_was_looked_for_and_what_was_found(tmp_path: Path):
    message = refusal(write_book(tmp_path / "a.xlsx", {"Kho": [("Mã hàng", "Số lượng"), ("A1", 3)]}))
    assert "“Mã hàng”" in message
    assert "Tên thôn, bản" in message
    assert "Ngày họp" in message


def test_a_stray_cell_at_the_far_corner_is_refused_before_it_takes_all_memory(tmp_path: Path):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = "x", "y"
    book.save(tmp_path / "xa.xlsx")
    assert "XFD1048576" in refusal(tmp_path / "xa.xlsx")


def test_hidden_sheets_are_left_aside_and_said_so(tmp_path: Path):
    rows = [MEMBER_HEAD, member()]
    path = write_book(
        tmp_path / "a.xlsx", {"Ẩn": [MEMBER_HEAD, member(citizen="011077501365")], "Hiện": rows}, hidden=["Ẩn"]
    )
    reading = read(path)
    assert [record.sheet for record in reading.records if isinstance(record, MemberRecord)] == ["Hiện"]
    assert any("“Ẩn”" in note for note in reading.notes)


def test_a_hidden_sheet_is_read_when_there_is_no_other(tmp_path: Path):
    path = member_book(tmp_path / "a.xlsx", member())
    book = load_workbook(path)
    book.create_sheet("Trống")
    book["DS"].sheet_state = "hidden"
    book.save(path)
    reading = read(path)
    assert len(reading.records) == 1
    assert any("trang ẩn" in note for note in reading.notes)


def test_a_formula_that_was_never_calculated_refuses_its_row(tmp_path: Path):
    path = member_book(
        tmp_path / "a.xlsx", member(), member(citizen='="0110"&"77501365"', card=None, name="CÀ VĂN XÔM")
    )
    reading = read(path)
    [problem] = [problem for problem in reading.all_problems() if problem.is_error]
    assert (problem.row, problem.column) == (3, "D")
    assert problem.reason == "Ô D3 là công thức chưa có giá trị."
    assert problem.repair == "Hãy mở tệp bằng Excel, bấm Lưu rồi nhập lại."


def test_an_excel_error_in_a_cell_is_not_taken_for_an_empty_one(tmp_path: Path):
    reading = read(member_book(tmp_path / "a.xlsx", member(citizen="#N/A", card=None)))
    assert "#N/A" in reading.all_problems()[0].reason


def test_a_sheet_of_200_columns_is_read(tmp_path: Path):
    wide = [*MEMBER_HEAD, *(f"Cột {number}" for number in range(191))]
    reading = read(write_book(tmp_path / "a.xlsx", {"DS": [wide, [*member(), *range(191)]]}))
    assert len(reading.records) == 1
    assert any("191 cột" in note for note in reading.notes)


def test_50_000_rows_are_read_in_seconds(tmp_path: Path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("DS")
    sheet.append(MEMBER_HEAD)
    for number in range(50_000):
        citizen = f"01107{number:07d}"
        sheet.append(member(no=number + 1, citizen=citizen, card=citizen, born="1970"))
    book.save(tmp_path / "lon.xlsx")
    start = time.perf_counter()
    reading = read(tmp_path / "lon.xlsx")
    assert len(reading.records) == 50_000
    assert time.perf_counter() - start < 30  # about 3 s on a quiet machine; far from it when a step is quadratic


def test_the_name_and_folder_of_a_file_do_not_matter(tmp_path: Path):
    path = tmp_path / "thư mục có dấu"
    path.mkdir()
    shutil.copy(INPUT / "thon_ban.xlsx", path / "Bảng 1 (bản sao).XLS")
    assert read(path / "Bảng 1 (bản sao).XLS").layout == "thon-ban"


def test_the_sha256_is_of_the_content(tmp_path: Path):
    copy = tmp_path / "b.xlsx"
    shutil.copy(INPUT / "thon_ban.xlsx", copy)
    os.utime(copy, (0, 0))
    assert open_workbook(copy).sha256 == open_workbook(INPUT / "thon_ban.xlsx").sha256
