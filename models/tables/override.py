"""A number of a report as the office wrote it by hand, in place of the one the program reckons."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Override(Base):
    """One cell of one report of one period, with the reason.

    `asked` is the period or day (and the cell) the report was asked for. `sheet`, `row_number`, `column_number` are the
    place when it was written, counted from 1; `line` and `heading` the words beside and above it, by which it is found
    again where a table has moved. `value` is a plain number such as 12 or 92.5, "" where `words` stand in the cell;
    `computed` what the program then reckoned, as shown.
    """

    __tablename__ = "override"
    __table_args__ = (
        UniqueConstraint("report_key", "asked", "sheet", "row_number", "column_number"),
        CheckConstraint("reason <> ''", name="has_a_reason"),
    )
    id: Mapped[Key]
    report_key: Mapped[ShortText]
    asked: Mapped[ShortText]
    about: Mapped[ShortText]
    sheet: Mapped[ShortText]
    row_number: Mapped[int]
    column_number: Mapped[int]
    line: Mapped[ShortText]
    heading: Mapped[ShortText]
    value: Mapped[str] = mapped_column(String(40))
    computed: Mapped[str] = mapped_column(String(40))
    reason: Mapped[ShortText]
    written_on: Mapped[date]
    words: Mapped[ShortText | None]
