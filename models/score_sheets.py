"""Score sheets of meetings: proposed from what the register knows, frozen when first written, fed to the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import closings, meetings, rules, score_facts, score_templates, scoring
from models.attendance import Roll
from models.closings import Closing
from models.errors import KnownError
from models.meetings import MeetingRow
from models.score_templates import Criterion, Template
from models.scoring import Given, Proposal, Total
from models.tables import Meeting, MeetingClass, MeetingKind, MeetingState, ScoreMark, ScoreSheet
from models.text import clean, plain

KINDS = frozenset({MeetingKind.REGULAR, MeetingKind.THEMATIC})
"""Meetings that are scored (domain.md 4.2)."""


@dataclass(frozen=True)
class Line:
    """A criterion on a meeting's sheet: its points and why, and what the register proposes now.

    `points` of a group sum up its lines. `is_by_hand` where the officer gave the points.
    """

    criterion: Criterion
    points: float | None
    reason: str = ""
    is_by_hand: bool = False
    is_out: bool = False
    proposal: Proposal | None = None

    @property
    def is_outdated(self) -> bool:
        """Whether the register has come to know better than the points written by it."""
        proposal = self.proposal
        if proposal is None or self.is_by_hand or not (proposal.is_automatic or self.reason):
            return False
        return (self.points, self.reason, self.is_out) != (proposal.points, proposal.reason, proposal.is_out)


@dataclass(frozen=True)
class Sheet:
    """A meeting's score sheet; until it is written the lines are a proposal. `template` None: none for that day.

    `self_score` and `self_class` are what the cell gave itself where that differs from the sheet, `note` the officer's
    own words on the points lost, `closing` the edition by which its month is closed.
    """

    roll: Roll
    template: Template | None
    is_written: bool
    lines: tuple[Line, ...] = ()
    self_score: float | None = None
    self_class: MeetingClass | None = None
    note: str = ""
    closing: Closing | None = None

    @property
    def leaves(self) -> tuple[Line, ...]:
        """The lines that are given points."""
        return tuple(line for line in self.lines if not line.criterion.is_group)

    @property
    def given(self) -> tuple[Given, ...]:
        """The same for summing up."""
        return tuple(Given(line.criterion, line.points, line.reason, line.is_out) for line in self.leaves)

    @property
    def total(self) -> Total:
        """The sum and the class as the sheet stands."""
        return scoring.total(self.given, self.roll.rule)

    @property
    def shown_note(self) -> str:
        """The officer's words on the points lost, else those made of the lines."""
        return self.note or scoring.note(self.given)

    @property
    def outdated(self) -> tuple[Line, ...]:
        """Lines whose automatic points are no longer what the register says."""
        return tuple(line for line in self.leaves if line.is_outdated) if self.is_written else ()


def read(session: Session, meeting_id: int) -> Sheet:
    """Return the sheet of a meeting, or what would be proposed for it. Raises KnownError if the meeting is gone."""
    row = session.scalar(select(ScoreSheet).where(ScoreSheet.meeting_id == meeting_id))
    roll, facts = score_facts.read(session, meeting_id)
    if row is not None:
        template = score_templates.read(session, row.template_id)
    else:
        template = score_templates.on(session, roll.meeting.held_on)
    closing = closings.holding(session, roll.meeting.year, roll.meeting.month)
    if template is None:
        return Sheet(roll, None, False, closing=closing)
    offered = {one.id: scoring.propose(one, facts, template.without_theme) for one in template.leaves}
    if row is None:
        lines = [
            Line(one, offered[one.id].points, offered[one.id].reason, False, offered[one.id].is_out, offered[one.id])
            if one.id in offered
            else Line(one, None)
            for one in template.criteria
        ]
        return Sheet(roll, template, False, _summed(lines), closing=closing)
    marks = {mark.criterion_id: mark for mark in _marks(session, row.id)}
    lines = [
        Line(one, mark.points, mark.reason or "", mark.is_by_hand, mark.is_out, offered[one.id])
        if (mark := marks.get(one.id)) is not None
        else Line(one, None)
        for one in template.criteria
    ]
    return Sheet(
        roll,
        template,
        True,
        _summed(lines),
        self_score=row.self_score,
        self_class=row.self_class,
        note=row.deduction_note or "",
        closing=closing,
    )


