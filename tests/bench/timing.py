"""Measuring one thing against another in turns, so that a busy machine slows both alike."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Result:
    """What was measured: seconds (medians) of ours and of the floor, and the ratio aimed at (None: no aim)."""

    name: str
    ours: float
    floor: float
    aim: float | None

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    def __str__(self) -> str:
        aim = "" if self.aim is None else f"  aim ≤ {self.aim:g}  {'ok' if self.ratio <= self.aim else 'MISSED'}"
        ours, floor = (f"{seconds * 1000:9.2f} ms" for seconds in (self.ours, self.floor))
        return f"{self.name:<56} {ours} / {floor} = {self.ratio:5.2f}{aim}"


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, no garbage collected meanwhile."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    taken = perf_counter() - start
    gc.enable()
    return taken


def compare(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    aim: float | None,
    rounds: int,
    clock: Callable[[Callable[[], object]], float] = seconds,
) -> Result:
    """Run both in turns, once to warm up and `rounds` times for the medians."""
    ours()
    floor()
    pairs = [(clock(floor), clock(ours)) for _round in range(rounds)]
    floors, own = zip(*pairs, strict=True)
    return Result(name, median(own), median(floors), aim)
