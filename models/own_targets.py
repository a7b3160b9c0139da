"""Targets of a resolution that the register cannot count: written by hand, “x/y chỉ tiêu đạt” (domain.md 8.7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.dates import Period
from models.errors import KnownError
from models.indicators import formulas
from models.tables import OwnTarget
from models.text import clean, fold

LARGEST = 1_000_000_000_000
_LENGTHS = {"name": 200, "unit": 40, "document": 200, "note": 500}


@dataclass(frozen=True)
class OwnTargetValues:
    """What the office writes: numbers in the target's own unit; `actual` is what had been reached by `actual_on`."""

    name: str
    period: Period
    planned: Fraction | None
    unit: str = ""
    actual: Fraction | None = None
    actual_on: date | None = None
    is_ceiling: bool = False
    document: str = ""
    note: str = ""


@dataclass(frozen=True)
class OwnTargetRow:
    """A target with its id."""

    id: int
    values: OwnTargetValues

    @property
    def is_met(self) -> bool | None:
        """Whether what was reached is what was planned, or better; None while nobody has told."""
        actual, planned = self.values.actual, self.values.planned
        if actual is None or planned is None:
            return None
        return actual <= planned if self.values.is_ceiling else actual >= planned

    @property
    def done(self) -> Fraction | None:
        """Actual / planned; None while nobody has told, and for a ceiling, of which it says nothing."""
        actual, planned = self.values.actual, self.values.planned
        if actual is None or planned is None or self.values.is_ceiling:
            return None
        return formulas.share(actual, planned)


def rows(session: Session, period: Period) -> list[OwnTargetRow]:
    """Return the targets whose days touch a period, in the order written."""
    query = select(OwnTarget).where(OwnTarget.first_day <= period.last, OwnTarget.last_day >= period.first)
    return [OwnTargetRow(row.id, _values(row)) for row in session.scalars(query.order_by(OwnTarget.id))]


def find(session: Session, text: str) -> list[OwnTargetRow]:
    """Return the targets whose name or document holds a text, however it is accented, the newest first."""
    sought = fold(text)
    found = session.scalars(select(OwnTarget).order_by(OwnTarget.last_day.desc(), OwnTarget.id))
    names = ((row, fold(f"{row.name} {row.document or ''}")) for row in found)
    return [OwnTargetRow(row.id, _values(row)) for row, name in names if sought and sought in name]


def reached(found: Iterable[OwnTargetRow]) -> tuple[int, int]:
    """Return how many are reached, and of how many; one of which nobody has told counts among these only."""
    states = [row.is_met for row in found]
    return states.count(True), len(states)


def add(session: Session, values: OwnTargetValues, *, on: date) -> int:
    """Write a target and return its id. Raises KnownError."""
    row = OwnTarget()
    _fill(row, values, on)
    session.add(row)
    session.flush()
    return row.id


def edit(session: Session, target_id: int, values: OwnTargetValues, *, on: date) -> None:
    """Correct a target, or write what has been reached. Raises KnownError."""
    _fill(session.get_one(OwnTarget, target_id), values, on)


def remove(session: Session, target_id: int) -> None:
    """Take a target away."""
    session.delete(session.get_one(OwnTarget, target_id))


def _fill(row: OwnTarget, values: OwnTargetValues, on: date) -> None:
    texts = {name: clean(getattr(values, name)) for name in _LENGTHS}
    if not texts["name"]:
        raise KnownError("Hãy ghi tên chỉ tiêu.", field="name")
    for name, most in _LENGTHS.items():
        if len(texts[name]) > most:
            raise KnownError(f"Nội dung dài quá {most} chữ; hãy rút gọn.", field=name)
    if values.planned is None:
        raise KnownError("Hãy ghi mức được giao.", field="planned")
    for name in ("planned", "actual"):
        number: Fraction | None = getattr(values, name)
        if number is not None and not 0 <= number <= LARGEST:
            raise KnownError("Hãy ghi số từ 0 trở lên, và kiểm tra lại số quá lớn.", field=name)
    if values.actual_on is not None and values.actual is None:
        raise KnownError("Hãy ghi số đã thực hiện đến ngày này.", field="actual")
    if values.actual_on is not None and values.actual_on > on:
        raise KnownError(f"Ngày {values.actual_on:%d/%m/%Y} chưa đến; hãy sửa lại.", field="actual_on")
    row.name = texts["name"]
    row.unit, row.document, row.note = (texts[name] or None for name in ("unit", "document", "note"))
    row.first_day, row.last_day = values.period.first, values.period.last
    row.planned = float(values.planned)
    row.actual = None if values.actual is None else float(values.actual)
    row.actual_on, row.is_ceiling = values.actual_on, values.is_ceiling


def _values(row: OwnTarget) -> OwnTargetValues:
    return OwnTargetValues(
        row.name,
        Period(row.first_day, row.last_day),
        Fraction(str(row.planned)),
        row.unit or "",
        None if row.actual is None else Fraction(str(row.actual)),
        row.actual_on,
        row.is_ceiling,
        row.document or "",
        row.note or "",
    )
