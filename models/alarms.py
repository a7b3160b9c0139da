"""What goes wrong with the cells' meetings, each with the rule it breaks and the names (domain.md 3.2, 4.1-4.3, 10).

The bounds stand on the dated rule card: by which day the cells meet, how many thematic meetings a quarter has, how
many absences are too many, within how many days the result of a meeting is reported.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import Date, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models import first_month, namesakes, reminders, rules
from models.asked_to_meet import COULD_BE_HELD
from models.asking import Asked
from models.dates import Period
from models.on_list import holds_on
from models.participation import CellSpan, Figures, MonthState
from models.reminders import AbsentLine
from models.rules import Rule, RuleBook
from models.tables import Attendance, Mark, Meeting, MeetingKind, MeetingState, Member, Stay


class AlarmKind(enum.Enum):
    """What is wrong; the values are the words shown."""

    NOT_MET = "Chưa họp đúng hạn"
    LATE_RESULT = "Quá hạn nhập kết quả"
    BELOW = "Dưới mục tiêu nhiều tháng liền"
    NO_THEMATIC = "Chưa sinh hoạt chuyên đề trong quý"
    UNEXCUSED = "Vắng không lý do nhiều lần"
    EXCUSED_RUNNING = "Vắng có lý do liên tiếp"


@dataclass(frozen=True)
class Alarm:
    """One cell or person that an alarm is about, and where it is put right: the cell's month.

    `is_bad` tells an alarm from a first notice.
    """

    kind: AlarmKind
    cell_id: int
    name: str
    detail: str
    year: int
    month: int
    member_id: int | None = None
    is_bad: bool = True


_OF_MONTHS_RUN = (AlarmKind.LATE_RESULT, AlarmKind.NO_THEMATIC)
"""What is asked only of the months that the office runs here; see models.first_month."""


def sentence(kind: AlarmKind, rule: Rule, since: tuple[int, int] | None = None) -> str:
    """Return the rule behind an alarm, with its document; `since` is the first month the office runs here."""
    words = {
        AlarmKind.NOT_MET: f"Chi bộ họp thường kỳ trước ngày {rule.due_day} hằng tháng",
        AlarmKind.LATE_RESULT: f"Kết quả sinh hoạt được báo trong {rule.result_days or 0} ngày sau cuộc họp",
        AlarmKind.BELOW: f"Tỷ lệ tham gia đạt {rule.target_label}; nhắc khi thấp hơn {rule.months_below} tháng liền",
        AlarmKind.NO_THEMATIC: f"Mỗi quý có ít nhất {rule.thematic_per_quarter} lần sinh hoạt chuyên đề",
        AlarmKind.UNEXCUSED: f"Nhắc từ {rule.unexcused_notice} lần, báo động từ {rule.unexcused_alarm} lần trong năm",
        AlarmKind.EXCUSED_RUNNING: f"Nhắc khi vắng có lý do quá {rule.excused_running} lần liên tiếp",
    }
    text = f"{words[kind]} ({rule.document})."
    if kind in _OF_MONTHS_RUN and since is not None:
        text += f" Chỉ nhắc từ tháng {since[1]}/{since[0]}, tháng đầu tiên mở kỳ trên phần mềm."
    return text


def read(
    session: Session,
    figures: Figures,
    on: date,
    absent: list[AbsentLine] | None = None,
    book: RuleBook | None = None,
) -> list[Alarm]:
    """Return every alarm as of a day, in the order of AlarmKind; `figures` cover this month and those before it.

    `absent` are those that models.reminders.absent gives, `book` the rule cards, where they were read already.
    """
    book = book or rules.book(session)
    rule = book.on(on)
    since = first_month.read(session)
    apart = namesakes.on(session, on)
    return [
        *_not_met(figures, rule, on),
        *(_late_results(session, figures, rule, on, since) if since else ()),
        *_below(figures, rule, on),
        *(_no_thematic(session, figures, rule, on, since) if since else ()),
        *_unexcused(reminders.absent(session, on, book) if absent is None else absent, on, apart),
        *_running(session, book, on, apart),
    ]


def _not_met(figures: Figures, rule: Rule, on: date) -> Iterator[Alarm]:
    last = min(rule.due_day, Period.month(on.year, on.month).last.day)
    if on <= date(on.year, on.month, last):
        return
    for cell in figures.cells:
        value = figures.cell_month(cell.id, on.year, on.month)
        if figures.is_active(cell, on.year, on.month) and (value.is_silent or value.state is MonthState.AHEAD):
            plan = f"chưa đến ngày họp {value.meetings[0].held_on:%d/%m/%Y}" if value.meetings else "chưa có cuộc họp"
            yield _of_cell(AlarmKind.NOT_MET, cell, plan, on.year, on.month)


def _late_results(
    session: Session, figures: Figures, rule: Rule, on: date, run_since: tuple[int, int]
) -> Iterator[Alarm]:
    """Meetings held whose roll or class is not written when the result is due; the last three months run here."""
    if rule.result_days is None:
        return
    names = {cell.id: cell for cell in figures.cells}
    since, until = on - timedelta(days=92), on - timedelta(days=rule.result_days + 1)
    for cell_id, year, month, held_on, state in _OPEN.rows(session, since=since, until=until):
        cell = names.get(cell_id)
        if cell is not None and (year, month) >= run_since:
            is_open = state is MeetingState.PLANNED
            lacking = "chưa ghi điểm danh" if is_open else "chưa có điểm, xếp loại"
            text = f"họp {held_on:%d/%m/%Y}, {lacking}"
            yield Alarm(AlarmKind.LATE_RESULT, cell_id, cell.name, text, year, month, is_bad=is_open)


_OPEN = Asked(
    select(Meeting.cell_id, Meeting.year, Meeting.month, Meeting.held_on, Meeting.state)
    .where(
        Meeting.kind == MeetingKind.REGULAR,
        Meeting.held_on.between(bindparam("since", type_=Date), bindparam("until", type_=Date)),
        COULD_BE_HELD,
        or_(
            Meeting.state == MeetingState.PLANNED,
            (Meeting.state == MeetingState.RECORDED) & Meeting.score.is_(None) & Meeting.quality.is_(None),
        ),
    )
    .order_by(Meeting.held_on, Meeting.id)
)


def _below(figures: Figures, rule: Rule, on: date) -> Iterator[Alarm]:
    """Cells below the target in each of their last months with a rate, as many as the card says."""
    months = [key for key in figures.period.months() if key <= (on.year, on.month)]
    for cell in figures.cells:
        if not cell.is_active(on.year, on.month):
            continue
        known = ((key, figures.cell_month(cell.id, *key)) for key in reversed(months))
        rated = [*islice(((key, value) for key, value in known if value.is_on_target is not None), rule.months_below)]
        rated.reverse()
        if len(rated) == rule.months_below and all(value.is_on_target is False for _key, value in rated):
            parts = [f"{month}/{year}: {value.tally.counted}" for (year, month), value in rated]
            yield _of_cell(AlarmKind.BELOW, cell, " · ".join(parts), *rated[-1][0])


def quarter_asked(on: date) -> tuple[int, int]:
    """Return year and quarter whose thematic meetings are asked for: the present one in its last month, else the last.

    Before its last month a cell still has time.
    """
    quarter = (on.month + 2) // 3
    if on.month % 3 == 0:
        return on.year, quarter
    return (on.year, quarter - 1) if quarter > 1 else (on.year - 1, 4)


def _no_thematic(
    session: Session, figures: Figures, rule: Rule, on: date, run_since: tuple[int, int]
) -> Iterator[Alarm]:
    """Cells without enough thematic meetings in a quarter that was run here from its first month on."""
    year, quarter = quarter_asked(on)
    first = quarter * 3 - 2
    if (year, first) < run_since:
        return
    held = dict(_THEMATIC.rows(session, year=year, first=first, last=first + 2))
    for cell in figures.cells:
        count = held.get(cell.id, 0)
        lived = all(cell.is_active(year, month) for month in range(first, first + 3))
        if lived and cell.is_active(on.year, on.month) and count < rule.thematic_per_quarter:
            text = f"quý {quarter}/{year}: {count}/{rule.thematic_per_quarter} lần"
            yield _of_cell(AlarmKind.NO_THEMATIC, cell, text, year, first + 2)


_THEMATIC = Asked(
    select(Meeting.cell_id, func.count())
    .where(
        Meeting.year == bindparam("year"),
        Meeting.month.between(bindparam("first"), bindparam("last")),
        Meeting.state == MeetingState.RECORDED,
        or_(Meeting.kind == MeetingKind.THEMATIC, Meeting.is_thematic_combined),
    )
    .group_by(Meeting.cell_id)
)


def _unexcused(absent: list[AbsentLine], on: date, apart: Mapping[int, str]) -> Iterator[Alarm]:
    for line in absent:
        days = ", ".join(f"{day:%d/%m}" for day in line.days)
        yield Alarm(
            AlarmKind.UNEXCUSED,
            line.cell_id,
            line.full_name + apart.get(line.member_id, ""),
            f"{line.times} lần: {days}",
            on.year,
            line.days[-1].month,
            line.member_id,
            line.is_alarming,
        )


def _running(session: Session, book: RuleBook, on: date, apart: Mapping[int, str]) -> Iterator[Alarm]:
    """Members whose last regular meetings of the year were all missed with a reason, more often than the card says."""
    rule = book.on(on)
    found = _OFTEN_EXCUSED.rows(session, year=on.year, day=on, times=rule.excused_running)
    days: dict[tuple[int, str, int], list[date]] = defaultdict(list)
    for member_id, name, cell_id, held_on, mark, duty in found:
        if duty in book.on(held_on).excluded:
            continue
        run = days[member_id, name, cell_id]
        if mark is Mark.EXCUSED:
            run.append(held_on)
        else:
            run.clear()
    for (member_id, name, cell_id), run in days.items():
        if len(run) > rule.excused_running:
            text = f"{len(run)} lần liên tiếp từ {run[0]:%d/%m/%Y}"
            who = name + apart.get(member_id, "")
            yield Alarm(AlarmKind.EXCUSED_RUNNING, cell_id, who, text, on.year, run[-1].month, member_id, False)


_OFTEN = (
    select(Attendance.member_id)
    .join(Meeting, Meeting.id == Attendance.meeting_id)
    .where(Meeting.year == bindparam("year"), Meeting.kind == MeetingKind.REGULAR, Attendance.mark == Mark.EXCUSED)
    .group_by(Attendance.member_id)
    .having(func.count() > bindparam("times"))
)
_OFTEN_EXCUSED = Asked(
    select(Member.id, Member.full_name, Stay.cell_id, Meeting.held_on, Attendance.mark, Attendance.duty)
    .join(Attendance, Attendance.member_id == Member.id)
    .join(Meeting, Meeting.id == Attendance.meeting_id)
    .join(Stay, Stay.member_id == Member.id)
    .where(
        Member.id.in_(_OFTEN),
        holds_on(bindparam("day", type_=Date)),
        Meeting.year == bindparam("year"),
        Meeting.held_on <= bindparam("day", type_=Date),
        Meeting.kind == MeetingKind.REGULAR,
        Attendance.mark != Mark.UNRECORDED,
    )
    .order_by(Member.name_sort, Member.id, Meeting.held_on, Meeting.id)
)


def _of_cell(kind: AlarmKind, cell: CellSpan, detail: str, year: int, month: int) -> Alarm:
    return Alarm(kind, cell.id, cell.name, detail, year, month)


def counted(alarms: Iterable[Alarm], *kinds: AlarmKind) -> list[Alarm]:
    """Return the alarms of some kinds."""
    return [one for one in alarms if one.kind in kinds]
