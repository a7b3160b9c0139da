"""The tree above the cells, the official code, the words of its time."""

from __future__ import annotations

from datetime import date

import pytest

from models import cells, codes, organizations, terms
from models.bodies import Body
from models.cells import CellValues
from models.codes import Word
from models.errors import KnownError
from models.official_codes import official_code
from models.organizations import OrganizationValues
from models.tables import Cell, Organization
from models.terms import TermValues
from tests.models.builders import TODAY, cell, people


def kind(session, code):
    return codes.id_of(session, codes.ORGANIZATION_KIND, code)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("38168053000001", "38.168.053.000.001"),
        ("38.168.053.000.001", "38.168.053.000.001"),
        (" 38.168.053. 000.001 ", "38.168.053.000.001"),
        ("  ", None),
    ],
)
def test_an_official_code_is_kept_with_dots(typed, kept):
    assert official_code(typed) == kept


@pytest.mark.parametrize(
    "typed", ["3816805300000", "381680530000012", "38.16.8053.000.001", "38-168-053", "３８168053000001"]
)
def test_anything_else_is_no_official_code(typed):
    with pytest.raises(KnownError, match="14 chữ số") as told:
        official_code(typed)
    assert told.value.field == "code"


def test_a_code_belongs_to_one_cell_or_organisation(session):
    cells.add(session, CellValues("Chi bộ Một", code="11900000000001"))
    with pytest.raises(KnownError, match="Chi bộ Một"):
        organizations.add(session, OrganizationValues("Đảng bộ xã", code="11.900.000.000.001"))


def test_a_code_of_an_older_list_stays_until_it_is_changed(session):
    key = cell(session)
    session.get_one(Cell, key).code = "CB-01"
    cells.edit(session, key, CellValues("Chi bộ Mới", code="CB-01"))
    with pytest.raises(KnownError, match="CB-02"):
        cells.edit(session, key, CellValues("Chi bộ Mới", code="CB-02"))


def test_the_commune_takes_the_cells_that_stand_alone_and_those_to_come(session):
    before = cell(session, "Chi bộ Một")
    commune = organizations.add(session, OrganizationValues("Đảng bộ xã", kind_id=kind(session, "commune")))
    after = cell(session, "Chi bộ Hai")
    assert {session.get_one(Cell, key).organization_id for key in (before, after)} == {commune}


def test_the_tree_counts_what_is_below(session):
    province = organizations.add(session, OrganizationValues("Đảng bộ tỉnh"))
    values = OrganizationValues("Đảng bộ xã", kind_id=kind(session, "commune"), parent_id=province)
    organizations.add(session, values)
    people(session, cell(session, "Chi bộ Một"), 2)
    people(session, cell(session, "Chi bộ Hai"), 3, start=9)
    lines = organizations.tree(session, TODAY)
    assert [(line.name, line.depth, line.cells, line.members) for line in lines] == [
        ("Đảng bộ tỉnh", 0, 2, 5),
        ("Đảng bộ xã", 1, 2, 5),
        ("Chi bộ Một", 2, 0, 2),
        ("Chi bộ Hai", 2, 0, 3),
    ]


def test_an_organisation_never_stands_under_itself(session):
    top = organizations.add(session, OrganizationValues("Đảng bộ tỉnh"))
    below = organizations.add(session, OrganizationValues("Đảng bộ xã", parent_id=top))
    with pytest.raises(KnownError, match="ở dưới tổ chức này") as told:
        organizations.edit(session, top, OrganizationValues("Đảng bộ tỉnh", parent_id=below))
    assert told.value.field == "parent_id"


def test_a_name_is_asked_for_and_given_once(session):
    organizations.add(session, OrganizationValues("Đảng bộ xã"))
    for name in ("", "đảng bộ  xã"):
        with pytest.raises(KnownError) as told:
            organizations.add(session, OrganizationValues(name))
        assert told.value.field == "name"
    assert session.query(Organization).count() == 1


def test_a_word_of_its_time_is_offered_for_its_days_only(session):
    def words(on):
        return {row.label for row in codes.items(session, codes.ORGANIZATION_KIND, on)}

    assert "Đảng bộ huyện" in words(date(2025, 6, 30))
    assert "Đảng bộ huyện" not in words(date(2025, 7, 1))
    assert "Chi bộ cơ sở" in words(date(2026, 7, 25))
    assert "Chi bộ cơ sở" not in words(TODAY)
    assert "Đảng bộ huyện" in codes.labels(session, codes.ORGANIZATION_KIND).values()


def test_the_office_adds_and_changes_words(session):
    key = codes.add(session, codes.CELL_KIND, Word("Chi bộ chợ", valid_from=date(2026, 1, 1)))
    other = codes.add(session, codes.CELL_KIND, Word("Chi bộ đồn biên phòng"))
    codes.edit(session, key, Word("Chi bộ Ban quản lý chợ"))
    found = {row.id: row for row in codes.items(session, codes.CELL_KIND)}
    assert (found[key].label, found[key].valid_from) == ("Chi bộ Ban quản lý chợ", None)
    assert found[key].code != found[other].code
    with pytest.raises(KnownError, match="Đã có"):
        codes.edit(session, key, Word("chi bộ ĐỒN biên phòng"))
    with pytest.raises(KnownError) as told:
        codes.edit(session, key, Word("Chi bộ chợ", date(2026, 2, 1), date(2026, 1, 1)))
    assert told.value.field == "valid_to"


def test_terms_have_two_days_and_do_not_overlap(session):
    body = Body(cell_id=cell(session))
    terms.add(session, body, TermValues(date(2022, 6, 1), date(2025, 5, 31)))
    key = terms.add(session, body, TermValues(date(2025, 6, 1), date(2027, 12, 31), "05-QĐ/ĐU"))
    for wrong, field in (
        (TermValues(None, TODAY), "since"),
        (TermValues(TODAY, TODAY), "until"),
        (TermValues(date(2027, 12, 31), date(2030, 1, 1)), "since"),
    ):
        with pytest.raises(KnownError) as told:
            terms.add(session, body, wrong)
        assert told.value.field == field
    terms.edit(session, key, TermValues(date(2025, 6, 1), date(2030, 5, 31), "09-QĐ/ĐU"))
    assert [(row.name, row.document) for row in terms.of(session, body)] == [
        ("2025–2030", "09-QĐ/ĐU"),
        ("2022–2025", ""),
    ]
    assert terms.ends(session) == {body: date(2030, 5, 31)}


def test_a_cell_whose_last_term_ends_within_the_notice_is_told(session):
    soon, over, later, never = (cell(session, f"Chi bộ {name}") for name in ("Một", "Hai", "Ba", "Bốn"))
    for key, until in ((soon, date(2027, 2, 20)), (over, date(2026, 6, 30)), (later, date(2027, 2, 21))):
        terms.add(session, Body(cell_id=key), TermValues(date(2025, 1, 1), until))
    assert ending(session) == [over, soon]
    terms.set_notice(session, 91)
    assert ending(session) == [over, soon, later]
    assert never not in ending(session, date(2030, 1, 1))


def ending(session, on=TODAY):
    return [line.body.cell_id for line in organizations.ending_terms(session, on)]
