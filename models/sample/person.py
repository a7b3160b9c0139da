"""One made-up person: a card filled the way an office fills it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from models import codes
from models.dates import PartialDate, add_months
from models.members import MemberValues
from models.membership_rules import TermValues
from models.sample.places import Place
from models.sample.words import HOME, NAMES, PROVINCES
from models.tables import Gender

# Share of women by kind of cell; 0.3 elsewhere.
_WOMEN = {"school": 0.72, "health": 0.6, "party_office": 0.45, "government": 0.35, "police": 0.12, "military": 0.05}
_OFFICE_PEOPLE = ("Kinh", "Kinh", "Kinh", "Thái", "Thái", "Thái", "Mông", "Khơ-mú")

# Code of a list → weight, by where people work; the empty code is "none", as most villagers have no certificate.
_EDUCATION = {
    "elder": {"literate": 2, "primary": 5, "lower_secondary": 3},
    "village": {"primary": 1, "lower_secondary": 5, "upper_secondary": 6},
    "office": {"upper_secondary": 1},
}
_PROFESSIONAL = {
    "elder": {"": 9, "technical": 1},
    "village": {"": 15, "technical": 2, "intermediate": 3, "college": 1, "university": 1},
    "office": {"intermediate": 2, "college": 3, "university": 16, "master": 1},
}
_THEORY = {
    "elder": {"": 3, "elementary": 2},
    "village": {"": 5, "elementary": 5, "intermediate": 1},
    "office": {"": 2, "elementary": 8, "intermediate": 9, "advanced": 1},
}


@dataclass
class Registry:
    """What has been given out (identity numbers, dossier numbers) and the ids of the code lists by code."""

    ids: dict[tuple[str, str], int]
    names: dict[tuple[str, str], int]
    citizen_ids: set[str] = field(default_factory=set[str])
    dossiers: int = 0

    def of(self, list_name: str, code: str) -> int | None:
        """Return the id of a code, None for the empty one."""
        return self.ids[list_name, code] if code else None


def registry(session: Session) -> Registry:
    """Return an empty registry over the code lists of the data file."""
    lists = (codes.ETHNIC, codes.RELIGION, codes.EDUCATION, codes.PROFESSIONAL, codes.THEORY)
    rows = [(name, row) for name in lists for row in codes.items(session, name)]
    return Registry({(name, row.code): row.id for name, row in rows}, {(name, row.label): row.id for name, row in rows})


def make(
    chance: Random,
    given: Registry,
    place: Place,
    *,
    admitted: date,
    on: date,
    known: tuple[str, Gender, str] | None = None,
) -> MemberValues:
    """Return the card of somebody admitted on a day; `known` gives name, sex and ethnic group, else they are drawn."""
    name, gender, people = known or _who(chance, place)
    born = _birthday(chance, place, admitted, on)
    province, prefix = HOME if people != "Kinh" else chance.choice(PROVINCES)
    group = "office" if not place.is_village else "elder" if born.year < on.year - 62 else "village"
    village_id = chance.choice(list(place.villages)) if place.villages else None
    village = f"Bản {place.villages[village_id]}, x" if village_id else "X"
    admitted_on, official_on = _party_dates(chance, admitted, on)
    citizen_id = _citizen_id(chance, given, prefix, gender, born)
    given.dossiers += 1
    return MemberValues(
        full_name=name,
        other_name=f"{name.split()[0]} {name.split()[1]} {chance.choice(NAMES[people].given[gender])}"
        if place.is_village and chance.random() < 0.06
        else "",
        gender=gender,
        born_on=_as_written(chance, born, place),
        ethnic_id=given.names[codes.ETHNIC, people],
        religion_id=given.of(codes.RELIGION, "5" if people == "Mông" and chance.random() < 0.03 else "0"),
        citizen_id=citizen_id,
        card_number=citizen_id if official_on else "",
        old_card_number=f"38.{chance.randrange(100_000, 1_000_000)}" if official_on and admitted.year < 2023 else "",
        dossier_number=f"114350{given.dossiers:04}"[-10:],
        admitted_on=admitted_on,
        official_on=official_on,
        education_id=given.of(codes.EDUCATION, _pick(chance, _EDUCATION[group])),
        professional_id=given.of(codes.PROFESSIONAL, _pick(chance, _PROFESSIONAL[group])),
        theory_id=given.of(codes.THEORY, _pick(chance, _THEORY[group])),
        village_id=village_id,
        home_town=f"Xã Mường Mẫu, {province}" if place.is_village and people != "Kinh" else province.capitalize(),
        address=f"{village}ã Mường Mẫu, {HOME[0]}",
        phone=f"04{chance.randrange(10**8):08}" if group != "elder" or chance.random() < 0.5 else "",  # 04: no mobile
    )


def _who(chance: Random, place: Place) -> tuple[str, Gender, str]:
    people = chance.choice(_OFFICE_PEOPLE) if not place.is_village else place.people
    if place.is_village and chance.random() < 0.05:
        people = "Thái"
    gender = Gender.FEMALE if chance.random() < _WOMEN.get(place.kind, 0.3) else Gender.MALE
    names = NAMES[people]
    words = (chance.choice(names.family), chance.choice(names.middle[gender]), chance.choice(names.given[gender]))
    return " ".join(words), gender, people


def _birthday(chance: Random, place: Place, admitted: date, on: date) -> date:
    """Return a day of birth that makes the person 19 to 40 at admission and no older than 86 today."""
    oldest = 40 if place.is_village else 29
    age = min(chance.triangular(19, oldest, 24), 86 - (on - admitted).days / 365.25)
    return admitted - timedelta(days=round(max(age, 18.5) * 365.25) + chance.randrange(28))


def _as_written(chance: Random, born: date, place: Place) -> PartialDate:
    """Return a birthday as the papers have it: of some old villagers only the year, or month and year, is known."""
    if place.is_village and born.year < 1975 and chance.random() < 0.3:
        return PartialDate(born.year, born.month if chance.random() < 0.4 else None)
    return PartialDate.of(born)


def _party_dates(chance: Random, admitted: date, on: date) -> tuple[PartialDate, PartialDate | None]:
    """Return admission and recognition 12 months later; of some old ones only month and year are known."""
    official = add_months(admitted, TermValues.probation_months)
    if official > on:
        return PartialDate.of(admitted), None
    if admitted.year < 1996 and chance.random() < 0.25:
        return PartialDate(admitted.year, admitted.month), PartialDate(official.year, official.month)
    return PartialDate.of(admitted), PartialDate.of(official)


def _citizen_id(chance: Random, given: Registry, prefix: str, gender: Gender, born: date) -> str:
    """Return a well-formed identity number (domain.md 2.5) from the end of its range, which nobody has been given."""
    century = (born.year >= 2000) * 2 + (gender is Gender.FEMALE)
    while True:
        number = f"{prefix}{century}{born.year % 100:02}{chance.randrange(900_000, 1_000_000)}"
        if number not in given.citizen_ids:
            given.citizen_ids.add(number)
            return number


def _pick(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
