"""What the record of a member says for the statistics: the traits that do not hang on a day, and those that do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, select, type_coerce
from sqlalchemy.orm import Session

from models.asking import Asked
from models.codes import NOT_MINORITY
from models.dates import PartialDate
from models.tables import CodeItem, Gender, Member

Traits = dict[str, Hashable]

AGE_BANDS = ((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, None))
"""First and last full year of the bands of forms 2 and 3 (domain.md 2.8)."""
_FIRST_YEARS = tuple(first for first, _last in AGE_BANDS)
ADMISSION_BANDS = ("1945-08-18", "1954-07-20", "1975-04-30", "9999-12-31")
"""Last days of the bands “thời gian kết nạp vào Đảng” of form 3."""
RETIRED = "retired"
"""Code of `occupation_group` for those who no longer work."""

_CODED = {
    "ethnic": Member.ethnic_id,
    "religion": Member.religion_id,
    "occupation": Member.occupation_id,
    "education": Member.education_id,
    "professional": Member.professional_id,
    "theory": Member.theory_id,
    "title": Member.academic_title_id,
}
_FLAGS = {
    "youth": Member.is_youth_union_member,
    "owner": Member.is_business_owner,
    "foreign_spouse": Member.has_foreign_spouse,
    "family_planning": Member.has_broken_family_planning,
}
_NO_RELIGION = "0"
_PLAIN = 6  # columns read before the coded ones
_YES_NO: dict[int | None, bool | None] = {None: None, 0: False, 1: True}
_GENDERS: dict[str | None, Gender | None] = {None: None} | {one.value: one for one in Gender}


class Card(NamedTuple):
    """A member's record; `born` and `issued` are ISO texts, as exact as the record is."""

    full_name: str
    born: str | None
    issued: str | None
    traits: Traits


def read(session: Session) -> dict[int, Card]:
    """Return member id → record, of everybody ever written down, by name."""
    code_of: dict[int | None, str | None] = dict(_CODES.rows(session))
    code_of[None] = None
    names, found = (*_CODED, *_FLAGS), dict[int, Card]()
    coded = len(_CODED)
    for row in _CARDS.rows(session):
        key, full_name, gender, born_on, admitted_on, issued_on = row[:_PLAIN]
        rest: list[Any] = list(row[_PLAIN:])
        values = [*map(code_of.__getitem__, rest[:coded]), *map(_YES_NO.__getitem__, rest[coded:])]
        traits: Traits = dict(zip(names, values, strict=True))
        _derive(traits, _GENDERS[gender], admitted_on)
        found[key] = Card(full_name, born_on, issued_on, traits)
    return found


def read_names(session: Session) -> dict[int, Card]:
    """Return member id → record without traits, of everybody ever written down, by name."""
    return {key: Card(name, None, issued, {}) for key, name, issued in _NAMES.rows(session)}


_CODES = Asked(select(CodeItem.id, CodeItem.code))
_NAMES = Asked(
    select(Member.id, Member.full_name, type_coerce(Member.card_issued_on, String)).order_by(
        Member.name_sort, Member.id
    )
)
_TEXTS = (Member.gender, Member.born_on, Member.admitted_on, Member.card_issued_on)
_CARDS = Asked(
    select(
        *(Member.id, Member.full_name, *(type_coerce(column, String) for column in _TEXTS)),  # to make enums and dates
        *_CODED.values(),  # of the texts takes as long as all the rest
        *(type_coerce(column, Integer) for column in _FLAGS.values()),
    ).order_by(Member.name_sort, Member.id)
)


def _derive(traits: Traits, gender: Gender | None, admitted: str | None) -> None:
    ethnic, religion, occupation = traits["ethnic"], traits["religion"], traits["occupation"]
    traits["gender"] = gender
    traits["minority"] = None if ethnic is None else ethnic not in NOT_MINORITY
    traits["religious"] = None if religion is None else religion != _NO_RELIGION
    traits["working"] = None if occupation is None else occupation != RETIRED
    traits["admission_band"] = admission_band(admitted)


def admission_band(admitted: str | None) -> str | None:
    """Return the band (its last day) of a day of admission; None while the record leaves it open."""
    if admitted is None:
        return None
    if len(admitted) == len("1975-04-30"):
        return ADMISSION_BANDS[bisect_left(ADMISSION_BANDS, admitted)]
    day = PartialDate.from_iso(admitted)
    first, last = (next(band for band in ADMISSION_BANDS if end.isoformat() <= band) for end in (day.first, day.last))
    return first if first == last else None


def full_years(born: date, on: date) -> int:
    """Return somebody's age in full years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


AGE_TRAITS = frozenset({"age_band", "age"})


def ages(born: str | None, on: date) -> Traits:
    """Return the traits of an age: `age_band` (None while the record leaves it open) and `age`, the mean of both ends.

    `age_band` is the first year of the band, 0 for one younger than the first.
    """
    if born is None:
        return {"age_band": None, "age": None}
    if len(born) == len("1956-05-12"):
        youngest = oldest = on.year - int(born[:4]) - (on.isoformat()[5:] < born[5:])
    else:
        day = PartialDate.from_iso(born)
        youngest, oldest = full_years(day.last, on), full_years(day.first, on)
    band = _band(oldest)
    return {"age_band": band if band == _band(youngest) else None, "age": (youngest + oldest) / 2}


def _band(age: int) -> int:
    place = bisect_right(_FIRST_YEARS, age)
    return _FIRST_YEARS[place - 1] if place else 0
