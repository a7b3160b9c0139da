"""Numbers written by hand: in file, preview and findings, kept with the period, found again, taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from exports import by_hand, drafts, making, offered, sent, table
from exports.drafts import Draft
from models import cells, changes, codes, journal, members, organizations, overrides, snapshots
from models.cells import CellValues
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.members import MemberValues
from models.organizations import OrganizationValues
from models.overrides import OverrideRow
from tests.exports.commune import CO_MAN, OCTOBER, SCHOOL, TODAY

YEAR = Period.year(2026)
MONTHLY = "tham-gia-sinh-hoat"


def drafted(db: Database, key: str, period: Period = YEAR) -> Draft[Any]:
    return drafts.draft(db, offered.find(key), period, TODAY)


def write(
    db: Database, key: str, place: tuple[int, int], text: str, period: Period = YEAR, reason: str = "Theo biểu đã gửi"
) -> None:
    ready = drafted(db, key, period)
    sheet = ready.workbook().worksheets[0].title
    spots = ready.spots(sheet, *place)
    with db.write("Sửa tay") as session:
        overrides.write(session, key, ready.scope.key, ready.scope.label, spots, text, reason, on=TODAY)


def texts(ready: Draft[Any]) -> list[str]:
    return [one.text for one in ready.findings()]


@pytest.mark.usefixtures("people")
def test_the_number_stands_in_the_file_with_its_note_and_nothing_else_changes(db: Database, tmp_path: Path) -> None:
    plain = making.produce(db, "bieu-1", YEAR, TODAY, tmp_path / "a")
    write(db, "bieu-1", (10, 2), "5", reason="Hai đồng chí kết nạp đợt cuối năm")
    said: list[str] = []
    made = making.produce(db, "bieu-1", YEAR, TODAY, tmp_path / "b", say=said.append)
    old, new = load_workbook(plain).worksheets[0], load_workbook(made).worksheets[0]
    assert new["B10"].value == 5
    note = new["B10"].comment
    assert note is not None
    assert note.text.splitlines()[:3] == [
        "Số sửa tay: 5",
        f"Máy tính: {old['B10'].value}",
        "Lý do: Hai đồng chí kết nạp đợt cuối năm",
    ]
    differ = {cell.coordinate for row in new.iter_rows() for cell in row if cell.value != old[cell.coordinate].value}
    assert differ <= {"B10", "D10"}  # the percentage follows
    for part in ("number_format", "font", "border", "alignment", "fill"):
        assert repr(getattr(new["B10"], part)) == repr(getattr(old["B10"], part))
    assert {letter: new.column_dimensions[letter].width for letter in "ABCD"} == {
        letter: old.column_dimensions[letter].width for letter in "ABCD"
    }
    assert "ô B10 “1. Kết nạp” = 5; lý do: Hai đồng chí kết nạp đợt cuối năm." in said[0]


@pytest.mark.usefixtures("people")
def test_the_preview_shows_the_number_and_the_note_takes_no_room(db: Database) -> None:
    before = drafted(db, "bieu-1").pages()
    write(db, "bieu-1", (10, 2), "5")
    after = drafted(db, "bieu-1").pages()
    shown = {words.cell: words.lines for page in after for words in page.words}
    assert shown[10, 2] == ("5",)
    assert len(after) == len(before)


@pytest.mark.usefixtures("people")
def test_sums_are_held_against_what_is_shown_and_name_both_cells(db: Database) -> None:
    assert not any("nhưng" in text for text in texts(drafted(db, "bieu-1")))
    write(db, "bieu-1", (24, 2), "9")
    found = [one for one in drafted(db, "bieu-1").findings() if "nhưng" in one.text]
    inside, across = (
        next(one for one in found if "A - " in one.text),
        next(one for one in found if "Biểu 3" in one.text),
    )
    assert "(ô B24, số sửa tay) = 9" in inside.text
    assert [one.place for one in inside.cells] == [("", 24, 2), ("", 8, 2), ("", 9, 2), ("", 15, 2)]
    assert "(Biểu 3, ô B8)" in across.text
    assert [(one.report, one.place) for one in across.cells] == [("", ("", 24, 2)), ("bieu-3", ("", 8, 2))]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("key", "place", "cells"),
    [
        ("bieu-1", (11, 2), ["B9", "B10", "B11", "B14"]),  # B = 1 + 2 + 3
        ("bieu-1", (12, 2), ["B11", "B12", "B13"]),  # 2 = a + b
        ("bieu-1", (21, 2), ["B15", "B16", "B21"]),  # C = 1 + … + 5: the first and the last
        ("bieu-2", (8, 2), ["B8", "B10"]),  # Biểu 1, 1. Kết nạp
        ("bieu-3", (8, 2), ["B8", "B24"]),  # Biểu 1, D
        ("bieu-3b", (8, 3), ["C8", "B24"]),
        ("bieu-5", (9, 7), ["G9", "B24"]),
        ("bieu-6", (8, 3), ["C8", "B8"]),  # Biểu 3
    ],
)
def test_each_form_holds_its_sums_and_those_with_the_others(
    db: Database, key: str, place: tuple[int, int], cells: list[str]
) -> None:
    write(db, key, place, "777")
    found = [one for one in drafted(db, key).findings() if "nhưng" in one.text]
    named = [[by_hand.address(*cell.place[1:]) for cell in one.cells] for one in found]
    assert any(set(cells) <= set(one) for one in named), named


@pytest.mark.usefixtures("people")
def test_the_cells_add_up_to_the_commune(db: Database) -> None:
    total: Any = drafted(db, "bieu-3").workbook().worksheets[0]["B8"].value
    by_cell = drafted(db, "tong-hop-theo-chi-bo")
    (first, lines, columns) = next(iter(by_cell._tables.values()))
    assert first
    place = next(n for n, column in enumerate(columns) if isinstance(column.value(lines[0]), int))
    counts: list[Any] = [columns[place].value(line) for line in lines]
    assert sum(counts[:-1]) == counts[-1] == total


@pytest.mark.usefixtures("people")
def test_another_form_of_the_period_is_held_against_the_number_by_hand(db: Database) -> None:
    write(db, "bieu-1", (24, 2), "9")
    (text,) = (one for one in texts(drafted(db, "bieu-3")) if "Biểu 1, ô B24, số sửa tay" in one and "= 9" in one)
    assert "(ô B8)" in text
    write(db, "bieu-3", (8, 2), "9")
    assert not any("ô B24" in one for one in texts(drafted(db, "bieu-3")))
    assert not any("= 9" in one and "Biểu 1" in one for one in texts(drafted(db, "bieu-3", Period.year(2025))))


@pytest.mark.usefixtures("people")
def test_last_year_s_number_may_be_written_where_the_book_has_none(db: Database) -> None:
    write(db, "bieu-1", (24, 3), "4", Period.year(2020))
    sheet: Any = drafted(db, "bieu-1", Period.year(2020)).workbook().worksheets[0]
    assert sheet["C24"].value == 4
    assert sheet["C8"].value == "–"
    assert sheet["D24"].value == pytest.approx(sheet["B24"].value * 100 / 4)


@pytest.mark.usefixtures("people")
def test_a_line_without_data_can_be_filled_and_one_figure_in_two_cells_changes_in_both(db: Database) -> None:
    ready = drafted(db, "bieu-7")
    (title,) = (sheet.title for sheet in ready.workbook().worksheets)
    assert ready.is_editable(title, 41, 2, "")
    assert not ready.is_editable(title, 41, 1, "")
    write(db, "bieu-7", (41, 2), "3")
    assert drafted(db, "bieu-7").workbook().worksheets[0]["B41"].value == 3
    write(db, "bieu-6", (8, 3), "70")
    sheet: Any = drafted(db, "bieu-6").workbook().worksheets[0]
    assert (sheet["C8"].value, sheet["D8"].value) == (70, 70)


@pytest.mark.usefixtures("people")
def test_a_line_without_data_says_what_it_wants_until_it_is_written(db: Database) -> None:
    (said,) = [one for one in drafted(db, "bieu-2").findings() if "bấm F2" in one.text]
    assert said.text.startswith("Dòng “Không còn quần chúng” cần số đảng bộ cơ sở")
    assert [one.place for one in said.cells] == [("", 62, 2)]
    write(db, "bieu-2", (62, 2), "0")
    assert not [text for text in texts(drafted(db, "bieu-2")) if "bấm F2" in text]


@pytest.mark.usefixtures("people")
def test_a_number_whose_reckoning_changed_is_flagged(db: Database) -> None:
    write(db, "bieu-3", (8, 2), "12")
    with db.write("Thêm") as session:
        cell = next(one.id for one in cells.rows(session, TODAY) if one.name == CO_MAN)
        members.add(session, MemberValues("Lò Thị Mới"), cell, on=TODAY, since=date(2021, 1, 1))
    (text,) = (one for one in texts(drafted(db, "bieu-3")) if "Số sửa tay" in one)
    assert "Số máy tính nay là 9, trước là 8: hãy xem lại." in text


def test_in_a_table_the_number_stays_with_its_line_and_column() -> None:
    def book(*rows: Any) -> Any:
        made = Workbook()
        for row in rows:
            made.worksheets[0].append(row)
        return made

    head, numbers = ("STT", "Chi bộ", "Có mặt", "Vắng"), (1, 2, 3, 4)
    old = book(head, numbers, (1, "Bản A", 3, 4), (2, "Bản B", 5, 6))
    spot, text = by_hand.spot_of(old["Sheet"], 4, 3, is_fixed=False)
    assert (spot.line, spot.heading, text) == ("Bản B", "Có mặt", "5")
    kept = OverrideRow(1, "x", spot, 50, text, "Vì", TODAY)

    def found(made: Any) -> tuple[int, int] | None:
        (one,) = by_hand.locate({one.title: one for one in made}.get, [kept], is_fixed=False)
        return None if one.spot is None else (one.spot.row, one.spot.column)

    assert found(old) == (4, 3)
    assert found(book(head, numbers, (1, "Bản A", 3, 4), (2, "Bản M", 1, 1), (3, "Bản B", 5, 6))) == (5, 3)
    moved = ("STT", "Chi bộ", "Phải dự", "Có mặt", "Vắng")
    assert found(book(moved, (*numbers, 5), (1, "Bản B", 9, 5, 6))) == (3, 4)
    assert found(book(head, numbers, (1, "Bản A", 3, 4))) is None
    assert found(book(head, numbers, (1, "Bản B", 3, 4), (2, "Bản A", 3, 4), (3, "Bản B", 3, 4))) is None  # whose?


@pytest.mark.usefixtures("people")
def test_a_line_that_is_gone_is_said_and_the_number_is_not_used(db: Database) -> None:
    ready = drafted(db, MONTHLY, OCTOBER)
    sheet: Any = ready.workbook().worksheets[0]
    row = next(cell.row for cell in sheet["B"] if cell.value == CO_MAN)
    column = next(cell.column for cell in sheet[row] if cell.column > 3 and isinstance(cell.value, int))
    write(db, MONTHLY, (row, column), "1717", OCTOBER)
    with db.write("Đổi tên") as session:
        (one,) = (cell for cell in cells.rows(session, TODAY) if cell.name == CO_MAN)
        cells.edit(session, one.id, CellValues("Chi bộ bản Tên Mới"))
    after = drafted(db, MONTHLY, OCTOBER)
    assert any("không còn chỗ trong báo cáo" in text for text in texts(after))
    made: Any = after.workbook().worksheets[0]
    assert not any(cell.value == 1717 for row in made.iter_rows() for cell in row)


@pytest.mark.usefixtures("people")
def test_identity_numbers_and_the_line_of_column_numbers_are_not_to_be_written(db: Database) -> None:
    ready = drafted(db, MONTHLY, OCTOBER)
    first = ready.workbook().worksheets[0]
    numbering = next(
        row for row in range(1, 20) if [first.cell(row, column).value for column in (1, 2, 3)] == [1, 2, 3]
    )
    assert not ready.is_editable(first.title, numbering, 3, "3")
    assert not ready.is_editable(first.title, numbering + 1, 1, "1")
    book = drafted(db, "danh-sach-dang-vien", OCTOBER)
    (page, *_rest) = book.pages()
    card = [words for words in page.words if "".join(words.lines).endswith("011056000001")]
    assert all(not book.is_editable(page.sheet, *words.cell, "".join(words.lines)) for words in card)


@pytest.mark.usefixtures("people")
def test_a_number_and_a_reason_are_asked_for(db: Database) -> None:
    for text, reason, field in (("", "x", "value"), ("mười", "x", "value"), ("5", " ", "reason")):
        with pytest.raises(KnownError) as refused:
            write(db, "bieu-1", (10, 2), text, reason=reason)
        assert refused.value.field == field
    write(db, "bieu-1", (10, 4), "92,5 %")
    sheet: Any = drafted(db, "bieu-1").workbook().worksheets[0]
    assert sheet["D10"].value == 92.5


@pytest.mark.usefixtures("people")
def test_it_is_logged_undone_and_taken_away(db: Database) -> None:
    write(db, "bieu-1", (10, 2), "5")
    with db.read() as session:
        step = journal.log(session, 1)[0].id
        assert changes.summary(session, step) == "Thêm 1 số sửa tay"
        (line,) = changes.lines(session, step)
        assert line.subject == "1. Kết nạp, Năm 2026"
        assert "Số ghi tay: 5" in line.after
    db.undo()
    assert drafted(db, "bieu-1").by_hand == ()
    db.redo()
    (row,) = drafted(db, "bieu-1").by_hand
    with db.write("Bỏ") as session:
        overrides.remove(session, [row.id])
    assert drafted(db, "bieu-1").placed == ()


@pytest.mark.usefixtures("people")
def test_it_travels_with_the_export(db: Database, tmp_path: Path) -> None:
    write(db, "bieu-1", (10, 2), "5", reason="Theo biên bản")
    made = making.produce(db, "bieu-1", YEAR, TODAY, tmp_path)
    ready = drafted(db, "bieu-1")
    sent.keeper(db)(ready, made.name, made.read_bytes())
    with db.write("Bỏ") as session:
        overrides.remove(session, [one.id for one in ready.by_hand])
    with db.read() as session:
        kept = snapshots.rows(session, "bieu-1")
        assert snapshots.content(session, kept[0].id) == made.read_bytes()
    assert [list(one.by_hand.values()) for one in kept] == 2 * [["5 (máy tính: 0); lý do: Theo biên bản"]]
    assert "ô B10 “1. Kết nạp”" in next(iter(kept[0].by_hand))


@pytest.mark.usefixtures("people")
def test_the_superior_s_monthly_list_takes_it_too(db: Database) -> None:
    ready = drafted(db, "xep-loai-sinh-hoat", OCTOBER)
    sheet: Any = ready.workbook().worksheets[0]
    row = next(cell.row for cell in sheet["B"] if cell.value and cell.value in SCHOOL)
    assert ready.is_editable(sheet.title, row, 3, str(sheet.cell(row, 3).value))
    write(db, "xep-loai-sinh-hoat", (row, 3), "33", OCTOBER)
    shown = {words.cell: words.lines for words in drafted(db, "xep-loai-sinh-hoat", OCTOBER).pages()[0].words}
    assert shown[row, 3] == ("33",)


def test_a_base_cell_is_not_taken_for_one_without_masses(db: Database, people: dict[str, int]) -> None:
    with db.write("Tổ chức") as session:
        of_kind = {kind: codes.id_of(session, codes.ORGANIZATION_KIND, kind) for kind in ("commune", "grassroots_cell")}
        known = next((row.id for row in organizations.rows(session, TODAY) if row.parent_id is None), None)
        commune = known or organizations.add(session, OrganizationValues("Đảng bộ xã", of_kind["commune"]))
        organizations.add(session, OrganizationValues("Chi bộ cơ sở A", of_kind["grassroots_cell"], commune))
    ready = drafted(db, "bieu-2")
    assert [ready.workbook().worksheets[0].cell(row, 2).value for row in (63, 64, 65)] == [1, 0, 0]
    assert [one.text for one in ready.findings() if "Có 1 chi bộ cơ sở (Chi bộ cơ sở A)" in one.text]


@pytest.mark.usefixtures("people")
def test_a_number_stays_in_a_list_grown_too_long_for_new_ones(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = drafted(db, MONTHLY, OCTOBER)
    name = short.report.sheets[0].name
    place = next((row, 5) for row in range(5, 30) if short.is_editable(name, row, 5, "1"))
    with monkeypatch.context() as patch:
        patch.setattr(table, "LONG", 0)
        assert not drafted(db, MONTHLY, OCTOBER).is_editable(name, *place, "1")
        assert drafted(db, MONTHLY, OCTOBER).spots(name, *place) == []
    write(db, MONTHLY, place, "77", OCTOBER)
    monkeypatch.setattr(table, "LONG", 0)
    assert load_workbook(making.produce(db, MONTHLY, OCTOBER, TODAY, tmp_path))[name].cell(*place).value == 77
    assert drafted(db, MONTHLY, OCTOBER).is_editable(name, *place, "77")
