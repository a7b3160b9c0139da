"""Terms of office of cells and organisations: writing them, and which end soon (domain.md 1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import office
from models.asking import Asked
from models.bodies import Body
from models.errors import KnownError
from models.tables import Term
from models.text import clean

NOTICE = "term.notice_days"
"""The setting: so many days ahead a term that ends is a line of *Việc cần làm*."""
USUAL_NOTICE = 90  # a proposal: no document says how early the office begins to prepare


@dataclass(frozen=True)
class TermRow:
    """A term with both its days, and the document that set or prolonged it."""

    id: int
    since: date
    until: date
    document: str

    @property
    def name(self) -> str:
        """What the term is called by its years: “2025–2030”."""
        return f"{self.since.year}–{self.until.year}"


@dataclass(frozen=True)
class TermValues:
    """What the officer writes of a term."""

    since: date | None
    until: date | None
    document: str = ""


def of(session: Session, body: Body) -> list[TermRow]:
    """Return the terms of a cell or organisation, newest first."""
    query = select(Term.id, Term.since, Term.until, func.coalesce(Term.document, "")).where(*_is(body))
    return [TermRow(*row) for row in session.execute(query.order_by(Term.since.desc()))]


def add(session: Session, body: Body, values: TermValues) -> int:
    """Write a term and return its id. Raises KnownError."""
    term = Term(cell_id=body.cell_id, organization_id=body.organization_id)
    _fill(session, term, body, values)
    session.add(term)
    session.flush()
    return term.id


def edit(session: Session, term_id: int, values: TermValues) -> None:
    """Correct or prolong a term. Raises KnownError."""
    term = session.get_one(Term, term_id)
    _fill(session, term, _body_of(term), values)


def remove(session: Session, term_id: int) -> None:
    """Take a term out that was written wrongly."""
    session.delete(session.get_one(Term, term_id))


def _fill(session: Session, term: Term, body: Body, values: TermValues) -> None:
    for field in ("since", "until"):
        if getattr(values, field) is None:
            raise KnownError("Hãy ghi ngày bắt đầu và ngày kết thúc nhiệm kỳ.", field=field)
    assert values.since is not None
    assert values.until is not None
    if values.until <= values.since:
        raise KnownError("Ngày kết thúc nhiệm kỳ phải ở sau ngày bắt đầu.", field="until")
    for other in of(session, body):
        if other.id != term.id and other.since <= values.until and values.since <= other.until:
            raise KnownError(
                f"Trùng với nhiệm kỳ từ {other.since:%d/%m/%Y} đến {other.until:%d/%m/%Y}; hãy sửa ngày.", field="since"
            )
    term.since, term.until, term.document = values.since, values.until, clean(values.document) or None


def _is(body: Body):  # noqa: ANN202 - two conditions
    return Term.cell_id.is_not_distinct_from(body.cell_id), Term.organization_id.is_not_distinct_from(
        body.organization_id
    )


def _body_of(term: Term) -> Body:
    return Body(term.cell_id, term.organization_id)


def ends(session: Session) -> dict[Body, date]:
    """Return the last day of the newest term written of each cell or organisation."""
    return {Body(cell_id, above): until for cell_id, above, until in _ENDS.rows(session)}


_ENDS = Asked(
    select(Term.cell_id, Term.organization_id, func.max(Term.until)).group_by(Term.cell_id, Term.organization_id)
)


def notice(session: Session) -> int:
    """Return how many days ahead the end of a term is told."""
    kept = office.setting(session, NOTICE)
    return int(kept) if kept.isdigit() else USUAL_NOTICE


def set_notice(session: Session, days: int) -> None:
    """Set how many days ahead the end of a term is told. Raises KnownError."""
    if not 0 <= days <= 999:
        raise KnownError("Số ngày báo trước là từ 0 đến 999.", field="days")
    office.put_setting(session, NOTICE, str(days))
