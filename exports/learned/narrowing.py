"""A figure narrowed to some of its names: whether each belongs, by the record of the member on the last day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.learned import filters
from models import cells, indicators, residence, statistics, villages
from models.dates import Period
from models.indicators.kinds import Name, Subject
from models.statistics import Entry, Group, cards
from models.tables import Member

Tells = Callable[[Name], bool | None]
"""Whether a name belongs; None where no paper says."""


@dataclass(frozen=True)
class Filters:
    """Filters asked together: called with a name, whether it meets all of them; None where no paper says."""

    keys: tuple[str, ...]
    asked: tuple[Tells, ...]

    def __call__(self, name: Name) -> bool | None:
        """Return whether a name belongs."""
        answers = [one(name) for one in self.asked]
        return False if False in answers else None if None in answers else True

    def open_to(self, name: Name) -> list[str]:
        """Return the filters that no paper answers for a name."""
        return [key for key, one in zip(self.keys, self.asked, strict=True) if one(name) is None]


class Unfit(Exception):
    """A filter that comes to nothing here; `str` of it is the end of a sentence."""


@dataclass(frozen=True)
class Narrowed:
    """The part of a statistic's figure that filters leave: its value, those counted and those not known."""

    value: int | float | None
    names: tuple[Name, ...]
    unsure: tuple[Name, ...]


class Narrowing:
    """Reads what filters ask for, each part once."""

    def __init__(self, session: Session, period: Period, day: date) -> None:
        self._session, self._period, self._day = session, period, min(day, period.last)
        self._register = statistics.Register(session)
        self._groups: dict[Group, Mapping[int, Mapping[str, object]]] = {}

    def tells(self, keys: Collection[str], group: Group = Group.MEMBERS) -> Filters:
        """Return the question whether a name meets all filters. Raises Unfit for one not known, here or at all.

        `group` is what is counted: who was admitted is as old as on that day, who left was what they were then.
        """
        return Filters(tuple(keys), tuple(self._one(key, group) for key in keys))

    def _one(self, key: str, group: Group) -> Tells:
        name = filters.name_of(key)
        if name is None:
            raise Unfit(f"phiên bản này không có bộ lọc “{key}”")
        place = filters.place_of(key)
        if place is not None:
            return self._in_cell(place[1]) if place[0] == filters.CELL else self._in_village(place[1])
        wanted = filters.fixed()[key]

        def belongs(name: Name) -> bool | None:
            if name.subject is not Subject.MEMBER:
                raise Unfit(f"ô này không đếm đảng viên nên không lọc “{wanted.name}” được")
            value = self._traits(name.id, group).get(wanted.trait)
            return None if value is None else value in wanted.values

        return belongs

    def cell(self, said: str) -> int:
        """Return the Party cell with that name. Raises Unfit if there is none."""
        known = cells.names(self._session, self._day)
        wanted = filters.known_as(said)
        cell = next((key for key, one in known.items() if filters.known_as(one) == wanted), None)
        if cell is None:
            raise Unfit(f"sổ không có chi bộ “{said}”")
        return cell

    def _in_cell(self, said: str) -> Tells:
        cell = self.cell(said)
        return lambda name: name.cell_id == cell

    def _in_village(self, said: str) -> Tells:
        known = villages.names(self._session)
        village = next((key for key, one in known.items() if filters.known_as(one) == filters.known_as(said)), None)
        if village is None:
            raise Unfit(f"sổ không có thôn, bản “{said}”")

        def belongs(name: Name) -> bool | None:
            if name.subject is Subject.VILLAGE:
                return name.id == village
            if name.subject is not Subject.MEMBER:
                raise Unfit(f"ô này không đếm đảng viên nên không lọc “{said}” được")
            home = self._homes.get(name.id)
            return None if home is None else home == village

        return belongs

    @cached_property
    def _homes(self) -> Mapping[int, int | None]:
        query = select(Member.id, residence.home_on(self._day))
        return {key: village for key, village in self._session.execute(query)}

    @cached_property
    def _listed(self) -> Mapping[int, statistics.Entry]:
        return {entry.name.id: entry for entry in self._register.listed(self._day).entries}

    def _traits(self, member_id: int, group: Group) -> Mapping[str, object]:
        """Return the traits in a group, else on the day; of one on no list, those that do not hang on a day."""
        if group not in self._groups:
            found = self._register.statistics(self._period, self._day, [group]).groups[group]
            self._groups[group] = {entry.name.id: entry.traits for entry in found.entries}
        own = self._groups[group].get(member_id, {})
        if member_id in self._listed:
            return {**self._listed[member_id].traits, **own}
        card = self._register.cards.get(member_id)
        return {} if card is None else {**card.traits, **cards.ages(card.born, self._day), **own}


def indicator(figure: indicators.Figure, tells: Tells) -> indicators.Figure:
    """Return an indicator's figure with the names that belong; those of whom no paper says so are unsure."""
    base = None if figure.base is None else tuple(one for one in figure.base if tells(one) is not False)
    open_ones = tuple(one for one in figure.names if tells(one) is None)
    return replace(
        figure,
        names=tuple(one for one in figure.names if tells(one)),
        base=base,
        unsure=(*(one for one in figure.unsure if tells(one) is not False), *open_ones),
    )


def statistic(figure: statistics.Figure, tells: Tells) -> Narrowed:
    """Return what a statistic's figure comes to among the names that belong."""
    kept: list[Entry] = [one for one in figure.entries if tells(one.name)]
    unsure = [*(one for one in figure.unsure if tells(one.name) is not False)]
    unsure += [one for one in figure.entries if tells(one.name) is None]
    counted = statistics.Figure(figure.row, kept, figure.population)
    return Narrowed(counted.value, tuple(one.name for one in kept), tuple(one.name for one in unsure))
