"""What the officer should know before a report leaves the office, above its preview."""

from __future__ import annotations

import html
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from exports.by_hand import address
from exports.names import Finding
from ui import theme
from ui.theme import State
from ui.widgets.labels import ElidedLabel, label, set_state

_SHOWN = 2
_HIGHEST = 190


class FindingsPanel(QFrame):
    """Amber heading and the sentences: the first two on one line each, or after *Xem đủ* all of them in full.

    Where a sentence speaks of people, *Xem tên* after it emits `opened` with the names; where it speaks of cells, the
    name of each emits `cell_asked` with it.
    """

    opened = Signal(object)
    cell_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._found: tuple[Finding, ...] = ()
        self._is_open = False
        self.heading = label()
        set_state(self.heading, State.WARN)
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(lambda: self.open(not self._is_open))
        self._lines = [ElidedLabel() for _ in range(_SHOWN)]
        self.full = QTextBrowser()
        self.full.setProperty("bare", True)
        self.full.setAccessibleName(self.tr("Các điều cần xem"))
        self.full.setOpenLinks(False)
        self.full.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.full.document().setDocumentMargin(0)
        self.full.anchorClicked.connect(self._follow)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.UNIT, theme.GAP, theme.GAP)
        box.setSpacing(theme.UNIT // 2)
        box.addLayout(top)
        for widget in (*self._lines, self.full):
            box.addWidget(widget)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """The sentences found."""
        return [one.text for one in self._found]

    def show_findings(self, found: Sequence[Finding]) -> None:
        """List these; hidden while there is nothing to say."""
        self._found = tuple(found)
        self._fill()

    def open(self, is_open: bool) -> None:
        """Show all sentences in full, or the first ones shortened."""
        self._is_open = is_open
        self._fill()

    def stand_on_first(self) -> None:
        """Show all sentences, the keyboard on the first link: Enter follows it, Tab goes to the next."""
        self.open(True)
        self.full.moveCursor(QTextCursor.MoveOperation.Start)
        self.full.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if "<a href" in self.full.toHtml():
            self.full.focusNextPrevChild(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower panel needs more lines."""
        super().resizeEvent(event)
        self._fit()

    def _fill(self) -> None:
        count = len(self._found)
        texts = [f"•  {one.text}" for one in self._found]
        for number, line in enumerate(self._lines):
            line.setText(texts[number] if number < count else "")
            line.setVisible(not self._is_open and number < count)
        self.full.setHtml("<br>".join(self._in_full(place, one) for place, one in enumerate(self._found)))
        self.full.setVisible(self._is_open)
        self.heading.setText(self.tr("{sign}  {n} điều cần xem trước khi gửi").format(sign=State.WARN.sign, n=count))
        self.more.setText(self.tr("Thu gọn") if self._is_open else self.tr("Xem đủ"))
        self._fit()
        self.setVisible(count > 0)

    def open_names(self, place: str) -> None:
        """Ask for the names behind the sentence of that number, counted from 0."""
        self.opened.emit(self._found[int(place)].behind)

    def open_cell(self, place: int, number: int) -> None:
        """Ask for one of the cells that the sentence of that number speaks of, both counted from 0."""
        self.cell_asked.emit(self._found[place].cells[number])

    def _follow(self, target: QUrl) -> None:
        place, _, number = target.toString().partition("-")
        if number:
            self.open_cell(int(place), int(number))
        else:
            self.open_names(place)

    def _in_full(self, place: int, one: Finding) -> str:
        links: list[tuple[str, str]] = []
        if one.behind is not None and one.behind.people:
            links.append((f"{place}", self.tr("Xem tên")))
        for number, cell in enumerate(one.cells):
            words = self.tr("Xem ô {cell}").format(cell=address(*cell.place[1:]))
            links.append((f"{place}-{number}", f"{words} ({cell.form})" if cell.form else words))
        style = f'style="color:{theme.colours().accent_text}"'
        shown = [f'<a href="{target}" {style}>{html.escape(words)}</a>' for target, words in links]
        return "&nbsp; ".join((f"•  {html.escape(one.text)}", *shown))

    def _fit(self) -> None:
        told = self.full.document().clone()
        told.setTextWidth(max(self.width() - theme.MARGIN - theme.GAP - 16, 200))  # beside the scroll bar
        self.full.setFixedHeight(min(ceil(told.size().height()) + theme.UNIT, _HIGHEST))
