"""Schema 40: words written by hand into a cell that the program has nothing for, beside the numbers."""

# pyright: basic

from __future__ import annotations

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.execute("ALTER TABLE override ADD COLUMN words VARCHAR(200)")
