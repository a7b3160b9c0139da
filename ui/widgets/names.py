"""The names behind a figure: who or which meetings make it up, and who was left out by which rule (design.md 2)."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.tables import Column, Row, RowsModel, Table
from ui.widgets.cards import Card
from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label


@dataclass(frozen=True)
class Group(Generic[Row]):
    """A part of the rows that can be shown alone: its name and which rows belong to it."""

    title: str
    holds: Callable[[Row], bool]


class NamesDialog(QDialog):
    """Lists what stands behind a figure; `explanation` gives numerator, denominator, and who was left out and why.

    `groups` are parts that can be shown alone; those without a row are not offered.

    Enter or a double click closes the dialog and emits `opened(row)`. *Sao chép* takes title, explanation and table.
    Show it with `open()`.
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
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = list(rows)
        self.heading = label(title, "heading", wrap=True)
        self.explanation = label(explanation, wrap=True)
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.explanation.setVisible(bool(explanation))
        self.model = RowsModel[Any](columns, self)
        self.table: Table[Any] = Table(self.model, key=key)
        self.table.set_empty(empty or self.tr("Không có ai trong danh sách này."))
        self.chips: list[FilterChip] = []
        self._groups = [group for group in groups if any(map(group.holds, self.rows))]
        self.count = label(role="small")
        self._build()
        self.table.opened.connect(self._open)
        self.show_group(None)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_group(self, group: Group[Any] | None) -> None:
        """Show the rows of one group, or all."""
        shown = [row for row in self.rows if group is None or group.holds(row)]
        self.model.set_rows(shown)
        if shown:
            self.table.selectRow(0)
        self.count.setText(self.tr("{n} dòng · Enter mở dòng đang chọn").format(n=len(shown)))

    def add_action(self, text: str, icon: str, act: Callable[[list[Any]], object]) -> QPushButton:
        """Add a button for the rows selected; it is given them from top to bottom, and the list stays open."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        theme.dress(button, icon)
        button.clicked.connect(lambda: act(self.table.selected_rows()))
        return button

    def copy(self) -> None:
        """Put the title, the explanation and the rows shown on the clipboard."""
        QGuiApplication.clipboard().setMimeData(self.copied())

    def copied(self) -> QMimeData:
        """What *Sao chép* gives: text/plain and text/html."""
        self.table.selectAll()
        made = self.table.copied()
        words = [self.windowTitle(), *self.explanation.text().splitlines()]
        made.setHtml("".join(f"<p>{html.escape(line)}</p>" for line in words) + made.html())
        made.setText("\n".join([*words, "", made.text()]))
        return made

    def _open(self, row: Any) -> None:
        self.accept()  # before the other screen comes: the dialog belongs to this one
        self.opened.emit(row)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(self.heading)
        box.addWidget(self.explanation)
        if self._groups:
            box.addWidget(self._chip_row())
        frame = Card()
        frame.fill(self.table)
        box.addWidget(frame, 1)
        box.addWidget(self.count)
        self.buttons = QDialogButtonBox(parent=self)
        self.copy_button = self.buttons.addButton(self.tr("Sao chép"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setAutoDefault(False)
        theme.dress(self.copy_button, "copy")
        self.copy_button.clicked.connect(self.copy)
        self.close_button = self.buttons.addButton(self.tr("Đóng"), QDialogButtonBox.ButtonRole.RejectRole)
        self.close_button.setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)
        box.addWidget(self.buttons)
        self._fit()

    def _chip_row(self) -> FlowRow:
        row = FlowRow()
        choices = QButtonGroup(self)
        everything: Group[Any] = Group(self.tr("Tất cả"), lambda _row: True)
        for group in [everything, *self._groups]:
            chip = FilterChip(group.title)
            chip.set_count(sum(map(group.holds, self.rows)))
            chip.setAutoDefault(False)
            chip.toggled.connect(lambda on, group=group: self.show_group(group) if on else None)
            choices.addButton(chip)
            self.chips.append(chip)
            row.add(chip)
        self.chips[0].setChecked(True)
        return row

    def _fit(self) -> None:
        """As wide as the columns ask for and as high as the rows, within the screen."""
        room = self.screen().availableGeometry().size()
        wanted = sum(
            self.table.columnWidth(n) for n in range(len(self.model.columns)) if not self.table.isColumnHidden(n)
        )
        height = self.table.verticalHeader().defaultSectionSize() * (min(16, max(5, len(self.rows))) + 2)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * 5)
        width = min(max(520, wanted + 4 * theme.MARGIN + 24), room.width() * 9 // 10)
        self.resize(width, min(height + 200, room.height() * 9 // 10))
