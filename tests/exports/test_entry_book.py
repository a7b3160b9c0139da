"""The data-entry workbook 4.0: read whole, written cell by cell as it came, there and back without a change."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

import resources
from exports import drafts, making, offered
from exports.layouts import entry_book as layout
from exports.readers import read_file
from models import codes, imports, members
from models.database import Database
from models.imports import ImportPlan, Verdict
from models.office import Office, save
from models.opening import open_database
from models.records import MemberRecord, Reading
from models.tables import Member
from models.text import sort_key
from tests.exports.books import INPUT

ON = date(2026, 11, 22)
SAMPLE = INPUT / "File_nhap_lieu_4.0.xlsx"
TRUTH: dict[str, Any] = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))


def bring_in(db: Database, path: Path) -> ImportPlan:
    with db.write(f"Nhập {path.name}") as session:
        plan = imports.plan(session, read_file(path, ON), ON)
        imports.apply(session, plan)
    return plan


def people(reading: Reading) -> list[MemberRecord]:
    return [record for record in reading.records if isinstance(record, MemberRecord)]


def test_all_columns_are_read():
    found = people(read_file(SAMPLE, ON))
    cells = {cell["code"]: cell["name"] for cell in TRUTH["cells"]}
    assert [
        (
            one.full_name,
            one.gender and one.gender.label,
            one.born_on and one.born_on.iso,
            one.ethnic,
            one.religion,
            one.citizen_id,
            one.card_number or "",
            one.old_card_number or "",
            one.cell_name,
            one.official_on and one.official_on.iso,
            one.duty and one.duty.label,
        )
        for one in found
    ] == [
        (
            one["full_name"],
            one["gender"],
            one["birth"],
            one["ethnicity"],
            one["religion"],
            one["citizen_id"],
            one["card"] or "",
            one["old_card"] or "",
            cells[one["cell"]],
            one["official"],
            one["status"],
        )
        for one in TRUTH["people"]
    ]
    first = found[0]
    assert first.external_id == "01352901-0000-4000-8000-000000000001"
    assert tuple(first.plain[one] for one in ("birth_country", "home_province", "permanent_address")) == (
        "Việt Nam",
        "Điện Biên",
        "Bản Co Mận, xã Mường Mẫu",
    )
    assert not any(one.problems for one in found)


@pytest.fixture
def filled(db: Database) -> Database:
    bring_in(db, SAMPLE)
    with db.write("Đơn vị") as session:
        save(session, Office(commune="Đảng ủy xã Mường Mẫu"))
    return db


def test_it_is_written_as_it_came(filled: Database, tmp_path: Path):
    made = load_workbook(making.produce(filled, "nhap-lieu-4.0", None, ON, tmp_path))
    sample = load_workbook(SAMPLE)
    assert [(sheet.title, sheet.sheet_state) for sheet in made] == [
        (sheet.title, sheet.sheet_state) for sheet in sample
    ]
    ours, theirs = made.worksheets[0], sample.worksheets[0]
    assert {str(one) for one in ours.merged_cells.ranges} == {str(one) for one in theirs.merged_cells.ranges}
    for row in range(1, layout.FIRST_ROW):
        assert [cell.value for cell in ours[row]] == [cell.value for cell in theirs[row]]
    rows = {str(row[1].value): row for row in theirs.iter_rows(min_row=layout.FIRST_ROW)}
    written = list(ours.iter_rows(min_row=layout.FIRST_ROW))
    assert [row[0].value for row in written] == list(range(1, 462))
    assert len({str(row[1].value) for row in written}) == len(rows) == 461
    for row in written:
        for mine, other in zip(row[1:], rows[str(row[1].value)][1:], strict=True):
            assert (mine.value, mine.number_format) == (other.value, other.number_format), mine.coordinate
            assert mine.value is None or mine.data_type == "s"
    for name in layout.DICTIONARIES:
        assert [[cell.value for cell in row] for row in made[name]] == [
            [cell.value for cell in row] for row in sample[name]
        ]
    by_cell = [(row[13].value, sort_key(str(row[2].value))) for row in written]
    assert all(one[1] <= other[1] for one, other in pairwise(by_cell) if one[0] == other[0])


def test_there_and_back_changes_nothing(filled: Database, tmp_path: Path):
    plan = bring_in(filled, making.produce(filled, "nhap-lieu-4.0", None, ON, tmp_path))
    assert {verdict for verdict, count in plan.counts.items() if count} == {Verdict.SKIP}


def parts(path: Path) -> dict[str, bytes]:
    """Return what the workbook is packed of, but for the moment it was written."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name != "docProps/core.xml"}


def test_filled_read_into_another_register_and_filled_again_it_is_the_same_part_by_part(
    filled: Database, tmp_path: Path
):
    folders = [tmp_path / name for name in ("mot", "hai")]
    for folder in folders:
        folder.mkdir()
    first = making.produce(filled, "nhap-lieu-4.0", None, ON, folders[0])
    other = open_database(tmp_path / "khac.db")
    try:
        bring_in(other, first)
        with other.write("Đơn vị") as session:
            save(session, Office(commune="Đảng ủy xã Mường Mẫu"))
        second = making.produce(other, "nhap-lieu-4.0", None, ON, folders[1])
    finally:
        other.close()
    one, two = parts(first), parts(second)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_the_blank_holds_nobody():
    sheet = load_workbook(resources.path("forms") / layout.FORM).worksheets[0]
    assert not [cell.value for row in sheet.iter_rows(min_row=layout.FIRST_ROW) for cell in row if cell.value]
    headings = [(sheet.cell(6, n).value, sheet.cell(7, n).value) for n in range(1, len(layout.COLUMNS) + 1)]
    for place, (top, below) in zip(layout.COLUMNS, headings, strict=True):
        assert place.heading == (below or top)


