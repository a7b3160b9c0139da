"""Which meeting of its cell an attendance sheet is of: by the number it carries, its kind, its day."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import meeting_codes
from models.imports.actions import Candidate
from models.records import CellSheet, HeldMeeting
from models.tables import Attendance, Duty, Mark, Meeting, MeetingKind, MeetingState
from models.text import fold

_SEVERAL: Final = "Trong sổ có nhiều cuộc họp của tháng này, không rõ là cuộc nào."
_UNNAMED: Final = "Tệp có nhiều phiếu của chi bộ trong tháng này, phiếu này không ghi là cuộc họp nào."
_CHOOSE: Final = "Chọn cuộc họp ở khung dưới."
_NEW_KINDS: Final = {-1: MeetingKind.REGULAR, -2: MeetingKind.THEMATIC, -3: MeetingKind.EXTRAORDINARY}
"""The answers that make a new meeting; all others are the meetings themselves."""


@dataclass(frozen=True)
class KnownMeeting:
    """A meeting in the data file with its roster."""

    id: int
    year: int
    month: int
    kind: MeetingKind
    state: MeetingState
    held_on: datetime.date
    lines: dict[int, tuple[Duty, Mark]] = field(default_factory=dict[int, tuple[Duty, Mark]])

    @property
    def words(self) -> str:
        """What tells it from the others of its month."""
        return f"{self.kind.label} {self.held_on:%d/%m/%Y}, {self.state.label.lower()}"


@dataclass(frozen=True)
class Meant:
    """The meeting that a sheet is of (None: a new one of the kind), or the reason why that is to be asked.

    Without candidates nobody can choose: the sheet is to be put right as `repair` says.
    """

    old: KnownMeeting | None = None
    kind: MeetingKind = MeetingKind.REGULAR
    reason: str = ""
    repair: str = ""
    candidates: Sequence[Candidate] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is not known."""
        return bool(self.reason)


class Meetings:
    """The meetings of some years in the data file, and how many sheets of a file are of one meeting of a month."""

    def __init__(self, session: Session, years: set[int], sheets: Iterable[CellSheet] = ()) -> None:
        self._by_id: dict[int, KnownMeeting] = {}
        self._of_month: dict[tuple[int, int, int], list[KnownMeeting]] = defaultdict(list)
        self._by_code: dict[tuple[int, str], KnownMeeting] = {}
        self._sheets = Counter[tuple[str, int, int]]()
        around = set(years)
        for sheet in sheets:
            for held in sheet.meetings:
                if held.is_alone:
                    self._sheets[_key(sheet, held)] += 1
                if held.code:  # of December perhaps, and held in January
                    around |= {held.year - 1, held.year + 1}
        query = select(Meeting).where(Meeting.year.in_(around))
        for row in session.scalars(query.order_by(Meeting.held_on, Meeting.id)):
            one = KnownMeeting(row.id, row.year, row.month, row.kind, row.state, row.held_on)
            self._by_id[row.id] = one
            self._of_month[row.cell_id, row.year, row.month].append(one)
            self._by_code[row.cell_id, _digits(meeting_codes.code(row.id, row.cell_id, row.month))] = one
        lines = (
            select(Attendance.meeting_id, Attendance.member_id, Attendance.duty, Attendance.mark)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .where(Meeting.year.in_(around))
        )
        for meeting_id, member_id, duty, mark in session.execute(lines):
            self._by_id[meeting_id].lines[member_id] = (duty, mark)

    def meant(self, cell_id: int, sheet: CellSheet, held: HeldMeeting, chosen: int | None) -> Meant:
        """Return which meeting of a cell is meant; `chosen` is what somebody answered where it was asked."""
        there = self._of_month[cell_id, held.year, held.month]
        if not held.is_alone:
            return _of_book([one for one in there if one.kind is MeetingKind.REGULAR], held)
        if (own := self._by_code.get((cell_id, _digits(held.code)))) is not None:
            return Meant(own, own.kind)
        if chosen is not None:
            return _answered(chosen, there)
        if held.kind is not None:
            return _one_of([one for one in there if one.kind is held.kind], held, held.kind)
        on_day = [one for one in there if one.held_on == held.held_on]
        if len(on_day) == 1:
            return Meant(on_day[0], on_day[0].kind)
        if on_day:
            return Meant(reason=_SEVERAL, repair=_CHOOSE, candidates=_candidates(on_day))
        if self._sheets[_key(sheet, held)] > 1:
            return Meant(reason=_UNNAMED, repair=_CHOOSE, candidates=[*_candidates(there), *_new(held)])
        return _one_of([one for one in there if one.kind is MeetingKind.REGULAR], held, MeetingKind.REGULAR)


def _of_book(known: list[KnownMeeting], held: HeldMeeting) -> Meant:
    """Return the regular meeting that a book of months means; a line of it has no place for a question a month."""
    found = [one for one in known if one.held_on == held.held_on] or known
    if len(found) > 1:
        reason = "Trong sổ có nhiều cuộc họp thường kỳ của tháng này, không rõ là cuộc nào."
        return Meant(reason=reason, repair="Sửa ngày họp cho khớp.")
    return Meant(found[0] if found else None)


def _one_of(known: list[KnownMeeting], held: HeldMeeting, kind: MeetingKind) -> Meant:
    """Return the one meeting of a kind, by its day where there are several; none makes a new one."""
    found = [one for one in known if one.held_on == held.held_on] or known
    if len(found) > 1:
        return Meant(kind=kind, reason=_SEVERAL, repair=_CHOOSE, candidates=_candidates(found))
    return Meant(found[0] if found else None, kind)


def _answered(chosen: int, there: list[KnownMeeting]) -> Meant:
    old = next((one for one in there if one.id == chosen), None)
    return Meant(old, old.kind) if old else Meant(None, _NEW_KINDS.get(chosen, MeetingKind.REGULAR))


def _candidates(known: list[KnownMeeting]) -> list[Candidate]:
    return [Candidate(one.id, one.words) for one in known]


def _new(held: HeldMeeting) -> list[Candidate]:
    words = "{kind} {day:%d/%m/%Y}, chưa có trong sổ"
    return [Candidate(key, words.format(kind=kind.label, day=held.held_on)) for key, kind in _NEW_KINDS.items()]


def _key(sheet: CellSheet, held: HeldMeeting) -> tuple[str, int, int]:
    return fold(sheet.cell_name), held.year, held.month


def _digits(code: str) -> str:
    return "".join(char for char in code if char.isdecimal())
