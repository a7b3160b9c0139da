"""Village lists: households, people, difficulty, and the cell that serves each village."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Final

from exports.readers import aside, values
from exports.readers.cellxml import column_letter
from exports.readers.headings import Header, Heading, Headings, twice_note, unread_note
from exports.readers.rows import Body, Row
from exports.readers.sheet import Sheet
from models.progress import SILENT, Progress
from models.records import Problem, VillageRecord
from models.text import fold

HEADINGS: Final = Headings(
    Heading(
        "name",
        "Tên thôn, bản",
        (
            "ten thon ban",
            "thon ban",
            "ten thon",
            "ten ban",
            "thon",
            "ban",
            "ten thon ban to dan pho",
            "thon ban to dan pho",
            "ten to dan pho",
            "to dan pho",
            "ten ap",
            "ap khom",
            "ten ap khom",
            "ten thon xom",
        ),
    ),
    Heading("households", "Số hộ", ("so ho", "tong so ho", "so ho dan", "ho", "so ho gia dinh")),
    Heading("population", "Nhân khẩu", ("nhan khau", "so nhan khau", "so khau", "khau", "dan so", "tong so nhan khau")),
    Heading(
        "is_especially_difficult",
        "Đặc biệt khó khăn",
        ("dac biet kho khan", "thon dac biet kho khan", "thon ban dac biet kho khan", "dbkk", "thon dbkk"),
    ),
    Heading("is_border", "Biên giới", ("bien gioi", "thon bien gioi", "thon ban bien gioi", "giap bien")),
    Heading(
        "cell",
        "Chi bộ",
        ("chi bo", "ten chi bo", "chi bo sinh hoat", "thuoc chi bo", "chi bo phu trach", "chi bo lanh dao"),
    ),
    needed=(
        frozenset({"name"}),
        frozenset({"households", "population", "is_especially_difficult", "is_border", "cell"}),
        frozenset({"households", "population", "cell"}),
    ),
)

_HOW_SERVED: Final = re.compile(r"\s*\((?:độc lập|(?:chi bộ )?ghép\b[^()]*)\)\s*$", re.IGNORECASE)
"""What stands behind the name of a cell: “Bản Co Mận (ghép với Nà Hin)”."""
_TICKS: Final = ("is_especially_difficult", "is_border")


def read(
    sheets: list[tuple[Sheet, Header]], on: date, progress: Progress = SILENT
) -> tuple[list[VillageRecord], list[Problem], list[str]]:
    """Return the villages of all sheets, problems of no one row (none), and notes."""
    del on
    records: list[VillageRecord] = []
    notes: list[str] = []
    letters: dict[str, str] = {}
    for number, (sheet, header) in enumerate(sheets):
        progress.step(number, len(sheets), f"Đọc trang “{sheet.name}”")
        body = Body(sheet, header, HEADINGS, "name")
        records += [_record(sheet.name, row, header) for row in body]
        remarks = (
            aside.note(sheet, body.left_aside, body.signed),
            unread_note(sheet, header),
            twice_note(sheet, header),
        )
        notes += [note for note in remarks if note]
        letters[sheet.name] = column_letter(header.columns["name"])
    return _mark_twins(records, letters), [], notes


def _record(sheet: str, row: Row, header: Header) -> VillageRecord:
    row.complain_of_flaws()
    row.note_conversions()
    name = row.take("name", values.plain(row.raw("name")))
    if name is None:
        row.complain_of_missing("name", "Thiếu tên thôn, bản.", "Ghi tên thôn, bản, hoặc xóa cả dòng.")
    households = row.take("households", values.count(row.raw("households")))
    population = row.take("population", values.count(row.raw("population")))
    if households and population is not None and population < households:
        row.complain("population", "Nhân khẩu ít hơn số hộ.", "Kiểm tra lại hai số này.", is_warning=True)
    cell = row.take("cell", values.plain(row.raw("cell")))
    ticks = {field: row.take(field, values.tick(row.raw(field))) for field in _TICKS}
    return VillageRecord(
        sheet,
        row.number,
        name or "",
        households=households,
        population=population,
        cell_name=_HOW_SERVED.sub("", cell) if cell else None,
        unticked=frozenset(field for field in _TICKS if field in header.columns and row.raw(field) is None),
        problems=tuple(row.problems),
        **ticks,
    )


def _mark_twins(records: list[VillageRecord], letters: dict[str, str]) -> list[VillageRecord]:
    """Refuse every row of a village that stands in the file twice."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, record in enumerate(records):
        if record.name:
            groups[fold(record.name)].append(position)
    for group in groups.values():
        for position in group if len(group) > 1 else ():
            record = records[position]
            rows = ", ".join(f"dòng {records[other].row}" for other in group if other != position)
            problem = Problem(
                record.sheet,
                record.row,
                letters[record.sheet],
                HEADINGS.labels["name"],
                record.name,
                f"Thôn, bản này trùng với {rows}.",
                "Mỗi thôn, bản chỉ giữ một dòng.",
            )
            records[position] = replace(record, problems=(*record.problems, problem))
    return records
