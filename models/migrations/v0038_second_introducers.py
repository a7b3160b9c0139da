"""Schema 38: who introduced a member for the readmission (mẫu 2-HSĐV, item 27b)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    for name in ("first_introducer", "second_introducer"):
        op.add_column("event", sa.Column(name, sa.String(200), nullable=True))
