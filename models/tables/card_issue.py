"""Thẻ đảng viên: the times a card was given again; the first is the member's own `card_issued_on`."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.dates import PartialDate
from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class CardIssueKind(LabelledEnum):
    """Why a member was given a card again (form 7, III); the last is no row of that form."""

    LOST = "lost", "Cấp lại do mất"
    DAMAGED = "damaged", "Đổi lại do bị hỏng"
    RENEWED = "renewed", "Đổi thẻ khác (theo mẫu mới…)"


class CardIssue(Base):
    """A card given again to a member."""

    __tablename__ = "card_issue"
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[CardIssueKind] = mapped_column(by_value(CardIssueKind))
    issued_on: Mapped[PartialDate] = mapped_column(index=True)
    decision_number: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[ShortText | None]
