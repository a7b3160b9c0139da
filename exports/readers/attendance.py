"""Attendance books: one sheet a cell, one line a person, one column a month, marks as the legend says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from exports.readers import aside, days, legend, people_names, roll_head, turned_days, values
from exports.readers.cellxml import column_letter
from exports.readers.headings import Placed, words
from exports.readers.legend import Legend
from exports.readers.roll_grid import NAMES, Grid, cell_name, day_in_heading
from exports.readers.rows import flaw_words
from exports.readers.sheet import Sheet
from models.dates import PartialDate
from models.outline import MARKS, tab_of
from models.progress import SILENT, Progress
from models.records import CellSheet, HeldMeeting, Problem, RollLine, RollMark, Severity
from models.text import clean, fold

_YEAR: Final = re.compile(r"nam (20\d\d)\b")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})")
_BIRTH: Final = re.compile(r"\s*\((?:[^()\d]*)(?:\d{1,2}[/.-]){0,2}(\d{4})\)\s*")
_ASKED: Final = 6
"""Of how many unknown marks somebody is asked; where there are more, they are no marks."""
_DIGIT: Final = re.compile(r"\d")
_SUMMARY: Final = re.compile(
    r"(tong (so|cong)|cong|ty le|ti le|so (dang vien|luong|co mat|vang|nguoi)|co mat|vang (co|khong|mat)"
    r"|phai (du|co mat)|nguoi (lap|ghi|diem danh)|thu ky|bi thu|t m|tm|ghi chu|ky hieu|xac nhan|chu tri)\b.*"
    r"|.*\bngay \d* ?thang \d* ?nam\b.*"
)


def read(
    sheets: list[tuple[Sheet, Grid]], on: date, progress: Progress = SILENT
) -> tuple[list[CellSheet], list[Problem], list[str]]:
    """Return the sheets as rolls of their cells, problems of no one sheet (none), and notes; `on` is today."""
    found: list[CellSheet] = []
    notes: list[str] = []
    for number, (sheet, grid) in enumerate(sheets):
        progress.step(number, len(sheets), f"Đọc trang “{sheet.name}”")
        reader = _SheetReader(sheet, grid, on)
        roll = reader.read()
        twin = next((place for place, other in enumerate(found) if _overlap(other, roll)), None)
        if twin is None:
            found.append(roll)
        elif tab_of(found[twin].sheet) == tab_of(roll.sheet):
            found[twin] = _joined(found[twin], roll, reader)
        else:
            said = f"Chi bộ này đã có ở trang “{found[twin].sheet}”, cùng tháng."
            problem = reader.problem(None, None, "Chi bộ", roll.cell_name, said, "Chỉ giữ một trang.")
            found.append(replace(roll, meetings=(), lines=(), problems=(*roll.problems, problem)))
        if grid.cell:
            when = "như lần nhập trước" if grid.is_recalled else "như đã chọn"
            notes.append(f"Trang “{sheet.name}”: là của {grid.cell}, {when}.")
        notes += [note for note in (_marks_note(sheet, grid), aside.note(sheet, reader.left_aside)) if note]
    return found, [], notes


def _marks_note(sheet: Sheet, grid: Grid) -> str:
    """Return the sentence saying what marks are taken for, as somebody chose, "" if nobody had to."""
    said = ", ".join(f"“{mark}” là {MARKS[key].lower()}" for mark, key in grid.marks.items() if key in MARKS)
    return f"Trang “{sheet.name}”: dấu {said}, như đã chọn." if said else ""


def answered(where: Placed, rolls: Iterable[object]) -> dict[str, str]:
    """Return the marks in a book's rolls that somebody has explained, now or with an earlier book: mark → key of MARKS.

    No others: of a book like it with more marks than this one, more may be known.
    """
    meant: Mapping[str, str] = getattr(where, "marks", {})
    known = {mark: key for mark, key in meant.items() if key in MARKS}
    if not known:
        return {}
    lines = (line for roll in rolls if isinstance(roll, CellSheet) for line in roll.lines)
    written = {mark.text.strip(".").casefold() for line in lines for mark in line.marks}
    return {mark: key for mark, key in known.items() if mark.strip(".").casefold() in written}


def _overlap(one: CellSheet, other: CellSheet) -> bool:
    """Tell whether two sheets are of one cell and have a month in common; in tables side by side one may have none."""
    if (fold(one.cell_name), one.year) != (fold(other.cell_name), other.year):
        return False
    months = [{held.month for held in roll.meetings} for roll in (one, other)]
    if tab_of(one.sheet) == tab_of(other.sheet):
        return not all(months) or not months[0].isdisjoint(months[1])
    return not months[0].isdisjoint(months[1]) and not _are_other_meetings(one.meetings, other.meetings)


def _are_other_meetings(one: Sequence[HeldMeeting], other: Sequence[HeldMeeting]) -> bool:
    """Tell whether two sheets are of one meeting each, and not of the same."""
    if [held.is_alone for held in (*one, *other)] != [True, True]:
        return False
    (first,), (second,) = one, other
    if first.code and second.code:
        return first.code != second.code
    return (first.kind, first.held_on) != (second.kind, second.held_on)


def _joined(first: CellSheet, second: CellSheet, reader: _SheetReader) -> CellSheet:
    """Return a roll whose people stand in two tables side by side as one."""
    days = {held.month: held.held_on for held in first.meetings}
    problems = [*first.problems, *second.problems]
    for held in second.meetings:
        if (day := days.get(held.month, held.held_on)) != held.held_on:
            said = f"Bảng bên trái ghi tháng {held.month} họp ngày {day:%d/%m/%Y}."
            shown = f"{held.held_on:%d/%m/%Y}"
            problems.append(reader.problem(held.row - 1, None, "Ngày họp", shown, said, "Ghi một ngày ở cả hai bảng."))
    lines = (replace(line, sheet=second.sheet, name_column=second.name_column) for line in second.lines)
    meetings = (*first.meetings, *(held for held in second.meetings if held.month not in days))
    return replace(
        first,
        meetings=tuple(sorted(meetings, key=lambda held: held.month)),
        lines=(*first.lines, *lines),
        unknown=tuple(dict.fromkeys((*first.unknown, *second.unknown))),
        problems=tuple(problems),
    )


def _turned(sheet: Sheet, grid: Grid) -> dict[int, date]:
    """Return the days that a program which puts the month first has turned, by month: 3 May under March is 5 March.

    One day may well be of the next month's beginning; they are turned where one is far from its column.
    """
    if grid.dates is None:
        return {}
    kept = {month: sheet.rows[grid.dates][column] for month, column in grid.months.items()}
    days = {month: cell for month, cell in kept.items() if isinstance(cell, date) and cell.month != month}
    right = {month: day for month, cell in days.items() if (day := turned_days.turned(cell)) and day.month == month}
    return right if any(abs(days[month].month - month) > 1 for month in right) else {}


class _SheetReader:
    """Reads one cell's sheet, collecting what is wrong on the way."""

    def __init__(self, sheet: Sheet, grid: Grid, on: date) -> None:
        self.left_aside: Counter[str] = Counter()
        self._sheet = sheet
        self._grid = grid
        self._on = on
        self._first = max(grid.row, grid.dates if grid.dates is not None else 0) + 1
        heads = (row for table in sheet.tables for row in table.rows[: grid.row])
        self._head = [clean(cell) for row in heads for cell in row if isinstance(cell, str)]
        self._problems: list[Problem] = []
        self._unknown: Counter[str] = Counter()
        self._turned = _turned(sheet, grid)

    def read(self) -> CellSheet:
        """Return the roll of the sheet."""
        key = self._legend()
        year = self._year()
        for column in self._grid.twice:
            self._complain(self._grid.row, column, "Tháng", "Tháng này có hai cột.", "Chỉ giữ một cột cho mỗi tháng.")
        held = self._meetings(year)
        is_dayless = len(self._grid.months) == 1 and not held  # nobody can tell then who was on the list
        lines = [] if is_dayless else list(self._lines(key, {meeting.month for meeting in held}))
        name, row = cell_name(self._sheet, self._grid)
        return CellSheet(
            self._sheet.name,
            (self._grid.row if row is None else row) + 1,
            name,
            year,
            column_letter(self._grid.name),
            tuple(held),
            tuple(lines),
            tuple(self._problems),
            row is None and not self._grid.cell,
            self._grid.is_recalled,
            tuple(mark for mark, _often in self._unknown.most_common(_ASKED)),
        )

    def problem(
        self,
        row: int | None,
        column: int | None,
        field: str,
        value: str,
        reason: str,
        repair: str,
        *,
        is_warning: bool = False,
    ) -> Problem:
        """Return a problem of this sheet; row and column count from 0."""
        return Problem(
            self._sheet.name,
            None if row is None else row + 1,
            None if column is None else column_letter(column),
            field,
            value,
            reason,
            repair,
            Severity.WARNING if is_warning else Severity.ERROR,
        )

    def _complain(
        self, row: int, column: int, field: str, reason: str, repair: str, *, is_warning: bool = False
    ) -> None:
        value = values.shown(self._sheet.rows[row][column]) or self._sheet.flaws.get((row, column), "")
        self._problems.append(self.problem(row, column, field, value, reason, repair, is_warning=is_warning))

    def _legend(self) -> Legend:
        rows = (row for table in self._sheet.tables for row in table.rows)
        texts = [clean(cell) for row in rows for cell in row if isinstance(cell, str) and len(cell) > 8]
        said = {mark: legend.SAID[key] for mark, key in self._grid.marks.items() if key in legend.SAID}
        return {**said, **{mark: one for mark, one in legend.find(texts).items() if mark not in said}}

    def _year(self) -> int:
        """Return the year of the book: from its title, else from most of its dates, else this year."""
        for line in self._head:
            if found := _YEAR.search(fold(line)):
                return int(found[1])
        years = Counter(read.value.year for _month, read in self._dates(None) if read.value is not None)
        return years.most_common(1)[0][0] if years else self._on.year

    def _dates(self, year: int | None) -> Iterator[tuple[int, values.Read[PartialDate]]]:
        if self._grid.dates is None:
            return
        for month, column in self._grid.months.items():
            cell = self._turned.get(month, self._sheet.rows[self._grid.dates][column])
            if self._grid.dates == self._grid.row:  # Tháng 1 (05/01)
                cell = day_in_heading(cell)
            short = _DAY_MONTH.fullmatch(clean(cell)) if isinstance(cell, str) else None
            if short and year is not None:
                cell = f"{short[1]}/{short[2]}/{year}"
            yield month, days.partial_date(cell)

    def _meetings(self, year: int) -> list[HeldMeeting]:
        held: list[HeldMeeting] = []
        if self._grid.dates is None:
            self._problems.append(
                self.problem(
                    self._grid.row,
                    None,
                    "Ngày họp",
                    "",
                    "Không thấy dòng “Ngày họp”.",
                    "Thêm dòng “Ngày họp” ngay dưới dòng tháng; hoặc bấm “Cột và chữ…” rồi chọn dòng ghi ngày họp.",
                )
            )
            return held
        for month, read in self._dates(year):
            column = self._grid.months[month]
            flaw = self._sheet.flaws.get((self._grid.dates, column))
            if flaw is not None:
                cell = f"{column_letter(column)}{self._grid.dates + 1}"
                self._complain(self._grid.dates, column, "Ngày họp", *flaw_words(cell, flaw))
            elif read.reason and not read.is_warning:
                self._complain(self._grid.dates, column, "Ngày họp", read.reason, read.repair)
            elif read.value is None:
                self._refuse_marks_without_meeting(month, column)
            elif meeting := self._meeting(read.value, year, month, column):
                held.append(meeting)
        return sorted(held, key=lambda meeting: meeting.month)

    def _meeting(self, day: PartialDate, year: int, month: int, column: int) -> HeldMeeting | None:
        row = self._grid.dates or 0
        if not day.is_full:
            self._complain(
                row, column, "Ngày họp", f"Ngày họp {day} chưa đủ ngày, tháng, năm.", "Ghi đủ, ví dụ 05/03/2026."
            )
        elif day.first > self._on:
            self._complain(row, column, "Ngày họp", f"Ngày họp {day} chưa tới.", "Sửa lại ngày họp, hoặc để trống.")
        elif abs((day.year - year) * 12 + (day.month or 0) - month) > 1:
            self._complain(
                row, column, "Ngày họp", f"Ngày họp {day} không thuộc tháng {month} năm {year}.", "Sửa lại ngày họp."
            )
        else:
            if month in self._turned:
                reason = f"Ô ghi ngày và tháng đổi chỗ; cột tháng {month} nên hiểu là ngày {day}."
                self._complain(row, column, "Ngày họp", reason, "Kiểm tra lại ngày họp.", is_warning=True)
            elif (day.year, day.month) != (year, month):
                self._complain(
                    row,
                    column,
                    "Ngày họp",
                    f"Họp ngày {day} nhưng ghi cho tháng {month}.",
                    "Kiểm tra lại; vẫn nhập được.",
                    is_warning=True,
                )
            found = HeldMeeting(row + 1, column_letter(column), year, month, day.first)
            if len(self._grid.months) > 1:
                return found
            return replace(found, is_alone=True, kind=roll_head.kind_in(self._head), code=roll_head.code_in(self._head))
        return None

    def _refuse_marks_without_meeting(self, month: int, column: int) -> None:
        rows = [row for row in self._people_rows() if self._sheet.rows[row][column] is not None]
        if rows:
            first = f"{column_letter(column)}{rows[0] + 1}"
            self._complain(
                self._grid.dates or 0,
                column,
                "Ngày họp",
                f"Tháng {month} có {len(rows)} dấu điểm danh (từ ô {first}) nhưng không ghi ngày họp.",
                "Ghi ngày họp, hoặc xóa các dấu của tháng này.",
            )

    def _people_rows(self) -> Iterator[int]:
        for row in range(self._first, len(self._sheet.rows)):
            if not self._is_aside(row):
                yield row

    def _is_aside(self, row: int) -> str | None:
        """Return what a row is when it is nobody's line: blank, repeated header, summary, remark."""
        cells = self._sheet.rows[row]
        name = cells[self._grid.name]
        columns = self._grid.months.values()
        has_marks = any(cells[column] is not None or (row, column) in self._sheet.flaws for column in columns)
        number = None if self._grid.number is None else cells[self._grid.number]
        first = next((cell for cell in cells if cell is not None), None)
        if not has_marks and name is None:
            return "dòng trống" if first is None else "dòng ghi chú"
        if isinstance(name, str) and words(name) in NAMES:
            return "dòng tiêu đề lặp lại"
        letters = any(isinstance(cells[column], str) and not _DIGIT.search(str(cells[column])) for column in columns)
        if (number is None or isinstance(number, str)) and not letters:
            for text in (name, number, first):
                if isinstance(text, str) and _SUMMARY.fullmatch(words(text)):
                    return "dòng cộng, ghi chú"
        if not has_marks and self._grid.number is not None and number is None:
            return "dòng ghi chú"
        return None

    def _lines(self, key: Legend, held: set[int]) -> Iterator[RollLine]:
        blank = 0
        for row in range(self._first, len(self._sheet.rows)):
            kind = self._is_aside(row)
            if kind == "dòng trống":
                blank += 1
            elif kind:
                self.left_aside[kind] += 1
            else:
                self.left_aside["dòng trống"] += blank
                blank = 0
                yield self._line(row, key, held)

    def _line(self, row: int, key: Legend, held: set[int]) -> RollLine:
        problems: list[Problem] = []
        cell = self._sheet.rows[row][self._grid.name]
        birth = _BIRTH.search(cell) if isinstance(cell, str) else None
        read: values.Read[str] = people_names.person_name(_BIRTH.sub(" ", cell) if isinstance(cell, str) else cell)
        if cell is None:
            read = values.Read(None, "Có dấu điểm danh nhưng thiếu họ tên.", "Ghi họ tên, hoặc xóa cả dòng.")
        if read.reason and not read.is_warning:
            problems.append(
                self.problem(row, self._grid.name, "Họ và tên", values.shown(cell), read.reason, read.repair)
            )
        marks: list[RollMark] = []
        for month, column in sorted(self._grid.months.items()):
            mark = self._mark(row, month, column, key, problems) if month in held else None
            if mark is not None:
                marks.append(mark)
        return RollLine(
            row + 1, read.value or values.shown(cell), int(birth[1]) if birth else None, tuple(marks), tuple(problems)
        )

    def _mark(self, row: int, month: int, column: int, key: Legend, problems: list[Problem]) -> RollMark | None:
        cell = self._sheet.rows[row][column]
        flaw = self._sheet.flaws.get((row, column))
        where = f"{column_letter(column)}{row + 1}"
        if flaw is not None:
            problems.append(self.problem(row, column, f"Tháng {month}", flaw, *flaw_words(where, flaw)))
            return None
        text = "" if cell is None else clean(values.shown_in_full(cell))
        if not text:
            return None
        meaning = legend.meaning(key, text)
        if meaning is None:
            self._unknown[text] += 1
            known = ", ".join(key)
            problems.append(
                self.problem(
                    row,
                    column,
                    f"Tháng {month}",
                    values.shown(cell),
                    f"Không hiểu dấu “{values.shown(cell)}” ở ô {where}.",
                    f"Dùng một trong các dấu: {known}; hoặc chọn nghĩa của dấu này ở cửa sổ nhập.",
                )
            )
            return None
        return RollMark(column_letter(column), month, meaning[0], meaning[1], text)
