"""Dated rules of rating members: whom to leave out, the cap on excellent ones, the words of the time (domain.md 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.dated import DatedBook
from models.dates import PartialDate, add_months
from models.errors import KnownError
from models.tables import CapBase, CapScope, Duty, RatingLevel, RatingRule
from models.text import clean, number

_OLD_WORDS = {
    RatingLevel.EXCELLENT: ("Đủ tư cách, hoàn thành xuất sắc nhiệm vụ", "ĐTC HTXSNV"),
    RatingLevel.GOOD: ("Đủ tư cách, hoàn thành tốt nhiệm vụ", "ĐTC HTTNV"),
    RatingLevel.FULFILLED: ("Đủ tư cách, hoàn thành nhiệm vụ", "ĐTC HTNV"),
    RatingLevel.NOT_FULFILLED: ("Vi phạm tư cách đảng viên", "VPTC"),
}
"""What the four levels were called before 2017, as recalled (domain.md 5.2)."""
LONGEST = 24
"""Nobody is too new for a rating after so many months."""


@dataclass(frozen=True)
class RatingRules:
    """What a card says; see `RatingRule`."""

    document: str
    is_checked: bool = False
    is_old_wording: bool = False
    cap_percent: int | None = 20
    cap_base: CapBase = CapBase.GOOD
    excellent_from: int | None = None
    is_exempt_left_out: bool = True
    is_suspended_left_out: bool = True
    newcomer_months: int = 6
    is_discipline_weighed: bool = True
    cap_scope: CapScope = CapScope.COMMUNE

    def label(self, level: RatingLevel) -> str:
        """Return the words for a level."""
        return _OLD_WORDS[level][0] if self.is_old_wording else level.label

    def short(self, level: RatingLevel) -> str:
        """Return the letters for a level, as HTTNV."""
        return _OLD_WORDS[level][1] if self.is_old_wording else level.short

    def exemption(self, duty: Duty, admitted_on: PartialDate | None, last: date) -> str:
        """Return why a member is not to be rated in a period that ends on `last`; "" for those who are."""
        if duty is Duty.EXEMPT and self.is_exempt_left_out:
            return "được miễn công tác và sinh hoạt đảng"
        if duty is Duty.SUSPENDED and self.is_suspended_left_out:
            return "bị đình chỉ sinh hoạt đảng"
        is_new = admitted_on is not None and add_months(admitted_on.first, self.newcomer_months) > last
        return f"kết nạp chưa đủ {self.newcomer_months} tháng" if self.newcomer_months and is_new else ""

    def most_excellent(self, counts: Sequence[int]) -> int | None:
        """Return how many may be excellent, out of the counts of the four levels, the best first; None: no limit."""
        return None if self.cap_percent is None else self.cap_percent * self._cap_base_of(counts) // 100

    def cap_reckoned(self, counts: Sequence[int]) -> str:
        """Say how that number comes about: “20 % của 19 là 3,8, làm tròn xuống 3”; "" without a limit."""
        if self.cap_percent is None:
            return ""
        base = self._cap_base_of(counts)
        whole, rest = divmod(self.cap_percent * base, 100)
        told = f"{self.cap_percent} % của {number(base)} là {number(whole)}"
        return f"{told},{f'{rest:02}'.rstrip('0')}, làm tròn xuống {number(whole)}" if rest else told

    def _cap_base_of(self, counts: Sequence[int]) -> int:
        excellent, good, *_rest = counts
        return {CapBase.GOOD: good, CapBase.GOOD_OR_BETTER: excellent + good, CapBase.ALL: sum(counts)}[self.cap_base]

    @property
    def cap_words(self) -> str:
        """The cap as a sentence part: “không quá 20 % số hoàn thành tốt nhiệm vụ của từng chi bộ”."""
        if self.cap_percent is None:
            return "không giới hạn"
        base, scope = (f"{one.label[:1].lower()}{one.label[1:]}" for one in (self.cap_base, self.cap_scope))
        return f"không quá {self.cap_percent} % {base} của {scope}"

    @property
    def is_capped_by_cell(self) -> bool:
        """Whether each Party cell has a limit of its own, rather than all of them one together."""
        return self.cap_percent is not None and self.cap_scope is CapScope.CELL


@dataclass(frozen=True)
class RatingCard:
    """A card and the day from which it holds."""

    id: int
    effective_from: date
    values: RatingRules


class RatingBook(DatedBook[RatingCard]):
    """All cards; a period goes by the one in force on its last day."""

    def on(self, day: date) -> RatingRules:
        """Return what holds for a period that ends on a day."""
        return self.card_on(day).values


NAMES = tuple(field.name for field in fields(RatingRules))


def book(session: Session) -> RatingBook:
    """Return the cards of the data file."""
    return RatingBook(
        [
            RatingCard(row.id, row.effective_from, RatingRules(**{name: getattr(row, name) for name in NAMES}))
            for row in session.scalars(select(RatingRule))
        ]
    )


def save(session: Session, effective_from: date, values: RatingRules) -> None:
    """Write the card that holds from a day on: that of the very day is changed, else a new one is made.

    Raises KnownError naming the field that cannot be so.
    """
    if not clean(values.document):
        raise KnownError("Hãy ghi văn bản quy định.", field="document")
    for name in ("cap_percent", "excellent_from"):
        share: int | None = getattr(values, name)
        if share is not None and not 0 <= share <= 100:
            raise KnownError("Hãy ghi số từ 0 đến 100, hoặc để trống.", field=name)
    if not 0 <= values.newcomer_months <= LONGEST:
        raise KnownError(f"Hãy ghi số tháng từ 0 đến {LONGEST}.", field="newcomer_months")
    row = session.scalar(select(RatingRule).where(RatingRule.effective_from == effective_from))
    if row is None:
        session.add(row := RatingRule(effective_from=effective_from))
    for name in NAMES:
        setattr(row, name, getattr(values, name))
    row.document = clean(values.document)
