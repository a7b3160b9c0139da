"""What opens when a figure of *Tổng quan* is clicked: the people, cells or meetings that make it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models import cells, movements, overview, participation, reminders, rules
from models.database import Database
from models.dates import Period
from models.movements import AdmittedLine, Change, ListLine
from models.overview import CellState
from models.participation import CellMonth, Figures, PersonLine
from models.reminders import AbsentLine, LackingLine, ProbationLine
from models.tables import Duty, Mark, Standing
from models.text import number, percent
from ui.overview.explain import explain_month, explain_rate
from ui.overview.todo import ALARMING_ABSENCES, lacking_words
from ui.tables import Column
from ui.theme import State
from ui.widgets.names import Group, NamesDialog

ATTENDED = (Mark.PRESENT, Mark.ONLINE)
_MARK_STATES = {Mark.EXCUSED: State.WARN, Mark.UNEXCUSED: State.BAD, Mark.UNRECORDED: State.IDLE}
_CELL_STATES = {CellState.MET: State.GOOD, CellState.AHEAD: State.IDLE, CellState.MISSING: State.BAD}


@dataclass(frozen=True)
class CellLine:
    """A cell's month in a list: of which cell, which month, how it stands, its counts."""

    cell_id: int
    name: str
    year: int
    month: int
    state: CellState
    value: CellMonth

    @property
    def held_on(self) -> date | None:
        """The day of the meeting, None when there is none."""
        return self.value.meetings[0].held_on if self.value.meetings else None


