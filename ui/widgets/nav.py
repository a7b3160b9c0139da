"""The dark column at the left: the brand, one line for each screen, and the search box's door."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import ElidedLabel, label

NARROW = 56
LEAST_WIDTH = 196


class NavButton(QAbstractButton):
    """An icon, a word and a short hint of the key; only the icon while the column is narrow."""

    def __init__(self, icon: str, text: str, hint: str, *, boxed: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self._hint = hint
        self._boxed = boxed
        self.narrow = False
        self.setText(text)
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def wanted_width(self) -> int:
        """Room for icon, word and hint side by side."""
        word = QFontMetrics(theme.font_of(bold=self.isCheckable())).horizontalAdvance(self.text())
        hint = QFontMetrics(theme.font_of(0.85)).horizontalAdvance(self._hint)
        return word + hint + theme.ICON + 2 * theme.MARGIN + 2 * theme.GAP

    def sizeHint(self) -> QSize:
        """High enough for a finger."""
        return QSize(self.wanted_width(), max(36, self.fontMetrics().height() + 4 * theme.UNIT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, word, hint."""
        c, painter, room = theme.colours(), QPainter(self), self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self._boxed or self.underMouse() or self.hasFocus():
            painter.setPen(QColor(c.gold) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.nav_selected if self.isChecked() else c.nav_hover))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        lit = self.isChecked() or self.underMouse()
        left = (room.width() - theme.ICON) // 2 if self.narrow else theme.MARGIN - 2
        role = "on_accent" if lit else "nav_text"
        painter.drawPixmap(left, (room.height() - theme.ICON) // 2, theme.pixmap(self._icon, role))
        if self.narrow:
            return
        painter.setPen(QColor(getattr(c, role)))
        painter.setFont(theme.font_of(bold=self.isChecked()))
        words = QRect(left + theme.ICON + theme.MARGIN, 0, room.width(), room.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(theme.font_of(0.85))
        painter.setPen(QColor(c.nav_muted))
        hint = room.adjusted(0, 0, -theme.GAP, 0)
        painter.drawText(hint, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._hint)


class Navigation(QFrame):
    """Chooses the screen. `chosen(key)` comes from a click; `show_chosen` only marks."""

    chosen = Signal(str)
    search_asked = Signal()

    def __init__(self, entries: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """Take (key, icon, title) of each screen in order."""
        super().__init__(parent)
        self.setProperty("nav", True)
        self.narrow = False
        self.brand = label(self.tr("Sổ Chi Bộ"), "brand")
        line = QFrame()
        line.setProperty("gold", True)
        self.place = ElidedLabel()
        self.place.setProperty("role", "place")
        self.buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self.search = NavButton("search", self.tr("Tìm mọi thứ"), "Ctrl+K", boxed=True)
        self.search.clicked.connect(self.search_asked)

        box = QVBoxLayout(self)
        box.setContentsMargins(theme.GAP, theme.MARGIN, theme.GAP, theme.GAP + 2)
        box.setSpacing(2)
        box.addWidget(self.brand)
        box.addSpacing(theme.UNIT)
        box.addWidget(line)
        box.addSpacing(theme.UNIT)
        box.addWidget(self.place)
        self.keys = label(self.tr("Ctrl +"), "place")
        self.keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.addWidget(self.keys)
        for number, (key, icon, title) in enumerate(entries, 1):
            button = NavButton(icon, title, str(number))
            button.setCheckable(True)
            button.setToolTip(f"{title} (Ctrl+{number})")
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self.buttons[key] = button
            box.addWidget(button)
        box.addStretch(1)
        box.addWidget(self.search)
        self.brand.setContentsMargins(theme.GAP, 0, 0, 0)
        self.place.setContentsMargins(theme.GAP, 0, 0, 0)
        self.keys.setContentsMargins(0, 0, theme.GAP, 0)  # above the numbers
        self._measure()
        self.set_narrow(False)

    def set_place(self, text: str) -> None:
        """The commune committee whose book this is."""
        self.place.setText(text)

    def show_chosen(self, key: str) -> None:
        """Mark the screen that is shown."""
        self.buttons[key].setChecked(True)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self.narrow = narrow
        self.brand.setText(self.tr("SCB") if narrow else self.tr("Sổ Chi Bộ"))
        theme.set_role(self.brand, "role", "small_brand" if narrow else "brand")
        self.brand.setContentsMargins(0 if narrow else theme.GAP, 0, 0, 0)
        self.brand.setAlignment(Qt.AlignmentFlag.AlignHCenter if narrow else Qt.AlignmentFlag.AlignLeft)
        self.place.setVisible(not narrow)
        self.keys.setVisible(not narrow)
        for button in (*self.buttons.values(), self.search):
            button.narrow = narrow
            button.update()
        self.setFixedWidth(NARROW if narrow else self.full_width)

    def changeEvent(self, event: QEvent) -> None:
        """The column grows with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "full_width"):
            self._measure()
            self.set_narrow(self.narrow)

    def _measure(self) -> None:
        widest = max(button.wanted_width() for button in (*self.buttons.values(), self.search))
        self.full_width = max(LEAST_WIDTH, widest + 2 * theme.GAP)
        """Width with words; at least that of the longest."""
