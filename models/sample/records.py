"""What stands on the cards of the made-up commune beside name and dates: work, posts, badges, awards, ratings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import awards, badges, body_awards, cells, codes, committee, membership_rules, party_age, ratings, stays
from models.awards import CardIssueValues, CommendationValues, DisciplineValues
from models.badges import BadgeValues
from models.bodies import Body
from models.committee import PostValues
from models.dates import PartialDate, add_months
from models.ratings import WHOLE_YEAR, RatingLine, RatingValues
from models.sample.places import Commune, Place
from models.sample.words import LEADERS
from models.tables import (
    CardIssueKind,
    CommitteeRole,
    Duty,
    Member,
    Position,
    Post,
    RatingCause,
    RatingLevel,
    RatingState,
    Standing,
    Stay,
)

# Code of occupation_group → weight, by kind of cell; villagers by age.
_WORK = {
    "village": {"farming": 80, "village": 10, "other": 6, "enterprise_worker": 4},
    "elder": {"farming": 6, "retired": 4},
    "school": {"public_unit": 1},
    "health": {"public_unit": 1},
    "police": {"armed_forces": 1},
    "military": {"armed_forces": 1},
}
_OFFICE_WORK = {"commune": 1}
_ELDER, _YOUTH = 60, 30
_LEADING = (
    (CommitteeRole.SECRETARY,),
    (CommitteeRole.STANDING_DEPUTY,),
    (CommitteeRole.STANDING_MEMBER, CommitteeRole.INSPECTION_HEAD),
    (CommitteeRole.COMMITTEE_MEMBER,),
)
_CELL_LEADERS = 8  # secretaries of cells who are members of the committee too
_BREACHES = (("reprimand", "Vắng sinh hoạt nhiều lần không lý do"), ("warning", "Vi phạm quy định nêu gương"))
_BODY_PRAISE = "party_province", "party_committee"  # of the first cell, of the others
_CARDS_AGAIN = (  # why, and how many months ago
    (CardIssueKind.LOST, 3),
    (CardIssueKind.DAMAGED, 7),
    (CardIssueKind.LOST, 15),
    (CardIssueKind.RENEWED, 4),
)
_AWARDED = 0.94  # of the badges reached, so many are written


def fill(session: Session, chance: Random, commune: Commune) -> None:
    """Fill the cards of everybody on the lists, as on day `commune.on`."""
    query = select(Member, Stay.cell_id).join(Stay, Stay.member_id == Member.id)
    people = session.execute(query.where(stays.holds_on(commune.on)).order_by(Member.id)).all()
    places = {place.cell_id: place for place in commune.places}
    work = {row.code: row.id for row in codes.items(session, codes.OCCUPATION)}
    book = membership_rules.book(session)
    for member, cell_id in people:
        if cell_id in places:
            _card(chance, member, places[cell_id], work, commune.on)
        if member.card_number and member.official_on is not None:
            given = badges.next_wave(book, member.official_on.last)  # cards are handed out on the same feast days
            member.card_issued_on = PartialDate.of(given) if given <= commune.on else None
    _posts(session, commune)
    _badges(session, chance, [member for member, _cell in people], commune.on)
    best = _ratings(session, chance, commune)
    _awards(session, chance, best, [member for member, _cell in people], commune.on)
    _body_awards(session, commune)
    _cards_again(session, [member for member, _cell in people], commune.on)


def _card(chance: Random, member: Member, place: Place, work: dict[str, int], on: date) -> None:
    age = on.year - member.born_on.year if member.born_on else 40
    group = ("elder" if age > _ELDER else "village") if place.is_village else place.kind
    weights = _WORK.get(group, _OFFICE_WORK)
    member.occupation_id = work[chance.choices(list(weights), list(weights.values()))[0]]
    member.is_youth_union_member = age <= _YOUTH
    if member.born_on is not None:
        member.youth_union_on = PartialDate(member.born_on.year + 16, 3)
    member.is_business_owner = member.has_foreign_spouse = member.has_broken_family_planning = False
    member.family_class = "Nông dân" if place.is_village or chance.random() < 0.6 else "Viên chức"
    member.health = "Tốt" if age < _ELDER else chance.choice(("Tốt", "Trung bình"))
    member.is_martyr_family = chance.random() < 0.03
    member.is_merit_family = member.is_martyr_family or chance.random() < 0.08


def _posts(session: Session, commune: Commune) -> None:
    """Give the leaders of the commune and the secretaries of some cells their positions in its committee."""
    leading = {name: roles for (name, *_rest), roles in zip(LEADERS, _LEADING, strict=False)}
    for member in session.scalars(select(Member).where(Member.full_name.in_(leading)).order_by(Member.id)):
        for role in leading.pop(member.full_name, ()):
            committee.write(session, member.id, PostValues(role, commune.first), on=commune.on)
    heads = select(Post.member_id, Post.since).where(Post.position == Position.SECRETARY, Post.until.is_(None))
    held = committee.roles(session, commune.on)
    for member_id, since in session.execute(heads.order_by(Post.id).limit(_CELL_LEADERS)).all():
        if member_id not in held:
            committee.write(session, member_id, PostValues(CommitteeRole.COMMITTEE_MEMBER, since), on=commune.on)


def _badges(session: Session, chance: Random, people: Sequence[Member], on: date) -> None:
    """Write the badges people have been given, each at the first wave after it was reached."""
    ages = party_age.ages(session, on, [member.id for member in people])
    book = membership_rules.book(session)
    for member in people:
        age = ages.get(member.id)
        for years in book.milestones if age else ():
            assert age is not None
            reached = age.reaches(years)
            day = badges.next_wave(book, reached) if reached else date.max
            if day <= on and chance.random() < _AWARDED:
                badges.award(session, member.id, BadgeValues(years, day, f"{chance.randrange(100, 900)}-QĐ/TU"))


def _ratings(session: Session, chance: Random, commune: Commune) -> list[int]:
    """Rate last year, and the last full quarter where people are on the payroll; return who did excellently."""
    year, best = commune.on.year - 1, list[int]()
    for place in commune.places:
        lines = ratings.of_cell(session, place.cell_id, year, on=commune.on)
        for line in lines:
            values = _rating(chance, line, year)
            ratings.put(session, line.member_id, year, WHOLE_YEAR, values, on=commune.on)
            if values.level is RatingLevel.EXCELLENT:
                best.append(line.member_id)
        quarter = (commune.on.month - 1) // 3
        if quarter and not place.is_village:
            for line in ratings.of_cell(session, place.cell_id, commune.on.year, quarter, on=commune.on):
                level = RatingLevel.EXCELLENT if chance.random() < 0.15 else RatingLevel.GOOD
                ratings.put(session, line.member_id, commune.on.year, quarter, RatingValues(level), on=commune.on)
    return best


def _rating(chance: Random, line: RatingLine, year: int) -> RatingValues:
    if line.duty in (Duty.EXEMPT, Duty.SUSPENDED) or line.standing is Standing.PROBATIONARY:
        return RatingValues(state=RatingState.EXEMPT)
    levels = (RatingLevel.EXCELLENT, RatingLevel.GOOD, RatingLevel.FULFILLED, RatingLevel.NOT_FULFILLED)
    (cell,) = chance.choices(levels, (15, 74, 10, 1))
    given = RatingLevel.GOOD if cell is RatingLevel.EXCELLENT and chance.random() < 0.15 else cell
    cause = RatingCause.UNDER_HALF if given is RatingLevel.NOT_FULFILLED else None
    return RatingValues(cell, date(year, 12, 5), given, date(year, 12, 20), cause=cause)


def _awards(session: Session, chance: Random, best: list[int], people: Sequence[Member], on: date) -> None:
    """Commend half of those who did excellently, and discipline two."""
    kind = codes.id_of(session, codes.COMMENDATION, "party_committee")
    level = codes.id_of(session, codes.AWARD_LEVEL, "commune")
    year = on.year - 1
    title, number = f"Hoàn thành xuất sắc nhiệm vụ năm {year}", f"{chance.randrange(20, 90)}-QĐ/ĐU"
    paper = CommendationValues(kind, title, PartialDate(year, 12, 25), number, level)
    for member_id in best[::2]:
        awards.write(session, member_id, paper, on=on)
    long_official = [one for one in people if one.official_on and add_months(one.official_on.last, 12) < on]
    for form, content in _BREACHES:
        if long_official:
            day = add_months(on, -chance.randrange(2, 11))
            form_id = codes.id_of(session, codes.DISCIPLINE, form)
            values = DisciplineValues(form_id, day, content, "Đảng ủy xã Mường Mẫu")
            awards.write(session, chance.choice(long_official).id, values, on=on)


def _body_awards(session: Session, commune: Commune) -> None:
    """Praise the commune once and its first cells in both last years; reprimand the last cell."""
    own, first = cells.commune_of(session), [Body(cell_id=place.cell_id) for place in commune.places[:4]]
    given = [(body, months, _BODY_PRAISE[place > 0]) for months in (22, 10) for place, body in enumerate(first)]
    if own is not None:
        given.append((Body(organization_id=own), 10, "party_province"))
    for body, months, code in given[1:]:
        day = add_months(commune.on, -months)
        kind = codes.id_of(session, codes.BODY_COMMENDATION, code)
        level = codes.id_of(session, codes.AWARD_LEVEL, "commune" if code == "party_committee" else "province")
        title = f"Hoàn thành xuất sắc nhiệm vụ năm {day.year - 1}"
        paper = CommendationValues(kind, title, PartialDate.of(day), f"{months}-QĐ", level)
        body_awards.write(session, body, paper, on=commune.on)
    form = codes.id_of(session, codes.BODY_DISCIPLINE, "reprimand")
    values = DisciplineValues(form, add_months(commune.on, -5), "Buông lỏng quản lý đảng viên", "Đảng ủy xã Mường Mẫu")
    body_awards.write(session, Body(cell_id=commune.places[-1].cell_id), values, on=commune.on)


def _cards_again(session: Session, people: Sequence[Member], on: date) -> None:
    """Give a few members a card again: lost ones this year and last, a damaged one."""
    holders = [one.id for one in people if one.card_issued_on and one.card_issued_on.year < on.year - 2]
    for member_id, (kind, months) in zip(holders[::9], _CARDS_AGAIN, strict=False):
        awards.write(session, member_id, CardIssueValues(kind, PartialDate.of(add_months(on, -months))), on=on)
