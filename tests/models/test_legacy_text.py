"""TCVN3 and VNI: every letter there and back, told apart by their sounds, Unicode left alone."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.legacy_text import Script, is_surely_unicode, lines_to_doubt, readings, to_unicode
from models.syllables import is_syllable, words
from tests.conftest import INPUT
from tests.old_scripts import from_unicode

SMALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
PEOPLE = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))["people"]
NAMES = sorted({person["full_name"] for person in PEOPLE})
SYLLABLES = sorted(
    {word for name in NAMES for word in name.split()} | {"Nguyễn", "Bẳn", "Kỵ", "Quỳnh", "Khuyết", "Giếng", "Ỷ"}
)
_PLAIN = st.text(alphabet=st.sampled_from(SMALL + "bcdghklmnpqrstvx "), max_size=30)


@pytest.mark.parametrize(
    ("stored", "script", "said"),
    [
        ("Lß V¨n ¸nh", Script.TCVN3, "Lò Văn ánh"),
        ("M­êng MÉu", Script.TCVN3, "Mường Mẫu"),
        ("§¶ng uû x·", Script.TCVN3, "Đảng uỷ xã"),
        ("NGUYÔN V¡N ¸NH", Script.TCVN3, "NGUYỄN VĂN ÁNH"),
        ("Loø Vaên AÙnh", Script.VNI, "Lò Văn Ánh"),
        ("LOØ VAÊN AÙNH", Script.VNI, "LÒ VĂN ÁNH"),
        ("Nguyeãn Thò Ñöôïc", Script.VNI, "Nguyễn Thị Được"),
        ("Baún Kî", Script.VNI, "Bẳn Kỵ"),
        ("Lò Văn Ánh", Script.UNICODE, "Lò Văn Ánh"),
    ],
)
def test_text_as_offices_have_it(stored: str, script: Script, said: str):
    assert to_unicode(stored, script) == said
    assert readings(stored) == {said: script}


def test_the_capital_font_draws_small_letters_as_capitals():
    assert to_unicode("®¶ng bé x·", Script.TCVN3, is_capital_font=True) == "ĐẢNG BỘ XÃ"


@given(_PLAIN)
def test_small_letters_survive_both_scripts(text: str):
    for script in (Script.TCVN3, Script.VNI):
        assert to_unicode(from_unicode(text, script), script) == unicodedata.normalize("NFC", text)


@given(_PLAIN)
def test_capitals_survive_vni(text: str):
    assert to_unicode(from_unicode(text.upper(), Script.VNI), Script.VNI) == text.upper()


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6).map(" ".join), st.sampled_from(list(Script)))
def test_what_was_meant_is_among_the_readings(text: str, script: Script):
    stored = from_unicode(text, script)
    assert any(found.casefold() == text.casefold() for found in readings(stored))


@given(st.sampled_from(NAMES), st.sampled_from(["NFC", "NFD"]))
def test_a_name_in_unicode_is_never_read_otherwise(name: str, form: str):
    text = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    if is_surely_unicode(text):
        assert readings(text) == {text: Script.UNICODE}
    else:
        assert Script.UNICODE in readings(text).values()


def test_sounds():
    assert all(is_syllable(word) for name in NAMES for word in words(name))
    for word in ("Lß", "NguyÔn", "Ñöôïc", "MÉu", "Kđăm", "Niê", "oac", "ắn̉"):
        assert not is_syllable(word), word


@given(st.lists(st.text("aĂâđ ýÿø¸\u0301ẹ中.5\n\r\u2028", max_size=5)))
def test_no_line_that_may_be_in_an_old_encoding_is_missed_at_a_glance(texts):
    whole = "\n".join(texts)
    found = lines_to_doubt(whole)
    assert {line for line in whole.split("\n") if line and not is_surely_unicode(line)} <= set(found)
    assert set(found) <= set(whole.split("\n"))
    assert lines_to_doubt("Lò Văn Ánh\nLß V¨n ¸nh\nHoà\nĐỗ") == ["Lß V¨n ¸nh", "Hoà"]
