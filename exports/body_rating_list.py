"""Xếp loại chất lượng chi bộ, tổ chức đảng of a year or quarter (domain.md 7.10, 8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports.names import Finding
from exports.report import DATE, Column, Needs, Report, Scope, Sheet, listed
from models import body_ratings, ratings
from models.body_ratings import BodyRatingLine
from models.indicators.formulas import closing
from models.rating_round import LEVELS
from models.rating_rules import RatingRules
from models.tables import RatingLevel
from models.text import number


@dataclass(frozen=True)
class Data:
    """The bodies of a period, with the words of its time for the levels."""

    rules: RatingRules
    bodies: list[BodyRatingLine]


Rated = tuple[Data, BodyRatingLine]


def fetch(session: Session, scope: Scope) -> Data:
    """Read the ratings of the period."""
    assert scope.period is not None  # the report needs one
    year, quarter = ratings.round_of(scope.period)
    rules = ratings.rules_of(session, year, quarter)
    return Data(rules, body_ratings.lines(session, year, quarter, on=scope.on))


def notes(data: Data) -> list[str]:
    """Return the sums of the levels, in per cent that add up to 100, and what the letters stand for."""
    sums = body_ratings.counts(data.bodies)
    words = "; ".join(f"{data.rules.short(level)}: {data.rules.label(level).lower()}" for level in LEVELS) + "."
    if not any(sums):
        return ["Chưa ghi xếp loại chi bộ, tổ chức nào.", words]
    parts = (
        f"{data.rules.short(level)} {number(many)} ({str(share).replace('.', ',')} %)"
        for level, many, share in zip(LEVELS, sums, closing(sums), strict=True)
    )
    return [f"Đã xếp loại {number(sum(sums))}/{number(len(data.bodies))}: {'; '.join(parts)}.", words]


def check(data: Data, scope: Scope) -> Sequence[Finding]:
    """Say which bodies are not rated yet."""
    del scope
    names = [line.name for line in data.bodies if line.values.level is None]
    if not names:
        return []
    return [Finding(f"{number(len(names))} chi bộ, tổ chức chưa ghi xếp loại: {listed(names)}.")]


def _short(row: Rated, level: RatingLevel | None) -> str:
    return row[0].rules.short(level) if level else ""


REPORT = Report[Data](
    key="xep-loai-to-chuc-dang",
    title="Xếp loại chi bộ, tổ chức đảng",
    group="Đảng viên",
    needs=Needs.PERIOD,
    fetch=fetch,
    check=check,
    widened=ratings.widened,
    sheets=(
        Sheet[Data](
            name="Tổ chức đảng",
            title="Kết quả đánh giá, xếp loại chất lượng chi bộ, tổ chức đảng",
            rows=lambda data: [(data, line) for line in data.bodies],
            notes=notes,
            empty="Không có chi bộ, tổ chức nào ở cuối kỳ.",
            columns=(
                Column[Rated]("Chi bộ, tổ chức đảng", lambda row: row[1].name, 34, align="left"),
                Column[Rated]("Loại hình", lambda row: row[1].kind, 26, align="left"),
                Column[Rated]("Tự xếp loại", lambda row: _short(row, row[1].values.own_rating), 11),
                Column[Rated]("Cấp trên xếp loại", lambda row: _short(row, row[1].values.committee_rating), 11),
                Column[Rated]("Số quyết định", lambda row: row[1].values.decision_number, 14),
                Column[Rated]("Ngày quyết định", lambda row: row[1].values.decided_on, 12, format=DATE),
                Column[Rated]("Ghi chú", lambda row: row[1].values.note, 20, align="left"),
            ),
        ),
    ),
)
