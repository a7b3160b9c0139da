"""Signs of conditional formats, drawn as coloured letters, and the days a rule of time speaks of (ECMA-376)."""

from __future__ import annotations

from datetime import date, timedelta

from exports import metrics
from exports.looks import Look
from exports.on_paper import Box, Face, Words
from models.dates import Period, add_months

Sign = tuple[str, str]
"""A letter and its colour."""

_RED, _AMBER, _GREEN, _GREY, _BLACK, _PINK, _BLUE = (
    *("#D0312D", "#E0A100", "#2E8B3D", "#7F7F7F", "#262626", "#E59A98", "#3E6DB5"),
)


def _in(letters: str, *colours: str) -> tuple[Sign, ...]:
    return tuple(zip(letters, colours * (len(letters) // len(colours)), strict=True))


_SETS: dict[str, tuple[Sign, ...]] = {
    "3Arrows": _in("▼►▲", _RED, _AMBER, _GREEN),
    "3ArrowsGray": _in("▼►▲", _GREY),
    "3Flags": _in("⚑⚑⚑", _RED, _AMBER, _GREEN),
    "3TrafficLights1": _in("⬤⬤⬤", _RED, _AMBER, _GREEN),
    "3TrafficLights2": _in("⬤⬤⬤", _RED, _AMBER, _GREEN),
    "3Signs": _in("◆▲⬤", _RED, _AMBER, _GREEN),
    "3Symbols": _in("✖!✔", _RED, _AMBER, _GREEN),
    "3Symbols2": _in("✖!✔", _RED, _AMBER, _GREEN),
    "4Arrows": _in("▼↘↗▲", _RED, _AMBER, _AMBER, _GREEN),
    "4ArrowsGray": _in("▼↘↗▲", _GREY),
    "4RedToBlack": _in("⬤⬤⬤⬤", _BLACK, _GREY, _PINK, _RED),
    "4Rating": _in("▂▄▆█", _BLUE),
    "4TrafficLights": _in("⬤⬤⬤⬤", _BLACK, _RED, _AMBER, _GREEN),
    "5Arrows": _in("▼↘►↗▲", _RED, _AMBER, _AMBER, _AMBER, _GREEN),
    "5ArrowsGray": _in("▼↘►↗▲", _GREY),
    "5Rating": _in("▁▂▄▆█", _BLUE),
    "5Quarters": _in("◯◔◑◕⬤", _BLACK),
}
"""The sets of Excel 2007, the sign of the lowest numbers first."""


def signs_of(name: str, *, is_reversed: bool) -> tuple[Sign, ...]:
    """Return the signs of a set, the lowest numbers' first; those of one told by no name are traffic lights."""
    signs = _SETS.get(name, _SETS["3TrafficLights1"])
    return signs[::-1] if is_reversed else signs


def written(sign: Sign, box: Box, look: Look, scale: float, alone: tuple[int, int] | None) -> Words:
    """Return a sign before the number of its cell, or `alone` in that cell where the number is not shown."""
    text, colour = sign
    face = Face(look.face.name, look.face.size * scale, False, False, "", colour)
    across = look.across if alone and look.across in ("center", "right") else "left"
    pad = metrics.PADDING / 2 * scale
    inner = box._replace(x=box.x + pad, width=max(box.width - 2 * pad, 0.0))
    return Words(inner, (text,), face, across, look.down, alone or (0, 0))


def days_of(rule: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last day that a rule of time speaks of, weeks from Sunday; None for an unknown one."""
    sunday = today - timedelta(days=today.isoweekday() % 7)
    steps = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if rule in steps:
        day = today + timedelta(days=steps[rule])
        return day, day
    if rule == "last7Days":
        return today - timedelta(days=6), today
    which = {"last": -1, "this": 0, "next": 1}.get(rule[:4])
    if which is not None and rule.endswith("Week"):
        first = sunday + timedelta(days=7 * which)
        return first, first + timedelta(days=6)
    if which is not None and rule.endswith("Month"):
        first = add_months(today.replace(day=1), which)
        return first, Period.month(first.year, first.month).last
    return None
