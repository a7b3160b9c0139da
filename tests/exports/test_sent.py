"""Exports are kept byte for byte, made again as they were, and compared cell by cell."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from exports import drafts, files, making, offered, sent
from exports.sent import CellChange
from models import attendance, meetings, office, overrides, rules, snapshots
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.office import Office
from models.tables import Mark, Snapshot
from models.version import PROGRAM_VERSION
from tests.exports.commune import CO_MAN, OCTOBER, TODAY

KEY = "tham-gia-sinh-hoat"


def produced(db: Database, folder: Path) -> Path:
    return making.produce(db, KEY, OCTOBER, TODAY, folder)


def kept(db: Database) -> list[snapshots.SnapshotRow]:
    with db.read() as session:
        return snapshots.rows(session, KEY)


def content(db: Database, key: int) -> bytes:
    with db.read() as session:
        return snapshots.content(session, key)


@pytest.mark.usefixtures("people")
def test_an_export_is_kept_with_what_it_was_computed_from(db: Database, tmp_path: Path) -> None:
    db.user = "Lò Thị Mai"
    made = produced(db, tmp_path)
    (row,) = kept(db)
    assert content(db, row.id) == made.read_bytes()
    assert row.sha256 == hashlib.sha256(made.read_bytes()).hexdigest()
    assert (row.made_by, row.made_at, row.program) == ("Lò Thị Mai", db.clock(), PROGRAM_VERSION)
    assert (row.sent.asked, row.sent.about, row.sent.file_name) == ("2026-10", "Tháng 10 năm 2026", made.name)
    assert "42-HD/BTCTW" in row.rules["Sinh hoạt chi bộ"]
    assert row.size == made.stat().st_size
    assert row.rules["Sinh hoạt chi bộ: Mục tiêu tham gia, %"] == "90"
    assert "366-QĐ/TW" in row.rules["Đánh giá, xếp loại"]
    assert row.rules["Phiếu chấm điểm: 4. Tổ chức sinh hoạt"] == "40 điểm"
    assert row.rules["Chữ trên biểu"] == "Mẫu mới (tỉnh)"


@pytest.mark.usefixtures("people")
def test_where_the_machine_names_nobody_an_export_is_of_the_one_who_prepares(db: Database, tmp_path: Path) -> None:
    db.user = ""
    with db.write("Nơi làm việc") as session:
        office.save(session, Office(preparer="Lường Thị Biên"))
    produced(db, tmp_path)
    assert [row.made_by for row in kept(db)] == ["Lường Thị Biên"]


@pytest.mark.usefixtures("people")
def test_what_was_sent_stays_whatever_is_written_or_taken_back_later(db: Database, tmp_path: Path) -> None:
    first = produced(db, tmp_path).read_bytes()
    with db.write("Sửa điểm danh") as session:
        (meeting,) = (row for row in meetings.of_month(session, 2026, 10) if row.cell_name == CO_MAN)
        (line,) = (one for one in attendance.roll(session, meeting.id).expected if one.mark is Mark.UNEXCUSED)
        attendance.write(session, meeting.id, {line.member_id: (Mark.PRESENT, "")}, on=TODAY)
    second = produced(db, tmp_path).read_bytes()
    newest, oldest = kept(db)
    assert (content(db, oldest.id), content(db, newest.id)) == (first, second)
    changes = {(one.sheet, one.line, one.before, one.after) for one in sent.compare(first, second)}
    assert ("Theo chi bộ", CO_MAN, "1", "0") in changes
    assert any(one[0] == "Đảng viên vắng" for one in changes)
    assert db.undo() == "Sửa điểm danh"  # an export is no step
    assert len(kept(db)) == 2


@pytest.mark.usefixtures("people")
def test_the_same_figures_compare_as_the_same(db: Database, tmp_path: Path) -> None:
    one = produced(db, tmp_path).read_bytes()
    other = files.to_bytes(drafts.draft(db, offered.find(KEY), OCTOBER, TODAY).workbook())
    assert sent.compare(one, other) == []


@pytest.mark.usefixtures("people")
def test_rules_that_changed_between_two_exports_are_told(db: Database, tmp_path: Path) -> None:
    making.produce(db, "tong-hop-sinh-hoat", Period.year(2026), TODAY, tmp_path)
    with db.write("Quy định mới") as session:
        values = rules.values_of(rules.book(session).on(TODAY))
        rules.save(session, date(2026, 7, 1), {**values, "document": "Hướng dẫn mới", "target": 95})
    making.produce(db, "tong-hop-sinh-hoat", Period.year(2026), TODAY, tmp_path)
    with db.read() as session:
        newest, oldest = snapshots.rows(session, "tong-hop-sinh-hoat")
    changed = {one.line: (one.before, one.after) for one in sent.compare_rules(oldest, newest.rules)}
    assert changed["Sinh hoạt chi bộ: Mục tiêu tham gia, %"] == ("90", "95")
    assert changed["Sinh hoạt chi bộ (trước 01/07/2026): Mục tiêu tham gia, %"] == ("", "90")  # of half the year
    assert "Đánh giá, xếp loại" not in changed
    assert sent.compare_rules(newest, newest.rules) == []


@pytest.mark.usefixtures("people")
def test_numbers_by_hand_that_came_changed_or_went_are_told_with_their_reasons(db: Database, tmp_path: Path) -> None:
    year, report = Period.year(2026), offered.find("bieu-1")

    def write(text: str, reason: str) -> None:
        sheet = drafts.draft(db, report, year, TODAY).workbook().sheetnames[0]
        spots = drafts.draft(db, report, year, TODAY).spots(sheet, 10, 2)
        with db.write("Sửa") as session:
            overrides.write(session, report.key, year.key, year.label, spots, text, reason, on=TODAY)

    making.produce(db, report.key, year, TODAY, tmp_path)
    write("5", "Theo biên bản")
    making.produce(db, report.key, year, TODAY, tmp_path)
    write("5", "Theo quyết định")
    now = sent.by_hand_of(drafts.draft(db, report, year, TODAY))
    with db.read() as session:
        newest, oldest = snapshots.rows(session, report.key)
    (came,) = sent.compare_by_hand(oldest, newest.by_hand)
    assert (came.sheet, came.before) == ("Số sửa tay", "không sửa tay")
    assert came.line.startswith("ô B10 “1. Kết nạp”")
    assert came.after.startswith("5 (máy tính: ")
    assert came.after.endswith("lý do: Theo biên bản")
    (changed,) = sent.compare_by_hand(newest, now)
    assert (changed.before, changed.after.rpartition("lý do: ")[2]) == (came.after, "Theo quyết định")
    assert sent.compare_by_hand(newest, newest.by_hand) == []
    lower = {name.replace("ô B10 ", "ô B11 "): said for name, said in newest.by_hand.items()}
    assert sent.compare_by_hand(newest, lower) == []  # a line came in above
    (again,) = sent.compare_by_hand(newest, dict.fromkeys(lower, "6"))
    assert (again.line[:5], again.before, again.after) == ("ô B11", came.after, "6")


def test_sheets_and_cells_that_came_or_went_are_told(tmp_path: Path) -> None:
    from openpyxl import Workbook

    books = []
    for values, title in (({"A1": "Bản A", "B1": 3}, "Cũ"), ({"A1": "Bản A", "B1": 4, "C1": 1.5}, "Mới")):
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Chung"
        for place, value in values.items():
            sheet[place] = value
        book.create_sheet(title)
        books.append(files.to_bytes(book))
    assert sent.compare(*books) == [
        CellChange("Chung", "B1", "Bản A", "3", "4"),
        CellChange("Chung", "C1", "Bản A", "", "1,5"),
        CellChange("Mới", "", "", "không có", "thêm tờ"),
        CellChange("Cũ", "", "", "có tờ này", "không còn"),
    ]


def lines(*rows: tuple[object, ...]) -> bytes:
    """Return a workbook of a list: a heading, the lines counted from 1, a line of words below."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Danh sách"
    sheet.append(["STT", "Họ và tên", "Điểm"])
    for place, row in enumerate(rows, 1):
        sheet.append([place, *row])
    sheet.append([None, f"Tổng số: {len(rows)} đồng chí"])
    return files.to_bytes(book)


