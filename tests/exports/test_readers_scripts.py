"""Old encodings in a file: mixed cell by cell, in the wrong font, in no font; the officer's word goes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.styles import Font

from exports.readers import read_file, scripts
from exports.readers.sheet import Value
from models.legacy_text import Script
from models.outline import ReadingChoices
from models.records import MemberRecord, Reading, Severity
from tests.exports.books import MEMBER_HEAD, member, write_book
from tests.old_scripts import from_unicode

ON = date(2026, 11, 22)
PEOPLE = ("Lò Văn Ánh", "Giàng Thị Dợ", "Nguyễn Văn Được", "Quàng Thị Mẩy", "Vừ A Súa")


def rows(*scripts: Script) -> list[Sequence[Any]]:
    lines = []
    for number, (name, script) in enumerate(zip(PEOPLE, scripts, strict=True), 1):
        citizen = f"01107750136{number}"
        row = member(no=number, name=name, citizen=citizen, card=citizen, cell="Chi bộ bản Mường Mẫu")
        lines.append([from_unicode(cell, script) if isinstance(cell, str) else cell for cell in row])
    return lines


def read(path: Path, choices: ReadingChoices | None = None) -> Reading:
    return read_file(path, ON, choices=choices or ReadingChoices())


def names(reading: Reading) -> list[str]:
    return [record.full_name for record in reading.records if isinstance(record, MemberRecord)]


def write(path: Path, lines: list[Sequence[Any]], head: Script = Script.UNICODE, font: str = "") -> Path:
    write_book(path, {"DS": [[from_unicode(one, head) for one in MEMBER_HEAD], *lines]})
    if font:
        book = load_workbook(path)
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                cell.font = Font(name=font)
        book.save(path)
    return path


@pytest.mark.parametrize("script", [Script.TCVN3, Script.VNI])
@pytest.mark.parametrize("font", ["", "legacy"])
def test_a_whole_file(tmp_path: Path, script: Script, font: str):
    font = font and {Script.TCVN3: ".VnTime", Script.VNI: "VNI-Times"}[script]
    reading = read(write(tmp_path / "a.xlsx", rows(*[script] * 5), script, font))
    assert names(reading) == list(PEOPLE)
    assert {one.cell_name for one in reading.records if isinstance(one, MemberRecord)} == {"Chi bộ bản Mường Mẫu"}
    assert any(script.label in note for note in reading.notes)


def test_three_encodings_in_one_column(tmp_path: Path):
    mixed = rows(Script.TCVN3, Script.VNI, Script.UNICODE, Script.VNI, Script.UNICODE)
    assert names(read(write(tmp_path / "a.xlsx", mixed))) == list(PEOPLE)


def test_unicode_under_an_old_font_stays(tmp_path: Path):
    reading = read(write(tmp_path / "a.xlsx", rows(*[Script.UNICODE] * 5), font=".VnTime"))
    assert names(reading) == list(PEOPLE)
    assert not [one for one in reading.all_problems() if one.severity is Severity.NOTE]


def test_one_strange_word_in_a_unicode_file_stays(tmp_path: Path):
    lines = rows(*[Script.UNICODE] * 5)
    lines[0] = [*lines[0][:6], "Chi bộ bản Mê", *lines[0][7:]]
    lines[1] = [*lines[1][:6], "Buôn Niê", *lines[1][7:]]
    reading = read(write(tmp_path / "a.xlsx", lines))
    assert [one.cell_name for one in reading.records[:2] if isinstance(one, MemberRecord)] == [
        "Chi bộ bản Mê",
        "Buôn Niê",
    ]


def test_before_and_after_are_told_cell_by_cell(tmp_path: Path):
    reading = read(write(tmp_path / "a.xlsx", rows(Script.TCVN3, *[Script.UNICODE] * 4)))
    told = [one for one in reading.all_problems() if one.severity is Severity.NOTE and one.field == "Họ và tên"]
    assert [(one.place, one.value, one.after) for one in told] == [("Trang “DS”, ô B2", "Lß V¨n ¸nh", "Lò Văn Ánh")]


def test_a_row_without_a_name_is_refused_though_its_other_cells_were_converted(tmp_path: Path):
    lines = rows(*[Script.TCVN3] * 5)
    lines[1] = [None if cell == from_unicode(PEOPLE[1], Script.TCVN3) else cell for cell in lines[1]]
    people = read(write(tmp_path / "a.xlsx", lines)).records
    assert [one.is_refused for one in people if isinstance(one, MemberRecord)] == [False, True, False, False, False]


def test_the_officer_says_what_a_column_or_the_file_is(tmp_path: Path):
    path = write(tmp_path / "a.xlsx", rows(*[Script.TCVN3] * 5))
    kept = read(path, ReadingChoices(scripts={("DS", 6): Script.UNICODE}))
    assert names(kept) == list(PEOPLE)
    assert {one.cell_name for one in kept.records if isinstance(one, MemberRecord)} == {
        "Chi bé b¶n M­êng MÉu".replace("\xad", "")
    }
    wrong = read(path, ReadingChoices(script=Script.VNI))
    assert names(wrong) != list(PEOPLE)


WORDS = ("Lò", "Văn", "Ánh", "Hoà", "Kpă", "Y", "Bình", "Ksơr", "Pâng", "Ðinh", "A\u0301nh", "12", "中", "Lò\nVăn", "ß")
TEXTS = st.builds(
    lambda words, script: from_unicode(" ".join(words), script),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
    st.sampled_from((*[Script.UNICODE] * 4, *Script)),
)


@given(st.lists(st.lists(st.one_of(TEXTS, st.sampled_from((None, 5, "x"))), min_size=2, max_size=2), max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_look_at_whole_columns_decides_as_a_look_at_each_cell(cells: list[list[Value]]):
    one, other = [list(row) for row in cells], [list(row) for row in cells]
    quick = scripts.convert(one, {}, {})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scripts, "_all_unicode", lambda _rows: None)
        slow = scripts.convert(other, {}, {})
    assert (one, quick) == (other, slow)
