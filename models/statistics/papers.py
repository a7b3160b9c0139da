"""Decisions on members and on Party bodies for form 7: which lie in a period, and of which of its lines they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from models.bodies import Body
from models.dates import PartialDate, Period
from models.tables import BodyCommendation, BodyDiscipline, CardIssue, CodeItem, Commendation
from models.text import clean, fold

FLAG, BANG_KHEN, GIAY_KHEN = "flag", "bang_khen", "giay_khen"
ORDER = FLAG, BANG_KHEN, GIAY_KHEN
"""The forms of praise that form 7 tells apart, the highest first."""
_FORMS = {
    "flag_government": FLAG,
    "flag_province": FLAG,
    "flag_party": FLAG,
    "party_province": BANG_KHEN,
    "certificate_province": BANG_KHEN,
    "certificate_pm": BANG_KHEN,
    "party_committee": GIAY_KHEN,
    "certificate": GIAY_KHEN,
}
FIRST = "first"
"""A card given for the first time, beside the kinds of `CardIssueKind`."""
_WORDS = {"bang khen": BANG_KHEN, "giay khen": GIAY_KHEN}


class Span(NamedTuple):
    """The days of a report: its period, and the last day of it that has come."""

    period: Period
    day: date

    @property
    def passed(self) -> Period | None:
        """The part of the period that is over on the day."""
        return Period(self.period.first, self.day) if self.day >= self.period.first else None

    @property
    def until(self) -> date:
        """The last day whose writing is known: that of the report while the period runs, else none is too late."""
        return self.day if self.day < self.period.last else date.max

    def holds(self, stored: str) -> bool | None:
        """Whether a stored day lies in the period and has come; None where it is not exact enough to tell.

        A month or year counts from its first day on, if the whole of it lies in the period: as admissions do, and as
        somebody stands on a list from the first day that an event can be of.
        """
        day, period = PartialDate.from_iso(stored), self.period
        if self.passed is None or day.last < period.first or day.first > min(self.day, period.last):
            return False
        return True if period.first <= day.first and day.last <= period.last else None


def form_of(code: str, label: str) -> str | None:
    """Return which form of praise a word of the code lists is, those the office added by how they begin; else None."""
    words = fold(label)
    if clean(label).lower().startswith("cờ "):  # folded, “có” would begin so too
        return FLAG
    return _FORMS.get(code) or next((form for begin, form in _WORDS.items() if words.startswith(begin)), None)


class Praise(NamedTuple):
    """A commendation in a period; `is_sure` is None where its day is not exact enough to tell.

    `until` is the last day that one known by its month or year can have been on.
    """

    form: str
    label: str
    is_sure: bool | None
    until: date | None


def highest(held: Iterable[Praise], lines: Sequence[str]) -> Praise:
    """Return the one praise of many that counts: a sure one, of a form that has a line, the highest of these."""
    return min(held, key=lambda one: (one.is_sure is None, one.form not in lines, ORDER.index(one.form)))


def praised(session: Session, span: Span) -> dict[int, list[Praise]]:
    """Return member → what they were praised with in a period; other honours are no line of the form."""
    found: dict[int, list[Praise]] = defaultdict(list)
    for (member_id,), praise in _praises(session, span, Commendation, Commendation.member_id):
        found[member_id].append(praise)
    return found


def praised_bodies(session: Session, span: Span) -> dict[Body, list[Praise]]:
    """Return Party body → what it was praised with in a period."""
    table, found = BodyCommendation, defaultdict[Body, list[Praise]](list)
    for (cell_id, organization_id), praise in _praises(session, span, table, table.cell_id, table.organization_id):
        found[Body(cell_id, organization_id)].append(praise)
    return found


def _praises(
    session: Session, span: Span, table: type[Commendation] | type[BodyCommendation], *owner: Any
) -> Iterator[tuple[list[Any], Praise]]:
    day = type_coerce(table.awarded_on, String)
    rows: Any = session.execute(
        select(*owner, CodeItem.code, CodeItem.label, day)
        .join(CodeItem, CodeItem.id == table.kind_id)
        .where(day.between(str(span.period.first.year), span.day.isoformat()))  # a year alone sorts before its days
        .order_by(table.awarded_on, table.id)
    )
    for *key, code, label, stored in rows:
        form, holds = form_of(code, label), span.holds(stored)
        if form is not None and holds is not False:
            yield key, Praise(form, label, holds, PartialDate.from_iso(stored).open_until)


def disciplined_bodies(session: Session, span: Span) -> dict[Body, tuple[str, str]]:
    """Return Party body → code and word of the heaviest discipline that took effect in a period."""
    table = BodyDiscipline
    query = (
        select(table.cell_id, table.organization_id, CodeItem.code, CodeItem.label)
        .join(CodeItem, CodeItem.id == table.form_id)
        .where(table.effective_on.between(span.period.first, span.day))
        .order_by(CodeItem.form_order, table.id)
    )
    return {
        Body(cell_id, organization_id): (code, label)
        for cell_id, organization_id, code, label in session.execute(query)
    }


class Issue(NamedTuple):
    """A card given in a period; `kind` is "first" or why it was given again; the rest as of a commendation."""

    member_id: int
    kind: str
    detail: str
    is_sure: bool | None
    until: date | None


def cards(session: Session, span: Span, first: Mapping[int, str]) -> Iterator[Issue]:
    """Yield the cards given in a period; `first` are the stored days of the records of those on the lists, by member.

    The day on a record is that of the first card, unless a card given again has that day. One after a card given
    again may be of any kind.
    """
    query = select(CardIssue.member_id, CardIssue.kind, type_coerce(CardIssue.issued_on, String))
    again: dict[int, list[str]] = defaultdict(list)
    for member_id, kind, stored in session.execute(query.order_by(CardIssue.issued_on, CardIssue.id)):
        again[member_id].append(stored)
        if (holds := span.holds(stored)) is not False:
            day = PartialDate.from_iso(stored)
            yield Issue(member_id, kind.value, f"{kind.label}, {day}", holds, day.open_until)
    for member_id, stored in first.items():
        holds = span.holds(stored)
        if holds is False or any(_may_be_one(stored, other) for other in again[member_id]):
            continue
        is_first = not any(other < stored for other in again[member_id])
        day = PartialDate.from_iso(stored)
        yield Issue(member_id, FIRST, f"cấp ngày {day}", holds if is_first else None, day.open_until)


def _may_be_one(stored: str, other: str) -> bool:
    """Whether two stored days may be the same: one of them is the other, or its year or month."""
    return stored.startswith(other) or other.startswith(stored)
