"""Đánh giá, xếp loại of cells and of organisations above them by year and quarter (domain.md 5.2, 8.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import organizations, ratings
from models.bodies import Body
from models.errors import KnownError
from models.ratings import WHOLE_YEAR
from models.tables import BodyRating, RatingLevel
from models.text import clean


@dataclass(frozen=True)
class BodyRatingValues:
    """A rating as the officer writes it: what the body gave itself, and what the level above decided."""

    own_rating: RatingLevel | None = None
    committee_rating: RatingLevel | None = None
    decision_number: str = ""
    decided_on: date | None = None
    note: str = ""

    @property
    def level(self) -> RatingLevel | None:
        """What was decided, before there is that the body's own word."""
        return self.committee_rating or self.own_rating

    def as_of(self, day: date) -> BodyRatingValues:
        """Return this without what was decided after a day; a rating without a day stays."""
        is_later = self.decided_on is not None and self.decided_on > day
        return replace(self, committee_rating=None, decided_on=None) if is_later else self


NOTHING = BodyRatingValues()
_NAMES = tuple(field.name for field in fields(BodyRatingValues))
_TEXTS = ("decision_number", "note")


@dataclass(frozen=True)
class BodyRatingLine:
    """A cell or organisation there at the end of a period, with its rating; `depth` is that of the tree."""

    body: Body
    name: str
    kind: str
    depth: int
    values: BodyRatingValues

    def as_of(self, day: date) -> BodyRatingLine:
        """Return the line with the rating as it stood on a day."""
        return replace(self, values=self.values.as_of(day))

    @property
    def id(self) -> Body:
        """What the line is of."""
        return self.body


def lines(session: Session, year: int, quarter: int = WHOLE_YEAR, *, on: date) -> list[BodyRatingLine]:
    """Return whom a period asks to rate, as in the tree: all that is there at its end, or on `on` while it runs.

    What stands above the commune is not rated here.
    """
    query = select(BodyRating).where(BodyRating.year == year, BodyRating.quarter == quarter)
    known = {Body(row.cell_id, row.organization_id): _values(row) for row in session.scalars(query)}
    above = organizations.above_commune(session)
    tree = organizations.tree(session, min(ratings.period(year, quarter).last, on))
    found = [line for line in tree if line.body.organization_id is None or line.body.organization_id not in above]
    top = min((line.depth for line in found), default=0)
    return [
        BodyRatingLine(line.body, line.name, line.kind, line.depth - top, known.get(line.body, NOTHING))
        for line in found
    ]


def of(session: Session, body: Body) -> list[tuple[int, int, BodyRatingValues]]:
    """Return (year, quarter, rating) of a body, the newest year first, in a year the whole one before its quarters."""
    query = select(BodyRating).where(
        BodyRating.cell_id.is_not_distinct_from(body.cell_id),
        BodyRating.organization_id.is_not_distinct_from(body.organization_id),
    )
    rows = session.scalars(query.order_by(BodyRating.year.desc(), BodyRating.quarter))
    return [(row.year, row.quarter, _values(row)) for row in rows]


def counts(found: Iterable[BodyRatingLine]) -> tuple[int, ...]:
    """Return how many have each level as decided, the best first."""
    levels = [line.values.level for line in found]
    return tuple(levels.count(level) for level in RatingLevel)


def put(
    session: Session, bodies: Sequence[Body], year: int, quarter: int, values: BodyRatingValues, *, on: date
) -> None:
    """Write the rating of bodies for a year (`quarter` 0) or a quarter; empty values take it away.

    Raises KnownError naming the field.
    """
    _check(year, quarter, values, on)
    for body in bodies:
        row = session.scalar(
            select(BodyRating).where(
                BodyRating.cell_id.is_not_distinct_from(body.cell_id),
                BodyRating.organization_id.is_not_distinct_from(body.organization_id),
                BodyRating.year == year,
                BodyRating.quarter == quarter,
            )
        )
        if values == NOTHING:
            if row is not None:
                session.delete(row)
            continue
        row = row or BodyRating(cell_id=body.cell_id, organization_id=body.organization_id, year=year, quarter=quarter)
        for name in _NAMES:
            value = getattr(values, name)
            setattr(row, name, (clean(value) or None) if name in _TEXTS else value)
        session.add(row)
    session.flush()


def _values(row: BodyRating) -> BodyRatingValues:
    stored: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    stored.update({name: stored[name] or "" for name in _TEXTS})
    return BodyRatingValues(**stored)


def _check(year: int, quarter: int, values: BodyRatingValues, on: date) -> None:
    span = ratings.period(year, quarter)
    if span.first > on:
        raise KnownError(f"{span.label} chưa đến; hãy sửa lại.", field="year")
    if values.decided_on is not None and not span.first <= values.decided_on <= on:
        raise KnownError(
            f"Ngày {values.decided_on:%d/%m/%Y} chưa đến hoặc ở trước kỳ xếp loại; hãy sửa ngày.", field="decided_on"
        )
    if values != NOTHING and values.level is None:
        raise KnownError("Hãy chọn mức xếp loại.", field="committee_rating")
