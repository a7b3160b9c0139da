"""The squares of a year's matrix: one cell's month, the whole commune's month."""

from __future__ import annotations

from datetime import date
from functools import partial

from models.cell_names import short_name
from models.dates import Period
from models.participation import CellMonth, CellSpan, Figures, MonthState
from models.rules import RuleBook
from models.text import percent
from ui.theme import State
from ui.widgets.matrix import MatrixCell, MatrixRow

TOTAL = "total"
"""The key of the commune's row."""


def month_cell(value: CellMonth, name: str, year: int, month: int, on: date) -> MatrixCell:
    """Return the square of a cell's month: its rate, “…” not yet written, “–” not met, nothing ahead of time."""
    tip = partial(_month_tip, value, name, year, month, on)
    if value.state is MonthState.NOT_MET:
        if (year, month) > (on.year, on.month):
            return MatrixCell(tip=tip)
        return MatrixCell("–", State.IDLE, tip, dashed=True)
    if value.state in (MonthState.AHEAD, MonthState.UNRECORDED):
        return MatrixCell("…", State.IDLE, tip)
    rate = value.tally.rate
    if rate is None:
        return MatrixCell("✓", State.IDLE, tip)
    return MatrixCell(percent(rate).removesuffix(" %"), State.GOOD if value.is_on_target else State.BAD, tip)


def _month_tip(value: CellMonth, name: str, year: int, month: int, on: date) -> str:
    head = f"{name} · tháng {month}/{year}"
    if value.state is MonthState.NOT_MET:
        if (year, month) > (on.year, on.month):
            return f"{head}: chưa đến kỳ"
        return f"{head}: {'không sinh hoạt' if value.meetings else 'chưa có cuộc họp'}"
    head += f", họp {value.meetings[0].held_on:%d/%m/%Y}"
    if value.state in (MonthState.AHEAD, MonthState.UNRECORDED):
        return f"{head}: {value.label[:1].lower() + value.label[1:]}"
    if value.tally.rate is None:
        return f"{head}: không có ai phải dự"
    return f"{head}: {value.tally.counted} = {percent(value.tally.rate)}"


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
    """Return the year's board, the whole commune first, then one row a cell.

    A cell not asked to meet has a square where something is written of it all the same.
    """

    def is_shown(cell: CellSpan, month: int) -> bool:
        return figures.is_active(cell, year, month) or bool(figures.cell_month(cell.id, year, month).meetings)

    rows = [
        MatrixRow(
            cell.id,
            short_name(cell.name),
            [
                month_cell(figures.cell_month(cell.id, year, month), cell.name, year, month, on)
                if is_shown(cell, month)
                else MatrixCell()
                for month in range(1, 13)
            ],
        )
        for cell in figures.cells
        if any(is_shown(cell, month) for month in range(1, 13))
    ]
    if rows:
        totals = [month_total(figures, year, month, book) for month in range(1, 13)]
        rows.insert(0, MatrixRow(TOTAL, "Toàn đảng bộ", totals))
    return rows
