"""A list brought in column by column leaves in the data file and its log just what line by line leaves."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from exports.readers import member_fields, people_names, plain_rows, read_file
from models import changes, imports, journal
from models.database import Database
from models.imports.people import PeoplePlanner
from tests.whole import whole

ON = date(2026, 11, 22)
HEAD = (
    *("TT", "Họ và tên", "Số thẻ đảng viên", "Số CCCD", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức"),
    *("Giới tính", "Dân tộc", "Chi bộ", "Trạng thái", "Lý luận chính trị"),
)
GOOD = ("Lò Văn Ánh", "Quàng Thị Hòa", "CÀ THỊ THÚY", "Nguyễn Thị Ước", "Vì Văn Bun")
NAMES = (
    *(None, 7, "lò văn ánh", "Lò  Văn Ánh ", " Quàng Thị Hoà", "Đ/c Lường Văn Pọm", "Và A Dế", "Lò Văn Ánh (B)", "Lò"),
    *(unicodedata.normalize("NFD", "Nguyễn Thị Ước"), "NGUYỄN THỊ ƯỚC", "Lò\xa0Văn\xa0Ánh", "Lò\u200bVăn Ánh", "Y Č"),
    *(
        "Lò Văn A và Quàng Văn B",
        "H'Mông Y-Blang",
        "Ông Lò Văn Ánh",
        "Lò Văn\nÁnh",
        "Lò Văn ﬁ",
        "Lß V¨n ¸nh",
        "Lò Văn 1",
    ),
)
NUMBERS = (
    *(None, "011077501364", "011077501364 ", 11077501364, 11077501364.0, "11077501364.0", 1.1077501364e10, True),
    *("1,10775E+11", "0110775013641", "38.123456", 38123456, "011 077 501 364", "000000000000", "٠١١٠٧٧٥٠١٣٦٤", ""),
)
DAYS = (
    *(None, "12/05/1977", "12.05.1977", "12-05-1977", "1/1/77", "31/02/1977", "29/02/1976", "00/05/1977", "05/1977"),
    *(1977, 1977.0, "1977", 28257, 28257.5, date(1977, 5, 12), datetime(1977, 5, 12, 7), "12/05.1977", "12/05/1977 "),
    *("ngày 12 tháng 5 năm 1977", "không rõ", "?", "…/05/1977", "12051977", "12/05/1850", "15/10/1995", "2013", True),
    *("22/11/2026", "23/11/2026", "1/1/2026"),
)
WORDS: dict[int, tuple[Any, ...]] = {
    1: NAMES,
    2: NUMBERS,
    3: NUMBERS,
    **dict.fromkeys((4, 5, 6), DAYS),
    7: (None, "nữ", "x", "?", 1),
    8: (None, "THÁI", "Thai", "H'mông", "Người lạ"),
    9: (None, "chi bộ bản co mận", "CB bản Co Mận", "Co Mạn", "Chi bộ Nà Sáy", 5, "nt"),
    10: (None, "Miễn sinh hoạt", "Dự bị", "Chính thức", "Từ trần", "Đã chuyển đi", "gì đó", "nt"),
    11: ("Sơ cấp", "?"),
}


@st.composite
def _lists(draw: st.DrawFn) -> list[list[Any]]:
    found: list[list[Any]] = []
    for n in range(draw(st.integers(1, 6))):
        year, name = draw(st.integers(1940, 1999)), draw(st.sampled_from(GOOD))
        number = f"0110{year % 100:02d}{draw(st.integers(0, 9)):06d}"  # some come twice
        days = (
            f"0{draw(st.integers(1, 9))}/05/{year}",
            f"03/02/{year + draw(st.integers(17, 26))}",
            f"03/02/{year + 27}",
        )
        row = [n + 1, name, number, number, *days, "Nam", "Thái", "Chi bộ bản Co Mận", "Đang sinh hoạt", None]
        for column in draw(st.lists(st.sampled_from(sorted(WORDS)), max_size=3)) if n else ():
            row[column] = draw(st.sampled_from(WORDS[column]))
        found.append(row)
    return found


def _write(path: Path, people: list[list[Any]]) -> None:
    book = Workbook()
    for row in (HEAD, *people):
        book.worksheets[0].append(row)
    book.save(path)


def _brought_in(db: Database, path: Path) -> tuple[object, ...]:
    """Bring a file in, take it back, do it again and take it back; return all that was said and kept."""
    before = whole(db)
    read = read_file(path, ON)
    with db.read() as session:
        plan = imports.plan(session, read, ON)
    with db.write("Nhập tệp") as session:
        counts = imports.apply(session, plan, skip=True).counts
    said = list(read.records), read.notes, plan.actions, [list(one.differences) for one in plan.actions], counts
    after = whole(db)
    if after == before:
        return said
    with db.read() as session:
        (step,) = journal.log(session, limit=1)
        log = step.rows, changes.summary(session, step.id), changes.lines(session, step.id)
    for again in (before, after, before):
        _ = db.redo() if again is after else db.undo()
        assert whole(db) == again
    return *said, after, *log


def _line_by_line(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PeoplePlanner, "newcomers", lambda _self, _records: None)
    patch.setattr(plain_rows, "read", lambda _sheet, places, _fields, _on: ({}, set(range(len(places)))))
    patch.setattr(people_names, "usual_names", lambda cells: [None] * len(cells))
    patch.setattr(member_fields, "_plain_day", lambda _text: None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_lists())
def test_both_ways_leave_the_same(db: Database, tmp_path: Path, people: list[list[Any]]) -> None:
    while db.undo():  # what an example that failed left behind
        continue
    path = tmp_path / "ds.xlsx"
    _write(path, people)
    quick = _brought_in(db, path)
    with pytest.MonkeyPatch.context() as patch:
        _line_by_line(patch)
        assert quick == _brought_in(db, path)
