"""The day a list of members speaks of, read from its titles."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from exports.readers import as_of, read_file
from models.outline import ReadingChoices
from models.text import fold
from tests.exports.books import write_book

ON = date(2026, 11, 23)
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")
LINE = (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", "Chi bộ bản Co Mận")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tính đến ngày 31/12/2024", date(2024, 12, 31)),
        ("(Tính đến 31/12/2024)", date(2024, 12, 31)),
        ("(tính đến hết ngày 30-6-2025)", date(2025, 6, 30)),
        ("Có đến ngày 30.6.2025", date(2025, 6, 30)),
        ("Tính đến ngày 31 tháng 12 năm 2024", date(2024, 12, 31)),
        ("Thời điểm 31/12/2024", date(2024, 12, 31)),
        ("Thời điểm: ngày 01/7/2025", date(2025, 7, 1)),
        ("DANH SÁCH ĐẢNG VIÊN TẠI THỜI ĐIỂM 30/9/2025", date(2025, 9, 30)),
        ("Tính đến tháng 02/2024", date(2024, 2, 29)),
        ("Từ 01/01/2025 đến 30/6/2025", date(2025, 6, 30)),
        ("Từ ngày 01/01/2025 đến ngày 30/6/2025", date(2025, 6, 30)),
        ("Năm 2025", date(2025, 12, 31)),
        ("DANH SÁCH ĐẢNG VIÊN NĂM 2024", date(2024, 12, 31)),
        ("DANH SÁCH ĐẢNG VIÊN ĐẦU NĂM 2024", date(2024, 1, 1)),
        ("DANH SÁCH ĐẢNG VIÊN CUỐI NĂM 2024", date(2024, 12, 31)),
        ("Tháng 10 năm 2025", date(2025, 10, 31)),
        ("Danh sách đảng viên tháng 2/2025", date(2025, 2, 28)),
        ("Quý III năm 2025", date(2025, 9, 30)),
        ("Quý 1/2025", date(2025, 3, 31)),
        ("6 tháng đầu năm 2025", date(2025, 6, 30)),
        ("6 tháng cuối năm 2025", date(2025, 12, 31)),
        ("DANH SÁCH ĐẢNG VIÊN", None),
        ("Mường Mẫu, ngày 23 tháng 11 năm 2024", None),
        ("(Kèm theo Quyết định số 12-QĐ/ĐU ngày 05/01/2024, tính đến 31/12/2023)", None),
        ("Danh sách đảng viên sinh năm 2004", None),
        ("Nhiệm kỳ 2020 - 2025", None),
        ("Đảng bộ xã Mường Mẫu", None),
        ("Tính đến ngày 31/02/2024", None),
    ],
)
def test_a_line_of_a_title(line: str, day: date | None):
    spoken = as_of.of_line(fold(line))
    assert (spoken and spoken.day) == day


def test_a_list_says_its_day(tmp_path: Path):
    book = write_book(
        tmp_path / "a.xlsx", {"S": [("DANH SÁCH ĐẢNG VIÊN",), ("(Tính đến ngày 31/12/2024)",), HEAD, LINE]}
    )
    assert read_file(book, ON).as_of == date(2024, 12, 31)
    assert read_file(book, date(2024, 12, 31)).as_of is None  # that is today


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("DANH SÁCH ĐẢNG VIÊN", ""),
        ("Năm 2005", ""),
        ("Tính đến ngày 23/11/2026", ""),
        ("DANH SÁCH ĐẢNG VIÊN NĂM 2026", "năm 2026, chưa hết năm"),
        ("Năm 2027", "năm 2027, chưa hết năm"),
        ("Quý IV năm 2026", "ngày 31/12/2026, chưa tới"),
        ("Tính đến ngày 31/12/2027", "ngày 31/12/2027, chưa tới"),
    ],
)
def test_a_list_of_today_has_none(title: str, said: str, tmp_path: Path):
    found = read_file(write_book(tmp_path / "a.xlsx", {"S": [(title,), HEAD, LINE]}), ON)
    assert found.as_of is None
    told = f"Tên danh sách ghi {said}: đọc như danh sách hiện nay."
    assert found.notes == ((told,) if said else ())


@pytest.mark.parametrize(("title", "is_told"), [("NĂM 2024", True), ("CUỐI NĂM 2024", False), ("THÁNG 12/2024", False)])
def test_a_mere_year_is_its_end_and_that_is_said(title: str, is_told: bool, tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", {"S": [(f"DANH SÁCH ĐẢNG VIÊN {title}",), HEAD, LINE]})
    found = read_file(book, ON)
    assert found.as_of == date(2024, 12, 31)
    told = (
        "Tên danh sách chỉ ghi năm 2024: lấy ngày 31/12/2024; là danh sách hiện nay, hay của ngày khác, "
        "thì ghi lại ngày tính đến."
    )
    assert found.notes == ((told,) if is_told else ())
    assert read_file(book, ON, choices=ReadingChoices(as_of=ON)).notes == ()


def test_a_past_day_goes_before_the_running_year(tmp_path: Path):
    titles = [("DANH SÁCH ĐẢNG VIÊN NĂM 2026",), ("Tính đến ngày 30/6/2026",)]
    found = read_file(write_book(tmp_path / "a.xlsx", {"S": [*titles, HEAD, LINE]}), ON)
    assert (found.as_of, found.notes) == (date(2026, 6, 30), ())


def test_what_somebody_says_holds_instead(tmp_path: Path):
    book = write_book(tmp_path / "a.xlsx", {"S": [("Tính đến ngày 31/12/2024",), HEAD, LINE]})
    assert read_file(book, ON, choices=ReadingChoices(as_of=date(2023, 6, 30))).as_of == date(2023, 6, 30)
    assert read_file(book, ON, choices=ReadingChoices(as_of=ON)).as_of is None


def test_of_several_days_the_first_holds_and_is_told(tmp_path: Path):
    other = (1, "Cà Thị Xôm", "12/05/1980", "15/10/2014", "Chi bộ bản Co Mận")
    pages = {"A": [("Tính đến 31/12/2025",), HEAD, LINE], "B": [("Tính đến 30/6/2025",), HEAD, other]}
    found = read_file(write_book(tmp_path / "a.xlsx", pages), ON)
    assert found.as_of == date(2025, 6, 30)
    assert "Các trang ghi tính đến ngày khác nhau (“A” 31/12/2025, “B” 30/06/2025); lấy ngày sớm nhất." in found.notes


def test_somebody_admitted_later_shows_that_the_title_is_an_old_one(tmp_path: Path):
    later = (2, "Cà Thị Xôm", "12/05/1990", "15/10/2025", "Chi bộ bản Co Mận")
    book = write_book(tmp_path / "a.xlsx", {"S": [("Tính đến ngày 31/12/2024",), HEAD, LINE, later]})
    found = read_file(book, ON)
    assert found.as_of is None
    assert (
        "Tên danh sách ghi tính đến ngày 31/12/2024, nhưng có người kết nạp sau ngày ấy (dòng 4: 15/10/2025); "
        "đọc như danh sách hiện nay." in found.notes
    )


def saved_on(path: Path, day: str) -> Path:
    """Let a workbook say that it was saved on a day."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]+", rb"\g<1>" + day.encode(), core)
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("saved", "is_said"),
    [("2026-03-12T05:00:00Z", True), ("2026-11-20T05:00:00Z", False), ("2027-01-01T05:00:00Z", False), ("?", False)],
)
def test_a_list_without_a_day_is_told_when_its_file_was_saved_and_read_as_of_today(
    tmp_path: Path, saved: str, is_said: bool
):
    path = saved_on(write_book(tmp_path / "a.xlsx", {"S": [("DANH SÁCH ĐẢNG VIÊN",), HEAD, LINE]}), saved)
    reading = read_file(path, ON)
    assert reading.as_of is None
    assert any("Tệp được lưu lần cuối ngày 12/03/2026" in note for note in reading.notes) is is_said
    chosen = read_file(path, ON, choices=ReadingChoices(as_of=ON))  # as somebody said, it is of today
    assert not any("lưu lần cuối" in note for note in chosen.notes)


def test_a_list_of_today_is_not_said_to_be_without_a_day(tmp_path: Path):
    rows = [("DANH SÁCH ĐẢNG VIÊN",), ("(Tính đến ngày 23/11/2026)",), HEAD, LINE]
    reading = read_file(saved_on(write_book(tmp_path / "a.xlsx", {"S": rows}), "2026-11-10T05:00:00Z"), ON)
    assert (reading.as_of, [note for note in reading.notes if "lưu lần cuối" in note]) == (None, [])


def test_a_list_with_a_day_is_of_that_day_whenever_it_was_saved(tmp_path: Path):
    rows = [("DANH SÁCH ĐẢNG VIÊN",), ("(Tính đến ngày 31/12/2024)",), HEAD, LINE]
    reading = read_file(saved_on(write_book(tmp_path / "a.xlsx", {"S": rows}), "2026-03-12T05:00:00Z"), ON)
    assert (reading.as_of, [note for note in reading.notes if "lưu lần cuối" in note]) == (date(2024, 12, 31), [])
