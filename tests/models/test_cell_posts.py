"""A position in a cell that stands on a card: corrected and taken off (domain.md 1.5)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from models import cell_posts, dismissals
from models.cell_posts import CellPostValues
from models.database import Database
from models.errors import KnownError
from models.tables import CodeItem, Discipline, Position, Post
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
