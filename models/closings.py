"""Closing a month (chốt): its meetings stay as they are; a correction opens it again and makes another edition.

domain.md 9.4: a month is locked after its report is sent; later corrections make a new version with old and new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.tables import Meeting, MonthClosing
from models.text import clean

_LONGEST = 200


@dataclass(frozen=True)
class FrozenPerson:
    """Who stood on the list of a cell when a month was closed, by the values of models.tables.Standing and Duty."""

    member_id: int
    full_name: str
    standing: str
    duty: str


@dataclass(frozen=True)
class FrozenCell:
    """What was reckoned of a cell's month when it was closed; texts as the report shows them, `held_on` dd/mm/yyyy.

    `people` are those on the list of a cell without a roll, whose own lines keep the names; None in older closings.
    """

    cell_id: int
    name: str
    kind: str
    state: str
    held_on: str
    official: int
    probationary: int
    unknown: int
    eligible: int
    attended: int
    excused: int
    unexcused: int
    unrecorded: int
    score: float | None
    quality: str
    people: tuple[FrozenPerson, ...] | None = None


FIELD_WORDS = {
    "name": "Tên chi bộ",
    "kind": "Loại chi bộ",
    "state": "Tình trạng",
    "held_on": "Ngày họp",
    "official": "Chính thức",
    "probationary": "Dự bị",
    "unknown": "Chưa rõ chính thức hay dự bị",
    "eligible": "Phải dự",
    "attended": "Có mặt",
    "excused": "Vắng có lý do",
    "unexcused": "Vắng không lý do",
    "unrecorded": "Chưa ghi",
    "score": "Điểm",
    "quality": "Xếp loại",
}
"""What the fields of a frozen cell are called, in the order they are compared."""


@dataclass(frozen=True)
class Closing:
    """One edition of a closed month; `reopened_at` and `reason` are None and "" while it holds."""

    year: int
    month: int
    edition: int
    closed_at: datetime
    closed_by: str
    cells: tuple[FrozenCell, ...]
    reopened_at: datetime | None
    reason: str

    @property
    def label(self) -> str:
        """The edition and its day: “lần 2, ngày 11/11/2026”."""
        return f"lần {self.edition}, ngày {self.closed_at:%d/%m/%Y}"


@dataclass(frozen=True)
class Correction:
    """One value that another edition changed, in words; a cell that came or went has no field."""

    cell: str
    field: str
    before: str
    after: str


def history(session: Session, year: int, month: int) -> list[Closing]:
    """Return every edition of a month, the first one first."""
    query = select(MonthClosing).where(MonthClosing.year == year, MonthClosing.month == month)
    return [_closing(row) for row in session.scalars(query.order_by(MonthClosing.edition))]


def _closing(row: MonthClosing) -> Closing:
    cells = tuple(_cell(one) for one in row.cells)
    return Closing(
        row.year, row.month, row.edition, row.closed_at, row.closed_by, cells, row.reopened_at, row.reason or ""
    )


def _cell(kept: dict[str, Any]) -> FrozenCell:
    values = {key: value for key, value in kept.items() if key in _FROZEN}
    if (people := values.get("people")) is not None:
        values["people"] = tuple(FrozenPerson(**one) for one in people)
    return FrozenCell(**values)


_FROZEN = {field.name for field in fields(FrozenCell)}


def cell_names(session: Session, year: int, month: int) -> dict[int, str]:
    """Return cell id → what it was called when a month was closed; empty while it is open."""
    closing = holding(session, year, month)
    return {cell.cell_id: cell.name for cell in closing.cells} if closing else {}


def state(session: Session, year: int, month: int) -> tuple[Closing | None, Closing | None]:
    """Return the edition by which a month is closed, and the one that was opened again and is not closed since.

    At most one of them is not None; both are while the month has never been closed.
    """
    last = next(reversed(history(session, year, month)), None)
    return (None, last) if last is not None and last.reopened_at is not None else (last, None)


def holding(session: Session, year: int, month: int) -> Closing | None:
    """Return the edition by which a month is closed; None while it is open."""
    return state(session, year, month)[0]


def closed_months(session: Session, year: int) -> dict[int, int]:
    """Return month → edition of the months of a year that are closed."""
    query = select(MonthClosing.month, MonthClosing.edition).where(
        MonthClosing.year == year, MonthClosing.reopened_at.is_(None)
    )
    return {month: edition for month, edition in session.execute(query)}


def all_holding(session: Session, years: Iterable[int]) -> dict[tuple[int, int], Closing]:
    """Return the editions by which the months of some years are closed, by year and month."""
    query = select(MonthClosing).where(MonthClosing.year.in_(list(years)), MonthClosing.reopened_at.is_(None))
    return {(row.year, row.month): _closing(row) for row in session.scalars(query)}


IS_CLOSED = exists().where(
    MonthClosing.year == Meeting.year, MonthClosing.month == Meeting.month, MonthClosing.reopened_at.is_(None)
)
"""The condition that the month of a meeting is closed."""


def changeable(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting that is about to be changed. Raises KnownError if its month is closed."""
    meeting = session.get_one(Meeting, meeting_id)
    refuse(session, meeting.year, meeting.month)
    return meeting