class Behind(QObject):
    """Builds and opens the lists; `go` passes on what the officer chose in one."""

    go = Signal(str, object)

    def __init__(self, db: Database, window: QWidget) -> None:
        super().__init__(window)
        self._db = db
        self._window = window

    @property
    def _on(self) -> date:
        return self._db.clock().date()

    def month(self, year: int, month: int) -> NamesDialog:
        """Everyone on the rolls of a month, with the rate and who was left out."""
        period = Period.month(year, month)
        with self._db.read() as session:
            figures = participation.figures(session, period, on=self._on)
            figure = overview.month_figure(figures, rules.book(session), year, month)
            lines = participation.people(session, period)
            names = cells.names(session)
        columns = (
            _name(self.tr("Họ và tên")),
            _cell(self.tr("Chi bộ"), names),
            Column[PersonLine](self.tr("Ngày họp"), lambda line: line.held_on, width=11),
            Column[PersonLine](self.tr("Điểm danh"), _mark, width=22, state=_mark_state),
            Column[PersonLine](self.tr("Lý do"), lambda line: line.reason, width=20, role="muted"),
        )
        groups = (
            Group[PersonLine](self.tr("Có mặt"), lambda line: line.is_eligible and line.mark in ATTENDED),
            *(Group[PersonLine](mark.label, _marked(mark)) for mark in (Mark.EXCUSED, Mark.UNEXCUSED, Mark.UNRECORDED)),
            Group[PersonLine](self.tr("Ngoài diện phải dự"), lambda line: not line.is_eligible),
        )
        title = self.tr("Tham gia sinh hoạt tháng {month}/{year}").format(month=month, year=year)
        return self._open(title, explain_month(figure, names), columns, lines, _to_member, groups)

    def met(self, year: int, month: int) -> NamesDialog:
        """Every cell with how it stands in a month."""
        with self._db.read() as session:
            figures = participation.figures(session, Period.month(year, month), on=self._on)
            figure = overview.month_figure(figures, rules.book(session), year, month)
        lines = [_line(figures, cell.id, cell.name, year, month) for cell in figures.cells]
        lines = sorted((line for line in lines if line.cell_id in figure.states), key=_urgency)
        explanation = self.tr(
            "{met}/{all} chi bộ đã họp (đã ghi điểm danh). Hạn họp: ngày {day} hằng tháng ({document})."
        ).format(met=figure.met, all=len(figure.states), day=figure.rule.due_day, document=figure.rule.document)
        columns = (
            Column[CellLine](self.tr("Chi bộ"), lambda line: line.name, width=34),
            Column[CellLine](self.tr("Tình trạng"), lambda line: line.state, width=20, state=_cell_state),
            *self._count_columns(),
        )
        groups = tuple(Group[CellLine](state.value, _in_state(state)) for state in CellState if figure.count(state))
        title = self.tr("Chi bộ đã họp tháng {month}/{year}").format(month=month, year=year)
        return self._open(title, explanation, columns, lines, _to_meeting, groups)

    def cell_year(self, cell_id: int, year: int) -> NamesDialog:
        """The months of a cell in a year."""
        with self._db.read() as session:
            figures = participation.figures(session, Period.year(year), on=self._on, cell_id=cell_id)
            rule = rules.book(session).on(min(self._on, date(year, 12, 31)))
            name = cells.names(session)[cell_id]
        last = self._on.month if year == self._on.year else 12
        lines = [_line(figures, cell_id, name, year, month) for month in range(1, last + 1)]
        columns = (
            Column[CellLine](self.tr("Tháng"), lambda line: line.month, width=7),
            Column[CellLine](self.tr("Tình trạng"), lambda line: line.state, width=20, state=_cell_state),
            *self._count_columns(),
        )
        title = self.tr("{cell}, năm {year}").format(cell=name, year=year)
        return self._open(title, explain_rate(figures.total, rule), columns, lines, _to_meeting)

    def people(self) -> NamesDialog:
        """Everyone on the lists today, then those who left since 1 January."""
        on = self._on
        with self._db.read() as session:
            figure = movements.people(session, on)
            lines = movements.lines(session, on)
            names = cells.names(session)
        joined = sum(line.change is Change.JOINED for line in lines)
        left = sum(line.change is Change.LEFT for line in lines)
        text = self.tr(
            "{total} đảng viên trong danh sách ngày {on}; ngày 01/01/{year}: {before} (thêm {joined}, ra {left})."
        ).format(
            total=number(figure.total),
            on=f"{on:%d/%m/%Y}",
            year=on.year,
            before=number(figure.at_new_year),
            joined=joined,
            left=left,
        )
        text += "\n" + self.tr("Không tính đảng viên nơi khác đến sinh hoạt tạm thời.")
        if figure.undated:
            words = self.tr("{n} đồng chí chưa rõ vào danh sách ngày nào nên chưa so được với đầu năm.")
            text += " " + words.format(n=figure.undated)
        columns = (
            _name(self.tr("Họ và tên")),
            _cell(self.tr("Chi bộ"), names),
            Column[ListLine](self.tr("Tình trạng"), lambda line: line.standing, width=11),
            Column[ListLine](self.tr("Diện"), _duty, width=24, role="muted"),
            Column[ListLine](self.tr("Thay đổi từ đầu năm"), _change, width=22),
            Column[ListLine](self.tr("Ngày"), lambda line: line.day, width=11),
        )
        groups = (
            *(
                Group[ListLine](standing.label, _of_standing(standing))
                for standing in Standing
                if any(line.standing is standing for line in lines)
            ),
            *(Group[ListLine](change.value, _of_change(change)) for change in (Change.JOINED, Change.LEFT)),
        )
        return self._open(self.tr("Đảng viên"), text, columns, lines, _to_member, groups)

    def admitted(self) -> NamesDialog:
        """Those admitted since 1 January."""
        on = self._on
        with self._db.read() as session:
            lines = movements.admitted(session, on)
            names = cells.names(session)
        text = self.tr(
            "{n} đảng viên có ngày vào Đảng từ 01/01/{year} đến {on}. Chưa đặt chỉ tiêu kết nạp cho năm {year}."
        ).format(n=len(lines), year=on.year, on=f"{on:%d/%m/%Y}")
        columns = (
            _name(self.tr("Họ và tên")),
            _cell(self.tr("Chi bộ"), names),
            Column[AdmittedLine](self.tr("Ngày vào Đảng"), lambda line: line.admitted_on, width=15),
        )
        title = self.tr("Kết nạp năm {year}").format(year=on.year)
        return self._open(title, text, columns, lines, _to_member, empty=self.tr("Năm nay chưa ghi ai được kết nạp."))

    def absent(self, lines: Sequence[AbsentLine]) -> NamesDialog:
        """Those absent without reason two times or more this year."""
        names = self._cell_names()
        columns = (
            _name(self.tr("Họ và tên")),
            _cell(self.tr("Chi bộ"), names),
            Column[AbsentLine](self.tr("Số lần"), lambda line: line.times, width=8, state=_alarming),
            Column[AbsentLine](
                self.tr("Các ngày"), lambda line: ", ".join(f"{day:%d/%m}" for day in line.days), width=34
            ),
        )
        text = self.tr("Từ 01/01/{year}, các cuộc sinh hoạt thường kỳ mà đồng chí thuộc diện phải dự.")
        title = self.tr("Vắng không lý do từ 2 lần")
        return self._open(title, text.format(year=self._on.year), columns, lines, _to_member)

    def probation(self, lines: Sequence[ProbationLine]) -> NamesDialog:
        """Those on probation whose 12 months end soon or have ended."""
        on, names = self._on, self._cell_names()

        def left(line: ProbationLine) -> str:
            days = (line.due_on - on).days
            return self.tr("còn {n} ngày").format(n=days) if days >= 0 else self.tr("quá {n} ngày").format(n=-days)

        columns = (
            _name(self.tr("Họ và tên")),
            _cell(self.tr("Chi bộ"), names),
            Column[ProbationLine](self.tr("Ngày vào Đảng"), lambda line: line.admitted_on, width=15),
            Column[ProbationLine](self.tr("Đủ 12 tháng"), lambda line: line.due_on, width=12),
            Column[ProbationLine](
                self.tr("Thời hạn"), left, width=14, state=lambda line: State.BAD if line.due_on < on else State.WARN
            ),
        )
        text = self.tr("Đảng viên dự bị đã đủ hoặc còn không quá 60 ngày là đủ 12 tháng kể từ ngày kết nạp.")
        return self._open(self.tr("Dự bị đến hạn công nhận"), text, columns, lines, _to_member)

    def lacking(self) -> NamesDialog:
        """Those whose papers lack what the statistics need."""
        with self._db.read() as session:
            lines = reminders.lacking(session, self._on)
            names = cells.names(session)
        words = lacking_words()
        columns = (
            _name(self.tr("Họ và tên")),
            _cell(self.tr("Chi bộ"), names),
            Column[LackingLine](
                self.tr("Còn thiếu"), lambda line: ", ".join(words[field] for field in line.fields), width=46
            ),
        )
        groups = tuple(
            Group[LackingLine](word, lambda line, field=field: field in line.fields)
            for field, word in words.items()
            if any(field in line.fields for line in lines)
        )
        text = self.tr("Những gì chưa ghi thì để “chưa rõ”, chương trình không tự điền. Mở từng đồng chí để ghi thêm.")
        return self._open(self.tr("Đảng viên thiếu thông tin"), text, columns, lines, _to_member, groups)

    def _cell_names(self) -> dict[int, str]:
        with self._db.read() as session:
            return cells.names(session)

    def _count_columns(self) -> tuple[Column[CellLine], ...]:
        def counted(title: str, name: str, width: int) -> Column[CellLine]:
            def value(line: CellLine) -> int | None:
                return getattr(line.value.tally, name) if line.value.tally.meetings else None

            return Column(title, value, width=width, align="right")

        return (
            Column(self.tr("Ngày họp"), lambda line: line.held_on, width=11),
            counted(self.tr("Có mặt"), "attended", 8),
            counted(self.tr("Phải dự"), "eligible", 8),
            counted(self.tr("Chưa ghi"), "unrecorded", 9),
            counted(self.tr("Ngoài diện"), "outside", 11),
            Column(
                self.tr("Tỷ lệ"),
                lambda line: line.value.tally.rate,
                width=10,
                align="right",
                text=lambda rate: "" if rate is None else percent(rate),
                state=_rate_state,
            ),
        )

    def _open(
        self,
        title: str,
        text: str,
        columns: Sequence[Column[Any]],
        lines: Sequence[Any],
        target: Callable[[Any], tuple[str, object]],
        groups: Sequence[Group[Any]] = (),
        *,
        empty: str = "",
    ) -> NamesDialog:
        dialog = NamesDialog(title, text, columns, lines, self._window, groups=groups, empty=empty)
        dialog.opened.connect(lambda line: self.go.emit(*target(line)))
        dialog.open()
        return dialog


