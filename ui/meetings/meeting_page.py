"""What the pages of one meeting share: its place among the month's meetings, their keys, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.database import Database
from models.meetings import MeetingRow
from ui import theme
from ui.keys import key_sequence
from ui.meetings.order import named


class MeetingPage(QWidget):
    """Roll, content or score sheet of a meeting; subclasses write `meeting` and `open`, and `go_on` as they write."""

    said = Signal(str)
    left = Signal()
    """Back to the board."""
    titled = Signal(str, str)
    """Whose meeting of which day, for the screen's title; its month and place, for the line beside it."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._order: list[int] = []
        self.titles: list[str] = []
        """What the screen is called at each meeting of the order: its head keeps one height for all of them."""
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.GAP)

    @property
    def meeting(self) -> MeetingRow | None:
        """The meeting in view."""
        return None

    def open(self, meeting_id: int) -> None:
        """Show a meeting, ready for the first letter. Raises KnownError if it is gone."""

    def keep(self) -> bool:
        """Write what is typed and not yet written; False if it cannot be, and stays where it is."""
        return True

    def set_keys(self, keys: Iterable[tuple[str, Callable[[], object]]]) -> None:
        """Let keys work anywhere in the page."""
        for words, slot in keys:
            shortcut = QShortcut(key_sequence(words), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def go_through(self, order: list[int], month: Iterable[MeetingRow]) -> None:
        """Take the meetings of a month that the keys go through, by their ids."""
        self._order = order
        self.titles = [named(row, order)[0] for row in month if row.id in order]

    def open_next(self, meeting: MeetingRow) -> None:
        """Open the meeting after one; back to the board after the last."""
        place = self._order.index(meeting.id) + 1
        if place < len(self._order):
            self.open(self._order[place])
        else:
            self.said.emit(self.tr("Đã hết các chi bộ của tháng {month}.").format(month=meeting.month))
            self.left.emit()

    def go_back(self) -> None:
        """Open the cell before; nothing is written but what was typed."""
        meeting = self.meeting
        if meeting is not None and self.keep() and (place := self._order.index(meeting.id)) > 0:
            self.open(self._order[place - 1])
