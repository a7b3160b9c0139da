"""The form of a member's Huy hiệu Đảng: which they have, and a new one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from models import badges, membership_rules, namesakes, party_age
from models.badges import BadgeRow, BadgeValues
from models.database import Database
from models.errors import KnownError
from ui import theme
from ui.fields import DateField, FormDialog
from ui.members.pairs import check_when_left, choice, dates_of, not_ahead
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label


class BadgeForm(FormDialog):
    """Lists the badges a member has, each with a bin, and writes one more; the one next due is offered.

    With `badge` it writes that one anew.
    """

    def __init__(
        self, db: Database, member_id: int, parent: QWidget | None = None, *, badge: BadgeRow | None = None
    ) -> None:
        super().__init__("", parent, width=460)
        self.setWindowTitle(self.tr("Huy hiệu Đảng"))
        self._db = db
        self._today = db.clock().date()
        self.member_id = member_id
        with db.read() as session:
            self.name = namesakes.told(session, member_id, self._today)
            self._age = party_age.ages(session, self._today, [member_id]).get(member_id)
            book = membership_rules.book(session)
            self._given = [] if badge else badges.of(session, member_id)
        self._milestones, self._waves = book.milestones, book.on(self._today).badge_waves
        self.bins: dict[int, QPushButton] = {}
        self._build()
        if badge is not None:
            self._show(badge.values)
        check_when_left(self, self._dates)

    def save(self) -> None:
        """Write the badge in one step."""
        years: int | None = self.years.value()
        if years is None:
            raise KnownError(self.tr("Hãy chọn số năm của huy hiệu."), field="years")
        days = {
            name: not_ahead(day.first, self._today, name) if day else None
            for name, day in dates_of(self, self._dates).items()
        }
        values = BadgeValues(years, days["awarded_on"], self.number.text(), days["decision_on"], self.note.text())
        words = self.tr("Huy hiệu {years} năm tuổi Đảng: {name}").format(years=years, name=self.name)
        with self._db.write(words) as session:
            badges.award(session, self.member_id, values)

    @property
    def _dates(self) -> dict[str, DateField]:
        return {"awarded_on": self.awarded_on, "decision_on": self.decision_on}

    def _build(self) -> None:
        self.form.addWidget(label(self.name, "heading", wrap=True))
        age = self.tr("chưa rõ ngày vào Đảng") if self._age is None else str(self._age)
        self.form.addWidget(label(self.tr("Tuổi Đảng hôm nay: {age}").format(age=age), "muted", wrap=True))
        for badge in self._given:
            self.form.addWidget(self._line(badge))
        self.form.addSpacing(theme.UNIT)
        given = {badge.values.years for badge in self._given}
        entries = [(self.tr("{n} năm").format(n=years), years) for years in self._milestones if years not in given]
        self.years = self.add(
            "years", self.tr("Huy hiệu"), choice([(self.tr("(chọn)"), None), *entries]), required=True
        )
        reached = [years for _, years in entries if self._age is not None and years <= self._age.years]
        self.years.set_value(reached[-1] if reached else None)
        self.awarded_on = self.add(
            "awarded_on",
            self.tr("Ngày trao"),
            DateField(),
            hint=self.tr("Các đợt: {days}. Để trống nếu chưa rõ.").format(days=self._waves),
        )
        self.number = self.add("decision_number", self.tr("Số quyết định"), QLineEdit())
        self.number.setMaxLength(40)
        self.decision_on = self.add("decision_on", self.tr("Ngày quyết định"), DateField())
        self.note = self.add("note", self.tr("Ghi chú (trao sớm, truy tặng…)"), QLineEdit())
        self.note.setMaxLength(200)
        (self.awarded_on if self.years.value() else self.years).setFocus()

    def _show(self, values: BadgeValues) -> None:
        self.years.set_value(values.years)
        self.years.setEnabled(False)  # another number of years is another badge
        self.awarded_on.set_value(values.awarded_on)
        self.decision_on.set_value(values.decision_on)
        self.number.setText(values.decision_number)
        self.note.setText(values.note)

    def _line(self, badge: BadgeRow) -> QWidget:
        """A badge the member has, in words, with its bin."""
        values = badge.values
        words = self.tr("Huy hiệu {n} năm").format(n=values.years)
        if values.awarded_on is not None:
            words += self.tr(", trao ngày {day}").format(day=f"{values.awarded_on:%d/%m/%Y}")
        if values.decision_number:
            words += self.tr(", quyết định số {number}").format(number=values.decision_number)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(words, wrap=True), 1)
        button = self.bins[badge.id] = QPushButton()
        button.setProperty("kind", "flat")
        pass_enter(button)
        theme.dress(button, "trash-2", "muted")
        button.setToolTip(self.tr("Bỏ huy hiệu này"))
        button.setAccessibleName(self.tr("Bỏ huy hiệu này"))
        button.clicked.connect(partial(self._take_back, badge))
        row.addWidget(button)
        return line

    def _take_back(self, badge: BadgeRow) -> None:
        words = self.tr("Bỏ Huy hiệu {years} năm tuổi Đảng: {name}")
        with self._db.write(words.format(years=badge.values.years, name=self.name)) as session:
            badges.take_back(session, badge.id)
        self.accept()
