"""Decisions that merge, split, rename or end villages (sáp nhập thôn, bản), each on one number and day.

A village that changes ends the day before and others come after it, even under the same name: its households, people
and members of earlier days stay as they were written. Whatever hangs on it goes to its successor: the cell that serves
it, those in charge, the residence of its members. All of it belongs into one `db.write`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models import reorganize, villages
from models.cells import CellValues
from models.decisions import Decision, lives, refuse_day, refuse_newborn, write_decision
from models.errors import KnownError
from models.stays import ONE_DAY
from models.tables import (
    Assignment,
    Candidate,
    Cell,
    CellVillage,
    FormerResidence,
    Member,
    Reorganization,
    Reshaping,
    Succession,
    Task,
    Village,
    VillageSuccession,
)
from models.text import clean, fold
from models.villages import VillageRow, VillageValues


@dataclass(frozen=True)
class VillagePart:
    """A village that comes out of a split, and the members who live there."""

    values: VillageValues
    residents: tuple[int, ...] = ()


def merge(
    session: Session, village_ids: Sequence[int], values: VillageValues, decision: Decision, *, today: date
) -> int:
    """Let villages become one (Nhập), which may keep the name of one of them; return the decision's id.

    Raises KnownError.
    """
    sources = list(dict.fromkeys(village_ids))
    if len(sources) < 2:
        raise KnownError("Hãy chọn ít nhất hai thôn, bản để sáp nhập.", field="villages")
    return _reshape(session, Reshaping.MERGE, sources, [VillagePart(values)], decision, today)


def merge_with_cells(
    session: Session,
    village_ids: Sequence[int],
    values: VillageValues,
    into: int | CellValues,
    decision: Decision,
    *,
    today: date,
    secretary: int | None = None,
) -> int:
    """Let villages become one, and by the same decision the cells that serve them: one of these or a new one.

    That cell serves the new village, whatever `values` says. Return the decision's id. Raises KnownError.
    """
    cell_ids = serving(session, village_ids, decision.on)
    if len(cell_ids) < 2:
        raise KnownError("Các thôn, bản này chỉ có một chi bộ phụ trách; không có gì để sáp nhập.", field="cells")
    if isinstance(into, int) and into not in cell_ids:
        raise KnownError("Hãy chọn sáp nhập vào một trong các chi bộ phụ trách các thôn, bản này.", field="cells")
    sources = list(dict.fromkeys(village_ids))
    if len(sources) < 2:
        raise KnownError("Hãy chọn ít nhất hai thôn, bản để sáp nhập.", field="villages")
    written_id = reorganize.merge(session, cell_ids, into, decision, today=today, secretary=secretary)
    successor = select(Succession.successor_id).where(Succession.reorganization_id == written_id)
    cell_id = session.scalars(successor.limit(1)).one()
    written = session.get_one(Reorganization, written_id)
    part = VillagePart(replace(values, cell_id=cell_id))
    return _reshape(session, Reshaping.MERGE, sources, [part], decision, today, written)


def serving(session: Session, village_ids: Sequence[int], on: date) -> list[int]:
    """Return the cells that serve some villages on a day and go on, in the order of the villages."""
    query = select(CellVillage.village_id, CellVillage.cell_id).where(
        CellVillage.village_id.in_(village_ids),
        or_(CellVillage.since.is_(None), CellVillage.since <= on),
        or_(CellVillage.until.is_(None), CellVillage.until >= on),
    )
    found = {village_id: cell_id for village_id, cell_id in session.execute(query)}
    return list(dict.fromkeys(found[key] for key in village_ids if key in found))


def split(session: Session, village_id: int, parts: Sequence[VillagePart], decision: Decision, *, today: date) -> int:
    """Let a village become several (Tách); members told to no part live in the first. Raises KnownError."""
    if len(parts) < 2:
        raise KnownError("Hãy ghi tên ít nhất hai thôn, bản sau khi tách.", field="name")
    told = [key for part in parts for key in part.residents]
    if len(told) != len(set(told)):
        raise KnownError("Có đồng chí được ghi ở hai thôn, bản; hãy chọn một nơi.", field="members")
    return _reshape(session, Reshaping.SPLIT, [village_id], parts, decision, today)


def rename(session: Session, village_id: int, name: str, decision: Decision, *, today: date) -> int:
    """Call a village by another name from a day on (Đổi tên). Raises KnownError."""
    row = session.get_one(Village, village_id)
    if clean(name) == row.name:
        raise KnownError("Tên mới giống tên đang dùng; hãy ghi tên mới.", field="name")
    served = session.scalar(select(CellVillage.cell_id).where(CellVillage.village_id == row.id, _OPEN))
    values = VillageValues(name, row.households, row.population, row.is_especially_difficult, row.is_border, served)
    return _reshape(session, Reshaping.RENAME, [village_id], [VillagePart(values)], decision, today)


def end(session: Session, village_id: int, decision: Decision, *, today: date) -> int:
    """End a village that nothing comes after (Giải thể); where its members live is not known then.

    Raises KnownError.
    """
    return _reshape(session, Reshaping.DISSOLVE, [village_id], [], decision, today)


def proposed(rows: Sequence[VillageRow]) -> VillageValues:
    """Return what a merger of villages would be: sums, and what all of them agree on.

    A sum with an unknown term is unknown. The cell is the one that serves most of their members, the first if none do.
    """

    def total(name: str) -> int | None:
        counts = [getattr(row, name) for row in rows]
        return None if None in counts or not counts else sum(counts)

    def agreed(name: str) -> bool | None:
        answers = {getattr(row, name) for row in rows}
        return answers.pop() if len(answers) == 1 else None

    served = [row for row in rows if row.cell_id is not None]
    first = max(served, key=lambda row: row.members, default=None)
    return VillageValues(
        max(rows, key=lambda row: row.households or 0).name if rows else "",
        total("households"),
        total("population"),
        agreed("is_especially_difficult"),
        agreed("is_border"),
        first.cell_id if first else None,
    )


_OPEN = CellVillage.until.is_(None)


def _reshape(
    session: Session,
    kind: Reshaping,
    sources: Sequence[int],
    parts: Sequence[VillagePart],
    decision: Decision,
    today: date,
    written: Reorganization | None = None,
) -> int:
    """End, found, hand over, and write down which village came after which, by a decision that may be written yet."""
    refuse_day(decision, today)
    rows = [_open_village(session, key, decision.on) for key in sources]
    for part in parts:
        _refuse_cell(session, part.values.cell_id, decision.on)
    written = written or write_decision(session, kind, decision)
    for row in rows:
        _close(session, row, decision.on)
    session.flush()  # close before opening: a name stands once among the open villages
    place = min(row.sort_order for row in rows)
    new = [_found(session, part.values, decision.on, place) for part in parts]
    home = {key: village_id for part, village_id in zip(parts, new, strict=True) for key in part.residents}
    first = new[0] if new else None
    _move_residents(session, written.id, sources, home, first, decision.on)
    _hand_over(session, rows, home, first, decision.on)
    for candidate in session.scalars(select(Candidate).where(Candidate.village_id.in_(sources))):
        candidate.village_id = first if len(new) == 1 else None
    for row in rows:
        for successor in new or [None]:
            session.add(VillageSuccession(reorganization_id=written.id, village_id=row.id, successor_id=successor))
    session.flush()
    return written.id


def _open_village(session: Session, village_id: int, on: date) -> Village:
    row = session.get_one(Village, village_id)
    if row.valid_to is not None:
        raise KnownError(f"{row.name} đã được sắp xếp từ trước.", field="villages")
    refuse_newborn(row, on)
    return row


def _refuse_cell(session: Session, cell_id: int | None, on: date) -> None:
    if cell_id is not None and not lives(cell := session.get_one(Cell, cell_id), on):
        raise KnownError(f"{cell.name} không hoạt động vào ngày {on:%d/%m/%Y}.", field="cell_id")


def _close(session: Session, row: Village, on: date) -> None:
    """Let a village be until the day before; nothing that held earlier changes."""
    row.valid_to = on - ONE_DAY
    query = select(CellVillage).where(
        CellVillage.village_id == row.id, or_(CellVillage.until.is_(None), CellVillage.until >= on)
    )
    for link in session.scalars(query).all():
        if link.since is not None and link.since >= on:
            session.delete(link)
        else:
            link.until = on - ONE_DAY


def _found(session: Session, values: VillageValues, on: date, place: int) -> int:
    """Found a village on a day, in the list where the old one stood, and return its id."""
    village_id = villages.add(session, replace(values, cell_id=None))
    village = session.get_one(Village, village_id)
    village.valid_from, village.sort_order = on, place
    if values.cell_id is not None:
        session.add(CellVillage(village_id=village_id, cell_id=values.cell_id, since=on))
    session.flush()
    return village_id


def _move_residents(
    session: Session, written_id: int, sources: Sequence[int], home: dict[int, int], first: int | None, on: date
) -> None:
    """Let members live in the new village, and keep where they lived until the day before.

    Those who moved elsewhere by hand after the day lived in the new village until then.
    """
    _move_former(session, written_id, sources, home, first, on)
    kept = set(session.scalars(select(FormerResidence.member_id).where(FormerResidence.until >= on - ONE_DAY)))
    for member in session.scalars(select(Member).where(Member.village_id.in_(sources)).order_by(Member.id)):
        assert member.village_id is not None  # one of the sources
        if member.id not in kept:  # else a later decision has already told where they lived on these days
            session.add(
                FormerResidence(
                    reorganization_id=written_id, member_id=member.id, village_id=member.village_id, until=on - ONE_DAY
                )
            )
        member.village_id = home.get(member.id, first)


def _move_former(
    session: Session, written_id: int, sources: Sequence[int], home: dict[int, int], first: int | None, on: date
) -> None:
    query = select(FormerResidence).where(FormerResidence.village_id.in_(sources), FormerResidence.until >= on)
    for row in session.scalars(query.order_by(FormerResidence.id)).all():
        earlier = select(func.max(FormerResidence.until)).where(
            FormerResidence.member_id == row.member_id, FormerResidence.until < row.until
        )
        begins = session.scalar(earlier)
        if begins is None or begins < on - ONE_DAY:
            session.add(
                FormerResidence(
                    reorganization_id=written_id,
                    member_id=row.member_id,
                    village_id=row.village_id,
                    until=on - ONE_DAY,
                )
            )
        row.village_id = home.get(row.member_id, first)
    session.flush()


def _hand_over(session: Session, rows: Sequence[Village], home: dict[int, int], first: int | None, on: date) -> None:
    """Let those in charge go on in the new village, each where they live, else in the first.

    Two groups of one name from two villages stay two: the old village is added to the name.
    """
    names = {row.id: row.name for row in rows}
    held = session.scalars(
        select(Assignment)
        .where(Assignment.village_id.in_(names), or_(Assignment.until.is_(None), Assignment.until >= on))
        .order_by(Assignment.id)
    ).all()
    where: dict[str, set[int]] = {}
    for row in held:
        where.setdefault(fold(row.group_name or ""), set()).add(row.village_id)
    in_charge: set[tuple[int, int | None]] = set()
    for row in held:
        target = home.get(row.member_id, first)
        group = row.group_name
        if group and len(where[fold(group)]) > 1:
            group = f"{group} ({names[row.village_id]})"[:200]
        is_double = row.task is Task.VILLAGE and (row.member_id, target) in in_charge
        if row.task is Task.VILLAGE:
            in_charge.add((row.member_id, target))
        if target is not None and not is_double:
            since = max(on, row.since) if row.since else on
            session.add(
                Assignment(
                    member_id=row.member_id,
                    village_id=target,
                    task=row.task,
                    group_name=group,
                    households=row.households,
                    since=since,
                    until=row.until,
                )
            )
        if row.since is not None and row.since >= on:
            session.delete(row)
        else:
            row.until = on - ONE_DAY
