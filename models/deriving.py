"""From the events of members to their stays, each time anew; what hangs on the stays follows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import roll_standings, timeline
from models.asking import Asked, ids
from models.errors import KnownError
from models.tables import CommitteePost, Event, Member, Post, Stay
from models.timeline import Spell, Step

_AT_ONCE = 400  # SQLite takes so many values in a query, and more


def derive(session: Session, *member_ids: int) -> None:
    """Bring members' stays in line with their events, and rolls that did not know how they stood.

    Touches only what differs. Raises KnownError; of many members, it names whom it speaks of.
    """
    for start in range(0, len(member_ids), _AT_ONCE):
        _derive(session, member_ids[start : start + _AT_ONCE], is_naming=len(member_ids) > 1)
    roll_standings.learn(session, member_ids)


def _derive(session: Session, member_ids: Sequence[int], *, is_naming: bool) -> None:
    steps: dict[int, list[Step]] = {}
    for member_id, kind, on, is_known, cell, standing, duty in _STEPS.rows(session, keys=json.dumps(member_ids)):
        steps.setdefault(member_id, []).append(Step(kind, on, is_known, cell, standing, duty))
    present = _stays_of(session, member_ids)
    wanted: dict[int, list[Spell]] = {}
    for key in member_ids:
        try:
            wanted[key] = timeline.spells(steps.get(key, ()))
        except KnownError as error:
            raise naming(session, key, error) if is_naming else error from None
    for key, spells in wanted.items():
        for stay in present.get(key, [])[len(spells) :]:
            session.delete(stay)
    pairs = [pair for key, spells in wanted.items() for pair in zip(present.get(key, []), spells, strict=False)]
    for stay, spell in pairs:
        if spell.until is not None:
            fill(stay, spell)
    session.flush()  # close before opening: a member has one open stay
    for stay, spell in pairs:
        if spell.until is None:
            fill(stay, spell)
    for key, spells in wanted.items():
        for spell in spells[len(present.get(key, [])) :]:
            stay = Stay(member_id=key)
            fill(stay, spell)
            session.add(stay)
    _end_posts(session, wanted)
    session.flush()


_STEPS = Asked(  # plain rows: as objects, with all they hold, they took longer to load than to derive from
    select(
        Event.member_id,
        Event.kind,
        Event.effective_on,
        Event.is_day_known,
        Event.cell_id,
        Event.standing,
        Event.duty,
    )
    .where(Event.member_id.in_(ids("keys")))
    .order_by(Event.effective_on, Event.id)
)


def _stays_of(session: Session, member_ids: Sequence[int]) -> dict[int, list[Stay]]:
    """Return member id → their stays, oldest first."""
    found: dict[int, list[Stay]] = {}
    for stay in session.scalars(select(Stay).where(Stay.member_id.in_(member_ids)).order_by(Stay.since, Stay.id)):
        found.setdefault(stay.member_id, []).append(stay)
    return found


def _end_posts(session: Session, wanted: Mapping[int, Sequence[Spell]]) -> None:
    """End the positions held in a cell that the member has left, and those above it of one who has left the list."""
    for post in session.scalars(select(Post).where(Post.member_id.in_(wanted), Post.until.is_(None))):
        spells = wanted[post.member_id]
        now = spells[-1] if spells and spells[-1].until is None else None
        if now is not None and now.cell_id == post.cell_id:
            continue
        there = [spell.until for spell in spells if spell.cell_id == post.cell_id and spell.until is not None]
        if not there or (post.since is not None and post.since > there[-1]):
            session.delete(post)
        else:
            post.until = there[-1]
    gone = {key: until for key, spells in wanted.items() if spells and (until := spells[-1].until) is not None}
    higher = select(CommitteePost).where(CommitteePost.member_id.in_(gone), CommitteePost.until.is_(None))
    for held in session.scalars(higher):
        held.until = max(gone[held.member_id], held.since or date.min)


def fill(stay: Stay, spell: Spell) -> None:
    """Write a spell on a stay; what is so already is left alone."""
    for name in Spell._fields:
        value = getattr(spell, name)
        if getattr(stay, name) != value:
            setattr(stay, name, value)


def naming(session: Session, member_id: int, error: KnownError) -> KnownError:
    """Return an error that says of whom of many it speaks."""
    who = session.get_one(Member, member_id).full_name
    return KnownError(f"{who}: {str(error)[:1].lower()}{str(error)[1:]}", field=error.field)
