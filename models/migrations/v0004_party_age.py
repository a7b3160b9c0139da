"""Schema 4: holidays, Party badges, and the day from which Party age counts when it is not the admission."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    holiday = op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name="ck_holiday_month_of_a_year"),
        sa.CheckConstraint("day BETWEEN 1 AND 31", name="ck_holiday_day_of_a_month"),
        sa.PrimaryKeyConstraint("id", name="pk_holiday"),
    )
    op.create_index("uq_holiday_day", "holiday", ["year", "month", "day"], unique=True)
    op.bulk_insert(
        holiday,
        [
            {"year": year, "month": month, "day": day, "name": name, "is_off": True}
            for year, month, day, name in _HOLIDAYS
        ],
    )
    op.create_table(
        "badge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(200), nullable=True),
        sa.CheckConstraint(
            "years BETWEEN 30 AND 90 AND years % 5 = 0 AND years <> 35", name="ck_badge_years_of_a_badge"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_badge_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_badge"),
    )
    op.create_index("uq_badge_years", "badge", ["member_id", "years"], unique=True)
    op.add_column("member", sa.Column("party_age_from", sa.String(10), nullable=True))
    op.add_column("member", sa.Column("party_age_reason", sa.String(200), nullable=True))


# Bộ luật Lao động 2019, art. 112 [recalled]. The day beside 02/9 is decided year by year [recalled]; Tết and Giỗ Tổ
# follow the lunar calendar: both are for the office to write.
_HOLIDAYS = (
    (None, 1, 1, "Tết Dương lịch"),
    (None, 4, 30, "Ngày Chiến thắng"),
    (None, 5, 1, "Ngày Quốc tế lao động"),
    (None, 9, 2, "Ngày Quốc khánh"),
    (2024, 9, 3, "Liền kề ngày Quốc khánh"),
    (2025, 9, 1, "Liền kề ngày Quốc khánh"),
    (2026, 9, 1, "Liền kề ngày Quốc khánh"),
)
