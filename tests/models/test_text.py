"""Text as Vietnamese offices type it: stored, found, put in order, written."""

import sqlite3
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models import text
from models.errors import KnownError

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng
VOWELS = "aăâeêioôơuưy"


def nfd(value: str) -> str:
    return unicodedata.normalize("NFD", value)


syllables = st.builds(
    lambda head, vowel, tone, tail: unicodedata.normalize("NFC", head + vowel + tone) + tail,
    st.sampled_from(["", "b", "c", "d", "đ", "h", "l", "n", "ng", "th", "v"]),
    st.sampled_from(VOWELS),
    st.sampled_from(TONES),
    st.sampled_from(["", "n", "ng", "o", "ơ", "y"]),
)
names = st.lists(syllables, min_size=1, max_size=4).map(" ".join)


# Searching


@pytest.mark.parametrize(
    ("written", "found_as"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("LÒ VĂN ÁNH", "lo van anh"),
        ("Đảng uỷ xã", "dang uy xa"),
        ("Đảng ủy xã", "dang uy xa"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Ðinh", "dinh"),  # U+00D0, as old converters leave it
        ("Co Mận – Nà Hin", "co man - na hin"),
        ("Co Mận — Nà Hin", "co man - na hin"),
        ("Co Mận − Nà Hin", "co man - na hin"),
        ("H’Mông", "h'mong"),
        ("  Lò\u00a0\t Văn\r\nÁnh ", "lo van anh"),
        ("\ufeffLò\u200b V\u00adăn \u202eÁnh\u202c\u200f", "lo van anh"),
        ("０１２", "012"),
        ("", ""),
        ("\u200b", ""),
    ],
)
def test_search_ignores_how_it_was_typed(written, found_as):
    assert text.fold(written) == found_as


@given(st.text())
@example("İẞ ơ̆ ᾳ ﬁ ½ ´ ŉ")
def test_folding_twice_changes_nothing(value):
    assert text.fold(text.fold(value)) == text.fold(value)


@given(st.text())
@example("ᾳ\u0345 \u1ffd")
def test_composed_and_decomposed_text_are_found_alike(value):
    assert text.fold(nfd(value)) == text.fold(text.nfc(value)) == text.fold(value)


@given(st.text())
@example("🄰 Đ Ð")
def test_cleaning_does_not_change_what_is_found(value):
    assert text.fold(text.clean(value)) == text.fold(value)


@given(names)
def test_a_vietnamese_name_folds_to_plain_letters_of_the_same_count(name):
    folded = text.fold(name.upper())
    assert folded.isascii()
    assert len(folded) == len(name)


# Storing


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (nfd("Lò Thị Ưởng"), "Lò Thị Ưởng"),
        (" Lò \u00a0 Văn\n Ánh\u200e ", "Lò Văn Ánh"),
        ("Lò\x00 Văn\x07 Ánh", "Lò Văn Ánh"),
        ("Lò Văn Ánh 😀👍🏽", "Lò Văn Ánh"),
        ("Ðiêu Chính Ðức", "Điêu Chính Đức"),
        ("LÒ văn Ánh", "LÒ văn Ánh"),
        ("hoà – hòa", "hoà – hòa"),
        ("x ✓ TĐ", "x ✓ TĐ"),
        ("a\ud800b", "ab"),
        ("=1+1", "=1+1"),
    ],
)
def test_stored_text_is_composed_and_visible(typed, stored):
    assert text.clean(typed) == stored


