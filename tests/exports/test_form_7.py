"""Biểu 7 as written to the file: praise of bodies, cards given again, beside the year before; what no line has."""

from __future__ import annotations

from datetime import date

import pytest

from exports import files
from exports.drafts import draft
from exports.offered import find
from exports.official import form_7
from models import awards, badges, body_awards, cells, codes, events, organizations
from models.awards import CardIssueValues, CommendationValues
from models.badges import BadgeValues
from models.bodies import Body
from models.database import Database
from models.dates import PartialDate, Period, add_months
from models.events import EventValues
from models.office import Office
from models.organizations import OrganizationValues
from models.tables import CardIssueKind, Cell, EventKind, Flaw, Member
from tests.exports.commune import TODAY

YEAR = Period.year(2026)
FLAG, BOOK, LETTER = "flag_party", "party_province", "party_committee"


@pytest.fixture
def praised(db: Database, people: dict[str, int]) -> Database:
    """Praise the commune and its cells this year and the last; give cards again."""
    with db.write("Khen thưởng") as session:
        kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
        commune = Body(organization_id=organizations.add(session, OrganizationValues("Đảng bộ xã Mường Mẫu", kind)))
        first, second, third = (Body(cell_id=key) for key in session.scalars(_CELLS))
        for body, code, day in (
            (commune, FLAG, PartialDate(2026, 2, 3)),
            (commune, BOOK, PartialDate(2025, 2, 3)),
            (first, LETTER, PartialDate(2026, 1, 15)),
            (first, BOOK, PartialDate(2026, 1, 20)),
            (second, LETTER, PartialDate(2026)),
            (third, FLAG, PartialDate(2026, 3, 1)),
            (first, LETTER, PartialDate(2025, 1, 15)),
            (second, LETTER, PartialDate(2025, 1, 15)),
        ):
            values = CommendationValues(codes.id_of(session, codes.BODY_COMMENDATION, code), awarded_on=day)
            body_awards.write(session, body, values, on=TODAY)
        session.get_one(Member, people["Lò Văn Ánh"]).card_issued_on = PartialDate(2026, 5, 19)
        for name, why, day in (
            ("Lò Văn Ánh", CardIssueKind.LOST, PartialDate(2026, 10, 2)),
            ("Sùng A Dơ", CardIssueKind.DAMAGED, PartialDate(2026, 4)),
            ("Vi Thị Anh", CardIssueKind.DAMAGED, PartialDate(2025, 4)),
            ("Quàng Thị Đôi", CardIssueKind.RENEWED, PartialDate(2026, 1, 1)),
        ):
            awards.write(session, people[name], CardIssueValues(why, day), on=TODAY)
        for name, day, flaw in (
            ("Sùng A Dơ", date(2025, 4, 1), Flaw.IMPROPER),
            ("Sùng A Dơ", date(2026, 4, 1), Flaw.IMPROPER),
            ("Sùng A Dơ", date(2026, 6, 1), Flaw.IMPROPER),
            ("Lò Văn Ánh", date(2026, 6, 1), Flaw.FORGED),
        ):
            away = EventValues(EventKind.TEMP_OUT, day, flaw=flaw)
            events.record(session, people[name], away, EventValues(EventKind.TEMP_BACK, add_months(day, 1)))
    return db


_CELLS = Cell.__table__.select().with_only_columns(Cell.id).order_by(Cell.id)


def test_the_rows_of_bodies_and_cards_stand_in_the_file(praised: Database) -> None:
    ready = draft(praised, find("bieu-7"), YEAR, TODAY)
    sheet = files.reread(ready.workbook()).worksheets[0]
    found = {
        row: (sheet.cell(row, 2).value, sheet.cell(row, 3).value, sheet.cell(row, 4).value)
        for row in (*range(8, 26), *range(39, 44), *range(50, 54))
    }
    blank = (None, None, None)
    assert found == {
        **dict.fromkeys((8, 9, 39, 43, 50), blank),
        **dict.fromkeys((10, 11, 12, 16, 17, 18, 19, 23, 24, 25, 51), (0, 0, None)),
        13: (1, 1, 100),
        14: (1, 0, None),
        15: (0, 1, 0),
        20: (2, 2, 100),  # the one with a flag alone has no line
        21: (1, 0, None),
        22: (1, 2, 50),
        40: (1, 0, None),
        41: (1, 0, None),
        42: (1, 1, 100),
        52: (1, 1, 100),  # one who was sent off twice against the rules is one member
        53: (1, 0, None),
    }


def test_the_sums_hold_and_what_has_no_line_is_named(praised: Database) -> None:
    ready = draft(praised, find("bieu-7"), YEAR, TODAY)
    texts = [found.text for found in ready.findings()]
    assert not [text for text in texts if "nhưng" in text]
    assert [text for text in texts if "cờ mà biểu không có dòng" in text] == [
        "1 tổ chức đảng được tặng cờ mà biểu không có dòng cho loại này, không tính: Chi bộ bản Co Kham."
    ]
    half = draft(praised, find("bieu-7"), Period.parse("2026-H1"), TODAY)
    (unsure,) = [found for found in half.findings() if "chưa tính vì chưa rõ" in found.text]
    assert unsure.behind is not None
    assert [one.full_name for one in unsure.behind.people] == ["Chi bộ Trường Mầm non"]


