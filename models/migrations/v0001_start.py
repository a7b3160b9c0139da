"""Schema 1: the first whole version."""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

from models.migrations.v0001_codes import code_items, meeting_rules


def upgrade(op: Operations) -> None:
    op.create_table(
        "code_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_name", sa.String(40), nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("form_order", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code_item"),
        sa.UniqueConstraint("list_name", "code", name="uq_code_item_code"),
    )
    op.create_index("ix_code_item_list_name", "code_item", ["list_name"], unique=False)
    op.create_table(
        "meeting_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("comparator", sa.String(24), nullable=False),
        sa.Column("excluded_duties", sa.String(200), nullable=False),
        sa.Column("counts_guests", sa.Boolean(), nullable=False),
        sa.Column("several_meetings", sa.String(24), nullable=False),
        sa.Column("good_from", sa.Double(), nullable=False),
        sa.Column("fair_from", sa.Double(), nullable=False),
        sa.Column("average_from", sa.Double(), nullable=False),
        sa.Column("minutes_regular", sa.Integer(), nullable=False),
        sa.Column("minutes_combined", sa.Integer(), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_day BETWEEN 1 AND 31", name="ck_meeting_rule_due_day_of_month"),
        sa.CheckConstraint(
            "good_from > fair_from AND fair_from > average_from", name="ck_meeting_rule_classes_in_order"
        ),
        sa.CheckConstraint("target BETWEEN 0 AND 100", name="ck_meeting_rule_target_percent"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_rule"),
        sa.UniqueConstraint("effective_from", name="uq_meeting_rule_effective_from"),
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("value", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.UniqueConstraint("key", name="uq_setting_key"),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("user", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_step"),
    )
    op.create_table(
        "village",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_fold", sa.String(200), nullable=False),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("is_especially_difficult", sa.Boolean(), nullable=True),
        sa.Column("is_border", sa.Boolean(), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("households >= 0", name="ck_village_households_count"),
        sa.CheckConstraint("population >= 0", name="ck_village_population_count"),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_village_ends_after_it_starts"),
        sa.PrimaryKeyConstraint("id", name="pk_village"),
    )
    op.create_index(
        "uq_village_open_name", "village", ["name_fold"], unique=True, sqlite_where=sa.text("valid_to IS NULL")
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name="fk_change_step_id_step"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_step_id", "change", ["step_id"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(100), nullable=False),
        sa.Column("name_fold", sa.String(100), nullable=False),
        sa.Column("name_sort", sa.String(400), nullable=False),
        sa.Column("initials", sa.String(40), nullable=False),
        sa.Column("other_name", sa.String(100), nullable=True),
        sa.Column("gender", sa.String(24), nullable=True),
        sa.Column("born_on", sa.String(10), nullable=True),
        sa.Column("ethnic_id", sa.Integer(), nullable=True),
        sa.Column("religion_id", sa.Integer(), nullable=True),
        sa.Column("citizen_id", sa.String(12), nullable=True),
        sa.Column("card_number", sa.String(12), nullable=True),
        sa.Column("old_card_number", sa.String(10), nullable=True),
        sa.Column("dossier_number", sa.String(10), nullable=True),
        sa.Column("admitted_on", sa.String(10), nullable=True),
        sa.Column("official_on", sa.String(10), nullable=True),
        sa.Column("education_id", sa.Integer(), nullable=True),
        sa.Column("professional_id", sa.Integer(), nullable=True),
        sa.Column("theory_id", sa.Integer(), nullable=True),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("home_town", sa.String(200), nullable=True),
        sa.Column("address", sa.String(200), nullable=True),
        sa.Column("phone", sa.String(20), nullable=True),
        sa.Column("external_id", sa.String(40), nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.CheckConstraint(
            "citizen_id NOT GLOB '*[^0-9]*' AND length(citizen_id) = 12", name="ck_member_citizen_id_digits"
        ),
        sa.CheckConstraint("length(full_name) BETWEEN 1 AND 100", name="ck_member_name_length"),
        sa.ForeignKeyConstraint(["education_id"], ["code_item.id"], name="fk_member_education_id_code_item"),
        sa.ForeignKeyConstraint(["ethnic_id"], ["code_item.id"], name="fk_member_ethnic_id_code_item"),
        sa.ForeignKeyConstraint(["professional_id"], ["code_item.id"], name="fk_member_professional_id_code_item"),
        sa.ForeignKeyConstraint(["religion_id"], ["code_item.id"], name="fk_member_religion_id_code_item"),
        sa.ForeignKeyConstraint(["theory_id"], ["code_item.id"], name="fk_member_theory_id_code_item"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name="fk_member_village_id_village"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_index("ix_member_card_number", "member", ["card_number"], unique=False)
    op.create_index("ix_member_name_fold", "member", ["name_fold"], unique=False)
    op.create_index("ix_member_name_sort", "member", ["name_sort"], unique=False)
    op.create_index("ix_member_village_id", "member", ["village_id"], unique=False)
    op.create_index(
        "uq_member_citizen_id", "member", ["citizen_id"], unique=True, sqlite_where=sa.text("citizen_id IS NOT NULL")
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("code", sa.String(18), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_organization_ends_after_it_starts"),
        sa.ForeignKeyConstraint(["kind_id"], ["code_item.id"], name="fk_organization_kind_id_code_item"),
        sa.ForeignKeyConstraint(["parent_id"], ["organization.id"], name="fk_organization_parent_id_organization"),
        sa.PrimaryKeyConstraint("id", name="pk_organization"),
    )
    op.create_table(
        "cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("kind_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_fold", sa.String(200), nullable=False),
        sa.Column("code", sa.String(18), nullable=True),
        sa.Column("place", sa.String(200), nullable=True),
        sa.Column("sort_order", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_cell_ends_after_it_starts"),
        sa.ForeignKeyConstraint(["kind_id"], ["code_item.id"], name="fk_cell_kind_id_code_item"),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name="fk_cell_organization_id_organization"),
        sa.PrimaryKeyConstraint("id", name="pk_cell"),
    )
    op.create_index("uq_cell_code", "cell", ["code"], unique=True, sqlite_where=sa.text("code IS NOT NULL"))
    op.create_index("uq_cell_open_name", "cell", ["name_fold"], unique=True, sqlite_where=sa.text("valid_to IS NULL"))
    op.create_table(
        "cell_village",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until >= since", name="ck_cell_village_ends_after_it_starts"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_cell_village_cell_id_cell"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name="fk_cell_village_village_id_village"),
        sa.PrimaryKeyConstraint("id", name="pk_cell_village"),
    )
    op.create_index("ix_cell_village_cell_id", "cell_village", ["cell_id"], unique=False)
    op.create_index(
        "uq_cell_village_open", "cell_village", ["village_id"], unique=True, sqlite_where=sa.text("until IS NULL")
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("form", sa.String(24), nullable=True),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(200), nullable=True),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.Column("secretary_id", sa.Integer(), nullable=True),
        sa.Column("superior_guest", sa.String(200), nullable=True),
        sa.Column("is_thematic_combined", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("quality", sa.String(24), nullable=True),
        sa.Column("deduction_note", sa.String(500), nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name="ck_meeting_month_of_year"),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name="ck_meeting_score_frame"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_meeting_cell_id_cell"),
        sa.ForeignKeyConstraint(["chair_id"], ["member.id"], name="fk_meeting_chair_id_member"),
        sa.ForeignKeyConstraint(["secretary_id"], ["member.id"], name="fk_meeting_secretary_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_cell", "meeting", ["cell_id", "year", "month"], unique=False)
    op.create_index("ix_meeting_month", "meeting", ["year", "month", "cell_id"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(24), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until >= since", name="ck_post_ends_after_it_starts"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_post_cell_id_cell"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_post_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_post"),
    )
    op.create_index("ix_post_cell", "post", ["cell_id", "until"], unique=False)
    op.create_index("ix_post_member_id", "post", ["member_id"], unique=False)
    op.create_table(
        "stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(24), nullable=False),
        sa.Column("duty", sa.String(24), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("is_since_known", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ending", sa.String(24), nullable=True),
        sa.CheckConstraint("ending IS NULL OR until IS NOT NULL", name="ck_stay_ending_has_a_day"),
        sa.CheckConstraint("until >= since", name="ck_stay_ends_after_it_starts"),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_stay_cell_id_cell"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_stay_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_stay"),
    )
    op.create_index("ix_stay_cell_dates", "stay", ["cell_id", "since", "until"], unique=False)
    op.create_index("ix_stay_member_since", "stay", ["member_id", "since"], unique=False)
    op.create_index("uq_stay_open", "stay", ["member_id"], unique=True, sqlite_where=sa.text("until IS NULL"))
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(100), nullable=False),
        sa.Column("standing", sa.String(24), nullable=False),
        sa.Column("duty", sa.String(24), nullable=False),
        sa.Column("mark", sa.String(24), nullable=False),
        sa.Column("reason", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_attendance_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_attendance_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint("meeting_id", "member_id", name="uq_attendance_person"),
    )
    op.create_index("ix_attendance_member", "attendance", ["member_id", "mark"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("is_day_known", sa.Boolean(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=True),
        sa.Column("standing", sa.String(24), nullable=True),
        sa.Column("duty", sa.String(24), nullable=True),
        sa.Column("scope", sa.String(24), nullable=True),
        sa.Column("place", sa.String(200), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["cell_id"], ["cell.id"], name="fk_event_cell_id_cell"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_event_member_id_member"),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
    )
    op.create_index("ix_event_kind", "event", ["kind", "effective_on"], unique=False)
    op.create_index("ix_event_member", "event", ["member_id", "effective_on"], unique=False)
    _fill(op)


def _fill(op: Operations) -> None:
    code_item = sa.table(
        "code_item",
        sa.column("list_name"),
        sa.column("code"),
        sa.column("label"),
        sa.column("form_order"),
        sa.column("is_active"),
    )
    op.bulk_insert(code_item, code_items())
    rules = meeting_rules()
    op.bulk_insert(sa.table("meeting_rule", *(sa.column(name) for name in rules[0])), rules)
