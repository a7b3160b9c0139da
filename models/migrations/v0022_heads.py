"""Schema 22: how many took part in a class of which there is no list of names."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    with op.batch_alter_table("training_class") as table:
        for name in ("heads", "women", "minority", "certified"):
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
        table.create_check_constraint(
            "ck_training_class_heads_of_whom",
            "heads > 0 AND women BETWEEN 0 AND heads AND minority BETWEEN 0 AND heads "
            "AND certified BETWEEN 0 AND heads",
        )
