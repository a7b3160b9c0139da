"""Schema 23: a residence is changed from a day on by hand too, and what it was before may not be known."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    with op.batch_alter_table("former_residence") as table:
        for name in ("reorganization_id", "village_id"):
            table.alter_column(name, existing_type=sa.Integer(), nullable=True)
