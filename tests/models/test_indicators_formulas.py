"""The arithmetic of domain.md 8, with the figures of the articles that can be worked out again (✔)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import Period
from models.indicators import formulas
from models.text import percent

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("part", "whole", "digits", "written"),
    [
        (158, 243, 0, "65 %"),  # villages with an own cell, Điện Biên Đông
        (1601, 1813, 1, "88,3 %"),  # … the province
        (247, 407, 1, "60,7 %"),  # the communes' part of the admissions, first quarter of 2018
        (4, 14, 1, "28,6 %"),  # communes all of whose villages have an own cell
        (18, 21, 2, "85,71 %"),  # new-countryside communes
        (302, 437, 1, "69,1 %"),  # admitted of those with a class certificate, 2013
        (62, 71, 2, "87,32 %"),
        (9, 71, 2, "12,68 %"),
    ],
)
def test_shares_of_the_articles(part: int, whole: int, digits: int, written: str):
    assert percent(formulas.share(part, whole), digits) == written


def test_nothing_to_divide_by_gives_no_rate():
    assert formulas.share(0, 0) is None
    assert formulas.exceeded(3, 0) is None
    assert formulas.reduction(0, 3) is None
    assert percent(formulas.share(3, 0)) == "–"


def test_150_a_year_over_two_and_a_half_years_is_375_and_492_exceed_it_by_31_2():
    period = Period(date(2016, 1, 1), date(2018, 6, 30))
    target = formulas.for_period(150, period)
    assert (formulas.years(period), target) == (Fraction(5, 2), 375)
    assert percent(formulas.share(492, target)) == "131,2 %"
    assert percent(formulas.exceeded(492, target)) == "31,2 %"


@pytest.mark.parametrize(
    ("before", "now", "less", "rate"),
    [(95, 21, 74, "77,9 %"), (327, 191, 136, "41,6 %"), (5, 0, 5, "100 %"), (10, 12, -2, "-20 %")],
)
def test_reductions(before: int, now: int, less: int, rate: str):
    assert before - now == less
    assert percent(formulas.reduction(before, now)) == rate


def test_percentage_points_are_not_a_relative_growth():
    """“Tăng gần 20 %” of the article is neither: 38 cells more are 15,6 points, or 31,7 % of what there was."""
    before, now = Fraction(120, 243), Fraction(158, 243)
    assert formulas.half_up(formulas.points(before, now), 1) == Decimal("15.6")
    assert formulas.half_up((now - before) / before * 100, 1) == Decimal("31.7")


@pytest.mark.parametrize(
    ("counts", "written"),
    [
        ((75, 468, 81, 2), ("11.98", "74.76", "12.94", "0.32")),  # members rated in 2013, of 626
        ((62, 9), ("87.32", "12.68")),  # grassroots organisations rated, of 71
        ((1, 1, 1), ("33.34", "33.33", "33.33")),
        ((2, 0), ("100.00", "0.00")),
        ((0, 0), ("0", "0")),
    ],
)
def test_percentages_that_close_to_100(counts: tuple[int, ...], written: tuple[str, ...]):
    assert formulas.closing(counts) == [Decimal(text) for text in written]


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12), st.integers(0, 3))
def test_closing_adds_up_and_moves_no_part_by_a_whole_unit(counts: list[int], digits: int):
    shown = formulas.closing(counts, digits)
    total = sum(counts)
    assert sum(shown) == (100 if total else 0)
    unit = Fraction(1, 10**digits)
    if total:
        assert all(
            abs(Fraction(part) - Fraction(count * 100, total)) < unit for part, count in zip(shown, counts, strict=True)
        )


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8).filter(any))
def test_equal_counts_have_equal_percentages_unless_that_cannot_come_to_100(counts: list[int]):
    shown = formulas.closing(counts)
    total, many = sum(counts), Counter(counts)
    alike = {count: {part for part, one in zip(shown, counts, strict=True) if one == count} for count in many}
    half_up = [formulas.half_up(Fraction(count * 100, total), 2) for count in counts]
    if sum(half_up) == 100:
        assert shown == half_up  # nothing to correct
    open_ones = [count for count in many if count * 10_000 % total]
    lacking = 10_000 - sum(count * 10_000 // total for count in counts)
    chosen = (ones for most in range(len(open_ones) + 1) for ones in combinations(open_ones, most))
    can_close = any(sum(many[one] for one in ones) == lacking for ones in chosen)
    assert all(len(parts) == 1 for parts in alike.values()) == can_close


def test_the_largest_share_takes_what_is_over():
    assert formulas.closing([130, 4, 1, 1]) == [Decimal(one) for one in ("95.58", "2.94", "0.74", "0.74")]
    assert formulas.closing([1, 1, 1]) == [Decimal(one) for one in ("33.34", "33.33", "33.33")]  # no other way


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (Fraction("11.975"), 2, "11.98"),
        (Fraction("0.5"), 0, "1"),
        (Fraction("2.5"), 0, "3"),
        (Fraction("-2.5"), 0, "-3"),
        (Fraction("-0.04"), 1, "0"),
        (Fraction(2, 3), 1, "0.7"),
        (375, 0, "375"),
    ],
)
def test_half_up(value: Fraction, digits: int, rounded: str):
    assert formulas.half_up(value, digits) == Decimal(rounded)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2026", Fraction(1)),
        ("2026-H1", Fraction(1, 2)),
        ("2026-Q3", Fraction(1, 4)),
        ("2016-01-01..2018-06-30", Fraction(5, 2)),
        ("2026-11-01..2027-02-28", Fraction(1, 3)),
        ("2026-01-01..2026-01-10", Fraction(10, 365)),
        ("2023-12-31..2024-01-01", Fraction(1, 365) + Fraction(1, 366)),
    ],
)
def test_years_of_a_period(text: str, years: Fraction):
    assert formulas.years(Period.parse(text)) == years


@given(DAYS, DAYS, DAYS)
def test_elapsed_grows_from_nothing_to_all_and_months_left_shrink(first: date, last: date, on: date):
    period = Period(min(first, last), max(first, last))
    passed, left = formulas.elapsed(period, on), formulas.months_left(period, on)
    assert 0 <= passed <= 1
    assert (passed == 1) == (on >= period.last)
    assert (left == 0) == (on > period.last)
    assert left <= len(period.months())


def test_months_left_count_the_present_one():
    year = Period.year(2026)
    assert [formulas.months_left(year, day) for day in (date(2025, 5, 1), date(2026, 1, 1), date(2026, 11, 14))] == [
        12,
        12,
        2,
    ]
