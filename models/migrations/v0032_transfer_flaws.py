"""Schema 32: what was found wrong with a transfer of membership, for form 7, IV.3."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("event", sa.Column("flaw", sa.String(24), nullable=True))
