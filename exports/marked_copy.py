"""The officer's own workbook given back with the cells to put right in red and the reasons beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from exports.files import replacing, to_bytes
from exports.readers.headings import HEADER_ROWS
from models.errors import KnownError
from models.outline import tab_of
from models.progress import SILENT, Progress
from models.records import Problem

REASON: Final = "Lý do"
_RED: Final = "FFF4C7C3"
_INK: Final = "FFB3261E"


def write(source: Path, problems: Iterable[Problem], target: Path, progress: Progress = SILENT) -> int:
    """Write a copy of `source` as `target`: cells to put right red, their reasons in a column after the last.

    These are the cells of refused rows, and values without which a row comes in. Returns how many rows are marked;
    what openpyxl cannot keep (text boxes) is not in the copy. Raises KnownError for a workbook that is not .xlsx or
    .xlsm, or a place that cannot be written.
    """
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    if source.suffix.lower() not in (".xlsx", ".xlsm"):
        raise KnownError("Chỉ đánh dấu được tệp .xlsx; hãy mở bằng Excel, lưu thành .xlsx rồi nhập lại.")
    if target.resolve() == source.resolve():
        raise KnownError("Hãy lưu thành tệp khác; tệp gốc được giữ nguyên.")
    by_row: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        if (problem.is_error or problem.is_left_out) and problem.row is not None:
            by_row[tab_of(problem.sheet), problem.row].append(problem)
    progress.step(0, 2, "Đang mở tệp gốc")
    try:
        book: Any = load_workbook(source, keep_vba=source.suffix.lower() == ".xlsm")
    except (OSError, ValueError, KeyError) as error:
        raise KnownError(f"Không mở lại được tệp “{source.name}”; hãy đóng Excel rồi thử lại.") from error
    fill = PatternFill("solid", fgColor=_RED)
    for sheet in book.worksheets:
        rows = sorted(row for name, row in by_row if name == sheet.title)
        if not rows:
            continue
        last = _free_column(sheet)
        _write(sheet, _header_above(sheet, rows[0]), last, REASON)
        sheet.column_dimensions[sheet.cell(1, last).column_letter].width = 60
        for row in rows:
            found = by_row[sheet.title, row]
            for letter in {problem.column for problem in found if problem.column}:
                sheet[f"{letter}{row}"].fill = fill
            cell = _write(
                sheet, row, last, " ".join(f"{_place(one)}{one.reason} {one.repair}".strip() for one in found)
            )
            cell.fill, cell.font = fill, Font(color=_INK)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    progress.step(1, 2, "Đang ghi tệp")
    with replacing(target, progress) as temporary:
        temporary.write_bytes(to_bytes(book))
    return len(by_row)


def _free_column(sheet: Any) -> int:
    """Return the column for the reasons: after the last, or that of an earlier copy, whose marks are taken away."""
    from openpyxl.styles import PatternFill

    last: int = sheet.max_column
    if not any(sheet.cell(row, last).value == REASON for row in range(1, HEADER_ROWS + 1)):
        return last + 1
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.fill.fgColor.rgb == _RED:
                cell.fill = PatternFill()
                if cell.column == last:
                    cell.value = None
    return last


def _place(problem: Problem) -> str:
    return f"Ô {problem.column}{problem.row}: " if problem.column else ""


def _header_above(sheet: Any, first: int) -> int:
    """Return the row of headings: of the rows above the first marked one, that with most texts."""
    counts = {row: sum(isinstance(cell.value, str) for cell in sheet[row]) for row in range(1, min(first, 30))}
    return max(counts, key=lambda row: counts[row]) if counts else 1


def _write(sheet: Any, row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    return cell
