"""Indicators of admissions, recognitions and the other movements of a period (form 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import select

from models.balance import INTERNAL, Line, Movement
from models.dates import PartialDate, add_months
from models.indicators.dated import Dated
from models.indicators.facts import Facts
from models.indicators.kinds import PROPOSAL, Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.indicators.members import is_minority
from models.tables import Gender, Target
from models.tables.target import Measure

FORM_1 = "Biểu số 1-BTCTW (Hướng dẫn 11-HD/BTCTW, 13/12/2021)"
FORM_2 = "Biểu số 2-BTCTW (Hướng dẫn 11-HD/BTCTW, 13/12/2021)"


def _name(row: Dated, detail: str) -> Name:
    return Name(Subject.MEMBER, row.id, row.full_name, row.cell_id, f"{detail} {row.day}", until=row.day.open_until)


def _admitted(belongs: Callable[[Facts, Dated], bool | None] = lambda _facts, row: row.is_sure) -> Count:
    """Return the count of those admitted in the period of whom a question is answered with yes."""
    return lambda facts: (_name(row, "kết nạp") for row in facts.admitted if row.is_sure and belongs(facts, row))


def _admitted_unsure(belongs: Callable[[Facts, Dated], bool | None]) -> Count:
    """Return the count of those who may have been admitted in the period and belong to the question."""
    return lambda facts: (
        _name(row, "ngày vào Đảng")
        for row in facts.admitted
        if belongs(facts, row) is not False and (not row.is_sure or belongs(facts, row) is None)
    )


def _anyone(_facts: Facts, _row: Dated) -> bool:
    return True


def _woman(_facts: Facts, row: Dated) -> bool | None:
    return None if row.gender is None else row.gender is Gender.FEMALE


def _minority(_facts: Facts, row: Dated) -> bool | None:
    return is_minority(row.ethnic_code)


def _young_villager(facts: Facts, row: Dated) -> bool | None:
    """Tell whether a member was admitted young by the cell of the village they live in."""
    is_villager = None if row.village_id is None else row.village_id in facts.served[row.cell_id]
    is_young = _is_young(row.born_on, row.day.first, facts.terms.on(row.day.first).youth_age)
    if is_villager is False or is_young is False:
        return False
    return None if is_villager is None or is_young is None else True


def _is_young(born: PartialDate | None, on: date, oldest: int) -> bool | None:
    """Tell whether somebody is at most `oldest`; None while the day of birth is not known well enough."""
    if born is None:
        return None
    earliest, latest = (add_months(day, 12 * (oldest + 1)) for day in (born.first, born.last))
    return True if on < earliest else False if on >= latest else None


def _recognised(facts: Facts) -> Iterator[Name]:
    return (_name(row, "chính thức") for row in facts.recognised if row.is_sure)


def _recognised_unsure(facts: Facts) -> Iterator[Name]:
    return (_name(row, "chính thức") for row in facts.recognised if not row.is_sure)


def _targets(facts: Facts) -> Iterator[Name]:
    """Yield the commune's admission target of just this period, counted as often as it asks for."""
    period = facts.scope.period
    query = select(Target).where(
        Target.indicator_key == ADMITTED.key,
        Target.measure == Measure.LEVEL,
        Target.first_day == period.first,
        Target.last_day == period.last,
        Target.cell_id.is_(None),
        Target.organization_id.is_(None),
    )
    for target in facts.session.scalars(query):
        yield Name(Subject.TARGET, target.id, f"Chỉ tiêu kết nạp {period.label}", None, times=round(target.value))


def _lines(*lines: Line, times: int = 1) -> Count:
    """Return the count of those whose movement stands on some lines of form 1."""

    def count(facts: Facts) -> Iterator[Name]:
        return (_moved(movement, times) for movement in facts.movements if movement.line in lines)

    return count


def _moved(movement: Movement, times: int = 1) -> Name:
    day = movement.day or "chưa rõ ngày"
    detail = f"{movement.kind.label.lower()} {day}"
    until = movement.day.open_until if movement.day else None
    return Name(Subject.MEMBER, movement.member_id, movement.full_name, movement.cell_id, detail, times, until)


def _net(facts: Facts) -> Iterator[Name]:
    return (
        _moved(movement, 1 if movement.line.is_increase else -1)
        for movement in facts.movements
        if movement.line not in INTERNAL
    )


def _moves(
    key: str, name: str, definition: str, *lines: Line, direction: Direction = Direction.NEITHER, source: str = FORM_1
) -> Indicator:
    return Indicator(
        key=key,
        group=Group.MOVEMENTS,
        name=name,
        definition=definition,
        counts=Unit.MEMBERS,
        timing=Timing.SUM,
        direction=direction,
        source=source,
        numerator=_lines(*lines),
    )


