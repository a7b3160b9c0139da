"""A number by hand is found by the words of its row, whatever came, went or stands in another order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from exports import by_hand
from exports.by_hand import ByHand
from models.overrides import OverrideRow

HEAD = ("Chi bộ", "Thôn, bản", "Số hộ", "Số khẩu")
NA_SAN, CO_MAN, PA_PAO = ("Nà Sản", "Bản Một", 40, 160), ("Nà Sản", "Bản Hai", 50, 200), ("Pa Pao", "Bản Ba", 60, 240)
FOOT = ("", "", "Người lập biểu", "Thủ trưởng")
KIND = "Danh sách"


def sheet_of(*rows: Sequence[object]) -> Workbook:
    """Give a list with its headings, its total and what stands below."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = KIND
    total = ("Cộng", "", *(sum(row[at] for row in rows if isinstance(row[at], int)) for at in (2, 3)))  # type: ignore[misc]
    for row in (("DANH SÁCH",), HEAD, *rows, total, FOOT, ("", "", "(ký, ghi rõ họ tên)")):
        sheet.append([one or None for one in row])
    return book


def written(book: Workbook, row: int, column: int) -> OverrideRow:
    """Write a number by hand into a cell of a list."""
    spot, shown = by_hand.spot_of(book[KIND], row, column, is_fixed=False)
    return OverrideRow(1, "mau:x", spot, 99, shown, "Theo biên bản", date(2026, 11, 10))


def found(book: Workbook, row: OverrideRow) -> tuple[int, int] | None:
    """Return the row and column it has now."""
    (one,) = by_hand.locate(book.__getitem__, [row], is_fixed=False)
    assert isinstance(one, ByHand)
    return None if one.spot is None else (one.spot.row, one.spot.column)


def test_rows_that_begin_alike_are_told_apart_by_their_other_words() -> None:
    row = written(sheet_of(NA_SAN, CO_MAN, PA_PAO), 4, 3)
    assert "Bản Hai" in row.spot.line
    assert found(sheet_of(CO_MAN, NA_SAN, PA_PAO), row) == (3, 3)
    assert found(sheet_of(PA_PAO, NA_SAN, CO_MAN), row) == (5, 3)
    assert found(sheet_of(PA_PAO, NA_SAN), row) is None


def test_the_first_words_are_enough_for_a_row_until_another_begins_alike() -> None:
    row = written(sheet_of(PA_PAO, CO_MAN), 4, 3)
    assert row.spot.line == "Nà Sản"
    assert found(sheet_of(PA_PAO, NA_SAN, CO_MAN), row) == (5, 3)  # by the number that it stood for
    assert found(sheet_of(PA_PAO, NA_SAN), row) == (4, 3)


def test_rows_of_all_the_same_words_are_told_apart_by_what_was_reckoned() -> None:
    same = [("Lò Văn An", "Nà Sản", number, number) for number in (3, 4)]
    row = written(sheet_of(*same), 4, 3)
    assert found(sheet_of(*same), row) == (4, 3)
    assert found(sheet_of(PA_PAO, *same), row) == (5, 3)
    assert found(sheet_of(same[0], ("Lò Văn An", "Nà Sản", 7, 7)), row) == (4, 3)  # the number alone is another


def test_a_list_that_became_much_shorter_keeps_its_numbers() -> None:
    many = [(f"Chi bộ {number}", f"Bản {number}", number, number) for number in range(1, 9)]
    row = written(sheet_of(*many), 10, 3)
    for short in (many[3:], many[5:], many[7:]):
        assert found(sheet_of(*short), row) == (2 + len(short), 3)


def test_many_numbers_read_the_words_of_a_long_list_once(monkeypatch: pytest.MonkeyPatch) -> None:
    book = sheet_of(*((f"Chi bộ {at}", f"Bản {at}", at, 4 * at) for at in range(100, 160)))
    rows = [written(book, row, 3) for row in range(3, 63)]
    matched: list[object] = []
    words = by_hand._NO_WORDS  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(
        by_hand, "_NO_WORDS", SimpleNamespace(fullmatch=lambda text: matched.append(text) or words.fullmatch(text))
    )
    places = [one.spot and one.spot.place for one in by_hand.locate(book.__getitem__, rows, is_fixed=False)]
    assert places == [(KIND, row, 3) for row in range(3, 63)]
    assert len(matched) <= 5 * 64
