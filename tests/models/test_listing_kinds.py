"""Lists of what an office is asked for beside members and meetings: bodies, ratings, awards, who left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from exports import own_lists
from models import (
    awards,
    badges,
    body_awards,
    body_ratings,
    candidates,
    codes,
    events,
    listing,
    members,
    organizations,
    ratings,
    training,
    villages,
)
from models.awards import CardIssueValues, CommendationValues, DisciplineValues
from models.badges import BadgeValues
from models.bodies import Body
from models.body_ratings import BodyRatingValues
from models.candidates import Admission, CandidateValues
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.indicators.kinds import Subject as Counted
from models.listing.building import LineKind, ListTable, build, people
from models.listing.kinds import Rate
from models.listing.view import Cross, Filter, GroupBy, Op, Total, View, from_json, start, to_json
from models.listing.wording import conditions
from models.organizations import OrganizationValues
from models.ratings import RatingValues
from models.tables import CardIssueKind, EventKind, RatingCause, RatingLevel, RatingState
from models.training import ClassValues
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
    report = own_lists.report_of(view)
    for asked, told in (("2026-10", "Năm 2026"), ("2026-H1", "Năm 2026"), ("2026-Q3", "Quý III năm 2026")):
        assert report.scope(Period.parse(asked), TODAY, small.OFFICE).label == told


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


def test_cards_given_again_and_papers_of_bodies_are_listed_by_their_days(db: Database, ids: dict[str, int]) -> None:
    with db.write("Mẫu") as session:
        awards.write(session, ids["Sùng A Dơ"], CardIssueValues(CardIssueKind.LOST, PartialDate(2026, 5)), on=TODAY)
        awards.write(session, ids["Vi Thị Anh"], CardIssueValues(CardIssueKind.LOST, PartialDate(2025)), on=TODAY)
        commune = organizations.add(session, OrganizationValues("Đảng bộ xã Mường Mẫu"))
        kind = codes.items(session, codes.BODY_COMMENDATION)[0]
        form = codes.items(session, codes.BODY_DISCIPLINE)[0]
        for body, day in ((Body(organization_id=commune), PartialDate(2026, 3, 1)), (Body(cell_id=1), None)):
            body_awards.write(session, body, CommendationValues(kind.id, awarded_on=day), on=TODAY)
        body_awards.write(session, Body(cell_id=1), DisciplineValues(form.id, date(2026, 2, 1)), on=TODAY)

    cards = made(db, View("Thẻ", "card_issues", ("full_name", "issue", "issued_on")))
    assert rows(cards) == [("Sùng A Dơ", "Cấp lại do mất", PartialDate(2026, 5))]
    praised = made(db, View("Khen", "body_commendations", ("name", "is_cell", "kind", "awarded_on")))
    assert rows(praised) == [("Đảng bộ xã Mường Mẫu", False, kind.label, PartialDate(2026, 3, 1))]
    assert praised.doubts[0].startswith("1 lượt khen thưởng tổ chức đảng chưa ghi đủ ngày")
    disciplined = made(db, View("Kỷ luật", "body_disciplines", ("name", "form", "is_in_force")))
    assert rows(disciplined) == [("Bản Co Mận - Nà Hin", form.label, True)]
    assert [one.of for one in disciplined.rows[0].people] == [Counted.CELL]


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


def _cell_of(session: Session, member_id: int) -> int:
    return next(row.cell_id for row in members.search(session, on=TODAY) if row.id == member_id)


@pytest.fixture
def sources(db: Database, ids: dict[str, int]) -> dict[str, int]:
    """Two in the source list of a cell, one with a certificate, one who has left; and a class of two people."""
    with db.write("Nguồn") as session:
        cell = _cell_of(session, ids["Lò Văn Ánh"])
        found = {
            name: candidates.add(session, CandidateValues(name, cell, date(2026, 1, day)), on=TODAY)
            for day, name in ((5, "Quàng Thị Nga"), (6, "Lò Văn Bún"), (7, "Cà Văn Xôm"))
        }
        candidates.leave(session, found["Cà Văn Xôm"], on=date(2026, 3, 1), reason="Đi làm xa", today=TODAY)
        kind = codes.id_of(session, codes.CLASS_KIND, training.AWARENESS)
        held = training.add(session, ClassValues(kind, "Lớp tháng 5", date(2026, 5, 12), date(2026, 5, 16)))
        training.enrol(session, held, candidate_ids=[found["Quàng Thị Nga"]], member_ids=[ids["Nguyễn Thị Đào"]])
        (part,) = [one for one in training.participants(session, [held]) if one.candidate_id]
        training.certify(session, held, {part.id: "07/GCN"}, date(2026, 5, 16), today=TODAY)
        heads = ClassValues(kind, "Lớp cụm", date(2026, 8, 1), heads=9, women=4, certified=9)
        training.add(session, heads)
    return found


def test_candidates_are_listed_with_how_far_they_were_on_the_day(db: Database, sources: dict[str, int]) -> None:
    columns = ("full_name", "cell", "stage", "since", "certificate_on", "certificate_number")
    view = replace(start(listing.subject("candidates"), "Nguồn"), columns=columns)
    cell = "Bản Co Mận - Nà Hin"
    day, since = PartialDate(2026, 5, 16), PartialDate(2026, 1, 6)
    assert rows(made(db, view, None)) == [
        ("Lò Văn Bún", cell, "Quần chúng ưu tú", since, None, None),
        ("Quàng Thị Nga", cell, "Đã học lớp nhận thức", day, day, "07/GCN"),
    ]
    assert [row[2] for row in rows(made(db, replace(view, filters=()), None))].count("Ra khỏi nguồn") == 1
    before = rows(made(db, view, None, on=date(2026, 2, 1)))
    assert [(row[0], row[2], row[4]) for row in before] == [
        ("Lò Văn Bún", "Quần chúng ưu tú", None),
        ("Quàng Thị Nga", "Quần chúng ưu tú", None),
        ("Cà Văn Xôm", "Quần chúng ưu tú", None),
    ]


def test_a_candidate_admitted_is_told_so_and_left_out_at_first(db: Database, sources: dict[str, int]) -> None:
    with db.write("Kết nạp") as session:
        papers = Admission("9-QĐ/ĐU", date(2026, 10, 1), date(2026, 10, 20))
        candidates.admit(session, sources["Quàng Thị Nga"], papers, on=TODAY)
    view = View("Nguồn", "candidates", ("full_name", "stage", "since"))
    told = {row[0]: row[1:] for row in rows(made(db, view, None))}
    assert told["Quàng Thị Nga"] == ("Đã kết nạp", PartialDate(2026, 10, 1))
    waiting = {row[0]: row[1] for row in rows(made(db, view, None, on=date(2026, 10, 10)))}
    assert waiting["Quàng Thị Nga"] == "Có quyết định, chờ lễ"
    begun = replace(start(listing.subject("candidates"), "Nguồn"), columns=("full_name",))
    assert rows(made(db, begun, None)) == [("Lò Văn Bún",)]


def test_classes_count_their_people_and_open_those_with_names(db: Database, sources: dict[str, int]) -> None:
    columns = ("class_name", "kind", "first_day", "people", "women", "certificates", "nameless")
    table = made(db, View("Lớp", "classes", columns, totals=(Total("people"), Total("certificates"))))
    kind = "Bồi dưỡng nhận thức về Đảng"
    assert rows(table) == [
        ("Lớp tháng 5", kind, PartialDate(2026, 5, 12), 2, 1, 1, 0),
        ("Lớp cụm", kind, PartialDate(2026, 8, 1), 9, 4, 9, 9),
    ]
    assert table.total is not None
    assert table.total.values[3:6] == (11, None, 10)
    assert table.doubts == ("9 lượt người học chỉ ghi số lượng, không có danh sách tên.",)
    field = table.view.of.by_key["people"]
    with db.read() as session:
        opened = people(session, table, field, table.rows[0].people)
        assert [(one.name, one.of) for one in opened] == [
            ("Nguyễn Thị Đào", Counted.MEMBER),
            ("Quàng Thị Nga", Counted.CANDIDATE),
        ]
        shown = own_lists.behind("Lớp tháng 5", table, opened, field.label)
    assert [(one.full_name, one.subject) for one in shown.people] == [
        ("Nguyễn Thị Đào", Counted.MEMBER),
        ("Quàng Thị Nga", Counted.CANDIDATE),
    ]
    learners = made(db, View("Học viên", "learners", ("full_name", "is_member", "class_name", "certificate_number")))
    assert rows(learners) == [
        ("Nguyễn Thị Đào", True, "Lớp tháng 5", None),
        ("Quàng Thị Nga", False, "Lớp tháng 5", "07/GCN"),
    ]
    assert learners.doubts == ("9 lượt người học chỉ ghi số lượng nên không có ở đây.",)


@pytest.mark.parametrize(
    ("op", "on", "names"),
    [
        (Op.THIS_MONTH, date(2026, 5, 20), ["Lớp tháng 5"]),
        (Op.THIS_MONTH, date(2026, 6, 1), []),
        (Op.THIS_QUARTER, date(2026, 6, 30), ["Lớp tháng 5"]),
        (Op.THIS_QUARTER, date(2026, 7, 1), ["Lớp cụm"]),
        (Op.THIS_YEAR, date(2026, 1, 1), ["Lớp tháng 5", "Lớp cụm"]),
        (Op.THIS_YEAR, date(2027, 1, 1), []),
        (Op.BY_THEN, date(2026, 5, 12), ["Lớp tháng 5"]),
        (Op.BY_THEN, date(2026, 5, 11), []),
        (Op.AFTER, date(2026, 7, 31), ["Lớp cụm"]),
        (Op.AFTER, date(2026, 8, 1), []),
    ],
)
def test_a_date_can_be_asked_by_the_day_of_the_list(
    db: Database, sources: dict[str, int], op: Op, on: date, names: list[str]
) -> None:
    view = from_json(to_json(View("Lớp", "classes", ("class_name",), (Filter("first_day", op),))))
    assert [row[0] for row in rows(made(db, view, on=on))] == names
    assert conditions(view) == [f"Khai giảng {op.label}"]


def test_cells_and_organisations_are_listed_with_their_ratings_and_months(db: Database, ids: dict[str, int]) -> None:
    with db.write("Xếp loại") as session:
        cell = Body(cell_id=_cell_of(session, ids["Lò Văn Ánh"]))
        good = BodyRatingValues(RatingLevel.GOOD, RatingLevel.EXCELLENT, "8-QĐ/ĐU", date(2026, 11, 1))
        body_ratings.put(session, [cell], 2026, 0, good, on=TODAY)
        body_ratings.put(session, [cell], 2026, 3, BodyRatingValues(RatingLevel.FULFILLED), on=TODAY)
    columns = ("name", "result", "own_rating", "decision_number", "months_good", "missed", "attendance")
    view = View("Tổ chức", "body_ratings", columns, (Filter("is_cell", Op.YES),))
    table = made(db, view)
    assert {line.people[0].of for line in table.rows} == {Counted.CELL}
    told = {row[0]: row[1:] for row in rows(table)}
    assert told["Bản Co Mận - Nà Hin"] == (
        RatingLevel.EXCELLENT.label,
        RatingLevel.GOOD.label,
        "8-QĐ/ĐU",
        2,
        0,
        Rate(3, 6),
    )
    assert told["Bản Co Kham"][0] is None
    assert told["Bản Co Kham"][4] == 2
    (third,) = [row for row in rows(made(db, view, Period.parse("2026-Q3"))) if row[0] == "Bản Co Mận - Nà Hin"]
    assert third[1] == RatingLevel.FULFILLED.label
    with db.read() as session:
        line = next(line for line in table.rows if line.values[0] == "Bản Co Mận - Nà Hin")
        months = people(session, table, table.view.of.by_key["months_good"], line.people)
        assert [one.month for one in months] == [(2026, 9), (2026, 10)]


def test_members_on_probation_have_the_days_their_time_ends(db: Database, ids: dict[str, int]) -> None:
    view = View("Dự bị", "members", ("full_name", "probation_ends_on"), (Filter("probation_ends_on", Op.FILLED),))
    assert rows(made(db, view, None)) == [("Cà Văn Ấm", PartialDate(2011, 5, 19))]
