"""What the card of a member holds, and what must be right before it is written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date

from models.dates import PartialDate
from models.errors import KnownError
from models.member_fields import PLAIN, FieldKind
from models.tables import Gender
from models.text import clean, digits


@dataclass(frozen=True)
class MemberValues:
    """The card's fields; every field may be empty but the name. Numbers are text."""

    full_name: str
    birth_name: str = ""
    other_name: str = ""
    gender: Gender | None = None
    born_on: PartialDate | None = None
    ethnic_id: int | None = None
    religion_id: int | None = None
    citizen_id: str = ""
    card_number: str = ""
    old_card_number: str = ""
    dossier_number: str = ""
    admitted_on: PartialDate | None = None
    official_on: PartialDate | None = None
    party_age_from: PartialDate | None = None
    party_age_reason: str = ""
    education_id: int | None = None
    professional_id: int | None = None
    theory_id: int | None = None
    village_id: int | None = None
    home_town: str = ""
    address: str = ""
    phone: str = ""
    note: str = ""
    schooling: str = ""
    card_issuer: str = ""
    card_issued_on: PartialDate | None = None
    old_identity_number: str = ""
    birth_country: str = ""
    birth_province: str = ""
    birth_place: str = ""
    home_country: str = ""
    home_province: str = ""
    permanent_country: str = ""
    permanent_province: str = ""
    permanent_address: str = ""
    admission_decided_on: PartialDate | None = None
    admission_ceremony_on: PartialDate | None = None
    admission_cell: str = ""
    recognition_cell: str = ""
    first_introducer: str = ""
    second_introducer: str = ""
    occupation_id: int | None = None
    occupation: str = ""
    former_occupation: str = ""
    recruited_on: PartialDate | None = None
    recruited_by: str = ""
    is_youth_union_member: bool | None = None
    youth_union_on: PartialDate | None = None
    other_organizations: str = ""
    enlisted_on: PartialDate | None = None
    discharged_on: PartialDate | None = None
    degree: str = ""
    academic_title_id: int | None = None
    foreign_language: str = ""
    computing: str = ""
    family_class: str = ""
    temporary_address: str = ""
    health: str = ""
    war_invalid_class: str = ""
    is_martyr_family: bool | None = None
    is_merit_family: bool | None = None
    is_business_owner: bool | None = None
    has_foreign_spouse: bool | None = None
    has_broken_family_planning: bool | None = None
    legal_record: str = ""
    old_regime_work: str = ""


TEXTS = tuple(field.name for field in fields(MemberValues) if field.type == "str")
"""The fields that are text."""
DATES = tuple(field.name for field in fields(MemberValues) if field.type == "PartialDate | None")
"""The fields that are dates, whole or in part."""

_DATE_WORDS = {
    "born_on": "Ngày sinh",
    "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức",
    "party_age_from": "Ngày tính tuổi Đảng",
    "card_issued_on": "Ngày cấp thẻ Đảng",
    **{field.column: field.label for field in PLAIN if field.kind is FieldKind.DATE},
}
_IN_ORDER = (
    *(("born_on", later) for later in _DATE_WORDS if later != "born_on"),
    ("admission_decided_on", "admission_ceremony_on"),
    ("admission_decided_on", "official_on"),
    ("enlisted_on", "discharged_on"),
)
"""Pairs of days of which the second cannot come before the first."""
BY_ADMISSION = ("admitted_on", "admission_ceremony_on")
"""The same where no decision is written: its day is that of the admission (domain.md 2.6)."""
_OLDEST = 100
"""Nobody is admitted at such an age: a digit of the year was mistyped."""
_ID_LENGTHS = {"citizen_id": "Số định danh", "card_number": "Số thẻ đảng viên"}


def in_order(decided: PartialDate | None) -> tuple[tuple[str, str], ...]:
    """Return the pairs of days in order on a card with that day of the decision on the admission."""
    return _IN_ORDER if decided is not None else (*_IN_ORDER, BY_ADMISSION)


def checked(values: MemberValues, on: date, least_age: int) -> MemberValues:
    """Return the values cleaned of stray blanks. Raises KnownError naming the field that cannot be so."""
    values = replace(values, **{name: clean(getattr(values, name)) for name in TEXTS})
    checked_name(values.full_name)
    for field, label in _ID_LENGTHS.items():
        number = digits(getattr(values, field)) if getattr(values, field) else ""
        if getattr(values, field) and len(number) != 12:
            raise KnownError(f"{label} phải đủ 12 chữ số (đang có {len(number)}).", field=field)
        if any(char.isalpha() for char in getattr(values, field)):
            raise KnownError(f"{label} chỉ gồm chữ số; hãy bỏ chữ lẫn trong đó.", field=field)
        values = replace(values, **{field: number})
    _check_dates(values, on, least_age)
    return values


def checked_name(text: str, field: str = "full_name") -> str:
    """Return a person's name cleaned of stray blanks. Raises KnownError naming the field if it can be no name."""
    name = clean(text)
    if not name:
        raise KnownError("Hãy nhập họ và tên.", field=field)
    if len(name) > 100:
        raise KnownError("Họ và tên dài quá 100 chữ; hãy kiểm tra lại.", field=field)
    if not _is_name(name):
        raise KnownError("Họ và tên chỉ gồm chữ; hãy bỏ số và ký hiệu.", field=field)
    return name


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _is_name(text: str) -> bool:
    """Tell whether a text is letters with the signs names have; a vowel like ơ̆ has its breve as a mark of its own."""
    return any(char.isalpha() for char in text) and all(
        char.isalpha() or char in " '’.-" or unicodedata.combining(char) for char in text
    )


def _check_dates(values: MemberValues, on: date, least_age: int) -> None:
    born, admitted, official = values.born_on, values.admitted_on, values.official_on
    for name in DATES:
        day: PartialDate | None = getattr(values, name)
        if day is not None and day.first > on:
            raise KnownError(f"{_DATE_WORDS[name]} {day} ở sau hôm nay; hãy sửa lại.", field=name)
    if born and admitted and admitted.year - born.year < least_age:
        raise KnownError(
            f"Vào Đảng {admitted} khi chưa đủ {least_age} tuổi (sinh {born}); hãy kiểm tra hai ngày.",
            field="admitted_on",
        )
    if born and admitted and admitted.year - born.year > _OLDEST:
        raise KnownError(
            f"Vào Đảng {admitted} khi đã {admitted.year - born.year} tuổi (sinh {born}); hãy kiểm tra hai ngày.",
            field="born_on",
        )
    if admitted and official and official.last < admitted.first:
        raise KnownError(f"Ngày chính thức {official} trước ngày vào Đảng {admitted}.", field="official_on")
    for earlier, later in in_order(values.admission_decided_on):
        first, second = getattr(values, earlier), getattr(values, later)
        if first is not None and second is not None and second.last < first.first:
            words = f"{_DATE_WORDS[later]} {second} trước {_small(_DATE_WORDS[earlier])} {first}; hãy sửa lại."
            raise KnownError(words, field=later)
    if values.party_age_from and not values.party_age_reason:
        raise KnownError("Hãy ghi lý do tính tuổi Đảng từ ngày này.", field="party_age_reason")
