"""The names behind a figure: who is counted, who is not, of whom no paper says (design.md 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models.cells import short_name
from models.dates import office_date
from models.indicators import Figure, Name, Subject, Timing
from models.text import percent
from ui.tables import Column
from ui.targets import words
from ui.theme import State
from ui.widgets.names import Group, NamesDialog

tr = QCoreApplication.translate
COUNTED, REST, UNKNOWN = range(3)
EVERYBODY: Mapping[int, str] = {}
"""Nobody shares a name."""


@dataclass(frozen=True)
class Line:
    """A name with its part of the figure, and how often it counts of how many times it might."""

    name: Name
    part: int
    times: int
    of: int


def lines(figure: Figure) -> list[Line]:
    """Return the names of a figure: those counted, those not, those of whom it is not known."""
    base: dict[tuple[Subject, int], int] = {}
    for name in figure.base or ():
        base[name.subject, name.id] = base.get((name.subject, name.id), 0) + name.times
    return list(_lines(figure, base))


def _lines(figure: Figure, base: dict[tuple[Subject, int], int]) -> Iterator[Line]:
    for name in figure.names:
        yield Line(name, COUNTED, name.times, base.get((name.subject, name.id), name.times))
    for name in figure.rest:
        yield Line(name, REST, 0, name.times)
    for name in figure.unsure:
        yield Line(name, UNKNOWN, name.times, base.get((name.subject, name.id), name.times))


def dialog(
    figure: Figure,
    names: dict[int, str],
    parent: QWidget,
    cell: str = "",
    *,
    more: str = "",
    apart: Mapping[int, str] = EVERYBODY,
) -> NamesDialog:
    """Make the dialog of a figure; `names` are those of the cells, `cell` the one the figure is narrowed to.

    `more` is said after how the figure came about, `apart` after the name of one of two members (models.namesakes).
    """

    def called(line: Line) -> str:
        return line.name.name + (apart.get(line.name.id, "") if line.name.subject is Subject.MEMBER else "")

    indicator = figure.indicator
    shown = lines(figure)
    is_in_cell = any(line.name.subject is not Subject.CELL for line in shown)
    is_often = any(line.of != 1 or line.times not in (0, 1) for line in shown)
    is_told = any(line.name.detail for line in shown)
    is_mixed = any(line.part != COUNTED or line.times < 0 for line in shown)
    columns = [
        Column[Line](tr("TargetNames", "Tên"), called, width=30),
        *(
            [Column[Line](tr("TargetNames", "Chi bộ"), lambda line: _cell(line.name, names), width=24)]
            if is_in_cell
            else []
        ),
        *([Column[Line](tr("TargetNames", "Số lượt"), _times, width=9, align="right")] if is_often else []),
        *([Column[Line](tr("TargetNames", "Tính"), _part, width=14, state=_state)] if is_mixed else []),
        *([Column[Line](tr("TargetNames", "Diễn giải"), lambda line: line.name.detail, width=34)] if is_told else []),
    ]
    groups = (
        Group[Line](tr("TargetNames", "Được tính"), _is_part(COUNTED)),
        *([Group[Line](tr("TargetNames", "Thiếu lượt"), lambda line: line.times < line.of)] if is_often else []),
        Group[Line](tr("TargetNames", "Không được tính"), _is_part(REST)),
        Group[Line](tr("TargetNames", "Chưa rõ"), _is_part(UNKNOWN)),
    )
    title = f"{indicator.name} – {cell}" if cell else indicator.name
    text = "\n".join(filter(None, (explain(figure), more)))
    return NamesDialog(title, text, columns, shown, parent, groups=groups, empty=_nothing())


def explain(figure: Figure) -> str:
    """How a figure came about, in sentences: numerator, denominator, the days, the definition."""
    scope = figure.scope
    if figure.indicator.timing is Timing.DAY:
        when = tr("TargetNames", "Tính đến ngày {day}").format(day=office_date(scope.day))
    else:
        first, last = office_date(scope.period.first), office_date(scope.day)
        when = tr("TargetNames", "Từ {first} đến {last}").format(first=first, last=last)
    told = words.counted(figure)
    if figure.share is not None:
        told += f" = {percent(figure.share)}"
    return f"{when}: {told}.\n{figure.indicator.definition}"


def target_of(line: Line) -> tuple[str, object]:
    """Return the screen that a name leads to, and what to show there."""
    name = line.name
    match name.subject:
        case Subject.MEMBER:
            return "members", name.id
        case Subject.CELL:
            return "cells", {"cell_id": name.id}
        case Subject.VILLAGE:
            return "cells", {"village_id": name.id}
        case Subject.MEETING:
            return "meetings", {"meeting_id": name.id}
        case Subject.TARGET:
            return "targets", {"target": name.id}
        case Subject.CANDIDATE:
            return "targets", {"candidate": name.id}
        case Subject.CLASS:
            return "targets", {"class": name.id}
        case Subject.ORGANIZATION:
            return "cells", None


def _cell(name: Name, names: dict[int, str]) -> str:
    return short_name(names.get(name.cell_id, "")) if name.cell_id is not None else ""


def _times(line: Line) -> str:
    return str(line.times) if line.times == line.of or line.times < 0 else f"{line.times}/{line.of}"


def _part(line: Line) -> str:
    if line.part == COUNTED:
        return tr("TargetNames", "được tính") if line.times > 0 else tr("TargetNames", "trừ đi")
    return tr("TargetNames", "không tính") if line.part == REST else tr("TargetNames", "chưa rõ")


def _state(line: Line) -> State:
    return (State.GOOD, State.IDLE, State.WARN)[line.part]


def _is_part(part: int) -> Callable[[Line], bool]:
    return lambda line: line.part == part


def _nothing() -> str:
    return tr("TargetNames", "Chưa có gì được ghi để tính con số này.")
