"""The decisions on organisations written so far, in words: what was split, merged, renamed, and into what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from models import cells
from models.stays import ONE_DAY
from models.tables import (
    Cell,
    Former,
    Organization,
    Reorganization,
    Reshaping,
    Succession,
    Village,
    VillageSuccession,
)


@dataclass(frozen=True)
class DecisionLine:
    """One decision: the bodies it spoke of by their names before it, and what came of them."""

    id: int
    kind: Reshaping
    on: date
    before: str
    after: str
    number: str
    decided_on: date | None


def lines(session: Session) -> list[DecisionLine]:
    """Return the decisions, newest first."""
    found = session.scalars(
        select(Reorganization).order_by(Reorganization.effective_on.desc(), Reorganization.id.desc())
    )
    return [line for line in (_line(session, row) for row in found) if line.before]  # else in the trash


def _line(session: Session, row: Reorganization) -> DecisionLine:
    before: dict[str, None] = {}
    after: dict[str, None] = {}
    old, new = cells.names(session, row.effective_on - ONE_DAY), cells.names(session, row.effective_on)
    bodies = {key: name for key, name in session.execute(select(Organization.id, Organization.name))}
    for link in session.scalars(select(Succession).where(Succession.reorganization_id == row.id)):
        if link.cell_id is not None:
            before[old[link.cell_id]] = None
            if link.successor_id is not None:
                after[new[link.successor_id]] = None
        elif link.organization_id is not None:
            before[bodies[link.organization_id]] = None
            if link.next_organization_id is not None:
                after[bodies[link.next_organization_id]] = None
    for village, successor in _villages(session, row.id):
        before[village if before else f"Thôn, bản {village}"] = None
        if successor is not None:
            after[successor] = None
    if not before:
        for former in session.scalars(select(Former).where(Former.reorganization_id == row.id)):
            before[former.name] = None
            after.update(dict.fromkeys(_now(session, row, former, new, bodies)))
    return DecisionLine(
        row.id,
        row.kind,
        row.effective_on,
        ", ".join(before),
        ", ".join(after),
        row.decision_number or "",
        row.decision_on,
    )


def _villages(session: Session, written_id: int) -> list[tuple[str, str | None]]:
    """Return the villages of a decision, each with its successor."""
    new = aliased(Village)
    query = (
        select(Village.name, new.name)
        .select_from(VillageSuccession)
        .join(Village, Village.id == VillageSuccession.village_id)
        .outerjoin(new, new.id == VillageSuccession.successor_id)
        .where(VillageSuccession.reorganization_id == written_id)
        .order_by(VillageSuccession.id)
    )
    return [(old, successor) for old, successor in session.execute(query)]


def _now(
    session: Session, row: Reorganization, former: Former, names: dict[int, str], bodies: dict[int, str]
) -> list[str]:
    """Return the new name, or the new superior."""
    if row.kind is Reshaping.RENAME:
        return [names[former.cell_id] if former.cell_id is not None else _named(session, former, bodies)]
    return [_superior(session, former, bodies)]


def _following(session: Session, former: Former) -> Former | None:
    """Return the state that held next, if that too is past."""
    query = select(Former).where(
        Former.cell_id.is_not_distinct_from(former.cell_id),
        Former.organization_id.is_not_distinct_from(former.organization_id),
        Former.id != former.id,
        (Former.until > former.until) | ((Former.until == former.until) & (Former.id > former.id)),
    )
    return session.scalar(query.order_by(Former.until, Former.id).limit(1))


def _named(session: Session, former: Former, bodies: dict[int, str]) -> str:
    following = _following(session, former)
    return following.name if following else bodies[former.organization_id or 0]


def _superior(session: Session, former: Former, bodies: dict[int, str]) -> str:
    following = _following(session, former)
    if following is not None:
        parent = following.parent_id
    elif former.cell_id is not None:
        parent = session.get_one(Cell, former.cell_id).organization_id
    else:
        parent = session.get_one(Organization, former.organization_id).parent_id
    return bodies.get(parent or 0, "")
