"""What is told before a decision on cells is written, held against what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import members, movers, reorganize, villages
from models.cells import CellValues
from models.decisions import Decision
from models.tables import Meeting, MeetingState
from tests.models.builders import TODAY


def merge_as_told(session: Session, chosen: Collection[int], into: int | CellValues, decision: Decision) -> None:
    """Merge cells, and see that what was told before is what came of it."""
    closing = [key for key in chosen if key != into]
    people = movers.movers(session, closing, decision.on)
    homes = movers.served(session, closing, decision.on)
    told = movers.effects(session, closing, people, decision.on)
    before, opened = _where(session, decision.on), _opened(session)
    reorganize.merge(session, [*chosen], into, decision, today=TODAY)
    assert told.last_roll is None
    assert opened - _opened(session) == told.planned
    after = _where(session, decision.on)
    moved = [{key for key, place in now.items() if then[key] != place} for then, now in zip(before, after, strict=True)]
    assert moved == [{one.id for one in people}, {one.id for one in homes}]


def _where(session: Session, day: date) -> list[Mapping[int, int | None]]:
    lists = {row.id: row.cell_id for row in members.search(session, on=day)}
    return [lists, {row.id: row.cell_id for row in villages.rows(session, day)}]


def _opened(session: Session) -> int:
    planned = select(func.count(Meeting.id)).where(Meeting.state == MeetingState.PLANNED)
    return session.scalar(planned) or 0
