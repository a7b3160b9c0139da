"""The register of documents: numbers run from 01 per kind and issuer within one term (domain.md 7.11).

A document moves no figure of its month, so one may be issued after the month is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import cell_names, office, terms
from models.bodies import Body
from models.errors import KnownError
from models.tables import Cell, Organization, Paper, PaperKind
from models.terms import TermRow
from models.text import clean

SYMBOL = "paper.symbol."
"""Settings: the symbol of each kind, without the number."""
# BB, NQ, TB are on the list of kinds; that invitations are numbered with GM is recalled (domain.md 7.11).
SYMBOLS = {
    PaperKind.MINUTES: "BB/CB",
    PaperKind.RESOLUTION: "NQ/CB",
    PaperKind.INVITATION: "GM/CB",
    PaperKind.CALENDAR: "TB/ĐU",
}


@dataclass(frozen=True)
class PaperValues:
    """What the officer writes of a document; `cell_id` None: the committee issues it."""

    kind: PaperKind
    cell_id: int | None
    meeting_id: int | None
    year: int
    month: int
    number: int
    symbol: str
    issued_on: date
    title: str
    file_name: str = ""


@dataclass(frozen=True)
class PaperRow:
    """A document of the register; `issuer` is the cell's name of that day, "" for the committee."""

    id: int
    issuer: str
    values: PaperValues

    @property
    def label(self) -> str:
        """“05-NQ/CB”."""
        return numbered(self.values.number, self.values.symbol)


def numbered(number: int, symbol: str) -> str:
    """Return number and symbol as they stand on the document: numbers below ten with a leading zero."""
    return f"{number:02}-{symbol}"


@dataclass(frozen=True)
class Proposal:
    """The number proposed for a new document within the issuer's term, and its symbol."""

    number: int
    symbol: str


def symbol(session: Session, kind: PaperKind) -> str:
    """Return the symbol of a kind of document: “NQ/CB”."""
    return office.setting(session, SYMBOL + kind.value) or SYMBOLS[kind]


def set_symbol(session: Session, kind: PaperKind, text: str) -> None:
    """Set the symbol of a kind of document; empty brings the usual one back. Raises KnownError."""
    office.put_setting(session, SYMBOL + kind.value, _symbol(text) if clean(text) else "")


def propose(session: Session, kind: PaperKind, cell_id: int | None, issued_on: date) -> Proposal:
    """Propose the next number of a kind within the issuer's term on a day."""
    term = term_on(session, cell_id, issued_on)
    last = session.scalar(select(func.max(Paper.number)).where(*_series(kind, cell_id, term)))
    return Proposal((last or 0) + 1, symbol(session, kind))


def term_on(session: Session, cell_id: int | None, day: date) -> TermRow | None:
    """Return the term of a cell, or of the committee, that a day falls into; None where none is written."""
    body = Body(cell_id=cell_id) if cell_id is not None else _committee(session)
    found = [] if body is None else terms.of(session, body)
    return next((term for term in found if term.since <= day <= term.until), None)


def _committee(session: Session) -> Body | None:
    """Return the office's own organisation: the one of its name, else the one that most cells belong to."""
    name = office.read(session).commune
    found = session.scalar(select(Organization.id).where(Organization.name == name)) if name else None
    if found is None:
        query = (
            select(Cell.organization_id)
            .where(Cell.organization_id.is_not(None))
            .group_by(Cell.organization_id)
            .order_by(func.count().desc(), Cell.organization_id)
        )
        found = session.scalar(query.limit(1))
    return None if found is None else Body(organization_id=found)


def _series(kind: PaperKind, cell_id: int | None, term: TermRow | None):  # noqa: ANN202 - conditions
    """Return the conditions of one row of numbers. Without a term all documents of the issuer are one row."""
    same = [Paper.kind == kind, Paper.cell_id.is_not_distinct_from(cell_id)]
    return same if term is None else [*same, Paper.issued_on.between(term.since, term.until)]


