"""Learned forms as files and as reports: saved, sent to a neighbour, filled there."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports import files
from exports.drafts import draft
from exports.learned import bound, forms, template
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot, spot_of
from exports.making import produce
from exports.offered import find
from exports.report import Needs
from models import cells, changes, journal, office, overrides, saved_forms
from models.backup import copy_to
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.office import Office
from models.opening import open_database
from models.overrides import Spot as OverrideSpot
from tests.exports import learned_forms
from tests.exports.learned_forms import SHEET, parts
from tests.exports.listed_forms import changed

pytestmark = pytest.mark.usefixtures("people")
TODAY = date(2026, 11, 22)
OCTOBER = Period.month(2026, 10)


def binding(address: str, kind: str, key: str, cell: str = "") -> Binding:
    """Give a binding of the form's sheet."""
    return Binding(Place(SHEET, spot_of(address)), kind, key, cell)


def learned(*bindings: Binding, **how: Any) -> Template:
    """Give a template with these bindings."""
    made = Template("Biểu tổng hợp", Needs.PERIOD, Form(learned_forms.form(**how), "bieu.xlsx"))
    for one in bindings:
        made = made.bind(one)
    return made


def put(db: Database, made: Template) -> None:
    """Put a template among the learned forms of the data file, in the place of one of its name."""
    with db.write("Lưu mẫu") as session:
        ids = {row.name: row.id for row in saved_forms.rows(session)}
        saved_forms.save(session, made.title, made.to_bytes(), ids.get(made.title))


def keep(db: Database, name: str, content: bytes) -> None:
    """Put a file among the learned forms."""
    with db.write("Lưu mẫu") as session:
        saved_forms.save(session, name, content)


def rewrite(path: Path, change: dict[str, Any]) -> None:
    """Change what a template file says of itself."""
    with zipfile.ZipFile(path) as package:
        told = {name: package.read(name) for name in package.namelist()}
    told["bindings.json"] = json.dumps(json.loads(told["bindings.json"]) | change).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in told.items():
            package.writestr(name, content)


def test_a_template_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = learned(binding("B5", "indicator", "official", "Bản Tạo"), binding("C2", "text", "{ky}"))
    made.write(tmp_path / "biểu.mau")
    again = template.read(tmp_path / "biểu.mau")
    assert (again.title, again.needs, again.bindings) == (made.title, made.needs, made.bindings)
    assert again.bindings[1].place.spot == spot_of("A2")
    assert again.form.content == made.form.content


def test_a_percentage_is_of_two_cells_and_follows_a_number_by_hand(db: Database, tmp_path: Path) -> None:
    bindings = (
        binding("B5", "indicator", "official"),
        binding("B6", "indicator", "members"),
        binding("C5", "share", "B5/B6"),
        binding("C6", "share", "B5/B8"),  # shown in per cent by the cell
        binding("C7", "share", "B5/A5"),
        binding("C8", "share", "nothing"),
    )
    printed = changed(learned_forms.form(), "xl/worksheets/sheet1.xml", r'(<c r="B8"[^>]*)></c>', r"\1><v>40</v></c>")
    put(db, replace(learned(), form=Form(printed, "bieu.xlsx"), bindings=bindings))
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content()), data_only=True).worksheets[0]
    part, whole = sheet["B5"].value, sheet["B6"].value
    assert sheet["C5"].value == pytest.approx(round(100 * part / whole, 2), abs=0.05)
    assert sheet["C6"].value == pytest.approx(part / 40)
    assert (sheet["C7"].value, sheet["C8"].value) == (None, None)
    said = " ".join(one.text for one in ready.findings())
    assert "ô A5 không có số" in said
    assert "không có chỉ số đã gắn cho “Hộ nghèo” (mã “nothing”)" in said
    read = ready.behind(SHEET, 5, 3)
    assert read is not None
    with db.read() as session:
        assert read(session).explanation.startswith(f"Ô B5: {part}. Ô B6: {whole}.")
    with db.write("Sửa tay") as session:
        spots = ready.spots(SHEET, 5, 2)
        key, scope = ready.report.key, ready.scope
        overrides.write(session, key, scope.key, scope.label, spots, str(whole), "Theo biên bản", on=TODAY)
    again = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    assert load_workbook(BytesIO(again.content()), data_only=True).worksheets[0]["C5"].value == 100


