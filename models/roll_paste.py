"""A column of marks copied from Excel, matched with a roll: in its order, or by the names beside the marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from models import tsv
from models.attendance import Roll, RollLine
from models.errors import KnownError
from models.tables import Mark
from models.text import clean, fold

_SIGNS: Final = {
    **dict.fromkeys(("x", "×", "✓", "v", "+", "=", "có mặt", "có"), Mark.PRESENT),
    **dict.fromkeys(("p", "-", "–", "có lý do", "vắng có lý do", "có phép", "vắng có phép"), Mark.EXCUSED),
    **dict.fromkeys(("k", "*", "không lý do", "vắng không lý do", "không phép"), Mark.UNEXCUSED),
    **dict.fromkeys(("/", "tt", "trực tuyến"), Mark.ONLINE),
    **dict.fromkeys(("", "…", "chưa ghi"), Mark.UNRECORDED),
}
_APART: Final = frozenset({"m", "tđ", "td", "miễn", "miễn sinh hoạt", "sinh hoạt tạm thời nơi khác"})
_HEADINGS: Final = frozenset({"ho va ten", "ho ten", "ho va ten dang vien", "dang vien"})
_HEADING: Final = re.compile(r"diem danh|dau|ket qua|thang|ngay|^t ?\d|\d+ \d+")
_KNOWN: Final = "x, P, K, M, TĐ hoặc + - * /"
_NAMES: Final = 5

Cell = tuple[int, str]
"""The row of the block, from 1, and the mark as it was copied."""


def read(text: str, roll: Roll) -> dict[int, Mark]:
    """Return member id → mark for those whose mark a copied block changes; of a roll not yet written, for everybody.

    One column has a mark for each line of the roll, those outside the count with or without; two columns have names
    and marks. An empty mark changes nothing in a written roll. Raises KnownError in the officer's words.
    """
    rows = [[clean(cell) for cell in row] for row in tsv.read(text)]
    width = len(rows[0]) if rows else 0
    if width not in (1, 2) or not any(any(row) for row in rows):
        raise KnownError("Hãy chép một cột dấu điểm danh, hoặc hai cột họ tên và dấu, rồi dán lại.")
    if not roll.expected:
        raise KnownError("Danh sách này không có ai phải dự; không có chỗ nào để dán.")
    pairs = _by_order([row[0] for row in rows], roll) if width == 1 else _by_name(rows, roll)
    found: dict[int, Mark] = {} if roll.is_written else dict.fromkeys((one.member_id for one in roll.expected), _NONE)
    for line, (row, sign) in pairs:
        mark = _mark(line, row, sign)
        if mark is not None and (mark is not _NONE or not roll.is_written):
            found[line.member_id] = mark
    if not roll.is_written:
        return found
    known = {line.member_id: line.mark for line in roll.expected}
    return {key: mark for key, mark in found.items() if mark is not known[key]}


_NONE: Final = Mark.UNRECORDED


def _by_order(signs: list[str], roll: Roll) -> list[tuple[RollLine, Cell]]:
    """Match marks with lines one by one; a heading above and empty cells below do not count."""
    everybody = (*roll.expected, *roll.outside)
    cells = list(enumerate(signs, 1))
    if _HEADING.search(fold(signs[0])) and not _is_mark(signs[0]):
        del cells[0]
    for lines in (roll.expected, everybody):
        if len(cells) >= len(lines) and not any(sign for _row, sign in cells[len(lines) :]):
            return list(zip(lines, cells, strict=False))
    count, wanted = len(cells), len(roll.expected)
    raise KnownError(
        f"Khối dán có {count} dấu mà danh sách có {wanted} đồng chí phải dự; hãy chép đúng cột, đủ dòng, "
        "hoặc chép cả cột họ tên."
    )


def _by_name(rows: list[list[str]], roll: Roll) -> list[tuple[RollLine, Cell]]:
    """Match marks with lines by the names beside them, whatever their order; nobody may be unknown or meant twice."""
    known: dict[str, list[RollLine]] = defaultdict(list)
    for line in (*roll.expected, *roll.outside):
        for name in {fold(line.full_name), fold(line.shown_name)}:
            known[name].append(line)
    found: list[tuple[RollLine, Cell]] = []
    unknown: list[str] = []
    for row, (name, sign) in enumerate(rows, 1):
        if (row == 1 and fold(name) in _HEADINGS) or not (name or sign):
            continue
        lines = known.get(fold(name), [])
        if len(lines) > 1:
            raise KnownError(f"Có {len(lines)} đồng chí tên “{name}”; hãy ghi thêm năm sinh như trên màn hình.")
        if lines:
            found.append((lines[0], (row, sign)))
        else:
            unknown.append(name or f"dòng {row}")
    if unknown:
        raise KnownError(f"Không có trong danh sách điểm danh: {_few(unknown)}; hãy sửa tên cho khớp rồi dán lại.")
    seen = [line.member_id for line, _cell in found]
    twice = [line.shown_name for line, _cell in found if seen.count(line.member_id) > 1]
    if twice:
        raise KnownError(f"“{twice[0]}” có hai dòng trong khối dán; chỉ giữ một dòng.")
    return found


def _mark(line: RollLine, row: int, sign: str) -> Mark | None:
    """Return the mark of a line, None for one outside the count; refuse what does not fit the person."""
    plain = sign.casefold().strip(".")
    if not _is_mark(sign):
        raise KnownError(f"Dòng {row} của khối dán: “{sign}” không phải dấu điểm danh; dùng {_KNOWN}.")
    if not line.is_expected:
        if plain in _APART or _SIGNS.get(plain) is _NONE:
            return None
        duty = line.duty.label.lower()
        raise KnownError(f"Dòng {row}: {line.shown_name} ngoài diện phải dự ({duty}), không nhận dấu “{sign}”.")
    if plain in _APART and line.left_out is not None:
        return None  # as on the roll before: they stay “chưa ghi” until the register knows
    if plain in _APART:
        raise KnownError(
            f"Dòng {row}: {line.shown_name} đang phải dự; nếu được miễn hay đi nơi khác, hãy ghi ở thẻ đảng viên trước."
        )
    return _SIGNS[plain]


def _is_mark(sign: str) -> bool:
    plain = sign.casefold().strip(".")
    return plain in _SIGNS or plain in _APART


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_NAMES])
    return f"{shown} và {len(names) - _NAMES} dòng khác" if len(names) > _NAMES else shown
