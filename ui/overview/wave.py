"""The badges of a wave written at once: one decision and one day for all who were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from models import badges, membership_rules
from models.badges import BadgeValues, DueLine
from models.database import Database
from models.errors import KnownError
from models.text import number
from ui.fields import DateField, FormDialog
from ui.members.pairs import check_when_left, dates_of, not_ahead
from ui.widgets.labels import label

_NAMED = 8


class WaveForm(FormDialog):
    """Asks for the day and the decision; each member gets the badge their Party age has reached."""

    def __init__(self, db: Database, wave: date, lines: Sequence[DueLine], parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=460)
        self.setWindowTitle(self.tr("Ghi Huy hiệu Đảng đã trao"))
        self._db = db
        self._today = db.clock().date()
        self._lines = lines
        head = self.tr("{n} đồng chí, mỗi người huy hiệu theo tuổi Đảng đã đủ").format(n=number(len(lines)))
        self.form.addWidget(label(head, "heading", wrap=True))
        said = [self.tr("{name} ({years} năm)").format(name=one.full_name, years=one.years) for one in lines[:_NAMED]]
        if len(lines) > _NAMED:
            said.append(self.tr("và {n} đồng chí nữa").format(n=number(len(lines) - _NAMED)))
        self.form.addWidget(label(", ".join(said), "muted", wrap=True))
        self.awarded_on = self.add(
            "awarded_on",
            self.tr("Ngày trao"),
            DateField(),
            required=True,
            hint=self.tr("Đợt đã qua gần nhất được ghi sẵn."),
        )
        with db.read() as session:
            book = membership_rules.book(session)
        self.awarded_on.set_value(wave if wave <= self._today else badges.wave_before(book, wave))
        self.number = self.add("decision_number", self.tr("Số quyết định"), QLineEdit())
        self.number.setMaxLength(40)
        self.decision_on = self.add("decision_on", self.tr("Ngày quyết định"), DateField())
        self._dates = {"awarded_on": self.awarded_on, "decision_on": self.decision_on}
        check_when_left(self, self._dates)

    def save(self) -> None:
        """Write the badges of all in one step."""
        days = dates_of(self, self._dates)
        awarded, decided = days["awarded_on"], days["decision_on"]
        if awarded is None:
            raise KnownError(self.tr("Hãy ghi ngày trao."), field="awarded_on")
        paper = BadgeValues(
            0,
            not_ahead(awarded.first, self._today, "awarded_on"),
            self.number.text(),
            decided.first if decided else None,
        )
        step = self.tr("Trao Huy hiệu Đảng ngày {day}: {n} đồng chí").format(
            day=f"{awarded.first:%d/%m/%Y}", n=number(len(self._lines))
        )
        with self._db.write(step) as session:
            badges.award_all(session, {line.member_id: line.years for line in self._lines}, paper)