def test_a_line_that_came_in_between_is_one_change_and_not_all_that_follow() -> None:
    before = lines(("Lò Văn Ánh", 90), ("Cà Văn Ấm", 81.25), ("Quàng Thị Đôi", 70), ("Vi Thị Anh", 66))
    after = lines(("A Bằng", 50), ("Lò Văn Ánh", 90), ("Cà Văn Ấm", 81.26), ("Vi Thị Anh", 66), ("Sùng A Dơ", 1))
    assert sent.compare(before, after) == [
        CellChange("Danh sách", "A2", "A Bằng", "không có", "thêm dòng"),
        CellChange("Danh sách", "C4", "Cà Văn Ấm", "81,25", "81,26"),
        CellChange("Danh sách", "A4", "Quàng Thị Đôi", "có dòng này", "không còn"),
        CellChange("Danh sách", "A6", "Sùng A Dơ", "không có", "thêm dòng"),
        CellChange("Danh sách", "B7", "", "Tổng số: 4 đồng chí", "Tổng số: 5 đồng chí"),
    ]


def test_a_line_that_went_to_another_place_is_told_by_what_it_says_otherwise() -> None:
    before = lines(("Lò Văn Ánh", 90), ("Cà Văn Ấm", 81), ("Vi Thị Anh", 66), ("Lò Văn Én", 60), ("Lò Văn Én", 50))
    after = lines(("Vi Thị Anh", 95), ("Lò Văn Ánh", 90), ("Lò Văn Én", 50), ("Cà Văn Ấm", 81), ("Lò Văn Én", 65))
    assert sent.compare(before, after) == [
        CellChange("Danh sách", "C2", "Vi Thị Anh", "66", "95"),
        CellChange("Danh sách", "C6", "Lò Văn Én", "60", "65"),
    ]
    twice = sent.compare(lines(("A", 1), ("Én", 60), ("Én", 50)), lines(("Én", 61), ("Én", 51), ("A", 1)))
    assert len(twice) == 4  # two of one name are not told apart


