"""Schema 10: a rule card also says how often themes, how long large cells, which days and alarms."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

# From HD 42-HD/BTCTW (28/10/2025); what the guide of 2018 said of notice and result is not known and stays empty.
_HD_42 = "2025-10-28"


def upgrade(op: Operations) -> None:
    with op.batch_alter_table("meeting_rule") as table:
        table.add_column(sa.Column("large_from", sa.Integer(), nullable=True))
        table.add_column(sa.Column("minutes_large", sa.Integer(), nullable=False, server_default="120"))
        table.add_column(sa.Column("thematic_per_quarter", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("notice_days", sa.Integer(), nullable=True))
        table.add_column(sa.Column("result_days", sa.Integer(), nullable=True))
        table.add_column(sa.Column("unexcused_notice", sa.Integer(), nullable=False, server_default="2"))
        table.add_column(sa.Column("unexcused_alarm", sa.Integer(), nullable=False, server_default="3"))
        table.add_column(sa.Column("excused_running", sa.Integer(), nullable=False, server_default="3"))
        table.add_column(sa.Column("months_below", sa.Integer(), nullable=False, server_default="2"))
        table.create_check_constraint("ck_meeting_rule_alarms_in_order", "unexcused_alarm >= unexcused_notice")
    op.get_bind().exec_driver_sql(
        "UPDATE meeting_rule SET notice_days = 1, result_days = 2 WHERE effective_from >= ?", (_HD_42,)
    )
