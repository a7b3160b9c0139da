"""The sentences that say which numbers of a form do not hold together, each with the cells it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from exports.learned.checks.other_forms import Elsewhere
from exports.learned.fill import Place
from exports.names import CellAt, Finding
from models.text import plain

BY_HAND, WRITTEN = "số sửa tay", "số ghi tay"
"""Of a number in place of the program's own, and of one where the program has none."""
_NAMED = 4  # cells of a sum, before its middle is left out


class Number(Protocol):
    """A number that a form shows: where, what it is in words, and who wrote it."""

    @property
    def place(self) -> Place:
        """Its cell."""
        ...

    @property
    def title(self) -> str:
        """What it counts."""
        ...

    @property
    def value(self) -> int | float:
        """What it shows."""
        ...

    @property
    def mark(self) -> str:
        """What is said of one the office wrote itself: BY_HAND or WRITTEN; "" for any other."""
        ...


AnyNumber = TypeVar("AnyNumber", bound=Number)


class Sentences:
    """The sentences; a cell is named with its sheet where the form `has_sheets`."""

    def __init__(self, *, has_sheets: bool) -> None:
        self._where: Callable[[Place], str] = str if has_sheets else lambda place: f"ô {place.spot}"

    def _cell(self, one: Number) -> str:
        return f"“{one.title}” ({self._where(one.place)}{f', {one.mark}' if one.mark else ''})"

    def unlike(self, first: Number, other: Number) -> Finding:
        """Say that two cells that count the same show different numbers."""
        text = (
            f"{self._cell(first)} = {plain(first.value)}, nhưng {self._cell(other)} = {plain(other.value)}: hai ô này "
            "là một số, hãy ghi như nhau."
        )
        return Finding(text, cells=_cells(first, other))

    def sum(
        self, total: Number, parts: Sequence[Number], less: Sequence[Number] = (), lacking: int | float = 0
    ) -> Finding:
        """Say that a sum does not come out right; `lacking` are those whom no part counts by the book."""
        shown = _few(parts)
        plus = " + ".join("…" if part is None else self._cell(part) for part in shown)
        minus = "".join(f" − {self._cell(one)}" for one in less)
        made = sum(one.value for one in parts) - sum(one.value for one in less)
        text = f"{self._cell(total)} = {plain(total.value)}, nhưng {plus}{minus} = {plain(made)}"
        if lacking:
            text += f" và sổ để trống mục này của {plain(lacking)} trường hợp"
        return Finding(f"{text}.", cells=_cells(total, *filter(None, shown), *less))

    def more(self, part: Number, whole: Number) -> Finding:
        """Say that a part is more than the whole."""
        text = (
            f"{self._cell(part)} = {plain(part.value)}, nhưng {self._cell(whole)} = {plain(whole.value)}: ô trước là "
            "một phần của ô sau nên không thể lớn hơn."
        )
        return Finding(text, cells=_cells(part, whole))

    def elsewhere(self, one: Number, other: Elsewhere, reckoned: int | float) -> Finding:
        """Say that another form of the period shows another number for the same names, or the one `reckoned`."""
        value = reckoned if other.value is None else other.value
        by_hand = "" if other.value is None else f", {BY_HAND}"
        text = (
            f"{self._cell(one)} = {plain(one.value)}, nhưng cùng số này ({other.said}{by_hand}) = {plain(value)}: hãy "
            "ghi như nhau nếu gửi cả hai biểu."
        )
        return Finding(text, cells=[*_cells(one), other.cell])


def _cells(*those: Number) -> list[CellAt]:
    return [CellAt((one.place.sheet, one.place.spot.row, one.place.spot.column)) for one in those]


def _few(parts: Sequence[AnyNumber]) -> list[AnyNumber | None]:
    """Return the parts to name: all of a short sum, of a long one the ends and those by hand, None for a gap."""
    if len(parts) <= _NAMED:
        return [*parts]
    named: list[AnyNumber | None] = []
    for one in parts:
        if one is parts[0] or one is parts[-1] or one.mark:
            named.append(one)
        elif named[-1] is not None:
            named.append(None)
    return named
