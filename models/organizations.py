"""The organisations above the cells: the dated tree, adding, correcting (domain.md 1.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models import cells, codes, terms
from models.bodies import Body
from models.cells import CellRow
from models.errors import KnownError
from models.official_codes import free_code
from models.tables import Cell, Former, Organization
from models.text import clean, fold


@dataclass(frozen=True)
class OrganizationRow:
    """An organisation with the name and the superior of a day."""

    id: int
    name: str
    kind_id: int | None
    kind: str
    code: str
    parent_id: int | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class OrganizationValues:
    """What the officer writes of an organisation."""

    name: str
    kind_id: int | None = None
    parent_id: int | None = None
    code: str = ""
    valid_from: date | None = None


@dataclass(frozen=True)
class TreeLine:
    """A line of the tree: an organisation or a cell, how deep it stands, the cells and members below it.

    `term_until` is the last day of the newest term written, None if none is.
    """

    body: Body
    depth: int
    name: str
    kind: str
    code: str
    cells: int
    members: int
    term_until: date | None
    valid_from: date | None
    valid_to: date | None

    @property
    def id(self) -> Body:
        """What the line is of."""
        return self.body


def rows(session: Session, on: date) -> list[OrganizationRow]:
    """Return the organisations that exist on a day, by name."""
    kinds = codes.labels(session, codes.ORGANIZATION_KIND)
    former: dict[int, Former] = {}
    query = (
        select(Former)
        .where(Former.organization_id.is_not(None), Former.until >= on)
        .order_by(Former.until.desc(), Former.id.desc())
    )
    for row in session.scalars(query):
        former[row.organization_id or 0] = row
    living = select(Organization).where(
        or_(Organization.valid_from.is_(None), Organization.valid_from <= on),
        or_(Organization.valid_to.is_(None), Organization.valid_to >= on),
    )
    found = [
        OrganizationRow(
            id=one.id,
            name=former[one.id].name if one.id in former else one.name,
            kind_id=one.kind_id,
            kind=kinds.get(one.kind_id or 0, ""),
            code=one.code or "",
            parent_id=former[one.id].parent_id if one.id in former else one.parent_id,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in session.scalars(living)
    ]
    return sorted(found, key=lambda row: fold(row.name))


def tree(session: Session, on: date) -> list[TreeLine]:
    """Return the whole tree as of a day, each body followed by those under it; cells without a superior stand last."""
    return list(_Tree(rows(session, on), cells.rows(session, on), terms.ends(session)).lines())


def below(session: Session, organization_id: int, on: date) -> list[TreeLine]:
    """Return all that stands under an organisation on a day, as in the tree."""
    return list(_Tree(rows(session, on), cells.rows(session, on), {}).lines(organization_id))


class _Tree:
    """The bodies of a day by their superior."""

    def __init__(self, bodies: list[OrganizationRow], lived: list[CellRow], ends: dict[Body, date]) -> None:
        self._bodies = {row.id: row for row in bodies}
        self._terms = ends
        self._below: dict[int | None, list[OrganizationRow]] = defaultdict(list)
        for row in self._bodies.values():
            self._below[row.parent_id if row.parent_id in self._bodies else None].append(row)
        self._cells: dict[int | None, list[CellRow]] = defaultdict(list)
        for cell in lived:
            self._cells[cell.organization_id if cell.organization_id in self._bodies else None].append(cell)

    def lines(self, parent_id: int | None = None, depth: int = 0) -> Iterator[TreeLine]:
        """Yield what stands under a body, and all below it."""
        for row in self._below[parent_id]:
            below = list(self.lines(row.id, depth + 1))
            own = [line for line in below if line.body.cell_id is not None]
            body = Body(organization_id=row.id)
            yield TreeLine(
                body,
                depth,
                row.name,
                row.kind,
                row.code,
                len(own),
                sum(line.members for line in own),
                self._terms.get(body),
                row.valid_from,
                row.valid_to,
            )
            yield from below
        for cell in self._cells[parent_id]:
            body = Body(cell_id=cell.id)
            yield TreeLine(
                body,
                depth,
                cell.name,
                cell.kind,
                cell.code,
                0,
                cell.members,
                self._terms.get(body),
                cell.valid_from,
                cell.valid_to,
            )


def add(session: Session, values: OrganizationValues) -> int:
    """Add an organisation and return its id; cells under none come under the commune's. Raises KnownError."""
    had_commune = cells.commune_of(session)
    one = Organization()
    _fill(session, one, values)
    session.add(one)
    session.flush()
    if had_commune is None and cells.commune_of(session) == one.id:
        for cell in session.scalars(select(Cell).where(Cell.organization_id.is_(None))):
            cell.organization_id = one.id
    return one.id


