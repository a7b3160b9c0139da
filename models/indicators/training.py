"""Indicators of the source list and of classes (domain.md 8.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from models.codes import AWARENESS, NEW_MEMBER, PARTY_WORK
from models.indicators.facts import Facts
from models.indicators.kinds import PROPOSAL, Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.indicators.movement import ADMITTED
from models.text import number

if TYPE_CHECKING:
    from models.pipeline import Line
    from models.training import ClassRow, Participant

    Wanted = Callable[[ClassRow], bool]

REPORTS = "Báo cáo kết quả mở lớp bồi dưỡng hằng năm của cấp ủy"


def _classes(facts: Facts, wanted: Wanted) -> list[ClassRow]:
    return [row for row in facts.classes if wanted(row)]


def _held(wanted: Wanted) -> Count:
    def count(facts: Facts) -> Iterator[Name]:
        for row in _classes(facts, wanted):
            detail = f"{row.kind}, từ {row.values.first_day:%d/%m/%Y}, {row.people} người"
            yield Name(Subject.CLASS, row.id, row.values.name, None, detail)

    return count


def _people(
    wanted: Wanted,
    *,
    each_once: bool,
    keeps: Callable[[Participant], bool] = lambda _one: True,
    nameless: Callable[[ClassRow], int] = lambda row: row.nameless,
) -> Count:
    """Return the count of those who took part: each once (“người”), or once for each class (“lượt người”).

    Those of whom a class knows the number only are one name, the class's, that counts so often.
    """

    def count(facts: Facts) -> Iterator[Name]:
        rows = {row.id: row for row in _classes(facts, wanted)}
        found: dict[tuple[str, int], list[Participant]] = {}
        for one in facts.participants:
            if one.class_id in rows and keeps(one):
                found.setdefault(one.person, []).append(one)
        for (kind, key), parts in found.items():
            subject = Subject.MEMBER if kind == "member" else Subject.CANDIDATE
            told = "; ".join(dict.fromkeys(rows[one.class_id].values.name for one in parts))
            yield Name(subject, key, parts[0].full_name, parts[0].cell_id, told, 1 if each_once else len(parts))
        for row in rows.values():
            if count := nameless(row):
                told = f"{number(count)} người chỉ ghi số lượng, không có danh sách tên"
                yield Name(Subject.CLASS, row.id, row.values.name, None, told, count)

    return count


def _any(_row: ClassRow) -> bool:
    return True


def _is_certified(one: Participant) -> bool:
    return one.certificate_on is not None


def _of_kind(code: str) -> Wanted:
    return lambda row: row.kind_code == code


def _waiting(keeps: Callable[[Facts, Line], bool]) -> Count:
    def count(facts: Facts) -> Iterator[Name]:
        for line in facts.on_the_way:
            if line.candidate_id is not None and keeps(facts, line):
                detail = f"{line.stage.value.lower()}, từ {line.since:%d/%m/%Y}" if line.since else line.stage.value
                yield Name(Subject.CANDIDATE, line.candidate_id, line.full_name, line.cell_id, detail)

    return count


def _has_certificate(facts: Facts, line: Line) -> bool:
    return line.certificate_until is not None and line.certificate_until >= facts.scope.day


def _indicator(
    key: str,
    name: str,
    definition: str,
    counts: Unit,
    numerator: Count,
    *,
    timing: Timing = Timing.SUM,
    denominator: Count | None = None,
    source: str = REPORTS,
) -> Indicator:
    return Indicator(
        key=key,
        group=Group.TRAINING,
        name=name,
        definition=definition,
        counts=counts,
        timing=timing,
        direction=Direction.HIGHER,
        source=source,
        numerator=numerator,
        denominator=denominator,
    )


def _of_classes(key: str, name: str, code: str) -> tuple[Indicator, Indicator]:
    """Return the two indicators of one kind of class: how many were held, and how many took part."""
    small = f"{name[:1].lower()}{name[1:]}"
    wanted = _of_kind(code)
    return (
        _indicator(f"{key}_classes", f"Lớp {small}", f"Lớp {small} khai giảng trong kỳ.", Unit.CLASSES, _held(wanted)),
        _indicator(
            f"{key}_turns",
            f"Học viên lớp {small}",
            f"Lượt người học các lớp {small} khai giảng trong kỳ; học hai lớp thì tính hai lượt.",
            Unit.TURNS,
            _people(wanted, each_once=False),
        ),
    )


CLASSES = _indicator(
    "classes", "Lớp đào tạo, bồi dưỡng", "Lớp các loại khai giảng trong kỳ.", Unit.CLASSES, _held(_any)
)
TURNS = _indicator(
    "class_turns",
    "Lượt người được đào tạo, bồi dưỡng",
    "Cộng số người học của các lớp khai giảng trong kỳ; một người học hai lớp tính hai lượt.",
    Unit.TURNS,
    _people(_any, each_once=False),
)
PEOPLE = _indicator(
    "class_people",
    "Người được đào tạo, bồi dưỡng",
    "Số người học các lớp khai giảng trong kỳ; ai học nhiều lớp, kể cả khi còn là quần chúng, chỉ tính một lần. "
    "Lớp chỉ ghi số lượng thì cộng cả số ấy, vì không biết ai học lớp nào khác.",
    Unit.PEOPLE,
    _people(_any, each_once=True),
)
CERTIFIED = _indicator(
    "class_certificates",
    "Giấy chứng nhận đã cấp",
    "Lượt người được cấp giấy chứng nhận ở các lớp khai giảng trong kỳ.",
    Unit.TURNS,
    _people(
        _any,
        each_once=False,
        keeps=_is_certified,
        nameless=lambda row: row.nameless_certificates,
    ),
)

INDICATORS = (
    _indicator(
        "source",
        "Người trong nguồn phát triển đảng viên",
        "Quần chúng trong danh sách nguồn, chưa kết nạp và chưa ra khỏi nguồn.",
        Unit.PEOPLE,
        _waiting(lambda _facts, _line: True),
        timing=Timing.DAY,
        source=PROPOSAL,
    ),
    _indicator(
        "source_certified",
        "Người trong nguồn có giấy chứng nhận còn giá trị",
        "Quần chúng trong nguồn đã học lớp bồi dưỡng nhận thức về Đảng, giấy chứng nhận chưa quá thời hạn quy định.",
        Unit.PEOPLE,
        _waiting(_has_certificate),
        timing=Timing.DAY,
        denominator=_waiting(lambda _facts, _line: True),
        source=PROPOSAL,
    ),
    CLASSES,
    TURNS,
    PEOPLE,
    CERTIFIED,
    *_of_classes("awareness", "Bồi dưỡng nhận thức về Đảng", AWARENESS),
    *_of_classes("new_member", "Bồi dưỡng đảng viên mới", NEW_MEMBER),
    *_of_classes("party_work", "Bồi dưỡng công tác đảng cho bí thư, cấp ủy viên", PARTY_WORK),
    Indicator(
        key="admitted_of_certified",
        group=Group.TRAINING,
        name="Kết nạp so với số đã học lớp nhận thức",
        definition="Số kết nạp trong kỳ chia cho số người học lớp bồi dưỡng nhận thức về Đảng khai giảng trong kỳ. Hai "
        "số không phải cùng một nhóm người, nên có thể quá 100 %.",
        counts=Unit.PEOPLE,
        timing=Timing.SUM,
        direction=Direction.HIGHER,
        source=PROPOSAL,
        numerator=ADMITTED.numerator,
        denominator=_people(_of_kind(AWARENESS), each_once=True),
        unsure=ADMITTED.unsure,
        is_share=True,
        takes_target=False,
    ),
)
