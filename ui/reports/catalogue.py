"""The reports by group, at the left of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from exports.report import Report
from ui.widgets.whole_lines import break_lines

_KEY = Qt.ItemDataRole.UserRole


class Catalogue(QListWidget):
    """Report titles under the names of their groups; `chosen` tells the one the officer stands on."""

    chosen = Signal(object)

    def __init__(self, reports: Sequence[Report[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        break_lines(self)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Danh mục báo cáo"))
        self._reports: dict[str, Report[Any]] = {}
        self.set_reports(reports)
        self.currentItemChanged.connect(self._tell)

    def set_reports(self, reports: Sequence[Report[Any]]) -> None:
        """Show other reports, staying on the one of the same name; nothing is told. The same ones stay in place."""
        if [*map(_shown, self._reports.values())] == [*map(_shown, reports)]:
            self._reports = {report.key: report for report in reports}
            return
        kept = self.report.key if self.report else ""
        self.blockSignals(True)
        self.clear()
        self._reports = {report.key: report for report in reports}
        for group, members in groupby(reports, key=lambda report: report.group):
            self._add_group(group)
            for report in members:
                line = QListWidgetItem(report.title, self)
                line.setData(_KEY, report.key)
        self.choose(kept)
        self.blockSignals(False)

    @property
    def report(self) -> Report[Any] | None:
        """The report the officer stands on."""
        line = self.currentItem()
        return self._reports.get(line.data(_KEY)) if line else None

    def choose(self, key: str) -> bool:
        """Stand on a report; False if there is none of that name."""
        for number in range(self.count()):
            if self.item(number).data(_KEY) == key:
                self.setCurrentRow(number)
                return True
        return False

    def sizeHint(self) -> QSize:
        """Room for about thirty letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 36, 200)

    def showEvent(self, event: QShowEvent) -> None:
        """Titles measured while another screen was in view are measured anew: their letters may have another size."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Titles are broken anew when the letters change, once they have their new look."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def _add_group(self, name: str) -> None:
        line = QListWidgetItem(name, self)
        line.setFlags(Qt.ItemFlag.NoItemFlags)  # the arrow keys pass over it
        bold = QFont(self.font())
        bold.setBold(True)
        line.setFont(bold)

    def _tell(self) -> None:
        if self.report:
            self.chosen.emit(self.report)


def _shown(report: Report[Any]) -> tuple[str, str, str]:
    """What the list has of a report."""
    return report.key, report.title, report.group
