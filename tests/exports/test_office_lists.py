"""Lists laid out as offices lay them out for paper: what surrounds the people is never taken for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.readers import read_file
from models.outline import ReadingChoices, UnknownList
from models.records import MemberRecord, Reading
from models.tables import Gender
from tests.exports.books import write_book

ON = date(2026, 11, 22)
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Nơi ở hiện nay")
ANH = (1, "Lò Văn Ánh", "12/5/1977", "15/10/2012", "Bản Noong É")
XOM = (2, "Cà Thị Xôm", "1988", "30/8/2017", "Bản Co Kham")


def read(path: Path, *rows: Sequence[Any], merged: Sequence[str] = ()) -> Reading:
    return read_file(write_book(path, {"DS": rows}, merged={"DS": merged}), ON)


def people(reading: Reading) -> list[MemberRecord]:
    return [record for record in reading.records if isinstance(record, MemberRecord)]


def names(reading: Reading) -> list[str]:
    return [record.full_name for record in people(reading)]


@pytest.mark.parametrize(
    "heading",
    [
        ("I", "CHI BỘ BẢN NOONG É"),
        ("II.", "Chi bộ bản Noong É (2 đ/c)"),
        (3, "Chi bộ: Bản Noong É, có 2 đồng chí"),
        (None, "B. Chi bộ bản Noong É", None, "2 đảng viên"),
        ("Chi bộ bản Noong É", 2),
    ],
)
def test_a_section_is_known_by_its_name_with_a_number_before_and_a_count_after(
    tmp_path: Path, heading: tuple[Any, ...]
):
    found = people(read(tmp_path / "a.xlsx", HEAD, heading, ANH, XOM))
    assert [(one.full_name, (one.cell_name or "").casefold()) for one in found] == [
        ("Lò Văn Ánh", "chi bộ bản noong é"),
        ("Cà Thị Xôm", "chi bộ bản noong é"),
    ]


SIGNED = (
    (None, None, None, None, "Mường Mẫu, ngày 31 tháng 10 năm 2026"),
    (None, "NGƯỜI LẬP BIỂU", None, "T/M CHI BỘ"),
    (None, "(Ký, ghi rõ họ tên)", None, "BÍ THƯ"),
    (),
    (None, "Quàng Văn Thưởng", None, "Lò Văn Hặc"),
)


def test_who_signs_below_a_list_is_nobody_of_it(tmp_path: Path):
    reading = read(tmp_path / "a.xlsx", HEAD, ANH, XOM, (None, "Cộng chi bộ: 2 đồng chí"), (), *SIGNED)
    assert names(reading) == ["Lò Văn Ánh", "Cà Thị Xôm"]
    assert not [problem for one in people(reading) for problem in one.problems]
    assert "Trang “DS”: đã bỏ qua 1 dòng cộng, 1 dòng ghi chú, 3 dòng ký tên." in reading.notes


def test_after_signatures_another_cell_or_page_may_follow(tmp_path: Path):
    head = (("TT", "Họ và tên", "Năm sinh", None, "Ngày vào Đảng"), (None, None, "Nam", "Nữ"), (1, 2, 3, 4, 5))
    lines = ((1, "Lò Văn Ánh", 1977, None, "2012"), (2, "Cà Thị Xôm", None, 1988, "2017"))
    reading = read(
        tmp_path / "a.xlsx",
        *head,
        ("I", "Chi bộ bản Noong É"),
        *lines,
        *SIGNED,
        *head,
        ("II", "Chi bộ bản Co Kham"),
        (1, "Vừ A Ín", 1990, None, "2019"),
        *SIGNED,
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    )
    assert [(one.full_name, one.cell_name) for one in people(reading)] == [
        ("Lò Văn Ánh", "Chi bộ bản Noong É"),
        ("Cà Thị Xôm", "Chi bộ bản Noong É"),
        ("Vừ A Ín", "Chi bộ bản Co Kham"),
    ]


def test_somebody_born_on_a_day_in_words_is_no_signature(tmp_path: Path):
    line = (None, "Vừ A Ín", "ngày 02 tháng 03 năm 1990", "sinh ngày 2 tháng 3 năm 1990")
    assert names(read(tmp_path / "a.xlsx", HEAD, ANH, line)) == ["Lò Văn Ánh", "Vừ A Ín"]


@pytest.mark.parametrize("name", ["Tống Công Minh", "Tòng Văn Ín", "Lò Thị Chi", "Bùi Thị Thư", "Tạ Danh Sách"])
def test_names_that_begin_like_a_total_or_a_signature_are_people(tmp_path: Path, name: str):
    assert names(read(tmp_path / "a.xlsx", HEAD, ANH, (2, name, "1977", "2012"), SIGNED[0])) == ["Lò Văn Ánh", name]


@pytest.mark.parametrize(
    "line",
    [
        ("Tổng số đảng viên toàn đảng bộ: 2 đồng chí, trong đó nữ 1",),
        (None, "Cộng chi bộ bản Noong É", None, None, "2"),
        (None, "Tổng cộng toàn chi bộ"),
        (None, "Ấn định danh sách có 02 đồng chí"),
        (None, "Trong đó: nữ 01 đồng chí"),
        ("Trang 1",),
    ],
)
def test_totals_in_words_are_nobody(tmp_path: Path, line: tuple[Any, ...]):
    assert names(read(tmp_path / "a.xlsx", HEAD, ANH, line, XOM)) == ["Lò Văn Ánh", "Cà Thị Xôm"]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        (("STT", "Họ và tên", None, "Ngày sinh", "Ngày vào Đảng"), ["B1:C1"]),
        (("STT", "Họ và tên", None, "Ngày sinh", "Ngày vào Đảng"), []),
        (("STT", "Họ đệm", "Tên", "Ngày sinh", "Ngày vào Đảng"), []),
        (("STT", "Họ", "Tên", "Ngày sinh", "Ngày vào Đảng"), []),
    ],
)
def test_a_name_in_two_columns_is_one_name(tmp_path: Path, head: tuple[Any, ...], merged: list[str]):
    lines = ((1, "LÒ VĂN", "ÁNH", "1977", "2012"), (2, "Cà Thị", "Xôm", "1988", "2017"))
    reading = read(tmp_path / "a.xlsx", head, ("CHI BỘ BẢN NOONG É",), *lines, merged=merged)
    assert names(reading) == ["Lò Văn Ánh", "Cà Thị Xôm"]
    assert [column.field for column in reading.outlines[0].columns][1:3] == ["name", "given"]


def test_a_column_that_repeats_the_last_word_adds_nothing(tmp_path: Path):
    head = ("STT", "Họ và tên", "Tên", "Ngày sinh", "Ngày vào Đảng")
    assert names(read(tmp_path / "a.xlsx", head, (1, "Lò Văn Ánh", "Ánh", "1977", "2012"))) == ["Lò Văn Ánh"]


SEXES = (("Lò Văn Ánh", Gender.MALE, "1977"), ("Cà Thị Xôm", Gender.FEMALE, "02/03/1988"))


@pytest.mark.parametrize(
    "rows",
    [
        (  # a mark in one of two columns, the birth in its own
            ("STT", "Họ và tên", "Ngày sinh", "Giới tính", None, "Ngày vào Đảng"),
            (None, None, None, "Nam", "Nữ", None),
            (1, "Lò Văn Ánh", 1977, "x", None, "2012"),
            (2, "Cà Thị Xôm", "02/03/1988", None, "X", "2017"),
        ),
        (
            ("STT", "Họ và tên", "Nam", "Nữ", "Ngày sinh", "Ngày vào Đảng"),
            (1, "Lò Văn Ánh", 1, 0, 1977, "2012"),
            (2, "Cà Thị Xôm", 0, 1, "02/03/1988", "2017"),
        ),
        (  # the birth itself stands in the column of the sex
            ("STT", "Họ và tên", "Nam", "Nữ", "Ngày vào Đảng"),
            (1, "Lò Văn Ánh", 1977, None, "2012"),
            (2, "Cà Thị Xôm", None, "02/03/1988", "2017"),
        ),
    ],
)
def test_one_column_for_men_and_one_for_women(tmp_path: Path, rows: tuple[tuple[Any, ...], ...]):
    found = people(read(tmp_path / "a.xlsx", *rows))
    assert [(one.full_name, one.gender, str(one.born_on)) for one in found] == list(SEXES)
    assert not [problem for one in found for problem in one.problems]


def test_a_mark_in_both_columns_is_refused(tmp_path: Path):
    head = ("STT", "Họ và tên", "Nam", "Nữ", "Ngày sinh", "Ngày vào Đảng")
    [one] = people(read(tmp_path / "a.xlsx", head, (1, "Lò Văn Ánh", "x", "x", 1977, "2012")))
    assert [problem.reason for problem in one.problems] == ["Cả cột Nam và cột Nữ đều có ghi."]


@pytest.mark.parametrize(
    "heading",
    ["Ngày, tháng, năm chính thức", "Năm chính thức", "Ngày tháng năm vào Đảng chính thức", "Ngày chuyển chính thức"],
)
def test_headings_of_days_are_known_in_full_and_in_short(tmp_path: Path, heading: str):
    [one] = people(read(tmp_path / "a.xlsx", (*HEAD, heading), (*ANH, "2013")))
    assert str(one.official_on) == "2013"


@pytest.mark.parametrize("above", [(), (("DANH SÁCH ĐẢNG VIÊN",), ())])
def test_a_list_without_a_header_loses_nobody(tmp_path: Path, above: tuple[tuple[Any, ...], ...]):
    lines = (
        (1, "Lò Văn Ánh", "12/05/1977", "011077501364", "15/10/2012", "Chi bộ bản Noong É"),
        (2, "Cà Thị Xôm", "02/03/1988", "011188232440", "30/08/2017", "Chi bộ bản Noong É"),
        (3, "Vừ A Ín", "02/03/1990", "011090232440", "30/08/2018", "Chi bộ bản Noong É"),
    )
    path = write_book(tmp_path / "a.xlsx", {"DS": [*above, *lines]})
    with pytest.raises(UnknownList) as raised:
        read_file(path, ON)
    [sheet] = raised.value.outlines
    fields = {column.index: column.field or "" for column in sheet.columns}
    assert fields == {0: "", 1: "name", 2: "born", 3: "citizen", 4: "admitted", 5: "cell"}
    reading = read_file(path, ON, choices=ReadingChoices(fields={"DS": fields}))
    assert names(reading) == ["Lò Văn Ánh", "Cà Thị Xôm", "Vừ A Ín"]
