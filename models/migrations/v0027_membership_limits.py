"""Schema 27: how small a cell may be, who is young, the badges and their waves as dated rules (domain.md 10)."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

_COLUMNS = (
    ("least_official", sa.Integer(), "3"),
    ("youth_age", sa.Integer(), "30"),
    ("badge_years", sa.String(200), "30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90"),
    ("badge_waves", sa.String(200), "03/02, 19/05, 02/09, 07/11"),
)


def upgrade(op: Operations) -> None:
    for name, kind, value in _COLUMNS:
        op.add_column("membership_rule", sa.Column(name, kind, nullable=False, server_default=value))
    with op.batch_alter_table("membership_rule") as table:  # cards to come say it themselves
        for name, _kind, _value in _COLUMNS:
            table.alter_column(name, server_default=None)
    with op.batch_alter_table("badge") as table:
        table.drop_constraint("ck_badge_years_of_a_badge", type_="check")
        table.create_check_constraint("ck_badge_years_of_a_badge", "years > 0")
