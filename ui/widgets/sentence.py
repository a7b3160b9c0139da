"""A sentence among other things in one line; where it does not fit, it takes a line of its own and is never cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import label


class SentenceLine(QWidget):
    """`before`, then the sentence, then `after`; the sentence may be broken into `lines` before it goes below."""

    def __init__(
        self, before: QWidget, after: QWidget | None = None, *, lines: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.sentence: QLabel = label(wrap=True)
        self._before, self._after, self._lines = before, after, lines
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.UNIT)
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.MARGIN)
        self._line.addWidget(before)
        self._line.addWidget(self.sentence, 1)
        if after is not None:
            self._line.addWidget(after)
        self._box.addLayout(self._line)

    def say(self, text: str) -> None:
        """Show another sentence."""
        self.sentence.setText(text)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the sentence below."""
        return QSize(self._beside(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for the sentence, or no more."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """So may larger letters, and another figure beside it."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self._arrange()
        return super().event(event)

    def _beside(self) -> int:
        parts = [part for part in (self._before, self._after) if part is not None]
        return sum(part.sizeHint().width() for part in parts) + theme.MARGIN * (len(parts) - 1)

    def _fits(self) -> bool:
        letters, text = self.sentence.fontMetrics(), self.sentence.text()
        room = self.width() - self._beside() - theme.MARGIN
        if letters.horizontalAdvance(text) <= room:
            return True
        if self._lines == 1 or room <= 0:
            return False
        broken = letters.boundingRect(QRect(0, 0, room, 0), int(Qt.TextFlag.TextWordWrap), text)
        return broken.width() <= room and broken.height() <= self._lines * letters.lineSpacing()

    def _arrange(self) -> None:
        is_below = not self._fits()
        if is_below == (self._box.indexOf(self.sentence) >= 0):
            return
        if is_below:
            self._line.removeWidget(self.sentence)
            self._line.insertStretch(1, 1)
            self._box.addWidget(self.sentence)
        else:
            self._box.removeWidget(self.sentence)
            self._line.takeAt(1)
            self._line.insertWidget(1, self.sentence, 1)
