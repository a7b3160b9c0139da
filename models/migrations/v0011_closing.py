"""Schema 11: closed months, each closing an edition with what was reckoned of every cell."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "month_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", sa.String(60), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(200), nullable=True),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name="ck_month_closing_month_of_year"),
        sa.CheckConstraint("edition >= 1", name="ck_month_closing_edition_counts_from_one"),
        sa.PrimaryKeyConstraint("id", name="pk_month_closing"),
        sa.UniqueConstraint("year", "month", "edition", name="uq_month_closing_edition"),
    )
