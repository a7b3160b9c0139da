"""The superior's statistical forms: the blank cell by cell, every number with its names, sums that hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import resources
from exports import files, form
from exports.drafts import Draft, draft
from exports.offered import find
from exports.official import form_1, form_2, form_3, form_5, form_6, form_7, peoples
from exports.official.asks import Show
from exports.official.spec import GROUP, Official
from models import events, form_labels, members, office, statistics
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.members import MemberValues
from models.office import Office
from models.statistics import Group
from models.tables import Duty, EventKind, Member, RatingLevel, Scope
from models.text import nfc
from tests.exports.commune import TODAY
from tests.exports.looks import differences

FORMS = (
    form_1.OFFICIAL,
    form_2.OFFICIAL,
    peoples.FORM_2B,
    form_3.OFFICIAL,
    peoples.FORM_3B,
    form_5.OFFICIAL,
    form_6.OFFICIAL,
    form_7.OFFICIAL,
)
YEAR = Period.year(2026)
every_form = pytest.mark.parametrize("official", FORMS, ids=lambda official: official.key)


def _made(db: Database, official: Official, period: Period = YEAR, on: date = TODAY) -> Draft[Any]:
    return draft(db, find(official.key), period, on)


def _sheet(ready: Draft[Any]) -> Any:
    return files.reread(ready.workbook()).worksheets[0]


def _blank(official: Official) -> Any:
    return load_workbook(resources.path("forms") / official.file).worksheets[0]


def test_the_blanks_are_those_of_the_superior() -> None:
    folder = Path(__file__).parents[1] / "data" / "forms"
    for official in FORMS:
        assert (resources.path("forms") / official.file).read_bytes() == (folder / official.file).read_bytes()


@every_form
@pytest.mark.usefixtures("people")
def test_the_form_is_untouched_but_for_what_is_bound(db: Database, official: Official) -> None:
    ready, blank = _made(db, official), _blank(official)
    asks = ready.data.asks
    changed = differences(blank, _sheet(ready), head=2)
    head = {(1, 1), (2, 1), official.period}
    signs = {
        (cell.row, cell.column)
        for row in blank.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("……………, ngày")
    }
    assert signs < changed
    assert changed - set(asks) <= head | signs
    assert all(blank.cell(*place).value is None for place in asks)


@pytest.mark.parametrize("official", FORMS[:5] + FORMS[6:7], ids=lambda official: official.key)  # 5 and 7: worded apart
def test_the_words_of_the_registry_are_those_of_the_form(official: Official) -> None:
    blank, scope = _blank(official), find(official.key).scope(YEAR, TODAY, Office())
    label = 2 if official is form_6.OFFICIAL else 1
    held: set[int] = set()
    for (row, column), ask in official.asks(scope).items():
        if official in (peoples.FORM_2B, peoples.FORM_3B):
            label = 2 if column < 6 else 7
        is_worded_apart = ask.key.startswith(("bodies", "work", "members.exempt")) or ask.key.endswith(".women")
        if row > 8 and not is_worded_apart:
            held.add(row)
            assert nfc(statistics.find(ask.key).name) in nfc(blank.cell(row, label).value), row
    assert held


@every_form
def test_every_number_opens_as_many_names(commune: Database, official: Official) -> None:
    ready = _made(commune, official)
    with commune.read() as session:
        for (row, column), ask in ready.data.asks.items():
            read = ready.behind(_sheet_name(official), row, column)
            assert read is not None
            found, value = read(session), ready.data.answers.answer(ask)
            counted = [one for one in found.people if one.counted_as == "Được tính"]
            if ask.show in (Show.NOW, Show.BEFORE) and not statistics.find(ask.key).mean_of and value != "–":
                assert len(counted) == value, ask
            assert statistics.find(ask.key).definition in found.explanation


def _sheet_name(official: Official) -> str:
    return str(_blank(official).title)


@every_form
def test_no_sum_is_wrong_in_the_register_as_imported(commune: Database, official: Official) -> None:
    texts = [found.text for found in _made(commune, official).findings()]
    assert not [text for text in texts if "nhưng" in text]


def _column(sheet: Any, column: str, first: int, last: int) -> list[object]:
    return [sheet[f"{column}{row}"].value for row in range(first, last + 1)]


def _event(db: Database, member_id: int, values: EventValues) -> None:
    with db.write("Biến động") as session:
        events.record(session, member_id, values)


def _admit(db: Database) -> int:
    """Enter a member by card only, admitted in June 2026; return the id."""
    with db.write("Kết nạp") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        values = MemberValues("Lò Thị Mới", admitted_on=PartialDate(2026, 6, 5), born_on=PartialDate(2000, 1, 1))
        return members.add(session, values, cell_id, on=TODAY)


def test_the_movements_of_a_year_stand_on_their_lines(db: Database, people: dict[str, int]) -> None:
    _event(db, people["Sùng A Dơ"], EventValues(EventKind.DIED, date(2026, 3, 1)))
    out = EventValues(EventKind.TRANSFER_OUT, date(2026, 5, 2), scope=Scope.SAME_PROVINCE, place="Xã Bản Mẫu")
    _event(db, people["Nguyễn Thị Đào"], out)
    _event(db, people["Lò Văn Ánh"], EventValues(EventKind.TRANSFER_OUT, date(2026, 5, 3)))
    ready = _made(db, form_1.OFFICIAL)
    sheet = _sheet(ready)
    assert _column(sheet, "B", 8, 24) == [8, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 2, 0, 1, 5]
    assert _column(sheet, "C", 8, 24) == [8, *[0] * 15, 8]
    assert _column(sheet, "D", 8, 24) == [100, *[None] * 15, 62.5]
    (untold,) = [one for one in ready.findings() if "chưa ghi đi đâu" in one.text]
    assert "Lò Văn Ánh" in untold.text
    assert untold.behind is not None
    assert [one.full_name for one in untold.behind.people] == ["Lò Văn Ánh"]


def test_a_year_the_book_does_not_reach_back_to_is_a_dash(db: Database, people: dict[str, int]) -> None:
    sheet = _sheet(_made(db, form_1.OFFICIAL, Period.year(2020), date(2020, 12, 31)))
    assert _column(sheet, "B", 8, 24)[-1] == 8
    assert set(_column(sheet, "C", 8, 24)) == set(_column(sheet, "D", 8, 24)) == {"–"}


def test_who_has_no_occupation_or_birth_is_counted_and_named(db: Database, people: dict[str, int]) -> None:
    with db.write("Sửa") as session:
        session.get_one(Member, people["Sùng A Dơ"]).born_on = None
    ready = _made(db, form_3.OFFICIAL)
    sheet = _sheet(ready)
    assert sheet["B8"].value == 8
    assert sum(sheet[f"B{row}"].value for row in range(37, 45)) == 7
    texts = [found.text for found in ready.findings()]
    assert any(text.startswith("8 đồng chí chưa ghi nghề nghiệp: ") for text in texts)
    assert any(text.startswith("1 đồng chí chưa rõ tuổi") and "Sùng A Dơ" in text for text in texts)
    assert not any("nhưng" in text for text in texts)


@pytest.mark.parametrize(
    ("born", "on", "band"),
    [
        (PartialDate(1995, 11, 10), date(2026, 11, 9), 18),
        (PartialDate(1995, 11, 10), date(2026, 11, 10), 31),
        (PartialDate(1995), date(2026, 6, 30), None),
        (PartialDate(1995), date(2026, 12, 31), 31),
        (PartialDate(1995, 6), date(2026, 6, 29), None),
        (PartialDate(1990), date(2026, 6, 30), None),
        (PartialDate(1988), date(2026, 6, 30), 36),
        (PartialDate(2010), date(2026, 6, 30), 0),
        (PartialDate(1920), date(2026, 6, 30), 61),
    ],
)
def test_an_age_goes_into_a_band_only_where_the_record_is_exact_enough(
    born: PartialDate, on: date, band: int | None
) -> None:
    from models.statistics import cards

    assert cards.ages(born.iso, on)["age_band"] == band


@pytest.mark.parametrize(
    ("admitted", "band"),
    [
        ("1945-08-18", "1945"),
        ("1945-08-19", "1954"),
        ("1954-07-20", "1954"),
        ("1954-07-21", "1975"),
        ("1974", "1975"),
        ("1975", None),
        ("1975-04-30", "1975"),
        ("1975-05", "9999"),
    ],
)
def test_the_bands_of_admission_meet_at_the_days_of_the_form(admitted: str, band: str | None) -> None:
    from models.statistics import cards

    found = cards.admission_band(admitted)
    assert (found and found[:4]) == band


def test_the_rows_of_a_rating(db: Database, people: dict[str, int]) -> None:
    from models import ratings
    from models.ratings import RatingValues
    from models.tables import RatingCause, RatingState

    given = {
        "Lò Văn Ánh": RatingValues(committee_rating=RatingLevel.EXCELLENT),
        "Quàng Thị Đôi": RatingValues(cell_rating=RatingLevel.GOOD),
        "Cà Văn Ấm": RatingValues(cell_rating=RatingLevel.NOT_FULFILLED, cause=RatingCause.DISCIPLINED),
        "Tòng Văn Cú": RatingValues(state=RatingState.EXEMPT),
        "Vi Thị Anh": RatingValues(state=RatingState.NOT_YET),
    }
    with db.write("Xếp loại") as session:
        for name, values in given.items():
            ratings.put(session, people[name], 2026, 0, values, on=TODAY)
    ready = _made(db, form_6.OFFICIAL)
    sheet = _sheet(ready)
    for column in "CD":
        assert _column(sheet, column, 8, 20) == [8, 1, 4, 3, 1, 1, 0, 1, 0, 0, 0, 1, 0]
    texts = [found.text for found in ready.findings()]
    assert any(text.startswith("3 đồng chí chưa ghi xếp loại kỳ này, ") for text in texts)
    assert any(text.startswith("2 đồng chí mới có mức của chi bộ") for text in texts)
    row = next(one for one in ready.findings() if one.text.startswith("3 đồng chí chưa ghi xếp loại"))
    assert row.behind is not None
    assert len(row.behind.people) == 3


def test_form_6_is_the_rating_grid(db: Database, people: dict[str, int]) -> None:
    """1 = 2 + 3 + 4 (domain.md 5.4): of whom nothing is written is exempt by the rules, or not rated yet."""
    from models import rating_round, ratings
    from models.ratings import RatingValues

    for period in (Period.year(2026), Period.parse("2026-Q3"), Period.parse("2026-H1")):
        year, quarter = ratings.round_of(period)
        with db.write("Xếp loại") as session:
            ratings.put(
                session, people["Lò Văn Ánh"], year, quarter, RatingValues(cell_rating=RatingLevel.GOOD), on=TODAY
            )
        ready = draft(db, form_6.REPORT, period, TODAY)
        with db.read() as session:
            grid = rating_round.read(session, year, quarter, on=ready.scope.as_of).counts
        assert _column(_sheet(ready), "C", 8, 11) == [grid.present, grid.exempt, grid.not_yet, grid.rated]
        assert (grid.exempt, grid.not_yet) == (1, 6)  # the exempt one of whom nobody wrote anything, by the rules
        assert not [one for one in ready.findings() if one.cells]


def test_the_peoples_of_the_commune(db: Database, people: dict[str, int]) -> None:
    with db.write("Dân tộc") as session:
        from models import codes

        thai, mong, none, tin_lanh = (
            codes.id_of(session, list_name, code)
            for list_name, code in (("ethnic", "03"), ("ethnic", "08"), ("religion", "0"), ("religion", "5"))
        )
        for name, key in people.items():
            row = session.get_one(Member, key)
            row.ethnic_id = mong if name == "Sùng A Dơ" else thai
            row.religion_id = tin_lanh if name == "Sùng A Dơ" else none
    sheet = _sheet(_made(db, peoples.FORM_3B))
    assert [sheet[place].value for place in ("C8", "D8", "E8")] == [8, 4, 100]
    assert [sheet[place].value for place in ("C11", "D11", "E11")] == [7, 4, 87.5]
    assert [sheet[place].value for place in ("C16", "D16", "E16")] == [1, 0, 12.5]
    assert [sheet[place].value for place in ("H32", "H37", "I37", "J37")] == [1, 1, 0, 12.5]
    assert (sheet["C9"].value, sheet["H30"].value) == (0, 0)


def test_a_ward_fills_its_own_row(db: Database, people: dict[str, int]) -> None:
    with db.write("Phường") as session:
        office.save(session, replace(office.read(session), commune="Đảng ủy phường Mường Mẫu"))
    sheet = _sheet(_made(db, form_5.OFFICIAL))
    assert [sheet.cell(10, column).value for column in range(2, 8)] == [1, 1, 0, 0, 3, 8]
    assert [sheet.cell(34, column).value for column in range(2, 8)] == [1, 1, 0, 0, 3, 8]
    assert sheet["B9"].value is None


def test_the_wording_is_that_of_the_day(db: Database, people: dict[str, int]) -> None:
    old = _sheet(_made(db, form_1.OFFICIAL, Period.parse("2025-H1"), TODAY))
    assert (old["A13"].value, old["A23"].value) == (
        "b. Huyện khác trong tỉnh chuyển đến",
        "b. Chuyển đi huyện khác trong tỉnh",
    )
    assert old["A1"].value == "HUYỆN ỦY ……………"
    new = _sheet(_made(db, form_1.OFFICIAL, Period.parse("2025-H2"), TODAY))
    assert new["A13"].value == "b. Xã, đảng bộ khác trong tỉnh chuyển đến"
    assert new["A1"].value == "TỈNH ỦY ĐIỆN BIÊN"
    with db.write("Mẫu chữ") as session:
        form_labels.save(
            session, date(2025, 3, 1), {"superior": "Huyện ủy Mẫu"}, {"came": "b. Đảng bộ khác chuyển đến"}
        )
    again = _sheet(_made(db, form_1.OFFICIAL, Period.parse("2025-H1"), TODAY))
    assert again["A13"].value == "b. Đảng bộ khác chuyển đến"
    first = _sheet(_made(db, form_1.OFFICIAL, Period.month(2025, 2), TODAY))
    assert first["A1"].value == "HUYỆN ỦY MẪU"


def test_a_sum_that_does_not_come_out_names_both_cells_and_opens_the_names(
    db: Database, people: dict[str, int]
) -> None:
    ready = _made(db, form_1.OFFICIAL)
    lists = ready.data.answers.now.groups
    lists[Group.OPENING].entries.pop()  # as if the list of the day before had lost a member
    (wrong,) = [one for one in ready.findings() if "nhưng" in one.text]
    assert "(ô B24) = 8" in wrong.text
    assert "(ô B8)" in wrong.text
    assert "= 7." in wrong.text
    assert wrong.behind is not None
    assert len(wrong.behind.people) == 1


def test_the_forms_stand_together_in_the_menu() -> None:
    assert {find(official.key).group for official in FORMS} == {GROUP}


def test_the_rows_have_names_definitions_and_sources() -> None:
    for key, row in statistics.ROWS.items():
        assert row.key == key
        assert row.name
        assert row.definition
        assert "BTCTW" in row.source


def test_an_exempt_member_who_is_not_retired_is_named(db: Database, people: dict[str, int]) -> None:
    with db.read() as session:
        duties = {row.full_name: row.duty for row in members.search(session, on=TODAY)}
    assert duties["Tòng Văn Cú"] is Duty.EXEMPT
    texts = [found.text for found in _made(db, form_3.OFFICIAL).findings()]
    assert any(text.startswith("1 đồng chí được miễn công tác") and "Tòng Văn Cú" in text for text in texts)


def test_admissions_of_the_period_are_the_same_in_forms_1_and_2(db: Database, people: dict[str, int]) -> None:
    _admit(db)
    ready = _made(db, form_2.OFFICIAL)
    assert (_sheet(ready)["B8"].value, _sheet(ready)["B35"].value, _sheet(ready)["B43"].value) == (1, 1, 26.0)
    assert _sheet(_made(db, form_1.OFFICIAL))["B10"].value == 1
    assert not [found for found in ready.findings() if "nhưng" in found.text]


def test_probationers_struck_off_are_part_of_those_struck_off(db: Database, people: dict[str, int]) -> None:
    _event(db, _admit(db), EventValues(EventKind.STRUCK_OFF, date(2026, 9, 1)))
    _event(db, people["Sùng A Dơ"], EventValues(EventKind.STRUCK_OFF, date(2026, 9, 1)))
    sheet = _sheet(_made(db, form_1.OFFICIAL))
    assert _column(sheet, "B", 8, 24) == [8, 1, 1, 0, 0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 0, 0, 7]


def test_filling_leaves_the_blank_as_it_is() -> None:
    before = (resources.path("forms") / form_1.OFFICIAL.file).read_bytes()
    form.put(form.load(form_1.OFFICIAL.file).worksheets[0], 8, 2, 5)
    assert (resources.path("forms") / form_1.OFFICIAL.file).read_bytes() == before


@every_form
def test_the_signatures_stand_on_one_page_below_a_line_of_the_table(commune: Database, official: Official) -> None:
    ready = _made(commune, official)
    last = ready.pages()[-1]
    shown = {words.cell[0] for words in last.words}
    assert {row for row, _column in ready.data.asks} & shown
    texts = " ".join(line for words in last.words for line in words.lines)
    assert "NGƯỜI LẬP BIỂU" in texts


def test_only_these_lines_of_the_forms_have_no_number_of_the_program() -> None:
    """Headings apart: what the register cannot say, and what a commune is not (form 5: other kinds of organisation)."""
    left = {
        official.key: [
            str(blank.cell(row, 1).value)
            for row in range(official.first, max(place[0] for place in asks) + 6)
            if (row, min(column for _row, column in asks)) not in asks and blank.cell(row, 1).value
        ]
        for official in FORMS
        if official is not form_5.OFFICIAL
        for asks in [official.asks(find(official.key).scope(YEAR, TODAY, Office()))]
        for blank in [_blank(official)]
    }
    told = {key: [line for line in lines if line.startswith(("-", "+"))] for key, lines in left.items()}
    assert {key: lines for key, lines in told.items() if lines} == {
        "bieu-2": ["+ Không còn quần chúng"],
    }
