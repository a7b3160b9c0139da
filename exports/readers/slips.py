"""Slips that cells filled in: recognised by the hidden row, read with everything that was written or changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from exports.layouts import slip as at
from exports.readers import legend
from exports.readers.cellxml import column_letter
from exports.readers.sheet import Sheet
from exports.readers.values import shown_in_full
from models import slips
from models.dates import parse_date
from models.errors import KnownError
from models.progress import SILENT, Progress
from models.records import Problem, SlipLine, SlipRecord
from models.tables import Duty, Mark
from models.text import clean, fold
from models.times import parse_time

T = TypeVar("T")

KEY: Final = "phieu"
TITLE: Final = "Phiếu điểm danh của chi bộ"
WRITES: Final = "mỗi phiếu ghi điểm danh, giờ giấc của cuộc họp mà nó được lập cho"
_SIGN: Final = at.SIGN.rpartition("-")[0] + "-"
_ASK_AGAIN: Final = "Hãy xuất phiếu mới rồi gửi lại chi bộ, hoặc ghi thẳng vào màn hình điểm danh."
_LONGEST: Final = 200


def find(sheet: Sheet) -> str | None:
    """Return the sign of a slip, None if the sheet is none."""
    sign = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None
    return sign if isinstance(sign, str) and sign.startswith(_SIGN) else None


def read(found: list[tuple[Sheet, str]], progress: Progress = SILENT) -> list[SlipRecord]:
    """Return the slips of a file. Raises KnownError for one of another version, or whose hidden row was spoilt."""
    records: list[SlipRecord] = []
    for number, (sheet, sign) in enumerate(found):
        progress.step(number, len(found), f"Đọc trang “{sheet.name}”")
        if sign != at.SIGN:
            raise KnownError(f"Phiếu “{sheet.name}” do phiên bản khác của chương trình lập; {_ASK_AGAIN.lower()}")
        records.append(_Reader(sheet).read())
    return records


class _Reader:
    """Reads one slip, collecting what is wrong on the way."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._problems: list[Problem] = []

    def read(self) -> SlipRecord:
        """Return the slip. Raises KnownError if its hidden row was spoilt."""
        code, month, commune, planned, seal = (self._text(at.IDENTITY_ROW, column) for column in range(2, 7))
        try:
            first = datetime.strptime(month, "%Y-%m").date()
            planned_on = date.fromisoformat(planned)
        except ValueError:
            text = f"Phiếu “{self._sheet.name}” bị sửa ở dòng ẩn nên không nhận ra cuộc họp; {_ASK_AGAIN.lower()}"
            raise KnownError(text) from None
        identity = self._text(at.IDENTITY_ROW, at.IDENTITY)
        lines = self._lines()
        people = [(line.member_id, line.name, line.is_expected) for line in lines]
        return SlipRecord(
            sheet=self._sheet.name,
            code=code,
            cell_name=self._text(at.IDENTITY_ROW, 7),
            commune=commune,
            identity=identity,
            year=first.year,
            month=first.month,
            planned_on=planned_on,
            seal=seal,
            seal_found=slips.seal(code, month, identity or commune, planned, people),
            lines=tuple(lines),
            held_on=self._field(at.DAY, "Ngày họp", _day),
            starts_at=self._field(at.STARTS, "Giờ bắt đầu", parse_time),
            ends_at=self._field(at.ENDS, "Giờ kết thúc", parse_time),
            chair=self._text(at.CHAIR, at.VALUE),
            secretary=self._text(at.SECRETARY, at.VALUE),
            rest=self._field(at.REST, "Ai để trống ô điểm danh là", _rest),
            problems=tuple(self._problems),
        )

    def _text(self, row: int, column: int) -> str:
        """Return the text of a cell, counted from 1; "" for one that is not there."""
        rows = self._sheet.rows
        if row > len(rows) or column > len(rows[row - 1]):
            return ""
        value = rows[row - 1][column - 1]
        return "" if value is None else clean(shown_in_full(value))

    def _complain(self, row: int, column: int, field: str, reason: str, repair: str) -> None:
        value = self._text(row, column)
        self._problems.append(Problem(self._sheet.name, row, column_letter(column - 1), field, value, reason, repair))

    def _field(self, row: int, field: str, read: Callable[[str], T]) -> T | None:
        text = self._text(row, at.VALUE)
        try:
            return read(text) if text else None
        except KnownError as error:
            self._complain(row, at.VALUE, field, str(error), "Sửa ô này trong phiếu rồi nhập lại.")
            return None

    def _lines(self) -> list[SlipLine]:
        found: list[SlipLine] = []
        for row in range(at.FIRST, len(self._sheet.rows) + 1):
            key, name = self._text(row, at.MEMBER_ID), self._text(row, at.NAME)
            if not key and not name:  # the line above those who need not attend, and whatever stands below the list
                continue
            is_expected = self._text(row, at.IS_EXPECTED) != "0"
            mark, reason = (self._mark(row), self._text(row, at.REASON)[:_LONGEST]) if is_expected else (None, "")
            found.append(SlipLine(row, int(key) if key.isdecimal() else None, name, is_expected, mark, reason))
        return found

    def _mark(self, row: int) -> Mark | None:
        """Return the mark chosen, or typed as a letter of the attendance book; None for an empty cell."""
        text = self._text(row, at.MARK)
        if not text:
            return None
        for words, mark in at.MARKS.items():
            if fold(words) == fold(text):
                return mark
        known = legend.meaning(legend.USUAL, text)
        if known is not None and known[0] is Duty.ACTIVE:
            return known[1]
        words = ", ".join(at.MARKS)
        if fold(text) == "v":  # “vắng”: the books use it for either
            why, repair = "“V” không nói vắng có lý do hay không.", "Ghi P nếu vắng có lý do, K nếu vắng không lý do."
            self._complain(row, at.MARK, "Điểm danh", why, repair)
            return None
        self._complain(row, at.MARK, "Điểm danh", "Không rõ dấu này là gì.", f"Chọn một trong: {words}.")
        return None


def _day(text: str) -> date:
    return parse_date(text)


def _rest(text: str) -> Mark:
    for words, mark in at.RESTS.items():
        if fold(words) == fold(text):
            return mark
    raise KnownError(f"“{text}” không phải Có mặt hay Chưa ghi.")
