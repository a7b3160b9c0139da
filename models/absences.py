"""Who was absent from the regular meetings of a stretch of months: how often, why, how many times running."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import attenders, namesakes, residence
from models.attenders import PersonLine
from models.participation import Figures
from models.tables import Attendance, Mark, Member

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
    those = {line.member_id for line in attenders.people(session, known, Attendance.mark.in_(_ABSENT))}
    lines: dict[tuple[int, int], list[PersonLine]] = defaultdict(list)
    for line in attenders.people(session, known, Attendance.member_id.in_(those)):
        if line.is_eligible and line.mark is not Mark.UNRECORDED:
            lines[line.cell_id, line.member_id].append(line)
    before = residence.elsewhere(session, known.period.last)
    rows = session.execute(_HOMES.where(Member.id.in_(those)))
    homes = {key: (before.get(key, home), sort) for key, home, sort in rows}
    order = {cell.id: place for place, cell in enumerate(known.cells)}
    apart = namesakes.on(session, known.period.last)
    found = [
        AbsentMember(
            member_id,
            own[-1].full_name,
            cell_id,
            homes[member_id][0],
            missed,
            _longest(own),
            apart.get(member_id, ""),
        )
        for (cell_id, member_id), own in lines.items()
        if (missed := tuple(line for line in own if line.mark in _ABSENT))
    ]
    return sorted(found, key=lambda one: (order[one.cell_id], homes[one.member_id][1], one.member_id))


_HOMES = select(Member.id, Member.village_id, Member.name_sort)


def _longest(lines: list[PersonLine]) -> int:
    longest = run = 0
    for line in sorted(lines, key=lambda one: (one.held_on, one.meeting_id)):
        run = run + 1 if line.mark in _ABSENT else 0
        longest = max(longest, run)
    return longest
