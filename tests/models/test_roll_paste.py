"""A column of marks from Excel: the right person gets the right mark, or a sentence says why none does."""

from __future__ import annotations

from datetime import date

import pytest

from models import attendance
from models.attendance import Roll
from models.database import Database
from models.errors import KnownError
from models.roll_paste import read
from models.tables import Duty, Mark, Standing
from tests.models.builders import TODAY, K, P, T, X, cell, meeting, people, roster

C = Mark.UNRECORDED


@pytest.fixture
def roll(db: Database) -> Roll:
    """Give a roll not yet written: four who have to attend (Aa … Ad) and one exempt (Ae)."""
    with db.write("Dựng") as session:
        place = cell(session)
        people(session, place, 4)
        people(session, place, 1, duty=Duty.EXEMPT, start=4)
        key = meeting(session, place, date(2026, 11, 5))
        return attendance.roll(session, key)


def written(db: Database, roll: Roll, marks: dict[int, Mark]) -> Roll:
    with db.write("Ghi") as session:
        attendance.write(session, roll.meeting.id, {key: (mark, "") for key, mark in marks.items()}, on=TODAY)
        return attendance.roll(session, roll.meeting.id)


def marks(roll: Roll, text: str) -> list[Mark | None]:
    """Give the marks a block says, in the order of the roll; None for a person it leaves alone."""
    found = read(text, roll)
    return [found.get(line.member_id) for line in roll.expected]


@pytest.mark.parametrize(
    "text",
    [
        "x\nP\nK\n/",
        "+\r\n-\r\n*\r\n/\r\n",
        "X\np\nk\nTT\nM",
        "Có mặt\nVắng có lý do\nvắng không lý do\nTrực tuyến\nMiễn sinh hoạt\n",
        "Điểm danh\nx\nP\nK\n/",
        "x\nP\nK\n/\n\n\n\n",
        "=\n–\n*\n/\n\n",
        "Lò Văn Aa\tx\nLò Văn Ab\tP\nLò Văn Ac\tK\nLò Văn Ad\t/",
        "Họ và tên\tĐiểm danh\nlo van ad\t/\nLÒ VĂN AC\tK\nLò Văn Ab\tP\nLò Văn Aa\tx\nLò Văn Ae\tM\n",
    ],
)
def test_marks_go_to_the_lines_they_stand_beside(roll: Roll, text: str) -> None:
    assert marks(roll, text) == [X, P, K, T]


def test_an_empty_mark_of_a_roll_not_yet_written_is_unrecorded(roll: Roll) -> None:
    assert marks(roll, "x\n\nK\n\n") == [X, C, K, C]


def test_a_written_roll_changes_only_where_the_block_says_other(db: Database, roll: Roll) -> None:
    first = roll.expected[1].member_id
    later = written(db, roll, {first: P})
    assert marks(later, "x\nx\n\nK") == [None, X, None, K]
    assert read("x\nP\nx\nx", later) == {}


def test_names_alone_say_something_of_those_named(db: Database, roll: Roll) -> None:
    assert marks(roll, "Lò Văn Ab\tP") == [C, P, C, C]
    assert marks(written(db, roll, {}), "Lò Văn Ab\tP") == [None, P, None, None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x\nP", "Khối dán có 2 dấu mà danh sách có 4 đồng chí phải dự"),
        ("x\n" * 9, "Khối dán có 9 dấu"),
        ("x\nP\nhm\n/", "Dòng 3 của khối dán: “hm” không phải dấu điểm danh"),
        ("x\nM\nK\n/", "Dòng 2: Lò Văn Ab đang phải dự"),
        ("x\nP\nK\n/\nx", "Dòng 5: Lò Văn Ae ngoài diện phải dự (miễn sinh hoạt)"),
        ("Lò Văn Ab\tP\nLò Văn Zz\tx", "Không có trong danh sách điểm danh: “Lò Văn Zz”"),
        ("Lò Văn Ab\tP\nLò Văn Ab\tx", "“Lò Văn Ab” có hai dòng"),
        ("1\tLò Văn Aa\tx", "Hãy chép một cột dấu"),
        ("\n\n", "Hãy chép một cột dấu"),
        ("", "Hãy chép một cột dấu"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(roll: Roll, text: str, said: str) -> None:
    with pytest.raises(KnownError) as refusal:
        read(text, roll)
    assert said in str(refusal.value)


def test_two_of_one_name_are_told_apart_by_the_year_on_the_screen(db: Database) -> None:
    from models import members
    from models.dates import PartialDate
    from models.members import MemberValues

    with db.write("Dựng") as session:
        place = cell(session)
        for year in (1962, 1974):
            values = MemberValues("Cà Văn Chựa", born_on=PartialDate(year), admitted_on=PartialDate(2000, 3, 3))
            members.add(session, values, place, on=TODAY)
        roll = attendance.roll(session, meeting(session, place, date(2026, 11, 5)))
    with pytest.raises(KnownError, match="Có 2 đồng chí tên “Cà Văn Chựa”"):
        read("Cà Văn Chựa\tP", roll)
    assert marks(roll, "Cà Văn Chựa (1974)\tP\nCà Văn Chựa (1962)\tx") == [X, P]


def test_m_for_somebody_the_roll_before_left_out_leaves_them_open(db: Database) -> None:
    with db.write("Dựng") as session:
        place = cell(session)
        who = people(session, place, 3)
        lines = [(Standing.OFFICIAL, duty, C) for duty in (Duty.ACTIVE, Duty.EXEMPT, Duty.TEMP_AWAY)]
        lines[0] = (Standing.OFFICIAL, Duty.ACTIVE, X)
        roster(session, place, date(2026, 10, 5), lines, who)
        new = attendance.roll(session, meeting(session, place, date(2026, 11, 5)))
    assert marks(new, "x\nM\nx") == [X, C, X]  # the third has come again
