"""Lists the officer put together: the file read again cell by cell, kept, sent to a neighbour, made by command."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from exports import offered, own_lists, pages, sent, table
from exports.drafts import draft
from exports.making import produce
from exports.offered import find
from exports.report import Report
from main import main
from models import changes, journal, overrides, snapshots
from models.backup import copy_to
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.listing import saved
from models.listing.kinds import By
from models.listing.view import (
    LONGEST_NAME,
    Cross,
    Filter,
    GroupBy,
    How,
    Op,
    Share,
    Sort,
    Total,
    View,
    to_json,
)
from models.opening import open_database
from models.overrides import Spot
from tests.exports import commune as small
from tests.exports.commune import FORMULA, OCTOBER, TODAY

WOMEN = View(
    "Nữ theo chi bộ",
    "members",
    ("full_name", "born_on", "age", "citizen_id", "attendance"),
    (Filter("gender", Op.IS, ("Nữ",)),),
    sorts=(Sort("age", is_descending=True), Sort("full_name")),
    groups=(GroupBy("cell"),),
    totals=(Total("age", How.AVERAGE), Total("attendance")),
)
CROSS = View("Chi bộ và tuổi", "members", cross=Cross(GroupBy("cell"), GroupBy("age", By.BAND), Share.ALL))
MEETINGS = View("Họp", "meetings", ("cell", "held_on", "eligible", "attended"), totals=(Total("attended"),))
EVERYONE = View("Tất cả", "members", ("full_name", "born_on", "note"))


@pytest.fixture
def book(db: Database) -> Database:
    """Give the small commune."""
    with db.write("Mẫu") as session:
        small.fill(session)
    return db


def keep(db: Database, *views: View) -> None:
    with db.write("Lưu danh sách") as session:
        for one in views:
            saved.save(session, one)


def written(db: Database, one: View, tmp_path: Path, period: Period | None = OCTOBER) -> Any:
    keep(db, one)
    return load_workbook(produce(db, f"{own_lists.PREFIX}{one.name}", period, TODAY, tmp_path)).worksheets[0]


def block(sheet: Any, first: int, last: int) -> list[list[Any]]:
    return [
        [cell.value.date() if isinstance(cell.value, datetime) else cell.value for cell in row]
        for row in sheet.iter_rows(min_row=first, max_row=last)
    ]


def test_groups_totals_and_dates_stand_in_the_file(book: Database, tmp_path: Path) -> None:
    sheet = written(book, WOMEN, tmp_path)
    assert sheet["A5"].value == "NỮ THEO CHI BỘ"
    assert block(sheet, 9, 20) == [
        ["STT", "Họ và tên", "Ngày sinh", "Tuổi", "Số định danh", "Tỷ lệ dự sinh hoạt trong năm (%)"],
        [1, 2, 3, 4, 5, 6],
        ["Chi bộ: Bản Co Mận - Nà Hin (1)", None, None, None, None, None],
        [1, "Quàng Thị Đôi", "1956", 70, None, 0],
        ["Trung bình Bản Co Mận - Nà Hin", None, None, 70, None, 0],
        ["Chi bộ: Trường Mầm non (3)", None, None, None, None, None],
        [2, "Nguyễn Thị Đào", date(1988, 1, 2), 38, None, 100],
        [3, "Vi Thị Anh", date(1989, 1, 2), 37, None, None],
        [4, "Nguyễn Thị Ảnh", date(1989, 1, 2), 37, None, 100],
        ["Trung bình Trường Mầm non", None, None, 37.33, None, 100],
        ["Trung bình chung", None, None, 45.5, None, 66.67],
        [None] * 6,
    ]
    assert sheet["A21"].value == "Tổng số: 4 đảng viên."
    assert sheet["A22"].value == "Chỉ gồm: Giới tính là Nữ."
    assert sheet["C15"].number_format == "dd/mm/yyyy"
    assert sheet["F15"].number_format == "0.00"
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A11:F11", "A13:B13", "A19:B19"} <= merged


def test_a_table_of_two_fields_closes_to_a_hundred(book: Database, tmp_path: Path) -> None:
    sheet = written(book, CROSS, tmp_path)
    assert sheet["A6"].value == "Chi bộ và tuổi (% của tất cả)"
    heads = [cell.value for cell in sheet[10] if cell.value]
    assert heads == ["STT", "Chi bộ", "36–40", "46–50", "56–60", "61 trở lên", "Cộng"]
    body = block(sheet, 13, 16)
    assert [row[1] for row in body[:-1]] == ["Bản Co Mận - Nà Hin", "Trường Mầm non", "Bản Co Kham"]
    assert body[-1][0] == "Cộng"
    assert [row[-2] for row in body] == [4, 3, 1, 8]
    assert sum(row[-1] for row in body[:-1]) == body[-1][-1] == 100
    assert [sum(row[column] for row in body[:-1]) for column in range(2, 12)] == body[-1][2:]


def test_a_number_opens_its_names(book: Database, tmp_path: Path) -> None:
    keep(book, CROSS, MEETINGS, WOMEN)
    cross = draft(book, find("ds:Chi bộ và tuổi", book), None, TODAY)
    read = cross.behind(own_lists.CROSS, 14, 3)
    with book.read() as session:
        assert read is not None
        found = read(session)
        assert [one.full_name for one in found.people] == ["Vi Thị Anh", "Nguyễn Thị Ảnh", "Nguyễn Thị Đào"]
        assert found.title == "Trường Mầm non – 36–40"
        met = draft(book, find("ds:Họp", book), OCTOBER, TODAY)
        total = met.behind(own_lists.LIST, 14, 5)
        assert total is not None
        assert next((one.cell, one.month) for one in total(session).months) == ("Bản Co Mận - Nà Hin", 10)
        women = draft(book, find("ds:Nữ theo chi bộ", book), None, TODAY)
        group = women.behind(own_lists.LIST, 18, 4)
        assert group is not None
        assert len(group(session).people) == 3
        assert women.behind(own_lists.LIST, 14, 2) is None


def test_the_count_of_a_cell_opens_its_members(book: Database, tmp_path: Path) -> None:
    view = View("Chi bộ", "cells", ("name", "women", "met"), totals=(Total("women"),))
    ready = draft(book, own_lists.report_of(view), None, TODAY)
    women, met = ready.behind(own_lists.LIST, 12, 3), ready.behind(own_lists.LIST, 11, 4)
    assert women is not None
    assert met is not None
    with book.read() as session:
        found, months = women(session), met(session).months
    assert found.title == "Trường Mầm non – Nữ"
    assert [one.full_name for one in found.people] == ["Vi Thị Anh", "Nguyễn Thị Ảnh", "Nguyễn Thị Đào"]
    assert {one.counted_as for one in found.people} == {"Nữ"}
    assert [(one.month, one.held_on) for one in months] == [(9, date(2026, 9, 5)), (10, date(2026, 10, 5))]


def test_text_like_a_formula_stays_text(book: Database, tmp_path: Path) -> None:
    from dataclasses import replace

    from models import members

    with book.write("Ghi chú") as session:
        row = members.search(session, "lo van anh", on=TODAY)[0]
        members.edit(session, row.id, replace(members.read(session, row.id), note=FORMULA), on=TODAY)
    for is_long in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(table, "LONG", 0 if is_long else 5_000)
            sheet = written(book, View(f"Ghi chú {is_long}", "members", ("full_name", "note")), tmp_path)
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == FORMULA)
        assert (cell.data_type, cell.quotePrefix) == ("s", True)


def _first_page(book: Any) -> pages.Page:
    return pages.paginate(book)[0]


@pytest.mark.parametrize("one", [WOMEN, CROSS, MEETINGS, EVERYONE], ids=lambda one: one.name)
def test_a_long_list_looks_like_a_short_one(
    book: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one: View
) -> None:
    short = written(book, one, tmp_path / "ngắn")
    monkeypatch.setattr(table, "LONG", 0)
    long = load_workbook(produce(book, f"{own_lists.PREFIX}{one.name}", OCTOBER, TODAY, tmp_path / "dài")).worksheets[0]
    assert block(long, 1, 60) == block(short, 1, 60)
    assert {str(area) for area in long.merged_cells.ranges} == {str(area) for area in short.merged_cells.ranges}
    assert (long.print_title_rows, long.freeze_panes) == (short.print_title_rows, short.freeze_panes)
    assert long.page_setup.orientation == short.page_setup.orientation
    for row in short.iter_rows():
        for cell in row:
            other = long.cell(cell.row, cell.column)
            for name in ("font", "border", "alignment", "number_format", "data_type", "fill"):
                assert repr(getattr(other, name)) == repr(getattr(cell, name)), (cell.coordinate, name)
    one_page, other_page = (_first_page(sheet.parent) for sheet in (short, long))
    assert [words.lines for words in other_page.words] == [words.lines for words in one_page.words]
    boxes, others = ([side for words in page.words for side in words.box] for page in (one_page, other_page))
    assert others == pytest.approx(boxes)


def test_an_empty_list_says_so(book: Database, tmp_path: Path) -> None:
    nobody = View("Không ai", "members", ("full_name",), (Filter("age", Op.FROM, ("200",)),), cross=CROSS.cross)
    sheet = written(book, nobody, tmp_path)
    assert any(cell.value == "Không có dòng nào đúng các điều kiện." for row in sheet.iter_rows() for cell in row)
    ready = draft(book, find("ds:Không ai", book), None, TODAY)
    assert "xem lại phần lọc" in ready.findings()[0].text
    assert len(ready.pages()) == 2


def test_a_list_survives_a_backup_and_its_export_is_kept(book: Database, tmp_path: Path) -> None:
    keep(book, WOMEN)
    ready = draft(book, find("ds:Nữ theo chi bộ", book), None, TODAY)
    sent.keeper(book)(ready, "x.xlsx", ready.content())
    copy = copy_to(book.path, tmp_path / "sao-luu" / "ban.db")
    with closing(open_database(copy)) as other:
        assert [one.title for one in offered.reports(other) if one.group == own_lists.GROUP] == [WOMEN.name]
        with other.read() as session:
            assert [row.sent.title for row in snapshots.rows(session, "ds:Nữ theo chi bộ")] == [WOMEN.name]


def test_a_name_is_taken_once_and_a_list_is_changed_in_its_place(book: Database) -> None:
    keep(book, WOMEN)
    with pytest.raises(KnownError, match="Đã có danh sách"):
        keep(book, View("NỮ THEO CHI BỘ", "members", ("full_name",)))
    with book.write("Sửa danh sách") as session:
        key = saved.rows(session)[0].id
        saved.save(session, View("Nữ", "members", ("full_name",)), key)
    with book.read() as session:
        assert [row.name for row in saved.rows(session)] == ["Nữ"]
    with book.write("Xóa danh sách") as session:
        saved.remove(session, key)
    with book.read() as session:
        told = [changes.lines(session, row.id) for row in journal.log(session, limit=2)]
    assert [(line.before, line.after) for lines in told for line in lines if line.field != "Tên"] == [
        ("Cách lập: Đảng viên; cột: Họ và tên", ""),
        (
            "Đảng viên; cột: Họ và tên, Ngày sinh, Tuổi, Số định danh, Tỷ lệ dự sinh hoạt trong năm; điều kiện: Giới "
            "tính là Nữ; nhóm: Chi bộ từng giá trị; thứ tự: Tuổi giảm dần, Họ và tên; dòng cộng: Tuổi (trung bình), "
            "Tỷ lệ dự sinh hoạt trong năm (tổng)",
            "Đảng viên; cột: Họ và tên",
        ),
    ]
    assert book.undo() == "Xóa danh sách"
    assert [one.key for one in offered.reports(book) if one.group == own_lists.GROUP] == ["ds:Nữ"]


def test_what_was_sent_and_written_by_hand_follows_a_list_to_its_new_name(book: Database, tmp_path: Path) -> None:
    keep(book, WOMEN)
    old, new = "ds:Nữ theo chi bộ", "ds:Nữ"
    produce(book, old, None, TODAY, tmp_path)
    with book.write("Sửa tay") as session:
        spot = Spot("Danh sách", 20, 4, "Trung bình chung", "Tuổi")
        overrides.write(session, old, TODAY.isoformat(), "", [(spot, "38")], "39", "theo biểu đã gửi", on=TODAY)
    with book.write("Đổi tên") as session:
        saved.save(session, replace(WOMEN, name="Nữ"), saved.rows(session)[0].id)
    with book.read() as session:
        assert [row.sent.title for row in snapshots.rows(session, new)] == [WOMEN.name]
        assert snapshots.rows(session, old) == []
        assert [row.value for row in overrides.of_report(session, new, TODAY.isoformat())] == [39]
        told = changes.lines(session, journal.log(session, limit=1)[0].id)
        (line,) = (line for line in told if line.subject.startswith(WOMEN.name))
        assert (line.before, line.after) == (old, new)
    assert book.undo() == "Đổi tên"
    with book.read() as session:
        assert [row.sent.title for row in snapshots.rows(session, old)] == [WOMEN.name]
        assert [row.value for row in overrides.of_report(session, old, TODAY.isoformat())] == [39]
    assert book.redo() == "Đổi tên"
    with book.read() as session:
        (kept,) = snapshots.rows(session, new)
        assert snapshots.content(session, kept.id)


def test_a_list_renamed_to_one_that_is_gone_keeps_its_own_numbers(book: Database) -> None:
    keep(book, WOMEN, EVERYONE)
    keys = [f"{own_lists.PREFIX}{view.name}" for view in (WOMEN, EVERYONE)]
    with book.write("Sửa tay") as session:
        for key, text in zip(keys, ("39", "40"), strict=True):
            spot = Spot("Danh sách", 20, 4, "Trung bình chung", "Tuổi")
            overrides.write(session, key, TODAY.isoformat(), "", [(spot, "38")], text, "theo biểu đã gửi", on=TODAY)
    with book.write("Đổi tên") as session:
        ids = {row.name: row.id for row in saved.rows(session)}
        saved.remove(session, ids[EVERYONE.name])
        saved.save(session, replace(WOMEN, name=EVERYONE.name), ids[WOMEN.name])
    with book.read() as session:
        assert [row.value for row in overrides.of_report(session, keys[1], TODAY.isoformat())] == [39]
    assert book.undo() == "Đổi tên"
    with book.read() as session:
        assert [[row.value for row in overrides.of_report(session, key, TODAY.isoformat())] for key in keys] == [
            [39],
            [40],
        ]


def test_the_name_of_a_dropped_list_brings_none_of_its_numbers_by_hand(book: Database) -> None:
    keep(book, WOMEN)
    key = f"{own_lists.PREFIX}{WOMEN.name}"
    with book.write("Sửa tay") as session:
        spot = Spot("Danh sách", 20, 4, "Trung bình chung", "Tuổi")
        overrides.write(session, key, TODAY.isoformat(), "", [(spot, "38")], "39", "theo biểu đã gửi", on=TODAY)
    with book.write("Bỏ") as session:
        saved.remove(session, saved.rows(session)[0].id)
    with book.write("Lập lại") as session:
        saved.save(session, replace(EVERYONE, name=WOMEN.name))
    with book.read() as session:
        assert overrides.of_report(session, key, TODAY.isoformat()) == ()
    assert [book.undo(), book.undo()] == ["Lập lại", "Bỏ"]
    with book.read() as session:
        assert [row.value for row in overrides.of_report(session, key, TODAY.isoformat())] == [39]


def test_a_list_goes_to_a_neighbour_as_a_file(tmp_path: Path) -> None:
    path = own_lists.write(WOMEN, tmp_path / own_lists.file_name(WOMEN))
    assert path.name == "Nữ theo chi bộ.danhsach"
    assert own_lists.read(path) == (WOMEN, [])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())  # saved by Notepad
    assert own_lists.read(path) == (WOMEN, [])


def test_a_list_of_a_name_taken_gets_a_number_and_the_same_list_is_not_taken_twice(book: Database) -> None:
    longest = "D" * LONGEST_NAME
    with book.write("Nhận") as session:
        assert saved.take(session, WOMEN) == WOMEN.name
        with pytest.raises(KnownError, match="giống hệt"):
            saved.take(session, WOMEN)
        assert saved.take(session, replace(WOMEN, columns=("full_name", "age", "attendance"))) == f"{WOMEN.name} (2)"
        assert saved.take(session, replace(CROSS, name=WOMEN.name.upper())) == f"{WOMEN.name.upper()} (3)"
        assert saved.take(session, replace(EVERYONE, name=longest)) == longest
        assert saved.take(session, replace(CROSS, name=longest)) == f"{'D' * (LONGEST_NAME - 4)} (2)"
        assert len(saved.rows(session)) == 5


def test_a_list_that_asks_for_what_is_not_here_says_so_and_is_made(book: Database) -> None:
    """It comes from another commune: its cells, and a word of its code lists, nobody here knows."""
    asked = (Filter("cell", Op.IS, ("Bản Xa Xôi",)), Filter("ethnic", Op.IS_NOT, ("Dân tộc lạ",)))
    ready = draft(book, own_lists.report_of(replace(EVERYONE, filters=asked)), None, TODAY)
    said = [one.text for one in ready.findings()]
    assert "Không có “Bản Xa Xôi” trong danh mục “Chi bộ”." in said
    assert "Không có “Dân tộc lạ” trong danh mục “Dân tộc”." in said
    assert any("Không có dòng nào" in text for text in said)


def test_a_list_of_another_version_is_refused_only_when_asked_for(book: Database, tmp_path: Path) -> None:
    from models.tables import SavedList

    keep(book, WOMEN)
    with book.write("Từ phiên bản sau") as session:
        session.add(SavedList(name="Của sau này", content=to_json(WOMEN).replace('"version": 1', '"version": 3')))
    assert len([one for one in offered.reports(book) if one.group == own_lists.GROUP]) == 2
    with pytest.raises(KnownError, match="phiên bản"):
        produce(book, "ds:Của sau này", None, TODAY, tmp_path)


def test_the_command_line_knows_the_lists(book: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(book, WOMEN, MEETINGS)
    path = str(book.path)
    assert main(["--db", path, "report", "--list"]) == 0
    assert "ds:Nữ theo chi bộ" in capsys.readouterr().out
    assert main(["--db", path, "report", "ds:Nữ theo chi bộ", "--out", str(tmp_path)]) == 0
    assert Path(capsys.readouterr().out.strip()).is_file()
    assert main(["--db", path, "report", "ds:Họp", "--out", str(tmp_path)]) == 2
    assert "cần một kỳ" in capsys.readouterr().err


def test_lists_are_reports_with_names_of_their_own(book: Database) -> None:
    keep(book, WOMEN, CROSS)
    mine: list[Report[Any]] = [one for one in offered.reports(book) if one.group == own_lists.GROUP]
    assert [one.title for one in mine] == ["Chi bộ và tuổi", "Nữ theo chi bộ"]
    assert len({one.key for one in offered.reports(book)}) == len(offered.reports(book))


@pytest.mark.parametrize("is_long", [False, True])
def test_a_list_of_one_column_has_no_other(
    book: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_long: bool
) -> None:
    if is_long:
        monkeypatch.setattr(table, "LONG", 0)
    sheet = written(book, View("Tên", "members", ("full_name",), groups=(GroupBy("cell"),)), tmp_path)
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    assert [cell.value for cell in sheet[first]] == ["STT", "Họ và tên", None]
    ruled = [cell.column for row in sheet.iter_rows(min_row=first) for cell in row if cell.border.left.style]
    assert set(ruled) == {1, 2}
    names = [
        sheet.cell(row, 2).value for row in range(first + 2, sheet.max_row) if isinstance(sheet.cell(row, 1).value, int)
    ]
    assert len(names) == 8


@pytest.mark.parametrize(
    "columns", [("full_name", "born_on"), ("cell", "full_name", "gender"), ("full_name", "gender", "age")]
)
def test_the_head_of_a_narrow_list_stands_on_lines_of_its_own(
    book: Database, tmp_path: Path, columns: tuple[str, ...]
) -> None:
    sheet = written(book, View("Hẹp", "members", columns), tmp_path)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in [cell.value for cell in sheet[1]]
    heights = [sheet.row_dimensions[row].height for row in (1, 3)]  # the Party's name, the place and date
    assert max(heights) < 24  # one line each
    widths = [sheet.column_dimensions[get_column_letter(place + 2)].width for place in range(len(columns))]
    assert sum(widths) == pytest.approx(72, abs=3)
