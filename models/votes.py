"""Votes of a meeting: on whom they are reckoned, how many are needed, what came out (domain.md 4.5)."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import Session

from models import attendance, content, vote_rules
from models.asking import Asked, ids
from models.attendance import Roll, RollLine
from models.errors import KnownError
from models.tables import Duty, Event, EventKind, Mark, Meeting, MeetingState, MeetingVote, Scope, Standing, VoteKind
from models.text import percent
from models.vote_rules import Threshold, VoteRuleRow

LONGEST = 500
_THERE = frozenset({Mark.PRESENT, Mark.ONLINE})


@dataclass(frozen=True)
class Base:
    """On whom the votes of a meeting are reckoned; the counts are of official members of the cell's own list.

    `away` are those living in another đảng bộ for a time, `exempt` the exempt who did not come, `suspended` those left
    out because their Party life is suspended; `unknown` are people of whom it is not written whether they are official:
    they are not counted. `unsure` are those of `away` whose letter does not tell whether it is another đảng bộ.
    `present` is how many official members are there, of `official`; `missing` are those votes are reckoned on whom the
    written roll does not have there: they cannot have voted.
    """

    rule: VoteRuleRow
    official: int
    away: tuple[str, ...]
    exempt: tuple[str, ...]
    suspended: tuple[str, ...]
    unknown: tuple[str, ...]
    present: int
    is_written: bool
    unsure: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def voters(self) -> int:
        """The number votes are reckoned on: not who came, but who should decide."""
        return self.official - len(self.away) - len(self.exempt) - len(self.suspended)

    @property
    def ballots(self) -> int:
        """How many could vote: those it is reckoned on who were there; all of them until the roll is written."""
        return self.voters - len(self.missing)

    def needed(self, kind: VoteKind) -> int:
        """Return the least number of votes that decides."""
        return needed(self.rule.threshold(kind), self.voters)

    @property
    def quorum(self) -> int:
        """How many official members must be there for the meeting to vote."""
        return ceil(self.rule.quorum * self.official)

    @property
    def has_quorum(self) -> bool:
        """Whether so many are there."""
        return self.present >= self.quorum

    @property
    def words(self) -> str:
        """How the number came about: “20 chính thức − 1 sinh hoạt tạm thời ở đảng bộ khác = 19”."""
        parts = [f"{self.official} đảng viên chính thức"]
        for names, what in (
            (self.away, "sinh hoạt tạm thời ở đảng bộ khác"),
            (self.exempt, "được miễn và vắng"),
            (self.suspended, "bị đình chỉ sinh hoạt"),
        ):
            if names:
                parts.append(f"{len(names)} {what}")
        return " − ".join(parts) + (f" = {self.voters}" if len(parts) > 1 else "")


def needed(threshold: Threshold, voters: int) -> int:
    """Return the least number of votes of so many that reaches a share: 20 needs 11 for “quá 1/2”, 14 for “từ 2/3”."""
    bar = threshold.share * voters
    return floor(bar) + 1 if threshold.is_strict else ceil(bar)


@dataclass(frozen=True)
class VoteRow:
    """A vote; `base` and the three numbers are None until it is counted."""

    id: int
    subject: str
    kind: VoteKind
    base: int | None
    in_favour: int | None
    against: int | None
    other: int | None

    @property
    def counted(self) -> int:
        """How many ballots were counted, 0 until they are."""
        return sum(number or 0 for number in (self.in_favour, self.against, self.other))

    @property
    def rate(self) -> Fraction | None:
        """The share in favour of the base, None until it is counted."""
        return Fraction(self.in_favour, self.base) if self.base and self.in_favour is not None else None

    @property
    def result_words(self) -> str:
        """“18/20 đồng chí tán thành, đạt tỷ lệ 90 %”; "" until it is counted."""
        if self.rate is None:
            return ""
        return f"{self.in_favour}/{self.base} đồng chí tán thành, đạt tỷ lệ {percent(self.rate)}"

    def is_carried(self, base: Base) -> bool | None:
        """Tell whether enough were in favour; None until it is counted."""
        if self.base is None or self.in_favour is None:
            return None
        return self.in_favour >= needed(base.rule.threshold(self.kind), self.base)


# -- the base --------------------------------------------------------------------------------------------------------


def base(session: Session, meeting_id: int) -> Base:
    """Return on whom the votes of a meeting are reckoned, by the roll as it stands and the card of its day."""
    roll = attendance.roll(session, meeting_id, is_bare=True)
    day = roll.meeting.held_on
    rule = vote_rules.on(session, day)
    own = [line for line in roll.lines if line.duty is not Duty.GUEST]
    official = [line for line in own if line.standing is Standing.OFFICIAL]
    scopes = _scopes(session, roll, day)
    away = [one for one in official if one.duty is Duty.TEMP_AWAY and scopes.get(one.member_id) is not Scope.SAME_BODY]
    exempt = [one for one in official if one.duty is Duty.EXEMPT and one.mark not in _THERE]
    suspended = [one for one in official if one.duty is Duty.SUSPENDED and not rule.counts_suspended]
    left_out = {one.member_id for one in (*away, *exempt, *suspended)}
    missing = [one for one in official if one.member_id not in left_out and not _can_be_there(one)]
    return Base(
        rule,
        len(official),
        _names(away),
        _names(exempt),
        _names(suspended),
        _names([line for line in own if line.standing is Standing.UNKNOWN]),
        sum(line.mark in _THERE for line in official),
        roll.is_written,
        _names([one for one in away if scopes.get(one.member_id) is None]),
        _names(missing) if roll.is_written else (),
    )


def _can_be_there(line: RollLine) -> bool:
    """Tell whether somebody was there, or may have been: of those who had to come, “chưa ghi” leaves it open."""
    return line.mark in _THERE or (line.is_expected and line.mark is Mark.UNRECORDED)


def _names(lines: list[RollLine]) -> tuple[str, ...]:
    return tuple(line.shown_name for line in lines)


def _scopes(session: Session, roll: Roll, day: date) -> dict[int, Scope | None]:
    """Return where those away for a time live, by the last letter up to the day; None where it is not written."""
    away = [line.member_id for line in roll.lines if line.duty is Duty.TEMP_AWAY]
    return dict.fromkeys(away) | (dict(_LETTERS.rows(session, members=json.dumps(away), day=day)) if away else {})


_LETTERS = Asked(
    select(Event.member_id, Event.scope)
    .where(
        Event.member_id.in_(ids("members")),
        Event.kind == EventKind.TEMP_OUT,
        Event.effective_on <= bindparam("day", type_=Date),
    )
    .order_by(Event.effective_on, Event.id)
)


def exempt_people(session: Session, meeting_id: int) -> list[RollLine]:
    """Return the official members who need not come but vote if they do; those who came are marked present.

    The exempt, those away on special duty or in another cell of the same đảng bộ, and the suspended where they count.
    """
    roll = attendance.roll(session, meeting_id)
    day = roll.meeting.held_on
    rule, scopes = vote_rules.on(session, day), _scopes(session, roll, day)
    may = {Duty.EXEMPT, Duty.SPECIAL_DUTY, *([Duty.SUSPENDED] if rule.counts_suspended else [])}
    return [
        line
        for line in roll.outside
        if line.standing is Standing.OFFICIAL
        and (line.duty in may or (line.duty is Duty.TEMP_AWAY and scopes.get(line.member_id) is Scope.SAME_BODY))
    ]


def set_exempt_came(session: Session, meeting_id: int, member_id: int, came: bool, *, on: date) -> None:
    """Write that somebody who need not come came, or did not; the rate of attendance stays. Raises KnownError."""
    content.held(session, meeting_id)
    if member_id not in {line.member_id for line in exempt_people(session, meeting_id)}:
        raise KnownError("Đồng chí không thuộc diện được miễn, ngoài diện phải dự trong danh sách cuộc họp này.")
    mark = Mark.PRESENT if came else Mark.UNRECORDED
    attendance.write(session, meeting_id, {member_id: (mark, "")}, on=on)


# -- votes -----------------------------------------------------------------------------------------------------------


def read(session: Session, meeting_id: int) -> list[VoteRow]:
    """Return the votes of a meeting in the order they were written."""
    return [VoteRow(*row) for row in _VOTES.rows(session, meeting=meeting_id)]


_VOTES = Asked(
    select(
        MeetingVote.id,
        MeetingVote.subject,
        MeetingVote.kind,
        MeetingVote.base,
        MeetingVote.in_favour,
        MeetingVote.against,
        MeetingVote.other,
    )
    .where(MeetingVote.meeting_id == bindparam("meeting"))
    .order_by(MeetingVote.line, MeetingVote.id)
)


@dataclass(frozen=True)
class Count:
    """What was counted."""

    in_favour: int
    against: int = 0
    other: int = 0


def add(session: Session, meeting_id: int, subject: str, kind: VoteKind, count: Count | None = None) -> int:
    """Write a vote, counted or still to be, and return its id. Raises KnownError."""
    content.held(session, meeting_id)
    last = select(func.max(MeetingVote.line)).where(MeetingVote.meeting_id == meeting_id)
    row = MeetingVote(meeting_id=meeting_id, line=(session.scalar(last) or 0) + 1)
    _fill(session, row, subject, kind, count)
    session.add(row)
    session.flush()
    return row.id


def edit(session: Session, vote_id: int, subject: str, kind: VoteKind, count: Count | None) -> None:
    """Correct a vote; it is reckoned anew on the roll as it stands. Raises KnownError."""
    _fill(session, _vote(session, vote_id), subject, kind, count)


def outdated(session: Session, meeting_id: int) -> tuple[list[VoteRow], int]:
    """Return the votes counted on another number than the roll gives now, and that number."""
    counted, reckoned = on_roll(session, meeting_id)
    return ([], 0) if reckoned is None else (stale(counted, reckoned), reckoned.voters)


def on_roll(session: Session, meeting_id: int) -> tuple[list[VoteRow], Base | None]:
    """Return the counted votes of a meeting, and on whom they are reckoned now; None for none or if it was not held."""
    counted = [row for row in read(session, meeting_id) if row.base is not None]
    state = session.scalar(select(Meeting.state).where(Meeting.id == meeting_id)) if counted else None
    return counted, base(session, meeting_id) if state not in (None, MeetingState.NOT_HELD) else None


def stale(counted: list[VoteRow], reckoned: Base) -> list[VoteRow]:
    """Return those of some votes that were counted on another number than the roll gives now."""
    return [row for row in counted if row.base != reckoned.voters]


def too_many(counted: list[VoteRow], reckoned: Base) -> list[VoteRow]:
    """Return those of some votes with more ballots than people who could vote."""
    return [row for row in counted if row.counted > reckoned.ballots]


def recount(session: Session, meeting_id: int) -> int:
    """Reckon every counted vote on the roll as it stands; return how many changed.

    Raises KnownError, naming the vote, where more were counted than the roll has now.
    """
    found, voters = outdated(session, meeting_id)
    for row in found:
        if row.counted > voters:
            raise KnownError(
                f"“{row.subject}” đã kiểm {row.counted} phiếu, nhiều hơn {voters} đảng viên nay được tính; "
                "hãy sửa số phiếu của dòng này trước."
            )
        _vote(session, row.id).base = voters
    return len(found)


def outdated_words(stale: list[VoteRow], voters: int) -> str:
    """Say that the roll changed after votes were counted: “2 biểu quyết tính trên 20 người, danh sách nay tính 19.”"""
    before = ", ".join(dict.fromkeys(str(row.base) for row in stale))
    return f"{len(stale)} biểu quyết đã kiểm trên {before} người; danh sách đã đổi, nay tính {voters} người."


def beyond_words(row: VoteRow, reckoned: Base) -> str:
    """Say it of one vote: “Biểu quyết “Thông qua” ghi 19 phiếu, điểm danh chỉ có 17 người được biểu quyết dự họp.”"""
    there = f"điểm danh chỉ có {reckoned.ballots} người được biểu quyết dự họp"
    return f"Biểu quyết “{row.subject}” ghi {row.counted} phiếu, {there}."


def remove(session: Session, vote_id: int) -> None:
    """Take a vote out. Raises KnownError."""
    session.delete(_vote(session, vote_id))


def _vote(session: Session, vote_id: int) -> MeetingVote:
    row = session.get(MeetingVote, vote_id)
    if row is None:
        raise KnownError("Biểu quyết này không còn; hãy chọn dòng khác.")
    content.held(session, row.meeting_id)
    return row


def _fill(session: Session, row: MeetingVote, subject: str, kind: VoteKind, count: Count | None) -> None:
    row.subject = content.said(subject, LONGEST, "nội dung biểu quyết")
    row.kind = kind
    if count is None:
        row.base = row.in_favour = row.against = row.other = None
        return
    if min(count.in_favour, count.against, count.other) < 0:
        raise KnownError("Số phiếu không thể âm.", field="in_favour")
    with session.no_autoflush:
        reckoned = base(session, row.meeting_id)
    voters = reckoned.voters
    total = count.in_favour + count.against + count.other
    if total > voters and reckoned.unknown:
        raise KnownError(
            f"Mới tính được {voters} đảng viên chính thức vì {len(reckoned.unknown)} đồng chí chưa rõ chính thức hay "
            "dự bị. Hãy ghi ngày chính thức trước: màn hình Dữ liệu, Kiểm tra số liệu.",
            field="in_favour",
        )
    if total > voters:
        raise KnownError(
            f"Cộng lại được {total} phiếu, nhiều hơn {voters} đảng viên chính thức được tính biểu quyết; hãy đếm lại.",
            field="in_favour",
        )
    is_new = (row.base, row.in_favour, row.against, row.other) != (voters, *astuple(count))
    if is_new and total > reckoned.ballots:
        raise _too_many(count, total, reckoned)
    row.base, row.in_favour, row.against, row.other = voters, count.in_favour, count.against, count.other


_MOST_NAMED = 5


def _too_many(count: Count, total: int, reckoned: Base) -> KnownError:
    """Say which number is more than the people who were there and could vote, and who was not there."""
    absent = ", ".join(reckoned.missing[:_MOST_NAMED]) + (" …" if len(reckoned.missing) > _MOST_NAMED else "")
    there = f"{reckoned.ballots} đảng viên chính thức dự họp được biểu quyết (không có mặt: {absent})"
    for field, number, words in (
        ("in_favour", count.in_favour, "tán thành"),
        ("against", count.against, "không tán thành"),
        ("other", count.other, "ý kiến khác"),
    ):
        if number > reckoned.ballots:
            return KnownError(f"Số phiếu {words} {number}, nhiều hơn {there}; hãy sửa số ấy.", field=field)
    return KnownError(
        f"Cộng tán thành, không, khác được {total} phiếu, nhiều hơn {there}; người vắng không ghi vào phiếu “khác”.",
        field="in_favour",
    )
