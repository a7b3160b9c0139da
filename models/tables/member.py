"""Party members: the person, not their history (see stay.py)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.dates import PartialDate
from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class Gender(LabelledEnum):
    """Sex as the member form writes it (mẫu 2-HSĐV, item 02)."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Member(Base):
    """A Party member. Numbers are text with their zeros; None means not known (domain.md 2.2, 2.5).

    `home_town` is the detail of the home in `home_country` and `home_province`; so are `birth_place` and
    `permanent_address`. `external_id` is the superior system's own key and never changes once known. `schooling` is
    the class reached as people write it (9/12), `education_id` the level it makes.
    `full_name` is the one in use, `birth_name` that of the register of births if it is another, `other_name`
    what else they are or were called.
    `name_fold`, `name_sort` and `initials` follow `full_name` (models.text), for search and Vietnamese order.
    `party_age_from` is set only where the Party age does not count as models.party_age has it, with the reason.
    `admitted_on` is what the card says; `admission_decided_on` the day of the decision, `admission_ceremony_on` that of
    the ceremony. `occupation_id` is a row of forms 2 and 3 (list `occupation_group`), `occupation` the work in words.
    The yes/no fields are None while nobody has said.
    """

    __tablename__ = "member"
    __table_args__ = (
        Index("uq_member_citizen_id", "citizen_id", unique=True, sqlite_where=text("citizen_id IS NOT NULL")),
        CheckConstraint("length(full_name) BETWEEN 1 AND 100", name="name_length"),
        CheckConstraint("citizen_id NOT GLOB '*[^0-9]*' AND length(citizen_id) = 12", name="citizen_id_digits"),
    )
    id: Mapped[Key]
    full_name: Mapped[str] = mapped_column(String(100))
    name_fold: Mapped[str] = mapped_column(String(100), index=True)
    name_sort: Mapped[str] = mapped_column(String(400), index=True)
    initials: Mapped[str] = mapped_column(String(40))
    other_name: Mapped[str | None] = mapped_column(String(100))
    gender: Mapped[Gender | None] = mapped_column(by_value(Gender))
    born_on: Mapped[PartialDate | None]
    ethnic_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    religion_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    citizen_id: Mapped[str | None] = mapped_column(String(12))
    card_number: Mapped[str | None] = mapped_column(String(12), index=True)
    old_card_number: Mapped[str | None] = mapped_column(String(10))
    dossier_number: Mapped[str | None] = mapped_column(String(10))
    admitted_on: Mapped[PartialDate | None]
    official_on: Mapped[PartialDate | None]
    party_age_from: Mapped[PartialDate | None]
    party_age_reason: Mapped[ShortText | None]
    education_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    theory_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"), index=True)
    home_town: Mapped[ShortText | None]
    address: Mapped[ShortText | None]
    phone: Mapped[str | None] = mapped_column(String(20))
    external_id: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[str | None] = mapped_column(String(500))
    schooling: Mapped[str | None] = mapped_column(String(20))
    card_issuer: Mapped[ShortText | None]
    card_issued_on: Mapped[PartialDate | None]
    old_identity_number: Mapped[str | None] = mapped_column(String(12))
    birth_country: Mapped[str | None] = mapped_column(String(60))
    birth_province: Mapped[str | None] = mapped_column(String(60))
    birth_place: Mapped[ShortText | None]
    home_country: Mapped[str | None] = mapped_column(String(60))
    home_province: Mapped[str | None] = mapped_column(String(60))
    permanent_country: Mapped[str | None] = mapped_column(String(60))
    permanent_province: Mapped[str | None] = mapped_column(String(60))
    permanent_address: Mapped[ShortText | None]
    admission_decided_on: Mapped[PartialDate | None]
    admission_ceremony_on: Mapped[PartialDate | None]
    admission_cell: Mapped[ShortText | None]
    recognition_cell: Mapped[ShortText | None]
    first_introducer: Mapped[ShortText | None]
    second_introducer: Mapped[ShortText | None]
    occupation_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    occupation: Mapped[ShortText | None]
    former_occupation: Mapped[ShortText | None]
    recruited_on: Mapped[PartialDate | None]
    recruited_by: Mapped[ShortText | None]
    is_youth_union_member: Mapped[bool | None]
    youth_union_on: Mapped[PartialDate | None]
    other_organizations: Mapped[ShortText | None]
    enlisted_on: Mapped[PartialDate | None]
    discharged_on: Mapped[PartialDate | None]
    degree: Mapped[ShortText | None]
    academic_title_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    foreign_language: Mapped[ShortText | None]
    computing: Mapped[ShortText | None]
    family_class: Mapped[str | None] = mapped_column(String(60))
    temporary_address: Mapped[ShortText | None]
    health: Mapped[str | None] = mapped_column(String(60))
    war_invalid_class: Mapped[str | None] = mapped_column(String(20))
    is_martyr_family: Mapped[bool | None]
    is_merit_family: Mapped[bool | None]
    is_business_owner: Mapped[bool | None]
    has_foreign_spouse: Mapped[bool | None]
    has_broken_family_planning: Mapped[bool | None]
    legal_record: Mapped[str | None] = mapped_column(String(500))
    old_regime_work: Mapped[str | None] = mapped_column(String(500))
    birth_name: Mapped[str | None] = mapped_column(String(100))
