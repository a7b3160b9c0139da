"""Commendations and discipline of cells and organisations: written, corrected, taken out, told in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import awards, body_awards, changes, codes, events, journal, members, organizations, statistics, trash
from models.awards import CardIssueValues, CommendationValues, DisciplineValues
from models.bodies import Body
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.events import EventValues
from models.member_values import MemberValues
from models.organizations import OrganizationValues
from models.statistics import Group, Register, papers
from models.tables import CardIssueKind, EventKind, TrashKind
from tests.models import builders
from tests.models.builders import TODAY

YEAR = Period.year(2026)


@pytest.fixture
def session(db):
    with db.write("Khen thưởng") as session:
        yield session


MARCH = PartialDate(2026, 3, 2)


def praise(session, code="party_committee", day: PartialDate | None = MARCH, **more):
    return CommendationValues(codes.id_of(session, codes.BODY_COMMENDATION, code), awarded_on=day, **more)


def discipline(session, code="warning", day=date(2026, 5, 4), **more):
    return DisciplineValues(codes.id_of(session, codes.BODY_DISCIPLINE, code), day, **more)


def person(session, name, cell_id, **more):
    values = MemberValues(name, admitted_on=PartialDate(2005, 1, 1), official_on=PartialDate(2006, 1, 1), **more)
    return members.add(session, values, cell_id, on=TODAY, since=date(2010, 1, 1))


def value(session, key, period=YEAR):
    row = statistics.find(key)
    return Register(session).statistics(period, min(TODAY, period.last), [row.group]).value(row)


def test_records_of_a_body_stand_newest_first_and_are_corrected(session):
    body, other = Body(cell_id=builders.cell(session)), Body(cell_id=builders.cell(session, "Chi bộ Hai"))
    first = praise(session, title=" Dân vận   khéo ", decision_number="5-QĐ/ĐU")
    row_id = body_awards.write(session, body, first, on=TODAY)
    body_awards.write(session, body, discipline(session, content="Mất đoàn kết"), on=TODAY)
    body_awards.write(session, body, praise(session, day=None), on=TODAY)
    body_awards.write(session, other, praise(session), on=TODAY)
    found = body_awards.of(session, body)
    assert [awards.day_of(one.values) for one in found] == [PartialDate(2026, 5, 4), PartialDate(2026, 3, 2), None]
    assert len({one.id for one in found}) == 3
    assert found[1].values == replace(first, title="Dân vận khéo")
    body_awards.write(session, body, replace(first, title="Thi đua"), row_id, on=TODAY)
    body_awards.remove(session, found[0])
    session.flush()
    assert [one.values for one in body_awards.of(session, body)] == [
        replace(first, title="Thi đua"),
        praise(session, day=None),
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (CommendationValues(None), "kind_id"),
        (CommendationValues(1, awarded_on=PartialDate(2027)), "awarded_on"),
        (DisciplineValues(None, TODAY), "form_id"),
        (DisciplineValues(1, None), "effective_on"),
        (DisciplineValues(1, date(2027, 1, 1)), "effective_on"),
        (DisciplineValues(1, TODAY, ends_on=date(2020, 1, 1)), "ends_on"),
        (CardIssueValues(None, PartialDate(2026)), "kind"),
        (CardIssueValues(CardIssueKind.LOST, None), "issued_on"),
        (CardIssueValues(CardIssueKind.LOST, PartialDate(2027)), "issued_on"),
    ],
)
def test_what_cannot_be_is_refused(session, values, field):
    with pytest.raises(KnownError) as told:
        awards.checked(values, TODAY)
    assert told.value.field == field


def test_the_log_says_whose_record_it_is_and_undo_takes_it_back(db):
    with db.write("Thêm") as session:
        cell = builders.cell(session)
        commune = organizations.add(session, OrganizationValues("Đảng bộ xã Mường Mẫu"))
    with db.write("Ghi") as session:
        body_awards.write(session, Body(cell_id=cell), praise(session), on=TODAY)
        body_awards.write(session, Body(organization_id=commune), discipline(session), on=TODAY)
    with db.read() as session:
        lines = changes.lines(session, journal.log(session, limit=1)[0].id)
        name = session.connection().exec_driver_sql("SELECT name FROM cell").scalar_one()
    told = {(line.action, line.subject) for line in lines}
    assert told == {
        ("Thêm khen thưởng tổ chức đảng", f"Giấy khen của đảng ủy, {name}"),
        ("Thêm kỷ luật tổ chức đảng", "Cảnh cáo, Đảng bộ xã Mường Mẫu"),
    }
    db.undo()
    with db.read() as session:
        assert body_awards.of(session, Body(cell_id=cell)) == []


def test_a_cell_with_a_record_is_no_mistake(session):
    cell = builders.cell(session)
    body_awards.write(session, Body(cell_id=cell), praise(session), on=TODAY)
    with pytest.raises(KnownError, match="1 khen thưởng tổ chức đảng"):
        trash.remove(session, TrashKind.CELL, cell, on=TODAY)


def test_each_body_is_counted_once_on_the_line_of_its_kind(session):
    province = organizations.add(session, OrganizationValues("Đảng bộ tỉnh"))
    kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
    commune = organizations.add(session, OrganizationValues("Đảng bộ xã", kind, province))
    section = organizations.add(session, OrganizationValues("Đảng bộ cơ quan xã", None, commune))
    first, second = builders.cell(session), builders.cell(session, "Chi bộ Hai")
    for body, code in (
        (Body(organization_id=province), "flag_government"),
        (Body(organization_id=commune), "flag_party"),
        (Body(organization_id=commune), "certificate"),
        (Body(organization_id=section), "certificate_province"),
        (Body(cell_id=first), "party_committee"),
        (Body(cell_id=first), "party_province"),
        (Body(cell_id=second), "flag_province"),  # no line for a cell: the lower form counts
        (Body(cell_id=second), "certificate"),
    ):
        body_awards.write(session, body, praise(session, code), on=TODAY)
    rows = ("superior", "grassroots", "grassroots.flag", "grassroots.giay_khen", "section.bang_khen", "cell")
    assert [value(session, f"work.praised.{row}") for row in rows] == [0, 1, 1, 0, 1, 2]
    assert [value(session, f"work.praised.cell.{row}") for row in ("bang_khen", "giay_khen")] == [1, 1]


def test_a_day_known_in_part_counts_only_where_it_must_lie_in_the_period(session):
    cell = Body(cell_id=builders.cell(session))
    body_awards.write(session, cell, praise(session, day=PartialDate(2026)), on=TODAY)
    assert value(session, "work.praised.cell") == 1
    half = Period.parse("2026-H1")
    assert value(session, "work.praised.cell", half) == 0
    row = statistics.find("work.praised.cell.giay_khen")
    found = Register(session).statistics(half, half.last, [row.group]).figure(row)
    assert [entry.name.cell_id for entry in found.unsure] == [cell.cell_id]


def test_a_word_the_office_added_counts_by_how_it_begins(session):
    own = codes.add(session, codes.BODY_COMMENDATION, codes.Word("Bằng khen của Ban Tổ chức"))
    other = codes.add(session, codes.BODY_COMMENDATION, codes.Word("Cống hiến"))
    for name, kind in (("Chi bộ Một", own), ("Chi bộ Hai", other)):
        body = Body(cell_id=builders.cell(session, name))
        body_awards.write(session, body, CommendationValues(kind, awarded_on=PartialDate(2026, 2)), on=TODAY)
    assert [value(session, f"work.praised.cell{row}") for row in ("", ".bang_khen")] == [1, 1]


@pytest.mark.parametrize("word", ["Cờ thi đua của huyện", "Có thành tích xuất sắc đột xuất"])
def test_a_member_s_bang_khen_counts_whatever_else_they_were_given(session, word):
    member = person(session, "Lò Văn Ánh", builders.cell(session))
    own = codes.add(session, codes.COMMENDATION, codes.Word(word))
    for kind in (own, codes.id_of(session, codes.COMMENDATION, "certificate_province")):
        awards.write(session, member, CommendationValues(kind, awarded_on=MARCH), on=TODAY)
    assert [value(session, f"work.commended{row}") for row in ("", ".bang_khen")] == [1, 1]


def test_what_merely_begins_like_a_flag_is_none():
    assert [papers.form_of("", label) for label in ("CỜ của tỉnh ủy", "Có thành tích xuất sắc")] == ["flag", None]


def test_the_heaviest_discipline_of_a_body_counts(session):
    cell = Body(cell_id=builders.cell(session))
    for code, day in (
        ("warning", date(2026, 2, 1)),
        ("reprimand", date(2026, 9, 1)),
        ("dissolution", date(2025, 1, 1)),
    ):
        body_awards.write(session, cell, discipline(session, code, day), on=TODAY)
    keys = ("disciplined", "disciplined.reprimand", "disciplined.warning", "disciplined.dissolution")
    assert [value(session, f"work.{key}") for key in keys] == [1, 0, 1, 0]
    assert value(session, "work.disciplined.dissolution", Period.year(2025)) == 1


def test_the_first_card_is_told_from_those_given_again(session):
    cell = builders.cell(session)
    cards = {
        "Lò Văn Một": (PartialDate(2026, 3, 1), []),
        "Lò Văn Hai": (PartialDate(2026, 6, 1), [(CardIssueKind.LOST, PartialDate(2026, 6, 1))]),  # the same card
        "Lò Văn Ba": (PartialDate(2010), [(CardIssueKind.DAMAGED, PartialDate(2026, 7))]),
        "Lò Văn Bốn": (PartialDate(2026, 8, 1), [(CardIssueKind.LOST, PartialDate(2020))]),  # of what kind?
        "Lò Văn Năm": (None, [(CardIssueKind.RENEWED, PartialDate(2026, 1, 5))]),
    }
    for name, (first, again) in cards.items():
        member = person(session, name, cell, card_issued_on=first)
        for kind, day in again:
            awards.write(session, member, CardIssueValues(kind, day), on=TODAY)
    assert [value(session, f"work.cards{row}") for row in ("", ".lost", ".damaged")] == [1, 1, 1]
    row = statistics.find("work.cards")
    found = Register(session).statistics(YEAR, TODAY, [Group.CARDED]).figure(row)
    assert [entry.name.name for entry in found.unsure] == ["Lò Văn Bốn"]


def test_who_has_left_counts_for_the_cell_they_left(session):
    cell = builders.cell(session)
    member = person(session, "Lò Văn Một", cell)
    awards.write(session, member, CardIssueValues(CardIssueKind.LOST, PartialDate(2026, 2, 1)), on=TODAY)
    events.record(session, member, EventValues(EventKind.TRANSFER_OUT, date(2026, 6, 1)))
    found = Register(session).statistics(YEAR, TODAY, [Group.CARDED, Group.TRANSFERRED])
    for key in ("work.cards.lost", "work.official.out"):
        assert [entry.name.cell_id for entry in found.figure(statistics.find(key)).entries] == [cell]
