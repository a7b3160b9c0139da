"""What members were called before a decision changed their name."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key


class FormerName(Base):
    """What a member was called until the end of a day; the name in use is on the card.

    On a day holds the former name with the earliest `until` not before it, else the one in use. The decision is the one
    that ended it (thay đổi, cải chính họ tên).
    """

    __tablename__ = "former_name"
    __table_args__ = (Index("ix_former_name_member", "member_id", "until"),)
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    full_name: Mapped[str] = mapped_column(String(100))
    until: Mapped[date]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(String(200))
