"""Slips: a meeting's roll handed to a cell that fills it in, and what tells that it came back as it went out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from models import meeting_codes
from models.attendance import Roll

Person = tuple[int | None, str, bool]
"""Member id, name as shown, whether they are expected."""


@dataclass(frozen=True)
class Slip:
    """A roll to be handed out by the commune of that name, from the data file of that identity."""

    roll: Roll
    commune: str
    identity: str

    @property
    def code(self) -> str:
        """The number of the meeting."""
        meeting = self.roll.meeting
        return meeting_codes.code(meeting.id, meeting.cell_id, meeting.month)

    @property
    def month(self) -> str:
        """The month it belongs to, e.g. 2026-11."""
        return f"{self.roll.meeting.year}-{self.roll.meeting.month:02}"

    @property
    def people(self) -> list[Person]:
        """Those on the list, in the order of the slip."""
        lines = (*self.roll.expected, *self.roll.outside)
        return [(line.member_id, line.shown_name, line.is_expected) for line in lines]

    @property
    def seal(self) -> str:
        """The fingerprint of what a cell must not change."""
        sender = self.identity or self.commune
        return seal(self.code, self.month, sender, self.roll.meeting.held_on.isoformat(), self.people)


def seal(code: str, month: str, sender: str, planned_on: str, people: Iterable[Person]) -> str:
    """Return the fingerprint of a slip: meeting, month, who sent it, planned day, and everybody on its list.

    `sender` is the identity of the data file; of slips from before there was one, the name of the commune.
    """
    parts = [code, month, sender, planned_on]
    parts += [f"{member_id}|{name}|{int(is_expected)}" for member_id, name, is_expected in people]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
