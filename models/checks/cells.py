"""Cells and villages that miss something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from models import cells, membership_rules, villages
from models.checks.finding import Hit, Rule, Severity


def _no_kind(session: Session, on: date) -> Iterator[Hit]:
    for cell in cells.rows(session, on):
        if cell.kind_id is None:
            yield Hit("Chưa ghi loại hình chi bộ.", cell.name, cell_id=cell.id)


def _small(session: Session, on: date) -> Iterator[Hit]:
    """A cell whose unknown standings could make up the number is not called small."""
    least = membership_rules.book(session).on(on).least_official
    for cell in cells.rows(session, on):
        if cell.is_below(least):
            words = (
                f"{cell.official} chính thức, {cell.probationary} dự bị, {cell.unknown} chưa rõ; cần ít nhất {least}."
            )
            yield Hit(words if cell.members else "Chưa có đảng viên nào.", cell.name, cell_id=cell.id)


def _village_alone(session: Session, on: date) -> Iterator[Hit]:
    for village in villages.rows(session, on):
        if village.cell_id is None:
            living = f"; {village.members} đảng viên cư trú" if village.members else ""
            yield Hit(f"Chưa ghi chi bộ nào phụ trách{living}.", village.name, village_id=village.id)


RULES = (
    Rule(
        key="no-kind",
        title="Chi bộ chưa ghi loại hình",
        severity=Severity.UNKNOWN,
        repair="Mở chi bộ rồi chọn loại hình; biểu mẫu đếm chi bộ theo loại hình.",
        find=_no_kind,
        field="kind_id",
    ),
    Rule(
        key="small-cells",
        title="Chi bộ chưa đủ đảng viên chính thức",
        severity=Severity.WARNING,
        repair="Kiểm tra danh sách của chi bộ; đúng như vậy thì báo cáo cấp ủy để sắp xếp.",
        find=_small,
    ),
    Rule(
        key="village-alone",
        title="Thôn, bản chưa có chi bộ",
        severity=Severity.WARNING,
        repair="Mở thôn, bản rồi ghi chi bộ phụ trách; chi bộ ghép thì chọn cùng một chi bộ.",
        find=_village_alone,
        field="cell_id",
    ),
)
