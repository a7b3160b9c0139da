"""How a table divides its width among its columns, and which of them leave where there is too little of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTableView

from ui import theme
from ui.rows import Column, Row, RowsModel

TITLE_SIDE = theme.GAP + 3  # what the style sheet keeps free at either side of the title of a column
SORT_ARROW = 12  # px, as the style sheet draws it
_TITLE_PADDING = 2 * TITLE_SIDE + theme.UNIT
_SIGNS = ("+8 cột", "+8")  # of the columns away, in a word where it takes no words of a column
_LOOKED_AT = 60  # rows spread over the list whose words are measured; a table of 50,000 is not walked
_FIRST = 30  # of them all those that are in view when the list opens
_WIDE = 16  # characters of a column of names or sentences, not of dates and numbers
_MEASURED = 8  # of the longest words of a column: the one of most letters is not always the widest


class ColumnRoom(Generic[Row]):
    """The room of the columns of one table.

    Where all that the columns ask for does not fit, those whose words need less give first; where words are cut off,
    they get what others leave. Then columns with `least` shrink. Where that is not enough, those with `leaves` go, the
    highest number first; they come back with the room. Wide ones give a little before the table is scrolled sideways.
    `away` are those gone now; one the officer ticks meanwhile stays (`keep`), and the width he drags one to is left
    alone. While any is away, room is left beside the last title for the sign that says so.
    """

    def __init__(self, table: QTableView, model: RowsModel[Row]) -> None:
        self.away: set[int] = set()
        self._table = table
        self._model = model
        self._kept: set[int] = set()
        self._dragged: set[int] = set()
        self._words: dict[int, int] = {}  # what the words seen so far need, in pixels
        self._most = 0  # rows of the longest list measured

    def asked(self, column: Column[Row]) -> int:
        """The width a column asks for, in pixels."""
        return column.width * self._table.fontMetrics().averageCharWidth() + 4 * theme.UNIT

    def keep(self, number: int, kept: bool) -> None:
        """The officer has shown or hidden this column himself: it no longer leaves or comes back by itself."""
        self.away.discard(number)
        (self._kept.add if kept else self._kept.discard)(number)

    def drag(self, number: int) -> None:
        """A width has changed: by the officer's hand if the mouse holds the border of the column."""
        held = QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
        if held and self._table.horizontalHeader().viewport().underMouse():
            self._dragged.add(number)

    def forget(self) -> None:
        """The letters have another size: what was measured no longer holds."""
        self._words.clear()
        self._dragged.clear()
        self._most = 0

    def measure(self, chosen: Iterable[int]) -> None:
        """Look how much room the words of these columns need; a filter that leaves fewer rows changes no width."""
        rows = self._model.rows
        if not rows:
            return
        known = self._words if len(rows) <= self._most > _LOOKED_AT else ()
        self._most = max(self._most, len(rows))
        letters = self._table.fontMetrics()
        seen = sorted({*range(min(_FIRST, len(rows))), *range(0, len(rows), -(-len(rows) // _LOOKED_AT))})
        for number in [number for number in chosen if number not in known]:
            shown = self._model.columns[number].shown
            places = {shown(rows[place]): place for place in seen}
            widest = max(sorted(places, key=len)[-_MEASURED:], key=letters.horizontalAdvance)
            index = self._model.index(places[widest], number)
            wanted = self._table.sizeHintForIndex(index).width() + theme.UNIT  # drawn wider at 150 %
            advance, longest = letters.horizontalAdvance, self._model.columns[number].longest
            if longest:
                wanted += max(0, advance(longest) - advance(widest))
            self._words[number] = max(self._words.get(number, 0), wanted)

    def share(self, chosen: list[int]) -> None:
        """Divide the width among the columns chosen to be shown."""
        if self._table.isVisible():  # before that the table has no width worth the name
            self._fold(chosen)
        shown = {number: self._model.columns[number] for number in chosen if number not in self.away}
        free = {number: column for number, column in shown.items() if number not in self._dragged}
        room = self._table.viewport().width() - sum(map(self._table.columnWidth, self._dragged & shown.keys()))
        in_full, short = (self._reserve(list(shown), self.away, sign) for sign in _SIGNS)
        whole = sum(min(self._wanted(number), self._least(number)) for number in free)
        widths = self._divide(free, room - (in_full if whole + in_full <= room else short))
        if short and (last := [*shown][-1]) in widths:
            widths[last] = max(widths[last], self._tight(last) + short)
        for number, width in widths.items():
            if self._table.columnWidth(number) != width:
                self._table.setColumnWidth(number, width)
        self._shorten(shown)

    def _divide(self, shown: Mapping[int, Column[Row]], room: int) -> dict[int, int]:
        """The widths of these columns; together more than the room if nothing more can be taken away."""
        widths = {number: self._wanted(number) for number in shown}
        lacking = sum(widths.values()) - room
        if lacking <= 0:
            growing = next((number for number, column in shown.items() if column.grows), None)
            if growing is not None:
                widths[growing] -= lacking
            return widths
        asked = {number: self.asked(column) for number, column in shown.items()}
        slack = {number: widths[number] - min(widths[number], self._least(number)) for number in shown}
        lacking -= _take(widths, slack, lacking)
        longer = {number: max(0, widths[number] - asked[number]) for number in shown}
        lacking -= _level(widths, longer, lacking)
        lacking -= _take(widths, {number: self._spare(number, width) for number, width in widths.items()}, lacking)
        wide = {number: self._last_spare(number, width) for number, width in widths.items()}
        if 0 < lacking <= sum(wide.values()):  # else it is a table to be scrolled sideways anyway
            _take(widths, wide, lacking)
        return widths

    def _fold(self, chosen: list[int]) -> None:
        columns = self._model.columns
        leaving = sorted(
            (number for number in chosen if columns[number].leaves and number not in self._kept),
            key=lambda number: columns[number].leaves,
        )
        tight = {number: self._tight(number) for number in chosen}
        needed = sum(tight.values())
        away: set[int] = set()
        room = self._table.viewport().width()
        while leaving and needed + self._reserve([n for n in chosen if n not in away], away, _SIGNS[-1]) > room:
            number = leaving.pop()
            away.add(number)
            needed -= tight[number]
        before, self.away = self.away, away
        for number in before ^ away:
            self._table.setColumnHidden(number, number in away)

    def _reserve(self, shown: Sequence[int], away: Set[int], sign: str) -> int:
        """What the sign of the columns away needs beside the title of the last column shown, and the arrow there."""
        if not away or not shown:
            return 0
        last = shown[-1]
        column = self._model.columns[last]
        return max(0, self._title(column.short or column.title) + self._aside(sign, last) - self._tight(last))

    def _aside(self, sign: str, last: int) -> int:
        arrow = SORT_ARROW if has_arrow(self._table.horizontalHeader(), last) else 0
        return self._table.fontMetrics().horizontalAdvance(sign) + 2 * theme.UNIT + arrow - TITLE_SIDE

    def _wanted(self, number: int) -> int:
        return max(self.asked(self._model.columns[number]), self._words.get(number, 0))

    def _least(self, number: int) -> int:
        """What a column needs to show its title and the words seen in it; before any is seen, what it asks for."""
        column = self._model.columns[number]
        words = self._words.get(number)
        return max(words, self._title(column.title)) if words else self.asked(column)

    def _tight(self, number: int) -> int:
        """The least width a column can be brought to without losing more than it allows."""
        width = min(self.asked(self._model.columns[number]), self._least(number))
        return width - self._spare(number, width)

    def _spare(self, number: int, width: int) -> int:
        """What a column that may shrink can still give of this width and show its title, or the short one."""
        column = self._model.columns[number]
        if not column.least:
            return 0
        least = self.asked(column) - (column.width - column.least) * self._table.fontMetrics().averageCharWidth()
        return max(0, width - max(least, self._title(column.short or column.title)))

    def _last_spare(self, number: int, width: int) -> int:
        """What a wide column of words gives where the table would else be scrolled sideways for a few letters."""
        column = self._model.columns[number]
        if column.least or column.width < _WIDE:
            return 0
        return max(0, width - max(self.asked(column) // 2, self._title(column.short or column.title)))

    def _title(self, title: str) -> int:
        width = QFontMetrics(theme.font_of(bold=True)).horizontalAdvance(title) + _TITLE_PADDING
        return max(width, self._table.horizontalHeader().minimumSectionSize())

    def _shorten(self, shown: Mapping[int, Column[Row]]) -> None:
        rooms = {number: self._table.columnWidth(number) for number in shown}
        if self.away and rooms:
            last = [*shown][-1]
            rooms[last] -= self._aside(_SIGNS[-1], last)  # beside the last title there is the sign
        narrow = {
            number
            for number, column in shown.items()
            if column.short
            and rooms[number] < self.asked(column)  # at the width asked for it has its title
            and self._title(column.title) > rooms[number]
        }
        self._model.shorten(frozenset(narrow))


def has_arrow(header: QHeaderView, number: int) -> bool:
    """Whether the arrow of the order stands at the end of a column."""
    return header.isSortIndicatorShown() and header.sortIndicatorSection() == number


def _take(widths: dict[int, int], spare: Mapping[int, int], lacking: int) -> int:
    """Take what is lacking, each its share of what it can spare; how much was taken."""
    whole = sum(spare.values())
    wanted = max(0, min(lacking, whole))
    taken = 0
    for number, own in spare.items():
        given = min(own, wanted - taken, -(-wanted * own // whole)) if whole else 0
        widths[number] -= given
        taken += given
    return taken


def _level(widths: dict[int, int], longer: Mapping[int, int], lacking: int) -> int:
    """Take what is lacking from the columns of the longest words first; how much was taken."""
    left = sum(longer.values()) - max(0, min(lacking, sum(longer.values())))
    taken = 0
    for place, number in enumerate(sorted(longer, key=longer.__getitem__)):
        own = min(longer[number], left // (len(longer) - place))
        left -= own
        widths[number] -= longer[number] - own
        taken += longer[number] - own
    return taken
