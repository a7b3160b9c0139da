"""What a newcomer's line would write, put into words only when somebody looks: a big list has hundreds of thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast, overload

from models.imports.actions import Difference

Words = Callable[[], list[Difference]]


class Said(Sequence[Difference]):
    """Differences that are made when first asked for."""

    __slots__ = ("_found", "_words")

    def __init__(self, words: Words) -> None:
        self._words = words
        self._found: tuple[Difference, ...] | None = None

    @property
    def _all(self) -> tuple[Difference, ...]:
        if self._found is None:
            self._found = tuple(self._words())
        return self._found

    @overload
    def __getitem__(self, index: int) -> Difference: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Difference]: ...

    def __getitem__(self, index: int | slice) -> Difference | Sequence[Difference]:
        """Return one, or some."""
        return self._all[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)

    def __iter__(self) -> Iterator[Difference]:
        """Give them in order."""
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        """Tell whether the words are the same."""
        return self._all == tuple(cast("Sequence[object]", other)) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        """Return what equal words share."""
        return hash(self._all)
