"""Schema 3: what the data-entry workbook 4.0 says of a member beyond the card so far, and the class reached."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

_COLUMNS = {
    "schooling": 20,
    "card_issuer": 200,
    "card_issued_on": 10,
    "old_identity_number": 12,
    "birth_country": 60,
    "birth_province": 60,
    "birth_place": 200,
    "home_country": 60,
    "home_province": 60,
    "permanent_country": 60,
    "permanent_province": 60,
    "permanent_address": 200,
}


def upgrade(op: Operations) -> None:
    for name, length in _COLUMNS.items():
        op.add_column("member", sa.Column(name, sa.String(length), nullable=True))
