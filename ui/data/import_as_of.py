"""Of which day a list of members is that an import brings: as its title says, put right by the officer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.errors import KnownError
from ui import theme
from ui.fields import DateField
from ui.theme import State
from ui.widgets.labels import CaptionLabel, label, set_state


class _Day(DateField):
    """A day that Enter tells, and nothing else: the button of the window is not meant."""

    entered = Signal()

    def minimumSizeHint(self) -> QSize:
        """Room for its hint: of a list of today nothing else stands there."""
        least = super().minimumSizeHint()
        hint = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 7 * theme.UNIT
        return QSize(max(least.width(), hint), least.height())

    def sizeHint(self) -> QSize:
        """The least."""
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: take Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class AsOf(QWidget):
    """A field for the day, and what it does."""

    told = Signal(object)
    """The day that was typed; today for none: then it is a list of today, whatever its title says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = _Day()
        self.hint = CaptionLabel()
        self.hint.setProperty("role", "muted")
        self._shown: date | None = None
        self._today = date.max
        words = label(self.tr("Danh sách tính đến ngày"))
        words.setBuddy(self.day)
        self.day.setAccessibleName(self.tr("Danh sách tính đến ngày"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (words, self.day):
            row.addWidget(widget)
        row.addWidget(self.hint, 1)
        self.day.entered.connect(self._tell)
        self.day.editingFinished.connect(self._tell)
        self.hide()

    def ask(self, day: date | None, today: date) -> None:
        """Show the day of a list of members, None for one of today."""
        self._shown, self._today = day, today
        self.day.set_value(day)
        set_state(self.hint, State.PLAIN)
        kept = self.tr("điều sổ ghi từ sau ngày ấy được giữ; để trống là danh sách hiện nay")
        self.hint.setText(kept if day else self.tr("để trống là danh sách hiện nay"))
        self.show()

    def _tell(self) -> None:
        try:
            day = self.day.day()
        except KnownError as error:
            set_state(self.hint, State.BAD)
            self.hint.setText(error.message)
            return
        if day is not None and day >= self._today:
            day = None  # no list knows of days to come
        if day != self._shown:
            self._shown = day
            self.told.emit(day or self._today)
        else:
            self.ask(day, self._today)
