"""Figures and targets in the words of an office: what is reached, what is asked, what is still needed."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from models.cells import short_name
from models.dates import Period, office_date
from models.indicators import Direction, Figure, Indicator, Timing, formulas
from models.pace import CellLine, Pace, TargetProgress
from models.tables import Measure
from models.targets import OFFERED, TargetRow
from models.text import number, percent
from ui.theme import State

STATES = {
    Pace.REACHED: State.GOOD,
    Pace.ON_TRACK: State.GOOD,
    Pace.BEHIND: State.WARN,
    Pace.OVER: State.BAD,
    Pace.MISSED: State.BAD,
    Pace.UNKNOWN: State.IDLE,
    Pace.NOT_BEGUN: State.IDLE,
}


tr = QCoreApplication.translate


def amount(value: Fraction | None, *, is_percent: bool) -> str:
    """A value as it is written: 14, 12,5, 65,0 %; “–” when it cannot be told."""
    if value is None or is_percent:
        return percent(value)
    return number(value, 0 if value.denominator == 1 else 1)


def value_of(figure: Figure) -> str:
    """The value of a figure in its unit."""
    return amount(figure.value, is_percent=figure.indicator.is_share)


def counted(figure: Figure) -> str:
    """How a figure is made up: “158/243 thôn, bản”, “15 đảng viên”, with what is not known."""
    unit = figure.indicator.counts.value
    text = number(figure.count) if figure.of is None else f"{number(figure.count)}/{number(figure.of)}"
    if figure.unknown:
        return tr("Targets", "{counted} {unit} · {n} chưa rõ").format(counted=text, unit=unit, n=number(figure.unknown))
    return f"{text} {unit}"


def made_up(figure: Figure) -> str:
    """How a figure is made up, with its share where the value is a number."""
    if figure.indicator.is_share or figure.share is None:
        return counted(figure)
    return f"{counted(figure)} = {percent(figure.share)}"


def explained(figure: Figure) -> str:
    """How a figure is made up, without saying a plain number twice."""
    is_plain = figure.of is None and not figure.unknown
    return figure.indicator.counts.value if is_plain else made_up(figure)


def goal(row: TargetRow) -> str:
    """What a target asks for: “18”, “trên 90 %”, “không quá 3”, “giảm từ 20 %”."""
    shown = amount(row.goal, is_percent=row.is_percent)
    is_strict = row.values.is_strict
    if row.values.measure is Measure.REDUCTION:
        return (tr("Targets", "giảm trên {value}") if is_strict else tr("Targets", "giảm từ {value}")).format(
            value=shown
        )
    if row.is_ceiling:
        return (tr("Targets", "dưới {value}") if is_strict else tr("Targets", "không quá {value}")).format(value=shown)
    return tr("Targets", "trên {value}").format(value=shown) if is_strict else shown


def reached(progress: TargetProgress) -> str:
    """Actual and target in one: “14/18”, “65,0 % / 70 %”, “2 · không quá 0”."""
    actual = amount(progress.actual, is_percent=progress.row.is_percent)
    row = progress.row
    if row.is_ceiling or row.values.is_strict or row.values.measure is Measure.REDUCTION:
        return f"{actual} · {goal(row)}"
    return f"{actual} / {goal(row)}" if row.is_percent else f"{actual}/{goal(row)}"


def bar(progress: TargetProgress) -> tuple[float, State, float | None]:
    """How a bar shows a target: the part done, the state, and the time that has passed where that says something."""
    if progress.done is None:
        return 0.0, State.IDLE, None
    is_running = progress.has_pace and 0 < progress.elapsed < 1
    return float(progress.done), STATES[progress.pace], float(progress.elapsed) if is_running else None


def exceeded(progress: TargetProgress) -> str:
    """By how much a target is exceeded: “31,2 %”, of a rate in points, “4,0 điểm”; empty if it is not."""
    if progress.exceeded is None or progress.actual is None:
        return ""
    if not progress.row.is_percent:
        return percent(progress.exceeded)
    points = formulas.points(progress.row.goal, progress.actual)
    return tr("Targets", "{n} điểm").format(n=number(points, 0 if points.denominator == 1 else 1))


def pace(progress: TargetProgress) -> str:
    """What is still needed, short: “cần 2 mỗi tháng”, “vượt 31,2 %”, “thiếu 12 lượt”."""
    state, missing = progress.pace, progress.missing or 0
    is_down = progress.row.is_ceiling or progress.is_reduction
    if state is Pace.NOT_BEGUN:
        return tr("Targets", "từ {day}").format(day=office_date(progress.period.first))
    if state is Pace.UNKNOWN:
        unknown = progress.figure.unknown
        return (
            tr("Targets", "{n} chưa rõ").format(n=number(unknown)) if unknown else tr("Targets", "chưa có gì để tính")
        )
    if state is Pace.REACHED:
        over = exceeded(progress)
        return tr("Targets", "vượt {over}").format(over=over) if over else tr("Targets", "đã đủ")
    if progress.row.is_ceiling and progress.indicator.timing is not Timing.DAY:
        return tr("Targets", "quá {n}").format(n=number(missing)) if missing else tr("Targets", "chưa vượt mức")
    if progress.per_month is None:
        words = tr("Targets", "còn thừa {n}") if is_down else tr("Targets", "thiếu {n}")
        return words.format(n=number(missing))
    if missing < progress.months_left:
        words = (
            tr("Targets", "cần giảm {n} trong {months} tháng")
            if is_down
            else tr("Targets", "cần {n} trong {months} tháng")
        )
        return words.format(n=number(missing), months=progress.months_left)
    words = tr("Targets", "cần giảm {n} mỗi tháng") if is_down else tr("Targets", "cần {n} mỗi tháng")
    return words.format(n=number(progress.per_month))


def sentence(progress: TargetProgress) -> str:
    """What is still needed, in full, for the card of one target."""
    state, unit = progress.pace, progress.indicator.counts.value
    missing = f"{number(progress.missing or 0)} {unit}"
    if state is Pace.NOT_BEGUN:
        return tr("Targets", "Kỳ của chỉ tiêu bắt đầu từ {day}.").format(day=office_date(progress.period.first))
    if state is Pace.UNKNOWN:
        unknown = progress.figure.unknown
        if not unknown:
            return tr("Targets", "Chưa có gì được ghi trong kỳ để tính.")
        return tr("Targets", "Còn {n} {unit} chưa rõ; ghi đủ thì mới kết luận được.").format(
            n=number(unknown), unit=unit
        )
    if state is Pace.REACHED:
        over = exceeded(progress)
        return tr("Targets", "Vượt {over}.").format(over=over) if over else tr("Targets", "Đủ mức được giao.")
    if progress.row.is_ceiling and progress.indicator.timing is not Timing.DAY:
        return (
            tr("Targets", "Đã quá {n}.").format(n=missing)
            if progress.missing
            else tr("Targets", "Chưa vượt mức cho phép.")
        )
    is_down = progress.row.is_ceiling or progress.is_reduction
    lacks = (
        tr("Targets", "Còn phải giảm {n}").format(n=missing)
        if is_down
        else tr("Targets", "Còn thiếu {n}").format(n=missing)
    )
    if state is Pace.MISSED:
        return lacks + "."
    if progress.per_month is None:
        return lacks + tr("Targets", " so với chỉ tiêu.")
    if (progress.missing or 0) < progress.months_left:
        return lacks + tr("Targets", ", trong {months} tháng còn lại.").format(months=progress.months_left)
    words = tr("Targets", ": cần {n} mỗi tháng trong {months} tháng còn lại.")
    return lacks + words.format(n=number(progress.per_month), months=progress.months_left)


def verdict(state: Pace) -> str:
    """A state with its sign, so that it is told without colour."""
    return f"{STATES[state].sign} {state.value}".strip()


def body(row: TargetRow) -> str:
    """Whom a target is for."""
    return short_name(row.body) if row.body else tr("Targets", "Toàn xã")


def period(of: Period) -> str:
    """The days of a target, short: “năm 2026”, “quý III năm 2026”, “01/01/2026 – 30/6/2027”."""
    if ".." in of.key:
        return f"{office_date(of.first)} – {office_date(of.last)}"
    return of.label[:1].lower() + of.label[1:]


def direction(indicator: Indicator) -> str:
    """Which way is better, in words."""
    return (
        indicator.direction.value if indicator.direction is not Direction.NEITHER else tr("Targets", "Chỉ để theo dõi")
    )


def cell_name(line: CellLine) -> str:
    """The name of a cell in a narrow table; what belongs to no cell has words of its own."""
    return short_name(line.name) if line.cell_id is not None else tr("Targets", "Không thuộc chi bộ nào")


def takes_target(indicator: Indicator) -> bool:
    """Whether a target can be set for an indicator."""
    return indicator in OFFERED
