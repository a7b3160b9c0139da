"""The plain fields of a member's card, wherever they come in."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from exports.readers import clip, recognise
from models import cells, codes, imports, members
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.imports import Verdict
from models.member_fields import PLAIN
from models.members import MemberValues
from models.tables import Member

TODAY = date(2026, 11, 22)


@pytest.fixture
def who(db: Database) -> int:
    with db.write("Dựng sổ") as session:
        cell = cells.add(session, CellValues("Chi bộ bản Nà Sáy"))
        values = MemberValues(
            "Lò Văn Ánh", born_on=PartialDate(1965), enlisted_on=PartialDate(1985), admitted_on=PartialDate(1995, 5, 1)
        )
        return members.add(session, values, cell, on=TODAY)


def test_every_field_of_the_card_is_reached_or_has_a_path_of_its_own() -> None:
    own_path = {
        *("full_name", "gender", "born_on", "ethnic_id", "religion_id", "citizen_id", "card_number", "old_card_number"),
        *("admitted_on", "official_on", "education_id", "schooling", "professional_id", "theory_id", "village_id"),
        *("occupation_id", "card_issued_on", "old_identity_number"),
        *("party_age_from", "party_age_reason"),  # the day and its reason only make sense together
    }
    assert {one.name for one in fields(MemberValues)} - own_path == {one.column for one in PLAIN}


@pytest.mark.parametrize(
    ("name", "typed", "column", "value"),
    [
        ("address", "Đội 3", "address", "Đội 3"),
        ("note", "Chuyển hồ sơ 2019", "note", "Chuyển hồ sơ 2019"),
        ("dossier_number", "00123", "dossier_number", "00123"),
        ("work", "Làm ruộng", "occupation", "Làm ruộng"),
        ("youth_union_on", "26/3/1982", "youth_union_on", PartialDate(1982, 3, 26)),
        ("is_martyr_family", "có", "is_martyr_family", True),
        ("is_martyr_family", "Không", "is_martyr_family", False),
    ],
)
def test_one_value_goes_into_its_column(
    db: Database, who: int, name: str, typed: str, column: str, value: object
) -> None:
    with db.write("Sửa") as session:
        plan = imports.plan_rows(session, clip.one_value(name, typed, ["Lò Văn Ánh"], TODAY), TODAY, [who])
        imports.apply(session, plan)
    with db.read() as session:
        assert getattr(session.get_one(Member, who), column) == value
        again = imports.plan_rows(session, clip.one_value(name, typed, ["Lò Văn Ánh"], TODAY), TODAY, [who])
        assert again.actions[0].verdict is Verdict.SKIP


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("discharged_on", "1980", "trước ngày nhập ngũ 1985"),
        ("admission_ceremony_on", "20/4/1995", "trước ngày kết nạp 01/05/1995"),  # no decision is written
        ("youth_union_on", "1960", "trước ngày sinh 1965"),
        ("recruited_on", "12/2027", "chưa tới"),
        ("health", "x" * 61, "quá 60"),
        ("academic_title_id", "Cử nhân", "trong danh mục"),
        ("is_martyr_family", "có lẽ", "Không hiểu"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(db: Database, who: int, name: str, typed: str, reason: str) -> None:
    with db.read() as session:
        plan = imports.plan_rows(session, clip.one_value(name, typed, ["Lò Văn Ánh"], TODAY), TODAY, [who])
    assert plan.actions[0].verdict is Verdict.ERROR
    assert any(reason in one.reason for one in plan.all_problems)


def test_an_admission_after_the_ceremony_on_the_card_is_refused_too(db: Database, who: int, tmp_path: Path) -> None:
    with db.write("Sửa") as session:
        known = replace(members.read(session, who), citizen_id="014065000123")
        known = replace(known, admission_ceremony_on=PartialDate(1995, 5, 20))
        members.edit(session, who, known, on=TODAY)
    book = Workbook()
    book.worksheets[0].append(["Họ và tên", "Số CCCD", "Chi bộ", "Ngày vào Đảng"])
    book.worksheets[0].append(["Lò Văn Ánh", "014065000123", "Chi bộ bản Nà Sáy", "01/06/1995"])
    book.save(tmp_path / "so.xlsx")
    with db.read() as session:
        plan = imports.plan(session, recognise.read_file(tmp_path / "so.xlsx", TODAY), TODAY)
    assert plan.actions[0].verdict is Verdict.ERROR
    assert [one.reason for one in plan.all_problems] == [
        "Ngày tổ chức lễ kết nạp 20/05/1995 trước ngày kết nạp 01/06/1995."
    ]


def test_a_list_with_such_headings_fills_them(db: Database, who: int, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["Họ và tên", "Ngày sinh", "Chi bộ", "Nghề nghiệp", "Nhóm nghề nghiệp", "Địa chỉ", "Học hàm", "Ghi chú"]
    )
    with db.read() as session:
        group = codes.items(session, codes.OCCUPATION)[0].label
    sheet.append(["Lò Văn Ánh", 1965, "Chi bộ bản Nà Sáy", "Làm ruộng", group, "Đội 3", "Giáo sư", "Con liệt sĩ"])
    book.save(tmp_path / "so.xlsx")
    with db.write("Nhập") as session:
        plan = imports.plan(session, recognise.read_file(tmp_path / "so.xlsx", TODAY), TODAY)
        said = {one.field: one.after for one in plan.actions[0].differences}
        imports.apply(session, plan)
    assert said["Nhóm nghề nghiệp"] == group
    assert said["Học hàm"] == "Giáo sư"
    with db.read() as session:
        values = members.read(session, who)
        assert (values.occupation, values.address, values.note) == ("Làm ruộng", "Đội 3", "Con liệt sĩ")
        assert values.occupation_id is not None
