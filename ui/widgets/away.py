"""The sign at the end of a table's header: so many columns have no room now."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QPushButton, QWidget

from ui import theme
from ui.column_room import SORT_ARROW, TITLE_SIDE, has_arrow
from ui.rows import RowsModel


class AwaySign(QPushButton):
    """Small and quiet, the next after the table by Tab; its tip names the columns, a press offers all of them there."""

    def __init__(self, header: QHeaderView, ask: Callable[[QPoint], object]) -> None:
        super().__init__(header.viewport())
        self._header = header
        self.setProperty("kind", "away")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        if table := header.parentWidget():
            QWidget.setTabOrder(table, self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: ask(self.geometry().bottomLeft()))

    def tell(self, model: RowsModel[Any], last: int, away: Set[int]) -> None:
        """Tell of the columns away beside the title of the last one shown: “+2 cột”, or “+2” where that has no room."""
        self.setVisible(bool(away))
        if not away:
            return
        told = QCoreApplication.translate("AwaySign", "Ẩn vì thiếu chỗ: {titles}. Bấm để chọn cột hiện.")
        titles = [column.title for number, column in enumerate(model.columns) if number in away]
        self.setToolTip(told.format(titles=", ".join(titles)))
        self.setAccessibleName(QCoreApplication.translate("AwaySign", "+{n} cột").format(n=len(away)))
        begin, end, is_right = self._free(model, last)
        for words in (self.accessibleName(), f"+{len(away)}"):
            self.setText(words)
            size = self.sizeHint()
            if size.width() <= end - begin:
                break
        x = begin if is_right else end - size.width()
        self.setGeometry(x, (self._header.height() - size.height()) // 2, size.width(), size.height())

    def _free(self, model: RowsModel[Any], last: int) -> tuple[int, int, bool]:
        """From where to where the header of the last column is empty, and whether that is left of its title."""
        header = self._header
        title = str(model.headerData(last, Qt.Orientation.Horizontal))
        side = model.headerData(last, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        begin, width = header.sectionViewportPosition(last), header.sectionSize(last)
        taken = TITLE_SIDE + QFontMetrics(theme.font_of(bold=True)).horizontalAdvance(title) + theme.UNIT
        if side & Qt.AlignmentFlag.AlignRight:
            return begin, begin + width - taken, True
        return begin + taken, begin + width - (SORT_ARROW if has_arrow(header, last) else 0), False
