"""Schema 35: whether the cap on excellent members counts over the commune, as it did, or in each Party cell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("rating_rule", sa.Column("cap_scope", sa.String(24), nullable=False, server_default="commune"))
