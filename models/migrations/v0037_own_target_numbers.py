"""Schema 37: what was reached of a target written by hand, a number for each day it was told of."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "own_target_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("own_target_id", sa.Integer(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("actual", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["own_target_id"], ["own_target.id"], name="fk_own_target_number_own_target_id_own_target"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_own_target_number"),
    )
    op.create_index("uq_own_target_number", "own_target_number", ["own_target_id", "reached_on"], unique=True)
    op.execute(
        "INSERT INTO own_target_number (own_target_id, reached_on, actual)"
        " SELECT id, actual_on, actual FROM own_target WHERE actual IS NOT NULL ORDER BY id"
    )
    op.drop_column("own_target", "actual_on")
    op.drop_column("own_target", "actual")
