"""Cells: the list as of a day, the names of a day, adding, correcting, closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models import codes
from models.asking import Asked
from models.cell_names import lives_in as lives_in
from models.cell_names import name_on, short_name
from models.decisions import refuse_newborn
from models.errors import KnownError
from models.official_codes import free_code
from models.on_list import ONE_DAY, holds_on
from models.tables import (
    Cell,
    CellVillage,
    Duty,
    Former,
    Meeting,
    MeetingState,
    Organization,
    Standing,
    Stay,
    Village,
)
from models.text import clean, fold


@dataclass(frozen=True)
class CellRow:
    """A cell on a day: members on its list (guests apart) by standing, the villages it serves."""

    id: int
    name: str
    kind_id: int | None
    kind: str
    code: str
    place: str
    members: int
    official: int
    probationary: int
    unknown: int
    villages: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    organization_id: int | None = None

    @property
    def is_joint(self) -> bool:
        """Whether the cell serves two villages or more (chi bộ ghép, domain.md 1.4)."""
        return len(self.villages) > 1

    def is_below(self, least: int) -> bool:
        """Whether it has fewer official members than a number, whatever those of unknown standing are."""
        return self.official + self.unknown < least

    @property
    def short_name(self) -> str:
        """The name without “Chi bộ”, for narrow tables."""
        return short_name(self.name)


@dataclass(frozen=True)
class CellValues:
    """What the officer writes of a cell; without an organisation a new one stands under the commune's."""

    name: str
    kind_id: int | None = None
    code: str = ""
    place: str = ""
    valid_from: date | None = None
    organization_id: int | None = None


def rows(session: Session, on: date) -> list[CellRow]:
    """Return the cells that exist on a day, in their order, named as of then, with what stands on their lists."""
    kinds = codes.labels(session, codes.CELL_KIND)
    counts = listed(session, on)
    served: dict[int, list[str]] = {}
    links = (
        select(CellVillage.cell_id, Village.name)
        .join(Village, Village.id == CellVillage.village_id)
        .where(
            or_(CellVillage.since.is_(None), CellVillage.since <= on),
            or_(CellVillage.until.is_(None), CellVillage.until >= on),
        )
        .order_by(Village.sort_order, Village.id)
    )
    for cell_id, name in session.execute(links):
        served.setdefault(cell_id, []).append(name)
    parent = (
        select(Former.parent_id).where(Former.cell_id == Cell.id, Former.until >= on).order_by(Former.until, Former.id)
    )
    query = select(Cell, name_on(on), parent.limit(1).scalar_subquery(), _has_former(on))
    return [
        _row(cell, name, above if is_former else cell.organization_id, kinds, counts, served)
        for cell, name, above, is_former in session.execute(
            query.where(lives_in(on, on)).order_by(Cell.sort_order, Cell.id)
        )
    ]


def listed(session: Session, on: date) -> dict[int, dict[Standing, int]]:
    """Return cell id → members on its list on a day by standing, guests apart."""
    found: dict[int, dict[Standing, int]] = {}
    for cell_id, standing, count in _LISTED.rows(session, day=on):
        found.setdefault(cell_id, {})[standing] = count
    return found


_LISTED = Asked(
    select(Stay.cell_id, Stay.standing, func.count())
    .where(holds_on(bindparam("day", type_=Date)), Stay.duty != Duty.GUEST)
    .group_by(Stay.cell_id, Stay.standing)
)


def _has_former(on: date) -> ColumnElement[bool]:
    return select(Former.id).where(Former.cell_id == Cell.id, Former.until >= on).exists()


def _row(
    cell: Cell,
    name: str,
    organization_id: int | None,
    kinds: dict[int, str],
    every_count: dict[int, dict[Standing, int]],
    served: dict[int, list[str]],
) -> CellRow:
    counts = every_count.get(cell.id, {})
    return CellRow(
        id=cell.id,
        name=name,
        kind_id=cell.kind_id,
        kind=kinds.get(cell.kind_id, "") if cell.kind_id else "",
        code=cell.code or "",
        place=cell.place or "",
        members=sum(counts.values()),
        official=counts.get(Standing.OFFICIAL, 0),
        probationary=counts.get(Standing.PROBATIONARY, 0),
        unknown=counts.get(Standing.UNKNOWN, 0),
        villages=tuple(served.get(cell.id, ())),
        valid_from=cell.valid_from,
        valid_to=cell.valid_to,
        organization_id=organization_id,
    )


def names(session: Session, on: date | None = None) -> dict[int, str]:
    """Return id → name of every cell in order, closed ones too: the name of a day, else today's."""
    return dict(_NAMES_THEN.rows(session, day=on) if on else _NAMES.rows(session))


_NAMES = Asked(select(Cell.id, Cell.name).order_by(Cell.sort_order, Cell.id))
_NAMES_THEN = Asked(select(Cell.id, name_on(bindparam("day", type_=Date))).order_by(Cell.sort_order, Cell.id))


def named(session: Session, name: str) -> int:
    """Return the cell of a name typed with or without “Chi bộ” and accents. Raises KnownError."""
    wanted = fold(short_name(name))
    for key, one in names(session).items():
        if fold(short_name(one)) == wanted:
            return key
    raise KnownError(f"Không có chi bộ “{name}”; hãy xem lại tên chi bộ trong sổ.", "cell")


_OPEN = Cell.valid_to.is_(None)


