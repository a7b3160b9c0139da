"""What importing a file would do: one action per cell, village, person, meeting or refused line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from models.badges import BadgeValues
from models.errors import KnownError
from models.events import EventValues
from models.ratings import RatingValues
from models.records import Problem
from models.tables import Duty, LabelledEnum, Mark, MeetingKind, MeetingState, Standing

NEW: Final = 0
"""The choice “none of these: a person not yet in the register”."""

KEEP: Final = 0
"""The decision “leave the register as it is”."""

Choices = Mapping[tuple[str, int], int]
"""The officer's answers: (sheet, row) of an asked line → member id, or NEW."""


class Verdict(LabelledEnum):
    """What happens to one thing of the file, in the words of the preview.

    A line that asks who it is must be answered or left out; one to decide about may stay open, and writes nothing.
    """

    ADD = "add", "Thêm"
    CHANGE = "change", "Sửa"
    SKIP = "skip", "Bỏ qua"
    ERROR = "error", "Lỗi"
    ASK = "ask", "Hỏi"
    DECIDE = "decide", "Cần quyết định"


class Subject(LabelledEnum):
    """What an action is about."""

    CELL = "cell", "Chi bộ"
    VILLAGE = "village", "Thôn, bản"
    MEMBER = "member", "Đảng viên"
    MEETING = "meeting", "Cuộc họp"
    ROLL_LINE = "roll_line", "Dòng điểm danh"
    SHEET = "sheet", "Trang"
    EVENT = "event", "Biến động"
    CANDIDATE = "candidate", "Quần chúng ưu tú"
    SLIP = "slip", "Phiếu"
    REMOVAL = "removal", "Đề nghị xóa"
    RATING = "rating", "Xếp loại"
    BADGE = "badge", "Huy hiệu"


class Difference(NamedTuple):
    """One field as it stands and as it would be; `before` is empty for something new."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody an asked line may mean, with what tells them apart; `id` NEW for a new person."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class WriteCell:
    """A cell that the file names and the register does not have."""

    name: str


@dataclass(frozen=True, slots=True)
class WriteVillage:
    """Columns to set on a village (None: a new one) and the key of the cell that serves it, if the file names one."""

    village_id: int | None
    values: dict[str, Any]
    cell: str | None


class WriteMember(NamedTuple):
    """Columns to set on a member (None: a new one); `cell` (its key) and `duty` only where they change.

    `leaving` is what a new member's history ends (or is interrupted) with, where the officer decided so.
    """

    member_id: int | None
    values: dict[str, Any]
    cell: str | None
    duty: Duty | None
    leaving: EventValues | None = None


@dataclass(frozen=True, slots=True)
class WriteLine:
    """One line of a frozen roster as it should be."""

    member_id: int
    full_name: str
    standing: Standing
    duty: Duty
    mark: Mark


@dataclass(frozen=True, slots=True)
class WriteMeeting:
    """A meeting (None: a new one, of the kind), how it stands then, and the roster lines to add or change in it."""

    meeting_id: int | None
    cell_id: int
    year: int
    month: int
    held_on: date
    state: MeetingState
    lines: tuple[WriteLine, ...]
    kind: MeetingKind = MeetingKind.REGULAR


@dataclass(frozen=True, slots=True)
class WriteEvent:
    """An event of a member that the officer decided to write down, or one of the register (its id) written anew.

    `new_cell` names the cell it leads to where the file makes it. Events are written in the order of `turn`, which is
    that in which they are possible: events of one day hold in the order written.
    """

    member_id: int
    values: EventValues
    event_id: int | None = None
    new_cell: str | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class WriteHistory:
    """All events of a member as they should be, and the note that keeps what papers of others said, None as it is."""

    member_id: int
    events: tuple[EventValues, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WriteArrival:
    """Somebody new (fields of models.members.MemberValues) who comes by an event; `new_cell` as of WriteEvent."""

    values: dict[str, Any]
    by: EventValues
    new_cell: str | None = None


@dataclass(frozen=True, slots=True)
class WriteRemoval:
    """A member that the officer decided to move into the trash, and why."""

    member_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class WriteBadges:
    """Party badges of a member as they should be."""

    member_id: int
    badges: tuple[BadgeValues, ...]


@dataclass(frozen=True, slots=True)
class WriteRating:
    """The rating of a member for a year (`quarter` 0) or quarter as it should be."""

    member_id: int
    year: int
    quarter: int
    values: RatingValues


@dataclass(frozen=True, slots=True)
class WriteSlip:
    """Fields of a meeting (models.meetings.MeetingValues) and marks of its roll that a slip sets."""

    meeting_id: int
    values: dict[str, Any]
    marks: dict[int, tuple[Mark, str]]


@dataclass(frozen=True, slots=True)
class WriteCandidate:
    """Fields (models.candidates.CandidateValues) to set on a candidate (None: a new one)."""

    candidate_id: int | None
    values: dict[str, Any]


Write = (
    WriteArrival
    | WriteBadges
    | WriteCandidate
    | WriteCell
    | WriteEvent
    | WriteHistory
    | WriteMeeting
    | WriteMember
    | WriteRating
    | WriteRemoval
    | WriteSlip
    | WriteVillage
)


class Action(NamedTuple):
    """One thing of the file and what happens to it; `write` is set only where something is to be written.

    `candidates` are the answers to what is asked, and those to what was decided: it may be decided otherwise.
    """

    verdict: Verdict
    subject: Subject
    name: str
    sheet: str
    row: int | None
    differences: Sequence[Difference] = ()
    problems: tuple[Problem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    write: Write | None = None


class ImportRefused(KnownError):
    """The file holds rows that cannot be taken, and nothing was written; `problems` lists every one of them."""

    def __init__(self, problems: list[Problem]) -> None:
        rows = len({(problem.sheet, problem.row) for problem in problems})
        super().__init__(
            f"Tệp có {rows} dòng phải sửa, chưa ghi gì; hãy sửa rồi nhập lại, hoặc thêm --skip để bỏ chúng."
        )
        self.problems = problems
