"""How a participation figure came about, in sentences: numerator, denominator, who was left out and by which rule."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models.cells import short_name
from models.overview import CellState, MonthFigure
from models.participation import Tally
from models.rules import Rule
from models.tables import Duty
from models.text import number, percent

_COUNTED = {
    Duty.EXEMPT: "exempt",
    Duty.TEMP_AWAY: "temp_away",
    Duty.SPECIAL_DUTY: "special_duty",
    Duty.SUSPENDED: "suspended",
    Duty.GUEST: "guests",
}


def explain_rate(tally: Tally, rule: Rule) -> str:
    """Return the rate of some counts as sentences, one a line."""
    tr = QCoreApplication.translate
    if not tally.meetings:
        return tr("Explain", "Chưa có điểm danh nào được ghi.")
    counted = tally.counted
    if tally.rate is None:
        first = tr("Explain", "Đã ghi có mặt {counted} lượt phải dự; còn chỗ chưa ghi nên chưa tính tỷ lệ.")
    elif rule.is_met(tally.rate):
        first = tr("Explain", "{counted} lượt phải dự = {rate}, đạt mục tiêu {target} ({document}).")
    else:
        first = tr("Explain", "{counted} lượt phải dự = {rate}, chưa đạt mục tiêu {target} ({document}).")
    sentences = [
        first.format(counted=counted, rate=percent(tally.rate), target=rule.target_label, document=rule.document),
        _marks(tally),
    ]
    if left_out := _left_out(tally, rule):
        sentences.append(left_out)
    return "\n".join(sentences)


def explain_month(figure: MonthFigure, names: dict[int, str]) -> str:
    """Return the commune's month as sentences, with the cells that are not in it."""
    tr = QCoreApplication.translate
    sentences = [explain_rate(figure.tally, figure.rule)]
    for words, states in (
        (tr("Explain", "Chưa ghi xong: {cells}."), (CellState.UNWRITTEN, CellState.PARTLY)),
        (tr("Explain", "Không sinh hoạt: {cells}."), (CellState.NOT_HELD,)),
        (tr("Explain", "Chưa họp: {cells}."), (CellState.MISSING,)),
        (tr("Explain", "Chưa đến ngày họp: {cells}."), (CellState.AHEAD,)),
    ):
        found = [short_name(names[key]) for key, state in figure.states.items() if state in states]
        if found:
            shown = ", ".join(found[:6])
            more = tr("Explain", " và {n} chi bộ nữa").format(n=len(found) - 6) if len(found) > 6 else ""
            sentences.append(words.format(cells=shown + more))
    return "\n".join(sentences)


def _marks(tally: Tally) -> str:
    tr = QCoreApplication.translate
    present = tr("Explain", "có mặt {n}").format(n=number(tally.attended))
    if tally.online:
        present += tr("Explain", " (trong đó {n} trực tuyến)").format(n=number(tally.online))
    parts = [
        present,
        tr("Explain", "vắng có lý do {n}").format(n=number(tally.excused)),
        tr("Explain", "vắng không lý do {n}").format(n=number(tally.unexcused)),
    ]
    if tally.unrecorded:
        parts.append(tr("Explain", "chưa ghi {n}").format(n=number(tally.unrecorded)))
    text = ", ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _left_out(tally: Tally, rule: Rule) -> str:
    tr = QCoreApplication.translate
    parts = [
        f"{duty.label.lower()} {number(count)}"
        for duty, name in _COUNTED.items()
        if duty in rule.excluded and (count := getattr(tally, name))
    ]
    if not parts:
        return ""
    return tr("Explain", "Không tính vào mẫu số: {parts}.").format(parts=", ".join(parts))
