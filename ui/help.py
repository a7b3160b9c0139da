"""F1: the help pages, one for each screen, carried as Markdown beside the program."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

import resources
from ui import theme
from ui.keys import key_sequence
from ui.palette import Hit, matches
from ui.widgets.cards import Card
from ui.widgets.room import fit_screen

INDEX = "index"
_NAME = Qt.ItemDataRole.UserRole


def title_of(page: Path) -> str:
    """The first heading of a page, else its file name."""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            return line.lstrip("#").strip()
    return page.stem


def pages(folder: Path) -> dict[str, str]:
    """Name and title of every page: the index, then the others as it lists them, then the rest by name."""
    found = {page.stem: title_of(page) for page in sorted(folder.glob("*.md"))}
    if INDEX not in found:
        return found
    listed = re.findall(r"\]\(([\w-]+)\.md\)", (folder / f"{INDEX}.md").read_text(encoding="utf-8"))
    order = dict.fromkeys(name for name in (INDEX, *listed, *found) if name in found)
    return {name: found[name] for name in order}


class HelpWindow(QWidget):
    """A window of its own, so that the page can stay open beside the work."""

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Trợ giúp – Sổ Chi Bộ"))
        fit_screen(self, 880, 620)
        self.folder = folder or resources.path("help")
        self.page = ""
        self.titles = pages(self.folder)
        self.list = QListWidget()
        self.list.ensurePolished()  # lines laid out before the style sheet is read keep the wrong height
        for name, title in self.titles.items():
            item = QListWidgetItem(title, self.list)
            item.setData(_NAME, name)
        self.list.setFixedWidth(max(240, self.list.sizeHintForColumn(0) + 2 * theme.GAP))
        self.text = QTextBrowser()
        self.text.setProperty("bare", True)
        self.text.setOpenLinks(False)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # else for half a pixel of bold
        self.text.setSearchPaths([str(self.folder)])  # pictures lie beside the pages
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(theme.MARGIN)
        self.text.anchorClicked.connect(self._follow)
        self.list.currentItemChanged.connect(self._choose)
        QShortcut(key_sequence("Esc"), self, self.close)

        left, right = Card(), Card()
        left.fill(self.list)
        right.fill(self.text)
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        row.addWidget(left)
        row.addWidget(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN,) * 4)
        box.addLayout(row)

    def show_page(self, name: str) -> None:
        """Show one page, the index if there is none of that name."""
        self.page = name if name in self.titles else INDEX
        if self.page not in self.titles:
            self.text.setPlainText(self.tr("Trang trợ giúp này chưa có trong bản cài đặt."))
            return
        self.text.setMarkdown((self.folder / f"{self.page}.md").read_text(encoding="utf-8"))
        for number in range(self.list.count()):
            if self.list.item(number).data(_NAME) == self.page:
                self.list.setCurrentRow(number)

    def hits(self, typed: str) -> list[Hit]:
        """Pages whose title matches, for the search box."""
        found = [(name, title) for name, title in self.titles.items() if typed and matches(typed, title)]
        return [
            Hit(title, self.tr("Trợ giúp"), "circle-help", lambda name=name: self.bring(name)) for name, title in found
        ]

    def bring(self, name: str) -> None:
        """Show a page and bring the window to the front."""
        self.show()
        self.show_page(name)
        self.raise_()
        self.activateWindow()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_NAME) != self.page:
            self.show_page(item.data(_NAME))

    def _follow(self, url: QUrl) -> None:
        # Only the pages beside this one: the program never opens a network address.
        if url.isRelative() and url.path():
            self.show_page(Path(url.path()).stem)
        elif url.hasFragment():
            self.text.scrollToAnchor(url.fragment())
