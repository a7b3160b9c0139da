"""The button that offers an official date nobody wrote: admission + probation. It is never written by itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from models.dates import PartialDate
from models.errors import KnownError
from models.membership_rules import TermBook
from models.official_dates import proposed
from ui import theme
from ui.fields import DateField
from ui.widgets.buttons import pass_enter


class OfficialOffer(QPushButton):
    """Shown while the official date is empty and the probation is over; a click fills the field in."""

    def __init__(self, official: DateField, today: date, terms: TermBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "flat")  # a link is red, and under a field red means that something is wrong
        theme.dress(self, "calendar-plus", "muted")
        pass_enter(self)
        self._official = official
        self._today = today
        self._terms = terms
        self.date: PartialDate | None = None
        self._months = 0
        self.clicked.connect(self._write)
        official.textChanged.connect(self._show)
        self.hide()

    def set_admission(self, admitted: PartialDate | None) -> None:
        """Offer what follows from another day of admission."""
        self._months = self._terms.on(admitted.first).probation_months if admitted else 0
        self.date = proposed(admitted, self._today, self._terms) if admitted else None
        self._show()

    def follow(self, admitted: DateField) -> None:
        """Offer what follows from the admission as it is typed."""

        def read() -> None:
            try:
                self.set_admission(admitted.value())
            except KnownError:
                self.set_admission(None)  # half typed; saving says what is wrong

        admitted.textChanged.connect(read)
        read()

    def _show(self) -> None:
        self.setVisible(self.date is not None and not self._official.text().strip())
        self.setText(self.tr("Ghi {day} (ngày kết nạp + {months} tháng)").format(day=self.date, months=self._months))

    def _write(self) -> None:
        self._official.set_value(self.date)
        self._official.setFocus()
