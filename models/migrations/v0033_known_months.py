"""Schema 33: whether the month of an event is known where its day is not; a January looked like a mere year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("event", sa.Column("is_month_known", sa.Boolean(), nullable=True))
