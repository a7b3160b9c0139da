"""Slips in Excel for cells with a computer or a phone: one sheet, open only where the cell has to write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from exports import files, inner, metrics, roll_sheets, styles
from exports.files import file_word
from exports.layouts import slip as at
from exports.report import Value
from exports.styles import BLANK, Look
from models import cells, office, reasons, roll_duties
from models.attendance import RollLine
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.progress import SILENT, Progress
from models.slips import Slip
from models.tables import Mark
from models.times import show_time

_PLAIN, _NAME = Look(size=12, border=True), Look(size=12, border=True, align="left")
_APART = Look(size=11, italic=True, border=True, align="left")
_FIELD = Look(size=12, border=True, align="left", format="@", is_input=True)
_LABEL = Look(size=12, align="left")
_HIDDEN = Look(size=8, format="@", align="left")
_WIDTHS = (5, 27, 14, 21, 26, 4, 4, 4)
_LOCK_NOTE = "Chỉ điền các ô màu vàng; các ô khác đã khóa để tên người không bị sửa. Điền xong, lưu và gửi lại tệp này."
_AWAY = "Ngoài diện phải dự, không tính vào tỷ lệ"


def produce(db: Database, period: Period | None, folder: Path, cell: str = "") -> list[Path]:
    """Write the slips of a month, of the cell of that name or of all, and return the files. Raises KnownError."""
    months = period.months() if period else []
    if len(months) != 1:
        raise KnownError("Phiếu lập cho một tháng; hãy ghi kỳ dạng 2026-11.", "period")
    with db.read() as session:
        cell_id = cells.named(session, cell) if cell else None
    return write_all(db, *months[0], folder, cell_id)


def read(db: Database, year: int, month: int, cell_id: int | None = None) -> tuple[list[Slip], list[str]]:
    """Return the slips of a month's meetings, of one cell or all, and the reasons offered for an absence.

    Raises KnownError if there is no meeting with a list.
    """
    with db.read() as session:
        commune, identity = office.read(session).commune, office.identity(session)
        rolls = roll_sheets.read(session, Period.month(year, month), cell_id).rolls
        offered = reasons.used(session, limit=8)[:8]
    found = [Slip(roll, commune, identity) for roll in rolls if roll.lines]
    if not found:
        raise KnownError(f"Tháng {month}/{year} chưa có cuộc họp nào; hãy mở kỳ trước khi xuất phiếu.")
    return found, offered


def write_all(
    db: Database, year: int, month: int, folder: Path, cell_id: int | None = None, progress: Progress = SILENT
) -> list[Path]:
    """Write the slips of a month into a folder, one file a meeting, and return the files.

    Nothing is overwritten: what is in the way may have been filled in. If it fails or is stopped, nothing is left
    behind. Raises KnownError.
    """
    found, reasons = read(db, year, month, cell_id)
    targets = _targets(found, folder)
    present = [path.name for path in targets if path.exists()]
    if present:
        raise KnownError(
            f"Thư mục “{folder.name}” đã có phiếu “{present[0]}”, có thể chi bộ đã điền; hãy chọn thư mục khác."
        )
    written: list[Path] = []
    try:
        for number, (slip, target) in enumerate(zip(found, targets, strict=True)):
            progress.step(number, len(found), slip.roll.meeting.cell_name)
            with files.replacing(target) as temporary:
                temporary.write_bytes(files.to_bytes(workbook(slip, reasons)))
            written.append(target)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def _targets(found: Sequence[Slip], folder: Path) -> list[Path]:
    names: list[str] = []
    for slip in found:
        meeting = slip.roll.meeting
        name = f"Phiếu điểm danh {slip.month} {file_word(cells.short_name(meeting.cell_name))}"
        names.append(f"{name} mã {slip.code}" if name in names else name)
    return [folder / f"{name}.xlsx" for name in names]


def workbook(slip: Slip, reasons: Sequence[str]) -> Workbook:
    """Return a slip as a workbook."""
    made = styles.new_workbook("Phiếu điểm danh")
    name = styles.sheet_name(cells.short_name(slip.roll.meeting.cell_name), set())
    _Writer(made.create_sheet(name), slip, reasons).write()
    made.security.lockStructure = True
    return made


class _Writer:
    """Fills one sheet."""

    def __init__(self, sheet: Any, slip: Slip, reasons: Sequence[str]) -> None:
        self.sheet = sheet
        self.slip = slip
        self.roll = slip.roll
        self.reasons = reasons
        self.pen = styles.Pen(sheet)

    def write(self) -> None:
        """Write the whole sheet."""
        styles.set_columns(self.sheet, _WIDTHS)
        self._identity()
        self._head()
        self._fields()
        end = self._list()
        self._choices()
        styles.set_page(self.sheet, landscape=False, title_rows=(at.HEADINGS, at.HEADINGS))
        self.sheet.print_area = f"A2:E{end}"
        self.sheet.freeze_panes = f"A{at.FIRST}"
        self.sheet.sheet_view.zoomScale = 110
        self.sheet.sheet_view.selection[0].activeCell = f"D{at.FIRST}"
        self.sheet.protection.enable()  # no password: it keeps fingers off, it does not keep secrets

    def _identity(self) -> None:
        slip, meeting = self.slip, self.roll.meeting
        planned = meeting.held_on.isoformat()
        said = (at.SIGN, slip.code, slip.month, slip.commune, planned, slip.seal, meeting.cell_name, slip.identity)
        for column, value in enumerate(said, 1):
            self.pen.put(at.IDENTITY_ROW, column, value, _HIDDEN)
        self.sheet.row_dimensions[at.IDENTITY_ROW].hidden = True
        for letter in "FGH":
            self.sheet.column_dimensions[letter].hidden = True

    def _head(self) -> None:
        meeting, last = self.roll.meeting, 5
        self.pen.span(2, 1, 3, self.slip.commune.upper() or f"ĐẢNG ỦY XÃ {BLANK}", Look(size=12))
        self.pen.span(2, 4, last, "ĐẢNG CỘNG SẢN VIỆT NAM", Look(size=12, bold=True, underline=True))
        self.pen.span(3, 1, 3, meeting.cell_name.upper(), Look(size=12, bold=True))
        self.pen.span(3, 4, last, f"Mã cuộc họp: {self.slip.code}", Look(size=12, bold=True))
        kind = meeting.values.kind.label.lower()
        title = f"ĐIỂM DANH SINH HOẠT CHI BỘ THÁNG {meeting.month}/{meeting.year} ({kind})"
        self.pen.span(4, 1, last, title, Look(size=13, bold=True))
        self.pen.span(5, 1, last, _LOCK_NOTE, Look(size=11, italic=True, align="left"))
        for row, height in ((2, 18), (3, 34), (4, 26), (5, 32)):
            self.sheet.row_dimensions[row].height = height

    def _fields(self) -> None:
        values = self.roll.meeting.values
        names = {line.member_id: line.shown_name for line in self.roll.lines}
        for row, words, value in (
            (at.DAY, "Ngày họp", f"{values.held_on:%d/%m/%Y}"),
            (at.STARTS, "Giờ bắt đầu (19:30)", show_time(values.starts_at)),
            (at.ENDS, "Giờ kết thúc", show_time(values.ends_at)),
            (at.CHAIR, "Chủ trì", names.get(values.chair_id or 0, "")),
            (at.SECRETARY, "Thư ký", names.get(values.secretary_id or 0, "")),
            (at.REST, "Ai để trống ô điểm danh là", ""),
        ):
            self.pen.span(row, 1, 2, words, _LABEL)
            self.pen.span(row, at.VALUE, at.MARK, value or None, _FIELD)
            self.sheet.row_dimensions[row].height = 20

    def _list(self) -> int:
        """Write the people and return the last row."""
        heading = Look(bold=True, border=True, filled=True)
        headings = ("STT", "Họ và tên", "Chức vụ", "Điểm danh", "Lý do vắng")
        for column, words in enumerate(headings, 1):
            self.pen.put(at.HEADINGS, column, words, heading)
        self.sheet.row_dimensions[at.HEADINGS].height = 22
        row = at.FIRST
        for number, line in enumerate(self.roll.expected, 1):
            mark = line.mark if self.roll.is_written and line.mark is not Mark.UNRECORDED else None
            self._person(row, number, line, mark.label if mark else None, line.reason, _FIELD)
            row += 1
        if unknown := roll_duties.words(self.roll):
            look = Look(size=11, italic=True, border=True, align="left")
            self.pen.span(row, 1, at.LAST, unknown, look)
            room = sum(styles.column_points(width) for width in _WIDTHS[: at.LAST]) - metrics.PADDING - metrics.SAFETY
            self.sheet.row_dimensions[row].height = metrics.row_height(
                len(metrics.wrap(unknown, room, look.size)), look.size
            )
            row += 1
        if self.roll.outside:
            self.pen.span(row, 1, at.LAST, _AWAY, Look(size=11, bold=True, border=True, align="left"))
            row += 1
        for line in self.roll.outside:
            self._person(row, None, line, line.duty.label, "", _APART)
            inner.merge(self.sheet, row, at.MARK, row, at.REASON)
            row += 1
        return row - 1

    def _person(self, row: int, number: int | None, line: RollLine, mark: Value, reason: str, look: Look) -> None:
        post = line.position.label if line.position else None
        name = _NAME if line.is_expected else _APART
        for column, value, dress in (
            (at.NUMBER, number, _PLAIN),
            (at.NAME, line.shown_name, name),
            (at.POSITION, post, _PLAIN),
            (at.MARK, mark, look),
            (at.REASON, reason or None, look),
            (at.MEMBER_ID, str(line.member_id), _HIDDEN),
            (at.IS_EXPECTED, "1" if line.is_expected else "0", _HIDDEN),
        ):
            self.pen.put(row, column, value, dress)
        self.sheet.row_dimensions[row].height = 19

    def _choices(self) -> None:
        """Offer the words to choose from where something is to be filled in."""
        last = at.FIRST + max(1, len(self.roll.expected)) - 1
        people = f"$B${at.FIRST}:$B${last}"
        self._offer(_words(at.MARKS), f"D{at.FIRST}:D{last}", "Hãy chọn một trong các dấu ở danh sách của ô.")
        self._offer(_words(at.RESTS), f"C{at.REST}", "Hãy chọn Có mặt hoặc Chưa ghi.")
        for row in (at.CHAIR, at.SECRETARY):
            self._offer(people, f"C{row}", "Hãy chọn một người trong danh sách điểm danh.")
        self._offer(_words(self.reasons), f"E{at.FIRST}:E{last}", "")

    def _offer(self, formula: str, area: str, refusal: str) -> None:
        """Let cells be chosen from a list; without a refusal other words may be typed too."""
        choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=bool(refusal))
        choice.errorTitle, choice.error = ("Chưa đúng", refusal) if refusal else (None, None)
        choice.add(area)  # pyright: ignore[reportUnknownMemberType]
        self.sheet.add_data_validation(choice)


def _words(words: Sequence[str] | dict[str, Mark]) -> str:
    """Return a list of words as a formula; Excel takes 255 letters, commas part them."""
    kept: list[str] = []
    for word in (one.replace(",", ";").replace('"', "") for one in words):
        if len(",".join([*kept, word])) <= 250:
            kept.append(word)
    return f'"{",".join(kept)}"'
