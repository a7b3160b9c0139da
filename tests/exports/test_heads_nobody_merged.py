"""A header of two rows that nobody merged is shown, and known again, by the words of both."""

from __future__ import annotations

from pathlib import Path

from exports.readers import read_file
from models.outline import MEMBER_LIST, Mapped, ReadingChoices
from models.records import MemberRecord
from tests.exports.books import write_book
from tests.exports.test_office_lists import ON, read

UNDER = (None, None, "Sinh", "Vào Đảng", "Thôn", "Xã")
LINE = (1, "Lò Văn Ánh", "12/5/1977", "15/10/2012", "Noong É", "Mường Mẫu")


def book(path: Path, above: str) -> Path:
    return write_book(path, {"DS": [("STT", "Họ và tên", "Ngày", None, above, None), UNDER, LINE]})


def test_both_rows_are_shown_and_tell_one_list_from_another(tmp_path: Path):
    first, second = (
        read_file(book(tmp_path / name, above), ON).outlines[0]
        for name, above in (("a.xlsx", "Thường trú"), ("b.xlsx", "Tạm trú"))
    )
    assert [column.heading for column in first.columns] == [
        *("STT", "Họ và tên", "Ngày Sinh", "Ngày Vào Đảng", "Thường trú Thôn", "Thường trú Xã")
    ]
    assert first.fingerprint != second.fingerprint


def test_what_was_said_of_one_holds_for_the_next_and_for_no_other(tmp_path: Path):
    fields = {1: "name", 2: "born", 3: "admitted", 4: "permanent_address"}
    said = read_file(book(tmp_path / "a.xlsx", "Thường trú"), ON, choices=ReadingChoices(fields={"DS": fields}))
    known = ReadingChoices(remembered={said.outlines[0].fingerprint: Mapped(MEMBER_LIST, fields)})
    places: list[object] = []
    for name, above in (("b.xlsx", "Thường trú"), ("c.xlsx", "Tạm trú")):
        [found] = read_file(book(tmp_path / name, above), ON, choices=known).records
        assert isinstance(found, MemberRecord)
        places.append(found.plain.get("permanent_address"))
    assert places == ["Noong É", None]


def test_a_title_above_is_no_heading(tmp_path: Path):
    title = ("ĐẢNG BỘ XÃ", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM")
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chỗ ở", "Ghi chú")
    reading = read(tmp_path / "a.xlsx", title, head, LINE)
    assert [column.heading for column in reading.outlines[0].columns] == list(head)
