"""Lists of meetings: those of the months of a period, by cell and day, with their attendance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from sqlalchemy import select

from models import meetings, participation, rules
from models.dates import PartialDate
from models.listing.kinds import (
    Facts,
    Field,
    Kind,
    Rate,
    Subject,
    Value,
    Who,
    cell_words,
    label_of,
    labels_of,
    partial,
    told,
)
from models.meetings import MeetingRow
from models.participation import EMPTY, MeetingTally, Tally
from models.tables import MeetingClass, MeetingForm, MeetingKind, MeetingState, Member


class MeetingFacts(Facts):
    """The meetings of the period's months, of every kind and state."""

    @cached_property
    def rows(self) -> list[MeetingRow]:
        """The meetings."""
        return meetings.of_period(self.session, self.period)

    @cached_property
    def who(self) -> list[Who]:
        """The meetings by their cells, as these are called at the end of the period, and days."""
        return [
            Who(
                row.id,
                row.values.kind.label,
                row.cell_id,
                self.cells[row.cell_id],
                row.held_on,
                (row.year, row.month),
            )
            for row in self.rows
        ]

    @cached_property
    def tallies(self) -> dict[int, MeetingTally]:
        """Meeting id → its counts with the rule card that judges it."""
        return {row.meeting_id: row for row in participation.meeting_tallies(self.session, self.period)}

    @cached_property
    def names(self) -> dict[int, str]:
        """Member id → name, for chair and secretary."""
        asked = {key for row in self.rows for key in (row.values.chair_id, row.values.secretary_id) if key}
        query = select(Member.id, Member.full_name).where(Member.id.in_(asked))
        return {key: name for key, name in self.session.execute(query)}

    @cached_property
    def classes(self) -> list[MeetingClass | None]:
        """The class of each meeting: the one decided, else proposed, else the one its score gives."""
        book = rules.book(self.session)
        return [
            meetings.class_given(book, row.held_on, row.values.quality, row.self_class, row.values.score)
            for row in self.rows
        ]


def _counted(show: Callable[[Tally], Value]) -> Callable[[MeetingFacts], list[Value]]:
    """Return what the counts of a written roll say; nothing where none is written."""

    def values(facts: MeetingFacts) -> list[Value]:
        found = (facts.tallies.get(row.id) for row in facts.rows)
        return [show(one.tally) if one and one.tally.meetings else None for one in found]

    return values


def _rate(facts: MeetingFacts) -> list[Value]:
    """A meeting with nothing written yet leaves the rate of its whole group open."""
    found = (facts.tallies[row.id].tally if row.id in facts.tallies else EMPTY for row in facts.rows)
    return [Rate(one.attended, one.eligible, not one.is_complete) for one in found]


def _on_target(facts: MeetingFacts) -> list[Value]:
    found = [facts.tallies.get(row.id) for row in facts.rows]
    return [one.rule.is_met(one.tally.rate) if one and one.tally.rate is not None else None for one in found]


def _person(column: str) -> Callable[[MeetingFacts], list[Value]]:
    return lambda facts: [facts.names.get(getattr(row.values, column) or 0) for row in facts.rows]


def _number(key: str, label: str, show: Callable[[Tally], Value], about: str = "") -> Field:
    return Field(key, label, Kind.NUMBER, _counted(show), width=8, about=about)


def _fields() -> Iterator[Field]:
    yield Field("cell", "Chi bộ", Kind.CODE, lambda facts: [one.cell for one in facts.who], cell_words, 20)
    yield told("month", "Của tháng", Kind.DATE, lambda row: PartialDate(row.year, row.month), 9)
    yield told("held_on", "Ngày họp", Kind.DATE, lambda row: partial(row.held_on), 11)
    yield told("kind", "Loại họp", Kind.CODE, lambda row: row.values.kind.label, 11, labels_of(MeetingKind))
    yield told("state", "Ghi sổ", Kind.CODE, lambda row: row.state.label, 11, labels_of(MeetingState))
    yield told("form", "Hình thức họp", Kind.CODE, lambda row: label_of(row.values.form), 11, labels_of(MeetingForm))
    yield told("is_thematic", "Kết hợp chuyên đề", Kind.YES_NO, lambda row: row.values.is_thematic_combined, 9)
    yield told("minutes", "Số phút họp", Kind.NUMBER, lambda row: row.minutes, 7)
    yield told("place", "Nơi họp", Kind.TEXT, lambda row: row.values.place or None, 16)
    yield Field("chair", "Chủ trì", Kind.TEXT, _person("chair_id"), width=18, is_name=True)
    yield Field("secretary", "Thư ký", Kind.TEXT, _person("secretary_id"), width=18, is_name=True)
    yield told("superior_guest", "Cấp trên dự", Kind.TEXT, lambda row: row.values.superior_guest or None, 16)
    yield _number("listed", "Đảng viên trong danh sách", lambda tally: tally.listed, "Không kể khách sinh hoạt tạm.")
    yield _number("eligible", "Phải dự", lambda tally: tally.eligible, "Theo thẻ quy định của ngày họp.")
    yield _number("attended", "Đã dự", lambda tally: tally.attended, "Có mặt và dự trực tuyến.")
    yield _number("online", "Dự trực tuyến", lambda tally: tally.online)
    yield _number("excused", "Vắng có lý do", lambda tally: tally.excused)
    yield _number("unexcused", "Vắng không lý do", lambda tally: tally.unexcused)
    yield _number("absent", "Vắng", lambda tally: tally.excused + tally.unexcused, "Có lý do và không lý do.")
    yield _number("unrecorded", "Chưa ghi điểm danh", lambda tally: tally.unrecorded)
    yield Field(
        "attendance",
        "Tỷ lệ dự",
        Kind.RATE,
        _rate,
        width=9,
        about="Đã dự trên phải dự; dòng cộng tính gộp mọi người, không lấy trung bình các tỷ lệ. Còn buổi chưa ghi thì "
        "để trống.",
    )
    yield Field("is_on_target", "Đạt mục tiêu", Kind.YES_NO, _on_target, width=8)
    yield told("score", "Điểm", Kind.NUMBER, lambda row: row.values.score, 7)
    yield Field(
        "quality",
        "Xếp loại buổi họp",
        Kind.CODE,
        lambda facts: [label_of(one) for one in facts.classes],
        labels_of(MeetingClass),
        12,
    )
    yield told("deduction_note", "Lý do trừ điểm", Kind.TEXT, lambda row: row.values.deduction_note or None, 18)
    yield told("note", "Ghi chú", Kind.TEXT, lambda row: row.values.note or None, 18)


SUBJECT = Subject(
    key="meetings",
    label="Cuộc họp",
    unit="cuộc họp",
    of_period=True,
    facts=MeetingFacts,
    fields=tuple(_fields()),
    start=("cell", "held_on", "kind", "eligible", "attended", "attendance", "quality"),
)
