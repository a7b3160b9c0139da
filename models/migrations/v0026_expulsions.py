"""Schema 26: the discipline of an expulsion names the event of the history that goes with it."""

# pyright: basic

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic.operations import Operations

_APART = 365
_EVENTS = "SELECT id, member_id, effective_on, decision_number FROM event WHERE kind = 'expelled' ORDER BY 3, 1"
_DISCIPLINES = """
SELECT discipline.id, member_id, effective_on, decision_number
FROM discipline JOIN code_item ON code_item.id = form_id
WHERE list_name = 'discipline_form' AND code_item.code = 'expulsion' ORDER BY 3, 1
"""


def upgrade(op: Operations) -> None:
    op.execute(
        "ALTER TABLE discipline ADD COLUMN event_id INTEGER"
        " CONSTRAINT fk_discipline_event_id_event REFERENCES event (id)"
    )
    link = op.get_bind()
    # Until now the two were found anew each time: those with one decision first, then the nearest in time.
    events, disciplines = link.execute(sa.text(_EVENTS)).all(), link.execute(sa.text(_DISCIPLINES)).all()
    near = sorted(
        (not _is_same_paper(one, other), days, one.id, other.id)
        for one in events
        for other in disciplines
        if one.member_id == other.member_id and (days := _days(one, other)) < _APART
    )
    events_of: dict[int, int] = {}
    for _, _, event_id, discipline_id in near:
        if discipline_id not in events_of and event_id not in events_of.values():
            events_of[discipline_id] = event_id
    for discipline_id, event_id in events_of.items():
        link.execute(
            sa.text("UPDATE discipline SET event_id = :event WHERE id = :id"), {"event": event_id, "id": discipline_id}
        )
    op.create_index("uq_discipline_event", "discipline", ["event_id"], unique=True)


def _is_same_paper(one: sa.Row, other: sa.Row) -> bool:
    numbers = ["".join((row.decision_number or "").split()).casefold() for row in (one, other)]
    return bool(numbers[0]) and numbers[0] == numbers[1]


def _days(one: sa.Row, other: sa.Row) -> int:
    first, second = (date.fromisoformat(str(row.effective_on)) for row in (one, other))
    return abs((first - second).days)
