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
from models.tables import Duty, Gender
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
    assert "Trang “DS”: đã bỏ qua 1 dòng cộng, 1 dòng ghi chú, 3 dòng ký tên (dòng 7–8, 10)." in reading.notes


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
    lines = ((1, "LÒ VĂN", "ÁNH", "1977", "2012"), (2, "Cà", "Thị Xôm", "1988", "2017"))
    reading = read(tmp_path / "a.xlsx", head, ("CHI BỘ BẢN NOONG É",), *lines, merged=merged)
    assert names(reading) == ["Lò Văn Ánh", "Cà Thị Xôm"]
    assert [column.field for column in reading.outlines[0].columns][1:3] == ["name", "given"]


def test_a_column_without_a_heading_beside_whole_names_is_none_of_them(tmp_path: Path):
    head = ("STT", "Họ và tên", None, "Ngày sinh", "Ngày vào Đảng")
    lines = ((1, "Lò Văn Ánh", "Nam", "1977", "2012"), (2, "Cà Thị Xôm", "Nữ", "1988", "2017"))
    assert names(read(tmp_path / "a.xlsx", head, *lines)) == ["Lò Văn Ánh", "Cà Thị Xôm"]


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


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_header_of_three_rows(tmp_path: Path, is_merged: bool):
    rows = (
        ("STT", "Họ và tên", "Ngày, tháng, năm", None, None, None, "Trình độ", None),
        (None, None, "Sinh", None, "Vào Đảng", None, "VH", "LLCT"),
        (None, None, "Nam", "Nữ", "Dự bị", "Chính thức", None, None),
        (1, "Lò Văn Ánh", "12/05/1977", None, "15/10/2012", "15/10/2013", "12/12", "SC"),
        (2, "Cà Thị Xôm", None, "1988", "30/8/2017", "30/8/2018", "9/12", "TC"),
    )
    merged = ("A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2", "G1:H1", "G2:G3", "H2:H3")
    reading = read(tmp_path / "a.xlsx", *rows, merged=merged if is_merged else ())
    assert [
        (one.full_name, one.gender, str(one.born_on), str(one.admitted_on), str(one.official_on), one.schooling)
        for one in people(reading)
    ] == [
        ("Lò Văn Ánh", Gender.MALE, "12/05/1977", "15/10/2012", "15/10/2013", "12/12"),
        ("Cà Thị Xôm", Gender.FEMALE, "1988", "30/08/2017", "30/08/2018", "9/12"),
    ]
    if is_merged:
        assert [column.heading for column in reading.outlines[0].columns][2] == "Ngày, tháng, năm Sinh Nam"


