"""The names behind a figure: who or which meetings make it up, and who was left out by which rule (design.md 2)."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QDialog, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.keys import key_sequence
from ui.tables import Column, Row, RowsModel, Table
from ui.widgets.buttons import pass_enter, push_button
from ui.widgets.cards import Card
from ui.widgets.chip_row import ChipRow
from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label
from ui.widgets.room import fit_screen

_LOW = 500  # a dialog of this height, as at 150 %, has room for few rows
_FEW = 2  # lines of filters there


@dataclass(frozen=True)
class Group(Generic[Row]):
    """A part of the rows that can be shown alone: its name and which rows belong to it."""

    title: str
    holds: Callable[[Row], bool]


class NamesDialog(QDialog):
    """Lists what stands behind a figure; `explanation` gives numerator, denominator, and who was left out and why.

    `groups` are parts that can be shown alone; those without a row are not offered. A list that can show something
    else in the same window `fill`s itself anew; one that shows more than the table overrides `centre`.

    Enter or a double click closes the dialog and emits `opened(row)`; not where no line leads anywhere (`opens`).
    *Sao chép* takes title, explanation and table. Show it with `open()`.
    """

    opened = Signal(object)

    def __init__(
        self,
        title: str,
        explanation: str,
        columns: Sequence[Column[Any]],
        rows: Sequence[Any],
        parent: QWidget | None = None,
        *,
        groups: Sequence[Group[Any]] = (),
        key: Callable[[Any], Hashable] | None = None,
        empty: str = "",
        opens: bool = True,
    ) -> None:
        super().__init__(parent)
        self.opens = opens
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows: list[Any] = []
        self.heading = label("", "heading", wrap=True)
        self.explanation = label("", wrap=True)
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.model = RowsModel[Any](columns, self)
        self.table: Table[Any] = Table(self.model, key=key)
        self.table.set_empty(empty or self.tr("Không có ai trong danh sách này."))
        self.chips: list[FilterChip] = []
        self.count = label(role="small", wrap=True)
        self.chip_row = ChipRow()
        self._choices = QButtonGroup(self)
        self._build()
        self.table.opened.connect(self._open)
        self.fill(title, explanation, rows, groups)
        self._fit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill(
        self,
        title: str,
        explanation: str,
        rows: Sequence[Any],
        groups: Sequence[Group[Any]] = (),
        *,
        everything: str = "",
        chosen: int = 0,
    ) -> None:
        """Show other rows; `everything` names all of them together, `chosen` is the place of the chip shown first."""
        self.setWindowTitle(title)
        self.heading.setText(title)
        self.words = explanation
        self.explanation.setText(explanation)
        self.explanation.setVisible(bool(explanation))
        self.rows = list(rows)
        self._offered = groups
        offered = [group for group in groups if any(map(group.holds, self.rows))]
        self._make_chips([Group[Any](everything or self.tr("Tất cả"), lambda _row: True), *offered] if offered else [])
        if self.chips:
            self.chips[chosen if chosen < len(self.chips) else 0].setChecked(True)
        else:
            self.show_group(None)

    def show_rest(self, rows: Sequence[Any]) -> None:
        """Show what is left once a line is mended, the same part and place of it; close after the last."""
        if not rows:
            self.accept()
            return
        place = self.table.currentIndex().row()
        chosen = next((chip.title for chip in self.chips if chip.isChecked()), "")
        self.fill(self.windowTitle(), self.words, rows, self._offered)
        for chip in self.chips:
            if chip.title == chosen:
                chip.setChecked(True)
        self.table.selectRow(max(0, min(place, len(self.model.rows) - 1)))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def centre(self, table: Card) -> QWidget:
        """Return what stands in the middle: the table, here alone."""
        return table

    def show_group(self, group: Group[Any] | None) -> None:
        """Show the rows of one group, or all."""
        shown = [row for row in self.rows if group is None or group.holds(row)]
        self.model.set_rows(shown)
        if shown:
            self.table.selectRow(0)
        words = self.tr("{n} dòng · Enter mở dòng đang chọn") if self.opens else self.tr("{n} dòng")
        self.count.setText(words.format(n=len(shown)))
        self.count.setVisible(bool(shown))

    def add_action(self, text: str, icon: str, act: Callable[[list[Any]], object]) -> QPushButton:
        """Add a button, Ctrl+Enter too, for the rows selected, given from top to bottom; the list stays open."""
        button = self.add_way(text, icon, lambda: (rows := self.table.selected_rows()) and act(rows))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key_sequence(keys), self, button.click)
        return button

    def add_way(self, text: str, icon: str, act: Callable[[], object]) -> QPushButton:
        """Add a button that is not about the rows selected: it does the same where the list is empty."""
        button = push_button(text, icon, act, takes_enter=False)
        self.buttons.flow.removeWidget(self.close_button)  # it stays the last
        self.buttons.add(button, self.close_button)
        QWidget.setTabOrder(button, self.close_button)
        self._lay_foot()
        return button

    def read_out(self) -> None:
        """For a list of sentences: show the chosen one in full below the table, where its line may be too short."""
        whole = label("", wrap=True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, whole)  # above the buttons
        self.count.hide()

        def show(row: Any) -> None:
            whole.setText("" if row is None else str(row))

        self.table.chosen.connect(show)
        show(self.table.current_row())

    def explain_each(self, words: Callable[[Any], str]) -> None:
        """Say above the table what goes for the chosen line; only *Sao chép* gives the whole explanation."""

        def show(row: Any) -> None:
            self.explanation.setText("" if row is None else words(row))

        self.table.chosen.connect(show)
        show(self.table.current_row())

    def copy(self) -> None:
        """Put the title, the explanation and the rows shown on the clipboard."""
        QGuiApplication.clipboard().setMimeData(self.copied())

    def copied(self) -> QMimeData:
        """What *Sao chép* gives: text/plain and text/html."""
        self.table.selectAll()
        made = self.table.copied()
        words = [self.windowTitle(), *self.words.splitlines()]
        made.setHtml("".join(f"<p>{html.escape(line)}</p>" for line in words) + made.html())
        made.setText("\n".join([*words, "", made.text()]))
        return made

    def _open(self, row: Any) -> None:
        if not self.opens:
            return
        self.accept()  # before the other screen comes: the dialog belongs to this one
        self.opened.emit(row)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(self.heading)
        box.addWidget(self.explanation)
        box.addWidget(self.chip_row)
        frame = Card()
        frame.fill(self.table)
        box.addWidget(self.centre(frame), 1)
        self.buttons = FlowRow(is_right=True)
        self.copy_button = push_button(self.tr("Sao chép"), "copy", self.copy, takes_enter=False)
        self.close_button = push_button(self.tr("Đóng"), "", self.reject, takes_enter=False)
        self.buttons.add(self.copy_button, self.close_button)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self.count, 1)
        self._foot.addWidget(self.buttons)
        box.addLayout(self._foot)

    def _make_chips(self, groups: Sequence[Group[Any]]) -> None:
        for chip in self.chips:
            self._choices.removeButton(chip)
        self.chips = []
        self.chip_row.setVisible(bool(groups))
        for group in groups:
            chip = FilterChip(group.title)
            chip.set_count(sum(map(group.holds, self.rows)))
            pass_enter(chip)
            chip.toggled.connect(lambda on, group=group: self.show_group(group) if on else None)
            self._choices.addButton(chip)
            self.chips.append(chip)
        self.chip_row.set_chips(self.chips)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every line of chips stays in view, however low the dialog is; there the bar of the window has the title."""
        super().resizeEvent(event)
        is_low = self.height() < _LOW
        self.heading.setVisible(not is_low)
        self.chip_row.set_lines(_FEW if is_low else 0)
        self.chip_row.keep_room()
        self._lay_foot()

    def _lay_foot(self) -> None:
        """The words beside the buttons, above them where they would be squeezed into a narrow column."""
        inside = self.contentsRect().width() - 2 * (theme.MARGIN + theme.UNIT)
        words = self.count.fontMetrics().horizontalAdvance(self.count.text())
        is_narrow = words + theme.MARGIN + self.buttons.sizeHint().width() > inside
        way = QBoxLayout.Direction
        self._foot.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)
        self.buttons.keep_room(inside)

    def _fit(self) -> None:
        """As wide as the columns ask for and as high as the rows, within the screen."""
        wanted = self.table.wanted_width()
        height = self.table.verticalHeader().defaultSectionSize() * (min(16, max(5, len(self.rows))) + 2)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * 3)
        fit_screen(self, max(520, wanted + 4 * theme.MARGIN + 24), height + 200)
