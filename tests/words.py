"""Telling a word that cannot be Vietnamese, for the texts on screen and in the manual."""

from __future__ import annotations

import re

# Latin words an office uses as they are: products, keys, formats, units.
KNOWN = frozenset(
    {"lva", "ptdtbt", "nt", "ths"}  # initials of a search; a kind of school; “như trên”, “thạc sĩ” as offices write
    | {"iferror", "countif", "sumproduct", "vlookup", "hlookup", "offset", "indirect"}  # of Excel
    | {"subtotal", "xlookup", "lookup", "datedif", "edate", "eomonth", "networkdays"}
    | {
        "excel",
        "word",
        "windows",
        "unikey",
        "telex",
        "vni",
        "tcvn",
        "unicode",
        "vntime",
        "zalo",
        "libreoffice",
        "python",
        "qt",
    }
    | {"usb", "lan", "pdf", "xlsx", "xlsm", "xls", "ods", "csv", "tsv", "docx", "cccd", "qr", "kb", "mb", "gb", "pt"}
    | {
        "ctrl",
        "alt",
        "shift",
        "tab",
        "enter",
        "esc",
        "delete",
        "del",
        "space",
        "home",
        "end",
        "insert",
        "backspace",
        "pgup",
        "pgdn",
    }
)
_SKIPPED = re.compile(
    r"\{[^}]*\}|%n|%\d|<[^>]+>|`[^`]*`|\[\[|\]\(|https?://\S+"  # fields, markup, code
    r"|“[a-z]+ --[^”]+”"  # a command
    r"|[\w.~*-]*\.(?:xlsx?|csv|docx|pdf|db|md|png|py|txt)\b"  # file names
    r"|\b[A-Z0-9Đ]+(?:[-/][A-Z0-9Đ]+)+\b"  # document numbers: 42-HD/BTCTW
)
_WORD = re.compile(r"[^\W\d_]+")
# A syllable written without any mark: its vowel bears the level tone, so it cannot end in c, ch, p or t.
_PLAIN = re.compile(
    r"(?:b|ch?|d|gi?|gh|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:oai|oay|uay|uya|uyu|ieu|oao|oeo|uai|iay"
    r"|a[iouy]?|eo?|i[au]?|o[aeio]?|u[aiy]?|y)"
    r"(?:ng|nh|m|n)?"
)


def foreign(text: str) -> list[str]:
    """Return the words of a text that no Vietnamese office writes.

    A word with a Vietnamese mark is taken as it is. One of plain letters must be a possible syllable of the level
    tone (“theo”, “chi”, “xem”) or known; capitals of up to five letters (UBND, BCH) are taken for abbreviations.
    """
    words = _WORD.findall(_SKIPPED.sub(" ", text))
    return [word for word in words if word.isascii() and not _is_office_word(word)]


def _is_office_word(word: str) -> bool:
    if len(word) == 1 or word.lower() in KNOWN or (word.isupper() and len(word) <= 5):
        return True
    return _PLAIN.fullmatch(word.lower()) is not None
