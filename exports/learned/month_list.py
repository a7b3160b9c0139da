"""The Party cells of a month with the score and class of their meetings, as on the superior's monthly list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports import meeting_quality
from exports.learned.fill import Value
from exports.learned.narrowing import Unfit
from exports.learned.rolls import span
from exports.names import Behind
from exports.report import Scope
from models import months
from models.indicators.kinds import Name, Subject
from models.months import CellInMonth, Month
from models.tables import MeetingClass

NAME = "Mỗi dòng một chi bộ, xếp loại sinh hoạt tháng"
_MARK = "x"
CLASSES = {
    "good": MeetingClass.GOOD,
    "fair": MeetingClass.FAIR,
    "average": MeetingClass.AVERAGE,
    "poor": MeetingClass.POOR,
}
"""Column → the class whose meetings it marks."""
ADDED = ("members", *CLASSES)
"""The columns that a line of totals is of: members are added, marks counted."""


@dataclass(frozen=True)
class Line:
    """A cell of the month, and which line of the list it is, counted from 0."""

    month: Month
    place: int

    @property
    def cell(self) -> CellInMonth:
        """The cell's month."""
        return self.month.rows[self.place]

    @property
    def name(self) -> str:
        """What the cell is called."""
        return self.cell.name

    @property
    def score(self) -> float | None:
        """The points of the meeting; None without any."""
        return self.cell.scored.values.score if self.cell.scored else None


def read(session: Session, scope: Scope, cell: int | None) -> Sequence[Line]:
    """Return the lines of the month, of one Party cell alone if asked. Raises Unfit for a period that is none."""
    if len(span(scope).months()) != 1:
        raise Unfit("danh sách xếp loại sinh hoạt chỉ lập cho một tháng")
    (year, month), *_ = span(scope).months()
    found = months.read(session, year, month, on=scope.on, as_of=scope.as_of)
    return [Line(found, place) for place, row in enumerate(found.rows) if cell is None or row.cell_id == cell]


def doubts(_session: Session, scope: Scope, lines: Sequence[Line]) -> Sequence[str]:
    """Return what is said of the month of the cells listed: those without a meeting, a score or a class."""
    if not lines:
        return ()
    month = lines[0].month
    if len(lines) < len(month.rows):
        month = month.of_cells({one.cell.cell_id for one in lines})
    return [one.text for one in meeting_quality.check(month, scope)]


def name_of(line: Line) -> Name:
    """Return whom a line is about, for filters."""
    return Name(Subject.CELL, line.cell.cell_id, line.cell.name, line.cell.cell_id)


def _mark(quality: MeetingClass) -> Callable[[Line], Value | None]:
    return lambda line: _MARK if line.cell.quality is quality else None


COLUMNS: Mapping[str, tuple[str, Callable[[Line], Value | None]]] = {
    "name": ("Tên chi bộ", lambda line: line.cell.name),
    "members": ("Số đảng viên", lambda line: line.cell.members),
    "held": ("Ngày họp", lambda line: months.held_on(line.cell)),
    "score": ("Điểm sinh hoạt", lambda line: line.score),
    **{key: (f"Xếp loại {one.label}", _mark(one)) for key, one in CLASSES.items()},
    "quality": ("Xếp loại sinh hoạt", lambda line: line.cell.quality and line.cell.quality.label),
    "note": ("Ghi chú, điểm trừ", lambda line: meeting_quality.note(line.cell) or None),
}


def reader(key: str) -> Callable[[Line, Scope, Session], Behind] | None:
    """Return what reads the names behind a column: the members of the cell, or its meetings; None for words."""
    if key == "members":
        return lambda line, scope, session: meeting_quality.members_of(line.month, line.place, scope)(session)
    if key == "score" or key in CLASSES:
        return lambda line, _scope, _session: meeting_quality.meetings_of(
            line.month,
            f"{COLUMNS[key][0]} – {line.name}",
            COLUMNS[key][0],
            [] if COLUMNS[key][1](line) is None else [line.cell],
        )
    return None
