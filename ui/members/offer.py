"""What stands under an official date: the button that offers one nobody wrote, and the word on one that is too early.

Admission + probation is never written by itself, and what an old decision says is never refused.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from models.dates import PartialDate
from models.errors import KnownError
from models.membership_rules import TermBook
from models.official_dates import proposed, too_early
from ui import theme
from ui.fields import DateField
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label, set_state


class OfficialOffer(QPushButton):
    """Shown while the official date is empty and the probation is over; a click fills the field in.

    `early` warns of a date before the end of the probation; it has its own place under the field.
    """

    def __init__(self, official: DateField, today: date, terms: TermBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "flat")  # a link is red, and under a field red means that something is wrong
        theme.dress(self, "calendar-plus", "muted")
        pass_enter(self)
        self._official = official
        self._today = today
        self._terms = terms
        self.date: PartialDate | None = None
        self.early = label("", "small", wrap=True)
        set_state(self.early, theme.State.WARN)
        self.early.hide()
        self._admitted: PartialDate | None = None
        self._months = 0
        self.clicked.connect(self._write)
        official.textChanged.connect(self._show)
        self.hide()

    def set_admission(self, admitted: PartialDate | None) -> None:
        """Offer what follows from another day of admission."""
        self._admitted = admitted
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
        self.early.setVisible(self._early_by() is not None)
        self.early.setText("".join(f"! {said}" for said in self.doubts()))

    def doubts(self) -> list[str]:
        """What speaks against the official date typed: nothing, or that the probation was not over."""
        if (ends := self._early_by()) is None:
            return []
        said = self.tr("Chưa đủ {months} tháng dự bị: kết nạp {admitted}, đến {day} mới hết thời gian dự bị.")
        return [said.format(months=self._months, admitted=self._admitted, day=f"{ends:%d/%m/%Y}")]

    def _early_by(self) -> date | None:
        try:
            official = self._official.value()
        except KnownError:
            return None  # half typed
        if not self._admitted or not official or official.last < self._admitted.first:
            return None  # before the admission is not early but impossible, as saving says
        return too_early(self._admitted, official, self._terms)

    def _write(self) -> None:
        self._official.set_value(self.date)
        self._official.setFocus()
