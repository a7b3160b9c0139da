"""Schema 28: targets that no indicator of the register can count (domain.md 8.7)."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "own_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("unit", sa.String(40), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("planned", sa.Double(), nullable=False),
        sa.Column("actual", sa.Double(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("is_ceiling", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(200), nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name="ck_own_target_ends_after_it_starts"),
        sa.PrimaryKeyConstraint("id", name="pk_own_target"),
    )
    op.create_index("ix_own_target_days", "own_target", ["last_day", "first_day"])
