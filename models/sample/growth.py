"""Those on the way into the Party in the made-up commune, at every stage, and two classes or more a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import candidates, codes, membership_rules, stays, training
from models.candidates import CandidateValues
from models.dates import add_months
from models.sample import person
from models.sample.places import Commune, Place
from models.tables import Duty, Member, Standing, Stay
from models.training import ClassValues

_JOBS = ("nông dân", "nông dân", "trưởng bản", "công an viên", "giáo viên", "cán bộ Đoàn", "dân quân", "y tế bản")
_SHARE = 15  # one candidate for so many members
_HALL = "Hội trường Đảng ủy xã Mường Mẫu"
_REASONS = ("Đi làm ăn xa, không còn theo dõi được", "Không còn nguyện vọng")


def fill(session: Session, chance: Random, commune: Commune, members: int) -> None:
    """Write the source list as on day `commune.on`, a few at each stage, and the classes of the years recorded."""
    hand = _Hand(session, chance, commune)
    count = max(8, members // _SHARE)
    stages = [number % 8 for number in range(count)]
    keys = [hand.enter(stage, number) for number, stage in enumerate(stages)]
    session.flush()
    # the second one's certificate is old and stays so
    hand.hold_classes([key for key, stage in zip(keys[2:], stages[2:], strict=True) if stage not in (0, 7)])


class _Hand:
    """What the writing of every candidate needs."""

    def __init__(self, session: Session, chance: Random, commune: Commune) -> None:
        self.session, self.chance, self.on = session, chance, commune.on
        self.places = commune.places
        self.given = person.registry(session)
        self.rule = membership_rules.book(session).on(commune.on)
        query = (
            select(Stay.cell_id, Member.id)
            .join(Member, Member.id == Stay.member_id)
            .where(stays.holds_on(self.on), Stay.standing == Standing.OFFICIAL, Stay.duty == Duty.ACTIVE)
            .order_by(Member.id)
        )
        self.official: dict[int, list[int]] = {}
        for cell_id, member_id in session.execute(query):
            self.official.setdefault(cell_id, []).append(member_id)

    def ago(self, least: int, most: int) -> date:
        """Return a day so many days before the day of the sample."""
        return self.on - timedelta(days=self.chance.randrange(least, most))

    def enter(self, stage: int, number: int) -> int:
        """Write a candidate: 0 listed, 1 and 2 taught, 3 proposed, 4 filed, 5 and 6 decided, 7 has left again."""
        place = self.places[number % len(self.places)]
        values = self._person(place, number)
        if 1 <= stage <= 6:
            # the first is about to run out, the others are recent
            months = self.rule.certificate_months - 2 if number == 1 else 0
            given = add_months(self.on, -months) if months else self.ago(150, 700)
            values = replace(
                values,
                listed_on=min(values.listed_on or given, given - timedelta(days=200)),
                certificate_on=given,
                certificate_number=f"{self.chance.randrange(100, 1000)}/GCN",
            )
        if 3 <= stage <= 6:
            values = replace(values, proposed_on=self.ago(110, 140), **self._two(place, "introducer"))
        if 4 <= stage <= 6:
            values = replace(values, filed_on=self.ago(80, 100))
        if 5 <= stage <= 6:
            day = self.ago(5, 25) if number >= 8 or stage == 6 else self.ago(60, 75)  # one is late for the ceremony
            values = replace(values, decision_on=day, decision_number=f"{day.timetuple().tm_yday:02}-QĐ/ĐU")
        key = candidates.add(self.session, values, on=self.on)
        if stage == 7:
            reason = self.chance.choice(_REASONS)
            left = max(self.on.replace(month=1, day=1), self.ago(10, 60), values.listed_on or self.on)
            candidates.leave(self.session, key, on=left, reason=reason, today=self.on)
        return key

    def _person(self, place: Place, number: int) -> CandidateValues:
        card = person.make(self.chance, self.given, place, admitted=self.on, on=self.on)
        values = CandidateValues(
            full_name=card.full_name,
            cell_id=place.cell_id,
            listed_on=self.ago(100, 500),
            gender=card.gender,
            born_on=card.born_on,
            ethnic_id=card.ethnic_id,
            religion_id=card.religion_id,
            education_id=card.education_id,
            professional_id=card.professional_id,
            village_id=card.village_id,
            occupation=_JOBS[number % len(_JOBS)] if place.is_village else "viên chức",
            is_youth_member=card.born_on is not None and card.born_on.year > self.on.year - 31,
        )
        return replace(values, **self._two(place, "helper"))

    def _two(self, place: Place, role: str) -> dict[str, int]:
        """Return two official members of a cell as helpers or introducers, fewer where there are fewer."""
        known = self.official.get(place.cell_id, [])
        chosen = self.chance.sample(known, min(2, len(known)))
        return {f"{role}{number}_id": key for number, key in enumerate(chosen, 1)}

    def hold_classes(self, taught: list[int]) -> None:
        """Hold a class on the Party and one for new members in this year and the one before."""
        kinds = {row.code: row.id for row in codes.items(self.session, codes.CLASS_KIND)}
        for year in (self.on.year - 1, self.on.year):
            for code, name, month in (
                (training.AWARENESS, "Lớp bồi dưỡng nhận thức về Đảng", 5),
                (training.NEW_MEMBER, "Lớp bồi dưỡng đảng viên mới", 9),
            ):
                first = date(year, month, 12)
                if first > self.on - timedelta(days=30):
                    continue
                values = ClassValues(kinds[code], f"{name} năm {year}", first, first + timedelta(days=4), _HALL)
                key = training.add(self.session, values)
                if code == training.AWARENESS:
                    training.enrol(self.session, key, candidate_ids=taught[year % 2 :: 2])
                else:
                    training.enrol(self.session, key, member_ids=self._new_members(first))
                numbers = {
                    one.id: f"{place:02}/{year}"
                    for place, one in enumerate(training.participants(self.session, [key]), 1)
                }
                training.certify(self.session, key, numbers, values.last_day or first, today=self.on)

    def _new_members(self, day: date) -> list[int]:
        query = (
            select(Stay.member_id)
            .where(stays.holds_on(day), Stay.standing == Standing.PROBATIONARY, Stay.duty == Duty.ACTIVE)
            .order_by(Stay.member_id)
        )
        return list(dict.fromkeys(self.session.scalars(query)))
