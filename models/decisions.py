"""A decision on organisations: what all its lines share, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.errors import KnownError
from models.on_list import ONE_DAY
from models.tables import Cell, Organization, Reorganization, Reshaping, Village
from models.text import clean


@dataclass(frozen=True)
class Decision:
    """What every line of a decision shares; `on` is the first day of the new state."""

    on: date
    number: str = ""
    decided_on: date | None = None
    note: str = ""


def write_decision(session: Session, kind: Reshaping, decision: Decision) -> Reorganization:
    """Write a decision that reshapes organisations down and return its row, which has its id."""
    written = Reorganization(
        kind=kind,
        effective_on=decision.on,
        decision_number=clean(decision.number) or None,
        decision_on=decision.decided_on,
        note=clean(decision.note) or None,
    )
    session.add(written)
    session.flush()
    return written


def refuse_day(decision: Decision, today: date) -> None:
    """Let a decision pass that holds by today. Raises KnownError (field `on`) for one that does not yet."""
    if decision.on > today:
        raise KnownError(f"Ngày {decision.on:%d/%m/%Y} chưa tới; hãy ghi khi quyết định có hiệu lực.", field="on")


def refuse_newborn(row: Cell | Organization | Village, on: date) -> None:
    """Let a body change on a day after its first one. Raises KnownError (field `on`) with the first day it can.

    That may be tomorrow; a body written down wrong today is not changed by a decision, it is corrected.
    """
    born = row.valid_from
    if born is None or born < on:
        return
    said = f"{row.name} mới lập ngày {born:%d/%m/%Y}; thay đổi khác ghi được từ ngày {born + ONE_DAY:%d/%m/%Y}."
    mend = "vừa ghi thì Ctrl+Z." if isinstance(row, Village) else "sửa tên, ngày thành lập bằng F2; vừa ghi thì Ctrl+Z."
    raise KnownError(f"{said} Ghi nhầm lúc lập thì {mend}", field="on")


def lives(row: Cell | Organization, on: date) -> bool:
    """Whether a cell or organisation exists on a day."""
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on)
