"""Members taking part in the cell meetings of a month: by cell with the pooled rate, and the absent by name.

No central form is known; columns as in domain.md 7.9. The rate is that of domain.md 4.5: sums over sums, none while
something is “chưa ghi”; cells that did not meet stay out of it and are counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from exports import behind, month_absent
from exports.closed import drifted, edition
from exports.month_absent import Absent
from exports.names import Behind, Finding, Person
from exports.report import PERCENT, Column, Needs, Report, Scope, Sheet, Value, listed, percentage
from models import attenders, cells, months, roll_standings
from models.attenders import PersonLine
from models.dates import Period
from models.months import CellInMonth, Month
from models.participation import MonthState, Tally
from models.roll_standings import KnownSince
from models.tables import Duty, Mark, Standing
from models.text import number, percent

_OFTEN = 3  # unexcused absences of a year from which the cell must act (domain.md 10, reminders)


@dataclass(frozen=True)
class Line:
    """A line of the first sheet: a cell, or the commune as a whole (`cell` None)."""

    name: str
    official: int
    probationary: int
    unknown: int
    tally: Tally
    has_roll: bool
    rate: Value
    cell: CellInMonth | None = None


@dataclass(frozen=True)
class Participation:
    """The month, those who were absent in the order of cells and rolls, and the day of the register's lists.

    `known` are those whom a closed month keeps as “chưa rõ” though the register knows them by now.
    """

    month: Month
    absent: tuple[Absent, ...]
    as_of: date
    known: tuple[KnownSince, ...] = ()
    twice: tuple[str, ...] = ()
    """Who moved between two meetings of the month, and is on both rolls (models.attenders)."""


def fetch(session: Session, scope: Scope) -> Participation:
    """Read the month."""
    year, number_of_month = scope.month
    data = months.read(session, year, number_of_month, on=scope.on, as_of=scope.as_of)
    absent = month_absent.read(session, data, scope.period.last if scope.period else scope.as_of)
    known = roll_standings.known_since(session, year, number_of_month) if data.closing else []
    twice = attenders.on_two_rolls(session, year, number_of_month)
    return Participation(data, absent, scope.as_of, tuple(known), tuple(twice))


def lines(data: Participation) -> list[Line]:
    """Return the cells."""
    return [
        Line(
            name=row.name,
            official=row.official,
            probationary=row.probationary,
            unknown=row.unknown,
            tally=row.month.tally,
            has_roll=row.has_roll,
            rate=_rate(row.month.tally) if row.state is MonthState.RECORDED else row.month.label,
            cell=row,
        )
        for row in data.month.rows
    ]


def total(data: Participation) -> Line:
    """Return the commune: sums of the cells, the rate of the sums."""
    rows = data.month.rows
    return Line(
        name="Tổng cộng",
        official=sum(row.official for row in rows),
        probationary=sum(row.probationary for row in rows),
        unknown=sum(row.unknown for row in rows),
        tally=data.month.total,
        has_roll=True,
        rate=_rate(data.month.total),
    )


def _rate(tally: Tally) -> Value:
    rate = percentage(tally.rate)
    return "–" if rate is None else rate


def notes(data: Participation) -> list[str]:
    """Return the lines below the table: how many met, the rate in words, what stands in its way, the rule."""
    rows, tally, rule = data.month.rows, data.month.total, data.month.rule
    met = sum(row.has_roll for row in rows)
    said = [
        f"1. Chi bộ đã sinh hoạt: {met}/{len(rows)}." + _named("Không sinh hoạt", data.month.names(MonthState.NOT_MET))
    ]
    said[0] += _named("Chưa có cuộc họp", data.month.silent)
    said[0] += _named("Chưa đến ngày họp", data.month.names(MonthState.AHEAD))
    waiting = data.month.names(MonthState.UNRECORDED)
    if waiting:
        said.append(f"2. Chưa tính tỷ lệ chung vì còn {data.month.unwritten.words()}: {listed(waiting)}.")
    elif tally.rate is not None:
        verdict = "đạt" if rule.is_met(tally.rate) else "chưa đạt"
        said.append(
            f"2. Tỷ lệ đảng viên tham gia sinh hoạt: {tally.counted} = "
            f"{percent(tally.rate, 2)}, {verdict} mục tiêu {rule.target_label}."
        )
    else:
        said.append("2. Chưa có chi bộ nào điểm danh nên chưa có tỷ lệ.")
    outside = ", ".join(duty.label.lower() for duty in Duty if duty in rule.excluded and duty is not Duty.GUEST)
    said.append(f"3. Số phải dự không gồm đảng viên: {outside or 'không có ai được trừ'} ({rule.document}).")
    return [*said, *(f"4. {line}" for line in edition(data.month))]


def _named(what: str, names: Sequence[str]) -> str:
    return f" {what}: {listed(names)}." if names else ""


def check(data: Participation, scope: Scope) -> list[Finding]:
    """Say what is not written yet, who did not meet, who is below the target or absent often."""
    period, found = _when(data.month.period), list[Finding]()

    def add(names: Sequence[str], text: str) -> None:
        if names:
            found.append(Finding(text.format(n=len(names), period=period, names=listed(names))))

    add(data.month.names(MonthState.UNRECORDED), f"Còn {data.month.unwritten.words(period)}: {{names}}.")
    add(data.month.silent, "{n} chi bộ chưa có cuộc họp {period}: {names}.")
    add(data.month.without_members, "{n} chi bộ chưa có đảng viên nên không tính {period}: {names}.")
    add(data.month.names(MonthState.AHEAD), "{n} chi bộ chưa đến ngày họp {period}: {names}.")
    add(data.month.names(MonthState.NOT_MET), "{n} chi bộ không sinh hoạt {period}: {names}.")
    below = [row.name for row in data.month.rows if row.month.is_on_target is False]
    add(below, "{n} chi bộ không đạt mục tiêu " + data.month.rule.target_label + " {period}: {names}.")
    often = [row.full_name for row in data.absent if row.mark is Mark.UNEXCUSED and row.unexcused >= _OFTEN]
    add(often, f"{{n}} đồng chí vắng không lý do từ {_OFTEN} lần trong năm: {{names}}.")
    add(
        data.twice,
        "{n} đồng chí chuyển chi bộ giữa hai cuộc họp {period} nên có trong điểm danh của cả hai chi bộ; "
        "tổng số đảng viên tính hai lần: {names}.",
    )
    found.extend(drifted(data.month))
    if data.known:
        found.append(Finding(roll_standings.known_words(data.known)))
    unsure = [row.name for row in data.month.rows if row.unknown]
    add(unsure, "{n} chi bộ có đảng viên chưa rõ chính thức hay dự bị: {names}.")
    return found


def _when(period: Period) -> str:
    year, month_number = period.months()[0]
    return f"tháng {month_number}/{year}"


def _counted(value: Callable[[Tally], int]) -> Callable[[Line], Value]:
    """Return a column of the roll's counts; blank where no roll was written."""
    return lambda line: value(line.tally) if line.has_roll else None


