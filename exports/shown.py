"""What Excel in a Vietnamese office shows for a value and its number format."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.text import number

_NUMBER = re.compile(r"(#,##)?0(?:\.(0+))?(%?)")


def shown(value: object, format: str) -> str:
    """Return the text of a cell: decimal comma, thousands dot, dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime too
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    found = _NUMBER.fullmatch(format)
    if found is None:
        return f"{value:.10g}".replace(".", ",") if isinstance(value, float) else str(value)
    exact = Fraction(str(value)) * (100 if found[3] else 1)
    text = number(exact, len(found[2] or ""))
    return (text if found[1] else text.replace(".", "")) + found[3]
