"""Lists of ratings of a quarter or year: of members by cell and committee, of cells and organisations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from models import attenders, body_ratings, codes, ratings
from models.attenders import MemberYear
from models.body_ratings import BodyRatingLine
from models.cells import short_name
from models.dates import Period
from models.indicators.kinds import Subject as Counted
from models.listing import people
from models.listing.bodies import MonthFacts, attendance, months
from models.listing.kinds import Facts, Field, Kind, Subject, Value, Who, label_of, labels_of, told
from models.listing.kinds import partial as whole_day
from models.listing.people import PeopleFacts, words_of
from models.rating_rules import RatingRules
from models.ratings import RatingLine
from models.tables import Duty, MeetingClass, RatingCause, RatingLevel, RatingState, Standing


class _RoundFacts(Facts):
    """What is rated for a quarter or year."""

    @cached_property
    def round(self) -> tuple[int, int]:
        """Year, and quarter or 0."""
        return ratings.round_of(self.period)

    @cached_property
    def rules(self) -> RatingRules:
        """The card that holds for the round."""
        return ratings.rules_of(self.session, *self.round)


class RatingFacts(_RoundFacts, PeopleFacts):
    """The members to be rated."""

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
    def year(self) -> dict[int, MemberYear]:
        """The regular meetings of the year up to the end of the round."""
        year, quarter = self.round
        return attenders.member_years(self.session, year, through=ratings.period(year, quarter).last.month)


class BodyRatingFacts(_RoundFacts, MonthFacts):
    """The cells and organisations to be rated, as in the tree."""

    @cached_property
    def rows(self) -> list[BodyRatingLine]:
        """The bodies with their ratings."""
        return body_ratings.lines(self.session, *self.round, on=self.on)

    @cached_property
    def who(self) -> list[Who]:
        """The bodies; an organisation is no cell's."""
        return [
            Who(row.body.cell_id, name := short_name(row.name), row.body.cell_id, name, of=Counted.CELL)
            if row.body.cell_id is not None
            else Who(row.body.organization_id or 0, row.name, None, "", of=Counted.ORGANIZATION)
            for row in self.rows
        ]

    @property
    def span(self) -> Period:
        """The months of the round up to the day."""
        whole = ratings.period(*self.round)
        return Period(whole.first, max(whole.first, min(whole.last, self.on)))


def _levels(facts: Facts) -> list[str]:
    """Return the words for the levels in the period; what they are called today while no period is chosen."""
    rules = facts.rules if isinstance(facts, _RoundFacts) and facts.has_period else RatingRules("")
    return [rules.label(level) for level in RatingLevel]


def _results(facts: Facts) -> list[str]:
    return [*_levels(facts), *(one.label for one in RatingState)]


def _level(show: Callable[[Any], RatingLevel | None]) -> Callable[[RatingFacts | BodyRatingFacts], list[Value]]:
    def values(facts: RatingFacts | BodyRatingFacts) -> list[Value]:
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
    widened=ratings.widened,
)


# -- cells and organisations -----------------------------------------------------------------------------------------


def _body_fields() -> Iterator[Field]:
    yield Field("name", "Chi bộ, tổ chức đảng", Kind.TEXT, lambda facts: [one.name for one in facts.who], width=26)
    yield told("kind", "Loại hình", Kind.CODE, lambda row: row.kind or None, 16, _kinds)
    yield told("is_cell", "Là chi bộ", Kind.YES_NO, lambda row: row.body.cell_id is not None, 8)
    yield Field(
        "result",
        "Kết quả xếp loại",
        Kind.CODE,
        _level(lambda values: values.level),
        _levels,
        18,
        about="Mức cấp trên xếp; chưa có thì mức tự xếp.",
    )
    yield Field("own_rating", "Tự xếp loại", Kind.CODE, _level(lambda values: values.own_rating), _levels, 16)
    yield Field(
        "committee_rating", "Cấp trên xếp loại", Kind.CODE, _level(lambda values: values.committee_rating), _levels, 16
    )
    yield told("decision_number", "Số quyết định", Kind.TEXT, lambda row: row.values.decision_number or None, 13)
    yield told("decided_on", "Ngày quyết định", Kind.DATE, lambda row: whole_day(row.values.decided_on), 11)
    yield told("note", "Ghi chú", Kind.TEXT, lambda row: row.values.note or None, 18)
    about = "Các tháng của kỳ xếp loại đến ngày lập; chỉ chi bộ có."
    for one in MeetingClass:
        yield months(
            f"months_{one.value}", f"Số tháng {one.label.lower()}", lambda month, one=one: month.quality is one, about
        )
    yield months("months_unrated", "Số tháng chưa xếp loại", lambda month: month.is_unrated, about)
    yield months("missed", "Số tháng không họp", lambda month: month.is_missed, about)
    yield attendance("Tỷ lệ dự sinh hoạt trong kỳ", f"{about} Còn buổi chưa ghi thì để trống.")


def _kinds(facts: Facts) -> list[str]:
    return [word for name in (codes.ORGANIZATION_KIND, codes.CELL_KIND) for word in words_of(name)(facts)]


BODIES = Subject(
    key="body_ratings",
    label="Xếp loại tổ chức đảng",
    unit="tổ chức",
    of_period=True,
    facts=BodyRatingFacts,
    fields=tuple(_body_fields()),
    start=("name", "kind", "own_rating", "committee_rating", "decision_number", "decided_on"),
    counted=Counted.CELL,
    widened=ratings.widened,
)