def _marks(session: Session, sheet_id: int) -> list[ScoreMark]:
    return list(session.scalars(select(ScoreMark).where(ScoreMark.sheet_id == sheet_id)))


def _summed(lines: list[Line]) -> tuple[Line, ...]:
    """Give groups the sum of what is below them."""
    made: list[Line] = []
    for line in lines:
        if line.criterion.is_group:
            inside = [one for one in lines if one.criterion.number.startswith(f"{line.criterion.number}.")]
            line = replace(line, points=sum(one.points or 0 for one in inside))
        made.append(line)
    return tuple(made)


@dataclass(frozen=True)
class Entry:
    """What the officer gives a line: points (None takes them back to the register's), and why."""

    points: float | None
    reason: str = ""


def write(session: Session, meeting_id: int, entries: Mapping[int, Entry] | None = None, *, on: date) -> None:
    """Write a meeting's sheet: as proposed but for `entries` (criterion id → points).

    A sheet already written only has those lines changed. Raises KnownError for a meeting that is not scored, is
    still to come after day `on` or lies in a closed month, and for points that the line does not have.
    """
    closings.changeable(session, meeting_id)
    sheet = read(session, meeting_id)
    row = session.scalar(select(ScoreSheet).where(ScoreSheet.meeting_id == meeting_id))
    if row is None:
        row = _freeze(session, sheet, on)
    marks = {mark.criterion_id: mark for mark in _marks(session, row.id)}
    lines = {line.criterion.id: line for line in sheet.leaves}
    for key, entry in (entries or {}).items():
        if entry.points is None:
            _put(marks[key], lines[key].proposal or Proposal(None))
            continue
        _allow(lines[key].criterion, entry.points)
        marks[key].points, marks[key].reason = entry.points, clean(entry.reason)[:_LONGEST] or None
        marks[key].is_by_hand, marks[key].is_out = True, False
    _feed(session, meeting_id)


_LONGEST = 500


def _freeze(session: Session, sheet: Sheet, on: date) -> ScoreSheet:
    meeting = sheet.roll.meeting
    if meeting.values.kind not in KINDS:
        raise KnownError(f"“{meeting.values.kind.label}” không chấm điểm; chỉ chấm họp thường kỳ và chuyên đề.")
    if meeting.state is MeetingState.NOT_HELD:
        raise KnownError("Đã ghi chi bộ không sinh hoạt nên không chấm điểm.")
    if meeting.held_on > on:
        raise KnownError(f"Chưa đến ngày họp {meeting.held_on:%d/%m/%Y}; họp xong mới chấm điểm.")
    if sheet.template is None:
        raise KnownError(
            f"Chưa có mẫu phiếu cho cuộc họp ngày {meeting.held_on:%d/%m/%Y}; hãy thêm mẫu ở Dữ liệu, Thiết lập."
        )
    row = ScoreSheet(meeting_id=meeting.id, template_id=sheet.template.id)
    session.add(row)
    session.flush()
    for line in sheet.leaves:
        mark = ScoreMark(sheet_id=row.id, criterion_id=line.criterion.id)
        _put(mark, line.proposal or Proposal(None))
        session.add(mark)
    session.flush()
    return row


def _put(mark: ScoreMark, proposal: Proposal) -> None:
    mark.points, mark.reason = proposal.points, proposal.reason or None
    mark.is_by_hand, mark.is_out = False, proposal.is_out


def _allow(one: Criterion, points: float) -> None:
    allowed = one.allowed
    if allowed is not None and points not in allowed:
        words = ", ".join(plain(value) for value in allowed)
        raise KnownError(f"Mục {one.number} chỉ có các mức điểm: {words}.", field="points")
    if not 0 <= points <= one.max_points:
        raise KnownError(f"Điểm mục {one.number} phải từ 0 đến {plain(one.max_points)}.", field="points")


