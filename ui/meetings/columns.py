"""The columns of the roll-call."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from models.attendance import RollLine
from models.tables import Mark
from ui.tables import Column
from ui.theme import State

_SIGNS = {Mark.EXCUSED: "–", Mark.UNEXCUSED: "*", Mark.ONLINE: "/", Mark.UNRECORDED: "…"}
STATES = {
    Mark.PRESENT: State.GOOD,
    Mark.ONLINE: State.GOOD,
    Mark.EXCUSED: State.WARN,
    Mark.UNEXCUSED: State.BAD,
    Mark.UNRECORDED: State.IDLE,
}


def _mark_text(line: RollLine) -> str:
    if not line.is_expected:
        return line.duty.label
    sign = _SIGNS.get(line.mark)
    return f"{sign}  {line.mark.label}" if sign else line.mark.label


def _why(line: RollLine) -> str:
    """The reason of an absence; as what somebody was left out on the roll before, where that is still open."""
    return line.reason if line.left_out is None else f"{line.left_out.duty.label}?"


def roll_columns(numbers: Mapping[int, int]) -> tuple[Column[RollLine], ...]:
    """Return the columns of the roll; `numbers` gives the place of each expected person, by member id."""

    def state(line: RollLine) -> State:
        return STATES[line.mark] if line.is_expected else State.IDLE

    def why_state(line: RollLine) -> State:
        return State.PLAIN if line.left_out is None else State.WARN

    def muted(line: RollLine) -> State:
        return State.PLAIN if line.is_expected else State.IDLE

    return (
        Column(
            QCoreApplication.translate("RollPage", "TT"),
            lambda line: numbers.get(line.member_id),
            width=4,
            align="right",
            text=str,
            role="muted",
        ),
        Column(
            QCoreApplication.translate("RollPage", "Họ và tên"), lambda line: line.shown_name, width=23, state=muted
        ),
        Column(QCoreApplication.translate("RollPage", "Chức vụ"), lambda line: line.position, width=11, role="muted"),
        Column(QCoreApplication.translate("RollPage", "Điểm danh"), _mark_text, width=26, state=state),
        Column(QCoreApplication.translate("RollPage", "Lý do"), _why, width=16, state=why_state),
        Column(
            QCoreApplication.translate("RollPage", "Năm nay"),
            lambda line: f"{line.year.attended}/{line.year.obliged}" if line.year.obliged else "",
            width=9,
            align="right",
            role="muted",
            header_tip=QCoreApplication.translate(
                "RollPage", "Số buổi đã dự / phải dự ở chi bộ này từ đầu năm đến hết tháng này"
            ),
        ),
    )
