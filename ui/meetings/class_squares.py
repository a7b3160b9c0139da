"""The year's squares with the classes of the meetings in place of the rates."""

from __future__ import annotations

from typing import Any

from models import meetings
from models.dates import Period
from models.meetings import ClassSource, MeetingRow
from models.rules import RuleBook
from models.tables import MeetingClass
from models.text import plain
from ui.theme import State
from ui.widgets.matrix import MatrixCell, MatrixRow

_CLASS_SIGNS = {MeetingClass.GOOD: "T", MeetingClass.FAIR: "K", MeetingClass.AVERAGE: "TB", MeetingClass.POOR: "Kém"}
_CLASS_STATES = {
    MeetingClass.GOOD: State.GOOD,
    MeetingClass.FAIR: State.PLAIN,
    MeetingClass.AVERAGE: State.WARN,
    MeetingClass.POOR: State.BAD,
}


def whose(meeting: MeetingRow | None) -> str:
    """Say whose class of a meeting is shown."""
    source = meetings.class_source(meeting) if meeting else None
    return source.value if source else ""


def decided_sign(meeting: MeetingRow | None) -> str:
    """A tick behind the class that the committee decided."""
    return " ✓" if meeting and meetings.class_source(meeting) is ClassSource.DECIDED else ""


_Classes = dict[tuple[int, int], list[tuple[MeetingRow, MeetingClass | None]]]


def _classes(session: Any, period: Period, book: RuleBook) -> _Classes:
    """Return the meetings of a year with their classes, by cell and month."""
    found: _Classes = {}
    for year, month in period.months():
        for row in meetings.of_month(session, year, month):
            found.setdefault((row.cell_id, month), []).append((row, meetings.class_by(book, row)))
    return found


def with_classes(rows: list[MatrixRow], session: Any, period: Period, book: RuleBook) -> list[MatrixRow]:
    """Put the class of each month's meeting where its rate stood; the row of all cells has none and goes."""
    classes = _classes(session, period, book)
    shown: list[MatrixRow] = []
    for row in rows:
        squares = list(row.cells)
        for number, square in enumerate(squares):
            found = classes.get((row.key, number + 1), []) if isinstance(row.key, int) else []
            pair = next((pair for pair in found if pair[1] is not None), None)
            if pair is not None and pair[1] is not None:
                score = "" if pair[0].values.score is None else f" · {plain(pair[0].values.score)} điểm"
                squares[number] = MatrixCell(
                    _CLASS_SIGNS[pair[1]] + decided_sign(pair[0]).strip(),
                    _CLASS_STATES[pair[1]],
                    f"{square.told} · {pair[1].label}{score}, {whose(pair[0])}",
                )
            elif square.state in (State.GOOD, State.BAD):
                squares[number] = MatrixCell("?", State.IDLE, f"{square.told} · chưa xếp loại")
        if isinstance(row.key, int):
            shown.append(MatrixRow(row.key, row.label, squares, row.tip))
    return shown
