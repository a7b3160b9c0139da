"""What has been reached of a target of *Chỉ tiêu khác*, day by day: the list and the form of a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QLineEdit, QWidget

from models import own_targets
from models.database import Database
from models.own_targets import NumberRow, OwnTargetRow
from models.text import plain, to_number
from ui.fields import DateField, FormDialog, named
from ui.tables import Column
from ui.widgets.edit_list import EditListDialog
from ui.widgets.labels import label


class OwnNumberForm(FormDialog):
    """One number and the day it is of."""

    def __init__(
        self, db: Database, target: OwnTargetRow, row: NumberRow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Sửa số thực hiện") if row else self.tr("Ghi số thực hiện"), parent, width=360)
        self._db, self._target, self._row = db, target, row
        self.form.addWidget(label(target.values.name, "heading", wrap=True))
        unit = target.values.unit
        title = self.tr("Đã thực hiện ({unit})").format(unit=unit) if unit else self.tr("Đã thực hiện")
        self.actual = self.add("actual", title, QLineEdit(), required=True)
        self.actual_on = self.add("actual_on", self.tr("Tính đến ngày"), DateField(), required=row is None)
        today = db.clock().date()
        self.actual.setText(typed(row.actual) if row else "")
        self.actual_on.set_value(row.reached_on if row else day_told(today, target.values.period.last))

    def save(self) -> None:
        """Write the number in one step."""
        actual, day, today = named("actual", amount, self.actual), self.day_of("actual_on"), self._db.clock().date()
        with self._db.write(f"{self.windowTitle()}: {self._target.values.name}") as session:
            if self._row is None:
                own_targets.tell(session, self._target.id, actual, day, on=today)
            else:
                own_targets.correct(session, self._row.id, actual, day, on=today)


class OwnNumbersDialog(EditListDialog[NumberRow]):
    """The numbers told of a target, the newest day first."""

    def __init__(self, db: Database, target: OwnTargetRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.db, self.target = db, target

    def columns(self) -> Sequence[Column[NumberRow]]:
        """The day, and what had been reached."""
        return (
            Column(self.tr("Tính đến ngày"), self._day, width=20, sort=lambda row: row.reached_on or date.min),
            Column(self.tr("Đã thực hiện"), self._told, width=24, align="right", sort=lambda row: row.actual),
        )

    def read(self) -> list[NumberRow]:
        """The numbers, and what they are for."""
        self.set_words(
            self.tr("Các số đã ghi: {name}").format(name=self.target.values.name),
            self.tr("Báo cáo, bảng của ngày nào lấy số cuối cùng tính đến ngày ấy."),
        )
        with self.db.read() as session:
            return own_targets.numbers(session, self.target.id)

    def form_for(self, row: NumberRow | None) -> OwnNumberForm:
        """The form of a number."""
        return OwnNumberForm(self.db, self.target, row, self)

    def take_out(self, row: NumberRow) -> None:
        """Take a number out."""
        words = self.tr("Bỏ số thực hiện {number}: {name}")
        with self.db.write(words.format(number=self._told(row), name=self.target.values.name)) as session:
            own_targets.take_out(session, row.id)

    def _day(self, row: NumberRow) -> object:
        return row.reached_on or self.tr("không rõ ngày")

    def _told(self, row: NumberRow) -> str:
        return f"{typed(row.actual)} {self.target.values.unit}".strip()


def day_told(today: date, last: date) -> date:
    """The day a number typed now is taken to be of: today, and for a target that is over its last day."""
    return min(today, last)


def amount(field: QLineEdit) -> Fraction | None:
    """The number typed in a field; None when empty. Raises KnownError."""
    found = to_number(field.text())
    return None if found is None else Fraction(str(found))


def typed(value: Fraction | None) -> str:
    """A number as the officer types it; nothing for none."""
    return "" if value is None else plain(float(value))