def test_the_year_of_a_birth_is_no_column_of_men(tmp_path: Path):
    rows = (
        ("STT", "Họ và tên", "Ngày sinh", None, "Ngày vào Đảng"),
        (None, None, "Ngày, tháng", "Năm", None),
        (1, "Lò Văn Ánh", "12/5", 1977, "2012"),
    )
    [one] = people(read(tmp_path / "a.xlsx", *rows, merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2")))
    assert (one.gender, str(one.born_on), one.is_refused) == (None, "12/05/1977", False)


@pytest.mark.parametrize(
    "heading",
    [
        (None, "Miễn sinh hoạt:"),
        (None, "II. Đảng viên dự bị"),
        ("A", "ĐẢNG VIÊN MIỄN SINH HOẠT"),
        (1, "Đảng viên chính thức (3)"),
        (None, "Danh sách đảng viên được miễn công tác"),
    ],
)
def test_the_name_of_a_group_is_nobody(tmp_path: Path, heading: tuple[Any, ...]):
    reading = read(tmp_path / "a.xlsx", ("Chi bộ bản Noong É",), HEAD, ANH, heading, XOM)
    assert names(reading) == ["Lò Văn Ánh", "Cà Thị Xôm"]
    assert "Trang “DS”: đã bỏ qua 1 dòng tên nhóm." in reading.notes


def test_headings_in_short_are_known(tmp_path: Path):
    head = ("TT", "Họ & tên", "NTNS", "Số CC", "Ngày VĐ", "Ngày CT", "CB", "D.tộc", "GT", "T.giáo")
    line = (1, "Lò Văn Ánh", "1977", "011077501364", "2012", "2013", "Noong É", "Thái", "Nam", "Không")
    reading = read(tmp_path / "a.xlsx", head, line)
    fields = [column.field for column in reading.outlines[0].columns][1:]
    assert fields == ["name", "born", "citizen", "admitted", "official", "cell", "ethnic", "gender", "religion"]


def cell(reading: Reading) -> str | None:
    return people(reading)[0].cell_name


@pytest.mark.parametrize(
    ("title", "tab", "name"),
    [
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ BẢN NOONG É", "DS", "Chi bộ bản Noong É"),
        ("Danh sách đảng viên Chi bộ Trường Mầm non năm 2026", "DS", "Chi bộ Trường Mầm non"),
        ("DANH SÁCH ĐẢNG VIÊN SINH HOẠT CHI BỘ THÁNG 10/2026", "DS", None),
        ("DANH SÁCH ĐẢNG VIÊN", "Chi bộ bản Noong É", "Chi bộ bản Noong É"),
        ("DANH SÁCH ĐẢNG VIÊN", "Tháng 10", None),
    ],
)
def test_the_cell_of_a_whole_sheet_stands_in_its_title_or_on_its_tab(
    tmp_path: Path, title: str, tab: str, name: str | None
):
    assert cell(read_file(write_book(tmp_path / "a.xlsx", {tab: [(title,), (), HEAD, ANH]}), ON)) == name


def test_what_rows_share_is_written_once(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Ngày vào Đảng", "Nơi ở hiện nay", "Chi bộ")
    rows = (
        (1, "Lò Văn Ánh", "1977", "Thái", "15/10/2012", "Bản Noong É", "Chi bộ bản Noong É"),
        (2, "Cà Thị Xôm", "1988", None, "nt", "-nt-", None),
        (3, "Vừ A Ín", "1990", "Mông", "2019", '"', None),
    )
    found = people(read(tmp_path / "a.xlsx", head, *rows, merged=("D2:D3", "G2:G4")))
    assert [(one.ethnic, str(one.admitted_on), one.plain["address"], one.cell_name) for one in found] == [
        ("Thái", "15/10/2012", "Bản Noong É", "Chi bộ bản Noong É"),
        ("Thái", "15/10/2012", "Bản Noong É", "Chi bộ bản Noong É"),
        ("Mông", "2019", "Bản Noong É", "Chi bộ bản Noong É"),
    ]


def test_as_above_on_the_next_page_is_not_the_heading(tmp_path: Path):
    found = people(read(tmp_path / "a.xlsx", HEAD, ANH, HEAD, (2, "Cà Thị Xôm", "1988", "2017", "nt")))
    assert [one.plain["address"] for one in found] == ["Bản Noong É", "Bản Noong É"]


@pytest.mark.parametrize(
    ("said", "name", "remark"),
    [
        ("Đ/c Lò Văn Ánh", "Lò Văn Ánh", ""),
        ("Đồng chí Lò Văn Ánh", "Lò Văn Ánh", ""),
        ("1. LÒ VĂN ÁNH", "Lò Văn Ánh", ""),
        ("Lò Văn Ánh *", "Lò Văn Ánh", ""),
        ("NGUYỄN thị HOA", "Nguyễn Thị Hoa", ""),
        ("Lò Văn\nÁnh", "Lò Văn Ánh", ""),
        ("Đồng Sĩ Nguyên", "Đồng Sĩ Nguyên", ""),
        ("Cà Thị Xôm (Mai)", "Cà Thị Xôm", "Ghi thêm “Mai” ngoài họ tên; chỉ nhập họ tên."),
        ("Lò Văn Ánh - BT", "Lò Văn Ánh", "Ghi thêm “BT” ngoài họ tên; chỉ nhập họ tên."),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(tmp_path: Path, said: str, name: str, remark: str):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, said, "1977", "2012")))
    assert (one.full_name, [problem.reason for problem in one.problems]) == (name, [remark] if remark else [])


def test_two_people_in_one_cell_are_refused(tmp_path: Path):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, "Lò Văn Ánh\nCà Thị Xôm", None, "2012")))
    assert [(problem.place, problem.reason, problem.repair) for problem in one.problems] == [
        ("Trang “DS”, ô B2", "Ô họ tên có hai dòng, như của hai người.", "Tách mỗi người một dòng của bảng.")
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        *(("1976.0", "1976"), ("Năm 1976", "1976"), ("sinh năm 1976", "1976"), ("’1976", "1976"), (1976.0, "1976")),
        *(("…/…/1976", "1976"), ("xx/xx/1976", "1976"), ("../5/1976", "05/1976"), ("  /5/1976", "05/1976")),
        *(("tháng 5/1976", "05/1976"), ("T5/1976", "05/1976"), ("12 tháng 5 năm 1976", "12/05/1976")),
        *(("12,05,1976", "12/05/1976"), ("12\\5\\1976", "12/05/1976"), ("12 5 1976", "12/05/1976")),
        *(("12/05/1976 0:00:00", "12/05/1976"), ("Ngày 12/5/1976", "12/05/1976"), ("12//5/1976", "12/05/1976")),
    ],
)
def test_days_of_every_spelling(tmp_path: Path, said: str | float, day: str):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, "Lò Văn Ánh", said, "2012")))
    assert (str(one.born_on), one.problems) == (day, ())


