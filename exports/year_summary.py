"""What every cell made of a stretch of months, with the commune's sums: meetings, rate, classes, themes, absences.

No central form is known (domain.md 7.10 names one whose columns were not read); the rate is that of domain.md 4.5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports import behind, sums
from exports.names import Behind, Finding
from exports.report import PERCENT, Column, Needs, Report, Scope, Sheet, Value, listed, percentage
from models import cell_years, closings, rules
from models.attenders import PersonLine
from models.cell_years import CellYear, CellYears, MonthLine
from models.participation import EMPTY, MonthState, Tally
from models.rules import Rule
from models.tables import Mark, Meeting, MeetingClass
from models.text import number, percent

_PRESENT = (Mark.PRESENT, Mark.ONLINE)


@dataclass(frozen=True)
class Summary:
    """The cells' months, the rule card of the last day, and the months of the period that are not closed."""

    years: CellYears
    rule: Rule
    open_months: tuple[str, ...]


def fetch(session: Session, scope: Scope) -> Summary:
    """Read the period."""
    if scope.period is None:
        raise ValueError("a summary has a period")
    years = cell_years.read(session, scope.period, on=scope.on)
    lived = sorted({(line.year, line.month) for line in years.total.months})
    closed = {(year, month) for year in {one for one, _m in lived} for month in closings.closed_months(session, year)}
    still_open = tuple(f"{month}/{year}" for year, month in lived if (year, month) not in closed)
    return Summary(years, rules.book(session).on(scope.as_of), still_open)


def notes(data: Summary) -> list[str]:
    """Return the lines below the table: the rate in words, what the columns count, which months are not closed."""
    tally, rule = data.years.total.tally, data.rule
    if tally.rate is not None:
        verdict = "đạt" if rule.is_met(tally.rate) else "chưa đạt"
        target = f"{verdict} mục tiêu {rule.target_label}"
        said = [f"1. Tỷ lệ đảng viên tham gia sinh hoạt: {tally.counted} = {percent(tally.rate, 2)}, {target}."]
    else:
        said = ["1. Chưa tính tỷ lệ chung vì còn chỗ chưa ghi điểm danh."]
    said.append(
        "2. Số lượt tính theo cuộc họp thường kỳ: một đảng viên phải dự 12 cuộc là 12 lượt. Tỷ lệ là tổng số lượt có "
        "mặt chia tổng số lượt phải dự, không phải trung bình các tháng."
    )
    said.append(
        f"3. Chuyên đề: cuộc họp riêng hoặc kết hợp; quý thiếu là quý đã hết có dưới {rule.thematic_per_quarter} lần "
        f"({rule.document})."
    )
    said.append("4. Không họp: đã ghi không sinh hoạt, hoặc tháng đã hết mà trong sổ không có cuộc họp thường kỳ.")
    if data.open_months:
        said.append(f"5. Số liệu chưa chốt: tháng {', '.join(data.open_months)}.")
    return said


def check(data: Summary, scope: Scope) -> list[Finding]:
    """Say what is not written, who missed months or themes, and whether the cells make up the commune."""
    cells, total = data.years.cells, data.years.total
    found: list[Finding] = []
    if data.years.drift:
        words = listed([one.words for one in data.years.drift], 8)
        found.append(Finding(f"Tháng đã chốt giữ số lúc chốt; quy định sửa sau đó làm số tính lại khác đi: {words}."))
    for names, text in (
        (_some(cells, lambda line: line.is_unwritten), "còn tháng chưa ghi điểm danh"),
        ([one.name for one in cells if one.tally.unrecorded], "còn người chưa ghi"),
        (_some(cells, lambda line: line.is_missed), "có tháng không sinh hoạt"),
        (_some(cells, lambda line: line.is_below), "có tháng dưới mục tiêu"),
        ([one.name for one in cells if one.short_quarters], "có quý chưa sinh hoạt chuyên đề"),
        (_some(cells, lambda line: line.is_unrated), "có tháng chưa xếp loại"),
        (
            _some(cells, lambda line: line.quality is not None and not line.has_met),
            "có tháng đã xếp loại mà chưa ghi điểm danh",
        ),
    ):
        if names:
            found.append(Finding(f"{len(names)} chi bộ {text}: {listed(names)}."))
    parts = sum((one.tally for one in cells), EMPTY)
    pairs = [
        (what, getattr(parts, name), getattr(total.tally, name))
        for what, name in (
            ("Số cuộc họp đã ghi", "meetings"),
            ("Lượt phải dự", "eligible"),
            ("Lượt có mặt", "attended"),
            ("Lượt vắng có lý do", "excused"),
            ("Lượt vắng không lý do", "unexcused"),
        )
    ]
    return [*found, *sums.differing(pairs)]


def _some(cells: tuple[CellYear, ...], keeps: Callable[[MonthLine], bool]) -> list[str]:
    return [one.name for one in cells if one.count(keeps)]


def counted_as(line: MonthLine) -> str:
    """Return in words how a cell's month is counted."""
    if line.is_missed:
        return MonthState.NOT_MET.value if line.value.meetings else "Sổ không có cuộc họp"
    if line.has_met:
        return line.quality.label if line.quality else "Chưa xếp loại"
    return "Chưa ghi điểm danh" if line.is_unwritten else MonthState.AHEAD.value