def refresh(session: Session, meeting_id: int) -> int:
    """Bring the automatic points of a written sheet in line with the register; return how many lines changed.

    Raises KnownError in a closed month.
    """
    closings.changeable(session, meeting_id)
    sheet = read(session, meeting_id)
    stale = {line.criterion.id: Entry(None) for line in sheet.outdated}
    if stale:
        row = session.scalars(select(ScoreSheet).where(ScoreSheet.meeting_id == meeting_id)).one()
        for mark in _marks(session, row.id):
            if mark.criterion_id in stale:
                line = next(one for one in sheet.leaves if one.criterion.id == mark.criterion_id)
                _put(mark, line.proposal or Proposal(None))
        _feed(session, meeting_id)
    return len(stale)


@dataclass(frozen=True)
class Result:
    """What is decided on a sheet. `note` empty: it is made of the points lost; `official` None: not decided yet."""

    self_score: float | None = None
    self_class: MeetingClass | None = None
    official: MeetingClass | None = None
    decided_on: date | None = None
    note: str = ""


def decide(session: Session, meeting_id: int, result: Result, *, on: date) -> None:
    """Write the cell's own score and class, the class decided and its day. Raises KnownError naming the field."""
    if result.self_score is not None and not 0 <= result.self_score <= 100:
        raise KnownError("Điểm phải từ 0 đến 100.", field="self_score")
    if result.decided_on is not None and result.official is None:
        raise KnownError("Có ngày quyết định thì phải chọn xếp loại của cấp ủy.", field="official")
    meeting = closings.changeable(session, meeting_id)
    if result.decided_on is not None and not meeting.held_on <= result.decided_on <= on:
        raise KnownError(
            f"Ngày cấp ủy xếp loại phải từ ngày họp {meeting.held_on:%d/%m/%Y} đến hôm nay.", field="decided_on"
        )
    row = session.scalar(select(ScoreSheet).where(ScoreSheet.meeting_id == meeting_id))
    if row is None:
        row = _freeze(session, read(session, meeting_id), on)
    row.self_score, row.self_class = result.self_score, result.self_class
    sheet = read(session, meeting_id)
    typed = clean(result.note)[:_LONGEST]
    row.deduction_note = typed if typed and typed != scoring.note(sheet.given) else None
    meeting.quality, meeting.decided_on = result.official, result.decided_on
    _feed(session, meeting_id)


def undecided(session: Session, year: int, month: int) -> list[MeetingRow]:
    """Return the regular meetings of a month that have a class but none decided above the cell."""
    book = rules.book(session)
    return [
        row
        for row in meetings.of_month(session, year, month)
        if row.values.kind is MeetingKind.REGULAR
        and row.values.quality is None
        and meetings.class_by(book, row) is not None
    ]


def unscored(session: Session, year: int, month: int) -> int:
    """Return how many regular meetings of a month have a roll and no class, neither decided, proposed nor scored."""
    book = rules.book(session)
    return sum(
        row.values.kind is MeetingKind.REGULAR
        and row.state is MeetingState.RECORDED
        and meetings.class_by(book, row) is None
        for row in meetings.of_month(session, year, month)
    )


def decide_month(session: Session, year: int, month: int, decided_on: date, *, on: date) -> int:
    """Decide every class of a month that is not decided yet as it is proposed; return how many.

    Raises KnownError for a closed month, and for a day before the last of these meetings or after `on`.
    """
    closings.refuse(session, year, month)
    rows = undecided(session, year, month)
    last = max((row.held_on for row in rows), default=decided_on)
    if not last <= decided_on <= on:
        raise KnownError(f"Ngày cấp ủy xếp loại phải từ {last:%d/%m/%Y} đến hôm nay.", field="decided_on")
    book = rules.book(session)
    for row in rows:
        meeting = session.get_one(Meeting, row.id)
        meeting.quality, meeting.decided_on = meetings.class_by(book, row), decided_on
    return len(rows)


def exists(session: Session, meeting_id: int) -> bool:
    """Tell whether a meeting has a written sheet."""
    return session.scalar(select(ScoreSheet.id).where(ScoreSheet.meeting_id == meeting_id)) is not None


def _feed(session: Session, meeting_id: int) -> None:
    """Hand sum, class and note on to the meeting, which is what the reports read; nothing while lines are open."""
    session.flush()
    sheet = read(session, meeting_id)
    meeting = session.get_one(Meeting, meeting_id)
    total = sheet.total
    meeting.score = None if total.left else total.score
    meeting.self_class = sheet.self_class or total.quality
    meeting.deduction_note = sheet.shown_note or None
