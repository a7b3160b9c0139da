"""What a cell reports of its month to the commune: day, attendance, score, class, points lost (domain.md 7.7).

Of one cell it is the cell's own paper, headed and signed by it; of all it is the commune's list of what they report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from exports import behind, sums
from exports.closed import drifted, edition
from exports.meeting_quality import note
from exports.names import Behind, Finding, Gathering, Person
from exports.report import DATE, Column, Needs, Report, Scope, Sheet, Value, listed
from models import cell_register, months
from models.months import CellInMonth, Month
from models.office import Office
from models.participation import EMPTY, MonthState, Tally
from models.tables import Mark, Standing
from models.text import number, percent

_PRESENT = (Mark.PRESENT, Mark.ONLINE)


@dataclass(frozen=True)
class Line:
    """A cell's line, or (`cell` None) the sum."""

    name: str
    members: int
    tally: Tally
    has_roll: bool
    cell: CellInMonth | None = None


@dataclass(frozen=True)
class Returned:
    """The month with the cells reported, the commune's counts, the secretary who signs, the day of the lists."""

    month: Month
    whole: Tally
    secretary: str
    as_of: date


def fetch(session: Session, scope: Scope) -> Returned:
    """Read the month, of one cell or all."""
    month = months.read(session, *scope.month, on=scope.on, as_of=scope.as_of)
    if scope.cell is None:
        return Returned(month, month.total, "", scope.as_of)
    cell_id = scope.cell[0]
    own = replace(month, rows=tuple(row for row in month.rows if row.cell_id == cell_id))
    signer = cell_register.secretaries(session, scope.as_of).get(cell_id)
    whole = month.figures.cell(cell_id)
    return Returned(own, whole, signer.full_name if signer else "", scope.as_of)


def lines(data: Returned) -> list[Line]:
    """Return the cells."""
    return [Line(row.name, row.members, row.month.tally, row.has_roll, row) for row in data.month.rows]


def total(data: Returned) -> Line | None:
    """Return the sum of the cells; None for one alone."""
    rows = lines(data)
    if len(rows) < 2:
        return None
    return Line("Tổng cộng", sum(row.members for row in rows), data.whole, has_roll=True)


def sender(data: Returned, scope: Scope) -> Office:
    """Return the head and the signature of one cell: the commune is its superior, the secretary signs."""
    if scope.cell is None:
        return scope.office
    return replace(
        scope.office,
        superior=scope.office.commune,
        commune=scope.cell[1],
        preparer="",
        preparer_phone="",
        signing_for="T/M CHI BỘ",
        signer_title="BÍ THƯ",
        signer=data.secretary,
    )


def check(data: Returned, scope: Scope) -> list[Finding]:
    """Say what the returns lack, who has not met, and whether the cells make up the commune."""
    found: list[Finding] = []
    if waiting := data.month.names(MonthState.UNRECORDED):
        found.append(Finding(f"{data.month.unwritten.words()}: {listed(waiting)}."))
    for names, text in (
        (data.month.names(MonthState.NOT_MET), "không sinh hoạt"),
        (data.month.silent, "chưa có cuộc họp"),
        (data.month.names(MonthState.AHEAD), "chưa đến ngày họp"),
        ([row.name for row in data.month.rows if row.has_roll and row.quality is None], "chưa có mức xếp loại"),
        ([row.name for row in data.month.rows if _lacks_reason(row)], "bị trừ điểm mà chưa thuyết minh"),
    ):
        if names:
            found.append(Finding(f"{len(names)} chi bộ {text}: {listed(names)}."))
    if scope.cell is not None and not data.secretary:
        found.append(Finding("Chưa ghi bí thư của chi bộ; chỗ ký để trống tên."))
    parts = sum((row.month.tally for row in data.month.rows), EMPTY)
    pairs = (
        ("Số phải dự", parts.eligible, data.whole.eligible),
        ("Số dự họp", parts.attended, data.whole.attended),
    )
    return [*found, *sums.differing(pairs), *(drifted(data.month) if scope.cell is None else ())]


