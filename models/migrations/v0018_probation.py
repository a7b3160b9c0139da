"""Schema 18: how long the probation lasts, as a dated rule (Điều lệ Đảng, art. 5)."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    column = sa.Column("probation_months", sa.Integer(), nullable=False, server_default="12")
    op.add_column("membership_rule", column)
    with op.batch_alter_table("membership_rule") as table:  # cards to come say it themselves
        table.alter_column("probation_months", server_default=None)
