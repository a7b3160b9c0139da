"""Lists of movements: what happened to members in a period, by day and name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from models import codes, event_lists
from models.event_lists import EventLine
from models.listing.kinds import (
    Facts,
    Field,
    Kind,
    Subject,
    Value,
    Who,
    Words,
    cell_words,
    label_of,
    labels_of,
    of_rows,
    partial,
)
from models.listing.members import words_of
from models.tables import EventKind, Gender


class EventFacts(Facts):
    """The movements of the period, also those that only a member's card tells of."""

    @cached_property
    def rows(self) -> list[EventLine]:
        """The movements."""
        return event_lists.rows(self.session, self.period, tuple(EventKind))

    @property
    def who(self) -> list[Who]:
        """The members they happened to, in the cells they were in then."""
        return [Who(row.member_id, row.full_name, row.cell_id, row.cell) for row in self.rows]


def _field(
    key: str, label: str, kind: Kind, show: Callable[[Any], Value], width: float = 12, words: Words | None = None
) -> Field:
    return Field(key, label, kind, of_rows(show), words, width, is_name=key == "full_name")


def _fields() -> Iterator[Field]:
    yield _field("kind", "Biến động", Kind.CODE, lambda row: row.kind.label, 18, labels_of(EventKind))
    yield _field("on", "Từ ngày", Kind.DATE, lambda row: partial(row.on), 11)
    yield _field("full_name", "Họ và tên", Kind.TEXT, lambda row: row.full_name, 22)
    yield _field("born_on", "Ngày sinh", Kind.DATE, lambda row: row.born_on, 11)
    yield _field("gender", "Giới tính", Kind.CODE, lambda row: label_of(row.gender), 7, labels_of(Gender))
    yield _field("ethnic", "Dân tộc", Kind.CODE, lambda row: row.ethnic or None, 9, words_of(codes.ETHNIC))
    yield _field("cell", "Chi bộ", Kind.CODE, lambda row: row.cell or None, 19, cell_words)
    yield _field("admitted_on", "Ngày vào Đảng", Kind.DATE, lambda row: row.admitted_on, 11)
    yield _field("official_on", "Ngày chính thức", Kind.DATE, lambda row: row.official_on, 11)
    yield _field("decision_number", "Số quyết định", Kind.TEXT, lambda row: row.decision_number or None, 13)
    yield _field("decision_on", "Ngày quyết định", Kind.DATE, lambda row: partial(row.decision_on), 11)
    yield _field("ceremony_on", "Ngày tổ chức lễ", Kind.DATE, lambda row: partial(row.ceremony_on), 11)
    yield _field("place", "Nơi đi, nơi đến", Kind.TEXT, lambda row: row.place or None, 18)
    yield _field("reason", "Lý do", Kind.TEXT, lambda row: row.reason or None, 18)
    yield _field("is_by_card", "Chỉ ghi trên lý lịch", Kind.YES_NO, lambda row: row.is_by_card, 8)


SUBJECT = Subject(
    key="events",
    label="Biến động",
    unit="lượt biến động",
    of_period=True,
    facts=EventFacts,
    who=lambda facts: facts.who,
    fields=tuple(_fields()),
    start=("on", "full_name", "cell", "kind", "decision_number", "decision_on"),
    left_out=(("kind", EventKind.LISTED.label),),
)
