"""Text typed in the fonts before Unicode: TCVN3 (ABC, .VnTime) and VNI (VNI-Times), turned into Unicode.

Such text is stored as Latin letters that only its font draws as Vietnamese: “Lß V¨n ¸nh” is Lò Văn Ánh in TCVN3,
“Loø Vaên AÙnh” in VNI. Tables: TCVN 5712:1993 (VN3) and the VNI encoding for Windows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from models.syllables import is_syllable, words
from models.tables.base import LabelledEnum
from models.text import nfc


class Script(LabelledEnum):
    """How a text is encoded."""

    UNICODE = "unicode", "Unicode"
    TCVN3 = "tcvn3", "TCVN3 (.VnTime)"
    VNI = "vni", "VNI (VNI-Times)"


_TCVN3_UNICODE: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3_STORED: Final = (
    "¡¢£¤¥¦§¨©ª«¬\u00ad®"  # the soft hyphen is ư
    "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
)
TCVN3: Final = str.maketrans(_TCVN3_STORED, _TCVN3_UNICODE)
"""What TCVN3 stored, by code → the code of the letter."""


def _vni_table() -> dict[str, str]:
    """Return VNI → Unicode: a vowel followed by one mark that carries tone, hat or both; a few letters of one piece."""
    tones = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
    hats = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
    breves = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
    found = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    for base in "aeouy":
        found |= {base + mark: nfc(base + tone) for mark, tone in tones.items() if base + mark != "yï"}
    for base, letter in (("ô", "ơ"), ("ö", "ư")):
        found |= {base + mark: nfc(letter + tone) for mark, tone in tones.items()}
    for base in "aeo":
        found |= {base + mark: nfc(base + "\u0302" + tone) for mark, tone in hats.items()}
    found |= {"a" + mark: nfc("a\u0306" + tone) for mark, tone in breves.items()}
    capitals = {stored[0].upper() + stored[1:]: letter.upper() for stored, letter in found.items()}
    capitals |= {stored.upper(): letter.upper() for stored, letter in found.items()}
    return capitals | found


VNI: Final = _vni_table()
"""What VNI stored, one or two characters → the letter."""
_VNI_PIECE: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_LETTERS: Final = "ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9"
_VIETNAMESE: Final = re.compile(f"[{_LETTERS}]")
_NOT_VIETNAMESE: Final = re.compile(f"^[^\n{_LETTERS}]+$", re.MULTILINE)
_BEYOND_LATIN: Final = re.compile(r"[^\x00-\xff]")
_SHOUTED: Final = re.compile(r"[A-Z][^\s.A-Z]?[A-Z]")  # two capitals in one word, a letter with a tone between them
_SMALL_START: Final = re.compile(f"(?<![^\\s(–-])[{_TCVN3_UNICODE[14:]}][^\\W\\d_]*")
_KINDS: Final = frozenset({"ấp", "ủy", "ở"})
_SMALL: Final = re.compile(r"[a-z]")


def to_unicode(text: str, script: Script, *, is_capital_font: bool = False) -> str:
    """Return a text in Unicode (NFC). TCVN3 has no capitals with tones: those of a text in capitals are restored.

    `is_capital_font` says that the font draws small letters as capitals (.VnTimeH).
    """
    if script is Script.UNICODE or text.isascii():
        return text.upper() if is_capital_font and script is Script.TCVN3 else text
    if script is Script.VNI:
        return nfc(_VNI_PIECE.sub(lambda piece: VNI[piece[0]], text))
    plain = text.translate(TCVN3)
    is_shouted = _SHOUTED.search(text) is not None and not _SMALL.search(text)
    return nfc(plain.upper() if is_capital_font or is_shouted else plain)


def with_capitals(text: str) -> str:
    """Return a cell's name with the capitals that TCVN3 could not write: “Chi bộ bản ít” is Chi bộ bản Ít.

    Only words that begin with a vowel under a tone are meant; those that name a kind of place stay small.
    """
    return _SMALL_START.sub(lambda found: found[0] if found[0] in _KINDS else found[0].capitalize(), text)


def is_surely_unicode(text: str) -> bool:
    """Tell whether a text holds a letter that no old encoding has."""
    if _VIETNAMESE.search(text):
        return True
    return any(char.isalpha() or 0x300 <= ord(char) < 0x370 for char in _BEYOND_LATIN.findall(text))


def lines_to_doubt(text: str) -> list[str]:
    """Return the lines of a text that are not seen at a glance to be surely Unicode: of many, few are left."""
    return _NOT_VIETNAMESE.findall(text)


def readings(text: str) -> dict[str, Script]:
    """Return the ways a text can be read as Vietnamese: what it says → script, Unicode first; empty if in no way.

    Scripts that give the same words count once.
    """
    if is_surely_unicode(text):
        return {text: Script.UNICODE}
    found: dict[str, Script] = {}
    for script in Script:
        plain = to_unicode(text, script)
        if plain not in found and all(_reads(word) for word in words(plain)):
            found[plain] = script
    return found


def reads_as_it_is(text: str) -> bool:
    """Tell whether a text is Vietnamese as it stands, which makes it Unicode whatever else it could be."""
    return all(map(_reads, words(text)))


@lru_cache(maxsize=4096)
def _reads(word: str) -> bool:
    """Tell whether a word reads as Vietnamese; a small letter with a tone may stand first in a word of capitals."""
    return is_syllable(word) or is_syllable(word[:1].upper() + word[1:])
