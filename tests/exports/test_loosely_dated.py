"""Events that the book knows by their month or year alone: which figures count them, and where that is said."""

from __future__ import annotations

from datetime import date

import pytest

from exports.drafts import Draft, draft
from exports.learned import bound, filling
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.names import Finding
from exports.offered import find
from exports.report import Needs, Scope
from models import events, members, office
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.members import MemberValues
from models.tables import EventKind
from tests.exports import learned_forms
from tests.exports.commune import TODAY

NOVEMBER, YEAR = Period.month(2026, 11), Period.year(2026)
LATER = date(2026, 12, 5)
SAID = (
    "Cột cùng kỳ năm trước tính cả 1 trường hợp sổ chỉ ghi tháng hoặc năm nên có thể sau ngày 10/11/2025: "
    "Lò Thị Trước; ghi đủ ngày vào sổ thì biết có tính hay không."
)


@pytest.fixture
def loose(db: Database, people: dict[str, int]) -> Database:
    """Give the small commune with one more admitted in 2025 and in 2026, nobody knows when."""
    with db.write("Kết nạp") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        for year, name in ((2025, "Lò Thị Trước"), (2026, "Lò Thị Nay")):
            values = MemberValues(name, admitted_on=PartialDate(year), born_on=PartialDate(2000))
            members.add(session, values, cell_id, on=TODAY)
    return db


def _development(db: Database, period: Period, on: date) -> tuple[Draft, int]:
    ready = draft(db, find("phat-trien-dang-vien"), period, on)
    return ready, len(ready.data.so_far)


def _learned(db: Database, period: Period, on: date, *spans: str, key: str = "admitted") -> filling.Filled:
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    kind = bound.STATISTIC if "." in key else bound.INDICATOR
    places = (Place(learned_forms.SHEET, spot_of(f"B{row}")) for row in range(5, 9))
    made = made.bind(*(Binding(place, kind, key, span=span) for place, span in zip(places, spans, strict=False)))
    with db.read() as session:
        return filling.fetch(session, Scope(period, min(period.last, on), on, office.read(session)), made)


@pytest.mark.parametrize("key", ["admitted", "admitted.all"])
@pytest.mark.parametrize(
    ("period", "on"),
    [
        (NOVEMBER, TODAY),
        (NOVEMBER, LATER),
        (YEAR, TODAY),
        (Period.quarter(2026, 4), TODAY),
        (Period.half(2026, 1), date(2026, 5, 1)),
    ],
    ids=str,
)
def test_the_sum_since_january_is_one_in_our_report_and_in_a_learned_form(
    loose: Database, period: Period, on: date, key: str
) -> None:
    _ready, ours = _development(loose, period, on)
    assert [*_learned(loose, period, on, bound.SO_FAR, key=key).values.values()] == [ours]
    if on < period.last:
        assert ours == _development(loose, YEAR, on)[1]  # what the report of the year says on the same day


def test_who_is_left_out_of_the_sum_of_a_month_that_is_over_is_named(loose: Database) -> None:
    _ready, running = _development(loose, NOVEMBER, TODAY)
    ready, over = _development(loose, NOVEMBER, LATER)
    assert over == running - 1
    (said,) = [one for one in ready.findings() if one.text.startswith("Cột “Lũy kế từ đầu năm” chưa tính 1 đồng chí")]
    assert "Lò Thị Nay; ghi đủ ngày" in said.text
    assert said.behind is not None
    assert [one.full_name for one in said.behind.people] == ["Lò Thị Nay"]
    assert not [one for one in _development(loose, YEAR, LATER)[0].findings() if "chưa tính" in one.text]


@pytest.mark.parametrize("form", ["bieu-1", "bieu-2"])
def test_who_may_be_after_the_compared_day_counts_and_is_named(
    loose: Database, people: dict[str, int], form: str
) -> None:
    name = {"bieu-1": "Lò Văn Ánh", "bieu-2": "Lò Thị Trước"}[form]
    died = EventValues(EventKind.DIED, date(2025, 1, 1), is_day_known=False, is_month_known=False)
    with loose.write("Từ trần") as session:
        events.record(session, people["Lò Văn Ánh"], died)

    def told(on: date) -> list[Finding]:
        return [one for one in draft(loose, find(form), YEAR, on).findings() if "chỉ ghi tháng" in one.text]

    (said,) = told(TODAY)
    assert said.text == SAID.replace("Lò Thị Trước", name)
    assert said.behind is not None
    assert [one.full_name for one in said.behind.people] == [name]
    assert told(date(2026, 12, 31)) == []  # held against the whole of 2025


@pytest.mark.parametrize("span", [bound.BEFORE, bound.RATIO])
@pytest.mark.parametrize("key", ["admitted", "admitted.all"])
def test_a_learned_form_names_them_too(loose: Database, span: str, key: str) -> None:
    read = _learned(loose, YEAR, TODAY, bound.NOW, span, key=key)
    assert [one.text for one in read.findings].count(SAID) == 1
    assert not any("chỉ ghi tháng" in one.text for one in _learned(loose, YEAR, TODAY, bound.NOW, key=key).findings)
    assert not any("chỉ ghi tháng" in one.text for one in _learned(loose, YEAR, TODAY, span, key="members").findings)
