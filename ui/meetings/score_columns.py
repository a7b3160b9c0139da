"""The columns of the score sheet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.score_sheets import Line
from models.text import plain
from ui.tables import Column
from ui.theme import State


def score_columns() -> tuple[Column[Line], ...]:
    """Return number, criterion, most points, points given, and why."""
    tr = QCoreApplication.translate
    return (
        Column(tr("ScorePage", "TT"), lambda line: line.criterion.number, width=5, role="muted"),
        Column(
            tr("ScorePage", "Tiêu chí"), _name, width=46, least=24, tip=lambda line: line.criterion.text, grows=True
        ),
        Column(tr("ScorePage", "Tối đa"), lambda line: plain(line.criterion.max_points), width=6, align="right"),
        Column(tr("ScorePage", "Điểm"), _points, width=8, align="right", state=_state, bold=True),
        Column(tr("ScorePage", "Vì sao"), _reason, width=40, least=12, role="muted", tip=_reason),
    )


def _name(line: Line) -> str:
    must = QCoreApplication.translate("ScorePage", " (phải đạt tối đa)") if line.criterion.must_be_max else ""
    return ("    " if line.criterion.is_below else "") + line.criterion.text + must


def _points(line: Line) -> str:
    if line.is_out:
        return QCoreApplication.translate("ScorePage", "không tính")
    return "…" if line.points is None else plain(line.points)


def _state(line: Line) -> State:
    if line.criterion.is_group:
        return State.PLAIN
    if line.points is None:
        return State.IDLE
    return State.GOOD if line.points == line.criterion.max_points else State.WARN


def _reason(line: Line) -> str:
    is_short = line.is_by_hand and not line.reason and line.points != line.criterion.max_points
    return QCoreApplication.translate("ScorePage", "chấm tay") if is_short else line.reason