def test_numbers_that_differ_late_in_their_digits_differ() -> None:
    assert [(one.before, one.after) for one in sent.compare(lines(("A", 1234567.25)), lines(("A", 1234567.5)))] == [
        ("1234567,25", "1234567,5")
    ]


@pytest.mark.usefixtures("people")
def test_a_damaged_export_is_refused_in_words(db: Database, tmp_path: Path) -> None:
    produced(db, tmp_path)
    with db.write("Hỏng") as session:
        session.connection().execute(update(Snapshot).values(content=b"PK"))
    (row,) = kept(db)
    with pytest.raises(KnownError, match="bị hỏng"):
        content(db, row.id)
    with pytest.raises(KnownError, match="không còn"):
        content(db, 999)


def test_a_report_that_fails_is_not_kept(db: Database, tmp_path: Path) -> None:
    target = tmp_path / "tệp"
    target.write_text("")
    with pytest.raises(KnownError):
        produced(db, target)  # a file where the folder should be
    assert kept(db) == []


@pytest.mark.usefixtures("people")
def test_a_file_that_could_not_be_kept_is_said_to_be_there(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_what: object) -> None:
        raise KnownError("Tệp dữ liệu chỉ cho đọc.")

    monkeypatch.setattr(sent, "keeper", lambda _db: full)
    with pytest.raises(KnownError, match=r"Đã lập tệp “.+” nhưng chưa giữ được"):
        produced(db, tmp_path)
    assert (tmp_path / "tham-gia-sinh-hoat 2026-10.xlsx").stat().st_size


def test_a_line_is_named_by_its_words_and_not_by_its_place_in_the_form() -> None:
    def form(excellent: int) -> bytes:
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Biểu 6"
        for row in (("4", "Số đã kiểm điểm", 9), ("4.1", "Hoàn thành xuất sắc", excellent), ("(2)", "Khác", 1)):
            sheet.append(row)
        return files.to_bytes(book)

    assert sent.compare(form(2), form(5)) == [CellChange("Biểu 6", "C2", "Hoàn thành xuất sắc", "2", "5")]


def test_one_who_took_the_place_of_another_is_not_that_one_changed() -> None:
    before = lines(("Lò Văn Ánh", "12/05/1980", 90), ("Cà Văn Ấm", "01/02/1981", 81), ("Bản Hin", "tốt", 5))
    after = lines(("Lò Văn Ánh", "12/05/1980", 90), ("Vi Thị Anh", "03/04/1990", 66), ("Bản Hin mới", "tốt", 5))
    assert sent.compare(before, after) == [
        CellChange("Danh sách", "A3", "Cà Văn Ấm", "có dòng này", "không còn"),
        CellChange("Danh sách", "A3", "Vi Thị Anh", "không có", "thêm dòng"),
        CellChange("Danh sách", "B4", "", "Bản Hin", "Bản Hin mới"),
    ]