def add(session: Session, values: PaperValues) -> int:
    """Enter a document and return its id. Raises KnownError naming the field."""
    row = Paper()
    _fill(session, row, values)
    session.add(row)
    session.flush()
    return row.id


def edit(session: Session, paper_id: int, values: PaperValues) -> None:
    """Correct a document of the register. Raises KnownError naming the field."""
    _fill(session, session.get_one(Paper, paper_id), values)


def remove(session: Session, paper_id: int) -> None:
    """Strike a document off the register; its file stays where it is."""
    session.delete(session.get_one(Paper, paper_id))


def _fill(session: Session, row: Paper, values: PaperValues) -> None:
    if not 1 <= values.number <= 9999:
        raise KnownError("Số văn bản là từ 1 đến 9999.", field="number")
    text = _symbol(values.symbol)
    title = clean(values.title)[:300]
    if not title:
        raise KnownError("Hãy ghi trích yếu.", field="title")
    with session.no_autoflush:
        term = term_on(session, values.cell_id, values.issued_on)
        same = select(Paper).where(*_series(values.kind, values.cell_id, term), Paper.number == values.number)
        twin = next((one for one in session.scalars(same) if one.id != row.id), None)
    if twin is not None:
        raise KnownError(
            f"Số {numbered(twin.number, twin.symbol)} đã dùng cho văn bản ngày {twin.issued_on:%d/%m/%Y}; "
            "hãy lấy số khác.",
            field="number",
        )
    row.kind, row.cell_id, row.meeting_id = values.kind, values.cell_id, values.meeting_id
    row.year, row.month, row.number, row.symbol = values.year, values.month, values.number, text
    row.issued_on, row.title, row.file_name = values.issued_on, title, values.file_name or None


def _symbol(text: str) -> str:
    text = clean(text)
    if not text or len(text) > 30:
        raise KnownError("Hãy ghi ký hiệu, ví dụ NQ/CB; không quá 30 chữ.", field="symbol")
    return text


_ROWS = select(Paper, cell_names.name_on(Paper.issued_on.expression)).outerjoin(Cell, Cell.id == Paper.cell_id)


def rows(session: Session, *, kind: PaperKind | None = None, cell_id: int | None = None) -> list[PaperRow]:
    """Return the register, newest first; of one kind or one cell if said."""
    query = _ROWS
    if kind is not None:
        query = query.where(Paper.kind == kind)
    if cell_id is not None:
        query = query.where(Paper.cell_id == cell_id)
    return _read(session.execute(query.order_by(Paper.issued_on.desc(), Paper.kind, Paper.number.desc(), Paper.id)))


def of_meeting(session: Session, meeting_id: int, kind: PaperKind) -> PaperRow | None:
    """Return the document of a kind written of a meeting, the newest if there are several."""
    query = _ROWS.where(Paper.meeting_id == meeting_id, Paper.kind == kind).order_by(Paper.id.desc()).limit(1)
    return next(iter(_read(session.execute(query))), None)


def of_month(session: Session, year: int, month: int, kind: PaperKind) -> PaperRow | None:
    """Return the committee's document of a kind for a month, the newest if there are several."""
    query = _ROWS.where(Paper.cell_id.is_(None), Paper.kind == kind, Paper.year == year, Paper.month == month)
    return next(iter(_read(session.execute(query.order_by(Paper.id.desc()).limit(1)))), None)


def _read(found: Iterable[Any]) -> list[PaperRow]:
    pairs = cast("Iterable[tuple[Paper, str | None]]", found)
    return [
        PaperRow(
            row.id,
            name or "",
            PaperValues(
                row.kind,
                row.cell_id,
                row.meeting_id,
                row.year,
                row.month,
                row.number,
                row.symbol,
                row.issued_on,
                row.title,
                row.file_name or "",
            ),
        )
        for row, name in pairs
    ]
