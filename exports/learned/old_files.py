"""A form in the old kind of file, .xls, made into an .xlsx with what can be read of it: words, numbers, merged cells.

Fonts, lines, widths, pictures and formulas are not read; whoever opens one is told so before, and with every report.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from exports.readers import files
from models.errors import KnownError

ENDING = ".xls"
LOST = (
    "Tệp .xls chỉ đọc được chữ, số và ô gộp: phông chữ, đường kẻ, độ rộng cột, hình không giữ được; ô công thức thành "
    "số cố định nên tổng không tự cộng."
)
BETTER = "Muốn giữ nguyên, hãy mở bằng Excel, lưu thành “Sổ làm việc Excel (.xlsx)” rồi chọn lại."


def is_old(name: str) -> bool:
    """Whether a form came as .xls."""
    return name.lower().endswith(ENDING)


def convert(path: Path) -> bytes:
    """Return an .xls as the content of an .xlsx. Raises KnownError for a file that cannot be read."""
    from openpyxl import Workbook
    from openpyxl.utils.exceptions import IllegalCharacterError
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    content = files.load(path)
    if content.startswith(b"PK"):
        raise KnownError(f"“{path.name}” thật ra là kiểu .xlsx; hãy đổi đuôi tên tệp thành .xlsx rồi chọn lại.")
    book = Workbook()
    book.remove(book.worksheets[0])
    try:
        old = CalamineWorkbook.from_filelike(BytesIO(content))
        for told in old.sheets_metadata:
            if told.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet: Any = book.create_sheet(told.name)
            sheet.sheet_state = "visible" if told.visible is SheetVisibleEnum.Visible else "hidden"
            read = old.get_sheet_by_name(told.name)
            for number, row in enumerate(read.to_python(skip_empty_area=False), 1):
                for column, value in enumerate(row, 1):
                    if value not in ("", None):
                        cell = sheet.cell(number, column, _whole(value))
                        cell.data_type = "s" if isinstance(value, str) else cell.data_type  # “=” begins no formula
            for first, last in read.merged_cell_ranges or ():
                sheet.merge_cells(None, first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
    except PasswordError:
        raise files.protected(path.name) from None
    except (CalamineError, IllegalCharacterError, ValueError, OSError):
        raise files.damaged(path.name) from None
    if not book.worksheets:
        raise KnownError(f"Tệp “{path.name}” không có trang bảng tính nào; hãy xin lại tệp từ nơi gửi.")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _whole(value: object) -> object:
    """Return a number without a fraction as such: old files know no others than fractions."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
