"""The monthly list of meeting quality that goes to the superior, on the official form (domain.md 7.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from exports import behind, participation
from exports.closed import drifted
from exports.names import Behind, Finding
from exports.participation import Line, Participation
from exports.report import DATE, Needs, Report, Scope, Value, listed
from models import months
from models.months import CellInMonth, Month
from models.participation import MonthState
from models.progress import Progress
from models.tables import MeetingClass
from models.text import number

if TYPE_CHECKING:
    from openpyxl import Workbook

FORM = "ds-xep-loai-sinh-hoat-chi-bo-thang.xlsx"
_PERIOD, _BODY = (3, 4), (8, 10)
_MEMBERS, _HELD_ON, _SCORE = 3, 4, 5
_CLASSES = {MeetingClass.GOOD: 6, MeetingClass.FAIR: 7, MeetingClass.AVERAGE: 8, MeetingClass.POOR: 9}


def fetch(session: Session, scope: Scope) -> Month:
    """Read the month."""
    return months.read(session, *scope.month, on=scope.on, as_of=scope.as_of)


def build(data: Month, scope: Scope, progress: Progress) -> Workbook:
    """Fill the form: one row a cell, then the counts of each class."""
    from exports import form  # openpyxl is loaded only when a form is filled

    workbook = form.for_paper(FORM)
    sheet = workbook.worksheets[0]
    first, last = _BODY
    form.set_rows(sheet, first, last, len(data.rows))
    form.put(sheet, *_PERIOD, data.period.label)
    for place, row in enumerate(data.rows, 1):
        progress.step(place, len(data.rows), REPORT.title)
        for column, value in enumerate(_values(place, row), 1):
            form.put(sheet, first + place - 1, column, value, DATE if column == _HELD_ON else "")
    end = first + max(len(data.rows), 1)
    form.put(sheet, end, _MEMBERS, sum(row.members for row in data.rows))
    for quality, column in _CLASSES.items():
        form.put(sheet, end, column, sum(row.quality is quality for row in data.rows))
    form.fill_office(sheet, scope)
    form.fit_rows(sheet, first, end)
    form.state_rows(sheet)
    form.break_pages(sheet, end - 1)
    return workbook


def _values(place: int, row: CellInMonth) -> list[Value]:
    marks = ["x" if row.quality is quality else None for quality in _CLASSES]
    score = row.scored.values.score if row.scored else None
    return [place, row.name, row.members, months.held_on(row), score, *marks, note(row)]


def note(row: CellInMonth) -> str:
    """Return what explains a cell's line: why there was no meeting, the points lost, what the secretary wrote."""
    state = row.month.label if row.state is not MonthState.RECORDED else ""
    deducted = row.scored.values.deduction_note if row.scored else ""
    said = "; ".join(part for part in (deducted, row.note) if part)
    return ": ".join(part for part in (state, said) if part)


def names_behind(data: Month, scope: Scope) -> dict[tuple[int, int], Callable[[Session], Behind]]:
    """Return what reads the names behind the numbers: members of a cell or all, meetings by their score or class."""
    whole = Participation(data, (), scope.as_of)
    lines = [*participation.lines(whole), participation.total(whole)]
    first, end = _BODY[0], _BODY[0] + max(len(data.rows), 1)
    places = [*range(first, first + len(data.rows)), end]
    found: dict[tuple[int, int], Callable[[Session], Behind]] = {
        (place, _MEMBERS): partial(_members, whole, line) for place, line in zip(places, lines, strict=True)
    }
    for place, row in enumerate(data.rows, first):
        if row.scored and row.scored.values.score is not None:
            score = number(row.scored.values.score, 0 if row.scored.values.score == int(row.scored.values.score) else 2)
            found[place, _SCORE] = partial(_meetings, data, f"Điểm – {row.name}", f"{score} điểm", [row])
    for quality, column in _CLASSES.items():
        rows = [row for row in data.rows if row.quality is quality]
        found[end, column] = partial(_meetings, data, f"Xếp loại {quality.label.lower()}", quality.label, rows)
    return found


def members_of(data: Month, place: int, scope: Scope) -> Callable[[Session], Behind]:
    """Return what reads the members of a row of the month, counted from 0."""
    whole = Participation(data, (), scope.as_of)
    return partial(_members, whole, participation.lines(whole)[place])


def meetings_of(data: Month, title: str, counted_as: str, rows: Sequence[CellInMonth]) -> Behind:
    """Return the meetings of rows of the month, all counted alike."""
    gatherings = [behind.gathering(data, row, counted_as) for row in rows]
    return Behind(f"{title}, {data.period.label.lower()}", f"{number(len(rows))} chi bộ.", months=gatherings)


def _members(whole: Participation, line: Line, session: Session) -> Behind:
    return participation.everybody(session, whole, line)


def _meetings(data: Month, title: str, counted_as: str, rows: Sequence[CellInMonth], _session: Session) -> Behind:
    return meetings_of(data, title, counted_as, rows)


def check(data: Month, scope: Scope) -> list[Finding]:
    """Say which cells have no score, no class or have not met."""
    year, month = data.period.months()[0]
    found: list[Finding] = []
    if waiting := data.names(MonthState.UNRECORDED):  # as exports.participation says it
        found.append(Finding(f"Còn {data.unwritten.words(f'tháng {month}/{year}')}: {listed(waiting)}."))
    for names, text in (
        (data.names(MonthState.NOT_MET), "{n} chi bộ không sinh hoạt"),
        (data.silent, "{n} chi bộ chưa có cuộc họp"),
        (data.without_members, "{n} chi bộ chưa có đảng viên nên không tính"),
        (data.names(MonthState.AHEAD), "{n} chi bộ chưa đến ngày họp"),
        (
            [row.name for row in data.rows if row.has_roll and row.quality is None],
            "{n} chi bộ đã họp mà chưa có điểm, xếp loại",
        ),
    ):
        if names:
            found.append(Finding(f"{text.format(n=len(names))} tháng {month}/{year}: {listed(names)}."))
    return [*found, *drifted(data)]


REPORT = Report[Month](
    key="xep-loai-sinh-hoat",
    title="Đánh giá, xếp loại chất lượng sinh hoạt chi bộ tháng",
    group="Sinh hoạt chi bộ",
    needs=Needs.MONTH,
    fetch=fetch,
    build=build,
    check=check,
    behind=names_behind,
)