def test_a_percentage_of_a_printed_number_follows_a_number_by_hand_and_of_nothing_is_blank(db: Database) -> None:
    bindings = (
        binding("B5", "indicator", "official"),
        binding("C5", "share", "B5/B8"),
        binding("C7", "share", "B5/B7"),
    )
    book, buffer = load_workbook(BytesIO(learned_forms.form())), BytesIO()
    for address, printed in (("B8", 40), ("B7", 0), ("C5", 77), ("C7", 77)):  # 77: left from an older report
        book.worksheets[0][address] = printed
    book.save(buffer)
    put(db, replace(learned(), form=Form(buffer.getvalue(), "bieu.xlsx"), bindings=bindings))
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    assert load_workbook(BytesIO(ready.content())).worksheets[0]["C7"].value is None
    with db.write("Sửa tay") as session:
        spots = ready.spots(SHEET, 5, 2)
        key, scope = ready.report.key, ready.scope
        overrides.write(session, key, scope.key, scope.label, spots, "10", "Theo biên bản", on=TODAY)
    again = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(again.content())).worksheets[0]
    assert (sheet["C5"].value, sheet["C7"].value) == (25, None)


def test_a_form_is_filled_with_figures_office_and_texts(db: Database, tmp_path: Path) -> None:
    with db.write("Cơ quan") as session:
        office.save(session, Office(commune="ĐẢNG ỦY XÃ TẠO", place="Tạo"))
    bindings = (
        binding("A2", "text", "{ky} – {xa}"),
        binding("B5", "indicator", "official"),
        binding("B6", "indicator", "probationary"),
        binding("B7", "statistic", "members.women"),
        binding("C12", "office", "place"),
    )
    put(db, learned(*bindings))
    made = produce(db, "mau:Biểu tổng hợp", OCTOBER, TODAY, tmp_path)
    assert made.name == "Biểu tổng hợp 2026-10.xlsx"
    sheet = load_workbook(made, data_only=True).worksheets[0]
    assert sheet["A2"].value == "Tháng 10 năm 2026 – ĐẢNG ỦY XÃ TẠO"
    assert sheet["C12"].value == "Tạo"
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    for address in ("B5", "B6", "B7"):
        spot = spot_of(address)
        read = ready.behind(SHEET, *spot)
        assert read is not None
        with db.read() as session:
            counted = [one for one in read(session).people if one.counted_as == "Được tính"]
        assert sheet[address].value == len(counted)
    assert sheet["B5"].value > 0
    assert sheet["B9"].value == sum(sheet[f"B{row}"].value for row in (5, 6, 7))
    texts = {" ".join(words.lines) for page in ready.pages() for words in page.words}
    assert str(sheet["B9"].value) in texts


def test_the_cells_make_up_the_commune(db: Database) -> None:
    with db.read() as session:
        names = list(cells.names(session, OCTOBER.last).values())

    def members_of(cell: str) -> int:
        put(db, learned(binding("B5", "indicator", "members", cell), binding("B6", "statistic", "members.all", cell)))
        values = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY).data.values
        one, other = values.values()
        assert one == other
        return one

    assert sum(members_of(name) for name in names) == members_of("")


def test_what_this_version_does_not_know_is_named_and_the_rest_is_filled(db: Database, tmp_path: Path) -> None:
    made = learned(
        binding("B5", "indicator", "official"),
        binding("B6", "indicator", "long_gone"),
        binding("B7", "picture", "emblem"),
        binding("B8", "indicator", "members", "Chi bộ Không Có"),
    )
    path = tmp_path / "sau này.mau"
    made.write(path)
    rewrite(path, {"schema": 99})
    keep(db, made.title, path.read_bytes())
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    assert set(ready.data.values) == {Place(SHEET, spot_of("B5"))}
    told = " ".join(finding.text for finding in ready.findings())
    for words in ("phiên bản mới hơn", "Ô B6", "Ô B7", "1 ô của mẫu (B8)", "Không Có", "C9"):
        assert words in told


def test_the_forms_are_carried_in_a_backup_and_told_in_the_log(db: Database, tmp_path: Path) -> None:
    put(db, learned(binding("B5", "indicator", "official")))
    with db.read() as session:
        step = journal.log(session, 1)[0]
        (line,) = changes.lines(session, step.id)
        assert line.action == "Thêm mẫu của cấp trên"
        assert "Biểu tổng hợp" in line.subject
        assert len(line.after) < 100  # the size of the file, not the file
    copy = copy_to(db.path, tmp_path / "usb" / "so.db")
    with closing(open_database(copy)) as other:
        assert find("mau:Biểu tổng hợp", other).title == "Biểu tổng hợp"
        with other.write("Bỏ mẫu") as session:
            saved_forms.remove(session, saved_forms.read(session, "Biểu tổng hợp").id)
        with pytest.raises(KnownError, match="Không có báo cáo"):
            find("mau:Biểu tổng hợp", other)
        other.undo()
        assert find("mau:Biểu tổng hợp", other).title == "Biểu tổng hợp"


