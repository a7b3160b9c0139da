"""A value of any column in words, by the kind of the column."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Float, Time

from models.dates import PartialDate
from models.tables import Duty
from models.tables.base import Base, PartialDateType
from models.text import plain


def in_words(table: str, field: str, value: object) -> str:
    """Return a value of a row, as read from the data file, in words; empty for nothing."""
    if value is None or value == "":
        return ""
    if field == "excluded_duties":
        return ", ".join(Duty(part).label.lower() for part in str(value).split(",") if part)
    return _plain(Base.metadata.tables[table].c[field], stored(value))


def stored(value: object) -> object:
    """Return a value read from the data file as the log keeps it."""
    if isinstance(value, date | time | PartialDate):
        return value.iso if isinstance(value, PartialDate) else value.isoformat()
    return getattr(value, "value", value)


def _plain(column: Column[object], value: object) -> str:
    kind, text = column.type, str(value)
    if isinstance(kind, PartialDateType):
        return str(PartialDate.from_iso(text))
    if isinstance(kind, Date):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    if isinstance(kind, DateTime):
        return f"{datetime.fromisoformat(text):%H:%M %d/%m/%Y}"
    if isinstance(kind, Time):
        return text[:5]
    if isinstance(kind, Boolean):
        return "có" if value else "không"
    if isinstance(kind, Float):
        return plain(float(text))
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return str(getattr(kind.enum_class(value), "label", text))
    return text
