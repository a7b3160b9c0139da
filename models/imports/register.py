"""What the data file already knows, loaded once, so that planning asks no question per row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import codes, member_fields
from models.asking import Asked
from models.dates import PartialDate
from models.records import MemberRecord
from models.residence_offers import NamedVillages
from models.tables import Cell, CellVillage, Duty, FormerName, Gender, Member, Standing, Stay, Trash, TrashKind, Village
from models.text import fold
from models.villages import PLACE_WORDS

_NOT_WORDS: Final = re.compile(r"[^a-z0-9]+")
_CELL_WORDS: Final = re.compile(r"^(chi bo|cb|c b|c bo) ")
_IN_SHORT: Final = tuple(
    (re.compile(short), full)
    for short, full in (
        (r"^b (?=[a-z]{2})", "ban "),
        (r"\b(?:tdp|to dp)\b", "to dan pho"),
        (r"\bthcs\b", "trung hoc co so"),
        (r"\bthpt\b", "trung hoc pho thong"),
        (r"\bubnd\b", "uy ban nhan dan"),
        (r"\bso (?=\d)", ""),
    )
)
_OTHER_NAMES: Final = ("birth_name", "other_name")
_LETTER: Final = re.compile("[a-z]{2}")
TAB_LENGTH: Final = 31  # Excel cuts the name of a sheet here


class KnownCell(NamedTuple):
    """An open cell."""

    id: int
    name: str


class KnownVillage(NamedTuple):
    """An open village and the cell that serves it."""

    id: int
    name: str
    households: int | None
    population: int | None
    is_especially_difficult: bool | None
    is_border: bool | None
    cell_id: int | None


class KnownMember(NamedTuple):
    """A member's fields that files speak of."""

    id: int
    full_name: str
    name_fold: str
    name_sort: str
    citizen_id: str | None
    card_number: str | None
    old_card_number: str | None
    born_on: PartialDate | None
    admitted_on: PartialDate | None
    official_on: PartialDate | None
    gender: Gender | None
    ethnic_id: int | None
    religion_id: int | None
    village_id: int | None
    education_id: int | None
    professional_id: int | None
    theory_id: int | None
    occupation_id: int | None
    external_id: str | None
    schooling: str | None
    card_issued_on: PartialDate | None
    old_identity_number: str | None


class KnownStay(NamedTuple):
    """A stay of a member."""

    cell_id: int
    standing: Standing
    duty: Duty
    since: date
    is_since_known: bool
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the stay counts on a day."""
        return self.since <= day and (self.until is None or self.until >= day)

    def may_hold_on(self, day: date) -> bool:
        """Tell whether the stay can have counted on a day, its first day perhaps not being known."""
        return (self.since <= day or not self.is_since_known) and (self.until is None or self.until >= day)


class ThrownAway(NamedTuple):
    """A member in the trash; `kept_id` is the record that goes on where two were made one. Values as stored."""

    kind: TrashKind
    removed_on: date
    kept_id: int | None
    name_fold: str
    citizen_id: str | None
    card_number: str | None
    born_on: str | None
    admitted_on: str | None


_TOLD_OF_TRASH: Final = ThrownAway._fields[3:]


@lru_cache(maxsize=4096)
def cell_key(name: str) -> str:
    """Return what two spellings of one cell's name share: no “Chi bộ” or “CB”, accents or punctuation."""
    return _CELL_WORDS.sub("", _NOT_WORDS.sub(" ", fold(name)).strip())


def bare_key(key: str) -> str:
    """Return the key of a cell without the word for the place; a mere number keeps it, there are many a “Bản 5”."""
    bare = PLACE_WORDS.sub("", key)
    return bare if _LETTER.search(bare) else key


@lru_cache(maxsize=4096)
def in_full(key: str) -> str:
    """Return a key of a cell or village with its words in full: “B. Co Mận” is bản Co Mận, “TDP số 3” tổ dân phố 3."""
    for short, full in _IN_SHORT:
        key = short.sub(full, key)
    return key


