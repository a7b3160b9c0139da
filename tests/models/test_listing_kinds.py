"""Lists of what an office is asked for beside members and meetings: bodies, ratings, awards, who left."""

from __future__ import annotations

from datetime import date

import pytest

from models import awards, badges, codes, events, listing, ratings, villages
from models.awards import CommendationValues, DisciplineValues
from models.badges import BadgeValues
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.listing.building import LineKind, ListTable, build, people
from models.listing.kinds import Rate
from models.listing.view import Cross, Filter, GroupBy, Op, Total, View, start
from models.ratings import RatingValues
from models.tables import EventKind, RatingCause, RatingLevel, RatingState
from models.villages import VillageValues
from tests.exports import commune as small

TODAY = small.TODAY
YEAR = Period.year(2026)


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    """Give the people of the small commune, by name."""
    with db.write("Mẫu") as session:
        return small.fill(session)


def made(db: Database, view: View, period: Period | None = YEAR, on: date = TODAY) -> ListTable:
    with db.read() as session:
        return build(session, view, period, on)


def rows(table: ListTable) -> list[tuple[object, ...]]:
    return [line.values for line in table.rows]


@pytest.mark.parametrize("subject", listing.SUBJECTS, ids=lambda subject: subject.key)
def test_a_list_of_every_kind_can_be_begun(db: Database, ids: dict[str, int], subject: listing.Subject) -> None:
    view = start(subject, "Danh sách")
    table = made(db, view, YEAR if subject.of_period else None)
    assert table.counted.endswith(subject.unit)
    assert all(one.label[:1].isupper() for one in subject.fields)


def test_cells_count_their_members_and_open_them(db: Database, ids: dict[str, int]) -> None:
    columns = ("name", "members", "official", "probationary", "women", "exempt", "away", "met", "missed", "attendance")
    view = View("Chi bộ", "cells", columns, totals=tuple(Total(key) for key in columns[1:]))
    table = made(db, view, None)
    assert rows(table) == [
        ("Bản Co Mận - Nà Hin", 4, 3, 1, 1, 1, 0, 2, 0, Rate(3, 6)),
        ("Trường Mầm non", 3, 3, 0, 3, 0, 1, 2, 0, Rate(4, 4)),
        ("Bản Co Kham", 1, 1, 0, 0, 0, 0, 0, 2, Rate(0, 0)),
    ]
    assert table.total is not None
    assert table.total.values[1:4] == (8, 7, 1)
    fields = table.view.of.by_key
    with db.read() as session:
        assert [one.name for one in people(session, table, fields["probationary"], table.rows[0].people)] == [
            "Cà Văn Ấm"
        ]
        assert len(people(session, table, fields["members"], table.total.people)) == 8
        months = people(session, table, fields["met"], table.rows[1].people)
        assert [one.month for one in months] == [(2026, 9), (2026, 10)]


def test_villages_are_listed_with_how_they_are_served(db: Database, ids: dict[str, int]) -> None:
    with db.write("Mẫu") as session:
        villages.add(session, VillageValues("Bản Nà Hin", households=40, population=180, is_border=True))
    view = View("Thôn", "villages", ("name", "served", "cell", "households", "is_border", "members", "is_white"))
    assert rows(made(db, view, None)) == [("Bản Nà Hin", "Chưa có chi bộ", None, 40, True, 0, None)]


def test_those_who_left_are_listed_with_the_way_they_went(db: Database, ids: dict[str, int]) -> None:
    with db.write("Mẫu") as session:
        events.record(
            session, ids["Sùng A Dơ"], EventValues(EventKind.DIED, date(2026, 3, 5), reason="bệnh hiểm nghèo")
        )
        events.record(
            session,
            ids["Nguyễn Thị Đào"],
            EventValues(EventKind.TRANSFER_OUT, date(2026, 5, 2), place="Đảng ủy phường Mường Thanh"),
        )
    columns = ("full_name", "cell", "kind", "on", "age", "place", "reason", "is_listed")
    assert rows(made(db, View("Đã đi", "left", columns))) == [
        ("Sùng A Dơ", "Bản Co Kham", "Từ trần", PartialDate(2026, 3, 5), 56, None, "bệnh hiểm nghèo", False),
        (
            "Nguyễn Thị Đào",
            "Trường Mầm non",
            "Chuyển đi",
            PartialDate(2026, 5, 2),
            38,
            "Đảng ủy phường Mường Thanh",
            None,
            False,
        ),
    ]
    assert rows(made(db, View("Đã đi", "left", columns), Period.parse("2026-Q2")))[0][0] == "Nguyễn Thị Đào"


