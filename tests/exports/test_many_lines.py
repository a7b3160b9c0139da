"""Long lists about members: the data file is asked and written with as many statements as for short ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from exports.readers import read_file
from models import imports, members
from models.database import Database
from models.dates import PartialDate
from models.imports import Verdict
from models.members import MemberValues
from tests.exports.books import write_book
from tests.models import builders

TODAY = date(2026, 11, 22)
TITLES = {
    "di": ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI", "Ngày chuyển", "Nơi đến"),
    "noi-bo": ("DANH SÁCH CHUYỂN SINH HOẠT NỘI BỘ", "Ngày chuyển", "Chi bộ nơi đến"),
    "den": ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐẾN", "Ngày chuyển đến", "Chi bộ tiếp nhận"),
    "xep-loai": ("XẾP LOẠI ĐẢNG VIÊN NĂM 2025", "Chi bộ xếp loại", "Đảng ủy xếp loại"),
    "huy-hieu": ("DANH SÁCH TRAO TẶNG HUY HIỆU ĐẢNG", "Huy hiệu Đảng", "Số quyết định"),
}
VALUES = {
    "di": ("05/10/2026", "Đảng bộ A"),
    "noi-bo": ("05/10/2026", "Chi bộ Hai"),
    "den": ("05/10/2026", "Chi bộ Hai"),
    "xep-loai": ("HTTNV", "HTNV"),
    "huy-hieu": (30, "12-QĐ"),
}
LETTERS = "ABCDEGHIKLMNOPQRSTUVXY"


def name_of(number: int, first: str) -> str:
    return f"{first} Văn {LETTERS[number // 22]}{LETTERS[number % 22].lower()}m"


@contextmanager
def counting(db: Database) -> Iterator[Counter[str]]:
    sent: Counter[str] = Counter()

    def note(_link: object, _cursor: object, statement: str, *_more: object) -> None:
        sent[statement] += 1

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def bring(db: Database, path: Path, key: str, people: list[str]) -> list[Counter[str]]:
    title, *heads = TITLES[key]
    lines = [(n, name, "01/02/1970", *VALUES[key]) for n, name in enumerate(people, 1)]
    rows = ((title,), ("TT", "Họ và tên", "Ngày sinh", *heads), *lines)
    reading = read_file(write_book(path, {"DS": rows}), TODAY)
    with db.read() as session, counting(db) as planning:
        plan = imports.plan(session, reading, TODAY)
    assert [one.verdict for one in plan.actions] == [Verdict.ADD] * len(people)
    with counting(db) as writing, db.write("Nhập") as session:
        imports.apply(session, plan)
    return [planning, writing]


@pytest.mark.parametrize("key", TITLES)
def test_a_line_more_is_no_statement_more(db: Database, tmp_path: Path, key: str) -> None:
    groups = [[name_of(n, first) for n in range(many)] for first, many in (("Lò", 10), ("Quàng", 210))]
    with db.write("Dựng") as session:
        one, _two = (builders.cell(session, name) for name in ("Chi bộ Một", "Chi bộ Hai"))
        for name in [name for group in groups for name in group if key != "den"]:
            values = MemberValues(
                name,
                born_on=PartialDate(1970, 2, 1),
                admitted_on=PartialDate(1990, 5, 1),
                official_on=PartialDate(1991, 5, 1),
            )
            members.add(session, values, one, on=date(2024, 1, 5))
    few, many = (bring(db, tmp_path / f"{len(group)}.xlsx", key, group) for group in groups)
    for less, more in zip(few, many, strict=True):
        assert more.total() <= less.total() + 10