def test_two_forms_have_two_names(db: Database) -> None:
    put(db, learned())
    with pytest.raises(KnownError, match="Đã có mẫu"):
        keep(db, "biểu TỔNG hợp", learned().to_bytes())


def test_two_bindings_in_one_merged_block_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "hai.mau"
    learned(binding("A2", "text", "{ky}")).write(path)
    twice = [{"sheet": SHEET, "at": at, "kind": "text", "key": "{ky}"} for at in ("A2", "C2")]
    rewrite(path, {"bindings": twice})
    with pytest.raises(KnownError, match="hai lần vào một khối ô gộp"):
        template.read(path)


def test_binding_again_replaces_and_freeing_takes_away() -> None:
    made = learned(binding("A2", "text", "{ky}"), binding("C2", "text", "{xa}"))
    assert [one.key for one in made.bindings] == ["{xa}"]
    assert made.free(Place(SHEET, spot_of("B2"))).bindings == ()
    with pytest.raises(KnownError, match="công thức"):
        made.bind(binding("B9", "text", "x"))


def test_macros_and_the_ending_survive(db: Database, tmp_path: Path) -> None:
    made = learned(binding("B5", "indicator", "official"), macros=True)
    put(db, made)
    path = produce(db, "mau:Biểu tổng hợp", OCTOBER, TODAY, tmp_path)
    assert path.suffix == ".xlsm"
    assert parts(path.read_bytes())["xl/vbaProject.bin"] == parts(made.form.content)["xl/vbaProject.bin"]


def test_a_damaged_template_is_listed_and_says_so(db: Database) -> None:
    keep(db, "hỏng", b"no zip")
    with pytest.raises(KnownError, match="hỏng"):
        draft(db, find("mau:hỏng", db), None, TODAY)
    with pytest.raises(KnownError, match="Không có báo cáo"):
        find("mau:không có", db)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"schema": 99, "needs": "quarter"}, "phiên bản Sổ Chi Bộ mới hơn"),
        ({"needs": "quarter"}, "không phải tệp mẫu hoặc đã hỏng"),
        ({"schema": "x"}, "không phải tệp mẫu hoặc đã hỏng"),
    ],
)
def test_a_template_of_a_newer_program_is_told_from_a_damaged_one(
    tmp_path: Path, told: dict[str, object], sentence: str
) -> None:
    path = tmp_path / "Biểu.mau"
    learned(binding("B5", "indicator", "official")).write(path)
    rewrite(path, told)
    with pytest.raises(KnownError, match=sentence):
        template.read(path)


def test_the_name_of_a_dropped_form_brings_none_of_its_numbers_by_hand(db: Database) -> None:
    put(db, learned(binding("B5", "indicator", "official")))
    key = f"{saved_forms.PREFIX}Biểu tổng hợp"
    with db.write("Sửa tay") as session:
        spot = OverrideSpot(SHEET, 5, 2, "Đảng viên chính thức", "Số lượng")
        overrides.write(session, key, OCTOBER.key, "", [(spot, "7")], "9", "theo biểu đã gửi", on=TODAY)
    with db.write("Bỏ") as session:
        saved_forms.remove(session, saved_forms.rows(session)[0].id)
    put(db, learned(binding("B6", "indicator", "official")))
    with db.read() as session:
        assert overrides.of_report(session, key, OCTOBER.key) == ()


def test_what_can_be_bound_is_found_by_words_and_by_labels() -> None:
    assert bound.search("dang vien nu")[0].key == "women"
    assert bound.search("đảng viên dự bị")[0].key == "probationary"
    assert bound.suggest("Đảng viên chính thức Số lượng")[0].key == "official"
    assert bound.suggest("Hộ nghèo theo chuẩn mới Số lượng") == []
    names = [bound.name_of(one.kind, one.key) for one in bound.choices()]
    assert all(names)


def test_a_list_goes_down_the_blank_rows(db: Database) -> None:
    with db.read() as session:
        known = cells.rows(session, OCTOBER.last)
    form = learned(binding("E30", "rows", "cells.number"), binding("F30", "rows", "cells.name"))
    put(db, form.bind(binding("G30", "rows", "cells.members")))
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    told = [tuple(cell.value for cell in row) for row in sheet["E30:G31"]]
    assert told == [(count, cells.short_name(row.name), row.members) for count, row in enumerate(known[:2], 1)]
    assert len(known) >= 2


