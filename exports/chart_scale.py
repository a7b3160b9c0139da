"""The axis of numbers of a chart: where it begins and ends, its steps and their words."""

from __future__ import annotations

import math
from typing import NamedTuple

from exports.on_paper import Axis, Chart, Series
from exports.shown import shown

_STEPS = (1.0, 2.0, 5.0, 10.0)


class Scale(NamedTuple):
    """An axis of numbers as it is drawn: where it begins and ends, its ticks and their words."""

    axis: Axis
    begin: float
    end: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    def share(self, value: float) -> float:
        """Return how far along the axis a number lies, 0 to 1."""
        share = (min(max(value, self.begin), self.end) - self.begin) / (self.end - self.begin)
        return 1 - share if self.axis.is_reversed else share

    @property
    def foot(self) -> float:
        """The number that bars stand on: zero, or the end next to it."""
        return max(self.begin, 0.0) if self.end > 0 else self.end


def drawn(chart: Chart, length: float) -> Scale:
    """Return the axis of numbers of a chart as `scale_of` has it, with its ticks."""
    begin, end, step = scale_of(chart, length)
    ticks = tuple(begin + number * step for number in range(round((end - begin) / step) + 1))
    format = "0%" if chart.stacking == "percentStacked" else chart.upright.format
    return Scale(chart.upright, begin, end, ticks, tuple(tick(one, format, step) for one in ticks))


def scale_of(chart: Chart, length: float) -> tuple[float, float, float]:
    """Return where the axis of numbers begins and ends, and its step; `length` is how many steps there is room for."""
    tops = [top for stack in _stacks(chart) for top in (*stack, 0.0)] or [0.0]
    if all(one.kind in ("line", "point") for one in chart.series) and not chart.stacking:
        numbers = [one for series in chart.series for one in series.values if one is not None] or [0.0]
        is_near = min(numbers) > 0 and max(numbers) - min(numbers) < max(numbers) / 6
        tops = numbers if is_near else [*numbers, 0.0]
    low, high = min(tops), max(tops)
    spread = (high if chart.upright.high is None else chart.upright.high) - (
        low if chart.upright.low is None else chart.upright.low
    )
    if chart.stacking == "percentStacked":
        spread = 1.0
    rough = (spread or 1.0) / max(length, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in _STEPS if power * one >= rough * (1 - 1e-9))
    begin = math.floor(low / step + 1e-9) * step if chart.upright.low is None else chart.upright.low
    end = math.ceil(high / step - 1e-9) * step if chart.upright.high is None else chart.upright.high
    if chart.stacking != "percentStacked" and chart.upright.high is None and high > 0 and end - high < spread * 0.03:
        end += step
    return begin, end if end > begin else begin + (spread or 1.0), step


def _stacks(chart: Chart) -> list[list[float]]:
    """Return how high the bars of each place reach, below 0 and above it."""
    places = max((len(one.values) for one in chart.series), default=0)
    found: list[list[float]] = []
    for place in range(places):
        held = [one for one in chart.series if place < len(one.values)]
        found.append([one.values[place] or 0.0 for one in held if not is_stacked(chart, one)])
        numbers = [one.values[place] or 0.0 for one in held if is_stacked(chart, one)]
        if not numbers:
            continue
        whole = sum(map(abs, numbers)) or 1.0
        share = whole if chart.stacking == "percentStacked" else 1.0
        found.append([sum(one for one in numbers if one * sign > 0) / share for sign in (-1, 1)])
    return found


def is_stacked(chart: Chart, series: Series) -> bool:
    """Whether a series stands on those before it: those of the chart's own kind do."""
    return bool(chart.stacking) and series.kind == {"column": "bar"}.get(chart.kind, chart.kind)


def part_of(chart: Chart, *, is_second: bool) -> Chart:
    """Return what of a chart goes by its first or its second axis of numbers, as a chart of its own."""
    series = tuple(one for one in chart.series if one.is_second == is_second)
    if not is_second:
        return chart._replace(series=series)
    return chart._replace(series=series, upright=chart.second or Axis(), stacking="")


def across_of(chart: Chart) -> Chart:
    """Return the places of points across as a chart of numbers, for the scale below them."""
    series = tuple(one._replace(values=one.places) for one in chart.series)
    return chart._replace(series=series, upright=chart.across)


def tick(value: float, format: str, step: float) -> str:
    """Return a number of the axis; one without a format with as many decimals as its step has."""
    if format != "General":
        return shown(value, format)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return shown(round(value, digits), "0" + ("." + "0" * digits if digits else ""))
