"""Lists of movements: what happened to members in a period, by day and name; and of those who left in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import ClassVar

from models import event_lists
from models.dates import PartialDate
from models.event_lists import LEAVING, EventLine
from models.listing import people
from models.listing.kinds import Field, Kind, Subject, Who, Words, label_of, labels_of, partial, told
from models.listing.people import PeopleFacts
from models.tables import EventKind, Flaw


class EventFacts(PeopleFacts):
    """The movements of the period, also those that only a member's card tells of."""

    kinds: ClassVar[Collection[EventKind]] = tuple(EventKind)

    @cached_property
    def rows(self) -> list[EventLine]:
        """The movements."""
        return event_lists.rows(self.session, self.period, self.kinds)

    @cached_property
    def who(self) -> list[Who]:
        """The members they happened to, in the cells they were in then."""
        return [Who(row.member_id, row.full_name, row.cell_id, row.cell) for row in self.rows]

    @property
    def days(self) -> Sequence[date | None]:
        """The day of each movement, of one known in part its first."""
        return [row.on.first if isinstance(row.on, PartialDate) else row.on for row in self.rows]


class LeftFacts(EventFacts):
    """Those who left the lists of the commune in the period."""

    kinds: ClassVar[Collection[EventKind]] = LEAVING


def _paper() -> Iterator[Field]:
    yield told("decision_number", "Số quyết định", Kind.TEXT, lambda row: row.decision_number or None, 13)
    yield told("decision_on", "Ngày quyết định", Kind.DATE, lambda row: partial(row.decision_on), 11)


def _flaw() -> Field:
    return told("flaw", "Sai sót", Kind.CODE, lambda row: label_of(row.flaw), 16, labels_of(Flaw))


def _events() -> Iterator[Field]:
    yield told("kind", "Biến động", Kind.CODE, lambda row: row.kind.label, 18, labels_of(EventKind))
    yield told("on", "Từ ngày", Kind.DATE, lambda row: partial(row.on), 11)
    yield from people.name_and_cell()
    yield from people.person("ngày biến động")
    yield from people.in_the_party()
    yield from _paper()
    yield told("ceremony_on", "Ngày tổ chức lễ", Kind.DATE, lambda row: partial(row.ceremony_on), 11)
    yield told("place", "Nơi đi, nơi đến", Kind.TEXT, lambda row: row.place or None, 18)
    yield told("reason", "Lý do", Kind.TEXT, lambda row: row.reason or None, 18)
    yield _flaw()
    yield told("is_by_card", "Chỉ ghi trên lý lịch", Kind.YES_NO, lambda row: row.is_by_card, 8)
    yield from people.card()


def _left() -> Iterator[Field]:
    ways = labels_of_some(LEAVING)
    yield told("kind", "Ra khỏi danh sách vì", Kind.CODE, lambda row: row.kind.label, 14, ways)
    yield told("on", "Ra khỏi danh sách từ", Kind.DATE, lambda row: partial(row.on), 11)
    yield from people.name_and_cell()
    yield from people.person("ngày ra khỏi danh sách")
    yield from people.in_the_party()
    yield told("place", "Nơi chuyển đến", Kind.TEXT, lambda row: row.place or None, 18)
    yield told("reason", "Lý do", Kind.TEXT, lambda row: row.reason or None, 18)
    yield _flaw()
    yield from _paper()
    yield people.still_listed()
    yield from people.card()


def labels_of_some(kinds: Collection[EventKind]) -> Words:
    """Return the words of some movements, in the order they always have."""
    return lambda _facts: [one.label for one in EventKind if one in kinds]


SUBJECT = Subject(
    key="events",
    label="Biến động",
    unit="lượt biến động",
    of_period=True,
    facts=EventFacts,
    fields=tuple(_events()),
    start=("on", "full_name", "cell", "kind", "decision_number", "decision_on"),
    left_out=(("kind", EventKind.LISTED.label),),
)
LEFT = Subject(
    key="left",
    label="Người đã ra khỏi danh sách",
    unit="đồng chí",
    of_period=True,
    facts=LeftFacts,
    fields=tuple(_left()),
    start=("full_name", "born_on", "cell", "kind", "on", "place"),
)
