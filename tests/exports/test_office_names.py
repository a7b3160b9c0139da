"""Names as offices write them: titles before, two people in one cell, words behind; headings that are no titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports.test_office_lists import ANH, HEAD, names, people, read


@pytest.mark.parametrize(
    ("said", "name", "remark"),
    [
        ("ThS. Lò Thị Mai", "Lò Thị Mai", "Bỏ “ThS.” ở trước họ tên."),
        ("Bà LÒ THỊ MAI", "Lò Thị Mai", "Bỏ “Bà” ở trước họ tên."),
        ("Cô giáo Lò Mai", "Lò Mai", "Bỏ “Cô giáo” ở trước họ tên."),
        ("Ông Ích Khiêm", "Ông Ích Khiêm", ""),
        ("Và A Dế", "Và A Dế", ""),
        ("Lò Văn Ánh, Bí thư chi bộ", "Lò Văn Ánh", "Ghi thêm “Bí thư chi bộ” ngoài họ tên; chỉ nhập họ tên."),
        ("Lò Văn Ánh, Chi Bộ Nà Sáy", "Lò Văn Ánh", "Ghi thêm “Chi Bộ Nà Sáy” ngoài họ tên; chỉ nhập họ tên."),
        ("Lò Thị Mai (vợ đ/c Ánh)", "Lò Thị Mai", "Ghi thêm “vợ đ/c Ánh” ngoài họ tên; chỉ nhập họ tên."),
    ],
)
def test_a_title_before_a_name_is_no_part_of_it(tmp_path: Path, said: str, name: str, remark: str):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, said, "1977", "2012")))
    found = [(problem.reason, problem.is_error) for problem in one.problems]
    assert (one.full_name, found) == (name, [(remark, False)] if remark else [])


@pytest.mark.parametrize(
    "said",
    [
        *("Lò Văn Ánh, Cà Thị Xôm", "Lò Văn Ánh và Cà Thị Xôm", "LÒ VĂN ÁNH VÀ CÀ THỊ XÔM", "Nguyễn Văn A, Trần Thị B"),
        *("Lò Văn Ánh / Cà Thị Xôm", "Lò Văn Ánh; Cà Thị Xôm", "Lò Văn Ánh & Cà Thị Xôm", "Lò Văn Ánh+Cà Thị Xôm"),
        "Pờ A Sử, Chảo Thị Mẩy",  # a surname that nobody listed
    ],
)
def test_two_people_on_one_line_of_a_cell_are_refused(tmp_path: Path, said: str):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, said, "1977", "2012")))
    assert [problem.reason for problem in one.problems] == ["Ô họ tên ghi như tên của hai người."]


@pytest.mark.parametrize(
    ("said", "remark"),
    [
        ("Lò Văn Hùng/Trưởng Bản", "Trưởng Bản"),
        ("Lò Văn Hùng / Bí Thư Chi Bộ", "Bí Thư Chi Bộ"),
        ("Lò Văn Hùng; Phó Trưởng Công An Xã", "Phó Trưởng Công An Xã"),
        ("Lò Văn Hùng + Giáo Viên Mầm Non", "Giáo Viên Mầm Non"),
    ],
)
def test_a_post_in_capitals_beside_a_name_is_nobody(tmp_path: Path, said: str, remark: str):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, said, "1977", "2012")))
    found = [(problem.reason, problem.is_error) for problem in one.problems]
    assert (one.full_name, found) == ("Lò Văn Hùng", [(f"Ghi thêm “{remark}” ngoài họ tên; chỉ nhập họ tên.", False)])


def test_somebody_said_beside_the_name_to_be_gone_does_not_come_in(tmp_path: Path):
    [one] = people(read(tmp_path / "a.xlsx", HEAD, (1, "Lò Văn Ánh (đã chết)", "1950", "1978")))
    assert [problem.reason for problem in one.problems if problem.is_error] == ["Ghi thêm “đã chết” ngoài họ tên."]


def test_a_heading_is_no_title_and_a_cell_of_a_hamlet_is_a_cell(tmp_path: Path):
    """“Chi bộ ấp” stood in the first of two rows of a header, and was taken for the cell of everybody."""
    rows = (
        ("TT", "Họ và chữ lót", "Tên", "Năm sinh", None, "Ngày vào Đảng", None, "Chi bộ ấp"),
        (None, None, None, "Nam", "Nữ", "Dự bị", "Chính thức", None),
        ("01", "Nguyễn Văn", "Út Mười", 1955, None, "15-6-1978", "15-6-79", "Ấp 1"),
        ("02", "Lê Thị", "Bé", None, "(1960)", "2/9/1985", "2/9/1986", "//"),
    )
    reading = read(tmp_path / "a.xlsx", *rows, merged=("D1:E1", "F1:G1"))
    assert [(one.full_name, str(one.born_on), one.cell_name) for one in people(reading)] == [
        ("Nguyễn Văn Út Mười", "1955", "Ấp 1"),
        ("Lê Thị Bé", "1960", "Ấp 1"),
    ]
    unknown = (*rows[0][:-1], "Chi bộ của tổ")
    [first, _second] = people(read(tmp_path / "b.xlsx", unknown, *rows[1:], merged=("D1:E1", "F1:G1")))
    assert first.cell_name is None


def test_a_starred_remark_below_the_table_is_nobody(tmp_path: Path):
    reading = read(tmp_path / "a.xlsx", HEAD, ANH, (None, "* Đồng chí Páo được kết nạp tháng 3/2026"))
    assert names(reading) == ["Lò Văn Ánh"]
    assert any("1 dòng ghi chú" in note for note in reading.notes)
