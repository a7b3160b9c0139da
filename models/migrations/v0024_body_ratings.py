"""Schema 24: the ratings of cells and of organisations above them."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "body_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("own_rating", sa.String(24), nullable=True),
        sa.Column("committee_rating", sa.String(24), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(200), nullable=True),
        sa.CheckConstraint("(cell_id IS NULL) <> (organization_id IS NULL)", name="ck_body_rating_one_body"),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name="ck_body_rating_quarter_of_a_year"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_body_rating_cell_id_cell"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_body_rating_organization_id_organization"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_body_rating"),
        sa.UniqueConstraint("cell_id", "year", "quarter", name="uq_body_rating_cell"),
        sa.UniqueConstraint("organization_id", "year", "quarter", name="uq_body_rating_organization"),
    )
