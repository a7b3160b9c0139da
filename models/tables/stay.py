"""The dated history of a member: in which cell, with which standing, with which duty to attend."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, by_value


class Standing(LabelledEnum):
    """Membership standing; `UNKNOWN` when no paper says whether the member has been recognised."""

    OFFICIAL = "official", "Chính thức"
    PROBATIONARY = "probationary", "Dự bị"
    UNKNOWN = "unknown", "Chưa rõ"


class Duty(LabelledEnum):
    """Whether a member of the list must attend the cell's meetings (domain.md 3.1, 4.5)."""

    ACTIVE = "active", "Đang sinh hoạt"
    EXEMPT = "exempt", "Miễn sinh hoạt"
    TEMP_AWAY = "temp_away", "Sinh hoạt tạm thời nơi khác"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt"
    SPECIAL_DUTY = "special_duty", "Làm nhiệm vụ đặc biệt"
    GUEST = "guest", "Sinh hoạt tạm thời tại đây"


class Ending(LabelledEnum):
    """Why a member's last stay ended: how they left the register (domain.md 3.1)."""

    TRANSFERRED_OUT = "transfer_out", "Chuyển đi"
    DIED = "died", "Từ trần"
    STRUCK_OFF = "struck_off", "Xóa tên"
    EXPELLED = "expelled", "Khai trừ"
    RESIGNED = "resigned", "Xin ra khỏi Đảng"


class Stay(Base):
    """A time in one cell with one standing and one duty; the present one has no end.

    `since` is the first day it counts; when no paper gives it, it is the earliest day it can be
    (the admission) and `is_since_known` is false. `ending` is set on the stay that ends the membership here.
    """

    __tablename__ = "stay"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_starts"),
        CheckConstraint("ending IS NULL OR until IS NOT NULL", name="ending_has_a_day"),
        Index("uq_stay_open", "member_id", unique=True, sqlite_where=text("until IS NULL")),
        Index("ix_stay_cell_dates", "cell_id", "since", "until"),
        Index("ix_stay_member_since", "member_id", "since"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"))
    standing: Mapped[Standing] = mapped_column(by_value(Standing))
    duty: Mapped[Duty] = mapped_column(by_value(Duty))
    since: Mapped[date]
    is_since_known: Mapped[bool] = mapped_column(default=True)
    until: Mapped[date | None]
    ending: Mapped[Ending | None] = mapped_column(by_value(Ending))
