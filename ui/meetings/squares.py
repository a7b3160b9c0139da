"""The squares of a year's matrix: one cell's month, the whole commune's month."""

from __future__ import annotations

from datetime import date

from models.cells import short_name
from models.dates import Period
from models.participation import CellMonth, Figures, MonthState
from models.rules import RuleBook
from models.text import percent
from ui.theme import State
from ui.widgets.matrix import MatrixCell, MatrixRow

TOTAL = "total"
"""The key of the commune's row."""


def month_cell(value: CellMonth, name: str, year: int, month: int, on: date) -> MatrixCell:
    """Return the square of a cell's month: its rate, “…” not yet written, “–” not met, nothing ahead of time."""
    head = f"{name} · tháng {month}/{year}"
    if value.state is MonthState.NOT_MET:
        if (year, month) > (on.year, on.month):
            return MatrixCell(tip=f"{head}: chưa đến kỳ")
        words = "không sinh hoạt" if value.meetings else "chưa có cuộc họp"
        return MatrixCell("–", State.IDLE, f"{head}: {words}", dashed=True)
    if value.state in (MonthState.AHEAD, MonthState.UNRECORDED):
        words = value.label[:1].lower() + value.label[1:]
        return MatrixCell("…", State.IDLE, f"{head}: {words}, họp {value.meetings[0].held_on:%d/%m/%Y}")
    tally = value.tally
    words = f"{head}, họp {value.meetings[0].held_on:%d/%m/%Y}: {tally.counted} = {percent(tally.rate)}"
    if tally.rate is None:
        return MatrixCell("✓", State.IDLE, f"{head}, họp {value.meetings[0].held_on:%d/%m/%Y}: không có ai phải dự")
    state = State.GOOD if value.is_on_target else State.BAD
    return MatrixCell(percent(tally.rate).removesuffix(" %"), state, words)


def month_total(figures: Figures, year: int, month: int, book: RuleBook) -> MatrixCell:
    """Return the square of the whole commune's month, pooled over the cells."""
    tally = figures.month(year, month)
    met, active = figures.met(year, month)
    if not met:
        return MatrixCell()
    counted = f"{tally.counted} = {percent(tally.rate)}"
    tip = f"Toàn đảng bộ · tháng {month}/{year}: {counted}; {met}/{active} chi bộ đã họp"
    if tally.rate is None:
        return MatrixCell("…", State.IDLE, f"{tip}; còn chỗ chưa ghi nên chưa tính tỷ lệ")
    is_met = book.on(Period.month(year, month).last).is_met(tally.rate)
    return MatrixCell(percent(tally.rate).removesuffix(" %"), State.GOOD if is_met else State.BAD, tip)


def matrix_rows(figures: Figures, year: int, on: date, book: RuleBook) -> list[MatrixRow]:
    """Return the year's board, the whole commune first, then one row a cell."""
    rows = [
        MatrixRow(
            cell.id,
            short_name(cell.name),
            [
                month_cell(figures.cell_month(cell.id, year, month), cell.name, year, month, on)
                if figures.is_active(cell, year, month)
                else MatrixCell()
                for month in range(1, 13)
            ],
        )
        for cell in figures.cells
        if any(figures.is_active(cell, year, month) for month in range(1, 13))
    ]
    if rows:
        totals = [month_total(figures, year, month, book) for month in range(1, 13)]
        rows.insert(0, MatrixRow(TOTAL, "Toàn đảng bộ", totals))
    return rows
