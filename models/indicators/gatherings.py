"""Indicators of cell meetings: participation, meeting every month, thematic meetings (domain.md 4.5, 8.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.cells import short_name
from models.indicators.facts import Facts, Gathering
from models.indicators.kinds import PROPOSAL, Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.participation import CellSpan
from models.tables import MeetingClass, MeetingKind, MeetingState

GUIDE = "Hướng dẫn 42-HD/BTCTW, 28/10/2025"


def _attended(facts: Facts) -> Iterator[Name]:
    return (
        Name(Subject.MEMBER, row.member_id, row.full_name, row.cell_id, "", row.attended)
        for row in facts.rolls
        if row.attended
    )


def _obliged(facts: Facts) -> Iterator[Name]:
    return (Name(Subject.MEMBER, row.member_id, row.full_name, row.cell_id, "", row.obliged) for row in facts.rolls)


def _unrecorded(facts: Facts) -> Iterator[Name]:
    for row in facts.rolls:
        if row.unrecorded:
            yield Name(Subject.MEMBER, row.member_id, row.full_name, row.cell_id, "chưa ghi", row.unrecorded)
    for meeting in facts.unwritten:
        name = f"{short_name(facts.cell_names[meeting.cell_id])}, họp {meeting.held_on:%d/%m/%Y}"
        yield Name(Subject.MEETING, meeting.meeting_id, name, meeting.cell_id, "chưa ghi điểm danh")


def _cell(span: CellSpan, detail: str = "") -> Name:
    return Name(Subject.CELL, span.id, span.name, span.id, detail)


def _every_cell(facts: Facts) -> Iterator[Name]:
    for months in facts.months:
        yield _cell(months.cell, f"không họp tháng {', '.join(months.missed)}" if months.missed else "")


def _met_always(facts: Facts) -> Iterator[Name]:
    return (_cell(months.cell) for months in facts.months if months.has_met)


def _maybe_met(facts: Facts) -> Iterator[Name]:
    for months in facts.months:
        if months.has_met is None:
            yield _cell(months.cell, f"chưa ghi tháng {', '.join(months.unwritten)}")


def _thematic(answer: bool | None) -> Count:
    """Return the count of cells that kept their thematic meetings, or of whom that is not known (None)."""
    return lambda facts: (_cell(quarters.cell) for quarters in facts.quarters if quarters.is_kept is answer)


def _quarterly_cells(facts: Facts) -> Iterator[Name]:
    return (_cell(quarters.cell) for quarters in facts.quarters)


def _meetings(belongs: Callable[[Gathering], bool]) -> Count:
    """Return the count of meetings with a written roll that answer a question."""

    def count(facts: Facts) -> Iterator[Name]:
        for meeting in facts.gatherings:
            if meeting.state is MeetingState.RECORDED and meeting.held_on <= facts.scope.day and belongs(meeting):
                name = f"{short_name(facts.cell_names[meeting.cell_id])}, tháng {meeting.month}/{meeting.year}"
                detail = f"{meeting.kind.label.lower()}, {meeting.held_on:%d/%m/%Y}"
                yield Name(Subject.MEETING, meeting.id, name, meeting.cell_id, detail)

    return count


def _is_rated(meeting: Gathering) -> bool:
    return meeting.kind is MeetingKind.REGULAR and meeting.quality is not None


def _indicator(
    key: str,
    name: str,
    definition: str,
    counts: Unit,
    numerator: Count,
    *,
    source: str = GUIDE,
    denominator: Count | None = None,
    unsure: Count | None = None,
) -> Indicator:
    return Indicator(
        key=key,
        group=Group.MEETINGS,
        name=name,
        definition=definition,
        counts=counts,
        timing=Timing.RATE if denominator else Timing.SUM,
        direction=Direction.HIGHER,
        source=source,
        numerator=numerator,
        denominator=denominator,
        unsure=unsure,
        is_share=denominator is not None,
    )


INDICATORS = (
    _indicator(
        "participation",
        "Tỷ lệ đảng viên tham gia sinh hoạt",
        "Tổng lượt có mặt (cả trực tuyến) chia cho tổng lượt phải dự ở các cuộc sinh hoạt thường kỳ của những tháng đã "
        "qua trong kỳ. Không tính vào mẫu số những diện mà quy định sinh hoạt cho ra ngoài (được miễn, sinh hoạt tạm "
        "thời nơi khác …). Còn chỗ chưa ghi thì chưa có tỷ lệ.",
        Unit.TURNS,
        _attended,
        denominator=_obliged,
        unsure=_unrecorded,
    ),
    _indicator(
        "met_every_month",
        "Chi bộ sinh hoạt đều hằng tháng",
        "Chi bộ có sinh hoạt thường kỳ đã ghi điểm danh ở mọi tháng đã qua của kỳ, chia cho số chi bộ. Tháng mà cả "
        "đảng bộ chưa ghi cuộc họp nào thì không xét.",
        Unit.CELLS,
        _met_always,
        denominator=_every_cell,
        unsure=_maybe_met,
    ),
    _indicator(
        "thematic_each_quarter",
        "Chi bộ sinh hoạt chuyên đề mỗi quý",
        "Chi bộ mỗi quý có đủ số lần sinh hoạt chuyên đề mà quy định về sinh hoạt chi bộ của quý đó đòi hỏi, riêng "
        "hoặc kết hợp trong kỳ thường kỳ, chia cho số chi bộ. Xét những quý trọn trong kỳ đã qua.",
        Unit.CELLS,
        _thematic(answer=True),
        denominator=_quarterly_cells,
        unsure=_thematic(answer=None),
    ),
    _indicator(
        "meetings_good",
        "Cuộc sinh hoạt xếp loại Tốt",
        "Cuộc sinh hoạt thường kỳ trong kỳ được xếp loại Tốt, chia cho số cuộc đã xếp loại.",
        Unit.MEETINGS,
        _meetings(lambda meeting: _is_rated(meeting) and meeting.quality is MeetingClass.GOOD),
        denominator=_meetings(_is_rated),
    ),
    _indicator(
        "meetings_regular",
        "Số cuộc sinh hoạt thường kỳ",
        "Cuộc sinh hoạt thường kỳ trong kỳ đã ghi điểm danh.",
        Unit.MEETINGS,
        _meetings(lambda meeting: meeting.kind is MeetingKind.REGULAR),
        source=PROPOSAL,
    ),
    _indicator(
        "meetings_thematic",
        "Số cuộc sinh hoạt chuyên đề",
        "Cuộc sinh hoạt chuyên đề trong kỳ đã ghi điểm danh, kể cả chuyên đề kết hợp trong kỳ thường kỳ.",
        Unit.MEETINGS,
        _meetings(lambda meeting: meeting.is_thematic),
        source=PROPOSAL,
    ),
)
