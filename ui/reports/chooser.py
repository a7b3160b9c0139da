"""The period a report is about, and the day up to which it counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from exports.report import Needs
from models.dates import Period, add_months
from models.errors import KnownError
from ui import theme
from ui.fields import Choice, DateField
from ui.keys import key_sequence
from ui.widgets.buttons import pass_enter
from ui.widgets.flow import FlowRow, together
from ui.widgets.labels import label

Kind = Literal["month", "quarter", "half", "year"]
_MONTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_OFFERED = 24  # periods back in the list
_LATE = 15  # up to this day of a month the reports still are of the month before


def period_of(kind: Kind, day: date) -> Period:
    """Return the period of a kind that a day lies in."""
    if kind == "month":
        return Period.month(day.year, day.month)
    if kind == "quarter":
        return Period.quarter(day.year, (day.month + 2) // 3)
    return Period.half(day.year, 1 if day.month < 7 else 2) if kind == "half" else Period.year(day.year)


def kind_of(period: Period) -> Kind | None:
    """Return the kind of a period, None for a range of days."""
    return next((kind for kind in _MONTHS if period_of(kind, period.first) == period), None)


class Chooser(FlowRow):
    """Kind of period, period with ◂ ▸ (Alt+← and Alt+→), and the day; what a report does not need is hidden."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._needs = Needs.MONTH
        self.kind = Choice(
            (
                (self.tr("Tháng"), "month"),
                (self.tr("Quý"), "quarter"),
                (self.tr("6 tháng"), "half"),
                (self.tr("Năm"), "year"),
            )
        )
        self.back = self._arrow("chevron-left", self.tr("Kỳ trước"), "Alt+Left", -1)
        self.list = Choice()
        self.list.setAccessibleName(self.tr("Kỳ báo cáo"))
        self.forward = self._arrow("chevron-right", self.tr("Kỳ sau"), "Alt+Right", 1)
        self.day_label: QLabel = label("", "muted")
        self.day_field = DateField()
        self.day_field.set_value(today)
        self.day_label.setBuddy(self.day_field)
        self.error = label(role="error")
        self.error.hide()
        self.cell = Choice(((self.tr("Tất cả chi bộ"), None),))
        self.cell.setAccessibleName(self.tr("Chi bộ"))
        self.cell.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.cell.setMinimumContentsLength(18)
        self.cell.hide()
        self.day_field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._periods = together(self.kind, self.back, self.list, self.forward)
        for widget in (self._periods, self.cell, together(self.day_label, self.day_field), self.error):
            self.add(widget)
        self.show_period(period_of("month", today - timedelta(days=_LATE)))
        self.kind.picked.connect(self._take_kind)
        for choice in (self.list, self.cell):
            choice.picked.connect(lambda _: self.changed.emit())
        self.day_field.editingFinished.connect(self.take_day)
        self._told: date | None = today

    @property
    def period(self) -> Period | None:
        """The period chosen, None where the report needs only a day."""
        return None if self._needs is Needs.DATE else self.list.value()

    @property
    def cell_id(self) -> int | None:
        """The one cell chosen; None for all, and where the report is not made by cell."""
        return None if self.cell.isHidden() else self.cell.value()

    def set_cells(self, names: Mapping[int, str]) -> None:
        """Offer these cells (id → name) and all of them together, keeping the choice; does not announce it."""
        self.cell.set_entries([(self.tr("Tất cả chi bộ"), None), *((name, key) for key, name in names.items())])

    @property
    def day(self) -> date:
        """The day up to which the report counts; today when the field is empty. Raises KnownError."""
        return self.day_field.day() or self._today

    def set_needs(self, needs: Needs, *, is_by_cell: bool = False) -> None:
        """Offer what a report needs; a monthly one takes a month.

        Of a period the figures are those of its last day, whenever the report is made: then the day is only the one
        printed at the head.
        """
        self._needs = needs
        words = self.tr("Tính đến ngày") if needs is Needs.DATE else self.tr("Ngày lập")
        self.day_label.setText(words)
        self.day_field.setAccessibleName(words)
        self.cell.setVisible(is_by_cell)
        self.kind.setVisible(needs is Needs.PERIOD)
        self._periods.setVisible(needs is not Needs.DATE)
        period: Period = self.list.value()
        if needs is Needs.MONTH and not period.is_month:
            self.show_period(period_of("month", period.last))

    def show_period(self, period: Period) -> None:
        """Offer this period, and those around it, in the list; does not announce it."""
        kind = kind_of(period)
        entries = [(period.label, period)]
        if kind is not None:
            self.kind.set_value(kind)
            latest = max(self._today, period.last)
            span = _MONTHS[kind]
            entries = []
            one = period_of(kind, latest)
            while len(entries) < _OFFERED or one.first >= period.first:
                entries.append((one.label, one))
                one = period_of(kind, add_months(one.first, -span))
        self.list.set_entries(entries)
        self.list.set_value(period)

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) period."""
        period: Period = self.list.value()
        kind = kind_of(period)
        if kind is None or self._needs is Needs.DATE:
            return
        self.show_period(period_of(kind, add_months(period.first, by * _MONTHS[kind])))
        self.changed.emit()

    def _arrow(self, icon: str, tip: str, keys: str, by: int) -> QPushButton:
        button = QPushButton()
        pass_enter(button)
        button.setProperty("kind", "flat")
        theme.dress(button, icon)
        shown = key_sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{tip} ({shown})")
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: self.step(by))
        QShortcut(key_sequence(keys), self, lambda: self.step(by), context=Qt.ShortcutContext.WindowShortcut)
        return button

    def _take_kind(self, kind: Kind) -> None:
        period: Period = self.list.value()
        self.show_period(period_of(kind, period.last))
        self.changed.emit()

    def take_day(self) -> None:
        """Announce another day, or that it cannot be read; what is wrong is then said beside it."""
        try:
            day = self.day
        except KnownError as wrong:
            self.error.setText(str(wrong))
            self.error.show()
            theme.set_role(self.day_field, "wrong", True)
            day = None
        else:
            self.error.hide()
            theme.set_role(self.day_field, "wrong", False)
        if day != self._told:
            self._told = day
            self.changed.emit()
