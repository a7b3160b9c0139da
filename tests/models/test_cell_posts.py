"""A position in a cell on a card: a past one added, one corrected, one taken off (domain.md 1.5)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from models import cell_posts, committee, dismissals, members, stays
from models.cell_posts import CellPostValues
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.members import MemberValues
from models.tables import CodeItem, Discipline, Duty, Position, Post
from tests.models.builders import TODAY, cell, people

SECRETARY, DEPUTY = Position.SECRETARY, Position.DEPUTY_SECRETARY


@pytest.fixture
def posts(db: Database) -> tuple[int, int]:
    """Two terms of one member in one cell, one after the other."""
    with db.write("Dựng") as session:
        home = cell(session)
        (member, *_others) = people(session, home, 1)
        terms = [
            Post(member_id=member, cell_id=home, position=DEPUTY, since=date(2020, 1, 1), until=date(2022, 6, 30)),
            Post(member_id=member, cell_id=home, position=SECRETARY, since=date(2022, 7, 1)),
        ]
        session.add_all(terms)
        session.flush()
        return terms[0].id, terms[1].id


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        (CellPostValues(DEPUTY, date(2027, 1, 1)), "since", "Ngày 01/01/2027 chưa đến"),
        (
            CellPostValues(DEPUTY, date(2020, 1, 1), date(2022, 6, 30), "", date(2027, 1, 1)),
            "decision_on",
            "Ngày 01/01/2027 chưa đến",
        ),
        (CellPostValues(DEPUTY, date(2021, 1, 1), date(2020, 1, 1)), "until", "ở trước ngày bắt đầu"),
        (CellPostValues(DEPUTY, date(2020, 1, 1)), "since", "trùng với chức vụ Bí thư từ 01/07/2022"),
        (CellPostValues(DEPUTY, None, date(2022, 7, 1)), "since", "trùng với chức vụ Bí thư từ 01/07/2022"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    db: Database, posts: tuple[int, int], values: CellPostValues, field: str, words: str
) -> None:
    with pytest.raises(KnownError, match=words) as caught, db.write("Sửa") as session:
        cell_posts.correct(session, posts[0], values, on=TODAY)
    assert caught.value.field == field
    with db.read() as session:
        assert session.get_one(Post, posts[0]).until == date(2022, 6, 30)


def test_what_a_dismissal_ended_goes_with_the_dismissal(db: Database, posts: tuple[int, int]) -> None:
    with db.write("Cách chức") as session:
        post = session.get_one(Post, posts[0])
        form = session.scalars(select(CodeItem.id).where(CodeItem.code == dismissals.CODE)).first()
        punished = Discipline(member_id=post.member_id, form_id=form, effective_on=date(2022, 7, 1))
        session.add(punished)
        session.flush()
        post.dismissal_id = punished.id
    kept = CellPostValues(SECRETARY, date(2019, 1, 1), date(2022, 6, 30))
    with db.write("Sửa") as session:
        cell_posts.correct(session, posts[0], kept, on=TODAY)
    for act in (
        lambda session: cell_posts.correct(session, posts[0], CellPostValues(SECRETARY), on=TODAY),
        lambda session: cell_posts.remove(session, posts[0]),
    ):
        with pytest.raises(KnownError, match="kỷ luật"), db.write("Sửa") as session:
            act(session)


@pytest.fixture
def moved(db: Database) -> tuple[int, int, int]:
    """A member on the list of one cell from 2010, and of another from July 2020."""
    with db.write("Dựng") as session:
        old, new = cell(session, "Chi bộ bản Nà Sáy"), cell(session, "Chi bộ bản Tin Tốc")
        (member,) = people(session, old, 1)
        stays.change(session, member, on=date(2015, 1, 1), duty=Duty.SPECIAL_DUTY)
        stays.change(session, member, on=date(2020, 7, 1), cell_id=new)
    return member, old, new


def test_a_past_position_is_added_in_the_cell_of_that_time_and_taken_back(
    db: Database, moved: tuple[int, int, int]
) -> None:
    member, old, new = moved
    with db.read() as session:
        assert cell_posts.places(session, member) == {new: "Chi bộ bản Tin Tốc", old: "Chi bộ bản Nà Sáy"}
    term = CellPostValues(SECRETARY, date(2012, 1, 1), date(2020, 6, 30), "15-QĐ/ĐU", date(2011, 12, 20))
    with db.write("Ghi") as session:
        cell_posts.add(session, member, old, term, on=TODAY)
        cell_posts.add(session, member, new, CellPostValues(DEPUTY, date(2020, 7, 1), date(2022, 6, 30)), on=TODAY)
    with db.read() as session:
        rows = [(row.title, row.place, row.since, row.until) for row in committee.of(session, member)]
        assert rows == [
            ("Phó Bí thư", "Chi bộ bản Tin Tốc", date(2020, 7, 1), date(2022, 6, 30)),
            ("Bí thư", "Chi bộ bản Nà Sáy", date(2012, 1, 1), date(2020, 6, 30)),
        ]
        assert committee.of(session, member)[1].in_cell == term
        assert members.positions(session, date(2012, 1, 1), old) == {member: SECRETARY}
        assert members.positions(session, TODAY) == {}
    assert db.undo() == "Ghi"
    with db.read() as session:
        assert committee.of(session, member) == []


@pytest.mark.parametrize(
    ("since", "until", "field", "words"),
    [
        (date(2020, 1, 1), date(2020, 7, 1), "until", "đến hết 30/06/2020"),
        (date(2020, 1, 1), None, "until", "đến hết 30/06/2020"),
        (date(2009, 12, 31), date(2012, 1, 1), "since", "từ 01/01/2010"),
        (date(2021, 1, 1), date(2022, 1, 1), "since", "từ 01/01/2010 đến hết 30/06/2020"),
        (None, date(2009, 1, 1), "until", "từ 01/01/2010"),
        (date(2012, 1, 1), date(2011, 1, 1), "until", "ở trước ngày bắt đầu"),
        (date(2027, 1, 1), None, "since", "chưa đến"),
    ],
)
def test_nobody_held_a_position_in_a_cell_whose_list_they_were_not_on(
    db: Database, moved: tuple[int, int, int], since: date | None, until: date | None, field: str, words: str
) -> None:
    member, old, _new = moved
    with pytest.raises(KnownError, match=words) as caught, db.write("Ghi") as session:
        cell_posts.add(session, member, old, CellPostValues(SECRETARY, since, until), on=TODAY)
    assert caught.value.field == field


def test_in_a_cell_that_no_history_tells_of_the_history_comes_first(db: Database, moved: tuple[int, int, int]) -> None:
    member, _old, _new = moved
    with db.write("Ghi") as session:  # so it is after two records became one
        elsewhere = cell(session, "Chi bộ bản Co Mận")
        post = Post(member_id=member, cell_id=elsewhere, position=SECRETARY, until=date(2021, 6, 30))
        session.add(post)
        session.flush()
        with pytest.raises(KnownError, match="không có lúc nào sinh hoạt ở chi bộ này; hãy sửa quá trình trước"):
            cell_posts.correct(session, post.id, CellPostValues(SECRETARY, None, date(2021, 7, 1)), on=TODAY)


def test_a_position_corrected_stays_within_the_time_in_its_cell(db: Database, moved: tuple[int, int, int]) -> None:
    member, old, _new = moved
    with db.write("Ghi") as session:
        session.add(Post(member_id=member, cell_id=old, position=SECRETARY, until=date(2021, 6, 30)))
        session.flush()
        key = session.scalars(select(Post.id)).one()
    with db.write(
        "Sửa"
    ) as session:  # its days may have been outside before: the position itself is corrected all the same
        cell_posts.correct(session, key, CellPostValues(DEPUTY, None, date(2021, 6, 30)), on=TODAY)
    with pytest.raises(KnownError, match="đến hết 30/06/2020"), db.write("Sửa") as session:
        cell_posts.correct(session, key, CellPostValues(DEPUTY, date(2012, 1, 1), date(2021, 6, 30)), on=TODAY)


def test_where_the_first_day_on_the_list_is_not_known_an_earlier_position_is_believed(db: Database) -> None:
    with db.write("Dựng") as session:
        home = cell(session)
        member = members.add(session, MemberValues("Lò Văn Ước"), home, on=TODAY)
        known = members.add(session, MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2026)), home, on=TODAY)
        term = CellPostValues(SECRETARY, date(2015, 1, 1), date(2020, 6, 30))
        cell_posts.add(session, member, home, term, on=TODAY)
    with pytest.raises(KnownError, match="từ 01/01/2026") as caught, db.write("Ghi") as session:
        cell_posts.add(session, known, home, term, on=TODAY)
    assert caught.value.field == "since"


def test_two_positions_of_one_member_in_one_cell_do_not_overlap(db: Database, posts: tuple[int, int]) -> None:
    with db.read() as session:
        held = session.get_one(Post, posts[0])
        member, home = held.member_id, held.cell_id
    values = CellPostValues(Position.COMMITTEE_MEMBER, date(2019, 1, 1), date(2020, 1, 1))
    with pytest.raises(KnownError, match="trùng với chức vụ Phó Bí thư từ 01/01/2020"), db.write("Ghi") as session:
        cell_posts.add(session, member, home, values, on=TODAY)