def _meetings(values: Callable[[CellInMonth], Iterable[Value]]) -> Callable[[Line], Value]:
    """Return a column about the cell's meetings: one value as it is, different ones side by side."""

    def value(line: Line) -> Value:
        if line.cell is None or not line.has_roll:
            return None
        found = [one for one in dict.fromkeys(values(line.cell)) if one not in (None, "")]
        return found[0] if len(found) == 1 else "; ".join(map(str, found))

    return value


def _of_cell(value: Callable[[CellInMonth], Value]) -> Callable[[Line], Value]:
    return lambda line: None if line.cell is None else value(line.cell)


def _note(cell: CellInMonth) -> str:
    left = cell.month.tally.unrecorded
    return "; ".join(part for part in (f"Còn {left} đồng chí chưa ghi" if left else "", cell.note) if part)


# The names behind the numbers


_IN_ATTENDANCE = (Mark.PRESENT, Mark.ONLINE)


def _rolls(what: str, keeps: Callable[[PersonLine], bool]) -> Callable[[Session, Participation, Line], Behind]:
    """Return what reads the lines of the rolls that a column counts."""

    def read(session: Session, data: Participation, line: Line) -> Behind:
        return _behind(what, data, line, behind.on_rolls(session, data.month, line.cell, keeps))

    return read


