"""What the card of a person says beside the name, as columns of every list of people in a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models import party_age
from models.listing.kinds import Subject, Value
from models.listing.people import PeopleFacts
from models.tables import Gender

OF_ANYBODY = {
    "born_man": ("Ngày sinh của nam", "born_man"),
    "born_woman": ("Ngày sinh của nữ", "born_woman"),
    "age": ("Tuổi", "age"),
    "religion": ("Tôn giáo", "religion"),
    "village": ("Thôn, bản nơi ở", "village"),
    "education": ("Giáo dục phổ thông", "education"),
    "professional": ("Chuyên môn", "professional"),
}
"""Column → its name, and the field of the subject or the key of _MADE."""
OF_MEMBERS = OF_ANYBODY | {
    "theory": ("Lý luận chính trị", "theory"),
    "home_town": ("Quê quán", "home_town"),
    "address": ("Chỗ ở hiện nay", "address"),
    "work": ("Nghề nghiệp hiện nay", "work"),
    "party_age": ("Tuổi Đảng (năm)", "party_age_then"),
}
_BY_GENDER = {"born_man", "born_woman"}


class Card:
    """The cards of the rows of a subject, a column read when it is first asked for."""

    def __init__(self, subject: Subject, facts: PeopleFacts) -> None:
        self._subject, self._facts = subject, facts
        self._read: dict[str, Mapping[int, Value]] = {}

    def value(self, member: int, field: str) -> Value:
        """Return what a member's card says."""
        if field not in self._read:
            who = (one.id for one in self._facts.who)
            self._read[field] = dict(zip(who, values(self._subject, self._facts, field), strict=True))
        return self._read[field].get(member)


def values(subject: Subject, facts: Any, field: str) -> Sequence[Value]:
    """Return a column of a list row by row."""
    made = _MADE.get(field)
    return made(facts) if made is not None else subject.by_key[field].values(facts)


def is_by_gender(key: str) -> bool:
    """Whether a column is of men or of women alone."""
    return key.partition(".")[2] in _BY_GENDER


def _born(of: Gender) -> Callable[[PeopleFacts], list[Value]]:
    return lambda facts: [
        born if gender is of else None for born, gender in zip(facts.born, facts.genders, strict=True)
    ]


def _party_ages(facts: PeopleFacts) -> list[Value]:
    """Return the full years in the Party of each on the day of their row."""
    days = list(facts.days)
    known = {day: party_age.ages(facts.session, day) for day in dict.fromkeys(days) if day is not None}
    found = [known[day].get(one.id) if day else None for one, day in zip(facts.who, days, strict=True)]
    return [one.years if one is not None else None for one in found]


_MADE: Mapping[str, Callable[[PeopleFacts], list[Value]]] = {
    "born_man": _born(Gender.MALE),
    "born_woman": _born(Gender.FEMALE),
    "party_age_then": _party_ages,
}
