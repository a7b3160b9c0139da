"""Schema 20: numbers of a report written by hand, and kept with what was exported."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_key", sa.String(200), nullable=False),
        sa.Column("asked", sa.String(200), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("sheet", sa.String(200), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("column_number", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(200), nullable=False),
        sa.Column("heading", sa.String(200), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("computed", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_override"),
        sa.UniqueConstraint(
            "report_key", "asked", "sheet", "row_number", "column_number", name="uq_override_report_key"
        ),
        sa.CheckConstraint("reason <> ''", name="ck_override_has_a_reason"),
    )
    op.add_column("snapshot", sa.Column("by_hand", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("snapshot") as table:  # exports to come say it themselves
        table.alter_column("by_hand", server_default=None)
