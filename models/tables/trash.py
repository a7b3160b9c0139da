"""The trash: what was taken out of the register by hand, kept whole until somebody empties it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class TrashKind(LabelledEnum):
    """What lies in the trash; two records made one lie there too, so that they can be taken apart."""

    MEMBER = "member", "Đảng viên"
    MEETING = "meeting", "Cuộc họp"
    VILLAGE = "village", "Thôn, bản"
    CELL = "cell", "Chi bộ"
    MERGE = "merge", "Gộp hai lý lịch"


class Trash(Base):
    """One thing taken out, with every row that went or changed with it.

    `changes` lists (table, row id, values before, values after) in the order they were made, as the log has them.
    """

    __tablename__ = "trash"
    id: Mapped[Key]
    kind: Mapped[TrashKind] = mapped_column(by_value(TrashKind))
    name: Mapped[ShortText]
    detail: Mapped[str] = mapped_column(String(500))
    reason: Mapped[ShortText | None]
    removed_on: Mapped[date]
    changes: Mapped[list[list[object]]] = mapped_column(JSON(none_as_null=True))
