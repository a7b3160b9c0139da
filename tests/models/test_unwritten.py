"""Rolls still to be written, counted and told in the same words everywhere."""

from __future__ import annotations

import pytest

from models.unwritten import Unwritten


@pytest.mark.parametrize(
    ("whole", "partly", "parts", "words"),
    [
        (6, 1, "6 chưa ghi, 1 ghi dở", "7 chi bộ chưa ghi xong điểm danh tháng 11 (6 chưa ghi, 1 ghi dở)"),
        (6, 0, "6 chưa ghi", "6 chi bộ chưa ghi xong điểm danh tháng 11"),
        (0, 1, "1 ghi dở", "1 chi bộ chưa ghi xong điểm danh tháng 11"),
    ],
)
def test_the_parts_are_told_where_there_are_both(whole: int, partly: int, parts: str, words: str) -> None:
    found = Unwritten(whole, partly)
    assert (found.parts, found.words("tháng 11")) == (parts, words)