def _lists(what: str, *standings: Standing) -> Callable[[Session, Participation, Line], Behind]:
    """Return what reads the members that a column counts."""

    def read(session: Session, data: Participation, line: Line) -> Behind:
        wanted = frozenset(standings or Standing)
        people = behind.on_lists(session, data.month, line.cell, wanted, data.as_of)
        found = _behind(what, data, line, people)
        known = {
            Standing.OFFICIAL: line.official,
            Standing.PROBATIONARY: line.probationary,
            Standing.UNKNOWN: line.unknown,
        }
        count = sum(known[one] for one in wanted)
        if count == len(people):
            return found
        text = f"Số đã chốt là {number(count)}; danh sách nay có {number(len(people))} tên. {found.explanation}"
        return replace(found, explanation=text)

    return read


everybody = _lists("Đảng viên")
"""Reads the members of a line of the month."""


def _meeting(what: str) -> Callable[[Session, Participation, Line], Behind]:
    """Return what tells of the meeting that a number of a cell was taken from."""

    def read(_session: Session, data: Participation, line: Line) -> Behind:
        cell = line.cell
        assert cell is not None  # the commune has no meeting
        title = f"{what} – {cell.name}, {_when(data.month.period)}"
        return Behind(title, "Lấy từ cuộc họp này.", months=[behind.gathering(data.month, cell, what)])

    return read


def _marked(what: str, *marks: Mark) -> Callable[[Session, Participation, Line], Behind]:
    return _rolls(what, lambda one: one.is_eligible and (not marks or one.mark in marks))


def _of_duty(duty: Duty) -> Callable[[Session, Participation, Line], Behind]:
    return _rolls(duty.label, lambda one: one.duty is duty)


def _behind(what: str, data: Participation, line: Line, people: Sequence[Person]) -> Behind:
    tally, rule = line.tally, data.month.rule
    said = [f"{number(len(people))} tên."]
    if tally.meetings:
        rate = f" = {percent(tally.rate, 2)}" if tally.rate is not None else ", chưa tính tỷ lệ vì còn chỗ chưa ghi"
        outside = f"; {number(tally.outside)} người ngoài diện phải dự ({rule.document})" if tally.outside else ""
        said.append(f"Có mặt {tally.counted} phải dự{rate if tally.eligible else ''}{outside}.")
    where = "cả đảng bộ" if line.cell is None else line.name
    return Behind(f"{what} – {where}, {_when(data.month.period)}", " ".join(said), people)


_MEMBERS = "Tổng số đảng viên"

