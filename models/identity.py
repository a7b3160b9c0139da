"""What an identity number says of its bearer (domain.md 2.5)."""

from __future__ import annotations

from models.dates import PartialDate
from models.tables import Gender

_SEX_OF = (Gender.MALE, Gender.FEMALE)


def mismatches(
    citizen_id: str, gender: Gender | None, born: PartialDate | None, *, told_by: str = "lý lịch"
) -> list[str]:
    """Return what an identity number of 12 digits says otherwise than the card (or list), one clause each.

    The fourth digit gives century and sex (0 nam, 1 nữ of the 1900s; 2, 3 of the 2000s), the next two the birth year.
    """
    century, sex = divmod(int(citizen_id[3]), 2)
    year = 1900 + 100 * century + int(citizen_id[4:6])
    found: list[str] = []
    if gender is not None and _SEX_OF[sex] is not gender:
        found.append(f"số cho biết {_SEX_OF[sex].label.lower()}, {told_by} ghi {gender.label.lower()}")
    if born is not None and born.year != year:
        found.append(f"số cho biết sinh năm {year}, {told_by} ghi {born.year}")
    return found
