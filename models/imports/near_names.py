"""Names that differ by a word or a letter, found among thousands without holding each against each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

_DIGITS: Final = re.compile(r"\d+")
_CUTOFF: Final = 0.9
_SHARED: Final = 9 / 11
"""The part of its letters that a name shares at least with one so near, whatever that one's length."""


class NearNames:
    """Folded names, of which the nearest to another is looked for; numbers tell names apart.

    Names so near share nearly all their letters, so one of the few rarest of each is among the rarest of the other. The
    letters of a name are the bits of a number, the rarest lowest.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are all that will be added or asked about."""
        letters = {name: tuple(_letters(name)) for name in names}
        often = Counter(letter for some in letters.values() for letter in some)
        bits = {letter: 1 << n for n, letter in enumerate(sorted(often, key=lambda one: (often[one], one)))}
        self._letters = {name: sum(bits[letter] for letter in some) for name, some in letters.items()}
        self._added: dict[tuple[str, ...], dict[int, list[tuple[str, int]]]] = {}

    def add(self, name: str) -> None:
        """Take up a name to be found."""
        letters = self._letters[name]
        by_letter = self._added.setdefault(_numbers(name), defaultdict(list))
        for letter in _rarest(letters):
            by_letter[letter].append((name, letters))

    def nearest(self, name: str) -> str | None:
        """Return the name added that is nearest, None if none is near; of several the last in order."""
        letters, size = self._letters[name], len(name)
        by_letter = self._added.get(_numbers(name), {})
        matcher = SequenceMatcher(None, "", name)
        best = _CUTOFF, ""
        lacking = 0  # letters that the names still to come do not have
        for n, letter in enumerate(_rarest(letters)):
            if best[0] > _share(size - n, size, size - n):
                break
            for at_most, other in _alike(letters, size, by_letter.get(letter, ()), lacking, best[0]):
                if (at_most, other) <= best:
                    break
                matcher.set_seq1(other)
                best = max(best, (matcher.ratio(), other))
            lacking |= letter
        return best[1] or None


def _alike(
    letters: int, size: int, added: Sequence[tuple[str, int]], lacking: int, at_least: float
) -> list[tuple[float, str]]:
    """Return names without the letters `lacking`, each after how near it is at most, the nearest first."""
    found = [
        (at_most, other)
        for other, others in added
        if not others & lacking and (at_most := _share((letters & others).bit_count(), size, len(other))) >= at_least
    ]
    return sorted(found, reverse=True)


def _share(common: int, size: int, other: int) -> float:
    """Return how near names of such sizes are that have so many letters in common, as SequenceMatcher reckons."""
    return 2.0 * common / (size + other)


def _rarest(letters: int) -> Iterable[int]:
    """Give the rarest letters of a name, one of which each near one has too."""
    size = letters.bit_count()
    for _n in range(min(size, size - int(_SHARED * size) + 1)):
        letter = letters & -letters
        letters ^= letter
        yield letter


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(name))


def _letters(name: str) -> Iterable[str]:
    """Give the letters of a name, each with how many of it came before."""
    seen: Counter[str] = Counter()
    for letter in name:
        seen[letter] += 1
        yield f"{letter}{seen[letter]}"
