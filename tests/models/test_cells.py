"""Cells and the villages they serve: the list of a day, adding, closing, own, joint and none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import cells, members, stays, villages
from models.cells import CellValues
from models.errors import KnownError
from models.tables import Duty, Ending, Standing, Stay
from models.villages import Served, VillageValues
from tests.leaving import leave
from tests.models import builders as make
from tests.models.builders import TODAY


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Chi bộ bản Nà Sáy", "village"),
        ("CHI BỘ THÔN 5", "village"),
        ("Chi bộ tổ dân phố 3", "village"),
        ("Chi bộ Trường PTDTBT Tiểu học", "school"),
        ("Chi bộ Trường Mầm non bản Nà Sáy", "school"),
        ("Chi bộ Trạm Y tế", "health"),
        ("Chi bộ Công an xã", "police"),
        ("Chi bộ Quân sự", "military"),
        ("Chi bộ cơ quan Đảng, MTTQ, đoàn thể", "party_office"),
        ("Chi bộ cơ quan UBND", "government"),
        ("Chi bộ Hợp tác xã Mường Mẫu", "enterprise"),
        ("Chi bộ Bảnh", None),
        ("Chi bộ 12", None),
    ],
)
def test_the_kind_is_what_the_name_says(name: str, kind: str | None) -> None:
    assert cells.kind_from_name(name) == kind


def test_the_list_counts_members_of_the_day_and_leaves_guests_apart(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 3)
    make.people(session, key, 2, standing=Standing.PROBATIONARY, start=5)
    make.people(session, key, 1, standing=Standing.UNKNOWN, start=8)
    make.people(session, key, 1, duty=Duty.GUEST, start=9)
    (row,) = cells.rows(session, TODAY)
    assert (row.members, row.official, row.probationary, row.unknown) == (6, 3, 2, 1)
    (row,) = cells.rows(session, date(2026, 4, 30))
    assert (row.members, row.probationary) == (4, 0)


def test_a_second_cell_of_a_name_or_code_is_refused(session: Session) -> None:
    cells.add(session, CellValues("Chi bộ bản Nà Sáy", code="11.900.000.000.001"))
    with pytest.raises(KnownError, match="Đã có “Chi bộ bản Nà Sáy”") as refused:
        cells.add(session, CellValues("  chi bộ  BẢN nà sáy"))
    assert refused.value.field == "name"
    with pytest.raises(KnownError, match=r"Mã 11\.900\.000\.000\.001 đã dùng") as refused:
        cells.add(session, CellValues("Chi bộ bản Co Mặn", code="11.900.000.000.001"))
    assert refused.value.field == "code"


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "Chi bộ " + "á" * 200])
def test_a_cell_needs_a_name_that_fits(session: Session, name: str) -> None:
    with pytest.raises(KnownError) as refused:
        cells.add(session, CellValues(name))
    assert refused.value.field == "name"


def test_correcting_keeps_the_place_in_the_list(session: Session) -> None:
    first, second = make.cell(session, "Chi bộ bản A"), make.cell(session, "Chi bộ bản B")
    cells.edit(session, first, CellValues("Chi bộ bản Z", place="Nhà văn hóa"))
    session.flush()
    assert [(row.id, row.name) for row in cells.rows(session, TODAY)] == [
        (first, "Chi bộ bản Z"),
        (second, "Chi bộ bản B"),
    ]


def test_a_closed_cell_is_there_until_the_day_before(session: Session) -> None:
    key = make.cell(session)
    cells.close(session, key, date(2026, 6, 1))
    session.flush()
    assert [row.valid_to for row in cells.rows(session, date(2026, 5, 31))] == [date(2026, 5, 31)]
    assert cells.rows(session, date(2026, 6, 1)) == []
    assert cells.names(session) == {key: "Chi bộ bản Nà Sáy"}
    make.cell(session)  # the name is free again


def test_a_cell_with_members_cannot_be_closed(session: Session) -> None:
    key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    one, two = make.people(session, key, 2)
    with pytest.raises(KnownError, match="còn 2 đảng viên"):
        cells.close(session, key, date(2026, 6, 1))
    stays.change(session, one, on=date(2026, 6, 1), cell_id=other)
    leave(session, two, on=date(2026, 6, 16), ending=Ending.DIED)
    session.flush()
    for day in (1, 15):  # one of them was on its list until the 15th
        with pytest.raises(KnownError, match="còn 1 đảng viên"):
            cells.close(session, key, date(2026, 6, day))
    cells.close(session, key, date(2026, 6, 16))


def test_a_cell_cannot_be_closed_before_it_was_founded(session: Session) -> None:
    key = make.cell(session, since=date(2026, 6, 1))
    with pytest.raises(KnownError, match="01/06/2026"):
        cells.close(session, key, date(2026, 6, 1))
    cells.close(session, key, date(2026, 6, 2))


def test_a_cell_cannot_be_founded_after_what_it_has_done(session: Session) -> None:
    """A roll and a stay from a known day bind; a stay whose first day nobody knows does not."""
    key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    found = CellValues("Chi bộ bản Nà Sáy", valid_from=date(2026, 6, 2))
    make.people(session, key, 1, since=date(2026, 1, 1))
    with pytest.raises(KnownError, match="đảng viên sinh hoạt từ 01/01/2026") as caught:
        cells.edit(session, key, found)
    assert caught.value.field == "valid_from"
    cells.edit(session, key, replace(found, valid_from=date(2026, 1, 1)))
    (old,) = make.people(session, other, 1, since=date(1990, 1, 1), start=9)
    for row in session.scalars(select(Stay).where(Stay.member_id == old)):
        row.is_since_known = False
    session.flush()
    cells.edit(session, other, replace(found, name="Chi bộ bản Co Mặn"))
    make.held(session, other, date(2026, 7, 5))
    with pytest.raises(KnownError, match="điểm danh cuộc họp ngày 05/07/2026"):
        cells.edit(session, other, replace(found, name="Chi bộ bản Co Mặn", valid_from=date(2026, 8, 1)))
    cells.edit(session, other, replace(found, name="Chi bộ bản Mới"))


def test_villages_have_a_cell_of_their_own_a_joint_one_or_none(session: Session) -> None:
    own, joint = make.cell(session), make.cell(session, "Chi bộ bản A - B")
    for name, cell_id in (("Nà Sáy", own), ("A", joint), ("B", joint), ("C", None)):
        villages.add(session, VillageValues(name, households=50, cell_id=cell_id))
    assert [(row.name, row.served) for row in villages.rows(session, TODAY)] == [
        ("Nà Sáy", Served.OWN),
        ("A", Served.JOINT),
        ("B", Served.JOINT),
        ("C", Served.NONE),
    ]
    assert [row.is_joint for row in cells.rows(session, TODAY)] == [False, True]


def test_a_village_passes_from_one_cell_to_another_on_a_day(session: Session) -> None:
    old = make.cell(session, "Chi bộ bản A - B")
    a, _b = (villages.add(session, VillageValues(name, cell_id=old)) for name in "AB")
    new = make.cell(session, "Chi bộ bản A", since=date(2026, 6, 1))
    villages.serve(session, a, new, on=date(2026, 6, 1))
    session.flush()
    before, after = (villages.rows(session, day) for day in (date(2026, 5, 31), date(2026, 6, 1)))
    assert [(row.cell_id, row.served) for row in before] == [(old, Served.JOINT), (old, Served.JOINT)]
    assert [(row.cell_id, row.served) for row in after] == [(new, Served.OWN), (old, Served.OWN)]


def test_a_closed_cell_serves_no_village(session: Session) -> None:
    key = make.cell(session)
    villages.add(session, VillageValues("Nà Sáy", cell_id=key))
    cells.close(session, key, date(2026, 6, 1))
    session.flush()
    days = (date(2026, 5, 31), date(2026, 6, 1))
    assert [villages.rows(session, day)[0].served for day in days] == [Served.OWN, Served.NONE]


def test_a_village_is_trang_only_when_everybodys_residence_is_known(session: Session) -> None:
    key = make.cell(session)
    lived, empty = (villages.add(session, VillageValues(name)) for name in ("Nà Sáy", "Pú Kẻm"))
    one, two = make.people(session, key, 2)
    for who, village in ((one, lived), (two, None)):
        members.edit(session, who, replace(members.read(session, who), village_id=village), on=TODAY)
    session.flush()
    assert [(row.members, row.is_white) for row in villages.rows(session, TODAY)] == [(1, False), (0, None)]
    members.edit(session, two, replace(members.read(session, two), village_id=lived), on=TODAY)
    session.flush()
    rows = {row.id: row.is_white for row in villages.rows(session, TODAY)}
    assert rows == {lived: False, empty: True}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (VillageValues(""), "name"),
        (VillageValues("Bản " + "á" * 200), "name"),
        (VillageValues("NÀ SÁY"), "name"),
        (VillageValues("Co Mặn", households=-1), "households"),
        (VillageValues("Co Mặn", population=-5), "population"),
    ],
)
def test_a_bad_village_is_refused(session: Session, values: VillageValues, field: str) -> None:
    villages.add(session, VillageValues("Nà Sáy"))
    with pytest.raises(KnownError) as refused:
        villages.add(session, values)
    assert refused.value.field == field


def test_nought_and_not_known_are_not_the_same(session: Session) -> None:
    villages.add(session, VillageValues("Nà Sáy", households=0, is_border=False))
    villages.add(session, VillageValues("Co Mặn"))
    rows = villages.rows(session, TODAY)
    assert [(row.households, row.is_border) for row in rows] == [(0, False), (None, None)]
