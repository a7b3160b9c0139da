"""What an input file says, row by row, before anybody decides what to do with it.

Readers (`exports/readers`) make these; `models/imports` plans with them. Rows and columns are named as Excel names
them, so that every sentence about a file points at a cell the officer can find.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from models.dates import PartialDate
from models.outline import SheetOutline
from models.tables import Duty, EventKind, Gender, Mark, MeetingKind, RatingLevel, RatingState, Scope, Standing

TEMPORARY: Final[Mapping[EventKind, EventKind]] = MappingProxyType(
    {EventKind.TRANSFER_OUT: EventKind.TEMP_OUT, EventKind.TRANSFER_IN: EventKind.TEMP_IN}
)
"""What a transfer is that is for a time only."""
NOTHING_PLAIN: Final[Mapping[str, Any]] = MappingProxyType({})


class Severity(enum.Enum):
    """Whether a problem refuses its row, wants to be seen, or only says what was put right."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, what was found, why it cannot stand, and the repair.

    `row` as Excel counts (from 1), None for a whole sheet; `column` its letter; `field` the heading in the officer's
    words; `after` what a cleaned value becomes. `is_left_out`: the line comes in, but without this value.
    """

    sheet: str
    row: int | None
    column: str | None
    field: str
    value: str
    reason: str
    repair: str
    severity: Severity = Severity.ERROR
    after: str = ""
    is_left_out: bool = False

    @property
    def is_error(self) -> bool:
        """Tell whether the row must be refused."""
        return self.severity is Severity.ERROR

    @property
    def place(self) -> str:
        """Where it is, as "Trang “Sheet1”, ô F12"."""
        if self.row is None:
            return f"Trang “{self.sheet}”"
        return f"Trang “{self.sheet}”, " + (f"ô {self.column}{self.row}" if self.column else f"dòng {self.row}")


class MemberRecord(NamedTuple):
    """One person of a member list; None where the file does not say.

    `left_on` is the day of the column for leaving, death and exemption together; `leaving` what the row says happened,
    `is_gone` that somebody is no longer on the list.
    `standing` is what a status says of official or on probation, which only the days decide.
    `more_schooling` is what the row says of schooling beyond the one level of each kind, in words for the note.
    `once_said` holds the levels (field of the record, level) that the row's words meant until somebody changed it.
    `plain` holds the plain fields that the row fills, by column (models.member_fields).
    `is_cell_of_section`: the cell is that of the heading above, not of the row. `double_of` is the row of the same
    sheet or another that already speaks of this person; such a row is shown and never written.
    """

    sheet: str
    row: int
    full_name: str
    citizen_id: str | None = None
    card_number: str | None = None
    old_card_number: str | None = None
    born_on: PartialDate | None = None
    admitted_on: PartialDate | None = None
    official_on: PartialDate | None = None
    gender: Gender | None = None
    ethnic: str | None = None
    religion: str | None = None
    cell_name: str | None = None
    residence_cell: str | None = None
    duty: Duty | None = None
    left_on: PartialDate | None = None
    leaving: EventKind | None = None
    is_gone: bool | None = None
    standing: Standing | None = None
    removal: bool | None = None
    education: str | None = None
    schooling: str | None = None
    professional: str | None = None
    theory: str | None = None
    more_schooling: str | None = None
    once_said: tuple[tuple[str, str], ...] = ()
    occupation: str | None = None
    external_id: str | None = None
    card_issued_on: PartialDate | None = None
    old_identity_number: str | None = None
    village: str | None = None
    is_cell_of_section: bool = False
    plain: Mapping[str, Any] = NOTHING_PLAIN
    double_of: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Tell whether something in the row cannot stand."""
        return bool(self.problems) and any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class CandidateRecord:
    """One person of a list of quần chúng ưu tú; None where the file does not say."""

    sheet: str
    row: int
    full_name: str
    born_on: PartialDate | None = None
    gender: Gender | None = None
    ethnic: str | None = None
    cell_name: str | None = None
    village: str | None = None
    occupation: str | None = None
    is_youth_member: bool | None = None
    listed_on: date | None = None
    certificate_number: str | None = None
    certificate_on: date | None = None
    proposed_on: date | None = None
    note: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Tell whether something in the row cannot stand."""
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class AboutMember:
    """One line of a list that is not of members but about them; `who` is whom it means, with the line's problems."""

    who: MemberRecord

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong in the line."""
        return self.who.problems


@dataclass(frozen=True, slots=True)
class TransferRecord(AboutMember):
    """One line of a list of transfers; None where the file does not say.

    `kind` is what happened, by the line, the heading over it or the list. `came_from` and `went_to` are cells or other
    Party bodies in the words of the file. `is_temporary` is what a line without a kind says of it.
    """

    kind: EventKind | None = None
    on: PartialDate | None = None
    came_from: str | None = None
    went_to: str | None = None
    letter_number: str | None = None
    letter_on: date | None = None
    scope: Scope | None = None
    reason: str | None = None
    is_temporary: bool = False


@dataclass(frozen=True, slots=True)
class RatingRecord(AboutMember):
    """One line of a list of ratings of a year (`quarter` 0) or quarter; None where the file does not say.

    `remark` are the words by which it gives the `state`, if these are not in the place of the level.
    """

    year: int | None = None
    quarter: int = 0
    cell: RatingLevel | None = None
    cell_on: date | None = None
    committee: RatingLevel | None = None
    committee_on: date | None = None
    points: float | None = None
    state: RatingState | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class BadgeRecord(AboutMember):
    """One line of a list of Party badges: full years of each; None where the file does not say.

    `lacking` are the years of those it says the member does not have. `days` are those of award that the columns of
    single badges say, before `awarded_on`, which is of all of the line; `is_proposal`: the list only proposes them.
    """

    years: tuple[int, ...] = ()
    lacking: tuple[int, ...] = ()
    days: tuple[tuple[int, date], ...] = ()
    awarded_on: date | None = None
    decision_number: str | None = None
    decision_on: date | None = None
    badge_number: str | None = None
    is_proposal: bool = False


@dataclass(frozen=True, slots=True)
class VillageRecord:
    """One village of a village list; `unticked` names the yes/no fields whose box was left empty."""

    sheet: str
    row: int
    name: str
    households: int | None = None
    population: int | None = None
    is_especially_difficult: bool | None = None
    is_border: bool | None = None
    cell_name: str | None = None
    unticked: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Tell whether something in the row cannot stand."""
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A month's meeting of a cell, from the head of its attendance sheet.

    `is_alone`: the sheet is of this meeting only. Then its title may say the `kind` and, as our own do, the `code`
    (models.meeting_codes); a book of months is of the regular meetings.
    """

    row: int
    column: str
    year: int
    month: int
    held_on: date
    is_alone: bool = False
    kind: MeetingKind | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class RollMark:
    """One mark of a roll: the duty it proves for that day, and the mark (`UNRECORDED` when not due)."""

    column: str
    month: int
    duty: Duty
    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person of an attendance sheet, known by name, and by birth year where two share it.

    `sheet` and `name_column` say where the line stands if that is a table beside the others of its sheet.
    """

    row: int
    full_name: str
    birth_year: int | None
    marks: tuple[RollMark, ...]
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    name_column: str = ""

    @property
    def is_refused(self) -> bool:
        """Tell whether something in the row cannot stand."""
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class CellSheet:
    """A cell's attendance in one year; `name_column` is the letter of the column of names.

    `is_of_tab`: no title names the cell, so the name of the tab is taken for it. `is_recalled`: what was said of a
    sheet like this, in an earlier file, is taken for it. `unknown` are marks that neither legend nor anybody explained.
    """

    sheet: str
    row: int
    cell_name: str
    year: int
    name_column: str
    meetings: tuple[HeldMeeting, ...]
    lines: tuple[RollLine, ...]
    problems: tuple[Problem, ...] = ()
    is_of_tab: bool = False
    is_recalled: bool = False
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One person of a slip; `member_id` None for a row that the program did not write, `mark` None for an empty one."""

    row: int
    member_id: int | None
    name: str
    is_expected: bool
    mark: Mark | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SlipRecord:
    """A slip that a cell filled in: which meeting it was made for (`seal` over all of that), and what was written.

    `planned_on` is the day the slip was made for, `held_on` the day the cell wrote. `rest` is the mark of those
    without one, None where nothing was chosen. `identity` is "" on slips from before data files had one.
    `seal_found` is reckoned anew from what stands in the file.
    """

    sheet: str
    code: str
    cell_name: str
    commune: str
    identity: str
    year: int
    month: int
    planned_on: date
    seal: str
    seal_found: str
    lines: tuple[SlipLine, ...]
    held_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    chair: str = ""
    secretary: str = ""
    rest: Mark | None = None
    problems: tuple[Problem, ...] = ()


Record = MemberRecord | AboutMember | CandidateRecord | VillageRecord | CellSheet | SlipRecord


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one file: which kind of list it is, its records, and everything worth telling.

    `problems` are those that belong to no record; `notes` are sentences about what was left aside; `outlines` say how
    the sheets were understood. `writes` says what of such a list comes into the register; `as_of` is the past day that
    a list of members speaks of, None for today.
    """

    file_name: str
    sha256: str
    layout: str
    title: str
    records: Sequence[Record]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())
    outlines: tuple[SheetOutline, ...] = field(default=())
    writes: str = ""
    as_of: date | None = None

    @property
    def wants_year(self) -> bool:
        """Whether it has to be asked of which year the ratings are."""
        kind = type(self.records[0]) if self.records else None
        return kind is RatingRecord and any(isinstance(one, RatingRecord) and one.year is None for one in self.records)

    def all_problems(self) -> list[Problem]:
        """Return every problem of the file, in the order of its sheets and rows as read."""
        return [*self.problems, *(problem for record in self.records for problem in problems_of(record))]


def problems_of(record: Record) -> Iterable[Problem]:
    """Yield the problems of one record, those of its lines too."""
    yield from record.problems
    if isinstance(record, CellSheet):
        for line in record.lines:
            yield from line.problems
