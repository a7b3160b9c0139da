"""Schema 7: the rest of the member card – occupation, admission papers, flags; committee posts, commendations,
discipline, courses, ratings.
"""

# pyright: basic

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations

_DATE, _BOOL, _LINE = sa.String(10), sa.Boolean(), sa.String(200)
_CARD: dict[str, sa.types.TypeEngine] = {
    "admission_decided_on": _DATE,
    "admission_ceremony_on": _DATE,
    "admission_cell": _LINE,
    "recognition_cell": _LINE,
    "first_introducer": _LINE,
    "second_introducer": _LINE,
    "occupation": _LINE,
    "former_occupation": _LINE,
    "recruited_on": _DATE,
    "recruited_by": _LINE,
    "is_youth_union_member": _BOOL,
    "youth_union_on": _DATE,
    "other_organizations": _LINE,
    "enlisted_on": _DATE,
    "discharged_on": _DATE,
    "degree": _LINE,
    "foreign_language": _LINE,
    "computing": _LINE,
    "family_class": sa.String(60),
    "temporary_address": _LINE,
    "health": sa.String(60),
    "war_invalid_class": sa.String(20),
    "is_martyr_family": _BOOL,
    "is_merit_family": _BOOL,
    "is_business_owner": _BOOL,
    "has_foreign_spouse": _BOOL,
    "has_broken_family_planning": _BOOL,
    "legal_record": sa.String(500),
    "old_regime_work": sa.String(500),
}
_CODED = ("occupation_id", "academic_title_id")


def upgrade(op: Operations) -> None:
    for name, kind in _CARD.items():
        op.add_column("member", sa.Column(name, kind, nullable=True))
    for name in _CODED:  # in SQL: batch mode would write the table anew and lose its checks
        key = f"CONSTRAINT fk_member_{name}_code_item REFERENCES code_item (id)"
        op.execute(f"ALTER TABLE member ADD COLUMN {name} INTEGER {key}")
    # The days of decision and ceremony have a place on the card now; what events said of them is written there.
    for name, told in (("admission_decided_on", "decision_on"), ("admission_ceremony_on", "ceremony_on")):
        op.execute(
            f"UPDATE member SET {name} = (SELECT max({told}) FROM event "
            "WHERE event.member_id = member.id AND event.kind = 'admission')"
        )
    _committee_posts(op)
    _awards(op)
    _ratings(op)
    op.bulk_insert(sa.table("code_item", *(sa.column(name) for name in _ITEM)), _code_items())


def _committee_posts(op: Operations) -> None:
    op.create_table(
        "committee_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(24), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(200), nullable=True),
        sa.CheckConstraint("until >= since", name="ck_committee_post_ends_after_it_starts"),
        _member_key("committee_post"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_committee_post_organization_id_organization"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_committee_post"),
    )
    op.create_index("ix_committee_post_member", "committee_post", ["member_id", "until"])


def _awards(op: Operations) -> None:
    op.create_table(
        "commendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=True),
        sa.Column("awarded_on", sa.String(10), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("level_id", sa.Integer(), nullable=True),
        _member_key("commendation"),
        _code_key("commendation", "kind_id"),
        _code_key("commendation", "level_id"),
        sa.PrimaryKeyConstraint("id", name="pk_commendation"),
    )
    op.create_table(
        "discipline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(500), nullable=True),
        sa.Column("issuer", sa.String(200), nullable=True),
        sa.Column("decision_number", sa.String(40), nullable=True),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on >= effective_on", name="ck_discipline_ends_after_it_starts"),
        _member_key("discipline"),
        _code_key("discipline", "form_id"),
        sa.PrimaryKeyConstraint("id", name="pk_discipline"),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("school", sa.String(200), nullable=True),
        sa.Column("first_on", sa.String(10), nullable=True),
        sa.Column("last_on", sa.String(10), nullable=True),
        sa.Column("study_form", sa.String(60), nullable=True),
        sa.Column("certificate", sa.String(200), nullable=True),
        _member_key("course"),
        _code_key("course", "kind_id"),
        sa.PrimaryKeyConstraint("id", name="pk_course"),
    )
    for table in ("commendation", "discipline", "course"):
        op.create_index(f"ix_{table}_member_id", table, ["member_id"])
    op.create_index("ix_discipline_effective_on", "discipline", ["effective_on"])


def _ratings(op: Operations) -> None:
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("cell_rating", sa.String(24), nullable=True),
        sa.Column("cell_rated_on", sa.Date(), nullable=True),
        sa.Column("committee_rating", sa.String(24), nullable=True),
        sa.Column("committee_rated_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(24), nullable=True),
        sa.Column("cause", sa.String(24), nullable=True),
        sa.Column("note", sa.String(200), nullable=True),
        sa.CheckConstraint("quarter BETWEEN 0 AND 4", name="ck_rating_quarter_of_a_year"),
        sa.CheckConstraint("points BETWEEN 0 AND 100", name="ck_rating_points_of_a_hundred"),
        sa.CheckConstraint(
            "state IS NULL OR (cell_rating IS NULL AND committee_rating IS NULL)",
            name="ck_rating_a_level_or_a_state",
        ),
        _member_key("rating"),
        sa.PrimaryKeyConstraint("id", name="pk_rating"),
    )
    op.create_index("uq_rating_period", "rating", ["member_id", "year", "quarter"], unique=True)
    op.create_index("ix_rating_year", "rating", ["year", "quarter"])


def _member_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=f"fk_{table}_member_id_member")