def add(session: Session, values: CellValues) -> int:
    """Add a cell and return its id; its kind, if not given, is read from its name. Raises KnownError."""
    cell = Cell(sort_order=_LAST_PLACE.rows(session)[0][0] + 1)
    _fill(session, cell, values)
    if cell.kind_id is None:
        code = kind_from_name(cell.name)
        cell.kind_id = codes.id_of(session, codes.CELL_KIND, code) if code else None
    if cell.organization_id is None:
        cell.organization_id = commune_of(session)
    session.add(cell)
    session.flush()
    return cell.id


def commune_of(session: Session) -> int | None:
    """Return the commune's own organisation, None while it is not written or there are several."""
    kind_id = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
    found = _OPEN_OF_KIND.rows(session, kind=kind_id)
    return found[0][0] if len(found) == 1 else None


_NAMESAKES = Asked(
    select(Cell.name).where(Cell.name_fold == bindparam("folded"), _OPEN, Cell.id != bindparam("cell_id"))
)
_LAST_PLACE = Asked(select(func.coalesce(func.max(Cell.sort_order), 0)))
_OPEN_OF_KIND = Asked(
    select(Organization.id).where(Organization.kind_id == bindparam("kind"), Organization.valid_to.is_(None))
)


def edit(session: Session, cell_id: int, values: CellValues) -> None:
    """Correct a cell. Raises KnownError, also for a founding day after something the cell has done."""
    cell = session.get_one(Cell, cell_id)
    if values.valid_from is not None and values.valid_from != cell.valid_from:
        _check_founding(session, cell, values.valid_from)
    _fill(session, cell, values)


def _check_founding(session: Session, cell: Cell, day: date) -> None:
    """Raise KnownError if papers of the cell are older than its founding day.

    A stay whose first day is only the earliest it can be (the admission) says nothing.
    """
    listed = session.scalar(
        select(func.min(Stay.since)).where(Stay.cell_id == cell.id, Stay.since < day, Stay.is_since_known)
    )
    held = session.scalar(
        select(func.min(Meeting.held_on)).where(
            Meeting.cell_id == cell.id, Meeting.state == MeetingState.RECORDED, Meeting.held_on < day
        )
    )
    if held is not None:
        text = f"Chi bộ đã có điểm danh cuộc họp ngày {held:%d/%m/%Y}; hãy ghi ngày thành lập không muộn hơn."
        raise KnownError(text, field="valid_from")
    if listed is not None:
        text = f"Chi bộ đã có đảng viên sinh hoạt từ {listed:%d/%m/%Y}; hãy ghi ngày thành lập không muộn hơn."
        raise KnownError(text, field="valid_from")
    if cell.valid_to is not None and cell.valid_to < day:
        text = f"Chi bộ thôi hoạt động sau ngày {cell.valid_to:%d/%m/%Y}; hãy ghi ngày thành lập trước đó."
        raise KnownError(text, field="valid_from")


def _fill(session: Session, cell: Cell, values: CellValues) -> None:
    name = clean(values.name)
    if not name:
        raise KnownError("Hãy nhập tên chi bộ.", field="name")
    if len(name) > 200:
        raise KnownError("Tên chi bộ dài quá 200 chữ; hãy rút gọn.", field="name")
    folded = fold(name)
    with session.no_autoflush:
        same = _NAMESAKES.rows(session, folded=folded, cell_id=cell.id or 0)
        if same:
            raise KnownError(f"Đã có “{same[0][0]}”; hãy đặt tên khác.", field="name")
    code = free_code(session, values.code, cell_id=cell.id) if clean(values.code) != (cell.code or "") else cell.code
    cell.name, cell.name_fold, cell.code = name, folded, code
    cell.kind_id, cell.place, cell.valid_from = values.kind_id, clean(values.place) or None, values.valid_from
    cell.organization_id = values.organization_id


def close(session: Session, cell_id: int, on: date) -> None:
    """Close a cell: from day `on` it is no more and serves no village; nothing of its past is deleted.

    Raises KnownError while members are on its list on that day or later, or if it was founded then or later.
    """
    left = session.scalar(
        select(func.count())
        .select_from(Stay)
        .where(Stay.cell_id == cell_id, or_(Stay.until.is_(None), Stay.until >= on))
    )
    if left:
        raise KnownError(f"Chi bộ còn {left} đảng viên trong danh sách; hãy chuyển các đồng chí đi trước.")
    cell = session.get_one(Cell, cell_id)
    refuse_newborn(cell, on)
    from models.tables import Post

    cell.valid_to = on - ONE_DAY
    for kind in (CellVillage, Post):
        for row in session.scalars(
            select(kind).where(kind.cell_id == cell_id, or_(kind.until.is_(None), kind.until >= on))
        ):
            if row.since is not None and row.since >= on:
                session.delete(row)
            else:
                row.until = on - ONE_DAY


_KIND_WORDS = (
    ("truong", "school"),
    ("tram y te", "health"),
    ("cong an", "police"),
    ("quan su", "military"),
    ("ubnd", "government"),
    ("uy ban nhan dan", "government"),
    ("co quan dang", "party_office"),
    ("mttq", "party_office"),
    ("doan the", "party_office"),
    ("hop tac xa", "enterprise"),
    ("cong ty", "enterprise"),
    ("doanh nghiep", "enterprise"),
    ("thon", "village"),
    ("ban", "village"),
    ("to dan pho", "village"),
    ("ap", "village"),
    ("khom", "village"),
)


def kind_from_name(name: str) -> str | None:
    """Return the code of the kind that a cell's own name states, None where it states none (domain.md 1.2)."""
    words = f" {fold(name)} "
    return next((code for word, code in _KIND_WORDS if f" {word} " in words), None)
