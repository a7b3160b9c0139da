"""The way into the Party in words: what is due, how urgent, what comes next."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from models.pipeline import Alarm, Line, Stage
from ui.theme import State

tr = QCoreApplication.translate

STATES = {
    Alarm.CEREMONY_LATE: State.BAD,
    Alarm.CERTIFICATE_OVER: State.BAD,
    Alarm.CONSIDER_LATE: State.BAD,
    Alarm.CONSIDER: State.WARN,
    Alarm.CEREMONY: State.WARN,
    Alarm.CERTIFICATE_SOON: State.WARN,
    Alarm.PROBATION_SOON: State.PLAIN,
}
NEXT = {
    Stage.LISTED: Stage.TAUGHT,
    Stage.TAUGHT: Stage.PROPOSED,
    Stage.PROPOSED: Stage.FILED,
    Stage.FILED: Stage.DECIDED,
    Stage.DECIDED: Stage.PROBATION,
    Stage.PROBATION: Stage.OFFICIAL,
}
"""The step that comes next; the step to probation is the admission, the last one the recognition."""


def step_words(stage: Stage) -> str:
    """What the officer does to bring somebody to a stage."""
    return {
        Stage.TAUGHT: tr("Pipeline", "Ghi giấy chứng nhận lớp nhận thức"),
        Stage.PROPOSED: tr("Pipeline", "Ghi chi bộ đề nghị"),
        Stage.FILED: tr("Pipeline", "Ghi xong hồ sơ, thẩm tra"),
        Stage.DECIDED: tr("Pipeline", "Ghi quyết định kết nạp"),
        Stage.PROBATION: tr("Pipeline", "Kết nạp"),
        Stage.OFFICIAL: tr("Pipeline", "Công nhận chính thức"),
    }[stage]


def alarm(line: Line) -> str:
    """What wants looking after, with its sign and the day: “▼ quá hạn lễ 12/11/2026”."""
    if line.alarm is None:
        return ""
    day = f"{line.due_on:%d/%m/%Y}" if line.due_on else ""
    words = {
        Alarm.CEREMONY_LATE: tr("Pipeline", "quá hạn lễ {day}"),
        Alarm.CERTIFICATE_OVER: tr("Pipeline", "giấy hết hạn {day}"),
        Alarm.CONSIDER_LATE: tr("Pipeline", "quá hạn xét {day}"),
        Alarm.CONSIDER: tr("Pipeline", "xét chính thức, hạn {day}"),
        Alarm.CEREMONY: tr("Pipeline", "chờ lễ, hạn {day}"),
        Alarm.CERTIFICATE_SOON: tr("Pipeline", "giấy còn đến {day}"),
        Alarm.PROBATION_SOON: tr("Pipeline", "hết dự bị ngày {day}"),
    }[line.alarm]
    return f"{STATES[line.alarm].sign} {words.format(day=day)}".strip()


def state(line: Line) -> State:
    """How urgent a line is."""
    return STATES[line.alarm] if line.alarm else State.PLAIN


def day(value: date | None) -> str:
    """A day for people, “–” when nobody has written it."""
    return f"{value:%d/%m/%Y}" if value else "–"
