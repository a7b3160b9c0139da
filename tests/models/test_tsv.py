from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import tsv

CELLS = st.text(st.sampled_from("aầĐ \"\t\r\n\u00a0'=1"), max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5))


@given(tables())
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    assert tsv.read(tsv.write(rows) + "\r\n") == rows


@given(tables())
def test_it_does_not_matter_how_lines_end(rows: list[list[str]]) -> None:
    plain = [[cell.replace("\r", "").replace("\n", "") for cell in row] for row in rows]
    text = tsv.write(plain)
    assert tsv.read(text.replace("\n", "\r\n") + "\r\n") == tsv.read(text + "\n") == plain


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("a", [["a"]]),
        ("a\tb\r\n", [["a", "b"]]),
        ("a\t\r\nb\tc", [["a", ""], ["b", "c"]]),
        ("a\r\n\r\nb\r\n", [["a"], [""], ["b"]]),
        ('"bản\nTin Tốc"\tx', [["bản\nTin Tốc", "x"]]),
        ('"nói ""thế"""', [['nói "thế"']]),
        ('5" ống\t"chưa đóng', [['5" ống', '"chưa đóng']]),
        ("a\tb\nc", [["a", "b"], ["c", ""]]),
        ("\t", [["", ""]]),
    ],
)
def test_reading(text: str, rows: list[list[str]]) -> None:
    assert tsv.read(text) == rows
