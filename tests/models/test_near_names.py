"""Near names are those that Python's own search finds when each is held against each."""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.imports import near_names
from models.imports.near_names import NearNames

WORDS = st.sampled_from(["ban", "bang", "co", "con", "man", "mang", "noong", "nong", "e", "1", "2", "12", "thon", "to"])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=2, max_size=12, unique=True)
STEM = "truong trung hoc pho thong "
ALIKE = st.lists(st.text("anchgu ", min_size=1, max_size=5).map(STEM.__add__), min_size=2, max_size=30, unique=True)


@given(NAMES | ALIKE)
def test_the_nearest_is_the_one_that_a_search_through_all_finds(names: list[str]) -> None:
    asked, *others = names
    near = NearNames(names)
    for other in others:
        near.add(other)
    of_its_numbers = [other for other in others if re.findall(r"\d+", other) == re.findall(r"\d+", asked)]
    assert near.nearest(asked) == next(iter(get_close_matches(asked, of_its_numbers, 1, cutoff=0.9)), None)


def test_thousands_of_names_much_alike_are_hardly_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    class Counting(SequenceMatcher[str]):
        def ratio(self) -> float:
            nonlocal compared
            compared += 1
            return super().ratio()

    monkeypatch.setattr(near_names, "SequenceMatcher", Counting)
    names = [STEM + "".join(word) for word in product("abcdeghiklmn", repeat=3)]
    near = NearNames(names)
    for name in names:
        near.nearest(name)
        near.add(name)
    assert len(names) < compared < 4 * len(names)


@pytest.mark.parametrize(
    ("other", "is_near"),
    [("chi bo ban noong e", True), ("chi bo ban nong e", True), ("chi bo ban co man", False), ("", False)],
)
def test_a_letter_more_or_less_is_near(other: str, is_near: bool) -> None:
    near = NearNames(("chi bo ban noong ee", other))
    near.add(other)
    assert near.nearest("chi bo ban noong ee") == (other if is_near else None)


def test_numbers_tell_names_apart() -> None:
    near = NearNames(("chi bo thon 1", "chi bo thon 2"))
    near.add("chi bo thon 1")
    assert near.nearest("chi bo thon 2") is None
    assert near.nearest("chi bo thon 1") == "chi bo thon 1"
