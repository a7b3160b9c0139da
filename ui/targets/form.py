"""The form of a target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtWidgets import QLineEdit, QWidget

from models import cells, targets
from models.cells import short_name
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.indicators import Direction, Indicator, Timing, find, formulas, title
from models.tables import Measure
from models.targets import OFFERED, TargetRow, TargetValues
from models.text import number, to_number
from ui.fields import Choice, DateField, FormDialog, named
from ui.targets import words


@dataclass(frozen=True)
class Demand:
    """What the value is asked to be."""

    measure: Measure
    is_strict: bool


@dataclass(frozen=True)
class Body:
    """Whom a target is for: a cell, an organisation, or (neither) the whole commune."""

    cell_id: int | None = None
    organization_id: int | None = None


LEVEL = Demand(Measure.LEVEL, is_strict=False)
COMMUNE = Body()
OTHER = ""
"""The period chosen is none of the usual ones."""


class TargetForm(FormDialog):
    """Sets a target or corrects one; `target_id` is that of the target written.

    `key` and `cell_id` are what a new one starts with. A value of people may be given a year: for another stretch of
    time the form says what it makes (150 a year over 2,5 years is 375).
    """

    def __init__(
        self,
        db: Database,
        year: int,
        row: TargetRow | None = None,
        parent: QWidget | None = None,
        *,
        key: str = "",
        cell_id: int | None = None,
    ) -> None:
        super().__init__("", parent, width=520)
        self._db = db
        self._year = year
        self.target_id = row.id if row else None
        self.setWindowTitle(self.tr("Sửa chỉ tiêu") if row else self.tr("Thêm chỉ tiêu"))
        self.indicator = self.add("indicator_key", self.tr("Chỉ số"), Choice(self._indicators()), required=True)
        self.indicator.setMaxVisibleItems(20)
        self.cell = self.add("cell_id", self.tr("Giao cho"), Choice(self._bodies(row)))
        days = self.add_row()
        self.usual = self.add("usual", self.tr("Kỳ"), Choice(self._usual()), into=days)
        self.first = self.add("first_day", self.tr("Từ ngày"), DateField(), into=days, required=True)
        self.last = self.add("last_day", self.tr("Đến ngày"), DateField(), into=days, required=True)
        amounts = self.add_row()
        self.demand = self.add("measure", self.tr("Yêu cầu"), Choice(), into=amounts)
        self.value = self.add("value", self.tr("Mức"), QLineEdit(), into=amounts, required=True)
        self.per_year = self.add(
            "per_year",
            self.tr("Tính"),
            Choice([(self.tr("cho cả kỳ"), False), (self.tr("mỗi năm"), True)]),
            into=amounts,
        )
        self.comes_to = self.fields["per_year"].label
        self.document = self.add("document", self.tr("Văn bản giao"), QLineEdit())
        self.document.setPlaceholderText(self.tr("Số, ngày của văn bản giao chỉ tiêu"))
        self.note = self.add("note", self.tr("Ghi chú"), QLineEdit())
        self._connect()
        self._fill(row, key, cell_id)

    def save(self) -> None:
        """Write the target in one step."""
        values = self._values()
        name = title(values.indicator_key)
        text = self.tr("Đặt chỉ tiêu {name}") if self.target_id is None else self.tr("Sửa chỉ tiêu {name}")
        with self._db.write(text.format(name=name)) as session:
            if self.target_id is None:
                written = targets.set_target(session, values)
            else:
                written = self.target_id
                targets.change(session, written, values)
        self.target_id = written

    def _values(self) -> TargetValues:
        body: Body = self.cell.value() or COMMUNE
        demand: Demand = self.demand.value() or LEVEL
        return TargetValues(
            indicator_key=self.indicator.value(),
            period=self._period(),
            value=self._amount(),
            cell_id=body.cell_id,
            organization_id=body.organization_id,
            measure=demand.measure,
            is_strict=demand.is_strict,
            document=self.document.text(),
            note=self.note.text(),
        )

    def _period(self) -> Period:
        first, last = self._needed_day("first_day"), self._needed_day("last_day")
        return named("last_day", lambda last: Period(first, last), last)

    def _needed_day(self, name: str) -> date:
        day = self.day_of(name)
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày."), field=name)
        return day

    def _amount(self) -> Fraction:
        """Return the value typed, for the whole period; raise KnownError."""
        typed = named("value", to_number, self.value.text().removesuffix("%"))
        if typed is None:
            raise KnownError(self.tr("Hãy ghi mức phải đạt."), field="value")
        value = Fraction(str(typed))
        if not self._is_per_year():
            return value
        return Fraction(formulas.half_up(formulas.for_period(value, self._period())))

    def _is_per_year(self) -> bool:
        return self.per_year.isEnabled() and bool(self.per_year.value())

    def _indicators(self) -> list[tuple[str, str]]:
        return [(one.name, one.key) for one in OFFERED]

    def _bodies(self, row: TargetRow | None) -> list[tuple[str, Body]]:
        with self._db.read() as session:
            lived = cells.rows(session, self._db.clock().date())
            above = targets.bodies(session)
        found = [(self.tr("Toàn xã"), COMMUNE)]
        found += [(name, Body(organization_id=key)) for key, name in above]
        found += [(cell.short_name, Body(cell.id)) for cell in lived]
        if row is not None and _body(row) not in [body for _name, body in found]:
            found.append((short_name(row.body), _body(row)))  # one closed since
        return found

    def _usual(self) -> list[tuple[str, str]]:
        year = self._year
        keys = [
            f"{year}",
            f"{year}-H1",
            f"{year}-H2",
            *(f"{year}-Q{quarter}" for quarter in range(1, 5)),
            f"{year + 1}",
        ]
        return [*((Period.parse(key).label, key) for key in keys), (self.tr("Khoảng khác"), OTHER)]

    def _connect(self) -> None:
        self.indicator.currentIndexChanged.connect(self._follow_indicator)
        self.demand.currentIndexChanged.connect(self._follow)
        self.per_year.currentIndexChanged.connect(self._follow)
        self.usual.currentIndexChanged.connect(self._take_usual)
        for field in (self.first, self.last, self.value):
            field.textChanged.connect(self._follow)

    def _fill(self, row: TargetRow | None, key: str, cell_id: int | None) -> None:
        self.show_days(row.values.period if row else Period.year(self._year))
        if row is None:
            self.indicator.set_value(key or "admitted")
            self.cell.set_value(Body(cell_id))
            self._follow_indicator()
            self.value.setFocus()
            return
        values = row.values
        self.indicator.set_value(values.indicator_key)
        self.cell.set_value(_body(row))
        self._follow_indicator()
        self.demand.set_value(Demand(values.measure, values.is_strict))
        self.value.setText(words.amount(values.value, is_percent=False))
        self.document.setText(values.document)
        self.note.setText(values.note)
        self._follow()
        self.value.setFocus()
        self.value.selectAll()

    def _take_usual(self) -> None:
        if key := self.usual.value():
            self.show_days(Period.parse(key))

    def show_days(self, period: Period) -> None:
        """Fill in the days of a period."""
        for field, day in ((self.first, period.first), (self.last, period.last)):
            field.set_value(day)

    def _follow_indicator(self) -> None:
        """Offer what can be asked of the indicator."""
        indicator = find(self.indicator.value())
        if indicator is not None:
            self.demand.set_entries(self._demands(indicator))
            unit = indicator.unit.value
            self.fields["value"].label.setText(self.tr("Mức ({unit}) *").format(unit=unit))
            self.value.setAccessibleName(self.tr("Mức ({unit})").format(unit=unit))
        self._follow()

    def _demands(self, indicator: Indicator) -> list[tuple[str, Demand]]:
        strict = Demand(Measure.LEVEL, is_strict=True)
        if indicator.direction is not Direction.LOWER:
            return [(self.tr("đạt từ mức này"), LEVEL), (self.tr("trên mức này"), strict)]
        found = [(self.tr("không quá mức này"), LEVEL), (self.tr("dưới mức này"), strict)]
        if targets.can_be_reduced(indicator):
            found += [
                (self.tr("giảm từ % so với đầu kỳ"), Demand(Measure.REDUCTION, is_strict=False)),
                (self.tr("giảm trên % so với đầu kỳ"), Demand(Measure.REDUCTION, is_strict=True)),
            ]
        return found

    def _follow(self) -> None:
        """Show the usual period that the days are, whether a value a year makes sense, and what it comes to."""
        try:
            period = self._period()
        except KnownError:
            period = None
        keys = {Period.parse(key).key: key for _word, key in self._usual() if key}
        self.usual.blockSignals(True)
        self.usual.set_value(keys.get(period.key, OTHER) if period else OTHER)
        self.usual.blockSignals(False)
        indicator = find(self.indicator.value())
        demand: Demand = self.demand.value() or LEVEL
        adds_up = (
            indicator is not None
            and indicator.timing is Timing.SUM
            and not indicator.is_share
            and demand.measure is Measure.LEVEL
        )
        self.per_year.setEnabled(adds_up and period is not None and formulas.years(period) != 1)
        self.comes_to.setText(self._sum(period))

    def _sum(self, period: Period | None) -> str:
        """What a value a year comes to, as the heading of the choice; else only its name."""
        if period is None or not self._is_per_year():
            return self.tr("Tính")
        try:
            value = self._amount()
        except KnownError:
            return self.tr("Tính")
        years = number(formulas.years(period), 0 if formulas.years(period).denominator == 1 else 1)
        return self.tr("Cả kỳ {years} năm: {value}").format(years=years, value=words.amount(value, is_percent=False))


def _body(row: TargetRow) -> Body:
    return Body(row.values.cell_id, row.values.organization_id)
