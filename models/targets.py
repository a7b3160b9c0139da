"""Targets: setting, correcting, taking away, and the list of a time (domain.md 8, design.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.dates import Period
from models.errors import KnownError
from models.indicators import INDICATORS, Direction, Indicator, Timing, find, title
from models.tables import Cell, Measure, Organization, Target
from models.text import clean

LARGEST = 1_000_000
OFFERED = tuple(one for one in INDICATORS if one.takes_target and one.direction is not Direction.NEITHER)
"""Indicators that a target can be set for."""
_PLACES = {indicator.key: place for place, indicator in enumerate(INDICATORS)}


@dataclass(frozen=True)
class TargetValues:
    """What the officer writes of a target; `value` in the indicator's unit, per cent for shares and reductions."""

    indicator_key: str
    period: Period
    value: Fraction
    cell_id: int | None = None
    organization_id: int | None = None
    measure: Measure = Measure.LEVEL
    is_strict: bool = False
    document: str = ""
    note: str = ""


@dataclass(frozen=True)
class TargetRow:
    """A target with the name of whom it is for, empty for the whole commune."""

    id: int
    values: TargetValues
    body: str

    @property
    def indicator(self) -> Indicator | None:
        """What it speaks of; None for a key this version does not know."""
        return find(self.values.indicator_key)

    @property
    def is_percent(self) -> bool:
        """Whether its value is per cent."""
        return self.values.measure is Measure.REDUCTION or bool(self.indicator and self.indicator.is_share)

    @property
    def goal(self) -> Fraction:
        """The value to reach; shares and reductions as 0–1."""
        return self.values.value / 100 if self.is_percent else self.values.value

    @property
    def is_ceiling(self) -> bool:
        """Whether the value must not be exceeded; a reduction is always to be reached."""
        return (
            self.values.measure is Measure.LEVEL
            and self.indicator is not None
            and self.indicator.direction is Direction.LOWER
        )

    def is_met(self, value: Fraction) -> bool:
        """Whether a value, before rounding, fulfils the target."""
        goal = self.goal
        if self.is_ceiling:
            return value < goal if self.values.is_strict else value <= goal
        return value > goal if self.values.is_strict else value >= goal


def set_target(session: Session, values: TargetValues) -> int:
    """Set a target and return its id. Raises KnownError."""
    target = Target()
    _fill(session, target, values)
    session.add(target)
    session.flush()
    return target.id


def change(session: Session, target_id: int, values: TargetValues) -> None:
    """Correct a target. Raises KnownError."""
    _fill(session, session.get_one(Target, target_id), values)


def remove(session: Session, target_id: int) -> None:
    """Take a target away."""
    session.delete(session.get_one(Target, target_id))


def _fill(session: Session, target: Target, values: TargetValues) -> None:
    _refuse(session, target.id or 0, values)
    target.indicator_key = values.indicator_key
    target.cell_id, target.organization_id = values.cell_id, values.organization_id
    target.first_day, target.last_day = values.period.first, values.period.last
    target.value = float(values.value)
    target.measure, target.is_strict = values.measure, values.is_strict
    target.document, target.note = clean(values.document) or None, clean(values.note) or None


def _refuse(session: Session, target_id: int, values: TargetValues) -> None:
    """Raise KnownError for what cannot be a target, naming the field."""
    indicator = find(values.indicator_key)
    if indicator is None or indicator not in OFFERED:
        raise KnownError("Hãy chọn chỉ số để đặt chỉ tiêu.", field="indicator_key")
    if values.measure is Measure.REDUCTION and not can_be_reduced(indicator):
        raise KnownError("Chỉ đặt “giảm so với đầu kỳ” cho chỉ số càng thấp càng tốt.", field="measure")
    row = TargetRow(target_id, values, "")
    if values.value < 0 or (values.value == 0 and not row.is_ceiling):
        raise KnownError("Chỉ tiêu phải lớn hơn 0.", field="value")
    if row.is_percent and values.value > 100:
        raise KnownError("Tỷ lệ không thể quá 100 %.", field="value")
    if not row.is_percent and values.value.denominator != 1:
        raise KnownError("Hãy ghi số nguyên; chỉ tỷ lệ mới có phần lẻ.", field="value")
    if values.value > LARGEST:
        raise KnownError("Chỉ tiêu lớn quá một triệu; hãy kiểm tra lại số.", field="value")
    for field, text, most in (("document", values.document, 200), ("note", values.note, 500)):
        if len(clean(text)) > most:
            raise KnownError(f"Nội dung dài quá {most} chữ; hãy rút gọn.", field=field)
    if values.cell_id is not None and values.organization_id is not None:
        raise KnownError("Hãy chọn một chi bộ hoặc một tổ chức, không chọn cả hai.", field="cell_id")
    if _is_set(session, target_id, values):
        raise KnownError(
            f"Đã có chỉ tiêu “{title(values.indicator_key)}” cho kỳ này; hãy sửa chỉ tiêu đó.", field="indicator_key"
        )


