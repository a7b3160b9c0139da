"""Schema 13: dated rules of the yearly rating; code entries that nobody has held against a document yet."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

# What is known of the rules was partly read nowhere: every number waits for the officer to compare it (domain.md 5.3).
_CARDS = (
    {
        "effective_from": "2010-01-01",
        "document": "Cách xếp loại trước năm 2017 (tên mức theo trí nhớ, cần đối chiếu văn bản)",
        "is_old_wording": True,
        "cap_percent": None,
        "excellent_from": None,
    },
    {
        "effective_from": "2017-01-01",
        "document": "Quy định trước Quy định 366-QĐ/TW (mức 20 % theo trí nhớ, cần đối chiếu văn bản)",
        "is_old_wording": False,
        "cap_percent": 20,
        "excellent_from": None,
    },
    {
        "effective_from": "2025-08-30",
        "document": "Quy định 366-QĐ/TW, 30/8/2025 (cách tính tỷ lệ 20 % cần đối chiếu văn bản)",
        "is_old_wording": False,
        "cap_percent": 20,
        "excellent_from": 90,
    },
)
_COMMON = {
    "is_checked": False,
    "cap_base": "good",
    "is_exempt_left_out": True,
    "is_suspended_left_out": True,
    "newcomer_months": 6,
    "is_discipline_weighed": True,
}
# Known from memory alone: the codes of ethnic groups, the Party's own commendations (domain.md 2.8, 3.3).
_FROM_MEMORY = """
    UPDATE code_item SET is_unchecked = 1
    WHERE list_name = 'ethnic' AND code <= '54'
       OR list_name = 'commendation_kind' AND code IN ('party_committee', 'party_province', 'excellent_5_years')
"""
# Item 26 of mẫu 2-HSĐV: discipline by the Party, the government, the law; the forms of the last two as recalled.
_STATE_FORMS = (
    "reprimand:Khiển trách|warning:Cảnh cáo|salary:Hạ bậc lương|demotion:Giáng chức|dismissal:Cách chức|"
    "discharge:Buộc thôi việc|law:Xử lý theo pháp luật|other:Khác"
)


def upgrade(op: Operations) -> None:
    rule = op.create_table(
        "rating_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("is_checked", sa.Boolean(), nullable=False),
        sa.Column("is_old_wording", sa.Boolean(), nullable=False),
        sa.Column("cap_percent", sa.Integer(), nullable=True),
        sa.Column("cap_base", sa.String(24), nullable=False),
        sa.Column("excellent_from", sa.Integer(), nullable=True),
        sa.Column("is_exempt_left_out", sa.Boolean(), nullable=False),
        sa.Column("is_suspended_left_out", sa.Boolean(), nullable=False),
        sa.Column("newcomer_months", sa.Integer(), nullable=False),
        sa.Column("is_discipline_weighed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("cap_percent BETWEEN 0 AND 100", name="ck_rating_rule_cap_is_a_percentage"),
        sa.PrimaryKeyConstraint("id", name="pk_rating_rule"),
        sa.UniqueConstraint("effective_from", name="uq_rating_rule_effective_from"),
    )
    plain = sa.table(rule.name, *(sa.column(name) for name in (*_CARDS[0], *_COMMON)))  # days as text
    op.bulk_insert(plain, [{**card, **_COMMON} for card in _CARDS])
    op.execute("ALTER TABLE code_item ADD COLUMN is_unchecked BOOLEAN NOT NULL DEFAULT 0")
    op.execute(_FROM_MEMORY)
    names = ("list_name", "code", "label", "form_order", "is_active", "is_unchecked")
    op.bulk_insert(
        sa.table("code_item", *(sa.column(name) for name in names)),
        [
            dict(zip(names, ("state_discipline_form", *item.split(":"), place, True, True), strict=True))
            for place, item in enumerate(_STATE_FORMS.split("|"), 1)
        ],
    )
