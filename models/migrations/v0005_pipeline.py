"""Schema 5: candidates, classes, the dated rules of admission; ceremonies and confirmed arrivals of events."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

_CODES = ("ethnic_id", "religion_id", "education_id", "professional_id")
_PEOPLE = ("former_id", "helper1_id", "helper2_id", "introducer1_id", "introducer2_id", "member_id")

# Known from study material that quotes the two rules, not from their text: the office is to hold them against it.
_RULES = (
    ("2025-07-01", "Quy định 294-QĐ/TW, 26/5/2025 (theo tài liệu ôn tập, cần đối chiếu văn bản)"),
    ("2026-07-26", "Quy định 208-QĐ/TW, 26/7/2026 (theo tài liệu ôn tập, cần đối chiếu văn bản)"),
)
_VALUES = {
    "least_age": 18,
    "most_age": 60,
    "introducer_months": 12,
    "readmission_months": 36,
    "certificate_months": 60,
    "certificate_notice_months": 6,
    "ceremony_days": 30,
    "consider_days": 30,
    "transfer_days": 60,
}
_CLASS_KINDS = (
    "awareness:Bồi dưỡng nhận thức về Đảng|new_member:Bồi dưỡng đảng viên mới|"
    "party_work:Bồi dưỡng công tác đảng cho bí thư, cấp ủy viên|"
    "theory_refresh:Bồi dưỡng lý luận chính trị cho cấp ủy viên, đảng viên|elementary:Sơ cấp lý luận chính trị|"
    "intermediate:Trung cấp lý luận chính trị|advanced:Cao cấp lý luận chính trị|skills:Tập huấn nghiệp vụ|"
    "other:Lớp khác"
)


def upgrade(op: Operations) -> None:
    for name in ("ceremony_on", "confirmed_on"):
        op.add_column("event", sa.Column(name, sa.Date(), nullable=True))
    _rules(op)
    _candidates(op)
    _classes(op)


def _rules(op: Operations) -> None:
    table = op.create_table(
        "membership_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _VALUES),
        sa.CheckConstraint("least_age < most_age", name="ck_membership_rule_ages_in_order"),
        sa.PrimaryKeyConstraint("id", name="pk_membership_rule"),
        sa.UniqueConstraint("effective_from", name="uq_membership_rule_effective_from"),
    )
    day = sa.table("membership_rule", *(sa.column(column.name) for column in table.columns))
    op.bulk_insert(day, [{"effective_from": since, "document": document, **_VALUES} for since, document in _RULES])


def _candidates(op: Operations) -> None:
    def text(name: str, length: int, *, nullable: bool = True) -> sa.Column[str]:
        return sa.Column(name, sa.String(length), nullable=nullable)

    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        text("full_name", 100, nullable=False),
        text("name_fold", 100, nullable=False),
        text("name_sort", 400, nullable=False),
        text("gender", 24),
        text("born_on", 10),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _CODES),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        text("occupation", 100),
        sa.Column("is_youth_member", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in _PEOPLE),
        sa.Column("listed_on", sa.Date(), nullable=False),
        text("certificate_number", 40),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        text("decision_number", 40),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("ceremony_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        text("left_reason", 200),
        text("note", 500),
        sa.CheckConstraint("length(full_name) BETWEEN 1 AND 100", name="ck_candidate_name_length"),
        sa.CheckConstraint("ceremony_on >= decision_on", name="ck_candidate_ceremony_after_decision"),
        sa.CheckConstraint("member_id IS NULL OR left_on IS NULL", name="ck_candidate_admitted_or_left"),
        *(sa.ForeignKeyConstraint([name], ["code_item.id"], name=f"fk_candidate_{name}_code_item") for name in _CODES),
        *(sa.ForeignKeyConstraint([name], ["member.id"], name=f"fk_candidate_{name}_member") for name in _PEOPLE),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name="fk_candidate_village_id_village"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_candidate_cell_id_cell"),
        sa.PrimaryKeyConstraint("id", name="pk_candidate"),
    )
    for name in ("name_fold", "cell_id"):
        op.create_index(f"ix_candidate_{name}", "candidate", [name])
    op.create_index(
        "uq_candidate_member", "candidate", ["member_id"], unique=True, sqlite_where=sa.text("member_id IS NOT NULL")
    )


def _classes(op: Operations) -> None:
    op.create_table(
        "training_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("place", sa.String(200), nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name="ck_training_class_ends_after_it_starts"),
        sa.ForeignKeyConstraint(["kind_id"], ["code_item.id"], name="fk_training_class_kind_id_code_item"),
        sa.PrimaryKeyConstraint("id", name="pk_training_class"),
    )
    op.create_index("ix_training_class_first_day", "training_class", ["first_day"])
    people = {"class_id": "training_class", "candidate_id": "candidate", "member_id": "member"}
    op.create_table(
        "class_participant",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=name != "class_id") for name in people),
        sa.Column("certificate_number", sa.String(40), nullable=True),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(candidate_id IS NULL) <> (member_id IS NULL)", name="ck_class_participant_one_person"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_class_participant_{name}_{table}")
            for name, table in people.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_participant"),
        sa.UniqueConstraint("class_id", "candidate_id", name="uq_class_participant_candidate"),
        sa.UniqueConstraint("class_id", "member_id", name="uq_class_participant_member"),
    )
    for name in ("candidate_id", "member_id"):
        op.create_index(f"ix_class_participant_{name}", "class_participant", [name])
    code_item = sa.table(
        "code_item", *(sa.column(name) for name in ("list_name", "code", "label", "form_order", "is_active"))
    )
    op.bulk_insert(
        code_item,
        [
            {"list_name": "class_kind", "code": code, "label": label, "form_order": place, "is_active": True}
            for place, (code, label) in enumerate((item.split(":") for item in _CLASS_KINDS.split("|")), 1)
        ],
    )
