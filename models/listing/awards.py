"""Lists of what members and Party bodies were given in a period: badges, commendations, discipline, cards again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from sqlalchemy import select

from models import called, cell_names, cells, codes, membership_rules
from models.dates import PartialDate
from models.indicators.kinds import Subject as Counted
from models.listing import people
from models.listing.kinds import Facts, Field, Kind, Subject, Value, Who, labels_of, partial, told
from models.listing.people import PeopleFacts, words_of
from models.tables import (
    Badge,
    BodyCommendation,
    BodyDiscipline,
    CardIssue,
    CardIssueKind,
    CodeItem,
    Commendation,
    Discipline,
    Member,
    Organization,
)
from models.text import number

_MemberPaper = Badge | Commendation | Discipline | CardIssue
_BodyPaper = BodyCommendation | BodyDiscipline


class _Papers(Facts):
    """Papers by their days; those without a day, or with one known only in part, have no place in a period."""

    unit: ClassVar[str]

    @staticmethod
    @abstractmethod
    def day(row: Any) -> PartialDate | None:
        """Return the day of a paper."""

    @cached_property
    @abstractmethod
    def _all(self) -> list[tuple[Any, str]]:
        """The papers with the names that those they are for have today."""

    def _lies(self, day: PartialDate | None) -> bool | None:
        """Return whether a day is in the period; None where that is not known."""
        if day is None:
            return None
        first, last = self.period.first, self.period.last
        if first <= day.first and day.last <= last:
            return True
        return False if day.last < first or day.first > last else None

    @abstractmethod
    def _called(self, row: Any, now: str, day: date) -> str:
        """Return what whoever a paper is for was called on a day."""

    @cached_property
    def _mine(self) -> list[tuple[Any, str]]:
        """The papers of the period by their days, with the names of those days."""
        found = [(day, row, name) for row, name in self._all if (day := self.day(row)) and self._lies(day)]
        found.sort(key=lambda one: one[0])
        return [(row, self._called(row, name, day.first)) for day, row, name in found]

    @property
    def rows(self) -> Sequence[Any]:
        """The papers of the period."""
        return [row for row, _name in self._mine]

    @property
    def days(self) -> Sequence[date | None]:
        """The days of the papers."""
        return [day.first if (day := self.day(row)) else None for row in self.rows]

    @property
    def doubts(self) -> tuple[str, ...]:
        """Say how many may belong here and cannot be told."""
        count = sum(self._lies(self.day(row)) is None for row, _name in self._all)
        if not count:
            return ()
        return (f"{number(count)} {self.unit} chưa ghi đủ ngày nên chưa biết có thuộc kỳ này không, không có ở đây.",)

    @cached_property
    def labels(self) -> dict[int, str]:
        """The words of the code lists these papers use."""
        return codes.labels(
            self.session,
            *(codes.COMMENDATION, codes.AWARD_LEVEL, codes.DISCIPLINE, codes.STATE_DISCIPLINE),
            *(codes.BODY_COMMENDATION, codes.BODY_DISCIPLINE),
        )


class _Given(_Papers, PeopleFacts):
    """Papers of members, also of people who have left since: what they were given stays."""

    table: ClassVar[type[_MemberPaper]]

    @cached_property
    def _all(self) -> list[tuple[Any, str]]:
        table = self.table
        query = select(table, Member.full_name).join(Member, Member.id == table.member_id).order_by(Member.name_sort)
        return [(row, name) for row, name in self.session.execute(query)]

    @cached_property
    def _names(self) -> called.Names:
        return called.Names(self.session)

    def _called(self, row: _MemberPaper, now: str, day: date) -> str:
        return self._names.of(row.member_id, now, day)

    @cached_property
    def who(self) -> list[Who]:
        """The members, with the cells they are in at the end of the period or were in last."""
        return people.who_of(self.session, self.on, [(row.member_id, name) for row, name in self._mine])


class _OfBody(_Papers):
    """Papers of cells and of organisations above them, also of those that are no more."""

    table: ClassVar[type[_BodyPaper]]

    @cached_property
    def _all(self) -> list[tuple[Any, str]]:
        above = {key: name for key, name in self.session.execute(select(Organization.id, Organization.name))}
        today = cells.names(self.session)
        return [
            (row, today[row.cell_id] if row.cell_id is not None else above[row.organization_id or 0])
            for row in self.session.scalars(select(self.table).order_by(self.table.id))
        ]

    @cached_property
    def _names(self) -> cell_names.Names:
        return cell_names.Names(self.session)

    def _called(self, row: _BodyPaper, now: str, day: date) -> str:
        name = self._names.of(row.cell_id, row.organization_id, now, day)
        return name if row.cell_id is None else cells.short_name(name)

    @cached_property
    def who(self) -> list[Who]:
        """The bodies as called on the day of the paper, the cells to group by as at the end of the period.

        An organisation is no cell's.
        """
        return [
            Who(row.cell_id, name, row.cell_id, self.cells[row.cell_id], of=Counted.CELL)
            if row.cell_id is not None
            else Who(row.organization_id, name, None, "", of=Counted.ORGANIZATION)
            for row, name in self._mine
        ]


class BadgeFacts(_Given):
    """Badges awarded in the period."""

    table, unit = Badge, "Huy hiệu Đảng"

    @staticmethod
    def day(row: Badge) -> PartialDate | None:
        """Return the day of the award, else of the decision."""
        return partial(row.awarded_on or row.decision_on)


class CommendationFacts(_Given):
    """Commendations decided in the period."""

    table, unit = Commendation, "lượt khen thưởng"

    @staticmethod
    def day(row: Commendation) -> PartialDate | None:
        """Return the day of the decision."""
        return row.awarded_on


class DisciplineFacts(_Given):
    """Discipline that took effect in the period, the Party's and that of the government and the law."""

    table, unit = Discipline, "lượt kỷ luật"

    @staticmethod
    def day(row: Discipline) -> PartialDate | None:
        """Return the day it took effect."""
        return partial(row.effective_on)

    @cached_property
    def party_forms(self) -> frozenset[int]:
        """The forms of the Party's discipline."""
        query = select(CodeItem.id).where(CodeItem.list_name == codes.DISCIPLINE)
        return frozenset(self.session.scalars(query))


