"""The line edit of the score sheet: digits and Enter give points, a few keys give the usual ones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


class PointsField(QLineEdit):
    """Keeps the focus of the score sheet; nothing an input method composes is needed in it."""

    given = Signal(str)
    """Enter after some digits: the text."""
    full_asked = Signal()
    """Full marks (+)."""
    less_asked = Signal()
    """One step less (-)."""
    back_asked = Signal()
    """Back to what the register says (Delete)."""
    moved = Signal(int)
    """Up or down by so many lines; Enter alone goes down."""
    reason_asked = Signal()
    """On to the reason (Tab)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Điểm, Enter"))
        self.setAccessibleName(self.tr("Điểm của mục đang chọn"))
        self.setMaxLength(6)

    def minimumSizeHint(self) -> QSize:
        """Room for the hint, which is longer than any points."""
        hint = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 7 * theme.UNIT
        return QSize(hint, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tab goes to the reason instead of the next widget."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self.reason_asked.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that score or move; leave digits to the text."""
        key = event.key()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif (signal := self._asked(event)) is not None:
            self.setText("")
            signal.emit()
        elif key in _STEPS:
            self.setText("")
            self.moved.emit(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.text().strip()
            self.setText("")
            if text:
                self.given.emit(text)
            else:
                self.moved.emit(1)
        else:
            super().keyPressEvent(event)

    def _asked(self, event: QKeyEvent) -> SignalInstance | None:
        if event.key() == Qt.Key.Key_Delete:
            return self.back_asked
        return {"+": self.full_asked, "=": self.full_asked, "-": self.less_asked}.get(event.text())
