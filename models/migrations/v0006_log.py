"""Schema 6: which steps may be brought again is known only while the file is open, so the log does not keep it."""

# pyright: basic

from __future__ import annotations

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.drop_column("step", "is_dropped")
