"""What the officer should know before a report leaves the office, above its preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from exports.report import Finding
from ui import theme
from ui.theme import State
from ui.widgets.labels import ElidedLabel, label, set_state

_SHOWN = 2
_HIGHEST = 190


class FindingsPanel(QFrame):
    """Amber heading and the sentences: the first two on one line each, or after *Xem đủ* all of them in full."""

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
        self._whole = label(wrap=True)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._whole.setProperty("bare", True)
        self._whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._scroll = QScrollArea()
        self._scroll.setProperty("bare", True)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._whole)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.MARGIN, theme.UNIT, theme.GAP, theme.GAP)
        box.setSpacing(theme.UNIT // 2)
        box.addLayout(top)
        for widget in (*self._lines, self._scroll):
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
        self._whole.setText("\n".join(texts))
        self._scroll.setVisible(self._is_open)
        self.heading.setText(self.tr("{sign}  {n} điều cần xem trước khi gửi").format(sign=State.WARN.sign, n=count))
        self.more.setText(self.tr("Thu gọn") if self._is_open else self.tr("Xem đủ"))
        self._fit()
        self.setVisible(count > 0)

    def _fit(self) -> None:
        width = self.width() - theme.MARGIN - theme.GAP - 16  # beside the scroll bar
        self._scroll.setFixedHeight(min(self._whole.heightForWidth(max(width, 200)) + theme.UNIT, _HIGHEST))
