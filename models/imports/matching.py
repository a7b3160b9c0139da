"""Who a line of a member list is: by identity number, card number, then name with birth and admission.

A name is the one in use; if nobody of such days has it, the name at birth or another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from models.dates import PartialDate
from models.imports.register import KnownMember, Register, ThrownAway, cell_key
from models.records import MemberRecord
from models.text import fold


class Match(NamedTuple):
    """The member a line means (None: somebody new), or the people it may mean when it must be asked.

    `may_be_new` says whether “somebody new” is one of the answers.
    """

    member_id: int | None = None
    maybe: tuple[int, ...] = ()
    may_be_new: bool = False


NOBODY = Match()


def match(register: Register, record: MemberRecord, day: date | None = None) -> Match:
    """Find the member a line means; numbers that point at two people, or at one quite unlike, are asked.

    `day` is that of which the list is, None for today.
    """
    by_citizen = register.by_citizen_id.get(record.citizen_id) if record.citizen_id else None
    by_card = register.by_card_number.get(record.card_number, []) if record.card_number else []
    by_key = register.by_external_id.get(record.external_id, []) if record.external_id else []
    if len(by_key) == 1 and by_citizen in (None, by_key[0]):
        by_citizen = by_key[0]
    numbered = [*([] if by_citizen is None else [by_citizen]), *(key for key in by_card if key != by_citizen)]
    if len(numbered) > 1:
        return Match(maybe=tuple(numbered))
    if numbered:
        found = register.members[numbered[0]]
        if by_citizen is None and record.citizen_id and found.citizen_id:
            return Match(maybe=(found.id,), may_be_new=True)  # one card, two identity numbers
        name = fold(record.full_name)
        is_named_so = found.name_fold == name or found.id in register.by_other_name.get(name, ())
        is_sure = is_named_so or (found.born_on and record.born_on and agree(found.born_on, record.born_on))
        others = (key for key in by_key if key != found.id)  # whom the upper system's number means
        return Match(found.id) if is_sure else Match(maybe=(found.id, *others))
    return _by_name(register, record, day)


def _by_name(register: Register, record: MemberRecord, day: date | None) -> Match:
    if not register.by_name:
        return NOBODY
    name = fold(record.full_name)
    possible = _alike(register, register.by_name.get(name, ()), record)
    possible = possible or _alike(register, register.by_other_name.get(name, ()), record)
    if not possible:
        return NOBODY
    if len(possible) == 1 and _is_sure(register, possible[0], record, day):
        return Match(possible[0].id)
    by_number = [member for member in possible if not differs(member, record)]
    if not by_number and not any(_is_same_life(member, record) for member in possible):
        return NOBODY  # same name, other identity number, and no life in common that both sides know to the day
    return Match(maybe=tuple(member.id for member in possible), may_be_new=True)


def _alike(register: Register, keys: Iterable[int], record: MemberRecord) -> list[KnownMember]:
    """Return those whose days can be the ones of the line."""
    return [
        member
        for key in keys
        if agree((member := register.members[key]).born_on, record.born_on)
        and agree(member.admitted_on, record.admitted_on)
    ]


def _is_sure(register: Register, member: KnownMember, record: MemberRecord, day: date | None) -> bool:
    """Tell whether name, birth and admission (or the cell, where a side has no admission date) leave no doubt."""
    if differs(member, record) or member.born_on is None or record.born_on is None:
        return False
    if member.admitted_on is not None and record.admitted_on is not None:
        return True
    stay = register.stay_on(member.id, day)
    return (
        stay is not None
        and bool(record.cell_name)
        and cell_key(record.cell_name or "") == cell_key(register.cell_names[stay.cell_id])
    )


def in_trash(register: Register, record: MemberRecord) -> ThrownAway | None:
    """Return the member in the trash that a line of somebody new may mean: by a number, or by name and days."""
    name = fold(record.full_name) if register.thrown_away else ""
    for one in register.thrown_away:
        numbers = ((one.citizen_id, record.citizen_id), (one.card_number, record.card_number))
        if any(kept and kept == given for kept, given in numbers):
            return one
        if one.name_fold != name or any(k and g and k != g for k, g in numbers[:1]):
            continue
        days = ((one.born_on, record.born_on), (one.admitted_on, record.admitted_on))
        if all(agree(PartialDate.from_iso(kept) if kept else None, given) for kept, given in days):
            return one
    return None


def differs(member: KnownMember | MemberRecord, record: MemberRecord) -> bool:
    """Tell whether both sides have an identity or card number and they are not the same."""
    pairs = ((member.citizen_id, record.citizen_id), (member.card_number, record.card_number))
    return any(known and given and known != given for known, given in pairs)


def _is_same_life(member: KnownMember, record: MemberRecord) -> bool:
    return (
        member.born_on is not None
        and member.admitted_on is not None
        and (member.born_on, member.admitted_on) == (record.born_on, record.admitted_on)
    )


def agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Tell whether two partly known dates can be the same day; a missing one agrees with any."""
    if one is None or other is None:
        return True
    return one.first <= other.last and other.first <= one.last
