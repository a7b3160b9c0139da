"""The proposal of Party badges, as the superior reads it."""

from __future__ import annotations

from datetime import date

import pytest

from exports import badge_list, drafts
from models import badges, members
from models.badges import BadgeValues
from models.dates import PartialDate
from models.members import MemberValues
from tests.models import builders as make

ON = date(2026, 11, 14)


@pytest.fixture
def made(db):
    with db.write("Dựng") as session:
        home = make.cell(session)
        for name, admitted in (
            ("Lò Văn Ánh", PartialDate(1997, 1, 5)),
            ("Mùa A Chư", PartialDate(1980)),
            ("Quàng Thị Dung", PartialDate(1997, 3, 5)),
            ("Lường Thị Ban", None),
        ):
            members.add(session, MemberValues(name, admitted_on=admitted), home, on=ON)
    return db


def lines(db) -> list[tuple[str, int, str]]:
    data = drafts.draft(db, badge_list.REPORT, None, ON).data
    return [(line.full_name, line.years, badge_list.note(line)) for line, _cell in data.lines]


def test_those_new_at_the_wave_come_first_and_the_rest_say_why(made) -> None:
    assert lines(made) == [
        ("Lò Văn Ánh", 30, ""),
        (
            "Mùa A Chư",
            45,
            "đã đủ từ trước, chưa ghi đã nhận; chưa rõ đúng ngày vào Đảng; chưa ghi huy hiệu 30, 40 năm",
        ),
    ]


def test_the_sheet_counts_and_the_check_names_who_cannot_be_reckoned(made) -> None:
    ready = drafts.draft(made, badge_list.REPORT, None, ON)
    rows = [[cell.value for cell in row] for row in ready.workbook().active.iter_rows()]
    found = ready.findings()
    words = [str(value) for row in rows for value in row if value]
    assert any("Đợt trao ngày 03/02/2027" in word for word in words)
    assert any("đến hạn đợt này: 1" in word for word in words)
    assert "30 năm" in words
    assert any("1 đồng chí chưa có ngày vào Đảng" in one.text and "Lường Thị Ban" in one.text for one in found)


def test_one_who_has_the_badge_is_not_proposed_again(made) -> None:
    with made.write("Trao") as session:
        (row,) = members.search(session, "lva", on=ON)
        badges.award(session, row.id, BadgeValues(30, date(2026, 11, 7)))
    assert [name for name, _, _ in lines(made)] == ["Mùa A Chư"]
