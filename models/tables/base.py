"""What every table shares: the base class, named constraints, column types."""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import Annotated, Any, cast

from sqlalchemy import Dialect, Enum, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, mapped_column

from models.dates import PartialDate

# Without names a later migration could not reach a constraint (SQLite keeps none of its own).
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(primary_key=True)]
ShortText = Annotated[str, mapped_column(String(200))]


@lru_cache(maxsize=65_536)  # lists of people show the same births and admissions again and again
def stored_date(iso: str | None) -> PartialDate | None:
    """Return the date that was stored as text."""
    return PartialDate.from_iso(iso) if iso else None


class PartialDateType(TypeDecorator[PartialDate]):
    """A date known to the day, the month or the year, kept as ISO text (1956, 1956-05, 1956-05-12)."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        """Return the text that is stored."""
        return None if value is None else value.iso

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what turns the stored text into the date."""
        del dialect, coltype
        return stored_date


class LabelledEnum(enum.Enum):
    """An enum kept by its value in the data file and shown by its Vietnamese label."""

    label: str

    __hash__ = object.__hash__  # Enum's own is Python code; counting rolls asks for it a hundred thousand times

    def __new__(cls, value: str, label: str) -> LabelledEnum:
        """Make a member of a stored value and the words shown for it."""
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member


def _values(kind: type[enum.Enum]) -> list[str]:
    return [member.value for member in kind]


class Base(DeclarativeBase):
    """Base of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        PartialDate: PartialDateType(),
        LabelledEnum: Enum(LabelledEnum, native_enum=False, length=24, values_callable=_values),
    }


class _ByValue(Enum):
    """An enum kept by its value, read back by one look into a dictionary: lists hold thousands of them."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what turns the stored value into the member; one that is none raises KeyError."""
        del dialect, coltype
        known: dict[Any, LabelledEnum | None] = {member.value: member for member in cast("Any", self.enum_class)}
        return (known | {None: None}).__getitem__


def by_value(kind: type[LabelledEnum]) -> Enum:
    """Return the column type that stores an enum by value, never as a database type of its own."""
    return _ByValue(kind, native_enum=False, length=24, values_callable=_values, validate_strings=True)
