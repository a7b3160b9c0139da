"""Figures of a learned form narrowed by filters of the cell, of its row and of its column."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from exports.drafts import draft
from exports.learned import bound, filling, filters, template
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Line, Template
from exports.learned.xml.grid import spot_of
from exports.offered import find
from exports.report import Needs, Scope
from models import cells, office, saved_forms, stays
from models.database import Database
from models.dates import Period
from models.tables import Gender, Member, Standing, Stay
from tests.exports import learned_forms
from tests.exports.learned_forms import SHEET

pytestmark = pytest.mark.usefixtures("people")
OCTOBER = Period.month(2026, 10)


def at(address: str) -> Place:
    """Give a cell of the form."""
    return Place(SHEET, spot_of(address))


def learned(*bindings: Binding) -> Template:
    """Give a template with these bindings."""
    made = Template("Biểu tổng hợp", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    for one in bindings:
        made = made.bind(one)
    return made


def read(db: Database, made: Template) -> Any:
    """Fill a template."""
    with db.read() as session:
        scope = Scope(OCTOBER, OCTOBER.last, OCTOBER.last, office.read(session))
        return filling.fetch(session, scope, made)


def members(db: Database, *, gender: Gender | None = None, standing: Standing | None = None, cell: int = 0) -> int:
    """Count the members of the small commune by hand."""
    with db.read() as session:
        query = select(Member.gender, Stay.standing, Stay.cell_id).join(Stay, Stay.member_id == Member.id)
        query = query.where(stays.holds_on(OCTOBER.last))
        rows = session.execute(query).all()
    return len([1 for g, s, c in rows if gender in (None, g) and standing in (None, s) and cell in (0, c)])


def test_a_row_and_a_column_narrow_the_cell_they_meet_in(db: Database) -> None:
    made = learned(*(Binding(at(cell), "indicator", "members") for cell in ("B5", "B6", "C5", "C7")))
    made = made.narrow(Line(SHEET, 5, 0), ["standing:official"]).narrow(Line(SHEET, 0, 3), ["gender:female"])
    values = read(db, made).values
    women = members(db, gender=Gender.FEMALE)
    assert values == {
        at("B5"): members(db, standing=Standing.OFFICIAL),
        at("B6"): members(db),
        at("C5"): members(db, standing=Standing.OFFICIAL, gender=Gender.FEMALE),
        at("C7"): women,
    }
    assert 0 < women < members(db)


@pytest.mark.parametrize("kind", [("indicator", "members"), ("statistic", "members.all")])
def test_filters_cut_the_members_in_parts_that_make_the_whole(db: Database, kind: tuple[str, str]) -> None:
    whole = members(db)
    for trait in ("gender", "minority", "age_band", "standing"):
        keys = [key for key in filters.fixed() if key.startswith(f"{trait}:")]
        total = 0
        missing = 0
        for key in keys:
            filled = read(db, learned(Binding(at("B5"), *kind, filters=(key,))))
            total += filled.values[at("B5")]
            with db.read() as session:
                people = filled.behind[at("B5")](session).people
            assert len([one for one in people if one.counted_as == "Được tính"]) == filled.values[at("B5")]
            missing = len([one for one in people if one.counted_as == "Sổ chưa ghi rõ"])
        assert total + missing == whole, trait


def test_a_warning_names_the_cell_the_item_left_blank_and_whose_it_is(db: Database) -> None:
    with db.write("Bỏ giới tính") as session:
        one = session.scalars(select(Member).where(Member.gender == Gender.FEMALE)).first()
        assert one is not None
        one.gender, blank = None, one.full_name
    narrowed = Binding(at("B5"), "indicator", "members", filters=("gender:male",))
    (said,) = [one for one in read(db, learned(narrowed)).findings if "ô B5" in one.text]
    assert said.text == f"Lý lịch để trống mục “Giới tính” của 1 đồng chí nên số ở ô B5 có thể còn thiếu: {blank}."
    assert said.behind is not None
    assert [one.full_name for one in said.behind.people if one.counted_as == "Sổ chưa ghi rõ"] == [blank]


def test_one_cell_and_one_village(db: Database) -> None:
    with db.read() as session:
        names = cells.names(session, OCTOBER.last)
    for key, name in names.items():
        only = filters.of_place(filters.CELL, cells.short_name(name))
        filled = read(db, learned(Binding(at("B5"), "indicator", "members", filters=(only,))))
        assert filled.values == {at("B5"): members(db, cell=key)}
    there_is_none = Binding(at("B5"), "indicator", "members", filters=("village:Bản Không Có",))
    filled = read(db, learned(there_is_none))
    assert filled.values == {}
    assert "Bản Không Có" in filled.findings[0].text


@pytest.mark.parametrize(
    ("key", "said"), [("gender:female", "không đếm đảng viên"), ("shoe_size:42", "không có bộ lọc “shoe_size:42”")]
)
def test_a_filter_that_does_not_fit_leaves_the_cell(db: Database, key: str, said: str) -> None:
    filled = read(db, learned(Binding(at("B5"), "indicator", "cells", filters=(key,))))
    assert filled.values == {}
    assert any(said in one.text for one in filled.findings)


def test_a_list_has_the_filters_of_its_row(db: Database) -> None:
    made = learned(Binding(at("E30"), "rows", "members.number"), Binding(at("F30"), "rows", "members.full_name"))
    values = read(db, made.narrow(Line(SHEET, 30, 0), ["gender:female"])).values
    women = members(db, gender=Gender.FEMALE)
    assert [values[at(f"E{30 + count}")] for count in range(women)] == list(range(1, women + 1))
    assert len(values) == 2 * women


def test_a_row_for_each_month(db: Database) -> None:
    made = learned(
        *(
            Binding(at(f"{column}30"), "rows", f"months.{key}")
            for column, key in (("E", "name"), ("F", "attended"), ("G", "eligible"), ("H", "rate"))
        )
    )
    with db.read() as session:
        year = Period.year(2026)
        scope = Scope(year, OCTOBER.last, OCTOBER.last, office.read(session))
        filled: Any = filling.fetch(session, scope, made)
    assert [filled.values[at(f"E{row}")] for row in range(30, 42)] == [f"Tháng {month}" for month in range(1, 13)]
    counted = [row for row in range(30, 42) if at(f"H{row}") in filled.values]
    assert counted
    for row in counted:
        parts = filled.values[at(f"F{row}")], filled.values[at(f"G{row}")]
        assert filled.values[at(f"H{row}")] == pytest.approx(parts[0] / parts[1])


def test_filters_are_saved_and_read_again(tmp_path: Path) -> None:
    made = learned(Binding(at("B5"), "indicator", "members", filters=("gender:female", "cell:Bản Tạo")))
    made = made.narrow(Line(SHEET, 6, 0), ["minority:yes"]).narrow(Line(SHEET, 0, 2), ["village:Bản Tạo"])
    made.write(tmp_path / "b.mau")
    again = template.read(tmp_path / "b.mau")
    assert (again.bindings, again.narrowed) == (made.bindings, made.narrowed)
    assert again.filters_of(again.bindings[0]) == ("gender:female", "cell:Bản Tạo", "village:Bản Tạo")
    assert again.narrow(Line(SHEET, 6, 0), []).narrowed == {Line(SHEET, 0, 2): ("village:Bản Tạo",)}


def test_a_narrowed_cell_is_told_by_its_filters(db: Database) -> None:
    made = learned(Binding(at("B5"), "indicator", "members")).narrow(Line(SHEET, 5, 0), ["gender:female"])
    with db.write("Lưu mẫu") as session:
        saved_forms.save(session, made.title, made.to_bytes())
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, OCTOBER.last)
    assert load_workbook(BytesIO(ready.content())).worksheets[0]["B5"].value == members(db, gender=Gender.FEMALE)
    behind: Any = ready.behind(SHEET, 5, 2)
    with db.read() as session:
        assert behind(session).title.endswith(", Nữ")


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("- Trong đó: Nữ", "gender:female"),
        ("2. Đảng viên dự bị", "standing:probationary"),
        ("Số người dân tộc thiểu số", "minority:yes"),
        ("Từ 18 - 30 tuổi", "age_band:18"),
        ("18-30", "age_band:18"),
        ("Từ 31 đến 35 tuổi", "age_band:31"),
        ("Trên 60 tuổi", "age_band:61"),
        ("Đại học", "professional:university"),
        ("Trung cấp", None),
        ("Từ 18 - 40 tuổi", None),
        ("Hộ nghèo", None),
        ("Dân tộc Thái", "ethnic:03"),
    ],
)
def test_labels_of_forms_are_read_as_filters(label: str, key: str | None) -> None:
    assert filters.read(label) == key


def test_every_filter_has_a_name_of_its_own() -> None:
    names = [(one.where, one.name) for one in filters.fixed().values()]
    assert len(set(names)) == len(names)
    assert filters.name_of("cell:Bản Tạo") == "Bản Tạo"
    assert filters.name_of("cell:") is None
    assert bound.name_of("indicator", "members")
