"""What the minutes of a meeting say that its roll denies (domain.md 4.4, 4.5).

Whoever is marked absent can be named neither as speaker nor as chair or secretary while the roll stands; but a roll may
be corrected after the minutes were written. Nothing is thrown away then: what no longer fits is told here, by name.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from models import votes
from models.tables import (
    Attendance,
    Cell,
    Duty,
    Mark,
    Meeting,
    MeetingLine,
    MeetingState,
    MeetingVote,
    Member,
    Part,
    Standing,
)

_ABSENT = (Mark.EXCUSED, Mark.UNEXCUSED)
_THERE = (Mark.PRESENT, Mark.ONLINE)


class Unfit(enum.Enum):
    """What of a meeting its roll denies: a speaker, who led or wrote, a vote."""

    SPEAKER = "speaker"
    LEADER = "leader"
    VOTE = "vote"


@dataclass(frozen=True)
class Contradiction:
    """One sentence about one meeting, and what of it does not fit."""

    meeting_id: int
    held_on: date
    cell_id: int
    cell: str
    text: str
    of: Unfit


def read(session: Session, meeting_id: int | None = None) -> list[Contradiction]:
    """Return what does not fit, of one meeting or of every one, in the order of the cells, then by day."""
    heads = (
        select(Meeting.id, Meeting.held_on, Cell.id, Cell.name)
        .join(Cell, Cell.id == Meeting.cell_id)
        .order_by(Cell.sort_order, Cell.id, Meeting.held_on, Meeting.id)
    )
    said = [*_people(session, meeting_id), *_votes(session, meeting_id)]
    wanted = {key for key, _text, _of in said}
    if not wanted:
        return []
    if meeting_id is not None:
        heads = heads.where(Meeting.id == meeting_id)
    return [
        Contradiction(key, held_on, cell_id, cell, text, of)
        for key, held_on, cell_id, cell in session.execute(heads)
        if key in wanted
        for whose, text, of in said
        if whose == key
    ]


# -- people ------------------------------------------------------------------------------------------------------------


def _people(session: Session, meeting_id: int | None) -> Iterator[tuple[int, str, Unfit]]:
    """Those who spoke, led or wrote though the roll has them absent, or does not have them at all."""
    found: dict[tuple[int, str, str, Unfit], list[str]] = defaultdict(list)
    for query, of in (
        (_named(meeting_id), Unfit.SPEAKER),
        (_leading(meeting_id, "chair"), Unfit.LEADER),
        (_leading(meeting_id, "secretary"), Unfit.LEADER),
    ):
        for key, role, name, mark in _asked(session, query):
            how = mark.label.lower() if mark is not None else ""
            names = found[key, role, how, of]
            if name not in names:
                names.append(name)
    for (key, role, how, of), names in found.items():
        denied = f"ghi {', '.join(names)} {how}" if how else f"không có tên {', '.join(names)}"
        yield key, f"{role}, nhưng điểm danh {denied}.", of


_Said = Select[int, str, str, Mark]


def _asked(session: Session, query: _Said) -> Iterator[tuple[int, str, str, Mark | None]]:
    return ((key, role, name, mark) for key, role, name, mark in session.execute(query))  # no mark: not on the roll


def _named(meeting_id: int | None) -> _Said:
    line = and_(Attendance.meeting_id == MeetingLine.meeting_id, Attendance.member_id == MeetingLine.member_id)
    query = (
        select(MeetingLine.meeting_id, literal("Có ý kiến phát biểu"), Member.full_name, Attendance.mark)
        .join(Meeting, Meeting.id == MeetingLine.meeting_id)
        .join(Member, Member.id == MeetingLine.member_id)
        .outerjoin(Attendance, line)
        .where(MeetingLine.part == Part.OPINION, _DENIED)
        .order_by(MeetingLine.line)
    )
    return query if meeting_id is None else query.where(MeetingLine.meeting_id == meeting_id)


def _leading(meeting_id: int | None, role: str) -> _Said:
    who, words = {
        "chair": (Meeting.chair_id, "Đã chủ trì cuộc họp"),
        "secretary": (Meeting.secretary_id, "Đã làm thư ký cuộc họp"),
    }[role]
    query = (
        select(Meeting.id, literal(words), Member.full_name, Attendance.mark)
        .join(Member, Member.id == who)
        .join(Attendance, and_(Attendance.meeting_id == Meeting.id, Attendance.member_id == who))
        .where(Meeting.state == MeetingState.RECORDED, Attendance.mark.in_(_ABSENT))
    )
    return query if meeting_id is None else query.where(Meeting.id == meeting_id)


_DENIED = and_(Meeting.state == MeetingState.RECORDED, or_(Attendance.id.is_(None), Attendance.mark.in_(_ABSENT)))


# -- votes -------------------------------------------------------------------------------------------------------------


def _votes(session: Session, meeting_id: int | None) -> Iterator[tuple[int, str, Unfit]]:
    """Votes with more ballots than people there, or reckoned on another number than the roll gives now."""
    wanted = _suspect(session) if meeting_id is None else [meeting_id]
    for key in wanted:
        counted, reckoned = votes.on_roll(session, key)
        if reckoned is None:
            continue
        if reckoned.is_written:
            for row in votes.too_many(counted, reckoned):
                yield key, votes.beyond_words(row, reckoned), Unfit.VOTE
        if meeting_id is None:  # the page of the meeting has a button of its own for these
            stale = votes.stale(counted, reckoned)
            if stale:
                yield key, votes.outdated_words(stale, reckoned.voters), Unfit.VOTE


def _suspect(session: Session) -> list[int]:
    """Return the meetings whose votes need a closer look: a short count of the roll does not bear them out."""
    own = and_(
        Attendance.meeting_id == MeetingVote.meeting_id,
        Attendance.standing == Standing.OFFICIAL,
        Attendance.duty != Duty.GUEST,
    )
    plain = Attendance.duty.not_in((Duty.TEMP_AWAY, Duty.SUSPENDED))
    there = select(func.count()).where(own, plain, Attendance.mark.in_(_THERE)).scalar_subquery()
    voters = (
        select(func.count())
        .where(own, plain, or_(Attendance.duty != Duty.EXEMPT, Attendance.mark.in_(_THERE)))
        .scalar_subquery()
    )
    special = exists().where(own, ~plain)
    ballots = func.coalesce(MeetingVote.in_favour, 0) + MeetingVote.against + MeetingVote.other
    query = (
        select(MeetingVote.meeting_id)
        .join(Meeting, Meeting.id == MeetingVote.meeting_id)
        .where(
            Meeting.state == MeetingState.RECORDED,
            MeetingVote.base.is_not(None),
            or_(ballots > there, MeetingVote.base != voters, special),
        )
        .distinct()
    )
    return list(session.scalars(query))