def edit(session: Session, organization_id: int, values: OrganizationValues) -> None:
    """Correct an organisation, from its start on. Raises KnownError."""
    _fill(session, session.get_one(Organization, organization_id), values)


def _fill(session: Session, one: Organization, values: OrganizationValues) -> None:
    name = clean(values.name)
    if not name:
        raise KnownError("Hãy ghi tên tổ chức đảng.", field="name")
    if len(name) > 200:
        raise KnownError("Tên tổ chức dài quá 200 chữ; hãy rút gọn.", field="name")
    with session.no_autoflush:
        refuse_taken(session, name, one.id)
        refuse_loop(session, one.id, values.parent_id)
        is_kept = clean(values.code) == (one.code or "")
        code = one.code if is_kept else free_code(session, values.code, organization_id=one.id)
    if values.valid_from and one.valid_to and values.valid_from > one.valid_to:
        raise KnownError("Ngày thành lập ở sau ngày kết thúc; hãy sửa lại.", field="valid_from")
    one.name, one.code, one.kind_id = name, code, values.kind_id
    one.parent_id, one.valid_from = values.parent_id, values.valid_from


def refuse_taken(session: Session, name: str, organization_id: int | None) -> None:
    """Raise KnownError if another open organisation has a name already."""
    query = select(Organization.name).where(Organization.valid_to.is_(None), Organization.id != (organization_id or 0))
    if any(fold(other) == fold(name) for other in session.scalars(query)):
        raise KnownError(f"Đã có “{name}”; hãy đặt tên khác.", field="name")


def refuse_loop(session: Session, organization_id: int | None, parent_id: int | None) -> None:
    """Raise KnownError if an organisation would stand under itself."""
    above = {key: parent for key, parent in session.execute(select(Organization.id, Organization.parent_id))}
    seen: set[int] = set()
    while parent_id is not None and organization_id is not None and parent_id not in seen:
        if parent_id == organization_id:
            raise KnownError("Cấp trên chọn lại đang ở dưới tổ chức này; hãy chọn tổ chức khác.", field="parent_id")
        seen.add(parent_id)
        parent_id = above.get(parent_id)


def above_commune(session: Session) -> set[int]:
    """Return the organisations that the commune's own stands under: none of the register's own."""
    parents = {key: parent for key, parent in session.execute(select(Organization.id, Organization.parent_id))}
    found: set[int] = set()
    key = parents.get(cells.commune_of(session) or 0)
    while key is not None and key not in found:
        found.add(key)
        key = parents.get(key)
    return found


def count(session: Session) -> int:
    """Return how many organisations are written, closed ones too."""
    return session.scalar(select(func.count(Organization.id))) or 0


def ending_terms(session: Session, on: date, lived: list[CellRow] | None = None) -> list[TreeLine]:
    """Return the bodies of a day whose newest term ends within the notice or is over, earliest end first.

    `lived` are the cells of the day, where they were read already.
    """
    ends = terms.ends(session)
    last = on + timedelta(days=terms.notice(session)) if ends else on
    if not any(until <= last for until in ends.values()):
        return []
    below = _Tree(rows(session, on), cells.rows(session, on) if lived is None else lived, ends)
    found = [(line.term_until, line) for line in below.lines() if line.term_until and line.term_until <= last]
    return [line for _until, line in sorted(found, key=lambda pair: pair[0])]