def _lacks_reason(row: CellInMonth) -> bool:
    values = row.scored.values if row.scored else None
    return values is not None and values.score is not None and values.score < 100 and not values.deduction_note


def notes(data: Returned) -> list[str]:
    """Return the lines below the table: the rate in words, when the return is due, the edition if closed."""
    tally, rule = data.whole, data.month.rule
    said: list[str] = []
    if tally.rate is not None:
        said.append(f"Tỷ lệ đảng viên dự sinh hoạt: {tally.counted} = {percent(tally.rate, 2)}.")
    if rule.result_days is not None:
        said.append(f"Chi bộ báo kết quả trong {rule.result_days} ngày sau cuộc họp ({rule.document}).")
    return [*said, *edition(data.month)]


def _behind(what: str, people: list[Person], data: Returned, line: Line) -> Behind:
    where = "cả đảng bộ" if line.cell is None else line.name
    year, month = data.month.period.months()[0]
    return Behind(f"{what} – {where}, tháng {month}/{year}", f"{number(len(people))} tên.", people)


def _members(session: Session, data: Returned, line: Line) -> Behind:
    people = behind.on_lists(session, data.month, line.cell, frozenset(Standing), data.as_of)
    return _behind("Đảng viên", people, data, line)


def _rolls(what: str, *marks: Mark) -> Callable[[Session, Returned, Line], Behind]:
    def read(session: Session, data: Returned, line: Line) -> Behind:
        people = behind.on_rolls(
            session, data.month, line.cell, lambda one: one.is_eligible and (not marks or one.mark in marks)
        )
        return _behind(what, people, data, line)

    return read


def _meeting(_session: Session, data: Returned, line: Line) -> Behind:
    year, month = data.month.period.months()[0]
    row = line.cell
    if row is None:
        return Behind("", "")
    quality = row.quality.label if row.quality else ""
    found = Gathering(row.cell_id, row.name, year, month, months.held_on(row), quality, note(row))
    return Behind(f"Điểm – {row.name}, tháng {month}/{year}", "Mở cuộc họp để xem từng mục điểm.", months=(found,))


def _of_cell(value: Callable[[CellInMonth], Value]) -> Callable[[Line], Value]:
    return lambda line: None if line.cell is None else value(line.cell)


REPORT = Report[Returned](
    key="bao-cao-chi-bo",
    title="Báo cáo tháng của chi bộ",
    group="Sinh hoạt chi bộ",
    needs=Needs.MONTH,
    fetch=fetch,
    sheets=(
        Sheet[Returned](
            name="Báo cáo",
            title="Báo cáo",
            subject="Kết quả sinh hoạt chi bộ",
            rows=lines,
            total=total,
            notes=notes,
            empty="Tháng này chưa có chi bộ nào.",
            columns=(
                Column[Line]("Chi bộ", lambda line: line.name, width=28, align="left"),
                Column[Line]("Ngày họp", _of_cell(months.held_on), width=12, format=DATE),
                Column[Line]("Tổng số", lambda line: line.members, 8, group="Số đảng viên", behind=_members),
                Column[Line](
                    "Phải dự",
                    lambda line: line.tally.eligible if line.has_roll else None,
                    8,
                    group="Số đảng viên",
                    behind=_rolls("Phải dự"),
                ),
                Column[Line](
                    "Dự họp",
                    lambda line: line.tally.attended if line.has_roll else None,
                    8,
                    group="Số đảng viên",
                    behind=_rolls("Dự họp", *_PRESENT),
                ),
                Column[Line](
                    "Điểm", _of_cell(lambda row: row.scored and row.scored.values.score), width=8, behind=_meeting
                ),
                Column[Line]("Mức xếp loại", _of_cell(lambda row: row.quality and row.quality.label), width=12),
                Column[Line]("Thuyết minh điểm trừ", _of_cell(note), width=38, align="left"),
            ),
        ),
    ),
    check=check,
    is_by_cell=True,
    sender=sender,
)
