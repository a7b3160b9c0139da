"""Lists of some people in a learned form: those whom the indicators of the same name count."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from exports.learned import filling
from exports.learned.fill import Place
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.proposals import Reader, taken
from exports.learned.rolls import ROLLS
from exports.learned.xml.grid import Spot
from exports.report import Scope
from models import indicators, office, party_age
from models.database import Database
from models.dates import Period
from models.tables import Badge, Gender, Member
from tests.exports import roll_forms
from tests.exports.eventful import TODAY
from tests.exports.test_learned_proposals import template_of

YEAR, HALF = Period.year(2026), Period.half(2026, 1)


def scope_of(session: Any, period: Period) -> Scope:
    """Give a report of a period, made today."""
    return Scope(period, min(period.last, TODAY), TODAY, office.read(session))


@pytest.mark.parametrize("period", [YEAR, HALF], ids=lambda one: one.key)
@pytest.mark.parametrize(
    ("roll", "indicator"),
    [
        ("admitted", "admitted"),
        ("recognised", "recognised"),
        ("arrived", "transferred_in"),
        ("departed", "transferred_out"),
        ("died", "died"),
        ("candidates", "source"),
    ],
)
def test_a_roll_names_those_an_indicator_counts(busy: Database, roll: str, indicator: str, period: Period) -> None:
    with busy.read() as session:
        scope = scope_of(session, period)
        rows = ROLLS[roll].rows(session, scope, None)
        one = indicators.find(indicator)
        assert one is not None
        asked = indicators.Scope(period, scope.as_of)
        figure = one.figure(indicators.Facts(session, asked), asked)
    assert sorted(row.who.id for row in rows) == sorted(name.id for name in figure.names)
    assert rows


def test_badges_are_those_given_in_the_period(busy: Database) -> None:
    with busy.read() as session:
        scope = scope_of(session, YEAR)
        rows = ROLLS["badges"].rows(session, scope, None)
        given = session.scalars(select(Badge.member_id).where(Badge.awarded_on.between(YEAR.first, TODAY))).all()
    assert given
    assert set(given) <= {row.who.id for row in rows}


def test_a_narrowed_roll_is_written_down_the_form_as_its_title_asks(busy: Database) -> None:
    (known,) = [one for one in roll_forms.FORMS if one.name.startswith("DANH SÁCH ĐẢNG VIÊN NỮ MỚI KẾT NẠP")]
    sheet = load_workbook(BytesIO(known.content())).worksheets[0]
    made = template_of(known.content())
    made = taken(made, Reader(made, ()).proposals(sheet.title, SheetWords(sheet)))
    with busy.read() as session:
        scope = scope_of(session, YEAR)
        values = filling.fetch(session, scope, made).values
        rows = ROLLS["admitted"].rows(session, scope, None)
        women = set(session.scalars(select(Member.id).where(Member.gender == Gender.FEMALE)))
    wanted = [row for row in rows if row.who.id in women]
    below = [values.get(Place(sheet.title, Spot(7 + place, 2))) for place in range(len(wanted) + 1)]
    assert below == [*(row.who.name for row in wanted), None]
    days = [values.get(Place(sheet.title, Spot(7 + place, 6))) for place in range(len(wanted))]
    assert days == [row.shown["admitted"] for row in wanted]
    assert 0 < len(wanted) < len(rows)


BADGES = (
    ("DANH SÁCH",),
    ("Đảng viên được tặng Huy hiệu Đảng đợt 07/11/2026",),
    ("(Kèm theo Quyết định số … -QĐ/TU, ngày … tháng … năm 2026)",),
    ("Số TT", "Họ và tên", "Năm sinh", None, "Quê quán", "Ngày vào Đảng", "Tuổi Đảng", "Loại Huy hiệu", "Ký nhận"),
    (None, None, "Nam", "Nữ"),
)


def badges_form() -> bytes:
    """Give a list under a title of two lines, the year of birth in one column for men and one for women."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in BADGES:
        sheet.append(row)
    for area in ("A1:I1", "A2:I2", "A3:I3", "C4:D4", *(f"{column}4:{column}5" for column in "ABEFGHI")):
        sheet.merge_cells(area)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_title_of_two_lines_and_columns_of_men_and_women_are_read(busy: Database) -> None:
    made = template_of(badges_form())
    sheet = load_workbook(BytesIO(badges_form())).worksheets[0]
    made = taken(made, Reader(made, ()).proposals(sheet.title, SheetWords(sheet)))
    assert {str(one.place.spot): one.key for one in made.bindings} == {
        "A6": "badges.number",
        "B6": "badges.full_name",
        "C6": "badges.born_man",
        "D6": "badges.born_woman",
        "E6": "badges.home_town",
        "F6": "badges.admitted",
        "G6": "badges.party_age",
        "H6": "badges.badge",
    }
    with busy.read() as session:
        found = filling.fetch(session, scope_of(session, YEAR), made)
        rows = ROLLS["badges"].rows(session, scope_of(session, YEAR), None)
        cards = {one.id: one for one in session.scalars(select(Member))}
        shown = [
            [found.values.get(Place(sheet.title, Spot(6 + place, at))) for at in (3, 4, 5)]
            for place in range(len(rows))
        ]
        wanted = [
            [
                one.born_on if one.gender is Gender.MALE else None,
                one.born_on if one.gender is Gender.FEMALE else None,
                one.home_town,
            ]
            for one in (cards[row.who.id] for row in rows)
        ]
    assert shown == wanted
    told = [one for one in found.findings if "giới tính" in one.text]
    assert len(told) == 1
    unknown = sum(cards[row.who.id].gender is None for row in rows)
    assert f" {unknown} đồng chí" in told[0].text
    assert 0 < unknown < len(rows)


def test_the_years_in_the_party_are_those_on_the_day_of_the_badge(busy: Database) -> None:
    with busy.read() as session:
        scope = scope_of(session, YEAR)
        rows = ROLLS["badges"].rows(session, scope, None)
        given = {one.member_id: one for one in session.scalars(select(Badge).where(Badge.years >= 30))}
        for row in rows:
            day = given[row.who.id].awarded_on
            assert day is not None
            age = party_age.ages(session, day, [row.who.id]).get(row.who.id)
            assert row.shown["party_age"] == (age.years if age else None)