def _admissions(key: str, name: str, definition: str, belongs: Callable[[Facts, Dated], bool | None]) -> Indicator:
    return Indicator(
        key=key,
        group=Group.MOVEMENTS,
        name=name,
        definition=definition,
        counts=Unit.MEMBERS,
        timing=Timing.SUM,
        direction=Direction.HIGHER,
        source=FORM_2,
        numerator=_admitted(belongs),
        denominator=None if belongs is _anyone else _admitted(),
        unsure=_admitted_unsure(belongs),
    )


ADMITTED = _admissions(
    "admitted",
    "Kết nạp đảng viên",
    "Quần chúng được kết nạp, kể cả kết nạp lại, trong kỳ tại các chi bộ của đảng bộ. Ai chưa ghi việc kết nạp "
    "thì tính theo ngày vào Đảng trong lý lịch, nếu lúc đó đã ở trong danh sách của chi bộ.",
    _anyone,
)

INDICATORS = (
    ADMITTED,
    Indicator(
        key="admitted_of_target",
        group=Group.MOVEMENTS,
        name="Hoàn thành chỉ tiêu kết nạp",
        definition="Số kết nạp trong kỳ chia cho chỉ tiêu kết nạp của đúng kỳ đó, giao cho toàn đảng bộ. Chưa đặt chỉ "
        "tiêu thì không có tỷ lệ.",
        counts=Unit.MEMBERS,
        timing=Timing.SUM,
        direction=Direction.HIGHER,
        source="Chỉ tiêu do cấp trên giao hằng năm",
        numerator=_admitted(),
        denominator=_targets,
        unsure=_admitted_unsure(_anyone),
        is_share=True,
        takes_target=False,
    ),
    _admissions("admitted_women", "Kết nạp đảng viên nữ", "Người được kết nạp trong kỳ có giới tính nữ.", _woman),
    _admissions(
        "admitted_minority",
        "Kết nạp người dân tộc thiểu số",
        "Người được kết nạp trong kỳ có dân tộc khác dân tộc Kinh, không kể người gốc nước ngoài.",
        _minority,
    ),
    _admissions(
        "admitted_young",
        "Kết nạp đảng viên trẻ là người thôn, bản",
        "Người được kết nạp trong kỳ khi chưa quá tuổi đảng viên trẻ (ghi ở Thiết lập), ở ngay thôn, bản mà chi bộ của "
        "mình phụ trách.",
        _young_villager,
    ),
    Indicator(
        key="recognised",
        group=Group.MOVEMENTS,
        name="Công nhận đảng viên chính thức",
        definition="Đảng viên dự bị được công nhận chính thức trong kỳ. Ai chưa ghi việc công nhận thì tính theo ngày "
        "chính thức trong lý lịch, nếu lúc đó đã ở trong danh sách của chi bộ.",
        counts=Unit.MEMBERS,
        timing=Timing.SUM,
        direction=Direction.HIGHER,
        source=PROPOSAL,
        numerator=_recognised,
        unsure=_recognised_unsure,
    ),
    Indicator(
        key="net_change",
        group=Group.MOVEMENTS,
        name="Tăng, giảm đảng viên",
        definition="Số đảng viên tăng trừ số đảng viên giảm trong kỳ (B − C của Biểu 1). Chuyển giữa các chi bộ trong "
        "đảng bộ không tính.",
        counts=Unit.MEMBERS,
        timing=Timing.SUM,
        direction=Direction.HIGHER,
        source=FORM_1,
        numerator=_net,
    ),
    _moves(
        "transferred_in",
        "Đảng viên chuyển đến",
        "Đảng viên chuyển sinh hoạt chính thức từ đảng bộ khác đến trong kỳ.",
        *(Line.B2A, Line.B2B, Line.B2U),
    ),
    _moves(
        "transferred_out",
        "Đảng viên chuyển đi",
        "Đảng viên chuyển sinh hoạt chính thức đi đảng bộ khác trong kỳ.",
        *(Line.C5A, Line.C5B, Line.C5U),
    ),
    _moves(
        "moved_inside",
        "Chuyển sinh hoạt giữa các chi bộ",
        "Đảng viên chuyển từ chi bộ này sang chi bộ khác trong đảng bộ trong kỳ, tính ở chi bộ nhận.",
        Line.B2C,
        source=PROPOSAL,
    ),
    _moves("restored", "Phục hồi đảng tịch", "Người được phục hồi đảng tịch trong kỳ.", Line.B3),
    _moves("died", "Đảng viên từ trần", "Đảng viên từ trần trong kỳ.", Line.C1),
    _moves("expelled", "Khai trừ", "Đảng viên bị khai trừ trong kỳ.", Line.C2, direction=Direction.LOWER),
    _moves("struck_off", "Xóa tên", "Đảng viên bị xóa tên trong kỳ.", Line.C3, direction=Direction.LOWER),
    _moves("resigned", "Xin ra khỏi Đảng", "Đảng viên xin ra khỏi Đảng trong kỳ.", Line.C4, direction=Direction.LOWER),
)