def test_the_foreign_key_never_changes_and_finds_the_person(filled: Database, tmp_path: Path):
    book = load_workbook(SAMPLE)
    sheet = book.worksheets[0]
    sheet["B8"] = "ffffffff-0000-4000-8000-000000000001"  # another key for one known by number
    sheet["I9"] = None  # no number, the key still tells who it is
    sheet["J9"] = None
    sheet["C9"] = "LÝ THỊ SAY HAI"
    book.save(tmp_path / "khac.xlsx")
    plan = bring_in(filled, tmp_path / "khac.xlsx")
    assert [one.reason for one in plan.all_problems if "không đổi" in one.reason]
    with filled.read() as session:
        first, second = session.scalars(select(Member).order_by(Member.id).limit(2)).all()
    assert first.external_id == "01352901-0000-4000-8000-000000000001"
    assert second.full_name == "Lý Thị Say Hai"
    assert second.citizen_id == "011188232440"


def test_required_fields_that_are_empty_are_told(filled: Database):
    found = drafts.draft(filled, offered.find("nhap-lieu-4.0"), None, ON).findings()
    said = [one.text for one in found]
    assert all(
        one.behind and f"{len(one.behind.people)} đồng chí" in one.text for one in found if "đồng chí" in one.text
    )
    assert [text for text in said if text.startswith("31 đồng chí chưa có số thẻ đảng")]
    [late] = [text for text in said if "chính thức" in text]  # admitted over a year ago and not yet recognised
    assert late.startswith("1 đồng chí chưa có ngày chính thức: Cà Văn Thoan")
    assert not [text for text in said if "dấu chấm" in text]


def test_the_card_keeps_what_it_does_not_show(filled: Database):
    with filled.write("Sửa") as session:
        key = session.scalars(select(Member.id).order_by(Member.id)).first()
        assert key is not None
        members.edit(session, key, members.read(session, key), on=ON)
        assert session.get_one(Member, key).birth_province == "Điện Biên"


def test_words_that_the_dictionaries_lack_are_told(filled: Database):
    with filled.write("Sửa") as session:
        first, second = session.scalars(select(Member).order_by(Member.id).limit(2)).all()
        first.ethnic_id = codes.by_label(session, codes.ETHNIC)[codes.key("Tày")]
        first.home_province = "Lai Châu"
        second.home_province = "ĐIỆN BIÊN"  # the dictionary's word all the same
        name = first.full_name
    said = [one.text for one in drafts.draft(filled, offered.find("nhap-lieu-4.0"), None, ON).findings()]
    assert [text for text in said if "danh mục" in text] == [
        f"1 đồng chí có dân tộc ngoài danh mục DANTOC của tệp: {name} – Tày.",
        f"1 đồng chí có quê quán tỉnh/thành ngoài danh mục TINH của tệp: {name} – Lai Châu.",
    ]


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def test_a_filled_workbook_worked_on_by_others_brings_in_just_what_they_changed(filled: Database, tmp_path: Path):
    def work(sheet: Any) -> None:
        sheet["F8"] = "13/05/1977"
        sheet["W9"] = "Bản khác"
        sheet["AD8"], sheet["AE8"] = "Không đạt", "Sai ngày sinh"  # what the upper system found
        for row in sheet.iter_rows(min_row=8, min_col=4, max_col=4):
            row[0].value = None  # a blank erases nothing
        for row in range(8, 40):
            sheet.cell(row, 2).value = None  # the key is missing, the number finds them
        last = sheet.max_row + 1
        for column, value in enumerate(("", None, "NGUYỄN VĂN THÊM", None, "Nam", "1990", "H'Mông", "0"), 1):
            sheet.cell(last, column).value = value
        sheet.cell(last, 14).value = sheet["N8"].value

    made = making.produce(filled, "nhap-lieu-4.0", None, ON, tmp_path)
    plan = bring_in(filled, changed(made, work))
    assert (plan.counts[Verdict.ADD], plan.counts[Verdict.CHANGE], plan.counts[Verdict.ERROR]) == (1, 2, 0)
    told = [one for action in plan.actions if action.verdict is Verdict.CHANGE for one in action.differences]
    assert [(one.field, one.after) for one in told] == [("Ngày sinh", "13/05/1977"), ("Thường trú", "Bản khác")]


def test_the_key_of_somebody_else_is_named_and_never_taken(filled: Database, tmp_path: Path):
    def swap(sheet: Any) -> None:
        sheet["B8"].value, sheet["B9"].value = sheet["B9"].value, sheet["B8"].value

    made = making.produce(filled, "nhap-lieu-4.0", None, ON, tmp_path)
    plan = bring_in(filled, changed(made, swap))
    assert not plan.changes_something
    found = [one for one in plan.all_problems if "không đổi" in one.reason]
    assert [one.place.rpartition(" ")[2] for one in found] == ["B8", "B9"]
    assert all(one.reason.startswith("Mã này trong sổ là của đồng chí ") for one in found)
