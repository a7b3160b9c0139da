"""Member lists: recognised in any order and wording, every wrong cell named at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.readers import read_file
from models.dates import PartialDate
from models.records import MemberRecord, Problem, Reading
from models.tables import Duty, Gender
from tests.exports.books import INPUT, MEMBER_HEAD, member, member_book, write_book

ON = date(2026, 11, 22)


def read(path: Path) -> Reading:
    return read_file(path, ON)


def people(reading: Reading) -> list[MemberRecord]:
    return [record for record in reading.records if isinstance(record, MemberRecord)]


def one(tmp_path: Path, **changes: Any) -> MemberRecord:
    [record] = people(read(member_book(tmp_path / "a.xlsx", member(**changes))))
    return record


def only(record: MemberRecord) -> Problem:
    [problem] = record.problems
    return problem


def test_the_export_of_the_upper_system_is_read_as_it_truly_is():
    reading = read(INPUT / "DS_DANGVIEN.xlsx")
    truth = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))
    cells = {cell["code"]: cell["name"] for cell in truth["cells"]}
    assert reading.layout == "dang-vien"
    assert reading.all_problems() == []
    assert [
        (p.full_name, p.citizen_id, p.born_on and p.born_on.iso, p.admitted_on and p.admitted_on.iso, p.cell_name)
        for p in people(reading)
    ] == [(p["full_name"], p["citizen_id"], p["birth"], p["admitted"], cells[p["cell"]]) for p in truth["people"]]
    assert [p.duty.label if p.duty else None for p in people(reading)] == [p["status"] for p in truth["people"]]
    assert {(p.gender, p.official_on, p.ethnic) for p in people(reading)} == {(None, None, None)}


def test_header_in_row_9_other_order_other_words_merged_head(tmp_path: Path):
    head = ("TT", "Chi bộ", "HỌ VÀ TÊN (*)", "Thông tin cá nhân", None, "Ngày vào\nĐảng", "Căn cước công dân")
    below = (None, None, None, "Nam/Nữ", "Ngày, tháng,\nnăm sinh", None, None)
    rows: list[Sequence[Any]] = [("ĐẢNG BỘ XÃ MƯỜNG MẪU",), ("DANH SÁCH ĐẢNG VIÊN",), *[()] * 6]
    rows += [head, below, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)")]
    rows += [
        (1, "Chi bộ bản Co Mận", "Lò Văn Ánh", "Nam", datetime(1977, 5, 12), "15/10/2012", "011077501364"),
        (2, None, "Lý Thị Say", "nữ", 1988, "8/2017", "011188232440"),
        (),
        head,
        (3, "Chi bộ bản Noong É", "Tống Công Minh", "Nam", "1.2.1990", "2015-06-07", "011090000001"),
        ("Cộng", None, 3),
        (None, None, "TM. ĐẢNG ỦY"),
    ]
    merged = {"Trang tính1": ["A1:G1", "D9:E9", "A9:A10", "B9:B10", "C9:C10", "F9:F10", "G9:G10", "B12:B13"]}
    reading = read(write_book(tmp_path / "a.xlsx", {"Trang tính1": rows}, merged=merged))
    first, second, third = people(reading)
    assert (first.row, first.full_name, first.gender) == (12, "Lò Văn Ánh", Gender.MALE)
    assert first.born_on == PartialDate(1977, 5, 12)
    assert (second.born_on, second.admitted_on) == (PartialDate(1988), PartialDate(2017, 8))
    assert (second.cell_name, second.gender) == ("Chi bộ bản Co Mận", Gender.FEMALE)
    assert (third.full_name, third.admitted_on) == ("Tống Công Minh", PartialDate(2015, 6, 7))
    assert reading.all_problems() == []
    note = reading.notes[0]
    for words in ("1 dòng số thứ tự cột", "1 dòng tiêu đề lặp lại", "1 dòng trống", "1 dòng cộng", "1 dòng ghi chú"):
        assert words in note


@pytest.mark.parametrize(
    ("changes", "field", "column", "reason"),
    [
        ({"born": "31/02/1977"}, "Ngày sinh", "E", "31/02/1977"),
        ({"admitted": "hôm qua"}, "Ngày kết nạp", "F", "hôm qua"),
        ({"admitted": "01/01/1970"}, "Ngày kết nạp", "F", "trước ngày sinh"),
        ({"admitted": "23/11/2026"}, "Ngày kết nạp", "F", "chưa tới"),
        ({"born": True}, "Ngày sinh", "E", "không phải là ngày"),
        ({"name": "Lò Văn Ánh 2"}, "Họ và tên", "B", "chữ số"),
        ({"name": "Lò Văn 😀 Ánh"}, "Họ và tên", "B", "😀"),
        ({"name": "Lß ¿¿ V¨n"}, "Họ và tên", "B", "ß"),
        ({"name": "– . –"}, "Họ và tên", "B", "không có chữ nào"),
        ({"name": "Lò " * 100}, "Họ và tên", "B", "dài 299 chữ"),
        ({"name": 12}, "Họ và tên", "B", "không phải là chữ"),
        ({"name": None}, "Họ và tên", "B", "Thiếu họ và tên"),
        ({"name": None, "born": "không rõ"}, "Họ và tên", "B", "Thiếu họ và tên"),  # a remark refuses nothing
        (
            {"citizen": "01107750136", "card": None, "no": 3, "name": "\u200f\u202e"},
            "Họ và tên",
            "B",
            "không nhìn thấy",
        ),
        ({"citizen": "01107750136a", "card": None}, "Số CCCD", "D", "ký tự lạ"),
        ({"citizen": "1,10775E+11", "card": None}, "Số CCCD", "D", "rút gọn"),
        ({"citizen": "000000000000", "card": None}, "Số CCCD", "D", "toàn số 0"),
        ({"citizen": 1.5, "card": None}, "Số CCCD", "D", "không phải là dãy số"),
        ({"card": "123"}, "Số thẻ đảng viên", "C", "3 chữ số"),
    ],
)
def test_a_wrong_cell_refuses_its_row_and_is_named(
    tmp_path: Path, changes: dict[str, Any], field: str, column: str, reason: str
):
    record = one(tmp_path, **changes)
    problem = next(problem for problem in record.problems if problem.is_error)
    assert record.is_refused
    assert (problem.sheet, problem.row, problem.column, problem.field) == ("DS", 2, column, field)
    assert reason in problem.reason
    assert problem.repair
    assert problem.place == f"Trang “DS”, ô {column}2"


def test_all_problems_of_all_rows_come_at_once(tmp_path: Path):
    reading = read(
        member_book(
            tmp_path / "a.xlsx",
            member(born="31/02/1977", citizen="1x"),
            member(name="X1", admitted="2030", card="1", citizen=None),
        )
    )
    found = Counter(problem.row for problem in reading.all_problems() if problem.is_error)
    assert found == {2: 2, 3: 3}


@pytest.mark.parametrize(
    ("changes", "reason", "after"),
    [
        ({"citizen": 11077501364, "card": 11077501364}, "mất số 0", "011077501364"),
        ({"citizen": "11077501364", "card": None}, "mất số 0", "011077501364"),
        ({"citizen": 1077501364, "card": None}, "mất số 0", "001077501364"),
        ({"card": "38.976631"}, "thẻ cũ", "38.976631"),
        ({"card": "011077501365"}, "Số thẻ khác số CCCD", ""),
        ({"born": "12/05/1978"}, "sinh năm 1977", ""),
        ({"born": 28257}, "đếm của Excel", "12/05/1977"),
        ({"name": "Ánh"}, "một từ", ""),
    ],
)
def test_a_doubtful_cell_is_taken_with_a_warning(tmp_path: Path, changes: dict[str, Any], reason: str, after: str):
    record = one(tmp_path, **changes)
    assert not record.is_refused
    problem = next(problem for problem in record.problems if reason in problem.reason)
    assert problem.after == after


TOO_SHORT = "Số CCCD có {} chữ số, phải đủ 12; chưa ghi số này."


@pytest.mark.parametrize(
    ("written", "number", "old", "reason"),
    [
        ("1234567", None, None, TOO_SHORT.format(7)),
        (1234567, None, None, TOO_SHORT.format(7)),
        ("12345678", None, None, TOO_SHORT.format(8)),
        (12345678, None, "012345678", "9 chữ số là số CMND cũ: ghi vào “Số CMND cũ”, chưa có số CCCD."),
        ("040123456", None, "040123456", "9 chữ số là số CMND cũ: ghi vào “Số CMND cũ”, chưa có số CCCD."),
        (1077501364, "001077501364", None, "Số CCCD mất số 0 ở đầu; đã thêm lại."),
        ("0977501364", None, None, TOO_SHORT.format(10)),  # a telephone
        ("01107750136", None, None, TOO_SHORT.format(11)),  # a digit is missing, but no zero at the front
        (11077501364, "011077501364", None, "Số CCCD mất số 0 ở đầu; đã thêm lại."),
        ("99077501364", None, None, TOO_SHORT.format(11)),
        ("011077501364", "011077501364", None, None),
        ("0110775013641", None, None, TOO_SHORT.format(13)),
        ("011 077 501 364 1", None, None, TOO_SHORT.format(13)),
    ],
)
def test_an_identity_number_of_any_length_keeps_nobody_out(
    tmp_path: Path, written: object, number: str | None, old: str | None, reason: str | None
):
    record = one(tmp_path, citizen=written, card=None)
    assert not record.is_refused
    assert (record.citizen_id, record.old_identity_number) == (number, old)
    assert [problem.reason for problem in record.problems if problem.field == "Số CCCD"] == ([reason] if reason else [])


def test_cleaned_values(tmp_path: Path):
    record = one(
        tmp_path,
        name="\u202e LÒ  VĂN\u200b  A\u0301NH ",
        citizen="011 077 501 364",
        card="'011077501364",
        cell="Chi bộ  bản Co Mận ",
        duty="ĐANG SINH HOẠT",
    )
    assert (record.full_name, record.citizen_id, record.card_number) == ("Lò Văn Ánh", "011077501364", "011077501364")
    assert (record.cell_name, record.duty, record.problems) == ("Chi bộ bản Co Mận", Duty.ACTIVE, ())


@pytest.mark.parametrize("name", ["K'BRĂH", "Y-Blô Niê Kđăm", "H’Hen Niê", "Ƀing Čư Mgar", "Ðỗ Thị Hoà"])
def test_names_of_all_peoples_pass(tmp_path: Path, name: str):
    assert not one(tmp_path, name=f"{name} Anh").is_refused


def test_the_same_number_twice_refuses_every_row_of_it(tmp_path: Path):
    other = {"citizen": "011077501365", "card": None, "name": "Cà Văn Xôm"}
    rows = [member(), member(**other), member(name="Lò Thị Đôi"), member(card=None, name="Lò Văn Ớt")]
    refused = [record for record in people(read(member_book(tmp_path / "a.xlsx", *rows))) if record.is_refused]
    assert [record.row for record in refused] == [2, 4, 5]
    assert "dòng 4, dòng 5" in only(refused[0]).reason


def test_one_person_twice_is_taken_once_and_gives_what_the_first_row_lacks(tmp_path: Path):
    rows = [member(citizen=None, card=None, duty=None), member(citizen=None, card=None, name=" Lò  Văn Ánh")]
    first, second = people(read(member_book(tmp_path / "a.xlsx", *rows)))
    assert (first.double_of, second.double_of) == (None, 2)
    assert first.duty is Duty.ACTIVE
    assert not second.is_refused
    assert "Trùng dòng 2" in only(second).reason


def test_years_alone_do_not_make_two_rows_one_person(tmp_path: Path):
    rows = [member(citizen=None, card=None, born="1977", admitted="2012")] * 2
    assert all(record.is_refused for record in people(read(member_book(tmp_path / "a.xlsx", *rows))))


def test_two_people_of_one_name_are_two_people(tmp_path: Path):
    rows = [member(citizen=None, card=None), member(citizen=None, card=None, born="1980")]
    assert not any(record.is_refused for record in people(read(member_book(tmp_path / "a.xlsx", *rows))))


def test_columns_nobody_reads_are_named(tmp_path: Path):
    rows = [(*MEMBER_HEAD, "Nhóm máu"), (*member(), "O")]
    assert any("“Nhóm máu”" in note for note in read(write_book(tmp_path / "a.xlsx", {"DS": rows})).notes)


def test_birth_in_a_column_for_men_and_one_for_women_and_admission_beside_recognition(tmp_path: Path):
    head = ("TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Ngày vào Đảng", None, "Chi bộ")
    below = (None, None, "Nam", "Nữ", "Chính thức", "Dự bị", None)
    rows = [
        head,
        below,
        (1, "Lò Văn Ánh", "12/05/1977", None, "15/10/2013", "15/10/2012", "Chi bộ A"),
        (2, "Lý Thị Say", None, 1988, None, "30/08/2017", "Chi bộ A"),
    ]
    merged = {"S": ["C1:D1", "E1:F1", "A1:A2", "B1:B2", "G1:G2"]}
    man, woman = people(read(write_book(tmp_path / "a.xlsx", {"S": rows}, merged=merged)))
    assert (man.gender, man.born_on) == (Gender.MALE, PartialDate(1977, 5, 12))
    assert (man.admitted_on, man.official_on) == (PartialDate(2012, 10, 15), PartialDate(2013, 10, 15))
    assert (woman.gender, woman.born_on, woman.official_on) == (Gender.FEMALE, PartialDate(1988), None)


def test_words_in_brackets_may_name_another_column(tmp_path: Path):
    head = ("Họ và tên", "Năm sinh", "Ngày vào Đảng (chính thức)", "Ngày vào Đảng (dự bị)", "Chi bộ (ghi tên đầy đủ)")
    row = ("Lò Văn Ánh", 1977, "15/10/2013", "15/10/2012", "Chi bộ A")
    [record] = people(read(write_book(tmp_path / "a.xlsx", {"S": [head, row]})))
    assert (record.admitted_on, record.official_on) == (PartialDate(2012, 10, 15), PartialDate(2013, 10, 15))
    assert record.cell_name == "Chi bộ A"


_WORDS = st.sampled_from(["Lò", "Văn", "Ánh", "Thị", "Đôi", "Mùa", "A", "Nếnh", "Quàng", "Ước", "Hoà", "Thuỷ"])
_NAME = st.lists(_WORDS, min_size=2, max_size=5).map(" ".join)
_DAY = st.dates(date(1930, 1, 1), date(1990, 12, 31))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(_NAME, _DAY, st.sampled_from(["dmy", "year", "date"]), st.integers(1, 999_999)),
        min_size=1,
        max_size=8,
        unique_by=lambda line: line[3],
    ),
    st.permutations(range(len(MEMBER_HEAD))),
    st.integers(0, 9),
)
def test_a_written_list_reads_back(
    tmp_path: Path, lines: list[tuple[str, date, str, int]], order: list[int], above: int
):
    rows: list[Sequence[Any]] = []
    for name, born, form, number in lines:
        cell: Any = {"dmy": f"{born:%d/%m/%Y}", "year": born.year, "date": born}[form]
        citizen = f"0110{born.year % 100:02d}{number:06d}"
        rows.append(member(name=name, born=cell, admitted="19/5/2015", citizen=citizen, card=citizen))
    sheet = [*[("Tiêu đề",)] * above, *([row[column] for column in order] for row in (MEMBER_HEAD, *rows))]
    found = people(read(write_book(tmp_path / "a.xlsx", {"Trang": sheet})))
    assert [(one.full_name, one.row) for one in found] == [(line[0], above + 2 + n) for n, line in enumerate(lines)]
    for record, (_name, born, form, number) in zip(found, lines, strict=True):
        assert record.born_on == (PartialDate(born.year) if form == "year" else PartialDate.of(born))
        assert record.citizen_id == f"0110{born.year % 100:02d}{number:06d}"
        assert not record.is_refused


@pytest.mark.parametrize("heads", [("Họ và tên", "Họ và tên khai sinh"), ("Họ và tên khai sinh", "Họ và tên")])
def test_the_name_at_birth_stands_beside_the_one_in_use_and_for_it_where_it_is_alone(
    tmp_path: Path, heads: tuple[str, str]
) -> None:
    names = dict(zip(heads, ("Lò Thị Ánh", "Lò Thị Bướm"), strict=True))
    rest = ("Ngày sinh", "Ngày vào Đảng"), ("12/05/1980", "03/02/2005")
    both = write_book(tmp_path / "a.xlsx", {"DS": [(*names, *rest[0]), (*names.values(), *rest[1])]})
    (record,) = people(read(both))
    assert (record.full_name, record.plain["birth_name"]) == (names["Họ và tên"], names["Họ và tên khai sinh"])
    alone = write_book(tmp_path / "b.xlsx", {"DS": [("Họ và tên khai sinh", *rest[0]), ("Lò Thị Bướm", *rest[1])]})
    (record,) = people(read(alone))
    assert (record.full_name, dict(record.plain)) == ("Lò Thị Bướm", {})


def test_cb_over_people_or_on_a_tab_is_a_cell_and_cb_of_officials_is_none(tmp_path: Path):
    head = ("TT", "Họ và tên", "Số CCCD", "Ngày sinh")
    first, second, third = (
        (1, "Lò Văn Ánh", "011077501361", "05/02/1977"),
        (2, "Quàng Thị Pâng", "011177501362", "06/02/1977"),
        (3, "Vàng A Tủa", "011077501363", "07/02/1977"),
    )
    book = write_book(
        tmp_path / "a.xlsx",
        {
            "DS": [head, ("I", "CB bản Co Mận"), first, ("II. C.B. Trường Mầm non (12 đ/c)",), second],
            "CB Nà Sáy": [head, third],
            "CB CNV": [head, (4, "Giàng A Páo", "011077501364", "08/02/1977")],
        },
    )
    named = [record.cell_name for record in people(read(book))]
    assert named == ["Chi bộ bản Co Mận", "Chi bộ Trường Mầm non", "Chi bộ Nà Sáy", None]


@pytest.mark.parametrize(
    ("written", "kept", "is_said"),
    [
        (912345678, "0912345678", True),
        (912345678.0, "0912345678", True),
        ("912 345 678", "0912 345 678", True),
        (2153825123, "02153825123", True),
        ("0912345678", "0912345678", False),
        ("+84 912345678", "+84 912345678", False),
    ],
)
def test_a_telephone_number_gets_its_zero_back(tmp_path: Path, written: object, kept: str, is_said: bool):
    head = ("TT", "Họ và tên", "Số CCCD", "Ngày sinh", "Chi bộ", "Điện thoại")
    row = (1, "Lò Văn Ánh", "011077501361", "05/02/1977", "Chi bộ bản Co Mận", written)
    [record] = people(read(write_book(tmp_path / "a.xlsx", {"DS": [head, row]})))
    assert record.plain["phone"] == kept
    assert [one.reason for one in record.problems] == (
        ["Số điện thoại mất số 0 ở đầu; đã thêm lại."] if is_said else []
    )
