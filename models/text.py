"""Vietnamese text: how it is stored, found, put in order and how figures are written.

Text is stored in NFC (`clean`), searched through `fold` and ordered through `sort_key`; both results are kept in
columns, because SQLite itself knows neither Đ nor the Vietnamese alphabet.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from models.errors import KnownError

# Blank or invisible although Unicode calls them letters, symbols or marks: fillers, joiners, variation selectors.
_INVISIBLE: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)
_PICTURES: Final = range(0x1F000, 0x1FB00)  # emoji; ticks and crosses lie below and stay, offices use them as marks
LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZđĐ") | frozenset(
    "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"  # tones, â ă ơ ư
)
"""The letters of Vietnamese, taken apart (NFD)."""
_WRONG_D: Final = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}  # look-alikes left behind by old font converters


def _is_dropped(char: str) -> bool:
    """Tell whether a character has no place in the data: control, invisible, half a surrogate, a picture."""
    return char in _INVISIBLE or ord(char) in _PICTURES or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn")


class _Cleaning(dict[int, str]):
    """What each character becomes in stored text, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        blank = " " if char.isspace() else "" if _is_dropped(char) else None
        self[code] = _WRONG_D.get(char, char) if blank is None else blank
        return self[code]


class _Folding(dict[int, str]):
    """What each character becomes for searching, worked out when it is first met.

    Folding letter by letter needs no normalisation first: a composed letter gives what its parts give one by one.
    """

    def __missing__(self, code: int) -> str:
        self[code] = self._fold(chr(code))
        return self[code]

    def _fold(self, char: str) -> str:
        if char.isspace():
            return " "
        if _is_dropped(char) or unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
            return ""
        plain = _PLAIN.get(char)
        if plain is not None:
            return plain
        if unicodedata.category(char) == "Pd":
            return "-"
        for simpler in (unicodedata.normalize("NFD", char), unicodedata.normalize("NFKD", char), char.casefold()):
            if simpler != char:
                return "".join(self[ord(part)] for part in simpler)
        return char


_PLAIN: Final = {
    **dict.fromkeys("đðɖ", "d"),
    **dict.fromkeys("−⁃", "-"),
    **dict.fromkeys("’‘‛ʼʻʹ′`´", "'"),
    **dict.fromkeys("“”„‟″", '"'),
}
_CLEANING: Final = _Cleaning()
_FOLDING: Final = _Folding()


def nfc(text: str) -> str:
    """Return the composed form (NFC), the only one that is stored."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Return one line as it is stored: NFC, single blanks, no control, invisible or bidi characters, no emoji.

    Letters and case are left as typed, and so is the placing of the tone (hoà, hòa); only Ð, which old converters put
    for Đ, is repaired.
    """
    return nfc(" ".join(text.translate(_CLEANING).split()))


def fold(text: str) -> str:
    """Return the search form: lower case, no accents, đ as d, every dash as -, every apostrophe as ', single blanks.

    hoà and hòa, uỷ and ủy, NFC and NFD give the same; folding twice changes nothing.
    """
    return " ".join(text.translate(_FOLDING).split())


# In a sort key a letter of its own (ă, â, đ …) is its base plus { or |, which ASCII puts after every letter; tones are
# signs that ASCII puts after the blank and before digits and letters, in the order huyền, hỏi, ngã, sắc, nặng.
_TONES: Final = {"\u0300": "+", "\u0309": ",", "\u0303": "-", "\u0301": ".", "\u0323": "/"}
_LETTERS: Final = {
    "a\u0306": "a{",
    "a\u0302": "a|",
    "e\u0302": "e{",
    "o\u0302": "o{",
    "o\u031b": "o|",
    "u\u031b": "u{",
}


@lru_cache(maxsize=16_384)
def _word_key(word: str) -> str:
    """Return the key of one word: its letters in alphabet order, then its tones; punctuation does not count."""
    letters: list[str] = []
    tones = ""
    for char in unicodedata.normalize("NFD", unicodedata.normalize("NFD", word).casefold()):
        if char in _TONES:
            tones += _TONES[char]
        elif letters and letters[-1] + char in _LETTERS:
            letters[-1] = _LETTERS[letters[-1] + char]
        elif char in "đðɖ":
            letters.append("d{")
        else:
            for plain in _FOLDING[ord(char)]:
                if not plain.isascii():
                    letters.append(f"~{ord(plain):06x}")
                elif plain.isalnum():
                    letters.append(plain)
    return "".join(letters) + tones


def sort_key(full_name: str) -> str:
    """Return the key that orders people the Vietnamese way: by tên, then họ, then each đệm.

    Words compare by the alphabet a ă â b c d đ e ê … and then by tone (ngang huyền hỏi ngã sắc nặng); case does not
    count, f j w z stand where Latin has them, foreign scripts come last. The key is ASCII: SQLite's BINARY order is
    the right one. "Lò Văn Ánh" gives "anh. lo+ va{n".
    """
    keys = [key for word in full_name.split() if (key := _word_key(word))]
    return " ".join(keys[-1:] + keys[:-1])


