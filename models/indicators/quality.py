"""Indicators of the yearly or quarterly rating of members and of Party bodies (domain.md 8.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.body_ratings import BodyRatingLine
from models.indicators.facts import Facts
from models.indicators.kinds import Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.ratings import RatingLine
from models.tables import RatingLevel

BODIES = "Quy định 366-QĐ/TW, 30/8/2025: bốn mức chung cho tổ chức đảng và đảng viên"
FORM_6 = "Biểu số 6-BTCTW (Hướng dẫn 11-HD/BTCTW, 13/12/2021); Quy định 366-QĐ/TW, 30/8/2025"


def _those(belongs: Callable[[RatingLine], bool]) -> Count:
    def count(facts: Facts) -> Iterator[Name]:
        for line in facts.ratings:
            if belongs(line):
                level = line.values.level
                detail = level.label.lower() if level else line.exemption or "chưa xếp loại"
                yield Name(Subject.MEMBER, line.member_id, line.full_name, line.cell_id, detail)

    return count


def _rated(line: RatingLine) -> bool:
    return line.values.level is not None


def _indicator(
    key: str, name: str, definition: str, belongs: Callable[[RatingLine], bool], out_of: Count, direction: Direction
) -> Indicator:
    return Indicator(
        key=key,
        group=Group.RATINGS,
        name=name,
        definition=f"{definition} Mức của đảng ủy, chưa có thì mức của chi bộ. Kỳ là một quý hoặc cả năm.",
        counts=Unit.MEMBERS,
        timing=Timing.RATE,
        direction=direction,
        source=FORM_6,
        numerator=_those(belongs),
        denominator=out_of,
    )


def _of_level(level: RatingLevel, direction: Direction) -> Indicator:
    small = f"{level.label[:1].lower()}{level.label[1:]}"
    return _indicator(
        f"rated_{level.value}",
        f"Đảng viên {small}",
        f"Đảng viên được xếp loại {small}, trên số đảng viên đã xếp loại.",
        lambda line: line.values.level is level,
        _those(_rated),
        direction,
    )


def _bodies(belongs: Callable[[BodyRatingLine], bool]) -> Count:
    def count(facts: Facts) -> Iterator[Name]:
        for line in facts.body_ratings:
            if belongs(line):
                level = line.values.level
                detail = level.label.lower() if level else "chưa xếp loại"
                if line.body.cell_id is not None:
                    yield Name(Subject.CELL, line.body.cell_id, line.name, line.body.cell_id, detail)
                else:
                    yield Name(Subject.ORGANIZATION, line.body.organization_id or 0, line.name, None, detail)

    return count


def _body_indicator(
    key: str, name: str, definition: str, belongs: Callable[[BodyRatingLine], bool], direction: Direction
) -> Indicator:
    is_all = key == "bodies_rated"
    return Indicator(
        key=key,
        group=Group.RATINGS,
        name=name,
        definition=f"{definition} Mức cấp trên quyết định, chưa có thì mức tự xếp loại. Kỳ là một quý hoặc cả năm.",
        counts=Unit.BODIES,
        timing=Timing.RATE,
        direction=direction,
        source=BODIES,
        numerator=_bodies(belongs),
        denominator=_bodies(lambda line: is_all or line.values.level is not None),
    )


def _bodies_of_level(level: RatingLevel, direction: Direction) -> Indicator:
    small = f"{level.label[:1].lower()}{level.label[1:]}"
    return _body_indicator(
        f"bodies_{level.value}",
        f"Tổ chức đảng {small}",
        f"Chi bộ, tổ chức đảng được xếp loại {small}, trên số đã xếp loại.",
        lambda line: line.values.level is level,
        direction,
    )


INDICATORS = (
    _indicator(
        "rated",
        "Đảng viên đã đánh giá, xếp loại",
        "Đảng viên đã có mức xếp loại, trên số phải xếp loại (không kể người được miễn).",
        _rated,
        _those(lambda line: not line.is_exempt),
        Direction.HIGHER,
    ),
    _of_level(RatingLevel.EXCELLENT, Direction.HIGHER),
    _of_level(RatingLevel.GOOD, Direction.HIGHER),
    _of_level(RatingLevel.FULFILLED, Direction.NEITHER),
    _of_level(RatingLevel.NOT_FULFILLED, Direction.LOWER),
    _body_indicator(
        "bodies_rated",
        "Tổ chức đảng đã đánh giá, xếp loại",
        "Chi bộ, tổ chức đảng đã có mức xếp loại, trên số có đến cuối kỳ.",
        lambda line: line.values.level is not None,
        Direction.HIGHER,
    ),
    _bodies_of_level(RatingLevel.EXCELLENT, Direction.HIGHER),
    _bodies_of_level(RatingLevel.GOOD, Direction.HIGHER),
    _bodies_of_level(RatingLevel.FULFILLED, Direction.NEITHER),
    _bodies_of_level(RatingLevel.NOT_FULFILLED, Direction.LOWER),
)
