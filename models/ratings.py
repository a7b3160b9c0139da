"""Đánh giá, xếp loại chất lượng of members by quarter and year: reading, writing, what to look at (domain.md 5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import attenders, awards, called, namesakes, rating_rules, reminders, stays
from models.attenders import MemberYear
from models.dates import Period
from models.errors import KnownError
from models.rating_rules import RatingRules
from models.tables import Duty, Member, Rating, RatingCause, RatingLevel, RatingState, Standing, Stay
from models.text import clean

WHOLE_YEAR = 0
"""The `quarter` of a rating that is for the whole year."""


Judge = Literal["cell", "committee"]
"""Who gives a level: the cell proposes, the committee decides."""


@dataclass(frozen=True)
class RatingValues:
    """A rating as the officer writes it; either levels or a `state` that says why there are none."""

    cell_rating: RatingLevel | None = None
    cell_rated_on: date | None = None
    committee_rating: RatingLevel | None = None
    committee_rated_on: date | None = None
    points: float | None = None
    state: RatingState | None = None
    cause: RatingCause | None = None
    note: str = ""

    @property
    def level(self) -> RatingLevel | None:
        """The committee's rating, before there is one the cell's."""
        return self.committee_rating or self.cell_rating

    def as_of(self, day: date) -> RatingValues:
        """Return this without the levels given after a day; one without a day stays."""
        found = self
        if self.cell_rated_on is not None and self.cell_rated_on > day:
            found = replace(found, cell_rating=None, cell_rated_on=None)
        if self.committee_rated_on is not None and self.committee_rated_on > day:
            found = replace(found, committee_rating=None, committee_rated_on=None)
        return found

    @property
    def is_changed(self) -> bool:
        """Whether the committee gave another level than the cell."""
        return None not in (self.cell_rating, self.committee_rating) and self.cell_rating is not self.committee_rating

    def with_level(self, who: Judge, level: RatingLevel | None, on: date | None = None) -> RatingValues:
        """Return this with another level of the cell or the committee; what it rules out is taken away.

        Without a day given the one written stays.
        """
        day = on or getattr(self, f"{who}_rated_on")
        changed = replace(self, **{f"{who}_rating": level, f"{who}_rated_on": day if level else None})
        if level is not None:
            changed = replace(changed, state=None)
        return changed if changed.level is RatingLevel.NOT_FULFILLED else replace(changed, cause=None)

    def with_state(self, state: RatingState | None) -> RatingValues:
        """Return this with the reason why there is no level, and without levels."""
        return RatingValues(state=state, points=self.points, note=self.note)


NOTHING = RatingValues()
_NAMES = tuple(field.name for field in fields(RatingValues))


@dataclass(frozen=True)
class RatingRow:
    """The rating of a member for one year or quarter."""

    id: int
    year: int
    quarter: int
    values: RatingValues


@dataclass(frozen=True)
class RatingLine:
    """A member on a cell's list at the end of a period: the rating (empty while there is none) and what to weigh.

    `exemption` says why the rules leave the member out, "" if they do not. `meetings` are those of the period,
    `disciplines` the forms of those that took effect in its year by its end. `apart` follows the name of one of two
    (models.namesakes).
    """

    member_id: int
    full_name: str
    cell_id: int
    standing: Standing
    duty: Duty
    values: RatingValues
    exemption: str
    meetings: MemberYear
    disciplines: tuple[str, ...]
    apart: str = ""

    def as_of(self, day: date) -> RatingLine:
        """Return the line with the rating as it stood on a day."""
        return replace(self, values=self.values.as_of(day))

    @property
    def shown_name(self) -> str:
        """The name as lists show it."""
        return self.full_name + self.apart

    @property
    def is_exempt(self) -> bool:
        """Whether the member is not rated: as written, or by the rules while nothing is written."""
        return self.values.state is RatingState.EXEMPT or (self.is_unwritten and bool(self.exemption))

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to write a level, or why there is none."""
        return self.is_unwritten and not self.exemption

    @property
    def is_unwritten(self) -> bool:
        """Whether neither a level nor a reason is written."""
        return self.values.level is None and self.values.state is None


