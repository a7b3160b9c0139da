"""The column “cùng kỳ năm trước” of a form while its period runs: as much of last year as of this one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from exports import files
from exports.drafts import draft
from exports.learned import bound, filling, forms
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.offered import find
from exports.report import Needs, Scope
from models import members, office
from models.database import Database
from models.dates import PartialDate, Period
from models.members import MemberValues
from tests.exports import learned_forms
from tests.exports.commune import TODAY
from tests.models import builders

ADMITTED = 10
"""The row of form 1 with those admitted."""


@pytest.mark.parametrize(
    ("period", "on", "admitted", "told"),
    [
        ("2026", TODAY, 1, "từ 01/01/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/01/2025 đến 10/11/2025."),
        ("2026-Q4", TODAY, 0, "từ 01/10/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/10/2025 đến 10/11/2025."),
        ("2026-H2", TODAY, 0, "từ 01/7/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/7/2025 đến 10/11/2025."),
        ("2026-11", TODAY, 0, "từ 01/11/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/11/2025 đến 10/11/2025."),
        (
            "2026-12",
            date(2026, 12, 5),
            1,
            "từ 01/12/2026 đến 05/12/2026; cùng kỳ năm trước tính từ 01/12/2025 đến 05/12/2025.",
        ),
        ("2026", date(2026, 12, 31), 2, ""),
        ("2026-H2", date(2027, 1, 4), 1, ""),
        ("2026-H1", TODAY, 1, ""),
    ],
)
@pytest.mark.usefixtures("people")
def test_as_much_of_last_year_is_counted(db: Database, period: str, on: date, admitted: int, told: str) -> None:
    """One admitted in June 2025 and one in December: beside a 2026 that runs, the second is of no comparison."""
    with db.write("Kết nạp") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        for month, name in ((6, "Lò Thị Hạ"), (12, "Lò Thị Đông")):
            day = PartialDate(2025, month, 5)
            values = MemberValues(name, admitted_on=day, born_on=PartialDate(2000, 1, month))
            members.add(session, values, cell_id, on=TODAY)
    ready = draft(db, find("bieu-1"), Period.parse(period), on)
    sheet = files.reread(ready.workbook()).worksheets[0]
    assert sheet.cell(ADMITTED, 3).value == admitted
    said = [one.text for one in ready.findings() if "Kỳ chưa hết" in one.text]
    assert said == ([f"Kỳ chưa hết: kỳ này tính {told}"] if told else [])
    read = ready.behind(sheet.title, ADMITTED, 3)
    assert read is not None
    with db.read() as session:
        behind = read(session)
    assert ("2025, tính đến ngày" in behind.title) is bool(told)
    assert len(behind.people) == admitted


@pytest.mark.usefixtures("people")
def test_a_form_without_the_column_says_only_its_own_span(db: Database) -> None:
    ready = draft(db, find("bieu-6"), Period.year(2026), TODAY)
    said = [one.text for one in ready.findings() if "Kỳ chưa hết" in one.text]
    assert said == ["Kỳ chưa hết: kỳ này tính từ 01/01/2026 đến 10/11/2026."]


@pytest.mark.usefixtures("people")
def test_a_period_that_has_not_begun_is_told(db: Database) -> None:
    said = [one.text for one in draft(db, find("bieu-1"), Period.month(2027, 2), TODAY).findings()]
    assert not any("Kỳ chưa hết" in one for one in said)
    assert [one for one in said if "Kỳ chưa đến" in one] == [
        "Kỳ chưa đến: Tháng 2 năm 2027 bắt đầu ngày 01/02/2027, số trong biểu là của ngày 10/11/2026; hãy chọn kỳ khác."
    ]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "key", ["bieu-6", "danh-sach-ket-nap", "phat-trien-dang-vien", "xep-loai-dang-vien", "tong-hop-theo-chi-bo"]
)
def test_every_report_of_a_period_to_come_says_so_first(db: Database, key: str) -> None:
    said = [one.text for one in draft(db, find(key), Period.year(2027), TODAY).findings()]
    assert said[0].startswith("Kỳ chưa đến: Năm 2027 bắt đầu ngày 01/01/2027, ")
    assert not any("Kỳ chưa đến" in one for one in said[1:])
    assert not any("Kỳ chưa đến" in one.text for one in draft(db, find(key), Period.year(2026), TODAY).findings())


@pytest.mark.usefixtures("people")
def test_a_learned_form_of_a_month_to_come_says_so(db: Database) -> None:
    made = Template("Biểu", Needs.MONTH, Form(learned_forms.form(), "bieu.xlsx"))
    made = made.bind(Binding(Place(learned_forms.SHEET, spot_of("B5")), bound.INDICATOR, "members"))
    for needs in (Needs.MONTH, Needs.PERIOD):
        report = forms.report_of("Biểu", replace(made, needs=needs))
        said = [one.text for one in draft(db, report, Period.month(2027, 2), TODAY).findings()]
        assert [one for one in said if "Kỳ chưa đến" in one] == [
            "Kỳ chưa đến: Tháng 2 năm 2027 bắt đầu ngày 01/02/2027, số trong biểu là của ngày 10/11/2026; hãy chọn kỳ "
            "khác."
        ]
        assert not any("Kỳ chưa hết" in one for one in said)


def _last_year(db: Database, period: str, on: date, *keys: str) -> list[object]:
    """Return what a learned form says of the same span last year."""
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    places = {key: Place(learned_forms.SHEET, spot_of(f"B{row}")) for row, key in enumerate(keys, 5)}
    made = made.bind(*(Binding(place, bound.INDICATOR, key, span=bound.BEFORE) for key, place in places.items()))
    asked = Period.parse(period)
    with db.read() as session:
        read = filling.fetch(session, Scope(asked, min(asked.last, on), on, office.read(session)), made)
    return [read.values.get(place) for place in places.values()]


@pytest.mark.parametrize(
    ("period", "on", "turns", "meetings"),
    [
        ("2026-11", date(2026, 11, 10), Fraction(2, 2), 1),  # the second cell met on the 20th
        ("2026-11", date(2026, 11, 19), Fraction(2, 2), 1),
        ("2026-11", date(2026, 11, 20), Fraction(3, 5), 2),
        ("2026-11", date(2026, 11, 30), Fraction(3, 5), 2),
        ("2026-11", date(2027, 1, 4), Fraction(3, 5), 2),
        ("2026-Q4", date(2026, 11, 10), Fraction(2, 2), 2),  # the second cell met for October on 15/11
        ("2026-H2", date(2026, 11, 14), Fraction(2, 2), 2),
        ("2026", date(2026, 11, 15), Fraction(4, 5), 3),
        ("2026", date(2026, 12, 1), Fraction(7, 10), 4),
        ("2026-10", date(2026, 11, 1), Fraction(4, 5), 1),  # that October is over: all that was written of it counts
        ("2026", date(2026, 12, 31), Fraction(7, 10), 4),
    ],
)
def test_last_year_s_meetings_after_the_day_are_of_no_comparison(
    db: Database, period: str, on: date, turns: Fraction, meetings: int
) -> None:
    with db.write("Họp") as session:
        first, second = (builders.cell(session, f"Chi bộ bản {name}") for name in "AB")
        builders.people(session, first, 2)
        who = builders.people(session, second, 3, start=2)
        for month in (10, 11):
            builders.held(session, first, date(2025, month, 5))
        builders.held(session, second, date(2025, 11, 15), {who[0]: builders.P}, month=10)
        builders.held(session, second, date(2025, 11, 20), dict.fromkeys(who[:2], builders.P))
    assert _last_year(db, period, on, "participation", "meetings_regular") == [turns, meetings]
