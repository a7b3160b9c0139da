"""The arithmetic of indicators and targets: exact fractions; rounding is for display only (domain.md 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from models.dates import Period

Number = int | Fraction


def share(part: Number, whole: Number) -> Fraction | None:
    """Return part / whole (0–1 and beyond); None when there is nothing to divide by.

    Also how much of a target is done (actual / target), and how two counts stand to each other.
    """
    return Fraction(part) / whole if whole else None


def exceeded(actual: Number, target: Number) -> Fraction | None:
    """Return by how much a target is exceeded, as a rate: 492 of 375 is 0,312 (“vượt 31,2 %”); negative below it."""
    done = share(actual, target)
    return None if done is None else done - 1


def reduction(before: Number, now: Number) -> Fraction | None:
    """Return by how much a number has come down, as a rate: 95 → 21 is 74/95; negative when it has grown."""
    return share(before - Fraction(now), before)


def points(before: Fraction, now: Fraction) -> Fraction:
    """Return the difference of two rates in percentage points: 49,4 % → 65,0 % is 15,6 points, not 31,7 %."""
    return (now - before) * 100


def years(period: Period) -> Fraction:
    """Return how many years a period is: whole months as twelfths, else each day as a part of its own year."""
    after = period.last + timedelta(days=1)
    if period.first.day == after.day == 1:
        return Fraction((after.year - period.first.year) * 12 + after.month - period.first.month, 12)
    found = Fraction()
    for year in range(period.first.year, period.last.year + 1):
        whole = Period.year(year)
        days = (min(whole.last, period.last) - max(whole.first, period.first)).days + 1
        found += Fraction(days, (whole.last - whole.first).days + 1)
    return found


def for_period(per_year: Number, period: Period) -> Fraction:
    """Return the target of a period out of one a year: 150 a year over 2,5 years is 375."""
    return per_year * years(period)


def elapsed(period: Period, on: date) -> Fraction:
    """Return the part of a period (0–1) that has passed at the end of a day."""
    days = (period.last - period.first).days + 1
    return Fraction(min(max((on - period.first).days + 1, 0), days), days)


def months_left(period: Period, on: date) -> int:
    """Return the calendar months in which something can still be done, that of the day among them."""
    if on > period.last:
        return 0
    start = max(on, period.first)
    return (period.last.year - start.year) * 12 + period.last.month - start.month + 1


def half_up(value: Number, digits: int = 0) -> Decimal:
    """Round half away from zero, the way offices do: 11,975 with two digits is 11,98."""
    units = int(abs(Fraction(value)) * 10**digits + Fraction(1, 2))
    rounded = Decimal(units).scaleb(-digits)
    return -rounded if value < 0 and units else rounded


def closing(counts: Sequence[int], digits: int = 2) -> list[Decimal]:
    """Return counts as percentages that add up to exactly 100, for display only. All are 0 without a total.

    Each is rounded half up; as few as need be are rounded the other way, the largest first, whose relative error is the
    smallest, and equal counts always together. Only where that cannot come to 100 (three thirds) each is rounded down
    and what lacks goes to the largest remainders, the earlier first. No share is a whole unit off.
    """
    total, units = sum(counts), 100 * 10**digits
    if not total:
        return [Decimal(0)] * len(counts)
    parts = {count: divmod(count * units, total) for count in counts}
    lacking = units - sum(parts[count][0] for count in counts)
    up = _rounded_up(
        Counter(counts), {count: Fraction(rest, total) for count, (_whole, rest) in parts.items()}, lacking
    )
    if up is not None:
        favoured = {place for place, count in enumerate(counts) if count in up}
    else:
        favoured = {*sorted(range(len(counts)), key=lambda place: -parts[counts[place]][1])[:lacking]}
    return [Decimal(parts[count][0] + (place in favoured)).scaleb(-digits) for place, count in enumerate(counts)]


def _rounded_up(many: Mapping[int, int], rests: Mapping[int, Fraction], lacking: int) -> frozenset[int] | None:
    """Return the counts to round up so that they come to `lacking` units; None if no choice does.

    `many` tells how many have each count, `rests` what rounding down takes from it.
    """
    ways: dict[int, tuple[int, tuple[int, ...], frozenset[int]]] = {0: (0, (), frozenset())}
    for count in sorted(many, reverse=True):
        size, goes_up = many[count], rests[count] >= Fraction(1, 2)
        found: dict[int, tuple[int, tuple[int, ...], frozenset[int]]] = {}
        for units, (moved, those, up) in ways.items():
            for is_up in (False, True) if rests[count] else (False,):
                is_moved = is_up != goes_up
                way = (moved + size * is_moved, (*those, -count) if is_moved else those, up | {count} if is_up else up)
                after = units + size * is_up
                if after <= lacking and (after not in found or way[:2] < found[after][:2]):
                    found[after] = way
        ways = found
    return ways[lacking][2] if lacking in ways else None
