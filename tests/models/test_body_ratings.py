"""Cells and organisations are rated by year: written, corrected, counted (domain.md 8.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from models import body_ratings, codes, organizations
from models.bodies import Body
from models.body_ratings import NOTHING, BodyRatingValues
from models.dates import Period
from models.errors import KnownError
from models.indicators import Subject, find
from models.organizations import OrganizationValues
from models.pace import Reader
from models.tables import RatingLevel
from models.text import percent
from tests.models import builders, bulk
from tests.models.builders import TODAY

GOOD, FULFILLED = RatingLevel.GOOD, RatingLevel.FULFILLED


@pytest.fixture
def session(db):
    with db.write("Xếp loại") as session:
        yield session


def figure(session, key):
    indicator = find(key)
    assert indicator is not None
    return Reader(session, TODAY).figure(indicator, Period.year(2025))


def test_the_article_of_2013_comes_out(session):
    """62 of 71 did well, 9 fulfilled their tasks: 87,32 % and 12,68 % (domain.md 8.5)."""
    ids = bulk.add_cells(session, 71)
    bodies = [Body(cell_id=key) for key in ids]
    body_ratings.put(session, bodies[:62], 2025, 0, BodyRatingValues(committee_rating=GOOD), on=TODAY)
    body_ratings.put(session, bodies[62:], 2025, 0, BodyRatingValues(own_rating=FULFILLED), on=TODAY)
    found = {key: figure(session, f"bodies_{key}") for key in ("httnv", "htnv", "rated")}
    assert [(one.count, one.of, one.share) for one in found.values()] == [
        (62, 71, Fraction(62, 71)),
        (9, 71, Fraction(9, 71)),
        (71, 71, 1),
    ]
    assert [percent(one.share, 2) for one in list(found.values())[:2]] == ["87,32 %", "12,68 %"]
    assert body_ratings.counts(body_ratings.lines(session, 2025, on=TODAY)) == (0, 62, 9, 0)


def test_what_is_above_the_commune_is_not_rated_here(session):
    province = organizations.add(session, OrganizationValues("Đảng bộ tỉnh"))
    kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
    commune = organizations.add(session, OrganizationValues("Đảng bộ xã", kind, province))
    cell = builders.cell(session)
    found = body_ratings.lines(session, 2025, on=TODAY)
    assert [line.body for line in found] == [Body(organization_id=commune), Body(cell_id=cell)]
    body_ratings.put(session, [found[0].body], 2025, 0, BodyRatingValues(committee_rating=GOOD), on=TODAY)
    (name,) = figure(session, "bodies_httnv").names
    assert (name.subject, name.id) == (Subject.ORGANIZATION, commune)


def test_a_rating_is_corrected_and_taken_away_and_years_stand_apart(session):
    body = Body(cell_id=builders.cell(session))
    first = BodyRatingValues(GOOD, FULFILLED, "5-QĐ/ĐU", date(2026, 1, 10), "xét lại")
    body_ratings.put(session, [body], 2025, 0, first, on=TODAY)
    body_ratings.put(session, [body], 2026, 2, BodyRatingValues(own_rating=GOOD), on=TODAY)
    assert body_ratings.of(session, body) == [(2026, 2, BodyRatingValues(own_rating=GOOD)), (2025, 0, first)]
    again = replace(first, committee_rating=GOOD)
    body_ratings.put(session, [body], 2025, 0, again, on=TODAY)
    assert [line.values for line in body_ratings.lines(session, 2025, on=TODAY)] == [again]
    body_ratings.put(session, [body], 2025, 0, NOTHING, on=TODAY)
    assert [year for year, *_ in body_ratings.of(session, body)] == [2026]


@pytest.mark.parametrize(
    ("year", "values", "field"),
    [
        (2027, BodyRatingValues(committee_rating=GOOD), "year"),
        (2025, BodyRatingValues(committee_rating=GOOD, decided_on=date(2024, 12, 1)), "decided_on"),
        (2025, BodyRatingValues(note="không có mức"), "committee_rating"),
    ],
)
def test_what_cannot_be_is_refused(session, year, values, field):
    body = Body(cell_id=builders.cell(session))
    with pytest.raises(KnownError) as told:
        body_ratings.put(session, [body], year, 0, values, on=TODAY)
    assert told.value.field == field
