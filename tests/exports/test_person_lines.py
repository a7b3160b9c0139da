"""Lists that say several things of a person in one column, in lines or on rows of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from exports.making import produce
from exports.readers import read_file
from models import imports
from models.database import Database
from models.dates import PartialDate, Period
from models.records import MemberRecord, Reading
from models.tables import EventKind, Gender
from tests.exports.books import write_book

ON = date(2026, 11, 22)
BOOK = (
    "Số TT",
    "Họ và tên đang dùng; họ và tên khai sinh",
    "Nam, nữ, ngày sinh, dân tộc, tôn giáo",
    "Quê quán",
    "Văn hóa, lý luận, chuyên môn nghiệp vụ, ngoại ngữ",
    "Ngày vào Đảng, ngày chính thức",
    "Số thẻ đảng viên, số lý lịch đảng viên, số Huy hiệu Đảng",
    "Ngày chuyển đi, đến đảng bộ cơ sở",
    "Ngày chuyển đến, ở đảng bộ cơ sở nào đến",
    "Ngày từ trần, lý do",
    "Ghi chú",
)


def person(
    number: int, name: str, card: str, *others: Any, born: str = "12/05/1956", left: Any = None, back: Any = None
) -> list[tuple[Any, ...]]:
    """Return four thin lines of the book."""
    return [
        (number, name, "Nữ", "Xã Mường Mẫu,", "12/12", "19/05/1990", card, left, back, *others),
        (None, f"KS: {name} A", born, "tỉnh Điện Biên", "LLCT: sơ cấp", "19/05/1991", "LL: 1143500439"),
        (None, None, "Thái", None, "Đại học"),
        (None, None, "Không"),
    ]


def read(tmp_path: Path, *rows: tuple[Any, ...], merged: tuple[str, ...] = ()) -> Reading:
    return read_file(write_book(tmp_path / "so.xlsx", {"So": rows}, merged={"So": merged}), ON)


def people(reading: Reading) -> list[MemberRecord]:
    return [one for one in reading.records if isinstance(one, MemberRecord)]


def test_four_lines_of_the_book_are_one_person(tmp_path: Path):
    found = read(
        tmp_path,
        ("SỔ DANH SÁCH ĐẢNG VIÊN", *[None] * 10),
        ("Chi bộ bản Co Mận", *[None] * 10),
        BOOK,
        tuple(range(1, 12)),
        *person(1, "Lò Thị Biên", "011056000001"),
        *person(2, "Cà Thị Xôm", "011056000002", None, "Chi bộ bản Pá Lếch"),
        *person(3, "Lường Thị Ón", "011056000003"),
        ("Cộng: 3 đồng chí", *[None] * 10),
    )
    first, *_others = records = people(found)
    assert [(one.row, one.full_name) for one in records] == [
        (5, "Lò Thị Biên"),
        (9, "Cà Thị Xôm"),
        (13, "Lường Thị Ón"),
    ]
    assert (first.gender, str(first.born_on), first.ethnic, first.religion) == (
        Gender.FEMALE,
        "12/05/1956",
        "Thái",
        "Không",
    )
    assert (first.schooling, first.theory, first.professional) == ("12/12", "Sơ cấp", "Đại học")
    assert (str(first.admitted_on), str(first.official_on)) == ("19/05/1990", "19/05/1991")
    assert first.card_number == "011056000001"
    assert dict(first.plain) == {
        "birth_name": "Lò Thị Biên A",
        "dossier_number": "1143500439",
        "home_town": "Xã Mường Mẫu, tỉnh Điện Biên",
    }
    assert [one.cell_name for one in records] == ["Chi bộ bản Co Mận", "Chi bộ bản Pá Lếch", "Chi bộ bản Co Mận"]
    assert "Trang “So”: mỗi người nhiều dòng, đã ghép làm một; cột B, C, E, F, G, K ghi nhiều mục" in found.notes[0]
    assert not any("dòng trống" in note for note in found.notes)


def test_what_is_wrong_is_said_of_the_column_of_the_file(tmp_path: Path):
    wrong = person(2, "Cà Thị Xôm", "011056000002", born="31/02/1956")
    found = read(
        tmp_path, BOOK, *person(1, "Lò Thị Biên", "011056000001"), *wrong, *person(3, "Lường Thị Ón", "011056000003")
    )
    (problem,) = [one for one in found.all_problems() if one.is_error]
    assert (problem.place, problem.field) == ("Trang “So”, ô C6", "Ngày sinh")


def test_who_left_is_gone_and_who_came_back_is_not(tmp_path: Path):
    found = read(
        tmp_path,
        BOOK,
        *person(1, "Lò Thị Biên", "011056000001", left="05/6/2025: xã Mường Phăng"),
        *person(2, "Cà Thị Xôm", "011056000002", left="05/6/2020: xã Mường Phăng", back="01/2/2022"),
        *person(3, "Lường Thị Ón", "011056000003", "01/3/2026 bệnh già"),
    )
    first, second, third = people(found)
    assert (first.leaving, str(first.left_on)) == (EventKind.TRANSFER_OUT, "05/06/2025")
    assert (second.is_gone, second.left_on) == (None, None)
    assert (third.leaving, str(third.left_on)) == (EventKind.DIED, "01/03/2026")


def test_two_rows_under_two_heads_are_one_person(tmp_path: Path):
    found = read(
        tmp_path,
        ("DANH SÁCH ĐẢNG VIÊN",),
        ("TT", "Họ và tên", "Ngày vào Đảng", "Số thẻ đảng viên", "Chi bộ"),
        (None, "Ngày sinh", "Ngày chính thức", "Số CCCD", None),
        (1, "Lò Văn Ánh", date(1990, 5, 19), "011056000001", "Chi bộ bản Co Mận"),
        (None, date(1956, 5, 12), date(1991, 5, 19), "011056000001", None),
        (2, "Cà Văn Xôm", "03/02/2001", "011070000002", "Chi bộ bản Co Mận"),
        (None, "1970", None, "011070000002", None),
        (3, "Vừ A Ín", "03/02/2011", None, "Chi bộ bản Co Mận"),
        (None, "5/1980", "03/02/2012", None, None),
        merged=("A2:A3", "E2:E3", "A4:A5", "A6:A7", "A8:A9"),
    )
    assert [
        (one.full_name, str(one.born_on), str(one.admitted_on), str(one.official_on), one.citizen_id, one.cell_name)
        for one in people(found)
    ] == [
        ("Lò Văn Ánh", "12/05/1956", "19/05/1990", "19/05/1991", "011056000001", "Chi bộ bản Co Mận"),
        ("Cà Văn Xôm", "1970", "03/02/2001", "None", "011070000002", "Chi bộ bản Co Mận"),
        ("Vừ A Ín", "05/1980", "03/02/2011", "03/02/2012", None, "Chi bộ bản Co Mận"),
    ]


def test_a_plain_list_stays_as_it_is(tmp_path: Path):
    found = read(
        tmp_path,
        ("TT", "Họ và tên", "Ngày, tháng,\nnăm sinh", "Ngày vào Đảng", "Ghi chú"),
        (1, "Lò Văn Ánh", "12/5/1956", "19/5/1990", "Chi bộ bản Co Mận"),
        *[()],
        (2, "Cà Văn Xôm", "12/5/1957", "19/5/1991", "Có công"),
        *[()],
        (3, "Vừ A Ín", "12/5/1958", "19/5/1992", None),
    )
    first, second, _third = people(found)
    assert (first.born_on, first.plain["note"], first.cell_name) == (
        PartialDate(1956, 5, 12),
        "Chi bộ bản Co Mận",
        None,
    )
    assert second.duty is None
    assert not any("nhiều dòng" in note or "nhiều mục" in note for note in found.notes)


def test_our_own_book_comes_in_again_and_changes_nothing(commune: Database, tmp_path: Path):
    path = produce(commune, "so-danh-sach-dang-vien", Period.parse("2026-11-22..2026-11-22"), ON, tmp_path)
    found = read_file(path, ON)
    with commune.read() as session:
        plan = imports.plan(session, found, ON)
    assert len(found.records) > 100
    assert {one.verdict for one in plan.actions} == {imports.Verdict.SKIP}


def test_people_under_one_number_stay_people(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")
    homes = [
        row
        for n, (one, other) in enumerate((("Ánh", "Ban"), ("Ín", "Hặc"), ("Ón", "Xôm")), 1)
        for row in (
            (n, f"Lò Văn {one}", "05/06/1979", "03/02/2004", "Chi bộ bản Co Mận"),
            (None, f"Lò Thị {other}", "07/08/1981", "19/05/2006", "Chi bộ bản Co Mận"),
        )
    ]
    found = people(read(tmp_path, head, *homes))
    assert [one.full_name.split()[-1] for one in found] == ["Ánh", "Ban", "Ín", "Hặc", "Ón", "Xôm"]
    assert {one.born_on for one in found} == {PartialDate(1979, 6, 5), PartialDate(1981, 8, 7)}


def test_commas_part_what_each_part_proves_to_be(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày vào Đảng, ngày chính thức", "Số lý lịch, số thẻ", "Quê quán, nơi ở hiện nay")
    said = ("03/02/2004, 03/02/2005", "123456, 01.234567", "Xã Mường Lạn, tỉnh Sơn La")
    [one] = people(read(tmp_path, head, (1, "Lò Văn Ánh", *said)))
    assert (one.admitted_on, one.official_on) == (PartialDate(2004, 2, 3), PartialDate(2005, 2, 3))
    assert (one.plain["dossier_number"], one.old_card_number) == ("123456", "01.234567")
    assert one.plain["home_town"] == said[2]
    assert not one.is_refused
