"""A list that is read as one of members although its title speaks of another: that is pointed out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports.readers import read_file
from models.outline import MEMBER_LIST, ReadingChoices
from tests.exports.books import write_book

TODAY = date(2026, 11, 22)
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Ghi theo")
PERSON = (1, "Lò Văn Ánh", "12/05/1950", "01/05/1975", "Chi bộ bản Co Mận", "50")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("DANH SÁCH ĐƯỢC TRAO TẶNG HUY HIỆU ĐẢNG", "Huy hiệu Đảng"),
        ("KẾT QUẢ XẾP LOẠI NĂM 2025", "xếp loại"),
        ("DANH SÁCH ĐẢNG VIÊN", ""),
    ],
)
def test_a_title_of_another_list_over_columns_of_members_is_pointed_out(tmp_path: Path, title: str, words: str) -> None:
    path = write_book(tmp_path / "ds.xlsx", {"DS": [(title,), HEAD, PERSON]})
    reading = read_file(path, TODAY)
    assert reading.layout == MEMBER_LIST
    said = [note for note in reading.notes if "hãy chọn lại loại" in note]
    assert ["nói về " + words in note for note in said] == ([True] if words else [])
    chosen = read_file(path, TODAY, choices=ReadingChoices(layout=MEMBER_LIST))
    assert not [note for note in chosen.notes if "hãy chọn lại loại" in note]
