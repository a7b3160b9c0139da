"""Schema 12: score sheets of meetings, the class before it is decided, and the day it was decided."""

# pyright: basic

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations

from models.migrations.score_frames import FRAME_A, SHEET_B


def upgrade(op: Operations) -> None:
    op.create_table(
        "score_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("issuer", sa.String(200), nullable=True),
        sa.Column("document", sa.String(200), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("without_theme", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_score_template"),
        sa.UniqueConstraint("effective_from", name="uq_score_template_effective_from"),
    )
    op.create_table(
        "score_criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("max_points", sa.Double(), nullable=True),
        sa.Column("source", sa.String(24), nullable=True),
        sa.Column("applies", sa.String(24), nullable=False),
        sa.Column("must_be_max", sa.Boolean(), nullable=False),
        sa.CheckConstraint("max_points > 0", name="ck_score_criterion_some_points"),
        _key("score_criterion", "template_id", "score_template"),
        _key("score_criterion", "parent_id", "score_criterion"),
        sa.PrimaryKeyConstraint("id", name="pk_score_criterion"),
    )
    op.create_index("ix_score_criterion_template_id", "score_criterion", ["template_id"], unique=False)
    op.create_index("ix_score_criterion_parent_id", "score_criterion", ["parent_id"], unique=False)
    op.create_table(
        "score_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("at_least", sa.Double(), nullable=True),
        sa.Column("short_by", sa.Double(), nullable=True),
        sa.Column("comparator", sa.String(24), nullable=False),
        sa.CheckConstraint("points >= 0", name="ck_score_option_no_debt"),
        _key("score_option", "criterion_id", "score_criterion"),
        sa.PrimaryKeyConstraint("id", name="pk_score_option"),
    )
    op.create_index("ix_score_option_criterion_id", "score_option", ["criterion_id"], unique=False)
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("self_score", sa.Double(), nullable=True),
        sa.Column("self_class", sa.String(24), nullable=True),
        sa.Column("deduction_note", sa.String(500), nullable=True),
        sa.CheckConstraint("self_score BETWEEN 0 AND 100", name="ck_score_sheet_score_frame"),
        _key("score_sheet", "meeting_id", "meeting"),
        _key("score_sheet", "template_id", "score_template"),
        sa.PrimaryKeyConstraint("id", name="pk_score_sheet"),
        sa.UniqueConstraint("meeting_id", name="uq_score_sheet_meeting_id"),
    )
    op.create_index("ix_score_sheet_template_id", "score_sheet", ["template_id"], unique=False)
    op.create_table(
        "score_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("reason", sa.String(500), nullable=True),
        sa.Column("is_by_hand", sa.Boolean(), nullable=False),
        sa.Column("is_out", sa.Boolean(), nullable=False),
        _key("score_mark", "sheet_id", "score_sheet"),
        _key("score_mark", "criterion_id", "score_criterion"),
        sa.PrimaryKeyConstraint("id", name="pk_score_mark"),
        sa.UniqueConstraint("sheet_id", "criterion_id", name="uq_score_mark_criterion"),
    )
    op.create_index("ix_score_mark_criterion_id", "score_mark", ["criterion_id"], unique=False)
    op.add_column("meeting", sa.Column("self_class", sa.String(24), nullable=True))
    op.add_column("meeting", sa.Column("decided_on", sa.Date(), nullable=True))
    for frame in (FRAME_A, SHEET_B):
        _ship(op, frame)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _ship(op: Operations, frame: dict[str, Any]) -> None:
    head = {name: frame[name] for name in ("name", "issuer", "document", "effective_from", "without_theme")}
    template = _insert(op, "score_template", head)
    line = 0
    for top in frame["criteria"]:
        parent = None
        for item in (top, *top["below"]):
            line += 1
            made = _criterion(op, template, parent, line, item)
            parent = parent or made


def _criterion(op: Operations, template: int, parent: int | None, line: int, item: dict[str, Any]) -> int:
    plain = {name: item[name] for name in ("text", "kind", "max_points", "source", "applies")}
    key = _insert(
        op,
        "score_criterion",
        {"template_id": template, "parent_id": parent, "line": line, "must_be_max": False, **plain},
    )
    for place, (text, points, at_least, short_by, comparator) in enumerate(item["options"], 1):
        _insert(
            op,
            "score_option",
            {
                "criterion_id": key,
                "line": place,
                "text": text,
                "points": points,
                "at_least": at_least,
                "short_by": short_by,
                "comparator": comparator,
            },
        )
    return key


def _insert(op: Operations, table: str, values: dict[str, Any]) -> int:
    names = ", ".join(values)
    places = ", ".join("?" * len(values))
    done = op.get_bind().exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(values.values()))
    return done.lastrowid
