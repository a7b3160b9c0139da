"""What holds in the program's own forms holds in learned ones: sums, parts, the same number twice, other forms."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import resources
from exports import sent
from exports.drafts import draft
from exports.learned import bound, figures, filling, filters
from exports.learned.checks import holding, meanings
from exports.learned.checks.holding import Shown
from exports.learned.checks.meanings import Meaning
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot, spot_of
from exports.names import CellAt
from exports.offered import find
from exports.official.spec import OFFICIALS
from exports.report import Needs, Scope
from models import cells, indicators, office, overrides, statistics
from models.database import Database
from models.dates import Period
from models.indicators import Unit
from models.statistics import Group
from tests.exports import learned_forms
from tests.exports.commune import TODAY
from tests.exports.learned_forms import SHEET
from tests.exports.test_learned_forms import put
from tests.exports.test_learned_proposals import accepted, template_of

YEAR = Period.year(2026)
_TITLE = "Biểu tổng hợp"


def at(address: str) -> Place:
    """Give a cell of the form."""
    return Place(SHEET, spot_of(address))


def cell(address: str) -> CellAt:
    """Give a cell of the form as a sentence opens it."""
    return CellAt((SHEET, spot_of(address).row, spot_of(address).column))


def column(*keys: str, first: int = 20, filter: str = "") -> list[Binding]:
    """Give rows of the statistics in column B, from B20 down, all with one filter if asked."""
    only = (filter,) if filter else ()
    return [Binding(at(f"B{row}"), bound.STATISTIC, key, filters=only) for row, key in enumerate(keys, first)]


def learned(db: Database, *bindings: Binding, title: str = _TITLE) -> str:
    """Keep a form with these bindings, and give the name of its report."""
    put(db, Template(title, Needs.PERIOD, Form(learned_forms.form(), "biểu.xlsx")).bind(*bindings))
    return f"mau:{title}"


def by_hand(db: Database, report: str, address: str, more: int) -> int:
    """Write a number by hand that is so many more than the one reckoned, and give that."""
    ready = draft(db, find(report, db), YEAR, TODAY)
    sheet = SHEET if report not in OFFICIALS else load_workbook(_blank(report)).sheetnames[0]
    spots = ready.spots(sheet, spot_of(address).row, spot_of(address).column)
    was = int(spots[0][1] or 0)
    with db.write("Sửa tay") as session:
        overrides.write(session, report, ready.scope.key, ready.scope.label, spots, f"{was + more}", "Thử", on=TODAY)
    return was


def _blank(report: str) -> str:
    return str(resources.path("forms") / OFFICIALS[report].file)


def told(db: Database, report: str = f"mau:{_TITLE}") -> list[tuple[str, list[CellAt]]]:
    """Give what does not hold in a form, and the cells that open."""
    found = draft(db, find(report, db), YEAR, TODAY).findings()
    return [(one.text, [*one.cells]) for one in found if " = " in one.text and " nhưng " in one.text]


@pytest.mark.usefixtures("people")
def test_a_sum_declared_beside_a_form_of_ours_is_held_in_a_learned_one(db: Database) -> None:
    name = learned(db, *column("movement.A", "movement.B", "movement.C", "movement.D"))
    assert told(db) == []
    before = by_hand(db, name, "B20", 2)
    ((text, opened),) = told(db)
    assert text.startswith("“D - Đảng viên trong danh sách cuối kỳ báo cáo” (ô B23) = ")
    assert "“A - Tổng số đảng viên cuối kỳ trước chuyển sang” (ô B20, số sửa tay) + “B - Đảng viên" in text
    assert "(ô B21) − “C - Đảng viên giảm trong kỳ” (ô B22) = " in text
    assert opened == [cell("B23"), cell("B20"), cell("B21"), cell("B22")]
    with db.read() as session:
        (row,) = overrides.of_report(session, name, YEAR.key)
        assert row.value == before + 2


@pytest.mark.usefixtures("people")
def test_a_sum_is_held_among_those_that_a_filter_leaves_and_not_between_a_row_with_it_and_one_without(
    db: Database,
) -> None:
    women = column("members.all", "members.working", "members.retired", filter="gender:female")
    name = learned(db, *women, Binding(at("C20"), bound.STATISTIC, "members.working", filters=("gender:male",)))
    by_hand(db, name, "B21", 50)  # more than all whose record names no occupation
    ((text, opened),) = told(db)
    assert "Nữ” (ô B21, số sửa tay)" in text
    assert opened == [cell("B20"), cell("B21"), cell("B22")]


@pytest.mark.usefixtures("people")
def test_cells_that_count_the_same_names_show_one_number_however_they_are_bound(db: Database) -> None:
    name = learned(
        db,
        Binding(at("B20"), bound.STATISTIC, "members.women"),
        Binding(at("C20"), bound.INDICATOR, "members", filters=("gender:female",)),
        Binding(at("D20"), bound.INDICATOR, "women", span=bound.BEFORE),
    )
    assert told(db) == []
    was = by_hand(db, name, "C20", 1)
    ((text, opened),) = told(db)
    assert text == (
        f"“Nữ” (ô B20) = {was}, nhưng “Tổng số đảng viên, Nữ” (ô C20, số sửa tay) = {was + 1}: hai ô này là một số, "
        "hãy ghi như nhau."
    )
    assert opened == [cell("B20"), cell("C20")]


@pytest.mark.usefixtures("people")
def test_a_part_is_no_more_than_what_it_is_a_part_of(db: Database) -> None:
    name = learned(db, *column("members.all", "members.women", "members.youth"))
    was = by_hand(db, name, "B20", -1)
    assert told(db) == []  # nobody says that all are women, or none is
    by_hand(db, name, "B21", was)
    ((text, opened),) = told(db)
    assert text.endswith(
        f"nhưng “I. Đảng viên trong danh sách có đến cuối kỳ báo cáo” (ô B20, số sửa tay) = {was - 1}: ô trước là một "
        "phần của ô sau nên không thể lớn hơn."
    )
    assert opened == [cell("B21"), cell("B20")]


@pytest.mark.usefixtures("people")
def test_the_party_cells_make_the_commune_where_all_of_them_stand_there(db: Database) -> None:
    with db.read() as session:
        names = [cells.short_name(one.name) for one in cells.rows(session, TODAY)]
    rows = [Binding(at(f"B{row}"), bound.INDICATOR, "members", one) for row, one in enumerate(names, 20)]
    total = Binding(at("B40"), bound.INDICATOR, "members")
    name = learned(db, *rows, total)
    by_hand(db, name, "B20", -1)
    ((text, opened),) = told(db)
    assert text.startswith("“Tổng số đảng viên” (ô B40) = ")
    assert {cell("B40"), cell("B20")} <= {*opened}
    learned(db, *rows[:-1], total)
    assert told(db) == []  # a form of some cells alone: what the others have is not known


@pytest.mark.usefixtures("people")
def test_whom_a_record_leaves_between_the_parts_may_be_put_in_one_by_hand(db: Database) -> None:
    from sqlalchemy import select

    from models.tables import Member

    with db.write("Bỏ trống") as session:
        session.scalars(select(Member).order_by(Member.id)).first().gender = None  # type: ignore[union-attr]
    rows = [
        Binding(at("B20"), bound.INDICATOR, "members"),
        *(
            Binding(at(f"B{row}"), bound.INDICATOR, "members", filters=(f"gender:{one}",))
            for row, one in ((21, "female"), (22, "male"))
        ),
    ]
    name = learned(db, *rows)
    assert told(db) == []
    by_hand(db, name, "B21", 1)
    assert told(db) == []
    by_hand(db, name, "B21", 2)
    assert len(told(db)) == 1


@pytest.mark.usefixtures("people")
def test_another_form_of_the_period_with_another_number_is_told_of_whichever_was_written_by_hand(db: Database) -> None:
    name = learned(db, *column("members.women"))
    was = by_hand(db, "bieu-3", "B9", 1)
    ((text, opened),) = told(db)
    assert text == (
        f"“Nữ” (ô B20) = {was}, nhưng cùng số này (Biểu 3, ô B9, số sửa tay) = {was + 1}: hãy ghi như nhau nếu gửi cả "
        "hai biểu."
    )
    assert opened == [cell("B20"), CellAt(("", 9, 2), "bieu-3", "Biểu 3")]
    by_hand(db, name, "B20", 1)
    assert told(db) == []
    db.undo()
    db.undo()
    by_hand(db, name, "B20", 3)
    assert told(db) == []  # nothing of Biểu 3 has gone out
    sent.keep(db, draft(db, find("bieu-3"), YEAR, TODAY), "bieu-3.xlsx", b"")
    ((text, _opened),) = told(db)
    assert f"(Biểu 3, ô B9) = {was}: hãy ghi" in text


@pytest.mark.usefixtures("people")
def test_two_learned_forms_of_a_period_show_one_number(db: Database) -> None:
    learned(db, Binding(at("B30"), bound.INDICATOR, "cells"))
    other = learned(db, Binding(at("C31"), bound.INDICATOR, "cells"), title="Biểu khác")
    was = by_hand(db, other, "C31", 1)
    ((text, opened),) = told(db)
    assert f"(ô B30) = {was}, nhưng cùng số này (mẫu “Biểu khác”, ô C31, số sửa tay) = {was + 1}:" in text
    assert opened == [cell("B30"), CellAt((SHEET, 31, 3), other, "mẫu “Biểu khác”")]
    assert [opened for _text, opened in told(db, other)] == []  # nothing is by hand but its own number


# --- A tree of numbers, one changed


class Node:
    """A number of a tree and those it is the sum of."""

    def __init__(self, meaning: Meaning, place: Place, parts: list[Node], value: int) -> None:
        self.meaning, self.place, self.parts = meaning, place, parts
        self.value = sum(one.value for one in parts) if parts else value

    def every(self) -> Iterator[Node]:
        """Yield it and all below."""
        yield self
        for one in self.parts:
            yield from one.every()


_TRAITS = ("gender", "standing", "minority", "working", "age_band")
_CELLS = ("ban tao", "ban co", "ban xa")
_ROOT = Meaning(Group.MEMBERS, frozenset(), frozenset(), YEAR.first, YEAR.last, YEAR.last)


def _split(meaning: Meaning, trait: str) -> list[Meaning]:
    if trait == filters.CELL:
        return [meaning._replace(places=frozenset({(filters.CELL, name)})) for name in _CELLS]
    values: list[frozenset[Hashable]] = [one.values for one in filters.fixed().values() if one.trait == trait]
    return [meaning._replace(where=meaning.where | {(trait, one)}) for one in values]


@st.composite
def _trees(draw: st.DrawFn) -> Node:
    """Draw a total with parts of parts, each divided by another item of the record, or by cell."""
    rows = iter(range(5, 10_000))

    def grow(meaning: Meaning, left: tuple[str, ...]) -> Node:
        place = Place(SHEET, Spot(next(rows), 2))
        is_divided = meaning == _ROOT or (bool(left) and len(left) > 3 and draw(st.booleans()))
        trait = draw(st.sampled_from(left)) if is_divided else ""
        rest = tuple(one for one in left if one != trait)
        parts = [grow(one, rest) for one in _split(meaning, trait)] if trait else []
        return Node(meaning, place, parts, draw(st.integers(0, 9)))

    return grow(_ROOT, (*_TRAITS, filters.CELL))


def _numbers(tree: Node, changed: Node | None = None, more: int = 0) -> list[Shown]:
    return [
        Shown(one.place, one.meaning, f"{one.place}", one.value + more * (one is changed), one.value, one is changed)
        for one in tree.every()
    ]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_of_a_tree_of_numbers_exactly_the_sums_with_the_one_changed_are_told_of(data: st.DataObject) -> None:
    tree = data.draw(_trees())
    assert holding.told(_numbers(tree), {}, _CELLS) == []
    changed = data.draw(st.sampled_from([*tree.every()]))
    more = data.draw(st.integers(-5, 99).filter(bool))
    found = holding.told(_numbers(tree, changed, more), {}, _CELLS)
    above = [one for one in tree.every() if changed in one.parts]
    broken = {one.place.spot for one in (*above, *([changed] if changed.parts else []))}
    assert {Spot(*one.cells[0].place[1:]) for one in found} == broken
    assert len(found) == len(broken)
    for one in found:
        assert CellAt((SHEET, changed.place.spot.row, changed.place.spot.column)) in one.cells


# --- No false alarm


def _scopes() -> list[tuple[Period, date]]:
    on = date(2026, 11, 22)
    quarters = [Period.quarter(year, number) for year in (2024, 2025, 2026) for number in (1, 3)]
    every = [Period.year(2024), Period.year(2025), YEAR, *quarters, Period.month(2025, 12), Period.month(2026, 6)]
    return [(one, min(one.last, on)) for one in every]


def _of_ours(name: str) -> Template:
    return accepted(template_of((resources.path("forms") / OFFICIALS[name].file).read_bytes()))


@pytest.mark.parametrize("name", [*OFFICIALS])
def test_of_a_form_of_ours_learned_nothing_is_told_while_nothing_is_by_hand(busy: Database, name: str) -> None:
    made = _of_ours(name)
    with busy.read() as session:
        for period, day in _scopes():
            data = filling.fetch(session, Scope(period, day, day, office.read(session)), made)
            assert len(data.reckoned) > 10
            assert [one.text for one in holding.findings(data, Scope(period, day, day, office.read(session)))] == []


@pytest.mark.parametrize("name", [key for key in OFFICIALS if key != "bieu-5"])  # all of its sums are with other forms
def test_a_form_of_ours_learned_holds_every_sum_of_its_own_rows(busy: Database, name: str) -> None:
    made = _of_ours(name)
    with busy.read() as session:
        scope = Scope(YEAR, TODAY, TODAY, office.read(session))
        data = filling.fetch(session, scope, made)
    places = {one.key: place for place, (one, _reckoned) in data.reckoned.items() if one.span == bound.NOW}
    own = [one for one in OFFICIALS[name].identities if {*one.keys} <= places.keys() and one.total not in one.parts]
    assert own
    for identity in own:
        total, part = places[identity.total], places[identity.parts[0]]
        value = data.values[total]
        assert isinstance(value, int)
        changed = replace(data, values=data.values | {total: value + 1}, by_hand=frozenset({total}))
        wanted = {CellAt((one.sheet, one.spot.row, one.spot.column)) for one in (total, part)}
        assert [one for one in holding.findings(changed, scope) if wanted <= {*one.cells}], identity


def test_an_indicator_said_to_be_a_row_of_the_statistics_counts_the_same_names(busy: Database) -> None:
    one_of: Callable[[str], indicators.Indicator | None] = indicators.find
    with busy.read() as session:
        for period, day in _scopes():
            view = figures.View(session, period, day, statistics.ROWS)
            for key, row in meanings.SAME_AS_ROW.items():
                told = figures.indicator(view, key, None)
                wanted = view.statistics.figure(statistics.find(row))
                assert sorted((one.id, one.times) for one in told.names) == sorted(
                    (one.name.id, one.name.times) for one in wanted.entries
                ), (key, row, period)
                found = one_of(key)
                assert found is not None
                assert found.unit is Unit.MEMBERS
                assert not isinstance(told.value, Fraction)