@given(st.text(st.characters()))
def test_stored_text_is_settled(value):
    stored = text.clean(value)
    assert text.clean(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert stored == stored.strip()
    assert "  " not in stored
    stored.encode("utf-8")  # half a surrogate could not be written to the data file


@pytest.mark.parametrize(
    ("typed", "cased"),
    [
        ("LÒ VĂN ÁNH", "Lò Văn Ánh"),
        (nfd("ĐIÊU CHÍNH ƯỞNG"), "Điêu Chính Ưởng"),
        ("K'BRĂH", "K'Brăh"),
        ("H’MÔNG", "H’Mông"),
        ("Y-BLÔ", "Y-Blô"),
        ("Y BHO\u031b\u0306M", "Y Bhơ\u0306m"),
        ("LÒ VĂN ÁNH (B)", "Lò Văn Ánh (B)"),
        ("Lò Văn ÁNH", "Lò Văn ÁNH"),
        ("lò văn ánh", "lò văn ánh"),
        ("McDonald", "McDonald"),
        ("", ""),
    ],
)
def test_only_names_all_in_capitals_change_case(typed, cased):
    assert text.name_case(typed) == cased


@given(names)
def test_capitals_come_back_as_the_name(name):
    assert text.name_case(name.upper()) == " ".join(word[0].upper() + word[1:] for word in name.split())


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("011 085.001-234", "011085001234"),
        ("'011085001234", "011085001234"),
        (11085001234.0, "11085001234"),
        (11085001234, "11085001234"),
        ("０１１", "011"),
        ("", ""),
        ("không có", ""),
    ],
)
def test_identity_numbers_keep_their_digits(value, kept):
    assert text.digits(value) == kept


# Putting in order

CLASS_LIST = [
    "Lò Văn An",
    "Lò Văn Anh",
    "Quàng Thị Ánh",
    "Cà Văn Ăm",
    "Giàng A Ân",
    "Lò Văn Bình",
    "Mùa A Chua",
    "Vàng A Dơ",
    "Lò Thị Dung",
    "Bạc Cầm Đào",
    "Lò Thị Đào",
    "Lò Văn Đức",
    "Sùng A Ga",
    "Nguyễn Thị Ha",
    "Nguyễn Thị Hà",
    "Nguyễn Thị Hả",
    "Nguyễn Thị Hã",
    "Nguyễn Thị Há",
    "Nguyễn Thị Hạ",
    "Nguyễn Thị Han",
    "Hà Văn Hùng",
    "Lò Hùng",
    "Lò Minh Hùng",
    "Lò Văn Hùng",
    "Lò Văn Mạnh Hùng",
    "Nguyễn Văn Hùng",
    "Nguyễn Văn Hưng",
    "K'Khánh",
    "Lường Thị Lan",
    "Tòng Thị Oanh",
    "Tòng Thị Ôn",
    "Tòng Thị Ơn",
    "Vì Văn Tâm",
    "Lò Thị Tỉnh",
    "Lò Thị Tĩnh",
    "Đinh Công Tuấn",
    "Lò Văn Tuấn",
    "Thào A Vừ",
    "Cà Thị Xuân",
    "Lầu Thị Ỷ",
]


def test_a_list_of_members_is_ordered_by_ten_then_ho_then_dem():
    assert sorted(CLASS_LIST[::-1], key=text.sort_key) == CLASS_LIST


def test_sqlite_orders_by_the_stored_key():
    with sqlite3.connect(":memory:") as link:
        link.execute("CREATE TABLE member (name TEXT, key TEXT)")
        link.executemany("INSERT INTO member VALUES (?, ?)", [(n, text.sort_key(n)) for n in reversed(CLASS_LIST)])
        assert [name for (name,) in link.execute("SELECT name FROM member ORDER BY key")] == CLASS_LIST
    link.close()


def test_the_whole_alphabet_is_in_order():
    assert "".join(sorted(ALPHABET[::-1], key=text.sort_key)) == ALPHABET


def spelled_out(name: str) -> list[tuple[list[int], list[int]]]:
    """The order by definition, word by word: places in the alphabet, then tones."""
    words = name.split()
    result: list[tuple[list[int], list[int]]] = []
    for word in words[-1:] + words[:-1]:
        letters: list[int] = []
        tones: list[int] = []
        for char in word:
            marks = nfd(char)
            tones += [TONES.index(mark) for mark in marks if mark in TONES[1:]]
            bare = "".join(mark for mark in marks if mark not in TONES[1:])
            letters.append(ALPHABET.index(text.nfc(bare)))
        result.append((letters, tones))
    return result


@given(names, names)
@example("Ha Lo", "Hà An")
@example("An Hà Lo", "An Ha Ngo")
def test_keys_compare_as_the_alphabet_and_tones_do(one, other):
    one, other = one.lower(), other.lower()
    by_rule = (spelled_out(one) > spelled_out(other)) - (spelled_out(one) < spelled_out(other))
    by_key = (text.sort_key(one) > text.sort_key(other)) - (text.sort_key(one) < text.sort_key(other))
    assert by_key == by_rule


