"""Dated rules of the register: admission, recognition, transfer, how small a cell may be, the badges (domain.md 10).

The day spoken of picks the card.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.dated import DatedBook
from models.dates import PartialDate, add_months
from models.errors import KnownError
from models.tables import MembershipRule
from models.text import clean

MOST = 1200
"""No limit of the rules is longer, in months or working days."""
_OLDEST = 120  # no Party age is higher
_COMMON_YEAR = 2025  # a wave is on a day that every year has


_DAY = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")


@dataclass(frozen=True)
class TermValues:
    """What a card says; see `MembershipRule`."""

    document: str
    least_age: int = 18
    most_age: int = 60
    introducer_months: int = 12
    readmission_months: int = 36
    certificate_months: int = 60
    certificate_notice_months: int = 6
    ceremony_days: int = 30
    consider_days: int = 30
    transfer_days: int = 60
    probation_months: int = 12
    least_official: int = 3
    youth_age: int = 30
    badge_years: str = "30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90"
    badge_waves: str = "03/02, 19/05, 02/09, 07/11"

    @property
    def milestones(self) -> tuple[int, ...]:
        """The full years of Party age that bring a badge, the fewest first."""
        return tuple(int(years) for years in re.findall(r"\d+", self.badge_years))

    @property
    def waves(self) -> tuple[tuple[int, int], ...]:
        """The days of award in a year, as (month, day), the earliest first."""
        return tuple((int(month), int(day)) for day, month in _DAY.findall(self.badge_waves))

    def certificate_until(self, given_on: date) -> date:
        """Return the last day on which a certificate of a day is good: the same day so many months later."""
        return add_months(given_on, self.certificate_months)

    def too_soon_back(self, left: date, day: date) -> str:
        """Say that one who left the Party would be admitted again before the time is over; "" where it is."""
        since = add_months(left, self.readmission_months)
        if since <= day:
            return ""
        return (
            f"Ra khỏi Đảng ngày {left:%d/%m/%Y}, chưa đủ {self.readmission_months} tháng để kết nạp lại "
            f"(đủ từ {since:%d/%m/%Y})."
        )

    def certificate_notice_from(self, given_on: date) -> date:
        """Return the day from which a certificate is said to run out soon."""
        return add_months(self.certificate_until(given_on), -self.certificate_notice_months)


@dataclass(frozen=True)
class Terms:
    """A card and the day from which it holds."""

    id: int
    effective_from: date
    values: TermValues


class TermBook(DatedBook[Terms]):
    """All cards."""

    def on(self, day: date) -> TermValues:
        """Return what holds on a day."""
        return self.card_on(day).values

    def probation_ends(self, admitted: PartialDate) -> date:
        """Return the first day after the probation of somebody admitted on a day, by what held on that day."""
        return self.probation_from(admitted.first)

    def probation_from(self, day: date) -> date:
        """Return the first day after a probation that begins on a day."""
        return add_months(day, self.on(day).probation_months)

    @property
    def milestones(self) -> tuple[int, ...]:
        """Every badge that any of the cards knows, the fewest years first."""
        return tuple(sorted({years for card in self.cards for years in card.values.milestones}))


NUMBERS = tuple(field.name for field in fields(TermValues) if field.type == "int")
"""The fields that are numbers."""
_VALUES = (*NUMBERS, "badge_years", "badge_waves")


def book(session: Session) -> TermBook:
    """Return the cards of the data file; without any, what the program was made with."""
    names = MembershipRule.__table__.c.keys()
    cards = [_card(dict(zip(names, row, strict=True))) for row in _CARDS.rows(session)]
    return TermBook(cards or [Terms(0, date.min, TermValues(""))])


_CARDS = Asked(select(*MembershipRule.__table__.c))  # rows, not objects: asked at every start


def _card(row: dict[str, Any]) -> Terms:
    values = {name: row[name] for name in _VALUES}
    return Terms(row["id"], row["effective_from"], TermValues(row["document"], **values))


def save(session: Session, effective_from: date, values: TermValues) -> None:
    """Write the card that holds from a day on: that of the very day is changed, else a new one is made.

    Raises KnownError naming the field that cannot be so.
    """
    document = clean(values.document)
    if not document:
        raise KnownError("Hãy ghi văn bản quy định.", field="document")
    for name in NUMBERS:
        if not 0 <= getattr(values, name) <= MOST:
            raise KnownError(f"Hãy ghi số từ 0 đến {MOST}.", field=name)
    if not values.probation_months:
        raise KnownError("Hãy ghi thời gian dự bị, ví dụ 12 tháng.", field="probation_months")
    if values.least_age >= values.most_age:
        raise KnownError("Tuổi cao nhất phải lớn hơn tuổi thấp nhất.", field="most_age")
    values = replace(values, badge_years=_years(values.badge_years), badge_waves=_waves(values.badge_waves))
    row = session.scalar(select(MembershipRule).where(MembershipRule.effective_from == effective_from))
    if row is None:
        session.add(row := MembershipRule(effective_from=effective_from))
    row.document = document
    for name in _VALUES:
        setattr(row, name, getattr(values, name))


def _years(text: str) -> str:
    """Return the years of the badges in order, as the card keeps them. Raises KnownError."""
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    if not parts or not all(part.isdecimal() and 0 < int(part) <= _OLDEST for part in parts):
        raise KnownError(
            "Hãy ghi các mức năm tuổi Đảng cách nhau bằng dấu phẩy, ví dụ 30, 40, 45.", field="badge_years"
        )
    return ", ".join(map(str, sorted({int(part) for part in parts})))


def _waves(text: str) -> str:
    """Return the days of award in order, as the card keeps them. Raises KnownError."""
    parts = [part for part in re.split(r"[,;]|\s+(?=\d+\s*/)", text) if part.strip()]
    found: set[tuple[int, int]] = set()
    for part in parts:
        day = _DAY.fullmatch(part.strip())
        try:
            found.add((date(_COMMON_YEAR, int(day[2]), int(day[1])).month, int(day[1])) if day else (0, 0))
        except ValueError:
            found.add((0, 0))
    if not found or (0, 0) in found:
        raise KnownError(
            "Hãy ghi các đợt dạng ngày/tháng cách nhau bằng dấu phẩy, ví dụ 03/02, 19/05.", field="badge_waves"
        )
    return ", ".join(f"{day:02}/{month:02}" for month, day in sorted(found))
