"""Drawing the roll sheets: A4 upright, a page a meeting, a second one only where the list does not fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell

from exports import metrics, styles
from exports.report import Scope, Value
from exports.styles import BLANK, Look, Pen
from models import cells, meeting_codes, roll_duties
from models.attendance import Roll, RollLine
from models.dates import office_date
from models.progress import Progress
from models.tables import Mark, MeetingKind
from models.times import show_time

_COLUMNS = (  # heading, width in digits; together as wide as the page
    ("STT", 4.5),
    ("Họ và tên", 22.0),
    ("Chức vụ", 9.5),
    ("Có mặt", 6.0),
    ("Vắng có lý do", 7.5),
    ("Vắng không lý do", 10.5),
    ("Lý do vắng", 9.5),
    ("Ký tên", 8.0),
)
_LAST = len(_COLUMNS)
_SPLIT = 3  # the last column of the left half
_TICKS = {Mark.PRESENT: 4, Mark.ONLINE: 4, Mark.EXCUSED: 5, Mark.UNEXCUSED: 6}
_REASON = 7
_PAGE = 841.89 - 2 * 20 / 25.4 * 72  # points between the margins
_SPARE = 8.0  # points left free for a program that reckons a little otherwise
_LOWEST, _HIGHEST = 15.75, 24.0  # points of a line of the list: as high as the page lets it be
_SMALLEST = 0.8  # a long list is printed smaller, down to this; a longer one takes a second page
_LINE = metrics.row_height(1, 12)  # what a name on one line asks for; Excel itself gives it less
_PEN_ROW = 19.5  # a line to be filled in by hand
_DOTS = 13 * "…"
_DOWN = Look(size=12, align="left")
_TICK = Look(size=12, bold=True, border=True)
_PLAIN, _NAME = Look(size=12, border=True), Look(size=12, border=True, align="left")
_POST = Look(size=10, border=True)
_APART = Look(size=12, italic=True, border=True, align="left")
_HEADING = Look(bold=True, border=True, filled=True)


def workbook(rolls: Sequence[Roll], scope: Scope, progress: Progress) -> Workbook:
    """Return the sheets of these rolls; one that says so where there is none."""
    made = styles.new_workbook("Phiếu điểm danh")
    looks: dict[Look, Cell] = {}
    taken: set[str] = set()
    for number, roll in enumerate(rolls):
        progress.step(number, len(rolls), roll.meeting.cell_name)
        name = styles.sheet_name(cells.short_name(roll.meeting.cell_name), taken)
        _Paper(made.create_sheet(name), roll, scope, looks).write()
    if not rolls:
        _Paper(made.create_sheet("Phiếu điểm danh"), None, scope, looks).write()
    return made


class _Paper:
    """Writes one sheet from top to bottom; `row` is the next free row."""

    def __init__(self, target: Any, roll: Roll | None, scope: Scope, looks: dict[Look, Cell]) -> None:
        self.target = target
        self.roll = roll
        self.scope = scope
        self.pen = Pen(target, looks)
        self.points = [styles.column_points(width) for _heading, width in _COLUMNS]
        self.row = 1

    def write(self) -> None:
        """Write the whole sheet."""
        styles.set_columns(self.target, [width for _heading, width in _COLUMNS])
        self._head()
        heading = self.row
        self._headings()
        styles.set_page(self.target, landscape=False, title_rows=(heading, heading))
        first = self.row
        if self.roll is None:
            self._across(1, _LAST, "Tháng này chưa có cuộc họp nào; hãy mở kỳ ở màn hình Sinh hoạt.", _APART)
            self.row += 1
            return
        self._list(self.roll)
        last = self.row
        self._foot(self.roll)
        self._spread(first, last)
        styles.break_pages(self.target, last - 1)

    def _across(self, first: int, last: int, value: Value, look: Look, *, least: float = 0.0) -> None:
        """Write merged cells in the present row, high enough for their text."""
        self.pen.span(self.row, first, last, value, look)
        room = sum(self.points[first - 1 : last]) - metrics.PADDING - metrics.SAFETY
        lines = len(metrics.wrap(str(value or ""), room, look.size, look.bold))
        dimension = self.target.row_dimensions[self.row]
        dimension.height = max(dimension.height or 0.0, metrics.row_height(lines, look.size), least)

    def _two(self, left: Value, left_look: Look, right: Value, right_look: Look, *, split: int = _SPLIT) -> None:
        self._across(1, split, left, left_look)
        self._across(split + 1, _LAST, right, right_look)
        self.row += 1

    def _head(self) -> None:
        commune = self.scope.office.commune.upper() or f"ĐẢNG ỦY XÃ {BLANK}"
        party = Look(size=13, bold=True, underline=True)
        roll = self.roll
        self._two(commune, Look(size=12), "ĐẢNG CỘNG SẢN VIỆT NAM", party)
        if roll is None:
            self._two(None, _DOWN, None, _DOWN)
            self._title(f"Điểm danh {self.scope.label}")
            return
        meeting = roll.meeting
        number = meeting_codes.code(meeting.id, meeting.cell_id, meeting.month)
        self._two(
            meeting.cell_name.upper(), Look(size=12, bold=True), f"Mã cuộc họp: {number}", Look(size=13, bold=True)
        )
        kind = meeting.values.kind
        title = "sinh hoạt chi bộ" if kind is MeetingKind.REGULAR else kind.label.lower()
        self._title(f"Điểm danh {title} tháng {meeting.month}/{meeting.year}")
        self._lines(roll)

    def _title(self, title: str) -> None:
        self.target.row_dimensions[self.row].height = 5.0
        self.row += 1
        self._across(1, _LAST, title.upper(), Look(size=14, bold=True))
        self.row += 1

    def _lines(self, roll: Roll) -> None:
        """The lines the secretary fills in; what is known already stands there."""
        values, names = roll.meeting.values, {line.member_id: line.shown_name for line in roll.lines}
        chair, secretary = names.get(values.chair_id or 0, ""), names.get(values.secretary_id or 0, "")
        starts, ends = (show_time(one) or "..... giờ ....." for one in (values.starts_at, values.ends_at))
        day = f"{values.held_on:%d/%m/%Y}" if roll.is_written else f"{values.held_on:%d/%m/%Y} (họp ngày khác: …/…)"
        for left, right in (  # each on one line of its half
            (f"Ngày họp: {day}", f"Bắt đầu: {starts}   Kết thúc: {ends}"),
            (f"Chủ trì: {chair or _DOTS}", f"Thư ký: {secretary or _DOTS}"),
        ):
            self._across(1, 4, left, _DOWN, least=_PEN_ROW)
            self._across(5, _LAST, right, _DOWN, least=_PEN_ROW)
            self.row += 1
        self._across(1, _LAST, f"Địa điểm: {values.place or 2 * _DOTS}", _DOWN, least=_PEN_ROW)
        self.row += 1
        self.target.row_dimensions[self.row].height = 4.0
        self.row += 1

    def _headings(self) -> None:
        for column, (heading, _width) in enumerate(_COLUMNS, 1):
            self._across(column, column, heading, _HEADING)
        self.row += 1
        self.target.freeze_panes = f"C{self.row}"

    def _list(self, roll: Roll) -> None:
        for number, line in enumerate(roll.expected, 1):
            self._person(number, line, is_written=roll.is_written)
        if not roll.lines:
            self._across(1, _LAST, "Chi bộ chưa có đảng viên nào trong danh sách ngày họp.", _APART)
            self.row += 1
        if not roll.outside:
            return
        text = f"Ngoài diện phải dự, không tính vào tỷ lệ ({len(roll.outside)} đồng chí)"
        self._across(1, _LAST, text, Look(size=11, bold=True, border=True, align="left"))
        self.row += 1
        for line in roll.outside:
            self.pen.put(self.row, 1, None, _PLAIN)
            self._across(2, 2, line.shown_name, _APART)
            self._across(3, 3, line.position.label if line.position else None, _POST)
            self._across(4, _LAST, line.duty.label, _APART)
            self.row += 1

    def _person(self, number: int, line: RollLine, *, is_written: bool) -> None:
        self.pen.put(self.row, 1, number, _PLAIN)
        self._across(2, 2, line.shown_name, _NAME)
        self._across(3, 3, line.position.label if line.position else None, _POST)
        ticked = _TICKS.get(line.mark) if is_written else None
        for column in (4, 5, 6):
            self.pen.put(self.row, column, "x" if column == ticked else None, _TICK)
        said = "trực tuyến" if line.mark is Mark.ONLINE and is_written else line.reason
        self._across(_REASON, _REASON, said or None, _POST)
        self.pen.put(self.row, _LAST, None, _PLAIN)
        self.row += 1

    def _foot(self, roll: Roll) -> None:
        tally = roll.tally
        blank = "………"
        counts = [tally.attended, tally.excused, tally.unexcused] if roll.is_written else [blank] * 3
        unknown = roll_duties.words(roll)
        due = blank if unknown else len(roll.expected)
        text = "Phải dự: {}; có mặt: {}; vắng có lý do: {}; vắng không lý do: {}."
        self._across(1, _LAST, text.format(due, *counts), _DOWN, least=_PEN_ROW)
        self.row += 1
        if unknown:
            self._across(1, _LAST, unknown, Look(size=10, italic=True, align="left"))
            self.row += 1
        hint = f"Mỗi dòng đánh dấu x vào một trong ba ô. Danh sách lập ngày {office_date(self.scope.on)}."
        self._across(1, _LAST, hint, Look(size=10, italic=True, align="left"))
        self.row += 1
        bold, small = Look(size=12, bold=True), Look(size=11, italic=True)
        self._two("THƯ KÝ", bold, "CHỦ TRÌ", bold)
        self._two("(Ký, ghi rõ họ và tên)", small, "(Ký, ghi rõ họ và tên)", small)
        self._across(1, _LAST, None, _DOWN, least=36.0)
        self.row += 1

    def _spread(self, first: int, last: int) -> None:
        """Give the lines of the list the height that the page leaves them; print a long list smaller."""
        heights = [self.target.row_dimensions[row].height for row in range(1, self.row)]
        rest = sum(heights[: first - 1]) + sum(heights[last - 1 :]) + _SPARE
        need = rest + sum((_LOWEST if height <= _LINE else height) for height in heights[first - 1 : last - 1])
        share = math.floor(min(1.0, _PAGE / need) * 100) / 100
        share = share if share >= _SMALLEST else 1.0
        if share < 1.0:  # the sheet is fitted to the width of the page, so wider columns make all of it smaller
            styles.set_columns(self.target, [width / share for _heading, width in _COLUMNS])
        even = min(_HIGHEST, max(_LOWEST, int((_PAGE / share - rest) / (last - first) * 4) / 4))
        for row in range(first, last):
            dimension = self.target.row_dimensions[row]
            dimension.height = even if dimension.height <= _LINE else max(dimension.height, even)
