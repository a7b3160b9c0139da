"""Names that differ by a word or a letter, found among thousands without holding each against each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nsmallest
from typing import Final

_DIGITS: Final = re.compile(r"\d+")
_CUTOFF: Final = 0.9
_SHARED: Final = 9 / 11
"""The part of its letters that a name shares at least with one so near, whatever that one's length."""


class NearNames:
    """Folded names, of which the nearest to another is looked for; numbers tell names apart.

    Names so near share nearly all their letters, so one of the few rarest of each is among the rarest of the other.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are all that will be added or asked about."""
        self._letters = {name: _letters(name) for name in names}
        self._often = Counter(letter for letters in self._letters.values() for letter in letters)
        self._added: dict[tuple[str, ...], list[str]] = defaultdict(list)

    def add(self, name: str) -> None:
        """Take up a name to be found."""
        for key in self._keys(name):
            self._added[key].append(name)

    def nearest(self, name: str) -> str | None:
        """Return the name added that is nearest, None if none is near."""
        mine = self._letters[name]
        alike = {
            other
            for key in self._keys(name)
            for other in self._added.get(key, ())
            if 2 * len(mine & self._letters[other]) >= _CUTOFF * (len(mine) + len(self._letters[other]))
        }
        return next(iter(get_close_matches(name, alike, 1, cutoff=_CUTOFF)), None)

    def _keys(self, name: str) -> Iterable[tuple[str, ...]]:
        letters = self._letters[name]
        numbers = tuple(_DIGITS.findall(name))
        many = len(letters) - int(_SHARED * len(letters)) + 1
        return ((*numbers, letter) for letter in nsmallest(many, letters, key=lambda one: (self._often[one], one)))


def _letters(name: str) -> frozenset[str]:
    """Return the letters of a name, each with how many of it came before."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for letter in name:
        seen[letter] += 1
        found.append(f"{letter}{seen[letter]}")
    return frozenset(found)
