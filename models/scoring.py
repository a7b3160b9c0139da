"""What a meeting is worth on its score sheet: points by what the register knows, the sum, the class (domain.md 4.3).

Pure: nothing here reads the data file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from models.rules import Rule
from models.score_templates import FULL, Criterion, Option
from models.tables import Applies, Comparator, MeetingClass, ScoreKind, ScoreSource, WithoutTheme
from models.text import plain


@dataclass(frozen=True)
class Measure:
    """What the register says on one source: per cent 0–100, or None with the sentence that says what is missing.

    `short_by` are minutes short of the least duration; `is_good` whether nothing speaks against full marks;
    `is_least` puts the meeting into the last band whatever the share.
    """

    share: Fraction | None
    sentence: str
    short_by: int | None = None
    is_good: bool = False
    is_least: bool = False


@dataclass(frozen=True)
class Facts:
    """What the register knows of a meeting. A source that is not among `measures` is scored by hand.

    `has_committee` is None where no officers of the cell are written.
    """

    measures: Mapping[ScoreSource, Measure] = field(default_factory=dict[ScoreSource, Measure])
    has_theme: bool = False
    has_committee: bool | None = None


@dataclass(frozen=True)
class Proposal:
    """The points proposed for a line (None: to be typed), why, and whether the register decided them.

    `is_out` leaves the line out of the sum.
    """

    points: float | None
    reason: str = ""
    is_automatic: bool = False
    is_out: bool = False


def propose(one: Criterion, facts: Facts, without_theme: WithoutTheme) -> Proposal:
    """Propose points for a line: what the register says, else full marks."""
    most = plain(one.max_points)
    if one.applies is Applies.THEMATIC and not facts.has_theme:
        if without_theme is WithoutTheme.RESCALE:
            return Proposal(None, "Tháng không có chuyên đề: mục này không tính vào tổng.", True, True)
        return Proposal(one.max_points, f"Tháng không có chuyên đề: tính đủ {most} điểm.", True)
    if one.applies is Applies.COMMITTEE and facts.has_committee is False:
        return Proposal(one.max_points, f"Chi bộ chỉ có bí thư: tính đủ {most} điểm.", True)
    measure = None if one.source is None else facts.measures.get(one.source)
    if measure is None:
        return Proposal(one.max_points)
    if measure.share is None:
        return Proposal(None, measure.sentence)
    if one.kind is not ScoreKind.AUTO:
        if measure.is_good:
            return Proposal(one.max_points, f"{measure.sentence}: {most}/{most} điểm.", True)
        if all(option.is_rest for option in one.options):
            unknown = " hướng dẫn chưa nêu mức," if one.kind is ScoreKind.NUMBER else ""
            return Proposal(None, f"{measure.sentence};{unknown} hãy nhập điểm.")
    points = by_band(one, measure)
    return Proposal(points, f"{measure.sentence}: {plain(points)}/{most} điểm.", True)


def by_band(one: Criterion, measure: Measure) -> float:
    """Return the points of the band a measure falls into; without bands full marks or none."""
    if not one.options:
        return one.max_points if measure.is_good else 0
    if measure.is_least:
        return one.options[-1].points
    return next((option.points for option in one.options if _falls(option, measure)), 0)


def _falls(option: Option, measure: Measure) -> bool:
    if option.short_by is not None and measure.short_by is not None and measure.short_by <= option.short_by:
        return True
    if option.at_least is not None and measure.share is not None:
        bound = Fraction(str(option.at_least))
        return measure.share > bound if option.comparator is Comparator.MORE_THAN else measure.share >= bound
    return option.is_rest


@dataclass(frozen=True)
class Given:
    """A line of a sheet with its points, None while they are not given."""

    criterion: Criterion
    points: float | None
    reason: str = ""
    is_out: bool = False

    @property
    def lost(self) -> Fraction:
        """Points short of the most; none while not scored."""
        if self.points is None or self.is_out:
            return Fraction(0)
        return Fraction(str(self.criterion.max_points)) - Fraction(str(self.points))


@dataclass(frozen=True)
class Total:
    """The sum of a sheet, 0–100 with at most two decimals; `left` lines have no points yet.

    `quality` is None until all have; `is_lowered` where 90 and more is only Khá, as a line had to be full.
    """

    score: float
    left: int
    quality: MeetingClass | None
    is_lowered: bool


def total(lines: Iterable[Given], rule: Rule) -> Total:
    """Sum up the lines given. Lines left out are made up for: the others are scaled to 100, rounded down.

    Rounding down, so that no sheet comes over the limit of a class by rounding.
    """
    counted = [line for line in lines if not line.is_out]
    points = sum((Fraction(str(line.points)) for line in counted if line.points is not None), Fraction(0))
    out_of = sum((Fraction(str(line.criterion.max_points)) for line in counted), Fraction(0))
    score = floor(points * FULL * 100 / out_of) / 100 if out_of else 0.0
    left = sum(line.points is None for line in counted)
    if left:
        return Total(score, left, None, False)
    quality = rule.class_of(score)
    lowered = quality is MeetingClass.GOOD and any(line.lost and line.criterion.must_be_max for line in counted)
    return Total(score, 0, MeetingClass.FAIR if lowered else quality, lowered)


_LONGEST = 500  # of the note beside a meeting


def note(lines: Iterable[Given]) -> str:
    """Say where points were lost and why: “33/38 = 86,8 % dự −1; chưa có dự thảo −2”, as the superior's list has it."""
    text = "; ".join(f"{_why(line)} −{plain(float(line.lost))}" for line in lines if line.lost)
    text = text[:1].upper() + text[1:]
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _why(line: Given) -> str:
    """Return the reason without the points the register adds to it; without a reason what the line is about."""
    reason = line.reason.rpartition(":")[0] if line.reason.endswith("điểm.") else line.reason
    text = reason.rstrip(".") or line.criterion.text
    return text[:1].lower() + text[1:]
