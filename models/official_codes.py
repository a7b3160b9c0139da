"""The official code of a Party organisation: 14 digits in five groups, NN.NNN.NNN.NNN.NNN (domain.md 1.1)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.tables import Cell, Organization

_GROUPS = (2, 3, 3, 3, 3)


def official_code(text: str) -> str | None:
    """Return a code typed with or without dots as it is kept, with dots; None for nothing. Raises KnownError."""
    typed = "".join(text.split())
    if not typed:
        return None
    parts = typed.split(".")
    digits = "".join(parts)
    whole = len(parts) == 1 or tuple(map(len, parts)) == _GROUPS
    if not (digits.isascii() and digits.isdigit() and len(digits) == sum(_GROUPS) and whole):
        raise KnownError(
            f"Mã “{text.strip()}” chưa đúng: mã tổ chức đảng có 14 chữ số, ví dụ 11.168.053.000.001; "
            "chưa có mã thì để trống.",
            field="code",
        )
    ends = [sum(_GROUPS[: place + 1]) for place in range(len(_GROUPS))]
    return ".".join(digits[end - size : end] for end, size in zip(ends, _GROUPS, strict=True))


def free_code(
    session: Session, text: str, *, cell_id: int | None = None, organization_id: int | None = None
) -> str | None:
    """Return a code as it is kept, once no other cell or organisation has it. Raises KnownError."""
    code = official_code(text)
    if code is None:
        return None
    with session.no_autoflush:
        taken = session.scalar(select(Cell.name).where(Cell.code == code, Cell.id != (cell_id or 0))) or session.scalar(
            select(Organization.name).where(Organization.code == code, Organization.id != (organization_id or 0))
        )
    if taken:
        raise KnownError(f"Mã {code} đã dùng cho {taken}.", field="code")
    return code