class CardIssueFacts(_Given):
    """Cards given again in the period."""

    table, unit = CardIssue, "lần cấp lại, đổi thẻ"

    @staticmethod
    def day(row: CardIssue) -> PartialDate | None:
        """Return the day the card was given."""
        return row.issued_on


class BodyCommendationFacts(_OfBody):
    """Commendations of Party bodies decided in the period."""

    table, unit = BodyCommendation, "lượt khen thưởng tổ chức đảng"
    day = staticmethod(CommendationFacts.day)


class BodyDisciplineFacts(_OfBody):
    """Discipline of Party bodies that took effect in the period."""

    table, unit = BodyDiscipline, "lượt kỷ luật tổ chức đảng"
    day = staticmethod(DisciplineFacts.day)


def _coded(key: str, label: str, column: str, *lists: str, width: float = 18) -> Field:
    return Field(
        key,
        label,
        Kind.CODE,
        lambda facts: [facts.labels.get(getattr(row, column) or 0) for row in facts.rows],
        lambda facts: [word for name in lists for word in words_of(name)(facts)],
        width,
    )


def _text(key: str, label: str, width: float = 13) -> Field:
    return told(key, label, Kind.TEXT, lambda row: getattr(row, key) or None, width)


def _day(key: str, label: str) -> Field:
    return told(key, label, Kind.DATE, lambda row: partial(getattr(row, key)), 11)


def _of(own: Sequence[Field], age: str) -> tuple[Field, ...]:
    """Return the fields of a kind of paper with those of the people they are for."""
    return (
        *people.name_and_cell(),
        *own,
        *people.person(age),
        *people.in_the_party(),
        people.still_listed(),
        *people.card(),
    )


def _badge_words(years: int) -> str:
    return f"Huy hiệu {years} năm"


def _levels(facts: Any) -> list[str]:
    return [_badge_words(years) for years in membership_rules.book(facts.session).milestones]


def _badge() -> Iterator[Field]:
    yield told("badge", "Huy hiệu Đảng", Kind.CODE, lambda row: _badge_words(row.years), 14, _levels)
    yield _day("awarded_on", "Ngày trao")
    yield _text("decision_number", "Số quyết định")
    yield _day("decision_on", "Ngày quyết định")
    yield told("badge_note", "Ghi chú Huy hiệu", Kind.TEXT, lambda row: row.note or None, 16)


