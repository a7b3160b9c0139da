"""The days that a period is held against a year before, and those of the sum since January beside it."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.dates import Period


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026-10", "2025-10"),
        ("2025-02", "2024-02"),
        ("2024-02", "2023-02"),
        ("2026-Q3", "2025-Q3"),
        ("2026-H1", "2025-H1"),
        ("2026", "2025"),
        ("2026-01-01..2026-06-30", "2025-01-01..2025-06-30"),
        ("2025-01-01..2025-02-28", "2024-01-01..2024-02-29"),
        ("2024-02-29..2024-02-29", "2023-02-28..2023-02-28"),
        ("2025-02-28..2025-02-28", "2024-02-28..2024-02-28"),
    ],
)
def test_the_same_period_a_year_before(text, before):
    assert Period.parse(text).year_before().key == before


@pytest.mark.parametrize(
    ("text", "day", "until"),
    [
        ("2026", "2026-11-10", "2025-11-10"),
        ("2026", "2026-12-31", "2025-12-31"),
        ("2026-Q4", "2026-10-31", "2025-10-31"),
        ("2026-11", "2026-11-10", "2025-11-10"),
        ("2026-11", "2027-02-01", "2025-11-30"),
        ("2024-02", "2024-02-28", "2023-02-28"),  # the same date, as everybody would say it
        ("2025-02", "2025-02-28", "2024-02-29"),  # the whole month beside the whole month
        ("2024-H1", "2024-02-29", "2023-02-28"),
        ("2024-H1", "2024-02-28", "2023-02-28"),
        ("2025-H1", "2025-02-28", "2024-02-29"),
        ("2025-H1", "2025-02-27", "2024-02-27"),
        ("2025-Q1", "2025-03-01", "2024-03-01"),
        ("2024-02-29..2024-03-31", "2024-02-29", "2023-02-28"),
        ("2025-01-15..2025-02-28", "2025-02-28", "2024-02-29"),
        ("2025-01-15..2025-03-31", "2025-02-28", "2024-02-29"),  # the same span while it runs
        ("2026-01-01..2026-06-30", "2026-03-05", "2025-03-05"),
    ],
)
def test_the_year_before_is_counted_as_far_as_this_one_is_known(text, day, until):
    assert Period.parse(text).day_before(date.fromisoformat(day)).isoformat() == until


def _kinds_of(day: date) -> list[Period]:
    half = (day.month + 5) // 6
    month, quarter = Period.month(day.year, day.month), Period.quarter(day.year, (day.month + 2) // 3)
    return [month, quarter, Period.half(day.year, half), Period.year(day.year)]


@pytest.mark.parametrize("year", [2027, 2028, 2029])
def test_every_day_of_a_leap_year_and_of_its_neighbours_has_its_day_a_year_before(year: int) -> None:
    """The same date but for the end of February; each month that is over meets one that is."""
    before: dict[str, date] = {}
    for place in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        day = date(year, 1, 1) + timedelta(days=place)
        for period in _kinds_of(day):
            then, earlier = period.day_before(day), period.year_before()
            assert then in earlier
            assert then >= before.get(period.key, earlier.first)
            before[period.key] = then
            assert (then == earlier.last) >= (day == period.last)
            if (day + timedelta(days=1)).day > 1 or day.month != 2:
                assert then == day.replace(year=year - 1)
            over, over_then = (
                [month for _year, month in whole.months() if Period.month(_year, month).last <= until]
                for whole, until in ((period, day), (earlier, then))
            )
            assert set(over) <= set(over_then)


_DAYS = st.dates(date(2023, 12, 1), date(2029, 4, 30))


@given(st.tuples(_DAYS, _DAYS, _DAYS).map(sorted))
@example([date(2028, 1, 15), date(2028, 2, 28), date(2028, 6, 30)])
@example([date(2028, 1, 15), date(2028, 2, 29), date(2028, 6, 30)])
def test_the_end_of_a_month_meets_the_end_of_that_month_in_any_stretch(days: list[date]) -> None:
    first, day, last = days
    period = Period(first, last)
    then, earlier = period.day_before(day), period.year_before()
    assert then in earlier
    if period.first < day:
        is_end, was_end = (one.month != (one + timedelta(days=1)).month for one in (day, then))
        assert is_end <= was_end
        assert then >= period.day_before(day - timedelta(days=1))


@given(_DAYS, st.data())
def test_the_sum_since_january_is_of_the_year_while_the_period_runs(day: date, data: st.DataObject) -> None:
    period = data.draw(st.sampled_from(_kinds_of(day)))
    since = period.since_january(day)
    assert since.first == date(day.year, 1, 1)
    assert since.last == (date(day.year, 12, 31) if day < period.last else period.last)
