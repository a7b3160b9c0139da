"""Indicators of the members on the lists on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.codes import NOT_MINORITY
from models.indicators.facts import Facts, Person
from models.indicators.kinds import PROPOSAL, Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.tables import Duty, Gender, Standing

FORM_3 = "Biểu số 3-BTCTW (Hướng dẫn 11-HD/BTCTW, 13/12/2021)"


def name_of(person: Person) -> Name:
    """Return the name of a member with the cell they are in."""
    return Name(Subject.MEMBER, person.id, person.full_name, person.cell_id, person.standing.label.lower())


def everyone(facts: Facts) -> Iterator[Name]:
    """Yield all members on the lists."""
    return map(name_of, facts.people)


def _those(belongs: Callable[[Person], bool | None], answer: bool | None = True) -> Count:
    """Return the count of the members of whom a question has an answer; None: no paper says."""
    return lambda facts: (name_of(person) for person in facts.people if belongs(person) is answer)


def _official(person: Person) -> bool | None:
    return None if person.standing is Standing.UNKNOWN else person.standing is Standing.OFFICIAL


def _probationary(person: Person) -> bool | None:
    return None if person.standing is Standing.UNKNOWN else person.standing is Standing.PROBATIONARY


def _woman(person: Person) -> bool | None:
    return None if person.gender is None else person.gender is Gender.FEMALE


def is_minority(ethnic_code: str | None) -> bool | None:
    """Whether an official ethnic code is that of a minority; None: not known (domain.md 2.8)."""
    return None if ethnic_code is None else ethnic_code not in NOT_MINORITY


def _minority(person: Person) -> bool | None:
    return is_minority(person.ethnic_code)


def _of_members(
    key: str,
    name: str,
    definition: str,
    belongs: Callable[[Person], bool | None],
    direction: Direction = Direction.NEITHER,
    source: str = FORM_3,
) -> Indicator:
    return Indicator(
        key=key,
        group=Group.MEMBERS,
        name=name,
        definition=definition,
        counts=Unit.MEMBERS,
        timing=Timing.DAY,
        direction=direction,
        source=source,
        numerator=_those(belongs),
        denominator=everyone,
        unsure=_those(belongs, None),
    )


INDICATORS = (
    Indicator(
        key="members",
        group=Group.MEMBERS,
        name="Tổng số đảng viên",
        definition="Đảng viên có tên trong danh sách các chi bộ của đảng bộ, cả chính thức, dự bị, được miễn sinh "
        "hoạt và đang sinh hoạt tạm thời nơi khác. Không tính đảng viên nơi khác đến sinh hoạt tạm thời.",
        counts=Unit.MEMBERS,
        timing=Timing.DAY,
        direction=Direction.HIGHER,
        source=FORM_3,
        numerator=everyone,
    ),
    _of_members(
        "official", "Đảng viên chính thức", "Đảng viên trong danh sách đã được công nhận chính thức.", _official
    ),
    _of_members(
        "probationary",
        "Đảng viên dự bị",
        "Đảng viên trong danh sách đang trong thời gian dự bị, chưa được công nhận chính thức.",
        _probationary,
    ),
    _of_members("women", "Đảng viên nữ", "Đảng viên trong danh sách có giới tính nữ.", _woman, Direction.HIGHER),
    _of_members(
        "minority",
        "Đảng viên người dân tộc thiểu số",
        "Đảng viên trong danh sách có dân tộc khác dân tộc Kinh, không kể người gốc nước ngoài.",
        _minority,
        Direction.HIGHER,
    ),
    _of_members(
        "exempt",
        "Đảng viên được miễn công tác và sinh hoạt đảng",
        "Đảng viên trong danh sách đang được miễn công tác và sinh hoạt đảng.",
        lambda person: person.duty is Duty.EXEMPT,
    ),
    _of_members(
        "temp_away",
        "Đảng viên sinh hoạt tạm thời nơi khác",
        "Đảng viên vẫn trong danh sách của chi bộ nhưng đang sinh hoạt tạm thời ở đảng bộ khác.",
        lambda person: person.duty is Duty.TEMP_AWAY,
        source=PROPOSAL,
    ),
)
