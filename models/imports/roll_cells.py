"""Whose an attendance sheet is: by its title or tab, by what was said of one like it, and by the people on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from models.imports.register import KnownCell, Register, cell_key
from models.imports.spellings import otherwise
from models.records import CellSheet, Problem, Severity
from models.text import fold

_LEAST: Final = 3
"""Fewer people do not tell whose a sheet is."""
_MEMBERS_FIRST: Final = "Nhập danh sách đảng viên trước, hoặc sửa tên cho khớp với sổ đảng viên."
_CHOOSE: Final = "bấm “Cột và chữ…” ở cửa sổ nhập rồi chọn Chi bộ của cả trang."
_NAME_THE_CELL: Final = f"Ghi tên chi bộ ở trên bảng hoặc đặt làm tên trang; hay {_CHOOSE}"


def cell_of(
    register: Register, sheet: CellSheet, people: Mapping[str, Sequence[int]]
) -> tuple[KnownCell | None, tuple[Problem, ...]]:
    """Return the cell of a sheet, None with an error where it cannot be told, and what is to be said of it.

    `people` are the cells (ids) in which people of a folded name are or were.
    """
    named = register.find_cell(sheet.cell_name)
    if named is not None and not sheet.is_recalled:
        said = otherwise(sheet.cell_name, named.name)
        return named, (_problem(sheet, said, f"Không phải thì sửa tên trong tệp, hoặc {_CHOOSE}"),) if said else ()
    votes = Counter(cell for line in sheet.lines for cell in set(people.get(fold(line.full_name), ())))
    if named is not None and 2 * votes[named.id] >= max(votes.values(), default=0):
        return named, ()
    by_id = {cell.id: cell for cell in register.cells.values()}
    (best, most), (_other, next_most) = [*votes.most_common(2), (0, 0), (0, 0)][:2]
    if (named is not None or sheet.is_of_tab) and best in by_id and _is_told(most, next_most, len(sheet.lines)):
        name = by_id[best].name
        said = f"Tệp không ghi chi bộ; {most} trong {len(sheet.lines)} họ tên là của {name}, nên lấy chi bộ ấy."
        return by_id[best], (_problem(sheet, said, f"Không phải thì {_CHOOSE}"),)
    return None, (_unknown(register, sheet),)


def _is_told(most: int, next_most: int, lines: int) -> bool:
    return most >= _LEAST and 5 * most >= 3 * lines and most >= 2 * next_most


def _unknown(register: Register, sheet: CellSheet) -> Problem:
    reason, repair = "Chưa có chi bộ này trong sổ.", _MEMBERS_FIRST
    if several := register.may_be(cell_key(sheet.cell_name)):
        reason, repair = f"Tên này có thể là {' hoặc '.join(several)}.", f"Ghi rõ tên chi bộ, hoặc {_CHOOSE}"
    elif sheet.is_of_tab or sheet.is_recalled:
        reason, repair = "Tiêu đề và tên trang không ghi là sổ của chi bộ nào.", _NAME_THE_CELL
    return _problem(sheet, reason, repair, Severity.ERROR)


def _problem(sheet: CellSheet, reason: str, repair: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(sheet.sheet, sheet.row, None, "Chi bộ", sheet.cell_name, reason, repair, severity)
