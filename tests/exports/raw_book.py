"""A data file read with sqlite3 and plain Python: who is on the lists, made anew from the events (domain.md 3.1)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DAY = timedelta(days=1)
_ENTER = {"listed", "admission", "readmission", "transfer_in", "restored", "temp_in"}
_LEAVE = {"died", "expelled", "struck_off", "resigned", "transfer_out", "temp_in_end"}
_DUTIES = {
    "exempt_start": "exempt",
    "temp_out": "temp_away",
    "suspend_start": "suspended",
    "special_start": "special_duty",
    **dict.fromkeys(("exempt_end", "temp_back", "suspend_end", "special_end"), "active"),
}
_TABLES = (
    *("member", "event", "rating", "commendation", "body_commendation", "badge", "card_issue", "cell"),
    *("organization", "code_item", "meeting", "attendance", "meeting_rule", "post", "former", "village"),
    *("cell_village", "former_residence", "assignment", "candidate", "training_class", "class_participant", "target"),
    *("holiday", "membership_rule", "reorganization", "succession", "body_rating"),
)


@dataclass(frozen=True)
class Place:
    """Where a member stands: cell, standing and duty."""

    cell: int
    standing: str
    duty: str


class Book:
    """A data file read as it is."""

    def __init__(self, path: Path) -> None:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as link:
            link.row_factory = sqlite3.Row
            self._tables = {name: [dict(row) for row in link.execute(f"SELECT * FROM {name}")] for name in _TABLES}
        self.codes = {row["id"]: row["code"] for row in self._tables["code_item"]}
        self.members = {row["id"]: row for row in self._tables["member"]}
        self.events = sorted(self._tables["event"], key=lambda row: (row["effective_on"], row["id"]))

    def table(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a table."""
        return self._tables[name]

    def code(self, member: int, column: str) -> str | None:
        """Return the code of a coded field of a record."""
        return self.codes.get(self.members[member][column])

    def walk(self, until: date) -> Iterator[tuple[dict[str, Any], Place | None, Place | None]]:
        """Yield each event up to a day with the place before and after it; None: not on a list."""
        return ((event, _ours(before), _ours(after)) for event, before, after in self.told(until))

    def told(self, until: date) -> Iterator[tuple[dict[str, Any], Place | None, Place | None]]:
        """Yield the same with the places of guests."""
        now: dict[int, Place] = {}
        left: dict[int, Place] = {}
        for event in self.events:
            if event["effective_on"] > until.isoformat():
                return
            who = event["member_id"]
            before = now.get(who)
            after = _after(event, before, left.get(who))
            if after is None:
                now.pop(who, None)
                left[who] = before or left[who]
            else:
                now[who] = after
            yield event, before, after

    def listed(self, day: date, *, with_guests: bool = False) -> dict[int, Place]:
        """Return the members on the lists on a day; guests are on the list of their own commune."""
        found = {event["member_id"]: after for event, _before, after in self.told(day)}
        return {who: at for who, at in found.items() if at is not None and (with_guests or at.duty != "guest")}


def _after(event: dict[str, Any], now: Place | None, left: Place | None) -> Place | None:
    kind, cell, standing = event["kind"], event["cell_id"], event["standing"]
    if kind in _LEAVE:
        return None
    if kind in _ENTER:
        old = now or left
        duty = {"temp_in": "guest", "listed": event["duty"] or (now.duty if now else "active")}.get(kind, "active")
        if kind in ("admission", "readmission"):
            standing = "probationary"
        elif kind == "listed" and now and now.standing == "official" and standing in (None, "unknown"):
            standing = "official"
        elif kind in ("listed", "restored"):
            known = now if kind == "listed" else old
            standing = standing or (known.standing if known else "unknown")
        return Place(cell or (old.cell if old else 0), standing or "unknown", duty)
    assert now is not None, event
    if kind == "recognition":
        return Place(now.cell, "official", now.duty)
    if kind == "transfer_internal":
        return Place(cell, now.standing, now.duty)
    return Place(now.cell, now.standing, _DUTIES[kind])


def _ours(place: Place | None) -> Place | None:
    return None if place is None or place.duty == "guest" else place


def known(event: dict[str, Any]) -> str:
    """Return the day of an event, of one that is not known its month or, of January, its year."""
    day: str = event["effective_on"]
    if event["is_day_known"] or not day.endswith("-01"):
        return day
    return day[:4] if day[5:7] == "01" else day[:7]


def is_dated_by(event: dict[str, Any], stored: str | None) -> bool:
    """Whether the record gives the day of an event that is known by its month, or of January its year, alone."""
    day: str = event["effective_on"]
    return not event["is_day_known"] and (stored or "").startswith(day[:4] if day[5:7] == "01" else day[:7])


def ends(stored: str) -> tuple[date, date]:
    """Return the first and last day that a stored year, month or day can be."""
    parts = [int(part) for part in stored.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - DAY
    return date(*parts), date(*parts)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def admission_band(stored: str) -> int | None:
    limits = (date(1945, 8, 19), date(1954, 7, 21), date(1975, 5, 1))
    bands = {sum(day >= limit for limit in limits) for day in ends(stored)}
    return bands.pop() if len(bands) == 1 else None


def is_alive(row: dict[str, Any], day: date) -> bool:
    text = day.isoformat()
    return (row["valid_from"] or "") <= text and (row["valid_to"] is None or row["valid_to"] >= text)
