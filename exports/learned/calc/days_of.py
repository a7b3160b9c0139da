"""The functions that reckon with days: months on, ages in whole years, working days, weeks."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from exports.learned.calc.functions import Failed, Part, Untold, number, numbers, text_of

DAY_ZERO = date(1899, 12, 30)
_FIRST_SURE = 61  # before it Excel counts a 29 February 1900
_LAST = (date(9999, 12, 31) - DAY_ZERO).days
_MOST = 40_000  # days gone through one by one
_SUNDAY = 6


def day_of(part: Part) -> date:
    """Return the day that a number is. Raises Failed for one below 0, Untold for one of before 1 March 1900."""
    return _day(number(part()))


def _day(told: float) -> date:
    told = int(told // 1)
    if not 0 <= told <= _LAST:
        raise Failed("#NUM!")
    if told < _FIRST_SURE:
        raise Untold
    return DAY_ZERO + timedelta(days=told)


def number_of(day: date) -> float:
    """Return the number of a day."""
    return float((day - DAY_ZERO).days)


def _of_day(work: Callable[[date], int], of_blank: int) -> Callable[[list[Part]], Part]:
    """YEAR, MONTH and DAY, which to a blank cell say 0 January 1900."""
    return lambda parts: lambda: float(of_blank if number(parts[0]()) == 0 else work(day_of(parts[0])))


def _months_on(day: date, months: int, *, to_end: bool = False) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1901 <= year <= 9999:
        raise Failed("#NUM!")
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if to_end else min(day.day, last))


def _on(*, to_end: bool) -> Callable[[list[Part]], Part]:
    """EDATE and EOMONTH."""
    return lambda parts: lambda: number_of(_months_on(day_of(parts[0]), int(number(parts[1]())), to_end=to_end))


def _made_day(parts: list[Part]) -> Part:
    """DATE: months and days beyond a year or month go on into the next; years below 1900 are counted from it."""

    def part() -> float:
        if len(parts) != 3:
            raise Untold
        year, month, day = (int(number(one())) for one in parts)
        year += 1900 if 0 <= year < 1900 else 0
        if not 1901 <= year <= 9998:
            raise Untold
        years, months = divmod(month - 1, 12)
        return number_of(date(year + years, months + 1, 1)) + day - 1

    return part


def _between(parts: list[Part]) -> Part:
    """DATEDIF: whole years, months or days between two days, or what is left of them."""

    def part() -> float:
        first, last, unit = day_of(parts[0]), day_of(parts[1]), text_of(parts[2]()).upper()
        if first > last:
            raise Failed("#NUM!")
        months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
        match unit:
            case "D":
                return float((last - first).days)
            case "M":
                return float(months)
            case "Y":
                return float(months // 12)
            case "YM":
                return float(months % 12)
            case "MD":
                if last.day >= first.day:
                    return float(last.day - first.day)
                before = _months_on(last, -1, to_end=True).day
                if first.day > before:
                    raise Untold  # Excel's own word for it: it may come to less than 0
                return float(before - first.day + last.day)
            case "YD" if (first.month, first.day) != (2, 29):
                return float((last - first.replace(year=last.year - (first.replace(year=last.year) > last))).days)
            case "YD":
                raise Untold
            case _:
                raise Failed("#NUM!")

    return part


def _free(parts: list[Part]) -> set[date]:
    return {_day(one) for one in numbers(parts[2:3])}


def _is_worked(day: date, free: Iterable[date]) -> bool:
    return day.weekday() < 5 and day not in free


def _working_days(parts: list[Part]) -> Part:
    """NETWORKDAYS: the days from Monday to Friday with both ends, without those named."""

    def part() -> float:
        one, other = day_of(parts[0]), day_of(parts[1])
        first, last, free = min(one, other), max(one, other), _free(parts)
        if (last - first).days > _MOST:
            raise Untold
        count = sum(_is_worked(first + timedelta(days=on), free) for on in range((last - first).days + 1))
        return float(count if one <= other else -count)

    return part


def _working_day(parts: list[Part]) -> Part:
    """WORKDAY: the working day so many after another, or before it."""

    def part() -> float:
        day, count, free = day_of(parts[0]), int(number(parts[1]())), _free(parts)
        if abs(count) > _MOST // 2:
            raise Untold
        step = timedelta(days=1 if count > 0 else -1)
        while count:
            day += step
            if _is_worked(day, free):
                count -= 1 if count > 0 else -1
        return number_of(day)

    return part


def _week_day(parts: list[Part]) -> Part:
    def part() -> float:
        at, kind = day_of(parts[0]).weekday(), int(number(parts[1]())) if len(parts) > 1 else 1
        if kind == 3:
            return float(at)
        first = {1: _SUNDAY, 2: 0, **{11 + start: start for start in range(7)}}.get(kind)
        if first is None:
            raise Failed("#NUM!")
        return (at - first) % 7 + 1.0

    return part


def _week(parts: list[Part]) -> Part:
    def part() -> float:
        day, kind = day_of(parts[0]), int(number(parts[1]())) if len(parts) > 1 else 1
        if kind == 21:
            return float(day.isocalendar().week)
        first = {1: _SUNDAY, 2: 0, **{11 + start: start for start in range(7)}}.get(kind)
        if first is None:
            raise Failed("#NUM!")
        start = (date(day.year, 1, 1).weekday() - first) % 7
        return float((day.timetuple().tm_yday - 1 + start) // 7 + 1)

    return part


def _months_of_30(first: date, last: date) -> int:
    """Return the days between two with months of 30, as American offices count them. Raises Untold at a February's end.

    Source: what Excel's help says of DAYS360; of the end of February its versions say different things.
    """
    if first.month == 2 and first.day == monthrange(first.year, 2)[1]:
        raise Untold
    start = min(first.day, 30)
    end = 30 if last.day == 31 and start == 30 else last.day
    return (last.year - first.year) * 360 + (last.month - first.month) * 30 + end - start


def _part_of_year(parts: list[Part]) -> Part:
    """YEARFRAC: by months of 30 days, by the days of the years between them, by 360 or by 365 days."""

    def part() -> float:
        first, last = sorted((day_of(parts[0]), day_of(parts[1])))
        days = (last - first).days
        match int(number(parts[2]())) if len(parts) > 2 else 0:
            case 0:
                return _months_of_30(first, last) / 360
            case 1:
                if (last.year, last.month, last.day) <= (first.year + 1, first.month, first.day):
                    raise Untold  # of up to a year it hangs on whether 29 February is within it
                years = last.year - first.year + 1
                return days / ((date(last.year + 1, 1, 1) - date(first.year, 1, 1)).days / years)
            case 2:
                return days / 360
            case 3:
                return days / 365
            case _:
                raise Untold

    return part


DAYS: dict[str, Callable[[list[Part]], Part]] = {
    "YEAR": _of_day(lambda day: day.year, 1900),
    "MONTH": _of_day(lambda day: day.month, 1),
    "DAY": _of_day(lambda day: day.day, 0),
    "DATE": _made_day,
    "EDATE": _on(to_end=False),
    "EOMONTH": _on(to_end=True),
    "DATEDIF": _between,
    "DAYS": lambda parts: lambda: float((day_of(parts[0]) - day_of(parts[1])).days),
    "DAYS360": lambda parts: lambda: float(_days_360(parts)),
    "YEARFRAC": _part_of_year,
    "WEEKDAY": _week_day,
    "WEEKNUM": _week,
    "ISOWEEKNUM": lambda parts: lambda: float(day_of(parts[0]).isocalendar().week),
}
"""Those whose every argument is a single value."""

WORKING_DAYS: dict[str, Callable[[list[Part]], Part]] = {"NETWORKDAYS": _working_days, "WORKDAY": _working_day}


def _days_360(parts: list[Part]) -> int:
    if len(parts) > 2:
        raise Untold
    return _months_of_30(day_of(parts[0]), day_of(parts[1]))