def test_a_list_longer_than_the_form_gets_its_rows(db: Database) -> None:
    made = learned(
        binding("B8", "rows", "members.full_name"),
        binding("C8", "rows", "members.born"),
        binding("B13", "indicator", "members"),
    )
    put(db, made)
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    count = sum(isinstance(sheet.cell(row, 2).value, str) for row in range(8, sheet.max_row + 1)) - 1
    assert sheet[f"A{8 + count}"].value == "Cộng"
    assert sheet[f"B{8 + count}"].value == f"=SUM(B5:B{7 + count})"
    assert sheet[f"B{12 + count}"].value == count > 1
    assert ready.behind(SHEET, 12 + count, 2) is not None
    assert [one.text.split(",")[0] for one in ready.findings() if "dòng" in one.text] == ["Công thức ở ô C16"]


def test_a_list_pushes_down_what_is_bound_below_it(db: Database) -> None:
    put(db, learned(binding("E30", "rows", "members.full_name"), binding("F31", "indicator", "members")))
    values = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY).data.values
    names = [place.spot.row for place in values if place.spot.column == 5]
    assert names == list(range(30, 30 + len(names)))
    assert values[Place(SHEET, Spot(30 + len(names), 6))] == len(names)


def test_a_list_that_would_harm_the_form_writes_nothing_and_says_so(db: Database) -> None:
    made = learned(binding("B8", "rows", "members.full_name"))
    block = '<c r="D7"><f t="array" ref="D7:D9">B7:B9</f></c></row>'
    content = changed(made.form.content, "xl/worksheets/sheet1.xml", r"(<row r=\"7\".*?)</row>", rf"\1{block}")
    put(db, replace(made, form=Form(content, "bieu.xlsx")))
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    assert ready.data.values == {}
    assert any("mảng" in one.text and "Chưa điền" in one.text for one in ready.findings())
    assert ready.content()


def test_a_number_by_hand_leaves_the_file_else_as_it_was_and_is_told_beside_it(db: Database, tmp_path: Path) -> None:
    put(db, learned(binding("B5", "indicator", "official"), binding("B6", "indicator", "probationary")))
    key = "mau:Biểu tổng hợp"
    plain = produce(db, key, OCTOBER, TODAY, tmp_path / "a")
    assert not files.beside(plain).exists()
    ready = draft(db, find(key, db), OCTOBER, TODAY)
    spots = ready.spots(SHEET, 5, 2)
    with db.write("Sửa tay") as session:
        args = (session, key, ready.scope.key, ready.scope.label, spots)
        overrides.write(*args, "77", "Theo biên bản bàn giao", on=TODAY)
    made = produce(db, key, OCTOBER, TODAY, tmp_path / "a")
    assert load_workbook(made)[SHEET]["B5"].value == 77
    filled = tmp_path / "b" / made.name
    filled.parent.mkdir()
    filled.write_bytes(draft(db, find(key, db), OCTOBER, TODAY).report.own_file.content(ready.data))
    old, new = parts(filled.read_bytes()), parts(made.read_bytes())
    assert {name for name in new if new[name] != old.get(name)} == {"xl/worksheets/sheet1.xml"}
    assert old.keys() == new.keys()
    told = files.beside(made).read_text(encoding="utf-8-sig")
    assert "ô B5 “Đảng viên chính thức”" in told
    assert "Số sửa tay: 77" in told
    assert "Lý do: Theo biên bản bàn giao" in told
    with db.write("Bỏ") as session:
        overrides.remove(session, [one.id for one in draft(db, find(key, db), OCTOBER, TODAY).by_hand])
    produce(db, key, OCTOBER, TODAY, tmp_path / "a")
    assert not files.beside(made).exists()  # it spoke of a number that is gone


def test_two_forms_of_one_title_are_told_apart_by_their_names(db: Database) -> None:
    put(db, learned())
    keep(db, "gửi xã bạn", learned().to_bytes())
    assert [one.title for one in forms.reports(db)] == ["Biểu tổng hợp", "Biểu tổng hợp (gửi xã bạn)"]


def test_a_line_of_which_nothing_is_known_stays_as_it_came(db: Database) -> None:
    with db.write("Bỏ khai") as session:
        office.save(session, Office(place="Mường Mẫu"))
    put(db, learned(binding("A1", "text", "{XA}"), binding("A2", "text", "{dia_danh}, {xa}")))
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    assert (sheet["A1"].value, sheet["A2"].value) == ("BIỂU TỔNG HỢP ĐẢNG VIÊN", "Mường Mẫu, ……")
    said = [one.text for one in ready.findings()]
    assert any("A1" in one and "ô để nguyên" in one for one in said)
