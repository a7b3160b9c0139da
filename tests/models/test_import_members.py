"""Member lists against a register that already knows people: who is who, what changes, what is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import imports, members, stays
from models.database import Database
from models.dates import PartialDate
from models.imports import NEW, Action, Choices, ImportPlan, ImportRefused, Subject, Verdict
from models.records import MemberRecord, Problem, Reading, Severity, VillageRecord
from models.tables import Cell, Change, Duty, Gender, Member, Position, Post, Standing, Stay, Village

ON = date(2026, 11, 22)
BORN, ADMITTED = PartialDate(1977, 5, 12), PartialDate(2012, 10, 15)


def person(**changes: Any) -> MemberRecord:
    values: dict[str, Any] = {
        "sheet": "DS",
        "row": 2,
        "full_name": "Lò Văn Ánh",
        "citizen_id": "011077501364",
        "card_number": "011077501364",
        "born_on": BORN,
        "admitted_on": ADMITTED,
        "cell_name": "Chi bộ bản Co Mận",
        "duty": Duty.ACTIVE,
    }
    return MemberRecord(**(values | changes))


def other_person(**changes: Any) -> MemberRecord:
    return person(
        **({"row": 3, "full_name": "Cà Văn Xôm", "citizen_id": "011090000001", "card_number": None} | changes)
    )


def reading(*records: Any) -> Reading:
    return Reading("ds.xlsx", "0" * 64, "dang-vien", "Danh sách đảng viên", records)


def plan(db: Database, *records: Any, choices: Choices | None = None) -> ImportPlan:
    with db.read() as session:
        return imports.plan(session, reading(*records), ON, choices=choices)


def bring_in(db: Database, *records: Any, skip: bool = False) -> ImportPlan:
    with db.write("Nhập") as session:
        made = imports.plan(session, reading(*records), ON)
        imports.apply(session, made, skip=skip)
    return made


def only(plan: ImportPlan, subject: Subject = Subject.MEMBER) -> Action:
    [action] = [action for action in plan.actions if action.subject is subject]
    return action


def changes(action: Action) -> dict[str, tuple[str, str]]:
    return {one.field: (one.before, one.after) for one in action.differences}


def member(db: Database) -> Member:
    with db.read() as session:
        return session.scalars(select(Member)).one()


def stay(db: Database) -> Stay:
    with db.read() as session:
        return session.scalars(select(Stay).where(Stay.until.is_(None))).one()


def logged(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Change)) or 0


def test_a_new_person_makes_the_cell_too(db: Database):
    made = bring_in(db, person())
    assert [(action.verdict, action.subject) for action in made.actions] == [
        (Verdict.ADD, Subject.CELL),
        (Verdict.ADD, Subject.MEMBER),
    ]
    found = member(db)
    assert (found.name_fold, found.initials, found.gender, found.official_on) == ("lo van anh", "lva", None, None)
    assert (stay(db).standing, stay(db).is_since_known) == (Standing.UNKNOWN, False)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (
            {"admitted_on": PartialDate(2012, 10, 15), "official_on": PartialDate(2013, 10, 15)},
            "Ghi sổ: dự bị từ 15/10/2012, chính thức từ 15/10/2013",
        ),
        (
            {"admitted_on": PartialDate(2012), "official_on": PartialDate(2013)},
            "Ghi sổ: dự bị từ 2012, chính thức từ 2013",
        ),
        (
            {"admitted_on": PartialDate(2012, 10, 15)},
            "Ghi sổ: dự bị từ 15/10/2012; từ 15/10/2013 chưa rõ đã chính thức hay chưa",
        ),
        ({"admitted_on": PartialDate(2026, 2, 3)}, "Ghi sổ: dự bị từ 03/02/2026"),
        ({"admitted_on": None}, "Ghi sổ ngày nhập: có tên từ 22/11/2026"),
    ],
)
def test_what_the_history_of_somebody_new_will_say_is_told_before(
    db: Database, dates: dict[str, PartialDate | None], said: str
):
    assert changes(only(plan(db, person(**dates))))["Quá trình sẽ ghi"] == ("", said)


def test_somebody_admitted_within_the_year_is_on_probation(db: Database):
    bring_in(db, person(admitted_on=PartialDate(2026, 2, 3)))
    assert (stay(db).standing, stay(db).since) == (Standing.PROBATIONARY, date(2026, 2, 3))


@pytest.mark.parametrize(
    "record",
    [
        person(full_name="Lò Văn Anh"),
        person(citizen_id=None, full_name="Lò Văn Anh"),
        person(citizen_id=None, card_number=None),
        person(citizen_id=None, card_number=None, admitted_on=None),
        person(citizen_id=None, card_number=None, born_on=PartialDate(1977)),
    ],
)
def test_the_same_person_is_found_by_numbers_or_by_name_birth_and_admission_or_cell(db: Database, record: MemberRecord):
    bring_in(db, person())
    assert only(plan(db, record)).verdict in (Verdict.SKIP, Verdict.CHANGE)


@pytest.mark.parametrize(
    "record",
    [
        person(citizen_id=None, card_number=None, born_on=None),
        person(citizen_id=None, card_number=None, admitted_on=None, cell_name="Chi bộ bản Noong É"),
        person(citizen_id="011077501365", card_number=None),
        person(citizen_id="011077501365"),
        person(full_name="Cà Thị Xôm", born_on=PartialDate(1990)),
        person(full_name="Cà Thị Xôm", born_on=None),
    ],
)
def test_what_may_be_somebody_else_is_asked_and_refused_on_the_command_line(db: Database, record: MemberRecord):
    bring_in(db, person())
    asked = plan(db, record)
    assert only(asked).verdict is Verdict.ASK
    assert "Lò Văn Ánh, sinh 12/05/1977, Chi bộ bản Co Mận, CCCD …1364" in only(asked).candidates[0].text
    before = logged(db)
    with pytest.raises(ImportRefused) as refused:
        bring_in(db, record)
    assert "Chưa rõ là ai" in refused.value.problems[0].reason
    bring_in(db, record, skip=True)
    assert logged(db) == before


@pytest.mark.parametrize(
    "record",
    [
        person(citizen_id="011090000001", card_number=None, born_on=PartialDate(1990, 1, 1)),
        person(citizen_id=None, card_number=None, admitted_on=PartialDate(2000)),
        person(citizen_id="011090000001", card_number=None, born_on=None, admitted_on=None),
    ],
)
def test_another_person_of_the_same_name_is_added(db: Database, record: MemberRecord):
    bring_in(db, person())
    assert only(plan(db, record)).verdict is Verdict.ADD


def test_numbers_of_two_people_are_asked(db: Database):
    bring_in(db, person(), other_person(card_number="011090000001"))
    asked = only(plan(db, person(card_number="011090000001")))
    assert (asked.verdict, len(asked.candidates)) == (Verdict.ASK, 2)


def test_the_officers_answer_is_followed(db: Database):
    bring_in(db, person())
    record = person(citizen_id=None, card_number=None, born_on=None, duty=Duty.EXEMPT)
    candidates = only(plan(db, record)).candidates
    assert [candidate.id for candidate in candidates] == [member(db).id, NEW]
    as_known = only(plan(db, record, choices={("DS", 2): member(db).id}))
    assert changes(as_known) == {"Trạng thái": ("Đang sinh hoạt", "Miễn sinh hoạt")}
    assert only(plan(db, record, choices={("DS", 2): NEW})).verdict is Verdict.ADD
    assert only(plan(db, record, choices={("DS", 2): 99})).verdict is Verdict.ASK


def test_a_blank_never_erases(db: Database):
    bring_in(db, person(gender=Gender.FEMALE, official_on=PartialDate(2013, 10, 15)))
    blank = person(card_number=None, born_on=None, admitted_on=None, cell_name=None, duty=None)
    assert only(plan(db, blank)).verdict is Verdict.SKIP


def test_a_vaguer_date_another_tone_place_and_capitals_are_no_change(db: Database):
    bring_in(db, person(full_name="Lò Thị Hoà"))
    same = person(full_name="Lò Thị Hòa", born_on=PartialDate(1977), admitted_on=PartialDate(2012, 10))
    assert only(plan(db, same)).verdict is Verdict.SKIP


def test_every_changed_field_is_shown_before_and_after(db: Database):
    bring_in(db, person(born_on=PartialDate(1977)), other_person(citizen_id=None, cell_name="Chi bộ B"))
    made = bring_in(
        db,
        person(
            full_name="Lò Văn Ành",
            born_on=BORN,
            cell_name="CHI BỘ B",
            duty=Duty.EXEMPT,
            gender=Gender.MALE,
            ethnic="thái",
            official_on=PartialDate(2013, 10, 15),
        ),
    )
    assert changes(only(made)) == {
        "Họ và tên": ("Lò Văn Ánh", "Lò Văn Ành"),
        "Ngày sinh": ("1977", "12/05/1977"),
        "Ngày chính thức": ("", "15/10/2013"),
        "Giới tính": ("", "Nam"),
        "Dân tộc": ("", "Thái"),
        "Chi bộ": ("Chi bộ bản Co Mận", "Chi bộ B"),
        "Trạng thái": ("Đang sinh hoạt", "Miễn sinh hoạt"),
    }
    with db.read() as session:
        found = session.scalars(select(Member).where(Member.citizen_id.is_not(None))).one()
        last = session.scalars(select(Stay).where(Stay.member_id == found.id, Stay.until.is_(None))).one()
        name = session.scalar(select(Cell.name).where(Cell.id == last.cell_id))
    assert (found.full_name, found.born_on) == ("Lò Văn Ành", BORN)
    assert (name, last.duty, last.standing, last.since, last.is_since_known) == (
        "Chi bộ B",
        Duty.EXEMPT,
        Standing.OFFICIAL,
        ON,
        False,
    )


def test_a_post_ends_with_the_cell_it_was_held_in(db: Database):
    bring_in(db, person())
    with db.write("Bầu") as session:
        members.set_position(session, session.scalars(select(Member.id)).one(), Position.SECRETARY, on=date(2026, 1, 5))
    bring_in(db, person(duty=Duty.EXEMPT))
    with db.read() as session:
        assert session.scalars(select(Post.until)).all() == [None]
    bring_in(db, person(cell_name="Chi bộ B"))
    with db.read() as session:
        assert session.scalars(select(Post.until)).all() == [date(2026, 11, 21)]


def test_an_admission_learnt_later_begins_the_history_there(db: Database):
    bring_in(db, person(admitted_on=None))
    assert (stay(db).since, stay(db).standing) == (ON, Standing.UNKNOWN)
    bring_in(db, person(admitted_on=PartialDate(2026, 3, 1)))
    assert (stay(db).since, stay(db).standing) == (date(2026, 3, 1), Standing.PROBATIONARY)
    with db.write("Miễn sinh hoạt") as session:
        stays.change(session, 1, on=ON, duty=Duty.EXEMPT)  # derives the stays from all events
    with db.read() as session:
        standings = [row.standing for row in stays.history(session, 1)]
    assert standings == [Standing.PROBATIONARY, Standing.PROBATIONARY]


def test_a_new_person_needs_a_cell(db: Database):
    assert "Thiếu chi bộ" in plan(db, person(cell_name=None)).errors[0].reason


def test_dates_must_fit_what_is_known(db: Database):
    bring_in(db, person())
    assert plan(db, person(admitted_on=None, official_on=PartialDate(2011, 1, 1))).errors[0].field == "Ngày chính thức"
    assert plan(db, person(admitted_on=PartialDate(1970), born_on=None)).errors[0].field == "Ngày kết nạp"


def test_an_unknown_ethnic_group_is_refused(db: Database):
    assert "Không có “Xyz” trong danh mục" in plan(db, person(ethnic="Xyz")).errors[0].reason


def test_two_rows_of_one_member_refuse_the_second(db: Database):
    bring_in(db, person())
    again = person(row=9, citizen_id=None, card_number=None)
    assert [action.verdict for action in plan(db, person(), again).actions] == [Verdict.SKIP, Verdict.ERROR]


def test_somebody_who_left_is_not_taken_back_silently(db: Database):
    bring_in(db, person())
    with db.write("Từ trần") as session:
        session.scalars(select(Stay).where(Stay.until.is_(None))).one().until = date(2026, 10, 1)
    assert "đã ra khỏi danh sách" in plan(db, person()).errors[0].reason


def test_an_error_anywhere_writes_nothing_unless_skipped(db: Database):
    wrong = Problem("DS", 3, "E", "Ngày sinh", "31/02/1977", "Không có ngày này.", "Sửa lại.")
    bad = person(row=3, citizen_id="011090000001", cell_name="Chi bộ lạ", problems=(wrong,))
    with pytest.raises(ImportRefused) as refused:
        bring_in(db, person(), bad)
    assert refused.value.problems == [wrong]
    assert logged(db) == 0
    made = bring_in(db, person(), bad, skip=True)
    assert made.counts[Verdict.ERROR] == 1
    assert member(db).citizen_id == "011077501364"
    with db.read() as session:
        assert session.scalars(select(Cell.name)).all() == ["Chi bộ bản Co Mận"]


def test_a_warning_does_not_stop(db: Database):
    warning = Problem("DS", 2, "D", "Số CCCD", "11077501364", "Mất số 0.", "Kiểm tra.", Severity.WARNING)
    assert bring_in(db, person(problems=(warning,))).all_problems == [warning]


def test_a_cell_almost_of_a_known_name_is_made_with_a_warning(db: Database):
    bring_in(db, person())
    other = other_person(cell_name="Chi bộ bản Co Mậm")
    assert "gần giống “Chi bộ bản Co Mận”" in only(plan(db, other), Subject.CELL).problems[0].reason
    same = other_person(cell_name="bản Co Mận.")
    assert [action.subject for action in plan(db, same).actions] == [Subject.MEMBER]


def test_the_cell_of_residence_gives_the_village_when_it_has_one(db: Database):
    villages = [
        VillageRecord("T", 2, "Co Mận", cell_name="Chi bộ bản Co Mận"),
        VillageRecord("T", 3, "Nà Hin", cell_name="Chi bộ ghép"),
        VillageRecord("T", 4, "Pá Vạt", cell_name="Chi bộ ghép"),
    ]
    bring_in(db, *villages)
    bring_in(db, person(residence_cell="Chi bộ bản Co Mận"))
    with db.read() as session:
        assert session.scalar(select(Village.name).join(Member)) == "Co Mận"
    [doubt] = only(plan(db, other_person(residence_cell="Chi bộ ghép"))).problems
    assert not doubt.is_error
    assert "không ứng với đúng một thôn, bản" in doubt.reason


def test_villages_change_only_by_what_the_file_says(db: Database):
    first = VillageRecord("T", 2, "Co Mận", 158, 774, True, None, "Chi bộ bản Co Mận")
    bring_in(db, first)
    assert only(plan(db, VillageRecord("T", 2, "bản co mận")), Subject.VILLAGE).verdict is Verdict.SKIP
    blank_box = VillageRecord("T", 2, "Co Mận", unticked=frozenset({"is_especially_difficult", "is_border"}))
    assert changes(only(plan(db, blank_box), Subject.VILLAGE)) == {"Biên giới": ("", "Không")}
    changed = VillageRecord("T", 2, "Co Mận", 1160, None, False, None, "Chi bộ bản Noong É")
    made = bring_in(db, changed)
    assert changes(only(made, Subject.VILLAGE)) == {
        "Số hộ": ("158", "1.160"),
        "Đặc biệt khó khăn": ("Có", "Không"),
        "Chi bộ": ("Chi bộ bản Co Mận", "Chi bộ bản Noong É"),
    }
    assert {action.verdict for action in plan(db, changed).actions} == {Verdict.SKIP}


def test_official_dates_of_a_list_are_written_as_those_of_one_member(db: Database):
    """All in one go for those of whom nothing else hangs on the day, the others one by one: the same histories."""
    people = [
        person(row=n, full_name=f"Lò Văn {name}", citizen_id=f"01107750000{n}", card_number=None)
        for n, name in enumerate(("Ánh", "Say", "Xôm"), 2)
    ]
    bring_in(db, *people)
    day = PartialDate(2013, 10, 15)
    official = [one._replace(official_on=day) for one in people]
    bring_in(db, official[0], official[1], official[2]._replace(duty=Duty.EXEMPT))
    with db.write("Một người") as session:
        kept = _histories(session)
        stays.recognise(session, 1, day)
        assert _histories(session) == kept
    assert kept[1] == kept[2] == [(Standing.PROBATIONARY, date(2013, 10, 14)), (Standing.OFFICIAL, None)]
    assert kept[3][:2] == [(Standing.PROBATIONARY, date(2013, 10, 14)), (Standing.OFFICIAL, date(2026, 11, 21))]
    db.undo()
    assert db.redo() == "Nhập"
    with db.read() as session:
        assert _histories(session) == kept


def _histories(session: Session) -> dict[int, list[tuple[Standing, date | None]]]:
    return {key: [(row.standing, row.until) for row in stays.history(session, key)] for key in (1, 2, 3)}
