"""A list kept as text: it comes back as it was, and what cannot be read is refused in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import listing
from models.errors import KnownError
from models.listing.kinds import Field, Kind, Subject
from models.listing.view import (
    OPS,
    Cross,
    Filter,
    GroupBy,
    How,
    Op,
    Share,
    Sort,
    Total,
    View,
    checked,
    from_json,
    start,
    to_json,
)

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)


def _value(draw: st.DrawFn, field: Field) -> tuple[str, ...]:
    match field.kind:
        case Kind.NUMBER | Kind.RATE:
            return (draw(st.sampled_from(["18", "92,5", "1.459"])),)
        case Kind.DATE:
            return (draw(st.sampled_from(["1956", "05/1956", "12/05/1956"])),)
        case _:
            words = _WORDS.map(lambda more: f"Nữ {more}")
            return tuple(draw(st.lists(words, min_size=1, max_size=3)))


@st.composite
def views(draw: st.DrawFn) -> View:
    """Give any list that can be kept."""
    subject: Subject = draw(st.sampled_from(listing.SUBJECTS))
    fields = st.sampled_from(subject.fields)
    columns = draw(st.lists(fields, unique_by=lambda field: field.key, min_size=1, max_size=8))
    filters: list[Filter] = []
    for field in draw(st.lists(fields, max_size=4)):
        op = draw(st.sampled_from(OPS[field.kind]))
        filters.append(Filter(field.key, op, _value(draw, field) if op.takes_value else ()))
    groupable = st.sampled_from([field for field in subject.fields if field.ways])
    group = groupable.flatmap(lambda field: st.sampled_from(field.ways).map(lambda by: GroupBy(field.key, by)))
    numbers = [field.key for field in columns if field.kind in (Kind.NUMBER, Kind.RATE)]
    return View(
        draw(st.sampled_from(["Nữ theo chi bộ", "Danh sách 1", "=1+1"])),
        subject.key,
        tuple(field.key for field in columns),
        tuple(filters),
        draw(st.booleans()),
        tuple(draw(st.lists(st.builds(Sort, fields.map(lambda field: field.key), st.booleans()), max_size=3))),
        tuple(draw(st.lists(group, max_size=3))),
        tuple(Total(key, draw(st.sampled_from(How))) for key in numbers),
        draw(st.none() | st.builds(Cross, group, group, st.sampled_from(Share))),
        draw(st.booleans()),
    )


@given(views())
def test_a_list_comes_back_as_it_was(view: View) -> None:
    assert from_json(to_json(view)) == view


VIEW = start(listing.SUBJECTS[0], "Đảng viên")


def _changed(**values: Any) -> str:
    return json.dumps({**json.loads(to_json(VIEW)), **values})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "không phải là danh sách tự lập"),
        ("{", "không phải là danh sách tự lập"),
        ("[1]", "không phải là danh sách tự lập"),
        ("[" * 100_000, "không phải là danh sách tự lập"),
        ('{"kind": "so-chi-bo/quy-dinh-sinh-hoat"}', "không phải là danh sách tự lập"),
        (_changed(version=3), "phiên bản Sổ Chi Bộ mới hơn"),
        (_changed(version="1"), "bị sửa hoặc hỏng"),
        (_changed(name=""), "Hãy đặt tên"),
        (_changed(name="x" * 51), "dài quá"),
        (_changed(name=5), "bị sửa hoặc hỏng"),
        (_changed(subject="horses"), "phiên bản này chưa có"),
        (_changed(columns=["full_name", "shoe_size"]), "trường “shoe_size”"),
        (_changed(columns="full_name"), "bị sửa hoặc hỏng"),
        (_changed(columns=[]), "ít nhất một cột"),
        (_changed(columns=["age", "age"]), "hai lần"),
        (_changed(columns=["age"] * 100), "quá 60"),
        (_changed(filters=[{"field": "age"}]), "bị sửa hoặc hỏng"),
        (_changed(filters=[{"field": "age", "op": "like", "values": ["1"]}]), "cách lọc “like” mà phiên bản"),
        (_changed(filters=[{"field": "age", "op": "has", "values": ["1"]}]), "Không lọc “Tuổi” theo “có chữ”"),
        (_changed(filters=[{"field": "age", "op": "from", "values": []}]), "Hãy ghi giá trị để lọc “Tuổi”"),
        (_changed(filters=[{"field": "age", "op": "from", "values": ["mười"]}]), "không phải là số"),
        (_changed(filters=[{"field": "born_on", "op": "from", "values": ["31/02/1990"]}]), "không có thật"),
        (_changed(filters=[{"field": "note", "op": "has", "values": ["x" * 300]}]), "dài quá"),
        (_changed(filters=[[]]), "bị sửa hoặc hỏng"),
        (_changed(groups=[{"field": "gender", "by": "year"}]), "không chia nhóm theo năm"),
        (_changed(groups=[{"field": "attendance", "by": "value"}]), "không chia nhóm"),
        (_changed(groups=[{"field": "gender", "by": "value"}] * 4), "3 cấp nhóm"),
        (_changed(totals=[{"field": "full_name", "how": "sum"}]), "không phải là cột số"),
        (_changed(totals=[{"field": "age", "how": "sum"}]), "không phải là cột số"),
        (_changed(cross={"rows": {"field": "gender", "by": "value"}}), "bị sửa hoặc hỏng"),
        (_changed(cross=3), "bị sửa hoặc hỏng"),
        (_changed(any="yes"), "bị sửa hoặc hỏng"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(KnownError, match=sentence) as refused:
        from_json(text)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_what_a_list_left_out_is_among_its_filters() -> None:
    assert VIEW.filters == (Filter("duty", Op.IS_NOT, ("Sinh hoạt tạm thời tại đây",)),)
    assert checked(VIEW) == VIEW
