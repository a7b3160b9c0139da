"""A sentence among other things in one line; where it does not fit, it takes a line of its own and is never cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.widgets.labels import label
from ui.widgets.two_lines import TwoLines


class SentenceLine(TwoLines):
    """`before`, then the sentence, then `after`; the sentence may be broken into `lines` before it goes below."""

    def __init__(
        self,
        before: QWidget,
        after: QWidget | None = None,
        *,
        lines: int = 1,
        longest: tuple[str, str] = ("", ""),
        parent: QWidget | None = None,
    ) -> None:
        """With the `longest` words before and the longest sentence, others stand where these would."""
        super().__init__(theme.MARGIN, parent)
        self.setProperty("bare", True)
        self.sentence: QLabel = label(wrap=True)
        self._before, self._after, self._lines = before, after, lines
        self._longest = longest
        self.line.addWidget(before)
        self.line.addWidget(self.sentence, 1)
        if after is not None:
            self.line.addWidget(after)
        self.box.addLayout(self.line)

    def say(self, text: str) -> None:
        """Show another sentence."""
        self.sentence.setText(text)
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the sentence below."""
        return QSize(self._beside(), super().minimumSizeHint().height())

    def _beside(self) -> int:
        parts = [part for part in (self._before, self._after) if part is not None]
        return sum(part.sizeHint().width() for part in parts) + theme.MARGIN * (len(parts) - 1)

    def _fits(self) -> bool:
        before, sentence = self._longest
        grows = max(0, self._before.fontMetrics().horizontalAdvance(before) - self._before.sizeHint().width())
        room = self.width() - self._beside() - theme.MARGIN
        return self._fits_in(room, self.sentence.text()) and self._fits_in(room - grows, sentence)

    def _fits_in(self, room: int, text: str) -> bool:
        letters = self.sentence.fontMetrics()
        if letters.horizontalAdvance(text) <= room:
            return True
        if self._lines == 1 or room <= 0:
            return False
        broken = letters.boundingRect(QRect(0, 0, room, 0), int(Qt.TextFlag.TextWordWrap), text)
        return broken.width() <= room and broken.height() <= self._lines * letters.lineSpacing()

    def arrange(self) -> None:
        """Put the sentence into the line, or below it."""
        is_below = not self._fits()
        if is_below == (self.box.indexOf(self.sentence) >= 0):
            return
        if is_below:
            self._beside_at = self.sentence.alignment()
            self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.line.removeWidget(self.sentence)
            self.line.insertStretch(1, 1)
            self.box.addWidget(self.sentence)
        else:
            self.sentence.setAlignment(self._beside_at)
            self.box.removeWidget(self.sentence)
            self.line.takeAt(1)
            self.line.insertWidget(1, self.sentence, 1)
