"""A page that scrolls where the letters are large and the window is low."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui import theme


class Scrolled(QScrollArea):
    """Goes up and down only, and brings into view what the keys come to.

    Qt itself scrolls only for Tab within the page, not for Tab into it from outside or for any other key. Tab passes by
    the area, where nothing would be seen.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(widgetResizable=True)
        page.setProperty("bare", True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._bring)

    def _bring(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show what has the keys now; what was clicked is in view, and must not move below the pointer."""
        if now is not None and not QGuiApplication.mouseButtons() and self.widget().isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.CONTROL_HEIGHT)  # with the words above a field
