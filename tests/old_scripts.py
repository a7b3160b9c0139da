"""Writing Vietnamese as the old programs stored it, to be read again."""

from __future__ import annotations

from models.legacy_text import TCVN3, VNI, Script
from models.text import nfc

_TO_VNI = {letter: stored for stored, letter in sorted(VNI.items(), key=lambda pair: pair[0].islower())}
_TO_TCVN3 = {letter: stored for stored, letter in TCVN3.items()}


def from_unicode(text: str, script: Script) -> str:
    """Return a text as an old program would have stored it; TCVN3 keeps no capitals with tones, save Ă Â Ê Ô Ơ Ư Đ."""
    text = nfc(text)
    if script is Script.VNI:
        return "".join(_TO_VNI.get(char, char) for char in text)
    if script is Script.TCVN3:
        small = (char if char.isascii() or ord(char) in _TO_TCVN3 else char.lower() for char in text)
        return "".join(small).translate(_TO_TCVN3)
    return text
