"""Columns of two years of a form, taken for the report's own and the one before it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from exports import files
from exports.learned import filling, parts
from exports.learned.reading import report_years
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.proposals import Proposal, Reader, taken
from exports.learned.sketch import title_of
from exports.learned.template import Template
from exports.report import Scope
from models import office
from models.database import Database
from models.dates import Period
from tests.exports import later_forms
from tests.exports.proposal_forms import JOINED, Known
from tests.exports.test_learned_proposals import template_of


def _form(*heads: str) -> Known:
    return Known("so sánh", [["BIỂU SO SÁNH SỐ LIỆU ĐẢNG VIÊN"], ["TT", "Chỉ tiêu", *heads], [1, "Kết nạp đảng viên"]])


def _read(form: Known, year: int) -> tuple[Template, list[Proposal], list[Proposal]]:
    made, sheet = template_of(form.content()), load_workbook(BytesIO(form.content())).worksheets[0]
    words = SheetWords(sheet)
    found = Reader(made, ()).proposals(sheet.title, words)
    return made, found, report_years.turned(found, sheet.title, words, year)


def _told(form: Known, year: int) -> dict[str, str]:
    made, _found, turned = _read(form, year)
    made = taken(made, turned)
    return {str(one.place.spot): title_of(made, one) for one in made.bindings}


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (
            ("Năm 2025", "NĂM 2026"),
            {"C2": "Năm {nam_truoc}", "D2": "NĂM {nam}", "C3": f"{JOINED} (năm trước)", "D3": f"{JOINED} (cả năm)"},
        ),
        (
            ("Quý III/2025", "Quý III/2026"),
            {
                "C2": "Quý III/{nam_truoc}",
                "D2": "Quý III/{nam}",
                "C3": f"{JOINED} (quý III năm trước)",
                "D3": f"{JOINED} (quý III)",
            },
        ),
        (("Năm 2024", "Năm 2026"), {}),  # one of them is neither
        (("Năm 2026", "Năm 2027"), {}),
        (("Năm 2024", "Năm 2025"), {}),
        (("Quý I", "Quý II"), {}),  # no year is named
    ],
)
def test_the_running_year_and_the_one_before_are_those_of_the_report(
    heads: tuple[str, ...], told: dict[str, str]
) -> None:
    assert _told(_form(*heads), 2026) == told


def test_the_form_serves_in_the_year_after(busy: Database) -> None:
    made, found, turned = _read(_form("Năm 2025", "Năm 2026"), 2026)

    def shown(template: Template, year: int) -> list[Any]:
        with busy.read() as session:
            day = date(year, 12, 31)
            read = filling.fetch(session, Scope(Period.year(year), day, day, office.read(session)), template)
        sheet: Any = files.from_bytes(read.file[0]).worksheets[0]
        return [sheet[address].value for address in ("C2", "D2", "C3", "D3")]

    fixed, moving = taken(made, found), taken(made, turned)
    assert shown(fixed, 2026) == shown(moving, 2026)
    assert shown(moving, 2025)[:2] == ["Năm 2024", "Năm 2025"]
    assert shown(moving, 2025)[3] == shown(fixed, 2026)[2] > 0
    assert shown(fixed, 2025)[:2] == ["Năm 2025", "Năm 2026"]


@pytest.mark.parametrize("own", parts.ALL)
def test_a_part_of_the_year_before_is_that_part_then(own: str) -> None:
    part = f"{parts.BEFORE}-{own}"
    assert parts.period(part, 2026) == parts.period(own, 2025)
    name = parts.name(part)
    assert name is not None
    assert name.endswith("ăm trước")
    assert not any(letter.isdigit() for letter in name.partition("ăm trước")[2])


def test_the_year_over_columns_of_months_is_written_anew_with_them() -> None:
    told = _told(later_forms.FORMS[0], 2026)
    assert told["D2"] == "Số liệu các tháng trong năm {nam}"
    assert told["D6"] == f"{JOINED} (tháng 1)"
    assert _read(later_forms.FORMS[0], 2027)[2] == []
