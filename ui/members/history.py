"""The tab *Quá trình* of the card: the events of a member, newest first, each with how they stood after it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models import timeline
from models.database import Database
from models.lives import LifeLine
from models.stays import StayRow
from models.tables import EventKind, Standing
from ui import theme
from ui.members import event_words as words
from ui.members.card_lines import CardLine
from ui.members.entries import icon_button, in_order, keep_place, kept_place, scroll_area
from ui.members.homes import HomeList
from ui.members.names import NameList
from ui.members.posts import PostList
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.chips import tab_through, tag
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label

STANDING_STATES = {
    Standing.OFFICIAL: State.GOOD,
    Standing.PROBATIONARY: State.WARN,
    Standing.UNKNOWN: State.IDLE,
}


class HistoryTab(QWidget):
    """The positions, one block for each event (what, from when, by which paper; a pencil corrects it), homes, names."""

    add_asked = Signal()
    correct_asked = Signal(int)
    """Correct the event with this id."""
    remove_asked = Signal(int, str)
    """Take the event with this id out; its words."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.posts = PostList(db)
        self.homes = HomeList(db)
        self.names = NameList(db)
        self.lines: list[str] = []
        self.pencils: dict[int, QPushButton] = {}
        self.bins: dict[int, QPushButton] = {}
        self.add = push_button(self.tr("Ghi biến động"), "plus")
        self.add.setToolTip(self.tr("Kết nạp, công nhận, chuyển đi, chuyển đến, miễn, xóa tên… (Ctrl+E)"))
        self.add.clicked.connect(self.add_asked)
        self._events = QWidget()
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, theme.UNIT, theme.GAP, 0)
        self._box.setSpacing(theme.UNIT)
        self._box.addWidget(self.posts)
        self._box.addSpacing(theme.GAP)
        self._box.addWidget(label(self.tr("Biến động"), "heading"))
        self._box.addWidget(self._events)
        self._box.addSpacing(theme.GAP)
        self._box.addWidget(self.homes)
        self._box.addSpacing(theme.GAP)
        self._box.addWidget(self.names)
        self._box.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.GAP, 0, 0)
        box.setSpacing(theme.UNIT)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(scroll_area(inside), 1)
        self._fill([])

    def show_life(self, life: list[LifeLine]) -> None:
        """Show a member's events, given oldest first."""
        self._fill(list(reversed(life)))

    def copied_lines(self) -> list[CardLine]:
        """What the page says, as it is copied."""
        lists = (self.posts.lines(), self._event_lines, self.homes.lines(), self.names.lines())
        return [line for part in lists for line in part]

    def _fill(self, life: list[LifeLine]) -> None:
        kept = kept_place(self.pencils, self.bins)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.UNIT)
        self.lines, self.pencils, self.bins = [], {}, {}
        self._event_lines: list[CardLine] = []
        for number, line in enumerate(life):
            if number:
                rule = QFrame()
                rule.setProperty("rule", True)
                box.addWidget(rule)
            self._show(box, line)
        self._box.replaceWidget(self._events, inside)
        self._events.deleteLater()
        self._events = inside
        inside.show()
        tab_through(in_order(self.pencils, self.bins), to=self.homes.add)
        keep_place(kept, self.add, self.pencils, self.bins)

    def _show(self, box: QVBoxLayout, line: LifeLine) -> None:
        event, values = line.event, line.event.values
        head = f"{words.when(line)} · {values.kind.label}"
        self.lines.append(head)
        self.pencils[event.id] = icon_button("pencil", self.tr("Sửa biến động này"))
        self.pencils[event.id].clicked.connect(partial(self.correct_asked.emit, event.id))
        self.bins[event.id] = icon_button("trash-2", self.tr("Bỏ biến động này"))
        self.bins[event.id].clicked.connect(partial(self.remove_asked.emit, event.id, head))
        top = QHBoxLayout()
        top.setSpacing(0)
        what = QVBoxLayout()
        what.setSpacing(0)
        what.addWidget(label(words.when(line), "small", wrap=True))
        kind = label(values.kind.label, wrap=True)
        kind.setFont(theme.font_of(bold=True))
        what.addWidget(kind)
        top.addLayout(what, 1)
        for button in (self.pencils[event.id], self.bins[event.id]):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        said = words.place(line), words.paper(line), words.introducers(values), values.reason
        shown = [text for text in (event.cell_name or line.left, *said) if text]
        for text in shown:
            box.addWidget(label(text, wrap=True))
        tags = self._tags(line)
        row = FlowRow()
        row.add(*(tag(text, state) for text, state in tags))
        box.addWidget(row)
        more = "; ".join((*shown, *(text for text, _state in tags)))
        buttons = (self.pencils[event.id], self.bins[event.id])
        self._event_lines.append(CardLine(self.tr("Biến động"), words.when(line), values.kind.label, more, buttons))

    def _tags(self, line: LifeLine) -> list[tuple[str, State]]:
        """How the member stood after the event."""
        if line.after is None:
            guest = line.event.values.kind is EventKind.TEMP_IN_END
            ended = timeline.ENDINGS.get(line.event.values.kind)
            said = words.gone_home() if guest or ended is None else self.tr("Ra khỏi danh sách")
            return [(said, State.IDLE if guest else State.BAD)]
        after = line.after
        duty = words.duty_words(after.duty)
        standing = (words.standing_words(after.standing), STANDING_STATES[after.standing])
        return [standing, (duty, State.IDLE)] if duty else [standing]


def stay_on(stays: list[StayRow], on: date) -> StayRow | None:
    """The stay that counts on a day, else the last one."""
    held = [stay for stay in stays if stay.since <= on and (stay.until is None or stay.until >= on)]
    return held[-1] if held else stays[-1] if stays else None
