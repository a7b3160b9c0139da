"""Every number that a list brings into a learned form opens its names, and a number by hand stays with its row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from exports.drafts import Draft, draft
from exports.learned import filling, lists
from exports.learned.fill import Form, Place
from exports.learned.rolls import ROLLS
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import letters, spot_of
from exports.offered import find
from exports.report import Needs, Scope
from models import attendance, cells, office, overrides
from models.cells import CellValues
from models.database import Database
from models.dates import Period
from models.tables import Attendance, Cell, Mark, Meeting, Member
from tests.exports import listed_forms
from tests.exports.commune import CO_MAN
from tests.exports.test_learned_forms import put

TODAY = date(2026, 11, 10)
OCTOBER, YEAR = Period.month(2026, 10), Period.year(2026)
FIRST = 2


def of_list(kind: str) -> Template:
    """Give a form with all columns of a list side by side, a heading above each."""
    book, columns = Workbook(), [key for key in (lists.NUMBER, *lists.LISTS[kind].columns)]
    sheet = book.worksheets[0]
    sheet.title = kind
    for column, key in enumerate(columns, 1):
        sheet.cell(1, column, f"Cột {key}")
    buffer = BytesIO()
    book.save(buffer)
    made = Template(kind, Needs.PERIOD, Form(buffer.getvalue(), "biểu.xlsx"))
    places = ((Place(kind, spot_of(f"{letters(at)}{FIRST}")), key) for at, key in enumerate(columns, 1))
    return made.bind(*(Binding(place, "rows", f"{kind}.{key}") for place, key in places))


def read(db: Database, made: Template, period: Period) -> filling.Filled:
    """Fill a template."""
    with db.read() as session:
        scope = Scope(period, min(period.last, TODAY), TODAY, office.read(session))
        return filling.fetch(session, scope, made)


def numbers(made: Template, filled: filling.Filled) -> Iterator[tuple[str, Place, Any]]:
    """Yield the numbers that stand below the headings, with the key of their column."""
    keys = {one.place.spot.column: one.key.partition(".")[2] for one in made.bindings}
    for place, value in filled.values.items():
        key = keys[place.spot.column]
        if isinstance(value, int | float | Fraction) and key != lists.NUMBER:
            yield key, place, value


@pytest.mark.parametrize("period", [OCTOBER, YEAR], ids=["month", "year"])
@pytest.mark.parametrize("kind", list(lists.LISTS))
def test_every_number_of_a_list_opens_as_many_names(commune: Database, kind: str, period: Period) -> None:
    made = of_list(kind)
    filled = read(commune, made, period)
    seen: set[str] = set()
    with commune.read() as session:
        for key, place, value in numbers(made, filled):
            found = filled.behind[place](session)
            seen.add(key)
            assert found.title
            names = [one for one in found.people if one.counted_as != "Sổ chưa ghi rõ"]
            if key == "rate":
                here = sum(one.counted_as in (Mark.PRESENT.label, Mark.ONLINE.label) for one in names)
                assert Fraction(here, len(names)) == value
            elif key in ("households", "population", "age", "party_age"):
                name = Place(kind, place.spot._replace(column=2))
                assert [one.full_name for one in names] == [filled.values[name]]
            elif key == "themes":
                assert 0 < len(found.months) <= value or value == 0
            else:
                assert len(names) + len(found.months) == value, found.title
    seen -= {"age", "party_age"}
    asked = {
        "quality": {"members"} if period == OCTOBER else set(),
        "members": set(),
        "villages": {"households", "population", "members"},
    } | {key: set() for key in ROLLS}
    if kind in asked:
        assert seen == asked[kind]
    else:
        assert seen >= {"eligible", "attended", "excused", "rate"}


@pytest.mark.usefixtures("people")
def test_a_blank_of_a_list_opens_those_who_leave_it_blank(db: Database) -> None:
    with db.write("Bỏ giới tính, bỏ một dấu") as session:
        for one in session.scalars(select(Member)):
            one.gender = None
        meeting = session.scalars(select(Meeting).where(Meeting.month == 10)).first()
        assert meeting is not None
        who = session.scalars(select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)).first()
        assert who is not None
        attendance.write(session, meeting.id, {who: (Mark.UNRECORDED, "")}, on=TODAY)
        cell = session.get_one(Cell, meeting.cell_id)
        row = FIRST + [one.id for one in cells.rows(session, OCTOBER.last)].index(cell.id)
    made = of_list("cells")
    column = {one.key.partition(".")[2]: one.place.spot.column for one in made.bindings}
    filled = read(db, made, OCTOBER)

    def behind(key: str) -> Any:
        place = Place("cells", spot_of(f"{letters(column[key])}{row}"))
        assert place not in filled.values
        with db.read() as session:
            return filled.behind[place](session)

    assert {one.counted_as for one in behind("women").people} == {"Sổ chưa ghi rõ"}
    blank = behind("attended")
    assert Mark.UNRECORDED.label in {one.counted_as for one in blank.people}
    assert "Chưa ghi đủ điểm danh" in blank.explanation
    (said,) = [one for one in filled.findings if "giới tính" in one.text]
    assert said.behind is not None
    assert len(said.behind.people) == 8


@pytest.mark.usefixtures("people")
def test_a_month_with_a_roll_in_part_goes_into_no_sum_and_is_told(db: Database) -> None:
    made = of_list("months")
    whole = {key: value for key, place, value in numbers(made, read(db, made, OCTOBER))}
    assert whole["met"] == 2
    assert whole["eligible"] > whole["attended"] > 0
    with db.write("Bỏ một dấu") as session:
        meeting = session.scalars(select(Meeting).where(Meeting.month == 10)).first()
        assert meeting is not None
        who = session.scalars(select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)).first()
        assert who is not None
        attendance.write(session, meeting.id, {who: (Mark.UNRECORDED, "")}, on=TODAY)
    filled = read(db, made, OCTOBER)
    assert {key: value for key, _place, value in numbers(made, filled)} == {"met": 2}
    assert any("1 tháng chưa ghi đủ điểm danh" in one.text and "tháng 10/2026" in one.text for one in filled.findings)


def _listed(db: Database) -> Draft[Any]:
    form = Form(listed_forms.form(), "biểu.xlsx")
    places = {"B5": "name", "D5": "members", "E5": "women"}
    made = Template("Danh sách", Needs.PERIOD, form).bind(
        *(Binding(Place(listed_forms.LIST, spot_of(at)), "rows", f"cells.{key}") for at, key in places.items())
    )
    put(db, made)
    return draft(db, find("mau:Danh sách", db), OCTOBER, TODAY)


@pytest.mark.usefixtures("people")
def test_a_number_by_hand_goes_with_the_cell_it_was_written_for(db: Database) -> None:
    ready = _listed(db)
    sheet: Any = load_workbook(BytesIO(ready.content()))[listed_forms.LIST]
    names = [sheet.cell(row, 2).value for row in range(5, 8)]
    row = 5 + names.index(cells.short_name(CO_MAN))
    assert ready.is_editable(listed_forms.LIST, row, 4, str(sheet.cell(row, 4).value))
    spots = ready.spots(listed_forms.LIST, row, 4)
    with db.write("Sửa tay, thêm chi bộ đứng trước") as session:
        key, scope = ready.report.key, ready.scope
        overrides.write(session, key, scope.key, scope.label, spots, "40", "Theo biên bản", on=TODAY)
        cells.add(session, CellValues("Chi bộ bản Mới"))
        for one in session.scalars(select(Cell)):
            one.sort_order = 0 if one.name == "Chi bộ bản Mới" else one.sort_order + 1
    again: Any = load_workbook(BytesIO(_listed(db).content()))[listed_forms.LIST]
    shown = {again.cell(at, 2).value: again.cell(at, 4).value for at in range(5, 9)}
    assert shown[cells.short_name(CO_MAN)] == 40
    assert again.cell(row, 4).value != 40
    with db.write("Đổi tên") as session:
        for one in session.scalars(select(Cell).where(Cell.name == CO_MAN)):
            one.name = "Chi bộ bản Khác"
    lost = _listed(db)
    assert any("không còn chỗ trong báo cáo" in one.text for one in lost.findings())
    last: Any = load_workbook(BytesIO(lost.content()))[listed_forms.LIST]
    assert 40 not in [last.cell(at, 4).value for at in range(5, 9)]


@pytest.mark.usefixtures("people")
def test_a_total_of_the_superior_opens_what_it_adds_up_and_is_not_written_over(db: Database) -> None:
    ready = _listed(db)
    sheet: Any = load_workbook(BytesIO(ready.content()), data_only=True)[listed_forms.LIST]
    place = (listed_forms.LIST, listed_forms.TOTAL, 4)
    assert sheet.cell(*place[1:]).value == sum(sheet.cell(row, 4).value for row in range(5, 8))
    read = ready.behind(*place)
    assert read is not None
    with db.read() as session:
        found = read(session)
    assert len(found.people) == sheet.cell(*place[1:]).value
    assert "D5, D6, D7" in found.explanation
    assert not ready.is_editable(*place, "8")
    assert ready.behind(listed_forms.SUMMARY, 2, 1) is not None  # of another sheet, by way of the first
    assert ready.behind(listed_forms.SUMMARY, 4, 1) is None  # it adds up nothing that has names


@pytest.mark.usefixtures("people")
def test_a_rate_of_a_list_follows_the_counts_by_hand_beside_it(db: Database) -> None:
    form = Form(listed_forms.form(), "biểu.xlsx")
    places = {"B5": "name", "D5": "eligible", "E5": "attended", "H5": "rate"}
    put(
        db,
        Template("Danh sách", Needs.PERIOD, form).bind(
            *(Binding(Place(listed_forms.LIST, spot_of(at)), "rows", f"cells.{key}") for at, key in places.items())
        ),
    )
    report = find("mau:Danh sách", db)
    ready = draft(db, report, OCTOBER, TODAY)
    assert report.fixed is not None
    values = ready.data.values
    row = next(place.spot.row for place in values if place.spot.column == 8)
    by_hand = {(listed_forms.LIST, row, 4): 8, (listed_forms.LIST, row, 5): 6}
    shown = report.fixed.overridden(ready.data, by_hand).values
    assert shown[Place(listed_forms.LIST, spot_of(f"H{row}"))] == Fraction(3, 4)
    others = [place for place in values if place.spot.column == 8 and place.spot.row != row]
    assert [shown[one] for one in others] == [values[one] for one in others]


@pytest.mark.usefixtures("people")
def test_a_rate_follows_no_counts_of_other_rows_that_stand_beside_it(db: Database) -> None:
    form = Form(listed_forms.form(), "biểu.xlsx")
    for cell, is_followed in (("", True), (cells.short_name(CO_MAN), False)):
        made = Template("Danh sách", Needs.PERIOD, form).bind(
            *(
                Binding(Place(listed_forms.LIST, spot_of(at)), "rows", f"cells.{key}", narrowed)
                for at, key, narrowed in (("D5", "eligible", ""), ("E5", "attended", ""), ("H5", "rate", cell))
            )
        )
        assert bool(read(db, made, OCTOBER).ratios) is is_followed


@pytest.mark.usefixtures("people")
def test_numbers_below_a_list_that_were_formulas_of_an_old_file_are_named(db: Database) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for place, value in {"A1": "Chi bộ", "B1": "Đảng viên", "A4": "Cộng", "B4": 0}.items():
        sheet[place] = value
    buffer = BytesIO()
    book.save(buffer)
    for name, is_told in (("biểu.xls", True), ("biểu.xlsx", False)):
        made = Template("Biểu", Needs.PERIOD, Form(buffer.getvalue(), name)).bind(
            *(
                Binding(Place("Sheet", spot_of(at)), "rows", f"cells.{key}")
                for at, key in (("A2", "name"), ("B2", "members"))
            )
        )
        said = [one for one in read(db, made, OCTOBER).findings if "không cộng danh sách" in one.text]
        assert [one.cells[0].place for one in said] == ([("Sheet", 5, 2)] if is_told else [])
