"""Schema 8: decisions on organisations, former names, terms, people in charge; the words of a code list get dates."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "reorganization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(200), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reorganization"),
    )
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganization_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("next_organization_id", sa.Integer(), nullable=True),
        _one_body("succession"),
        _key("succession", "reorganization_id", "reorganization"),
        _key("succession", "cell_id", "cell"),
        _key("succession", "successor_id", "cell"),
        _key("succession", "organization_id", "organization"),
        _key("succession", "next_organization_id", "organization"),
        sa.PrimaryKeyConstraint("id", name="pk_succession"),
    )
    op.create_table(
        "former",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reorganization_id", sa.Integer(), nullable=True),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        _one_body("former"),
        _key("former", "reorganization_id", "reorganization"),
        _key("former", "cell_id", "cell"),
        _key("former", "organization_id", "organization"),
        _key("former", "parent_id", "organization"),
        sa.PrimaryKeyConstraint("id", name="pk_former"),
    )
    op.create_index("ix_former_cell", "former", ["cell_id", "until"], unique=False)
    op.create_index("ix_former_organization", "former", ["organization_id", "until"], unique=False)
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("document", sa.String(200), nullable=True),
        sa.CheckConstraint("until >= since", name="ck_term_ends_after_it_starts"),
        _one_body("term"),
        _key("term", "cell_id", "cell"),
        _key("term", "organization_id", "organization"),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
    )
    op.create_index("ix_term_cell_id", "term", ["cell_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(24), nullable=False),
        sa.Column("group_name", sa.String(200), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until >= since", name="ck_assignment_ends_after_it_starts"),
        sa.CheckConstraint("households >= 0", name="ck_assignment_households_count"),
        _key("assignment", "member_id", "member"),
        _key("assignment", "village_id", "village"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_member_id", "assignment", ["member_id"], unique=False)
    op.create_index("ix_assignment_village_id", "assignment", ["village_id"], unique=False)
    op.add_column("code_item", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("code_item", sa.Column("valid_to", sa.Date(), nullable=True))
    _date_the_kinds(op)


def _one_body(table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint("(cell_id IS NULL) <> (organization_id IS NULL)", name=f"ck_{table}_one_body")


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


# The words of the time before Quy định 208-QĐ/TW (26/7/2026) stay for its dates (domain.md 1.1); the office may edit
# all of them, the days included.
_KINDS = (
    ("grassroots", "Đảng bộ cơ sở", 5, None),
    ("section", "Đảng bộ bộ phận", 6, "2026-07-25"),
    ("grassroots_cell", "Chi bộ cơ sở", 7, "2026-07-25"),
)


def _date_the_kinds(op: Operations) -> None:
    link = op.get_bind()
    link.exec_driver_sql(
        "UPDATE code_item SET label = 'Đảng bộ huyện', valid_to = '2025-06-30' "
        "WHERE list_name = 'organization_kind' AND code = 'district' AND label = 'Đảng bộ huyện (đến 30/6/2025)'"
    )
    for code, label, place, until in _KINDS:
        link.exec_driver_sql(
            "INSERT OR IGNORE INTO code_item (list_name, code, label, form_order, is_active, valid_to) "
            "VALUES ('organization_kind', ?, ?, ?, 1, ?)",
            (code, label, place, until),
        )
