"""What older files call the cells and villages of today: former names, and names of those that went up in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.imports.register import KnownCell, KnownMember, KnownStay, Register, cell_key
from models.records import CellSheet, HeldMeeting, MemberRecord, Problem, Severity, VillageRecord
from models.tables import Cell, Former, Succession, Village, VillageSuccession
from models.text import fold

_REPAIR = "Đã hiểu là tên hiện nay; nếu không phải thì sửa tên trong tệp."

Heirs = dict[str, tuple[int, ...]]
"""Older name → ids of those open today that carry it on, one or several."""


@dataclass(frozen=True)
class Lifetime:
    """A cell under one of its names, and the days it existed (None: open)."""

    cell: KnownCell
    first: date | None
    last: date | None
    is_former: bool

    def holds(self, day: date) -> bool:
        """Tell whether the cell existed on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class FormerNames:
    """Which open cells and villages an older name stands for; a name that is used today stands for itself."""

    def __init__(self, session: Session, register: Register) -> None:
        self._session = session
        self._register = register

    @cached_property
    def cells(self) -> Heirs:
        """Older names of cells, by key."""
        closed = select(Cell.id, Cell.name).where(Cell.valid_to.is_not(None))
        named = [(cell_key(name), key) for key, name in self._session.execute(closed)]
        named += [(cell_key(row.name), row.cell_id) for row in self._formers]
        links = select(Succession.cell_id, Succession.successor_id).where(Succession.cell_id.is_not(None))
        opened = {cell.id for cell in self._register.cells.values()}
        followed = [(old, new) for old, new in self._session.execute(links)]
        return _heirs(named, opened, followed, self._register.cells)

    @cached_property
    def villages(self) -> Heirs:
        """Older names of villages, folded."""
        closed = select(Village.id, Village.name).where(Village.valid_to.is_not(None))
        named = [(fold(name), key) for key, name in self._session.execute(closed)]
        return _heirs(named, self._register.village_names, self._village_links, self._present_villages)

    @cached_property
    def _present_villages(self) -> set[str]:
        return {fold(name) for name in self._register.village_names.values()}

    @cached_property
    def _village_links(self) -> list[tuple[int, int | None]]:
        query = select(VillageSuccession.village_id, VillageSuccession.successor_id)
        return [(old, new) for old, new in self._session.execute(query)]

    @cached_property
    def _formers(self) -> list[Former]:
        return list(self._session.scalars(select(Former).where(Former.cell_id.is_not(None)).order_by(Former.id)))

    @cached_property
    def _lifetimes(self) -> dict[str, dict[int, Lifetime]]:
        """Every cell there is or was, by the keys of its names; those that ended first come first."""
        found: dict[str, dict[int, Lifetime]] = defaultdict(dict)
        former: dict[int, list[str]] = defaultdict(list)
        for row in self._formers:
            former[row.cell_id or 0].append(row.name)
        query = select(Cell.id, Cell.name, Cell.valid_from, Cell.valid_to)
        for key, name, first, last in self._session.execute(query.order_by(Cell.valid_to.is_(None), Cell.valid_to)):
            for known in (name, *former.get(key, ())):
                is_former = last is not None or cell_key(known) != cell_key(name)
                found[cell_key(known)].setdefault(key, Lifetime(KnownCell(key, name), first, last, is_former))
        return found

    def means(self, name: str, cell_id: int) -> bool:
        """Tell whether a name is one that a cell bears or has borne."""
        return cell_id in self._lifetimes.get(cell_key(name), {})

    # Lists of members

    def of_member(self, record: MemberRecord) -> MemberRecord:
        """Return a line of a list with today's names where an older one stands for just one, with a warning each."""
        for field, label, heirs, names in self._said(record):
            if len(heirs) == 1:
                record = _renamed(record, field, label, names[heirs[0]])
        return record

    def of_known(self, record: MemberRecord, known: KnownMember | None, stay: KnownStay | None) -> MemberRecord:
        """Return the line where an older name stands for several: the one where the member is today is meant.

        A cell that is none of them is an error, since nothing says which is right.
        """
        today = {"cell_name": stay.cell_id if stay else None, "village": known.village_id if known else None}
        for field, label, heirs, names in self._said(record):
            present = today.get(field)
            if present in heirs:
                record = _renamed(record, field, label, names[present])
            elif field == "cell_name" and heirs:
                several = ", ".join(names[key] for key in heirs)
                text = f"“{record.cell_name}” nay là {several}."
                problem = _problem(record, label, record.cell_name or "", text, "Ghi tên chi bộ hiện nay.")
                record = record._replace(problems=(*record.problems, replace(problem, severity=Severity.ERROR)))
        return record

    def _said(self, record: MemberRecord) -> Iterable[tuple[str, str, tuple[int, ...], Mapping[int, str]]]:
        """Yield the older names of a line: its field, what it is called, whom it stands for, their names."""
        if not self.cells and not self.villages:  # as a rule, and there may be many lines
            return
        for field, label, name in (
            ("cell_name", "Chi bộ", record.cell_name),
            ("residence_cell", "Chi bộ nơi cư trú", record.residence_cell),
        ):
            if name and (heirs := self.cells.get(cell_key(name))):
                yield field, label, heirs, self._register.cell_names
        if record.village and (heirs := self.villages.get(fold(record.village))):
            yield "village", "Thôn, bản", heirs, self._register.village_names

    # Lists of villages

    def of_village(self, record: VillageRecord) -> VillageRecord:
        """Return a line of a list of villages with today's names, with a warning each.

        The figures of a village that was merged or split are left out: they would overwrite those of the new one.
        """
        if record.cell_name and len(heirs := self.cells.get(cell_key(record.cell_name), ())) == 1:
            name = self._register.cell_names[heirs[0]]
            problem = _warning(record, "Chi bộ", record.cell_name, name)
            record = replace(record, cell_name=name, problems=(*record.problems, problem))
        heirs = self.villages.get(fold(record.name), ())
        if not heirs:
            return record
        new = [self._register.village_names[key] for key in heirs]
        if len(heirs) == 1 and sum(successor == heirs[0] for _old, successor in self._village_links) == 1:
            problem = _warning(record, "Thôn, bản", record.name, new[0])
            return replace(record, name=new[0], problems=(*record.problems, problem))
        text = f"“{record.name}” nay là {', '.join(new)}; số liệu của thôn, bản cũ không ghi vào sổ."
        problem = _problem(record, "Thôn, bản", record.name, text, "Muốn cập nhật thì ghi theo tên hiện nay.")
        return VillageRecord(record.sheet, record.row, new[0], problems=(*record.problems, problem))

    # Attendance books

    def of_sheet(self, sheet: CellSheet) -> list[tuple[CellSheet, KnownCell]]:
        """Return a sheet of a cell that has ended or had this name before, each part with its cell; else nothing.

        A book of a year in which one cell came after another of the same name is parted by the days of the meetings.
        """
        lives = list(self._lifetimes.get(cell_key(sheet.cell_name), {}).values())
        if not lives or (len(lives) == 1 and not lives[0].is_former):
            return []
        days: dict[int, list[HeldMeeting]] = defaultdict(list)
        for held in sheet.meetings:
            fitting = (place for place, one in enumerate(lives) if one.holds(held.held_on))
            days[next(fitting, len(lives) - 1)].append(held)
        return [
            (_part(sheet, lives[place], days[place], is_whole=len(days) == 1), lives[place].cell)
            for place in sorted(days or {len(lives) - 1: []})
        ]


