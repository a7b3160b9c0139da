"""What the pages of *Dữ liệu* share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from models.database import Database
    from ui.main_window import MainWindow
    from ui.screen import Screen


class DataPage(QWidget):
    """One page of the screen: fill `body` and write `reload`, which the screen calls while the page is in view."""

    scrolls: ClassVar[bool] = False
    """Whether the page may be higher than the window and then scrolls; for pages made of cards."""

    go = Signal(str, object)
    """Ask for another screen, as `Screen.go`."""
    said = Signal(str)
    """A sentence for the status line."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.owner = screen
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.body = outer
        if self.scrolls:
            inside = QWidget()
            self.body = QVBoxLayout(inside)
            self.body.setContentsMargins(0, 0, 0, 0)
            self.area = Scrolled(inside)
            outer.addWidget(self.area)
        self.body.setSpacing(theme.MARGIN)

    @property
    def db(self) -> Database:
        """The data file."""
        return self.owner.db

    @property
    def main_window(self) -> MainWindow | None:
        """The window of the program, None while the page is shown by itself."""
        from ui.main_window import MainWindow  # which loads this screen only when it is asked for

        window = self.window()
        return window if isinstance(window, MainWindow) else None

    def reload(self) -> None:
        """Read the data anew and show it."""

    def show_item(self, argument: object) -> None:
        """Bring one thing of the page into view, or begin what another screen asked for."""
