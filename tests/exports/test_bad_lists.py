"""Lists as offices really have them at their worst: each is brought in, or refused with a sentence, and never half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from exports import marked_copy
from exports.readers import read_file
from models import imports, membership_rules
from models.database import Database
from models.imports import ImportPlan, ImportRefused, Subject, Verdict
from models.records import MemberRecord, Severity
from models.tables import Duty, Member
from tests.exports.books import MEMBER_HEAD, member, member_book, write_book

ON = date(2026, 11, 22)
LISTS = Path(__file__).parents[1] / "data" / "lists"
OTHER = member(no=2, name="CÀ VĂN XÔM", citizen="011090000001", card=None)


def look(db: Database, path: Path) -> ImportPlan:
    with db.read() as session:
        return imports.plan(session, read_file(path, ON), ON)


def bring_in(db: Database, path: Path, *, skip: bool = False) -> ImportPlan:
    with db.write("Nhập") as session:
        plan = imports.plan(session, read_file(path, ON), ON)
        imports.apply(session, plan, skip=skip)
    return plan


def errors(db: Database, path: Path) -> list[str]:
    return [problem.reason for problem in look(db, path).errors]


@pytest.mark.parametrize(
    ("born", "admitted", "reason"),
    [
        ("12/05/1990", "15/10/1985", "Ngày kết nạp 15/10/1985 trước ngày sinh 12/05/1990."),
        ("12/05/2000", "15/10/2012", "Kết nạp 15/10/2012 khi chưa đủ 18 tuổi (sinh 12/05/2000)."),
        ("12/05/1977", "15/10/2027", "Ngày kết nạp 15/10/2027 chưa tới."),
        ("30/02/1977", "15/10/2012", "Ngày 30/02/1977 không có thật."),
    ],
)
def test_dates_that_contradict_each_other_refuse_the_row(
    db: Database, tmp_path: Path, born: str, admitted: str, reason: str
):
    assert reason in errors(db, member_book(tmp_path / "a.xlsx", member(born=born, admitted=admitted), OTHER))


def age(db: Database, path: Path, born: str, admitted: str) -> list[tuple[str, str, Severity]]:
    line = member(born=born, admitted=admitted, citizen=None, card=None)
    found = look(db, member_book(path, line, OTHER)).all_problems
    return [(problem.place, problem.reason, problem.severity) for problem in found if "tuổi" in problem.reason]


def test_how_old_one_must_be_is_what_the_rule_of_that_day_says(db: Database, tmp_path: Path):
    path, place = tmp_path / "a.xlsx", "Trang “DS”, ô F2"
    under = "Kết nạp 15/10/1990 khi chưa đủ {} tuổi (sinh 12/05/{})."
    month = "Kết nạp 15/10/2012 khi còn thiếu ít tháng mới đủ {} tuổi."
    assert age(db, path, "12/05/1977", "15/10/1990") == [(place, under.format(18, 1977), Severity.ERROR)]
    assert age(db, path, "01/12/1994", "15/10/2012") == [(place, month.format(18), Severity.WARNING)]
    assert not age(db, path, "12/05/1971", "15/10/1990")
    with db.write("Quy định") as session:
        card = membership_rules.book(session).on(date(1990, 1, 1))
        membership_rules.save(session, date(1980, 1, 1), replace(card, document="Thử", least_age=20))
    assert age(db, path, "12/05/1971", "15/10/1990") == [(place, under.format(20, 1971), Severity.ERROR)]
    assert age(db, path, "01/12/1992", "15/10/2012") == [(place, month.format(20), Severity.WARNING)]
    assert not age(db, path, "12/05/1970", "15/10/1990")


def test_what_is_found_against_the_register_names_its_cell_too(db: Database, tmp_path: Path):
    head = (*MEMBER_HEAD, "Dân tộc", "Thôn, bản")
    rows = [(*member(), "Thái Lam", "Bản Lạ"), (*OTHER, "Khơ-mu", None)]
    found = look(db, write_book(tmp_path / "a.xlsx", {"DS": [head, *rows]})).all_problems
    assert [(one.place, one.reason, one.repair) for one in found if one.column in ("J", "K")] == [
        (
            "Trang “DS”, ô J2",
            "Không có “Thái Lam” trong danh mục.",
            "Ghi như trong danh mục, ví dụ “Thái”.",
        ),
        (
            "Trang “DS”, ô K2",
            "Không có thôn, bản “Bản Lạ” trong sổ.",
            "Sửa lại tên, hoặc ghi thôn, bản này vào sổ trước.",
        ),
    ]


def test_dates_that_contradict_the_register_refuse_the_row(db: Database, tmp_path: Path):
    bring_in(db, member_book(tmp_path / "a.xlsx", member(admitted="15/10/2012")))
    head = (*MEMBER_HEAD, "Ngày chính thức")
    [reason] = errors(db, write_book(tmp_path / "b.xlsx", {"DS": [head, (*member(admitted=None), "15/10/2011")]}))
    assert reason == "Ngày chính thức 15/10/2011 trước ngày kết nạp 15/10/2012."


def test_two_sheets_with_the_same_people_are_taken_once(db: Database, tmp_path: Path):
    sheets = {name: [MEMBER_HEAD, member(), OTHER] for name in ("Tháng 9", "Tháng 10")}
    plan = bring_in(db, write_book(tmp_path / "a.xlsx", sheets))
    assert (plan.added(Subject.MEMBER), plan.counts[Verdict.SKIP]) == (2, 2)
    second = [problem.reason for problem in plan.all_problems if problem.sheet == "Tháng 10"]
    assert [reason for reason in second if reason.startswith("Trùng")] == [
        "Trùng dòng 2 trang “Tháng 9”: cùng một đồng chí.",
        "Trùng dòng 3 trang “Tháng 9”: cùng một đồng chí.",
    ]


def test_two_sheets_that_say_other_things_of_one_person_refuse_both(db: Database, tmp_path: Path):
    sheets = {"A": [MEMBER_HEAD, member()], "B": [MEMBER_HEAD, member(born="13/05/1977")]}
    plan = look(db, write_book(tmp_path / "a.xlsx", sheets))
    assert {(problem.sheet, problem.row) for problem in plan.errors} == {("A", 2), ("B", 2)}
    assert not plan.added(Subject.MEMBER)


def test_a_cell_spelt_three_ways_is_one_cell_and_a_fourth_is_warned_of(db: Database, tmp_path: Path):
    names = ("Chi bộ bản Co Mận", "CHI BỘ BẢN CO MẬN", "CB bản Co-Mận", "Chi bộ bản Co Mậm")
    rows = [
        member(no=n, name=f"LÒ VĂN {word}", citizen=f"01107700000{n}", card=None, cell=cell)
        for n, (word, cell) in enumerate(zip(("ÁNH", "BẮC", "CHÍN", "DUA"), names, strict=True), 1)
    ]
    plan = look(db, member_book(tmp_path / "a.xlsx", *rows))
    made = [action for action in plan.actions if action.subject is Subject.CELL]
    assert [action.name for action in made] == [names[0], names[3]]
    assert [[problem.reason for problem in action.problems] for action in made] == [
        [],
        ["Sẽ lập chi bộ mới, tên gần giống “Chi bộ bản Co Mận” đã có."],
    ]


def test_cells_told_apart_by_a_number_are_not_alike(db: Database, tmp_path: Path):
    rows = [member(), member(no=2, name="CÀ VĂN XÔM", citizen="011090000001", card=None, cell="Chi bộ bản số 2")]
    plan = look(db, member_book(tmp_path / "a.xlsx", member(cell="Chi bộ bản số 1"), *rows[1:]))
    assert not [problem for problem in plan.all_problems if problem.field == "Chi bộ"]


def test_of_a_list_half_wrong_nothing_or_only_the_right_half_comes_in(db: Database, tmp_path: Path):
    rows = [
        member(no=n, name=f"LÒ VĂN ÁNH {word}", card=None, citizen=f"0110770000{n:02d}", born=born)
        for n, (word, born) in enumerate(
            [("MỘT", "1977"), ("HAI", "hôm qua"), ("BA", "1977"), ("BỐN", "32/1/77"), ("NĂM", "5/1977"), ("SÁU", "?")],
            1,
        )
    ]
    path = member_book(tmp_path / "a.xlsx", *rows)
    with pytest.raises(ImportRefused) as raised:
        bring_in(db, path)
    assert [problem.row for problem in raised.value.problems] == [3, 5, 7]
    assert look(db, path).added(Subject.MEMBER) == 3
    bring_in(db, path, skip=True)
    assert look(db, path).counts[Verdict.SKIP] == 3
    assert len(look(db, path).errors) == 3


def test_an_old_workbook_with_three_encodings_within_it_reads_as_it_was_meant(db: Database):
    reading = read_file(LISTS / "nhieu_ma_chu.xls", ON)
    found = [record for record in reading.records if isinstance(record, MemberRecord)]
    assert [(one.full_name, one.citizen_id, str(one.born_on), str(one.admitted_on)) for one in found] == [
        ("Nguyễn Văn Đạt", "011077501364", "12/05/1977", "15/10/2012"),
        ("Lường Thị Phượng", "011188232440", "02/03/1988", "30/08/2017"),
        ("Quàng Văn Thưởng", "011090000001", "1990", "04/02/2016"),
        ("Nguyễn Thị Hường", "011091000002", "05/1991", "03/02/2019"),
        ("Trần Quốc Tuấn", "011092000003", "01/02/1992", "01/07/2020"),
        ("Vừ A Ín", "011093000004", "07/08/1993", "02/09/2021"),
        ("Lò Thị Nưởng", "011194000005", "09/10/1994", "19/05/2022"),
    ]
    assert [one.duty for one in found] == [Duty.ACTIVE, Duty.ACTIVE, Duty.EXEMPT, *[Duty.ACTIVE] * 4]
    plan = bring_in(db, LISTS / "nhieu_ma_chu.xls")
    assert (plan.added(Subject.MEMBER), plan.added(Subject.CELL)) == (7, 2)
    assert not plan.errors


def test_two_columns_with_one_heading_are_named_and_the_first_is_read(tmp_path: Path):
    head = [*MEMBER_HEAD[:5], "Ngày sinh", *MEMBER_HEAD[6:]]
    found = read_file(write_book(tmp_path / "hai.xlsx", {"DS": [head, member()]}), ON)
    [record] = found.records
    assert isinstance(record, MemberRecord)
    assert str(record.born_on) == "12/05/1977"
    assert any("cột F “Ngày sinh” như cột E; chỉ đọc cột đầu" in note for note in found.notes)


@pytest.mark.parametrize(
    ("tab", "head", "line", "said"),
    [
        (
            "Đảng viên chuyển đi",
            ("STT", "Họ và tên", "Ngày sinh", "Ngày chuyển", "Ngày chuyển", "Nơi đến"),
            (1, "Lò Văn Ánh", "12/05/1977", "15/10/2025", "15/10/2024", "phường Tô Hiệu"),
            "cột E “Ngày chuyển” như cột D",
        ),
        (
            "Xếp loại đảng viên",
            ("STT", "Họ và tên", "Ngày sinh", "Chi bộ xếp loại", "Chi bộ xếp loại", "Đảng ủy xếp loại"),
            (1, "Lò Văn Ánh", "12/05/1977", "Hoàn thành tốt nhiệm vụ", None, "Hoàn thành nhiệm vụ"),
            "cột E “Chi bộ xếp loại” như cột D",
        ),
        (
            "Huy hiệu",
            ("STT", "Họ và tên", "Ngày sinh", "Huy hiệu Đảng", "Huy hiệu Đảng", "Số quyết định"),
            (1, "Lò Văn Ánh", "12/05/1947", 50, 55, "12"),
            "cột E “Huy hiệu Đảng” như cột D",
        ),
        (
            "Quần chúng",
            (
                "STT",
                "Họ và tên",
                "Ngày sinh",
                "Số giấy chứng nhận",
                "Ngày vào danh sách nguồn",
                "Ngày vào danh sách nguồn",
            ),
            (1, "Lò Văn Ánh", "12/05/1997", "12", "15/10/2025", "15/10/2024"),
            "cột F “Ngày vào danh sách nguồn” như cột E",
        ),
        (
            "Thôn, bản",
            ("STT", "Tên thôn, bản", "Số hộ", "Số hộ", "Nhân khẩu"),
            (1, "bản Co Mận", 50, 52, 200),
            "cột D “Số hộ” như cột C",
        ),
    ],
    ids=["transfers", "ratings", "badges", "candidates", "villages"],
)
def test_two_columns_with_one_heading_are_named_in_every_kind_of_list(
    tmp_path: Path, tab: str, head: tuple[str, ...], line: tuple[object, ...], said: str
):
    notes = read_file(write_book(tmp_path / "hai.xlsx", {tab: [head, line]}), ON).notes
    assert [note for note in notes if said in note and "chỉ đọc cột đầu" in note]


def test_a_marked_copy_is_mended_step_by_step_and_goes_in(db: Database, tmp_path: Path):
    head = (*MEMBER_HEAD, "Dân tộc")
    wrong = member(no=2, name="CÀ VĂN XÔM", citizen="1x", card=None, born="hôm qua")
    title = ("DANH SÁCH ĐẢNG VIÊN", *[None] * 9)
    rows = [title, head, (*member(), "Thái"), (*wrong, "Thái Lam"), (None, "Cộng", 2)]
    source = write_book(tmp_path / "a.xlsx", {"DS": rows}, merged={"DS": ("A1:J1",)})
    copy, again = tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    assert marked_copy.write(source, look(db, source).errors, copy) == 1
    book = load_workbook(copy)
    assert red(book) == {"D4", "E4", "J4", "K4"}  # everything of the line at once
    book.worksheets[0]["D4"], book.worksheets[0]["J4"] = "011090000001", "Thái"
    book.save(copy)
    marked_copy.write(copy, look(db, copy).errors, again)
    book = load_workbook(again)
    assert (red(book), book.worksheets[0].max_column) == ({"E4", "K4"}, 11)  # the reasons of before are gone
    book.worksheets[0]["E4"] = "1990"
    book.save(again)
    assert not [note for note in read_file(again, ON).notes if "Lý do" in note]
    assert bring_in(db, again).added(Subject.MEMBER) == 2


def test_a_number_of_other_length_is_not_kept_and_stands_red_in_the_marked_copy(db: Database, tmp_path: Path):
    source = write_book(tmp_path / "a.xlsx", {"DS": [MEMBER_HEAD, member(citizen="0110900000", card=None)]})
    plan = bring_in(db, source)
    assert (plan.errors, plan.added(Subject.MEMBER)) == ([], 1)
    with db.read() as session:
        assert session.scalars(select(Member.citizen_id)).one() is None
    assert marked_copy.write(source, plan.to_mend, tmp_path / "b.xlsx") == 1
    book = load_workbook(tmp_path / "b.xlsx")
    [row] = [cell.row for cell in book.worksheets[0]["D"] if cell.fill.fgColor.rgb == "FFF4C7C3"]
    assert "chưa ghi số này" in str(book.worksheets[0].cell(row, book.worksheets[0].max_column).value)


def red(book: Workbook) -> set[str]:
    cells = (cell for row in book.worksheets[0].iter_rows() for cell in row)
    return {str(cell.coordinate) for cell in cells if cell.fill.fgColor.rgb == "FFF4C7C3"}
