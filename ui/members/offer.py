"""The button that offers an official date nobody wrote: admission + 12 months. It is never written by itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from models.dates import PartialDate
from models.errors import KnownError
from models.official_dates import proposed
from ui import theme
from ui.fields import DateField


class OfficialOffer(QPushButton):
    """Shown while the official date is empty and the twelve months are over; a click fills the field in."""

    def __init__(self, official: DateField, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "flat")  # a link is red, and under a field red means that something is wrong
        theme.dress(self, "calendar-plus", "muted")
        self.setAutoDefault(False)
        self._official = official
        self._today = today
        self.date: PartialDate | None = None
        self.clicked.connect(self._write)
        official.textChanged.connect(self._show)
        self.hide()

    def set_admission(self, admitted: PartialDate | None) -> None:
        """Offer what follows from another day of admission."""
        self.date = proposed(admitted, self._today) if admitted else None
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
        self.setText(self.tr("Ghi {day} (ngày kết nạp + 12 tháng)").format(day=self.date))

    def _write(self) -> None:
        self._official.set_value(self.date)
        self._official.setFocus()
