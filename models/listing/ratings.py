"""Lists of ratings: what cell and committee made of each member's quarter or year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property

from models import attenders, ratings
from models.attenders import MemberYear
from models.listing import people
from models.listing.kinds import Facts, Field, Kind, Subject, Value, Who, label_of, labels_of, told
from models.listing.kinds import partial as whole_day
from models.listing.people import PeopleFacts
from models.rating_rules import RatingRules
from models.ratings import RatingLine, RatingValues
from models.tables import Duty, RatingCause, RatingLevel, RatingState, Standing


class RatingFacts(PeopleFacts):
    """Those to be rated for the quarter or year a period is; for any other period those of the year it ends in."""

    @cached_property
    def round(self) -> tuple[int, int]:
        """Year, and quarter or 0."""
        return ratings.round_of(self.period)

    @cached_property
    def rows(self) -> list[RatingLine]:
        """The members with their ratings."""
        return ratings.lines(self.session, *self.round, on=self.on)

    @cached_property
    def who(self) -> list[Who]:
        """The members and their cells."""
        return [Who(row.member_id, row.full_name, row.cell_id, self.cells[row.cell_id]) for row in self.rows]

    @property
    def days(self) -> Sequence[date | None]:
        """The last day that counts for the rating."""
        return [min(ratings.period(*self.round).last, self.on)] * len(self.rows)

    @cached_property
    def rules(self) -> RatingRules:
        """The card that holds for the round."""
        return ratings.rules_of(self.session, *self.round)

    @cached_property
    def year(self) -> dict[int, MemberYear]:
        """The regular meetings of the year up to the end of the round."""
        year, quarter = self.round
        return attenders.member_years(self.session, year, through=ratings.period(year, quarter).last.month)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Say which ratings these are, where the period is no quarter and no year."""
        if ratings.period(*self.round) == self.period:
            return ()
        return (f"Xếp loại chỉ có theo quý và năm; danh sách này lấy xếp loại của năm {self.round[0]}.",)


def _levels(facts: Facts) -> list[str]:
    """Return the words for the levels in the period; what they are called today while no period is chosen."""
    rules = facts.rules if isinstance(facts, RatingFacts) and facts.has_period else RatingRules("")
    return [rules.label(level) for level in RatingLevel]


def _results(facts: Facts) -> list[str]:
    return [*_levels(facts), *(one.label for one in RatingState)]


def _level(show: Callable[[RatingValues], RatingLevel | None]) -> Callable[[RatingFacts], list[Value]]:
    def values(facts: RatingFacts) -> list[Value]:
        words = {level: facts.rules.label(level) for level in RatingLevel}
        return [words[level] if (level := show(row.values)) else None for row in facts.rows]

    return values


def _result(facts: RatingFacts) -> list[Value]:
    """What is decided, else what the cell said, else why there is none; nobody's silence is a level."""
    levels = _level(lambda values: values.level)(facts)
    states = [RatingState.EXEMPT if row.is_exempt else row.values.state for row in facts.rows]
    return [level or label_of(state) for level, state in zip(levels, states, strict=True)]


def _fields() -> Iterator[Field]:
    yield from people.name_and_cell()
    yield from people.person("ngày cuối kỳ xếp loại")
    yield told("standing", "Tình trạng", Kind.CODE, lambda row: row.standing.label, 10, labels_of(Standing))
    yield told("duty", "Sinh hoạt", Kind.CODE, lambda row: row.duty.label, 15, labels_of(Duty))
    yield Field(
        "result",
        "Kết quả xếp loại",
        Kind.CODE,
        _result,
        _results,
        18,
        about="Mức đảng ủy xếp; chưa có thì mức chi bộ xếp; được miễn hoặc chưa xếp loại thì ghi rõ.",
    )
    cell, committee = _level(lambda values: values.cell_rating), _level(lambda values: values.committee_rating)
    yield Field("cell_rating", "Chi bộ xếp loại", Kind.CODE, cell, _levels, 16)
    yield told("cell_rated_on", "Ngày chi bộ xếp", Kind.DATE, lambda row: whole_day(row.values.cell_rated_on), 11)
    yield Field("committee_rating", "Đảng ủy xếp loại", Kind.CODE, committee, _levels, 16)
    yield told(
        "committee_rated_on", "Ngày đảng ủy xếp", Kind.DATE, lambda row: whole_day(row.values.committee_rated_on), 11
    )
    yield told("points", "Điểm", Kind.NUMBER, lambda row: row.values.points, 7)
    yield told(
        "cause",
        "Vì sao không hoàn thành",
        Kind.CODE,
        lambda row: label_of(row.values.cause),
        20,
        labels_of(RatingCause),
    )
    yield told("exemption", "Vì sao được miễn", Kind.TEXT, lambda row: row.exemption or None, 18)
    yield told("disciplines", "Kỷ luật trong năm", Kind.TEXT, lambda row: ", ".join(row.disciplines) or None, 16)
    yield told("rating_note", "Ghi chú xếp loại", Kind.TEXT, lambda row: row.values.note or None, 18)
    yield from people.meetings_of_year("hết kỳ xếp loại")
    yield from people.in_the_party()
    yield from people.card()


SUBJECT = Subject(
    key="ratings",
    label="Xếp loại đảng viên",
    unit="đảng viên",
    of_period=True,
    facts=RatingFacts,
    fields=tuple(_fields()),
    start=("full_name", "born_on", "cell", "cell_rating", "committee_rating", "points"),
)