def test_a_commune_above_bases_is_on_line_a_and_they_on_line_b(praised: Database) -> None:
    """As where a commune was piloted as the level above the bases (domain.md 1.1)."""
    with praised.write("Tổ chức") as session:
        commune = cells.commune_of(session)
        for kind, name in (("grassroots", "Đảng bộ các cơ quan đảng"), ("section", "Đảng bộ bộ phận trường học")):
            key = codes.id_of(session, codes.ORGANIZATION_KIND, kind)
            body = Body(organization_id=organizations.add(session, OrganizationValues(name, key, commune)))
            letter = codes.id_of(session, codes.BODY_COMMENDATION, LETTER)
            body_awards.write(session, body, CommendationValues(letter, awarded_on=PartialDate(2026, 5, 1)), on=TODAY)
    ready = draft(praised, find("bieu-7"), YEAR, TODAY)
    sheet = files.reread(ready.workbook()).worksheets[0]
    assert [sheet.cell(row, 2).value for row in range(10, 20)] == [1, 1, 0, 1, 0, 0, 1, 1, 0, 1]
    form_5 = files.reread(draft(praised, find("bieu-5"), YEAR, TODAY).workbook()).worksheets[0]
    assert [form_5.cell(9, column).value for column in range(2, 7)] == [1, 1, 0, 1, 3]


def test_every_line_but_the_headings_is_bound() -> None:
    asks = form_7.OFFICIAL.asks(find("bieu-7").scope(YEAR, TODAY, Office()))
    assert {row for row in range(8, 54) if (row, 2) not in asks} == {8, 9, 39, 43, 50}


def test_the_headings_can_be_written_by_hand(praised: Database) -> None:
    ready = draft(praised, find("bieu-7"), YEAR, TODAY)
    open_rows = {row for _sheet, row, _column in form_7.OFFICIAL.open_cells(ready.data)}
    assert open_rows == {8, 9, 39, 43, 50}


@pytest.mark.usefixtures("people")
def test_a_nought_because_nothing_was_ever_written_is_said(db: Database) -> None:
    texts = [found.text for found in draft(db, find("bieu-7"), YEAR, TODAY).findings()]
    (told,) = [text for text in texts if "nên là 0" in text]
    assert told == (
        "Sổ chưa ghi khen thưởng tổ chức đảng (dòng 10–22) kỳ này và cùng kỳ năm trước; cấp lại, đổi thẻ (dòng 41, 42) "
        "kỳ này và cùng kỳ năm trước; chuyển sinh hoạt chưa đúng quy định, giả mạo (dòng 51–53) kỳ này và cùng kỳ năm "
        "trước nên là 0; có mà chưa ghi thì ghi vào sổ hoặc sửa tay ô ấy."
    )


def test_nothing_is_said_where_both_years_are_written(praised: Database) -> None:
    ready = draft(praised, find("bieu-7"), YEAR, TODAY)
    assert not [found for found in ready.findings() if "nên là 0" in found.text]
    earlier = draft(praised, find("bieu-7"), Period.year(2025), TODAY)
    (told,) = [found.text for found in earlier.findings() if "nên là 0" in found.text]
    assert "(dòng 10–22) cùng kỳ năm trước; cấp lại, đổi thẻ (dòng 41, 42) cùng kỳ" in told


def test_a_badge_without_the_day_of_its_award_is_named(db: Database, people: dict[str, int]) -> None:
    with db.write("Huy hiệu") as session:
        for name, years, awarded_on, decision_on in (
            ("Lò Văn Ánh", 30, date(2026, 2, 3), date(2026, 1, 12)),
            ("Sùng A Dơ", 40, None, date(2026, 1, 12)),
            ("Vi Thị Anh", 30, None, date(2025, 12, 12)),
            ("Quàng Thị Đôi", 30, None, None),
        ):
            badges.award(session, people[name], BadgeValues(years, awarded_on, decision_on=decision_on))
    drawn = draft(db, find("bieu-7", db), YEAR, TODAY)
    answers = drawn.data.answers
    assert [answers.value(f"work.badges{part}") for part in ("", ".30", ".40")] == [1, 1, 0]
    assert [one.text for one in drawn.findings() if "Huy hiệu" in one.text] == [
        "1 khen thưởng, Huy hiệu, lần cấp thẻ chưa tính vì chưa rõ ngày, hoặc chưa rõ là lần đầu hay cấp lại: "
        "Sùng A Dơ."
    ]
    assert not [one.text for one in drawn.findings() if "Lý lịch để trống" in one.text]
