"""What the forms of a decision on organisations share: its number, its days, and a sentence of what it will do."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QWidget

from models import cells, organizations
from models.bodies import Body
from models.cells import CellRow
from models.database import Database
from models.decisions import Decision
from models.errors import KnownError
from models.organizations import OrganizationRow
from ui import theme
from ui.fields import Choice, DateField, FormDialog
from ui.widgets.cards import Card
from ui.widgets.labels import label, set_state


class DecisionForm(FormDialog):
    """A form whose saving is one decision, one step of the log, one undo. Subclasses add fields and write `carry_out`.

    `on_day` is called when the day of effect is another one; `tell` puts what would happen into words.
    """

    def __init__(self, db: Database, parent: QWidget | None = None, *, width: int = 600) -> None:
        super().__init__("", parent, width=width)
        self.db = db
        self.today = db.clock().date()
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        self.form.addLayout(row)
        self.number = self.add("number", self.tr("Số quyết định"), QLineEdit(), into=row)
        self.number.setMaxLength(40)
        self.number.setPlaceholderText(self.tr("12-QĐ/ĐU"))
        self.decided = self.add("decided_on", self.tr("Ngày quyết định"), DateField(), into=row)
        self.on = self.add("on", self.tr("Có hiệu lực từ ngày"), DateField(), required=True, into=row)
        for place, share in enumerate((4, 5, 5)):
            row.setStretch(place, share)  # a day takes more room than a number, in large letters all of it
        self.on.set_value(self.today)
        self.on.editingFinished.connect(self._follow_day)
        self.on_which = self.today
        self.warning = label("", wrap=True)
        set_state(self.warning, theme.State.WARN)
        self.effect = label("", wrap=True)
        self._effect_card = Card()
        self._effect_card.box.addWidget(self.warning)
        self._effect_card.box.addWidget(self.effect)
        self.warn("")

    def finish(self) -> None:
        """Put the sentence of what will happen below the fields; call it once they are all there."""
        self.form.addWidget(self._effect_card)
        self.tell()

    def join_field(self, name: str, before: QWidget, line: QLineEdit, *after: QWidget) -> None:
        """Make a line added later one of a field that has several: Tab comes to it there, typing ends its error."""
        field = self.fields[name]
        line.textChanged.connect(field.clear_error)
        for one, following in pairwise((before, line, *after)):
            self.setTabOrder(one, following)

    def tell(self) -> None:
        """Say what would happen."""

    def on_day(self) -> None:
        """Read anew what depends on the day of effect."""

    def carry_out(self, decision: Decision) -> None:
        """Write the decision in one step. Raises KnownError."""

    def save(self) -> None:
        """Write the decision in one step."""
        on = self.day_of("on")
        if on is None:
            raise KnownError(self.tr("Hãy ghi ngày quyết định có hiệu lực."), field="on")
        self._take_day(on)
        self.carry_out(Decision(on, self.number.text(), self.day_of("decided_on")))

    def say(self, *sentences: str) -> None:
        """Show sentences of what will happen."""
        always = self.tr("Báo cáo, điểm danh trước ngày này giữ nguyên. Ctrl+Z lấy lại được tất cả.")
        self.effect.setText(" ".join([*filter(None, sentences), always]))
        QTimer.singleShot(0, self, self._grow)  # once the words have their lines

    def warn(self, sentence: str) -> None:
        """Show what may be but should be thought about; empty: nothing."""
        self.warning.setText(f"{theme.State.WARN.sign} {sentence}" if sentence else "")
        self.warning.setVisible(bool(sentence))

    def _follow_day(self) -> None:
        with suppress(KnownError):
            if (day := self.on.day()) is not None:
                self._take_day(day)

    def _take_day(self, day: date) -> None:
        if day != self.on_which:
            self.on_which = day
            self.on_day()
            self.tell()

    def open_cells(self) -> list[CellRow]:
        """The cells open today."""
        with self.db.read() as session:
            return [row for row in cells.rows(session, self.today) if row.valid_to is None]

    def open_organizations(self) -> list[OrganizationRow]:
        """The organisations above the cells that are open today."""
        with self.db.read() as session:
            return [row for row in organizations.rows(session, self.today) if row.valid_to is None]

    def bodies(self) -> list[tuple[str, Body]]:
        """Every open organisation and cell to choose from."""
        return [
            *((row.name, Body(organization_id=row.id)) for row in self.open_organizations()),
            *((row.name, Body(cell_id=row.id)) for row in self.open_cells()),
        ]

    def choice_of_superior(self, text: str) -> Choice:
        """Add the choice of an organisation to stand under."""
        entries = [(self.tr("Hãy chọn"), None), *((row.name, row.id) for row in self.open_organizations())]
        return self.add("parent_id", text, Choice(entries))


def hold_still(ticks: QListWidget, height: int) -> None:
    """Give a list of ticks and its rows heights that no tick changes, so that nothing moves under the mouse.

    Its cursor stands on the first one ticked, where Tab comes to it: Qt shows none before an arrow is pressed.
    """
    row = max(theme.CONTROL_HEIGHT, ticks.fontMetrics().height() + 2 * theme.UNIT)
    for place in range(ticks.count()):
        ticks.item(place).setSizeHint(QSize(0, row))
    ticks.setUniformItemSizes(True)
    ticks.setFixedHeight(height)
    rows = range(ticks.count())
    ticks.setCurrentRow(next((row for row in rows if ticks.item(row).checkState() is Qt.CheckState.Checked), 0))
    ticks.scrollToItem(ticks.currentItem())
