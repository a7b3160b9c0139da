"""Files of lists: of an older program, a newer one, damaged, or none at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from exports import own_lists
from models.errors import KnownError
from models.listing.view import VERSION, Filter, Op, to_json
from tests.exports.test_own_lists import WOMEN


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "không phải là danh sách"),
        (b"\xff\xfe\x00", "không phải là danh sách"),
        (b"PK\x03\x04", "không phải là danh sách"),
        (to_json(WOMEN).encode()[:200], "không phải là danh sách"),
        (to_json(WOMEN).replace('"version": 1', '"version": 9').encode(), "phiên bản Sổ Chi Bộ mới hơn"),
        (to_json(WOMEN).replace('"version": 1', '"version": 0').encode(), "đã bị sửa hoặc hỏng"),
        (to_json(WOMEN).replace('"version": 1', '"version": "1"').encode(), "đã bị sửa hoặc hỏng"),
        (to_json(WOMEN).replace('"op": "is"', '"op": "quanh"').encode(), "cách lọc “quanh” mà phiên bản này"),
        (to_json(WOMEN).replace('"field": "gender"', '"field": "shoe_size"').encode(), "trường “shoe_size”"),
        (b" " * 200_000, "quá lớn"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x.danhsach"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=sentence):
        own_lists.read(path)


def test_a_column_this_version_lacks_is_left_out_and_named(tmp_path: Path) -> None:
    """What chooses the rows is never left out: the list would be of others."""
    told = json.loads(to_json(WOMEN))
    told["columns"] += ["blood_type", "shoe_size"]
    told["labels"]["blood_type"] = "Nhóm máu"
    told["sorts"] = [{"field": "blood_type", "descending": False}]
    path = tmp_path / "x.danhsach"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert own_lists.read(path) == (replace(WOMEN, sorts=()), ["Nhóm máu", "shoe_size"])
    told["columns"] = ["blood_type"]
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(KnownError, match="dùng trường “blood_type”"):
        own_lists.read(path)


def test_a_file_has_the_number_of_the_oldest_program_that_reads_it(tmp_path: Path) -> None:
    """A list without the newer filters goes to a neighbour who has not updated; one with them tells him to."""
    by_the_day = replace(WOMEN, filters=(Filter("born_on", Op.THIS_MONTH),))
    for view, version in ((WOMEN, 1), (by_the_day, 2)):
        assert json.loads(to_json(view))["version"] == version
        path = tmp_path / "x.danhsach"
        path.write_text(to_json(view), encoding="utf-8")
        assert own_lists.read(path) == (view, [])


def test_a_new_way_of_filtering_needs_a_new_number() -> None:
    """The words of each version as they were when it was made; a program that lacks some must be able to say so."""
    first = {"is", "is_not", "has", "has_not", "starts", "from", "to", "within", "yes", "no", "empty", "filled"}
    second = {"this_month", "this_quarter", "this_year", "by_then", "after"}
    assert {one.value for one in Op} == first | second
    assert VERSION == 2


def test_a_file_that_is_gone_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="Không đọc được"):
        own_lists.read(tmp_path / "không có.danhsach")
