"""Villages: the table with own cell, joint cell, none, and “trắng” (domain.md 1.4)."""

from __future__ import annotations

import enum
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models import cell_names, residence
from models.errors import KnownError
from models.on_list import ONE_DAY, holds_on
from models.tables import Cell, CellVillage, Duty, Member, Stay, Village
from models.text import clean, fold

PLACE_WORDS = re.compile(r"^(thon|ban|xom|buon|lang|ap|khom|khu|to dan pho|tdp) ")
"""What may stand before the name of a village, folded; some write it and some do not."""


class Served(enum.Enum):
    """How a village is served by a cell."""

    OWN = "Chi bộ độc lập"
    JOINT = "Chi bộ ghép"
    NONE = "Chưa có chi bộ"


@dataclass(frozen=True)
class VillageRow:
    """A village on a day. `members` live there by record; `is_white` is None while somebody's residence is unknown."""

    id: int
    name: str
    households: int | None
    population: int | None
    is_especially_difficult: bool | None
    is_border: bool | None
    served: Served
    cell_id: int | None
    cell_name: str
    members: int
    is_white: bool | None


@dataclass(frozen=True)
class VillageValues:
    """What the officer writes of a village."""

    name: str
    households: int | None = None
    population: int | None = None
    is_especially_difficult: bool | None = None
    is_border: bool | None = None
    cell_id: int | None = None


def serves_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a cell serves a village on a day."""
    return and_(
        or_(CellVillage.since.is_(None), CellVillage.since <= day),
        or_(CellVillage.until.is_(None), CellVillage.until >= day),
    )


def rows(session: Session, on: date) -> list[VillageRow]:
    """Return the villages that exist on a day, in their order."""
    links = session.execute(
        select(CellVillage.village_id, Cell.id, cell_names.name_on(on))
        .join(Cell, Cell.id == CellVillage.cell_id)
        .where(serves_on(on))
    ).all()
    cell_of = {village_id: (cell_id, name) for village_id, cell_id, name in links}
    served_by = Counter(cell_id for _village, cell_id, _name in links)
    living = _living(session, on)
    query = (
        select(Village)
        .where(
            or_(Village.valid_from.is_(None), Village.valid_from <= on),
            or_(Village.valid_to.is_(None), Village.valid_to >= on),
        )
        .order_by(Village.sort_order, Village.id)
    )
    result: list[VillageRow] = []
    for village in session.scalars(query):
        cell_id, cell_name = cell_of.get(village.id, (None, ""))
        served = Served.NONE if cell_id is None else Served.JOINT if served_by[cell_id] > 1 else Served.OWN
        members = living.get(village.id, 0)
        result.append(
            VillageRow(
                id=village.id,
                name=village.name,
                households=village.households,
                population=village.population,
                is_especially_difficult=village.is_especially_difficult,
                is_border=village.is_border,
                served=served,
                cell_id=cell_id,
                cell_name=cell_name,
                members=members,
                is_white=False if members else None if living.get(None, 0) else True,
            )
        )
    return result


def _living(session: Session, on: date) -> dict[int | None, int]:
    """Return how many members live in each village; under None those whose residence is not known."""
    home = residence.home_on(on)
    query = (
        select(home, func.count())
        .select_from(Member)
        .join(Stay, Stay.member_id == Member.id)
        .where(holds_on(on), Stay.duty != Duty.GUEST)
        .group_by(home)
    )
    return {village_id: count for village_id, count in session.execute(query)}


def names(session: Session) -> dict[int, str]:
    """Return id → name of every village, in order."""
    query = select(Village.id, Village.name).order_by(Village.sort_order, Village.id)
    return {key: name for key, name in session.execute(query)}


def choices(session: Session, held: int | None = None) -> dict[int, str]:
    """Return id → name of the villages to choose a residence from: the open ones, those written of a member, `held`."""
    lived_in = select(Member.id).where(Member.village_id == Village.id).exists()
    query = select(Village.id, Village.name).where(or_(Village.valid_to.is_(None), lived_in, Village.id == held))
    return {key: name for key, name in session.execute(query.order_by(Village.sort_order, Village.id))}


def add(session: Session, values: VillageValues) -> int:
    """Add a village and return its id. Raises KnownError."""
    village = Village(sort_order=(session.scalar(select(func.max(Village.sort_order))) or 0) + 1)
    _fill(session, village, values)
    session.add(village)
    session.flush()
    if values.cell_id is not None:
        serve(session, village.id, values.cell_id, on=None)
    return village.id


def edit(session: Session, village_id: int, values: VillageValues, *, on: date) -> None:
    """Correct a village; another cell serves it from day `on`. Raises KnownError."""
    _fill(session, session.get_one(Village, village_id), values)
    serve(session, village_id, values.cell_id, on=on)


def _fill(session: Session, village: Village, values: VillageValues) -> None:
    name = clean(values.name)
    if not name:
        raise KnownError("Hãy nhập tên thôn, bản.", field="name")
    if len(name) > 200:
        raise KnownError("Tên thôn, bản dài quá 200 chữ; hãy rút gọn.", field="name")
    with session.no_autoflush:
        same = session.scalar(
            select(Village).where(
                Village.name_fold == fold(name), Village.valid_to.is_(None), Village.id != (village.id or 0)
            )
        )
    if same is not None:
        raise KnownError(f"Đã có thôn, bản “{same.name}”; hãy đặt tên khác.", field="name")
    for field in ("households", "population"):
        if (getattr(values, field) or 0) < 0:
            raise KnownError("Số hộ, nhân khẩu không được âm.", field=field)
    village.name, village.name_fold = name, fold(name)
    village.households, village.population = values.households, values.population
    village.is_especially_difficult, village.is_border = values.is_especially_difficult, values.is_border


def serve(session: Session, village_id: int, cell_id: int | None, *, on: date | None) -> None:
    """Let a cell serve a village from day `on` (None: not known since when); None for the cell ends the service.

    The first cell that is written for a village may have served it all along, but not before it was founded.
    """
    old = session.scalar(select(CellVillage).where(CellVillage.village_id == village_id, CellVillage.until.is_(None)))
    if old is not None and old.cell_id == cell_id:
        return
    if old is not None:
        if on is None or (old.since is not None and old.since >= on):
            session.delete(old)
        else:
            old.until = on - ONE_DAY
        session.flush()
    if cell_id is not None:
        since = on if old is not None else session.get_one(Cell, cell_id).valid_from
        session.add(CellVillage(village_id=village_id, cell_id=cell_id, since=since))
