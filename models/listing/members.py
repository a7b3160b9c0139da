"""Lists of members: those on the cells' lists on a day, in the order of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cached_property

from models import committee, members, party_age, reminders
from models.dates import PartialDate
from models.listing import people
from models.listing.kinds import Field, Kind, Subject, Value, Who, label_of, labels_of, of_rows, partial
from models.listing.people import PeopleFacts, day_of
from models.members import MemberRow
from models.reminders import ProbationLine
from models.tables import CommitteeRole, Duty, Gender, Position, Standing

_ANY_TIME = timedelta(days=10_000)
_PARTY_BANDS = ((0, 9), (10, 19), (20, 29), (30, 39), (40, 49), (50, 59), (60, None))


class MemberFacts(PeopleFacts):
    """Members on the lists on the day, guests too, with whatever their cards hold."""

    @cached_property
    def rows(self) -> list[MemberRow]:
        """The members; the search brings what most lists show, so that no column is read again."""
        return members.search(self.session, on=self.on)

    @cached_property
    def who(self) -> list[Who]:
        """The members and their cells."""
        return [Who(row.id, row.full_name, row.cell_id, self.cells[row.cell_id]) for row in self.rows]

    @cached_property
    def born(self) -> list[PartialDate | None]:
        """Days of birth."""
        return [day_of(row.born) for row in self.rows]

    @property
    def genders(self) -> list[Gender | None]:
        """Men or women."""
        return [row.gender for row in self.rows]

    @property
    def homes(self) -> list[int | None]:
        """The villages they lived in on the day."""
        return [row.village_id for row in self.rows]

    @property
    def admitted(self) -> list[PartialDate | None]:
        """Days of admission to the Party."""
        return [day_of(row.admitted) for row in self.rows]

    @cached_property
    def probation(self) -> dict[int, ProbationLine]:
        """Those on probation whose admission is written, with the days their time ends."""
        return {line.member_id: line for line in reminders.probation_due(self.session, self.on, within=_ANY_TIME)}

    @property
    def official(self) -> list[PartialDate | None]:
        """Days of becoming an official member."""
        return [day_of(row.official) for row in self.rows]


def _party_age(facts: MemberFacts) -> list[Value]:
    ages = party_age.ages(facts.session, facts.on)
    return [ages[row.id].years if row.id in ages else None for row in facts.rows]


def _role(facts: MemberFacts) -> list[Value]:
    held = committee.roles(facts.session, facts.on)
    return [held[row.id][0].label if row.id in held else None for row in facts.rows]


def _position(facts: MemberFacts) -> list[Value]:
    held = members.positions(facts.session, facts.on)
    return [label_of(held.get(row.id)) for row in facts.rows]


def _probation(show: Callable[[ProbationLine], date]) -> Callable[[MemberFacts], list[Value]]:
    return lambda facts: [partial(show(line)) if (line := facts.probation.get(row.id)) else None for row in facts.rows]


def _fields() -> Iterator[Field]:
    yield from people.name_and_cell()
    yield from people.person("ngày chọn")
    yield Field("standing", "Tình trạng", Kind.CODE, of_rows(lambda row: row.standing.label), labels_of(Standing), 10)
    yield Field("duty", "Sinh hoạt", Kind.CODE, of_rows(lambda row: row.duty.label), labels_of(Duty), 15)
    yield Field("position", "Chức vụ chi bộ", Kind.CODE, _position, labels_of(Position), 10)
    yield Field("role", "Chức vụ cấp ủy", Kind.CODE, _role, labels_of(CommitteeRole), 17)
    yield from people.in_the_party()
    yield Field("probation_ends_on", "Hết thời gian dự bị", Kind.DATE, _probation(lambda line: line.due_on), width=11)
    yield Field("consider_by", "Hạn xét chính thức", Kind.DATE, _probation(lambda line: line.last_on), width=11)
    yield Field("party_age", "Tuổi Đảng (năm)", Kind.NUMBER, _party_age, width=7, bands=_PARTY_BANDS)
    yield from people.card()
    yield from people.meetings_of_year("tháng của ngày chọn")


SUBJECT = Subject(
    key="members",
    label="Đảng viên",
    unit="đảng viên",
    of_period=False,
    facts=MemberFacts,
    fields=tuple(_fields()),
    start=("full_name", "born_on", "gender", "cell", "admitted_on"),
    left_out=(("duty", Duty.GUEST.label),),
)
