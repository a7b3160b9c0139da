"""The cells and villages of the made-up commune, and the two changes that its cells saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy.orm import Session

from models import cells, villages
from models.cells import CellValues
from models.dates import add_months
from models.sample.words import MERGED_SCHOOL, OFFICES, VILLAGE_FIRST, VILLAGE_SECOND
from models.villages import VillageValues

SPLIT_BEFORE = 14  # months before the day of the sample a village got a cell of its own
MERGED_BEFORE = 9  # … and a small school's cell went up in another


@dataclass
class Place:
    """A cell with what its members share: ethnic group, villages they live in (id → name), how many they are."""

    cell_id: int
    kind: str
    people: str
    meets_at: str
    villages: dict[int, str]
    size: int = 0

    @property
    def is_village(self) -> bool:
        """Whether its people live where the cell is."""
        return self.kind == "village"


@dataclass(frozen=True)
class Move:
    """All members of `target` who are old enough came from `source` on a day, when one cell became two or two one.

    `is_by_decision`: the decision itself moves them, nobody else has to.
    """

    source: Place
    target: Place
    on: date
    is_by_decision: bool = False


@dataclass
class Commune:
    """The places of the commune on day `on`; meetings are kept from day `first` on."""

    on: date
    first: date
    places: list[Place]
    split: Move | None = None
    merger: Move | None = None

    @property
    def offices(self) -> list[Place]:
        """The cells that are not of a village."""
        return [place for place in self.places if not place.is_village]


def build(session: Session, chance: Random, on: date, *, count: int, months: int) -> Commune:
    """Write `count` cells that are open on day `on`, with their villages; nobody is on their lists yet."""
    commune = Commune(on, add_months(on.replace(day=1), -months), [])
    offices = OFFICES[: min(len(OFFICES), count // 3)]
    own = count - len(offices)
    names = _village_names(chance, own + 4)
    _village_cells(session, chance, commune, names, own, is_splitting=months > SPLIT_BEFORE and own > 4)
    _without_cell(session, chance, commune, names[-2:])
    for name, place in offices:
        _office(session, commune, name, place)
    if months > MERGED_BEFORE and len(offices) > 3:
        name, place = MERGED_SCHOOL
        source = Place(cells.add(session, CellValues(name, place=place)), "school", "Kinh", place, {})
        target = next(place for place in reversed(commune.places) if place.kind == "school")
        commune.merger = Move(source, target, add_months(on.replace(day=1), -MERGED_BEFORE), is_by_decision=True)
    return commune


def _village_names(chance: Random, count: int) -> list[tuple[str, str]]:
    """Return (name, ethnic group) of villages, each name once: more than half Thái, then Mông, then Khơ-mú."""
    pools = {people: chance.sample(every := _pairs(people), len(every)) for people in VILLAGE_FIRST}
    found: dict[str, str] = {}
    while len(found) < count:
        number = len(found)
        people = "Khơ-mú" if number % 8 == 6 else "Mông" if number % 3 == 1 else "Thái"
        found.setdefault(pools[people].pop(), people)
    return list(found.items())


def _pairs(people: str) -> list[str]:
    return [f"{first} {second}" for first in VILLAGE_FIRST[people] for second in VILLAGE_SECOND]


def _village_cells(
    session: Session, chance: Random, commune: Commune, names: list[tuple[str, str]], own: int, *, is_splitting: bool
) -> None:
    """Write the cells of villages: the second and third are joint; the last may have split from the one before it."""
    for number in range(own):
        name, people = names[number]
        served = [name, names[own + number - 1][0]] if number in (1, 2) else [name]
        is_new = is_splitting and number == own - 1
        founded = add_months(commune.on.replace(day=1), -SPLIT_BEFORE) if is_new else None
        values = CellValues(
            f"Chi bộ bản {' - '.join(served)}",
            code=_code(number),
            place=f"Nhà văn hóa bản {name}",
            valid_from=founded,
        )
        place = Place(cells.add(session, values), "village", people, values.place, {})
        first_served_by = commune.places[-1].cell_id if founded else place.cell_id
        place.villages = {_village(session, chance, each, first_served_by): each for each in served}
        if founded:
            villages.serve(session, next(iter(place.villages)), place.cell_id, on=founded)
            commune.split = Move(commune.places[-1], place, founded)
        commune.places.append(place)


def _without_cell(session: Session, chance: Random, commune: Commune, names: list[tuple[str, str]]) -> None:
    """Write two villages that no cell serves: in one live members of a neighbour's cell, the other is “trắng”."""
    inhabited, white = (_village(session, chance, name, None) for name, _people in names)
    del white
    village_cells = [place for place in commune.places if place.is_village]
    if village_cells:
        village_cells[min(3, len(village_cells) - 1)].villages[inhabited] = names[0][0]


def _village(session: Session, chance: Random, name: str, cell_id: int | None) -> int:
    households = chance.randint(38, 160)
    values = VillageValues(
        name=name,
        households=households,
        population=round(households * chance.uniform(4.3, 5.4)),
        is_especially_difficult=chance.random() < 0.6,
        is_border=chance.random() < 0.15,
        cell_id=cell_id,
    )
    return villages.add(session, values)


def _office(session: Session, commune: Commune, name: str, place: str) -> None:
    cell_id = cells.add(session, CellValues(name, code=_code(len(commune.places)), place=place))
    centre = {key: each for other in commune.places[:3] for key, each in other.villages.items()}
    commune.places.append(Place(cell_id, cells.kind_from_name(name) or "other", "Kinh", place, centre))


def _code(place: int) -> str:
    return f"11.900.000.000.{place + 1:03}"
