"""Lists that are not of members but about them (transfers, ratings, badges): whom each row means, and the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from exports.readers import aside, member_headings, members, values
from exports.readers.headings import Header, Headings, twice_note, unread_note
from exports.readers.member_fields import Fields
from exports.readers.rows import Body, Row
from exports.readers.sheet import Sheet
from models.dates import parse_date
from models.errors import KnownError
from models.outline import tab_of
from models.progress import Progress
from models.records import MemberRecord
from models.text import clean, fold

WHO: Final = member_headings.of(
    *("name", "given", "citizen", "card", "old_card", "born", "born_male", "born_female", "gender", "ethnic"),
    *("admitted", "official", "cell"),
)
"""The columns by which the member of a row is known."""
_NAMES: Final = frozenset(heading.field for heading in WHO)
_FEW: Final = 2
"""Cells of a row in which two people sign."""
_UNTIL: Final = re.compile(r"\b(tinh )?(tu ngay\b|den (ngay|thang|het|nay|thoi diem|nam|quy)\b|den (?=\d))")
_PAPER_DAY: Final = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")
_BEFORE_NUMBER: Final = re.compile(r"^(?:số|qđ số|quyết định số|gtshđ số|giấy giới thiệu số)\s*[:.]?\s*", re.IGNORECASE)
_AROUND_DAY: Final = re.compile(r"[\s,;–(-]*(?:ngày|ký ngày|ra ngày)?[\s(:]*$", re.IGNORECASE)


class ListHeadings(Headings):
    """The columns of such a list; its title, which may say the same as a column, is no part of the header."""

    def _at(self, sheet: Sheet, row: int) -> Iterator[Header]:
        filled = sum(cell is not None for cell in sheet.rows[row])
        return super()._at(sheet, row) if filled > 1 else iter(())


@dataclass
class Rows:
    """The rows of all sheets of such a list, in order; what was left aside is told in `notes` once all are given."""

    sheets: list[tuple[Sheet, Header]]
    headings: Headings
    on: date
    progress: Progress
    notes: list[str] = field(default_factory=list[str])

    def __iter__(self) -> Iterator[tuple[Sheet, Header, Row, MemberRecord]]:
        """Give each row with whom it means; what else is complained of comes into the row (`with_problems`)."""
        for number, (sheet, header) in enumerate(self.sheets):
            self.progress.step(number, len(self.sheets), f"Đọc trang “{sheet.name}”")
            members.prepare(sheet, header)
            ours = {name: column for name, column in header.columns.items() if name in _NAMES}
            fields = Fields(ours, sheet.dictionaries)
            body = Body(sheet, header, self.headings, "name")
            for row in body:
                if row.raw("name") is None and sum(row.raw(name) is not None for name in header.columns) <= _FEW:
                    continue  # those who sign below
                yield sheet, header, row, members.record(sheet.name, row, fields, self.on)
            remarks = (
                aside.note(sheet, body.left_aside, body.signed),
                unread_note(sheet, header),
                twice_note(sheet, header),
            )
            self.notes += [note for note in remarks if note]


def with_problems(who: MemberRecord, row: Row) -> MemberRecord:
    """Return whom a row means with everything the row was complained of."""
    return who._replace(problems=tuple(row.problems))


def title(sheet: Sheet, header: Header) -> str:
    """Return what stands above a list and on its tab, folded, without the words for a span of time."""
    top = header.row if header.top is None else header.top
    texts = [clean(cell) for cells in sheet.rows[: max(top, 0)] for cell in cells if isinstance(cell, str)]
    return _UNTIL.sub(" ", fold(" | ".join([*texts, tab_of(sheet.name)])))


def heading(sheet: Sheet, header: Header, name: str) -> str:
    """Return the words over the column of a field, folded, "" if there is none."""
    column = header.columns.get(name)
    if column is None or header.row < 0:
        return ""
    top = header.row if header.top is None else header.top
    texts = [cells[column] for cells in sheet.rows[max(top, 0) : header.row + 1]]
    return fold(" ".join(text for text in texts if isinstance(text, str)))


def paper(row: Row, name: str, most: int = 40) -> tuple[str | None, date | None]:
    """Return number and day of a paper that stand in one cell, as “12-GT ngày 05/10/2026” or “12-GT – 05/10/2026”."""
    cell = row.raw(name)
    if isinstance(cell, date):
        return None, cell
    text = row.take(name, values.plain(cell)) or ""
    day: date | None = None
    if (found := _PAPER_DAY.search(text)) is not None:
        try:
            day = parse_date(re.sub(r"\s", "", found[0]))
        except KnownError as error:
            row.complain(name, error.message, "Sửa lại ngày.")
        text = _AROUND_DAY.sub("", text[: found.start()]) + text[found.end() :].rstrip(" )")
    number = _BEFORE_NUMBER.sub("", text).strip(" ,;–")
    if len(number) > most:
        row.complain(name, f"Số giấy tờ dài {len(number)} chữ, quá {most}.", "Viết ngắn lại.")
        return None, day
    return number or None, day
