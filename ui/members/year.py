"""The tab *Sinh hoạt* of the card: a member's years of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models import attenders
from models.attenders import MemberYear, PersonLine
from models.database import Database
from models.tables import Mark
from models.text import percent
from ui import theme
from ui.members.card_lines import CardLine
from ui.members.strip import Month, YearStrip
from ui.overview.rolls import RollsBehind
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

_SIGNS = {
    Mark.PRESENT: ("✓", "C", State.GOOD),
    Mark.ONLINE: ("✓", "T", State.GOOD),
    Mark.EXCUSED: ("−", "P", State.WARN),
    Mark.UNEXCUSED: ("✕", "K", State.BAD),
    Mark.UNRECORDED: ("?", "?", State.IDLE),
}
_OUTSIDE = ("–", "M", State.IDLE)


@dataclass(frozen=True)
class Year:
    """A member's year as it is shown: counts, and the roster lines of the year, oldest first."""

    number: int
    counts: MemberYear
    lines: tuple[PersonLine, ...]

    @property
    def unrecorded(self) -> int:
        """Meetings the member had to attend whose mark is still “chưa ghi”."""
        return sum(line.is_eligible and line.mark is Mark.UNRECORDED for line in self.lines)

    @property
    def rate(self) -> Fraction | None:
        """Attended of obliged, 0–1; None while something is “chưa ghi” or nothing was due."""
        known = self.counts.obliged and not self.unrecorded
        return Fraction(self.counts.attended, self.counts.obliged) if known else None


def read_years(db: Database, member_id: int) -> dict[int, Year]:
    """Read a member's years over all the cells they were in; years without a roll are left out."""
    with db.read() as session:
        lines = attenders.of_member(session, member_id)
    return {number: _year(number, list(own)) for number, own in groupby(sorted(lines, key=_at), lambda one: one.year)}


def _year(number: int, lines: list[PersonLine]) -> Year:
    return Year(number, attenders.counted(lines), tuple(lines))


def _at(line: PersonLine) -> tuple[int, date, int]:
    return line.year, line.held_on, line.meeting_id


def counted(year: Year) -> str:
    """A year in figures: “9/11 = 81,8 %”."""
    counts = year.counts
    return f"{counts.attended}/{counts.obliged}" + (f" = {percent(year.rate)}" if year.rate is not None else "")


def months(year: Year) -> list[Month]:
    """The twelve squares of a year."""
    tr = QCoreApplication.translate
    found: list[Month] = []
    for number in range(1, 13):
        lines = [line for line in year.lines if line.month == number]
        if not lines:
            found.append(Month(tip=tr("Members", "Tháng {month}: chưa có điểm danh").format(month=number)))
            continue
        last = lines[-1]
        sign, letter, state = _SIGNS[last.mark] if last.is_eligible else _OUTSIDE
        found.append(Month(sign, letter, state, "\n".join(said(line) for line in lines)))
    return found


def said(line: PersonLine) -> str:
    """One meeting in words: “05/10/2026: Vắng có lý do (ốm)”."""
    return f"{line.held_on:%d/%m/%Y}: {_mark(line)}"


def _mark(line: PersonLine) -> str:
    words = line.mark.label if line.is_eligible else line.duty.label
    return words + (f" ({line.reason})" if line.reason else "")


def _mark_state(line: PersonLine) -> State:
    return _SIGNS[line.mark][2] if line.is_eligible else State.IDLE


