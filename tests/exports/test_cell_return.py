"""bao-cao-chi-bo: what a cell reports of its month, alone under its own head or all on one list."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports.drafts import draft
from exports.making import produce
from exports.offered import find
from models import cells, members
from models.database import Database
from models.tables import Position
from tests.exports.commune import CO_KHAM, CO_MAN, OCTOBER, OFFICE, SCHOOL, TODAY

KEY = "bao-cao-chi-bo"
DAY = datetime(2026, 10, 5)


def _sheet(path: Path) -> Any:
    return load_workbook(path).worksheets[0]


@pytest.mark.usefixtures("people")
def test_all_cells_on_one_list_with_their_sum(db: Database, tmp_path: Path) -> None:
    sheet = _sheet(produce(db, KEY, OCTOBER, TODAY, tmp_path))
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=10, max_row=16)]
    assert table[0][1:] == [
        *("Chi bộ", "Ngày họp", "Số đảng viên", None, None, "Điểm", "Mức xếp loại", "Thuyết minh điểm trừ")
    ]
    assert table[1][3:6] == ["Tổng số", "Phải dự", "Dự họp"]
    assert table[3:] == [
        [1, CO_MAN, DAY, 4, 3, 1, 95, "Tốt", None],
        [2, SCHOOL, DAY, 3, 2, 2, 68.5, "Trung bình", "-1 đến muộn"],
        [3, CO_KHAM, None, 1, None, None, None, None, "Không sinh hoạt: Đường sạt lở"],
        ["Tổng cộng", None, None, 8, 5, 3, None, None, None],
    ]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "(Ký, đóng dấu, ghi rõ họ và tên)" in words
    assert "Tỷ lệ đảng viên dự sinh hoạt: 3/5 = 60 %." in words


def test_one_cell_alone_is_headed_and_signed_by_the_cell(db: Database, people: dict[str, int], tmp_path: Path) -> None:
    with db.write("Bí thư") as session:
        members.set_position(session, people["Lò Văn Ánh"], Position.SECRETARY, on=date(2026, 1, 1))
    path = produce(db, KEY, OCTOBER, TODAY, tmp_path, cell=CO_MAN)
    assert path.name == "bao-cao-chi-bo 2026-10 Bản Co Mận - Nà Hin.xlsx"
    words = [cell.value for row in _sheet(path).iter_rows() for cell in row if isinstance(cell.value, str)]
    assert words[0] == OFFICE.commune.upper()
    assert CO_MAN.upper() in words[:4]
    assert {"BÁO CÁO", "Kết quả sinh hoạt chi bộ", "T/M CHI BỘ", "BÍ THƯ", "Lò Văn Ánh"} <= set(words)
    assert not {"Tổng cộng", SCHOOL, OFFICE.signer, OFFICE.preparer} & set(words)
    assert not any("đóng dấu" in word for word in words)


@pytest.mark.usefixtures("people")
def test_the_officer_is_told_what_the_returns_lack(db: Database) -> None:
    found = [one.text for one in draft(db, find(KEY), OCTOBER, TODAY).findings()]
    assert found == [
        f"1 chi bộ không sinh hoạt: {CO_KHAM}.",
        f"1 chi bộ bị trừ điểm mà chưa thuyết minh: {CO_MAN}.",
    ]
    with db.read() as session:
        key = next(key for key, name in cells.names(session).items() if name == SCHOOL)
    found = [one.text for one in draft(db, find(KEY), OCTOBER, TODAY, key).findings()]
    assert found == ["Chưa ghi bí thư của chi bộ; chỗ ký để trống tên."]


@pytest.mark.usefixtures("people")
def test_every_number_opens_who_or_what_it_counts(db: Database) -> None:
    ready = draft(db, find(KEY), OCTOBER, TODAY)
    with db.read() as session:
        opened = [[_opened(ready, session, row, column) for column in range(4, 8)] for row in range(13, 17)]
    counts = [[count for count in row if count is not None] for row in opened]
    assert counts == [[4, 3, 1, 1], [3, 2, 2, 1], [1], [8, 5, 3]]


def _opened(ready: Any, session: Any, row: int, column: int) -> int | None:
    read = ready.behind("Báo cáo", row, column)
    found = read(session) if read else None
    return len(found.people) + len(found.months) if found else None