def _commendation(kinds: str = codes.COMMENDATION) -> Iterator[Field]:
    yield _coded("kind", "Hình thức khen thưởng", "kind_id", kinds)
    yield _text("title", "Danh hiệu, nội dung", 20)
    yield _day("awarded_on", "Ngày quyết định")
    yield _text("decision_number", "Số quyết định")
    yield _coded("level", "Cấp khen", "level_id", codes.AWARD_LEVEL, width=14)


def _is_party(facts: DisciplineFacts) -> list[Value]:
    return [row.form_id in facts.party_forms for row in facts.rows]


def _in_force(facts: DisciplineFacts | BodyDisciplineFacts) -> list[Value]:
    return [row.ends_on is None or row.ends_on >= facts.on for row in facts.rows]


def _discipline() -> Iterator[Field]:
    yield _coded("form", "Hình thức kỷ luật", "form_id", codes.DISCIPLINE, codes.STATE_DISCIPLINE)
    yield Field("is_party", "Kỷ luật của Đảng", Kind.YES_NO, _is_party, width=8)
    yield from _decided()


def _decided() -> Iterator[Field]:
    yield _text("content", "Nội dung vi phạm", 24)
    yield _text("issuer", "Cơ quan quyết định", 18)
    yield _text("decision_number", "Số quyết định")
    yield _day("decision_on", "Ngày quyết định")
    yield _day("effective_on", "Có hiệu lực từ")
    yield _day("ends_on", "Hiệu lực đến hết")
    yield Field("is_in_force", "Còn hiệu lực", Kind.YES_NO, _in_force, width=8, about="Vào ngày cuối kỳ.")


def _card() -> Iterator[Field]:
    yield told("issue", "Cấp lại, đổi thẻ", Kind.CODE, lambda row: row.kind.label, 18, labels_of(CardIssueKind))
    yield _day("issued_on", "Ngày cấp")
    yield _text("decision_number", "Số quyết định")
    yield told("issue_note", "Ghi chú cấp thẻ", Kind.TEXT, lambda row: row.note or None, 16)


def _body() -> Iterator[Field]:
    yield Field("name", "Chi bộ, tổ chức đảng", Kind.TEXT, lambda facts: [one.name for one in facts.who], width=26)
    yield told("is_cell", "Là chi bộ", Kind.YES_NO, lambda row: row.cell_id is not None, 8)


def _body_discipline() -> Iterator[Field]:
    yield from _body()
    yield _coded("form", "Hình thức kỷ luật", "form_id", codes.BODY_DISCIPLINE)
    yield from _decided()


def _subject(key: str, label: str, unit: str, facts: type[_Given], fields: tuple[Field, ...], *start: str) -> Subject:
    return Subject(key, label, unit, True, facts, fields, ("full_name", "cell", *start))


BADGES = _subject(
    "badges",
    "Huy hiệu Đảng",
    "Huy hiệu",
    BadgeFacts,
    _of(tuple(_badge()), "ngày trao"),
    "admitted_on",
    "badge",
    "awarded_on",
    "decision_number",
)
COMMENDATIONS = _subject(
    "commendations",
    "Khen thưởng",
    "lượt khen thưởng",
    CommendationFacts,
    _of(tuple(_commendation()), "ngày quyết định"),
    "kind",
    "title",
    "awarded_on",
    "level",
)
DISCIPLINES = _subject(
    "disciplines",
    "Kỷ luật",
    "lượt kỷ luật",
    DisciplineFacts,
    _of(tuple(_discipline()), "ngày có hiệu lực"),
    "form",
    "content",
    "effective_on",
    "decision_number",
)
CARD_ISSUES = _subject(
    "card_issues",
    "Cấp lại, đổi thẻ đảng viên",
    "lần cấp lại, đổi thẻ",
    CardIssueFacts,
    _of(tuple(_card()), "ngày cấp"),
    "issue",
    "issued_on",
    "decision_number",
)
BODY_COMMENDATIONS = Subject(
    "body_commendations",
    "Khen thưởng tổ chức đảng",
    "lượt khen thưởng",
    True,
    BodyCommendationFacts,
    (*_body(), *_commendation(codes.BODY_COMMENDATION)),
    ("name", "kind", "title", "awarded_on", "level"),
)
BODY_DISCIPLINES = Subject(
    "body_disciplines",
    "Kỷ luật tổ chức đảng",
    "lượt kỷ luật",
    True,
    BodyDisciplineFacts,
    tuple(_body_discipline()),
    ("name", "form", "content", "effective_on", "decision_number"),
)
