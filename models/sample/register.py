"""Who is on the lists of the made-up commune: joining, moving, exempt, away, leaving."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TypedDict

from sqlalchemy.orm import Session

from models import events, members, stays
from models.dates import add_months
from models.events import EventValues
from models.sample import organisation, person
from models.sample.person import Registry
from models.sample.places import Commune, Move, Place
from models.sample.words import ELSEWHERE, LEADERS
from models.tables import Duty, EventKind, Gender, Member, Scope, Standing

# A year's share of the members: admitted, come from elsewhere, moved within the commune, gone.
_ADMITTED, _ARRIVED, _MOVED, _GONE = 0.03, 0.012, 0.008, 0.02
_EXEMPT_AGE, _EXEMPT_SHARE = 68, 0.7
_ENDINGS = (
    (EventKind.TRANSFER_OUT, ""),
    (EventKind.DIED, "Ốm nặng"),
    (EventKind.TRANSFER_OUT, ""),
    (EventKind.STRUCK_OFF, "Bỏ sinh hoạt ba tháng trong năm, không có lý do chính đáng"),
    (EventKind.TRANSFER_OUT, ""),
    (EventKind.DIED, "Tuổi cao"),
    (EventKind.RESIGNED, "Gia đình chuyển đi xa, không có điều kiện sinh hoạt"),
)

Known = tuple[str, Gender, str]


@dataclass
class Entry:
    """A member with the cell they belong to, the day they first stood on a list here, and their move if any."""

    member: Member
    place: Place
    admitted: date
    came: EventValues | None = None
    move: Move | None = None

    @property
    def joined(self) -> date:
        """The first day on a list of the commune."""
        return self.came.effective_on if self.came else self.admitted

    def history(self) -> list[EventValues]:
        """Return the events of one who came while the records were kept: coming, moving, being recognised."""
        assert self.came is not None
        start = self.move.source if self.move else self.place
        found = [replace(self.came, cell_id=start.cell_id)]
        if self.move and not self.move.is_by_decision:
            found.append(EventValues(EventKind.TRANSFER_INTERNAL, self.move.on, cell_id=self.place.cell_id))
        official = self.member.official_on
        if official and self.came.kind is EventKind.ADMISSION:
            found.append(EventValues(EventKind.RECOGNITION, official.first, **_decided(official.first)))
        return found


def fill(session: Session, chance: Random, commune: Commune, count: int) -> None:
    """Put `count` members on the lists as on day `commune.on`, guests and those who have left since besides."""
    _share(chance, commune.places, count)
    hand = _Hand(session, chance, commune, person.registry(session))
    present, gone = hand.present(count), hand.gone(count)
    everybody = [*present, *gone, *hand.guests()]
    _introduce(present)
    session.add_all([entry.member for entry in everybody])
    session.flush()
    for entry in everybody:
        _begin(session, entry, commune.on)
    session.flush()
    organisation.reshape(session, commune)
    for number, entry in enumerate(gone):
        _leave(session, entry, hand.some_day(entry.move.on if entry.move else entry.joined), number, commune.on)
    hand.change_duties(present)


def _introduce(entries: list[Entry]) -> None:
    """Write on the cards of those admitted while the records are kept who introduced them: two of their cell."""
    settled: dict[int, list[str]] = {}
    for entry in entries:
        if entry.came is None:
            settled.setdefault(entry.place.cell_id, []).append(entry.member.full_name)
    for number, entry in enumerate(entries):
        if entry.came is not None and entry.came.kind is EventKind.ADMISSION:
            start = entry.move.source if entry.move else entry.place
            known = settled[start.cell_id]
            entry.member.first_introducer = known[number % len(known)]
            entry.member.second_introducer = known[(number + 1) % len(known)]


def _begin(session: Session, entry: Entry, on: date) -> None:
    """Put a member on the lists they have stood on."""
    if entry.came:
        events.record_first(session, entry.member.id, *entry.history())
        return
    start = entry.move.source if entry.move else entry.place
    stays.begin(session, entry.member, start.cell_id, on=on)
    if entry.move and not entry.move.is_by_decision:
        session.flush()
        stays.change(session, entry.member.id, on=entry.move.on, cell_id=entry.place.cell_id)


def _leave(session: Session, entry: Entry, day: date, number: int, on: date) -> None:
    kind, reason = _ENDINGS[number % len(_ENDINGS)]
    values = EventValues(kind, day, reason=reason)
    if kind is EventKind.TRANSFER_OUT:
        scope, place = ELSEWHERE[number % len(ELSEWHERE)]
        arrived = min(day + timedelta(days=40), on)  # of every third one nobody has written back
        values = replace(values, scope=scope, place=place, confirmed_on=arrived if number % 3 else None)
    if kind is not EventKind.DIED:
        values = replace(values, **_decided(day))
    events.record(session, entry.member.id, values)


class _Decision(TypedDict):
    decision_number: str
    decision_on: date


def _decided(day: date) -> _Decision:
    """Return the decision that took effect on a day, with a number that rises through the year."""
    return {"decision_number": f"{day.timetuple().tm_yday:02}-QĐ/ĐU", "decision_on": day}


def _share(chance: Random, places: list[Place], count: int) -> None:
    """Share `count` members among the places, villages getting a little more."""
    weights = [chance.uniform(0.7, 1.6) if place.is_village else chance.uniform(0.5, 1.5) for place in places]
    scale = count / sum(weights)
    for place, weight in zip(places, weights, strict=True):
        place.size = int(weight * scale)
    for number in range(count - sum(place.size for place in places)):
        places[number % len(places)].size += 1


@dataclass
class _Hand:
    """What the writing of every card needs."""

    session: Session
    chance: Random
    commune: Commune
    given: Registry

    def some_day(self, after: date) -> date:
        """Return a day since the records begin (and at least a month after `after`), not today."""
        first = max(self.commune.first, after + timedelta(days=31))
        return first + timedelta(days=self.chance.randrange(max(1, (self.commune.on - first).days)))

    def present(self, count: int) -> list[Entry]:
        """Make those who are on a list today: most settled long ago, some admitted, arrived or moved since."""
        years = (self.commune.on - self.commune.first).days / 365
        leaders: list[tuple[Place, Known | None]] = []
        slots: list[tuple[Place, Known | None]] = []
        for place in self.commune.places:
            known = [leader[:3] for leader in LEADERS[: place.size]] if place.kind == "party_office" else []
            leaders += [(place, leader) for leader in known]
            slots += [(place, None)] * (place.size - len(known))
        self.chance.shuffle(slots)
        entries = [self._settled(place, leader) for place, leader in leaders]
        for share, story in ((_ADMITTED, self._admitted), (_ARRIVED, self._arrived), (_MOVED, self._moved)):
            number = round(count * share * years)
            entries += [story(place) for place, _known in slots[:number]]
            del slots[:number]
        return entries + [self._settled(place) for place, _known in slots]

    def gone(self, count: int) -> list[Entry]:
        """Make those who were on a list when the records begin and have left."""
        years = (self.commune.on - self.commune.first).days / 365
        chosen = self.chance.choices(self.commune.places, k=round(count * _GONE * years))
        return [self._settled(place) for place in chosen]

    def guests(self) -> list[Entry]:
        """Make three members of other communes who attend here for a time."""
        entries = [self._arrived(place) for place in self.commune.offices[-3:]]
        for entry in entries:
            assert entry.came is not None
            entry.came = replace(entry.came, kind=EventKind.TEMP_IN, scope=None)
        return entries

    def _settled(self, place: Place, known: Known | None = None) -> Entry:
        least = (self.commune.on - self.commune.first).days / 365 + 1.1
        most, usual = (56, least + 9) if place.is_village else (30, least + 3)
        years = self.chance.triangular(least, max(least + 1, most), usual)
        entry = self._write(place, self.commune.on - timedelta(days=round(years * 365.25)), known)
        entry.move = self._common_move(place, entry.admitted)
        return entry

    def _admitted(self, place: Place) -> Entry:
        entry = self._write(place, self.some_day(self.commune.first - timedelta(days=31)))
        entry.came = EventValues(EventKind.ADMISSION, entry.admitted, **_decided(entry.admitted))
        entry.move = self._common_move(place, entry.admitted)
        return entry

    def _arrived(self, place: Place) -> Entry:
        entry = self._settled(place)
        day = self.some_day(self.commune.first)
        scope, where = self.chance.choice(ELSEWHERE)
        entry.came = EventValues(
            EventKind.TRANSFER_IN, day, standing=Standing.OFFICIAL, scope=scope, place=where, **_decided(day)
        )
        entry.move = self._common_move(place, day)
        return entry

    def _moved(self, place: Place) -> Entry:
        entry = self._settled(place)
        if entry.move is None:
            others = [other for other in self.commune.places if other is not place and other.cell_id not in self._new()]
            entry.move = Move(self.chance.choice(others), place, self.some_day(entry.admitted))
        return entry

    def _new(self) -> set[int]:
        return {self.commune.split.target.cell_id} if self.commune.split else set()

    def _common_move(self, place: Place, joined: date) -> Move | None:
        """Return the move a cell made together, for those who were there: all of a split, a third of a merger."""
        for move, share in ((self.commune.split, 1.0), (self.commune.merger, 0.35)):
            if move and move.target is place and joined < move.on and self.chance.random() < share:
                return move
        return None

    def _write(self, place: Place, admitted: date, known: Known | None = None) -> Entry:
        values = person.make(self.chance, self.given, place, admitted=admitted, on=self.commune.on, known=known)
        members.fill(self.session, member := Member(), values, on=self.commune.on)
        return Entry(member, place, admitted)

    def change_duties(self, entries: list[Entry]) -> None:
        """Let the old be exempt, some be away for a time, some on special duty, one suspended."""
        young: list[Entry] = []
        for entry in entries:
            born = entry.member.born_on
            if born is None or not entry.place.is_village:
                continue
            day = add_months(born.first, 12 * _EXEMPT_AGE + self.chance.randrange(72))
            if self._can_change(entry, day) and self.chance.random() < _EXEMPT_SHARE:
                stays.change(self.session, entry.member.id, on=day, duty=Duty.EXEMPT)
            elif born.year > self.commune.on.year - 45 and self._can_change(entry, self._ago(250)):
                young.append(entry)
        self.chance.shuffle(young)
        number = max(2, len(entries) // 90)
        self._absent(young[:number], Duty.TEMP_AWAY, is_back=False)
        self._absent(young[number : number + number // 2], Duty.TEMP_AWAY, is_back=True)
        self._absent(young[number * 2 : number * 2 + 1], Duty.SUSPENDED, is_back=False)
        forces = [
            entry
            for entry in entries
            if entry.place.kind in ("police", "military") and self._can_change(entry, self._ago(250))
        ]
        self._absent(forces[:2], Duty.SPECIAL_DUTY, is_back=False)
        self._absent(forces[2:3], Duty.SPECIAL_DUTY, is_back=True)

    def _absent(self, entries: list[Entry], duty: Duty, *, is_back: bool) -> None:
        for number, entry in enumerate(entries):
            stays.change(self.session, entry.member.id, on=self._ago(self.chance.randrange(100, 240)), duty=duty)
            if duty is Duty.TEMP_AWAY:
                _write_letter(self.session, entry.member.id, *ELSEWHERE[number % len(ELSEWHERE)])
            if is_back:
                back = self._ago(self.chance.randrange(10, 90))
                stays.change(self.session, entry.member.id, on=back, duty=Duty.ACTIVE)

    def _ago(self, days: int) -> date:
        return self.commune.on - timedelta(days=days)

    def _can_change(self, entry: Entry, day: date) -> bool:
        """Tell whether a member stood where they stand now already on a day, as far as official members go."""
        official = entry.member.official_on
        known_since = max(entry.joined, official.last if official else self.commune.on)
        if entry.move:
            known_since = max(known_since, entry.move.on)
        return known_since < day <= self.commune.on


def _write_letter(session: Session, member_id: int, scope: Scope, place: str) -> None:
    """Write where somebody went to live for a time."""
    session.flush()
    for event in events.of_member(session, member_id):
        if event.kind is EventKind.TEMP_OUT:
            event.scope, event.place = scope, place
