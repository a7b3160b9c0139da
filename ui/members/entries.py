"""Dated things on a member's card, one under the other: what, when, the rest; a pencil corrects, a bin takes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.members.card_lines import CardLine
from ui.theme import State
from ui.widgets.chips import tag
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label


@dataclass(frozen=True)
class Entry:
    """One thing: `key` is the id of its row, None for what is written elsewhere and only shown here."""

    key: int | None
    title: str
    when: str = ""
    lines: tuple[str, ...] = ()
    tags: tuple[tuple[str, State], ...] = ()


class EntryList(QWidget):
    """A heading with a plus, and the entries below it."""

    add_asked = Signal()
    edit_asked = Signal(int)
    """Correct the entry with this key."""
    remove_asked = Signal(int, str)
    """Take the entry with this key out; its title."""

    def __init__(self, title: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.pencils: dict[int, QPushButton] = {}
        self.bins: dict[int, QPushButton] = {}
        self.add = icon_button("plus", add)
        self.add.clicked.connect(self.add_asked)
        head = QHBoxLayout()
        self._title = label(title, "heading")
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        self._inside = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addLayout(head)
        self._box.addWidget(self._inside)

    def set_words(self, title: str, add: str) -> None:
        """Set the heading and what the plus does."""
        self._title.setText(title)
        self.add.setToolTip(add)
        self.add.setAccessibleName(add)

    def show_entries(self, entries: Sequence[Entry], empty: str) -> None:
        """Show other entries, or the words that say there are none."""
        kept = kept_place(self.pencils, self.bins)
        self.entries, self.pencils, self.bins = list(entries), {}, {}
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.UNIT)
        if not entries:
            box.addWidget(label(empty, "muted", wrap=True))
        for number, entry in enumerate(entries):
            if number:
                rule = QFrame()
                rule.setProperty("rule", True)
                box.addWidget(rule)
            self._show(box, entry)
        self._box.replaceWidget(self._inside, inside)
        self._inside.deleteLater()
        self._inside = inside
        inside.show()  # at once: what is not shown yet takes no keys
        for before, after in pairwise([self.add, *in_order(self.pencils, self.bins)]):
            QWidget.setTabOrder(before, after)  # made anew, they would come after everything else
        keep_place(kept, self.add, self.pencils, self.bins)

    def lines(self) -> list[CardLine]:
        """The entries as they are copied."""
        return [self._line(entry) for entry in self.entries]

    def _line(self, entry: Entry) -> CardLine:
        more = "; ".join(filter(None, (*entry.lines, *(text for text, _state in entry.tags))))
        found = (self.pencils.get(entry.key), self.bins.get(entry.key)) if entry.key is not None else ()
        return CardLine(self._title.text(), entry.when, entry.title, more, tuple(filter(None, found)))

    def _show(self, box: QVBoxLayout, entry: Entry) -> None:
        top = QHBoxLayout()
        top.setSpacing(0)
        what = QVBoxLayout()
        what.setSpacing(0)
        if entry.when:
            what.addWidget(label(entry.when, "small", wrap=True))
        title = label(entry.title, wrap=True)
        title.setFont(theme.font_of(bold=True))
        what.addWidget(title)
        top.addLayout(what, 1)
        if entry.key is not None:
            pencil = self.pencils[entry.key] = icon_button("pencil", self.tr("Sửa"))
            pencil.clicked.connect(partial(self.edit_asked.emit, entry.key))
            bin_ = self.bins[entry.key] = icon_button("trash-2", self.tr("Bỏ"))
            bin_.clicked.connect(partial(self.remove_asked.emit, entry.key, entry.title))
            for button in (pencil, bin_):
                top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(top)
        for line in entry.lines:
            if line:
                box.addWidget(label(line, wrap=True))
        if entry.tags:
            row = FlowRow()
            row.add(*(tag(text, state) for text, state in entry.tags))
            box.addWidget(row)


Buttons = dict[int, QPushButton]
"""The buttons of one kind beside entries, by the key of the entry."""


def in_order(pencils: Buttons, bins: Buttons) -> list[QPushButton]:
    """Return the buttons as they stand, the two of an entry side by side."""
    return [button for key, pencil in pencils.items() for button in (pencil, bins[key])]


def kept_place(pencils: Buttons, bins: Buttons) -> tuple[bool, int, int] | None:
    """Return where the keyboard is before the buttons are made anew: on a bin or a pencil, its key, its place."""
    for is_bin, buttons in ((False, pencils), (True, bins)):
        for place, (key, button) in enumerate(buttons.items()):
            if button.window().focusWidget() is button:
                return is_bin, key, place
    return None


def keep_place(kept: tuple[bool, int, int] | None, add: QWidget, pencils: Buttons, bins: Buttons) -> None:
    """Put the keyboard back; where the entry has gone, on the one that came to its place."""
    if kept is None:
        return
    is_bin, key, place = kept
    buttons = bins if is_bin else pencils
    keys = list(buttons)
    stays = buttons.get(key) or (buttons[keys[min(place, len(keys) - 1)]] if keys else add)
    stays.setFocus()


def icon_button(icon: str, tip: str) -> QPushButton:
    """A flat button with an icon and no words."""
    button = QPushButton()
    button.setProperty("kind", "flat")
    theme.dress(button, icon, "muted")
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def scroll_area(inside: QWidget) -> QScrollArea:
    """A scroll area that goes up and down only, with a frame while the keyboard scrolls it."""
    area = QScrollArea(widgetResizable=True)
    area.setProperty("bare", True)
    area.setProperty("read", True)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setProperty("bare", True)
    area.setWidget(inside)
    return area
