"""Indicators of people in charge of villages and households, and of decisions on cells (domain.md 8.3, 8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from models import assignments, cells, codes
from models.indicators.facts import Facts
from models.indicators.kinds import PROPOSAL, Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.indicators.places import RESOLUTION, every_village
from models.tables import Cell, Duty, Task


def _cared(facts: Facts) -> Iterator[Name]:
    found = assignments.care(facts.session, facts.scope.day)
    for village in facts.villages:
        names = found.get(village.id, assignments.NOBODY).in_charge
        if names:
            yield Name(Subject.VILLAGE, village.id, village.name, village.cell_id, ", ".join(names))


def _active(facts: Facts) -> Iterator[Name]:
    return (Name(Subject.MEMBER, one.id, one.full_name, one.cell_id) for one in facts.people if one.duty is Duty.ACTIVE)


def _of_groups(facts: Facts) -> Iterator[Name]:
    groups: dict[int, list[str]] = {}
    for row in assignments.rows(facts.session, facts.scope.day):
        if row.task is Task.HOUSEHOLDS:
            groups.setdefault(row.member_id, []).append(f"{row.group_name} ({row.village})")
    for one in facts.people:
        if one.duty is Duty.ACTIVE and one.id in groups:
            yield Name(Subject.MEMBER, one.id, one.full_name, one.cell_id, ", ".join(groups[one.id]))


def _covered(facts: Facts) -> Iterator[Name]:
    found = assignments.care(facts.session, facts.scope.day)
    for village in facts.villages:
        cared = found.get(village.id, assignments.NOBODY)
        if cared.households and village.households is not None:
            detail = f"{cared.groups} nhóm, {cared.households}/{village.households} hộ"
            yield Name(Subject.VILLAGE, village.id, village.name, village.cell_id, detail, cared.households)


def _households(facts: Facts) -> Iterator[Name]:
    for village in facts.villages:
        if village.households:
            detail = f"{village.households} hộ"
            yield Name(Subject.VILLAGE, village.id, village.name, village.cell_id, detail, village.households)


def _uncounted(facts: Facts) -> Iterator[Name]:
    found = assignments.care(facts.session, facts.scope.day)
    for village in facts.villages:
        if village.households is None or found.get(village.id, assignments.NOBODY).households is None:
            detail = "chưa ghi số hộ" if village.households is None else "có nhóm chưa ghi số hộ"
            yield Name(Subject.VILLAGE, village.id, village.name, village.cell_id, detail)


def _split(facts: Facts) -> Iterator[Name]:
    """Yield the joint cells that a decision of the period split, each as often as it was."""
    if (span := facts.scope.span) is None:
        return
    from models.tables import Reorganization, Reshaping, Succession

    query = (
        select(Reorganization.effective_on, Succession.cell_id)
        .join(Succession, Succession.reorganization_id == Reorganization.id)
        .where(Reorganization.kind == Reshaping.SPLIT, Reorganization.effective_on.between(span.first, span.last))
        .distinct()
        .order_by(Reorganization.effective_on)
    )
    for on, cell_id in facts.session.execute(query):
        before = {row.id: row for row in cells.rows(facts.session, on - timedelta(days=1))}
        row = before.get(cell_id or 0)
        if row is not None and row.is_joint:
            yield Name(Subject.CELL, row.id, row.name, row.id, f"tách từ {on:%d/%m/%Y}")


def _founded_of(code: str) -> Count:
    def count(facts: Facts) -> Iterator[Name]:
        kind_id = codes.id_of(facts.session, codes.CELL_KIND, code)
        of_kind = set(facts.session.scalars(select(Cell.id).where(Cell.kind_id == kind_id)))
        for key, name, day in facts.founded:
            if key in of_kind:
                yield Name(Subject.CELL, key, name, key, f"thành lập {day:%d/%m/%Y}")

    return count


def _founded_indicator(key: str, name: str, code: str, what: str) -> Indicator:
    return Indicator(
        key=key,
        group=Group.CELLS,
        name=name,
        definition=f"Chi bộ {what} có ngày thành lập trong kỳ, kể cả do chia tách.",
        counts=Unit.CELLS,
        timing=Timing.SUM,
        direction=Direction.HIGHER,
        source=RESOLUTION,
        numerator=_founded_of(code),
    )


INDICATORS = (
    Indicator(
        key="cells_joint_split",
        group=Group.CELLS,
        name="Chi bộ ghép đã chia tách",
        definition="Chi bộ đang phụ trách từ hai thôn, bản trở lên được tách theo quyết định có hiệu lực trong kỳ. Chỉ "
        "tính lần tách ghi ở mục Tổ chức lại.",
        counts=Unit.CELLS,
        timing=Timing.SUM,
        direction=Direction.HIGHER,
        source=RESOLUTION,
        numerator=_split,
    ),
    _founded_indicator("cells_founded_village", "Chi bộ thôn, bản thành lập mới", "village", "thôn, bản, tổ dân phố"),
    _founded_indicator("cells_founded_school", "Chi bộ trường học thành lập mới", "school", "trường học"),
    _founded_indicator("cells_founded_health", "Chi bộ trạm y tế thành lập mới", "health", "trạm y tế"),
    Indicator(
        key="villages_in_charge",
        group=Group.VILLAGES,
        name="Thôn, bản có cấp ủy viên phụ trách",
        definition="Thôn, bản đang có cấp ủy viên được phân công phụ trách, người đó còn trong danh sách đảng viên của "
        "xã; chia cho tổng số thôn, bản.",
        counts=Unit.VILLAGES,
        timing=Timing.DAY,
        direction=Direction.HIGHER,
        source=PROPOSAL,
        numerator=_cared,
        denominator=every_village,
        is_share=True,
    ),
    Indicator(
        key="members_household_groups",
        group=Group.VILLAGES,
        name="Đảng viên phụ trách nhóm hộ",
        definition="Đảng viên đang được phân công phụ trách nhóm hộ, chia cho số đảng viên đang sinh hoạt (không kể "
        "người được miễn, tạm thời đi nơi khác, bị đình chỉ, làm nhiệm vụ đặc biệt).",
        counts=Unit.MEMBERS,
        timing=Timing.DAY,
        direction=Direction.HIGHER,
        source=PROPOSAL,
        numerator=_of_groups,
        denominator=_active,
        is_share=True,
    ),
    Indicator(
        key="households_in_charge",
        group=Group.VILLAGES,
        name="Hộ có đảng viên phụ trách",
        definition="Số hộ của các nhóm hộ có đảng viên phụ trách, chia cho tổng số hộ; hai người cùng phụ trách một "
        "nhóm thì tính một lần. Thôn, bản hoặc nhóm chưa ghi số hộ thì chưa tính được tỷ lệ.",
        counts=Unit.HOUSEHOLDS,
        timing=Timing.DAY,
        direction=Direction.HIGHER,
        source=PROPOSAL,
        numerator=_covered,
        denominator=_households,
        unsure=_uncounted,
        is_share=True,
    ),
)
