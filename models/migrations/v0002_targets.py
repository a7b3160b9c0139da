"""Schema 2: targets."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_key", sa.String(40), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("measure", sa.String(24), nullable=False),
        sa.Column("is_strict", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(200), nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name="ck_target_ends_after_it_starts"),
        sa.CheckConstraint("value >= 0", name="ck_target_value_not_negative"),
        sa.CheckConstraint("cell_id IS NULL OR organization_id IS NULL", name="ck_target_one_body"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_target_cell_id_cell"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_target_organization_id_organization"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_target"),
    )
    op.create_index("ix_target_days", "target", ["last_day", "first_day"], unique=False)