def _heirs(
    named: Iterable[tuple[str, int | None]],
    opened: Collection[int],
    links: Iterable[tuple[int | None, int | None]],
    today: Collection[str],
) -> Heirs:
    """Follow older names to those open today; a name somebody has today is nobody's older name."""
    following: dict[int, list[int]] = defaultdict(list)
    for old, new in links:
        if old is not None and new is not None:
            following[old].append(new)

    def reached(key: int) -> dict[int, None]:
        if key in opened:
            return {key: None}
        return {end: None for new in following.get(key, ()) for end in reached(new)}

    found: dict[str, dict[int, None]] = defaultdict(dict)
    for name, key in named:
        if key is not None and name not in today:
            found[name].update(reached(key))
    return {name: tuple(ends) for name, ends in found.items() if ends}


def _part(sheet: CellSheet, life: Lifetime, held: list[HeldMeeting], *, is_whole: bool) -> CellSheet:
    """Return the meetings of one cell, with the lines that have a mark in them, and what is to be said of it."""
    problems = list(sheet.problems)
    if life.last is not None:
        text = f"{life.cell.name} thôi hoạt động sau ngày {life.last:%d/%m/%Y}; điểm danh ghi cho chi bộ cũ."
        problems.append(
            _problem(sheet, "Chi bộ", sheet.cell_name, text, "Không phải chi bộ này thì sửa tên trong tệp.")
        )
        for one in held:
            if one.held_on > life.last:
                text = f"Cuộc họp ngày {one.held_on:%d/%m/%Y} ở sau ngày {life.cell.name} thôi hoạt động."
                problem = _problem(sheet, "Chi bộ", sheet.cell_name, text, "Ghi cuộc họp này ở chi bộ kế tục.")
                problems.append(replace(problem, severity=Severity.ERROR))
    elif life.is_former:
        problems.append(_warning(sheet, "Chi bộ", sheet.cell_name, life.cell.name))
    lines = sheet.lines
    if not is_whole:
        months = {one.month for one in held}
        kept = [(line, tuple(mark for mark in line.marks if mark.month in months)) for line in lines]
        lines = tuple(replace(line, marks=marks) for line, marks in kept if marks)
    return replace(sheet, meetings=tuple(held), lines=lines, problems=tuple(problems))


def _renamed(record: MemberRecord, field: str, label: str, name: str) -> MemberRecord:
    problem = _warning(record, label, getattr(record, field), name)
    return record._replace(**{field: name, "problems": (*record.problems, problem)})


def _warning(record: MemberRecord | VillageRecord | CellSheet, label: str, old: str, new: str) -> Problem:
    return _problem(record, label, old, f"“{old}” là tên cũ, nay là “{new}”.", _REPAIR)


def _problem(
    record: MemberRecord | VillageRecord | CellSheet, label: str, value: str, reason: str, repair: str
) -> Problem:
    return Problem(record.sheet, record.row, None, label, value, reason, repair, Severity.WARNING)
