"""The findings of the data check cell by cell: a sheet for each cell to be handed to it, one for what is no cell's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.orm import Session

from exports.report import Beginning, Column, Needs, Report, Scope, Sheet
from models import cells, checks
from models.checks import Finding
from models.progress import Progress
from models.text import number

if TYPE_CHECKING:
    from openpyxl import Workbook

_TAB = 31
"""Letters that Excel allows in the name of a sheet."""
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\']")
_OTHERS = "Chung"
_FIRST = 3
"""Sheets that are shown before those of all cells are drawn."""


class CellPart(NamedTuple):
    """What the check finds in one cell; `cell` is empty for what belongs to none."""

    cell: str
    findings: list[Finding]


def fetch(session: Session, scope: Scope) -> list[CellPart]:
    """Check the data as they stand on the day and put them by cells, in their order; cells in order are left out."""
    found = checks.run(session, scope.as_of, rules=checks.REGISTER)
    parts = [
        CellPart(name, [finding for finding in found if finding.cell_id == key and finding.rule.asks_cell])
        for key, name in cells.names(session).items()
    ]
    parts.append(CellPart("", [one for one in found if one.cell_id is None or not one.rule.asks_cell]))
    return [part for part in parts if part.findings]


def notes(part: CellPart) -> list[str]:
    """Return the counts by weight, what to do about each rule, and how the sheet comes back."""
    weights = Counter(finding.severity for finding in part.findings)
    counts = ", ".join(f"{weight.value.lower()}: {number(count)}" for weight, count in weights.items())
    repairs = {finding.rule.title: finding.repair for finding in part.findings}
    back = ["Chi bộ ghi ý kiến vào cột cuối rồi gửi lại đảng ủy."] if part.cell else []
    return [
        f"Tổng số: {number(len(part.findings))} ({counts}).",
        *(f"{title}: {words}" for title, words in repairs.items()),
        *back,
    ]


def build(data: list[CellPart], scope: Scope, progress: Progress) -> Workbook:
    """Return a workbook with a sheet for each part."""
    from exports import table

    parts = data or [CellPart("", [])]
    tabs: set[str] = set()
    return table.workbook([_sheet(part, tabs) for part in parts], parts, scope, progress)


def begun(data: list[CellPart]) -> Beginning[list[CellPart]] | None:
    """Return the first parts of many: each has a sheet, and so pages, of its own."""
    return Beginning(data[:_FIRST]) if len(data) > 2 * _FIRST else None


def _sheet(part: CellPart, tabs: set[str]) -> Sheet[list[CellPart]]:
    own = part.cell or "ngoài danh sách chi bộ"
    return Sheet[list["CellPart"]](
        name=_tab(cells.short_name(part.cell) if part.cell else _OTHERS, tabs),
        title=f"Những điều cần kiểm tra, bổ sung – {own}",
        rows=partial(_rows, part),
        notes=lambda _data: notes(part) if part.findings else [],
        empty="Không có điều gì cần kiểm tra, bổ sung.",
        columns=(
            Column[Finding]("Mức độ", lambda row: row.severity.value, 11),
            Column[Finding]("Họ và tên, cuộc họp", lambda row: row.name, 24, align="left"),
            Column[Finding]("Nội dung", lambda row: row.rule.title, 28, align="left"),
            Column[Finding]("Cụ thể", lambda row: row.what, 42, align="left"),
            Column[Finding]("Ý kiến của chi bộ", lambda _row: None, 20, align="left"),
        ),
    )


def _rows(part: CellPart, data: Sequence[CellPart]) -> list[Finding]:
    del data  # every sheet has its own part
    return part.findings


def _tab(name: str, taken: set[str]) -> str:
    """Return a name for a sheet that Excel accepts and no other sheet has."""
    plain = _NOT_IN_TABS.sub(" ", name).strip() or _OTHERS
    tab, place = plain[:_TAB].rstrip(), 1
    while tab.lower() in taken:
        place += 1
        end = f" {place}"
        tab = plain[: _TAB - len(end)].rstrip() + end
    taken.add(tab.lower())
    return tab


REPORT = Report[list[CellPart]](
    key="kiem-tra-theo-chi-bo",
    title="Kiểm tra số liệu theo chi bộ",
    group="Đảng viên",
    needs=Needs.DATE,
    fetch=fetch,
    build=build,
    begun=begun,
)
