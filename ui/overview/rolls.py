"""The lists behind participation: a month by name, a month by cell, a cell's year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from models import attenders, overview, participation, rules
from models.attenders import MemberYear, PersonLine
from models.cell_years import MonthLine
from models.dates import Period
from models.overview import CellState, MonthFigure
from models.participation import CellMonth, Figures
from models.tables import Mark
from models.text import percent
from models.todo import CellMonthKey
from ui.overview.absent import REPORT as ABSENT_REPORT
from ui.overview.absent import AbsentDialog
from ui.overview.behind import Behind, to_member
from ui.overview.cell_history import CellHistory
from ui.overview.explain import explain_month, explain_rate
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


@dataclass(frozen=True)
class MemberLine:
    """A member's year in one cell."""

    member_id: int
    full_name: str
    year: MemberYear

    @property
    def rate(self) -> Fraction | None:
        """Attended of obliged, 0–1; None when nothing was due."""
        return Fraction(self.year.attended, self.year.obliged) if self.year.obliged else None


class RollsBehind(Behind):
    """The lists whose lines come from rolls."""

    def month(self, year: int, month: int) -> NamesDialog:
        """Everyone on the rolls of a month, with the rate and who was left out."""
        period = Period.month(year, month)
        with self.db.read() as session:
            figures = participation.figures(session, period, on=self.today)
            figure = overview.month_figure(figures, rules.book(session), year, month)
            lines = attenders.people(session, figures)
        names = {cell.id: cell.name for cell in figures.cells}  # as they were then, or when the month was closed
        columns = (
            self.name_column(),
            self.cell_column(names),
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
        return self.open_list(title, explain_month(figure, names), columns, lines, to_member, groups)

    def absent(self, year: int, month: int) -> AbsentDialog:
        """Those absent in a month or its year, village by village."""
        dialog = AbsentDialog(self.db, year, month, self.window)
        dialog.opened.connect(lambda line: self.go.emit(*to_member(line)))
        dialog.report_asked.connect(lambda period: self.go.emit("reports", (ABSENT_REPORT, period)))
        dialog.open()
        return dialog

    def met(self, year: int, month: int) -> NamesDialog:
        """Every cell with how it stands in a month."""
        with self.db.read() as session:
            figures = participation.figures(session, Period.month(year, month), on=self.today)
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
        return self.open_list(title, explanation, columns, lines, _to_meeting, groups)

    def unwritten(self, waiting: Sequence[CellMonthKey]) -> NamesDialog:
        """The cells' months with something “chưa ghi”, the oldest first; a line opens its roll."""
        months = sorted({(key.year, key.month) for key in waiting})
        with self.db.read() as session:
            by_month = {at: participation.figures(session, Period.month(*at), on=self.today) for at in months}
        names = {cell.id: cell.name for figures in by_month.values() for cell in figures.cells}
        lines = [_line(by_month[key.year, key.month], key.cell_id, names[key.cell_id], *key[1:]) for key in waiting]
        columns = (
            Column[CellLine](self.tr("Chi bộ"), lambda line: line.name, width=34),
            Column[CellLine](self.tr("Tình trạng"), lambda line: line.state, width=20, state=_cell_state),
            *self._count_columns(),
        )
        text = self.tr("Mở một dòng để ghi điểm danh; trong trang ấy Ctrl+↓ ghi và sang chi bộ sau.")
        groups = tuple(
            Group[CellLine](state.value, _in_state(state))
            for state in (CellState.UNWRITTEN, CellState.PARTLY)
            if len({line.state for line in lines}) > 1
        )
        return self.open_list(self.tr("Cuộc họp chưa ghi xong điểm danh"), text, columns, lines, _to_meeting, groups)

    def cell_year(self, cell_id: int, year: int) -> CellHistory:
        """The history of a cell, beginning with a year."""
        held_on, attended, eligible, unrecorded, outside, rate = self._count_columns()
        columns = (
            Column[MonthLine](
                self.tr("Tháng"), lambda line: (line.year, line.month), width=8, text=lambda at: f"{at[1]:02}/{at[0]}"
            ),
            held_on,
            attended,
            eligible,
            rate,
            Column[MonthLine](self.tr("Xếp loại"), lambda line: line.quality, width=11, least=7),
            Column[MonthLine](
                self.tr("Chuyên đề"),
                lambda line: line.themes or None,
                width=10,
                least=4,
                leaves=1,
                short=self.tr("CĐ"),
                align="right",
            ),
            Column[MonthLine](
                self.tr("Tình trạng"), lambda line: overview.state_of(line.value), width=18, least=9, state=_month_state
            ),
            Column[MonthLine](
                self.tr("Ghi chú"), lambda line: line.note or None, width=18, least=7, leaves=2, role="muted"
            ),
            unrecorded,
            outside,
        )
        dialog = CellHistory(self.db, cell_id, year, columns, self.window)
        dialog.opened.connect(lambda line: self.go.emit(*_to_meeting(line)))
        dialog.members_asked.connect(lambda number: self.cell_members(cell_id, number, dialog))
        dialog.absent_asked.connect(lambda number: self._absent(dialog, cell_id, number))
        dialog.open()
        return dialog

    def commune_months(self, months: Sequence[MonthFigure]) -> NamesDialog:
        """The months behind the line of the commune; one opens its names."""
        columns = (
            Column[MonthFigure](
                self.tr("Tháng"), lambda one: (one.year, one.month), width=10, text=lambda at: f"{at[1]:02}/{at[0]}"
            ),
            Column[MonthFigure](self.tr("Có mặt"), lambda one: one.tally.attended, width=10, align="right"),
            Column[MonthFigure](self.tr("Phải dự"), lambda one: one.tally.eligible, width=10, align="right"),
            Column[MonthFigure](
                self.tr("Tỷ lệ"), lambda one: one.tally.rate, width=10, align="right", state=_met_state
            ),
            Column[MonthFigure](self.tr("Mục tiêu"), lambda one: one.rule.target_label, width=10, align="right"),
            Column[MonthFigure](self.tr("Chi bộ đã họp"), lambda one: one.met, width=14, align="right"),
            Column[MonthFigure](self.tr("Chi bộ"), lambda one: len(one.states), width=9, align="right"),
        )
        text = self.tr("Tỷ lệ là tổng số lượt có mặt chia tổng số lượt phải dự; còn chỗ chưa ghi thì chưa tính.")
        title = self.tr("Tỷ lệ tham gia, {n} tháng").format(n=len(months))
        dialog = NamesDialog(title, text, columns, list(reversed(months)), self.window)
        dialog.opened.connect(lambda one: self.month(one.year, one.month))
        dialog.open()
        return dialog

    def cell_members(self, cell_id: int, year: int, over: CellHistory) -> NamesDialog:
        """Who attended how many of a cell's meetings in a year, the least first."""
        with self.db.read() as session:
            period = Period.year(year)
            figures = participation.figures(session, period, on=self.today, cell_id=cell_id)
            people = {line.member_id: line.full_name for line in attenders.people(session, figures)}
            years = attenders.member_years(session, year, cell_id=cell_id)
            rule = rules.book(session).on(min(self.today, period.last))
        lines = sorted((MemberLine(key, people[key], own) for key, own in years.items()), key=lambda one: one.rate or 0)
        columns = (
            self.name_column(),
            Column[MemberLine](self.tr("Đã dự"), lambda line: line.year.attended, width=8, align="right"),
            Column[MemberLine](self.tr("Phải dự"), lambda line: line.year.obliged, width=9, align="right"),
            Column[MemberLine](self.tr("Vắng có lý do"), lambda line: line.year.excused, width=14, align="right"),
            Column[MemberLine](self.tr("Vắng không lý do"), lambda line: line.year.unexcused, width=16, align="right"),
            Column[MemberLine](self.tr("Tỷ lệ"), lambda line: line.rate, width=10, align="right"),
        )
        title = self.tr("{list} – từng đảng viên").format(list=over.windowTitle())
        text = explain_rate(figures.total, rule)
        if year == self.today.year:
            text += "\n" + self.tr("Tính các cuộc họp thường kỳ đã ghi từ đầu năm đến ngày {day}.").format(
                day=f"{self.today:%d/%m/%Y}"
            )
        dialog = self.open_list(title, text, columns, lines, to_member, over=over)
        dialog.opened.connect(over.reject)
        return dialog

    def _absent(self, dialog: CellHistory, cell_id: int, year: int) -> None:
        dialog.accept()  # before the other screen comes: the dialog belongs to this one
        self.go.emit("reports", (ABSENT_REPORT, Period.year(year), cell_id))

    def _count_columns(self) -> tuple[Column[Any], ...]:
        def counted(title: str, name: str, width: int, short: str = "") -> Column[Any]:
            def value(line: CellLine | MonthLine) -> int | None:
                return getattr(line.value.tally, name) if line.value.tally.meetings else None

            is_lesser = bool(short)
            return Column(
                title, value, width=width, least=5 * is_lesser, short=short, leaves=int(is_lesser), align="right"
            )

        return (
            Column(self.tr("Ngày họp"), lambda line: line.held_on, width=11),
            counted(self.tr("Có mặt"), "attended", 8),
            counted(self.tr("Phải dự"), "eligible", 8),
            counted(self.tr("Chưa ghi"), "unrecorded", 9, self.tr("Chưa")),
            counted(self.tr("Ngoài diện"), "outside", 11, self.tr("Ngoài")),
            Column(
                self.tr("Tỷ lệ"),
                lambda line: line.value.tally.rate,
                width=8,
                align="right",
                text=lambda rate: "" if rate is None else percent(rate),
                state=_rate_state,
            ),
        )


def _to_meeting(line: CellLine | MonthLine) -> tuple[str, object]:
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


def _mark(line: PersonLine) -> str:
    return line.mark.label if line.is_eligible else line.duty.label


def _mark_state(line: PersonLine) -> State:
    return _MARK_STATES.get(line.mark, State.GOOD) if line.is_eligible else State.IDLE


def _cell_state(line: CellLine) -> State:
    return _CELL_STATES.get(line.state, State.WARN)


def _met_state(one: MonthFigure) -> State:
    good = one.is_on_target
    return State.PLAIN if good is None else State.GOOD if good else State.BAD


def _month_state(line: MonthLine) -> State:
    return _CELL_STATES.get(overview.state_of(line.value), State.WARN)


def _rate_state(line: CellLine | MonthLine) -> State:
    good = line.value.is_on_target
    return State.PLAIN if good is None else State.GOOD if good else State.BAD
