"""A form in the old kind of file, .xls, made into an .xlsx that looks like it: words, numbers, fonts, lines, widths.

Formulas are kept where they come to what the file shows. Pictures, notes and the set-up of the page are not read;
whoever opens one is told so before, and with every report.
"""

from __future__ import annotations

import importlib
import struct
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from exports import inner
from exports.learned.xml import old_formulas
from exports.learned.xml.grid import Spot
from exports.learned.xml.package import Package
from exports.readers import files
from models.errors import KnownError

ENDING = ".xls"
LOST = (
    "Tệp .xls được đọc thành .xlsx, giữ chữ, số, ô gộp, phông chữ, đường kẻ, màu nền, độ rộng cột, chiều cao dòng; "
    "không giữ được hình, biểu đồ, ghi chú, khổ giấy và lề. Công thức tính lại ra đúng số trong tệp thì giữ, "
    "công thức khác thành số cố định."
)
BETTER = "Muốn giữ nguyên, hãy mở bằng Excel, lưu thành “Sổ làm việc Excel (.xlsx)” rồi chọn lại."
_TEXT, _NUMBER, _DATE, _YES_NO, _ERROR = range(1, 6)
_LINES = (
    *("", "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot"),
    *("mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot"),
)
_ACROSS = ("general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
_DOWN = ("top", "center", "bottom", "justify", "distributed")
_UNDERLINES = {1: "single", 2: "double", 33: "singleAccounting", 34: "doubleAccounting"}
_TWIPS, _WIDTHS = 20, 256  # of a point; of a digit
_SIDES = ("left", "right", "top", "bottom")


def is_old(name: str) -> bool:
    """Whether a form came as .xls."""
    return name.lower().endswith(ENDING)


def convert(path: Path) -> bytes:
    """Return an .xls as the content of an .xlsx. Raises KnownError for a file that cannot be read."""
    from openpyxl.utils.exceptions import IllegalCharacterError

    xlrd: Any = importlib.import_module("xlrd")  # loaded when such a form is opened; it comes without types
    content = files.load(path)
    if content.startswith(b"PK"):
        raise KnownError(f"“{path.name}” thật ra là kiểu .xlsx; hãy đổi đuôi tên tệp thành .xlsx rồi chọn lại.")
    try:
        old = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO(), on_demand=True)
        made = _with_formulas(_Conversion(old).content(), old_formulas.read(old)) if old.nsheets else b""
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise files.protected(path.name) from None
        raise files.damaged(path.name) from None
    except (xlrd.compdoc.CompDocError, IllegalCharacterError, *_DAMAGE):
        raise files.damaged(path.name) from None
    if not made:
        raise KnownError(f"Tệp “{path.name}” không có trang bảng tính nào; hãy xin lại tệp từ nơi gửi.")
    return made


_DAMAGE = (ValueError, OSError, IndexError, KeyError, AssertionError, AttributeError, TypeError, struct.error)
"""What xlrd raises on a file that ends too early or lies about itself."""


def _with_formulas(content: bytes, told: dict[tuple[str, Spot], old_formulas.Told]) -> bytes:
    if not told:
        return content
    package = Package(content)
    old_formulas.put_back(package, told)
    return package.to_bytes()