def _rate(tally: Tally) -> Value:
    rate = percentage(tally.rate)
    return "–" if rate is None else rate


def _months(
    heading: str,
    keeps: Callable[[MonthLine], bool],
    width: float = 6,
    *,
    group: str = "Số tháng",
    optional: bool = False,
) -> Column[CellYear]:
    """Return a column that counts months, and opens them."""

    def read(_session: Session, data: Summary, row: CellYear) -> Behind:
        return behind_months(heading, data.years, row, keeps)

    return Column(heading, lambda row: row.count(keeps), width, group=group, optional=optional, behind=read)


def behind_months(what: str, years: CellYears, row: CellYear, keeps: Callable[[MonthLine], bool]) -> Behind:
    """Return the months of a cell or all that are so."""
    names = {one.cell_id: one.name for one in years.cells}
    found = [behind.month_of(line, names[line.cell_id], counted_as(line)) for line in row.months if keeps(line)]
    return Behind(_title(what, years, row), f"{number(len(found))} tháng trong {len(row.months)} tháng.", months=found)


def _title(what: str, years: CellYears, row: CellYear) -> str:
    where = "cả đảng bộ" if row.cell_id is None else row.name
    return f"{what} – {where}, {years.period.label[0].lower()}{years.period.label[1:]}"


def _people(
    heading: str,
    value: Callable[[CellYear], Value],
    *marks: Mark,
    width: float = 7,
    group: str = "Lượt đảng viên",
    optional: bool = False,
    format: str = "",
) -> Column[CellYear]:
    """Return a column that counts people on rolls, and opens them."""

    def keeps(line: PersonLine) -> bool:
        return line.is_eligible and (not marks or line.mark in marks)

    def read(session: Session, data: Summary, row: CellYear) -> Behind:
        only = () if row.cell_id is None else (Meeting.cell_id == row.cell_id,)
        names = {one.cell_id: one.name for one in data.years.cells}
        people = behind.turns(session, data.years.figures, names, keeps, *only)
        text = behind.in_turns(people)
        if row.tally.rate is not None:
            text += f" Có mặt {row.tally.counted} lượt phải dự = {percent(row.tally.rate, 2)}."
        if row.tally.outside:
            text += f" {number(row.tally.outside)} lượt ngoài diện phải dự không tính ({data.rule.document})."
        return Behind(_title(heading, data.years, row), text, people)

    return Column(heading, value, width, group=group, optional=optional, behind=read, format=format)


def _is(quality: MeetingClass) -> Callable[[MonthLine], bool]:
    return lambda line: line.quality is quality


def _short_quarters(_session: Session, data: Summary, row: CellYear) -> Behind:
    lacking = {(one.cell_id, one.year, one.quarter) for one in row.quarters if one.is_short}

    def is_in_one(line: MonthLine) -> bool:
        return (line.cell_id, line.year, (line.month + 2) // 3) in lacking

    return behind_months("Quý thiếu chuyên đề", data.years, row, is_in_one)


_CLASSES = "Số tháng xếp loại"
_THEMES = "Chuyên đề"

REPORT = Report[Summary](
    key="tong-hop-sinh-hoat",
    title="Tổng hợp sinh hoạt chi bộ theo kỳ",
    group="Sinh hoạt chi bộ",
    needs=Needs.PERIOD,
    fetch=fetch,
    sheets=(
        Sheet[Summary](
            name="Tổng hợp",
            title="Tổng hợp sinh hoạt chi bộ",
            rows=lambda data: data.years.cells,
            total=lambda data: data.years.total,
            notes=notes,
            empty="Trong kỳ đảng bộ chưa có chi bộ nào.",
            columns=(
                Column[CellYear]("Chi bộ", lambda row: row.name, width=26, align="left"),
                _months("Trong kỳ", lambda _line: True),
                _months("Đã họp", lambda line: line.has_met, 5),
                _months("Không họp", lambda line: line.is_missed),
                _months("Chưa ghi", lambda line: line.is_unwritten, 5.5, optional=True),
                Column[CellYear](
                    "Số lần",
                    lambda row: row.themes,
                    5.5,
                    group=_THEMES,
                    behind=lambda _session, data, row: behind_months(
                        _THEMES, data.years, row, lambda line: bool(line.themes)
                    ),
                ),
                Column[CellYear]("Quý thiếu", lambda row: row.short_quarters, 6, group=_THEMES, behind=_short_quarters),
                _people("Phải dự", lambda row: row.tally.eligible),
                _people("Có mặt", lambda row: row.tally.attended, *_PRESENT),
                _people("Vắng có lý do", lambda row: row.tally.excused, Mark.EXCUSED),
                _people("Vắng không lý do", lambda row: row.tally.unexcused, Mark.UNEXCUSED),
                _people("Chưa ghi", lambda row: row.tally.unrecorded, Mark.UNRECORDED, optional=True),
                _people("Tỷ lệ (%)", lambda row: _rate(row.tally), width=8, group="", format=PERCENT),
                _months("Dưới mục tiêu", lambda line: line.is_below, 7, group=""),
                *(_months(one.label, _is(one), 6, group=_CLASSES) for one in MeetingClass),
                _months("Chưa xếp loại", lambda line: line.is_unrated, 6.5, group=_CLASSES, optional=True),
            ),
        ),
    ),
    check=check,
)
