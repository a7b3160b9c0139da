"""Whether a word can be a Vietnamese syllable, by its sounds alone: the touchstone for text in an unknown encoding."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final


def _split(sounds: str) -> frozenset[str]:
    return frozenset(sounds.split())


_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP_TONES: Final = frozenset("\u0301\u0323")
_STOPS: Final = ("c", "ch", "p", "t")
_ONSETS: Final = _split(
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x"  # q stands apart: its u is in the rime
)
_RIMES: Final = _split(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh "
    "uơ uôc uôi uôm uôn uông uôt uy uya uych uyn uynh uyp uyt uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu "
    "ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu"
)
_AFTER_Q: Final = _split(
    "ua uac uach uai uan uang uanh uao uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uây ue uen ueo uet uê uên "
    "uênh uêt uêu uôc uơ uơn uơt uy uyên uyêt uynh uyt uyp uyn uych uyu uit uinh ui"
)
_WORD: Final = re.compile(r"[^\s,.;:()\[\]{}/\\+\-–—_'\"“”‘’…|0-9]+")


def words(text: str) -> list[str]:
    """Return the words of a text that hold a letter beyond ASCII; signs that old fonts use as letters count."""
    return [] if text.isascii() else [word for word in _WORD.findall(text) if not word.isascii()]


@lru_cache(maxsize=32_768)
def is_syllable(word: str) -> bool:
    """Tell whether a word can be one Vietnamese syllable with its tone: “Nguyễn” can, “NguyÔn” and “Lß” cannot."""
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in parts if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    if not any(_is_whole(bare, onset) for onset in _onsets_of(bare)):
        return False
    return not bare.endswith(_STOPS) or bool(tones and tones[0] in _SHARP_TONES)


def _onsets_of(bare: str) -> list[str]:
    return ["", *(onset for onset in (*_ONSETS, "q") if bare.startswith(onset))]


def _is_whole(bare: str, onset: str) -> bool:
    rest = bare[len(onset) :]
    if onset == "q":
        return rest in _AFTER_Q
    return rest in _RIMES or (onset == "gi" and f"i{rest}" in _RIMES)