@pytest.mark.parametrize("said", ["không rõ", "Chưa có", "không nhớ", "chưa xác định"])
def test_a_day_or_number_said_not_to_be_known_is_left_open_with_a_word(tmp_path: Path, said: str):
    head = (*HEAD, "Số CCCD")
    [one] = people(read(tmp_path / "a.xlsx", head, (1, "Lò Văn Ánh", said, "2012", "Bản Noong É", said)))
    assert (one.born_on, one.citizen_id, one.is_refused) == (None, None, False)
    assert {problem.place: problem.reason for problem in one.problems} == {
        f"Trang “DS”, ô {letter}2": f"“{said}” được hiểu là chưa biết." for letter in "CF"
    }


@pytest.mark.parametrize("said", ["-", "…", "...", "/ /", "–"])
def test_signs_that_say_nothing_are_blanks(tmp_path: Path, said: str):
    [one] = people(read(tmp_path / "a.xlsx", (*HEAD, "Số CCCD"), (1, "Lò Văn Ánh", said, "2012", said, said)))
    assert (one.born_on, one.citizen_id, dict(one.plain), one.problems) == (None, None, {}, ())


def test_a_day_with_the_month_first_is_refused_with_the_day_it_may_be(tmp_path: Path):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, "Lò Văn Ánh", "05/13/1976", "2012")))
    assert [(problem.reason, problem.repair) for problem in one.problems] == [
        ("Ngày 05/13/1976 không có thật.", "Tháng ghi trước ngày thì ghi lại 13/05/1976.")
    ]


@pytest.mark.parametrize(
    ("said", "duty"),
    [
        *(("Chính thức", None), ("Dự bị", None), ("ĐV dự bị", None)),
        *(("Miễn SHĐ", Duty.EXEMPT), ("Đang SH", Duty.ACTIVE)),
    ],
)
def test_a_standing_in_the_column_of_the_status_is_left_to_the_dates(tmp_path: Path, said: str, duty: Duty | None):
    [one] = people(read(tmp_path / "a.xlsx", (*HEAD, "Tình trạng"), (*ANH, said)))
    assert (one.duty, one.problems) == (duty, ())


def test_columns_of_others_beside_a_table_are_no_second_one(tmp_path: Path):
    of_others = ("Họ và tên", "Ngày vào Đảng")
    reading = read(
        tmp_path / "a.xlsx", (*[None] * 5, "Người giới thiệu"), (*HEAD, *of_others), (*ANH, "Cà Văn Xôm", "3/2/1999")
    )
    assert names(reading) == ["Lò Văn Ánh"]
    assert any("có hai bảng cạnh nhau, mới đọc bảng bên trái cột F" in note for note in reading.notes)


def test_digits_written_together_are_a_day_to_be_looked_at(tmp_path: Path):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, "Lò Văn Ánh", "12051976", "2012")))
    assert str(one.born_on) == "12/05/1976"
    assert [problem.reason for problem in one.problems] == ["Ô ghi số liền 12051976, hiểu là ngày 12/05/1976."]


def test_numbers_that_a_program_wrote_with_a_fraction_lose_only_that(tmp_path: Path):
    head = (*HEAD, "Số CCCD", "Số thẻ cũ")
    line = (1, "Lò Văn Ánh", "1977", "2012", None, "11077501364.0", "38.123.456")
    [one] = people(read(tmp_path / "a.xlsx", head, line))
    assert (one.citizen_id, one.old_card_number) == ("011077501364", "38.123456")