class YearTab(QWidget):
    """A year as twelve squares, attended of obliged, its meetings with mark and reason; below it the other years."""

    meeting_asked = Signal(int)
    """A square or a line was chosen: id of the meeting."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._member_id: int | None = None
        self._on = date.min
        self.year: Year | None = None
        self.years: dict[int, Year] = {}
        self._number = 0
        self.rolls = RollsBehind(db, self)

        self.back = self._arrow("chevron-left", self.tr("Năm trước"))
        self.forward = self._arrow("chevron-right", self.tr("Năm sau"))
        self.title = label("", "heading")
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forward.clicked.connect(lambda: self._turn(1))
        top = QHBoxLayout()
        top.setSpacing(theme.UNIT)
        top.addWidget(self.back)
        top.addWidget(self.title)
        top.addWidget(self.forward)
        top.addStretch(1)
        self.cell_button = push_button(self.tr("Sinh hoạt của chi bộ…"), slot=self.show_cell, kind="link")
        self.figure = label("", "figure")
        self.caption = label("", "muted", wrap=True)
        self.strip = YearStrip()
        self.strip.chosen.connect(self._ask_meeting)
        self.legend = label(
            self.tr("C có mặt · T trực tuyến · P vắng có lý do · K vắng không lý do · M ngoài diện phải dự"),
            "small",
            wrap=True,
        )
        self.model = RowsModel[PersonLine](
            (
                Column[PersonLine](self.tr("Ngày họp"), lambda line: line.held_on, width=12),
                Column[PersonLine](self.tr("Điểm danh, lý do"), _mark, width=23, state=_mark_state, tip=said),
            ),
            self,
        )
        self.meetings: Table[PersonLine] = Table(self.model, key=lambda line: line.meeting_id)
        self.meetings.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.meetings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.meetings.horizontalHeader().setStretchLastSection(True)
        self.meetings.opened.connect(lambda line: self.meeting_asked.emit(line.meeting_id))
        self.others_title = label(self.tr("Các năm khác"), "heading")
        self.others: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.UNIT)
        inside = QWidget()
        inside.setProperty("bare", True)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        box.setSpacing(theme.GAP)
        box.addLayout(top)
        for part in (self.figure, self.caption, self.strip, self.legend, self.meetings, self.others_title):
            box.addWidget(part)
        box.insertWidget(box.indexOf(self.meetings) + 1, self.cell_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(self._list)
        box.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setProperty("bare", True)
        scroll.setProperty("read", True)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_member(self, member_id: int, on: date) -> None:
        """Show the year of day `on`; the year chosen stays while the day is the same."""
        if on != self._on:
            self._on, self._number = on, on.year
        self._member_id = member_id
        self.years = read_years(self._db, member_id)
        self._show()

    def show_year(self, number: int) -> None:
        """Show another of the member's years."""
        self._number = number
        self._show()

    def copied_lines(self) -> list[CardLine]:
        """The meetings of the year shown, then the other years in figures, as they are copied."""
        meetings = [CardLine(self.title.text(), f"{line.held_on:%d/%m/%Y}", _mark(line)) for line in self.model.rows]
        others = sorted((year for year in self.years.items() if year[0] != self._number), reverse=True)
        return meetings + [CardLine(self.others_title.text(), str(number), counted(year)) for number, year in others]

    def show_cell(self) -> None:
        """Show the months of the cell in which the member was on the roll last in the year shown."""
        if self.year is not None and self.year.lines:
            self.rolls.cell_year(self.year.lines[-1].cell_id, self.year.number)

    def _turn(self, years: int) -> None:
        self.show_year(self._number + years)

    def _show(self) -> None:
        if self._member_id is None:
            return
        self.year = year = self.years.get(self._number) or _year(self._number, [])
        self.title.setText(self.tr("Năm {year}").format(year=year.number))
        self.forward.setEnabled(year.number < self._on.year)
        self.figure.setText(counted(year))
        self.figure.setVisible(year.counts.obliged > 0)
        self.cell_button.setVisible(bool(year.lines))
        self.caption.setText(self._caption(year))
        self.strip.set_months(months(year))
        self.strip.begin()
        self.model.set_rows(list(reversed(year.lines)))
        self.meetings.setVisible(bool(year.lines))
        header, line = self.meetings.horizontalHeader().sizeHint().height(), self.meetings.verticalHeader()
        self.meetings.setFixedHeight(header + line.defaultSectionSize() * len(year.lines) + 2 * theme.UNIT)
        self._show_others()

    def _ask_meeting(self, month: int) -> None:
        if self.year is not None:
            self._ask_meeting_of(self.year, month)

    def _ask_meeting_of(self, year: Year, month: int) -> None:
        lines = [line for line in year.lines if line.month == month]
        if lines:
            self.meeting_asked.emit(lines[-1].meeting_id)

    def _caption(self, year: Year) -> str:
        counts = year.counts
        if not year.lines:
            return self.tr("Chưa có điểm danh nào trong năm này.")
        parts = [self.tr("buổi đã dự / buổi phải dự")] if counts.obliged else [self.tr("Không có buổi nào phải dự")]
        if counts.excused:
            parts.append(self.tr("{count}\u00a0vắng có lý do").format(count=counts.excused))
        if counts.unexcused:
            parts.append(self.tr("{count}\u00a0vắng không lý do").format(count=counts.unexcused))
        if year.unrecorded:
            parts.append(self.tr("{count}\u00a0buổi chưa ghi nên chưa tính tỷ lệ").format(count=year.unrecorded))
        return " · ".join(parts)

    def _show_others(self) -> None:
        """Put the other years one below the other, the newest first, each with its figures and squares."""
        for widget in self.others:
            self._list.removeWidget(widget)
            widget.deleteLater()
        self.others = []
        for number, year in sorted(self.years.items(), reverse=True):
            if number != self._number:
                words = self.tr("{year} · {counted}").format(year=number, counted=counted(year))
                button = push_button(words, slot=partial(self.show_year, number), kind="link")
                strip = YearStrip()
                strip.set_months(months(year))
                strip.chosen.connect(partial(self._ask_meeting_of, year))
                self.others += [button, strip]
                self._list.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
                self._list.addWidget(strip)
        self.others_title.setVisible(bool(self.others))

    def _arrow(self, icon: str, tip: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "flat")
        theme.dress(button, icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button