class Register:
    """Cells, villages, members and stays as they stand when planning begins."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._codes: dict[str, dict[str, int]] = {}
        self._plain: dict[str, dict[int, Any]] = {}
        self._named: NamedVillages | None = None

    @cached_property
    def cells(self) -> dict[str, KnownCell]:
        """Open cells by key."""
        query = select(Cell.id, Cell.name).where(Cell.valid_to.is_(None))
        return {cell_key(name): KnownCell(key, name) for key, name in self._session.execute(query)}

    @cached_property
    def cell_names(self) -> dict[int, str]:
        """Names of all cells by id."""
        return {key: name for key, name in self._session.execute(select(Cell.id, Cell.name))}

    def find_cell(self, name: str) -> KnownCell | None:
        """Return the cell a file names; a name cut at 31 characters may be the beginning of just one."""
        key = cell_key(name)
        if key in self.cells:
            return self.cells[key]
        longer = (
            [cell for other, cell in self.cells.items() if other.startswith(key)] if len(name) >= TAB_LENGTH else []
        )
        return longer[0] if len(longer) == 1 else self.spelt_otherwise(key)

    def spelt_otherwise(self, key: str) -> KnownCell | None:
        """Return the one cell whose name a key writes in short, in full, or without the word for the place (“bản”)."""
        full = in_full(key)
        bare = bare_key(full)
        others = [other for other in self._cells_by_bare_key.get(bare, ()) if key != other]
        same = [other for other in others if in_full(other) == full]
        alike = same or [other for other in others if bare in (full, in_full(other))]
        return self.cells[alike[0]] if len(alike) == 1 else None

    def may_be(self, key: str) -> list[str]:
        """Return the names of the cells that a key without the word for the place may mean, if several do."""
        alike = [self.cells[other].name for other in self._cells_by_bare_key.get(key, ()) if key not in self.cells]
        return alike if len(alike) > 1 else []

    @cached_property
    def _cells_by_bare_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.cells:
            found[bare_key(in_full(key))].append(key)
        return found

    @cached_property
    def villages(self) -> list[KnownVillage]:
        """Open villages."""
        query = (
            select(
                Village.id,
                Village.name,
                Village.households,
                Village.population,
                Village.is_especially_difficult,
                Village.is_border,
                CellVillage.cell_id,
            )
            .outerjoin(CellVillage, (CellVillage.village_id == Village.id) & CellVillage.until.is_(None))
            .where(Village.valid_to.is_(None))
        )
        return [KnownVillage(*row) for row in self._session.execute(query)]

    @cached_property
    def _villages_by_name(self) -> dict[str, KnownVillage]:
        return {_place_key(village.name): village for village in self.villages}

    @cached_property
    def _villages_by_bare_name(self) -> dict[str, list[KnownVillage]]:
        found: dict[str, list[KnownVillage]] = defaultdict(list)
        for village in self.villages:
            found[PLACE_WORDS.sub("", _place_key(village.name))].append(village)
        return found

    def find_village(self, name: str) -> KnownVillage | None:
        """Return the village a file names; “Bản Co Mận” is Co Mận when only one of the two writes the “Bản”."""
        key = _place_key(name)
        bare = PLACE_WORDS.sub("", key)
        alike = [
            village for village in self._villages_by_bare_name.get(bare, ()) if bare in (key, _place_key(village.name))
        ]
        return self._villages_by_name.get(key) or (alike[0] if len(alike) == 1 else None)

    def village_of_address(self, text: str, on: date) -> int | None:
        """Return the one village of the commune that an address names, None where that is not certain."""
        if self._named is None:
            self._named = NamedVillages(self._session, on)
        found = self._named.named_in(text)
        return found[0] if found is not None and self._named.is_of_commune(text) else None

    def village_of_cell(self, cell_id: int) -> KnownVillage | None:
        """Return the one village a cell serves, None if it serves none or several."""
        served = [village for village in self.villages if village.cell_id == cell_id]
        return served[0] if len(served) == 1 else None

    @cached_property
    def members(self) -> dict[int, KnownMember]:
        """Every member ever written, by id."""
        query = select(*(getattr(Member, name) for name in KnownMember._fields))
        return {row[0]: KnownMember._make(row) for row in Asked(query).rows(self._session)}

    def plain(self, column: str) -> dict[int, Any]:
        """Return what members have in one plain field, by member; read when a file first speaks of it."""
        if column not in self._plain:
            self._plain[column] = member_fields.stored(self._session, column)
        return self._plain[column]

    @cached_property
    def by_citizen_id(self) -> dict[str, int]:
        """Member by identity number."""
        return {member.citizen_id: key for key, member in self.members.items() if member.citizen_id}

    @cached_property
    def by_card_number(self) -> dict[str, list[int]]:
        """Members by card number, which nothing forbids to be given twice."""
        return _grouped((member.card_number, key) for key, member in self.members.items() if member.card_number)

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Members by folded name."""
        return _grouped((member.name_fold, key) for key, member in self.members.items())

    @cached_property
    def by_other_name(self) -> dict[str, list[int]]:
        """Members by the folded names they have beside the one in use: at birth, formerly, otherwise."""
        beside = [(fold(name), key) for column in _OTHER_NAMES for key, name in self.plain(column).items()]
        former = [(fold(name), key) for key, names in self._former_names.items() for _until, name in names]
        return _grouped([*beside, *former])

    @cached_property
    def _former_names(self) -> dict[int, list[tuple[date, str]]]:
        found: dict[int, list[tuple[date, str]]] = defaultdict(list)
        query = select(FormerName.member_id, FormerName.until, FormerName.full_name).order_by(FormerName.until)
        for key, until, name in self._session.execute(query):
            found[key].append((until, name))
        return found

    def called_on(self, member_id: int, day: date) -> str:
        """Return what a member was called on a day."""
        former = self._former_names.get(member_id, ())
        return next((name for until, name in former if until >= day), self.members[member_id].full_name)

    def called_now(self, record: MemberRecord, known: KnownMember | None) -> MemberRecord:
        """Return the line under the name in use where it gives another one of the member it means."""
        if known is None or known.id not in self.by_other_name.get(fold(record.full_name), ()):
            return record
        return record._replace(full_name=known.full_name)

    @cached_property
    def stays(self) -> dict[int, list[KnownStay]]:
        """Stays by member, oldest first."""
        query = select(Stay.member_id, *(getattr(Stay, name) for name in KnownStay._fields)).order_by(Stay.since)
        found: dict[int, list[KnownStay]] = defaultdict(list)
        for row in Asked(query).rows(self._session):
            found[row[0]].append(KnownStay._make(row[1:]))
        return found

    @cached_property
    def _open_stays(self) -> dict[int, KnownStay]:
        return {member_id: stay for member_id, stays in self.stays.items() for stay in stays if stay.until is None}

    def present_stay(self, member_id: int) -> KnownStay | None:
        """Return the open stay of a member, None for one who has left."""
        return self._open_stays.get(member_id)

    def stay_on(self, member_id: int, day: date | None) -> KnownStay | None:
        """Return the stay of a member on a day, the first one where nobody knows since when it lasts; None: today."""
        if day is None:
            return self.present_stay(member_id)
        stays = self.stays.get(member_id, [])
        certain = next((stay for stay in stays if stay.holds_on(day)), None)
        return certain or next((stay for stay in stays[:1] if stay.may_hold_on(day)), None)

    @cached_property
    def thrown_away(self) -> list[ThrownAway]:
        """Members lying in the trash, or made one with another record."""
        query = select(Trash).where(Trash.kind.in_((TrashKind.MEMBER, TrashKind.MERGE)))
        found: list[ThrownAway] = []
        for item in self._session.scalars(query):
            kept = _kept_id(item.changes)
            for before in _members_of(item.changes):
                told: list[Any] = [before.get(name) for name in _TOLD_OF_TRASH]
                found.append(ThrownAway(item.kind, item.removed_on, kept, *told))
        return found

    @cached_property
    def by_external_id(self) -> dict[str, list[int]]:
        """Members by the superior system's key."""
        return _grouped((member.external_id, key) for key, member in self.members.items() if member.external_id)

    def code(self, list_name: str, text: str) -> int | None:
        """Return the entry of a code list by label or code, None if there is none."""
        if list_name not in self._codes:
            self._codes[list_name] = codes.by_label(self._session, list_name)
        return self._codes[list_name].get(codes.key(text))

    def like_code(self, list_name: str, text: str) -> list[str]:
        """Return the labels of a code list that look most like a text that is none of them."""
        known = {codes.key(row.label): row.label for row in codes.items(self._session, list_name)}
        return [known[one] for one in get_close_matches(codes.key(text), known, 3, 0.6)]

    @cached_property
    def labels(self) -> dict[int, str]:
        """Labels of all lists by id."""
        return codes.labels(
            self._session,
            *(codes.ETHNIC, codes.RELIGION, codes.EDUCATION, codes.PROFESSIONAL, codes.THEORY),
            *(codes.OCCUPATION, codes.ACADEMIC_TITLE),
        )

    @cached_property
    def village_names(self) -> dict[int, str]:
        """Names of open villages by id."""
        return {village.id: village.name for village in self.villages}

    def describe(self, member_id: int) -> str:
        """Return what tells a member from others of the same name: birth, cell, end of the identity number."""
        member = self.members[member_id]
        stays = self.stays.get(member_id, ())
        parts = [
            member.full_name,
            f"sinh {member.born_on}" if member.born_on else "",
            self.cell_names[stays[-1].cell_id] if stays else "",
            f"CCCD …{member.citizen_id[-4:]}" if member.citizen_id else "",
        ]
        return ", ".join(part for part in parts if part)


def _place_key(name: str) -> str:
    """Return what two spellings of one village's name share."""
    return in_full(_NOT_WORDS.sub(" ", fold(name)).strip())


def _members_of(changes: list[list[Any]]) -> Iterable[dict[str, Any]]:
    return (before for table, _row, before, after in changes if table == "member" and before and after is None)


def _kept_id(changes: list[list[Any]]) -> int | None:
    """Return the record that two became, where something changed over to it."""
    moved = (after["member_id"] for _table, _row, _before, after in changes if after and "member_id" in after)
    changed = (row for table, row, _before, after in changes if table == "member" and after)
    return next(moved, None) or next(changed, None)


def _grouped(pairs: Iterable[tuple[str | None, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            found[key].append(value)
    return found
