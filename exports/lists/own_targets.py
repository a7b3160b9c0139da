"""Targets of a resolution that the register cannot count, with what was reached as the office told (domain.md 8.7)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from exports.names import Behind, Finding
from exports.report import DATE, PERCENT, Column, Needs, Report, Scope, Sheet, Value, listed, percentage
from models import own_targets
from models.dates import Period
from models.indicators import formulas
from models.own_targets import OwnTargetRow
from models.text import number, percent, plain


@dataclass(frozen=True)
class Data:
    """The targets whose days touch the period, in the order written, with what had been reached by its last day."""

    period: Period
    rows: tuple[OwnTargetRow, ...]


def fetch(session: Session, scope: Scope) -> Data:
    """Read the targets of the period; of a past one, the numbers of that time."""
    assert scope.period is not None  # Needs.PERIOD
    return Data(scope.period, tuple(own_targets.rows(session, scope.period, scope.as_of)))


def notes(data: Data) -> list[str]:
    """Return how many of them are reached, and where the numbers come from."""
    met, whole = own_targets.reached(data.rows)
    if not whole:
        return []
    return [
        f"Đạt {number(met)}/{number(whole)} chỉ tiêu ({percent(formulas.share(met, whole), 2)}).",
        "Số thực hiện do văn phòng ghi theo báo cáo của cơ quan phụ trách; chưa ghi thì không tính là đạt.",
    ]


def check(data: Data, scope: Scope) -> list[Finding]:
    """Name the targets of which nobody has told what was reached."""
    untold = [row.values.name for row in data.rows if row.is_met is None]
    if not untold:
        return []
    return [Finding(f"{number(len(untold))} chỉ tiêu chưa ghi số thực hiện: {listed(untold)}.")]


def _told(_session: Session, _data: Data, row: OwnTargetRow) -> Behind:
    """Return who asked for it and what was told, since no names stand behind a number written by hand."""
    values = row.values
    way = "không quá" if values.is_ceiling else "từ"
    told = [f"Được giao {way} {plain(float(values.planned or 0))} {values.unit}".strip()]
    if values.document:
        told[0] += f" theo {values.document}"
    if values.actual is not None:
        day = f" tính đến {values.actual_on:%d/%m/%Y}" if values.actual_on else ""
        told.append(f"Đã thực hiện {plain(float(values.actual))}{day}, ghi tay ở Chỉ tiêu khác")
    return Behind(f"{values.name} – {values.period.label}", "; ".join(told) + ".", [])


def _amount(value: Fraction | None) -> Value:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _result(row: OwnTargetRow) -> str:
    return {None: "Chưa ghi", True: "Đạt", False: "Chưa đạt"}[row.is_met]


def _text(heading: str, name: str, width: float, *, optional: bool = False) -> Column[OwnTargetRow]:
    return Column(heading, lambda row: getattr(row.values, name), width, align="left", optional=optional)


REPORT = Report[Data](
    key="chi-tieu-khac",
    title="Kết quả thực hiện chỉ tiêu khác (ghi tay)",
    group="Phát triển đảng viên, thôn bản",
    needs=Needs.PERIOD,
    fetch=fetch,
    check=check,
    sheets=(
        Sheet[Data](
            name="Chỉ tiêu khác",
            title="Kết quả thực hiện các chỉ tiêu nghị quyết",
            rows=lambda data: data.rows,
            notes=notes,
            empty="Trong kỳ chưa ghi chỉ tiêu nào (Chỉ tiêu, nút Chỉ tiêu khác).",
            columns=(
                _text("Chỉ tiêu", "name", 34),
                _text("Đơn vị tính", "unit", 10),
                Column[OwnTargetRow](
                    "Phải đạt", lambda row: "Không quá" if row.values.is_ceiling else "Từ mức này", 12
                ),
                Column[OwnTargetRow]("Được giao", lambda row: _amount(row.values.planned), 11, behind=_told),
                Column[OwnTargetRow]("Thực hiện", lambda row: _amount(row.values.actual), 11, behind=_told),
                Column[OwnTargetRow]("Tính đến ngày", lambda row: row.values.actual_on, 11, format=DATE),
                Column[OwnTargetRow](
                    "% so với giao", lambda row: percentage(row.done), 9, format=PERCENT, behind=_told
                ),
                Column[OwnTargetRow]("Kết quả", _result, 10),
                Column[OwnTargetRow]("Kỳ", lambda row: row.values.period.label, 16, align="left"),
                _text("Nghị quyết, văn bản giao", "document", 24, optional=True),
                _text("Ghi chú", "note", 20, optional=True),
            ),
        ),
    ),
)
