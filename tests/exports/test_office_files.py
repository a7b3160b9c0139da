"""What a human would say of each cell of lists as offices keep them, held against what is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports.readers import read_file, remarks
from models.records import MemberRecord, Reading, Severity
from models.tables import Duty, EventKind, Standing
from tests.exports import office_files
from tests.exports.books import write_book
from tests.exports.conftest import LibreOffice

ON = date(2026, 11, 22)
PARTS = ("full_name", "gender", "born_on", "admitted_on", "official_on", "ethnic", "cell_name", "old_card_number")
STANDING = ("duty", "leaving", "left_on")
SCHOOLING = ("schooling", "professional", "theory")
ANH = "Lò Văn Ánh"
MAN, NOONG_E, SCHOOL = "Chi bộ bản Co Mận", "Chi bộ bản Noong É", "Chi bộ Trường THCS"
SAID: dict[str, tuple[str, ...]] = {
    "cua_bi_thu": (
        f"{ANH} | | 12/05/1977 | 15/10/2012 | | Thái | {MAN} | | | | | 12/12 | Trung cấp | Trung cấp | 0912.345.678",
        f"Cà Thị Xôm | | 1988 | 30/08/2017 | | Thái | {MAN} | | Miễn sinh hoạt | | | 9/12 | | | 0387 654 321",
        f"Lường Văn Púa | | 1950 | 1975 | | thái | {MAN} | | | Từ trần | 2024 | 7/10 | | Sơ cấp |",
        f"Quàng Văn Thưởng | | 03/1990 | 02/2016 | 02/2017 | K.Mú | {MAN} | | | Chuyển đi | 03/2025 | 12/12 | | | "
        "0912345679",
        f"Vừ A Ín | | 01/01/1985 | 03/02/2010 | | Mông | {MAN} | | | | | 12/12 | Đại học | |",
    ),
    "ban_to_chuc": (
        f"{ANH} | Nam | 12/05/1977 | 15/10/2012 | 15/10/2013 | Thái | CB bản Co Mận | 38.123456 | | | | 12/12 | Đại học"
        " | Cao cấp, cử nhân |",
        "Cà Thị Xôm | Nữ | 02/03/1988 | 30/08/2017 | 30/08/2018 | Thái | CB bản Co Mận | 38.123457 | | | | 12/12 | "
        "Cao đẳng | Trung cấp |",
        "Nguyễn Thị Đào | Nữ | 1988 | 19/05/2010 | 19/05/2011 | Kinh | CB Trường THCS | 38.123458 | | | | 12/12 | "
        "Thạc sỹ | Trung cấp |",
    ),
    "trich_2c": (
        f"{ANH} | Nam | 12/05/1977 | 15/10/2012 | 15/10/2013 | Thái | {MAN} | | | | | 12/12 | Đại học | Trung cấp |",
        f"Nguyễn Thị Đào | Nữ | 02/01/1988 | 19/05/2010 | 19/05/2011 | Kinh | {SCHOOL} | | | | | 12/12 | Thạc sỹ | "
        "Trung cấp |",
        f"Cà Văn Ấm | Nam | 03/1990 | 03/02/2015 | 03/02/2016 | Thái | {MAN} | | | | | 12/12 | Đại học | |",
    ),
    "danh_ba": (
        f"{ANH} | | 12/05/1977 | | | | Co Mận | | | | | | | | 0912.345.678",
        "Cà Thị Xôm | | 02/03/1988 | | | | Co Mận | | | | | | | | 0912-345-679",
        "Vừ A Ín | | 1985 | | | | Noong É | | | | | | | | 0912345670",
        "Nguyễn Thị Đào | | 1988 | | | | Trường THCS | | | | | | | | +84 912 345 671",
    ),
    "chep_tu_word": (
        f"Vừ A Ín | | 01/01/1985 | 03/02/2010 | 03/02/2011 | | {NOONG_E} | 38.123460 | | | | | | |",
        f"Giàng A Páo | | 1990 | 19/05/2015 | 19/05/2016 | | {NOONG_E} | 38.123461 | | | | | | |",
        f"Sùng Thị Mỷ | | 07/08/1992 | 03/02/2024 | | | {NOONG_E} | | | | | | | |",
    ),
    "hai_cot_nam_nu": (
        f"{ANH} | Nam | 1977 | 15/10/2012 | 15/10/2013 | Thái | CB Co Mận | 38.123456 | | | | | | |",
        "Cà Thị Xôm | Nữ | 1988 | 30/08/2017 | 30/08/2018 | Thái | CB Co Mận | 38.123457 | | | | | | |",
        "Vừ A Ín | Nam | 1985 | 03/02/2010 | 03/02/2011 | HMông | CB Noong É | | | | | | | |",
    ),
    "chu_cu": (
        f"{ANH} | Nam | 12/05/1977 | 15/10/2012 | 15/10/2013 | Thái | {MAN} | | | | | | | |",
        f"Cà Thị Xôm | Nữ | 02/03/1988 | 30/08/2017 | 30/08/2018 | Thái | {MAN} | | | | | | | |",
        f"Vừ A Ín | Nam | 1985 | 03/02/2010 | 03/02/2011 | Mông | {NOONG_E} | | | | | | | |",
    ),
    "ten_va_nam_sinh": (
        f"Nguyễn Thị Đào | Nữ | 1988 | 19/05/2010 | 19/05/2011 | Kinh | {SCHOOL} | | | | | | | |",
        f"Lò Văn Hặc | Nam | 12/03/1980 | 03/02/2008 | 03/02/2009 | Thái | {SCHOOL} | | | | | | | |",
        f"Cà Văn Ấm | Nam | 1990 | 03/02/2015 | 03/02/2016 | Thái | {SCHOOL} | | | | | | | |",
        f"Vi Thị Anh | Nữ | 1985 | 03/02/2012 | 03/02/2013 | Tày | {SCHOOL} | | | | | | | |",
    ),
    "chu_phay_tren": (
        f"{ANH} | | 12/05/1977 | 15/10/2012 | | | {MAN} | 38.123456 | | | | | | | 0912345678",
        f"Cà Thị Xôm | | 02/03/1988 | 30/08/2017 | | | {MAN} | 38.123457 | | | | | | | 0912.345.679",
    ),
    "ghi_chu": (
        f"{ANH} | | 12/05/1977 | 15/10/2012 | 15/10/2013 | | {MAN} | | | Chuyển đi | 03/2025 | | | |",
        f"Cà Thị Xôm | | 02/03/1988 | 30/08/2017 | 30/08/2018 | | {MAN} | | Miễn sinh hoạt | | | | | |",
        f"Lường Văn Púa | | 1950 | 1975 | 1976 | | {MAN} | | | Từ trần | 2024 | | | |",
        f"Vừ A Ín | | 1985 | 03/02/2010 | 03/02/2011 | | {MAN} | | | | | | | |",
        f"Giàng A Páo | | 1991 | 03/02/2015 | 03/02/2016 | | {MAN} | | | Xóa tên | 15/06/2025 | | | |",
        f"Lò Thị Đôi | | 1992 | 03/02/2016 | 03/02/2017 | | {MAN} | | | | | | | |",
        f"Tòng Văn Cú | | 1940 | 03/02/1970 | 03/02/1971 | | {MAN} | | Miễn sinh hoạt | | 01/2020 | | | |",
        f"Quàng Thị Ón | | 1993 | 03/02/2016 | 03/02/2017 | | {MAN} | | | Chuyển đi | 05/06/2025 | | | |",
    ),
    "lap_tieu_de": (
        f"{ANH} | | 12/05/1970 | 15/10/2010 | | | {MAN} | | | | | | | |",
        f"Cà Thị Xôm | | 02/03/1980 | 30/08/2015 | | | {NOONG_E} | | | | | | | |",
        f"Lò Văn Ấm | | 12/05/1970 | 15/10/2010 | | | {MAN} | | | | | | | |",
        f"Cà Thị Đôi | | 02/03/1980 | 30/08/2015 | | | {NOONG_E} | | | | | | | |",
    ),
    "gop_cot": (
        f"{ANH} | Nam | 12/05/1977 | 15/10/2012 | 15/10/2013 | Thái | {MAN} | | | | | 12/12 | Đại học | "
        "Cao cấp, cử nhân |",
        f"Cà Thị Xôm | Nữ | 02/03/1988 | 30/08/2017 | 30/08/2018 | Thái | {MAN} | | | | | 9/12 | Trung cấp | Sơ cấp |",
        f"Vừ A Ín | Nam | 1985 | 03/02/2010 | 03/02/2011 | Mông | {NOONG_E} | | | | | 12/12 | | |",
    ),
}


def people(reading: Reading) -> list[MemberRecord]:
    return [one for one in reading.records if isinstance(one, MemberRecord)]


def shown(record: MemberRecord) -> str:
    found = [getattr(record, part) for part in (*PARTS, *STANDING, *SCHOOLING)] + [record.plain.get("phone")]
    return " | ".join("" if one is None else str(getattr(one, "label", one)) for one in found)


def squeezed(line: str) -> str:
    return "|".join(cell.strip() for cell in line.split("|"))


@pytest.mark.parametrize("name", office_files.BOOKS)
def test_each_cell_is_what_a_human_says(tmp_path: Path, name: str):
    found = people(read_file(office_files.write(tmp_path, name), ON))
    assert [squeezed(shown(one)) for one in found] == [squeezed(line) for line in SAID[name]]
    assert not [problem for one in found for problem in one.problems if problem.is_error]


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_another_program_keeps_them_and_they_say_the_same(tmp_path: Path, libreoffice: LibreOffice, kind: str):
    names = ("hai_cot_nam_nu", "chep_tu_word", "gop_cot")
    libreoffice(kind, tmp_path, *(office_files.write(tmp_path, name) for name in names))
    for name in names:
        found = people(read_file(tmp_path / f"{name}.{kind}", ON))
        assert [squeezed(shown(one)) for one in found] == [squeezed(line) for line in SAID[name]]


def test_two_qualifications_in_a_cell_are_the_higher_one_to_be_looked_at(tmp_path: Path):
    first, *_others = people(read_file(office_files.write(tmp_path, "trich_2c"), ON))
    [problem] = first.problems
    assert (problem.value, problem.after, problem.severity) == (
        "TC nông nghiệp, cử nhân luật",
        "Đại học",
        Severity.WARNING,
    )


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("Đ/c chuyển đi tỉnh Lai Châu tháng 7/2025", (EventKind.TRANSFER_OUT, None, "07/2025")),
        ("Đảng viên từ trần ngày 5 tháng 4 năm 2026", (EventKind.DIED, None, "05/04/2026")),
        ("giảm do từ trần tháng 4 năm 2026", (EventKind.DIED, None, "04/2026")),
        ("giảm tuổi Đảng 1 năm", None),
        ("đồng chí trẻ nhất", None),
        ("Đã chuyển đi 3/2025", (EventKind.TRANSFER_OUT, None, "03/2025")),
        ("chuyển sinh hoạt về Hà Nội", (EventKind.TRANSFER_OUT, None, "None")),
        ("Đã mất", (EventKind.DIED, None, "None")),
        ("mất ngày 12/3/2024 do bệnh", (EventKind.DIED, None, "12/03/2024")),
        ("Được miễn CT và SHĐ từ 2020", (None, Duty.EXEMPT, "2020")),
        ("mất thẻ 2024", None),
        ("Chuyển đến 3/2025", None),
        ("chuyển đi, đã chuyển về", None),
        ("Chuyển từ chi bộ Co Mận đến 3/2025", None),
        ("miễn giảm đảng phí", None),
        ("con ông Ánh", None),
    ],
)
def test_a_remark_says_who_is_gone_or_exempt_and_nothing_else(
    note: str, meant: tuple[EventKind | None, Duty | None, str] | None
):
    found = remarks.read(note)
    assert (None if found is None else (found.leaving, found.duty, str(found.since))) == meant


def test_what_may_be_of_two_kinds_of_schooling_is_kept_in_the_note_and_said(tmp_path: Path):
    found = people(read_file(office_files.write(tmp_path, "cua_bi_thu"), ON))
    said = [
        (one.full_name, one.professional, one.theory, problem.place, problem.value, problem.reason)
        for one in found
        for problem in one.problems
        if "chưa rõ" in problem.reason
    ]
    assert said == [
        (
            "Quàng Văn Thưởng",
            None,
            None,
            "Trang “Sheet1”, ô G8",
            "12/12, TC",
            "“TC” chưa rõ là chuyên môn hay lý luận chính trị, giữ ở Ghi chú.",
        )
    ]


TWICE = ("STT", "Họ và tên", "Ngày sinh", "Ngày kết nạp", "Chi bộ")


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (("2/3/1988", "30/8/2017", "Chi bộ bản Co Mận"), "Trùng dòng 2 trang “Cũ”: cùng một đồng chí."),
        (("2/3/1988", "30/8/2017", "CB bản Co Mận"), "Trùng dòng 2 trang “Cũ”: cùng một đồng chí."),
        (("1988", "2017", "Chi bộ bản Co Mận"), "Có thể trùng dòng 2 trang “Cũ”: cùng họ tên, cùng chi bộ."),
        (("1989", "30/8/2017", "Chi bộ bản Co Mận"), ""),
        (("2/3/1988", "30/8/2017", "Chi bộ bản Noong É"), ""),
    ],
)
def test_one_person_on_two_sheets_whose_birth_one_knows_better_comes_once(
    tmp_path: Path, second: tuple[str, str, str], said: str
):
    sheets = {
        "Cũ": [TWICE, (1, "Cà Thị Xôm", "1988", "30/8/2017", "Chi bộ bản Co Mận")],
        "Mới": [TWICE, (1, "Cà Thị Xôm", *second)],
    }
    reading = read_file(write_book(tmp_path / "a.xlsx", sheets), ON)
    first, other = people(reading)
    assert [problem.reason for problem in other.problems] == ([said] if said else [])
    is_double = said.startswith("Trùng")
    assert other.double_of == (2 if is_double else None)
    assert str(first.born_on) == ("02/03/1988" if is_double else "1988")
    assert any("không ghi hai lần: dòng 2 trang “Mới”." in note for note in reading.notes) is is_double


def test_short_headings_are_told_by_what_stands_below(tmp_path: Path):
    head = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "ĐT", "DT", "Chi bộ")
    row = (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", "Thái", "0912345678 hoặc 0387654321", "Chi bộ bản Co Mận")
    [one] = people(read_file(write_book(tmp_path / "a.xlsx", {"DS": [head, row]}), ON))
    assert (one.ethnic, one.plain["phone"]) == ("Thái", "0912345678")
    [one] = people(read_file(write_book(tmp_path / "b.xlsx", {"DS": [(*head[:5], "Quê"), (*row[:4], 912345678)]}), ON))
    assert (one.ethnic, one.plain["phone"]) == (None, "0912345678")


def test_a_mark_of_recognition_and_two_words_with_a_slash(tmp_path: Path):
    head = ("TT", "Họ và tên", "Ngày sinh", "Dân tộc/Tôn giáo", "Vào Đảng ngày", "Chính thức", "CB sinh hoạt")
    rows = (
        (1, "Lò Văn Ánh", "12/05/1977", "Thái/Không", "15/10/2012", "x", "Co Mận"),
        (2, "Cà Thị Xôm", "1988", "Kinh/Không", "30/8/2017", "30/8/2018", "Co Mận"),
    )
    found = people(read_file(write_book(tmp_path / "a.xlsx", {"DS": [head, *rows]}), ON))
    assert [(one.ethnic, one.religion, one.standing, str(one.official_on)) for one in found] == [
        ("Thái", "Không", Standing.OFFICIAL, "None"),
        ("Kinh", "Không", None, "30/08/2018"),
    ]
    assert not [problem for one in found for problem in one.problems]
