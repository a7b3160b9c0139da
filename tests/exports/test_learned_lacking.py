"""What the record leaves blank is told of once for each item, with the cells it touches in short and the names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

import resources
from exports.drafts import draft
from exports.learned import bound, filling
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.names import Finding
from exports.official import form_3
from exports.report import Needs, Scope
from models import cells, office
from models.database import Database
from models.dates import Period
from models.tables import Member, Stay
from tests.exports import learned_forms
from tests.exports.commune import TODAY
from tests.exports.test_learned_proposals import accepted, template_of

pytestmark = pytest.mark.usefixtures("people")
YEAR, SHEET = Period.year(2026), learned_forms.SHEET


def at(address: str, sheet: str = SHEET) -> Place:
    """Give a cell of the form."""
    return Place(sheet, spot_of(address))


def blank(db: Database, column: str, count: int) -> list[str]:
    """Take an item out of some records, of all others it is filled; give the names."""
    with db.write("Bỏ trống") as session:
        people = [*session.scalars(select(Member).order_by(Member.id))]
        for one in people[:count]:
            setattr(one, column, None)
        return [one.full_name for one in people[:count]]


def told(db: Database, *bindings: Binding, sheets: int = 1) -> list[Finding]:
    """Give what is said of members left out when a template with these bindings is filled for the year."""
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(sheets=sheets), "biểu.xlsx")).bind(*bindings)
    with db.read() as session:
        filled = filling.fetch(session, Scope(YEAR, TODAY, TODAY, office.read(session)), made)
    return [one for one in filled.findings if "có thể còn thiếu" in one.text]


def test_the_cells_of_one_item_are_told_of_in_one_sentence_with_its_names(db: Database) -> None:
    names = blank(db, "gender", 2)
    rows = ("members.women", "members.ethnic.01.women", "members.ethnic.03.women")
    (said,) = told(
        db,
        *(
            Binding(at(f"{column}{row}"), bound.STATISTIC, key, span=span)
            for row, key in enumerate(rows[:1], 20)
            for column, span in (("B", bound.NOW), ("C", bound.BEFORE), ("D", bound.RATIO))
        ),
        *(Binding(at(f"B{row}"), bound.INDICATOR, "members", filters=("gender:male",)) for row in (25, 26, 27)),
        Binding(at("F30"), bound.STATISTIC, "members.all", filters=("gender:female",)),
    )
    assert said.text == (
        "Lý lịch để trống mục “Giới tính” của 2 đồng chí nên số ở 7 ô (B20:D20, B25:B27, F30) có thể còn thiếu: "
        f"{', '.join(names)}."
    )
    assert said.behind is not None
    assert [(one.full_name, one.counted_as) for one in said.behind.people] == [(one, "Sổ chưa ghi rõ") for one in names]
    assert [one.place for one in said.cells][:2] == [(SHEET, 20, 2), (SHEET, 20, 3)]


def test_a_cell_between_two_items_is_told_of_by_each_that_somebody_leaves_blank(db: Database) -> None:
    (name,) = blank(db, "gender", 1)
    with db.write("Bỏ trống dân tộc") as session:
        for one in session.scalars(select(Member)):
            one.ethnic_id = None
    found = told(db, Binding(at("B5"), bound.INDICATOR, "members", filters=("gender:male", "minority:yes")))
    assert [one.text.partition(" của ")[0] for one in found] == [
        "Lý lịch để trống mục “Giới tính”",
        "Lý lịch để trống mục “Dân tộc”",
    ]
    assert found[0].text.endswith(f"của 1 đồng chí nên số ở ô B5 có thể còn thiếu: {name}.")
    assert found[1].behind is not None
    assert len(found[1].behind.people) > 1


def test_those_of_last_year_are_told_from_those_of_now(db: Database, people: dict[str, int]) -> None:
    blank(db, "gender", 3)
    with db.write("Chuyển đi") as session:
        from models import stays

        stay = stays.current(session, people["Lò Văn Ánh"])
        assert stay is not None
        stay.until = date(2026, 2, 1)
    columns = (("B", bound.NOW), ("C", bound.BEFORE))
    (said,) = told(db, *(Binding(at(f"{one}5"), bound.STATISTIC, "members.women", span=span) for one, span in columns))
    assert "của 3 đồng chí (2 của kỳ này) nên" in said.text


@pytest.mark.parametrize("span", ["m1", "q1"])
def test_those_of_a_part_of_the_year_are_told_from_those_of_the_period(
    db: Database, people: dict[str, int], span: str
) -> None:
    blank(db, "gender", 3)
    with db.write("Chuyển đi") as session:
        from models import stays

        stay = stays.current(session, people["Lò Văn Ánh"])
        assert stay is not None
        stay.until = date(2026, 4, 1)
    columns = (("B", bound.NOW), ("C", span))
    (said,) = told(db, *(Binding(at(f"{one}5"), bound.STATISTIC, "members.women", span=when) for one, when in columns))
    assert "của 3 đồng chí (2 của kỳ này) nên" in said.text


def test_the_whole_year_is_the_period_of_a_report_of_the_year(db: Database) -> None:
    blank(db, "gender", 2)
    columns = (("B", bound.NOW), ("C", bound.SO_FAR), ("D", "y"))
    (said,) = told(db, *(Binding(at(f"{one}5"), bound.STATISTIC, "members.women", span=when) for one, when in columns))
    assert "của 2 đồng chí nên" in said.text


def test_a_number_whose_own_names_are_not_known_is_told_of_once_for_all_cells(db: Database) -> None:
    blank(db, "gender", 6)
    with db.read() as session:
        names = [cells.short_name(one) for one in cells.names(session, TODAY).values()]
    rows = (Binding(at(f"B{row}"), bound.INDICATOR, "women", cell=name) for row, name in enumerate(names, 20))
    (said,) = told(db, *rows)
    assert said.text.startswith("“Đảng viên nữ”: sổ chưa ghi rõ 6 trường hợp nên số ở 2 ô (B20:B21) có thể còn thiếu:")


def test_cells_of_several_sheets_are_named_with_them(db: Database) -> None:
    blank(db, "gender", 1)
    sheets = (SHEET, "Trang 2")
    made = [
        Binding(at(f"B{row}", one), bound.STATISTIC, "members.women")
        for one in sheets
        for row in (20, 30, 40, 50, 60, 70, 80)
    ]
    (said,) = told(db, *made, sheets=2)
    assert f"số ở 14 ô (trang “{SHEET}”: B20, B30, B40, B50, B60, B70, B80; trang “Trang 2”: B20 …) có thể" in said.text


def test_the_cells_of_one_sheet_are_named_with_it_where_the_form_has_another(db: Database) -> None:
    blank(db, "gender", 1)
    (one,) = told(db, Binding(at("B20"), bound.STATISTIC, "members.women"), sheets=2)
    assert f"số ở ô B20, trang “{SHEET}” có thể" in one.text
    two = (Binding(at(f"B{row}"), bound.STATISTIC, "members.women") for row in (20, 21))
    (said,) = told(db, *two, sheets=2)
    assert f"số ở 2 ô (trang “{SHEET}”: B20:B21) có thể" in said.text


def test_the_superiors_form_learned_has_a_sentence_for_each_item(db: Database) -> None:
    made = accepted(template_of((resources.path("forms") / form_3.OFFICIAL.file).read_bytes()))
    with db.read() as session:
        filled = filling.fetch(session, Scope(YEAR, TODAY, TODAY, office.read(session)), made)
    said = [one.text for one in filled.findings if "có thể còn thiếu" in one.text]
    items = [text.partition("”")[0] for text in said]
    assert len(items) == len(set(items)) > 4
    assert not any(text.startswith("Ô ") for text in said)


def test_what_the_shipped_form_says_of_days_and_of_last_year_is_said_of_the_form_learned(db: Database) -> None:
    with db.write("Chưa rõ ngày vào chi bộ") as session:
        for one in [*session.scalars(select(Stay))][:3]:
            one.is_since_known = False
    made = accepted(template_of((resources.path("forms") / form_3.OFFICIAL.file).read_bytes()))
    with db.read() as session:
        filled = filling.fetch(session, Scope(YEAR, TODAY, TODAY, office.read(session)), made)
    ours = [one for one in draft(db, form_3.REPORT, YEAR, TODAY).findings() if "năm trước" in one.text]
    said = {one.text: one for one in filled.findings}
    assert len(ours) == 2
    for one in ours:
        assert one.text in said
        there = said[one.text].behind
        assert len(there.people if there else ()) == len(one.behind.people if one.behind else ())


def test_of_a_period_that_is_not_over_it_is_said_without_a_column_of_last_year_too(db: Database) -> None:
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "biểu.xlsx"))
    for one, wanted in ((Binding(at("B5"), bound.INDICATOR, "members"), 1), (Binding(at("B5"), bound.TEXT, "{ky}"), 0)):
        with db.read() as session:
            filled = filling.fetch(session, Scope(YEAR, TODAY, TODAY, office.read(session)), made.bind(one))
        assert [each.text for each in filled.findings].count(
            "Kỳ chưa hết: kỳ này tính từ 01/01/2026 đến 10/11/2026."
        ) == wanted


def test_the_sentence_of_the_shipped_form_leads_to_the_names_of_each_item(db: Database) -> None:
    found = draft(db, form_3.REPORT, YEAR, TODAY).findings()
    (said,) = [one for one in found if "để trống ở mục" in one.text]
    assert said.behind is not None
    everybody: Any = {one.counted_as for one in said.behind.people}
    assert "Để trống: Đoàn viên Đoàn TNCS Hồ Chí Minh" in everybody


def test_the_same_is_said_once_of_all_cells_that_it_is_true_of(db: Database) -> None:
    rows = [Binding(at(f"B{row}"), bound.INDICATOR, "school_cells_of_nothing") for row in (20, 21, 23)]
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "biểu.xlsx")).bind(
        *rows, *(Binding(at(f"D{row}"), bound.INDICATOR, "admitted_of_target") for row in (20, 21))
    )
    with db.read() as session:
        filled = filling.fetch(session, Scope(YEAR, TODAY, TODAY, office.read(session)), made)
    said = [one for one in filled.findings if "để nguyên" in one.text]
    assert [one.text.partition(":")[0] for one in said][-1] == "2 ô (D20"
    assert [one.place for one in said[-1].cells] == [(SHEET, 20, 4), (SHEET, 21, 4)]
