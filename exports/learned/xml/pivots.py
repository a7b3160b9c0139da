"""Pivot tables of a form: they keep the numbers they were saved with until Excel makes them anew (ECMA-376, 18.10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from exports.learned.xml.package import Package, local, parse, serialise

STALE = (
    "Biểu có bảng tổng hợp tự động (PivotTable) lấy số từ trang đã điền: Excel tính lại khi mở tệp; bản xem trước và "
    "bản in từ đây còn số cũ của biểu, muốn in cả bảng ấy thì mở tệp bằng Excel rồi in."
)


def ask_for_refresh(package: Package, sheets: Collection[str]) -> None:
    """Have Excel make anew, when it opens the file, the pivot tables whose numbers are those of sheets written to."""
    for part, root in _of(package, sheets):
        root.set("refreshOnLoad", "1")
        package.write(part, serialise(root))


def are_of(package: Package, sheets: Collection[str]) -> bool:
    """Whether the form has a pivot table of the numbers of these sheets."""
    return next(_of(package, sheets), None) is not None


def _of(package: Package, sheets: Collection[str]) -> Iterator[tuple[str, Any]]:
    for one in package.walk():
        if one.kind != "pivotCacheDefinition":
            continue
        root = parse(package.read(one.part))
        source = next((part for part in root.iter() if local(part) == "worksheetSource"), None)
        is_elsewhere = source is None or any(name.endswith("}id") for name in source.attrib)
        if source is not None and not is_elsewhere and source.get("sheet", "") in ("", *sheets):  # "": by a name
            yield one.part, root
