"""A row of filters that, in a low window, keeps to a few lines: those without room are offered by a menu."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowRow


class ChipRow(FlowRow):
    """What stands before the filters, and then the filters; the one that is on is always in view.

    `lines` is how many lines they may take together, 0 for as many as they need.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[FilterChip] = []
        self.lines = 0
        self.more = QPushButton()
        self.more.setProperty("chip", True)
        self.more.setProperty("menu", True)
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self._menu)
        self.more.hide()
        self.add(self.more)

    def set_chips(self, chips: Iterable[FilterChip]) -> None:
        """Show other filters; those before are deleted."""
        for chip in self.chips:
            self.flow.removeWidget(chip)
            chip.deleteLater()
        self.chips = list(chips)
        self.flow.removeWidget(self.more)
        self.add(*self.chips, self.more)
        for chip in self.chips:
            chip.toggled.connect(lambda _on: self.arrange())
        if self.chips:
            QWidget.setTabOrder(self.chips[-1], self.more)
        self.arrange()

    def set_lines(self, lines: int) -> None:
        """Let the filters take so many lines, 0: as many as they need."""
        if lines != self.lines:
            self.lines = lines
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more of them, or fewer."""
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        """So have larger letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "more"):
            self.arrange()

    def arrange(self) -> None:
        """Show as many of the filters, from the first on, as have room beside the one that is on."""
        shown = self._with_room()
        self.more.setText(self.tr("{n} bộ lọc khác").format(n=len(self.chips) - len(shown)))
        for chip in self.chips:
            chip.setVisible(chip in shown)
        self.more.setVisible(len(shown) < len(self.chips))

    def _with_room(self) -> Sequence[FilterChip]:
        if not self.lines or self._fits(self.chips):
            return self.chips
        self.more.setText(self.tr("{n} bộ lọc khác").format(n=len(self.chips)))
        kept = [chip for chip in self.chips if chip.isChecked()]
        for count in range(len(self.chips) - 1, 0, -1):
            shown = [*self.chips[:count], *(chip for chip in kept if chip not in self.chips[:count])]
            if self._fits([*shown, self.more]):
                return shown
        return kept or self.chips[:1]

    def _fits(self, behind: Sequence[QWidget]) -> bool:
        """Whether these have room in the lines there are, behind what stands before the filters."""
        own = [*self.chips, self.more]
        every = [item.widget() for item in map(self.flow.itemAt, range(self.flow.count())) if item is not None]
        before = [one for one in every if one is not None and one not in own and not one.isHidden()]
        gap, lines, used = self.flow.spacing(), 1, -self.flow.spacing()
        for width in (one.sizeHint().width() for one in (*before, *behind)):
            if used > 0 and used + gap + width > self.width():
                lines, used = lines + 1, width
            else:
                used += gap + width
        return lines <= self.lines

    def _fill(self) -> None:
        self._menu.clear()
        for chip in self.chips:
            if chip.isHidden():
                self._menu.addAction(chip.text(), chip.click)
