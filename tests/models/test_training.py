"""Classes: who takes part, certificates, “lượt người” and “người”, and the indicators of domain.md 8.6."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from models import candidates, codes, training
from models.candidates import Admission, CandidateValues
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.indicators import Subject, find
from models.pace import Reader
from models.tables import Candidate, ClassParticipant, Gender
from models.text import percent
from models.training import ClassValues
from tests.models import builders, bulk

TODAY = date(2026, 11, 20)
YEAR = Period.year(2026)


@pytest.fixture
def session(db):
    with db.write("Lớp") as session:
        yield session


def a_class(session, code: str = training.AWARENESS, first: date = date(2026, 5, 12), name: str = "Lớp") -> int:
    return training.add(
        session, ClassValues(codes.id_of(session, codes.CLASS_KIND, code), name, first, first.replace(day=16))
    )


def somebody(session, cell: int, name: str, **more) -> int:
    return candidates.add(session, CandidateValues(name, cell, date(2026, 1, 5), **more), on=TODAY)


def many(session, cell: int, count: int, start: int = 0) -> list[int]:
    """Put so many people in the source list at once."""
    rows = [
        Candidate(
            full_name=f"Lò Văn {number}",
            name_fold=f"lo van {number}",
            name_sort=f"{number:06}",
            cell_id=cell,
            listed_on=date(2013, 1, 2),
        )
        for number in range(start, start + count)
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def figure(session, key: str, period: Period = YEAR, on: date = TODAY):
    indicator = find(key)
    assert indicator is not None
    return Reader(session, on).figure(indicator, period)


def test_turns_count_every_class_and_people_each_once(session) -> None:
    cell = builders.cell(session)
    member, other = builders.people(session, cell, 2)
    woman = somebody(session, cell, "Vừ Thị Mỷ", gender=Gender.FEMALE, born_on=PartialDate(2000, 1, 1))
    first, second = a_class(session), a_class(session, training.NEW_MEMBER, date(2026, 9, 12))
    assert training.enrol(session, first, candidate_ids=[woman], member_ids=[member]) == 2
    assert training.enrol(session, first, candidate_ids=[woman]) == 0  # already on the list
    became = candidates.admit(session, woman, Admission("", date(2026, 6, 1), date(2026, 6, 9)), on=TODAY)
    training.enrol(session, second, member_ids=[became, member, other])
    assert (figure(session, "classes").count, figure(session, "class_turns").count) == (2, 5)
    assert figure(session, "class_people").count == 3  # she studied first as a candidate, then as a member
    assert {name.name: name.times for name in figure(session, "class_turns").names}["Vừ Thị Mỷ"] == 2
    (newest, oldest) = training.rows(session, YEAR)
    assert (oldest.people, oldest.women, newest.people, newest.women) == (2, 1, 3, 1)
    assert [(one.kind, one.classes, one.turns, one.people) for one in training.sums(session, YEAR)] == [
        ("Bồi dưỡng nhận thức về Đảng", 1, 2, 2),
        ("Bồi dưỡng đảng viên mới", 1, 3, 3),
    ]


def test_a_certificate_of_the_class_on_the_party_stands_on_the_candidate_s_card(session) -> None:
    cell = builders.cell(session)
    one, two = somebody(session, cell, "Thào A Sềnh"), somebody(session, cell, "Vàng A Dế")
    key = a_class(session)
    training.enrol(session, key, candidate_ids=[one, two])
    people = training.participants(session, [key])
    training.certify(session, key, {people[0].id: "01/2026"}, date(2026, 5, 16), today=TODAY)
    named = next(person for person in (one, two) if person == people[0].candidate_id)
    card = candidates.read(session, named)
    assert (card.certificate_number, card.certificate_on) == ("01/2026", date(2026, 5, 16))
    assert (figure(session, "class_certificates").count, figure(session, "source_certified").count) == (1, 1)
    # corrected, it follows; an older class never takes a newer certificate away
    training.certify(session, key, {people[0].id: "02/2026"}, date(2026, 5, 17), today=TODAY)
    assert candidates.read(session, named).certificate_on == date(2026, 5, 17)
    old = a_class(session, first=date(2024, 5, 12))
    training.enrol(session, old, candidate_ids=[named])
    (part,) = training.participants(session, [old])
    training.certify(session, old, {part.id: "9/2024"}, date(2024, 5, 16), today=TODAY)
    assert candidates.read(session, named).certificate_number == "02/2026"


def test_other_classes_leave_the_card_alone(session) -> None:
    cell = builders.cell(session)
    key, one = a_class(session, training.PARTY_WORK), somebody(session, cell, "Thào A Sềnh")
    training.enrol(session, key, candidate_ids=[one])
    (part,) = training.participants(session, [key])
    training.certify(session, key, {part.id: ""}, date(2026, 5, 16), today=TODAY)
    assert candidates.read(session, one).certificate_on is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind_id": None}, "kind_id"),
        ({"name": " "}, "name"),
        ({"first_day": None}, "first_day"),
        ({"last_day": date(2026, 5, 1)}, "last_day"),
        ({"place": "x" * 201}, "place"),
    ],
)
def test_what_cannot_be_is_refused(session, change: dict, field: str) -> None:
    values = {"kind_id": 1, "name": "Lớp", "first_day": date(2026, 5, 12)} | change
    with pytest.raises(KnownError) as caught:
        training.add(session, ClassValues(**values))
    assert caught.value.field == field


def test_a_certificate_is_not_given_before_the_class_or_tomorrow(session) -> None:
    key = a_class(session)
    for day in (date(2026, 5, 11), date(2026, 11, 21)):
        with pytest.raises(KnownError) as caught:
            training.certify(session, key, {}, day, today=TODAY)
        assert caught.value.field == "certificate_on"


def test_a_class_goes_with_its_list_and_comes_back(db) -> None:
    with db.write("Dựng") as session:
        key = a_class(session)
        training.enrol(session, key, candidate_ids=many(session, builders.cell(session), 3))
    with db.write("Xóa") as session:
        training.remove(session, key)
    with db.read() as session:
        assert session.query(ClassParticipant).count() == 0
    db.undo()
    with db.read() as session:
        (row,) = training.rows(session, YEAR)
    assert row.people == 3


def test_the_classes_of_2013(session) -> None:
    """437 in 7 classes on the Party, 282 in 5 for new members; 302 admitted against 437 make 69,1 % (domain.md 8.6)."""
    year, on = Period.year(2013), date(2013, 12, 31)
    (cell,) = bulk.add_cells(session, 1)
    taught = many(session, cell, 437)
    first = [a_class(session, first=date(2013, number + 1, 2), name=f"Lớp {number}") for number in range(7)]
    for number, key in enumerate(first):
        training.enrol(session, key, candidate_ids=taught[number::7])
    new = bulk.add_members(session, [cell] * 302, admitted=PartialDate(2013, 5, 19), since=date(2013, 5, 19))
    for number in range(5):
        key = a_class(session, training.NEW_MEMBER, date(2013, number + 6, 2), f"Lớp mới {number}")
        training.enrol(session, key, member_ids=new[:282][number::5])
    told = {
        key: figure(session, key, year, on).count
        for key in ("awareness_classes", "awareness_turns", "new_member_classes", "new_member_turns", "classes")
    }
    assert told == {
        "awareness_classes": 7,
        "awareness_turns": 437,
        "new_member_classes": 5,
        "new_member_turns": 282,
        "classes": 12,
    }
    ratio = figure(session, "admitted_of_certified", year, on)
    assert (ratio.count, ratio.of, ratio.value) == (302, 437, Fraction(302, 437))
    assert percent(ratio.value) == "69,1 %"


def test_a_class_known_by_its_number_only_counts_in_every_sum(session):
    """303 cell secretaries in 17 classes, without one name (domain.md 8.6); certificates as far as told."""
    for number in range(17):
        heads = 18 if number < 14 else 17
        values = ClassValues(
            codes.id_of(session, codes.CLASS_KIND, training.PARTY_WORK),
            f"Lớp {number + 1}",
            date(2026, 3, 1 + number),
            heads=heads,
            women=5,
            certified=heads - 1,
        )
        training.add(session, values)
    (sum_,) = training.sums(session, YEAR)
    assert (sum_.classes, sum_.turns, sum_.people, sum_.nameless) == (17, 303, 303, 303)
    assert (sum_.women, sum_.minority, sum_.certificates) == (85, 0, 286)
    keys = ("party_work_classes", "party_work_turns", "class_turns", "class_people", "class_certificates")
    assert [figure(session, key).count for key in keys] == [17, 303, 303, 303, 286]
    names = figure(session, "class_turns").names
    assert {(name.subject, name.times) for name in names} == {(Subject.CLASS, 18), (Subject.CLASS, 17)}


def test_a_list_of_some_of_the_names_fills_up_the_number(session):
    (cell,) = bulk.add_cells(session, 1)
    key = a_class(session)
    training.edit(session, key, replace(training.read(session, key), heads=50, women=20, certified=48))
    training.enrol(session, key, candidate_ids=(people := many(session, cell, 3)))
    first = training.participants(session, [key])[0]
    training.certify(session, key, {first.id: "01"}, date(2026, 5, 16), today=TODAY)
    (row,) = training.rows(session, YEAR)
    assert (row.people, row.named, row.nameless, row.women, row.certificates) == (50, 3, 47, 20, 48)
    assert figure(session, "class_turns").count == 50
    assert figure(session, "class_certificates").count == 48
    assert len(people) == len(
        [one for one in figure(session, "class_people").names if one.subject is Subject.CANDIDATE]
    )
    training.edit(session, key, replace(training.read(session, key), heads=2, women=None, certified=None))
    (row,) = training.rows(session, YEAR)
    assert (row.people, row.nameless) == (3, 0)  # the list has more


@pytest.mark.parametrize(
    ("heads", "field", "words"),
    [
        ({"women": 3}, "heads", "tổng số"),
        ({"heads": 5, "women": 6}, "women", "nhiều hơn 5"),
        ({"heads": 5, "certified": 6}, "certified", "nhiều hơn 5"),
        ({"heads": 0}, "heads", "để trống"),
    ],
)
def test_numbers_that_cannot_be_are_refused(session, heads, field, words):
    key = a_class(session)
    with pytest.raises(KnownError, match=words) as told:
        training.edit(session, key, replace(training.read(session, key), **heads))
    assert told.value.field == field
