"""What the register knows of a meeting for its score sheet, each with the sentence that says so (domain.md 4.3).

One function a source, in `MEASURES`; a source that is not there, or answers None, is scored by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from models import attendance, attenders, content, members, papers, tasks
from models.attendance import Roll
from models.scoring import Facts, Measure
from models.tables import Mark, MeetingKind, PaperKind, Position, ScoreSource
from models.text import percent

_FEW = 3


@dataclass(frozen=True)
class Case:
    """The meeting that is measured."""

    session: Session
    roll: Roll

    @property
    def has_theme(self) -> bool:
        """Whether it is a thematic meeting, alone or combined with the regular one."""
        meeting = self.roll.meeting
        return meeting.values.is_thematic_combined or meeting.values.kind is MeetingKind.THEMATIC


def read(session: Session, meeting_id: int) -> tuple[Roll, Facts]:
    """Return a meeting's roll and what is known of it. Raises KnownError if it is gone."""
    case = Case(session, attendance.roll(session, meeting_id))
    return case.roll, Facts(
        measures={source: found for source, measure in MEASURES.items() if (found := measure(case)) is not None},
        has_theme=case.has_theme,
        has_committee=_has_committee(case),
    )


def _has_committee(case: Case) -> bool | None:
    """Tell whether the cell has more officers than a secretary; None where none is written."""
    meeting = case.roll.meeting
    posts = set(members.positions(case.session, meeting.held_on, meeting.cell_id).values())
    return None if not posts else posts != {Position.SECRETARY}


def _duration(case: Case) -> Measure:
    roll = case.roll
    values = roll.meeting.values
    is_combined = values.is_thematic_combined and values.kind is MeetingKind.REGULAR
    least = roll.rule.least_minutes(roll.tally.listed, is_combined=is_combined)
    minutes = roll.meeting.minutes
    if minutes is None:
        return Measure(None, "Chưa ghi giờ bắt đầu, kết thúc (F2); ghi giờ hoặc nhập điểm.")
    sentence = f"Họp {minutes} phút, quy định từ {least} phút"
    short = max(0, least - minutes)
    share = Fraction(minutes * 100, least) if least else Fraction(100)
    return Measure(share, sentence, short_by=short, is_good=not short)


_NO_ROLL = Measure(None, "Chưa điểm danh xong; điểm danh rồi chấm, hoặc nhập điểm.")


def _is_open(roll: Roll) -> bool:
    return not roll.is_written or roll.tally.rate is None


def _attendance(case: Case) -> Measure:
    if _is_open(case.roll):
        return _NO_ROLL
    found, away = _rate(case), _unexcused(case)
    if away.is_good:
        return found
    sentence = f"{found.sentence}, {_lower(away.sentence)}"
    return Measure(found.share, sentence, is_good=False, is_least=True)


def _rate(case: Case) -> Measure:
    tally = case.roll.tally
    if _is_open(case.roll) or tally.rate is None:
        return _NO_ROLL
    sentence = f"{tally.attended}/{tally.eligible} = {percent(tally.rate)} dự"
    return Measure(tally.rate * 100, sentence, is_good=case.roll.rule.is_met(tally.rate))


def _unexcused(case: Case) -> Measure:
    if _is_open(case.roll):
        return _NO_ROLL
    names = [line.full_name for line in case.roll.expected if line.mark is Mark.UNEXCUSED]
    if not names:
        return _yes_no("Không ai vắng không lý do", is_good=True)
    return _yes_no(f"Vắng không lý do: {_listed(names)}", is_good=False)


def _long_absence(case: Case) -> Measure:
    if _is_open(case.roll):
        return _NO_ROLL
    most = case.roll.rule.excused_running
    on_roll = {line.member_id for line in case.roll.expected}
    running = attenders.absent_running(case.session, case.roll.meeting)
    names = [f"{name} ({times})" for key, (name, times) in running.items() if times > most and key in on_roll]
    if not names:
        return _yes_no(f"Không ai vắng có lý do quá {most} lần liên tiếp trong năm", is_good=True)
    return _yes_no(f"Vắng có lý do quá {most} lần liên tiếp trong năm: {_listed(names)}", is_good=False)


def _speakers(case: Case) -> Measure | None:
    """Nobody written is not the same as nobody spoke: then the line is scored by hand."""
    if _is_open(case.roll):
        return None
    came = {line.member_id for line in case.roll.expected if line.mark in (Mark.PRESENT, Mark.ONLINE)}
    spoke = content.speakers(case.session, case.roll.meeting.id) & came
    if not spoke:
        return None
    there = len(came)
    share = Fraction(len(spoke), there)
    return Measure(share * 100, f"{len(spoke)}/{there} = {percent(share)} phát biểu")


def _tasks(case: Case) -> Measure | None:
    found = tasks.share(tasks.brought_back(case.session, case.roll.meeting.id))
    if not found.counted:
        return None
    if found.rate is None:
        return Measure(None, f"Còn {found.unjudged} nhiệm vụ chưa đánh giá; đánh giá ở trang Nội dung, hoặc nhập điểm.")
    sentence = f"{found.done}/{found.counted} = {percent(found.rate)} nhiệm vụ hoàn thành"
    return Measure(found.rate * 100, sentence, is_good=found.done == found.counted)


def _minutes(case: Case) -> Measure | None:
    """Only minutes that were made here are known; a cell may keep its own book."""
    if papers.of_meeting(case.session, case.roll.meeting.id, PaperKind.MINUTES) is None:
        return None
    return _yes_no("Có biên bản", is_good=True)


def _yes_no(sentence: str, *, is_good: bool) -> Measure:
    return Measure(Fraction(100 if is_good else 0), sentence, is_good=is_good)


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" và {len(every) - _FEW} đồng chí khác" if len(every) > _FEW else ""
    return ", ".join(every[:_FEW]) + more


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


MEASURES: Mapping[ScoreSource, Callable[[Case], Measure | None]] = {
    ScoreSource.DURATION: _duration,
    ScoreSource.ATTENDANCE: _attendance,
    ScoreSource.RATE: _rate,
    ScoreSource.UNEXCUSED: _unexcused,
    ScoreSource.LONG_ABSENCE: _long_absence,
    ScoreSource.SPEAKERS: _speakers,
    ScoreSource.TASKS: _tasks,
    ScoreSource.MINUTES: _minutes,
}