def period(year: int, quarter: int) -> Period:
    """Return the days a rating is for: of a quarter (1–4), or with WHOLE_YEAR of the year."""
    return Period.parse(f"{year}-Q{quarter}") if quarter else Period.year(year)


def widened(asked: Period) -> Period:
    """Return the quarter or year whose ratings a period asks for."""
    return period(*round_of(asked))


def round_of(asked: Period) -> tuple[int, int]:
    """Return year and quarter of the ratings that a period asks for: its own, for any other the year it ends in."""
    year = asked.last.year
    same = (quarter for quarter in range(1, 5) if period(year, quarter) == asked)
    return year, next(same, WHOLE_YEAR)


def of(session: Session, member_id: int) -> list[RatingRow]:
    """Return the ratings of a member, the newest year first, in a year the whole one before its quarters."""
    query = select(Rating).where(Rating.member_id == member_id).order_by(Rating.year.desc(), Rating.quarter)
    return [RatingRow(row.id, row.year, row.quarter, _values(row)) for row in session.scalars(query)]


def written(session: Session, year: int, quarter: int) -> dict[int, RatingValues]:
    """Return the ratings of a year (`quarter` 0) or quarter by member, of those too who are on no list."""
    query = select(Rating).where(Rating.year == year, Rating.quarter == quarter)
    return {row.member_id: _values(row) for row in session.scalars(query)}


def rules_of(session: Session, year: int, quarter: int) -> RatingRules:
    """Return what holds for the ratings of a quarter or year: the rules in force on its last day."""
    return rating_rules.book(session).on(period(year, quarter).last)


def of_cell(session: Session, cell_id: int, year: int, quarter: int = WHOLE_YEAR, *, on: date) -> list[RatingLine]:
    """Return who is to be rated in a cell, by name, with the period's meetings and the year's discipline beside."""
    found = lines(session, year, quarter, on=on, cell_id=cell_id)
    meetings = meetings_of(session, year, quarter, [line.member_id for line in found])
    return [replace(line, meetings=meetings.get(line.member_id, NO_MEETINGS)) for line in found]


def meetings_of(
    session: Session, year: int, quarter: int, members: Collection[int] | None = None
) -> dict[int, MemberYear]:
    """Return member id → the regular meetings of the quarter or year that is rated, of some members or all."""
    span = period(year, quarter)
    return attenders.member_years(session, year, members=members, since=span.first.month, through=span.last.month)


def lines(
    session: Session, year: int, quarter: int = WHOLE_YEAR, *, on: date, cell_id: int | None = None
) -> list[RatingLine]:
    """Return who is to be rated in a cell or all, by name: the list at the end of the period, or on `on` while it runs.

    Members who are here for a time only are left out: their own cell rates them. The meetings are not counted.
    """
    last = period(year, quarter).last
    renamed = called.others(session, min(last, on))
    this = (Rating.member_id == Member.id) & (Rating.year == year) & (Rating.quarter == quarter)
    query = (
        select(Member.id, Member.full_name, Stay.cell_id, Stay.standing, Stay.duty, Member.admitted_on, Rating)
        .join(Stay, Stay.member_id == Member.id)
        .outerjoin(Rating, this)
        .where(stays.holds_on(min(last, on)), Stay.duty != Duty.GUEST)
        .order_by(Member.name_sort, Member.id)
    )
    if cell_id is not None:
        query = query.where(Stay.cell_id == cell_id)
    rules = rules_of(session, year, quarter)
    disciplined = awards.disciplined(session, Period.year(year).first, last)  # none of a later quarter
    apart = namesakes.on(session, min(last, on), cell_id)
    again = reminders.readmitted(session, min(last, on))
    return [
        RatingLine(
            member_id,
            renamed.get(member_id, name),
            cell,
            standing,
            duty,
            _values(row) if row else NOTHING,
            rules.exemption(duty, again.get(member_id, admitted), last),
            NO_MEETINGS,
            tuple(disciplined.get(member_id, ())),
            apart.get(member_id, ""),
        )
        for member_id, name, cell, standing, duty, admitted, row in session.execute(query)
    ]


NO_MEETINGS = MemberYear(0, 0, 0, 0)


def put(session: Session, member_id: int, year: int, quarter: int, values: RatingValues, *, on: date) -> None:
    """Write the rating of a member for a year (`quarter` 0) or a quarter; empty values take it away.

    Raises KnownError naming the field.
    """
    put_many(session, {member_id: values}, year, quarter, on=on)


