"""Transfers out confirmed at once: one day for all who were chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models import transfers
from models.database import Database
from models.errors import KnownError
from models.text import number
from models.transfers import TransferLine
from ui.fields import DateField, FormDialog
from ui.members.pairs import check_when_left, dates_of, not_ahead
from ui.widgets.labels import label

_NAMED = 8


class ArrivalForm(FormDialog):
    """Asks for the day on which the Party bodies they went to received those chosen."""

    def __init__(self, db: Database, lines: Sequence[TransferLine], parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=460)
        self.setWindowTitle(self.tr("Ghi nơi đến đã tiếp nhận"))
        self._db = db
        self._lines = lines
        self._who = lines[0].full_name if len(lines) == 1 else self.tr("{n} đồng chí").format(n=number(len(lines)))
        self.form.addWidget(label(self._who, "heading", wrap=True))
        said = [", ".join(part for part in (one.full_name, one.place) if part) for one in lines[:_NAMED]]
        if len(lines) > _NAMED:
            said.append(self.tr("và {n} đồng chí nữa").format(n=number(len(lines) - _NAMED)))
        self.form.addWidget(label("\n".join(said) if len(lines) > 1 else lines[0].place, "muted", wrap=True))
        self.confirmed_on = self.add(
            "confirmed_on",
            self.tr("Nơi đến xác nhận tiếp nhận ngày"),
            DateField(),
            required=True,
            hint=self.tr("Ghi theo phiếu báo của nơi đến."),
        )
        self._dates = {"confirmed_on": self.confirmed_on}
        check_when_left(self, self._dates)

    def save(self) -> None:
        """Write the day for all in one step."""
        day = dates_of(self, self._dates)["confirmed_on"]
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày nơi đến tiếp nhận."), field="confirmed_on")
        on = not_ahead(day.first, self._db.clock().date(), "confirmed_on")
        step = self.tr("Nơi đến đã tiếp nhận ngày {day}: {who}").format(day=f"{on:%d/%m/%Y}", who=self._who)
        with self._db.write(step) as session:
            transfers.confirm(session, self._lines, on)
