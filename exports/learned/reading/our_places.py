"""The Party cells and villages of the office, found by what a form calls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exports.learned import filters
from models.cells import short_name
from models.text import fold, nfc


class OurPlaces:
    """The filters of the office's places, by kind and name."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._spelled: dict[tuple[str, str], str] = {}
        self._folded: dict[tuple[str, str], list[str]] = {}
        for key in keys:
            kind, name = filters.place_of(key) or ("", "")
            self._spelled[kind, filters.known_as(name)] = key
            self._folded.setdefault((kind, fold(short_name(name))), []).append(key)

    @property
    def folded(self) -> Mapping[tuple[str, str], str]:
        """Kind and folded name → the filter of a place; one of those that differ by their accents alone is left out."""
        return {name: keys[0] for name, keys in self._folded.items() if len(keys) == 1}

    def called(self, kind: str, name: str) -> str | None:
        """Return the filter of the place with a name; accents count, but in a name that is typed without any.

        “Bản Mò” is not ours if ours is “Bản Mơ”: the numbers of another cell would go up.
        """
        short = short_name(name)
        found = self._spelled.get((kind, filters.known_as(name)))
        if found is None and all(letter.isascii() for letter in nfc(short) if letter.isalpha()):
            return self.folded.get((kind, fold(short)))
        return found