def test_ratings_are_those_of_the_quarter_or_year(db: Database, ids: dict[str, int]) -> None:
    good = RatingValues(cell_rating=RatingLevel.GOOD, committee_rating=RatingLevel.EXCELLENT, points=91.5)
    bad = RatingValues(cell_rating=RatingLevel.NOT_FULFILLED, cause=RatingCause.OTHER)
    with db.write("Mẫu") as session:
        ratings.put(session, ids["Lò Văn Ánh"], 2026, 0, good, on=TODAY)
        ratings.put(session, ids["Quàng Thị Đôi"], 2026, 3, bad, on=TODAY)
        ratings.put(session, ids["Cà Văn Ấm"], 2026, 0, RatingValues(state=RatingState.NOT_YET), on=TODAY)
    columns = ("full_name", "result", "cell_rating", "committee_rating", "points", "cause")
    cell = (Filter("cell", Op.IS, ("Bản Co Mận - Nà Hin",)),)
    view = View("Xếp loại", "ratings", columns, cell)
    excellent, right = RatingLevel.EXCELLENT.label, RatingLevel.GOOD.label
    assert rows(made(db, view)) == [
        ("Lò Văn Ánh", excellent, right, excellent, 91.5, None),
        ("Cà Văn Ấm", RatingState.NOT_YET.label, None, None, None, None),
        ("Tòng Văn Cú", RatingState.EXEMPT.label, None, None, None, None),
        ("Quàng Thị Đôi", None, None, None, None, None),
    ]
    quarter = {row[0]: row[1] for row in rows(made(db, view, Period.parse("2026-Q3")))}
    assert quarter["Quàng Thị Đôi"] == RatingLevel.NOT_FULFILLED.label
    assert quarter["Lò Văn Ánh"] is None
    assert made(db, view).doubts == ()
    assert "xếp loại của năm 2026" in made(db, view, Period.month(2026, 10)).doubts[0]


def test_a_cross_table_of_ratings_by_cell_keeps_everybody(db: Database, ids: dict[str, int]) -> None:
    with db.write("Mẫu") as session:
        for name in ("Lò Văn Ánh", "Nguyễn Thị Đào"):
            ratings.put(session, ids[name], 2026, 0, RatingValues(cell_rating=RatingLevel.GOOD), on=TODAY)
    view = View("Bảng", "ratings", cross=Cross(GroupBy("cell"), GroupBy("result")))
    cross = made(db, view).cross
    assert cross is not None
    assert cross.columns == (RatingLevel.GOOD.label, RatingState.EXEMPT.label, "Chưa ghi")
    assert cross.with_sums[-1] == [2, 1, 5, 8]


def test_awards_are_those_of_the_period_and_what_has_no_day_is_said(db: Database, ids: dict[str, int]) -> None:
    with db.write("Mẫu") as session:
        kind = codes.items(session, codes.COMMENDATION)[0]
        form = codes.items(session, codes.DISCIPLINE)[0]
        badges.award(session, ids["Tòng Văn Cú"], BadgeValues(50, date(2026, 5, 19), "12-QĐ/TU"))
        badges.award(session, ids["Tòng Văn Cú"], BadgeValues(45, date(2021, 5, 19)))
        badges.award(session, ids["Quàng Thị Đôi"], BadgeValues(30))
        for day in (PartialDate(2026, 9), PartialDate(2025), None):
            values = CommendationValues(kind.id, "Bằng khen", day)
            awards.write(session, ids["Lò Văn Ánh"], values, on=TODAY)
        discipline = DisciplineValues(form.id, date(2026, 2, 1), "Vắng nhiều buổi", ends_on=date(2026, 8, 1))
        awards.write(session, ids["Sùng A Dơ"], discipline, on=TODAY)

    given = made(db, View("Huy hiệu", "badges", ("full_name", "badge", "awarded_on", "decision_number", "age")))
    assert rows(given) == [("Tòng Văn Cú", "Huy hiệu 50 năm", PartialDate(2026, 5, 19), "12-QĐ/TU", 86)]
    assert given.doubts[0].startswith("1 Huy hiệu Đảng chưa ghi đủ ngày")
    praised = View("Khen", "commendations", ("full_name", "kind", "awarded_on"))
    assert rows(made(db, praised)) == [("Lò Văn Ánh", kind.label, PartialDate(2026, 9))]
    assert made(db, praised, Period.month(2026, 9)).count == 1
    second_half = made(db, praised, Period.parse("2025-H2"))
    assert second_half.count == 0
    assert second_half.doubts[0].startswith("2 lượt khen thưởng")  # “2025” may be either half
    disciplined = View("Kỷ luật", "disciplines", ("full_name", "form", "is_party", "is_in_force"))
    assert rows(made(db, disciplined)) == [("Sùng A Dơ", form.label, True, False)]
    assert rows(made(db, disciplined, on=date(2026, 7, 1)))[0][3] is True


def test_what_is_grouped_by_a_word_of_its_kind_stands_in_the_order_of_the_kind(
    db: Database, ids: dict[str, int]
) -> None:
    with db.write("Mẫu") as session:
        for name, years in (("Tòng Văn Cú", 50), ("Quàng Thị Đôi", 30), ("Lò Văn Ánh", 90)):
            badges.award(session, ids[name], BadgeValues(years, date(2026, 2, 3)))
    table = made(db, View("Huy hiệu", "badges", ("full_name",), groups=(GroupBy("badge"),)))
    assert [line.text for line in table.lines if line.kind is LineKind.GROUP] == [
        "Huy hiệu Đảng: Huy hiệu 30 năm (1)",
        "Huy hiệu Đảng: Huy hiệu 50 năm (1)",
        "Huy hiệu Đảng: Huy hiệu 90 năm (1)",
    ]
