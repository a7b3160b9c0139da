"""A learned form with the rows of the official ones shows what they show, and its cells make up the commune."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from exports.drafts import draft
from exports.learned import bound, figures, filling
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot
from exports.offered import find
from exports.official.asks import Ask, Show
from exports.official.spec import OFFICIALS
from exports.report import Needs, Scope, percentage
from models import cells, office
from models.database import Database
from models.dates import Period
from models.indicators import INDICATORS, Unit
from tests.exports import learned_forms
from tests.exports.eventful import DAYS

_SPANS = {Show.NOW: bound.NOW, Show.BEFORE: bound.BEFORE, Show.RATIO: bound.RATIO}
_FORMS = ("bieu-1", "bieu-2", "bieu-3", "bieu-7")
_FIRST, _LAST = date(2025, 1, 1), date(2026, 12, 31)


def _whole_months(day: date) -> st.SearchStrategy[Period]:
    year, month = day.year, day.month
    kinds = Period.month(year, month), Period.quarter(year, (month + 2) // 3), Period.half(year, (month + 5) // 6)
    return st.sampled_from([*kinds, Period.year(year)])


_DAYS = st.one_of(st.sampled_from([day for day in DAYS if day >= _FIRST]), st.dates(_FIRST, _LAST))
_ODD = st.tuples(_DAYS, _DAYS).map(lambda two: Period(min(two), max(two), f"{min(two)}..{max(two)}"))
_PERIODS = st.one_of(_DAYS.flatmap(_whole_months), _ODD)
"""Whole ones and odd ones, which begin and end on the days that things happen on."""


@st.composite
def _times(draw: st.DrawFn) -> tuple[Period, date]:
    """Draw a period and a day of it, as a rule before its end."""
    period = draw(_PERIODS)
    return period, draw(st.dates(period.first, period.last + timedelta(days=1)))


def _asked() -> Iterator[tuple[str, Ask]]:
    """Yield the rows that the official forms have a column of last year for."""
    scope = Scope(Period.year(2026), _LAST, _LAST, office.Office())
    for form in _FORMS:
        for ask in OFFICIALS[form].asks(scope).values():
            if ask.show in _SPANS:
                yield form, ask


def _template(kind: str, keys: list[tuple[str, str]]) -> Template:
    """Return a form with a row for each key, a cell for each span."""
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    spans = list(_SPANS.values())
    return made.bind(
        *(
            Binding(Place(learned_forms.SHEET, Spot(row, 10 + spans.index(span))), kind, key, span=span)
            for row, (key, span) in enumerate(dict.fromkeys(keys), 20)
        )
    )


def _shown(value: object) -> object:
    return percentage(value) if isinstance(value, Fraction) else None if value == figures.BLANK else value


def _sum(values: Iterable[object]) -> int:
    numbers = [value for value in values if isinstance(value, int)]
    return sum(numbers)


@given(_times())
@example((Period.year(2026), date(2026, 11, 22)))
@example((Period.parse("2025-12-31..2026-02-28"), date(2026, 2, 27)))
@example((Period.month(2026, 6), date(2026, 6, 30)))
@settings(max_examples=5, deadline=None)
def test_the_rows_of_the_official_forms_show_the_same(busy: Database, time: tuple[Period, date]) -> None:
    period, day = time
    asks = list(_asked())
    made = _template(bound.STATISTIC, [(ask.key, _SPANS[ask.show]) for _form, ask in asks])
    with busy.read() as session:
        read = filling.fetch(session, Scope(period, min(period.last, day), day, office.read(session)), made)
    learned = {(one.key, one.span): _shown(read.values.get(one.place)) for one in made.bindings}
    ours = {form: draft(busy, find(form), period, day).data.answers for form in _FORMS}
    wrong = {
        (form, ask): (learned[ask.key, _SPANS[ask.show]], shown)
        for form, ask in asks
        if learned[ask.key, _SPANS[ask.show]] != (shown := ours[form].answer(ask))
    }
    assert len(asks) > 450
    assert wrong == {}
    sums = [one for one in OFFICIALS["bieu-1"].identities if one.total == "movement.D" and not one.lacking]
    assert sums
    for identity in sums:  # the others may lack somebody whose papers do not say how they came
        for span in (bound.NOW, bound.BEFORE) if ours["bieu-1"].before is not None else (bound.NOW,):
            parts, less = (_sum(learned[key, span] for key in keys) for keys in (identity.parts, identity.less))
            assert learned[identity.total, span] == parts - less, (identity.total, span)


@given(_times())
@example((Period.parse("2025-12-31..2026-02-28"), date(2026, 2, 28)))
@settings(max_examples=4, deadline=None)
def test_the_cells_make_up_the_commune_now_and_last_year(busy: Database, time: tuple[Period, date]) -> None:
    period, day = time
    rows = [(ask.key, _SPANS[ask.show]) for form, ask in _asked() if form == "bieu-1" and ask.show is not Show.RATIO]
    counts = [
        (one.key, span)
        for one in INDICATORS
        if one.unit is not Unit.PERCENT
        for span in (_SPANS[Show.NOW], bound.BEFORE)
    ]
    with busy.read() as session:
        for made in (_template(bound.STATISTIC, rows), _template(bound.INDICATOR, counts)):
            known = figures.Figures(session, period, min(day, period.last), made)
            for binding in made.bindings:
                whole = known.reckon(binding, None)
                if whole.value == figures.NONE_KNOWN:
                    continue
                parts = _sum(known.reckon(binding, cell).value for cell in cells.names(session, day))
                of_none = sum(one.times for one in whole.names if one.cell_id is None)
                assert parts + of_none == whole.value, (binding.key, binding.span)
