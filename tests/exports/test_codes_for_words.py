"""A code typed where the data-entry workbook wants a word: its dictionaries say the word, or which there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.layouts import entry_book as layout
from exports.readers import read_file
from models.records import MemberRecord
from tests.exports.books import write_book

ON = date(2026, 11, 22)
FIELDS = ("name", "born", "ethnic", "religion", "home_country", "home_province", "admitted")
HEAD = [column.wording for field in FIELDS for column in layout.COLUMNS if column.field == field]
LISTS: dict[str, Sequence[Sequence[Any]]] = {
    "TINH": [("Mã", "Tên"), (11, "Điện Biên"), ("01", "Hà Nội"), *((str(n), f"Tỉnh {n}") for n in range(20, 30))],
    "QUOCGIA": [("Mã", "Tên"), ("VN", "Việt Nam"), ("LA", "Lào")],
    "DANTOC": [("Mã", "Tên"), ("03", "Thái")],
    "TONGIAO": [("Mã", "Tên"), ("0", "Không")],
}


def line(
    path: Path, ethnic: Any, religion: Any, country: Any, province: Any, lists: Mapping[str, Any] = LISTS
) -> MemberRecord:
    rows = [HEAD, ("Lò Văn Ánh", "12/5/1977", ethnic, religion, country, province, "15/10/2012")]
    [found] = read_file(write_book(path / "a.xlsx", {"DS": rows, **lists}, hidden=list(lists)), ON).records
    assert isinstance(found, MemberRecord)
    return found


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("03", "0", "VN", "11"), ("Thái", "Không", "Việt Nam", "Điện Biên")),
        ((3, 0, "la", 1), ("Thái", "Không", "Lào", "Hà Nội")),
        (("Thái", "Không", "Nga", "Sơn La"), ("Thái", "Không", "Nga", "Sơn La")),
        (("99", "Không", "Lào", "Tỉnh Bắc Ninh"), ("99", "Không", "Lào", "Tỉnh Bắc Ninh")),  # the register will say
    ],
)
def test_a_code_is_read_by_the_dictionary_of_the_file(tmp_path: Path, typed: tuple[Any, ...], read: tuple[str, ...]):
    found = line(tmp_path, *typed)
    assert (found.ethnic, found.religion, found.plain["home_country"], found.plain["home_province"]) == read
    assert not found.problems


def test_without_dictionaries_those_of_the_blank_workbook_hold(tmp_path: Path):
    found = line(tmp_path, "Thái", "Không", "VN", "11", {})
    assert (found.plain["home_country"], found.plain["home_province"]) == ("Việt Nam", "Điện Biên")


def test_a_code_of_no_entry_is_refused_with_the_entries(tmp_path: Path):
    found = line(tmp_path, "Thái", "Không", "XX", "77")
    assert sorted((one.field, one.reason, one.is_error) for one in found.problems) == [
        (
            "Quê quán – quốc gia",
            "“XX” không phải là tên, cũng không phải mã trong danh mục QUOCGIA (VN – Việt Nam, LA – Lào).",
            True,
        ),
        (
            "Quê quán – tỉnh",
            "“77” không phải là tên, cũng không phải mã trong danh mục TINH (11 – Điện Biên, 01 – Hà Nội, "
            "20 – Tỉnh 20, 21 – Tỉnh 21, 22 – Tỉnh 22 …).",
            True,
        ),
    ]
    assert {one.repair for one in found.problems} == {"Ghi tên đầy đủ."}
