"""Đánh giá, xếp loại chất lượng: what the cell and the committee made of a member's quarter or year."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value
from models.tables.rating_level import RatingLevel


class RatingState(LabelledEnum):
    """Why a member has no level (form 6, rows 2 and 3)."""

    EXEMPT = "exempt", "Được miễn kiểm điểm, xếp loại"
    NOT_YET = "not_yet", "Chưa kiểm điểm, xếp loại"


class RatingCause(LabelledEnum):
    """Why a member has not fulfilled their tasks (form 6; domain.md 5.2)."""

    DEGRADED = "degraded", "Cấp có thẩm quyền kết luận có biểu hiện suy thoái"
    UNDER_HALF = "under_half", "Chỉ hoàn thành dưới 50 % số chỉ tiêu"
    AS_EMPLOYEE = "as_employee", "Công chức, viên chức xếp loại không hoàn thành nhiệm vụ"
    DISCIPLINED = "disciplined", "Bị xử lý kỷ luật trong năm"
    OTHER = "other", "Khác"


class Rating(Base):
    """The rating of a member for a year (`quarter` 0) or one of its quarters.

    The cell proposes, the committee decides; both are kept. `state` says why there is neither. `points` are of 100.
    """

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter_of_a_year"),
        CheckConstraint("points BETWEEN 0 AND 100", name="points_of_a_hundred"),
        CheckConstraint(
            "state IS NULL OR (cell_rating IS NULL AND committee_rating IS NULL)", name="a_level_or_a_state"
        ),
        Index("uq_rating_period", "member_id", "year", "quarter", unique=True),
        Index("ix_rating_year", "year", "quarter"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    points: Mapped[float | None]
    cell_rating: Mapped[RatingLevel | None] = mapped_column(by_value(RatingLevel))
    cell_rated_on: Mapped[date | None]
    committee_rating: Mapped[RatingLevel | None] = mapped_column(by_value(RatingLevel))
    committee_rated_on: Mapped[date | None]
    state: Mapped[RatingState | None] = mapped_column(by_value(RatingState))
    cause: Mapped[RatingCause | None] = mapped_column(by_value(RatingCause))
    note: Mapped[ShortText | None]


class BodyRating(Base):
    """The rating of a cell or of an organisation above the cells for a year (`quarter` 0) or one of its quarters.

    `own_rating` is what it gave itself, `committee_rating` what the level above decided.
    """

    __tablename__ = "body_rating"
    __table_args__ = (
        CheckConstraint("(cell_id IS NULL) <> (organization_id IS NULL)", name="one_body"),
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter_of_a_year"),
        UniqueConstraint("cell_id", "year", "quarter", name="uq_body_rating_cell"),
        UniqueConstraint("organization_id", "year", "quarter", name="uq_body_rating_organization"),
    )
    id: Mapped[Key]
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    own_rating: Mapped[RatingLevel | None] = mapped_column(by_value(RatingLevel))
    committee_rating: Mapped[RatingLevel | None] = mapped_column(by_value(RatingLevel))
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decided_on: Mapped[date | None]
    note: Mapped[ShortText | None]
