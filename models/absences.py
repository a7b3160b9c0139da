"""Who was absent from the regular meetings of a stretch of months: how often, why, how many times running."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import attenders, namesakes, residence
from models.asking import Asked, ids
from models.attenders import PersonLine
from models.participation import Figures
from models.tables import Attendance, Mark, Meeting, Member

_ABSENT = (Mark.EXCUSED, Mark.UNEXCUSED)


@dataclass(frozen=True)
class AbsentMember:
    """Someone absent from meetings of a cell: the meetings missed, by day, and the longest run of them.

    `village_id` is where the member lived at the end of the months, None where that is not written. `longest` counts
    meetings of the cell one after the other, whatever the reason; those “chưa ghi” neither make nor break a run.
    `apart` follows the name of one of two in the cell (models.namesakes).
    """

    member_id: int
    full_name: str
    cell_id: int
    village_id: int | None
    missed: tuple[PersonLine, ...]
    longest: int
    apart: str = ""

    @property
    def shown_name(self) -> str:
        """The name as lists show it."""
        return self.full_name + self.apart

    @property
    def excused(self) -> int:
        """How often with a reason."""
        return sum(line.mark is Mark.EXCUSED for line in self.missed)

    @property
    def unexcused(self) -> int:
        """How often without."""
        return sum(line.mark is Mark.UNEXCUSED for line in self.missed)

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the meetings missed."""
        return tuple(line.held_on for line in self.missed)

    @property
    def reasons(self) -> str:
        """The reasons given, each once."""
        return ", ".join(dict.fromkeys(line.reason for line in self.missed if line.reason))


def read(session: Session, known: Figures) -> list[AbsentMember]:
    """Return the absent behind figures: cells in their order, then by name; one who changed cell stands in both."""
    missed: dict[tuple[int, int], list[PersonLine]] = defaultdict(list)
    for line in attenders.people(session, known, Attendance.mark.in_(_ABSENT)):
        if line.is_eligible:
            missed[line.cell_id, line.member_id].append(line)
    those = {member_id for _cell_id, member_id in missed}
    longest = _longest(session, known, [key for key, lines in missed.items() if len(lines) > 1])
    before = residence.elsewhere(session, known.period.last)
    rows = session.execute(_HOMES.where(Member.id.in_(those)))
    homes = {key: (before.get(key, home), sort) for key, home, sort in rows}
    order = {cell.id: place for place, cell in enumerate(known.cells)}
    apart = namesakes.on(session, known.period.last)
    found = [
        AbsentMember(
            member_id,
            lines[-1].full_name,
            cell_id,
            homes[member_id][0],
            tuple(lines),
            longest.get((cell_id, member_id), 1),
            apart.get(member_id, ""),
        )
        for (cell_id, member_id), lines in missed.items()
    ]
    return sorted(found, key=lambda one: (order[one.cell_id], homes[one.member_id][1], one.member_id))


_HOMES = select(Member.id, Member.village_id, Member.name_sort)


_ROLLS = Asked(
    select(Meeting.cell_id, Attendance.member_id, Attendance.mark, Attendance.duty, Meeting.id)
    .join(Meeting, Meeting.id == Attendance.meeting_id)
    .where(
        Attendance.member_id.in_(ids("members")),
        (Attendance.meeting_id + 0).in_(ids("meetings")),  # + 0: from the people to their meetings
        Attendance.mark != Mark.UNRECORDED,
    )
    .order_by(Meeting.held_on, Meeting.id)
)


def _longest(session: Session, known: Figures, wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return the longest run of some members (cell, member) of whom more than one absence is known."""
    excluded = {
        meeting.meeting_id: meeting.rule.excluded
        for value in known.by_cell_month.values()
        for meeting in value.meetings
    }
    running: dict[tuple[int, int], int] = dict.fromkeys(wanted, 0)
    longest = running.copy()
    people = json.dumps([member_id for _cell_id, member_id in wanted])
    for cell_id, member_id, mark, duty, meeting_id in _ROLLS.rows(
        session, members=people, meetings=json.dumps([*excluded])
    ):
        key = cell_id, member_id
        if key in running and duty not in excluded[meeting_id]:
            running[key] = running[key] + 1 if mark in _ABSENT else 0
            longest[key] = max(longest[key], running[key])
    return longest
