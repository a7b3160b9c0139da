"""Lists that only count what attendance says, ours or an office's own: nothing of them can be brought in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from exports.readers.headings import HEADER_ROWS, bare
from exports.readers.member_headings import HEADINGS
from exports.readers.sheet import Sheet
from models.errors import KnownError
from models.text import fold

_TITLE: Final = re.compile(r"\bvang\b.*\b(sinh hoat|hop)\b|\b(sinh hoat|hop)\b.*\bvang\b")
_COUNT: Final = re.compile(r"(so|tong so) (lan|buoi|cuoc|ky)( hop| sinh hoat)? vang( mat)?\b.*|vang \(?(lan|buoi)\)?")


def refuse(name: str, sheets: Sequence[Sheet]) -> None:
    """Raise KnownError for a file with a list of those absent and how often: the meetings themselves say that.

    One that has the columns of a list of members besides can be read as that.
    """
    if any(_is_of_absent(sheet) for sheet in sheets):
        raise KnownError(
            f"Tệp “{name}” là danh sách đảng viên vắng sinh hoạt, không nhập được: số lần vắng do chương trình đếm từ "
            "điểm danh; hãy nhập sổ điểm danh, hoặc ghi điểm danh ở màn hình Sinh hoạt."
        )


def _is_of_absent(sheet: Sheet) -> bool:
    """Tell whether a title speaks of absence and a column counts it, beside names and little else."""
    texts = [cell for cells in sheet.rows[:HEADER_ROWS] for cell in cells if isinstance(cell, str)]
    said = set(map(bare, texts))
    is_told = any(map(_COUNT.fullmatch, said)) and any(map(_TITLE.search, map(fold, texts)))
    return is_told and "ho va ten" in said and HEADINGS.find(sheet) is None
