"""The head of a screen: title, subtitle, tabs and actions, which make room for the title one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.labels import ElidedLabel, label

_PLACE = 2  # of the subtitle in its line, behind the title and the air after it


class ActionButton(QPushButton):
    """An action that can do without its words; they are then its tooltip."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._is_short = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def is_short(self) -> bool:
        """Whether only the icon stands there."""
        return self._is_short

    def set_short(self, is_short: bool) -> None:
        """Show the icon alone, or the words again."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.updateGeometry()
            self.update()

    def width_in_words(self) -> int:
        """The room it takes with its words."""
        return super().sizeHint().width()

    def width_as_icon(self) -> int:
        """The room it takes without its words."""
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        """Without the words, the room they would have taken is not asked for."""
        hint = super().sizeHint()
        if self._is_short:
            hint.setWidth(self.width_as_icon())
        return hint

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what it shows."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """What is drawn: the icon alone where there is no room."""
        super().initStyleOption(option)
        if self._is_short:
            option.text = ""  # type: ignore[attr-defined] - the stubs lack the fields of the option

    def event(self, event: QEvent) -> bool:
        """The tooltip of an icon alone says its words first."""
        if event.type() is QEvent.Type.ToolTip and self._is_short and isinstance(event, QHelpEvent):
            tip = self.toolTip()
            words = tip if self.text() in tip else "\n".join(part for part in (self.text(), tip) if part)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)


class _Subtitle(ElidedLabel):
    """What the screen speaks of, as much of it as fits."""

    def fits(self, width: int) -> bool:
        """Whether all of it has room in a width."""
        return self.fontMetrics().horizontalAdvance(self.text()) <= width


class Header(QWidget):
    """Where there is little room the subtitle gives way first, then the words of the actions, the primary one last.

    If even that is not enough, the tabs go on in a second line, with the subtitle behind them if it would be cut, and
    then the title does: it is never cut. Among titles that follow one another the longest decides about the tabs
    (`keep_room_for`), so that nothing below goes up and down.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label(title, "title")
        self.subtitle = _Subtitle()
        self.subtitle.setProperty("role", "subtitle")
        self.buttons: list[ActionButton] = []
        self._titles: tuple[str, ...] = ()
        self._tabs: QWidget | None = None
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.GAP)
        self._line.addWidget(self.heading)
        self._line.addSpacing(theme.MARGIN)
        self._line.addWidget(self.subtitle, 1)
        self._below = QHBoxLayout()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._line)
        box.addLayout(self._below)

    def keep_room_for(self, titles: Iterable[str]) -> None:
        """Put the tabs where the longest of these titles wants them."""
        self._titles = tuple(titles)
        self._share()

    def add_tabs(self, tabs: QWidget) -> None:
        """Put tabs between the subtitle and the actions."""
        self._tabs = tabs
        self._line.addWidget(tabs)

    def add_button(self, button: ActionButton) -> None:
        """Put one more action at the right."""
        self.buttons.append(button)
        self._line.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        """It makes room by itself: the window need not be wider for it than for its title."""
        return QSize(self.heading.fontMetrics().averageCharWidth() * 12, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Other words, another size of text, a button that is shown or hidden: share the room anew."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._share()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the room as it is."""
        super().showEvent(event)
        self._share()

    def _share(self) -> None:
        shown = [button for button in self.buttons if not button.isHidden()]
        tabs = self._tabs if self._tabs is not None and not self._tabs.isHidden() else None
        parts = 3 + len(shown) + (tabs is not None)
        advance, title = self.heading.fontMetrics().horizontalAdvance, self.heading.text()
        least = self.subtitle.minimumSizeHint().width()
        room_at_all = self.width() - theme.MARGIN - parts * theme.GAP - least
        icons = sum(button.width_as_icon() for button in shown)
        room = room_at_all - advance(title)
        below = 0 if tabs is None else least + theme.GAP  # what tabs, and the subtitle behind them, leave in the line
        wraps = room + below < icons
        if wraps != self.heading.wordWrap():  # setting it asks for a new layout even where nothing changes
            self.heading.setWordWrap(wraps)
        tabs_width = max(tabs.minimumWidth(), tabs.sizeHint().width()) if tabs is not None else 0
        longest = max(map(advance, (title, *self._titles)))
        is_below = tabs is not None and icons > room_at_all - longest - tabs_width
        self._shorten(shown, room if is_below else room - tabs_width)
        if tabs is not None and is_below != (self._below.indexOf(tabs) >= 0):
            if is_below:
                self._line.removeWidget(tabs)
                self._below.addWidget(tabs, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self._below.removeWidget(tabs)
                self._line.insertWidget(_PLACE + 1, tabs)
        left = room + least - sum(button.sizeHint().width() for button in shown)
        self._place_subtitle(is_below=is_below and not self.subtitle.fits(left))

    def _place_subtitle(self, *, is_below: bool) -> None:
        if is_below == (self._below.indexOf(self.subtitle) >= 0):
            return
        if is_below:
            self._line.removeWidget(self.subtitle)
            self._line.insertStretch(_PLACE, 1)
            self._below.addSpacing(theme.MARGIN)
            self._below.addWidget(self.subtitle, 1)
        else:
            self._below.removeWidget(self.subtitle)
            self._below.takeAt(self._below.count() - 1)
            self._line.takeAt(_PLACE)
            self._line.insertWidget(_PLACE, self.subtitle, 1)

    @staticmethod
    def _shorten(shown: list[ActionButton], room: int) -> None:
        """Take the words from as few buttons as need be, the primary one last.

        Each is told once what it is in the end: to and fro would ask for a new layout, and that for the next, for ever.
        """
        needed = sum(button.width_in_words() for button in shown)
        for button in sorted(shown, key=lambda button: button.property("kind") == "primary"):
            is_short = needed > room
            if is_short:
                needed -= button.width_in_words() - button.width_as_icon()
            button.set_short(is_short)
