"""Indicators of the cells and of the villages they serve (domain.md 1.4, 8.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models import codes
from models.cells import CellRow
from models.indicators.facts import Facts
from models.indicators.kinds import PROPOSAL, Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.villages import Served, VillageRow

RESOLUTION = "Nghị quyết 04-NQ/TU, 23/5/2016 (Tỉnh ủy Điện Biên)"


def _cell(row: CellRow, detail: str = "") -> Name:
    return Name(Subject.CELL, row.id, row.name, row.id, detail)


def every_cell(facts: Facts) -> Iterator[Name]:
    """Yield all cells."""
    return (_cell(row) for row in facts.cells)


def _joint(facts: Facts) -> Iterator[Name]:
    return (_cell(row, ", ".join(row.villages)) for row in facts.cells if row.is_joint)


def _small(facts: Facts) -> Iterator[Name]:
    least = facts.terms.on(facts.scope.day).least_official
    return (_cell(row, _made_up(row)) for row in facts.cells if row.is_below(least))


def _maybe_small(facts: Facts) -> Iterator[Name]:
    least = facts.terms.on(facts.scope.day).least_official
    few = (row for row in facts.cells if row.official < least and not row.is_below(least))
    return (_cell(row, _made_up(row)) for row in few)


def _made_up(row: CellRow) -> str:
    return f"{row.official} chính thức, {row.probationary} dự bị, {row.unknown} chưa rõ"


def _of_kind(code: str) -> Count:
    def count(facts: Facts) -> Iterator[Name]:
        kind_id = codes.id_of(facts.session, codes.CELL_KIND, code)
        return (_cell(row) for row in facts.cells if row.kind_id == kind_id)

    return count


def _no_kind(facts: Facts) -> Iterator[Name]:
    return (_cell(row, "chưa rõ loại hình") for row in facts.cells if row.kind_id is None)


def _founded(facts: Facts) -> Iterator[Name]:
    return (Name(Subject.CELL, key, name, key, f"thành lập {day:%d/%m/%Y}") for key, name, day in facts.founded)


def _closed(facts: Facts) -> Iterator[Name]:
    return (Name(Subject.CELL, key, name, key, f"đến hết {day:%d/%m/%Y}") for key, name, day in facts.closed)


def _admitting(facts: Facts) -> Iterator[Name]:
    admitting = {row.cell_id for row in facts.admitted if row.is_sure}
    return (_cell(row) for row in facts.cells if row.id in admitting)


def _village(row: VillageRow) -> Name:
    detail = f"{row.served.value.lower()}, {row.members} đảng viên ở đây"
    return Name(Subject.VILLAGE, row.id, row.name, row.cell_id, detail)


def every_village(facts: Facts) -> Iterator[Name]:
    """Yield all villages."""
    return map(_village, facts.villages)


def _villages(belongs: Callable[[VillageRow], bool | None]) -> Count:
    return lambda facts: (_village(row) for row in facts.villages if belongs(row))


def _is_own(row: VillageRow) -> bool:
    return row.served is Served.OWN


def _white_or_not(row: VillageRow) -> bool:
    return row.is_white is None


def _of_cells(
    key: str,
    name: str,
    definition: str,
    numerator: Count,
    *,
    timing: Timing = Timing.DAY,
    direction: Direction = Direction.HIGHER,
    source: str = PROPOSAL,
    denominator: Count | None = None,
    unsure: Count | None = None,
    is_share: bool = False,
) -> Indicator:
    return Indicator(
        key=key,
        group=Group.CELLS,
        name=name,
        definition=definition,
        counts=Unit.CELLS,
        timing=timing,
        direction=direction,
        source=source,
        numerator=numerator,
        denominator=denominator,
        unsure=unsure,
        is_share=is_share,
    )


def _of_villages(
    key: str,
    name: str,
    definition: str,
    belongs: Callable[[VillageRow], bool | None],
    *,
    direction: Direction = Direction.LOWER,
    unsure: Count | None = None,
    is_share: bool = False,
) -> Indicator:
    return Indicator(
        key=key,
        group=Group.VILLAGES,
        name=name,
        definition=definition,
        counts=Unit.VILLAGES,
        timing=Timing.DAY,
        direction=direction,
        source=RESOLUTION,
        numerator=_villages(belongs),
        denominator=every_village,
        unsure=unsure,
        is_share=is_share,
    )


INDICATORS = (
    _of_cells(
        "cells",
        "Số chi bộ",
        "Chi bộ đang hoạt động trong đảng bộ.",
        every_cell,
        direction=Direction.NEITHER,
        source="Biểu số 5-BTCTW (Hướng dẫn 11-HD/BTCTW, 13/12/2021)",
    ),
    _of_cells(
        "cells_joint",
        "Chi bộ ghép",
        "Chi bộ phụ trách từ hai thôn, bản trở lên vì một nơi chưa đủ đảng viên.",
        _joint,
        direction=Direction.LOWER,
        source=RESOLUTION,
        denominator=every_cell,
    ),
    _of_cells(
        "cells_founded",
        "Chi bộ thành lập mới",
        "Chi bộ có ngày thành lập trong kỳ, kể cả do chia tách.",
        _founded,
        timing=Timing.SUM,
        source=RESOLUTION,
    ),
    _of_cells(
        "cells_closed",
        "Chi bộ thôi hoạt động",
        "Chi bộ có ngày hoạt động cuối cùng trong kỳ, kể cả do sáp nhập, giải thể.",
        _closed,
        timing=Timing.SUM,
        direction=Direction.NEITHER,
    ),
    _of_cells(
        "cells_small",
        "Chi bộ chưa đủ đảng viên chính thức",
        "Chi bộ có ít đảng viên chính thức hơn số tối thiểu (ghi ở Thiết lập). Chi bộ có thể đủ nếu rõ những đồng chí "
        "chưa rõ chính thức hay dự bị thì kể riêng là chưa rõ.",
        _small,
        direction=Direction.LOWER,
        source="Điều lệ Đảng",
        denominator=every_cell,
        unsure=_maybe_small,
    ),
    _of_cells(
        "cells_admitting",
        "Chi bộ có kết nạp đảng viên",
        "Chi bộ kết nạp ít nhất một đảng viên trong kỳ, chia cho số chi bộ.",
        _admitting,
        timing=Timing.SUM,
        source="Biểu số 2-BTCTW, mục III (Hướng dẫn 11-HD/BTCTW, 13/12/2021)",
        denominator=every_cell,
        is_share=True,
    ),
    _of_cells(
        "school_cells",
        "Trường học có chi bộ riêng",
        "Chi bộ loại hình trường học. Sổ chưa có danh sách trường nên chưa tính được tỷ lệ trên số trường.",
        _of_kind("school"),
        source=RESOLUTION,
        unsure=_no_kind,
    ),
    _of_cells(
        "health_cells",
        "Trạm y tế có chi bộ riêng",
        "Chi bộ loại hình trạm y tế. Sổ chưa có danh sách trạm nên chưa tính được tỷ lệ trên số trạm.",
        _of_kind("health"),
        source=RESOLUTION,
        unsure=_no_kind,
    ),
    Indicator(
        key="villages",
        group=Group.VILLAGES,
        name="Số thôn, bản",
        definition="Thôn, bản, tổ dân phố hiện có của xã.",
        counts=Unit.VILLAGES,
        timing=Timing.DAY,
        direction=Direction.NEITHER,
        source=PROPOSAL,
        numerator=every_village,
    ),
    _of_villages(
        "villages_own",
        "Thôn, bản có chi bộ độc lập",
        "Thôn, bản có chi bộ riêng, chi bộ đó chỉ phụ trách một thôn, bản; chia cho tổng số thôn, bản.",
        _is_own,
        direction=Direction.HIGHER,
        is_share=True,
    ),
    _of_villages(
        "villages_with_cell",
        "Thôn, bản có chi bộ, cả ghép",
        "Thôn, bản có chi bộ phụ trách, dù độc lập hay ghép; chia cho tổng số thôn, bản.",
        lambda row: row.served is not Served.NONE,
        direction=Direction.HIGHER,
        is_share=True,
    ),
    _of_villages(
        "villages_no_own",
        "Thôn, bản chưa có chi bộ riêng",
        "Thôn, bản chưa có chi bộ độc lập: có đảng viên nhưng sinh hoạt ở chi bộ ghép, chi bộ khác, hoặc trắng đảng "
        "viên.",
        lambda row: not _is_own(row),
    ),
    _of_villages(
        "villages_members_no_own",
        "Thôn, bản có đảng viên nhưng chưa có chi bộ riêng",
        "Thôn, bản có đảng viên cư trú nhưng chưa có chi bộ độc lập.",
        lambda row: not _is_own(row) and row.members > 0,
        unsure=_villages(lambda row: not _is_own(row) and _white_or_not(row)),
    ),
    _of_villages(
        "villages_white",
        "Thôn, bản trắng đảng viên",
        "Thôn, bản không có đảng viên nào cư trú. Khi còn đảng viên chưa ghi nơi ở thì thôn, bản chưa thấy ai là chưa "
        "rõ.",
        lambda row: row.is_white,
        unsure=_villages(_white_or_not),
    ),
)
