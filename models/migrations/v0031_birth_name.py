"""Schema 31: the name in the register of births beside the one in use (member form 01, list of members column 2)."""

# pyright: basic

from __future__ import annotations

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.execute("ALTER TABLE member ADD COLUMN birth_name VARCHAR(100)")