class _Conversion:
    """A workbook of xlrd being written as one of openpyxl."""

    def __init__(self, old: Any) -> None:
        from openpyxl import Workbook
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        self._old = old
        self._looks: Any = importlib.import_module("openpyxl.styles")
        self._book: Any = Workbook()
        self._book.remove(self._book.worksheets[0])
        if old.datemode:
            self._book.epoch = CALENDAR_MAC_1904
        if old.font_list:
            inner.set_base_font(self._book, self._font(0))
        self._models: dict[int, Any] = {}

    def content(self) -> bytes:
        """Return the file."""
        for told in self._old.sheets():
            self._sheet(told)
        buffer = BytesIO()
        self._book.save(buffer)
        return buffer.getvalue()

    def _sheet(self, told: Any) -> None:
        sheet: Any = self._book.create_sheet(told.name)
        sheet.sheet_state = "hidden" if told.visibility else "visible"
        self._measures(sheet, told)
        for row in range(told.nrows):
            for column, kind in enumerate(told.row_types(row)):
                index = told.cell_xf_index(row, column)
                value = told.cell_value(row, column)
                if not kind and not index:
                    continue
                cell = inner.new_cell(sheet, row + 1, column + 1)
                self._put(cell, kind, value, told.rich_text_runlist_map.get((row, column)), index)
                self._dress(cell, index)
        for first, last, left, right in told.merged_cells:
            inner.merge(sheet, first + 1, left + 1, last, right)

    def _measures(self, sheet: Any, told: Any) -> None:
        from openpyxl.utils import get_column_letter

        usual = told.standardwidth / _WIDTHS if told.standardwidth else told.defcolwidth
        if usual:
            sheet.sheet_format.defaultColWidth = usual
        if told.default_row_height:
            sheet.sheet_format.defaultRowHeight = told.default_row_height / _TWIPS
        for column, info in told.colinfo_map.items():
            made = sheet.column_dimensions[get_column_letter(column + 1)]
            made.width, made.hidden = info.width / _WIDTHS, bool(info.hidden)
        for row, info in told.rowinfo_map.items():
            if info.hidden:
                sheet.row_dimensions[row + 1].hidden = True
            if info.height_mismatch and info.height:  # else Excel fits it to the text
                sheet.row_dimensions[row + 1].height = info.height / _TWIPS

    def _put(self, cell: Any, kind: int, value: Any, runs: Any, index: int) -> None:
        if kind == _TEXT and runs:
            cell.value = self._rich(value, runs, self._old.xf_list[index].font_index)
        elif kind == _TEXT:
            inner.set_text(cell, value)  # “=” begins no formula
        elif kind in (_NUMBER, _DATE):
            cell.value = int(value) if float(value).is_integer() else value
        elif kind == _YES_NO:
            cell.value = bool(value)
        elif kind == _ERROR:
            inner.set_text(cell, importlib.import_module("xlrd").error_text_from_code.get(value, "#N/A"))

    def _rich(self, text: str, runs: Any, first: int) -> Any:
        """Return a text whose letters are of several fonts."""
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        starts = [(0, first), *((at, font) for at, font in runs if at < len(text))]
        ends = [*(at for at, _font in starts[1:]), len(text)]
        made = CellRichText()
        for (start, index), end in zip(starts, ends, strict=True):
            if start < end:
                font = self._font(index)
                look = InlineFont(rFont=font.name, sz=font.sz, b=font.b, i=font.i, u=font.u, color=font.color)
                made.append(TextBlock(look, text[start:end]))
        return made

    def _dress(self, cell: Any, index: int) -> None:
        """Give a cell its look; put together once for each style of the workbook."""
        if index in self._models:
            inner.copy_style(self._models[index], cell)
            return
        looks = self._looks
        xf = self._old.xf_list[index]
        line, edge, back = xf.alignment, xf.border, xf.background
        cell.font = self._font(xf.font_index)
        cell.alignment = looks.Alignment(
            _told(_ACROSS, line.hor_align),
            _told(_DOWN, line.vert_align),
            text_rotation=line.rotation if line.rotation <= 180 else 255,
            wrap_text=bool(line.text_wrapped),
            shrink_to_fit=bool(line.shrink_to_fit),
            indent=line.indent_level,
        )
        cell.border = looks.Border(
            **{
                side: looks.Side(
                    _told(_LINES, getattr(edge, f"{side}_line_style")) or None,
                    self._colour(getattr(edge, f"{side}_colour_index")),
                )
                for side in _SIDES
            }
        )
        colour = self._colour(back.pattern_colour_index)
        if back.fill_pattern == 1 and colour:
            cell.fill = looks.PatternFill("solid", fgColor=colour)
        cell.protection = looks.Protection(
            locked=bool(xf.protection.cell_locked), hidden=bool(xf.protection.formula_hidden)
        )
        known = self._old.format_map.get(xf.format_key)
        cell.number_format = known.format_str if known is not None else "General"
        self._models[index] = cell

    def _font(self, index: int) -> Any:
        told = self._old.font_list[index]
        return self._looks.Font(
            told.name,
            told.height / _TWIPS,
            bold=told.weight >= 600,
            italic=bool(told.italic),
            strike=bool(told.struck_out),
            underline=_UNDERLINES.get(told.underline_type),
            color=self._colour(told.colour_index),
            vertAlign={1: "superscript", 2: "subscript"}.get(told.escapement),
        )

    def _colour(self, index: int) -> str | None:
        """Return a colour of the workbook's list; None for what the system decides."""
        told = self._old.colour_map.get(index)
        return None if told is None else "FF{:02X}{:02X}{:02X}".format(*told)


def _told(names: tuple[str, ...], number: int) -> str:
    return names[number] if number < len(names) else names[0]
