"""Figures of last year, their ratio and sums since 1 January, in a learned form."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from exports.learned import bound, figures, filling, forms, parts, template
from exports.learned.fill import Form, Place
from exports.learned.sketch import title_of
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.report import Needs, Scope
from models import office
from models.database import Database
from models.dates import Period
from tests.exports import learned_forms
from tests.exports.learned_forms import SHEET
from tests.exports.listed_forms import changed
from tests.exports.test_learned_forms import rewrite

YEAR, MARCH = Period.year(2026), Period.month(2026, 3)


def at(address: str) -> Place:
    """Give a cell of the form."""
    return Place(SHEET, spot_of(address))


def _learned(key: str = "admitted", kind: str = bound.INDICATOR) -> Template:
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    places = {"B5": "", "B6": bound.BEFORE, "C6": bound.RATIO, "B7": bound.SO_FAR, "C7": bound.RATIO}
    return made.bind(*(Binding(at(place), kind, key, span=span) for place, span in places.items()))


def _read(db: Database, made: Template, period: Period, on: date = date(2026, 11, 10)) -> Any:
    with db.read() as session:
        return filling.fetch(session, Scope(period, min(period.last, on), on, office.read(session)), made)


@pytest.mark.parametrize("binding", [("admitted", bound.INDICATOR), ("admitted.all", bound.STATISTIC)])
def test_each_is_the_figure_of_its_own_time(commune: Database, binding: tuple[str, str]) -> None:
    def plain(period: Period) -> int:
        return _read(commune, _learned(*binding), period).values[at("B5")]

    read = _read(commune, _learned(*binding), MARCH)
    now, before = plain(MARCH), plain(Period.month(2025, 3))
    assert read.values[at("B6")] == before
    assert read.values[at("B7")] == plain(Period.parse("2026-01-01..2026-03-31")) >= now
    assert read.values.get(at("C7")) == (Fraction(now, before) if before else None)
    year = _read(commune, _learned(*binding), YEAR)
    assert year.values[at("B5")] == year.values[at("B7")] > 0
    as_far = plain(Period.parse("2025-01-01..2025-11-10"))  # the year runs: only as much of the last one
    assert as_far < plain(Period.year(2025))
    assert year.values[at("C6")] == Fraction(year.values[at("B5")], as_far)
    with commune.read() as session:
        assert len(year.behind[at("B6")](session).people) >= as_far
        assert "Năm 2025, tính đến ngày 10/11/2025" in year.behind[at("B6")](session).explanation
        assert "năm trước (Năm 2025, tính đến ngày 10/11/2025)" in year.behind[at("C6")](session).explanation
    told = "Kỳ chưa hết: kỳ này tính từ 01/01/2026 đến 10/11/2026; cùng kỳ năm trước tính từ 01/01/2025 đến 10/11/2025."
    assert [one.text for one in year.findings].count(told) == 1
    over = _read(commune, _learned(*binding), YEAR, date(2026, 12, 31))
    assert over.values[at("C6")] == Fraction(over.values[at("B5")], plain(Period.year(2025)))
    assert not any("Kỳ chưa hết" in one.text for one in over.findings)


@pytest.mark.usefixtures("people")
def test_a_year_the_book_does_not_reach_back_to_is_a_dash_and_is_said_once(db: Database) -> None:
    read = _read(db, _learned("members"), Period.year(2019), date(2019, 12, 31))
    assert [read.values[at(place)] for place in ("B6", "C6", "C7")] == ["–"] * 3
    assert [one.text for one in read.findings].count(figures.NO_YEAR_BEFORE) == 1


def test_the_filled_share_is_what_the_cell_shows(commune: Database) -> None:
    read = _read(commune, _learned(), YEAR)
    content, _left = read.file
    from exports import files

    sheet: Any = files.from_bytes(content).worksheets[0]
    share = read.values[at("C6")]
    assert sheet["C6"].value == pytest.approx(float(share))  # the form shows per cent there
    assert sheet["C7"].value == pytest.approx(float(share) * 100, abs=0.005)


def test_a_template_keeps_them_and_one_of_another_version_is_said(tmp_path: Any, db: Database) -> None:
    path = tmp_path / "biểu.mau"
    _learned().write(path)
    again = template.read(path)
    assert [one.span for one in again.bindings] == [one.span for one in _learned().bindings]
    assert title_of(again, again.bindings[1]).endswith("(cùng kỳ năm trước)")
    told = [{"sheet": SHEET, "at": "B5", "kind": "indicator", "key": "members", "span": "plan"}]
    rewrite(path, {"bindings": told})
    read = _read(db, template.read(path), YEAR)
    assert not read.values
    assert "chưa biết cách tính" in read.findings[0].text
    assert forms.report_of("Biểu", again).title == "Biểu"


def test_a_ratio_follows_the_numbers_by_hand_it_is_of(commune: Database) -> None:
    form = Form(learned_forms.form(), "bieu.xlsx")
    made = Template("Biểu", Needs.PERIOD, form).bind(
        Binding(at("B6"), bound.INDICATOR, "admitted"),
        Binding(at("C6"), bound.INDICATOR, "admitted", span=bound.RATIO),
        Binding(at("D6"), bound.INDICATOR, "admitted", span=bound.BEFORE),
    )
    one, read = forms.report_of("Biểu", made), _read(commune, made, YEAR)
    assert one.fixed is not None
    before = read.values[at("D6")]
    assert one.fixed.overridden(read, {(SHEET, 6, 2): 40}).values[at("C6")] == Fraction(40, before)
    assert one.fixed.overridden(read, {(SHEET, 6, 4): 8}).values[at("C6")] == Fraction(read.values[at("B6")], 8)
    assert one.fixed.overridden(read, {(SHEET, 6, 4): 0}).values[at("C6")] == figures.BLANK
    assert one.fixed.overridden(read, {(SHEET, 6, 3): 99, (SHEET, 6, 2): 40}).values[at("C6")] == 99
    assert one.fixed.overridden(read, {}).values == read.values


@pytest.mark.parametrize(("kind", "written"), [("", 82.5), ("percent", 0.825)])
def test_a_ratio_of_shares_follows_a_share_by_hand_as_its_cell_shows_it(monkeypatch, kind: str, written: float) -> None:
    form = Form(learned_forms.form(), "bieu.xlsx")
    monkeypatch.setattr(form, "_kinds", [kind] * 1000)
    now, ratio, before = at("B6"), at("C6"), at("D6")
    reckoned = {now: Fraction(9, 10), before: Fraction(3, 4), ratio: Fraction(6, 5)}
    read = filling.Filled(Template("Biểu", Needs.PERIOD, form), form, {**reckoned}, {}, (), {ratio: (now, before)})
    report = forms.report_of("Biểu", read.template)
    assert report.fixed is not None
    by_now = report.fixed.overridden(read, {(SHEET, 6, 2): written}).values
    assert (by_now[now], by_now[ratio]) == (written, Fraction(825, 750))
    assert report.fixed.overridden(read, {(SHEET, 6, 4): written}).values[ratio] == Fraction(900, 825)
    assert report.fixed.overridden(read, {(SHEET, 6, 2): written, (SHEET, 6, 4): written}).values[ratio] == 1
    assert report.fixed.overridden(read, {(SHEET, 6, 4): 0}).values[ratio] == figures.BLANK


@pytest.mark.usefixtures("people")
def test_a_template_saved_by_a_program_that_knew_of_none_is_told_where_its_headings_do(
    tmp_path: Any, db: Database
) -> None:
    form = learned_forms.form()
    heading = "Số lượng".encode("ascii", "xmlcharrefreplace").decode()
    form = changed(form, "xl/worksheets/sheet1.xml", heading, "Cùng kỳ năm trước")
    made = Template("Biểu", Needs.PERIOD, Form(form, "bieu.xlsx"))
    path = tmp_path / "biểu.mau"
    made.bind(Binding(at("B5"), bound.INDICATOR, "members")).write(path)
    assert not any("phiên bản cũ" in one.text for one in _read(db, template.read(path), YEAR).findings)
    rewrite(path, {"schema": 2})
    (said,) = [one.text for one in _read(db, template.read(path), YEAR).findings if "phiên bản cũ" in one.text]
    assert "B5 đứng dưới cột năm trước" in said


@pytest.mark.parametrize("part", [*parts.ALL, *(f"2025-{part}" for part in parts.ALL)])
def test_a_part_of_the_year_is_read_from_what_it_is_called(part: str) -> None:
    name = parts.name(part)
    assert name is not None
    assert parts.of(name) == part
    days = parts.period(part, 2026)
    assert days is not None
    assert days.first.year == (2025 if part.startswith("2025") else 2026)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("THÁNG 03", "m3"),
        ("T12", "m12"),
        ("Tháng 10/2026", "2026-m10"),
        ("Quý IV - 2025", "2025-q4"),
        ("(Thực hiện năm 2025)", "2025-y"),
        ("6 tháng", "h1"),
        ("9 tháng đầu năm 2026", "2026-n"),
        *((text, "") for text in ("Tháng 13", "Quý", "Ước năm 2026", "Năm sinh 1990", "Tháng này", "Từ tháng 1", "T")),
    ],
)
def test_only_words_of_one_time_are_a_part(text: str, part: str) -> None:
    assert parts.of(text) == part


def _of(part: str, key: str = "admitted") -> Template:
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    return made.bind(Binding(at("B5"), bound.INDICATOR, key, span=part))


@pytest.mark.parametrize(
    ("part", "period", "key"),
    [
        ("m3", MARCH, "members"),
        ("q1", Period.quarter(2026, 1), "admitted"),
        ("2025-h1", Period.half(2025, 1), "admitted"),
        ("n", Period(date(2026, 1, 1), date(2026, 9, 30)), "members"),
        ("2025-y", Period.year(2025), "admitted"),
        ("y", YEAR, "admitted"),
    ],
)
def test_the_figure_of_a_part_is_that_of_a_report_of_it(busy: Database, part: str, period: Period, key: str) -> None:
    own, whole = _read(busy, _of(part, key), YEAR), _read(busy, _of(bound.NOW, key), period)
    assert own.values[at("B5")] == whole.values[at("B5")] > 0
    with busy.read() as session:
        assert own.behind[at("B5")](session).people == whole.behind[at("B5")](session).people


def test_a_month_to_come_is_blank_and_a_year_before_the_book_a_dash(busy: Database) -> None:
    assert _read(busy, _of("m12"), YEAR).values[at("B5")] == figures.BLANK  # made on 10/11
    assert _read(busy, _of("m10"), MARCH).values[at("B5")] == figures.BLANK
    assert _read(busy, _of("1990-y"), YEAR).values[at("B5")] == figures.NONE_KNOWN