@given(st.text())
@example("Lò Văn Ánh \u200b")
def test_the_key_is_ascii_and_the_same_for_both_forms_and_after_cleaning(value):
    key = text.sort_key(value)
    assert key.isascii()
    assert key.isprintable()
    assert key == text.sort_key(nfd(value)) == text.sort_key(text.nfc(value))
    assert text.sort_key(text.clean(value)) == key


def test_both_tone_placings_have_one_key():
    assert text.sort_key("Lò Thị Hoà") == text.sort_key("Lò Thị Hòa")


def test_villages_are_ordered_as_written_and_by_number():
    villages = ["Bản Co Mận", "Bản Huổi 1", "Bản Huổi 2", "Bản Huổi 10", "Bản Na Côm", "Bản Nà Hin", "Đội 2"]
    assert sorted(villages[::-1], key=text.place_key) == villages


# Figures


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1459, 0, "1.459"),
        (1234567, 0, "1.234.567"),
        (-1459, 0, "-1.459"),
        (Decimal("11.975"), 2, "11,98"),
        (11.975, 2, "11,98"),
        (2.5, 0, "3"),
        (-0.4, 0, "0"),
        (Fraction(1, 3), 3, "0,333"),
        (0.05, 1, "0,1"),
        (1459, 1, "1.459,0"),
    ],
)
def test_numbers_have_a_decimal_comma_and_thousands_dots(value, places, written):
    assert text.number(value, places) == written


@pytest.mark.parametrize(
    ("rate", "places", "written"),
    [
        (Fraction(38, 41), 1, "92,7 %"),
        (Fraction(247, 407), 1, "60,7 %"),
        (Fraction(247, 407), 2, "60,69 %"),
        (Fraction(1), 1, "100 %"),
        (Fraction(9, 10), 1, "90 %"),
        (Fraction(0), 1, "0 %"),
        (Fraction(9999, 10000), 1, "100,0 %"),
        (Fraction(1, 2000), 1, "0,1 %"),  # a half goes up
        (Fraction(1, 8), 0, "13 %"),
        (Fraction(492, 375), 1, "131,2 %"),
        (Fraction(1459, 100), 1, "1.459 %"),
        (None, 1, "–"),
    ],
)
def test_rates_are_written_as_percentages(rate, places, written):
    assert text.percent(rate, places) == written


@given(st.fractions(0, 2), st.integers(1, 4))
def test_a_written_percentage_is_within_half_a_unit(rate, places):
    shown = Fraction(text.percent(rate, places).removesuffix(" %").replace(".", "").replace(",", "."))
    assert abs(shown - rate * 100) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("value", "shown"), [(88.0, "88"), (88.5, "88,5"), (0, "0"), (1200.25, "1.200,25"), (90, "90")]
)
def test_a_plain_number_has_the_decimals_it_has(value: float, shown: str) -> None:
    assert text.plain(value) == shown


@given(st.lists(st.one_of(names, st.text("aĂ đB-.’\u3000 \n\u0301", max_size=12)), max_size=8))
@example(["", "Lò", "Lò Văn  Ánh", "- Lò", "Lò -", " Lò Văn", "Lò Văn ", "A B\u3000C"])
def test_many_names_have_the_forms_of_each(people):
    assert list(text.forms_of_names(people)) == list(map(text.name_forms, people))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("92,5", 92.5),
        ("92.5", 92.5),
        ("1.459", 1459),
        ("1.459,25", 1459.25),
        ("12.345.678", 12345678),
        ("0.125", 0.125),
        ("1459.375", 1459.375),
        ("-3", -3),
        (" 1 459 ", 1459),
        ("", None),
    ],
)
def test_a_number_is_read_as_it_is_typed_here(typed: str, value: float | None) -> None:
    assert text.to_number(typed) == value


@pytest.mark.parametrize("typed", ["nan", "inf", "1e5", "1.2.3", "12.34.567", "1_000", "5 đồng chí", "1,2,3"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(KnownError, match="không phải là số"):
        text.to_number(typed)


@given(value=st.integers(-(10**9), 10**9))
def test_a_number_as_shown_is_read_back(value: int) -> None:
    assert text.to_number(text.number(value)) == value
