"""Dates as offices write them, and the periods of reports."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    PartialDate,
    Period,
    add_months,
    long_date,
    office_date,
    parse_date,
)
from models.errors import KnownError

days = st.dates(date(1850, 1, 1), date(2200, 12, 31))
partials = st.builds(lambda day, known: PartialDate(*(day.year, day.month, day.day)[:known]), days, st.integers(1, 3))


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("12/05/1956", "1956-05-12"),
        ("2/5/1956", "1956-05-02"),
        ("12.05.1956", "1956-05-12"),
        ("12-5-1956", "1956-05-12"),
        ("12–05–1956", "1956-05-12"),
        (" 12 / 5 / 1956\u200b ", "1956-05-12"),
        ("1956-05-12", "1956-05-12"),
        ("1956-05-12 00:00:00", "1956-05-12"),
        ("2/5/56", "1956-05-02"),
        ("2/5/31", "1931-05-02"),
        ("2/5/30", "2030-05-02"),
        ("2/5/05", "2005-05-02"),
        ("05/1956", "1956-05"),
        ("5.1956", "1956-05"),
        ("1956-05", "1956-05"),
        ("1956", "1956"),
        ("00/00/1956", "1956"),
        ("00/05/1956", "1956-05"),
        ("ngày 12 tháng 5 năm 1956", "1956-05-12"),
        ("Tháng 5 năm 1956", "1956-05"),
        ("29/02/2024", "2024-02-29"),
    ],
)
def test_dates_are_read_as_people_type_them(typed, iso):
    assert PartialDate.parse(typed).iso == iso


@given(st.integers(0, 32), st.integers(0, 13), st.sampled_from(["1849", "1850", "1956", "2024", "2200", "2201", "24"]))
def test_a_day_is_the_same_with_a_blank_before_it(day, month, year):
    def read(typed):
        try:
            return PartialDate.parse(typed)
        except KnownError as error:
            return error.message.replace(typed.strip(), "?")

    assert read(f"{day:02d}/{month:02d}/{year}") == read(f" {day:02d}/{month:02d}/{year}")


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_a_day_typed_without_signs_is_the_same_day(day):
    assert PartialDate.parse(f"{day:%d%m}{day.year}") == PartialDate.of(day)


@pytest.mark.parametrize("typed", ["20261120", "99999999", "20132026", "200126", "31002026", "20111026"])
def test_other_digits_alone_are_no_day(typed):
    with pytest.raises(KnownError, match="không phải là ngày"):
        PartialDate.parse(typed)


def test_the_pivot_decides_the_century():
    assert PartialDate.parse("1/1/40", pivot=50).year == 2040
    assert PartialDate.parse("1/1/40").year == 1940


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2026", "Ngày 31/02/2026 không có thật; hãy sửa lại ngày."),
        ("29/2/2025", "Ngày 29/02/2025 không có thật; hãy sửa lại ngày."),
        ("05/13/1956", "Ngày 05/13/1956 không có thật; hãy sửa lại ngày."),
        ("13/1956", "Tháng 13/1956 không có thật; hãy sửa lại tháng."),
        ("12/05/1056", "Năm 1056 nằm ngoài khoảng 1850–2200; hãy sửa lại năm."),
        ("2201", "Năm 2201 nằm ngoài khoảng 1850–2200; hãy sửa lại năm."),
        ("12/00/1956", "“12/00/1956” có ngày mà không có tháng; hãy sửa lại ngày."),
        ("không nhớ", "“không nhớ” không phải là ngày; hãy ghi như 12/05/1956, 05/1956 hoặc 1956."),
        ("5/56", "“5/56” không phải là ngày; hãy ghi như 12/05/1956, 05/1956 hoặc 1956."),
        ("12/05/956", "“12/05/956” không phải là ngày; hãy ghi như 12/05/1956, 05/1956 hoặc 1956."),
        (" ", "Chưa ghi ngày; hãy ghi như 12/05/1956, 05/1956 hoặc 1956."),
    ],
)
def test_what_is_no_date_gets_a_sentence(typed, sentence):
    with pytest.raises(KnownError) as refused:
        PartialDate.parse(typed)
    assert refused.value.message == sentence


def test_a_long_text_is_cut_in_the_sentence():
    with pytest.raises(KnownError) as refused:
        PartialDate.parse("x" * 300)
    assert len(refused.value.message) < 130


@given(st.text() | st.from_regex(r"\A\d{1,4}[./-]\d{1,2}([./-]\d{1,4})?\Z"))
@example("²/5/1956")
@example("1956-0²")
def test_any_text_is_a_date_or_a_known_error(typed):
    try:
        read = PartialDate.parse(typed)
    except KnownError:
        return
    assert read.first <= read.last


@given(partials)
def test_what_is_written_is_read_back(partial):
    assert PartialDate.from_iso(partial.iso) == partial
    assert PartialDate.parse(str(partial)) == partial
    assert PartialDate.parse(partial.iso) == partial
    assert PartialDate.parse(partial.format(long=True)) == partial


@given(partials, partials)
def test_order_is_by_first_day_then_by_precision_and_text_sorts_alike(one, other):
    expected = (one.first, len(one.iso)) < (other.first, len(other.iso))
    assert (one < other) is expected
    assert (one.iso < other.iso) is expected


@given(partials)
def test_a_partial_date_spans_what_it_may_mean(partial):
    assert partial.first <= partial.last
    assert (partial.first == partial.last) is partial.is_full
    length = (partial.last - partial.first).days + 1
    assert length in {4: (365, 366), 7: (28, 29, 30, 31), 10: (1,)}[len(partial.iso)]


def test_partial_dates_are_written_as_far_as_they_are_known():
    assert [str(PartialDate(1956)), str(PartialDate(1956, 5)), str(PartialDate(1956, 5, 2))] == [
        "1956",
        "05/1956",
        "02/05/1956",
    ]
    assert PartialDate(1956, 5).format(long=True) == "tháng 5 năm 1956"
    assert PartialDate(1956).format() == "1956"


@pytest.mark.parametrize("stored", ["", "1956-5", "1956-05-12 ", "12/05/1956", "1956-02-30"])
def test_a_spoilt_stored_date_is_refused(stored):
    with pytest.raises(KnownError):
        PartialDate.from_iso(stored)


def test_a_day_without_its_month_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="month"):
        PartialDate(1956, None, 5)


def test_only_a_whole_date_will_do_where_one_is_needed():
    assert parse_date("12/5/1956") == date(1956, 5, 12)
    with pytest.raises(KnownError) as refused:
        parse_date("05/1956")
    assert refused.value.message == "“05/1956” chưa đủ ngày, tháng, năm; hãy ghi như 12/05/1956."


# Worksheet cells


def test_excel_counts_days_with_its_leap_day_of_1900():
    assert PartialDate.from_excel(1).iso == "1900-01-01"
    assert PartialDate.from_excel(59).iso == "1900-02-28"
    assert PartialDate.from_excel(61).iso == "1900-03-01"
    assert PartialDate.from_excel(46326).first == date(2026, 10, 31)
    for serial in (0, 60, 109_999):  # the last is in 2201
        with pytest.raises(KnownError):
            PartialDate.from_excel(serial)


# Reckoning and writing


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2025, 10, 12), 12, date(2026, 10, 12)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last(day, months, result):
    assert add_months(day, months) == result


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_added_months_are_counted_exactly(day, months):
    result = add_months(day, months)
    assert (result.year - day.year) * 12 + result.month - day.month == months
    assert result.day == day.day or (result + timedelta(days=1)).day == 1


def test_party_documents_put_zeros_only_where_a_figure_could_be_added():
    assert long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_date(date(2026, 11, 22)) == "ngày 22 tháng 11 năm 2026"
    assert long_date(date(2026, 3, 9)) == "ngày 09 tháng 3 năm 2026"
    assert office_date(date(2026, 6, 30)) == "30/6/2026"
    assert office_date(date(2026, 1, 1)) == "01/01/2026"


# Periods


@pytest.mark.parametrize(
    ("text", "key", "first", "last", "label"),
    [
        ("2026-10", "2026-10", date(2026, 10, 1), date(2026, 10, 31), "Tháng 10 năm 2026"),
        ("2026-2", "2026-02", date(2026, 2, 1), date(2026, 2, 28), "Tháng 2 năm 2026"),
        ("2026-Q1", "2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "Quý I năm 2026"),
        ("2026-q3", "2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "Quý III năm 2026"),
        ("2026-Q4", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "Quý IV năm 2026"),
        ("2026-H1", "2026-H1", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("2026-H2", "2026-H2", date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        (" 2026 ", "2026", date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        (
            "2026-01-01..2026-06-30",
            "2026-01-01..2026-06-30",
            date(2026, 1, 1),
            date(2026, 6, 30),
            "Từ 01/01/2026 đến 30/6/2026",
        ),
        (
            "2026-1-5..2026-1-5",
            "2026-01-05..2026-01-05",
            date(2026, 1, 5),
            date(2026, 1, 5),
            "Ngày 05/01/2026",
        ),
    ],
)
def test_periods_are_read_and_named(text, key, first, last, label):
    period = Period.parse(text)
    assert (period.key, period.first, period.last, period.label) == (key, first, last, label)
    assert Period.parse(period.key) == period


@pytest.mark.parametrize("text", ["", "10/2026", "2026-Q5", "2026-H3", "tháng này", "2026-01-01..", "2026-01-01"])
def test_another_period_is_refused_with_the_forms_that_are_read(text):
    with pytest.raises(KnownError) as refused:
        Period.parse(text)
    for form in ("2026-10", "2026-Q3", "2026-H1", "2026-01-01..2026-06-30"):
        assert form in refused.value.message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-13", "Tháng 13/2026 không có thật; hãy sửa lại tháng."),
        ("2026-00", "Tháng 00/2026 không có thật; hãy sửa lại tháng."),
        ("1026", "Năm 1026 nằm ngoài khoảng 1850–2200; hãy sửa lại năm."),
        ("2026-02-31..2026-03-01", "Ngày 31/02/2026 không có thật; hãy sửa lại ngày."),
        ("2026-07-01..2026-06-30", "Ngày đầu kỳ 01/7/2026 sau ngày cuối kỳ 30/6/2026; hãy sửa lại kỳ."),
    ],
)
def test_a_period_that_cannot_be_gets_a_sentence(text, sentence):
    with pytest.raises(KnownError) as refused:
        Period.parse(text)
    assert refused.value.message == sentence


def test_days_that_are_a_month_or_a_year_are_named_so():
    assert Period(date(2026, 10, 1), date(2026, 10, 31)) == Period.month(2026, 10)
    assert Period(date(2026, 1, 1), date(2026, 12, 31)) == Period.year(2026)
    assert Period(date(2026, 2, 1), date(2026, 4, 30)).key == "2026-02-01..2026-04-30"
    assert Period.month(2026, 10).is_month
    assert not Period.quarter(2026, 1).is_month
    assert not Period.year(2026).is_month


@given(days, st.integers(0, 800))
def test_every_stretch_of_days_has_a_key_that_reads_back(first, length):
    last = min(first + timedelta(days=length), date(2200, 12, 31))
    period = Period(first, last)
    assert Period.parse(period.key) == period


def test_a_period_lists_its_months():
    assert Period.parse("2026-Q4").months() == [(2026, 10), (2026, 11), (2026, 12)]
    assert Period.parse("2025-12-31..2026-01-01").months() == [(2025, 12), (2026, 1)]
    assert len(Period.year(2026).months()) == 12


def test_a_period_contains_days_partial_dates_and_periods():
    half = Period.half(2026, 1)
    assert date(2026, 1, 1) in half
    assert date(2026, 6, 30) in half
    assert date(2026, 7, 1) not in half
    assert PartialDate(2026, 5) in half
    assert PartialDate(2026) not in half
    assert Period.month(2026, 6) in half
    assert Period.quarter(2026, 3) not in half
    assert "2026-05" not in half


@pytest.mark.parametrize(
    ("key", "before"),
    [("2026-01", "2025-12"), ("2026-Q1", "2025-Q4"), ("2026-H2", "2026-H1"), ("2026", "2025"), ("2024-03", "2024-02")],
)
def test_the_period_before_is_the_one_right_before(key: str, before: str) -> None:
    found = Period.parse(key).previous()
    assert found == Period.parse(before)
    assert found is not None
    assert found.last == Period.parse(key).first - timedelta(days=1)


def test_a_range_of_days_has_no_period_before() -> None:
    assert Period.parse("2026-01-01..2026-03-31").previous() is None
