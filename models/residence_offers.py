"""Residences nobody wrote: offered as the village that the member's address names, written only when the officer says.

An address is what somebody typed: the village stands in it beside commune, district and province, now and then short.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import office, residence
from models.errors import KnownError
from models.on_list import holds_on
from models.progress import SILENT, Progress
from models.tables import Cell, Duty, Member, Stay, Village
from models.text import fold
from models.villages import PLACE_WORDS

_PARTS = re.compile(r"[,;/()]|\s[-–]\s")
_SHORT = {r"\bb\.": "ban ", r"\bx\.": "xa ", r"\bp\.": "phuong ", r"\btt\.": "thi tran ", r"\bh\.": "huyen "}
_ABOVE = re.compile(r"\b(?=(?:xa|phuong|thi tran|huyen|thi xa|thanh pho|tinh) )")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran) .+")
_INSIDE = re.compile(r" (?=(?:thon|ban|xom|buon|lang|ap|khom|khu|to dan pho|tdp) )")


@dataclass(frozen=True, slots=True)
class ResidenceOffer:
    """A member without a residence and the village that their address (`text`, of the field `source`) names.

    `is_sure` is False where the address names a commune not known to be this one: one of before a merger, one they have
    left, or any where nobody has written what this one is called.
    """

    member_id: int
    full_name: str
    cell_id: int
    cell: str
    source: str
    text: str
    village_id: int
    village: str
    is_sure: bool


def offer_residences(session: Session, on: date) -> list[ResidenceOffer]:
    """Return who is on the lists of a day without a residence though their address names one open village.

    By cell and name. Where they live now says more than where they are registered; if it names no village, nothing is
    offered.
    """
    query = (
        select(Member.id, Member.full_name, Cell.id, Cell.name, Member.address, Member.permanent_address)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(holds_on(on), Stay.duty != Duty.GUEST, residence.home_on(on).is_(None))
        .where(or_(Member.address.is_not(None), Member.permanent_address.is_not(None)))
        .order_by(Cell.sort_order, Cell.id, Member.name_sort, Member.id)
    )
    if not (rows := session.execute(query).all()):
        return []
    known = NamedVillages(session, on)
    found: list[ResidenceOffer] = []
    for member_id, name, cell_id, cell, address, permanent in rows:
        source, text = ("Chỗ ở hiện nay", address) if address else ("Thường trú", permanent or "")
        if (village := known.named_in(text)) is not None:
            is_sure = known.is_of_commune(text)
            found.append(ResidenceOffer(member_id, name, cell_id, cell, source, text, *village, is_sure))
    return found


def write_residences(session: Session, member_ids: Iterable[int], on: date, *, progress: Progress = SILENT) -> int:
    """Write the village offered as the residence of the members named; return how many.

    Raises KnownError if one of them is no longer among those offered: the register changed since the list was shown.
    """
    offers = {offer.member_id: offer for offer in offer_residences(session, on)}
    wanted = list(dict.fromkeys(member_ids))
    if any(member_id not in offers for member_id in wanted):
        raise KnownError("Danh sách đã thay đổi sau khi được đưa ra; hãy xem lại danh sách rồi ghi.")
    progress.step(0, len(wanted), "")
    residence.found_in(session, {key: offers[key].village_id for key in wanted}, on=on)
    return len(wanted)


class NamedVillages:
    """The open villages by their names, and the commune by its own."""

    def __init__(self, session: Session, on: date) -> None:
        self._by_name: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._by_bare: dict[str, set[tuple[int, str]]] = defaultdict(set)
        query = select(Village.id, Village.name).where(or_(Village.valid_to.is_(None), Village.valid_to >= on))
        for key, name in session.execute(query):
            self._by_name[fold(name)].add((key, name))
            self._by_bare[PLACE_WORDS.sub("", fold(name))].add((key, name))
        own = _COMMUNE.search(fold(office.read(session).commune))
        self._commune = own.group() if own else ""

    def named_in(self, text: str) -> tuple[int, str] | None:
        """Return the one village (id, name) that an address names, None where it names none or several."""
        found = set[tuple[int, str]]()
        for part in _parts(text):
            pieces = [inner for piece in _ABOVE.split(part) for inner in (piece, *_INSIDE.split(piece)[1:])]
            found |= self._named(part) or {one for piece in pieces for one in self._named(piece.strip())}
        return found.pop() if len(found) == 1 else None

    def _named(self, part: str) -> set[tuple[int, str]]:
        """Return the villages that a part may be; “Bản Co Mận” is Co Mận when only one of the two writes the “Bản”.

        What begins with a figure is the number of a house: “5, đường Hùng Vương” is not in Thôn 5.
        """
        if part[:1].isdecimal():
            return set()
        bare = PLACE_WORDS.sub("", part)
        alike = {one for one in self._by_bare.get(bare, ()) if bare in (part, fold(one[1]))}
        return self._by_name.get(part) or alike

    def is_of_commune(self, text: str) -> bool:
        """Whether an address names no commune but this one, whose name has to be written to be known."""
        pieces = (piece.strip() for part in _parts(text) for piece in _ABOVE.split(part))
        named = [piece for piece in pieces if _COMMUNE.fullmatch(piece)]
        return not named or self._commune in named


def _parts(text: str) -> Iterator[str]:
    """Yield what stands between commas, folded."""
    folded = fold(text)
    for short, whole in _SHORT.items():
        folded = re.sub(short, whole, folded)
    for part in _PARTS.split(folded):
        if words := " ".join(part.split()).strip(" ."):
            yield words
