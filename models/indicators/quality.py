"""Indicators of the yearly or quarterly rating of members and of Party bodies (domain.md 8.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.indicators.facts import Facts
from models.indicators.kinds import Count, Direction, Group, Indicator, Name, Subject, Timing, Unit
from models.tables import RatingLevel

if TYPE_CHECKING:
    from models.body_ratings import BodyRatingLine
    from models.ratings import RatingLine

BODIES = "Quy định 366-QĐ/TW, 30/8/2025: bốn mức chung cho tổ chức đảng và đảng viên"
FORM_6 = "Biểu số 6-BTCTW (Hướng dẫn 11-HD/BTCTW, 13/12/2021); Quy định 366-QĐ/TW, 30/8/2025"
_DIRECTIONS = {
    RatingLevel.EXCELLENT: Direction.HIGHER,
    RatingLevel.GOOD: Direction.HIGHER,
    RatingLevel.FULFILLED: Direction.NEITHER,
    RatingLevel.NOT_FULFILLED: Direction.LOWER,
}


@dataclass(frozen=True)
class _Rated:
    """Who is rated: where the lines come from, what a line is called, and the words of the indicators.

    `due` tells whether a line is to be rated at all; `out_of` says it in words. `all_key` and `key` begin the keys.
    """

    all_key: str
    key: str
    name: str
    who: str
    out_of: str
    decided: str
    unit: Unit
    source: str
    lines: Callable[[Facts], Sequence[Any]]
    named: Callable[[Any, str], Name]
    due: Callable[[Any], bool] = lambda _line: True

    def indicators(self) -> Iterator[Indicator]:
        """Yield how many are rated, then how many have each level, the best first."""
        yield self._indicator(
            self.all_key,
            f"{self.name} đã đánh giá, xếp loại",
            f"{self.who} đã có mức xếp loại, trên số {self.out_of}.",
            self._those(_is_rated),
            self._those(self.due),
            Direction.HIGHER,
        )
        for level, direction in _DIRECTIONS.items():
            small = f"{level.label[:1].lower()}{level.label[1:]}"
            yield self._indicator(
                f"{self.key}_{level.value}",
                f"{self.name} {small}",
                f"{self.who} được xếp loại {small}, trên số đã xếp loại.",
                self._those(lambda line, level=level: line.values.level is level),
                self._those(_is_rated),
                direction,
            )

    def _indicator(
        self, key: str, name: str, definition: str, part: Count, whole: Count, direction: Direction
    ) -> Indicator:
        return Indicator(
            key=key,
            group=Group.RATINGS,
            name=name,
            definition=f"{definition} {self.decided} Kỳ là một quý hoặc cả năm.",
            counts=self.unit,
            timing=Timing.RATE,
            direction=direction,
            source=self.source,
            numerator=part,
            denominator=whole,
        )

    def _those(self, belongs: Callable[[Any], bool]) -> Count:
        def count(facts: Facts) -> Iterator[Name]:
            for line in self.lines(facts):
                if belongs(line):
                    level = line.values.level
                    yield self.named(line, level.label.lower() if level else "chưa xếp loại")

        return count


def _is_rated(line: RatingLine | BodyRatingLine) -> bool:
    return line.values.level is not None


def _member(line: RatingLine, detail: str) -> Name:
    is_told = line.values.level is None and line.exemption
    return Name(Subject.MEMBER, line.member_id, line.full_name, line.cell_id, line.exemption if is_told else detail)


def _body(line: BodyRatingLine, detail: str) -> Name:
    cell_id = line.body.cell_id
    if cell_id is not None:
        return Name(Subject.CELL, cell_id, line.name, cell_id, detail)
    return Name(Subject.ORGANIZATION, line.body.organization_id or 0, line.name, None, detail)


_MEMBERS = _Rated(
    all_key="rated",
    key="rated",
    name="Đảng viên",
    who="Đảng viên",
    out_of="phải xếp loại (không kể người được miễn)",
    decided="Mức của đảng ủy, chưa có thì mức của chi bộ.",
    unit=Unit.MEMBERS,
    source=FORM_6,
    lines=lambda facts: facts.ratings,
    named=_member,
    due=lambda line: not line.is_exempt,
)
_BODIES = _Rated(
    all_key="bodies_rated",
    key="bodies",
    name="Tổ chức đảng",
    who="Chi bộ, tổ chức đảng",
    out_of="có đến cuối kỳ",
    decided="Mức cấp trên quyết định, chưa có thì mức tự xếp loại.",
    unit=Unit.BODIES,
    source=BODIES,
    lines=lambda facts: facts.body_ratings,
    named=_body,
)
INDICATORS = (*_MEMBERS.indicators(), *_BODIES.indicators())
