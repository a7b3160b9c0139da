"""The tab *Sinh hoạt* of the card: one member's year of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models import attenders, participation, stays
from models.attenders import MemberYear, PersonLine
from models.database import Database
from models.dates import Period
from models.tables import Mark
from models.text import percent
from ui import theme
from ui.members.strip import Month, YearStrip
from ui.theme import State
from ui.widgets.labels import label, set_state

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

    @property
    def absences(self) -> list[PersonLine]:
        """The meetings missed, newest first."""
        return [one for one in reversed(self.lines) if one.is_eligible and one.mark in (Mark.EXCUSED, Mark.UNEXCUSED)]


_NOTHING = MemberYear(0, 0, 0, 0)


def read_year(db: Database, member_id: int, year: int) -> Year:
    """Read a member's year over all the cells they were in."""
    period = Period.year(year)
    with db.read() as session:
        history = stays.history(session, member_id)
        places = {
            stay.cell_id for stay in history if stay.since <= period.last and period.first <= (stay.until or date.max)
        }
        lines = [
            line
            for cell_id in places
            for line in attenders.people(
                session,
                participation.figures(session, period, on=date.max, cell_id=cell_id),
                member_id=member_id,
            )
        ]
        counts = attenders.member_years(session, year, members=[member_id]).get(member_id, _NOTHING)
    return Year(year, counts, tuple(sorted(lines, key=lambda line: (line.held_on, line.meeting_id))))


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
    words = line.mark.label if line.is_eligible else line.duty.label
    return f"{line.held_on:%d/%m/%Y}: {words}" + (f" ({line.reason})" if line.reason else "")


class YearTab(QWidget):
    """Twelve squares, attended of obliged, and the absences with their reasons."""

    meeting_asked = Signal(int)
    """A square was clicked: id of the meeting."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._member_id: int | None = None
        self._on = date.min
        self.year: Year | None = None
        self._number = 0

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
        self.figure = label("", "figure")
        self.caption = label("", "muted", wrap=True)
        self.strip = YearStrip()
        self.strip.chosen.connect(self._ask_meeting)
        self.legend = label(
            self.tr("C có mặt · T trực tuyến · P vắng có lý do · K vắng không lý do · M ngoài diện phải dự"),
            "small",
            wrap=True,
        )
        self.absences_title = label(self.tr("Các lần vắng"), "heading")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.UNIT)
        inside = QWidget()
        inside.setProperty("bare", True)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        box.setSpacing(theme.GAP)
        box.addLayout(top)
        for part in (self.figure, self.caption, self.strip, self.legend, self.absences_title):
            box.addWidget(part)
        box.addLayout(self._list)
        box.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setProperty("bare", True)
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
        self._show()

    def _turn(self, years: int) -> None:
        self._number += years
        self._show()

    def _show(self) -> None:
        if self._member_id is None:
            return
        self.year = year = read_year(self._db, self._member_id, self._number)
        self.title.setText(self.tr("Năm {year}").format(year=year.number))
        self.forward.setEnabled(year.number < self._on.year)
        counts = year.counts
        self.figure.setText(
            f"{counts.attended}/{counts.obliged}" + (f" = {percent(year.rate)}" if year.rate is not None else "")
        )
        self.figure.setVisible(counts.obliged > 0)
        self.caption.setText(self._caption(year))
        self.strip.set_months(months(year))
        self._show_absences(year.absences)

    def _ask_meeting(self, month: int) -> None:
        lines = [line for line in self.year.lines if line.month == month] if self.year else []
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

    def _show_absences(self, lines: list[PersonLine]) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.absences_title.setVisible(bool(lines))
        for line in lines:
            sign, _letter, state = _SIGNS[line.mark]
            words = label(f"{sign} {said(line)}", wrap=True)
            set_state(words, state)
            self._list.addWidget(words)

    def _arrow(self, icon: str, tip: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "flat")
        theme.dress(button, icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button
