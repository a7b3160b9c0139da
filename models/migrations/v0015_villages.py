"""Schema 15: which village came after which by a decision, and where members lived before it."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "village_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganization_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        _key("village_succession", "reorganization_id", "reorganization"),
        _key("village_succession", "village_id", "village"),
        _key("village_succession", "successor_id", "village"),
        sa.PrimaryKeyConstraint("id", name="pk_village_succession"),
    )
    op.create_table(
        "former_residence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganization_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        _key("former_residence", "reorganization_id", "reorganization"),
        _key("former_residence", "member_id", "member"),
        _key("former_residence", "village_id", "village"),
        sa.PrimaryKeyConstraint("id", name="pk_former_residence"),
    )
    op.create_index("ix_former_residence_member", "former_residence", ["member_id", "until"], unique=False)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
