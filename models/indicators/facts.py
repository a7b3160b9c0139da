"""What the register holds for the indicators of one scope, each part read once and only when asked for.

What reads a part is loaded with it: the start of the program asks for the admissions of the year only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import called, cell_names, cells, membership_rules, participation, rules
from models.called import Names
from models.cells import CellRow
from models.dates import PartialDate, Period
from models.indicators import dated, rhythm
from models.indicators.dated import Dated
from models.indicators.rhythm import Months, Quarters
from models.indicators.scope import Scope
from models.membership_rules import TermBook
from models.on_list import holds_on
from models.participation import Figures
from models.tables import (
    Attendance,
    Cell,
    CellVillage,
    CodeItem,
    Duty,
    EventKind,
    Gender,
    Mark,
    Meeting,
    MeetingClass,
    MeetingKind,
    MeetingState,
    Member,
    Standing,
    Stay,
)

if TYPE_CHECKING:
    from models.balance import Movement
    from models.body_ratings import BodyRatingLine
    from models.pipeline import Line
    from models.ratings import RatingLine
    from models.residence import Homes
    from models.training import ClassRow, Participant
    from models.villages import VillageRow


class _AsOf(Protocol):
    def as_of(self, day: date) -> Self: ...


Written = TypeVar("Written", bound=_AsOf)


class Person(NamedTuple):
    """A member on a list on a day; `ethnic_code` is the official one."""

    id: int
    full_name: str
    cell_id: int
    standing: Standing
    duty: Duty
    gender: Gender | None
    ethnic_code: str | None


class Roll(NamedTuple):
    """A member's marks in one cell's meetings of the period, in which they had to take part."""

    member_id: int
    full_name: str
    cell_id: int
    attended: int
    obliged: int
    unrecorded: int


class Gathering(NamedTuple):
    """A meeting of the period, with the class decided for it, else proposed, else the one its score gives."""

    id: int
    cell_id: int
    year: int
    month: int
    kind: MeetingKind
    state: MeetingState
    held_on: date
    is_thematic_combined: bool
    quality: MeetingClass | None

    @property
    def first_of_month(self) -> date:
        """The month it belongs to, as its first day."""
        return date(self.year, self.month, 1)

    @property
    def is_thematic(self) -> bool:
        """Whether it is a thematic meeting, alone or combined with the regular one."""
        return self.kind is MeetingKind.THEMATIC or self.is_thematic_combined


class Facts:
    """The parts of the register that indicators count, of the whole commune, for the days of a scope.

    Guests of other communes are on no list here. Use it within the session it was made with.
    """

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session = session
        self.scope = scope

    @cached_property
    def terms(self) -> TermBook:
        """The dated rules of the register."""
        return membership_rules.book(self.session)

    @cached_property
    def people(self) -> list[Person]:
        """Members on the lists on the day, in name order."""
        query = (
            select(Member.id, Member.full_name, Stay.cell_id, Stay.standing, Stay.duty, Member.gender, CodeItem.code)
            .join(Stay, Stay.member_id == Member.id)
            .outerjoin(CodeItem, CodeItem.id == Member.ethnic_id)
            .where(holds_on(self.scope.day), Stay.duty != Duty.GUEST)
            .order_by(Member.name_sort, Member.id)
        )
        found = [Person(*row) for row in self.session.execute(query)]
        then = self._renamed
        return [row._replace(full_name=then.get(row.id, row.full_name)) for row in found] if then else found

    @cached_property
    def cells(self) -> list[CellRow]:
        """Cells that exist on the day, in their order."""
        return cells.rows(self.session, self.scope.day)

    @cached_property
    def cell_names(self) -> dict[int, str]:
        """Names of all cells on the day, closed ones too."""
        return cells.names(self.session, self.scope.day)

    @cached_property
    def villages(self) -> list[VillageRow]:
        """Villages that exist on the day, in their order."""
        from models import villages

        return villages.rows(self.session, self.scope.day)

    @cached_property
    def served(self) -> dict[int, set[int]]:
        """Cell id → villages it has ever served."""
        found: dict[int, set[int]] = defaultdict(set)
        for cell_id, village_id in self.session.execute(select(CellVillage.cell_id, CellVillage.village_id)):
            found[cell_id].add(village_id)
        return found

    @cached_property
    def founded(self) -> list[tuple[int, str, date]]:
        """Cells (id, name, day) founded in the period."""
        return self._cells_dated(Cell.valid_from)

    @cached_property
    def closed(self) -> list[tuple[int, str, date]]:
        """Cells (id, name, last day) that ended in the period."""
        return self._cells_dated(Cell.valid_to)

    def _cells_dated(self, column: InstrumentedAttribute[date | None]) -> list[tuple[int, str, date]]:
        if (span := self.scope.span) is None:
            return []
        query = (
            select(Cell.id, cell_names.name_on(self.scope.day), column)
            .where(column.between(span.first, span.last))
            .order_by(column)
        )
        return [(key, name, day) for key, name, day in self.session.execute(query) if day is not None]

    @cached_property
    def admitted(self) -> list[Dated]:
        """Members admitted in the period, by name."""
        return self._dated(Member.admitted_on, EventKind.ADMISSION, EventKind.READMISSION)

    @cached_property
    def recognised(self) -> list[Dated]:
        """Members recognised as official in the period, by name."""
        return self._dated(Member.official_on, EventKind.RECOGNITION)

    @cached_property
    def movements(self) -> list[Movement]:
        """Who came onto a list or left one in the period (form 1), by day."""
        from models import balance

        return balance.movements(self.session, self.scope.span) if self.scope.span else []

    @cached_property
    def figures(self) -> Figures | None:
        """Participation by cell and month; None before the period."""
        if (span := self.scope.span) is None:
            return None
        return participation.figures(self.session, span, on=self.scope.day, is_as_of=self.scope.is_running)

    @cached_property
    def gatherings(self) -> list[Gathering]:
        """Meetings of the months of the period, by day."""
        if (span := self.scope.span) is None:
            return []
        month = Meeting.year * 12 + Meeting.month
        query = (
            select(*(getattr(Meeting, name) for name in Gathering._fields), Meeting.self_class, Meeting.score)
            .where(
                Meeting.year.between(span.first.year, span.last.year),
                month.between(span.first.year * 12 + span.first.month, span.last.year * 12 + span.last.month),
            )
            .order_by(Meeting.held_on, Meeting.id)
        )
        from models import meetings

        book = rules.book(self.session)
        found: list[Gathering] = []
        for *row, self_class, score in self.session.execute(query):
            one = Gathering(*row)
            quality = meetings.class_given(book, one.held_on, one.quality, self_class, score)
            found.append(one._replace(quality=quality))
        return found

    @cached_property
    def months(self) -> list[Months]:
        """How each cell kept its monthly meetings."""
        if self.figures is None:
            return []
        return rhythm.months(self.figures, self._told, self.scope.day)

    @cached_property
    def quarters(self) -> list[Quarters]:
        """How each cell kept its thematic meetings; one ahead counts for nothing yet."""
        if self.figures is None:
            return []
        thematic = (
            (meeting.cell_id, meeting.first_of_month, meeting.state is MeetingState.RECORDED)
            for meeting in self.gatherings
            if meeting.is_thematic and meeting.state is not MeetingState.NOT_HELD and meeting.held_on <= self.scope.day
        )
        book = rules.book(self.session)
        return rhythm.quarters(self.figures.cells, self.scope.period, self.scope.day, self._told, thematic, book)

    @cached_property
    def classes(self) -> list[ClassRow]:
        """Classes that began in the period."""
        from models import training

        return self._known(training.rows(self.session, self.scope.span)) if self.scope.span else []

    @cached_property
    def participants(self) -> list[Participant]:
        """Who took part in them."""
        from models import training

        return self._known(training.participants(self.session, [row.id for row in self.classes]))

    @cached_property
    def ratings(self) -> list[RatingLine]:
        """Who is to be rated for the period, a quarter or the year it ends in, with the rating written."""
        if self.scope.span is None:
            return []
        from models import ratings

        return self._known(ratings.lines(self.session, *ratings.round_of(self.scope.period), on=self.scope.day))

    @cached_property
    def body_ratings(self) -> list[BodyRatingLine]:
        """The cells and organisations to be rated for the period, like `ratings`."""
        if self.scope.span is None:
            return []
        from models import body_ratings, ratings

        return self._known(body_ratings.lines(self.session, *ratings.round_of(self.scope.period), on=self.scope.day))

    @cached_property
    def on_the_way(self) -> list[Line]:
        """Who is in the source list on the day and not yet a member."""
        from models import pipeline

        found = pipeline.lines(self.session, self.scope.day)
        return [line for line in found if line.stage in pipeline.WAITING]

    @cached_property
    def _told(self) -> set[date]:
        """Months (as their first days) of which something is written."""
        return {meeting.first_of_month for meeting in self.gatherings}

    @cached_property
    def rolls(self) -> list[Roll]:
        """Who had to take part in the regular meetings of the months that are over (else of the one running), by name.

        The sums are those of models.participation; rolls not written are not among them.
        """
        by_rule: dict[frozenset[Duty], list[int]] = defaultdict(list)
        for meeting in self._counted():
            by_rule[meeting.rule.excluded].append(meeting.meeting_id)
        marks: dict[tuple[int, str, int], dict[Mark, int]] = defaultdict(dict)
        for excluded, keys in by_rule.items():
            query = (
                select(Attendance.member_id, Member.full_name, Meeting.cell_id, Attendance.mark, func.count())
                .join(Meeting, Meeting.id == Attendance.meeting_id)
                .join(Member, Member.id == Attendance.member_id)
                .where(Meeting.id.in_(keys), Attendance.duty.not_in(excluded))
                .group_by(Attendance.member_id, Meeting.cell_id, Attendance.mark)
                .order_by(Member.name_sort, Member.id)
            )
            for member_id, name, cell_id, mark, count in self.session.execute(query):
                found = marks[member_id, self._renamed.get(member_id, name), cell_id]
                found[mark] = found.get(mark, 0) + count
        return [_roll(who, found) for who, found in marks.items()]

    @cached_property
    def unwritten(self) -> list[participation.MeetingTally]:
        """Meetings that are due and have no roll yet."""
        return [meeting for meeting in self._counted() if meeting.tally.unwritten]

    def _counted(self) -> Iterator[participation.MeetingTally]:
        """Yield the meetings that count: those of the months that are over, else of the one running."""
        if self.figures is None:
            return
        months = self.figures.period.months()
        counted = {month for month in months if Period.month(*month).last <= self.scope.day} or set(months)
        for (_cell, year, month), value in self.figures.by_cell_month.items():
            if (year, month) in counted and value.tally != participation.EMPTY:
                yield from value.meetings

    def _known(self, found: list[Written]) -> list[Written]:
        """Return what some rows said on the day, while the period runs; later all that was written of it counts."""
        return [one.as_of(self.scope.day) for one in found] if self.scope.is_running else found

    def _dated(self, column: InstrumentedAttribute[PartialDate | None], *kinds: EventKind) -> list[Dated]:
        return dated.in_period(self.session, self.scope, lambda: self._homes, lambda: self._names, column, *kinds)

    @cached_property
    def _renamed(self) -> dict[int, str]:
        """Member id → name of those who on the day were called otherwise than today."""
        return called.others(self.session, self.scope.day)

    @cached_property
    def _names(self) -> Names:
        return Names(self.session)

    @cached_property
    def _homes(self) -> Homes:
        from models.residence import Homes

        return Homes(self.session)


def _roll(who: tuple[int, str, int], marks: dict[Mark, int]) -> Roll:
    attended = marks.get(Mark.PRESENT, 0) + marks.get(Mark.ONLINE, 0)
    return Roll(*who, attended, sum(marks.values()), marks.get(Mark.UNRECORDED, 0))