def can_be_reduced(indicator: Indicator) -> bool:
    """Whether a target can ask by how much an indicator is to come down since the first day."""
    return indicator.direction is Direction.LOWER and indicator.timing is Timing.DAY


def _is_set(session: Session, target_id: int, values: TargetValues) -> bool:
    """Tell whether another target asks the same of the same body in the same days."""
    query = select(Target.id).where(
        Target.id != target_id,
        Target.indicator_key == values.indicator_key,
        Target.measure == values.measure,
        Target.first_day == values.period.first,
        Target.last_day == values.period.last,
        Target.cell_id.is_not_distinct_from(values.cell_id),
        Target.organization_id.is_not_distinct_from(values.organization_id),
    )
    return session.scalar(query) is not None


def rows(session: Session, period: Period) -> list[TargetRow]:
    """Return the targets whose days touch a period, in the order of the catalogue: the commune's, then the cells'."""
    query = (
        select(Target, Cell.name, Organization.name)
        .outerjoin(Cell, Cell.id == Target.cell_id)
        .outerjoin(Organization, Organization.id == Target.organization_id)
        .where(Target.first_day <= period.last, Target.last_day >= period.first)
        .order_by(Target.cell_id.is_not(None), Cell.sort_order, Cell.id, Target.last_day, Target.first_day, Target.id)
    )
    found = [_row(target, cell or body or "") for target, cell, body in session.execute(query)]
    return sorted(found, key=lambda row: (row.values.cell_id is not None, _PLACES.get(row.values.indicator_key, 999)))


def _row(target: Target, body: str) -> TargetRow:
    values = TargetValues(
        indicator_key=target.indicator_key,
        period=Period(target.first_day, target.last_day),
        value=Fraction(str(target.value)),
        cell_id=target.cell_id,
        organization_id=target.organization_id,
        measure=target.measure,
        is_strict=target.is_strict,
        document=target.document or "",
        note=target.note or "",
    )
    return TargetRow(target.id, values, body)


def years(session: Session) -> list[int]:
    """Return the years that targets touch, in order."""
    query = select(Target.first_day, Target.last_day)
    return sorted({year for first, last in session.execute(query) for year in range(first.year, last.year + 1)})


def cells_of(session: Session, values: TargetValues) -> frozenset[int] | None:
    """Return the cells a target is for; None for the whole commune."""
    if values.cell_id is not None:
        return frozenset({values.cell_id})
    if values.organization_id is not None:
        return cells_under(session, values.organization_id)
    return None


def cells_under(session: Session, organization_id: int) -> frozenset[int]:
    """Return the cells of an organisation and of those below it."""
    children = select(Organization.id, Organization.parent_id)
    parents = {key: parent for key, parent in session.execute(children)}

    def is_under(key: int | None) -> bool:
        seen: set[int] = set()
        while key is not None and key not in seen:
            if key == organization_id:
                return True
            seen.add(key)
            key = parents.get(key)
        return False

    query = select(Cell.id, Cell.organization_id)
    return frozenset(cell_id for cell_id, body in session.execute(query) if is_under(body))


def bodies(session: Session) -> list[tuple[int, str]]:
    """Return the organisations (id, name) that have cells of their own below the whole: a target may be for one."""
    names = {key: name for key, name in session.execute(select(Organization.id, Organization.name))}
    holding = {key: cells_under(session, key) for key in names}
    everything = frozenset(session.scalars(select(Cell.id)))
    return [(key, names[key]) for key, found in holding.items() if found and found != everything]
