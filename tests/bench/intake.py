"""Bringing in a list of 50,000 members, against reading the file and writing the same rows with nothing else."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from exports.readers import read_file
from models import imports
from models.opening import open_database
from tests.bench.data import TODAY
from tests.bench.timing import Result, compare
from tests.exports.books import MEMBER_HEAD

ROWS = 50_000
ROUNDS = 5
_FAMILY = tuple("Lò Quàng Cà Vàng Sùng Nguyễn Lường Tòng Bạc Hạng Giàng Trần Lê Phạm Mùa Vừ Thào Điêu".split())  # noqa: SIM905
_MIDDLE = tuple("Văn Thị Minh Đức Xuân Thanh Ngọc Hữu Quang Thu Bích A Y Quốc Hải Kim".split())  # noqa: SIM905
_GIVEN = tuple("Ánh Say Xôm Dua Đạt Ín Nếnh Phương Hoà Thuỷ Sơn Liễu Pâng Chứ Sính Hặc Ươn Bính Tủa Dế".split())  # noqa: SIM905


def run(folder: Path) -> Iterator[Result]:
    """Measure from the file to the data file: reading, planning, writing with its log."""
    # Made by another process, as Excel does: what openpyxl leaves of the memory slows all that comes after.
    with ProcessPoolExecutor(1, get_context("spawn")) as office:
        source = office.submit(_book, folder / "50000.xlsx").result()
    count = itertools.count()

    def ours() -> None:
        with closing(open_database(folder / f"nhap-{next(count)}.db")) as db:
            reading = read_file(source, TODAY)
            with db.read() as session:
                plan = imports.plan(session, reading, TODAY)
            with db.write("Nhập") as session:
                imports.apply(session, plan)

    def floor() -> None:
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python()
        with closing(sqlite3.connect(folder / f"tron-{next(count)}.db")) as link, link:
            link.execute(f"CREATE TABLE member ({', '.join(f'c{n}' for n in range(len(MEMBER_HEAD)))})")
            marks = ", ".join("?" * len(MEMBER_HEAD))
            link.executemany(f"INSERT INTO member VALUES ({marks})", map(tuple, rows[1:]))

    yield compare(f"import of {ROWS} members", ours, floor, aim=4, rounds=ROUNDS)
    ours()
    empty, rows = _empty(folder / "trong.db"), _written(folder / f"nhap-{next(count) - 1}.db")

    def same_rows() -> None:
        from python_calamine import CalamineWorkbook

        CalamineWorkbook.from_path(source).get_sheet_by_index(0).to_python()
        target = folder / f"bang-{next(count)}.db"
        shutil.copy(empty, target)
        with closing(sqlite3.connect(target)) as link, link:
            for table, values in rows.items():
                marks = ", ".join("?" * len(values[0]))
                link.executemany(f"INSERT INTO {table} VALUES ({marks})", values)

    name = f"the same / its {sum(map(len, rows.values()))} rows bare, in the same indexed tables"
    yield compare(name, ours, same_rows, aim=None, rounds=ROUNDS)


def _empty(path: Path) -> Path:
    open_database(path).close()
    return path


def _written(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that an import wrote: people with their histories, and the log of it."""
    with closing(sqlite3.connect(path)) as link:
        tables = ("cell", "member", "event", "stay", "step", "change")
        return {table: link.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def _book(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("DS")
    sheet.append(list(MEMBER_HEAD))
    some = random.Random(50)  # as varied as a register is: hardly a date twice, so that remembering values earns little
    for n in range(ROWS):
        name = f"{some.choice(_FAMILY)} {some.choice(_MIDDLE)} {some.choice(_GIVEN)} {some.choice(_GIVEN)}"
        born_on = date(1940, 1, 1) + timedelta(some.randrange(59 * 365))
        admitted_on = born_on + timedelta(some.randrange(19 * 366, 26 * 366))
        born, admitted = f"{born_on:%d/%m/%Y}", f"{admitted_on:%d/%m/%Y}"
        citizen = f"0110{born_on:%y}{n:06d}"
        cell = f"Chi bộ bản số {n % 60}"
        sheet.append([n + 1, name, citizen, citizen, born, admitted, cell, None, "Đang sinh hoạt"])
    book.save(path)
    return path
