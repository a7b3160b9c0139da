"""Colours, sizes and icons: the one place the look of the program is decided.

Two sets of colours (light, dark), three text sizes, one spacing unit. Screens ask `colours()` when they paint and
`icon()` when they need a sign; both follow the palette of the application, so nothing has to be told of a change.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QByteArray, QCoreApplication, QDir, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

import resources
from ui.colours import DARK, LIGHT, Colours, State
from ui.stylesheet import SHEET

__all__ = ["DARK", "LIGHT", "Colours", "MemorySettings", "Scheme", "Settings", "State", "TextSize", "Theme"]

UNIT = 4
GAP = 2 * UNIT
MARGIN = 3 * UNIT
RADIUS = UNIT
CONTROL_HEIGHT = 28
FIGURE = 1.9
ICON = 18


class Scheme(StrEnum):
    """Which set of colours the officer asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large the body text is."""

    MEDIUM = "medium"
    LARGE = "large"
    HUGE = "huge"

    @property
    def points(self) -> float:
        """Body text in points."""
        return {TextSize.MEDIUM: 10.5, TextSize.LARGE: 12.0, TextSize.HUGE: 14.0}[self]


class Settings(Protocol):
    """What the window remembers between two starts on this machine; QSettings fits."""

    def value(self, key: str, default: Any = None, /) -> Any:
        """The remembered value, or the default."""
        ...

    def setValue(self, key: str, value: Any, /) -> None:
        """Remember a value."""
        ...


class MemorySettings(dict[str, Any]):
    """Settings that last as long as the program, for tests and sample data."""

    def value(self, key: str, default: Any = None, /) -> Any:
        """The remembered value, or the default."""
        return self.get(key, default)

    def setValue(self, key: str, value: Any, /) -> None:
        """Remember a value."""
        self[key] = value


def colours(palette: QPalette | None = None) -> Colours:
    """The colours now in use, told from the palette (the application's unless one is given)."""
    shown = palette or QGuiApplication.palette()
    return DARK if shown.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette(dark: bool) -> QPalette:
    """The Qt palette of one set of colours."""
    c = DARK if dark else LIGHT
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, c.page),
        (role.WindowText, c.text),
        (role.Base, c.card),
        (role.AlternateBase, c.header),
        (role.Text, c.text),
        (role.Button, c.card),
        (role.ButtonText, c.text),
        (role.BrightText, c.red),
        (role.ToolTipBase, c.card),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.muted),
        (role.Highlight, c.selection),
        (role.HighlightedText, c.text),
        (role.Accent, c.accent),
        (role.Link, c.accent_text),
        (role.LinkVisited, c.accent_text),
        (role.Light, c.card),
        (role.Midlight, c.line),
        (role.Mid, c.line_strong),
        (role.Dark, c.muted),
        (role.Shadow, c.line_strong),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.grey))
    return made


def stylesheet(dark: bool, size: TextSize) -> str:
    """The style sheet of the application for one set of colours and one text size."""
    c = DARK if dark else LIGHT
    body = size.points
    control = max(CONTROL_HEIGHT, round(body * 2.7))
    QDir.setSearchPaths("controls", [str(resources.path("icons/controls"))])  # a path in the sheet may hold no blank
    return SHEET.substitute(
        vars(c),
        tone="dark" if dark else "light",
        small=f"{body - 1:g}pt",
        heading=f"{body + 1:g}pt",
        figure=f"{body * FIGURE:.1f}pt",
        title=f"{body * 1.7:.1f}pt",
        brand=f"{body * 1.38:.1f}pt",
        radius=f"{RADIUS}px",
        control=f"{control - 2}px",
        control_less=f"{control - 4}px",
        control_least=f"{control - 6}px",
        chip=f"{control // 2 - 1}px",
    )


def font_of(scale: float = 1.0, *, bold: bool = False) -> QFont:
    """The application's font, larger or smaller; digits keep one width."""
    made = QFont(QGuiApplication.font())
    made.setPointSizeF(made.pointSizeF() * scale)
    made.setBold(bold)
    return made


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int, ratio: float, after: int = 0) -> QPixmap:
    source = resources.path(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    image = QImage(QSize(round((side + after) * ratio), round(side * ratio)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, side * ratio, side * ratio))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


def pixmap(name: str, role: str = "text", side: int = ICON) -> QPixmap:
    """One icon drawn in a colour of the present set, sharp on the present screen. Raises FileNotFoundError."""
    return _drawn(name, getattr(colours(), role), side, QGuiApplication.primaryScreen().devicePixelRatio())


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, off: str, ratio: float, after: int) -> QIcon:
    made = QIcon(_drawn(name, colour, ICON, ratio, after))
    made.addPixmap(_drawn(name, off, ICON, ratio, after), QIcon.Mode.Disabled)
    made.addPixmap(_drawn(name, colour, ICON, ratio, after), QIcon.Mode.Selected)
    return made


