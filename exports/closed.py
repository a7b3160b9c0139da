"""What a monthly report says of a month that was closed."""

from __future__ import annotations

from exports.names import Finding
from exports.report import listed
from models import months
from models.months import Month


def drifted(month: Month) -> list[Finding]:
    """Say where today's figures are no longer those the month was closed with; only a changed rule card can do that."""
    changed = months.drift(month)
    if not changed or month.closing is None:
        return []
    names = listed([f"{one.cell} ({one.field.lower()}: {one.before} → {one.after})" for one in changed], 8)
    return [Finding(f"Số liệu khác bản đã chốt {month.closing.label} do quy định đã sửa: {names}.")]


def edition(month: Month) -> list[str]:
    """Return the line below the table that says by which edition the month is closed; none while it is open."""
    return [f"Số liệu đã chốt {month.closing.label}."] if month.closing else []
