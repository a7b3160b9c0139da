"""Whether the Party cells together make the commune: a form's totals against the table of all cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports import column_sums
from exports.by_hand import address
from exports.drafts import Draft
from exports.lists import by_cell
from exports.names import CellAt, Finding
from exports.official.asks import Answers, Show
from exports.report import Scope
from models import overrides, statistics
from models.text import number, plain

TABLE = by_cell.REPORT.key
_NAME = by_cell.REPORT.title
COLUMNS = {
    "movement.A": "Đầu kỳ",
    "movement.B1": "Kết nạp",
    "movement.B2": "Chuyển đến",
    "movement.C1": "Từ trần",
    "movement.D": "Cuối kỳ",
    "admitted.all": "Kết nạp",
    "members.all": "Cuối kỳ",
    "members.probationary": "Dự bị",
    "members.women": "Nữ",
    "members.minority": "Dân tộc thiểu số",
    "members.faithful": "Tôn giáo",
    **by_cell.FORMS,
}
"""Row of a form → the column of the table of all cells that counts the same."""


@dataclass(frozen=True)
class CellSums:
    """The table's columns by heading; none where no number is by hand and both are reckoned from the same names."""

    columns: Mapping[str, column_sums.ColumnSum]


def read(session: Session, scope: Scope) -> CellSums:
    """Read the table of all cells as it is shown for the period."""
    return of(session, scope, by_cell.fetch(session, scope))


def of(session: Session, scope: Scope, data: by_cell.Data) -> CellSums:
    """Return the columns of the table of all cells with its numbers by hand, its data given."""
    rows = overrides.of_report(session, TABLE, scope.key)
    draft = Draft(by_cell.REPORT, scope, data, rows)
    return CellSums({one.heading: one for one in column_sums.of(draft.report.sheets, draft.data, draft.placed)})


def check(
    keys: tuple[str, ...], answers: Answers, sums: CellSums | None, where: Callable[[str], CellAt | None]
) -> Iterator[Finding]:
    """Say which totals of a form are not those of its cells, with both cells to open."""
    for key in keys:
        figure = answers.figure(key)
        assert figure is not None  # this period is always read
        row, found = statistics.find(key), where(key)
        outside = [entry for entry in figure.entries if entry.name.cell_id is None]
        if outside:
            yield from answers.named(
                "Không thuộc chi bộ nào",
                f"“{row.name}”: {{n}} đồng chí không thuộc chi bộ nào của đảng bộ nên các chi bộ cộng lại thiếu: "
                "{names}.",
                outside,
            )
        column = sums.columns.get(COLUMNS[key]) if sums is not None else None
        if column is None or answers.value(key) == column.made:
            continue
        said = f"ô {address(*found.place[1:])}" if found is not None else "biểu này"
        said += ", số sửa tay" if (key, Show.NOW) in answers.by_hand else ""
        table = CellAt(column.place, TABLE, _NAME)
        yield Finding(
            f"“{row.name}” ({said}) = {plain(answers.value(key))}, nhưng các chi bộ cộng lại {number(column.made)} "
            f"({_NAME}, cột “{column.heading}”, ô {address(*column.place[1:])}).",
            cells=[one for one in (found, table) if one is not None],
        )
