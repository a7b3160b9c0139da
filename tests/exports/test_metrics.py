"""Lines break where they fit, and rows are high enough for them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from exports import metrics

words = st.lists(
    st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyẤỘỮỳẵ0123456789-/", min_size=1, max_size=30), min_size=1
)
widths = st.floats(20, 400)
sizes = st.sampled_from([10.0, 11.0, 12.0, 14.0])


@given(words, widths, sizes, st.booleans())
def test_every_line_fits_and_no_letter_is_lost(parts: list[str], width: float, size: float, bold: bool) -> None:
    text = " ".join(parts)
    lines = metrics.wrap(text, width, size, bold)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(metrics.text_width(line, size, bold) <= width for line in lines)


@given(words, widths, sizes)
def test_a_wider_column_never_needs_more_lines(parts: list[str], width: float, size: float) -> None:
    text = " ".join(parts)
    assert len(metrics.wrap(text, width * 1.5, size)) <= len(metrics.wrap(text, width, size))


def test_marks_do_not_make_a_letter_wider() -> None:
    assert metrics.text_width("Ế", 10) == metrics.text_width("E", 10)
    assert metrics.text_width("ự", 10) == metrics.text_width("ư", 10) > metrics.text_width("u", 10)
    assert metrics.text_width("Hà", 12) == metrics.text_width(unicodedata.normalize("NFD", "Hà"), 12)


def test_line_breaks_of_the_text_are_kept() -> None:
    assert metrics.wrap("T/M ĐẢNG ỦY\nBÍ THƯ", 400, 12) == ["T/M ĐẢNG ỦY", "BÍ THƯ"]


def test_a_word_alone_may_run_into_the_padding() -> None:
    assert metrics.wrap("STT", 22, 12, bold=True) == ["ST", "T"]
    assert metrics.wrap("STT", 22, 12, bold=True, slack=4) == ["STT"]


def test_a_row_is_as_high_as_its_lines() -> None:
    heights = [metrics.row_height(lines, 12) for lines in (1, 2, 3)]
    assert heights == [18, 33.75, 49.5]  # whole dots of a screen
    assert metrics.row_height(100, 12) == 408.75


def test_columns_are_counted_in_digits_of_the_base_font() -> None:
    assert metrics.digit_pixels("Calibri", 11) == 7
    assert metrics.digit_pixels("Times New Roman", 12) == 8
    assert metrics.column_points(30, 7) == 157.5
