"""Whether what a report shows in parts makes up what it shows as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from exports.names import Finding
from models.text import number


def differing(pairs: Iterable[tuple[str, int, int]]) -> list[Finding]:
    """Return a finding for each (what, sum of the parts, the whole) that does not agree."""
    return [
        Finding(f"{what}: các dòng cộng lại {number(parts)}, chung là {number(whole)}; hãy xem lại điểm danh.")
        for what, parts, whole in pairs
        if parts != whole
    ]
