"""Targets of a resolution that the register cannot count: written by hand, “x/y chỉ tiêu đạt” (domain.md 8.7).

What has been reached is a series, a number for each day it was told of; on a day the last one not after it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.dates import Period
from models.errors import KnownError
from models.indicators import formulas
from models.tables import OwnTarget, OwnTargetNumber
from models.text import clean, fold

LARGEST = 1_000_000_000_000
_LENGTHS = {"name": 200, "unit": 40, "document": 200, "note": 500}


@dataclass(frozen=True)
class OwnTargetValues:
    """What the office writes: numbers in the target's own unit; `actual` is what had been reached by `actual_on`.

    Read, these two are the number that holds on the day asked for.
    """

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


@dataclass(frozen=True)
class NumberRow:
    """What had been reached by a day; one without a day holds until the first that has one."""

    id: int
    actual: Fraction
    reached_on: date | None


def rows(session: Session, period: Period, on: date | None = None) -> list[OwnTargetRow]:
    """Return the targets whose days touch a period, in the order written, each with the number that holds.

    It is the one as of the period's last day, or of `on` if that is earlier.
    """
    day = period.last if on is None else min(on, period.last)
    query = select(OwnTarget).where(OwnTarget.first_day <= period.last, OwnTarget.last_day >= period.first)
    return _with_numbers(session, session.scalars(query.order_by(OwnTarget.id)).all(), day)


def find(session: Session, text: str) -> list[OwnTargetRow]:
    """Return the targets whose name or document holds a text, however it is accented, the newest first; no numbers."""
    sought = fold(text)
    found = session.scalars(select(OwnTarget).order_by(OwnTarget.last_day.desc(), OwnTarget.id))
    names = ((row, fold(f"{row.name} {row.document or ''}")) for row in found)
    return [OwnTargetRow(row.id, _values(row, None)) for row, name in names if sought and sought in name]


def reached(found: Iterable[OwnTargetRow]) -> tuple[int, int]:
    """Return how many are reached, and of how many; one of which nobody has told counts among these only."""
    states = [row.is_met for row in found]
    return states.count(True), len(states)


def add(session: Session, values: OwnTargetValues, *, on: date) -> int:
    """Write a target, with what has been reached if that is told, and return its id. Raises KnownError."""
    row = OwnTarget()
    _fill(row, values, on)
    session.add(row)
    session.flush()
    _tell(session, row.id, values)
    return row.id


def edit(session: Session, target_id: int, values: OwnTargetValues, *, on: date) -> None:
    """Correct a target, and tell what has been reached by a day; other days keep theirs. Raises KnownError."""
    _fill(session.get_one(OwnTarget, target_id), values, on)
    _tell(session, target_id, values)


def remove(session: Session, target_id: int) -> None:
    """Take a target away with its numbers."""
    for number in _numbers(session, [target_id]):
        session.delete(number)
    session.flush()
    session.delete(session.get_one(OwnTarget, target_id))


def numbers(session: Session, target_id: int) -> list[NumberRow]:
    """Return what was told of a target, the newest day first."""
    return [_number(row) for row in reversed(_numbers(session, [target_id]))]


def tell(session: Session, target_id: int, actual: Fraction | None, reached_on: date | None, *, on: date) -> None:
    """Write what had been reached by a day. Raises KnownError, also if that day has its number."""
    told = _checked(session, target_id, actual, reached_on, on)
    session.add(OwnTargetNumber(own_target_id=target_id, reached_on=reached_on, actual=told))


def correct(session: Session, number_id: int, actual: Fraction | None, reached_on: date | None, *, on: date) -> None:
    """Write a number of the series anew. Raises KnownError."""
    row = session.get_one(OwnTargetNumber, number_id)
    row.actual = _checked(session, row.own_target_id, actual, reached_on, on, but=number_id)
    row.reached_on = reached_on


def take_out(session: Session, number_id: int) -> None:
    """Take one number out of the series."""
    session.delete(session.get_one(OwnTargetNumber, number_id))


def _checked(
    session: Session, target_id: int, actual: Fraction | None, reached_on: date | None, on: date, *, but: int = 0
) -> float:
    """Return a number that can be written for a day. Raises KnownError naming the field."""
    if actual is None:
        raise KnownError("Hãy ghi số đã thực hiện.", field="actual")
    if reached_on is None and not but:
        raise KnownError("Hãy ghi số thực hiện tính đến ngày nào.", field="actual_on")
    _check_number(actual, reached_on, on)
    if any(row.reached_on == reached_on and row.id != but for row in _numbers(session, [target_id])):
        day = f"Ngày {reached_on:%d/%m/%Y}" if reached_on else "Lúc không rõ ngày"
        raise KnownError(f"{day} đã ghi số thực hiện; hãy sửa số ấy.", field="actual_on")
    return float(actual)


def _tell(session: Session, target_id: int, values: OwnTargetValues) -> None:
    """Keep the number of the target's form: it replaces the one of the same day, any other day's stays.

    Raises KnownError for one without a day beside others that have theirs.
    """
    if values.actual is None:
        return
    told = _numbers(session, [target_id])
    if values.actual_on is None and any(row.reached_on for row in told):  # it would hold on no day after those
        raise KnownError("Hãy ghi số thực hiện tính đến ngày nào.", field="actual_on")
    same = (row for row in told if row.reached_on == values.actual_on)
    if (row := next(same, None)) is None:
        session.add(row := OwnTargetNumber(own_target_id=target_id, reached_on=values.actual_on))
    row.actual = float(values.actual)


def _numbers(session: Session, targets: Iterable[int]) -> Sequence[OwnTargetNumber]:
    """Return the numbers of targets, by day; those without a day come first."""
    query = select(OwnTargetNumber).where(OwnTargetNumber.own_target_id.in_(targets))
    return session.scalars(query.order_by(OwnTargetNumber.reached_on, OwnTargetNumber.id)).all()


def _number(row: OwnTargetNumber) -> NumberRow:
    return NumberRow(row.id, Fraction(str(row.actual)), row.reached_on)


def _with_numbers(session: Session, found: Sequence[OwnTarget], day: date) -> list[OwnTargetRow]:
    """Return targets with the last number that is not after a day.

    A target that is over by then shows its last one: what came of it is often told when its days have passed.
    """
    if not found:
        return []
    last_day = {row.id: row.last_day for row in found}
    holding: dict[int, OwnTargetNumber] = {}
    for number in _numbers(session, last_day):
        key = number.own_target_id
        if number.reached_on is None or number.reached_on <= day or last_day[key] <= day:
            holding[key] = number
    return [OwnTargetRow(row.id, _values(row, holding.get(row.id))) for row in found]


def _fill(row: OwnTarget, values: OwnTargetValues, on: date) -> None:
    texts = {name: clean(getattr(values, name)) for name in _LENGTHS}
    if not texts["name"]:
        raise KnownError("Hãy ghi tên chỉ tiêu.", field="name")
    for name, most in _LENGTHS.items():
        if len(texts[name]) > most:
            raise KnownError(f"Nội dung dài quá {most} chữ; hãy rút gọn.", field=name)
    if values.planned is None:
        raise KnownError("Hãy ghi mức được giao.", field="planned")
    _check_size("planned", values.planned)
    if values.actual_on is not None and values.actual is None:
        raise KnownError("Hãy ghi số đã thực hiện đến ngày này.", field="actual")
    if values.actual is not None:
        _check_number(values.actual, values.actual_on, on)
    row.name = texts["name"]
    row.unit, row.document, row.note = (texts[name] or None for name in ("unit", "document", "note"))
    row.first_day, row.last_day = values.period.first, values.period.last
    row.planned = float(values.planned)
    row.is_ceiling = values.is_ceiling


def _check_number(actual: Fraction, reached_on: date | None, on: date) -> None:
    _check_size("actual", actual)
    if reached_on is not None and reached_on > on:
        raise KnownError(f"Ngày {reached_on:%d/%m/%Y} chưa đến; hãy sửa lại.", field="actual_on")


def _check_size(field: str, number: Fraction) -> None:
    if not 0 <= number <= LARGEST:
        raise KnownError("Hãy ghi số từ 0 trở lên, và kiểm tra lại số quá lớn.", field=field)


def _values(row: OwnTarget, number: OwnTargetNumber | None) -> OwnTargetValues:
    return OwnTargetValues(
        row.name,
        Period(row.first_day, row.last_day),
        Fraction(str(row.planned)),
        row.unit or "",
        None if number is None else Fraction(str(number.actual)),
        None if number is None else number.reached_on,
        row.is_ceiling,
        row.document or "",
        row.note or "",
    )
