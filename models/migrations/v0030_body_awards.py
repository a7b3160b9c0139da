"""Schema 30: commendations and discipline of cells and organisations, and the cards given again to members."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

_ITEM = ("list_name", "code", "label", "form_order", "is_active", "is_unchecked")
_COMMENDATIONS = (  # a comparable program's (domain.md 3.3); a star marks what is known from memory only
    "flag_government:Cờ thi đua của Chính phủ|flag_province:Cờ thi đua cấp bộ, ngành, tỉnh|"
    "*flag_party:Cờ của tỉnh ủy tặng tổ chức đảng|*party_province:Bằng khen của tỉnh ủy|"
    "certificate_pm:Bằng khen của Thủ tướng Chính phủ|certificate_province:Bằng khen cấp bộ, ngành, tỉnh|"
    "*party_committee:Giấy khen của đảng ủy|certificate:Giấy khen|"
    "*excellent_5_years:Chi bộ trong sạch, vững mạnh tiêu biểu 5 năm|collective_excellent:Tập thể lao động xuất sắc|"
    "collective_advanced:Tập thể lao động tiên tiến|unit_won:Đơn vị quyết thắng|unit_advanced:Đơn vị tiên tiến|"
    "order:Huân chương|other:Khác"
)
_DISCIPLINES = "reprimand:Khiển trách|warning:Cảnh cáo|dissolution:Giải tán"


def upgrade(op: Operations) -> None:
    op.create_table(
        "body_commendation",
        *_body("body_commendation"),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("awarded_on", sa.String(10), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("level_id", sa.Integer(), nullable=True),
        *(_key("body_commendation", name, "code_item") for name in ("kind_id", "level_id")),
    )
    op.create_table(
        "body_discipline",
        *_body("body_discipline"),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(500), nullable=True),
        sa.Column("issuer", sa.String(200), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= effective_on", name="ck_body_discipline_ends_after_it_starts"),
        _key("body_discipline", "form_id", "code_item"),
    )
    op.create_table(
        "card_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("issued_on", sa.String(10), nullable=False),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("note", sa.String(200), nullable=True),
        _key("card_issue", "member_id", "member"),
        sa.PrimaryKeyConstraint("id", name="pk_card_issue"),
    )
    for table, column in (
        ("body_commendation", "cell_id"),
        ("body_commendation", "awarded_on"),
        ("body_discipline", "cell_id"),
        ("body_discipline", "effective_on"),
        ("card_issue", "member_id"),
        ("card_issue", "issued_on"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
    for name, words in (("body_commendation_kind", _COMMENDATIONS), ("body_discipline_form", _DISCIPLINES)):
        op.bulk_insert(
            sa.table("code_item", *(sa.column(column) for column in _ITEM)),
            [
                dict(zip(_ITEM, (name, *item.lstrip("*").split(":"), place, True, item.startswith("*")), strict=True))
                for place, item in enumerate(words.split("|"), 1)
            ],
        )


def _body(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(cell_id IS NULL) <> (organization_id IS NULL)", name=f"ck_{table}_one_body"),
        *(_key(table, f"{name}_id", name) for name in ("cell", "organization")),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")
