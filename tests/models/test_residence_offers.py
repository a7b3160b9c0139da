"""Residences that nobody wrote, offered from the members' addresses."""

from __future__ import annotations

from datetime import date

import pytest

from models import office, residence_offers, villages
from models.database import Database
from models.errors import KnownError
from models.office import Office
from models.tables import Member
from models.villages import VillageValues
from tests.conftest import NOW
from tests.models.builders import cell, people

TODAY = NOW.date()


@pytest.fixture
def book(db: Database) -> Database:
    with db.write("Dựng") as session:
        office.save(session, Office("Đảng ủy xã Mường Mẫu"))
        for name in ("Nà Sáy", "Nà Sáy 2", "Bản Phương Hin", "Co Mận", "Bản Co Mận", "Nà Ban"):
            villages.add(session, VillageValues(name))
        people(session, cell(session), 3)
    return db


def offered(db: Database, address: str, permanent: str = "") -> tuple[str, bool] | None:
    with db.write("Địa chỉ") as session:
        row = session.get_one(Member, 1)
        row.address, row.permanent_address = address or None, permanent or None
    with db.read() as session:
        found = residence_offers.offer_residences(session, TODAY)
    assert len(found) <= 1
    return (found[0].village, found[0].is_sure) if found else None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("Bản Nà Sáy, xã Mường Mẫu, tỉnh Điện Biên", ("Nà Sáy", True)),
        ("nà sáy", ("Nà Sáy", True)),
        ("B. Nà Sáy 2, X. Mường Mẫu", ("Nà Sáy 2", True)),
        ("Số nhà 12 bản Nà Sáy xã Mường Mẫu huyện Tuần Giáo", ("Nà Sáy", True)),
        ("Đội 3, Phương Hin - xã Mường Mẫu", ("Bản Phương Hin", True)),
        ("Nà Ban; Mường Mẫu", ("Nà Ban", True)),
        ("Bản Nà Sáy, xã Chiềng Cũ, huyện Tuần Giáo", ("Nà Sáy", False)),
        ("Bản Co Mận", ("Bản Co Mận", True)),
        ("Bản Nà Sáy và Nà Sáy 2", None),
        ("Nà Sáy, Nà Sáy 2", None),
        ("Bản Huổi Lạ, xã Mường Mẫu", None),
        ("xã Mường Mẫu", None),
        ("", None),
    ],
)
def test_an_address_names_one_village_or_none(book: Database, address: str, expected: tuple[str, bool] | None) -> None:
    assert offered(book, "", address) == expected


def test_where_one_lives_says_more_than_where_one_is_registered(book: Database) -> None:
    assert offered(book, "Bản Nà Sáy 2", "Bản Nà Sáy") == ("Nà Sáy 2", True)
    assert offered(book, "Tổ 5, phường Mường Thanh", "Bản Nà Sáy") is None


def test_what_is_written_counts_for_the_days_before_and_is_offered_no_more(book: Database) -> None:
    assert offered(book, "", "Bản Nà Sáy")
    with book.write("Ghi") as session:
        assert residence_offers.write_residences(session, [1], TODAY) == 1
    with book.read() as session:
        assert residence_offers.offer_residences(session, TODAY) == []
        for day in (TODAY, date(2026, 1, 31)):
            assert next(row for row in villages.rows(session, day) if row.name == "Nà Sáy").members == 1
    with pytest.raises(KnownError, match="xem lại danh sách"), book.write("Ghi") as session:
        residence_offers.write_residences(session, [1], TODAY)


def test_a_commune_named_is_not_surely_this_one_where_nobody_wrote_what_this_one_is_called(book: Database) -> None:
    with book.write("Chưa ghi tên") as session:
        office.save(session, Office())
    assert offered(book, "Bản Nà Sáy, xã Mường Mẫu") == ("Nà Sáy", False)
    assert offered(book, "Bản Nà Sáy") == ("Nà Sáy", True)


@pytest.mark.parametrize("address", ["5, đường Hùng Vương, xã Mường Mẫu", "Số 7/5, đường Hùng Vương"])
def test_the_number_of_a_house_names_no_village(book: Database, address: str) -> None:
    with book.write("Thôn") as session:
        villages.add(session, VillageValues("Thôn 5"))
    assert offered(book, address) is None
    assert offered(book, "Thôn 5, xã Mường Mẫu") == ("Thôn 5", True)