_BY_CELL = Sheet[Participation](
    name="Theo chi bộ",
    title="Báo cáo tổng hợp đảng viên tham gia sinh hoạt chi bộ",
    rows=lines,
    total=total,
    notes=notes,
    empty="Tháng này đảng bộ chưa có chi bộ nào.",
    columns=(
        Column[Line]("Chi bộ", lambda line: line.name, width=18.5, align="left"),
        Column[Line]("Loại chi bộ", _of_cell(lambda cell: cells.short_name(cell.kind)), width=13.5),
        Column[Line](
            "Cộng",
            lambda line: line.official + line.probationary + line.unknown,
            5.5,
            group=_MEMBERS,
            behind=_lists("Đảng viên"),
        ),
        Column[Line](
            "CT", lambda line: line.official, 5.5, group=_MEMBERS, behind=_lists("Chính thức", Standing.OFFICIAL)
        ),
        Column[Line](
            "DB", lambda line: line.probationary, 5.5, group=_MEMBERS, behind=_lists("Dự bị", Standing.PROBATIONARY)
        ),
        Column[Line](
            "Chưa rõ",
            lambda line: line.unknown,
            5.5,
            group=_MEMBERS,
            optional=True,
            behind=_lists("Chưa rõ chính thức hay dự bị", Standing.UNKNOWN),
        ),
        Column[Line]("Được miễn", _counted(lambda tally: tally.exempt), 5.5, behind=_of_duty(Duty.EXEMPT)),
        Column[Line]("Tạm thời đi", _counted(lambda tally: tally.temp_away), 5.5, behind=_of_duty(Duty.TEMP_AWAY)),
        Column[Line](
            "Đình chỉ", _counted(lambda tally: tally.suspended), 5, optional=True, behind=_of_duty(Duty.SUSPENDED)
        ),
        Column[Line](
            "Nhiệm vụ đặc biệt",
            _counted(lambda tally: tally.special_duty),
            6,
            optional=True,
            behind=_of_duty(Duty.SPECIAL_DUTY),
        ),
        Column[Line](
            "Tạm thời đến", _counted(lambda tally: tally.guests), 5.5, optional=True, behind=_of_duty(Duty.GUEST)
        ),
        Column[Line]("Phải dự", _counted(lambda tally: tally.eligible), 5, behind=_marked("Phải dự")),
        Column[Line]("Có mặt", _counted(lambda tally: tally.attended), 5, behind=_marked("Có mặt", *_IN_ATTENDANCE)),
        Column[Line](
            "Vắng có lý do", _counted(lambda tally: tally.excused), 5.5, behind=_marked("Vắng có lý do", Mark.EXCUSED)
        ),
        Column[Line](
            "Vắng không lý do",
            _counted(lambda tally: tally.unexcused),
            6,
            behind=_marked("Vắng không lý do", Mark.UNEXCUSED),
        ),
        Column[Line](
            "Chưa ghi",
            _counted(lambda tally: tally.unrecorded),
            5,
            optional=True,
            behind=_marked("Chưa ghi", Mark.UNRECORDED),
        ),
        Column[Line]("Tỷ lệ (%)", lambda line: line.rate, 8, format=PERCENT, behind=_marked("Phải dự")),
        Column[Line](
            "Hình thức", _meetings(lambda cell: (m.values.form and m.values.form.label for m in cell.meetings)), 8
        ),
        Column[Line](
            "Thời lượng (phút)",
            _meetings(lambda cell: (m.minutes for m in cell.meetings)),
            6,
            behind=_meeting("Thời lượng"),
        ),
        Column[Line]("Chuyên đề", _of_cell(lambda cell: cell.thematic), 7),
        Column[Line](
            "Điểm", _of_cell(lambda cell: cell.scored and cell.scored.values.score), 5, behind=_meeting("Điểm")
        ),
        Column[Line]("Xếp loại", _of_cell(lambda cell: cell.quality and cell.quality.label), 7),
        Column[Line]("Cấp ủy viên dự", _meetings(lambda cell: (m.values.superior_guest for m in cell.meetings)), 17),
        Column[Line]("Ghi chú", _of_cell(_note), 11.5, align="left"),
    ),
)

_ABSENT = Sheet[Participation](
    name="Đảng viên vắng",
    title="Danh sách đảng viên vắng sinh hoạt chi bộ",
    rows=lambda data: data.absent,
    empty="Không có đảng viên vắng.",
    columns=month_absent.COLUMNS,
)

REPORT = Report[Participation](
    key="tham-gia-sinh-hoat",
    title="Đảng viên tham gia sinh hoạt chi bộ tháng",
    group="Sinh hoạt chi bộ",
    needs=Needs.MONTH,
    fetch=fetch,
    sheets=(_BY_CELL, _ABSENT),
    check=check,
)
