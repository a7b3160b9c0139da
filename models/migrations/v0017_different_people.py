"""Schema 17: possible doubles that are two people."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "different_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.CheckConstraint("member_id <> other_id", name="ck_different_people_two_people"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_different_people_member_id_member"),
        sa.ForeignKeyConstraint(["other_id"], ["member.id"], name="fk_different_people_other_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_different_people"),
        sa.UniqueConstraint("member_id", "other_id", name="uq_different_people_member_id"),
    )
    op.create_index("ix_different_people_other_id", "different_people", ["other_id"])
