"""Labels in the roles the style sheet knows, and one that shortens itself."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme


def label(text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A text in one role: "" body, "title", "heading", "subtitle", "muted", "small", "figure" or "error"."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def set_state(shown: QLabel, state: theme.State) -> None:
    """Colour a label by a state; its text must tell the state as well."""
    theme.set_role(shown, "state", None if state is theme.State.PLAIN else state.value)


_PART = re.compile(" · |, ")
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the whole text is then its tooltip.

    What stands between dots or commas is left out whole: half a number would be another number.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._set_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip is needed only while the text does not fit."""
        super().resizeEvent(event)
        self._set_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much as fits."""
        painter = QPainter(self)
        self.drawFrame(painter)
        room = self.contentsRect()
        painter.drawText(room, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), self.shown_in(room.width()))

    def shown_in(self, width: int) -> str:
        """As much of the text as fits into a width, in whole parts if they fill at least half of it."""
        metrics, text = self.fontMetrics(), self.text()
        if metrics.horizontalAdvance(text) <= width:
            return text
        for end in [found.end() for found in _PART.finditer(text)][::-1]:
            shorter = f"{text[:end]}…"
            used = metrics.horizontalAdvance(shorter)
            if used <= width // 2:
                break  # too much would be left out
            if used <= width:
                return shorter
        return _without_half_a_number(text, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))

    def _set_tip(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if fits else self.text())


def _without_half_a_number(text: str, elided: str) -> str:
    """Leave the word in which a text was cut out whole if it has digits: half a date would be another one."""
    begin = text.rfind(" ", 0, len(elided)) + 1
    word, _, _ = text[begin:].partition(" ")
    return f"{text[:begin].rstrip()}…" if begin and any(map(str.isdigit, word)) else elided


class CaptionLabel(QLabel):
    """A sentence below a figure: one line, or as many as its words need in the width it is given.

    It wraps by itself: around one of Qt's wrapped labels a scrolled page takes all the height it would like to have.
    """

    _least = 0

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 3, self.minimumHeight())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need more lines, or fewer."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """So may larger letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all of it."""
        painter = QPainter(self)
        room = self.contentsRect()
        room.setTop(room.top() + (room.height() - self.wanted_height()) // 2)
        painter.drawText(room, _WRAPPED, self.shown())

    def shown(self) -> str:
        """The words that are painted."""
        return self.text()

    def wanted_height(self) -> int:
        """The height that all of its words need in its present width."""
        room = QRect(0, 0, self.contentsRect().width(), 0)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self.shown() or " ").height()

    def set_least(self, height: int) -> None:
        """Be as high as what stands beside it, with the words in the middle."""
        self._least = height
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(self._least, self.wanted_height()))
