"""The row above the lists of *Chi bộ, thôn bản*: the tabs, the day as of which they are, the search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QTabBar, QWidget

from ui import theme
from ui.fields import DateField, SearchField
from ui.widgets.tab_line import TabLine


class Head(TabLine):
    """Tabs at the left; at the right what is kept of the row chosen, the way back to today, the day and the search."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        tabs, right = QTabBar(), QWidget()
        for title in titles:
            tabs.addTab(title)
        super().__init__(tabs, right, parent)
        self.people_button = QPushButton(self.tr("Người phụ trách"))
        self.people_button.setToolTip(self.tr("Ai phụ trách thôn, bản đang chọn và các nhóm hộ ở đó"))
        theme.dress(self.people_button, "users", "text")
        self.records_button = QPushButton(self.tr("Hồ sơ"))
        self.records_button.setToolTip(self.tr("Các tháng sinh hoạt, nhiệm kỳ, khen thưởng, kỷ luật, xếp loại"))
        self.records_button.setProperty("menu", True)
        theme.dress(self.records_button, "notebook-pen", "text")
        self.records_menu = QMenu(self.records_button.text(), self.records_button)
        self.records_button.setMenu(self.records_menu)
        self.now_button = QPushButton(self.tr("Về hôm nay"))
        self.now_button.setProperty("kind", "link")
        self.now_button.hide()
        self.day = DateField()
        self.day.setAccessibleName(self.tr("Tính đến ngày"))
        self.day.setToolTip(self.tr("Xem chi bộ, thôn bản, cấp trên như ở một ngày trước"))
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.search = SearchField(self.tr("Tìm chi bộ, thôn, bản, bí thư"))
        letter = self.search.fontMetrics().averageCharWidth()
        self.search.setMinimumWidth(letter * 16)
        self.search.setMaximumWidth(letter * 36)
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addStretch(1)
        for widget in (self.records_button, self.people_button, self.now_button, self.day):
            row.addWidget(widget)
        row.addWidget(self.search, 2)
