"""What stands above the member table: search, filters, the count, the day asked for, the columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.errors import KnownError
from models.members import MemberRow
from ui import theme
from ui.fields import DateField, SearchField
from ui.members.filters import NO_FILTER, Filters
from ui.members.words import Lookup
from ui.widgets.flow import FlowRow
from ui.widgets.labels import CaptionLabel, label
from ui.widgets.notice import Notice


class Count(CaptionLabel):
    """How many: in full where that fits into one line, else in fewer words and as many lines as they need."""

    _brief = ""

    def say(self, full: str, brief: str = "") -> None:
        """Show a count, and what to say for short of it."""
        self._brief = brief
        self.setText(full)

    def shown(self) -> str:
        """In full or for short."""
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        return self.text() if fits else self._brief or self.text()


class _Line(FlowRow):
    """The count and, behind it, the filters in use."""

    def __init__(self, count: Count, beside: QWidget) -> None:
        super().__init__()
        self._count, self._beside = count, beside
        self.add(count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count is never wider than the line, and as high as what stands at its right."""
        self._count.setMaximumWidth(event.size().width())
        self._count.set_least(self._beside.sizeHint().height())
        super().resizeEvent(event)


class ListBar(QWidget):
    """Says what the list is narrowed to and as of which day; asks for another."""

    narrowed = Signal()
    """The search or a filter changed."""
    day_asked = Signal(object)
    """Another day is wanted: a date, or None for today."""

    def __init__(self, lookup: Lookup, everyone: Callable[[], list[MemberRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.max
        self.search = SearchField(self.tr("Tìm: “lo van a”, “lva 1965”, mấy số cuối"))
        self.count = Count()
        self.count.setProperty("role", "muted")
        self.day = DateField()
        self.day.setToolTip(self.tr("Xem danh sách như của một ngày đã qua"))
        self._line = _Line(self.count, self.day)
        self.filters = Filters(lookup, everyone, self._line)
        self.grid_button = self._icon_button("ellipsis", self.tr("Chép, dán, sửa hàng loạt"))
        self.columns_button = self._icon_button("columns-3", self.tr("Chọn cột"))
        self.card_button = self._icon_button("user", self.tr("Hiện hoặc ẩn lý lịch bên phải"))
        self.card_button.setCheckable(True)
        self.notice = Notice()
        self._build()
        self.search.searched.connect(lambda _text: self.narrowed.emit())
        self.filters.changed.connect(self.narrowed)
        self.day.editingFinished.connect(self._read_day)

    @property
    def is_narrowing(self) -> bool:
        """Whether a search or a filter hides anybody."""
        return bool(self.search.text().strip()) or self.filters.value != NO_FILTER

    def clear(self) -> None:
        """Take the search and every filter away."""
        self.search.clear()
        self.filters.set_value(NO_FILTER)
        self.narrowed.emit()

    def show_day(self, day: date, today: date) -> None:
        """Show the day of the list, and say so when it is not today."""
        self._today = today
        self.day.set_value(day)
        theme.set_role(self.day, "wrong", False)
        if day == today:
            self.notice.say("")
            return
        words = self.tr("! Danh sách như của ngày {day}, không phải hôm nay.").format(day=f"{day:%d/%m/%Y}")
        self.notice.say(words, self.tr("Về hôm nay"), lambda: self.day_asked.emit(None))

    def _read_day(self) -> None:
        try:
            day = self.day.day()
        except KnownError as error:
            self._refuse(str(error))
            return
        if day is not None and day > self._today:
            self._refuse(
                self.tr("Ngày {day} chưa đến; hãy chọn hôm nay hoặc một ngày đã qua.").format(day=f"{day:%d/%m/%Y}")
            )
            return
        self.day_asked.emit(None if day == self._today else day)

    def _refuse(self, words: str) -> None:
        theme.set_role(self.day, "wrong", True)
        self.notice.say(words, self.tr("Về hôm nay"), lambda: self.day_asked.emit(None))

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.GAP)
        first.addWidget(self.search, 2, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.filters, 5)
        second = QHBoxLayout()
        second.setSpacing(theme.GAP)
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (
            label(self.tr("Tính đến ngày"), "muted"),
            self.day,
            self.grid_button,
            self.columns_button,
            self.card_button,
        ):
            row.addWidget(widget)
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # follows the text size
        second.addWidget(self._line, 1)
        second.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addLayout(first)
        box.addLayout(second)
        box.addWidget(self.notice)

    def _icon_button(self, icon: str, tip: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "flat")
        theme.dress(button, icon, "muted")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button
