"""Schema 25: forms of the superior that the office has learned."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "saved_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_form"),
        sa.UniqueConstraint("name", name="uq_saved_form_name"),
    )
