"""Lists kept as text (.csv): with semicolons, commas or tabs, in every encoding an office's programs write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports import import_report
from exports.readers import read_file
from models import list_files
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.legacy_text import Script
from models.outline import ReadingChoices
from models.records import MemberRecord

ON = date(2026, 11, 22)
ROWS = (
    ("DANH SÁCH ĐẢNG VIÊN", "", "", "", "", ""),
    ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Ngày vào Đảng", "Số CCCD", "Chi bộ"),
    ("1", "Lò Văn Hính", "05/06/1979", "03/02/2004", "011079000111", "Chi bộ bản Kéo Lạ"),
    ("2", "Lò Thị Hính", "1980", "3/2/2005", '="011180000112"', "Chi bộ bản Kéo Lạ"),
    ("3", "Vừ A Ín", "62", "3/2/1990", "", "Chi bộ bản Kéo Lạ"),
)


def text(sign: str) -> str:
    def cell(said: str) -> str:
        return f'"{said.replace(chr(34), chr(34) * 2)}"' if sign in said or '"' in said else said

    return "".join(sign.join(map(cell, row)) + "\r\n" for row in ROWS)


def people(path: Path, choices: ReadingChoices | None = None) -> list[MemberRecord]:
    found = read_file(path, ON, choices=choices or ReadingChoices()).records
    return [one for one in found if isinstance(one, MemberRecord)]


def windows_vietnamese(said: str) -> bytes:
    """Return a text as Windows' code page 1258 keeps it: letters with their hats, tones behind them."""
    import unicodedata

    kept = "".join(
        one if one in "ăâêôơưđĂÂÊÔƠƯĐ" else unicodedata.normalize("NFD", one)
        for one in unicodedata.normalize("NFC", said)
    )
    tones = dict.fromkeys("̛̂̆", "")
    hats = {"a\u0302": "â", "A\u0302": "Â", "e\u0302": "ê", "E\u0302": "Ê", "o\u0302": "ô", "O\u0302": "Ô"}
    hats |= {"a\u0306": "ă", "A\u0306": "Ă", "o\u031b": "ơ", "O\u031b": "Ơ", "u\u031b": "ư", "U\u031b": "Ư"}
    for letter in "aAeEoOuU":  # a tone below comes before the hat when taken apart
        for hat in tones:
            kept = kept.replace(f"{letter}\u0323{hat}", f"{letter}{hat}\u0323")
    for apart, whole in hats.items():
        kept = kept.replace(apart, whole)
    return kept.encode("cp1258")


@pytest.mark.parametrize("ending", [one for one in list_files.LISTS if one not in list_files.WORKBOOKS])
def test_every_ending_that_the_chooser_offers_for_a_text_is_read(tmp_path: Path, ending: str):
    path = tmp_path / f"xuat{ending}"
    path.write_text(text("\t"), encoding="utf-16")
    assert len(people(path)) == 3


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp1258"])
def test_a_list_kept_as_text_is_read_as_any_other(tmp_path: Path, sign: str, encoding: str):
    path = tmp_path / "xuat.csv"
    said = text(sign)
    path.write_bytes(windows_vietnamese(said) if encoding == "cp1258" else said.encode(encoding))
    found = people(path)
    assert [one.full_name for one in found] == ["Lò Văn Hính", "Lò Thị Hính", "Vừ A Ín"]
    assert [one.citizen_id for one in found] == ["011079000111", "011180000112", None]
    assert found[0].born_on == PartialDate(1979, 6, 5)
    assert found[2].born_on == PartialDate(1962)
    assert {one.cell_name for one in found} == {"Chi bộ bản Kéo Lạ"}


def test_letters_of_an_old_font_are_turned_and_one_choice_takes_it_back(tmp_path: Path):
    path = tmp_path / "cu.csv"
    said = "STT;Hä vµ tªn;Ngµy sinh;Ngµy vµo §¶ng;Chi bé\n1;Lß V¨n Ých;05/06/1979;03/02/2004;Chi bé b¶n KÐo L¹\n"
    path.write_bytes(said.encode("cp1252"))
    [found] = people(path)
    assert (found.full_name, found.cell_name) == ("Lò Văn Ích", "Chi bộ bản Kéo Lạ")
    assert people(path, ReadingChoices(script=Script.UNICODE))[0].full_name != "Lò Văn Ích"


def test_it_goes_in_by_the_command_line(tmp_path: Path, db: Database):
    path = tmp_path / "xuat.csv"
    path.write_text(text(";"), encoding="utf-8-sig")
    said: list[str] = []
    assert import_report.run(db, path, is_dry=False, skips=False, say=said.append) == 0
    assert said[1].startswith("Thêm 1 chi bộ, 3 đảng viên")


def test_commas_in_homes_do_not_part_columns_that_semicolons_part(tmp_path: Path):
    path = tmp_path / "xuat.csv"
    home = "Số 5, ngõ 2, bản Kéo Lạ, xã Mường Lạn, tỉnh Sơn La", "Số 5, bản Kéo, xã Mường Lạn, tỉnh Sơn La"
    lines = [
        f"{n};Lò Văn {last};05/06/1979;03/02/2004;{home[n % 2]};{home[0]}"
        for n, last in enumerate(("Ánh", "Ín", "Hặc"), 1)
    ]
    path.write_text(
        "\n".join(["STT;Họ và tên;Ngày sinh;Ngày vào Đảng;Quê quán;Nơi thường trú", *lines]), encoding="utf-8"
    )
    assert [one.full_name for one in people(path)] == ["Lò Văn Ánh", "Lò Văn Ín", "Lò Văn Hặc"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}{\\f1 B;}{\\f2 C;}}\n{\\colortbl;\\red0;\\red1;\\red2;}\nx\n",
            "văn bản Word",
        ),
        (b"%PDF-1.5\n1;2;3;4\n1;2;3;4\n", "PDF"),
    ],
)
def test_texts_of_other_programs_are_called_by_their_names(tmp_path: Path, content: bytes, said: str):
    path = tmp_path / "danh-sach.csv"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=said):
        read_file(path, ON)


@pytest.mark.parametrize("said", ["", "Kính gửi: Đảng ủy xã; các chi bộ.\nNội dung", "STT;Họ và tên\n1;Lò Văn Ánh\n"])
def test_a_letter_is_no_list(tmp_path: Path, said: str):
    path = tmp_path / "thu.csv"
    path.write_text(said, encoding="utf-8")
    with pytest.raises(KnownError):
        read_file(path, ON)
