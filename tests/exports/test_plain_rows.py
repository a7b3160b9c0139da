"""Rows read column by column are the rows read one by one; whatever is odd is left to the close look."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.readers import plain_rows
from exports.readers.headings import Header
from exports.readers.member_fields import Fields
from exports.readers.member_headings import HEADINGS
from exports.readers.members import record
from exports.readers.rows import Body
from exports.readers.sheet import Sheet, Value
from models.member_records import MemberRecords

ON = date(2026, 11, 22)
COLUMNS = ("name", "card", "citizen", "born", "admitted", "official", "gender", "cell", "duty", "education", "left")
GOOD: dict[str, Value] = {
    "name": "LÒ VĂN ÁNH",
    "card": "011077501364",
    "citizen": "011077501364",
    "born": "12/05/1977",
    "admitted": "15/10/2012",
    "official": "15/10/2013",
    "gender": "Nam",
    "cell": "Chi bộ bản Co Mận",
    "duty": "Đang sinh hoạt",
}
ODD: dict[str, tuple[Value, ...]] = {
    "name": (None, "Lò", "Lò Văn 5", 7, "lò văn ánh", "Tổng cộng", "Lò  Văn  Ánh", "Tòng Văn Tến"),
    "card": (None, "38.123456", 11077501364, "011077501365", "x", " "),
    "citizen": (None, 11077501364, "11077501364", "011277501364", "abc", "000000000000"),
    "born": (None, 1977, "1977", date(1977, 5, 12), "31/02/1977", "12/05/1999", "5/77", 28257, "2026", "1/1/2027"),
    "admitted": (None, "1990", "10/1995", "12/05/1995", "1/6/1995", "01/12/2026", "hôm qua", "11/2026"),
    "official": (None, "15/10/2011", "2012", "11/2026", "1/2/2027"),
    "gender": (None, "Nữ", "?"),
    "cell": (None, 5, "  "),
    "duty": (None, "Từ trần", "Miễn sinh hoạt", "gì đó", "Đã chuyển đi"),
    "education": (None, "12/12", "lớp 9"),
    "left": (None, "01/02/2026", "1/2/2030", True),
}


def both(rows: list[list[Value]]) -> list[tuple[object, object]]:
    sheet = Sheet("DS", False, [list(COLUMNS), *rows])
    header = Header(0, {field: place for place, field in enumerate(COLUMNS)}, ())
    places = list(Body(sheet, header, HEADINGS, "name").places())
    columns, odd = plain_rows.read(sheet, places, Fields(header.columns), ON)
    records = MemberRecords(columns, len(places), {})
    plain = [None if n in odd else records[n] for n in range(len(places))]
    again = list(Body(sheet, header, HEADINGS, "name"))
    return [(one, record("DS", row, Fields(header.columns), ON)) for one, row in zip(plain, again, strict=True)]


def row(**changes: Value) -> list[Value]:
    return [{**GOOD, **changes}.get(field) for field in COLUMNS]


def test_days_written_plainly_are_read_together_not_each_by_itself():
    cells: list[Value] = ["12/05/1977", None, "1/6/1995", "12/05/1977"]
    columns = {"name": 0, "born": 1, "admitted": 2, "official": 3}
    readers = {part: known for _field, _place, part, known in Fields(columns).columns}
    for part in ("born_on", "admitted_on", "official_on"):
        odd: set[int] = set()
        found = readers[part].column(cells, odd)
        assert list(map(str, found)) == ["12/05/1977", "None", "01/06/1995", "12/05/1977"]
        assert not odd
        assert not readers[part]  # no text had to be read by itself


def test_a_good_row_is_read_by_the_column():
    (((plain, close)),) = both([row()])
    assert plain is not None
    assert plain == close


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in ODD.items() for value in values])
def test_one_odd_cell_changes_nothing_that_is_read(field: str, value: Value):
    for plain, close in both([row(), row(**{field: value})]):
        assert plain is None or plain == close


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(COLUMNS), st.integers(0, 9), max_size=4).map(
            lambda chosen: {field: ODD[field][place % len(ODD[field])] for field, place in chosen.items()}
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_rows_are_read_as_one_by_one(changes: list[dict[str, Value]]):
    for plain, close in both([row(**change) for change in changes]):
        assert plain is None or plain == close


TEXTS = (
    *("Lò Văn Ánh", "Tòng Văn Ín", "Tống Công Minh", "Tên", "Họ và tên", "Chi bộ", "Chi bộ bản Nà Sáy", "CB bản Ló"),
    *("Tổng cộng", "Cộng", "Tổng số đảng viên", "Người lập biểu", "* Ghi ở cột kia ba chữ", "Dự bị", "12/05/1977"),
)
BESIDE: tuple[Value, ...] = (None, 5, "12/05/1977", "Chi bộ bản Nà Sáy", "Đang sinh hoạt")
ROWS = st.tuples(st.sampled_from((None, 1, 2, *TEXTS)), st.sampled_from((None, *TEXTS)), *[st.sampled_from(BESIDE)] * 5)


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, max_size=6))
def test_a_glance_takes_for_people_whom_a_close_look_takes_for_people(rows: list[tuple[Value, ...]]):
    heads: list[Value] = ["STT", "Họ và tên", "Ngày sinh", "Ngày kết nạp", "Chi bộ", "Trạng thái", "Ghi chú"]
    columns = {"name": 1, "born": 2, "admitted": 3, "cell": 4, "duty": 5}

    def body() -> Body:
        return Body(Sheet("DS", False, [list(heads), *map(list, rows)]), Header(0, columns, ()), HEADINGS, "name")

    closely = body()
    closely._ordinary = set  # type: ignore[method-assign]
    quickly = body()
    assert (list(quickly.places()), quickly.left_aside) == (list(closely.places()), closely.left_aside)
