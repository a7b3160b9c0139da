"""*Chỉ tiêu khác*: targets of a resolution that the register cannot count, with what was reached written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from models import own_targets
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.indicators import formulas
from models.own_targets import OwnTargetRow, OwnTargetValues
from models.text import clean, number, percent
from ui.fields import Choice, DateField, FormDialog, named
from ui.members.pairs import Pairs
from ui.tables import Column
from ui.targets.own_numbers import OwnNumbersDialog, amount, day_told, typed
from ui.theme import State
from ui.widgets.edit_list import EditListDialog


class OwnTargetForm(FormDialog):
    """A target in its own words and unit, and what has been reached.

    A number of another day joins those that were told; `history_button` lists them.
    """

    def __init__(self, db: Database, year: int, row: OwnTargetRow | None, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=560)
        self.setWindowTitle(self.tr("Sửa chỉ tiêu khác") if row else self.tr("Thêm chỉ tiêu khác"))
        self._db, self._year, self._row = db, year, row
        self.name = self.add("name", self.tr("Tên chỉ tiêu"), QLineEdit(), required=True)
        self.name.setPlaceholderText(self.tr("Số hộ đạt gia đình văn hóa"))
        two = Pairs(self)
        self.first = self.add("first_day", self.tr("Từ ngày"), DateField(), required=True, into=two)
        self.last = self.add("last_day", self.tr("Đến hết ngày"), DateField(), required=True, into=two)
        ways = [(self.tr("từ mức này trở lên"), False), (self.tr("không quá mức này"), True)]
        self.way = self.add("is_ceiling", self.tr("Phải đạt"), Choice(ways), into=two)
        self.unit = self.add("unit", self.tr("Đơn vị tính"), QLineEdit(), into=two)
        self.unit.setPlaceholderText(self.tr("hộ, %, triệu đồng…"))
        self.planned = self.add("planned", self.tr("Mức được giao"), QLineEdit(), required=True, into=two)
        self.actual = self.add("actual", self.tr("Đã thực hiện"), QLineEdit(), into=two)
        hint = self.tr("Ngày khác: thêm số mới, giữ số cũ.") if row else ""
        self.actual_on = self.add("actual_on", self.tr("Số thực hiện tính đến ngày"), DateField(), hint=hint, into=two)
        self.document = self.add("document", self.tr("Nghị quyết, văn bản giao"), QLineEdit())
        self.note = self.add("note", self.tr("Ghi chú"), QLineEdit())
        for field, most in ((self.name, 200), (self.unit, 40), (self.document, 200), (self.note, 500)):
            field.setMaxLength(most)
        self.first.set_value(date(year, 1, 1))
        self.last.set_value(date(year, 12, 31))
        self.history_button = QPushButton()
        self.history_button.clicked.connect(self.open_history)
        self.buttons.addButton(self.history_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.history_button.setVisible(row is not None)
        if row is not None:
            self._show(row.values)
            self._show_told(row)
        self.actual.textEdited.connect(self._date_actual)

    def open_history(self) -> OwnNumbersDialog | None:
        """List the numbers told of the target, to correct them and take them out."""
        if self._row is None:
            return None
        dialog = OwnNumbersDialog(self._db, self._row, self)
        dialog.finished.connect(lambda _code: self._read_told())
        dialog.open()
        return dialog

    def save(self) -> None:
        """Write the target in one step."""
        if self._row is not None and self._row.values.actual is not None and not self.actual.text().strip():
            words = self.tr("Muốn bỏ số đã ghi, hãy bấm “Các số đã ghi” ở dưới.")
            raise KnownError(words, field="actual")
        values = OwnTargetValues(
            self.name.text(),
            self._period(),
            named("planned", amount, self.planned),
            self.unit.text(),
            named("actual", amount, self.actual),
            self.day_of("actual_on"),
            self.way.value(),
            self.document.text(),
            self.note.text(),
        )
        words = self.tr("Sửa chỉ tiêu khác: {name}") if self._row else self.tr("Thêm chỉ tiêu khác: {name}")
        on = self._db.clock().date()
        with self._db.write(words.format(name=clean(values.name))) as session:
            if self._row is None:
                own_targets.add(session, values, on=on)
            else:
                own_targets.edit(session, self._row.id, values, on=on)

    def _period(self) -> Period:
        first, last = self.day_of("first_day"), self.day_of("last_day")
        for day, name in ((first, "first_day"), (last, "last_day")):
            if day is None:
                raise KnownError(self.tr("Hãy ghi ngày đầu và ngày cuối của kỳ."), field=name)
        assert first is not None
        assert last is not None
        if last < first:
            raise KnownError(self.tr("Ngày cuối của kỳ ở trước ngày đầu."), field="last_day")
        return Period(first, last)

    def _show(self, values: OwnTargetValues) -> None:
        for field, text in (
            (self.name, values.name),
            (self.unit, values.unit),
            (self.planned, typed(values.planned)),
            (self.document, values.document),
            (self.note, values.note),
        ):
            field.setText(text)
        self.first.set_value(values.period.first)
        self.last.set_value(values.period.last)
        self.way.set_value(values.is_ceiling)

    def _show_told(self, row: OwnTargetRow) -> None:
        """Show the number that holds, unless another is being typed."""
        self._row = row
        if not self.actual.isModified():
            self.actual.setText(typed(row.values.actual))
            self.actual_on.set_value(row.values.actual_on)
        with self._db.read() as session:
            told = len(own_targets.numbers(session, row.id))
        self.history_button.setText(self.tr("Các số đã ghi ({n})…").format(n=number(told)))

    def _read_told(self) -> None:
        """Take over what was corrected in the list of numbers."""
        with self._db.read() as session:
            found = own_targets.rows(session, Period.year(self._year), self._db.clock().date())
        self._show_told(next(row for row in found if self._row is not None and row.id == self._row.id))

    def _date_actual(self, text: str) -> None:
        """A number typed now is as of today, unless another day is written; none has no day."""
        if not self.actual_on.isModified():
            self.actual_on.set_value(self._today_told() if text.strip() else None)

    def _today_told(self) -> date:
        """Today, or the last day of a target that is over; a day that cannot be read is none."""
        today = self._db.clock().date()
        try:
            last = self.day_of("last_day")
        except KnownError:
            last = None
        return day_told(today, last or today)


class OwnTargetsDialog(EditListDialog[OwnTargetRow]):
    """The targets whose days touch a year; `chosen` is the one to begin at."""

    def __init__(self, db: Database, year: int, parent: QWidget | None = None, chosen: int = 0) -> None:
        super().__init__(parent)
        self.db, self.year, self._chosen = db, year, chosen

    def open(self) -> None:
        """Show the targets, the one to begin at chosen."""
        super().open()
        if self._chosen:
            self.table.select_key(self._chosen)

    def columns(self) -> Sequence[Column[OwnTargetRow]]:
        """The target, what was asked, what was reached."""
        return (
            Column(self.tr("Chỉ tiêu"), lambda row: row.values.name, width=26, least=18, bold=True, tip=_paper),
            Column(self.tr("Giao"), _asked, width=16, least=12, align="right"),
            Column(self.tr("Thực hiện"), lambda row: typed(row.values.actual) or "–", width=10, align="right"),
            Column(self.tr("Kết quả"), _result, width=16, least=14, state=_state),
            Column(self.tr("Tính đến"), lambda row: row.values.actual_on, width=12),
            Column(self.tr("Kỳ"), days_of, width=17, least=12, leaves=1, tip=lambda row: row.values.period.label),
        )

    def read(self) -> list[OwnTargetRow]:
        """The targets, and above them how many are reached."""
        with self.db.read() as session:
            found = own_targets.rows(session, Period.year(self.year), self.db.clock().date())
        self.set_words(self.tr("Chỉ tiêu khác, năm {year}").format(year=self.year), self._sum(found))
        return found

    def form_for(self, row: OwnTargetRow | None) -> OwnTargetForm:
        """The form of a target."""
        return OwnTargetForm(self.db, self.year, row, self)

    def take_out(self, row: OwnTargetRow) -> None:
        """Take a target away."""
        with self.db.write(self.tr("Bỏ chỉ tiêu khác: {name}").format(name=row.values.name)) as session:
            own_targets.remove(session, row.id)

    def _sum(self, found: list[OwnTargetRow]) -> str:
        what = self.tr("Chỉ tiêu sổ không đếm được, số thực hiện ghi tay (nghị quyết đại hội, chương trình…).")
        if not found:
            return what
        met, whole = own_targets.reached(found)
        text = self.tr("Đạt {met}/{all} chỉ tiêu ({rate}).").format(
            met=number(met), all=number(whole), rate=percent(formulas.share(met, whole), 2)
        )
        untold = sum(row.is_met is None for row in found)
        if untold:
            text += self.tr(" {n} chỉ tiêu chưa ghi số thực hiện.").format(n=number(untold))
        return f"{text} {what}"


def days_of(row: OwnTargetRow) -> str:
    """The days of a target in few words: a year, or from month to month."""
    period = row.values.period
    if period == Period.year(period.first.year):
        return period.label
    return f"{period.first:%m/%Y} – {period.last:%m/%Y}"


def _asked(row: OwnTargetRow) -> str:
    sign = "≤ " if row.values.is_ceiling else ""
    return f"{sign}{typed(row.values.planned)} {row.values.unit}".strip()


def _paper(row: OwnTargetRow) -> str:
    return "\n".join(part for part in (row.values.name, row.values.document, row.values.note) if part)


def _result(row: OwnTargetRow) -> str:
    tr = QCoreApplication.translate
    if row.is_met is None:
        return tr("OwnTargets", "chưa ghi")
    words = tr("OwnTargets", "đạt") if row.is_met else tr("OwnTargets", "chưa đạt")
    return words if row.done is None else f"{words}, {percent(row.done)}"


def _state(row: OwnTargetRow) -> State:
    return {None: State.IDLE, True: State.GOOD, False: State.WARN}[row.is_met]