def _name(title: str) -> Column[Any]:
    return Column(title, lambda line: line.full_name, width=24)


def _cell(title: str, names: dict[int, str]) -> Column[Any]:
    return Column(title, lambda line: cells.short_name(names.get(line.cell_id, "")), width=26)


def _to_member(line: Any) -> tuple[str, object]:
    return "members", line.member_id


def _to_meeting(line: CellLine) -> tuple[str, object]:
    return "meetings", {"cell_id": line.cell_id, "year": line.year, "month": line.month}


def _line(figures: Figures, cell_id: int, name: str, year: int, month: int) -> CellLine:
    value = figures.cell_month(cell_id, year, month)
    return CellLine(cell_id, name, year, month, overview.state_of(value), value)


def _urgency(line: CellLine) -> int:
    return list(CellState).index(line.state)


def _in_state(state: CellState) -> Callable[[CellLine], bool]:
    return lambda line: line.state is state


def _marked(mark: Mark) -> Callable[[PersonLine], bool]:
    return lambda line: line.is_eligible and line.mark is mark


def _of_standing(standing: Standing) -> Callable[[ListLine], bool]:
    return lambda line: line.standing is standing and line.change is not Change.LEFT


def _of_change(change: Change) -> Callable[[ListLine], bool]:
    return lambda line: line.change is change


def _mark(line: PersonLine) -> str:
    return line.mark.label if line.is_eligible else line.duty.label


def _mark_state(line: PersonLine) -> State:
    return _MARK_STATES.get(line.mark, State.GOOD) if line.is_eligible else State.IDLE


def _cell_state(line: CellLine) -> State:
    return _CELL_STATES.get(line.state, State.WARN)


def _rate_state(line: CellLine) -> State:
    good = line.value.is_on_target
    return State.PLAIN if good is None else State.GOOD if good else State.BAD


def _alarming(line: AbsentLine) -> State:
    return State.BAD if line.times >= ALARMING_ABSENCES else State.WARN


def _duty(line: ListLine) -> Duty | None:
    return None if line.duty is Duty.ACTIVE else line.duty


def _change(line: ListLine) -> str:
    return line.ending.label if line.ending is not None else line.change.value
