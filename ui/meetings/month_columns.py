"""The columns of a month's list: a cell, its meeting, who came, and its class."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import cells
from models.months import CellInMonth
from models.participation import MonthState
from models.text import percent, plain
from ui.meetings.class_squares import decided_sign, whose
from ui.tables import Column
from ui.theme import State


def month_columns() -> tuple[Column[CellInMonth], ...]:
    """The columns of the list; those that leave where there is no room are the two kinds of absence."""
    tr = QCoreApplication.translate

    def rate_state(line: CellInMonth) -> State:
        good = line.month.is_on_target
        return State.IDLE if good is None else State.GOOD if good else State.BAD

    def counted(name: str):  # noqa: ANN202 - a column's value
        return lambda line: getattr(line.month.tally, name) if line.month.tally.meetings else None

    def rate(line: CellInMonth) -> str:
        good = line.month.is_on_target
        return "" if good is None else percent(line.month.tally.rate) + ("" if good else " ▼")

    return (
        Column(tr("MonthBoard", "Chi bộ"), lambda line: cells.short_name(line.name), width=28, least=21),
        Column(
            tr("MonthBoard", "Ngày họp"),
            lambda line: line.meetings[0].held_on if line.meetings else None,
            width=9,
            least=6,
            short=tr("MonthBoard", "Ngày"),
            text=lambda day: f"{day:%d/%m}",
            tip=lambda line: f"{line.meetings[0].held_on:%d/%m/%Y}" if line.meetings else "",
        ),
        Column(tr("MonthBoard", "Tình trạng"), _state_words, width=19, least=17, role="muted"),
        Column(
            tr("MonthBoard", "Phải dự"),
            counted("eligible"),
            width=8,
            least=5,
            short=tr("MonthBoard", "P. dự"),
            align="right",
        ),
        Column(tr("MonthBoard", "Có mặt"), counted("attended"), width=7, align="right"),
        Column(
            tr("MonthBoard", "Có lý do"),
            counted("excused"),
            width=8,
            least=6,
            short=tr("MonthBoard", "Có LD"),
            leaves=2,
            align="right",
        ),
        Column(
            tr("MonthBoard", "Không lý do"),
            counted("unexcused"),
            width=11,
            least=6,
            short=tr("MonthBoard", "K. LD"),
            leaves=1,
            align="right",
        ),
        Column(
            tr("MonthBoard", "Tỷ lệ"),
            rate,
            width=9,
            least=8,
            align="right",
            state=rate_state,
            sort=lambda line: line.month.tally.rate or 0,
        ),
        Column(tr("MonthBoard", "Điểm"), _score, width=6, least=4, align="right", text=_points),
        Column(
            tr("MonthBoard", "Xếp loại"),
            lambda line: line.quality.label + decided_sign(line.scored) if line.quality else "",
            width=10,
            least=6,
            short=tr("MonthBoard", "XL"),
            header_tip=tr("MonthBoard", "✓ cấp ủy đã xếp loại; còn lại là chi bộ đề nghị hoặc theo điểm"),
            tip=lambda line: whose(line.scored),
        ),
    )


def _state_words(line: CellInMonth) -> str:
    """How far the month of a cell is; the day of a meeting still to come stands in its own column."""
    tally = line.month.tally
    if line.month.state is MonthState.UNRECORDED and 0 < tally.unrecorded < tally.eligible:
        return QCoreApplication.translate("MonthBoard", "Ghi dở, còn {n}").format(n=tally.unrecorded)
    if line.month.state is MonthState.AHEAD:
        return QCoreApplication.translate("MonthBoard", "Chưa đến ngày")
    return line.label.partition(" (")[0]


def _score(line: CellInMonth) -> float | None:
    return line.scored.values.score if line.scored else None


def _points(score: float | None) -> str:
    return "" if score is None else plain(score)