def icon(name: str, role: str = "text", *, after: int = 0) -> QIcon:
    """An icon of the family in a colour of the present set (a field of `Colours`), cached.

    An icon once set keeps its colour when light and dark change; use `dress` for buttons and actions that stay.
    `after` is empty room at its right, in pixels. Raises FileNotFoundError for a name that is not in resources/icons.
    """
    c = colours()
    return _icon(name, getattr(c, role), c.grey, QGuiApplication.primaryScreen().devicePixelRatio(), after)


def program_icon() -> QIcon:
    """The sign of the program, in the sizes a task bar asks for."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 256):
        made.addPixmap(_drawn("program", "", side, 1.0))
    return made


def dress(target: QAbstractButton | QAction, name: str, role: str = "text") -> None:
    """Give a button or action an icon that is recoloured when light and dark change."""
    after = UNIT if isinstance(target, QAbstractButton) and target.text() else 0
    target.setProperty("icon_name", name)
    target.setProperty("icon_role", role)
    target.setProperty("icon_after", after)
    target.setIcon(icon(name, role, after=after))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(ICON + after, ICON))


def set_role(widget: QObject, name: str, value: object) -> None:
    """Set a property the style sheet looks at and let the sheet notice, which first looks when the widget is shown."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if isinstance(widget, QWidget) and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


class Theme(QObject):
    """The look in use: applies the officer's choice and follows the system's light and dark."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._applied: tuple[bool, TextSize] | None = None
        self.scheme = _kept(Scheme, settings.value("look/scheme"), Scheme.SYSTEM)
        self.size = _kept(TextSize, settings.value("look/size"), TextSize.MEDIUM)
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self._tell_system()
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        if self.scheme is Scheme.SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.scheme is Scheme.DARK

    def set_scheme(self, scheme: Scheme) -> None:
        """Choose light, dark or the system's, and remember it."""
        self.scheme = scheme
        self._settings.setValue("look/scheme", scheme.value)
        self._tell_system()
        self._apply()

    def set_size(self, size: TextSize) -> None:
        """Choose a text size and remember it."""
        self.size = size
        self._settings.setValue("look/size", size.value)
        self._apply()

    def _tell_system(self) -> None:
        # The title bar belongs to the system; it turns dark only when told.
        wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        self._app.styleHints().setColorScheme(wanted.get(self.scheme, Qt.ColorScheme.Unknown))

    def _apply(self) -> None:
        wanted = (self.dark, self.size)
        if wanted == self._applied:
            return
        self._applied = wanted
        font = QFont(self._app.font())
        font.setPointSizeF(self.size.points)
        font.setFeature(QFont.Tag("tnum"), 1)
        self._app.setFont(font)
        self._app.setPalette(palette(self.dark))
        self._app.setStyleSheet(stylesheet(*wanted))
        for widget in self._app.allWidgets():
            for target in (widget, *widget.actions()):
                _redress(target)
        self.changed.emit()


def _redress(target: QObject) -> None:
    name = target.property("icon_name")
    if name and isinstance(target, QAbstractButton | QAction):
        target.setIcon(icon(name, target.property("icon_role"), after=target.property("icon_after")))


Choice = TypeVar("Choice", bound=StrEnum)


def _kept(kind: type[Choice], value: object, default: Choice) -> Choice:
    """A remembered choice, or the default when the file holds something else."""
    return next((choice for choice in kind if choice.value == value), default)


def scheme_label(scheme: Scheme) -> str:
    """A scheme in office words."""
    return {
        Scheme.SYSTEM: QCoreApplication.translate("Theme", "Theo máy"),
        Scheme.LIGHT: QCoreApplication.translate("Theme", "Sáng"),
        Scheme.DARK: QCoreApplication.translate("Theme", "Tối"),
    }[scheme]


def size_label(size: TextSize) -> str:
    """A text size in office words."""
    return {
        TextSize.MEDIUM: QCoreApplication.translate("Theme", "Vừa"),
        TextSize.LARGE: QCoreApplication.translate("Theme", "Lớn"),
        TextSize.HUGE: QCoreApplication.translate("Theme", "Rất lớn"),
    }[size]