@lru_cache(maxsize=16_384)
def _word_forms(word: str) -> tuple[str, str, str]:
    folded = fold(word)
    return folded, _word_key(word), "".join([part[0] for part in folded.split()])


def name_forms(full_name: str) -> tuple[str, str, str]:
    """Return what is kept of a person's name for search and order: folded, sort key, folded first letters (“lva”)."""
    words = full_name.split()
    folded, keys, letters = zip(*map(_word_forms, words), strict=True) if words else ((), (), ())
    if "" in folded or "" in keys:  # a word of nothing but signs
        folded, keys = [one for one in folded if one], [one for one in keys if one]
    return " ".join(folded), " ".join((*keys[-1:], *keys[:-1])), "".join(letters)[:40]


class _InOrder(dict[str, tuple[str, str, str]]):
    """The folded words of the beginning of a name, their keys and first letters; empty for one to be taken by itself.

    That is a word of nothing but signs, or no word at all.
    """

    def __missing__(self, words: str) -> tuple[str, str, str]:
        folded, keys, letters = zip(*map(_word_forms, words.split() or ("",)), strict=True)
        self[words] = (
            ("", "", "") if "" in folded or "" in keys else (" ".join(folded), " ".join(keys), "".join(letters))
        )
        return self[words]


def forms_of_names(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Give the `name_forms` of many names: how they begin comes again and again, and so does the last word."""
    known = _InOrder()
    for name in names:
        first, _blank, last = name.rpartition(" ")
        folded, key, letters = known[first]
        folded_last, last_key, last_letters = known[last]
        if folded and folded_last and " " not in folded_last:
            yield f"{folded} {folded_last}", f"{last_key} {key}", f"{letters}{last_letters}"[:40]
        else:
            yield name_forms(name)


def place_key(name: str) -> str:
    """Return the key that orders cells and villages: words as they stand, numbers by value (Bản 2 before Bản 10)."""
    keys = [key for word in name.split() if (key := _word_key(word))]
    return re.sub(r"\d+", lambda number: number[0].zfill(6), " ".join(keys))


def name_case(name: str) -> str:
    """Give a name typed all in capitals its usual case; every other name is returned as it is, in NFC.

    A letter after a blank, an apostrophe or a hyphen is a capital: "K'BRĂH" gives "K'Brăh", "Y-BLÔ" gives "Y-Blô".
    """
    name = nfc(name)
    if not name.isupper():
        return name
    cased = ""
    inside = False  # a mark without a composed letter (Ê Đê ơ̆) does not end a word, as str.title() believes
    for char in name.lower():
        cased += char if inside else char.upper()
        inside = char.isalpha() or (inside and unicodedata.combining(char) != 0)
    return nfc(cased)


def digits(value: str | int | float) -> str:
    """Return only the digits of an identity or card number typed with blanks, dots or dashes.

    A number Excel kept as a number gives its digits as they are; the zero it lost is not put back here.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "".join(str(unicodedata.digit(char)) for char in str(value) if char.isdecimal())


def number(value: int | float | Decimal | Fraction, digits: int = 0) -> str:
    """Write a number the Vietnamese way, rounded half up: 1459 is "1.459"; with two digits 11.975 is "11,98"."""
    exact = Fraction(str(value)) if isinstance(value, float) else value  # 11.975 as typed, not in binary
    above, below = exact.as_integer_ratio()
    units = (2 * abs(above) * 10**digits + below) // (2 * below)
    whole, part = divmod(units, 10**digits)
    sign = "-" if units and above < 0 else ""
    return sign + f"{whole:,}".replace(",", ".") + (f",{part:0{digits}d}" if digits else "")


def plain(value: float) -> str:
    """Write a number with the decimals it has: 88.0 is "88", 88.5 is "88,5"."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def percent(rate: Fraction | None, digits: int = 1) -> str:
    """Write a rate (0–1) as "92,7 %", rounded half up; "–" for None, when there is nothing to divide by.

    Only a rate that is exactly a whole percentage drops its decimals: 1 is "100 %", but 9999/10000 is "100,0 %", so
    that a rounded hundred is never taken for a full one.
    """
    if rate is None:
        return "–"
    share = rate * 100
    return number(share, 0 if share.denominator == 1 else digits) + " %"


_IN_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_DECIMAL = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def to_number(text: str) -> float | None:
    """Return a number typed the Vietnamese way (“92,5”, “1.459”, “92.5” too), None for nothing. Raises KnownError."""
    typed = clean(text).replace(" ", "")
    if not typed:
        return None
    if _IN_THOUSANDS.fullmatch(typed):
        typed = typed.replace(".", "")
    elif not _DECIMAL.fullmatch(typed):
        raise KnownError(f"“{typed}” không phải là số; hãy nhập như 92,5.")
    return float(typed.replace(",", "."))


MASK: Final = "•"
"""What stands for each digit that is not shown."""


def masked(value: str | None) -> str:
    """Return an identity or card number as lists show it: 011•••••6789 (domain.md 9.3); empty for None."""
    if not value or len(value) < 8:
        return value or ""
    return f"{value[:3]}{MASK * (len(value) - 7)}{value[-4:]}"
