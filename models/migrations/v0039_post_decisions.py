"""Schema 39: the decision by which somebody holds a position in a cell, as one in a committee has it."""

# pyright: basic

from __future__ import annotations

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.execute("ALTER TABLE post ADD COLUMN decision_number VARCHAR(40)")
    op.execute("ALTER TABLE post ADD COLUMN decision_on DATE")