def write(
    session: Session,
    member_id: int,
    period_of: tuple[int, int],
    values: RatingValues,
    before: tuple[int, int] | None = None,
    *,
    on: date,
) -> None:
    """Write a member's rating for a (year, quarter), or write the one of `before` anew, for another period too.

    Raises KnownError naming the field, also where another rating of that period would be lost.
    """
    year, quarter = period_of
    if period_of != before:
        if member_id in written(session, year, quarter):
            label = period(year, quarter).label
            raise KnownError(f"{label} đã có xếp loại; hãy sửa xếp loại ấy trên thẻ.", field="quarter")
        if before is not None:
            put(session, member_id, *before, NOTHING, on=on)
    put(session, member_id, year, quarter, values, on=on)


def put_many(session: Session, written: Mapping[int, RatingValues], year: int, quarter: int, *, on: date) -> None:
    """Write the ratings of members (id → values) for a year (`quarter` 0) or a quarter; empty ones are taken away.

    Raises KnownError naming the field.
    """
    query = select(Rating).where(Rating.year == year, Rating.quarter == quarter, Rating.member_id.in_(written))
    known = {row.member_id: row for row in session.scalars(query)}
    for member_id, values in written.items():
        check(year, quarter, values, on)
        row = known.get(member_id)
        if values == NOTHING:
            if row is not None:
                session.delete(row)
            continue
        row = row or Rating(member_id=member_id, year=year, quarter=quarter)
        for name in _NAMES:
            setattr(row, name, getattr(values, name))
        row.note = clean(values.note) or None
        session.add(row)


def doubts(values: RatingValues, rules: RatingRules, disciplines: tuple[str, ...]) -> Iterator[str]:
    """Yield what speaks against a rating; it is for the cell and the committee to judge, so nothing is refused."""
    level, least = values.level, rules.excellent_from
    if level is RatingLevel.EXCELLENT and values.points is not None and least is not None and values.points < least:
        yield f"{rules.label(level)} cần từ {least} điểm trở lên ({rules.document})."
    if level in (RatingLevel.EXCELLENT, RatingLevel.GOOD) and disciplines and rules.is_discipline_weighed:
        yield f"Trong năm đã bị kỷ luật: {', '.join(disciplines).lower()}; hãy đối chiếu quy định."


def _values(row: Rating) -> RatingValues:
    stored: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    stored["note"] = row.note or ""
    return RatingValues(**stored)


def check(year: int, quarter: int, values: RatingValues, on: date) -> None:
    """Raise KnownError naming the field if a rating contradicts itself or its period."""
    span = period(year, quarter)
    if span.first > on:
        raise KnownError(f"{span.label} chưa đến; hãy sửa lại.", field="year")
    if values.points is not None and not 0 <= values.points <= 100:
        raise KnownError("Hãy ghi điểm từ 0 đến 100.", field="points")
    if values.state is not None and values.level is not None:
        raise KnownError(
            "Đã có mức xếp loại thì không còn được miễn hoặc chưa xếp loại; hãy bỏ một trong hai.", field="state"
        )
    for who in ("cell", "committee"):
        day: date | None = getattr(values, f"{who}_rated_on")
        if day is None:
            continue
        if getattr(values, f"{who}_rating") is None:
            raise KnownError("Có ngày xếp loại thì hãy chọn mức.", field=f"{who}_rating")
        if not span.first <= day <= on:
            raise KnownError(
                f"Ngày {day:%d/%m/%Y} chưa đến hoặc ở trước kỳ xếp loại; hãy sửa ngày.", field=f"{who}_rated_on"
            )
    if values.cell_rated_on and values.committee_rated_on and values.committee_rated_on < values.cell_rated_on:
        raise KnownError("Đảng ủy xếp loại sau chi bộ; hãy xem lại hai ngày.", field="committee_rated_on")
    if values.cause is not None and values.level is not RatingLevel.NOT_FULFILLED:
        raise KnownError(
            "Nguyên nhân chỉ ghi khi không hoàn thành nhiệm vụ; hãy bỏ nguyên nhân hoặc chọn mức 4.", field="cause"
        )
