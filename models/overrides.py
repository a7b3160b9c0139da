"""Numbers of a report written by hand: kept with the report and its period, with the reason, until taken away.

In a cell that the program has nothing for, words may stand as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.tables import Override
from models.text import clean, number, plain, to_number

LONGEST = 200
"""Letters of the words, and of a reason."""


@dataclass(frozen=True)
class Spot:
    """A cell of a report: sheet, row and column counted from 1; the words beside it and above it."""

    sheet: str
    row: int
    column: int
    line: str = ""
    heading: str = ""

    @property
    def place(self) -> tuple[str, int, int]:
        """Sheet, row, column."""
        return self.sheet, self.row, self.column


@dataclass(frozen=True)
class OverrideRow:
    """One number by hand, or words; `computed` is what the program reckoned when it was written, as shown."""

    id: int
    report_key: str
    spot: Spot
    value: int | float | str
    computed: str
    reason: str
    written_on: date

    @property
    def shown(self) -> str:
        """The number as a sentence shows it, words in quotes."""
        if isinstance(self.value, str):
            return f"“{self.value}”"
        return number(self.value) if isinstance(self.value, int) else plain(self.value)

    @property
    def typed(self) -> str:
        """What is typed to write it once more."""
        return self.value if isinstance(self.value, str) else self.shown


def write(
    session: Session,
    report_key: str,
    asked: str,
    about: str,
    spots: Sequence[tuple[Spot, str]],
    text: str,
    reason: str,
    *,
    on: date,
    takes_words: bool = False,
) -> None:
    """Write a number by hand into cells that show one figure, each with what is reckoned for it now.

    `about` is the period in words, for the log. What is no number is refused, or where the cell `takes_words` kept as
    it is typed. Raises KnownError naming the field `value` or `reason`.
    """
    words = clean(text)[:LONGEST] if takes_words and is_words(text) else None
    try:
        typed = None if words else to_number(text.replace("%", ""))
    except KnownError as error:
        raise KnownError(error.message, field="value") from error
    if typed is None and not words:
        raise KnownError("Hãy ghi số thay vào ô này.", field="value")
    reason = clean(reason)
    if not reason:
        raise KnownError("Hãy ghi lý do, ví dụ “theo biểu đã gửi năm 2025”; lý do đi kèm tệp gửi cấp trên.", "reason")
    value = "" if typed is None else str(int(typed)) if typed.is_integer() else repr(typed)
    for spot, computed in spots:
        found = _at(session, report_key, asked, spot)
        if found is None:
            found = Override(
                report_key=report_key, asked=asked, sheet=spot.sheet, row_number=spot.row, column_number=spot.column
            )
            session.add(found)
        found.line, found.heading, found.about = spot.line[:200], spot.heading[:200], about
        found.value, found.words, found.computed = value, words, computed[:40]
        found.reason, found.written_on = reason[:LONGEST], on


def is_words(text: str) -> bool:
    """Say whether what was typed is no number, and not nothing."""
    try:
        return to_number(text.replace("%", "")) is None and bool(clean(text))
    except KnownError:
        return True


def move(session: Session, old_key: str, new_key: str) -> None:
    """Let the numbers by hand of a report follow it to another name; those of one that had it before go."""
    clear(session, new_key)
    for row in session.scalars(select(Override).where(Override.report_key == old_key)):
        row.report_key = new_key


def keep_under(session: Session, report_key: str, old: str, asked: str) -> None:
    """Let the numbers by hand of a report that were kept under a cell's name be those of the cell."""
    if of_report(session, report_key, asked) or old == asked:
        return
    for row in session.scalars(select(Override).where(Override.report_key == report_key, Override.asked == old)):
        row.asked = asked
    session.flush()


def clear(session: Session, report_key: str) -> None:
    """Take all numbers by hand of a report away: its name is to be that of another."""
    for left in session.scalars(select(Override).where(Override.report_key == report_key)):
        session.delete(left)
    session.flush()  # a cell has one number


def remove(session: Session, ids: Iterable[int]) -> None:
    """Take numbers by hand away: the report shows again what it reckons."""
    for key in ids:
        found = session.get(Override, key)
        if found is not None:
            session.delete(found)


def of_report(session: Session, report_key: str, asked: str) -> tuple[OverrideRow, ...]:
    """Return the numbers by hand of a report and period, in the order of their cells."""
    return of_period(session, asked, [report_key])


def of_period(session: Session, asked: str, report_keys: Iterable[str]) -> tuple[OverrideRow, ...]:
    """Return the numbers by hand of some reports of one period."""
    found = session.execute(_OF_PERIOD, {"report_keys": list(report_keys), "asked": asked})
    return tuple(_row(one) for one in found)


_OF_PERIOD = (  # built once: every report asks first
    select(
        *(Override.id, Override.report_key, Override.sheet, Override.row_number, Override.column_number),
        *(Override.line, Override.heading, Override.value, Override.words),
        *(Override.computed, Override.reason, Override.written_on),
    )
    .where(Override.asked == bindparam("asked"), Override.report_key.in_(bindparam("report_keys", expanding=True)))
    .order_by(Override.report_key, Override.sheet, Override.row_number, Override.column_number)
)


def _row(one: Row[*tuple[Any, ...]]) -> OverrideRow:
    spot = Spot(one.sheet, one.row_number, one.column_number, one.line, one.heading)
    value = one.words or (float(one.value) if "." in one.value or "e" in one.value else int(one.value))
    return OverrideRow(one.id, one.report_key, spot, value, one.computed, one.reason, one.written_on)


def _at(session: Session, report_key: str, asked: str, spot: Spot) -> Override | None:
    return session.scalar(
        select(Override).where(
            Override.report_key == report_key,
            Override.asked == asked,
            Override.sheet == spot.sheet,
            Override.row_number == spot.row,
            Override.column_number == spot.column,
        )
    )