def refuse(session: Session, year: int, month: int) -> None:
    """Raise KnownError for a change to a month that is closed."""
    if month in closed_months(session, year):
        raise KnownError(closed_words(year, month))


def closed_words(year: int, month: int) -> str:
    """Say that a month is closed, and how to correct it all the same."""
    return f"Tháng {month}/{year} đã chốt số liệu; muốn sửa, hãy bấm “Mở lại để đính chính”."


def put(session: Session, year: int, month: int, cells: Sequence[FrozenCell], *, at: datetime, by: str) -> Closing:
    """Close a month with what was reckoned of its cells. Raises KnownError if it is closed or has no cell."""
    before = history(session, year, month)
    if before and before[-1].reopened_at is None:
        raise KnownError(f"Tháng {month}/{year} đã chốt {before[-1].label}.")
    if not cells:
        raise KnownError(f"Tháng {month}/{year} chưa có chi bộ nào; chưa có gì để chốt.")
    row = MonthClosing(
        year=year,
        month=month,
        edition=len(before) + 1,
        closed_at=at,
        closed_by=by,
        cells=[asdict(cell) for cell in cells],
    )
    session.add(row)
    session.flush()
    return _closing(row)


def reopen(session: Session, year: int, month: int, reason: str, *, at: datetime) -> None:
    """Open a closed month again to correct it. Raises KnownError without a reason, or if it is not closed."""
    reason = clean(reason)
    if not reason:
        raise KnownError("Hãy ghi lý do đính chính; lý do đi cùng số liệu lần sau.", field="reason")
    if len(reason) > _LONGEST:
        raise KnownError(f"Lý do dài quá {_LONGEST} chữ; hãy ghi gọn lại.", field="reason")
    row = session.scalar(
        select(MonthClosing).where(
            MonthClosing.year == year, MonthClosing.month == month, MonthClosing.reopened_at.is_(None)
        )
    )
    if row is None:
        raise KnownError(f"Tháng {month}/{year} chưa chốt; sửa được ngay.")
    row.reopened_at, row.reason = at, reason


def corrections(before: Closing, after: Closing) -> list[Correction]:
    """Return what the later edition changed, cell by cell in its order, then the cells it no longer has."""
    old = {cell.cell_id: cell for cell in before.cells}
    found: list[Correction] = []
    for cell in after.cells:
        was = old.pop(cell.cell_id, None)
        if was is None:
            found.append(Correction(cell.name, "", "", "thêm vào tháng này"))
        else:
            found.extend(_changed(was, cell))
    found.extend(Correction(cell.name, "", "có trong lần trước", "không còn") for cell in old.values())
    return found


def _changed(was: FrozenCell, now: FrozenCell) -> Iterator[Correction]:
    for name, word in FIELD_WORDS.items():
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Correction(now.name, word, _shown(before), _shown(after))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
