"""What a form of ours says beside its numbers is said of a learned one that shows the same rows."""

from __future__ import annotations

from datetime import date

import pytest

import resources
from exports.drafts import draft
from exports.learned import filling
from exports.learned.template import Line, Template
from exports.offered import find
from exports.official.spec import OFFICIALS, Official
from exports.report import Scope
from models import office
from models.database import Database
from models.dates import Period
from tests.exports.test_learned_proposals import accepted, template_of

YEAR, DAY = Period.year(2026), date(2026, 11, 22)


def learned(form: Official) -> Template:
    """Give a form of ours as one that came from the superior."""
    return accepted(template_of((resources.path("forms") / form.file).read_bytes()))


def said(db: Database, made: Template) -> list[str]:
    """Give what is said of a form for the year."""
    with db.read() as session:
        return [one.text for one in filling.fetch(session, Scope(YEAR, DAY, DAY, office.read(session)), made).findings]


@pytest.mark.parametrize("key", ["bieu-1", "bieu-3", "bieu-6", "bieu-7"])
def test_a_learned_form_says_of_its_rows_what_ours_says(busy: Database, key: str) -> None:
    form = OFFICIALS[key]
    answers = draft(busy, find(key), YEAR, DAY).data.answers
    ours = [one.text for remark in form.remarks if remark.rows for one in remark.say(answers)]
    assert ours
    made = learned(form)
    told = said(busy, made)
    assert [text for text in told if text in ours] == ours
    assert len(told) == len({*told})


def test_it_says_nothing_of_rows_it_lacks_or_narrows(busy: Database) -> None:
    made = learned(OFFICIALS["bieu-6"])
    assert [text for text in said(busy, made) if "Đảng ủy chưa xếp loại" in text]
    rated = [one.place for one in made.bindings if one.key == "rating.rated"]
    women, less = made, made
    for place in rated:
        women = women.narrow(Line(place.sheet, place.spot.row, 0), ["gender:female"])
        less = less.free(place)
    for one in (women, less):
        assert not [text for text in said(busy, one) if "Đảng ủy chưa xếp loại" in text]