def _code_key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["code_item.id"], name=f"fk_{table}_{column}_code_item")


_ITEM = ("list_name", "code", "label", "form_order", "is_active")
# Rows of forms 2 and 3 (domain.md 7.3); commendations of a comparable program (3.3), with the Party's own as recalled.
_LISTS = {
    "occupation_group": (
        "state_agency:Cán bộ, công chức cơ quan Nhà nước từ cấp huyện trở lên|"
        "party_agency:Cán bộ, công chức cơ quan Đảng, MTTQ, đoàn thể từ cấp huyện trở lên|"
        "commune:Cán bộ, công chức; người hoạt động không chuyên trách ở xã|"
        "village:Người hoạt động không chuyên trách thôn, tổ dân phố, bản|"
        "public_unit:Viên chức đơn vị sự nghiệp công lập|"
        "private_unit:Người lao động đơn vị sự nghiệp ngoài công lập|"
        "enterprise_head:Doanh nghiệp: lãnh đạo, quản lý|"
        "enterprise_staff:Doanh nghiệp: nhân viên, gián tiếp sản xuất|"
        "enterprise_worker:Doanh nghiệp: công nhân, lao động trực tiếp|"
        "farming:Người làm nông, lâm, ngư nghiệp|"
        "armed_forces:Sỹ quan, chiến sỹ quân đội và công an|"
        "student:Sinh viên|pupil:Học sinh|other:Khác (lao động hợp đồng, tự do…)|"
        "retired:Đã nghỉ hưu, nghỉ công tác"
    ),
    "academic_title": "associate:Phó Giáo sư|professor:Giáo sư",
    "commendation_kind": (
        "party_committee:Giấy khen của đảng ủy|party_province:Bằng khen của tỉnh ủy|"
        "excellent_5_years:Đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm|certificate:Giấy khen|"
        "certificate_province:Bằng khen cấp bộ, ngành, tỉnh|certificate_pm:Bằng khen của Thủ tướng Chính phủ|"
        "emulation_base:Chiến sĩ thi đua cơ sở|emulation_province:Chiến sĩ thi đua cấp bộ, ngành, tỉnh|"
        "emulation_nation:Chiến sĩ thi đua toàn quốc|advanced_worker:Lao động tiên tiến|"
        "advanced_soldier:Chiến sĩ tiên tiến|order:Huân chương|medal:Huy chương|"
        "state_title:Danh hiệu vinh dự Nhà nước|prize:Giải thưởng|memorial:Kỷ niệm chương|insignia:Huy hiệu của ngành|"
        "other:Khác"
    ),
    "award_level": (
        "unit:Cơ sở, đơn vị|commune:Cấp xã|district:Cấp huyện (đến 30/6/2025)|province:Cấp tỉnh|ministry:Bộ, ngành|"
        "central:Trung ương, Nhà nước"
    ),
    "discipline_form": "reprimand:Khiển trách|warning:Cảnh cáo|dismissal:Cách chức|expulsion:Khai trừ",
    "class_kind": "professional:Chuyên môn, nghiệp vụ|defence:Quốc phòng và an ninh|language:Ngoại ngữ, tin học",
}
_FIRST_PLACE = {"class_kind": 10}  # behind those of schema 5


def _code_items() -> list[dict[str, object]]:
    return [
        dict(zip(_ITEM, (name, *item.split(":", 1), place, True), strict=True))
        for name, items in _LISTS.items()
        for place, item in enumerate(items.split("|"), _FIRST_PLACE.get(name, 1))
    ]
