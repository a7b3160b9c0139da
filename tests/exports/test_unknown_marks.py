"""Marks of an attendance book that no legend explains: asked about, taken as said, remembered by the headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from exports.readers import read_file
from models import imports
from models.database import Database
from models.outline import ReadingChoices
from models.records import CellSheet, Reading
from models.tables import Mark
from tests.exports.books import roll_rows, write_book

ON = date(2026, 11, 22)
SAID = ReadingChoices(marks={"v": "present", "o": "unexcused"})


def book(path: Path, *, title: str = "SỔ ĐIỂM DANH CHI BỘ BẢN HUỔI LOÓNG NĂM 2026") -> Path:
    rows = roll_rows(title, ("05/01/2026",), ("Lò Văn Ánh", "v"), ("Cà Thị Xôm", "o"), ("Vừ A Ín", "P"))
    return write_book(path, {"Sheet1": rows})


def marks(reading: Reading) -> list[Mark]:
    rolls = [one for one in reading.records if isinstance(one, CellSheet)]
    return [mark.mark for roll in rolls for line in roll.lines for mark in line.marks]


def test_marks_nobody_explained_are_named(tmp_path: Path):
    found = read_file(book(tmp_path / "a.xlsx"), ON)
    assert found.outlines[0].marks == ("v", "o")
    assert marks(found) == [Mark.EXCUSED]
    said = [one.repair for one in found.all_problems() if one.is_error]
    assert len(said) == 2
    assert said[0].endswith("hoặc chọn nghĩa của dấu này ở cửa sổ nhập.")


def test_they_are_taken_for_what_somebody_said(tmp_path: Path):
    found = read_file(book(tmp_path / "a.xlsx"), ON, choices=SAID)
    assert marks(found) == [Mark.PRESENT, Mark.UNEXCUSED, Mark.EXCUSED]
    assert found.outlines[0].marks == ()
    assert "Trang “Sheet1”: dấu “v” là có mặt, “o” là vắng không lý do, như đã chọn." in found.notes


def test_the_next_book_with_these_headings_needs_no_answer(db: Database, tmp_path: Path):
    reading = read_file(book(tmp_path / "a.xlsx"), ON, choices=SAID)
    with db.write("Nhập") as session:
        imports.remember_choices(session, reading, SAID)
        later = imports.as_before(session)
    found = read_file(book(tmp_path / "b.xlsx", title="SỔ ĐIỂM DANH CHI BỘ BẢN CO KHAM NĂM 2026"), ON, choices=later)
    assert marks(found) == [Mark.PRESENT, Mark.UNEXCUSED, Mark.EXCUSED]
    assert found.outlines[0].said == SAID.marks
    with db.read() as session:
        assert imports.as_before(session).remembered_marks[found.outlines[0].fingerprint] == SAID.marks


def test_a_legend_of_the_book_is_outdone_by_what_was_said(tmp_path: Path):
    rows = [*roll_rows("SỔ ĐIỂM DANH CHI BỘ BẢN CO KHAM NĂM 2026", ("05/01/2026",), ("Lò Văn Ánh", "P"))]
    path = write_book(tmp_path / "a.xlsx", {"Sheet1": rows})
    assert marks(read_file(path, ON, choices=ReadingChoices(marks={"P": "online"}))) == [Mark.ONLINE]
