"""What Ctrl+K finds: screens and their tabs, commands, people, cells, meetings, reports, and pages of the help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from ui import theme
from ui.palette import Hit, SearchBox, matches
from ui.screen import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from models.database import Database
    from ui.help import HelpWindow
    from ui.screen import Screen, ScreenSpec


class Window(Protocol):
    """What is looked through: the window of the program."""

    db: Database
    look: theme.Theme | None

    @property
    def specs(self) -> Mapping[str, ScreenSpec]:
        """Its screens, by their keys."""
        ...

    @property
    def shown(self) -> Screen:
        """The screen in view."""
        ...

    def show_screen(self, key: str, argument: object = None) -> None:
        """Bring a screen into view, and what the argument names on it."""
        ...

    def undo(self) -> None:
        """Take back the last step."""
        ...

    def redo(self) -> None:
        """Do it again."""
        ...

    def open_help(self) -> None:
        """Show the help page of the screen in view."""
        ...

    def help_window(self) -> HelpWindow:
        """The window of the help."""
        ...


def search_box(window: Window, parent: QWidget) -> SearchBox:
    """Return the search box of a window, over all it offers."""
    box = SearchBox(parent)
    finder = _Finder(window, box)
    box.providers = [finder.screens, finder.tabs, finder.commands, finder.items, finder.help]
    box.at_once = [finder.screens, finder.commands]
    box.prepare = finder.load
    return box


def _lines_of(menu: QMenu) -> Iterator[QAction]:
    """Yield what a menu and those inside it do, as far as it can be done now."""
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            yield from _lines_of(inside)
        elif action.isEnabled() and not action.isSeparator():
            yield action


class _Finder(QObject):
    """Looks through a window."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def load(self) -> None:
        """Load the screens that have not been shown yet: their tabs and what they know wait for that."""
        for spec in self._window.specs.values():
            spec.load()

    def screens(self, typed: str) -> list[Hit]:
        """Screens by their names."""
        found = [spec for spec in self._window.specs.values() if matches(typed, spec.title)]
        word = self.tr("Màn hình")
        return [Hit(spec.title, word, spec.icon, partial(self._window.show_screen, spec.key)) for spec in found]

    def tabs(self, typed: str) -> list[Hit]:
        """Tabs of the screens by their titles; words of the screen's name may stand beside: “chỉ tiêu xếp loại”."""
        return [
            Hit(title, spec.title, spec.icon, partial(self._window.show_screen, spec.key, Tab(place)))
            for spec in (self._window.specs.values() if typed.strip() else ())
            for place, title in enumerate(spec.load().tab_titles)
            if matches(typed, title, spec.title) and any(matches(word, title) for word in typed.split())
        ]

    def commands(self, typed: str) -> list[Hit]:
        """What the screen in view and the window can do."""
        shown = self._window.shown
        hits = [
            Hit(button.text(), shown.title, button.property("icon_name"), button.click)
            for button in shown.actions_shown
            if button.isEnabled() and button.menu() is None
        ]
        hits += [
            Hit(button.text(), shown.title, shown.icon, button.click)
            for button in shown.links_found
            if button.isVisibleTo(shown)
        ]
        hits.append(Hit(self.tr("Hoàn tác"), "Ctrl+Z", "undo-2", self._window.undo))
        hits.append(Hit(self.tr("Làm lại"), "Ctrl+Y", "redo-2", self._window.redo))
        hits.append(Hit(self.tr("Trợ giúp của màn hình này"), "F1", "circle-help", self._window.open_help))
        if self._window.look is not None:
            for size in theme.TextSize:
                title = self.tr("Cỡ chữ: {size}").format(size=theme.size_label(size))
                hits.append(Hit(title, self.tr("Hiển thị"), "type", partial(self._window.look.set_size, size)))
            for scheme in theme.Scheme:
                title = self.tr("Giao diện: {scheme}").format(scheme=theme.scheme_label(scheme))
                icon = "moon" if scheme is theme.Scheme.DARK else "sun"
                hits.append(Hit(title, self.tr("Hiển thị"), icon, partial(self._window.look.set_scheme, scheme)))
        return [*(hit for hit in hits if matches(typed, hit.title)), *self._menus(typed)]

    def _menus(self, typed: str) -> list[Hit]:
        """Lines of the menus of the screen in view, by their words or the menu's; beside them may stand the screen's.

        “tách chi bộ” finds *Tách…* of *Tổ chức lại*; “chi bộ” alone means cells. Lines that have all the words
        themselves come first, so that Enter after “giải thể thôn” never offers to dissolve a cell.
        """
        shown = self._window.shown
        by_words, by_place = list[Hit](), list[Hit]()
        for menu in shown.menus_shown if typed.strip() else ():
            menu.aboutToShow.emit()  # some are filled only then
            for action in _lines_of(menu):
                words, where = action.text(), f"{shown.title} {menu.title()}"
                hit = Hit(words, menu.title(), shown.icon, action.trigger)
                if matches(typed, words):
                    by_words.append(hit)
                elif matches(typed, menu.title()) or (
                    matches(typed, words, where) and any(matches(word, words) for word in typed.split())
                ):
                    by_place.append(hit)
        return by_words + by_place

    def items(self, typed: str) -> list[Hit]:
        """People, cells, meetings, reports by what the screens know."""
        if not typed:
            return []
        return [
            Hit(
                found.title,
                found.detail,
                found.icon or spec.icon,
                partial(self._window.show_screen, spec.key, found.argument),
            )
            for spec in self._window.specs.values()
            for found in spec.load().look_up(self._window.db, typed)
        ]

    def help(self, typed: str) -> list[Hit]:
        """Pages of the help."""
        return self._window.help_window().hits(typed) if typed else []
