"""What stands above the cells of the made-up commune, their terms, and who is in charge of villages and households."""

from __future__ import annotations

from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import assignments, codes, organizations, terms, villages
from models.assignments import AssignmentValues
from models.bodies import Body
from models.dates import add_months
from models.decisions import Decision
from models.organizations import OrganizationValues
from models.reorganize import merge
from models.sample.places import Commune, Move, Place
from models.stays import ONE_DAY, holds_on
from models.tables import Duty, Member, Reorganization, Reshaping, Standing, Stay, Succession, Task
from models.terms import TermValues

_TERM_MONTHS = 30  # a cell's 2,5 years (domain.md 1.5)
_COMMITTEE_MONTHS = 60
_IN_CHARGE = 9
"""So many members of the offices share the villages among them."""


def found(session: Session, on: date) -> None:
    """Write the province and the commune, with the commune's term, before there are cells."""
    kinds = {row.code: row.id for row in codes.items(session, codes.ORGANIZATION_KIND)}
    province = organizations.add(session, OrganizationValues("Đảng bộ tỉnh Điện Biên", kinds["province"]))
    commune = organizations.add(
        session,
        OrganizationValues("Đảng bộ xã Mường Mẫu", kinds["commune"], province, "11.900.000.000.000"),
    )
    begun = date(on.year - 1, 7, 1)
    values = TermValues(begun, add_months(begun, _COMMITTEE_MONTHS) - ONE_DAY, "Nghị quyết đại hội đảng bộ xã")
    terms.add(session, Body(organization_id=commune), values)


def reshape(session: Session, commune: Commune) -> None:
    """Carry the merger out by its decision, and write down the decision of the split."""
    if commune.split:
        decision = _decision(commune.split)
        row = Reorganization(
            kind=Reshaping.SPLIT,
            effective_on=decision.on,
            decision_number=decision.number,
            decision_on=decision.decided_on,
        )
        session.add(row)
        session.flush()
        source, target = commune.split.source.cell_id, commune.split.target.cell_id
        session.add(Succession(reorganization_id=row.id, cell_id=source, successor_id=target))
    if commune.merger:
        merge(
            session,
            [commune.merger.source.cell_id],
            commune.merger.target.cell_id,
            _decision(commune.merger),
            today=commune.on,
        )


def _decision(move: Move) -> Decision:
    return Decision(move.on, f"{move.on.timetuple().tm_yday:02}-QĐ/ĐU", move.on - 5 * ONE_DAY)


def fill(session: Session, chance: Random, commune: Commune) -> None:
    """Write the terms of the cells, two of which end soon, and the people in charge; two villages have nobody."""
    for number, place in enumerate(commune.places):
        left = 2 if number in (3, 9) else chance.randint(5, _TERM_MONTHS - 6)
        until = add_months(commune.on.replace(day=1), left) - ONE_DAY
        since = add_months(until + ONE_DAY, -_TERM_MONTHS)
        if commune.split and place is commune.split.target:
            since = commune.split.on
        terms.add(session, Body(cell_id=place.cell_id), TermValues(since, until, "Nghị quyết đại hội chi bộ"))
    _put_in_charge(session, chance, commune)
    for place in commune.places:
        if place.is_village:
            _share_households(session, chance, commune, place)


def _put_in_charge(session: Session, chance: Random, commune: Commune) -> None:
    """Give most villages a member of the commune's offices; everybody has two or three."""
    offices = [place.cell_id for place in commune.offices if place.kind in ("party_office", "government")]
    people = _official(session, offices or [place.cell_id for place in commune.offices], commune.on)
    chosen = chance.sample(people, min(len(people), _IN_CHARGE))
    homes = list(villages.names(session))
    for number, village_id in enumerate(homes[:-2] if chosen else []):
        values = AssignmentValues(chosen[number % len(chosen)], village_id, Task.VILLAGE, since=commune.first)
        assignments.add(session, values)


def _share_households(session: Session, chance: Random, commune: Commune, place: Place) -> None:
    """Let two to four members of a village's cell look after a group of its households each."""
    households = {row.id: row.households or 0 for row in villages.rows(session, commune.on)}
    people = _official(session, [place.cell_id], commune.on)
    for village_id in place.villages:
        groups = min(len(people), chance.randint(2, 4))
        size = households[village_id] // (groups + 1)
        for number in range(groups):
            values = AssignmentValues(
                people.pop(chance.randrange(len(people))),
                village_id,
                Task.HOUSEHOLDS,
                f"Nhóm {number + 1}",
                size,
                since=date(commune.on.year, 1, 1),
            )
            assignments.add(session, values)


def _official(session: Session, cell_ids: list[int], on: date) -> list[int]:
    """Return the official members who attend, of some cells, those of a working age."""
    query = (
        select(Member.id, Member.born_on)
        .join(Stay, Stay.member_id == Member.id)
        .where(
            Stay.cell_id.in_(cell_ids),
            holds_on(on),
            Stay.standing == Standing.OFFICIAL,
            Stay.duty == Duty.ACTIVE,
        )
        .order_by(Member.id)
    )
    return [key for key, born in session.execute(query) if born and born.year > on.year - 65]
