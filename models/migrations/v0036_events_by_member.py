"""Schema 36: no index of events by kind: every import paid for it, and no question was answered sooner."""

from __future__ import annotations

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.drop_index("ix_event_kind", table_name="event")
