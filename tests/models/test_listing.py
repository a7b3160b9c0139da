"""Lists put together: filters, order, groups, totals and the table of two fields agree with the register."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import listing, participation, statistics
from models.cells import short_name
from models.database import Database
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.listing.building import LineKind, ListTable, build
from models.listing.kinds import UNWRITTEN, By, Kind, Rate
from models.listing.view import Cross, Filter, GroupBy, How, Op, Share, Sort, Total, View, start
from models.statistics.cards import AGE_BANDS
from models.tables import Member
from tests.exports import commune as small
from tests.exports.commune import CO_KHAM, CO_MAN, FORMULA, SCHOOL

TODAY = small.TODAY
YEAR = Period.year(2026)
on_real_people = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def book(db: Database) -> Database:
    """Give the small commune."""
    with db.write("Mẫu") as session:
        small.fill(session)
    return db


def made(db: Database, view: View, period: Period | None = YEAR, on: date = TODAY) -> ListTable:
    with db.read() as session:
        return build(session, view, period, on)


def people(*columns: str, filters: tuple[Filter, ...] = (), sorts: tuple[Sort, ...] = ()) -> View:
    return View("Danh sách", "members", columns or ("full_name",), filters, sorts=sorts)


def names(table: ListTable) -> list[object]:
    return [line.values[0] for line in table.rows]


def test_a_list_is_in_the_order_of_names_and_shows_what_was_asked_for(book: Database) -> None:
    table = made(book, people("full_name", "age", "born_on", "standing"))
    assert [line.values for line in table.rows][:3] == [
        ("Vi Thị Anh", 37, PartialDate(1989, 1, 2), "Chính thức"),
        ("Nguyễn Thị Ảnh", 37, PartialDate(1989, 1, 2), "Chính thức"),
        ("Lò Văn Ánh", 49, PartialDate(1977, 5, 12), "Chính thức"),
    ]
    assert table.counted == "8 đảng viên"
    assert table.total is None


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ((Filter("full_name", Op.HAS, ("thi",)),), {"Vi Thị Anh", "Nguyễn Thị Ảnh", "Nguyễn Thị Đào", "Quàng Thị Đôi"}),
        ((Filter("gender", Op.IS, ("NỮ",)), Filter("age", Op.FROM, ("40",))), {"Quàng Thị Đôi"}),
        ((Filter("age", Op.TO, ("36",)),), {"Cà Văn Ấm"}),
        ((Filter("born_on", Op.WITHIN, ("1989",)),), {"Nguyễn Thị Ảnh", "Vi Thị Anh"}),
        ((Filter("born_on", Op.WITHIN, ("03/1990",)),), {"Cà Văn Ấm"}),
        ((Filter("born_on", Op.TO, ("1956",)),), {"Quàng Thị Đôi", "Tòng Văn Cú"}),
        ((Filter("official_on", Op.EMPTY),), {"Cà Văn Ấm"}),
        ((Filter("citizen_id", Op.FILLED),), {"Lò Văn Ánh"}),
        ((Filter("citizen_id", Op.STARTS, ("0110",)),), {"Lò Văn Ánh"}),
        ((Filter("duty", Op.IS, ("Miễn sinh hoạt", "Sinh hoạt tạm thời nơi khác")),), {"Tòng Văn Cú", "Vi Thị Anh"}),
        ((Filter("attendance", Op.TO, ("60",)),), {"Quàng Thị Đôi", "Cà Văn Ấm"}),
        ((Filter("is_martyr_family", Op.YES),), set()),
    ],
)
def test_filters_keep_whom_they_ask_for(book: Database, filters: tuple[Filter, ...], found: set[str]) -> None:
    assert set(names(made(book, people(filters=filters)))) == found


def test_one_of_several_filters_may_be_enough(book: Database) -> None:
    either = (Filter("standing", Op.IS, ("Dự bị",)), Filter("duty", Op.IS, ("Miễn sinh hoạt",)))
    both = people(filters=either)
    assert names(made(book, both)) == []
    assert set(names(made(book, View("x", "members", ("full_name",), either, is_any=True)))) == {
        "Cà Văn Ấm",
        "Tòng Văn Cú",
    }


def test_what_is_not_written_stands_last_in_either_order(book: Database) -> None:
    for is_descending in (False, True):
        table = made(book, people("full_name", "official_on", sorts=(Sort("official_on", is_descending),)))
        assert names(table)[-1] == "Cà Văn Ấm"
    by_cell = made(book, people(sorts=(Sort("cell"), Sort("age", is_descending=True))))
    assert names(by_cell)[:2] == ["Tòng Văn Cú", "Quàng Thị Đôi"]


def test_numbers_of_people_are_hidden_unless_asked_for(book: Database) -> None:
    view = people("citizen_id", filters=(Filter("citizen_id", Op.FILLED),))
    assert names(made(book, view)) == ["011•••••0001"]
    assert names(made(book, View("x", "members", ("citizen_id",), view.filters, shows_numbers=True))) == [
        "011056000001"
    ]


def test_groups_have_headings_and_totals(book: Database) -> None:
    view = View(
        "Nữ theo chi bộ",
        "members",
        ("full_name", "age", "attended", "attendance"),
        (Filter("gender", Op.IS, ("Nữ",)),),
        groups=(GroupBy("cell"),),
        totals=(Total("age", How.AVERAGE), Total("attended"), Total("attendance")),
    )
    table = made(book, view)
    short = short_name(SCHOOL)
    headings = [line.text for line in table.lines if line.kind is LineKind.GROUP]
    assert headings == [f"Chi bộ: {short_name(CO_MAN)} (1)", f"Chi bộ: {short} (3)"]
    last = [line for line in table.lines if line.kind is LineKind.TOTAL][-1]
    assert last.text == f"Cộng {short} (Tuổi: trung bình)"
    assert last.values[0] is None
    assert last.values[1] == pytest.approx((38 + 37 + 37) / 3)
    assert table.total is not None
    assert table.total.values[2:] == (4, Rate(4, 6))  # two met twice each, one never came


def test_a_rate_is_pooled_and_open_while_a_meeting_is_unwritten(book: Database) -> None:
    view = View(
        "Họp", "meetings", ("cell", "eligible", "attendance"), totals=(Total("eligible"), Total("attendance", How.MOST))
    )
    october = made(book, view, Period.month(2026, 10))
    assert october.total is not None
    with book.read() as session:
        tally = participation.figures(session, Period.month(2026, 10), on=TODAY).total
    assert october.total.values[1:] == (tally.eligible, Rate(tally.attended, tally.eligible))
    assert names(october)[-1] is not None
    assert [line.values[1] for line in october.rows if "Co Kham" in line.people[0].cell] == [None]


def test_meetings_and_movements_are_of_a_period(book: Database) -> None:
    for key in ("meetings", "events"):
        view = start(listing.subject(key), "Danh sách")
        assert made(book, view).view.subject == key
        with pytest.raises(KnownError, match="cần một kỳ"):
            made(book, view, None)


def test_every_field_can_be_read_grouped_and_sorted(book: Database) -> None:
    for subject in listing.SUBJECTS:
        assert len(subject.by_key) == len(subject.fields)
        for field in subject.fields:
            view = View("Một", subject.key, (field.key,), sorts=(Sort(field.key),))
            plain = made(book, view)
            assert len(plain.rows) == plain.count
            for by in field.ways:
                grouped = made(book, View("Một", subject.key, (field.key,), groups=(GroupBy(field.key, by),)))
                assert grouped.count == len(grouped.rows) == plain.count
            assert field.kind is not Kind.CODE or field.words is not None


def test_words_nobody_can_have_are_said(book: Database) -> None:
    table = made(book, people(filters=(Filter("cell", Op.IS, ("Bản Xa", CO_KHAM)),)))
    assert table.doubts == tuple(f"Không có “{word}” trong danh mục “Chi bộ”." for word in ("Bản Xa", CO_KHAM))


def test_a_text_like_a_formula_stays_as_it_is(book: Database) -> None:
    with book.write("Ghi chú") as session:
        from models import members

        row = members.search(session, "lo van anh", on=TODAY)[0]
        values = members.read(session, row.id)
        from dataclasses import replace

        members.edit(session, row.id, replace(values, note=FORMULA), on=TODAY)
    assert FORMULA in names(made(book, people("note")))


def test_a_cross_table_too_wide_is_refused(commune: Database) -> None:
    view = View("Chéo", "members", cross=Cross(GroupBy("gender"), GroupBy("full_name")))
    with pytest.raises(KnownError, match="nhiều quá"):
        made(commune, view)


_GROUPABLE = st.sampled_from(
    [
        GroupBy("cell"),
        GroupBy("gender"),
        GroupBy("ethnic"),
        GroupBy("age", By.BAND),
        GroupBy("age"),
        GroupBy("admitted_on", By.YEAR),
        GroupBy("admitted_on", By.QUARTER),
        GroupBy("born_on", By.MONTH),
        GroupBy("is_minority"),
        GroupBy("village"),
        GroupBy("home_town"),
    ]
)
_NARROWED = st.sampled_from(
    [(), (Filter("gender", Op.IS, ("Nữ",)),), (Filter("age", Op.FROM, ("200",)),), (Filter("ethnic", Op.FILLED),)]
)


@on_real_people
@given(groups=st.lists(_GROUPABLE, max_size=3).map(tuple), filters=_NARROWED)
def test_groups_hold_every_row_once_and_their_totals_add_up(
    commune: Database, groups: tuple[GroupBy, ...], filters: tuple[Filter, ...]
) -> None:
    columns, totals = ("full_name", "age"), (Total("age"),)
    plain = made(commune, View("x", "members", columns, filters, totals=totals))
    grouped = made(commune, View("x", "members", columns, filters, groups=groups, totals=totals))
    assert Counter(line.people for line in grouped.rows) == Counter(line.people for line in plain.rows)
    assert grouped.total == plain.total
    for level in range(len(groups)):
        sums = [
            cast(int, line.values[1] or 0)
            for line in grouped.lines
            if line.kind is LineKind.TOTAL and line.level == level
        ]
        assert sum(sums) == (plain.total.values[1] or 0)
        counts = [line.text for line in grouped.lines if line.kind is LineKind.GROUP and line.level == level]
        assert sum(int(text.rpartition("(")[2].rstrip(")").replace(".", "")) for text in counts) == plain.count


@on_real_people
@given(rows=_GROUPABLE, columns=_GROUPABLE, share=st.sampled_from(Share), filters=_NARROWED)
def test_the_margins_of_a_cross_table_are_sums_and_its_shares_close(
    commune: Database, rows: GroupBy, columns: GroupBy, share: Share, filters: tuple[Filter, ...]
) -> None:
    view = View("x", "members", ("full_name",), filters, cross=Cross(rows, columns, share))
    try:
        table = made(commune, view)
    except KnownError:  # wider than a sheet
        assume(False)
        raise
    cross = table.cross
    assert cross is not None
    counts = cross.with_sums
    if not table.count:
        assert cross.shares == counts == []
        return
    assert counts[-1][-1] == table.count
    assert [row[-1] for row in counts] == [sum(row[:-1]) for row in counts]
    assert counts[-1] == [sum(column) for column in zip(*counts[:-1], strict=True)]
    grouped = made(commune, View("x", "members", ("full_name",), filters, groups=(rows,)))
    headings = [line.text for line in grouped.lines if line.kind is LineKind.GROUP]
    assert [text.partition(": ")[2].rpartition(" (")[0] for text in headings] == list(cross.rows)
    assert sorted(one.id for one in cross.behind(len(cross.rows), len(cross.columns))) == sorted(
        line.people[0].id for line in table.rows
    )
    shares, whole = cross.shares, Decimal(100)
    if share is Share.ROWS:
        assert all(sum(row[:-1]) == row[-1] == whole for row in shares)
    elif share is Share.COLUMNS:
        assert all(sum(column[:-1]) == column[-1] == whole for column in zip(*shares, strict=True))
    else:
        assert sum(value for row in shares[:-1] for value in row[:-1]) == shares[-1][-1] == whole
    assert UNWRITTEN not in cross.rows[:-1]


def test_bands_of_age_leave_open_whom_the_official_forms_leave_open(book: Database) -> None:
    """Born in 1970 is 55 or 56 in November 2026: of no band, in the list as in Biểu 3; of 1968 one is 57 or 58."""
    with book.write("Chỉ biết năm sinh") as session:
        known = {one.full_name: one for one in session.scalars(select(Member))}
        known["Vi Thị Anh"].born_on = PartialDate(1970)
        known["Lò Văn Ánh"].born_on = PartialDate(1968)
    cross = made(book, replace(people(), cross=Cross(GroupBy("gender"), GroupBy("age", By.BAND)))).cross
    assert cross is not None
    counted = dict(zip(cross.columns, cross.with_sums[-1], strict=False))
    assert counted["Chưa rõ nhóm"] == 1
    grouped = made(book, replace(people(), groups=(GroupBy("age", By.BAND),)))
    with book.read() as session:
        official = statistics.Register(session).statistics(YEAR, TODAY, [statistics.Group.MEMBERS])
    for first, last in AGE_BANDS:
        words = f"{first}–{last}" if last else f"{first} trở lên"
        figure = official.figure(statistics.find(f"members.age_band.{first}"))
        assert counted.get(words, 0) == figure.value, words
        assert [one.name.name for one in figure.unsure] == ["Vi Thị Anh"]
    assert any("Chưa rõ nhóm" in str(line.text) for line in grouped.lines)
