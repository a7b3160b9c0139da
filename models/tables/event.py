"""Membership events: what happened to a member, when, by which decision; the stays follow from them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value
from models.tables.stay import Duty, Standing


class EventKind(LabelledEnum):
    """Movements of a member (domain.md 3.1). `LISTED` writes a state down whose origin no paper tells."""

    LISTED = "listed", "Ghi sổ"
    ADMISSION = "admission", "Kết nạp"
    READMISSION = "readmission", "Kết nạp lại"
    TRANSFER_IN = "transfer_in", "Chuyển đến"
    RESTORED = "restored", "Phục hồi đảng tịch"
    RECOGNITION = "recognition", "Công nhận chính thức"
    TRANSFER_INTERNAL = "transfer_internal", "Chuyển sinh hoạt nội bộ"
    EXEMPT_START = "exempt_start", "Miễn công tác và sinh hoạt đảng"
    EXEMPT_END = "exempt_end", "Hết miễn công tác và sinh hoạt đảng"
    TEMP_OUT = "temp_out", "Chuyển sinh hoạt tạm thời đi"
    TEMP_BACK = "temp_back", "Hết sinh hoạt tạm thời nơi khác"
    SUSPEND_START = "suspend_start", "Đình chỉ sinh hoạt đảng"
    SUSPEND_END = "suspend_end", "Hết đình chỉ sinh hoạt đảng"
    SPECIAL_START = "special_start", "Làm nhiệm vụ đặc biệt"
    SPECIAL_END = "special_end", "Hết nhiệm vụ đặc biệt"
    TEMP_IN = "temp_in", "Chuyển sinh hoạt tạm thời đến"
    TEMP_IN_END = "temp_in_end", "Hết sinh hoạt tạm thời tại đây"
    TRANSFER_OUT = "transfer_out", "Chuyển đi"
    DIED = "died", "Từ trần"
    STRUCK_OFF = "struck_off", "Xóa tên"
    EXPELLED = "expelled", "Khai trừ"
    RESIGNED = "resigned", "Xin ra khỏi Đảng"


class Scope(LabelledEnum):
    """From or to where a transfer is (form 1, B2 and C5); only a temporary stay can be in the own Party body."""

    OTHER_PROVINCE = "other_province", "Tỉnh khác"
    SAME_PROVINCE = "same_province", "Trong tỉnh"
    SAME_BODY = "same_body", "Trong đảng bộ xã"


class Flaw(LabelledEnum):
    """What was found wrong with a transfer or its letter (form 7, IV.3); None: nothing."""

    IMPROPER = "improper", "Chưa đúng quy định"
    FORGED = "forged", "Giả mạo giấy giới thiệu"


class Event(Base):
    """One event of a member; it holds from `effective_on` on, so one who leaves is on the list until the day before.

    `cell_id` is the cell that the member joins or goes to. `standing` and `duty` are what `LISTED` writes down (None
    leaves them as they are) and what a transfer in brings along. `is_day_known` is false when `effective_on` is only
    the earliest day it can be; `is_month_known` then tells a January from a mere year, None where it was not asked.
    Events of one day hold in the order of `id`. `ceremony_on` is the day of the ceremony of
    an admission, whose `effective_on` is that of the decision; `confirmed_on` the day the Party body that a transfer
    leads to confirmed the arrival. `flaw` is of transfers, also of temporary ones. The introducers are those of a
    readmission (mẫu 2-HSĐV, item 27b); those of the first admission stand on the card (item 12).
    """

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_member", "member_id", "effective_on"),)
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[EventKind] = mapped_column(by_value(EventKind))
    effective_on: Mapped[date]
    is_day_known: Mapped[bool] = mapped_column(default=True)
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    standing: Mapped[Standing | None] = mapped_column(by_value(Standing))
    duty: Mapped[Duty | None] = mapped_column(by_value(Duty))
    scope: Mapped[Scope | None] = mapped_column(by_value(Scope))
    place: Mapped[str | None] = mapped_column(String(200))
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(String(200))
    ceremony_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    flaw: Mapped[Flaw | None] = mapped_column(by_value(Flaw))
    first_introducer: Mapped[ShortText | None]
    second_introducer: Mapped[ShortText | None]
    is_month_known: Mapped[bool | None]
