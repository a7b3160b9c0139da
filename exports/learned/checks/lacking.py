"""What a filled form does not know, said once for all cells it is true of: of an item of the record, of a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from exports.learned import behind
from exports.learned.checks import in_short
from exports.learned.fill import Place
from exports.learned.reckoned import Blank
from exports.names import Behind, CellAt, Finding
from exports.report import TOLD, listed
from models.indicators.kinds import Name
from models.text import number

_OPENED = 3  # cells to be opened from a sentence; all people can be


@dataclass
class _Open:
    """The cells an item touches, and the names left open by it, those of the report's own period first."""

    blank: Blank
    places: list[Place] = field(default_factory=list[Place])
    now: dict[Name, None] = field(default_factory=dict[Name, None])
    beside: dict[Name, None] = field(default_factory=dict[Name, None])


class Gathered:
    """The sentences of a form being filled, gathered cell by cell; with their sheets where it `has_sheets`, several."""

    def __init__(self, *, has_sheets: bool) -> None:
        self._has_sheets = has_sheets
        self._why: dict[str, tuple[list[Place], list[Behind]]] = {}
        self._open: dict[tuple[str, bool], _Open] = {}

    def add(self, place: Place, why: str, names: Behind | None) -> None:
        """Take in what is amiss with a cell, and whom that is about."""
        places, known = self._why.setdefault(why, ([], []))
        places.append(place)
        if names is not None:
            known.append(names)

    def add_blanks(self, place: Place, blanks: Collection[Blank]) -> None:
        """Take in what a cell may be short by."""
        for one in blanks:
            kept = self._open.setdefault((one.item, one.is_of_record), _Open(one))
            if place not in kept.places[-1:]:
                kept.places.append(place)
            (kept.now if one.is_now else kept.beside).update(dict.fromkeys(one.names))

    def findings(self, cells: Mapping[int, str]) -> Iterator[Finding]:
        """Yield a sentence for each thing that is amiss; `cells` are the names of the Party cells."""
        for why, (places, known) in self._why.items():
            if len(places) == 1:
                yield Finding(f"{_upper(str(places[0]))}: {why}", known[0] if known else None)
                continue
            people = dict.fromkeys(one for each in known for one in each.people)
            months = dict.fromkeys(one for each in known for one in each.months)
            names = Behind(known[0].title, known[0].explanation, tuple(people), tuple(months)) if known else None
            where = in_short.cells(places, has_sheets=self._has_sheets)
            yield Finding(f"{_upper(where)}: {why}", names, _opened(places))
        for one in self._open.values():
            yield self._of_item(one, cells)

    def _of_item(self, one: _Open, cells: Mapping[int, str]) -> Finding:
        """Say of an item that the record leaves blank which cells may be short."""
        names = [*{(each.subject, each.id): each for each in (*one.beside, *one.now)}.values()]
        ids = {(each.subject, each.id) for each in one.now}
        names.sort(key=lambda each: (each.subject, each.id) not in ids)
        count = number(len(names))
        part = f" ({number(len(ids))} của kỳ này)" if 0 < len(ids) < len(names) else ""
        if one.blank.is_of_record:
            said = f"Lý lịch để trống mục “{one.blank.item}” của {count} đồng chí{part}"
        else:
            said = f"“{one.blank.item}”: sổ chưa ghi rõ {count} trường hợp{part}"
        whom = listed([each.name for each in names], TOLD)
        text = f"{said} nên số ở {in_short.cells(one.places, has_sheets=self._has_sheets)} có thể còn thiếu: {whom}."
        return Finding(text, behind.people(one.blank.item, text, names, "Sổ chưa ghi rõ", cells), _opened(one.places))


def _opened(places: Collection[Place]) -> list[CellAt]:
    return [CellAt((one.sheet, one.spot.row, one.spot.column)) for one in sorted(set(places))[:_OPENED]]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
