"""A status that says official or on probation, held against the day of recognition."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports.test_office_lists import ANH, HEAD, people, read


@pytest.mark.parametrize(
    ("status", "official", "remark"),
    [
        ("Dự bị", "15/10/2013", "Ghi là dự bị, nhưng ngày chính thức 15/10/2013 đã qua."),
        ("đảng viên dự bị", "2013", "Ghi là dự bị, nhưng ngày chính thức 2013 đã qua."),
        ("Chính thức", None, "Ghi là chính thức, nhưng ngày chính thức để trống."),
        ("Dự bị", None, ""),
        ("ĐV chính thức", "15/10/2013", ""),
        ("Đang sinh hoạt", None, ""),
    ],
)
def test_a_standing_in_the_status_is_held_against_the_day(
    tmp_path: Path, status: str, official: str | None, remark: str
):
    head = (*HEAD[:4], "Ngày chính thức", "Trạng thái")
    [found] = people(read(tmp_path / "a.xlsx", head, (*ANH[:4], official, status)))
    assert [(one.reason, one.is_error) for one in found.problems] == ([(remark, False)] if remark else [])


def test_a_standing_in_a_list_without_the_day_says_nothing_against_it(tmp_path: Path):
    [found] = people(read(tmp_path / "a.xlsx", (*HEAD[:4], "Trạng thái"), (*ANH[:4], "Chính thức")))
    assert not found.problems
